"""The profile: every element with what was computed and what was rated for it, side by side, without a total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs

from ..model.elements import Element, Indicator
from ..model.evidence import Reading
from ..model.framework import Framework
from ..model.programme import Programme
from ..model.rules import ProfileRule
from .involvement import derived, traces
from .kleene import Ref
from .observed import as_read, conflicts, inner
from .result import Result, Row, bounds_of, plain, references

__all__ = ["Line", "Profile", "profile_of", "rated_elements"]


@attrs.frozen
class Line:
    """One thing that is known of an element.

    Parameters
    ----------
    element
        The key of the element.
    address
        Its address.
    indicator
        The key of the indicator; None where the element itself was rated.
    part
        The part that the value belongs to, as a phase or a kind; None for the whole.
    how
        ``"computed"`` from the programme's records, or ``"rated"`` by somebody.
    scale
        The scale of the value.
    reading
        What was found.
    rater
        Who rated it.
    """

    element: str
    address: str
    indicator: str | None
    part: str | None
    how: str
    scale: str | None
    reading: Reading
    rater: str | None = None


@attrs.frozen(repr=False)
class Profile(Result):
    """The lines of a profile, in the framework's order.

    Parameters
    ----------
    rule
        The key of the rule.
    lines
        One for each element and indicator or rating.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> profile = pb.assess(pb.example("lkms_kartini")).profile
    >>> [line.indicator for line in profile.of("kolaborasi")]
    ['exchange', 'sectors', 'support']
    """

    kind: ClassVar[str] = "profile"

    rule: str
    lines: tuple[Line, ...]

    def of(self, element: str) -> tuple[Line, ...]:
        """The lines of an element, by key or address."""
        return tuple(line for line in self.lines if element in (line.element, line.address))

    def rows(self) -> list[Row]:
        """One row for each line, and one for each of its parts."""
        return [
            _row(line, part, reading)
            for line in self.lines
            for part, reading in ((line.part, line.reading), *line.reading.parts)
        ]

    def __repr__(self) -> str:
        known = {line.element for line in self.lines if line.reading.known}
        elements = dict.fromkeys(line.element for line in self.lines)
        return f"Profile: evidence on {len(known)} of {len(elements)} elements ({', '.join(known)})"


def _row(line: Line, part: str | None, reading: Reading) -> Row:
    value = reading.value
    low, high = bounds_of(value)
    return {
        "element": line.element,
        "indicator": line.indicator,
        "part": part,
        "how": line.how,
        "value": None if isinstance(value, tuple) else plain(value),
        "low": low,
        "high": high,
        "scale": line.scale if reading is line.reading else None,
        "n": plain(reading.n),
        "of": reading.of,
        "derived": reading.derived,
        "contested": bool(reading.contested),
        "note": None if reading.note is None else str(reading.note),
        "rater": line.rater,
        "references": references(reading.evidence),
    }


def rated_elements(framework: Framework, rule: ProfileRule) -> tuple[Element, ...]:
    """The elements that a profile shows: addresses, or all of a kind."""
    shown: list[Element] = []
    for name in rule.elements:
        shown += [one for one in framework.elements if name in (one.kind, one.address)]
    return tuple(shown)


def profile_of(
    programme: Programme, framework: Framework, rule: ProfileRule, readings: Mapping[str, Reading]
) -> Profile:
    """The profile of a programme: the readings of its indicators by key, and the ratings that its file records."""
    lines: list[Line] = []
    for element in rated_elements(framework, rule):
        addresses = {element.address} | {part.address for part in _within(framework, element.address)}
        for one in framework.indicators:
            if one.part_of in addresses:
                if one.key in readings:
                    lines.append(_line(element, one, readings[one.key]))
                addresses.add(one.address)
        lines += _rated(programme, element, addresses, {one.address for one in framework.indicators if one.measure})
    return Profile(rule.key, tuple(lines))


def _line(element: Element, indicator: Indicator, reading: Reading) -> Line:
    return Line(element.key, element.address, indicator.key, None, "computed", indicator.scale, reading)


def _within(framework: Framework, address: str) -> Iterable[Element]:
    for part in framework.parts(address):
        if not isinstance(part, Indicator):
            yield part
            yield from _within(framework, part.address)


def _rated(programme: Programme, element: Element, addresses: set[str], computed: set[str]) -> list[Line]:
    found = [(i, one) for i, one in enumerate(programme.observations) if one.element in addresses]
    contested = set(conflicts(programme, found))
    lines: list[Line] = []
    for index, one in found:
        if one.element in computed:
            continue  # it stands in the computed line already
        ref: Ref = ("observations", index)
        reading = Reading(
            None if one.value is None else as_read(one.value),
            n=one.n,
            of="respondents" if one.n is not None else None,
            evidence=traces(programme, [ref]),
            note=one.reason or one.what,
            contested=traces(programme, contested if ref in contested else ()),
            derived=derived(programme, [ref]),
            parts=tuple(inner(one)),
        )
        indicator = one.element.partition(".")[2] if one.element and one.element.startswith("indicator.") else None
        of = one.element if indicator is None and one.element != element.address else None
        named = (of, one.about, one.stage, one.arm, one.period.text if one.period else None)
        part = " ".join(p for p in named if p) or None
        lines.append(Line(element.key, element.address, indicator, part, "rated", one.scale, reading, one.rater))
    return lines
