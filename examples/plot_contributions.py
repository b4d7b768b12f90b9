"""
Synthetic: who gave what, over the years
========================================

A synthetic programme, whose village, people and numbers are made up. Contributions stand by kind, unit and year, given
from inside and from outside; kinds are never added up, and what has no amount is listed as unvalued.
"""

import pemberdayaan as pb

programme = pb.example("contoh_lengkap")
assert programme.synthetic
assessment = pb.assess(programme)

# %%
# Money from inside and from outside, year by year, and who decided on its use. More from inside is neither better nor
# worse by itself.

for row in assessment.contributions.rows():
    if row["kind"] == "money" and row["status"] == "given" and row["inside_share"] is not None:
        inside, all_of_it = row["inside"], row["inside"] + row["outside"]
        print(f"{row['period']}: {inside:,.0f} of {all_of_it:,.0f} IDR from inside; decided by {row['decided_by']}")

# %%
# All kinds, with what is promised and what has no amount.

_ = pb.plots.contributions(assessment, language="en")
