"""The profile: every element with what was computed and what was rated for it, side by side, without a total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

import attrs

from ..model.consistency import indivisible
from ..model.elements import Element, Indicator
from ..model.evidence import Observation, Reading
from ..model.framework import Framework
from ..model.programme import Programme
from ..model.rules import ProfileRule
from ..model.text import Text
from .involvement import derived, traces
from .kleene import Ref
from .observed import as_read, conflicts, inner, rates_another
from .ratings import Rated, RatedKey, Ratings, rated_key
from .result import Provenance, Result, Row, bounds_of, plain, references

__all__ = ["Line", "Profile", "profile_of"]


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
    about
        What was rated, as the observation names it; None for the programme.
    """

    element: str
    address: str
    indicator: str | None
    part: str | None
    how: str
    scale: str | None
    reading: Reading
    rater: str | None = None
    about: str | None = None


@attrs.frozen(repr=False)
class Profile(Result):
    """The lines of a profile, in the framework's order.

    Parameters
    ----------
    rule
        The key of the rule.
    lines
        One for each element and indicator or rating.
    provenance
        Where the result comes from; a framework that was not checked against its source says so in what is shown.

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
    provenance: Provenance | None = attrs.field(default=None, eq=False)

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
        return self._told(f"Profile: evidence on {len(known)} of {len(elements)} elements ({', '.join(known)})")


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


def profile_of(
    programme: Programme,
    framework: Framework,
    rule: ProfileRule,
    readings: Mapping[str, Reading],
    panel: Ratings | None = None,
) -> Profile:
    """The profile of a programme: the readings of its indicators by key, and the ratings that its file records.

    What several people of a panel rated is one line. Where only some of what the source calls indivisible was
    measured, it is not shown alone: the value is None, with the reason.
    """
    lines: list[Line] = []
    for element in framework.shown_by(rule):
        addresses = {element.address} | {part.address for part in _within(framework, element.address)}
        for one in framework.indicators:
            if one.part_of in addresses:
                if one.key in readings:
                    lines.append(_line(element, one, readings[one.key]))
                addresses.add(one.address)
        computed = {one.address for one in framework.indicators if one.measure}
        found = [
            (i, one)
            for i, one in enumerate(programme.observations)
            if one.element in addresses - computed and not rates_another(one, framework)
        ]
        lines += _rated(programme, element, found, _by_several(panel))
    for group in indivisible(framework.relations):
        lines = _whole(framework, lines, group)
    return Profile(rule.key, tuple(lines))


def _by_several(panel: Ratings | None) -> dict[RatedKey, Rated]:
    rated = panel.rated if panel else ()
    return {one.key: one for one in rated if one.n > 1}


def _whole(framework: Framework, lines: list[Line], group: frozenset[str]) -> list[Line]:
    """The lines, without the values of elements that may not be shown without each other, if one of them has none.

    What is known of one unit does not make up for what is lacking of another; what is said of the programme as a whole
    counts for each.
    """
    known: dict[str | None, set[str]] = {None: set()}
    for line in lines:
        if line.address in group and line.reading.known:
            known.setdefault(line.about, set()).add(line.address)
    whole = {unit for unit, found in known.items() if found | known[None] == group}
    refused = {unit: group - found - known[None] for unit, found in known.items() if unit not in whole}
    if whole:
        refused.pop(None, None)
    return [
        _alone(framework, line, refused[line.about])
        if line.address in group and line.reading.known and line.about in refused
        else line
        for line in lines
    ]


def _alone(framework: Framework, line: Line, without: frozenset[str]) -> Line:
    lacking = [label for address, label in framework.labels.items() if address in without]
    note = Text(
        id=f"tidak disajikan sendiri: menurut sumbernya tak terpisahkan dari {', '.join(t['id'] for t in lacking)}",
        en=f"not shown alone: by its source indivisible from {', '.join(t['en'] for t in lacking)}",
    )
    missing = tuple(sorted(without))
    return attrs.evolve(line, reading=attrs.evolve(line.reading, value=None, parts=(), note=note, missing=missing))


def _line(element: Element, indicator: Indicator, reading: Reading) -> Line:
    return Line(element.key, element.address, indicator.key, None, "computed", indicator.scale, reading)


def _within(framework: Framework, address: str) -> Iterable[Element]:
    for part in framework.parts(address):
        if not isinstance(part, Indicator):
            yield part
            yield from _within(framework, part.address)


def _rated(
    programme: Programme, element: Element, found: Sequence[Numbered], several: Mapping[RatedKey, Rated]
) -> Iterator[Line]:
    """A line for each rating, and one for all of a panel."""
    contested = set(conflicts(programme, found))
    panels: dict[RatedKey, list[Numbered]] = {}
    for index, one in found:
        key = rated_key(one)
        panels.setdefault(key if key in several else (*key, str(index)), []).append((index, one))
    for key, panel in panels.items():
        one = panel[0][1]
        refs: list[Ref] = [("observations", i) for i, _ in panel]
        reading = attrs.evolve(
            _panel_reading(several[key], panel) if key in several else _single_reading(one),
            evidence=traces(programme, refs),
            contested=traces(programme, contested if contested.intersection(refs) else ()),
            derived=derived(programme, refs),
        )
        indicator = one.element.partition(".")[2] if one.element and one.element.startswith("indicator.") else None
        of = one.element if indicator is None and one.element != element.address else None
        part = " ".join(p for p in (of, *rated_key(one)[1:]) if p) or None
        rater = None if key in several else one.rater
        yield Line(element.key, element.address, indicator, part, "rated", one.scale, reading, rater, one.about)


Numbered = tuple[int, Observation]


def _single_reading(one: Observation) -> Reading:
    return Reading(
        None if one.value is None else as_read(one.value),
        n=one.n,
        of="respondents" if one.n is not None else None,
        note=one.reason or one.what,
        parts=tuple(inner(one)),
    )


def _panel_reading(rated: Rated, panel: Sequence[Numbered]) -> Reading:
    """What a panel agreed on, else its median level where it has one; beside it what each rater said."""
    low, high = rated.median or (None, None)
    value = rated.agreed or (low if low == high else None)
    note = (
        rated.reason or Text(id="penilai berbeda pendapat", en="the raters differ") if value is None else rated.reason
    )
    said = [(str(one.rater), as_read(one.value)) for _, one in panel if one.rater is not None and one.value is not None]
    return Reading(value, n=rated.n, of="raters", note=note, parts=tuple((who, Reading(level)) for who, level in said))
