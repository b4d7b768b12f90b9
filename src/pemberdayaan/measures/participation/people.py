"""The people of a frame that representation is asked of: their groups, their roles, and how they were drawn."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ..sampling import Sample

__all__ = ["People"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]


@attrs.frozen(eq=False)
class People:
    """The rows that are asked for.

    Parameters
    ----------
    group_name
        The column of groups.
    labels
        What each group is called.
    groups
        Shape (rows,): the group of each; -1 without.
    roles
        Their names.
    marks
        Shape (rows, roles): 1 in the role, 0 not, NaN unknown.
    base
        How many people of each group there are, where that is known without error.
    period
        The time of the rows, where the population has one.
    sample
        What the rows count for, and their sampling units.
    confidence
        Of the intervals.
    """

    group_name: str
    labels: tuple[Any, ...]
    groups: Index
    roles: tuple[str, ...]
    marks: Array
    base: Array | None
    period: str | None
    sample: Sample
    confidence: float

    @property
    def weights(self) -> Array:
        """What each row counts for."""
        return np.ones(len(self.groups)) if self.sample.weights is None else self.sample.weights

    @property
    def complete(self) -> bool:
        """Whether every sampling unit was drawn, so that nothing is left to chance."""
        return self.sample.units.fractions is not None and bool((self.sample.units.fractions == 1).all())
