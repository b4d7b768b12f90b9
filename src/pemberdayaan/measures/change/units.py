"""The scores of each unit of a panel in two rounds."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs
import numpy as np
from numpy.typing import NDArray

from ..result import Library, Result, Row, as_list, plain

__all__ = ["UnitChanges"]

Array = NDArray[np.float64]


@attrs.frozen(eq=False, repr=False)
class UnitChanges(Result):
    """The scores of each unit of a panel in two rounds.

    A unit that stood low by chance tends to stand higher the next time, whatever was done: regression to the mean.

    Parameters
    ----------
    unit_name, units
        The column of units, and their keys.
    groups
        The group of each; None without groups.
    nodes
        The nodes of the index, the index first.
    before, after
        Shape (units, nodes): NaN where one of the rounds has no score.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "unit_changes"

    unit_name: str
    units: tuple[Any, ...]
    groups: tuple[Any, ...] | None
    nodes: tuple[str, ...]
    before: Array
    after: Array
    frame_library: Library | None = None

    def rows(self) -> list[Row]:
        """One row for each unit and node."""
        columns = [as_list(one) for one in (self.before, self.after, self.after - self.before)]
        names = [
            (unit, None if self.groups is None else self.groups[i], node)
            for i, unit in enumerate(self.units)
            for node in self.nodes
        ]
        return [
            {
                "unit": plain(unit),
                "group": plain(group),
                "node": node,
                "before": first,
                "after": second,
                "absolute": apart,
            }
            for (unit, group, node), first, second, apart in zip(names, *columns, strict=True)
        ]

    def __repr__(self) -> str:
        apart = (self.after - self.before)[:, 0]
        known = apart[~np.isnan(apart)]
        rose, fell = int((known > 0).sum()), int((known < 0).sum())
        return f"UnitChanges: {len(self.units)} units; {self.nodes[0]} rose in {rose}, fell in {fell}"
