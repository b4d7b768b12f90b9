"""Files, bytes and mappings to frameworks and programmes; strict, with every fault at once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeGuard, cast, get_type_hints

import attrs
from cattrs import ClassValidationError

from ..errors import Fault, InvalidInput, fault
from ..model.consistency import framework_faults
from ..model.elements import ELEMENTS
from ..model.evidence import Reference
from ..model.framework import Framework
from ..model.grids import Grid
from ..model.programme import COLLECTIONS, Programme, known_keys, raw_faults, record_faults
from ..model.relations import Match, Relation
from ..model.rules import Rule
from ..model.scales import Scale
from .parsing import Source, parse
from .publishing import texts_of, unpublished
from .structuring import by_key, faults_of, structured, structurer
from .unfolding import depth_records, in_file, relation_records, table_records

__all__ = ["FORMAT", "read_framework", "read_programme"]

FORMAT = 1
# Only the first can be read; of the others it is said that they cannot.
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")

PARTS: Mapping[str, type] = {
    **ELEMENTS,
    "references": Reference,
    "scales": Scale,
    "grids": Grid,
    "relations": Relation,
    "matches": Match,
    "rules": Rule,
}


def read_programme(source: Source) -> Programme:
    """Read a programme.

    Parameters
    ----------
    source
        A path, bytes, an open file (TOML or JSON) or a parsed mapping; or the path of a workbook (``.xlsx``) that
        was made by `programme_template`.

    Returns
    -------
    Programme

    Raises
    ------
    InvalidInput
        With every fault, its path and a hint. A fault of syntax comes alone.

    Examples
    --------
    >>> data = {
    ...     "format": 1,
    ...     "key": "well",
    ...     "label": "A well",
    ...     "stakeholders": {"kades": {"label": "Head", "sector": "NGOs"}},
    ... }
    >>> read_programme(data)
    Traceback (most recent call last):
        ...
    pemberdayaan.errors.InvalidInput: 1 fault: 'NGOs' is not a sector; ... @ $.stakeholders.kades.sector
    """
    if is_workbook(source):
        return _from_workbook(source)
    return cast(Programme, _read(source, Programme, COLLECTIONS, {"depth": depth_records, "tables": table_records}))


def _from_workbook(path: str | os.PathLike[str]) -> Programme:
    from .forms.workbook import filled_workbook  # only where a workbook is read

    book = filled_workbook(path)
    reader = _Reader(book.data, Programme, COLLECTIONS)
    reader.faults += book.faults
    try:
        reader.read(set())
        return cast(Programme, reader.finish(book.name))
    except InvalidInput as error:
        raise InvalidInput(book.located(error.faults), book.name) from None


def is_workbook(source: Source) -> TypeGuard[str | os.PathLike[str]]:
    """Whether the source is the path of a workbook, by its suffix."""
    return isinstance(source, (str, os.PathLike)) and Path(source).suffix.lower() in WORKBOOKS


def read_framework(source: Source, *, publish: bool = False) -> Framework:
    """Read a framework.

    Parameters
    ----------
    source
        A path, bytes, an open file (TOML or JSON) or a parsed mapping.
    publish
        True to refuse too what a published framework may not lack: a text in either language, or the source of a
        number.

    Returns
    -------
    Framework

    Raises
    ------
    InvalidInput
        With every fault, its path and a hint. A fault of syntax comes alone.

    Examples
    --------
    >>> data = {"format": 1, "key": "our-office", "label": "Our office", "principles": {"voice": "Voice"}}
    >>> read_framework(data).principles[0].label["en"]
    'Voice'
    """
    return cast(Framework, _read(source, Framework, PARTS, {}, publish=publish))


Shorthand = Callable[[Any, Path | None], Iterator[tuple[str, str, Any]]]


def _read(
    source: Source,
    whole: type,
    parts: Mapping[str, type],
    shorthands: Mapping[str, Shorthand],
    *,
    publish: bool = False,
) -> Any:
    data, name, folder = parse(source)
    reader = _Reader(data, whole, parts)
    try:
        reader.read(set(shorthands))
        for key, unfold in shorthands.items():
            if key in data:
                reader.gather(partial(unfold, data[key], folder))
        if publish:
            reader.faults += reader.unpublished()
        return reader.finish(name)
    except RecursionError:
        raise InvalidInput(fault("too_deep"), name) from None


_Cross = tuple[Iterator[tuple[str, int, Fault]], Mapping[str, frozenset[str]]]


class _Reader:
    """The records that could be made so far, where each stands in the input, and the faults of the others."""

    def __init__(self, data: dict[str, Any], whole: type, parts: Mapping[str, type]) -> None:
        self.data, self.whole, self.parts = data, whole, parts
        self.made: dict[str, list[Any]] = {name: [] for name in parts}
        self.paths: dict[str, list[str]] = {name: [] for name in parts}
        self.broken: list[tuple[type, str, Mapping[str, Any]]] = []
        self.faults: list[Fault] = []
        self.head: dict[str, Any] = {}
        language = data.get("language", "en")
        self.converter = structurer(language if language in ("id", "en") else "en")

    def read(self, shorthands: set[str]) -> None:
        """The head and every section."""
        given = self.data.get("format")
        if given != FORMAT or isinstance(given, bool):
            code = "missing_key" if "format" not in self.data else "format"
            self.faults.append(fault(code, "$.format", given=given if code == "format" else "format", expected=FORMAT))
        head = {k: v for k, v in self.data.items() if k not in self.parts and k not in shorthands and k != "format"}
        cls = head_of(self.whole, tuple(self.parts))
        try:
            made: Any = self.converter.structure(head, cls)
            self.head = {f.name: getattr(made, f.name) for f in attrs.fields(cls)}
        except (ClassValidationError, InvalidInput) as error:
            known = (*(f.name for f in attrs.fields(self.whole)), *shorthands)
            self.faults += [_with_choices(one.under("$"), known) for one in faults_of(error, cls)]
        for name in self.parts:
            if name in self.data:
                self.gather(partial(self._section, name))

    def _section(self, name: str) -> Iterator[tuple[str, str, Any]]:
        value = self.data[name]
        records = relation_records(value) if name == "relations" else by_key(value, self.parts[name])
        try:
            for where, record in records:
                yield name, f"$.{name}{'' if where.startswith('[') else '.'}{where}", record
        except InvalidInput as error:
            raise InvalidInput([one.under(f"$.{name}") for one in error.faults]) from None

    def gather(self, records: Any) -> None:
        """Make what can be made of the records, and keep the faults of the others."""
        pending: dict[str, list[tuple[str, Any]]] = {}
        try:
            for collection, where, record in records():
                pending.setdefault(collection, []).append((where, record))
        except InvalidInput as error:
            self.faults += error.faults
        for collection, items in pending.items():
            made, paths, faults = structured(iter(items), self.parts[collection], self.converter)
            self.made[collection] += made
            self.paths[collection] += paths
            self.faults += faults
            if faults:
                whole = set(paths)
                self.broken += [
                    (self.parts[collection], where, record)
                    for where, record in items
                    if where not in whole and isinstance(record, Mapping)
                ]

    def unpublished(self) -> Iterator[Fault]:
        """What the head and the records that could be made lack to be published."""
        for key, value in self.head.items():
            for path, text in texts_of(value, f"$.{key}"):
                yield from (fault("untranslated", path, given=language) for language in text.missing())
        for part, made in self.made.items():
            for path, noun in zip(self.paths[part], made, strict=True):
                yield from unpublished(noun, path)

    def finish(self, name: str | None) -> Any:
        """The whole, or every fault."""
        if not self.faults:
            try:
                return self.whole(**self.head, **self.made)
            except InvalidInput as error:
                self.faults += [self._located(one) for one in error.faults]
                raise self._error(name) from None
        named = {part: self._named(part) for part in self.parts}
        cross, known = self._programme(named) if self.whole is Programme else self._framework(named)
        self.faults += [one.under(self.paths[part][i]) for part, i, one in cross]
        said = {one.where for one in self.faults}
        unread = [(self.whole, "$", self.data), *self.broken]
        raw = (one.under(where) for cls, where, record in unread for one in raw_faults(cls, record, known))
        self.faults += [one for one in raw if one.where not in said]
        raise self._error(name)

    def _error(self, name: str | None) -> InvalidInput:
        """Each fault once, at its path in the file."""
        return InvalidInput(dict.fromkeys(attrs.evolve(one, where=in_file(one.where)) for one in self.faults), name)

    def _programme(self, named: Mapping[str, frozenset[str]]) -> _Cross:
        """What is wrong between the records that could be made, and what may be named, the broken ones too."""
        known = {kind: keys | named.get(_PLURAL[kind], frozenset()) for kind, keys in known_keys(self.made).items()}
        return record_faults(self.made, known), known

    def _framework(self, named: Mapping[str, frozenset[str]]) -> _Cross:
        """The same, between the parts of a framework."""
        whole = str(self.data.get("key"))
        addresses = frozenset(f"{cls.kind}.{key}" for part, cls in ELEMENTS.items() for key in named[part])
        extra = addresses.union(*(keys for part, keys in named.items() if part not in ELEMENTS))
        records = {part: tuple(made) for part, made in self.made.items()}
        known = {"element": addresses | {whole}, "reference": named["references"], "scale": named["scales"]}
        return framework_faults(whole, records, extra), known

    def _named(self, part: str) -> frozenset[str]:
        value = self.data.get(part)
        if isinstance(value, Mapping):
            return frozenset(map(str, value))
        if isinstance(value, list):
            return frozenset(str(one["key"]) for one in value if isinstance(one, Mapping) and "key" in one)
        return frozenset()

    def _located(self, one: Fault) -> Fault:
        match = re.match(r"(\w+)\[(\d+)\](.*)", one.where)
        if match and match[1] in self.paths:
            return attrs.evolve(one, where=self.paths[match[1]][int(match[2])] + match[3])
        return one.under("$")


_PLURAL = {
    "stakeholder": "stakeholders",
    "stage": "stages",
    "activity": "activities",
    "group": "groups",
    "reference": "references",
    "scale": "scales",
}


def _with_choices(one: Fault, known: tuple[str, ...]) -> Fault:
    return attrs.evolve(one, values={**one.values, "choices": known}) if one.code == "unknown_key" else one


@cache
def head_of(whole: type, parts: tuple[str, ...]) -> type:
    """A class of the fields that are no records, so that their faults are found beside those of the records."""
    hints = get_type_hints(whole)
    fields = {
        f.name: attrs.field(
            default=f.default,
            converter=f.converter,
            validator=f.validator,
            metadata=f.metadata,
            type=hints[f.name],
        )
        for f in attrs.fields(whole)
        if f.name not in parts
    }
    return attrs.make_class("Head", fields, frozen=True, slots=True)
