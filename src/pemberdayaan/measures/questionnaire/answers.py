"""Answers on a scale of whole numbers: read once, checked, counted; what is left out is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput, fault
from ...kernels.classes import equal_class
from ...kernels.tallies import lower_median, tally, upper_median
from ...model.fields import as_fraction, as_keys
from ...model.rules import Missing, as_missing
from ..cells import ANSWERED, KINDS, cell_fault, row_faults
from ..population import Columns, one_round, population_of
from ..result import Provenance, digest_of, plain
from .counted import AnswerCounts, Count, Edge, Lost

__all__ = [
    "TOTAL",
    "Answers",
    "Pool",
    "as_exact",
    "as_policy",
    "check_lines",
    "classes_of",
    "empty_faults",
    "grouped",
    "listed",
    "lost_answers",
    "read_answers",
    "whole_number",
]

TOTAL = "total"

# A scale of more steps is none that somebody answers on.
STEPS = 1000


@attrs.frozen
class Pool:
    """The answers to one or several items, put together.

    Parameters
    ----------
    name
        The item, the variable, or ``"total"``.
    items
        How many items.
    n
        How many respondents.
    weight
        What they count for; n without weights.
    counts, shares
        What the answers count for, lowest first, and their shares.
    sum
        The sum of the answers, by weight.
    median, median_high
        The lower and the upper median of the answers; different only if the middle falls between two.
    """

    name: str
    items: int
    n: int
    weight: Fraction
    counts: tuple[Fraction, ...]
    shares: tuple[Fraction, ...]
    sum: Fraction
    median: int
    median_high: int

    @property
    def mean(self) -> Fraction:
        """The mean of the answers."""
        return self.sum / (self.weight * self.items)


@attrs.frozen(eq=False)
class Answers:
    """Columns of answers on one scale, checked.

    Parameters
    ----------
    columns
        As they came in.
    low, high
        The ends of the scale.
    reverse
        The items that are turned around.
    counts
        Shape (items, steps): what each answer counts for, turned where the item is.
    weights, unit
        The weights as counted, and what a weight of 1 became there.
    lost
        The answers that are missing, where they are skipped.
    """

    columns: Columns
    low: int
    high: int
    reverse: tuple[str, ...]
    counts: NDArray[np.float64]
    weights: NDArray[np.float64] | None
    unit: int
    lost: tuple[Lost, ...]

    def each(self) -> list[Pool]:
        """The answers to each item: of all who gave one."""
        gaps = self.columns.gaps
        return self._pools(self.columns.names, self.counts, 1, [self.columns.rows - one for one in gaps])

    def pool(self, name: str, items: Sequence[str]) -> tuple[Pool, tuple[Lost, ...]]:
        """The answers to several items: of those who answered all of them."""
        chosen = [self.columns.names.index(item) for item in items]
        gapped = [column for column in chosen if self.columns.gaps[column]]
        counts, n = self.counts[chosen], self.columns.rows
        lost: tuple[Lost, ...] = ()
        if gapped:
            empty: NDArray[np.bool_] = np.asarray(self.columns.kinds[:, gapped].any(axis=1))
            rows = np.flatnonzero(empty)
            n -= len(rows)
            if not n:
                raise InvalidInput(fault("no_complete", f"$.{name}", given=name))
            cells = [self.columns.cells[column] for column in chosen]
            counts = tally(cells, self.low, self.high, weights=self.weights, rows=np.logical_not(empty))
            turned = [item in self.reverse for item in items]
            counts[turned] = counts[turned, ::-1]
            lost = (Lost(name, "incomplete", self.columns.named(rows)),)
        pools = self._pools([name], counts.sum(axis=0, keepdims=True), len(chosen), [n])
        return pools[0], lost

    def _pools(
        self, names: Sequence[str], counts: NDArray[np.float64], items: int, respondents: Sequence[int]
    ) -> list[Pool]:
        """What rows of counts say; sums of weights that are no decimals are taken as the fractions that they are."""
        with np.errstate(invalid="ignore"):
            exact: NDArray[Any] = counts.astype(np.int64)
        unit = self.unit
        if (exact != counts).any():
            fractions = [Fraction(one) for one in counts.reshape(-1).tolist()]
            common = lcm(*(one.denominator for one in fractions))
            exact = np.array([int(one * common) for one in fractions], dtype=object).reshape(counts.shape)
            unit *= common
        empty = [name for name, whole in zip(names, exact.sum(axis=1).tolist(), strict=True) if not whole]
        if empty:
            raise InvalidInput([fault("weights_zero", f"$.{name}") for name in empty])
        pools: list[Pool] = []
        medians = zip(lower_median(exact).tolist(), upper_median(exact).tolist(), strict=True)
        for name, row, n, (lower, upper) in zip(names, exact.tolist(), respondents, medians, strict=True):
            whole = sum(row)
            pools.append(
                Pool(
                    name,
                    items,
                    n,
                    Fraction(whole, unit * items),
                    tuple(Fraction(one, unit) for one in row),
                    tuple(Fraction(one, whole) for one in row),
                    Fraction(sum(one * (self.low + step) for step, one in enumerate(row)), unit),
                    self.low + lower,
                    self.low + upper,
                )
            )
        return pools

    def counted(self, pools: Iterable[Pool], levels: Sequence[str | None] | None = None) -> AnswerCounts:
        """The answers of some pools, counted; with the levels of a ladder, lowest first."""
        keys = levels or [None] * (self.high - self.low + 1)
        return AnswerCounts(
            tuple(
                Count(one.name, self.low + step, keys[step], count, share)
                for one in pools
                for step, (count, share) in enumerate(zip(one.counts, one.shares, strict=True))
            ),
            self.columns.library,
        )

    def provenance(self, **said: Any) -> Provenance:
        """Where a result comes from that was made of these counts."""
        return Provenance(
            digest=digest_of((self.columns.names, self.low, self.high, self.reverse, self.counts.tolist(), self.unit)),
            **said,
        )


def as_policy(missing: Missing | str) -> Missing:
    """The policies that are defined for a questionnaire: raise and skip."""
    policy = as_missing(missing)
    if policy not in (Missing.RAISE, Missing.SKIP):
        raise InvalidInput(fault("policy", "missing", given=str(policy), choices=("raise", "skip")))
    return policy


def as_exact(value: Any) -> Fraction:
    """An exact number; also one of numpy, or a decimal."""
    if isinstance(value, np.integer):
        return Fraction(int(value))
    if isinstance(value, np.floating):
        return as_fraction(float(str(value)))
    if isinstance(value, Decimal) and value.is_finite():
        return Fraction(value)
    return as_fraction(value)


def listed(names: Any, where: str = "items") -> tuple[str, ...]:
    """One name, or several in their order; a set has none."""
    try:
        return as_keys(tuple(names) if isinstance(names, Iterable) and not isinstance(names, (str, Set)) else names)
    except InvalidInput as error:
        raise InvalidInput([one.under(where) for one in error.faults]) from None


def check_lines(names: Iterable[str]) -> None:
    """Refuse names that two lines of a result would have, of which one is the total."""
    lines = [*names, TOTAL]
    twice = dict.fromkeys(one for one in lines if lines.count(one) > 1)
    if twice:
        raise InvalidInput([fault("name_taken", f"$.{one}", given=one) for one in twice])


def whole_number(value: float | str | Fraction, where: str) -> int:
    """A whole number, in whatever way it is written."""
    try:
        number = as_exact(value)
    except InvalidInput as error:
        raise InvalidInput([one.under(where) for one in error.faults]) from None
    if number.denominator != 1:
        raise InvalidInput(fault("not_whole", where, given=str(value)))
    return number.numerator


def grouped(
    data: Any,
    items: Sequence[str] | str | Mapping[str, Sequence[str] | str] | None,
) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The items in order, by default those of the population; and those of each variable where they come by it."""
    items = population_of(data).keys if items is None else items
    groups = {str(key): listed(value, str(key)) for key, value in items.items()} if isinstance(items, Mapping) else {}
    names = tuple(item for group in groups.values() for item in group) if groups else listed(items)
    faults = [fault("empty", f"$.{key}") for key, group in groups.items() if not group]
    faults += [fault("repeated_key", f"$.{one}", given=one) for i, one in enumerate(names) if one in names[:i]]
    if not names:
        faults.append(fault("too_few", "items", given=0, noun="items", least=1))
    if faults:
        raise InvalidInput(faults)
    return names, groups


def read_answers(
    data: Any,
    names: Sequence[str],
    *,
    low: float,
    high: float,
    reverse: Iterable[str] = (),
    missing: Missing | str = Missing.RAISE,
) -> Answers:
    """The named columns as answers on a scale of whole numbers.

    Parameters
    ----------
    data
        A frame or a `Population`, one row for each respondent.
    names
        The items.
    low, high
        The ends of the scale, whole numbers.
    reverse
        Items that are turned around: low + high - x.
    missing
        ``"raise"`` or ``"skip"``.

    Raises
    ------
    InvalidInput
        For an answer outside the scale or between its steps, a missing one unless it is skipped, an item that nobody
        answered; all at once, with columns and rows.
    """
    policy = as_policy(missing)
    ends = whole_number(low, "low"), whole_number(high, "high")
    if ends[0] >= ends[1]:
        raise InvalidInput(fault("reversed", "high", first=ends[0], last=ends[1]))
    if ends[1] - ends[0] > STEPS:
        raise InvalidInput(fault("out_of_range", "high", given=ends[1], low=ends[0] + 1, high=ends[0] + STEPS))
    turned = listed(reverse, "reverse")
    unknown = [one for one in turned if one not in names]
    if unknown:
        raise InvalidInput(
            [fault("no_such", "reverse", noun="item", given=one, choices=tuple(names)) for one in unknown]
        )
    columns = one_round(data, names)
    counts = tally(columns.cells, *ends)
    faults = [*_outside(columns, counts, ends), *empty_faults(columns, policy)]
    if faults:
        raise InvalidInput(faults)
    weights, unit = whole_weights(columns.weights)
    if weights is not None:
        counts = tally(columns.cells, *ends, weights=weights)
    turn = [name in turned for name in columns.names]
    counts[turn] = counts[turn, ::-1]
    return Answers(columns, *ends, turned, counts, weights, unit, lost_answers(columns))


def _outside(columns: Columns, counts: NDArray[np.float64], ends: tuple[int, int]) -> list[Fault]:
    faults: list[Fault] = []
    low, high = ends
    answered = [columns.rows - gap for gap in columns.gaps]
    for name, cells, counted, expected in zip(
        columns.names, columns.cells, counts.sum(axis=1).tolist(), answered, strict=True
    ):
        if counted == expected:
            continue
        for code, wrong in (
            ("cell_scale", (cells < low) | (cells > high)),
            ("cell_whole", (cells > low) & (cells < high) & (cells != np.floor(cells))),
        ):
            rows = np.flatnonzero(wrong)
            found: dict[Any, list[Any]] = {}
            for given, unit in zip(cells[rows].tolist(), columns.named(rows), strict=True):
                found.setdefault(plain(given), []).append(unit)
            said = {"low": low, "high": high}
            faults += [attrs.evolve(one, values={**one.values, **said}) for one in row_faults(code, name, found)]
    return faults


def empty_faults(columns: Columns, policy: Missing) -> list[Fault]:
    """The columns without any answer, and those with gaps unless these are skipped."""
    faults: list[Fault] = []
    for j, (name, gap) in enumerate(zip(columns.names, columns.gaps, strict=True)):
        if gap == columns.rows:
            faults.append(fault("all_missing", f"$.{name}"))
        elif gap and policy is Missing.RAISE:
            rows = columns.named(np.flatnonzero(columns.kinds[:, j] != ANSWERED))
            faults.append(cell_fault("cell_none", name, rows))
    return faults


def lost_answers(columns: Columns) -> tuple[Lost, ...]:
    """The answers that are missing, by item and reason."""
    found: list[Lost] = []
    for j, (name, gap) in enumerate(zip(columns.names, columns.gaps, strict=True)):
        if not gap:
            continue
        rows = np.flatnonzero(columns.kinds[:, j] != ANSWERED)
        kinds = columns.kinds[rows, j]
        for code, reason in enumerate(KINDS, start=1):
            of_kind = rows[kinds == code]
            if len(of_kind):
                found.append(Lost(name, reason, columns.named(of_kind)))
    return tuple(found)


def whole_weights(weights: NDArray[np.float64] | None) -> tuple[NDArray[np.float64] | None, int]:
    """Weights of up to six decimals as whole numbers, so that their sums are exact, and what a weight of 1 became."""
    if weights is None:
        return None, 1
    for unit in (10**digits for digits in range(7)):
        with np.errstate(over="ignore"):
            whole = np.rint(weights * unit)
        if whole.sum() < 2**52 and (whole / unit == weights).all():
            return whole, unit
    return weights, 1


def classes_of(pools: Sequence[Pool], low: int, high: int, classes: int, edge: Edge) -> list[int]:
    """The class of each sum in the range that it can have, decided in whole numbers."""
    sums: list[list[int]] = []
    for one in pools:
        size = one.weight * one.items
        common = lcm(one.sum.denominator, size.denominator)
        whole = int(size * common)
        sums.append([int(one.sum * common), whole * low, whole * high])
    totals, lows, highs = np.array(sums, dtype=object).T
    return [int(one) for one in equal_class(totals, lows, highs, classes, edge=edge.value)]
