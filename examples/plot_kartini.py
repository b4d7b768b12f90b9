"""
A verdict and its picture
=========================

LKMS Kartini is a real microfinance cooperative, read from theses about it. The gate says whether it meets the three
criteria of the article, and the matrix of stages and actors shows why.
"""

import pemberdayaan as pb

# %%
# The verdict comes first: each criterion is met, unmet or unknown, for ordinary members.

assessment = pb.assess(pb.example("lkms_kartini"))
print(assessment.gate)

# %%
# Every row names the records that it rests on.

for row in assessment.gate.rows():
    if row["who"] == "members" and row["indicator"]:
        print(row["indicator"], "->", row["status"], "|", row["references"])

# %%
# Who was there in which stage, how deeply, and who decided.

_ = pb.plots.involvement(assessment, language="en")

# %%
# What would make it clearer, and whom to ask.

print(assessment.questions)
