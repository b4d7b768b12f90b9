"""What a table of numbers lacks: missing cells under a named policy, and what is no finite number."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault

__all__ = ["missing_cells"]

Array = NDArray[np.float64]
Missing = Literal["raise", "skip"]


def missing_cells(values: Array, missing: Missing = "raise") -> NDArray[np.bool_] | None:
    """Where a table has no value, under a named policy.

    Parameters
    ----------
    values
        Shape (n, k), k at least 1.
    missing
        ``"raise"``: no gap is allowed; ``"skip"``: gaps are told.

    Returns
    -------
    array of bool, shape (n, k), True where a value is missing; None if none is.

    Raises
    ------
    InvalidInput
        If a value is infinite, or missing under ``"raise"``, for every such column; or the policy is another.

    Examples
    --------
    >>> missing_cells(np.array([[1.0, 2.0]])) is None
    True
    >>> missing_cells(np.array([[1.0, np.nan]]), "skip").tolist()
    [[False, True]]
    """
    if missing not in ("raise", "skip"):
        raise InvalidInput(fault("policy", "missing", given=str(missing), choices=("raise", "skip")))
    if values.ndim != 2 or values.shape[1] == 0:
        raise InvalidInput(fault("shape", given=str(values.shape), expected="(n, k)"))
    with np.errstate(invalid="ignore", over="ignore"):
        if np.isfinite(values.sum()):
            return None
    empty = np.isnan(values)
    infinite = np.isinf(values)
    faults = [fault("not_finite", f"[{j}]", given="inf") for j in np.flatnonzero(infinite.any(axis=0))]
    if missing == "raise":
        faults += [fault("has_gaps", f"[{j}]") for j in np.flatnonzero(empty.any(axis=0))]
    if faults:
        raise InvalidInput(faults)
    return empty if empty.any() else None
