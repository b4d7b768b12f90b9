"""One value in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import attrs
from attrs.converters import optional

from ..errors import InvalidInput, fault
from .fields import as_str, wrong_type

__all__ = ["Language", "Text", "as_text"]


class Language(StrEnum):
    """The languages that the library speaks."""

    ID = "id"
    EN = "en"


def as_language(value: Language | str) -> Language:
    """A `Language`, or the text that names it."""
    try:
        return Language(value)
    except ValueError:
        raise InvalidInput(fault("language", given=value)) from None


@attrs.frozen
class Text:
    """A text in Indonesian, in English, or in both.

    Parameters
    ----------
    id, en
        The Indonesian and the English text; at least one.

    Examples
    --------
    >>> text = Text(id="Kemandirian", en="Self-reliance")
    >>> str(text), text["id"]
    ('Self-reliance', 'Kemandirian')
    >>> Text(id="Swadaya")["en"]  # a missing language falls back to the other
    'Swadaya'
    """

    id: str | None = attrs.field(default=None, converter=optional(as_str))
    en: str | None = attrs.field(default=None, converter=optional(as_str))

    def __attrs_post_init__(self) -> None:
        if self.id is None and self.en is None:
            raise InvalidInput(fault("empty"))

    def __getitem__(self, language: str) -> str:
        if language not in {"id", "en"}:
            raise InvalidInput(fault("language", given=language))
        chosen, other = (self.id, self.en) if language == "id" else (self.en, self.id)
        return chosen or other or ""

    def __str__(self) -> str:
        return self["en"]

    def missing(self) -> tuple[str, ...]:
        """The languages that it lacks."""
        return tuple(language for language in ("id", "en") if getattr(self, language) is None)


def as_text(value: Text | str | Mapping[str, Any]) -> Text:
    """A `Text`; a bare string is English, a mapping has the keys ``id`` and ``en``."""
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        return Text(en=value)
    if isinstance(value, Mapping):
        unknown = [key for key in value if key not in {"id", "en"}]
        if unknown:
            raise InvalidInput([fault("unknown_key", given=str(key), choices=("id", "en")) for key in unknown])
        return Text(**value)
    raise InvalidInput(wrong_type(value, "text"))
