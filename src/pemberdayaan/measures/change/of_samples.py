"""Rounds of samples: brought together by what they were made by, and compared over the units that they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput, fault
from ...kernels.intervals import Changes
from ...model.text import Text
from ..counting import CountingScores
from ..pooling import Pool, Term, compared
from ..result import Library, Provenance
from .lines import Change, ChangeLine, LostLine, LostLines, Movement, Movements
from .taken import Taken, aligned, of_counting
from .units import UnitChanges

__all__ = [
    "Gathered",
    "apart",
    "change_of_samples",
    "gathered",
    "gathered_countings",
    "not_grouped",
    "span_of",
    "years_of",
]

Array = NDArray[np.float64]
Value = tuple[str, str, str | None]
# What another version may say otherwise where its elements are mapped by name: what it is called, what it is made of,
# and what holds the names of elements. How numbers are scaled, aggregated and cut off has to be the same.
NAMED = frozenset(
    [f"after.{one}" for one in ("framework", "version", "columns", "indicators", "weights", "value", "group")]
    + [
        f"after.rule.{one}"
        for one in (
            *("key", "label", "definition", "source", "ours", "root", "denominators", "goalposts", "weights"),
            *("aggregations", "formulas", "needs", "class_column", "treat_as"),
        )
    ]
)


@attrs.frozen(eq=False)
class Gathered:
    """Results of samples that were made by one rule, ready to be compared.

    Parameters
    ----------
    of
        Their kind.
    rounds
        The rounds, with the values that all have.
    values
        Who, measure and element of each value.
    pool
        The design that the rounds share.
    unit
        The column that names units in all; None for a repeated cross-section.
    times
        What each round is called; None for none.
    shared
        By group how many units are in all rounds; None where they are not known by name.
    lost
        What not all rounds have.
    moved, units
        Between two rounds of a panel: how many changed their class, and the scores of each unit.
    provenance, frame_library
        Where it comes from; the library of frames.
    """

    of: str
    rounds: tuple[Taken, ...]
    values: tuple[Value, ...]
    pool: Pool
    unit: str | None
    times: tuple[Any, ...]
    shared: Mapping[Any, int] | None
    lost: tuple[LostLine, ...]
    moved: tuple[Movement, ...]
    units: UnitChanges | None
    provenance: Provenance
    frame_library: Library | None

    @property
    def labels(self) -> dict[str, Text]:
        """What elements are called."""
        return {key: label for one in self.rounds for key, label in one.labels.items()}

    def terms(self) -> dict[Any, tuple[Term, ...]]:
        """For each group that all rounds have, its place in each.

        Raises
        ------
        InvalidInput
            If there is none.
        """
        places = [{label: i for i, label in enumerate(one.groups)} for one in self.rounds]
        found = {
            label: tuple((number, place[label]) for number, place in enumerate(places))
            for label in self.rounds[0].groups
            if all(label in place for place in places)
        }
        if not found:
            raise InvalidInput(apart("group", "$", self.rounds[0].groups, self.rounds[-1].groups))
        return found


def gathered(
    results: Sequence[Any], takens: Sequence[Taken], names: Mapping[str, str] | None, unit: str | None = None
) -> Gathered:
    """Results as rounds of the values that all have.

    Raises
    ------
    InvalidInput
        Where they were not made alike, or have nothing in common.
    """
    faults = [
        one
        for taken in takens[1:]
        for (name, old), (_, new) in zip(takens[0].made_by, taken.made_by, strict=True)
        for one in _differences(f"after.{name}", old, new)
        if names is None or one.where not in NAMED
    ]
    if faults:
        raise InvalidInput(faults)
    rounds, values, gone = aligned(takens, names or {})
    digest = "".join(str(one.provenance.digest) for one in results)
    library = next((one.frame_library for one in reversed(results) if one.frame_library), None)
    return Gathered(
        results[0].kind,
        rounds,
        values,
        Pool([one.round for one in rounds]),
        unit,
        (None,) * len(rounds),
        None,
        tuple(LostLine("element", key, reason) for key, reason in gone),
        (),
        None,
        attrs.evolve(results[-1].provenance, digest=digest),
        library,
    )


def apart(noun: str, where: str, first: Sequence[Any], second: Sequence[Any]) -> Fault:
    """The fault of keys that two rounds do not share; one of its own where they only look alike."""
    written = {str(one): one for one in second}
    for one in first:
        if type(written.get(str(one), one)) is not type(one):
            types = {"old": type(one).__name__, "new": type(written[str(one)]).__name__}
            return fault("other_types", where, noun=noun, given=str(one), **types)
    return fault("nothing_in_both", where, noun=noun, first=str(first[0]), second=str(second[0]))


def _differences(where: str, old: Any, new: Any) -> list[Fault]:
    """What two rounds were made by, where it differs; of two rules each field."""
    if old == new:
        return []
    if attrs.has(type(old)) and type(old) is type(new):
        names = [one.name for one in attrs.fields(type(old)) if one.eq]
        pairs = [(f"{where}.{name}", getattr(old, name), getattr(new, name)) for name in names]
    else:
        pairs = [(where, old, new)]
    return [
        fault("another_rule", at, given=_short(second), expected=_short(first))
        for at, first, second in pairs
        if first != second
    ]


def _short(value: Any) -> str:
    if isinstance(value, tuple):
        said = ", ".join("=".join(map(str, one)) if isinstance(one, tuple) else str(one) for one in value)
    else:
        said = str(value)
    said = said or "-"
    return said if len(said) < 80 else f"{said[:77]}..."


def not_grouped(by: str | None, *named: str | None) -> list[Fault]:
    """A fault where results were made by other groups than those that are asked for."""
    if by is None:
        return []
    return [fault("not_grouped", "by", given=by, expected=str(one)) for one in named if one != by][:1]


def gathered_countings(
    results: Sequence[CountingScores], unit: str | None, by: str | None, names: Mapping[str, str] | None
) -> Gathered:
    """Scores of counting; a panel of people shows in the covariance of the sampling units that all name."""
    faults = [] if unit is None else [fault("sums_only", "unit", given=unit)]
    faults += not_grouped(by, *(one.group_name for one in results))
    if faults:
        raise InvalidInput(faults)
    return gathered(results, [of_counting(one) for one in results], names)


def change_of_samples(both: Gathered, years: float | None, *, first: int = 0, last: int = 1) -> Change:
    """The change between two of the rounds."""
    terms = {label: (places[first], places[last]) for label, places in both.terms().items()}
    ends = both.rounds[first], both.rounds[last]
    times = both.times[first], both.times[last]
    span = span_of(*times) if years is None else years
    found = compared(both.pool, terms.values(), years=span, confidence=ends[0].confidence)
    lines: list[ChangeLine] = []
    for g, (label, pair) in enumerate(terms.items()):
        limits = found.low[g], found.high[g]
        n_both = None if both.shared is None else both.shared.get(label, 0)
        lines += _lines(both.pool, label, pair, both.values, found.found[g], limits, found.df[g], span, n_both)
    library = both.frame_library
    lost = [LostLine("group", one, "only_before") for one in ends[0].groups if one not in terms]
    lost += [LostLine("group", one, "only_after") for one in ends[1].groups if one not in terms]
    return Change(
        both.of,
        tuple(lines),
        None if None in times else times,
        span,
        both.unit,
        both.pool.shared_by(first, last),
        Movements(both.moved, library),
        LostLines((*lost, *both.lost), library),
        ends[0].confidence,
        both.provenance,
        library,
        pool=both.pool,
        terms=terms,
        values=both.values,
        labels=both.labels,
        units=both.units,
    )


def span_of(first: Any, second: Any) -> float | None:
    """The years between two times that are whole years; None where they are not, or run backwards."""
    both = years_of((first, second))
    return None if both is None or both[1] <= both[0] else float(both[1] - both[0])


def years_of(times: Iterable[Any]) -> list[int] | None:
    """Times that are whole years of four digits; None where one is not."""
    texts = [str(one) for one in times]
    return [int(one) for one in texts] if all(len(one) == 4 and one.isdecimal() for one in texts) else None


def _lines(
    pool: Pool,
    group: Any,
    pair: tuple[Term, Term],
    values: Iterable[Value],
    found: Changes,
    limits: tuple[Array, Array],
    df: int,
    years: float | None,
    n_both: int | None,
) -> Iterator[ChangeLine]:
    """The lines of a group."""
    columns: dict[str, list[float]] = {}
    for end, (number, place) in zip(("before", "after"), pair, strict=True):
        for name, what in ((end, "estimate"), (f"{end}_low", "low"), (f"{end}_high", "high"), (f"n_{end}", "n")):
            columns[name] = pool.rounds[number].told(place, what).tolist()
    columns |= {"absolute": found.absolute.tolist(), "se": found.absolute_se.tolist()}
    columns |= {"low": limits[0].tolist(), "high": limits[1].tolist()}
    columns |= {"relative": found.relative.tolist(), "relative_se": found.relative_se.tolist()}
    if years is not None:
        columns |= {"yearly": found.yearly.tolist(), "yearly_relative": found.yearly_relative.tolist()}
    for i, (who, measure, element) in enumerate(values):
        cells: dict[str, Any] = {name: _known(column[i]) for name, column in columns.items()}
        why = "no_before" if cells["before"] is None else "no_after" if cells["after"] is None else None
        why = "no_error" if why is None and cells["se"] is None else why
        yield ChangeLine(group, who, measure, element, n_both=n_both, df=df, why=why, **cells)


def _known(value: float) -> float | None:
    return None if value != value else value
