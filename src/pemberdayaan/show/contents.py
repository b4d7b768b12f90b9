"""What is in a framework or a programme, in words: for the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.elements import ELEMENTS
from ..model.evidence import Reference
from ..model.framework import Framework
from ..model.programme import COLLECTIONS, Programme
from ..model.rules import Rule
from ..model.text import Text
from .vocabulary import VOCABULARY, word

__all__ = ["NAMES", "counts", "describe"]

# The collections of both files.
NAMES: Mapping[str, Text] = VOCABULARY["collection"]

_SOURCE = Text(id="Sumber", en="Source")
_SUITS = Text(id="Kapan dipilih", en="When to choose it")
_NUMBER = Text(id="Satu angka yang boleh dilaporkan", en="The one number to report")
_TERMS = Text(id="Ketentuan", en="Terms")
_DEFAULT = Text(id="baku", en="default")
_OURS = Text(id="dari pustaka ini, bukan dari sumbernya", en="this library's own, not the source's")


def counts(whole: Programme | Framework, language: str) -> str:
    """How many records of each kind there are, as ``7 stakeholders, 4 stages``."""
    names = COLLECTIONS if isinstance(whole, Programme) else NAMES
    many = ((name, len(getattr(whole, name, ()))) for name in names)
    return ", ".join(f"{n} {NAMES[name][language]}" for name, n in many if n)


def describe(framework: Framework, language: str) -> str:
    """A framework in words: what it says, where it comes from, how far it was checked, its elements and rules."""
    return "\n".join([*_head(framework, language), *_sections(framework, language)])


def _head(framework: Framework, language: str) -> Iterator[str]:
    yield f"{framework.key}: {framework.label[language]}"
    if framework.definition:
        yield framework.definition[language]
    for citation in framework.source:
        key, _, locator = citation.partition(",")
        reference = framework.reference.get(key.strip())
        if reference is not None:
            yield f"{_SOURCE[language]}: {_cited(reference)}" + (f", {locator.strip()}" if locator else "")
    yield word("checked", framework.checked.value, language).capitalize() + "."
    for title, text in ((_SUITS, framework.suits), (_NUMBER, framework.number), (_TERMS, framework.terms)):
        if text:
            yield f"{title[language]}: {text[language]}"


def _cited(reference: Reference) -> str:
    year = None if reference.year is None else f"{reference.year:g}"
    where = ", ".join(part for part in (reference.journal, reference.volume, reference.pages) if part)
    return ". ".join(part for part in (reference.author, year, reference.title, where, reference.publisher) if part)


def _sections(framework: Framework, language: str) -> Iterator[str]:
    for name in (*ELEMENTS, "scales", "grids", "rules"):
        records = getattr(framework, name)
        if not records:
            continue
        yield f"\n{NAMES[name][language].capitalize()} ({len(records)})"
        for i, record in enumerate(records):
            yield _record(record, language, default=name == "rules" and i == 0)


def _record(record: Any, language: str, *, default: bool) -> str:
    text = f"  {record.key}: {record.label[language]}"
    marks = [_DEFAULT[language]] if default else []
    marks += [_OURS[language]] if getattr(record, "ours", False) else []
    text += f" ({'; '.join(marks)})" if marks else ""
    if isinstance(record, Rule) and record.definition:
        return f"{text}. {record.definition[language]}"
    levels = getattr(record, "levels", ())
    return text + (": " + " < ".join(level.label[language] for level in levels) if levels and record.ordered else "")
