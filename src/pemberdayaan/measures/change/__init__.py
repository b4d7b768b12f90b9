"""Change between rounds: of any result, with errors where there is a sample; never more than the records say."""

from ..self_reliance import (
    GivingTrend,
    GivingYear,
    LedYear,
    ParityYear,
    Remaining,
    SelfReliance,
    SeriesBreak,
    self_reliance,
)
from .against import ASSUMPTIONS, against
from .between import between
from .lines import Change, ChangeLine, LostLine, LostLines, Movement, Movements
from .parts import PartOfChange, PartsOfChange, parts
from .series import Series, SeriesPoint, Trend, series
from .statement import statement
from .units import UnitChanges

__all__ = [
    "ASSUMPTIONS",
    "Change",
    "ChangeLine",
    "GivingTrend",
    "GivingYear",
    "LedYear",
    "LostLine",
    "LostLines",
    "Movement",
    "Movements",
    "ParityYear",
    "PartOfChange",
    "PartsOfChange",
    "Remaining",
    "SelfReliance",
    "Series",
    "SeriesBreak",
    "SeriesPoint",
    "Trend",
    "UnitChanges",
    "against",
    "between",
    "parts",
    "self_reliance",
    "series",
    "statement",
]
