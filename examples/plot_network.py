"""
Synthetic: who stands between whom
==================================

A synthetic programme, whose village and people are made up. Brokers stand between two who are not tied to each other,
and critical actors hold others to the rest. Neither is empowered by that alone: a broker joins, and may hold back.
"""

import pemberdayaan as pb

programme = pb.example("contoh_lengkap")
assert programme.synthetic
assessment = pb.assess(programme)

# %%
# Actors by sector. A diamond is a broker inside the community, with the number of pairs that it joins.

_ = pb.plots.network(assessment, language="en")

# %%
# In which role, and how often by chance?

brokers = pb.network.brokerage(programme)
labels = {one.key: one.label for one in programme.stakeholders}
print(brokers)
_ = pb.plots.roles(brokers, labels=labels, language="en")

# %%
# From which sector to which do ties run? All of them cross a border, as nearly all had to with so many sectors.

mixing = pb.network.external_internal(programme, permutations=999, rng=1)
print(mixing)
_ = pb.plots.mixing(mixing, language="en")

# %%
# What breaks when an actor leaves?

print(pb.network.critical_actors(programme))
orders = [pb.network.removal_curve(programme, order=order, rng=1) for order in ("degree", "random")]
_ = pb.plots.removal(orders, labels=labels, language="en")
