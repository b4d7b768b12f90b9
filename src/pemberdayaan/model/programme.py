"""A programme as typed evidence, and the references between its records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import attrs
from attrs.converters import optional

from ..errors import Fault, fault
from .evidence import Observation, Reference, Remark
from .fields import as_bool, as_key, as_keys, as_str, as_tuple, member, members
from .noun import Noun
from .periods import Period, as_period
from .records import (
    Activity,
    Contribution,
    Initiative,
    Participation,
    ProgrammeBenefit,
    ProgrammeStage,
)
from .scales import Scale
from .stakeholders import Group, Headcount, Stakeholder, Tie
from .text import Language, Text, as_language, as_text

__all__ = ["Programme", "known_keys", "level_faults", "raw_faults", "record_faults"]

# The collections of a programme, in the order of its file.
COLLECTIONS: Mapping[str, type[Noun]] = {
    "references": Reference,
    "scales": Scale,
    "stakeholders": Stakeholder,
    "groups": Group,
    "stages": ProgrammeStage,
    "activities": Activity,
    "participations": Participation,
    "contributions": Contribution,
    "ties": Tie,
    "benefits": ProgrammeBenefit,
    "observations": Observation,
    "remarks": Remark,
}


@attrs.frozen(cache_hash=True)
class Programme(Noun):
    """A community programme, as far as it is recorded.

    Parameters
    ----------
    key, label
        Its name in files and on paper.
    language
        The language of its one-language texts, ``"id"`` or ``"en"``.
    description, place, country, period, type, currency
        What it is, where and when; the currency as an ISO code.
    population
        The group that is the whole community, for shares of the population.
    source
        The citation of every record that has none of its own.
    synthetic
        True if it is made up, to show or to test; every result says so.
    initiative
        Who started the programme; None is no evidence.
    references, scales, stakeholders, groups, stages, activities, participations, contributions, ties, benefits, \
observations, remarks
        Its records, each in its own class. Lists are accepted.
    ties_complete
        True if every tie there is stands in the file.

    Raises
    ------
    InvalidInput
        If two records of a kind have one key, or a record names what does not exist; all at once.

    Examples
    --------
    >>> from pemberdayaan.model.stakeholders import Stakeholder
    >>> well = Programme("well", "A well", stakeholders=[Stakeholder("parents", "Parents", "community")])
    >>> well.inside("parents")
    True
    """

    key: str = attrs.field(converter=as_key)
    label: Text = attrs.field(converter=as_text)
    language: Language = attrs.field(default=Language.EN, converter=as_language)
    description: Text | None = attrs.field(default=None, converter=optional(as_text))
    place: str | None = attrs.field(default=None, converter=optional(as_str))
    country: str | None = attrs.field(default=None, converter=optional(as_str))
    period: Period | None = attrs.field(default=None, converter=optional(as_period))
    type: str | None = attrs.field(default=None, converter=optional(as_str))
    currency: str | None = attrs.field(default=None, converter=optional(as_str))
    population: str | None = attrs.field(default=None, converter=optional(as_key), metadata={"ref": "group"})
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "reference"})
    synthetic: bool = attrs.field(default=False, converter=as_bool)
    initiative: Initiative | None = attrs.field(default=None, validator=member(Initiative))
    references: tuple[Reference, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Reference))
    scales: tuple[Scale, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Scale))
    stakeholders: tuple[Stakeholder, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Stakeholder))
    groups: tuple[Group, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Group))
    stages: tuple[ProgrammeStage, ...] = attrs.field(default=(), converter=as_tuple, validator=members(ProgrammeStage))
    activities: tuple[Activity, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Activity))
    participations: tuple[Participation, ...] = attrs.field(
        default=(), converter=as_tuple, validator=members(Participation)
    )
    contributions: tuple[Contribution, ...] = attrs.field(
        default=(), converter=as_tuple, validator=members(Contribution)
    )
    ties: tuple[Tie, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Tie))
    benefits: tuple[ProgrammeBenefit, ...] = attrs.field(
        default=(), converter=as_tuple, validator=members(ProgrammeBenefit)
    )
    observations: tuple[Observation, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Observation))
    remarks: tuple[Remark, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Remark))
    ties_complete: bool = attrs.field(default=False, converter=as_bool)

    def _faults(self) -> Iterator[Fault]:
        records = {name: getattr(self, name) for name in COLLECTIONS}
        for collection, index, one in record_faults(records):
            yield one.under(f"{collection}[{index}]")
        known = known_keys(records)
        yield from _field_faults(self, known)
        if self.initiative is not None:
            yield from (one.under("initiative") for one in _field_faults(self.initiative, known))

    @cached_property
    def stakeholder(self) -> Mapping[str, Stakeholder]:
        """The stakeholders by key."""
        return {one.key: one for one in self.stakeholders}

    @cached_property
    def stage(self) -> Mapping[str, ProgrammeStage]:
        """The stages by key."""
        return {one.key: one for one in self.stages}

    @cached_property
    def activity(self) -> Mapping[str, Activity]:
        """The activities by key."""
        return {one.key: one for one in self.activities}

    @cached_property
    def group(self) -> Mapping[str, Group]:
        """The groups by key."""
        return {one.key: one for one in self.groups}

    @cached_property
    def scale(self) -> Mapping[str, Scale]:
        """The scales by address: its own by key, a framework's as ``framework-key.scale``."""
        return {one.address: one for one in self.scales}

    @cached_property
    def reference(self) -> Mapping[str, Reference]:
        """The references by key."""
        return {one.key: one for one in self.references}

    def inside(self, stakeholder: str) -> bool:
        """Whether a stakeholder belongs to the community."""
        return bool(self.stakeholder[stakeholder].inside)

    def citation(self, record: Any) -> tuple[str, ...]:
        """The citations of a record, or the programme's default."""
        return tuple(record.source) or self.source

    def during(self, period: Period | str | int) -> Programme:
        """The programme with the records of that period, and those that name none.

        What is said of an activity of another time leaves with it. A contribution to it stays, and says no more what it
        went to.

        Examples
        --------
        >>> work = Activity("road", "Road repair", date="2009"), Activity("well", "Well", date="2011")
        >>> [a.key for a in Programme("p", "P", activities=work).during(2009).activities]
        ['road']
        """
        window = as_period(period)
        kept: dict[str, Any] = {
            name: tuple(record for record in getattr(self, name) if _meets(record, window))
            for name in ("activities", "contributions", "ties", "benefits", "observations")
        }
        activities = {one.key for one in kept["activities"]}
        gone = self.activity.keys() - activities
        dropped = gone | {f"activity.{key}" for key in gone}
        kept["participations"] = tuple(
            one
            for one in self.participations
            if _meets(one, window) and (one.activity is None or one.activity in activities)
        )
        kept["observations"] = tuple(one for one in kept["observations"] if one.about not in dropped)
        kept["contributions"] = tuple(
            attrs.evolve(one, to=[a for a in one.to if a not in dropped]) if dropped.intersection(one.to) else one
            for one in kept["contributions"]
        )
        kept["remarks"] = tuple(
            attrs.evolve(one, about=[a for a in one.about if a not in dropped]) for one in self.remarks
        )
        return attrs.evolve(self, period=window, **kept)


def _meets(record: Any, window: Period) -> bool:
    when: Period | None = record.date if isinstance(record, Activity) else record.period
    return when is None or when.meets(window)


# --- references between records ------------------------------------------------------------------------------------

_COLLECTION_OF = {
    "stakeholder": "stakeholders",
    "stage": "stages",
    "activity": "activities",
    "group": "groups",
    "reference": "references",
}


def known_keys(records: Mapping[str, Sequence[Any]]) -> dict[str, frozenset[str]]:
    """The keys that records may name, by kind."""
    known = {kind: frozenset(one.key for one in records.get(name, ())) for kind, name in _COLLECTION_OF.items()}
    known["scale"] = frozenset(one.address for one in records.get("scales", ()))
    return known


def _unknown(kind: str, value: str, known: Mapping[str, frozenset[str]]) -> Fault | None:
    """The fault of a name that nothing has, or that more than one has."""
    if kind == "reference":
        value = value.partition(",")[0].strip()
    elif kind == "scale" and "." in value and value not in known[kind]:
        return None  # a framework's scale: checked where the two meet
    if kind in {"about", "group or stakeholder"}:
        allowed = ("stakeholder", "group", "activity") if kind == "about" else ("stakeholder", "group")
        prefix, dot, rest = value.partition(".")
        homes = [name for name in allowed if (rest if dot and prefix == name else value) in known[name]]
        if dot and prefix in allowed:
            homes = [name for name in homes if name == prefix]
        if len(homes) > 1:
            return fault("ambiguous", given=value, choices=tuple(f"{name}.{value}" for name in homes))
        if homes:
            return None
        noun = "stakeholder" if kind == "about" else "group"
        return fault("no_such", noun=noun, given=value, choices=_near(*(known[name] for name in allowed)))
    if value in known[kind]:
        return None
    return fault("no_such", noun=kind, given=value, choices=_near(known[kind]))


@lru_cache(maxsize=8)
def _near(*keys: frozenset[str]) -> tuple[str, ...]:
    """The choices that a hint may offer; in a large programme they would only hide it."""
    every = sorted(frozenset().union(*keys))
    return tuple(every[:1000])


_REFERENCE_FIELDS: dict[type, tuple[tuple[str, str, str, bool], ...]] = {}


def _reference_fields(cls: type) -> tuple[tuple[str, str, str, bool], ...]:
    """Which fields of a class name other records: attribute, name in the file, kind, whether by the keys of pairs."""
    if cls not in _REFERENCE_FIELDS:
        _REFERENCE_FIELDS[cls] = tuple(
            (
                f.name,
                f.metadata.get("file", f.name),
                f.metadata.get("ref") or f.metadata["ref_keys"],
                "ref_keys" in f.metadata,
            )
            for f in attrs.fields(cls)
            if "ref" in f.metadata or "ref_keys" in f.metadata
        )
    return _REFERENCE_FIELDS[cls]


def _field_faults(record: Any, known: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    for name, in_file, kind, pairs in _reference_fields(type(record)):
        value = getattr(record, name)
        if not value:
            continue
        if isinstance(value, str):
            one = _unknown(kind, value, known)
            if one:
                yield one.under(in_file)
            continue
        for i, item in enumerate(value):
            named = item[0] if pairs else item
            one = _unknown(kind, named, known)
            if one:
                yield one.under(in_file if len(value) == 1 or pairs else f"{in_file}[{i}]")


def _pieces(record: Any) -> Iterator[tuple[str, Any]]:
    """The records within a record, each with its path."""
    if isinstance(record, Activity) and record.initiative is not None:
        yield "initiative", record.initiative
    elif isinstance(record, Group):
        yield from ((f"headcounts[{i}]", one) for i, one in enumerate(record.headcounts))


def raw_faults(cls: type, record: Mapping[str, Any], known: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    """The names that nothing has in the plain table of a record that could not be made."""
    for _, in_file, kind, pairs in _reference_fields(cls):
        value = record.get(in_file)
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, (Mapping if pairs else (list, tuple))):
            continue
        for i, named in enumerate(value):
            one = _unknown(kind, named, known) if isinstance(named, str) else None
            if one:
                yield one.under(in_file if len(value) == 1 or pairs else f"{in_file}[{i}]")
    for part, inner in (("initiative", Initiative), ("headcounts", Headcount)):
        value = record.get(part)
        for i, piece in enumerate(value if isinstance(value, (list, tuple)) else [value]):
            if isinstance(piece, Mapping):
                where = part if piece is value else f"{part}[{i}]"
                yield from (one.under(where) for one in raw_faults(inner, piece, known))


def record_faults(
    records: Mapping[str, Sequence[Any]], known: Mapping[str, frozenset[str]] | None = None
) -> Iterator[tuple[str, int, Fault]]:
    """What is wrong between records: a key used twice, a name that nothing has, a level that its scale lacks.

    Yields the collection, the record's index in it and the fault. `known` may name more keys than the records
    hold, so that a reader can check the whole records of a file beside its broken ones.
    """
    known = known_keys(records) if known is None else known
    scales: dict[str, Scale] = {one.address: one for one in records.get("scales", ())}
    for collection, items in records.items():
        seen: set[str] = set()
        for index, record in enumerate(items):
            key = record.address if isinstance(record, Scale) else getattr(record, "key", None)
            if key is not None:
                if key in seen:
                    yield collection, index, fault("repeated_key", "key", given=key)
                seen.add(key)
            for one in _field_faults(record, known):
                yield collection, index, one
            for where, piece in _pieces(record):
                for one in _field_faults(piece, known):
                    yield collection, index, one.under(where)
            if isinstance(record, (Participation, Observation)) and record.scale in scales:
                for one in level_faults(record, scales[record.scale]):
                    yield collection, index, one


def level_faults(record: Participation | Observation, scale: Scale) -> Iterator[Fault]:
    """The levels that a record names and its scale lacks, and the numbers that lie outside it."""
    if isinstance(record, Participation):
        named = [("depth", level) for level in record.depth]
    else:
        given = ([record.value] if record.value is not None else []) + [value for _, value in record.values]
        named = [("value", level) for level in given if isinstance(level, str)]
    if record.distribution is not None:
        named += [("distribution", level) for level, _ in record.distribution.counts]
    for where, level in named:
        if scale.levels and level not in scale:
            yield fault("no_level", where, given=level, scale=scale.key, choices=tuple(one.key for one in scale.levels))
    if isinstance(record, Observation):
        low, high = scale.ends
        for number in (record.value, *(value for _, value in record.values)):
            if not isinstance(number, (int, float)) or isinstance(number, bool):
                continue
            if (low is not None and number < low) or (high is not None and number > high):
                first, last = ("..." if end is None else f"{end:g}" for end in (low, high))
                yield fault("out_of_range", "value", given=number, low=first, high=last)
