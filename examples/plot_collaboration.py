"""
Who works with whom
===================

The ties of a programme are a networkx graph: anything that networkx can do works on it. The numbers describe the ties
that are recorded. They depend on who is on the list, and are no score of collaboration.
"""

import networkx as nx

import pemberdayaan as pb

programme = pb.example("lkms_kartini")
assessment = pb.assess(programme)
print(assessment.collaboration)

# %%

_ = pb.plots.collaboration(assessment, language="en")

# %%
# Without the officers of the cooperative the members are tied to nobody, and without the company the village government
# is tied to nobody. Such actors hold the network together.

graph = pb.collaboration_graph(programme)
print(sorted(nx.articulation_points(nx.Graph(graph))))

# %%
# Ties across the border of the community, by kind.

for source, target, tie in graph.edges(data=True):
    if graph.nodes[source]["inside"] != graph.nodes[target]["inside"]:
        print(source, "->", target, tie["kind"])
