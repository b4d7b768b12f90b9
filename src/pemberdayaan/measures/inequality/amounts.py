"""Amounts of a population with their groups and sampling units, ready for the kernels of inequality."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput, fault
from ...kernels.influence_design import influence_errors
from ...kernels.survey_design import design_cells, sampling_units
from ..cells import cell_fault, is_blank
from ..design import Design
from ..drawing import draw_faults
from ..population import Columns, Population, rounds_faults
from ..result import Library
from ..sampling import drawn_fractions, lonely_faults
from ..sums import codes_of_keys

__all__ = ["Amounts", "amounts_of", "asked_faults", "complete_rows", "placed", "where_defined"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

NAN = float("nan")
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
    values, weights, groups
        Shape (n,): the amounts, what each row counts for (None for 1), and the group of each (None for one).
    labels
        What each group is called.
    units
        Shape (n,): the sampling unit of each row.
    strata
        Shape (units,): the stratum of each unit, those without an amount too.
    single_psu
        What a stratum with a single unit adds.
    missing
        How many rows have no amount.
    digest
        A digest of what was read.
    library
        The library of results.
    others
        Shape (n, columns): the other columns that were asked for.
    fractions
        Shape (strata,): the share of the units of each stratum that was drawn; None where it is not said.
    """

    values: Array
    weights: Array | None
    groups: Index | None
    labels: tuple[Any, ...]
    units: Index
    strata: Index
    single_psu: str
    missing: int
    digest: str
    library: Library | None
    others: Array
    fractions: Array | None = None

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
        found = influence_errors(
            influence,
            self.units,
            self.strata,
            weights=self.weights,
            groups=self.groups,
            n_groups=self.n_groups,
            single_psu=self.single_psu,
            fractions=self.fractions,
        )
        # A row without weight adds nothing, so its unit says nothing of the spread.
        here = np.arange(len(self.units)) if self.weights is None else np.flatnonzero(self.weights > 0)
        groups = None if self.groups is None else self.groups[here]
        cells = design_cells(groups, self.units[here], n_groups=self.n_groups, n_units=len(self.strata))
        several = np.bincount(cells.groups, minlength=self.n_groups) > 1
        return np.where((several & (found.df > 0))[:, np.newaxis], found.se, NAN), found.df


def asked_faults(confidence: float, *, points: Any = 2, draws: Any = 2) -> list[Fault]:
    """What is wrong with the level of an interval, the steps of a curve and the number of draws, in every verb alike.

    Parameters
    ----------
    confidence
        In (0, 1).
    points, draws
        Whole numbers of at least 2.
    """
    faults = draw_faults(draws, confidence)
    if not any(one.where == "draws" for one in faults) and draws < 2:
        faults.append(fault("out_of_range", "draws", given=draws, low=2, high="..."))
    if not isinstance(points, int) or isinstance(points, bool) or points < 2:
        faults.append(fault("out_of_range", "points", given=points, low=2, high="..."))
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
    design = population.design or Design()
    fpc = (design.fpc,) if design.fpc is not None else ()
    columns, kept = complete_rows(population, (value,), others, beside=fpc, by=by)
    units, strata = _units(columns, population)
    policy = design.single_psu.value if population.design is not None else "skip"
    lonely = lonely_faults(np.bincount(strata), columns.strata_named) if policy == "raise" else []
    if lonely:
        raise InvalidInput(lonely)
    groups, labels = (None, ("all",)) if by is None else codes_of_keys(columns.texts[by])
    return Amounts(
        np.ascontiguousarray(columns.values[kept, 0]),
        None if columns.weights is None else columns.weights[kept],
        None if groups is None else groups[kept],
        labels,
        units[kept],
        strata,
        "skip" if policy == "raise" else policy,
        int((~kept).sum()),
        columns.digest(),
        columns.library,
        columns.values[kept, 1 : 1 + len(others)],
        _fractions(columns, units, strata, design.fpc) if design.fpc is not None else None,
    )


def _fractions(columns: Columns, units: Index, strata: Index, column: str) -> Array:
    """The share of the sampling units of each stratum that was drawn."""
    given, home = columns.values[:, -1], strata[units]
    order = np.argsort(home, kind="stable")
    starts = np.flatnonzero(np.diff(home[order], prepend=-1))
    low, high = np.minimum.reduceat(given[order], starts), np.maximum.reduceat(given[order], starts)
    names = columns.strata_named or ("-",)
    return drawn_fractions(low, high, np.bincount(strata), names, column)


def _units(columns: Columns, population: Population) -> tuple[Index, Index]:
    """The sampling unit of each row, and the stratum of each unit."""
    rows = columns.rows
    strata = np.zeros(rows, np.int64) if columns.strata is None else columns.strata
    if columns.psu is not None:
        psu = columns.psu
    elif population.pairs is not None:
        psu = _households(columns, population.pairs.household)
    else:
        psu = np.arange(rows)
    units, home = sampling_units(strata, psu)
    return units.astype(np.int64), home


def _households(columns: Columns, names: tuple[str, ...]) -> Index:
    """The household of each row."""
    cells = [columns.texts[name] for name in names]
    empty = {
        name: [row for row, one in enumerate(each) if is_blank(one)] for name, each in zip(names, cells, strict=True)
    }
    faults = [
        cell_fault("unit_none", name, columns.named(np.array(rows, np.int64))) for name, rows in empty.items() if rows
    ]
    if faults:
        raise InvalidInput(faults)
    return codes_of_keys(list(zip(*cells, strict=True)))[0]
