"""Change between rounds: of any result, with errors where there is a sample; never more than the records say."""

from .against import ASSUMPTIONS, against
from .between import between
from .lines import Change, ChangeLine, LostLine, LostLines, Movement, Movements
from .parts import ChangePart, ChangeParts, parts
from .series import Series, SeriesPoint, Trend, series
from .statement import statement
from .units import UnitChanges

__all__ = [
    "ASSUMPTIONS",
    "Change",
    "ChangeLine",
    "ChangePart",
    "ChangeParts",
    "LostLine",
    "LostLines",
    "Movement",
    "Movements",
    "Series",
    "SeriesPoint",
    "Trend",
    "UnitChanges",
    "against",
    "between",
    "parts",
    "series",
    "statement",
]
