"""
Synthetic: where resources start, and what a funder's leaving would take
========================================================================

A synthetic programme, whose village, people and numbers are made up. What an outsider gave itself is one share; what
started with outsiders and came through others is another. A lower share is neither better nor worse by itself.
"""

import pemberdayaan as pb

programme = pb.example("contoh_lengkap")
assert programme.synthetic
found = pb.network.dependence(programme)

# %%
# Money by year: what started outside, and what would be gone without the largest funder.

for part in found.of("money"):
    funder, lost = part.lost[0]
    print(f"{part.period}: {part.through:.0%} started outside; without {funder} {lost:.0%} would be gone")

# %%
# All kinds, each on its own panel; what has no amount is named and counted nowhere.

_ = pb.plots.dependence(found, language="en")

# %%
# A committee that passes on a ministry's money gives nothing of its own: the two shares come apart.

people = [
    pb.Stakeholder("ministry", "Ministry", "government"),
    pb.Stakeholder("committee", "Committee", "community_organisation"),
    pb.Stakeholder("residents", "Residents", "community"),
    pb.Stakeholder("hamlets", "Hamlets", "community"),
]
gifts = [
    pb.Contribution(giver, to=[taker], kind="money", amount=amount, unit="IDR", period=year)
    for year, outside, own in [(2019, 90, 10), (2021, 80, 20), (2023, 40, 60)]
    for giver, taker, amount in [
        ("ministry", "committee", outside),
        ("residents", "committee", own),
        ("committee", "hamlets", outside + own),
    ]
]
passed_on = pb.Programme("passed_on", "Passed on", stakeholders=people, contributions=gifts)
depends = pb.network.dependence(passed_on)
print(depends)
_ = pb.plots.dependence(depends, language="en")
