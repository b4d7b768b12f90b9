"""Results of a programme's records as a round: values by name, without any sampling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from ...catalogue import library
from ...model.evidence import Number, Reading
from ...model.scales import Level, Scale
from ..assessment import Assessment
from ..collaboration import Collaboration
from ..gate import Gate
from ..matrix import Matrix
from ..network.profile import GraphProfile
from ..profile import Profile
from ..resources import Contributions
from ..result import Provenance, Result

__all__ = ["RECORDED", "Entry", "Recorded", "recorded"]

# At the end of a part's name: the period that it is of, which another round has its own of.
PERIOD = re.compile(r"\s+\d{4}(-\d{2}){0,2}(/\d{4}(-\d{2}){0,2})?$")
STATUS = Scale("status", "Status", "ordinal", levels=[Level("unmet", "Not met"), Level("met", "Met")])
PRESENCE = Scale("presence", "Presence", "ordinal", levels=[Level("absent", "Absent"), Level("present", "Present")])


@attrs.frozen
class Entry:
    """One value of a programme.

    Parameters
    ----------
    who, measure, element
        What tells it from others: the part of an assessment, what was measured, and of what.
    value
        A number, an interval, a level, or None where there is no evidence.
    n
        What it rests on.
    form
        What has to be the same in another round: the scale, the unit, the rater's kind, what the denominator counts.
    scale
        What orders its levels.
    touched
        The keys of what it is about: a break that names one of them lies in it.
    """

    who: str
    measure: str
    element: str | None
    value: str | Number | tuple[Number, Number] | None
    n: float | None = None
    form: tuple[str | None, ...] = ()
    scale: Scale | None = None
    touched: frozenset[str] = frozenset()

    @property
    def name(self) -> tuple[str, str, str | None]:
        """What tells it from others."""
        return self.who, self.measure, self.element


@attrs.frozen
class Recorded:
    """The values of a result, and what they were made by.

    Parameters
    ----------
    entries
        The values, by name.
    made_by
        What has to be the same in another round: pairs of a name and a value.
    """

    entries: Mapping[tuple[str, str, str | None], Entry]
    made_by: tuple[tuple[str, Any], ...]


def recorded(result: Result) -> Recorded:
    """A programme's result as values by name; of one name the first stands, as they stand in the order of records."""
    found: dict[tuple[str, str, str | None], Entry] = {}
    for one in RECORDED[type(result)](result, _scales(result)):
        found.setdefault(one.name, one)
    origin: Provenance | None = getattr(result, "provenance", None)
    made_by: tuple[tuple[str, Any], ...] = ()
    if origin is not None:
        made_by = (("framework", origin.framework), ("version", origin.framework_version), ("rule", origin.rule))
    if isinstance(result, GraphProfile):
        made_by = (*made_by, ("directed", result.directed))
    return Recorded(found, made_by)


def _scales(result: Result) -> Mapping[str, Scale]:
    """The scales by the names that records use: the programme's own, and those of the framework."""
    found: dict[str, Scale] = {}
    origin: Provenance | None = getattr(result, "provenance", None)
    key = origin.framework if origin is not None else None
    held = result.framework if isinstance(result, Assessment) else None
    if held is None and key is not None and key in library.frameworks():
        held = library.framework(key)
    for one in held.scales if held is not None else ():
        found |= {one.key: one, f"{held.key}.{one.key}": one} if held is not None else {}
    for one in result.scales if isinstance(result, Assessment) else ():
        found[one.key if one.framework in (None, "") else f"{one.framework}.{one.key}"] = one
    return found


def _of_gate(gate: Gate, scales: Mapping[str, Scale]) -> Iterator[Entry]:
    yield Entry("gate", "verdict", None, _known(gate.verdict.value), scale=STATUS, form=(gate.judged,))
    for one in gate.criteria:
        yield Entry("gate", "criterion", one.criterion, _known(one.status.value), scale=STATUS, form=(gate.judged,))


def _known(status: str) -> str | None:
    return None if status == "unknown" else status


def _of_matrix(matrix: Matrix, scales: Mapping[str, Scale]) -> Iterator[Entry]:
    for one in matrix.cells:
        name = f"{one.stage or 'programme'} {one.actor}"
        touched = frozenset(part for part in (one.stage, one.actor) if part)
        scale = scales.get(one.scale or "")
        if one.scale is not None:
            yield Entry("matrix", f"depth {one.scale}", name, one.highest, one.n, (one.scale,), scale, touched)
        if one.present is not None:
            yield Entry(
                "matrix", "present", name, "present" if one.present else "absent", scale=PRESENCE, touched=touched
            )


def _of_profile(profile: Profile, scales: Mapping[str, Scale]) -> Iterator[Entry]:
    for line in profile.lines:
        touched = frozenset({line.element, line.address, *([line.about] if line.about else [])})
        touched |= {f"indicator.{line.indicator}"} if line.indicator else set()
        measure = " ".join(part for part in (line.indicator or line.element, line.about, _bare(line.part)) if part)
        yield _of_reading("profile", measure, None, line.reading, line.scale, line.how, scales, touched)
        for part, reading in line.reading.parts:
            if line.how == "computed":
                yield _of_reading("profile", measure, _bare(part), reading, None, line.how, scales, touched | {part})


def _bare(part: str | None) -> str | None:
    """The name of a part, without the period that stands behind it."""
    return None if part is None else PERIOD.sub("", part)


def _of_reading(
    who: str,
    measure: str,
    element: str | None,
    reading: Reading,
    scale: str | None,
    how: str,
    scales: Mapping[str, Scale],
    touched: frozenset[str],
) -> Entry:
    text = reading.value if isinstance(reading.value, str) else None
    home = scales.get(scale or "")
    if home is None and text is not None:
        # A level whose scale is not named: the only scale that has it.
        homes = [one for one in dict.fromkeys(scales.values()) if text in one]
        home = homes[0] if len({one.key for one in homes}) == 1 else None
    words = frozenset(word for word in (*measure.split(), *(element or "").split()))
    return Entry(who, measure, element, reading.value, reading.n, (how, scale, reading.of), home, touched | words)


def _of_contributions(found: Contributions, scales: Mapping[str, Scale]) -> Iterator[Entry]:
    for pot in found.pots:
        name = " ".join(part for part in (pot.kind, pot.unit, pot.status) if part)
        ends = ((pot.inside, pot.inside_most), (pot.outside, pot.outside_most))
        for measure, (low, most), unvalued in zip(
            ("inside", "outside"), ends, (pot.unvalued_inside, pot.unvalued_outside), strict=True
        ):
            # What has no amount is not nothing.
            value = None if low is None or unvalued else low if most is None or most == low else (low, most)
            yield Entry("contributions", measure, name, value, len(pot.refs), touched=frozenset(pot.givers))
        yield Entry("contributions", "inside_share", name, pot.share, len(pot.refs), touched=frozenset(pot.givers))


def _of_collaboration(found: Collaboration, scales: Mapping[str, Scale]) -> Iterator[Entry]:
    for name in ("actors", "ties", "density", "reciprocity", "cross_border", "cross_sector"):
        yield Entry("collaboration", name, None, getattr(found, name), form=(str(found.complete),))


def _of_graph(found: GraphProfile, scales: Mapping[str, Scale]) -> Iterator[Entry]:
    for one in found.numbers:
        yield Entry("network", one.name, None, one.value)


def _of_assessment(found: Assessment, scales: Mapping[str, Scale]) -> Iterator[Entry]:
    for part in (found.gate, found.matrix, found.profile, found.contributions, found.collaboration):
        if part is not None:
            yield from RECORDED[type(part)](part, scales)


# How each result of a programme is read; a change of another kind is refused by name.
RECORDED: Mapping[type[Result], Any] = {
    Assessment: _of_assessment,
    Gate: _of_gate,
    Matrix: _of_matrix,
    Profile: _of_profile,
    Contributions: _of_contributions,
    Collaboration: _of_collaboration,
    GraphProfile: _of_graph,
}


def names_of(kinds: Iterable[type[Result]]) -> tuple[str, ...]:
    """What kinds of results are called."""
    return tuple(one.__name__ for one in kinds)
