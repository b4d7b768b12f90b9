"""Where what flows through a graph comes from, if everybody passes on what was received in equal parts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault

__all__ = ["origins"]


def origins(
    givers: NDArray[np.integer], takers: NDArray[np.integer], amounts: NDArray[np.float64], start: NDArray[np.bool_]
) -> NDArray[np.float64]:
    r"""The share of what each node passes on that began at each node.

    A node that is no start passes on what it received, mixed, and adds of its own only what it gives beyond that:
    with received :math:`R` and given :math:`G`, of what it gives a share :math:`\sum_g r_g o_g / \max(R, G)` began
    where its givers' began, and the rest with itself. A start gives of its own alone.

    Parameters
    ----------
    givers, takers
        Shape (flows,): nodes from 0.
    amounts
        Shape (flows,): finite, at least 0.
    start
        Shape (nodes,): who gives of its own alone.

    Returns
    -------
    array of float64, shape (nodes, nodes)
        In rows the nodes that give, in columns those where it began; each row adds up to 1.

    Raises
    ------
    InvalidInput
        If some nodes hand the same amount round among themselves, and nothing of it began anywhere.

    Examples
    --------
    >>> shares = origins(np.array([0, 1]), np.array([1, 2]), np.array([60.0, 100.0]), np.array([True, False, False]))
    >>> shares[1].tolist()
    [0.6, 0.4, 0.0]
    """
    n = len(start)
    received = np.zeros((n, n))
    np.add.at(received, (takers, givers), amounts)
    given = np.bincount(givers, weights=amounts, minlength=n)
    received[start] = 0
    into = received.sum(axis=1)
    handled = np.maximum(into, given)
    mixed = np.divide(received, handled[:, None], out=np.zeros((n, n)), where=handled[:, None] > 0)
    own = 1 - mixed.sum(axis=1)
    # whoever receives more than it gives keeps the rest: its own share is nothing, whatever the rounding
    own[into >= given] = 0
    own[into == 0] = 1
    try:
        shares = np.linalg.solve(np.eye(n) - mixed, np.diag(own))
    except np.linalg.LinAlgError:
        raise InvalidInput(fault("round")) from None
    if not np.allclose(shares.sum(axis=1), 1, atol=1e-9):
        raise InvalidInput(fault("round"))
    return np.clip(shares, 0, 1)
