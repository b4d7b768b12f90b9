"""Whether two orders are alike."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["tau_b"]


def tau_b(first: NDArray[np.float64], second: NDArray[np.float64]) -> float | None:
    """Kendall's rank correlation with ties: pairs in the same order less pairs in opposite order.

    Parameters
    ----------
    first, second
        Shape (n,): finite values of the same n things.

    Returns
    -------
    float from -1 to 1, or None where all of one are tied.

    References
    ----------
    Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika 33(3), 239-251.

    Examples
    --------
    >>> tau_b(np.array([1.0, 2.0, 3.0]), np.array([1.0, 3.0, 2.0]))
    0.33333333333333337
    """
    if len(first) < 2 or first.min() == first.max() or second.min() == second.max():
        return None
    from scipy.stats import kendalltau

    return float(kendalltau(first, second).statistic)
