"""Change between rounds: of any result, with errors where there is a sample; never more than the records say."""

from .between import between
from .lines import Change, ChangeLine, LostLine, LostLines, Movement, Movements

__all__ = ["Change", "ChangeLine", "LostLine", "LostLines", "Movement", "Movements", "between"]
