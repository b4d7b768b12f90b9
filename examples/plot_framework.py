"""
How the article's parts hold together
=====================================

The article states some relations between its principles, and implies others. Both are data, and a graph.
"""

import pemberdayaan as pb

framework = pb.framework("pemberdayaan-masyarakat")

# %%
# Participation *enables* self-reliance; justice, human rights and collaboration bear on empowerment as a whole; the
# five principles reinforce one another. What the article implies and does not say is drawn apart.

_ = pb.plots.framework(framework, language="en")

# %%
# The same as a networkx graph, without what is only implied.

graph = pb.framework_graph(framework, implied=False)
for source, target, relation in graph.edges(data=True):
    if relation["kind"] != "reinforces":
        print(source, relation["kind"], target)
