"""Participation: who is represented among those who take part, decide and benefit, and the gap between groups."""

from .lines import LeftOut, LeftOutPeople, ParityGap, ParityGaps, Representation, Represented
from .representation import representation

__all__ = [
    "LeftOut",
    "LeftOutPeople",
    "ParityGap",
    "ParityGaps",
    "Representation",
    "Represented",
    "representation",
]
