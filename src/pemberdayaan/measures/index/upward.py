"""From scaled indicators up the tree to the index: weights, nodes, and the class of a score."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput
from ...kernels.aggregation import AGGREGATIONS
from ...kernels.gender import FORMULAS
from ...kernels.ranking import rank
from ...kernels.weighting import WEIGHTINGS, benefit_of_the_doubt
from ...model.elements import Direction, Indicator
from ...model.index_rule import Aggregation, Formula, IndexClass, IndexRule, ScalingMethod, WeightingMethod
from ..cells import cell_fault
from .chain import Array, Steps
from .tree import IndexTree

__all__ = ["SAME", "Upward", "aggregated", "class_codes", "exact_score", "is_linear", "node_scores", "ranks_of"]

POSITIVE = (Aggregation.GEOMETRIC, Aggregation.HARMONIC)

# Scores of equal units differ by the rounding of their sums; closer than this they are one score to a ranking.
SAME = 1e-12

# Nearer to a limit than this, a class is decided in fractions: thousands of times the rounding of a sum of floats.
NEAR = 1e-9


@attrs.frozen(eq=False)
class Upward:
    """The score of each node.

    Parameters
    ----------
    scores
        By node: shape (units,); NaN where it is missing.
    weights
        By node: what each part weighs, adding up to 1; shape (parts,), or (units, parts) where each unit has its own;
        none for a formula.
    """

    scores: Mapping[str, Array]
    weights: Mapping[str, Array]


Named = Callable[[NDArray[np.int64]], tuple[Any, ...]]


def aggregated(named: Named, tree: IndexTree, rule: IndexRule, steps: Steps, given: Mapping[str, Array]) -> Upward:
    """The nodes from the lowest to the root; those that came in already aggregated stay as they are.

    Parameters
    ----------
    named
        Gives the keys of the units in some rows, for faults.
    tree, rule, steps
        The nodes, the recipe and the scaled indicators.
    given
        The nodes that came in aggregated.
    """
    scores: dict[str, Array] = dict(given)
    weights: dict[str, Array] = {}
    place = {key: j for j, key in enumerate(steps.indicators)}
    faults: list[Fault] = []
    for node in reversed(tree.nodes):
        if node in scores or not _computed(tree, node, place, scores):
            continue
        parts = tree.parts[node]
        values = _parts(parts, place, steps, scores)
        how = rule.aggregation_of(node)
        try:
            if isinstance(how, Aggregation) and how in POSITIVE:
                _check_positive(named, parts, values, how)
            found, weighed = node_scores(tree, rule, node, values)
        except InvalidInput as error:
            # What stands above a node at fault is not computed, its neighbours are: all their faults come at once.
            faults = _named(error, node, parts) + faults
            continue
        scores[node] = found
        if weighed is not None:
            weights[node] = weighed
    if faults:
        raise InvalidInput(faults)
    if tree.factor != 1:
        scores[tree.root] = scores[tree.root] * float(tree.factor)
    for array in (*scores.values(), *weights.values()):
        array.flags.writeable = False
    return Upward(scores, weights)


def _computed(tree: IndexTree, node: str, place: Mapping[str, int], scores: Mapping[str, Array]) -> bool:
    """Below a node that came in aggregated, nothing is computed."""
    return all(part in place or part in scores for part in tree.parts[node])


def _parts(parts: Sequence[str], place: Mapping[str, int], steps: Steps, scores: Mapping[str, Array]) -> Array:
    """The parts of a node side by side; a view where they are neighbours."""
    columns = [place.get(part, -1) for part in parts]
    if columns[0] >= 0 and columns == list(range(columns[0], columns[0] + len(columns))):
        return steps.scaled[:, columns[0] : columns[0] + len(columns)]
    values = np.empty((len(steps.kept), len(parts)), order="F")
    for i, part in enumerate(parts):
        values[:, i] = steps.scaled[:, place[part]] if part in place else scores[part]
    return values


def node_scores(tree: IndexTree, rule: IndexRule, node: str, values: Array) -> tuple[Array, Array | None]:
    """The score of a node from its parts, shape (units, parts), and what these weigh; None for a formula."""
    how = rule.aggregation_of(node)
    if isinstance(how, Formula):
        return FORMULAS[how.value](values, missing="skip"), None
    weights: Array = np.array([float(tree.share(part)) for part in tree.parts[node]])
    said: dict[str, Any] = {"missing": "skip", "availability": float(rule.availability)}
    if rule.weighting not in (WeightingMethod.GIVEN, WeightingMethod.EQUAL) and len(weights) > 1:
        complete = ~np.isnan(values).any(axis=1)
        if rule.weighting is WeightingMethod.BENEFIT_OF_THE_DOUBT:
            own = benefit_of_the_doubt(values[complete], low=float(rule.share_low), high=float(rule.share_high))
            spread = np.zeros(values.shape)
            spread[complete] = own.weights
            scores = np.full(len(values), np.nan)
            scores[complete] = own.scores
            return scores, spread
        found = WEIGHTINGS[rule.weighting.value](values[complete])
        weights = found if isinstance(found, np.ndarray) else found.weights
    if how is Aggregation.POWER:
        said["exponent"] = float(rule.exponent)
    elif how is Aggregation.OWA:
        return AGGREGATIONS[how.value](values, order_weights=_order(rule), **said), weights
    elif how is Aggregation.MAZZIOTTA_PARETO:
        said["penalty"] = rule.penalty.value
    if (weights < 0).any() and how is Aggregation.ARITHMETIC:
        # Principal components may give negative weights, which the kernel of a mean refuses.
        return np.asarray(values @ weights), weights
    return AGGREGATIONS[how.value](values, weights, **said), weights


def _order(rule: IndexRule) -> Array:
    return np.array([float(one) for one in rule.order_weights])


def _check_positive(named: Named, parts: Sequence[str], values: Array, how: Aggregation) -> None:
    faults: list[Fault] = []
    for i, part in enumerate(parts):
        rows = np.flatnonzero(values[:, i] <= 0)
        if len(rows):
            faults.append(cell_fault("not_positive", part, named(rows), given=how.value))
    if faults:
        raise InvalidInput(faults)


def _named(error: InvalidInput, node: str, parts: Sequence[str]) -> list[Fault]:
    """The faults of a kernel, by the parts of the node."""
    found = []
    for one in error.faults:
        place = one.where.partition("[")[2].partition("]")[0]
        if one.where.startswith("$"):
            found.append(one)
        elif place.isdigit() and one.where.startswith("["):
            found.append(attrs.evolve(one, where=f"$.{parts[int(place)]}"))
        else:
            found.append(one.under(f"$.{node}"))
    return found


# --- ranks and classes -----------------------------------------------------------------------------------------------


def ranks_of(index: Array, rule: IndexRule, times: Sequence[Any] | None) -> Array:
    """The ranks of the units, 1 for the highest score, within each time of a panel."""
    found = np.full(len(index), np.nan)
    places: dict[Any, list[int]] = {}
    for row, time in enumerate(times or ()):
        places.setdefault(time, []).append(row)
    for rows in places.values() or [slice(None)]:
        scores = index[rows]
        known = scores[~np.isnan(scores)]
        tolerance = SAME * float(np.abs(known).max()) if len(known) else 0.0
        found[rows] = rank(scores, ties=rule.ties.value, tolerance=tolerance, missing="skip")
    return found


def class_codes(
    classes: Sequence[IndexClass], scores: Array, tree: IndexTree, rule: IndexRule, used: Mapping[str, Array]
) -> NDArray[np.int64]:
    """The place of each score's class, -1 without a score or below the lowest; exact on the limits of linear rules.

    Parameters
    ----------
    classes
        Lowest first.
    scores
        Of the index.
    tree, rule, used
        To compute a score that is near a limit again in fractions, from the columns that were used.
    """
    known = ~np.isnan(scores)
    codes = np.where(known, 0 if classes and classes[0].bound is None else -1, -1)
    linear = is_linear(tree, rule)

    def passes(bound: Fraction, above: bool) -> NDArray[np.bool_]:
        limit = float(bound)
        with np.errstate(invalid="ignore"):
            passed: NDArray[np.bool_] = scores > limit if above else scores >= limit
            near = np.flatnonzero(np.abs(scores - limit) <= NEAR * max(1.0, abs(limit))) if linear else ()
        for row in near:
            exact = exact_score(tree, rule, {key: float(values[row]) for key, values in used.items()})
            assert exact is not None
            passed[row] = exact > bound if above else exact >= bound
        return passed

    for i, one in enumerate(classes):
        if one.bound is not None:
            codes[passes(one.bound, one.above is not None)] = i
    last = classes[-1] if classes else None
    if last is not None and last.ceiling is not None:
        codes[passes(last.ceiling, last.up_to is not None) & known] = -1
    return codes.astype(np.int64)


def is_linear(tree: IndexTree, rule: IndexRule) -> bool:
    """Whether the index is a weighted sum of indicators whose scaling no other unit can change."""
    fixed = rule.scaling.method is ScalingMethod.NONE or (
        rule.scaling.method is ScalingMethod.GOALPOSTS
        and not rule.scaling.clip
        and not any(tree.goalposts[key].log for key in tree.indicators)
    )
    weighed = rule.weighting in (WeightingMethod.GIVEN, WeightingMethod.EQUAL)
    plain = all(rule.aggregation_of(node) is Aggregation.ARITHMETIC for node in tree.nodes)
    return fixed and weighed and plain and rule.treatment is None


def exact_score(tree: IndexTree, rule: IndexRule, cells: Mapping[str, float]) -> Fraction | None:
    """The index of one unit as a fraction, each cell taken as the decimal that it is written as."""

    def node(key: str) -> Fraction | None:
        if key in cells:
            return None if np.isnan(cells[key]) else _exact_scaled(tree, rule, key, Fraction(repr(cells[key])))
        if key not in tree.parts:
            return None
        parts = [(tree.weights[part], node(part)) for part in tree.parts[key]]
        there = [(weight, value) for weight, value in parts if value is not None]
        if len(there) < rule.availability * len(parts):
            return None
        whole = sum(weight for weight, _ in there)
        return sum((weight * value for weight, value in there), Fraction(0)) / whole if whole else None

    found = node(tree.root)
    return None if found is None else found * tree.factor


def _exact_scaled(tree: IndexTree, rule: IndexRule, key: str, value: Fraction) -> Fraction:
    if key in tree.parts or rule.scaling.method is ScalingMethod.NONE:
        return value
    ends = tree.goalposts[key]
    assert ends.low is not None and ends.high is not None  # noqa: PT018  (what is linear has both)
    low, high = rule.scaling.span
    scaled = low + (value - ends.low) / (ends.high - ends.low) * (high - low)
    element = tree.elements[key]
    turned = isinstance(element, Indicator) and element.direction is Direction.DOWN
    return low + high - scaled if turned else scaled
