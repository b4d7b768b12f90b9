"""What actors and sectors of a network are called on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...model.stakeholders import Sector
from ...model.text import Language, Text
from ..vocabulary import VOCABULARY, word

__all__ = ["Labels", "actor_label", "group_label", "group_order"]

Labels = Mapping[Any, str | Text]


def actor_label(actor: Any, labels: Labels | None, language: Language) -> str:
    """The label that was given, else the actor's own name."""
    given = (labels or {}).get(actor)
    if given is None:
        return str(actor).replace("_", " ")
    return given[language] if isinstance(given, Text) else str(given)


def group_label(group: Any, language: Language) -> str:
    """A sector's word, else the group's own name."""
    return word("sector", group, language) if group in VOCABULARY["sector"] else str(group).replace("_", " ")


def group_order(group: Any) -> tuple[int, str]:
    """Sectors from the community outwards, other groups by name."""
    known = [sector.value for sector in Sector]
    return (known.index(group) if group in known else len(known), str(group))
