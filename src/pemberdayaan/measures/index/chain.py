"""The steps from a table to scaled indicators: denominate, impute, screen, treat, scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput, fault
from ...kernels import imputation, scaling
from ...kernels.treatment import TreatedColumn, treat
from ...model.elements import Direction, Indicator
from ...model.index_rule import ImputationMethod, IndexRule, ScalingMethod
from ...model.rules import Missing
from ..cells import cell_fault
from ..population import Columns
from .tree import IndexTree

__all__ = ["Steps", "prepared"]

Array = NDArray[np.float64]
SKIP: Literal["skip"] = "skip"


@attrs.frozen(eq=False)
class Steps:
    """Indicators at each step; a step that the recipe leaves out is the array before it.

    Parameters
    ----------
    indicators
        The keys of the columns.
    raw
        Shape (units, indicators): denominated, else as it came in; NaN where nothing is known.
    imputed
        Which cells are filled in; None if none could be.
    kept
        Which units have enough indicators.
    filled, treated, scaled
        With the filled cells; after the treatment of outliers; on one scale. NaN in units that are not kept.
    changed
        Which cells the treatment changed; None without treatment.
    records
        What the treatment did to each indicator.
    """

    indicators: tuple[str, ...]
    raw: Array
    imputed: NDArray[np.bool_] | None
    kept: NDArray[np.bool_]
    filled: Array
    treated: Array
    scaled: Array
    changed: NDArray[np.bool_] | None = None
    records: tuple[TreatedColumn, ...] = ()

    def __attrs_post_init__(self) -> None:
        for array in (self.raw, self.imputed, self.kept, self.filled, self.treated, self.scaled, self.changed):
            if array is not None:
                array.flags.writeable = False


def prepared(
    columns: Columns, tree: IndexTree, rule: IndexRule, leaves: tuple[str, ...], given: tuple[str, ...] = ()
) -> Steps:
    """The indicators at each step of the recipe; ``given`` are the nodes that came in aggregated."""
    values = columns.values
    raw = _denominated(columns, rule, leaves, values[:, : len(leaves)])
    missing = any(columns.gaps)
    empty = missing and bool(np.isnan(raw).any())
    filled, imputed = _filled(columns, rule, leaves, raw) if empty and rule.imputation else (raw, None)
    there = len(leaves) - np.isnan(filled).sum(axis=1) if missing else np.full(len(raw), len(leaves))
    kept = np.ones(len(raw), bool)
    if rule.screen is not None and leaves:
        kept = there * rule.screen.denominator >= rule.screen.numerator * len(leaves)
    if rule.missing is Missing.RAISE:
        faults = _gaps(columns, leaves, filled, kept) if missing else []
        faults += _gaps(columns, given, values[:, len(leaves) : len(leaves) + len(given)], np.ones(len(raw), bool))
        if faults:
            raise InvalidInput(faults)
    if not kept.any():
        raise InvalidInput(fault("none_scored", "$"))
    rows = slice(None) if kept.all() else kept
    chosen = filled[rows]
    treated, changed = chosen, None
    records: tuple[TreatedColumn, ...] = ()
    if rule.treatment is not None and leaves:
        treated, changed, records = _treated(rule, chosen)
    scaled = _scaled(columns, tree, rule, leaves, treated, np.flatnonzero(kept))
    spread = [_spread(one, kept) for one in (treated, scaled)] if isinstance(rows, np.ndarray) else [treated, scaled]
    if changed is not None and isinstance(rows, np.ndarray):
        whole = np.zeros(raw.shape, bool)
        whole[kept] = changed
        changed = whole
    return Steps(leaves, raw, imputed, kept, filled, spread[0], spread[1], changed, records)


def _spread(values: Array, kept: NDArray[np.bool_]) -> Array:
    found = np.full((len(kept), values.shape[1]), np.nan, order="F")
    found[kept] = values
    return found


def _denominated(columns: Columns, rule: IndexRule, leaves: tuple[str, ...], values: Array) -> Array:
    divided = [(leaves.index(key), column) for key, column in rule.denominators if key in leaves]
    if not divided:
        return values
    found, faults = values.copy(order="F"), []
    for j, column in divided:
        by = columns.values[:, columns.names.index(column)]
        zero = np.flatnonzero(by == 0)
        if len(zero):
            faults.append(cell_fault("denominator_zero", column, columns.named(zero)))
        else:
            found[:, j] /= by
    if faults:
        raise InvalidInput(_once(faults))
    return found


def _once(faults: Sequence[Fault]) -> list[Fault]:
    return list({(one.where, one.code): one for one in faults}.values())


def _filled(
    columns: Columns, rule: IndexRule, leaves: tuple[str, ...], raw: Array
) -> tuple[Array, NDArray[np.bool_] | None]:
    recipe = rule.imputation
    assert recipe is not None
    try:
        if recipe.method is ImputationMethod.NEAREST:
            filled = imputation.nearest(raw, neighbours=recipe.neighbours)
        elif recipe.method in (ImputationMethod.MEAN, ImputationMethod.MEDIAN):
            fill = imputation.mean if recipe.method is ImputationMethod.MEAN else imputation.median
            filled = fill(raw, groups=None if recipe.by is None else _codes(columns.texts[recipe.by]))
        else:
            carry = imputation.last if recipe.method is ImputationMethod.LAST else imputation.linear
            filled = carry(raw, units=_codes(columns.units), times=_times(columns), left="keep")
    except InvalidInput as error:
        raise InvalidInput(_named(error, leaves)) from None
    return filled, np.isnan(raw) & ~np.isnan(filled)


def _codes(cells: Sequence[Any]) -> NDArray[np.int64]:
    place = {cell: i for i, cell in enumerate(dict.fromkeys(cells))}
    return np.array([place[cell] for cell in cells], dtype=np.int64)


def _times(columns: Columns) -> Array:
    """The times as numbers where they are numbers, else by their order."""
    times = columns.times
    if times is None:
        raise InvalidInput(fault("missing_key", "$", given="time"))
    if all(isinstance(one, (int, float)) for one in times):
        return np.array(times, dtype=float)
    place = {one: i for i, one in enumerate(sorted(set(times), key=str))}
    return np.array([place[one] for one in times], dtype=float)


def _gaps(columns: Columns, leaves: tuple[str, ...], filled: Array, kept: NDArray[np.bool_]) -> list[Fault]:
    found = []
    for j, key in enumerate(leaves):
        rows = np.flatnonzero(np.isnan(filled[:, j]) & kept)
        if len(rows) == columns.rows:
            found.append(fault("all_missing", f"$.{key}"))
        elif len(rows):
            found.append(cell_fault("index_none", key, columns.named(rows)))
    return found


def _treated(rule: IndexRule, values: Array) -> tuple[Array, NDArray[np.bool_], tuple[TreatedColumn, ...]]:
    recipe = rule.treatment
    assert recipe is not None
    found = treat(
        values,
        skewness=float(recipe.skewness),
        kurtosis=float(recipe.kurtosis),
        most=recipe.most,
        otherwise=recipe.otherwise.value,
        missing=SKIP,
    )
    return found.values, found.changed, found.columns


def directions(tree: IndexTree, leaves: tuple[str, ...]) -> Array:
    """1 where more is better, -1 where less is."""
    down = [isinstance(one := tree.elements[key], Indicator) and one.direction is Direction.DOWN for key in leaves]
    return np.where(down, -1.0, 1.0)


def _scaled(
    columns: Columns,
    tree: IndexTree,
    rule: IndexRule,
    leaves: tuple[str, ...],
    treated: Array,
    rows: NDArray[np.int64],
) -> Array:
    """The indicators on one scale; those that a formula takes stay as they stand."""
    as_they_stand = {part for node, _ in rule.formulas for part in tree.parts[node]}
    plain = [j for j, key in enumerate(leaves) if key in as_they_stand]
    if len(plain) == len(leaves) or rule.scaling.method is ScalingMethod.NONE:
        return treated
    turned = [j for j in range(len(leaves)) if j not in plain]
    keys = tuple(leaves[j] for j in turned)
    part = treated if not plain else np.asfortranarray(treated[:, turned])
    try:
        scaled = _by_method(columns, tree, rule, keys, part, rows)
    except InvalidInput as error:
        raise InvalidInput(_named(error, keys, rule.scaling.method.value)) from None
    if not plain:
        return scaled
    found = treated.copy(order="F")
    found[:, turned] = scaled
    return found


def _by_method(
    columns: Columns, tree: IndexTree, rule: IndexRule, keys: tuple[str, ...], values: Array, rows: NDArray[np.int64]
) -> Array:
    recipe, method = rule.scaling, rule.scaling.method
    turn = directions(tree, keys)
    span = (float(recipe.span[0]), float(recipe.span[1]))
    if method is ScalingMethod.GOALPOSTS:
        return _between_goalposts(tree, rule, keys, values, turn, span)
    if method is ScalingMethod.DISTANCE_TO_TARGET:
        goal = np.array([float(tree.goalposts[key].target or 0) for key in keys])
        return scaling.distance_to_target(
            scaling.directed(values, turn), target=goal * turn, clip=recipe.clip, missing=SKIP
        )
    if method is ScalingMethod.AROUND_REFERENCE:
        return _around(tree, keys, values, turn)
    values = values if (turn > 0).all() else scaling.directed(values, turn)
    if method is ScalingMethod.MINMAX:
        return scaling.minmax(values, span=span, missing=SKIP)
    if method is ScalingMethod.ZSCORE:
        return scaling.zscore(values, mean=float(recipe.mean), sd=float(recipe.sd), ddof=recipe.ddof, missing=SKIP)
    if method is ScalingMethod.SCALED:
        return scaling.scaled(values, low=span[0], high=span[1], span=span, missing=SKIP)
    if method is ScalingMethod.DISTANCE_TO_REFERENCE:
        places = [i for i, row in enumerate(rows.tolist()) if str(columns.units[row]) == recipe.reference]
        if len(places) != 1:
            raise InvalidInput(fault("no_unit", "$.scaling.reference", given=recipe.reference))
        return scaling.distance_to_reference(values, row=places[0], clip=recipe.clip, missing=SKIP)
    return scaling.SCALINGS[method.value](values, missing=SKIP)


def _ends(tree: IndexTree, keys: tuple[str, ...], name: str) -> Array:
    found = [getattr(tree.goalposts.get(key), name, None) for key in keys]
    return np.array([np.nan if one is None else float(one) for one in found])


def _between_goalposts(
    tree: IndexTree, rule: IndexRule, keys: tuple[str, ...], values: Array, turn: Array, span: tuple[float, float]
) -> Array:
    """Where less is better, the ends change places: 1 at the low end."""
    low, high = _ends(tree, keys, "low"), _ends(tree, keys, "high")
    log = np.array([tree.goalposts[key].log for key in keys])
    scaled = scaling.goalposts(values, low=low, high=high, log=log, clip=rule.scaling.clip, span=span, missing=SKIP)
    if (turn < 0).any():
        scaled[:, turn < 0] = span[0] + span[1] - scaled[:, turn < 0]
    return scaled


def _around(tree: IndexTree, keys: tuple[str, ...], values: Array, turn: Array) -> Array:
    """Limits from the goalposts where there are some, else from the data; mirrored where less is better."""
    low, high = _ends(tree, keys, "low"), _ends(tree, keys, "high")
    low = np.where(np.isnan(low), np.fmin.reduce(values, axis=0), low)
    high = np.where(np.isnan(high), np.fmax.reduce(values, axis=0), high)
    if np.isnan(low + high).any():
        raise InvalidInput([fault("all_missing", f"[{j}]") for j in np.flatnonzero(np.isnan(low + high)).tolist()])
    reference = _ends(tree, keys, "reference")
    ends = np.sort([low * turn, high * turn], axis=0)
    return scaling.around_reference(
        scaling.directed(values, turn), reference=reference * turn, low=ends[0], high=ends[1], missing=SKIP
    )


def _named(error: InvalidInput, keys: tuple[str, ...], method: str = "") -> list[Fault]:
    """The faults of a kernel, by the names of its columns."""
    found = []
    for one in error.faults:
        place = one.where.partition("[")[2].partition("]")[0]
        where = f"$.{keys[int(place)]}" if place.isdigit() else one.where or "$"
        if one.code in ("no_spread", "constant"):
            found.append(fault("index_constant", where, given=method))
        else:
            found.append(attrs.evolve(one, where=where))
    return found
