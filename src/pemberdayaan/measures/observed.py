"""What was observed for an element of a framework, as it was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..catalogue import library
from ..model.evidence import Observation, Observed, Reading
from ..model.fields import as_keys
from ..model.framework import Framework
from ..model.programme import Programme
from ..model.scales import Quantity, bounds
from ..model.stakeholders import Basis
from ..model.text import Text
from .involvement import derived, traces
from .kleene import Ref

__all__ = ["conflicts", "inner", "observations_of", "rates_another", "rights", "value"]


def observations_of(programme: Programme, element: str) -> list[tuple[int, Observation]]:
    """The observations for an element, with their indices."""
    return [(i, one) for i, one in enumerate(programme.observations) if one.element == element]


def rates_another(one: Observation, framework: Framework) -> bool:
    """Whether an observation rates an element of the same name of another framework, whose scale it stands on.

    A scale alone may be borrowed: an element that its framework does not have is this framework's.
    """
    key, dot, _ = (one.scale or "").partition(".")
    if not dot or key in (framework.key, framework.extends) or key not in library.frameworks():
        return False
    return one.element in library.framework(key).labels


def as_read(value: Observed) -> str | float | tuple[float, float]:
    """A value as a reading holds it."""
    if isinstance(value, Quantity):
        low, high = bounds(value)
        return low if low == high else (low, high)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def conflicts(programme: Programme, found: Iterable[tuple[int, Observation]]) -> list[Ref]:
    """The observations that say different values of the same thing, stage and time.

    Several raters of one source are a panel: that they differ is a spread, not a conflict of sources.
    """
    same: dict[tuple[object, ...], list[tuple[int, Observation]]] = {}
    for index, one in found:
        if one.value is not None:
            key = (one.about, one.element, str(one.what), one.stage, one.period, one.arm)
            same.setdefault(key, []).append((index, one))
    return [("observations", index) for group in same.values() for index in _claims(programme, group)]


def _chosen(programme: Programme, one: Observation) -> object:
    """The value; a number that is a level's own stands for that level."""
    scale = programme.scale.get(one.scale or "")
    return (scale.level_of(one.value) if scale else None) or one.value


def _claims(programme: Programme, group: list[tuple[int, Observation]]) -> Iterable[int]:
    """The first observation of each value, if more than one source says something else."""
    raters: dict[tuple[str, ...], set[str]] = {}
    for _, one in group:
        if one.rater is not None:
            raters.setdefault(one.source, set()).add(one.rater)
    panels = {source for source, named in raters.items() if len(named) > 1}
    claimants = {one.source if one.source in panels else index for index, one in group}
    values: dict[object, int] = {}
    for index, one in group:
        values.setdefault(_chosen(programme, one), index)
    return values.values() if len(claimants) > 1 and len(values) > 1 else ()


def value(programme: Programme, *, element: str) -> Reading:
    """What was observed for an element: the latest value, and every one beside it.

    Parameters
    ----------
    programme
        The programme.
    element
        An address, as ``"indicator.redress"``.

    Returns
    -------
    Reading
        The value of the latest period, None where there is none, where sources disagree, or where it is another for
        each of several actors or stages; its parts are the observations, with their values by group and their
        respondents by level.

    References
    ----------
    As cited by the observations.
    """
    found = observations_of(programme, element)
    if not found:
        return Reading(of="observations")
    contested = conflicts(programme, found)
    refs: list[Ref] = [("observations", index) for index, _ in found]
    valued = [one for _, one in found if one.value is not None]
    newest = max(map(_day, valued), default=0)
    current = [one for one in valued if _day(one) == newest]
    values = {as_read(one.value) for one in current if one.value is not None}
    latest = current[0] if len(values) == 1 else None
    return Reading(
        None if contested or latest is None else values.pop(),
        n=latest.n if latest else None,
        of="respondents" if latest and latest.n is not None else "observations",
        evidence=traces(programme, refs),
        contested=traces(programme, contested),
        derived=derived(programme, refs),
        note=latest.reason if latest else None,
        parts=tuple(part for i, one in found for part in _parts(one, _name(one, i))),
    )


def _day(one: Observation) -> int:
    return one.period.last.toordinal() if one.period else 0


def _parts(one: Observation, name: str) -> Iterator[tuple[str, Reading]]:
    if one.value is not None:
        yield name, Reading(as_read(one.value), n=one.n)
    yield from ((f"{name} {key}", reading) for key, reading in inner(one))


def inner(one: Observation) -> Iterator[tuple[str, Reading]]:
    """The values of an observation by group, and its respondents by level."""
    yield from ((group, Reading(as_read(value), n=one.n)) for group, value in one.values)
    if one.distribution is not None:
        n = one.distribution.n
        yield from ((level, Reading(count, n=n, of="respondents")) for level, count in one.distribution.counts)


def _name(one: Observation, index: int) -> str:
    period = one.period.text if one.period else None
    return " ".join(part for part in (one.about, one.stage, one.arm, period) if part) or f"observations[{index}]"


def rights(programme: Programme, *, elements: str | Iterable[str]) -> Reading:
    """What is recorded of each part of human rights: respected, mixed, violated; a violation comes first.

    Never filled from "a health activity exists"; silence is not respect.

    Parameters
    ----------
    programme
        The programme.
    elements
        The addresses of the parts.

    Returns
    -------
    Reading
        The share of the parts with evidence is no score and is not given: the value is ``"violated"`` if one part
        is, else None; its parts are the elements.

    References
    ----------
    The human-rights-based approach: nothing offsets a violation.
    """
    order = {"violated": 0, "mixed": 1, "respected": 2}
    parts: list[tuple[str, Reading]] = []
    missing: list[str] = []
    wanted = as_keys(elements)
    for element in wanted:
        reading = value(programme, element=element)
        (parts.append((element, reading)) if reading.evidence else missing.append(element))
    parts.sort(key=lambda part: order.get(str(part[1].value), 3))
    violated = any(part.value == "violated" for _, part in parts)
    return Reading(
        "violated" if violated else None,
        n=len(parts),
        of="rights",
        evidence=tuple(trace for _, part in parts for trace in part.evidence),
        contested=tuple(trace for _, part in parts for trace in part.contested),
        derived=bool(parts) and all(t.basis is Basis.DERIVED for _, part in parts for t in part.evidence),
        note=Text(
            id=f"{len(parts)} dari {len(wanted)} hak ada buktinya",
            en=f"evidence on {len(parts)} of {len(wanted)} rights",
        ),
        missing=tuple(missing),
        parts=tuple(parts),
    )
