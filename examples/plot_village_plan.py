"""
From 50 scores to a plan
========================

The 50 indicator scores of one village, the status that they give, and the cheapest raises to the next one. Source of
the scores: the service of the Ministry of Villages, Indeks Desa Membangun.
"""

import pandas as pd

import pemberdayaan as pb

village = pb.score(pd.read_csv(pb.table("idm_village_a")), "idm-2016")
print(village)

# %%
# Each step costs the same unless something else is said.

plan = pb.index.plan(village, 0, target="mandiri")
_ = pb.plots.index_plan(plan, language="en")

# %%
# An indicator that is hard to move gets its price, and the plan takes another way.

dear = pb.index.plan(village, 0, target="mandiri", costs={"disaster_response": 12, "environment_quality": 12})
_ = pb.plots.index_plan(dear, language="en")

# %%
# What each raise would bring at most, the ministry's uplift.

plan.to_frame()[["indicator", "score", "uplift", "steps"]].sort_values("uplift", ascending=False).head(8)
