"""Change of samples: two rounds that covary through the sampling units that they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput, fault
from ...kernels.intervals import Changes
from ..cells import is_blank
from ..counting import CountingScores
from ..index import IndexScores
from ..pooling import Pool, Term, compared
from ..result import Library, Provenance
from ..sums import codes_of_keys
from .lines import Change, ChangeLine, LostLine, LostLines, Movement, Movements
from .taken import Taken, aligned, of_counting, of_index, refuse_by_table, together

__all__ = ["Both", "both_countings", "both_indices", "both_of", "change_of_samples", "lines_of"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]
Value = tuple[str, str, str | None]
CONFIDENCE = 0.95


@attrs.frozen(eq=False)
class Both:
    """Two results of samples, ready to be compared.

    Parameters
    ----------
    of
        Their kind.
    before, after
        The rounds.
    values
        Who, measure and element of each value.
    times
        What the two rounds are called.
    unit
        The column that names units in both; None for a repeated cross-section.
    in_both
        How many units of each group are in both; None where they are not known by name.
    moved
        How many changed their class.
    lost
        What stands in one round only.
    provenance
        Where it comes from.
    frame_library
        The library of frames.
    """

    of: str
    before: Taken
    after: Taken
    values: list[Value]
    times: tuple[Any, Any] | None
    unit: str | None
    in_both: dict[Any, int] | None
    moved: tuple[Movement, ...]
    lost: tuple[LostLine, ...]
    provenance: Provenance
    frame_library: Library | None


def both_countings(
    before: CountingScores, after: CountingScores, unit: str | None, by: str | None, names: Mapping[str, str] | None
) -> Both:
    """Two scores of counting; a panel of people shows in the covariance of the sampling units that both name."""
    faults: list[Fault] = [] if unit is None else [fault("sums_only", "unit", given=unit)]
    faults += [] if by is None else _not_grouped(by, before.group_name, after.group_name)
    if faults:
        raise InvalidInput(faults)
    return both_of(before, after, (of_counting(before), of_counting(after)), names)


def both_indices(
    before: IndexScores, after: IndexScores, unit: str | None, by: str | None, names: Mapping[str, str] | None
) -> Both:
    """Two scores of an index: the mean of their units at each node; in a panel of those that both know at it."""
    ends = before, after
    faults = [] if by is None else _not_grouped(by, before.group_name, after.group_name)
    faults += [one for which, scores in zip(("before", "after"), ends, strict=True) for one in _several(which, scores)]
    named = all(not isinstance(one.units, range) for one in ends)
    if unit is not None and not (named and before.unit_name == unit == after.unit_name):
        known = tuple(one.unit_name for one in ends if not isinstance(one.units, range))
        faults.append(fault("no_such", "unit", noun="column", given=unit, choices=known))
    if faults:
        raise InvalidInput(faults)
    refuse_by_table(before, after)
    shared = together(before.units, after.units) if named else (np.zeros(0, np.int64),) * 2
    if unit is not None and not len(shared[0]):
        told = {"first": str(before.units[0]), "second": str(after.units[0])}
        raise InvalidInput(fault("nothing_in_both", "unit", noun="unit", **told))
    rows = shared if unit is not None else (np.arange(len(before.units)), np.arange(len(after.units)))
    nodes = [(one, new) for one in before.nodes if (new := (names or {}).get(one, one)) in after.nodes]
    values = [
        np.column_stack([scores.scores[node[end]][at] for node in nodes]) if nodes else np.zeros((len(at), 0))
        for end, (scores, at) in enumerate(zip(ends, rows, strict=True))
    ]
    if unit is not None:
        known_in_both = ~np.isnan(values[0]) & ~np.isnan(values[1])
        values = [np.where(known_in_both, one, np.nan) for one in values]
    groups = _groups(ends, rows, by, panel=unit is not None)
    takens = [
        of_index(
            scores,
            scores.sample if unit is None else scores.sample.among(at),
            tuple(node[end] for node in nodes),
            each,
            group,
            CONFIDENCE,
        )
        for end, (scores, at, each, group) in enumerate(zip(ends, rows, values, groups, strict=True))
    ]
    found = both_of(before, after, (takens[0], takens[1]), names)
    lost = [LostLine("element", one, "only_before") for one in before.nodes if one not in [pair[0] for pair in nodes]]
    lost += [LostLine("element", one, "only_after") for one in after.nodes if one not in [pair[1] for pair in nodes]]
    return attrs.evolve(
        found,
        times=_times(before, after),
        unit=unit,
        in_both=_in_both(before, shared[0], by) if named else None,
        moved=_moved(before, after, shared, by) if unit is not None else (),
        lost=(*found.lost, *lost, *(_lost_units(before, after, shared) if unit is not None else ())),
    )


def both_of(before: Any, after: Any, takens: tuple[Taken, Taken], names: Mapping[str, str] | None) -> Both:
    """Two results as rounds of the values that both have; refused where they were not made alike."""
    if names is None:
        faults = [
            fault("another_rule", f"after.{name}", given=_short(new), expected=_short(old))
            for (name, old), (_, new) in zip(takens[0].made_by, takens[1].made_by, strict=True)
            if old != new
        ]
        if faults:
            raise InvalidInput(faults)
    first, second, values, lost = aligned(*takens, names or {})
    digests = f"{before.provenance.digest}{after.provenance.digest}"
    origin = attrs.evolve(after.provenance, digest=digests)
    library = after.frame_library or before.frame_library
    gone = tuple(LostLine("element", key, reason) for key, reason in lost)
    return Both(before.kind, first, second, values, None, None, None, (), gone, origin, library)


def _short(value: Any) -> str:
    said = value.key if hasattr(value, "key") else str(value)
    return said if len(said) < 80 else f"{said[:77]}..."


def _not_grouped(by: str, *named: str | None) -> list[Fault]:
    return [fault("not_grouped", "by", given=by, expected=str(one)) for one in named if one != by][:1]


def _several(which: str, scores: IndexScores) -> list[Fault]:
    """A fault where scores stand for several times."""
    known = sorted({str(one) for one in scores.times or ()})
    return [] if len(known) < 2 else [fault("several_rounds", which, count=len(known), times=", ".join(known[:5]))]


def _times(before: IndexScores, after: IndexScores) -> tuple[Any, Any] | None:
    first, second = (next((one for one in scores.times or () if not is_blank(one)), None) for scores in (before, after))
    return None if first is None or second is None else (first, second)


def _groups(
    ends: tuple[IndexScores, IndexScores], rows: tuple[Index, Index], by: str | None, *, panel: bool
) -> list[tuple[Index | None, tuple[Any, ...]]]:
    """The group of each row in either round; in a panel a unit stays in its first."""
    if by is None:
        return [(None, ("all",))] * 2
    named = [[(scores.groups or ())[row] for row in at.tolist()] for scores, at in zip(ends, rows, strict=True)]
    if panel:
        return [codes_of_keys(named[0])] * 2
    return [codes_of_keys(one) for one in named]


def _in_both(before: IndexScores, shared: Index, by: str | None) -> dict[Any, int]:
    """How many units of each group are in both rounds."""
    if by is None:
        return {"all": len(shared)}
    codes, labels = codes_of_keys([(before.groups or ())[row] for row in shared.tolist()])
    return dict(zip(labels, np.bincount(codes, minlength=len(labels)).tolist(), strict=True))


def _moved(
    before: IndexScores, after: IndexScores, shared: tuple[Index, Index], by: str | None
) -> tuple[Movement, ...]:
    """How many units rose and fell by class."""
    if not before.classes or before.classes != after.classes:
        return ()
    first, second = before.class_code[shared[0]], after.class_code[shared[1]]
    groups = [("all" if by is None else (before.groups or ())[row]) for row in shared[0].tolist()]
    codes, labels = codes_of_keys(groups)
    known = (first >= 0) & (second >= 0)
    found = []
    for place, label in enumerate(labels):
        here = known & (codes == place)
        counts = [int(np.count_nonzero(here & one)) for one in (second > first, second == first, second < first)]
        found.append(Movement(label, "class", counts[0], counts[1], counts[2], 0, sum(counts)))
    return tuple(found)


def _lost_units(before: IndexScores, after: IndexScores, shared: tuple[Index, Index]) -> Iterable[LostLine]:
    for scores, at, reason in ((before, shared[0], "only_before"), (after, shared[1], "only_after")):
        alone = np.ones(len(scores.units), bool)
        alone[at] = False
        yield from (LostLine("unit", scores.units[row], reason) for row in np.flatnonzero(alone).tolist())
    unscored = np.isnan(before.index[shared[0]]) | np.isnan(after.index[shared[1]])
    yield from (LostLine("unit", before.units[row], "not_scored") for row in shared[0][unscored].tolist())


def change_of_samples(both: Both, years: float | None) -> Change:
    """The lines of two rounds."""
    first, second = both.before, both.after
    place = {label: i for i, label in enumerate(second.groups)}
    terms: dict[Any, tuple[Term, Term]] = {
        label: ((0, i), (1, place[label])) for i, label in enumerate(first.groups) if label in place
    }
    if not terms:
        told = {"first": str(first.groups[0]), "second": str(second.groups[0])}
        raise InvalidInput(fault("nothing_in_both", "$", noun="group", **told))
    span = _span(both.times) if years is None else years
    pool = Pool((first.round, second.round))
    found = compared(pool, terms.values(), years=span, confidence=first.confidence)
    lines: list[ChangeLine] = []
    for g, (label, pair) in enumerate(terms.items()):
        limits = found.low[g], found.high[g]
        n_both = None if both.in_both is None else both.in_both.get(label, 0)
        lines += lines_of(pool, label, pair, both.values, found.found[g], limits, found.df[g], span, n_both)
    lost = [LostLine("group", one, "only_before") for one in first.groups if one not in place]
    lost += [LostLine("group", one, "only_after") for one in second.groups if one not in terms]
    library = both.frame_library
    return Change(
        both.of,
        tuple(lines),
        both.times,
        span,
        both.unit,
        pool.shared,
        Movements(both.moved, library),
        LostLines((*lost, *both.lost), library),
        first.confidence,
        both.provenance,
        library,
        None,
        pool,
        terms,
        {**first.labels, **second.labels},
    )


def _span(times: tuple[Any, Any] | None) -> float | None:
    """The years between two times that are whole years; None where they are not, or run backwards."""
    if times is None:
        return None
    texts = [str(one) for one in times]
    if not all(len(one) == 4 and one.isdigit() for one in texts):
        return None
    years = int(texts[1]) - int(texts[0])
    return float(years) if years > 0 else None


def lines_of(
    pool: Pool,
    group: Any,
    pair: tuple[Term, Term],
    values: Sequence[Value],
    found: Changes,
    limits: tuple[Array, Array],
    df: int,
    years: float | None,
    n_both: int | None,
) -> Iterator[ChangeLine]:
    """The lines of a group."""
    ends = {
        f"{end}{suffix}": pool.rounds[number].told(place, what).tolist()
        for end, (number, place) in zip(("before", "after"), pair, strict=True)
        for what, suffix in (("estimate", ""), ("low", "_low"), ("high", "_high"))
    }
    ends |= {
        f"n_{end}": pool.rounds[number].told(place, "n").tolist()
        for end, (number, place) in zip(("before", "after"), pair, strict=True)
    }
    columns = ends | {
        "absolute": found.absolute.tolist(),
        "se": found.absolute_se.tolist(),
        "low": limits[0].tolist(),
        "high": limits[1].tolist(),
        "relative": found.relative.tolist(),
        "relative_se": found.relative_se.tolist(),
    }
    if years is not None:
        columns |= {"yearly": found.yearly.tolist(), "yearly_relative": found.yearly_relative.tolist()}
    for i, (who, measure, element) in enumerate(values):
        cells = {name: None if column[i] != column[i] else column[i] for name, column in columns.items()}
        why = "no_before" if cells["before"] is None else "no_after" if cells["after"] is None else None
        why = "no_error" if why is None and cells["se"] is None else why
        yield ChangeLine(group, who, measure, element, n_both=n_both, df=df, why=why, **cells)
