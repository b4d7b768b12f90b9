"""Composite indices: scores, explanations, comparisons, audit and plans."""

from .auditing import (
    Audit,
    Correlations,
    Finding,
    ImportanceLine,
    IndicatorStatistics,
    Severity,
    audit,
    correlations,
    statistics,
)
from .comparing import Comparison, GroupLine, Groups, LeaveOneOut, RankShift, compare, groups, leave_one_out
from .explaining import Explanation, ExplanationLine, component_contributions, explain
from .planning import Plan, PlanStep, plan
from .scores import (
    ChangedCell,
    ChangedCells,
    Disagreement,
    Disagreements,
    IndexScores,
    LostUnit,
    LostUnits,
)

__all__ = [
    "Audit",
    "ChangedCell",
    "ChangedCells",
    "Comparison",
    "Correlations",
    "Disagreement",
    "Disagreements",
    "Explanation",
    "ExplanationLine",
    "Finding",
    "GroupLine",
    "Groups",
    "ImportanceLine",
    "IndexScores",
    "IndicatorStatistics",
    "LeaveOneOut",
    "LostUnit",
    "LostUnits",
    "Plan",
    "PlanStep",
    "RankShift",
    "Severity",
    "audit",
    "compare",
    "component_contributions",
    "correlations",
    "explain",
    "groups",
    "leave_one_out",
    "plan",
    "statistics",
]
