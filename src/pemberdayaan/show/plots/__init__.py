"""Pictures of results: each function draws one and returns its matplotlib Axes."""

from .collaboration import collaboration
from .contributions import contributions
from .crosswalk import crosswalk
from .framework import framework
from .grid import grid
from .importance_performance import importance_performance
from .involvement import involvement
from .ladder import ladder
from .likert import likert
from .profile import profile
from .spidergram import spidergram
from .stage_rung import stage_rung

__all__ = [
    "collaboration",
    "contributions",
    "crosswalk",
    "framework",
    "grid",
    "importance_performance",
    "involvement",
    "ladder",
    "likert",
    "profile",
    "spidergram",
    "stage_rung",
]
