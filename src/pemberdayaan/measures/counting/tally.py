"""What counting needs of a population: patterns, weights and sampling units, and no row more."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Any
from zlib import crc32

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput, fault
from ...kernels.alkire_foster import row_sums
from ...kernels.gender_parity import parity_sums
from ...kernels.patterns import row_scores
from ...kernels.survey_design import DesignTable, cell_totals, design_cells
from ..sampling import Units

__all__ = ["Household", "Pair", "Persons", "Tally"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]


@attrs.frozen(eq=False)
class Persons:
    """Complete rows of some people by group, unit and pattern.

    Parameters
    ----------
    groups, units, codes
        Shape (m,): of each cell; -1 as a unit where the sums by unit are in `sums`.
    counts, weights
        Shape (m,): its rows, and their weights added up.
    gaps
        Shape (m, 2): weighted gaps of its rows and their squares, by indicators' weights; None without cut-offs.
    sums
        The sums at the rule's own line by group and unit, where patterns are not kept by unit.
    """

    groups: Index
    units: Index
    codes: NDArray[np.uint64]
    counts: Index
    weights: Array
    gaps: Array | None = None
    sums: tuple[Index, Index, Array] | None = None

    @property
    def by_unit(self) -> bool:
        """Whether patterns are kept by sampling unit, so that every line and weight set has its errors."""
        return self.sums is None


@attrs.frozen(eq=False)
class Pair:
    """Pairs of a woman and a man, both complete, by group, unit and scores; arrays of shape (m,)."""

    groups: Index
    units: Index
    women: Index
    men: Index
    counts: Index
    weights: Array


@attrs.frozen
class Household:
    """What became of some households.

    Parameters
    ----------
    status
        ``"used"``, ``"woman_incomplete"``, ``"man_incomplete"``, ``"both_incomplete"`` (all of these are dual),
        ``"woman_alone"`` or ``"man_alone"``.
    n
        How many.
    """

    status: str
    n: int


@attrs.frozen(eq=False)
class Tally:
    """A population as counting sees it.

    Parameters
    ----------
    width
        How many indicators.
    groups
        What each group is called.
    persons
        By who they are: ``"all"``, or ``"women"`` and ``"men"``.
    pairs
        Households with a complete pair, where pairs are said.
    units
        The sampling units.
    missing
        By who: how many rows there are, how many lack something, and for each indicator how many lack it.
    households
        What became of the households.
    """

    width: int
    groups: tuple[Any, ...]
    persons: dict[str, Persons]
    pairs: Pair | None
    units: Units
    missing: dict[str, tuple[int, int, tuple[int, ...]]]
    households: tuple[Household, ...]

    @property
    def n_groups(self) -> int:
        """How many groups there are."""
        return len(self.groups)

    @cached_property
    def n_units(self) -> int:
        """How many sampling units there are."""
        return len(self.units.strata)

    def pooled(self) -> Tally:
        """The same of everybody together."""

        def one(cells: Any) -> Any:
            if cells is None:
                return None
            found = attrs.evolve(cells, groups=np.zeros_like(cells.groups))
            if getattr(found, "sums", None) is not None:
                groups, units, sums = found.sums
                found = attrs.evolve(found, sums=(np.zeros_like(groups), units, sums))
            return found

        persons = {who: one(cells) for who, cells in self.persons.items()}
        return attrs.evolve(self, groups=("all",), persons=persons, pairs=one(self.pairs))

    def table(self, who: str, weights: Index, line: int) -> DesignTable:
        """Sums by group and unit of some people: all, poor, each indicator, the poor in each, and gaps if there are."""
        persons = self.persons[who]
        if persons.sums is not None:
            groups, units, sums = persons.sums
            return self._joined(groups, units, sums)
        cells = design_cells(persons.groups, persons.units, n_groups=self.n_groups, n_units=self.n_units)
        size = len(cells.groups)
        if not size:
            width = 2 + 2 * self.width + (0 if persons.gaps is None else 2)
            return self.design(cells.groups, cells.units, np.zeros((0, width)))
        codes = _narrow(persons.codes, self.width)
        sums = row_sums(codes, weights, line, sample_weights=persons.weights, cells=cells.codes, n_cells=size)
        if persons.gaps is not None:
            poor = row_scores(codes, weights) >= line
            more = cell_totals(persons.gaps * poor[:, np.newaxis], cells.codes, n_cells=size)
            sums = np.hstack([sums, more])
        return self.design(cells.groups, cells.units, sums)

    def design(self, groups: Index, units: Index, sums: Array) -> DesignTable:
        """Sums by group and unit, each pair once, with the design of this tally."""
        return DesignTable(groups, units, sums, self.units.strata, self.n_groups, self.units.copies, self.units.spread)

    def _joined(self, groups: Index, units: Index, sums: Array) -> DesignTable:
        """Cells that stand once for each group and unit."""
        cells = design_cells(groups, units, n_groups=self.n_groups, n_units=self.n_units)
        added = cell_totals(sums, cells.codes, n_cells=len(cells.groups))
        return self.design(cells.groups, cells.units, added)

    def pair_table(self, denominator: int, cutoff: Any) -> DesignTable:
        """Sums by group and unit of the pairs: all, those without parity, and their gaps."""
        if self.pairs is None:
            raise InvalidInput(fault("no_pairs", "$.pairs"))
        pairs = self.pairs
        cells = design_cells(pairs.groups, pairs.units, n_groups=self.n_groups, n_units=self.n_units)
        size = len(cells.groups)
        sums = parity_sums(
            pairs.women, pairs.men, denominator, cutoff, weights=pairs.weights, groups=cells.codes, n_groups=size
        )
        return self.design(cells.groups, cells.units, sums)

    def met(self, group: int) -> Index:
        """The sampling units where a group has somebody complete."""
        found = []
        for persons in self.persons.values():
            groups, units = (persons.groups, persons.units) if persons.sums is None else persons.sums[:2]
            found.append(units[groups == group])
        return np.unique(np.concatenate(found))

    def counts(self, who: str) -> Index:
        """Complete rows by group of some people, or of pairs."""
        cells: Any = self.pairs if who == "pairs" else self.persons[who]
        return np.bincount(cells.groups, cells.counts, minlength=self.n_groups).astype(np.int64)

    def digest(self) -> str:
        """A digest of what statistics are computed from: 16 hexadecimal digits.

        Engines add up in orders of their own, so sums count with the seven digits of a short float.
        """
        digest = hashlib.sha256(repr((self.width, self.groups, self.missing, self.households)).encode())
        arrays: list[Any] = [self.units.strata, self.units.copies, self.units.spread, self.units.fractions]
        for cells in (*self.persons.values(), self.pairs):
            if cells is not None:
                arrays += [getattr(cells, field.name) for field in attrs.fields(type(cells)) if field.name != "sums"]
                arrays += list(getattr(cells, "sums", None) or ())
        for array in arrays:
            if array is not None and array.dtype.kind == "f":
                with np.errstate(over="ignore"):
                    array = array.astype(np.float32)
            told = b"-" if array is None else crc32(np.ascontiguousarray(array).data).to_bytes(4, "big")
            digest.update(told)
        return digest.hexdigest()[:16]


def _narrow(codes: NDArray[np.uint64], width: int) -> NDArray[np.unsignedinteger[Any]]:
    """Patterns in as few bytes as the kernels take."""
    return codes.astype(np.uint16 if width <= 16 else np.uint32 if width <= 32 else np.uint64)
