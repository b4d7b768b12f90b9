"""What a framework that is published may not lack: a language, or the source of a number."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..errors import Fault, fault
from ..model.elements import Indicator
from ..model.index_rule import IndexRule
from ..model.noun import Noun
from ..model.rules import CountRule, Rule
from ..model.scales import Scale
from ..model.text import Text
from .structuring import file_name

__all__ = ["texts_of", "unpublished"]


def unpublished(noun: Noun, where: str) -> Iterator[Fault]:
    """A fault for each text that lacks a language and each number that lacks its source, below a path."""
    for path, text in texts_of(noun, where):
        yield from (fault("untranslated", path, given=language) for language in text.missing())
    if isinstance(noun, (Scale, Indicator, Rule)) and not noun.source and not noun.ours:
        yield from (fault("no_source", f"{where}.{name}") for name in _numbers(noun))


def _numbers(noun: Scale | Indicator | Rule) -> Iterator[str]:
    """The fields that hold numbers."""
    if isinstance(noun, Scale):
        yield from (name for name in ("low", "high") if getattr(noun, name) is not None)
        yield from (f"levels.{level.key}.value" for level in noun.levels if level.value is not None)
    elif isinstance(noun, Indicator):
        yield from (name for name in ("weight", "cutoff") if getattr(noun, name) is not None)
        if noun.adequate is not None:
            yield "adequate"
        if noun.met_when is not None and noun.met_when.threshold is not None:
            yield "met_when"
    elif isinstance(noun, CountRule):
        yield from (name for name in ("weights", "cutoff") if getattr(noun, name) not in (None, ()))
    elif isinstance(noun, IndexRule):
        yield from (f"weights.{key}" for key, _ in noun.weights)
        yield from (f"goalposts.{one.key}" for one in noun.goalposts)
        bounds = ("above", "at_least", "up_to", "below")
        yield from (
            f"classes.{one.key}.{name}" for one in noun.classes for name in bounds if getattr(one, name) is not None
        )


def texts_of(value: object, where: str) -> Iterator[tuple[str, Text]]:
    """Every text within a noun, with its path."""
    if isinstance(value, Text):
        yield where, value
    elif isinstance(value, Noun):
        cls: type = type(value)
        for field in attrs.fields(cls):
            yield from texts_of(getattr(value, field.name), f"{where}.{file_name(field)}")
    elif isinstance(value, tuple):
        for i, one in enumerate(value):
            if isinstance(one, tuple) and len(one) == 2:
                yield from texts_of(one[1], f"{where}.{one[0]}")
            else:
                key = getattr(one, "key", None)
                yield from texts_of(one, f"{where}[{i}]" if key is None else f"{where}.{key}")
