"""What must hold between the parts of a framework; a reader asks it of the parts that it could make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..errors import Fault, fault
from .elements import ELEMENTS, Indicator
from .grids import Grid
from .index_rule import IndexRule
from .relations import Match, Relation, RelationKind
from .rules import CountRule, GateRule, LadderRule, ProfileRule, Rule
from .scales import Measurement, Scale

__all__ = [
    "OTHERS",
    "cell_address",
    "citation_faults",
    "framework_faults",
    "indivisible",
    "level_address",
]

# The collections of a framework beside its elements.
OTHERS = ("references", "scales", "grids", "relations", "matches", "rules")


def level_address(scale: str, level: str) -> str:
    """How a match names a level of a scale."""
    return f"scale.{scale}.{level}"


def cell_address(grid: str, cell: str) -> str:
    """How a match or an observation names a cell of a grid."""
    return f"cell.{grid}.{cell}"


def citation_faults(citations: tuple[str, ...], known: set[str]) -> Iterator[Fault]:
    """The citations of a reference that there is not."""
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
    addresses = frozenset(element.address for name in ELEMENTS for element in records.get(name, ())) | extra
    addressable = addresses.union(_smaller(records))
    keys = {name: {one.key for one in records.get(name, ())} for name in ("references", "scales")}
    for collection, items in records.items():
        seen: set[str] = set()
        for index, record in enumerate(items):
            key = getattr(record, "key", None)
            if key is not None and key in seen:
                yield collection, index, fault("repeated_key", "key", given=key)
            seen.add(key or "")
            known = addressable if isinstance(record, Match) else addresses
            for one in _element_faults(framework, record, known, keys, extra):
                yield collection, index, one
            if isinstance(record, Rule):
                for one in _rule_faults(record, records, addresses):
                    yield collection, index, one


def _smaller(records: Mapping[str, tuple[Any, ...]]) -> Iterator[str]:
    """The addresses of levels and cells, which matches may name."""
    for scale in records.get("scales", ()):
        yield from (level_address(scale.key, level.key) for level in scale.levels)
    for grid in records.get("grids", ()):
        yield from (cell_address(grid.key, cell.key) for cell in grid.cells)


def _ends(record: Any) -> dict[str, str | None]:
    """The addresses of this framework that a record names, by field."""
    if isinstance(record, Relation):
        return {"source": record.source, "target": record.target}
    if isinstance(record, Match):
        return {"element": record.element}
    if isinstance(record, Grid):
        ends: dict[str, str | None] = {f"axes.{axis.key}.element": axis.element for axis in record.axes}
        for axis in record.axes:
            ends |= {f"axes.{axis.key}.steps[{i}]": step for i, step in enumerate(axis.steps) if "." in step}
        return ends
    return {"part_of": getattr(record, "part_of", None)}


def _element_faults(
    framework: str,
    record: Any,
    addresses: frozenset[str],
    keys: Mapping[str, set[str]],
    extra: frozenset[str],
) -> Iterator[Fault]:
    for where, address in _ends(record).items():
        if address is None or address == framework or address in addresses:
            continue
        kind, _, rest = address.partition(".")
        if isinstance(record, Match) and kind in ("scale", "cell") and rest.partition(".")[0] in extra:
            continue  # its scale or grid could not be read
        elements = sorted(one for one in addresses if one.partition(".")[0] not in ("scale", "cell"))
        choices = elements if kind not in ("scale", "cell") else sorted(addresses - {*elements})
        yield fault("no_such", where, noun="element", given=address, choices=(framework, *choices))
    if isinstance(record, (Indicator, Rule, Scale)):
        yield from (
            one for one in citation_faults(record.source, keys["references"]) if one.values["given"] not in extra
        )
    if isinstance(record, Indicator):
        actors = tuple(one.partition(".")[2] for one in sorted(addresses) if one.startswith("actor."))
        for i, key in enumerate(record.actors):
            if key not in actors and key not in extra:
                yield fault("no_such", f"actors[{i}]", noun="actor", given=key, choices=actors)
    scale = getattr(record, "scale", None)
    if isinstance(scale, str) and scale not in keys["scales"] and scale not in extra:
        yield fault("no_such", "scale", noun="scale", given=scale, choices=tuple(sorted(keys["scales"])))


def _rule_faults(rule: Rule, records: Mapping[str, tuple[Any, ...]], addresses: frozenset[str]) -> Iterator[Fault]:
    if isinstance(rule, GateRule):
        criteria = tuple(address.partition(".")[2] for address in sorted(addresses) if address.startswith("criterion."))
        for key, _ in rule.decide:
            if key not in criteria:
                yield fault("no_such", f"decide.{key}", noun="element", given=key, choices=criteria)
    elif isinstance(rule, ProfileRule):
        yield from _profile_faults(rule, records, addresses)
    elif isinstance(rule, CountRule):
        yield from _count_faults(rule, records)
    elif isinstance(rule, IndexRule):
        for one in records.get("indicators", ()):
            yield from _unlawful(rule, one.scale, records)
    if isinstance(rule, (ProfileRule, LadderRule)):
        yield from _unlawful(rule, rule.scale, records)


def _count_faults(rule: CountRule, records: Mapping[str, tuple[Any, ...]]) -> Iterator[Fault]:
    """Weights of no indicator; a framework without indicators leaves them to the columns of the table."""
    indicators = tuple(one.key for one in records.get("indicators", ()))
    for key, _ in rule.weights:
        if indicators and key not in indicators:
            yield fault("no_such", f"weights.{key}", noun="indicator", given=key, choices=indicators)


def _profile_faults(
    rule: ProfileRule, records: Mapping[str, tuple[Any, ...]], addresses: frozenset[str]
) -> Iterator[Fault]:
    """Elements that there are not, and a part of what the source calls indivisible."""
    kinds = {cls.kind for cls in ELEMENTS.values()}
    known = (*sorted(kinds), *sorted(addresses))
    for i, name in enumerate(rule.elements):
        if name not in kinds and name not in addresses:
            yield fault("no_such", f"elements[{i}]", noun="element", given=name, choices=known)
    shown = {one for one in addresses if one in rule.elements or one.partition(".")[0] in rule.elements}
    for whole in indivisible(records.get("relations", ())):
        if shown & whole and not whole <= shown:
            yield fault(
                "indivisible", "elements", given=", ".join(sorted(shown & whole)), rest=", ".join(sorted(whole - shown))
            )


def indivisible(relations: Iterable[Relation]) -> tuple[frozenset[str], ...]:
    """The sets of elements of which none may be scored without the others, as Kabeer's three."""
    groups: list[frozenset[str]] = []
    for one in relations:
        if one.kind is RelationKind.INDIVISIBLE:
            pair = frozenset((one.source, one.target))
            joined = [group for group in groups if group & pair]
            groups = [group for group in groups if not group & pair] + [pair.union(*joined)]
    return tuple(groups)


def _unlawful(
    rule: ProfileRule | LadderRule | IndexRule, key: str | None, records: Mapping[str, tuple[Any, ...]]
) -> Iterator[Fault]:
    """The arithmetic that the rule asks for and its scale does not bear."""
    scale = next((one for one in records.get("scales", ()) if one.key == key), None)
    measurement: Measurement | None = rule.treat_as or (scale.measurement if scale else None)
    for where, arithmetic in rule.arithmetic():
        if measurement is not None and arithmetic not in measurement.lawful:
            yield fault("unlawful", where, given=arithmetic.value, measurement=measurement.value)
