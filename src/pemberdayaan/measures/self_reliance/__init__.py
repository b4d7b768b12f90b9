"""Self-reliance over time: what comes from inside year by year, who leads, and what remains when a funder leaves."""

from .lines import GivingTrend, GivingYear, LedYear, ParityYear, Remaining, SelfReliance, SeriesBreak
from .over_time import self_reliance

__all__ = [
    "GivingTrend",
    "GivingYear",
    "LedYear",
    "ParityYear",
    "Remaining",
    "SelfReliance",
    "SeriesBreak",
    "self_reliance",
]
