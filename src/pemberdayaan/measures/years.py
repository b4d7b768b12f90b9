"""One programme in several years: each year held against the framework, and what changed from one to the next."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, overload

import attrs

from ..errors import Fault, InvalidInput, fault
from ..model.evidence import Reading, Remark
from ..model.fields import wrong_type
from ..model.framework import Framework
from ..model.periods import Period, as_period
from ..model.programme import Programme
from .assessment import Assessment
from .assessment import assess as assess_one
from .breaks import breaks_between
from .library import PROGRAMME_MEASURES
from .result import FORMAT, Library, Provenance, Result, Row, digest_of

if TYPE_CHECKING:
    from .change.lines import Change, ChangeLine

__all__ = ["AssessmentSeries", "assess"]

Measures = Mapping[str, Callable[..., Reading]]
When = Period | str | int
SHOWN = 6
# From here on a number is written in full.
LONG = 10_000


@attrs.frozen(eq=False, repr=False)
class AssessmentSeries(Result):
    """One programme in several years, and what changed between them: a change, not evidence of effect.

    Parameters
    ----------
    assessments
        One for each year that a dated record is of, in the order of time.
    changes
        From each year to the next, as of `pb.change.between`; None where a break that touches everything lies between.
    overall
        From the first year to the last; None for one year, and across such a break.
    gaps
        The years that were asked for and that no dated record is of: they are named and not assessed.
    undated
        How many records say no date and stand in every year: they count in each and can show no change.
    breaks
        The breaks of the series, as the programme's own remarks tell them, after the first year and up to the last.
    provenance
        Where it comes from.
    frame_library
        The library that `to_frame` gives.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> series = pb.assess(pb.example("contoh_lengkap"), years=[2020, 2021, 2023])
    >>> series.years, series.gaps, series.undated
    (('2021', '2023'), ('2020',), 24)
    >>> line = series.overall.line("inside_share", "money IDR given")
    >>> line.before, line.after
    (0.2, 0.8)
    """

    kind: ClassVar[str] = "assessment_series"

    assessments: tuple[Assessment, ...]
    changes: tuple[Change | None, ...]
    overall: Change | None
    gaps: tuple[str, ...]
    undated: int
    breaks: tuple[Remark, ...]
    provenance: Provenance
    frame_library: Library | None = None

    @property
    def years(self) -> tuple[str, ...]:
        """The years that are assessed, as they are written."""
        return tuple(str(one.programme.period) for one in self.assessments)

    @property
    def programme(self) -> Programme:
        """The programme, as it is in the last year."""
        return self.assessments[-1].programme

    def of(self, year: When) -> Assessment:
        """The assessment of one year.

        Raises
        ------
        InvalidInput
            If there is none.
        """
        wanted = str(as_period(year))
        for name, one in zip(self.years, self.assessments, strict=True):
            if name == wanted:
                return one
        raise InvalidInput(fault("no_such", "year", noun="year", given=wanted, choices=self.years))

    def rows(self) -> list[Row]:
        """The long table of each year, with a column ``year`` in front."""
        return [
            {"year": year, **row} for year, one in zip(self.years, self.assessments, strict=True) for row in one.rows()
        ]

    def to_json(self) -> str:
        """Every year in full, and the rows of each change, in one shape with a version."""
        changes = [None if one is None else one.rows() for one in self.changes]
        whole: dict[str, Any] = {
            "format": FORMAT,
            "kind": self.kind,
            "programme": self.programme.key,
            "synthetic": self.programme.synthetic,
            "provenance": attrs.asdict(self.provenance),
            "years": self.years,
            "gaps": self.gaps,
            "undated": self.undated,
            "assessments": [json.loads(one.to_json()) for one in self.assessments],
            "changes": changes,
            "overall": None if self.overall is None else self.overall.rows(),
        }
        return json.dumps(whole, ensure_ascii=False, allow_nan=False)

    def __repr__(self) -> str:
        told = [f"Assessments of {self.programme.key} by {self.provenance.framework}: {', '.join(self.years)}"]
        for year, one in zip(self.years, self.assessments, strict=True):
            head = repr(one.gate or one.coverage).splitlines()[0]
            told.append(f"  {year}: {head}")
        told += [f"  {year}: no dated record" for year in self.gaps]
        if self.undated:
            told.append(f"  {self.undated} records without a date count in every year: no change of theirs can be seen")
        told += [f"  break at {one.period}: {one.what}" for one in self.breaks]
        if self.overall is not None:
            moved = [one for one in self.overall.lines if one.moved not in (None, "same")]
            given = [one for one in self.overall.lines if (one.who, one.measure) != ("profile", "inside_share")]
            numbers = sorted((one for one in given if one.absolute), key=lambda one: -abs(one.relative or 0))
            told += [f"  {_named(one)}: {one.before_level} -> {one.after_level} ({one.moved})" for one in moved]
            told += [f"  {_named(one)}: {_number(one.before)} -> {_number(one.after)}" for one in numbers[:SHOWN]]
        if len(self.assessments) > 1:
            told.append("a change, not evidence of effect")
        return self._told("\n".join(told))


def _named(one: ChangeLine) -> str:
    return " ".join(part for part in (one.measure, one.element) if part)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}" if abs(value) < LONG else f"{value:,.0f}"


@overload
def assess(
    programme: Programme,
    framework: str | Framework = "pemberdayaan-masyarakat",
    *,
    rule: str | None = None,
    measures: Measures = PROGRAMME_MEASURES,
    years: None = None,
) -> Assessment: ...


@overload
def assess(
    programme: Programme,
    framework: str | Framework = "pemberdayaan-masyarakat",
    *,
    rule: str | None = None,
    measures: Measures = PROGRAMME_MEASURES,
    years: Iterable[When],
) -> AssessmentSeries: ...


@overload
def assess(
    programme: Iterable[Programme] | Mapping[Any, Programme],
    framework: str | Framework = "pemberdayaan-masyarakat",
    *,
    rule: str | None = None,
    measures: Measures = PROGRAMME_MEASURES,
    years: None = None,
) -> AssessmentSeries: ...


def assess(
    programme: Programme | Iterable[Programme] | Mapping[Any, Programme],
    framework: str | Framework = "pemberdayaan-masyarakat",
    *,
    rule: str | None = None,
    measures: Measures = PROGRAMME_MEASURES,
    years: Iterable[When] | None = None,
) -> Assessment | AssessmentSeries:
    """Hold a programme against a framework, once or year by year.

    Parameters
    ----------
    programme
        The programme; an empty one is assessed as "cannot tell". Or one programme in a file for each year: a sequence
        of programmes that each say their period, or a mapping from years to programmes.
    framework
        A key of `frameworks`, or a framework.
    rule
        The key of one rule; None for every rule of the framework that judges a programme.
    measures
        The measures by the names that the framework's file uses.
    years
        Years, or other periods, of one programme: each is assessed with the records of that time, as of
        `Programme.during`. Their order does not matter. None assesses all records at once.

    Returns
    -------
    Assessment or AssessmentSeries
        A series of several years. A year that no dated record is of is named in its `gaps` and not assessed: records
        without a date say nothing of that year. They count in every other, and show no change.

    Raises
    ------
    InvalidInput
        If a measure does not exist or does not take its arguments, if a level or scale of the framework does not
        exist, or if the rule scores tables of units and not a programme; all at once, before anything is computed. For
        years: if one stands twice or two share days, if no record is of any; for several programmes: if one says no
        period or another than its year, or if they have different keys.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> assessment = pb.assess(pb.example("lkms_kartini"))
    >>> assessment.gate.verdict.value
    'unmet'
    >>> series = pb.assess(pb.example("contoh_lengkap"), years=[2021, 2022, 2023])
    >>> [(year, one.gate.verdict.value) for year, one in zip(series.years, series.assessments)]
    [('2021', 'met'), ('2022', 'met'), ('2023', 'met')]
    """
    if isinstance(programme, Programme):
        if years is None:
            return assess_one(programme, framework, rule=rule, measures=measures)
        rounds, gaps = _windows(programme, years)
    elif years is not None:
        raise InvalidInput(fault("years_twice", "years"))
    else:
        rounds, gaps = _files(programme)
    if not rounds:
        raise InvalidInput(fault("no_dated", "years", given=", ".join(gaps) or "-"))
    return _series([assess_one(one, framework, rule=rule, measures=measures) for one in rounds], gaps)


def _windows(programme: Programme, years: Iterable[When]) -> tuple[list[Programme], tuple[str, ...]]:
    """The programme in each of some years, and the years that no dated record is of."""
    from .change.dating import dated, records_of

    if isinstance(years, (str, int, Period)) or not isinstance(years, Iterable):
        raise InvalidInput(wrong_type(years, "a list").under("years"))
    periods = _in_order(_periods(years, "years"), "years")
    rounds = [programme.during(one) for one in periods]
    known = [any(dated(one, record) for record in records_of(one)) for one in rounds]
    gaps = tuple(str(period) for period, found in zip(periods, known, strict=True) if not found)
    return [one for one, found in zip(rounds, known, strict=True) if found], gaps


def _files(programmes: Any) -> tuple[list[Programme], tuple[str, ...]]:
    """One programme for each year, in the order of time."""
    from .change.dating import records_of

    if isinstance(programmes, (str, bytes)) or not isinstance(programmes, Iterable):
        raise InvalidInput(wrong_type(programmes, "a programme").under("$"))
    pairs: Sequence[tuple[Any, Any]] = (
        list(zip(_periods(programmes, ""), programmes.values(), strict=True))
        if isinstance(programmes, Mapping)
        else [(None, one) for one in programmes]
    )
    held: list[Programme] = []
    faults: list[Fault] = []
    for i, (key, one) in enumerate(pairs):
        where = f"[{i if key is None else key}]"
        if not isinstance(one, Programme):
            faults.append(wrong_type(one, "a programme").under(where))
            continue
        said = one.period
        if key is None and said is None:
            faults.append(fault("no_period", where, given=one.key))
        elif key is not None and said is not None and not (key.first <= said.first and said.last <= key.last):
            faults.append(fault("another_period", where, given=str(said), expected=str(key)))
        if held and one.key != held[0].key:
            faults.append(fault("another_programme", where, given=one.key, expected=held[0].key))
        held.append(one if key is None else attrs.evolve(one, period=key))
    if faults:
        raise InvalidInput(faults)
    order = _in_order([as_period(str(one.period)) for one in held], "$")
    ordered = sorted(held, key=lambda one: order.index(as_period(str(one.period))))
    empty = [not any(True for _ in records_of(one)) and one.initiative is None for one in ordered]
    gaps = tuple(str(one.period) for one, bare in zip(ordered, empty, strict=True) if bare)
    return [one for one, bare in zip(ordered, empty, strict=True) if not bare], gaps


def _periods(years: Iterable[Any], where: str) -> list[Period]:
    """The periods that are meant; the faults of all that are none."""
    found: list[Period] = []
    faults: list[Fault] = []
    for i, year in enumerate(years):
        try:
            found.append(as_period(year))
        except InvalidInput as error:
            faults += [one.under(f"{where}[{i}]") for one in error.faults]
    if faults:
        raise InvalidInput(faults)
    return found


def _in_order(periods: Sequence[Period], where: str) -> list[Period]:
    """Periods one after the other; faults of those that stand twice or share days."""
    ordered = sorted(periods, key=lambda one: (one.first, one.last))
    faults = []
    for before, after in pairwise(ordered):
        if (before.first, before.last) == (after.first, after.last):
            faults.append(fault("year_twice", where, given=str(after)))
        elif before.meets(after):
            faults.append(fault("years_overlap", where, given=str(after), expected=str(before)))
    if faults:
        raise InvalidInput(faults)
    return ordered


def _series(assessments: Sequence[Assessment], gaps: tuple[str, ...]) -> AssessmentSeries:
    """The assessments, what changed from each to the next, and what cannot show a change."""
    from .change.dating import records_of, undated

    programmes = [one.programme for one in assessments]
    bare = undated(programmes)
    started = programmes[0].initiative
    count = sum(one in bare for one in records_of(programmes[0])) + (started is not None and started in bare)
    changes = tuple(_change(one, other) for one, other in pairwise(assessments))
    several = len(assessments) > 1
    whole = changes[0] if len(changes) == 1 else _change(assessments[0], assessments[-1]) if several else None
    origin = assessments[-1].provenance
    digest = origin.digest if not several else digest_of(tuple(one.provenance.digest for one in assessments))
    return AssessmentSeries(
        tuple(assessments),
        changes,
        whole,
        gaps,
        count,
        breaks_between(programmes[-1], programmes[0].period, programmes[-1].period),
        attrs.evolve(origin, digest=digest),
    )


def _change(before: Assessment, after: Assessment) -> Change | None:
    """What changed; None across a break that touches everything."""
    from .change.between import between

    try:
        return between(before, after)
    except InvalidInput as error:
        if any(one.code != "break_between" for one in error.faults):
            raise
        return None
