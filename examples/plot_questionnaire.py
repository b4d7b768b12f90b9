"""
Synthetic: answers to a questionnaire, in pictures
==================================================

Synthetic answers of forty respondents, made by a formula, on a scale from 1 to 5; and two published studies, of which
only sums and means are known.
"""

import pandas as pd

import pemberdayaan as pb

answers = pd.DataFrame({f"q{j}": [1 + (i * (j + 2) + i // 7) % 5 for i in range(40)] for j in range(5)})
questions = {
    "q0": "I was told of the meeting in time",
    "q1": "I could say what I thought",
    "q2": "What we said was written down",
    "q3": "I know how the money was spent",
    "q4": "I would come again",
}

# %%
# The shares of the answers, and beside them the two readings: the mean among the limits of five classes, and the
# median. Where they fall into different classes the result says so.

classes = pb.questionnaire.class_results(
    answers, {"planning": ["q0", "q1", "q2"], "oversight": ["q3", "q4"]}, low=1, high=5
)
print(classes)
_ = pb.plots.likert(classes, labels=questions, language="en")

# %%
# A published study on Arnstein's ladder: the town plan of Pati (2006), 54 respondents and four variables. Of its
# answers only the sums are known, so there is no median to set beside the rung of the sum.

sums = {"variable 1": 181, "variable 2": 201, "variable 3": 196, "variable 4": 218}
_ = pb.plots.ladder(pb.questionnaire.ladder_of_sum(sums, respondents=54), language="en")

# %%
# Published means of importance and performance of ten items (id.scribd.com/document/699579235): what matters and is
# done badly comes first.

plane = pb.questionnaire.importance_performance(
    importance=[3.65, 3.9, 3.95, 4.15, 4.2, 4.2, 4.05, 4.35, 4.35, 4.5],
    performance=[4.1, 4.05, 3.85, 3.9, 4.15, 4.25, 4.2, 4.3, 4.3, 4.1],
)
print(plane)
_ = pb.plots.importance_performance(plane, language="en")
