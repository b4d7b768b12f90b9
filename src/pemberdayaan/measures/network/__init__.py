"""The collaboration network: who works with whom, who bridges, who depends on whom."""

from .brokerage import Brokerage, brokerage
from .centralization import Centrality, Centralization, Counting, Normaliser, centralization
from .cohesion import Cohesion, cohesion
from .comparison import Comparison, compare, compare_stages
from .cores import CorePattern, CorePeriphery, Finding, core_periphery
from .dependence import Dependence, Dependency, dependence
from .holes import StructuralHoles, structural_holes
from .influence import Influence, RankAgreement, StatedRatings, influence
from .mixing import ExternalInternal, OutwardTies, external_internal
from .partner import PartnerScores, RatedActor, RatedTie, partner_scores
from .profile import GraphProfile, Profiled, graph_profile
from .projection import Weighting, projection, two_mode_graph
from .regression import Regression, RegressionKind, Term, mrqap
from .removal import CriticalActors, RemovalCurve, RemovalOrder, critical_actors, removal_curve
from .ties import Network, Strongest

__all__ = [
    "Brokerage",
    "Centrality",
    "Centralization",
    "Cohesion",
    "Comparison",
    "CorePattern",
    "CorePeriphery",
    "Counting",
    "CriticalActors",
    "Dependence",
    "Dependency",
    "ExternalInternal",
    "Finding",
    "GraphProfile",
    "Influence",
    "Network",
    "Normaliser",
    "OutwardTies",
    "PartnerScores",
    "Profiled",
    "RankAgreement",
    "RatedActor",
    "RatedTie",
    "Regression",
    "RegressionKind",
    "RemovalCurve",
    "RemovalOrder",
    "StatedRatings",
    "Strongest",
    "StructuralHoles",
    "Term",
    "Weighting",
    "brokerage",
    "centralization",
    "cohesion",
    "compare",
    "compare_stages",
    "core_periphery",
    "critical_actors",
    "dependence",
    "external_internal",
    "graph_profile",
    "influence",
    "mrqap",
    "partner_scores",
    "projection",
    "removal_curve",
    "structural_holes",
    "two_mode_graph",
]
