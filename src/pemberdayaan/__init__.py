"""Frameworks of empowerment as data, programmes as typed evidence, and assessments that know how sure they are.

Is this programme empowerment, for whom, who decides, who depends on whom, and what do we not know?
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .catalogue.library import example, examples, framework, frameworks, table, tables
from .catalogue.reading import read_framework, read_programme
from .catalogue.writing import write_framework, write_programme
from .errors import Fault, InvalidInput, MissingLibraryError, PemberdayaanError
from .measures.assessment import Assessment, assess
from .measures.collaboration import Collaboration, collaboration_graph, framework_graph
from .measures.coverage import Coverage, Covered, Question, Questions
from .measures.gate import CriterionResult, Gate, IndicatorResult, Status
from .measures.library import PROGRAMME_MEASURES
from .measures.matrix import Matrix, MatrixCell
from .measures.profile import Line, Profile
from .measures.resources import Contributions, Pot
from .measures.result import Provenance, Result
from .model.elements import (
    ActivityType,
    Actor,
    Benefit,
    Component,
    Criterion,
    Direction,
    Domain,
    Element,
    Facet,
    Goal,
    Indicator,
    Outcome,
    Principle,
    ProgrammeType,
    Role,
    Stage,
)
from .model.evidence import Observation, Reading, Reference, Remark, RemarkKind, Trace
from .model.framework import Checked, Framework
from .model.grids import Cell, Grid, GridAxis
from .model.periods import Period
from .model.programme import Programme
from .model.records import (
    Activity,
    Contribution,
    ContributionKind,
    ContributionStatus,
    Decides,
    Initiative,
    Participation,
    Phase,
    ProgrammeBenefit,
    ProgrammeStage,
)
from .model.relations import Match, MatchKind, Relation, RelationKind
from .model.rules import (
    Aggregation,
    Condition,
    CountRule,
    GateRule,
    IndexClass,
    IndexRule,
    Join,
    LadderBasis,
    LadderRule,
    Missing,
    ProfileRule,
    Rule,
)
from .model.scales import Arithmetic, Distribution, Level, Measurement, Quantity, Scale
from .model.stakeholders import Axis, Basis, Group, Headcount, Sector, Stakeholder, Tie, TieKind
from .model.text import Language, Text

if TYPE_CHECKING:
    from .show import plots
    from .show.report import report

__all__ = [
    "PROGRAMME_MEASURES",
    "Activity",
    "ActivityType",
    "Actor",
    "Aggregation",
    "Arithmetic",
    "Assessment",
    "Axis",
    "Basis",
    "Benefit",
    "Cell",
    "Checked",
    "Collaboration",
    "Component",
    "Condition",
    "Contribution",
    "ContributionKind",
    "ContributionStatus",
    "Contributions",
    "CountRule",
    "Coverage",
    "Covered",
    "Criterion",
    "CriterionResult",
    "Decides",
    "Direction",
    "Distribution",
    "Domain",
    "Element",
    "Facet",
    "Fault",
    "Framework",
    "Gate",
    "GateRule",
    "Goal",
    "Grid",
    "GridAxis",
    "Group",
    "Headcount",
    "IndexClass",
    "IndexRule",
    "Indicator",
    "IndicatorResult",
    "Initiative",
    "InvalidInput",
    "Join",
    "LadderBasis",
    "LadderRule",
    "Language",
    "Level",
    "Line",
    "Match",
    "MatchKind",
    "Matrix",
    "MatrixCell",
    "Measurement",
    "Missing",
    "MissingLibraryError",
    "Observation",
    "Outcome",
    "Participation",
    "PemberdayaanError",
    "Period",
    "Phase",
    "Pot",
    "Principle",
    "Profile",
    "ProfileRule",
    "Programme",
    "ProgrammeBenefit",
    "ProgrammeStage",
    "ProgrammeType",
    "Provenance",
    "Quantity",
    "Question",
    "Questions",
    "Reading",
    "Reference",
    "Relation",
    "RelationKind",
    "Remark",
    "RemarkKind",
    "Result",
    "Role",
    "Rule",
    "Scale",
    "Sector",
    "Stage",
    "Stakeholder",
    "Status",
    "Text",
    "Tie",
    "TieKind",
    "Trace",
    "assess",
    "collaboration_graph",
    "example",
    "examples",
    "framework",
    "framework_graph",
    "frameworks",
    "plots",
    "read_framework",
    "read_programme",
    "report",
    "table",
    "tables",
    "write_framework",
    "write_programme",
]


def __getattr__(name: str) -> Any:
    """The pictures and the report are read on first use: they are a sixth of the import, and many never draw."""
    if name == "plots":
        return import_module(".show.plots", __name__)
    if name == "report":
        return import_module(".show.report", __name__).report
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
