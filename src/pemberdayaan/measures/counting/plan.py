"""How a population is read for counting: its keys under names of our own, and the columns that matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ..design import Design, Pairs
from ..sums import NOTHING, SumsDoor, total
from .marks import Mark, Marks

__all__ = ["MEN", "WOMEN", "Plan"]

WOMEN, MEN = 0, 1
# So many marks of two bits fit into one whole number.
TOGETHER = 31


@attrs.frozen(eq=False, slots=False)
class Plan:
    """What every step of a reading knows.

    Parameters
    ----------
    door
        The population.
    marks
        The indicators.
    by
        The column of groups; None for one group.
    """

    door: SumsDoor
    marks: Marks
    by: str | None

    @property
    def design(self) -> Design:
        """How the units were drawn."""
        return self.door.population.design or Design()

    @property
    def pairs(self) -> Pairs | None:
        """Who lives with whom."""
        return self.door.population.pairs

    @property
    def width(self) -> int:
        """How many indicators there are."""
        return len(self.marks.each)

    @property
    def whos(self) -> tuple[str, ...]:
        """Whose rows are counted."""
        return ("all",) if self.pairs is None else ("women", "men")

    @property
    def who(self) -> list[str]:
        """The key of women and men, where pairs are said."""
        return [] if self.pairs is None else ["who"]

    @cached_property
    def home(self) -> list[str]:
        """The keys of the household."""
        return [] if self.pairs is None else [f"h{i}" for i in range(len(self.pairs.household))]

    @property
    def groups(self) -> list[str]:
        """The key of the group."""
        return ["g"] if self.by is not None else []

    @property
    def strata(self) -> list[str]:
        """The key of the stratum."""
        return ["s"] if self.design.strata else []

    @property
    def named_psu(self) -> list[str]:
        """The key of the sampling unit that the design names."""
        return ["p"] if self.design.psu else []

    @property
    def psu(self) -> list[str]:
        """The keys of the sampling unit; without one the household is it, and without households the row."""
        return self.named_psu or self.home

    @property
    def weight(self) -> list[str]:
        """The key of the weight."""
        return ["w"] if self.design.weights else []

    @property
    def digits(self) -> list[str]:
        """The keys of the marks of a row together, two bits each."""
        return [f"digits{first}" for first in range(0, self.width, TOGETHER)]

    def marks_in(self, cells: Mapping[str, Any]) -> NDArray[np.int8]:
        """The marks that fetched digits hold, shape (rows, indicators), columns contiguous."""
        places = [divmod(j, TOGETHER) for j in range(self.width)]
        columns = [np.asarray(cells[name], dtype=np.int64) for name in self.digits]
        return np.array([columns[part] >> 2 * place & 3 for part, place in places], dtype=np.int8).T

    def selected(self) -> Any:
        """The columns that matter, under names of our own."""
        import narwhals.stable.v2 as nw

        door, design, pairs = self.door, self.design, self.pairs
        # Read first: a column of texts may be replaced by its numbers.
        values = [door.number(mark.column) for mark in self.marks.each]
        weights = door.number(design.weights) if design.weights else None
        columns = [
            self._marked(mark, value).alias(f"m{j}")
            for j, (mark, value) in enumerate(zip(self.marks.each, values, strict=True))
        ]
        if self.marks.gaps:
            columns += [self._gap(values, power).alias(f"gap{power}") for power in (1, 2)]
        if weights is not None:
            columns.append(weights.alias("w"))
        for name, column in (("g", self.by), ("s", design.strata), ("p", design.psu), ("unit", door.named)):
            if column is not None:
                columns.append(door.key(column).alias(name))
        if design.fpc is not None:
            columns.append(door.number(design.fpc).alias("fpc"))
        if pairs is not None:
            columns += [door.key(column).alias(name) for name, column in zip(self.home, pairs.household, strict=True)]
            columns += [door.coded(pairs.sex, (pairs.women, pairs.men)).alias("who"), nw.col(pairs.sex).alias("sex")]
        if door.population.time is not None and self.by != door.population.time:
            door.several(door.population.time)
        frame = door.frame.select(*columns)
        parts = [range(first, min(first + TOGETHER, self.width)) for first in range(0, self.width, TOGETHER)]
        together = [total(nw.col(f"m{j}").cast(nw.Int64) * 4 ** (j - part[0]) for j in part) for part in parts]
        return frame.with_columns(*(one.alias(name) for one, name in zip(together, self.digits, strict=True)))

    def _marked(self, mark: Mark, value: Any) -> Any:
        """1 for deprived, 0 for not, 2 for missing, 3 for what cannot be."""
        import narwhals.stable.v2 as nw

        if mark.cutoff is None:
            # Bytes taken from bytes cost a tenth of a choice by each cell.
            missing, zero, one = ((value == stands).cast(nw.Int8) for stands in (NOTHING, 0, 1))
            found = 3 - missing - zero * (2 + self.marks.deprived) - one * (3 - self.marks.deprived)
        else:
            deprived = value < mark.cutoff if mark.below else value > mark.cutoff
            found = nw.when(deprived).then(nw.lit(1)).otherwise(nw.lit(0))
            if self.marks.gaps:
                found = nw.when(value < 0).then(nw.lit(3)).otherwise(found)
            found = nw.when((value == np.inf) | (value == -np.inf)).then(nw.lit(3)).otherwise(found)
            found = nw.when(value == NOTHING).then(nw.lit(2)).otherwise(found)
        return found.cast(nw.Int8)

    def _gap(self, values: Sequence[Any], power: int) -> Any:
        """The weighted gaps of a row to some power; those of rows that lack something are not used."""
        import narwhals.stable.v2 as nw

        parts = []
        for mark, value in zip(self.marks.each, values, strict=True):
            line = mark.cutoff or 1.0
            gap = (line - value) / line
            gap = nw.when((value < line) & (value >= 0)).then(gap).otherwise(nw.lit(0.0))
            parts.append(gap * mark.weight if power == 1 else gap * gap * mark.weight)
        return total(parts)
