"""
Synthetic: who stands where
===========================

A synthetic village whose actors are made up. Mitchell's eight classes ask of each whether it has power, legitimacy and
urgency; Arnstein's ladder, how much it decides in each stage.
"""

import pemberdayaan as pb

workshop = pb.example("lokakarya_laverack")
assert workshop.synthetic

# %%
# Dark labels are from inside the community. The classes were made for managers, who ask whom to heed; an evaluator
# reads them the other way round, and looks for the residents who depend on others.

placed = pb.assess(workshop, "mitchell-1997")
print(placed.placements)
_ = pb.plots.grid(placed, language="en")

# %%
# On a ladder every actor stands where the evidence puts it, stage by stage; nothing is averaged.

village = pb.assess(pb.example("contoh_lengkap"), "arnstein-1969")
_ = pb.plots.ladder(village, language="en")

# %%
# The same with the stages across.

_ = pb.plots.stage_rung(village, language="en")
