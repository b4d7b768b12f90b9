"""Pictures of results: each function draws one and returns its matplotlib Axes."""

from .collaboration import collaboration
from .contributions import contributions
from .crosswalk import crosswalk
from .dependence import dependence
from .framework import framework
from .grid import grid
from .importance_performance import importance_performance
from .involvement import involvement
from .ladder import ladder
from .likert import likert
from .mixing import mixing
from .network import network
from .profile import profile
from .removal import removal
from .roles import roles
from .spidergram import spidergram
from .stage_rung import stage_rung
from .stages import stages

__all__ = [
    "collaboration",
    "contributions",
    "crosswalk",
    "dependence",
    "framework",
    "grid",
    "importance_performance",
    "involvement",
    "ladder",
    "likert",
    "mixing",
    "network",
    "profile",
    "removal",
    "roles",
    "spidergram",
    "stage_rung",
    "stages",
]
