"""
A village index
===============

The 392 villages of Yogyakarta, scored by Indeks Desa Membangun from their three published components. Source: Ministry
of Villages, Indeks Desa Membangun 2024, open data portal. From 2025 on the ministry publishes Indeks Desa instead.
"""

import pandas as pd

import pemberdayaan as pb

villages = pb.Population(pd.read_csv(pb.table("idm_2024_diy")), unit="kode_desa")
scores = pb.score(villages, "idm-2016", by="kode_kab")
print(scores)

# %%
# The published index and status are in the table too. They are no input: they are compared.

print(scores.disagreements)

# %%
# Bars of what each component adds, for the highest and the lowest villages.

_ = pb.plots.index_components(scores, language="en")

# %%
# Every village by its rank, in the bands of the statuses.

_ = pb.plots.index_ranking(scores, unit=3401042001, language="en")

# %%
# One village beside the others of its status.

village = pb.index.explain(scores, 3401042001, against="class")
_ = pb.plots.index_profile(village, language="en")

# %%
# How the components go together, and what they matter beside what they weigh.

_ = pb.plots.index_correlations(pb.index.correlations(scores), language="en")

# %%

audit = pb.index.audit(scores)
_ = pb.plots.index_importance(audit, language="en")

# %%

for sentence in audit.told("en"):
    print(sentence)

# %%
# The regencies side by side.

pb.index.groups(scores).to_frame()
