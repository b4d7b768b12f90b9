"""Files, bytes and mappings to frameworks and programmes; strict, with every fault at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any, cast, get_type_hints

import attrs
from cattrs import ClassValidationError

from ..errors import Fault, InvalidInput, fault
from ..model.elements import ELEMENTS
from ..model.evidence import Reference
from ..model.framework import Framework, Grid, Match, Relation, framework_faults
from ..model.programme import COLLECTIONS, Programme, known_keys, record_faults
from ..model.rules import Rule
from ..model.scales import Scale
from .parsing import Source, parse
from .structuring import by_key, faults_of, structured, structurer
from .unfolding import depth_records, relation_records, table_records

__all__ = ["FORMAT", "read_framework", "read_programme"]

FORMAT = 1

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
        A path, bytes, an open file (TOML or JSON) or a parsed mapping.

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
    data, name, folder = parse(source)
    reader = _Reader(data, Programme, COLLECTIONS)
    reader.read({"depth", "tables"})
    if "depth" in data:
        reader.gather(lambda: _under("participations", depth_records(data["depth"])))
    if "tables" in data:
        reader.gather(lambda: table_records(data["tables"], folder))
    return cast(Programme, reader.finish(name))


def read_framework(source: Source) -> Framework:
    """Read a framework.

    Parameters
    ----------
    source
        A path, bytes, an open file (TOML or JSON) or a parsed mapping.

    Returns
    -------
    Framework

    Raises
    ------
    InvalidInput
        With every fault, its path and a hint. A fault of syntax comes alone.
    """
    data, name, _ = parse(source)
    reader = _Reader(data, Framework, PARTS)
    reader.read(set())
    return cast(Framework, reader.finish(name))


def _under(collection: str, records: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, str, Any]]:
    return ((collection, where, record) for where, record in records)


class _Reader:
    """The records that could be made so far, where each stands in the input, and the faults of the others."""

    def __init__(self, data: dict[str, Any], whole: type, parts: Mapping[str, type]) -> None:
        self.data, self.whole, self.parts = data, whole, parts
        self.made: dict[str, list[Any]] = {name: [] for name in parts}
        self.paths: dict[str, list[str]] = {name: [] for name in parts}
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

    def finish(self, name: str | None) -> Any:
        """The whole, or every fault."""
        if not self.faults:
            try:
                return self.whole(**self.head, **self.made)
            except InvalidInput as error:
                raise InvalidInput([self._located(one) for one in error.faults], name) from None
        self.faults += [one.under(self.paths[part][i]) for part, i, one in self._cross_faults()]
        raise InvalidInput(self.faults, name)

    def _cross_faults(self) -> Iterator[tuple[str, int, Fault]]:
        """What is wrong between the records that could be made; the keys of the broken ones count as known."""
        named = {part: self._named(part) for part in self.parts}
        if self.whole is Programme:
            known = {kind: keys | named.get(_PLURAL[kind], frozenset()) for kind, keys in known_keys(self.made).items()}
            yield from record_faults(self.made, known)
        else:
            kinds = {part: cls.kind for part, cls in ELEMENTS.items()}
            extra = frozenset(
                f"{kinds[part]}.{key}" if part in kinds else key for part in self.parts for key in named[part]
            )
            records = {part: tuple(made) for part, made in self.made.items()}
            yield from framework_faults(str(self.data.get("key")), records, extra)

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
