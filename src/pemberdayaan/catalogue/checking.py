"""What a file without faults still lacks: a language, a source of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ..errors import Fault, fault
from ..model.framework import Framework
from ..model.programme import COLLECTIONS, Programme
from .parsing import Source, parse
from .publishing import texts_of
from .reading import PARTS, is_workbook, read_framework, read_programme

__all__ = ["on_default_source", "read", "untranslated"]


def read(source: Source) -> Programme | Framework:
    """Read a file that holds either, told apart by what stands in it.

    Raises
    ------
    InvalidInput
        With every fault, its path and a hint.
    """
    if is_workbook(source):
        return read_programme(source)
    data = parse(source)[0]
    names = {cls: {f.name for f in attrs.fields(cls)} | set(parts) for cls, parts in _PARTS.items()}
    framework, programme = (len(data.keys() & (names[cls] - names[other])) for cls, other in _OTHER.items())
    return read_framework(source) if framework > programme else read_programme(source)


_PARTS: Mapping[type, Mapping[str, Any]] = {Framework: PARTS, Programme: {**COLLECTIONS, "depth": None, "tables": None}}
_OTHER: Mapping[type, type] = {Framework: Programme, Programme: Framework}


def untranslated(noun: Programme | Framework) -> tuple[Fault, ...]:
    """A fault for each text that lacks a language, at its path.

    Examples
    --------
    >>> [str(one) for one in untranslated(Programme("well", {"id": "Sumur"}))]
    ["no text in 'en' @ $.label"]
    """
    return tuple(
        fault("untranslated", where, given=language)
        for where, text in texts_of(noun, "$")
        for language in text.missing()
    )


def on_default_source(programme: Programme) -> dict[str, tuple[str, ...]]:
    """The records that name no source of their own, by collection: their keys, or their places in it."""
    found: dict[str, tuple[str, ...]] = {}
    for name in COLLECTIONS:
        records = enumerate(getattr(programme, name))
        bare = tuple(getattr(one, "key", f"[{i}]") for i, one in records if not getattr(one, "source", True))
        if bare:
            found[name] = bare
    return found
