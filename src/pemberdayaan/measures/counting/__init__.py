"""Counting who is deprived in how much: scores with their errors, change, robustness, and questions as indicators."""

from .adequacy import AdequacyTable, Undecided, adequacy
from .bootstrap import CountingBootstrap, bootstrap
from .change import ChangePart, ChangeParts, CountingChange, change, difference
from .cutoff_curves import CutoffCurve, Dominance, Dominances
from .estimating import Block
from .robustness import Robustness, robustness
from .scores import CountingScores, Households, LostPeople, LostPerson, Note, Notes
from .tally import Household
from .weight_sets import WeightSets

__all__ = [
    "AdequacyTable",
    "Block",
    "ChangePart",
    "ChangeParts",
    "CountingBootstrap",
    "CountingChange",
    "CountingScores",
    "CutoffCurve",
    "Dominance",
    "Dominances",
    "Household",
    "Households",
    "LostPeople",
    "LostPerson",
    "Note",
    "Notes",
    "Robustness",
    "Undecided",
    "WeightSets",
    "adequacy",
    "bootstrap",
    "change",
    "difference",
    "robustness",
]
