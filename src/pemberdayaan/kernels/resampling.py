"""Drawing again: how often each row counts in each of many bootstrap samples."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .survey_design import stratum_sizes

__all__ = ["multiplicities", "percentile_interval"]

# Draws that stay in the cache of a processor while they are counted.
_CACHED = 1 << 17


def multiplicities(
    rows: int,
    draws: int,
    *,
    rng: np.random.Generator,
    strata: NDArray[np.int64] | None = None,
    clusters: NDArray[np.int64] | None = None,
    copies: NDArray[np.int64] | None = None,
    at_once: int = 4_000_000,
) -> Iterator[NDArray[np.float64]]:
    r"""What each row counts for in each draw, in blocks of draws.

    Without strata, clusters and copies as many rows as there are, with replacement. With any of them the rescaled
    bootstrap: in each stratum of n clusters n - 1 are drawn with replacement, and a row counts n/(n - 1) times the
    draws of its cluster. A row that stands for m identical sampling units has the draws of all of them, t, and counts

    .. math:: \frac{n}{n - 1} \frac{t}{m}, \quad t \sim \text{multinomial}(n - 1, m / n)

    so that totals over the copies are weighted with it as they are.

    Parameters
    ----------
    rows, draws
        How many of each.
    rng
        The generator.
    strata, clusters
        Shape (rows,): codes from 0; a cluster belongs to its stratum. Without clusters each row is one.
    copies
        Shape (rows,): how many identical sampling units each row stands for, whole and at least 1; None for 1 each.
        Not with clusters.
    at_once
        How many cells a block holds at most.

    Yields
    ------
    array of float64, shape (some draws, rows)

    Raises
    ------
    InvalidInput
        If a stratum has one cluster only, copies come with clusters or are not whole numbers of at least 1.

    References
    ----------
    Rao, J. N. K., Wu, C. F. J. and Yue, K. (1992). Some recent work on resampling methods for complex surveys.
    Survey Methodology 18, 209-217.

    Examples
    --------
    >>> blocks = multiplicities(4, 3, rng=np.random.default_rng(1))
    >>> [block.sum(axis=1).tolist() for block in blocks]
    [[4.0, 4.0, 4.0]]
    """
    simple = strata is None and clusters is None and copies is None
    stratum = np.zeros(rows, np.int64) if strata is None else strata
    home, unit = stratum, np.arange(rows)
    if copies is not None:
        if clusters is not None:
            raise InvalidInput(fault("both", first="clusters", second="copies"))
        stratum_sizes(stratum, copies)
    if clusters is not None:
        _, first, unit = np.unique(np.column_stack([stratum, clusters]), axis=0, return_index=True, return_inverse=True)
        unit, home = unit.reshape(-1), stratum[first]
    members = [np.flatnonzero(home == one) for one in np.unique(home)]
    for one in members:
        if not simple and (len(one) if copies is None else copies[one].sum()) < 2:
            raise InvalidInput(fault("single_psu", given=int(home[one[0]])))
    step = max(1, at_once // rows)
    for start in range(0, draws, step):
        size = min(step, draws - start)
        counted = np.zeros((size, len(home)))
        if copies is None:
            _draw(counted, members, simple, rng)
        else:
            for one in members:
                counted[:, one] = _shared(size, copies[one], rng)
        yield counted if clusters is None else counted[:, unit]


def _draw(
    counted: NDArray[np.float64], members: list[NDArray[np.int64]], simple: bool, rng: np.random.Generator
) -> None:
    """Fill in what each unit counts for: strata of one size are drawn together, as one after the other would be."""
    for count, run in groupby(members, len):
        alike, taken = np.array(list(run)), count if simple else count - 1
        some = max(1, _CACHED // max(1, len(counted) * taken))
        for begin in range(0, len(alike), some):
            _count(counted, alike[begin : begin + some], taken, rng)


def _count(counted: NDArray[np.float64], members: NDArray[np.int64], taken: int, rng: np.random.Generator) -> None:
    """Fill in what each unit of some strata of one size counts for, so many of them drawn in each; by draw."""
    strata, count = members.shape
    size = len(counted)
    drawn = rng.integers(count, size=(strata * size, taken))
    drawn += count * np.arange(strata * size)[:, np.newaxis]
    times = np.bincount(drawn.reshape(-1), minlength=strata * size * count).reshape(strata, size, count)
    found = times.swapaxes(0, 1).reshape(size, -1)
    places = members.reshape(-1)
    if places[-1] - places[0] == len(places) - 1 and (np.diff(places) == 1).all():
        np.multiply(found, count / taken, out=counted[:, places[0] : places[-1] + 1])
    else:
        counted[:, places] = found * (count / taken)


def _shared(size: int, copies: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.float64]:
    """What each copy of each unit of a stratum counts for on average."""
    count = int(copies.sum())
    times = rng.multinomial(count - 1, copies / count, size=size)
    found: NDArray[np.float64] = times * (count / (count - 1)) / copies
    return found


def percentile_interval(draws: NDArray[np.float64], confidence: float) -> tuple[float, float] | None:
    """The percentile interval of the draws that are defined (quantiles of type 7); None if half are not.

    Parameters
    ----------
    draws
        Shape (draws,); NaN where a draw is not defined.
    confidence
        In (0, 1).

    Examples
    --------
    >>> percentile_interval(np.arange(101.0), 0.5)
    (25.0, 75.0)
    """
    known = draws[~np.isnan(draws)]
    if 2 * len(known) <= len(draws):
        return None
    tail = (1 - confidence) / 2
    low, high = np.quantile(known, [tail, 1 - tail])
    return float(low), float(high)
