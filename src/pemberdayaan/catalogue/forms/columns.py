"""The sheets and columns of a programme's workbook, and the words of its lists: one table for template and reader."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs

from ...model.text import Text

__all__ = [
    "LADDER",
    "PROGRAMME",
    "CellKind",
    "Column",
    "Sheet",
    "choices",
    "guide",
    "lines",
    "lists",
    "plainly",
    "scale_levels",
    "scale_meanings",
    "sheets",
    "word",
]

PROGRAMME = "programme"
# The scale that a depth without a scale is read on.
LADDER = "arnstein-1969.rung"
HERE = Path(__file__).parent


class CellKind(StrEnum):
    """What the cells of a column hold."""

    KEY = "key"
    TEXT = "text"
    PLAIN = "plain"
    LIST = "list"
    TRUTH = "truth"
    NUMBER = "number"
    COUNT = "count"
    AMOUNT = "amount"
    PERIOD = "period"
    CHOICE = "choice"
    CHOICES = "choices"
    WORD = "word"
    WORDS = "words"
    REFERENCE = "reference"
    REFERENCES = "references"
    SOURCES = "sources"
    SCALE = "scale"
    LEVELS = "levels"
    OBSERVED = "observed"
    SPREAD = "spread"
    AMOUNTS = "amounts"
    VALUES = "values"
    CLAIMS = "claims"


@attrs.frozen
class Column:
    """A column of a sheet.

    Parameters
    ----------
    field
        The field of the record that it fills, as files spell it; ``headcounts.people`` lies within a part.
    kind
        What its cells hold.
    heading, help
        What stands above it, and what it asks for.
    of
        The list of words, or the sheets, that its cells name.
    needed
        True if a record needs it.
    """

    field: str
    kind: CellKind
    heading: Text
    help: Text
    of: str = ""
    needed: bool = False

    @property
    def has_languages(self) -> bool:
        """Whether its text may stand in both languages, the other one in a column of its own."""
        return self.kind in (CellKind.TEXT, CellKind.CLAIMS)


@attrs.frozen
class Sheet:
    """A sheet: the programme itself, one field a row, or records of one kind, one a row.

    Parameters
    ----------
    field
        The collection of the programme, or ``programme``.
    name, about
        What stands on its tab, and what it is for.
    columns
        In the order of the template.
    many
        The part of a record that further rows repeat, as ``headcounts``.
    """

    field: str
    name: Text
    about: Text
    columns: tuple[Column, ...]
    many: str = ""

    @cached_property
    def by_field(self) -> Mapping[str, Column]:
        """Its columns by the field that they fill."""
        return MappingProxyType({one.field: one for one in self.columns})

    @cached_property
    def by_heading(self) -> Mapping[str, tuple[Column, str | None]]:
        """Its columns by what may stand above them, in plain letters, and the language that a heading names."""
        found: dict[str, tuple[Column, str | None]] = {}
        for column in self.columns:
            for heading in (column.field, column.heading["id"], column.heading["en"]):
                found[plainly(heading)] = column, None
                if column.has_languages:
                    found |= {plainly(f"{heading} ({which})"): (column, which) for which in ("id", "en")}
        return MappingProxyType(found)

    @cached_property
    def title(self) -> str:
        """The field that names a record on paper, or an empty text."""
        return next((one for one in ("label", "title") if one in self.by_field), "")

    @property
    def has_keys(self) -> bool:
        """Whether other records name its records."""
        return "key" in self.by_field and self.field != PROGRAMME

    def is_part(self, column: Column) -> bool:
        """Whether a column belongs to the part that further rows repeat."""
        return bool(self.many) and column.field.startswith(f"{self.many}.")


def plainly(text: str) -> str:
    """A word without what a hurried hand changes: small letters, single spaces.

    Examples
    --------
    >>> plainly("  Dari   DALAM ")
    'dari dalam'
    """
    return " ".join(text.split()).casefold()


def _text(value: Mapping[str, str]) -> Text:
    return Text(id=value["id"], en=value["en"])


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((HERE / "columns.toml").read_text("utf-8"))


@cache
def sheets() -> Mapping[str, Sheet]:
    """The sheets by the collection that they hold, in the order of the template.

    Examples
    --------
    >>> sheets()["stakeholders"].name["id"], sheets()["groups"].many
    ('Pelaku', 'headcounts')
    """
    found = {}
    for one in _table()["sheets"]:
        columns = tuple(
            Column(
                column["field"],
                CellKind(column["kind"]),
                _text(column),
                _text(column["help"]),
                column.get("of", ""),
                column.get("needed", False),
            )
            for column in one["columns"]
        )
        found[one["field"]] = Sheet(one["field"], _text(one), _text(one["about"]), columns, one.get("many", ""))
    return MappingProxyType(found)


def guide() -> Text:
    """The name of the sheet that explains."""
    return _text(_table()["guide"])


def lists() -> Text:
    """The name of the hidden sheet behind the drop-downs."""
    return _text(_table()["lists"])


def lines() -> tuple[Text, ...]:
    """What the sheet that explains says, a paragraph each."""
    return tuple(map(_text, _table()["lines"]))


def word(name: str) -> Text:
    """A word that the template itself uses.

    Examples
    --------
    >>> word("needed")["id"]
    'Wajib'
    """
    return _text(_table()["words"][name])


@cache
def choices(name: str) -> Mapping[str, Text]:
    """The words of a list by what they stand for.

    Examples
    --------
    >>> choices("truth")["true"]["id"]
    'Ya'
    """
    return MappingProxyType({key: _text(words) for key, words in _table()["choices"][name].items()})


@cache
def scale_levels(address: str) -> Mapping[str, Text]:
    """The levels of a scale of a framework that comes with the library, lowest first; empty for any other address.

    The file is read as plain data: whoever reads programmes stands below what reads whole frameworks.

    Examples
    --------
    >>> scale_levels("arnstein-1969.rung")["partnership"]["id"]
    'Kemitraan'
    """
    return MappingProxyType({key: _text(level["label"]) for key, level in _levels(address).items()})


@cache
def scale_meanings(address: str) -> Mapping[str, Text]:
    """What the levels of such a scale mean, where its framework says so.

    Examples
    --------
    >>> scale_meanings("arnstein-1969.rung")["informing"]["en"]
    'People are told of rights and options, one way.'
    """
    levels = _levels(address)
    return MappingProxyType({key: _text(one["definition"]) for key, one in levels.items() if "definition" in one})


def _levels(address: str) -> Mapping[str, Mapping[str, Any]]:
    framework, _, scale = address.partition(".")
    shipped = {path.stem: path for path in (HERE.parent / "frameworks").glob("*.toml")}
    if framework not in shipped:
        return {}
    data = tomllib.loads(shipped[framework].read_text("utf-8"))
    levels = data.get("scales", {}).get(scale, {}).get("levels", {})
    return levels if isinstance(levels, Mapping) else {one["key"]: one for one in levels}
