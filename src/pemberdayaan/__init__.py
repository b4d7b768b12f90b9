"""Frameworks of empowerment as data, programmes as typed evidence, and assessments that know how sure they are.

Is this programme empowerment, for whom, who decides, who depends on whom, and what do we not know?
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .catalogue.library import example, examples, framework, frameworks, table, tables
from .catalogue.reading import read_framework, read_programme
from .catalogue.writing import write_framework, write_programme
from .errors import Fault, InvalidInput, MissingLibraryError, PemberdayaanError
from .measures.assessment import Assessment
from .measures.collaboration import Collaboration
from .measures.coverage import Coverage, Covered, Question, Questions
from .measures.gate import CriterionResult, Gate, IndicatorResult, Status
from .measures.graphs import collaboration_graph, framework_graph
from .measures.library import PROGRAMME_MEASURES
from .measures.matrix import Matrix, MatrixCell
from .measures.placement import Placed, Placements
from .measures.profile import Line, Profile
from .measures.ratings import Rated, Ratings, consensus
from .measures.resources import Contributions, Pot
from .measures.result import Provenance, Result
from .measures.years import AssessmentSeries, assess
from .model.adequacy import Adequacy, AdequacyMethod, Battery, Uninvolved
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
from .model.index_rule import (
    Aggregation,
    Formula,
    Goalposts,
    Imputation,
    ImputationMethod,
    IndexClass,
    IndexRule,
    Penalty,
    Scaling,
    ScalingMethod,
    Ties,
    Transformation,
    Treatment,
    WeightingMethod,
)
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
    Condition,
    CountRule,
    Empowerment,
    GateRule,
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
    from . import kernels
    from .catalogue.citing import CitationStyle, cite
    from .catalogue.forms.budget import (
        BudgetFigures,
        LostLine,
        SubtotalDifference,
        VillageBudget,
        WhyLost,
        read_village_budget,
    )
    from .catalogue.forms.template import programme_template
    from .catalogue.forms.xlsform import Ask, xlsform
    from .measures import change, counting, index, inequality, network, participation, questionnaire
    from .measures.answers import FormRatings, read_ratings
    from .measures.cells import NoAnswer
    from .measures.change import Change
    from .measures.comparing import ComparedLine, ProgrammeComparison, compare
    from .measures.counting import CountingScores
    from .measures.crosswalk import Crosswalk, Pairing, crosswalk
    from .measures.design import Design, Pairs, SinglePsu
    from .measures.index import IndexScores
    from .measures.network import Network, Strongest
    from .measures.participation import Representation
    from .measures.population import Columns, Population
    from .measures.scoring import score
    from .show import plots
    from .show.report import report

__all__ = [
    "PROGRAMME_MEASURES",
    "Activity",
    "ActivityType",
    "Actor",
    "Adequacy",
    "AdequacyMethod",
    "Aggregation",
    "Arithmetic",
    "Ask",
    "Assessment",
    "AssessmentSeries",
    "Axis",
    "Basis",
    "Battery",
    "Benefit",
    "BudgetFigures",
    "Cell",
    "Change",
    "Checked",
    "CitationStyle",
    "Collaboration",
    "Columns",
    "ComparedLine",
    "Component",
    "Condition",
    "Contribution",
    "ContributionKind",
    "ContributionStatus",
    "Contributions",
    "CountRule",
    "CountingScores",
    "Coverage",
    "Covered",
    "Criterion",
    "CriterionResult",
    "Crosswalk",
    "Decides",
    "Design",
    "Direction",
    "Distribution",
    "Domain",
    "Element",
    "Empowerment",
    "Facet",
    "Fault",
    "FormRatings",
    "Formula",
    "Framework",
    "Gate",
    "GateRule",
    "Goal",
    "Goalposts",
    "Grid",
    "GridAxis",
    "Group",
    "Headcount",
    "Imputation",
    "ImputationMethod",
    "IndexClass",
    "IndexRule",
    "IndexScores",
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
    "LostLine",
    "Match",
    "MatchKind",
    "Matrix",
    "MatrixCell",
    "Measurement",
    "Missing",
    "MissingLibraryError",
    "Network",
    "NoAnswer",
    "Observation",
    "Outcome",
    "Pairing",
    "Pairs",
    "Participation",
    "PemberdayaanError",
    "Penalty",
    "Period",
    "Phase",
    "Placed",
    "Placements",
    "Population",
    "Pot",
    "Principle",
    "Profile",
    "ProfileRule",
    "Programme",
    "ProgrammeBenefit",
    "ProgrammeComparison",
    "ProgrammeStage",
    "ProgrammeType",
    "Provenance",
    "Quantity",
    "Question",
    "Questions",
    "Rated",
    "Ratings",
    "Reading",
    "Reference",
    "Relation",
    "RelationKind",
    "Remark",
    "RemarkKind",
    "Representation",
    "Result",
    "Role",
    "Rule",
    "Scale",
    "Scaling",
    "ScalingMethod",
    "Sector",
    "SinglePsu",
    "Stage",
    "Stakeholder",
    "Status",
    "Strongest",
    "SubtotalDifference",
    "Text",
    "Tie",
    "TieKind",
    "Ties",
    "Trace",
    "Transformation",
    "Treatment",
    "Uninvolved",
    "VillageBudget",
    "WeightingMethod",
    "WhyLost",
    "assess",
    "change",
    "cite",
    "collaboration_graph",
    "compare",
    "consensus",
    "counting",
    "crosswalk",
    "example",
    "examples",
    "framework",
    "framework_graph",
    "frameworks",
    "index",
    "inequality",
    "kernels",
    "network",
    "participation",
    "plots",
    "programme_template",
    "questionnaire",
    "read_framework",
    "read_programme",
    "read_ratings",
    "read_village_budget",
    "report",
    "score",
    "table",
    "tables",
    "write_framework",
    "write_programme",
    "xlsform",
]


# Read on first use: together they would double the time of the import, and many never need them.
_LATER = {
    **dict.fromkeys(("CitationStyle", "cite"), "catalogue.citing"),
    **dict.fromkeys(("Ask", "xlsform"), "catalogue.forms.xlsform"),
    **dict.fromkeys(
        ("BudgetFigures", "LostLine", "SubtotalDifference", "VillageBudget", "WhyLost", "read_village_budget"),
        "catalogue.forms.budget",
    ),
    "programme_template": "catalogue.forms.template",
    **dict.fromkeys(("FormRatings", "read_ratings"), "measures.answers"),
    "NoAnswer": "measures.cells",
    **dict.fromkeys(("ComparedLine", "ProgrammeComparison", "compare"), "measures.comparing"),
    **dict.fromkeys(("Crosswalk", "Pairing", "crosswalk"), "measures.crosswalk"),
    **dict.fromkeys(("Design", "Pairs", "SinglePsu"), "measures.design"),
    **dict.fromkeys(("Columns", "Population"), "measures.population"),
    **dict.fromkeys(("Network", "Strongest"), "measures.network"),
    "Change": "measures.change",
    "CountingScores": "measures.counting",
    "IndexScores": "measures.index",
    "Representation": "measures.participation",
    "change": "measures",
    "counting": "measures",
    "index": "measures",
    "inequality": "measures",
    "kernels": "",
    "network": "measures",
    "participation": "measures",
    "questionnaire": "measures",
    "plots": "show",
    "report": "show.report",
    "score": "measures.scoring",
}
_ROOMS = ("change", "counting", "index", "inequality", "kernels", "network", "participation", "plots", "questionnaire")


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = f".{_LATER[name]}"
    if name in _ROOMS:
        return import_module(f"{home.rstrip('.')}.{name}", __name__)
    return getattr(import_module(home, __name__), name)


def __dir__() -> list[str]:
    return sorted(__all__)
