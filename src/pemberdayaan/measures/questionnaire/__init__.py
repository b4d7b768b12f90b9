"""Questionnaires: class limits, ladders by survey sums, items, reliability, agreement, importance and performance."""

from .agreement import Agreement, RatedUnit, agreement
from .bands import ClassLine, ClassResults, class_results
from .counted import AnswerCounts, Caution, Count, Edge, Lost
from .items import ItemLine, ItemStatistics, item_statistics
from .ladders import LadderLine, LadderSums, ladder_of_sum, ladder_sum
from .limits import Limits, class_limits, classify, norm_limits
from .observations import as_observations
from .paragraphs import method
from .plane import ImportancePerformance, PlanePoint, Quadrant, importance_performance
from .reliability import Alpha, AlphaItem, alpha

__all__ = [
    "Agreement",
    "Alpha",
    "AlphaItem",
    "AnswerCounts",
    "Caution",
    "ClassLine",
    "ClassResults",
    "Count",
    "Edge",
    "ImportancePerformance",
    "ItemLine",
    "ItemStatistics",
    "LadderLine",
    "LadderSums",
    "Limits",
    "Lost",
    "PlanePoint",
    "Quadrant",
    "RatedUnit",
    "agreement",
    "alpha",
    "as_observations",
    "class_limits",
    "class_results",
    "classify",
    "importance_performance",
    "item_statistics",
    "ladder_of_sum",
    "ladder_sum",
    "method",
    "norm_limits",
]
