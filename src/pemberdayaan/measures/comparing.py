"""Two programmes side by side, profile against profile: nothing is subtracted, nothing is added up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import attrs

from ..errors import InvalidInput, fault
from ..model.fields import wrong_type
from ..model.records import ContributionKind, Phase
from ..model.stakeholders import Axis, Sector, TieKind
from .assessment import Assessment
from .change.recorded import Entry, alike, pots_by_kind, recorded
from .result import Library, Provenance, Result, Row, digest_of, plain

__all__ = ["ComparedLine", "ProgrammeComparison", "compare", "entries_of"]

Key = tuple[str, str, str | None]
SHOWN = 12
# From here on a number is written in full.
LONG = 10_000
# What parts are called in every programme, whatever its own keys are.
SHARED = frozenset((*Phase, *Axis, *Sector, *TieKind, *ContributionKind, "women", "men"))


@attrs.frozen
class ComparedLine:
    """One value of two programmes.

    Parameters
    ----------
    section
        ``"gate"``, ``"profile"``, ``"contributions"`` or ``"collaboration"``.
    measure, element
        What was measured, and of which part; None for the whole.
    a, b
        The numbers; None for a level, for an interval, and where there is none.
    a_low, a_high, b_low, b_high
        The intervals, where something is not recorded.
    a_level, b_level
        The levels, on an ordinal or nominal scale.
    n_a, n_b
        What each rests on.
    known_a, of_a, known_b, of_b
        How many indicators of the element or criterion have evidence, of how many.
    higher
        ``"a"``, ``"b"`` or ``"same"``, of levels that have an order and of numbers whose intervals do not overlap;
        higher is not better. None where that cannot be told, or would say nothing.
    why
        Why it is not compared: ``"only_a"``, ``"only_b"``; ``"undecided"``, one of the two cannot be told;
        ``"another_form"``, another scale, denominator or way of
        judging; ``"another_unit"``, another currency or unit; ``"other_parts"``, the lowest, or a share, of other
        groups or phases; ``"overlap"``, the intervals do; ``"no_order"``, the scale has none; ``"size"``, an amount
        says how large a programme is and not how far it goes; ``"roster"``, the number depends on the list of actors.
    """

    section: str
    measure: str
    element: str | None
    a: float | None = None
    b: float | None = None
    a_low: float | None = None
    a_high: float | None = None
    b_low: float | None = None
    b_high: float | None = None
    a_level: str | None = None
    b_level: str | None = None
    n_a: float | None = None
    n_b: float | None = None
    known_a: int | None = None
    of_a: int | None = None
    known_b: int | None = None
    of_b: int | None = None
    higher: str | None = None
    why: str | None = None


@attrs.frozen(eq=False, repr=False)
class ProgrammeComparison(Result):
    """Two programmes held against one framework, side by side; which of two is higher, and never by how much.

    Parameters
    ----------
    a, b
        The two assessments.
    lines
        One for each value that either has.
    unknown
        The section, measure and element of each value of the profile that neither has evidence on.
    provenance
        Where it comes from.
    frame_library
        The library that `to_frame` gives.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> found = pb.compare(pb.assess(pb.example("lkms_kartini")), pb.assess(pb.example("pnpm_paseban")))
    >>> taking_part = found.line("criterion", "ikut_serta")
    >>> taking_part.a_level, taking_part.b_level, taking_part.higher
    ('unmet', 'met', 'b')
    """

    kind: ClassVar[str] = "programme_comparison"

    a: Assessment
    b: Assessment
    lines: tuple[ComparedLine, ...]
    unknown: tuple[tuple[str, str, str | None], ...]
    provenance: Provenance
    frame_library: Library | None = None

    @property
    def compared(self) -> tuple[ComparedLine, ...]:
        """The lines of which it can be told which is higher, or that both are the same."""
        return tuple(one for one in self.lines if one.higher is not None)

    @property
    def only_a(self) -> tuple[ComparedLine, ...]:
        """What the first alone has evidence on."""
        return tuple(one for one in self.lines if one.why == "only_a")

    @property
    def only_b(self) -> tuple[ComparedLine, ...]:
        """What the second alone has evidence on."""
        return tuple(one for one in self.lines if one.why == "only_b")

    def line(self, measure: str, element: str | None = None, *, section: str | None = None) -> ComparedLine:
        """One line.

        Raises
        ------
        InvalidInput
            If there is none.
        """
        for one in self.lines:
            if (one.measure, one.element) == (measure, element) and section in (None, one.section):
                return one
        known = dict.fromkeys(" ".join(filter(None, (one.measure, one.element))) for one in self.lines)
        given = " ".join(str(part) for part in (measure, element, section) if part)
        raise InvalidInput(fault("no_such", "measure", noun="line", given=given, choices=tuple(known)))

    def rows(self) -> list[Row]:
        """One row for each line."""
        names = [field.name for field in attrs.fields(ComparedLine)]
        return [{name: plain(getattr(one, name)) for name in names} for one in self.lines]

    def __repr__(self) -> str:
        pair = f"a {self.a.programme.key}, b {self.b.programme.key}"
        told = [f"Two programmes by {self.provenance.framework}: {pair}"]
        shown = [one for one in self.lines if one.section == "gate" or one.higher is not None]
        told += [f"  {_told(one)}" for one in shown[:SHOWN]]
        told += [f"  ... {len(shown) - SHOWN} more lines"] if len(shown) > SHOWN else []
        told.append(f"only a has evidence on {len(self.only_a)}, only b on {len(self.only_b)}")
        told += (
            [f"neither has evidence on {', '.join(one[2] or one[1] for one in self.unknown)}"] if self.unknown else []
        )
        return self._told("\n".join(told))


def _told(one: ComparedLine) -> str:
    name = " ".join(part for part in (one.measure, one.element) if part)
    ends = [
        level or (_number(value) if value is not None else "-" if low is None else f"{_number(low)} to {_number(high)}")
        for level, value, low, high in (
            (one.a_level, one.a, one.a_low, one.a_high),
            (one.b_level, one.b, one.b_low, one.b_high),
        )
    ]
    which = f"higher: {one.higher}" if one.higher in ("a", "b") else one.higher or one.why
    return f"{name}: {ends[0]} | {ends[1]} ({which})"


def _number(value: float | None) -> str:
    return "open" if value is None else f"{value:.4g}" if abs(value) < LONG else f"{value:,.0f}"


def compare(a: Assessment, b: Assessment) -> ProgrammeComparison:
    """Put two programmes side by side, profile against profile, with the evidence that each rests on.

    Parameters
    ----------
    a, b
        Assessments of two programmes by one framework, version and rule.

    Returns
    -------
    ProgrammeComparison
        The verdict and each criterion, the profile, contributions and collaboration, each value beside the other. What
        only one has evidence on stands there too. Of levels and of numbers it is told which is higher, never by how
        much, and there is no total: programmes are not ranked. Amounts and what depends on the list of actors are not
        compared. What a programme names by its own keys (its stages, activities, groups) stands in no line: keys of
        two files are not the same people.

    Raises
    ------
    InvalidInput
        If one is no assessment, if both are of one programme, or if framework, version or rule differ.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> found = pb.compare(pb.assess(pb.example("contoh_lengkap")), pb.assess(pb.example("praga_polnoc")))
    >>> line = found.line("led_inside")
    >>> line.a_low, line.why
    (None, 'only_a')
    """
    given: tuple[tuple[str, object], ...] = (("a", a), ("b", b))
    faults = [wrong_type(one, "an assessment").under(name) for name, one in given if not isinstance(one, Assessment)]
    if faults:
        raise InvalidInput(faults)
    if a.programme.key == b.programme.key:
        raise InvalidInput(fault("same_programme", "b", given=a.programme.key))
    ends = recorded(a).made_by, recorded(b).made_by
    faults = [
        fault("another_framework", f"b.{name}", name=name, given=_text(new), expected=_text(old))
        for (name, old), (_, new) in zip(*ends, strict=True)
        if old != new
    ]
    if faults:
        raise InvalidInput(faults)
    first, second = entries_of(a), entries_of(b)
    keys = [*first, *(one for one in second if one not in first)]
    lines, unknown = [], []
    for key in keys:
        one, other = first.get(key), second.get(key)
        if key[0] != "gate" and all(each is None or each.value is None for each in (one, other)):
            unknown += [key] if key[0] == "profile" and key[2] is None else []
        else:
            lines.append(_line(key, one, other, (_covered(a), _covered(b))))
    origin = attrs.evolve(a.provenance, programme=None, digest=digest_of((a.provenance.digest, b.provenance.digest)))
    return ProgrammeComparison(a, b, tuple(lines), tuple(dict.fromkeys(unknown)), origin)


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _covered(found: Assessment) -> Mapping[str, tuple[int, int]]:
    return {one.address: (one.known, one.of) for one in found.coverage.elements}


def entries_of(found: Assessment) -> dict[Key, Entry]:
    """The values by names that two programmes can share."""
    programme = found.programme
    own = {one.key for name in ("stakeholders", "activities", "stages", "groups") for one in getattr(programme, name)}
    own -= SHARED
    entries: dict[Key, Entry] = {}
    for one in recorded(found).entries.values():
        tokens = [token for token in (one.element or "").split() if token != programme.currency]
        if one.who in ("matrix", "contributions"):
            continue
        if one.measure == "inside_share" and one.who == "profile":
            continue  # as contributions tell it
        if one.who == "profile" and own & {token.rpartition(".")[2] for token in tokens}:
            continue
        named = attrs.evolve(one, element=" ".join(tokens) or None)
        entries.setdefault(named.name, named)
    entries |= {one.name: one for one in _given(found)}
    return entries


def _given(found: Assessment) -> Iterator[Entry]:
    """What was given by kind and status, where that has one unit; the unit is part of the form."""
    pots = pots_by_kind(found.contributions)
    shared = [(kind, status) for kind, _, status in pots]
    for (kind, unit, status), pot in pots.items():
        one_unit = shared.count((kind, status)) == 1
        name = " ".join(part for part in (kind, None if one_unit else unit, status) if part)
        ends = (
            ("inside", pot.inside, pot.inside_most, pot.unvalued_inside),
            ("outside", pot.outside, pot.outside_most, pot.unvalued_outside),
        )
        for measure, low, most, unvalued in ends:
            value = None if low is None or unvalued else low if most is None or most == low else (low, most)
            yield Entry("contributions", measure, name, value, len(pot.refs), (unit,))
        yield Entry("contributions", "inside_share", name, pot.share, len(pot.refs))


def _line(
    key: Key, a: Entry | None, b: Entry | None, covered: tuple[Mapping[str, tuple[int, int]], ...]
) -> ComparedLine:
    cells: dict[str, Any] = {}
    for name, one, cover in zip(("a", "b"), (a, b), covered, strict=True):
        address = next((each.address for each in (a, b) if each is not None), None)
        cells[f"known_{name}"], cells[f"of_{name}"] = cover.get(address or "", (None, None))
        if one is None or one.value is None:
            continue
        cells[f"n_{name}"] = plain(one.n)
        if isinstance(one.value, str):
            cells[f"{name}_level"] = one.value
        elif isinstance(one.value, tuple):
            cells |= {f"{name}_low": plain(one.value[0]), f"{name}_high": plain(one.value[1])}
        else:
            cells[name] = plain(one.value)
    higher, why = _higher(a, b)
    return ComparedLine(*key, **cells, higher=higher, why=why)


def _higher(a: Entry | None, b: Entry | None) -> tuple[str | None, str | None]:
    """Which is higher, or why that is not told."""
    if a is not None and a.who == "gate" and (a.value is None or b is None or b.value is None):
        return None, "undecided"
    if a is None or a.value is None:
        return None, "only_b"
    if b is None or b.value is None:
        return None, "only_a"
    levels = isinstance(a.value, str), isinstance(b.value, str)
    if a.who == "contributions" and a.form != b.form:
        return None, "another_unit"
    if not alike(a, b) or levels[0] is not levels[1]:
        return None, "another_form"
    if a.who == "collaboration":
        return None, "roster"
    if a.who == "contributions" and a.measure != "inside_share":
        return None, "size"
    if a.parts != b.parts:
        return None, "other_parts"
    return _of_levels(a, b) if levels[0] else _of_numbers(a, b)


def _of_levels(a: Entry, b: Entry) -> tuple[str | None, str | None]:
    if a.value == b.value:
        return "same", None
    scale, keys = a.scale, (str(a.value), str(b.value))
    if scale is None or not scale.ordered or any(one not in scale for one in keys):
        return None, "no_order"
    return ("a" if scale.position(keys[0]) > scale.position(keys[1]) else "b"), None


def _of_numbers(a: Entry, b: Entry) -> tuple[str | None, str | None]:
    (a_low, a_high), (b_low, b_high) = a.ends, b.ends
    if a_low == a_high == b_low == b_high:
        return "same", None
    if a_low > b_high:
        return "a", None
    return ("b", None) if b_low > a_high else (None, "overlap")
