"""Counting who is deprived in how much: scores with their errors, change, robustness, and questions as indicators."""

from .estimating import Block
from .scores import CountingScores, Households, LostPeople, LostPerson, Note, Notes
from .tally import Household

__all__ = ["Block", "CountingScores", "Household", "Households", "LostPeople", "LostPerson", "Note", "Notes"]
