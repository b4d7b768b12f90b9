"""Sums of an amount by group, added up where the data are: in an engine whose rows need not come in."""

from __future__ import annotations

import hashlib
from functools import reduce
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ..population import Population
from ..result import Library
from ..sums import NOTHING, SumsDoor, codes_of_keys

__all__ = ["GroupSums", "sums_of"]

Array = NDArray[np.float64]


@attrs.frozen(eq=False)
class GroupSums:
    """An amount by group.

    Parameters
    ----------
    labels
        What each group is called.
    n
        Shape (groups,): the rows with an amount.
    sizes, totals, terms
        Shape (groups,): the sums of weights, of weighted amounts, and of their weighted terms.
    missing
        How many rows have no amount.
    digest
        A digest of these sums.
    library
        The library of results.
    """

    labels: tuple[Any, ...]
    n: NDArray[np.int64]
    sizes: Array
    totals: Array
    terms: Array
    missing: int
    digest: str
    library: Library | None


def sums_of(population: Population, value: str, by: str, alpha: float) -> GroupSums | None:
    """The sums that an entropy by group is made of; None where rows have to be looked at one by one.

    That is so in memory, where terms about the mean keep more digits; with units, rounds, strata or sampling units,
    which are checked; and where anything is wrong, so that it is told by its rows.

    Parameters
    ----------
    population
        Where the columns stand.
    value, by
        The amount, and the column of groups.
    alpha
        Of the entropy: 1 adds up x ln x, 0 ln x, and any other a power of x.
    """
    import narwhals.stable.v2 as nw

    design = population.design
    checked: list[Any] = [population.unit, population.time, population.pairs]
    checked += [] if design is None else [design.strata, design.psu, design.fpc]
    if not isinstance(population._native, nw.LazyFrame) or any(one is not None for one in checked):
        return None
    door = SumsDoor(population)
    columns = [
        door.column(value),
        door.column(by),
        *([door.column(design.weights)] if design and design.weights else []),
    ]
    if any(one is None for one in columns):
        return None
    amount, group, *weight = columns
    table = _added(door, str(amount), str(group), str(weight[0]) if weight else None, alpha)
    if table is None or table["bad"].sum() or table["n"].sum() < 2:
        return None
    if alpha <= 0 and table["zeros"].sum():
        return None
    codes, labels = codes_of_keys(table["group"])
    n, missing, sizes, totals, terms = (
        np.bincount(codes, table[name], len(labels)).astype(np.float64)
        for name in ("n", "missing", "sizes", "totals", "terms")
    )
    if not totals.sum() > 0:
        return None
    digest = hashlib.sha256(repr((labels, n.tolist(), sizes.tolist(), totals.tolist(), terms.tolist())).encode())
    counts = n.astype(np.int64)
    return GroupSums(labels, counts, sizes, totals, terms, int(missing.sum()), digest.hexdigest()[:16], door.library)


def _added(door: SumsDoor, amount: str, group: str, weight: str | None, alpha: float) -> dict[str, Any] | None:
    """One table with a row for each group; None if a column holds no numbers."""
    import narwhals.stable.v2 as nw

    x = door.number(amount)
    w = nw.lit(1.0) if weight is None else door.number(weight)
    if door.faults:
        return None
    frame = door.frame.select(door.key(group).alias("group"), x.alias("x"), w.alias("w"))
    x, w = nw.col("x"), nw.col("w")
    there = x != NOTHING
    flags = {
        "n": there,
        "missing": ~there,
        "bad": (there & ((x < 0) | (x == np.inf))) | (w < 0) | (w == np.inf),
        "zeros": there & (x == 0),
    }
    # An engine may take the logarithm of every row, whatever is asked of it afterwards.
    above = nw.when(there & (x > 0)).then(x).otherwise(nw.lit(1.0))
    term = {1.0: above * above.log(), 0.0: above.log()}.get(alpha, above**alpha)
    counted = {
        "sizes": nw.when(there).then(w).otherwise(nw.lit(0.0)),
        "totals": nw.when(there).then(w * x).otherwise(nw.lit(0.0)),
        "terms": nw.when(there & (x > 0)).then(w * term).otherwise(nw.lit(0.0)),
    }
    one, none = nw.lit(1), nw.lit(0)
    columns = [nw.when(flag).then(one).otherwise(none).cast(nw.Int64).alias(name) for name, flag in flags.items()]
    columns += [expression.alias(name) for name, expression in counted.items()]
    sums = [nw.col(name).sum() for name in (*flags, *counted)]
    found = door.fetch(frame.with_columns(*columns).group_by("group").agg(*sums))
    numbers = {name: np.asarray(found[name], np.float64) for name in (*flags, *counted)}
    finite = reduce(np.logical_and, [np.isfinite(numbers[name]).all() for name in counted])
    return {"group": found["group"], **numbers} if finite else None
