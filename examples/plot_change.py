"""
Synthetic: what changed, for whom, and what that does not show
==============================================================

Everything here is synthetic: villages drawn by chance, and a survey whose answers are. Two rounds become a sentence for
a report, and pictures of gaps, of each village, and of what made the index change; then a comparison group is put
beside the programme.
"""

import numpy as np
import pandas as pd

import pemberdayaan as pb

rng = np.random.default_rng(7)
before = pd.DataFrame(rng.uniform(0.4, 0.8, (120, 3)), columns=["iks", "ike", "ikl"])
before["village"] = [f"Village {i}" for i in range(1, 121)]
after = before.assign(
    iks=(before["iks"] + rng.normal(0.05, 0.06, 120)).clip(0, 1),
    ike=(before["ike"] + rng.normal(0.02, 0.05, 120)).clip(0, 1),
    ikl=(before["ikl"] + rng.normal(-0.01, 0.03, 120)).clip(0, 1),
)

# %%
# Two rounds of one rule, village by village, and the change in words.

rounds = [pb.score(pb.Population(frame, unit="village"), "idm-2016") for frame in (before, after)]
change = pb.change.between(*rounds, unit="village", years=2)
print(pb.change.statement(change, "en"))

# %%
# Every village has a line; those that are named are thick, and so is the mean.

_ = pb.plots.slope(change, units=["Village 7", "Village 42", "Village 101"], language="en")

# %%
# What made the index change: the parts add up to the change, so none hides another.

_ = pb.plots.waterfall(pb.change.parts(*rounds, unit="village"), language="en")

# %%
# A survey of women and men, before and after. The gap between them stands in each district.

survey = pd.read_csv(pb.table("weai_synthetic"))
survey["arm"] = survey["programme"].map({"yes": "Programme", "no": "Comparison"})
populations = []
for when in ("baseline", "endline"):
    people = survey[survey["round"] == when]
    indicators = pb.counting.adequacy(pb.Population(people, unit="synthetic_person"), "weai-2012")
    drawn = pb.Population(
        people.merge(indicators.to_frame(), on="synthetic_person"),
        design=pb.Design(weights="weight", strata="district", psu="village"),
        pairs=pb.Pairs("household", "sex", women="woman", men="man"),
    )
    populations.append(drawn)

districts = [pb.score(one, "weai-2012", by="district") for one in populations]
_ = pb.plots.gap(districts[1], measure="H", language="en")

# %%
# How far each district came, with the interval of the change.

_ = pb.plots.gap(pb.change.between(*districts, by="district"), measure="H", language="en")

# %%
# A change is not evidence of effect. With a comparison group beside it, it may be, if what is printed here holds.

arms = [pb.score(one, "weai-2012", by="arm") for one in populations]
difference = pb.change.against(pb.change.between(*arms, by="arm"), "Programme", "Comparison")
print(pb.change.statement(difference, "en", measures="H"))
_ = pb.plots.slope(difference, measure="H", language="en")
