"""Bands of equal width and bands around a middle: cuts as exact fractions, and the band that a number falls in."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault

__all__ = ["class_of", "equal_class", "equal_cuts", "norm_cuts"]

# As many bands at most.
MOST = 1000

# Where a norm of so many bands is cut, in halves of a standard deviation from the middle.
_HALVES = {3: (-2, 2), 5: (-3, -1, 1, 3)}


def equal_cuts(low: int, high: int, classes: int) -> tuple[NDArray[np.object_], int]:
    """The cuts between bands of equal width, as numerators over one denominator.

    Parameters
    ----------
    low, high
        The ends of the range, ``low < high``.
    classes
        How many bands, 1 to 1000.

    Returns
    -------
    numerators : array of Python integers, shape (classes - 1,)
        Rising; whole numbers of any size.
    denominator : int

    Raises
    ------
    InvalidInput
        If the range is empty, or for another number of bands.

    Examples
    --------
    >>> numerators, denominator = equal_cuts(1, 5, 5)
    >>> (numerators / denominator).tolist()
    [1.8, 2.6, 3.4, 4.2]
    """
    _range(low, high)
    _count(classes)
    steps = np.arange(1, classes).astype(object)
    return classes * low + steps * (high - low), classes


def equal_class(
    totals: NDArray[Any], lows: NDArray[Any], highs: NDArray[Any], classes: int, *, edge: str = "up"
) -> NDArray[np.int64]:
    """The band of each number among bands of equal width of its own range, decided in integers.

    It is min(k, 1 + floor(k (S - low)/(high - low))); with ``edge="down"`` max(1, ceil(k (S - low)/(high - low))).

    Parameters
    ----------
    totals, lows, highs
        Whole numbers of any size, of one shape; ``lows < highs``.
    classes
        How many bands, 1 to 1000.
    edge
        A number on a cut goes ``"up"`` to the higher band or ``"down"`` to the lower one.

    Returns
    -------
    array of int64
        From 1.

    Examples
    --------
    >>> equal_class(np.array([181, 201, 243]), np.array([54] * 3), np.array([432] * 3), 8).tolist()
    [3, 4, 5]
    """
    _side(edge)
    _count(classes)
    total, low, high = (np.asarray(one).astype(object) for one in (totals, lows, highs))
    parts, width = classes * (total - low), high - low
    band = np.minimum(classes, 1 + parts // width) if edge == "up" else np.maximum(1, -(-parts // width))
    found: NDArray[np.int64] = band.astype(np.int64)
    return found


def norm_cuts(low: int, high: int, classes: int) -> tuple[NDArray[np.object_], int]:
    """The cuts of a norm: the middle (low + high)/2 plus multiples of a standard deviation taken as (high - low)/6.

    Parameters
    ----------
    low, high
        The ends of the range, ``low < high``.
    classes
        5 cuts at -1.5, -0.5, 0.5 and 1.5 standard deviations, 3 at -1 and 1.

    Returns
    -------
    numerators : array of Python integers, shape (classes - 1,)
        Rising; whole numbers of any size.
    denominator : int

    Raises
    ------
    InvalidInput
        If the range is empty, or for another number of classes.

    Examples
    --------
    >>> numerators, denominator = norm_cuts(32, 160, 5)
    >>> (numerators / denominator).astype(float).round(2).tolist()
    [64.0, 85.33, 106.67, 128.0]
    """
    _range(low, high)
    if classes not in _HALVES:
        raise InvalidInput(fault("not_a_choice", "categories", given=classes, noun="item", choices=tuple(_HALVES)))
    halves = np.array(_HALVES[classes], dtype=object)
    return 6 * (low + high) + halves * (high - low), 12


def class_of(
    totals: NDArray[Any], numerators: NDArray[np.object_], denominator: int, *, edge: str = "up"
) -> NDArray[np.int64]:
    """The band of whole numbers, decided in integers.

    Parameters
    ----------
    totals
        Whole numbers of any size, any shape.
    numerators, denominator
        The cuts, as `equal_cuts` gives them.
    edge
        A number on a cut goes ``"up"`` to the higher band or ``"down"`` to the lower one.

    Returns
    -------
    array of int64
        Of the shape of `totals`, from 1.

    Examples
    --------
    >>> cuts = equal_cuts(54, 432, 8)
    >>> class_of(np.array([181, 201, 196, 218]), *cuts).tolist()
    [3, 4, 4, 4]
    """
    _side(edge)
    scaled = np.asarray(totals).astype(object)[..., np.newaxis] * denominator
    reached: NDArray[np.bool_] = scaled >= numerators if edge == "up" else scaled > numerators
    found: NDArray[np.int64] = np.asarray(reached.sum(axis=-1) + 1, dtype=np.int64)
    return found


def _side(edge: str) -> None:
    if edge not in ("up", "down"):
        raise InvalidInput(fault("not_a_choice", "edge", given=edge, noun="edge", choices=("up", "down")))


def _count(classes: int) -> None:
    if not 1 <= classes <= MOST:
        raise InvalidInput(fault("out_of_range", "classes", given=classes, low=1, high=MOST))


def _range(low: int, high: int) -> None:
    if low >= high:
        raise InvalidInput(fault("reversed", first=low, last=high))
