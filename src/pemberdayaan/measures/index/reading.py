"""A table scored by an index rule: which columns are used, the steps, and what was published beside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput, fault
from ...model.framework import Framework
from ...model.index_rule import Aggregation, IndexRule, ScalingMethod
from ..cells import ANSWERED, is_blank, row_faults
from ..population import Columns, Population
from ..result import Provenance, plain
from ..sampling import sample_of
from .chain import Array, Steps, prepared
from .scores import Disagreement, Disagreements, IndexScores, LostUnit, LostUnits
from .tree import Cover, IndexTree, cover_of, tree_of
from .upward import SAME, Upward, aggregated, class_codes, ranks_of

__all__ = ["index_scores"]

DECIMALS = 12


def index_scores(population: Population, framework: Framework, rule: IndexRule, by: str | None) -> IndexScores:
    """The population scored by one index rule; see `score`."""
    tree = tree_of(framework, rule)
    known = (*tree.nodes, *tree.indicators)
    cover = cover_of(tree, [key for key in known if population.column(key) is not None])
    _unclear(population, tree, rule, cover.used, by)
    leaves = tuple(key for key in cover.used if key not in tree.parts)
    given = tuple(key for key in cover.used if key in tree.parts)
    columns = _columns(population, rule, cover, leaves, given, by)
    _within_scales(columns, framework, tree, rule, (*leaves, *given))
    steps = prepared(columns, tree, rule, leaves, given)
    cells = {key: _column(columns, key) for key in given}
    upward = aggregated(columns.named, tree, rule, steps, cells)
    index = upward.scores[tree.root]
    if np.isnan(index).all():
        raise InvalidInput(fault("none_scored", "$"))
    used = {**{key: steps.filled[:, j] for j, key in enumerate(leaves)}, **cells}
    codes = class_codes(rule.classes, index, tree, rule, used)
    coverage = _coverage(columns, len(cover.used))
    ranks = ranks_of(index, rule, columns.times)
    for array in (ranks, codes, coverage):
        array.flags.writeable = False
    return IndexScores(
        framework,
        rule,
        tree,
        cover,
        population.unit or "unit",
        columns.units,
        population.time,
        columns.times,
        by,
        columns.texts[by] if by else None,
        steps,
        upward.scores,
        upward.weights,
        ranks,
        codes,
        rule.classes,
        coverage,
        _lost(columns, steps, index, coverage),
        _disagreements(columns, tree, rule, cover, upward, codes, given),
        partial(sample_of, columns, population.design, named=population.unit is not None),
        Provenance(framework.key, framework.version, (rule.key,), framework.checked.value, digest=columns.digest()),
        columns.library,
    )


def _columns(
    population: Population,
    rule: IndexRule,
    cover: Cover,
    leaves: tuple[str, ...],
    given: tuple[str, ...],
    by: str | None,
) -> Columns:
    """What is read of a population: the used columns first, then what is published, divides or corrects."""
    divisors = [column for key, column in rule.denominators if key in leaves]
    fpc = population.design.fpc if population.design is not None else None
    classed = rule.class_column if rule.classes and population.column(rule.class_column) is not None else None
    group = rule.imputation.by if rule.imputation is not None else None
    names = dict.fromkeys((*leaves, *given, *cover.published, *divisors, *([fpc] if fpc is not None else [])))
    texts = dict.fromkeys(one for one in (classed, group, by) if one)
    return population.matrix(tuple(names), texts=tuple(texts))


# These keep the score of a node between the least and the greatest of its parts.
_BETWEEN = {
    Aggregation.ARITHMETIC,
    Aggregation.GEOMETRIC,
    Aggregation.HARMONIC,
    Aggregation.POWER,
    Aggregation.MEDIAN,
    Aggregation.MINIMUM,
}


def _within_scales(
    columns: Columns, framework: Framework, tree: IndexTree, rule: IndexRule, used: tuple[str, ...]
) -> None:
    """Refuse what stands beyond the ends of a scale where these are the goalposts: no score of the scale is there."""
    if rule.scaling.method is not ScalingMethod.GOALPOSTS:
        return
    own = {one.key for one in rule.goalposts}
    scales = {one.key: framework.scale.get(one.scale or "") for one in framework.indicators if one.key not in own}
    faults: list[Fault] = []
    for key, cells in zip(used, columns.cells, strict=False):
        below = tree.below(key) if key in tree.parts else (key,)
        if any(scales.get(one) is None for one in below) or (key in tree.parts and not _between(tree, rule, key)):
            continue
        scale = scales[below[0]]
        ends = rule.scaling.span if key in tree.parts or scale is None else scale.ends
        low, high = (math.nan if end is None else float(end) for end in ends)
        rows = np.flatnonzero((cells < low) | (cells > high))
        found: dict[Any, list[Any]] = {}
        for given, unit in zip(cells[rows].tolist(), columns.named(rows), strict=True):
            found.setdefault(plain(given), []).append(unit)
        said = {"low": f"{low:g}", "high": f"{high:g}"}
        told = row_faults("cell_scale", key, found)
        faults += [attrs.evolve(one, values={**one.values, **said}) for one in told]
    if faults:
        raise InvalidInput(faults)


def _between(tree: IndexTree, rule: IndexRule, key: str) -> bool:
    """Whether a node stands between the least and the greatest of its indicators."""
    below = set(tree.below(key))
    nodes = [node for node in tree.nodes if set(tree.below(node)) <= below]
    return rule.treatment is None and all(rule.aggregation_of(node) in _BETWEEN for node in nodes)


def _column(columns: Columns, key: str) -> Array:
    return columns.values[:, columns.names.index(key)]


def _unclear(population: Population, tree: IndexTree, rule: IndexRule, used: Sequence[str], by: str | None) -> None:
    """A column that the result could not show beside its own, or that two indicators would count twice."""
    taken = {*tree.nodes, "rank", "class"}
    named = dict.fromkeys(one for one in (population.unit or "unit", population.time, by) if one in taken)
    faults = [fault("repeated_key", f"$.{one}", given=one) for one in named]
    as_they_stand = {part for node, _ in rule.formulas for part in tree.parts[node]}
    seen: set[str | None] = set()
    for key in used:
        column = population.column(key)
        if column in seen and key not in as_they_stand:
            faults.append(fault("repeated_key", f"$.names.{key}", given=column))
        seen.add(column)
    if faults:
        raise InvalidInput(faults)


def _coverage(columns: Columns, used: int) -> Array:
    """The share of the used columns, which come first, that each unit has before imputation."""
    if not any(columns.gaps[:used]):
        return np.ones(columns.rows)
    return np.asarray((columns.kinds[:, :used] == ANSWERED).mean(axis=1))


def _lost(columns: Columns, steps: Steps, index: Array, coverage: Array) -> LostUnits:
    found = []
    for row in np.flatnonzero(np.isnan(index)).tolist():
        reason = "no_data" if coverage[row] == 0 else "incomplete" if steps.kept[row] else "screened"
        time = None if columns.times is None else columns.times[row]
        found.append(LostUnit(columns.units[row], time, reason))
    return LostUnits(tuple(found), columns.library)


# --- what was published ------------------------------------------------------------------------------------------


def _disagreements(
    columns: Columns,
    tree: IndexTree,
    rule: IndexRule,
    cover: Cover,
    upward: Upward,
    codes: NDArray[np.int64],
    given: tuple[str, ...],
) -> Disagreements:
    """Differences that the decimals of the published values, and of components used in their place, cannot explain."""
    items: list[Disagreement] = []
    compared: list[tuple[str, int]] = []
    inputs = max((_half_unit(_column(columns, key)) for key in given), default=0.0)
    for node in cover.published:
        if node not in upward.scores:
            continue
        ours, published = upward.scores[node], _column(columns, node)
        both = ~np.isnan(ours) & ~np.isnan(published)
        compared.append((node, int(both.sum())))
        slack = (
            _half_unit(published[both]) + inputs + SAME * (float(np.abs(published[both]).max()) if both.any() else 0)
        )
        with np.errstate(invalid="ignore"):
            rows = np.flatnonzero(both & (np.abs(ours - published) > slack))
        items += [_at(columns, row, node, float(ours[row]), float(published[row])) for row in rows.tolist()]
    if rule.class_column in columns.texts and rule.classes:
        names = _class_names(rule)
        cells = columns.texts[rule.class_column]
        keys = [one.key for one in rule.classes]
        scored = [row for row, code in enumerate(codes.tolist()) if code >= 0 and not is_blank(cells[row])]
        compared.append(("class", len(scored)))
        known: dict[Any, str] = {cell: names.get(_folded(cell), str(cell)) for cell in {cells[row] for row in scored}}
        for row in scored:
            if known[cells[row]] != keys[codes[row]]:
                items.append(_at(columns, row, "class", keys[codes[row]], known[cells[row]]))
    return Disagreements(tuple(items), tuple(compared), columns.library)


def _at(columns: Columns, row: int, node: str, ours: float | str, published: float | str) -> Disagreement:
    time = None if columns.times is None else columns.times[row]
    return Disagreement(columns.units[row], time, node, ours, published)


def _half_unit(values: Array) -> float:
    """Half of the last decimal that a column is written with; 0 where it has more than any table prints."""
    known = values[~np.isnan(values)]
    for digits in range(DECIMALS + 1):
        if (np.abs(known * 10.0**digits - np.rint(known * 10.0**digits)) <= 1e-9 * 10.0**digits).all():
            return float(Decimal(5).scaleb(-digits - 1)) * (1 + 1e-9)
    return 0.0


def _class_names(rule: IndexRule) -> dict[str, str]:
    """The key of a class by each way in which tables write it."""
    found: dict[str, str] = {}
    for one in rule.classes:
        for name in (one.key, one.label.id, one.label.en):
            if name:
                found[_folded(name)] = one.key
    return found


def _folded(cell: object) -> str:
    return " ".join(str(cell).replace("_", " ").casefold().split())
