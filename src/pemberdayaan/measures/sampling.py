"""What a sample's design says of its strata: the share of each that was drawn, and those with a single unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import Fault, InvalidInput, fault
from .cells import NAMED

__all__ = ["drawn_fractions", "lonely_faults"]


def lonely_faults(sizes: NDArray[Any], names: Sequence[Any]) -> list[Fault]:
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
