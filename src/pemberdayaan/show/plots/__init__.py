"""Pictures of results: each function draws one and returns its matplotlib Axes."""

from .adequacy_heatmap import adequacy_heatmap
from .collaboration import collaboration
from .contributions import contributions
from .counting_change import counting_change
from .counting_contributions import counting_contributions
from .counting_headcounts import counting_headcounts
from .crosswalk import crosswalk
from .cutoff_curve import cutoff_curve
from .dependence import dependence
from .framework import framework
from .gap import gap
from .grid import grid
from .importance_performance import importance_performance
from .index_components import index_components
from .index_correlations import index_correlations
from .index_importance import index_importance
from .index_map import index_map
from .index_plan import index_plan
from .index_profile import index_profile
from .index_ranking import index_ranking
from .involvement import involvement
from .ladder import ladder
from .likert import likert
from .lorenz import lorenz
from .mixing import mixing
from .network import network
from .profile import profile
from .removal import removal
from .representation import representation
from .roles import roles
from .rounds import rounds
from .self_reliance import self_reliance
from .slope import slope
from .spidergram import spidergram
from .stage_rung import stage_rung
from .stages import stages
from .waterfall import waterfall

__all__ = [
    "adequacy_heatmap",
    "collaboration",
    "contributions",
    "counting_change",
    "counting_contributions",
    "counting_headcounts",
    "crosswalk",
    "cutoff_curve",
    "dependence",
    "framework",
    "gap",
    "grid",
    "importance_performance",
    "index_components",
    "index_correlations",
    "index_importance",
    "index_map",
    "index_plan",
    "index_profile",
    "index_ranking",
    "involvement",
    "ladder",
    "likert",
    "lorenz",
    "mixing",
    "network",
    "profile",
    "removal",
    "representation",
    "roles",
    "rounds",
    "self_reliance",
    "slope",
    "spidergram",
    "stage_rung",
    "stages",
    "waterfall",
]
