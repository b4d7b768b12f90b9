"""Small tables of sums as arrays, with one code for each group and sampling unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from ..design import SinglePsu
from ..sampling import Units, drawn_fractions
from ..sums import codes_of_keys
from .plan import MEN, WOMEN, Plan
from .tally import Household, Index, Pair, Persons, Tally

__all__ = ["collected"]


def collected(
    plan: Plan,
    cells: Mapping[str, Any],
    pairs: Mapping[str, Any] | None,
    patterns: Mapping[str, Any] | None,
    missing: dict[str, tuple[int, int, tuple[int, ...]]],
    households: tuple[Household, ...],
) -> Tally:
    """A tally from the tables of people, of pairs, and of patterns where they are not kept by unit."""
    tables = [one for one in (cells, pairs, patterns) if one is not None]
    groups, names = _together(tables, plan.groups)
    units, unit_codes = _units(plan, cells, pairs)
    persons = {}
    known = np.asarray(cells["code" if patterns is None else "poor"]) >= 0
    for place, who in enumerate(plan.whos):
        here = known & (np.asarray(cells["who"]) == place) if plan.pairs is not None else known
        if patterns is None:
            persons[who] = _persons(plan, cells, here, groups[0], unit_codes[0])
        else:
            mine = (
                np.asarray(patterns["who"]) == place if plan.pairs is not None else np.ones(len(patterns["code"]), bool)
            )
            persons[who] = attrs.evolve(
                _persons(plan, patterns, mine, groups[-1], np.full(len(patterns["code"]), -1)),
                sums=_unit_sums(plan, cells, here, groups[0], unit_codes[0]),
            )
    found = None
    if pairs is not None:
        count = np.asarray(pairs["n"], dtype=np.int64)
        scores = [np.asarray(pairs[f"score{who}"], dtype=np.int64) for who in (WOMEN, MEN)]
        weights = np.asarray(pairs["w"], float) if plan.weight else count.astype(float)
        order = _order(groups[1], unit_codes[1], *scores)
        arrays = (groups[1], unit_codes[1], *scores, count, weights)
        found = Pair(*(array[order] for array in arrays))
    labels = names if plan.by is not None else ("all",)
    return Tally(plan.width, labels, persons, found, units, missing, households)


def _persons(plan: Plan, cells: Mapping[str, Any], here: Any, groups: Index, units: Index) -> Persons:
    count = np.asarray(cells["n"], dtype=np.int64)
    weights = np.asarray(cells["w"], float) if plan.weight else count.astype(float)
    gaps = np.column_stack([cells["gap1"], cells["gap2"]]) if "gap1" in cells else None
    if not plan.psu and gaps is not None:
        gaps = gaps * weights[:, np.newaxis]
    codes = np.asarray(cells["code"], dtype=np.int64)
    rows = np.flatnonzero(here)
    rows = rows[_order(groups[rows], units[rows] + 1, codes[rows])]
    found = None if gaps is None else gaps[rows]
    return Persons(groups[rows], units[rows], codes[rows].astype(np.uint64), count[rows], weights[rows], found)


def _order(*keys: Index) -> Index:
    """The order of rows by whole numbers from 0: engines give rows in any, and sums, draws and digests hang on it."""
    whole, room = np.zeros(len(keys[0]), np.int64), 1
    for key in keys:
        size = int(key.max(initial=0)) + 1
        room *= size
        if room > 2**62:
            return np.lexsort(keys[::-1])
        whole = whole * size + key
    return np.argsort(whole)


def _unit_sums(
    plan: Plan, cells: Mapping[str, Any], here: Any, groups: Index, units: Index
) -> tuple[Index, Index, Any]:
    """The sums at the line itself, from cells of poor and of other people."""
    rows = np.flatnonzero(here)
    rows = rows[_order(groups[rows], units[rows], np.asarray(cells["poor"], dtype=np.int64)[rows])]
    poor = np.asarray(cells["poor"])[rows] == 1
    all_of = np.asarray(cells["w" if plan.weight else "n"], float)[rows]
    bits = np.column_stack([np.asarray(cells[f"x{j}"], float)[rows] for j in range(plan.width)])
    parts = [all_of, all_of * poor, *bits.T, *(bits * poor[:, np.newaxis]).T]
    if plan.marks.gaps:
        parts += [np.asarray(cells[name], float)[rows] * poor for name in ("gap1", "gap2")]
    return groups[rows], units[rows], np.column_stack(parts)


def _units(plan: Plan, cells: Mapping[str, Any], pairs: Mapping[str, Any] | None) -> tuple[Units, list[Index]]:
    """The sampling units of every row, and the unit of each cell."""
    design = plan.door.population.design
    policy = SinglePsu.SKIP if design is None else design.single_psu
    tables = [cells] if pairs is None else [cells, pairs]
    strata, stratum_names = _together(tables, plan.strata)
    if not plan.psu:
        count = np.asarray(cells["n"], dtype=np.int64)
        fractions = _fractions(plan, strata[0], stratum_names, np.bincount(strata[0], count))
        spread = _spread(cells, count)
        # Cells are units here: numbered by what they hold, whatever the order that the engine gives them in.
        told = [_together(tables, plan.groups)[0][0], strata[0], *(cells[name] for name in (*plan.who, "code"))]
        order = np.lexsort([*(cells[name] for name in ("gap2", "gap1") if name in cells), *told[::-1]])
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        spread = None if spread is None else spread[order]
        return Units(strata[0][order], count[order], spread, fractions, None, stratum_names, policy), [place]
    codes, keys = _together(tables, [*plan.strata, *plan.psu])
    home = np.zeros(len(keys), np.int64)
    for unit, stratum in zip(codes, strata, strict=True):
        home[unit] = stratum
    fractions = _fractions(plan, home, stratum_names, np.bincount(home))
    return Units(home, None, None, fractions, keys, stratum_names, policy), codes


def _spread(cells: Mapping[str, Any], count: Index) -> Any:
    """How the rows of each cell differ in weight: 0 where they do not."""
    if "ww" not in cells:
        return None
    weight = np.asarray(cells["w"], float)
    apart = np.asarray(cells["ww"], float) - weight**2 / count
    # Rows of one weight are apart by rounding alone.
    apart[apart <= 1e-12 * weight**2 / count] = 0.0
    found = np.divide(apart, weight**2, out=np.zeros(len(weight)), where=weight > 0)
    return found if found.any() else None


def _fractions(plan: Plan, strata: Index, names: tuple[Any, ...], sizes: Any) -> Any:
    """The share of the sampling units of each stratum that was drawn."""
    import narwhals.stable.v2 as nw

    column = plan.design.fpc
    if column is None:
        return None
    value = plan.door.number(column).alias("fpc")
    keys = [plan.door.key(plan.design.strata).alias("s")] if plan.design.strata else [nw.lit(0).alias("s")]
    ends = (
        plan.door.frame.select(value, *keys)
        .group_by("s")
        .agg(nw.col("fpc").min().alias("low"), nw.col("fpc").max().alias("high"))
    )
    found = plan.door.fetch(ends)
    low, high = np.asarray(found["low"], float), np.asarray(found["high"], float)
    place = {name: i for i, name in enumerate(names)}
    order = [place[one] if plan.strata else 0 for one in list(found["s"])]
    first, last = np.zeros((2, len(names)))
    first[order], last[order] = low, high
    return drawn_fractions(first, last, sizes, [name if plan.strata else "-" for name in names], column)


def _together(tables: Sequence[Mapping[str, Any]], names: Sequence[str]) -> tuple[list[Index], tuple[Any, ...]]:
    """Codes of keys that several tables share, and what each stands for; several names make one key."""
    sizes = [len(table["n"]) for table in tables]
    if not names:
        return [np.zeros(size, np.int64) for size in sizes], (None,)
    whole: Index = np.zeros(sum(sizes), np.int64)
    keys: tuple[Any, ...] = ()
    for place, name in enumerate(names):
        columns = [table[name] for table in tables]
        arrays = all(isinstance(one, np.ndarray) for one in columns)
        cells = np.concatenate(columns) if arrays else [one for column in columns for one in list(column)]
        codes, known = codes_of_keys(cells)
        if place == 0:
            whole, keys = codes, known
            continue
        both, whole = np.unique(whole * len(known) + codes, return_inverse=True)
        whole = whole.reshape(-1)
        flat = [one if isinstance(one, tuple) and place > 1 else (one,) for one in keys]
        keys = tuple((*flat[one // len(known)], known[one % len(known)]) for one in both.tolist())
    return np.split(whole, np.cumsum(sizes)[:-1]), keys
