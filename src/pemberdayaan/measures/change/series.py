"""More than two rounds: each estimate by time, the change of each step and of the whole, and the trend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, ClassVar

import attrs
import numpy as np

from ...errors import Fault, InvalidInput, fault
from ...kernels.intervals import t_interval
from ...model.text import Text
from ..assessment import Assessment
from ..breaks import breaks_between, of_everything
from ..index import IndexScores
from ..result import Library, Provenance, Result, Row, bounds_of, plain
from .between import SAMPLED
from .lines import Change
from .of_indices import Part, index_rounds, parts_of
from .of_records import change_of_records
from .of_samples import Gathered, change_of_samples, span_of, years_of
from .recorded import RECORDED, recorded

__all__ = ["Series", "SeriesPoint", "Trend", "series"]


@attrs.frozen
class SeriesPoint:
    """One value at one time.

    Parameters
    ----------
    group, who, measure, element
        As in `ChangeLine`.
    time
        When.
    estimate, se, low, high
        The value, its error and interval; of records the interval is a bound.
    level
        The level, on an ordinal or nominal scale.
    n
        What it rests on.
    segment
        Counts from 0; a break begins another.
    """

    group: Any
    who: str | None
    measure: str
    element: str | None
    time: Any
    estimate: float | None
    se: float | None
    low: float | None
    high: float | None
    level: str | None
    n: float | None
    segment: int


@attrs.frozen
class Trend:
    """The slope of a line through the values of one segment.

    Parameters
    ----------
    group, who, measure, element
        As in `ChangeLine`.
    segment
        Which; no trend crosses a break.
    first, last
        Its first and last time.
    slope
        The change for each year, by least squares over the times.
    se, low, high, df
        Its sampling error, interval and degrees of freedom: how sure the slope through these rounds is, not what the
        next one will be.
    """

    group: Any
    who: str | None
    measure: str
    element: str | None
    segment: int
    first: Any
    last: Any
    slope: float
    se: float | None
    low: float | None
    high: float | None
    df: int


@attrs.frozen(eq=False, repr=False)
class Series(Result):
    """Rounds of one rule, in their order.

    Parameters
    ----------
    of
        The kind of the results.
    times
        When each round was.
    points
        Each value at each time.
    steps
        The change from each round to the next; None across a break.
    overall
        The change from the first round to the last; None across a break.
    trends
        The slope of each value in each segment of at least two rounds, for times that are whole years.
    breaks
        Pairs of a time and what changed in the instrument: nothing is compared across.
    labels
        What elements are called.
    provenance
        Where it comes from.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "series"

    of: str
    times: tuple[Any, ...]
    points: tuple[SeriesPoint, ...]
    steps: tuple[Change | None, ...]
    overall: Change | None
    trends: tuple[Trend, ...]
    breaks: tuple[tuple[Any, str], ...]
    labels: Mapping[str, Text]
    provenance: Provenance
    frame_library: Library | None = None

    def rows(self) -> list[Row]:
        """One row for each value and time."""
        names = [field.name for field in attrs.fields(SeriesPoint)]
        return [{name: plain(getattr(one, name)) for name in names} for one in self.points]

    def __repr__(self) -> str:
        told = [f"Series of {self.of}: {len(self.times)} rounds, {self.times[0]} to {self.times[-1]}"]
        told += [f"  break at {time}" + (f": {why}" if why else "") for time, why in self.breaks]
        told += [
            f"  {one.group} {one.measure} {one.element or ''}: {one.slope:+.4g} a year"
            + ("" if one.low is None else f" ({one.low:+.4g} to {one.high:+.4g})")
            for one in self.trends[:12]
        ]
        told.append("a change, not evidence of effect")
        return self._told("\n".join(told))


def series(
    results: Mapping[Any, Result] | Sequence[Result] | IndexScores,
    *,
    unit: str | None = None,
    by: str | None = None,
    breaks: Mapping[Any, str] | Iterable[Any] | Any = (),
) -> Series:
    """Several rounds of one rule, each beside the next.

    Parameters
    ----------
    results
        The rounds by their times, which are put in order where all are years; or a list of results that say their
        time: scores of an index of one time each, assessments of one period each; or the scores of a panel of an index,
        scored together.
    unit, by
        As in `between`; in a panel the units that every round has.
    breaks
        The times at which the instrument changed, and what changed: the first round of the new one. A programme's own
        breaks (remarks of kind ``"break"``) count as well.

    Returns
    -------
    Series
        The changes of the steps add up to the change of the whole; no step, whole or trend crosses a break.

    Raises
    ------
    InvalidInput
        As `between`; for fewer than two rounds, a round without a time, a time that stands twice (which of two values
        of one key and year counts is yours to say), or a break that is no time of the series.

    Examples
    --------
    >>> import pandas as pd
    >>> from pemberdayaan import Population, score
    >>> years = [2021, 2021, 2022, 2022, 2023, 2023]
    >>> frame = pd.DataFrame({"kode": list("ABABAB"), "tahun": years, "ike": 0.5, "ikl": 0.5})
    >>> frame["iks"] = [0.5, 0.6, 0.6, 0.6, 0.7, 0.9]
    >>> found = series(score(Population(frame, unit="kode", time="tahun"), "idm-2016"), unit="kode")
    >>> [round(step.line("mean", "iks").absolute, 4) for step in found.steps], found.overall.years
    ([0.05, 0.2], 2.0)
    """
    named = _in_order(_named(results))
    times = [time for time, _ in named]
    ordered = [result for _, result in named]
    marks = _own_breaks(times, ordered) | _checked(times, ordered, breaks)
    segments = np.cumsum([str(time) in marks for time in times]).tolist()
    found = tuple((time, marks[str(time)]) for time in times if str(time) in marks)
    if type(ordered[0]) in RECORDED:
        return _of_records(times, ordered, segments, found)
    if isinstance(ordered[0], Part):
        rounds = index_rounds(ordered, unit, by, None)
        return _of_samples(times, rounds.gathered, rounds.pair, segments, found)
    gathered = SAMPLED[type(ordered[0])](ordered, unit, by, None)
    return _of_samples(times, gathered, lambda first, last: gathered, segments, found)


def _own_breaks(times: Sequence[Any], ordered: Sequence[Any]) -> dict[str, str]:
    """By time the breaks that a programme's own file puts before it, and that lie in everything."""
    found: dict[str, str] = {}
    for i, (before, after) in enumerate(pairwise(ordered), 1):
        if isinstance(before, Assessment) and isinstance(after, Assessment):
            own = breaks_between(after.programme, before.programme.period, after.programme.period)
            found |= {str(times[i]): str(one.what) for one in own if of_everything(one)}
    return found


def _named(results: Any) -> list[tuple[Any, Any]]:
    """The rounds with their times; scores of an index as the units of each time."""
    if isinstance(results, IndexScores):
        return [(one.time, one) for one in parts_of(results)]
    if not isinstance(results, Iterable):
        raise InvalidInput(_no_rounds({type(results).__name__}))
    pairs = list(results.items()) if isinstance(results, Mapping) else [(None, one) for one in results]
    found: list[tuple[Any, Any]] = []
    for time, result in pairs:
        if isinstance(result, IndexScores):
            several = parts_of(result)
            if len(several) > 1:
                told = ", ".join(str(one.time) for one in several[:5])
                raise InvalidInput(fault("several_rounds", str(time or "$"), count=len(several), times=told))
            found += [(one.time if time is None else time, one) for one in several]
        elif isinstance(result, Assessment) and time is None:
            period = result.programme.period
            found.append((None if period is None else period.text, result))
        else:
            found.append((time, result))
    return found


def _in_order(named: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """The rounds by year, where all times are years; as they were given otherwise."""
    years = years_of(time for time, _ in named)
    return named if years is None else [named[i] for i in sorted(range(len(named)), key=years.__getitem__)]


def _no_rounds(kinds: Iterable[str]) -> Fault:
    known = ", ".join(one.__name__ for one in (*SAMPLED, *RECORDED))
    return fault("no_rounds", "$", given=", ".join(sorted(kinds)), options=known)


def _checked(times: Sequence[Any], ordered: Sequence[Any], breaks: Any) -> dict[str, str]:
    """The breaks by time, once the rounds are of one kind and each has a time of its own."""
    kinds = {IndexScores if isinstance(one, Part) else type(one) for one in ordered}
    if len(kinds) > 1 or not kinds <= {*SAMPLED, *RECORDED}:
        raise InvalidInput(_no_rounds(one.__name__ for one in kinds))
    # A time that is not known, of a row without one say, is NaN, and unlike itself.
    texts = [None if one is None or one != one else str(one) for one in times]
    faults = [fault("too_few_rounds", "$", count=len(times))] if len(times) < 2 else []
    faults += [fault("no_time", f"[{i}]") for i, one in enumerate(texts) if one is None]
    faults += [fault("same_time", f"[{i}]", given=one) for i, one in enumerate(texts) if one and one in texts[:i]]
    if isinstance(breaks, str) or not isinstance(breaks, Iterable):
        breaks = () if breaks is None else (breaks,)
    said: dict[Any, str | None] = dict(breaks) if isinstance(breaks, Mapping) else dict.fromkeys(breaks, "")
    faults += [
        fault("no_such", "breaks", noun="time", given=str(one), choices=tuple(one for one in texts if one))
        for one in said
        if str(one) not in texts
    ]
    if faults:
        raise InvalidInput(faults)
    return {str(time): why or "" for time, why in said.items()}


def _of_samples(
    times: Sequence[Any],
    gathered: Gathered,
    pair: Callable[[int, int], Gathered],
    segments: list[int],
    breaks: tuple[tuple[Any, str], ...],
) -> Series:
    gathered = attrs.evolve(gathered, times=tuple(times))

    def between(first: int, last: int) -> Change | None:
        if segments[first] != segments[last]:
            return None
        both = attrs.evolve(pair(first, last), times=tuple(times))
        return change_of_samples(both, None, first=first, last=last)

    last = len(times) - 1
    return Series(
        gathered.of,
        tuple(times),
        tuple(_points(gathered, segments)),
        tuple(between(i, i + 1) for i in range(last)),
        between(0, last),
        tuple(_trends(gathered, segments)),
        breaks,
        gathered.labels,
        gathered.provenance,
        gathered.frame_library,
    )


def _points(gathered: Gathered, segments: list[int]) -> Iterator[SeriesPoint]:
    names = ("estimate", "se", "low", "high", "n")
    for label, terms in gathered.terms().items():
        told = [[gathered.pool.rounds[number].told(place, name) for name in names] for number, place in terms]
        for i, (who, measure, element) in enumerate(gathered.values):
            for time, columns, segment in zip(gathered.times, told, segments, strict=True):
                cells = [None if np.isnan(one[i]) else float(one[i]) for one in columns]
                estimate, se, low, high, n = cells
                yield SeriesPoint(label, who, measure, element, time, estimate, se, low, high, None, n, segment)


def _trends(gathered: Gathered, segments: list[int]) -> Iterator[Trend]:
    """The least squares slope of each segment: a weighted sum of its rounds, so its error is that of a sum."""
    times, confidence = gathered.times, gathered.rounds[0].confidence
    for segment in dict.fromkeys(segments):
        own = [i for i, one in enumerate(segments) if one == segment]
        years = years_of(times[i] for i in own)
        if len(own) < 2 or years is None:
            continue
        apart = np.array(years, float) - np.mean(years)
        weights = apart / (apart**2).sum()
        for label, terms in gathered.terms().items():
            chosen = [terms[i] for i in own]
            covariances, df = gathered.pool.covariances(chosen)
            slope = weights @ np.array([gathered.pool.rounds[number].told(at, "estimate") for number, at in chosen])
            variance = np.einsum("i,vij,j->v", weights, covariances, weights)
            se = np.sqrt(np.maximum(variance, 0.0)) if df > 0 else np.full(len(slope), np.nan)
            low, high = t_interval(slope, se, np.array(df), confidence=confidence, undefined=np.nan)
            for i, (who, measure, element) in enumerate(gathered.values):
                if not np.isnan(slope[i]):
                    error, least, most = (None if np.isnan(one[i]) else float(one[i]) for one in (se, low, high))
                    ends = times[own[0]], times[own[-1]]
                    yield Trend(label, who, measure, element, segment, *ends, float(slope[i]), error, least, most, df)


def _of_records(
    times: Sequence[Any], results: Sequence[Result], segments: list[int], breaks: tuple[tuple[Any, str], ...]
) -> Series:
    """Rounds of records: levels and numbers as they stand, without error or trend."""
    points = []
    for time, result, segment in zip(times, results, segments, strict=True):
        for (who, measure, element), entry in recorded(result).entries.items():
            value = entry.value
            level = value if isinstance(value, str) else None
            low, high = bounds_of(value) if isinstance(value, tuple) else (None, None)
            number = plain(value) if isinstance(value, (int, float, Fraction)) else None
            if value is not None:
                cells = (number, None, low, high, level, plain(entry.n), segment)
                points.append(SeriesPoint(None, who, measure, element, time, *cells))  # type: ignore[arg-type]

    def between(first: int, last: int) -> Change | None:
        if segments[first] != segments[last]:
            return None
        return change_of_records(results[first], results[last], span_of(times[first], times[last]), None)

    last = len(times) - 1
    steps = tuple(between(i, i + 1) for i in range(last))
    overall = between(0, last)
    origin = next((one.provenance for one in reversed(steps) if one is not None), Provenance())
    return Series(results[0].kind, tuple(times), tuple(points), steps, overall, (), breaks, {}, origin)
