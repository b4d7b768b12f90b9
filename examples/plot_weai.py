"""
Synthetic: women's empowerment in a survey
==========================================

A synthetic survey, whose answers are drawn by chance: women and men of 400 households in 48 villages of four districts.
Their answers become the ten indicators of the Women's Empowerment in Agriculture Index, and these its measures by
district, each with its standard error.
"""

import pandas as pd

import pemberdayaan as pb

survey = pd.read_csv(pb.table("weai_synthetic"))
survey = survey[survey["round"] == "endline"]

# %%
# From answers to indicators. Where a person's answers do not decide an indicator it is missing, and counted by reason.

indicators = pb.counting.adequacy(pb.Population(survey, unit="synthetic_person"), "weai-2012")
print(indicators)
print(indicators.missing)

# %%
# The indicators go back to the survey, which knows who lives with whom, and how the households were drawn.

people = pb.Population(
    survey.merge(indicators.to_frame(), on="synthetic_person"),
    design=pb.Design(weights="weight", strata="district", psu="village"),
    pairs=pb.Pairs("household", "sex", women="woman", men="man"),
)
scores = pb.score(people, "weai-2012", by="district")
print(scores)

# %%
# The index of each district with its interval; ``n`` counts the pairs of women and men that the parity in it rests on.

table = scores.to_frame()
shown = ["group", "estimate", "se", "low", "high", "n", "df"]
table.loc[table["measure"] == "index", shown].round(3)

# %%
# Intervals that overlap do not say that two districts are alike. The difference has an interval of its own.

print(pb.counting.difference(scores, "south", "west"))

# %%
# Each bar is the disempowerment of women, taken apart by indicator.

_ = pb.plots.counting_contributions(scores, language="en")

# %%
# Many who are inadequate in an indicator are empowered all the same: the censored share counts only those who are not.

_ = pb.plots.counting_headcounts(scores, language="en")

# %%
# Who was not counted, and which households made no pair.

print(scores.lost)
print(scores.households)
