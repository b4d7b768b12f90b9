"""The cheapest whole steps that add up to what is needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import Fault, InvalidInput, fault

__all__ = ["cheapest", "greedy"]

Whole = NDArray[np.int64]
Given = tuple[list[int], list[float], list[int]]


def _whole(name: str, values: Sequence[Any] | NDArray[Any], least: int) -> tuple[list[int], list[Fault]]:
    found, faults = [], []
    for j, one in enumerate(np.asarray(values).tolist()):
        if not np.isfinite(one) or one != int(one):
            faults.append(fault("not_whole", f"{name}[{j}]", given=one))
        elif one < least:
            faults.append(fault("out_of_range", f"{name}[{j}]", given=one, low=least, high="inf"))
        else:
            found.append(int(one))
    return found, faults


def _checked(gains: Whole, costs: NDArray[np.float64], room: Whole, needed: int) -> Given:
    """The three as Python numbers, whose sums are exact; all faults in them."""
    faults = [
        fault("wrong_length", name, given=len(one), expected=len(gains))
        for name, one in (("costs", costs), ("room", room))
        if len(one) != len(gains)
    ]
    whole_gains, wrong_gains = _whole("gains", gains, 1)
    whole_room, wrong_room = _whole("room", room, 0)
    prices = [float(one) for one in costs]
    faults += wrong_gains + wrong_room
    faults += [fault("not_finite", f"costs[{j}]", given=one) for j, one in enumerate(prices) if not np.isfinite(one)]
    faults += [fault("negative", f"costs[{j}]", given=one) for j, one in enumerate(prices) if one < 0]
    if needed != int(needed):
        faults.append(fault("not_whole", "needed", given=needed))
    if faults:
        raise InvalidInput(faults)
    most = sum(gain * most for gain, most in zip(whole_gains, whole_room, strict=True))
    if most < needed:
        raise InvalidInput(fault("out_of_reach", "needed", given=int(needed), most=most))
    return whole_gains, prices, whole_room


def cheapest(gains: Whole, costs: NDArray[np.float64], room: Whole, needed: int) -> Whole:
    r"""The cheapest numbers of steps that together gain what is needed.

    .. math:: \min_r \sum_j c_j r_j \quad \text{subject to} \quad \sum_j g_j r_j \ge \text{needed}, \quad
              r_j \in \{0, \dots, \text{room}_j\}

    Parameters
    ----------
    gains
        Shape (k,), whole numbers from 1: what one step gains.
    costs
        Shape (k,), at least 0: what one step costs.
    room
        Shape (k,), whole numbers from 0: how many steps there are.
    needed
        A whole number; nothing is done for 0 and below.

    Returns
    -------
    array of int64, shape (k,)
        How many steps to take of each. That they gain enough is checked in whole numbers, and none can be taken back.
        Costs that differ by less than a millionth of the cheapest step count as equal. Among equally cheap answers it
        is not said which one comes (not the one with the fewest kinds of steps, say), but the same input gives the
        same answer.

    Raises
    ------
    InvalidInput
        If a number is not of its kind; or what is needed cannot be reached: the fault says the most that can.

    References
    ----------
    Kellerer, H., Pferschy, U. & Pisinger, D. (2004). Knapsack Problems. Springer: the bounded knapsack problem in
    minimisation form.

    Examples
    --------
    >>> cheapest(np.array([12, 35, 140]), np.array([1.0, 2.0, 9.0]), np.array([5, 5, 5]), 150).tolist()
    [1, 4, 0]
    """
    whole_gains, prices, whole_room = _checked(gains, costs, room, needed)
    if needed <= 0:
        return np.zeros(len(whole_gains), dtype=np.int64)
    taken = _solved(whole_gains, prices, whole_room, int(needed))
    spare = sum(gain * steps for gain, steps in zip(whole_gains, taken, strict=True)) - int(needed)
    if spare < 0 or any(steps > most for steps, most in zip(taken, whole_room, strict=True)):
        raise InvalidInput(fault("unsolved", "needed", detail=f"{taken}"))
    # Steps without cost may be taken without need.
    for j in sorted(range(len(taken)), key=lambda j: (-prices[j], j)):
        back = min(taken[j], spare // whole_gains[j])
        taken[j] -= back
        spare -= back * whole_gains[j]
    return np.array(taken, dtype=np.int64)


def _solved(gains: list[int], costs: list[float], room: list[int], needed: int) -> list[int]:
    from scipy.optimize import Bounds, LinearConstraint, milp

    # The solver stops within an absolute 1e-6 of the least cost, so the cheapest step is made to cost 1.
    unit = min((one for one in costs if one > 0), default=1.0)
    found = milp(
        np.array(costs) / unit,
        integrality=np.ones(len(gains), dtype=np.int64),
        bounds=Bounds(0, np.array(room, dtype=float)),
        constraints=LinearConstraint(np.array([gains], dtype=float), lb=needed),
        options={"mip_rel_gap": 0},
    )
    if not found.success:
        raise InvalidInput(fault("unsolved", "needed", detail=found.message))
    return [round(one) for one in found.x.tolist()]


def greedy(gains: Whole, costs: NDArray[np.float64], room: Whole, needed: int) -> list[tuple[int, int]]:
    """Steps in the order of what they gain for their cost, until what is needed is reached.

    Of each kind as many as there is room for, of the last one as many as are still needed. Equal ratios: the larger
    gain first, then the first named; steps without cost come first of all. It may cost more than `cheapest`.

    Parameters
    ----------
    gains, costs, room, needed
        As in `cheapest`.

    Returns
    -------
    list of (which, steps), steps at least 1.

    Raises
    ------
    InvalidInput
        As in `cheapest`.

    References
    ----------
    Dantzig, G. B. (1957). Discrete-variable extremum problems. Operations Research 5(2), 266-288.

    Examples
    --------
    >>> greedy(np.array([12, 35, 140]), np.array([1.0, 2.0, 9.0]), np.array([5, 5, 5]), 200)
    [(1, 5), (2, 1)]
    """
    whole_gains, prices, whole_room = _checked(gains, costs, room, needed)

    def order(j: int) -> tuple[float, int, int]:
        return (prices[j] / whole_gains[j], -whole_gains[j], j)

    left, taken = int(needed), []
    for j in sorted((j for j, most in enumerate(whole_room) if most), key=order):
        if left <= 0:
            break
        steps = min(whole_room[j], -(-left // whole_gains[j]))
        taken.append((j, steps))
        left -= steps * whole_gains[j]
    return taken
