"""How unequally an amount is shared: measures with errors, curves, and what inequality is made of."""

from .bootstrap import InequalityBootstrap, bootstrap
from .curves import Concentration, LorenzCurves, concentration, lorenz
from .measuring import MEASURES, InequalityScores, measure
from .observing import observation
from .taking_apart import GroupPart, InequalityParts, SourcePart, SourceParts, parts, sources

__all__ = [
    "MEASURES",
    "Concentration",
    "GroupPart",
    "InequalityBootstrap",
    "InequalityParts",
    "InequalityScores",
    "LorenzCurves",
    "SourcePart",
    "SourceParts",
    "bootstrap",
    "concentration",
    "lorenz",
    "measure",
    "observation",
    "parts",
    "sources",
]
