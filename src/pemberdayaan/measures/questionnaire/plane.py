"""Importance and performance: each item in one of four quadrants, cut at the grand means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar

import attrs

from ...errors import Fault, InvalidInput, fault
from ...model.fields import as_keys
from ...model.rules import Missing
from ..result import Library, Provenance, Result, Row, digest_of, plain
from .answers import as_exact, as_policy, read_answers
from .counted import FEW, Caution, Lost, few, noted, one_of

__all__ = ["ImportancePerformance", "PlanePoint", "Quadrant", "importance_performance"]

Means = Mapping[str, float] | Sequence[float]
Columns = Mapping[str, str] | Sequence[str]


class Quadrant(StrEnum):
    """What to do about an item; in files and rows by its letter."""

    FIRST_PRIORITY = "A"
    KEEP_UP = "B"
    LOW_PRIORITY = "C"
    EXCESS = "D"


@attrs.frozen
class PlanePoint:
    """One item on the plane.

    Parameters
    ----------
    item
        Its key.
    importance, performance
        Its means.
    gap
        Performance less importance.
    quadrant
        A first priority, B keep up, C low priority, D excess.
    on_line
        True if one of its means is exactly the grand mean, which counts as high.
    n_importance, n_performance
        How many answered; None where only the means are known.
    cautions
        What a reader must know beside it.
    """

    item: str
    importance: Fraction
    performance: Fraction
    gap: Fraction
    quadrant: Quadrant
    on_line: bool
    n_importance: int | None
    n_performance: int | None
    cautions: tuple[Caution, ...] = ()


@attrs.frozen(repr=False)
class ImportancePerformance(Result):
    """The plane of importance and performance.

    Parameters
    ----------
    importance, performance
        The grand means: the means of the items' means; the lines of the plane.
    points
        One for each item.
    missing
        What became of missing answers; None where only means are known.
    lost
        Who was left out of what, and why.
    provenance, frame_library
        Where it comes from; the library that `to_frame` gives.
    weighted
        Whether respondents had weights.
    """

    kind: ClassVar[str] = "importance_performance"

    importance: Fraction
    performance: Fraction
    points: tuple[PlanePoint, ...]
    missing: Missing | None
    lost: tuple[Lost, ...]
    provenance: Provenance
    frame_library: Library | None = None
    weighted: bool = False

    def __getitem__(self, item: str) -> PlanePoint:
        """The point of an item."""
        return one_of({point.item: point for point in self.points}, item)

    def rows(self) -> list[Row]:
        """One row for each item."""
        return [
            {
                "item": point.item,
                "importance": plain(point.importance),
                "performance": plain(point.performance),
                "gap": plain(point.gap),
                "quadrant": point.quadrant.value,
                "on_line": point.on_line,
                "n_importance": point.n_importance,
                "n_performance": point.n_performance,
                "note": noted(point.cautions),
            }
            for point in self.points
        ]

    def __repr__(self) -> str:
        said = [
            f"{one.value} {', '.join(point.item for point in self.points if point.quadrant is one) or '-'}"
            for one in Quadrant
        ]
        return f"ImportancePerformance: {'; '.join(said)}"


def importance_performance(
    data: Any = None,
    *,
    importance: Columns | Means,
    performance: Columns | Means,
    low: int | None = None,
    high: int | None = None,
    missing: Missing | str = Missing.RAISE,
) -> ImportancePerformance:
    """The quadrant of each item: what matters and is done badly comes first.

    An item is high on an axis if its mean is at or above the grand mean there: high importance and low performance is A
    (first priority), both high B (keep up), both low C (low priority), low importance and high performance D (excess).
    A point on a line counts as high and is marked. It takes the answers for an interval scale.

    Parameters
    ----------
    data
        A frame or a `Population`, one row for each respondent; read through its matrix; weighted if its design is.
        None if the means are given themselves.
    importance, performance
        With data, the columns: mappings from items to columns, or two lists in the same order of items, which then are
        called as the columns of performance. Without, the means: mappings from items to numbers, or two lists, whose
        items are called ``"1"``, ``"2"``, ...; a decimal is read as it is written.
    low, high
        The ends of the scale of answers, needed with data.
    missing
        ``"raise"``, or ``"skip"``: each mean by the answers that there are.

    Raises
    ------
    InvalidInput
        If the two do not have the same items, or as in `class_results`.

    References
    ----------
    Martilla, J. A. and James, J. C. (1977). Importance-performance analysis. Journal of Marketing 41(1), 77-79.

    Examples
    --------
    >>> plane = importance_performance(importance={"air": 4.5, "jalan": 4.0}, performance={"air": 3.9, "jalan": 4.2})
    >>> plane["air"].quadrant.name, plane["jalan"].quadrant.name
    ('FIRST_PRIORITY', 'EXCESS')
    """
    policy = as_policy(missing)
    items, first, second = _paired(importance, performance, columns=data is not None)
    if data is None:
        axes = _Axis(_means(first, "importance")), _Axis(_means(second, "performance"))
        origin = Provenance(rule=("importance_performance",), digest=digest_of((items, *axes)))
        return ImportancePerformance(axes[0].line, axes[1].line, _points(items, *axes), None, (), origin)
    if low is None or high is None:
        absent = [name for name, value in (("low", low), ("high", high)) if value is None]
        raise InvalidInput([fault("missing_key", name, given=name) for name in absent])
    names = as_keys([*map(str, first), *map(str, second)])
    answers = read_answers(data, names, low=low, high=high, missing=missing)
    pools = answers.each()
    weighs, does = (
        _Axis(tuple(one.mean for one in axis), tuple(one.n for one in axis))
        for axis in (pools[: len(items)], pools[len(items) :])
    )
    return ImportancePerformance(
        weighs.line,
        does.line,
        _points(items, weighs, does),
        policy,
        answers.lost,
        answers.provenance(rule=("importance_performance",)),
        answers.columns.library,
        answers.weights is not None,
    )


@attrs.frozen
class _Axis:
    """The means of the items on one axis, and how many answered where that is known."""

    means: tuple[Fraction, ...]
    counts: tuple[int, ...] = ()

    @property
    def line(self) -> Fraction:
        return sum(self.means, Fraction()) / len(self.means)


def _points(items: Sequence[str], weighs: _Axis, does: _Axis) -> tuple[PlanePoint, ...]:
    points = []
    for i, (item, important, done) in enumerate(zip(items, weighs.means, does.means, strict=True)):
        asked, told = (axis.counts[i] if axis.counts else None for axis in (weighs, does))
        points.append(
            PlanePoint(
                item,
                important,
                done,
                done - important,
                _QUADRANTS[important >= weighs.line, done >= does.line],
                important == weighs.line or done == does.line,
                asked,
                told,
                few(min(n for n in (asked, told, FEW) if n is not None)),
            )
        )
    return tuple(points)


# By whether importance is high, and performance.
_QUADRANTS = {
    (True, False): Quadrant.FIRST_PRIORITY,
    (True, True): Quadrant.KEEP_UP,
    (False, False): Quadrant.LOW_PRIORITY,
    (False, True): Quadrant.EXCESS,
}


def _paired(
    importance: Columns | Means, performance: Columns | Means, *, columns: bool
) -> tuple[tuple[str, ...], list[Any], list[Any]]:
    """The items, and what stands for each on the two axes."""
    if isinstance(importance, Mapping) and isinstance(performance, Mapping):
        faults = [
            fault("no_such", f"{where}.{key}", noun="item", given=key, choices=tuple(there))
            for where, here, there in (
                ("importance", importance, performance),
                ("performance", performance, importance),
            )
            for key in here
            if key not in there
        ]
        if faults:
            raise InvalidInput(faults)
        items = tuple(map(str, performance))
        first, second = [importance[key] for key in performance], list(performance.values())
    else:
        first, second = list(_listed(importance)), list(_listed(performance))
        if len(first) != len(second):
            said = {"given": len(first), "other": len(second)}
            raise InvalidInput(fault("unequal", "performance", first="importance", second="performance", **said))
        items = tuple(str(one) if columns else str(i + 1) for i, one in enumerate(second))
    if not items:
        raise InvalidInput(fault("too_few", "importance", given=0, noun="items", least=1))
    return items, first, second


def _listed(values: Columns | Means) -> list[Any]:
    if isinstance(values, str):
        return [values]
    return list(values.values() if isinstance(values, Mapping) else values)


def _means(values: Sequence[Any], where: str) -> tuple[Fraction, ...]:
    means: list[Fraction] = []
    faults: list[Fault] = []
    for i, value in enumerate(values):
        try:
            means.append(as_exact(value))
        except InvalidInput as error:
            faults += [one.under(f"{where}[{i}]") for one in error.faults]
    if faults:
        raise InvalidInput(faults)
    return tuple(means)
