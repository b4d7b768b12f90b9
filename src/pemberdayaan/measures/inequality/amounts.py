"""Amounts of a population with their groups and sampling units, ready for the kernels of inequality."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput, fault
from ...model.fields import wrong_type
from ..cells import cell_fault
from ..design import Design
from ..drawing import draw_faults
from ..population import Columns, Population, rounds_faults
from ..result import Library
from ..sampling import Sample, sample_of
from ..sums import codes_of_keys

__all__ = ["Amounts", "amounts_of", "asked_faults", "complete_rows", "placed", "where_defined"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

NAN = float("nan")
# More steps than any curve can show; a slip of some zeros would fill the memory.
MOST_POINTS = 100_000
# Why a measure is not defined: as kernels say it of groups, and as it is said of a column.
_REASONS = {
    "nothing_to_share": "undefined_total",
    "zero_amounts": "undefined_zero",
    "nothing_below": "undefined_bottom",
    "one_row": "undefined_single",
    "empty_groups": "undefined_weight",
}


@attrs.frozen(eq=False)
class Amounts:
    """One amount a row, those without one left out.

    Parameters
    ----------
    values, groups
        Shape (n,): the amounts, and the group of each (None for one).
    labels
        What each group is called.
    sample
        What each row counts for, and its sampling unit.
    missing
        How many rows have no amount.
    digest
        A digest of what was read.
    library
        The library of results.
    others
        Shape (n, columns): the other columns that were asked for.
    """

    values: Array
    groups: Index | None
    labels: tuple[Any, ...]
    sample: Sample
    missing: int
    digest: str
    library: Library | None
    others: Array

    @property
    def weights(self) -> Array | None:
        """What each row counts for; None for 1."""
        return self.sample.weights

    @property
    def n_groups(self) -> int:
        """How many groups there are."""
        return len(self.labels)

    @property
    def n(self) -> Index:
        """Rows by group."""
        if self.groups is None:
            return np.array([len(self.values)])
        return np.bincount(self.groups, minlength=self.n_groups).astype(np.int64)

    @property
    def said(self) -> dict[str, Any]:
        """Weights and groups, as kernels take them."""
        return {"weights": self.weights, "groups": self.groups, "n_groups": self.n_groups}

    def errors(self, influence: Array) -> tuple[Array, Index]:
        """The errors of measures by group, from what each row adds; NaN where no spread of units tells any."""
        return self.sample.errors(influence, self.groups, self.n_groups)


def asked_faults(confidence: float, *, points: Any = 2, draws: Any = 2) -> list[Fault]:
    """What is wrong with the level of an interval, the steps of a curve and the number of draws, in every verb alike.

    Parameters
    ----------
    confidence
        In (0, 1).
    points, draws
        Whole numbers of at least 2; points at most `MOST_POINTS`.
    """
    faults = draw_faults(draws, confidence)
    if not any(one.where == "draws" for one in faults) and draws < 2:
        faults.append(fault("out_of_range", "draws", given=draws, low=2, high="..."))
    if not isinstance(points, int) or isinstance(points, bool) or not 2 <= points <= MOST_POINTS:
        faults.append(fault("out_of_range", "points", given=points, low=2, high=MOST_POINTS))
    return faults


@contextmanager
def placed(value: str, given: str) -> Iterator[None]:
    """Faults of a kernel, as faults of the column and of the measure that were asked for."""
    try:
        yield
    except InvalidInput as error:
        raise InvalidInput([_placed(one, value, given) for one in error.faults]) from None


def _placed(one: Fault, value: str, given: str) -> Fault:
    if one.code in _REASONS:
        return fault(_REASONS[one.code], f"$.{value}", given=given)
    return attrs.evolve(one, where=f"$.{value}") if one.where == "values" else one


def where_defined(find: Callable[..., Array], value: str, given: str) -> Array:
    """A measure by group, NaN where it is not defined; raised if that is so for all.

    Parameters
    ----------
    find
        Gives the measure, with what stands for one that is not defined as ``undefined``; None raises.
    value, given
        The column, and what the measure is called.
    """
    with placed(value, given):
        found = find(undefined=NAN)
        return find(undefined=None) if np.isnan(found).all() else found


def complete_rows(
    population: Population,
    amounts: tuple[str, ...],
    others: tuple[str, ...] = (),
    *,
    beside: tuple[str, ...] = (),
    by: str | None = None,
) -> tuple[Columns, NDArray[np.bool_]]:
    """Some columns of one round, and which rows have a number in all of them.

    Parameters
    ----------
    population
        Where they stand.
    amounts, others
        The columns that are at least 0, and those that may have any sign.
    beside
        Columns that rows may lack.
    by
        The column of groups; that of the time keeps rounds apart.

    Raises
    ------
    InvalidInput
        For a negative amount, several rounds, or no complete row; and as `Population.matrix`.
    """
    homes = population.pairs.household if population.pairs is not None else ()
    texts = dict.fromkeys([*homes, *([by] if by is not None else [])])
    columns = population.matrix((*amounts, *others, *beside), texts=texts)
    faults: list[Fault] = []
    for j, name in enumerate(amounts):
        below = np.flatnonzero(columns.values[:, j] < 0)
        if below.size:
            faults.append(cell_fault("negative_amounts", name, columns.named(below)))
    if by is None or population.column(by) != population.time:
        faults += rounds_faults(columns.times or (), population.time)
    if faults:
        raise InvalidInput(faults)
    kept = np.asarray(~np.isnan(columns.values[:, : len(amounts) + len(others)]).any(axis=1))
    if not kept.any():
        asked = [*amounts, *others]
        place = f"$.{asked[0]}" if len(asked) == 1 else "$"
        raise InvalidInput(fault("no_complete_row", place, given=", ".join(asked)))
    return columns, kept


def amounts_of(population: Population, value: str, by: str | None, others: tuple[str, ...] = ()) -> Amounts:
    """One amount of a population, by groups; rows that lack it, or one of the others, are left out."""
    asked: list[tuple[str, Any]] = [
        ("value", value),
        *(("ranked_by", one) for one in others),
        *([("by", by)] if by is not None else []),
    ]
    if wrong := [wrong_type(one, "text").under(where) for where, one in asked if not isinstance(one, str)]:
        raise InvalidInput(wrong)
    design = population.design or Design()
    fpc = (design.fpc,) if design.fpc is not None else ()
    columns, kept = complete_rows(population, (value,), others, beside=fpc, by=by)
    household = population.pairs.household if population.pairs is not None else ()
    sample = sample_of(columns, population.design, household=household, named=population.unit is not None)
    groups, labels = (None, ("all",)) if by is None else codes_of_keys(columns.texts[by])
    return Amounts(
        np.ascontiguousarray(columns.values[kept, 0]),
        None if groups is None else groups[kept],
        labels,
        sample.kept(kept),
        int((~kept).sum()),
        columns.digest(),
        columns.library,
        columns.values[kept, 1 : 1 + len(others)],
    )
