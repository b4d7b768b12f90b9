"""
Synthetic: a workshop on nine domains, in two rounds
====================================================

A synthetic workshop, whose village, people and ratings are made up. Three groups rate what their community can do, each
on its own, and then agree on a rank for each of Laverack's nine domains; two years later they do it again.
"""

import pemberdayaan as pb

programme = pb.example("lokakarya_laverack")
assert programme.synthetic
ratings = pb.consensus(programme, "laverack-2001")

# %%
# Where the groups differ comes first: that is what the workshop has to talk about.

print(ratings)

# %%
# A filled mark is what was agreed on, the line goes from the lowest to the highest rating. So a change from one round
# to the next is seen beside the disagreement within each.

_ = pb.plots.spidergram(ratings, language="en")

# %%
# The sources draw a spider web. It is there for those who ask for it, with a warning: its area means nothing.

_ = pb.plots.spidergram(ratings, web=True, language="en")

# %%
# What the nine domains do not measure of the article's principles and stages. Dashed lines are wider or narrower.

found = pb.crosswalk("laverack-2001")
print(found)
_ = pb.plots.crosswalk(found, language="en")
