"""A published theory of empowerment or participation, as typed and cited data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any

import attrs
from attrs.converters import optional

from ..errors import Fault, InvalidInput, fault
from .elements import (
    ELEMENTS,
    ActivityType,
    Actor,
    Benefit,
    Component,
    Criterion,
    Domain,
    Element,
    Facet,
    Goal,
    Indicator,
    Outcome,
    Principle,
    ProgrammeType,
    Role,
    Stage,
)
from .evidence import Reference
from .fields import (
    as_bool,
    as_framework_key,
    as_keys,
    as_str,
    as_tuple,
    choose,
    members,
)
from .grids import Grid
from .noun import Noun
from .rules import GateRule, LadderRule, ProfileRule, Rule
from .scales import Scale
from .text import Language, Text, as_language, as_text

__all__ = [
    "OTHERS",
    "Checked",
    "Framework",
    "Match",
    "MatchKind",
    "Relation",
    "RelationKind",
    "framework_faults",
]


class Checked(StrEnum):
    """How far a framework was checked against its source."""

    FULL = "full"
    PARTLY = "partly"
    MEMORY = "memory"


def as_checked(value: Checked | str) -> Checked:
    """A `Checked`, or the text that names it."""
    return choose(Checked, "degree of checking", value)


class MatchKind(StrEnum):
    """The SKOS kinds of match between two vocabularies."""

    EXACT = "exact"
    CLOSE = "close"
    BROAD = "broad"
    NARROW = "narrow"
    RELATED = "related"


def as_match_kind(value: MatchKind | str) -> MatchKind:
    """A `MatchKind`, or the text that names it."""
    return choose(MatchKind, "match", value)


class RelationKind(StrEnum):
    """How one element bears on another."""

    ENABLES = "enables"
    GROUNDS = "grounds"
    OBLIGES = "obliges"
    SUSTAINS = "sustains"
    REINFORCES = "reinforces"
    PRECEDES = "precedes"
    INCLUDES = "includes"
    CONTRIBUTES = "contributes"
    INDIVISIBLE = "indivisible"

    @property
    def mutual(self) -> bool:
        """Whether it holds both ways."""
        return self in (RelationKind.REINFORCES, RelationKind.INDIVISIBLE)


def as_relation_kind(value: RelationKind | str) -> RelationKind:
    """A `RelationKind`, or the text that names it."""
    return choose(RelationKind, "relation", value)


@attrs.frozen
class Relation(Noun):
    """How one element bears on another, or on the framework as a whole.

    Parameters
    ----------
    source, target
        Addresses; the framework's own key is the whole.
    kind
        A `RelationKind`; "reinforces" and "indivisible" hold both ways.
    label, why
        The words of the source, and the reason that it gives.
    stated
        False if we infer it and the source does not say it.

    Examples
    --------
    >>> Relation("principle.partisipasi", "enables", "principle.kemandirian").kind.mutual
    False
    """

    source: str = attrs.field(converter=as_str, metadata={"ref": "element"})
    kind: RelationKind = attrs.field(converter=as_relation_kind)
    target: str = attrs.field(converter=as_str, metadata={"ref": "element"})
    label: Text | None = attrs.field(default=None, converter=optional(as_text))
    why: Text | None = attrs.field(default=None, converter=optional(as_text))
    stated: bool = attrs.field(default=True, converter=as_bool)


@attrs.frozen
class Match(Noun):
    """An element that says the same as an element of another framework, more or less.

    Parameters
    ----------
    element
        The address of this framework's element, or its own key for the whole.
    kind
        A SKOS kind: this element is ``exact``, ``close``, ``broad`` (wider than the target), ``narrow``, ``related``.
    framework, target
        The other framework's key, and the address of its element.
    note
        What it rests on.
    ours
        True if it is this library's judgement.

    Examples
    --------
    >>> Match("domain.leadership", "close", "pemberdayaan-masyarakat", "component.kemandirian_kepemimpinan").kind.value
    'close'
    """

    element: str = attrs.field(converter=as_str, metadata={"ref": "element"})
    kind: MatchKind = attrs.field(converter=as_match_kind)
    framework: str = attrs.field(converter=as_framework_key)
    target: str = attrs.field(converter=as_str)
    note: Text | None = attrs.field(default=None, converter=optional(as_text))
    ours: bool = attrs.field(default=True, converter=as_bool)


@attrs.frozen
class Framework(Noun):
    """A published framework.

    Parameters
    ----------
    key, label
        Its name in files and on paper; dashes in the key, the year where it is dated.
    definition
        What it says, in our own words.
    version
        The version of this data.
    judges
        The unit that it judges, as ``"programme"``, ``"person"``.
    source
        Its main citation, as ``"key, locator"``.
    checked
        How far the data was checked against the source.
    terms
        The terms under which it may be used.
    language
        The language of its one-language texts.
    references
        What it cites.
    criteria, stages, principles, components, goals, benefits, outcomes, roles, actors, activity_types, \
programme_types, domains, facets, indicators
        Its elements by kind, in the order of the source.
    scales, grids, relations, matches
        See `Scale`, `Grid`, `Relation`, `Match`.
    rules
        How it is scored; the first is the default.

    Raises
    ------
    InvalidInput
        If two elements of a kind have one key, something names what does not exist, or a rule is unlawful
        on its scale; all at once.

    Examples
    --------
    >>> voice = Framework("our-office", "Our office", principles=[Principle("voice", "Voice", also="say")])
    >>> voice["say"].address
    'principle.voice'
    """

    key: str = attrs.field(converter=as_framework_key)
    label: Text = attrs.field(converter=as_text)
    definition: Text | None = attrs.field(default=None, converter=optional(as_text))
    version: str = attrs.field(default="1", converter=as_str)
    judges: str = attrs.field(default="programme", converter=as_str)
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "reference"})
    checked: Checked = attrs.field(default=Checked.MEMORY, converter=as_checked)
    terms: Text | None = attrs.field(default=None, converter=optional(as_text))
    language: Language = attrs.field(default=Language.EN, converter=as_language)
    references: tuple[Reference, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Reference))
    criteria: tuple[Criterion, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Criterion))
    stages: tuple[Stage, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Stage))
    principles: tuple[Principle, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Principle))
    components: tuple[Component, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Component))
    goals: tuple[Goal, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Goal))
    benefits: tuple[Benefit, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Benefit))
    outcomes: tuple[Outcome, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Outcome))
    roles: tuple[Role, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Role))
    actors: tuple[Actor, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Actor))
    activity_types: tuple[ActivityType, ...] = attrs.field(
        default=(), converter=as_tuple, validator=members(ActivityType)
    )
    programme_types: tuple[ProgrammeType, ...] = attrs.field(
        default=(), converter=as_tuple, validator=members(ProgrammeType)
    )
    domains: tuple[Domain, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Domain))
    facets: tuple[Facet, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Facet))
    indicators: tuple[Indicator, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Indicator))
    scales: tuple[Scale, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Scale))
    grids: tuple[Grid, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Grid))
    relations: tuple[Relation, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Relation))
    matches: tuple[Match, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Match))
    rules: tuple[Rule, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Rule))

    def _faults(self) -> Iterator[Fault]:
        records = {name: getattr(self, name) for name in (*ELEMENTS, *OTHERS)}
        for collection, index, one in framework_faults(self.key, records):
            yield one.under(f"{collection}[{index}]")
        known = {one.key for one in self.references}
        yield from _citation_faults(self.source, known)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element, in the order of the kinds."""
        return tuple(element for name in ELEMENTS for element in getattr(self, name))

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Element, ...]]:
        names: dict[str, dict[str, Element]] = {}
        for element in self.elements:
            for name in {element.address, element.key, *element.also}:
                names.setdefault(name, {})[element.address] = element
        return {name: tuple(found.values()) for name, found in names.items()}

    def __getitem__(self, name: str) -> Element:
        """The element of that address, or of that key or other name where one kind alone has it."""
        found = self._by_name.get(name, ())
        if len(found) == 1:
            return found[0]
        if found:
            raise InvalidInput(
                fault("ambiguous", given=name, choices=tuple(element.address for element in found)), self.key
            )
        raise InvalidInput(fault("no_such", noun="element", given=name, choices=tuple(self._by_name)), self.key)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and len(self._by_name.get(name, ())) == 1

    @cached_property
    def scale(self) -> Mapping[str, Scale]:
        """The scales by key."""
        return {one.key: one for one in self.scales}

    @cached_property
    def reference(self) -> Mapping[str, Reference]:
        """The references by key."""
        return {one.key: one for one in self.references}

    def rule(self, key: str | None = None) -> Rule:
        """The rule of that key, or the default."""
        for one in self.rules:
            if key in (None, one.key):
                return one
        raise InvalidInput(
            fault("no_such", noun="rule", given=key, choices=tuple(one.key for one in self.rules)), self.key
        )

    def parts(self, address: str) -> tuple[Element, ...]:
        """The elements that are part of the one of that address."""
        return tuple(element for element in self.elements if element.part_of == address)


OTHERS = ("references", "scales", "grids", "relations", "matches", "rules")


def _citation_faults(citations: tuple[str, ...], known: set[str]) -> Iterator[Fault]:
    for citation in citations:
        key = citation.partition(",")[0].strip()
        if key not in known:
            yield fault("no_such", "source", noun="reference", given=key, choices=tuple(sorted(known)))


def framework_faults(
    framework: str, records: Mapping[str, tuple[Any, ...]], extra: frozenset[str] = frozenset()
) -> Iterator[tuple[str, int, Fault]]:
    """What is wrong between the parts of a framework: the collection, the index in it and the fault.

    `extra` are addresses and keys that a reader knows of beside its whole records.
    """
    addresses = {element.address for name in ELEMENTS for element in records.get(name, ())} | extra
    keys = {name: {one.key for one in records.get(name, ())} for name in ("references", "scales")}
    for collection, items in records.items():
        seen: set[str] = set()
        for index, record in enumerate(items):
            key = getattr(record, "key", None)
            if key is not None and key in seen:
                yield collection, index, fault("repeated_key", "key", given=key)
            seen.add(key or "")
            for one in _element_faults(framework, record, addresses, keys, extra):
                yield collection, index, one
            if isinstance(record, Rule):
                for one in _rule_faults(record, records, addresses):
                    yield collection, index, one


def _element_faults(
    framework: str, record: Any, addresses: set[str], keys: Mapping[str, set[str]], extra: frozenset[str]
) -> Iterator[Fault]:
    ends = {"part_of": getattr(record, "part_of", None)}
    if isinstance(record, Relation):
        ends = {"source": record.source, "target": record.target}
    elif isinstance(record, Match):
        ends = {"element": record.element}
    for where, address in ends.items():
        if address is not None and address != framework and address not in addresses:
            yield fault("no_such", where, noun="element", given=address, choices=(framework, *sorted(addresses)))
    if isinstance(record, (Indicator, Rule, Scale)):
        yield from (
            one for one in _citation_faults(record.source, keys["references"]) if one.values["given"] not in extra
        )
    scale = getattr(record, "scale", None)
    if isinstance(scale, str) and scale not in keys["scales"] and scale not in extra:
        yield fault("no_such", "scale", noun="scale", given=scale, choices=tuple(sorted(keys["scales"])))


def _rule_faults(rule: Rule, records: Mapping[str, tuple[Any, ...]], addresses: set[str]) -> Iterator[Fault]:
    kinds = {cls.kind for cls in ELEMENTS.values()}
    if isinstance(rule, GateRule):
        criteria = tuple(address.partition(".")[2] for address in sorted(addresses) if address.startswith("criterion."))
        for key, _ in rule.decide:
            if key not in criteria:
                yield fault("no_such", f"decide.{key}", noun="element", given=key, choices=criteria)
    if isinstance(rule, ProfileRule):
        for i, name in enumerate(rule.elements):
            if name not in kinds and name not in addresses:
                yield fault(
                    "no_such",
                    f"elements[{i}]",
                    noun="element",
                    given=name,
                    choices=(*sorted(kinds), *sorted(addresses)),
                )
    if isinstance(rule, (ProfileRule, LadderRule)):
        scale = next((one for one in records.get("scales", ()) if one.key == rule.scale), None)
        measurement = rule.treat_as or (scale.measurement if scale else None)
        for where, arithmetic in rule.arithmetic():
            if measurement is not None and arithmetic not in measurement.lawful:
                yield fault("unlawful", where, given=arithmetic.value, measurement=measurement.value)
