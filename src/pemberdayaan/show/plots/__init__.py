"""Pictures of results: each function draws one and returns its matplotlib Axes."""

from .collaboration import collaboration
from .contributions import contributions
from .framework import framework
from .involvement import involvement
from .profile import profile

__all__ = ["collaboration", "contributions", "framework", "involvement", "profile"]
