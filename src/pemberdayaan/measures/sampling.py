"""How a sample was drawn: its units and strata, what each row counts for, and errors from the spread of units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ..errors import Fault, InvalidInput, fault
from ..kernels.influence_design import influence_errors, influence_table
from ..kernels.survey_design import DesignTable, sampling_units, units_met
from .cells import NAMED, cell_fault, is_blank
from .design import Design, SinglePsu
from .population import Columns
from .sums import codes_of_keys

__all__ = ["Sample", "Units", "drawn_fractions", "sample_of"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]


@attrs.frozen(eq=False)
class Units:
    """The sampling units, those without a complete row too.

    Parameters
    ----------
    strata
        Shape (units,): the stratum of each, codes from 0.
    copies, spread
        Shape (units,): how many identical units each stands for, and how these differ in weight; None for one.
    fractions
        Shape (strata,): the share of the units of each stratum that was drawn; None where it is not said.
    keys
        What tells a unit from others in another round: stratum and unit; None where each row is a unit.
    strata_keys
        What each stratum is called.
    single_psu
        What a stratum with a single unit adds.
    """

    strata: Index
    copies: Index | None
    spread: Array | None
    fractions: Array | None
    keys: tuple[Any, ...] | None
    strata_keys: tuple[Any, ...]
    single_psu: SinglePsu

    @property
    def policy(self) -> str:
        """What a stratum with a single unit adds; where that is refused, `checked` has done so."""
        return "skip" if self.single_psu is SinglePsu.RAISE else self.single_psu.value

    def checked(self) -> Units:
        """Itself, unless a stratum has one unit and nothing says what that adds."""
        faults = _lonely_faults(np.bincount(self.strata, self.copies), self.strata_keys)
        if faults and self.single_psu is SinglePsu.RAISE:
            raise InvalidInput(faults)
        return self


@attrs.frozen(eq=False)
class Sample:
    """What the rows of a table count for, and the sampling unit of each.

    Parameters
    ----------
    weights
        Shape (rows,): what each counts for; None for 1.
    unit
        Shape (rows,): the place of its sampling unit.
    units
        The sampling units.
    """

    weights: Array | None
    unit: Index
    units: Units

    def table(self, influence: Array, groups: Index | None = None, n_groups: int = 1) -> DesignTable:
        """Weighted influence by group and sampling unit; the last sum is the share of the group's weight."""
        strata = self.units.strata
        return influence_table(influence, self.unit, strata, weights=self.weights, groups=groups, n_groups=n_groups)

    def errors(self, influence: Array, groups: Index | None = None, n_groups: int = 1) -> tuple[Array, Index]:
        """The errors of measures by group, and degrees of freedom; NaN where no spread of units tells any."""
        found = influence_errors(
            influence,
            self.unit,
            self.units.strata,
            weights=self.weights,
            groups=groups,
            n_groups=n_groups,
            single_psu=self.units.policy,
            fractions=self.units.fractions,
        )
        # A row without weight adds nothing, so its unit says nothing of the spread.
        here = np.arange(len(self.unit)) if self.weights is None else np.flatnonzero(self.weights > 0)
        kept = Sample(None, self.unit[here], self.units)
        cells = kept.table(np.zeros(len(here)), None if groups is None else groups[here], n_groups)
        known = (units_met(cells) > 1) & (found.df > 0)
        return np.where(known[:, np.newaxis], found.se, np.nan), found.df

    def kept(self, rows: NDArray[Any]) -> Sample:
        """Some of the rows, of the same sample: every sampling unit stays."""
        return Sample(None if self.weights is None else self.weights[rows], self.unit[rows], self.units)

    def among(self, rows: NDArray[Any]) -> Sample:
        """Some of the rows as a sample of their own: a panel, of what is left of it.

        Raises
        ------
        InvalidInput
            For a stratum of which a single unit is left, where that is refused.
        """
        here, unit = np.unique(self.unit[rows], return_inverse=True)
        own = self.units
        strata, codes = np.unique(own.strata[here], return_inverse=True)
        codes = codes.reshape(-1).astype(np.int64)
        copies = None if own.copies is None else own.copies[here]
        fractions = own.fractions
        if fractions is not None:
            # What is left of a stratum is a smaller share of it.
            fractions = fractions[strata] * np.bincount(codes, copies) / np.bincount(own.strata, own.copies)[strata]
        units = attrs.evolve(
            own,
            strata=codes,
            copies=copies,
            spread=None if own.spread is None else own.spread[here],
            fractions=fractions,
            keys=None if own.keys is None else tuple(own.keys[one] for one in here.tolist()),
            strata_keys=tuple(own.strata_keys[one] for one in strata.tolist()),
        )
        return Sample(None if self.weights is None else self.weights[rows], unit.reshape(-1), units.checked())


def sample_of(
    columns: Columns, design: Design | None, *, household: tuple[str, ...] = (), named: bool = False
) -> Sample:
    """The sample that some columns are of.

    Parameters
    ----------
    columns
        With the correction for what was drawn (``fpc``), where the design has one, and the texts of the household.
    design
        Of the population; without sampling units in it each household is one, or each row.
    household
        The columns that name a household; empty where rows do not make households.
    named
        Whether the rows are known by name, so that they can be found again in another round.

    Raises
    ------
    InvalidInput
        For a household without a key, a stratum with a single unit where that is refused, or a wrong correction.
    """
    asked = design or Design()
    strata = np.zeros(columns.rows, np.int64) if columns.strata is None else columns.strata
    psu, keys = _psu(columns, household, named)
    unit, home = sampling_units(strata, psu)
    names = columns.strata_named or (None,)
    fractions = None if asked.fpc is None else _fractions(columns, unit, home, asked.fpc)
    told: tuple[Any, ...] | None = None
    if keys is not None and len(home) == columns.rows and not columns.strata_named:
        # Each row is a unit, in its place.
        told = tuple(keys)
    elif keys is not None:
        first = np.zeros(len(home), np.int64)
        first[unit[::-1]] = psu[::-1]
        found = [keys[one] for one in first.tolist()]
        homes = [names[one] for one in home.tolist()]
        told = tuple(zip(homes, found, strict=True)) if columns.strata_named else tuple(found)
    policy = SinglePsu.SKIP if design is None else design.single_psu
    units = Units(home, None, None, fractions, told, names, policy).checked()
    return Sample(columns.weights, unit.astype(np.int64), units)


def _psu(columns: Columns, household: tuple[str, ...], named: bool) -> tuple[Index, Sequence[Any] | None]:
    """The code of the sampling unit of each row, and what each code stands for; None where rows have no name."""
    if columns.psu is not None:
        return columns.psu, columns.psu_named
    if household:
        return codes_of_keys(_households(columns, household))
    if named and columns.times is not None:
        # In a panel a unit stands once for each time.
        return codes_of_keys(columns.units)
    return np.arange(columns.rows), columns.units if named else None


def _households(columns: Columns, names: tuple[str, ...]) -> list[Any]:
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
    return list(zip(*cells, strict=True))


def _fractions(columns: Columns, unit: Index, strata: Index, column: str) -> Array:
    """The share of the sampling units of each stratum that was drawn."""
    given, home = columns.values[:, columns.names.index(column)], strata[unit]
    order = np.argsort(home, kind="stable")
    starts = np.flatnonzero(np.diff(home[order], prepend=-1))
    low, high = np.minimum.reduceat(given[order], starts), np.maximum.reduceat(given[order], starts)
    return drawn_fractions(low, high, np.bincount(strata), columns.strata_named or ("-",), column)


def _lonely_faults(sizes: NDArray[Any], names: Sequence[Any]) -> list[Fault]:
    """A fault for each of the first strata with a single unit, or for a whole sample of one.

    Parameters
    ----------
    sizes
        Shape (strata,): how many sampling units each has.
    names
        What each is called; empty or None for a sample without strata.
    """
    lonely = np.flatnonzero(sizes == 1).tolist()
    if tuple(names) in ((), (None,)):
        return [fault("lonely_sample", "$.design.psu")] if lonely else []
    return [fault("lonely_psu", "$.design.strata", given=names[one]) for one in lonely[:NAMED]]


def drawn_fractions(
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    sizes: NDArray[Any],
    names: Sequence[Any],
    column: str,
) -> NDArray[np.float64]:
    """The share of the sampling units of each stratum that was drawn, from the ends of a column of the correction.

    Raises
    ------
    InvalidInput
        Where a stratum has several values, or one that is not above 0 for at least the units that were drawn.
    """
    drawn = low if (low <= 1).all() else sizes / np.maximum(low, 1e-9)
    wrong = np.flatnonzero(~((drawn <= 1) & (low > 0) & (low == high))).tolist()
    if wrong:
        told = ({"given": str(names[i]), "sampled": int(sizes[i])} for i in wrong[:NAMED])
        raise InvalidInput([fault("fpc", f"$.{column}", **one) for one in told])
    return np.asarray(drawn, dtype=np.float64)
