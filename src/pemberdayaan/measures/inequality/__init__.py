"""How unequally an amount is shared: measures with errors, curves, and what inequality is made of."""

from .curves import Concentration, LorenzCurves, concentration, lorenz
from .measuring import MEASURES, InequalityScores, measure
from .taking_apart import GroupPart, InequalityParts, SourcePart, SourceParts, parts, sources

__all__ = [
    "MEASURES",
    "Concentration",
    "GroupPart",
    "InequalityParts",
    "InequalityScores",
    "LorenzCurves",
    "SourcePart",
    "SourceParts",
    "concentration",
    "lorenz",
    "measure",
    "parts",
    "sources",
]
