"""H, A and M0 at every cut-off, and which groups lie below others at each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import attrs
import numpy as np
from numpy.typing import NDArray

from ...kernels.cutoff_curves import curve_sums, row_score_sums
from ...kernels.intervals import logit_interval, t_interval
from ...kernels.linearisation import quotient, ratio_errors
from ...kernels.patterns import row_scores
from ...kernels.survey_design import design_cells
from ..result import Items
from .estimating import defined_errors
from .scores import CountingScores
from .tally import Array, Index, Persons

__all__ = ["MEASURES", "CutoffCurve", "Dominance", "Dominances", "curves_of", "dominances_of"]

NAN = float("nan")
MEASURES = ("H", "A", "M0")
# Cells of unit and score beyond which curves go without errors.
AT_ONCE = 50_000_000


@attrs.frozen(eq=False)
class CutoffCurve:
    """H, A and M0 of some people at every cut-off; arrays of shape (groups, cut-offs).

    Parameters
    ----------
    who
        ``"all"``, ``"women"`` or ``"men"``.
    estimate, se, low, high
        By measure; NaN where there is none.
    df
        Shape (groups,): degrees of freedom.
    """

    who: str
    df: Index
    estimate: Mapping[str, Array]
    se: Mapping[str, Array]
    low: Mapping[str, Array]
    high: Mapping[str, Array]


@attrs.frozen
class Dominance:
    """One group against another over every cut-off.

    Parameters
    ----------
    who, measure
        Of whom, and ``"H"`` or ``"M0"``.
    group, other
        The group that has no more at any cut-off, and less at some; and the other.
    clear
        Whether it is less at every cut-off where the other has some, by more than chance explains: each difference
        beyond its interval, the two groups taken as independent.
    """

    who: str
    measure: str
    group: Any
    other: Any
    clear: bool


@attrs.frozen(repr=False)
class Dominances(Items[Dominance]):
    """Which groups are less deprived than others whatever the cut-off.

    Parameters
    ----------
    items
        One for each ordered pair that holds.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "dominances"

    def __repr__(self) -> str:
        return f"Dominances: {len(self.items)}, {sum(one.clear for one in self.items)} clear"


def curves_of(scores: CountingScores) -> tuple[Index, tuple[CutoffCurve, ...]]:
    """The lines where something changes, and the curves at them."""
    tally, weights = scores.tally, np.array(scores.weights)
    sums = {
        who: row_score_sums(
            persons.codes, weights, sample_weights=persons.weights, groups=persons.groups, n_groups=tally.n_groups
        )
        for who, persons in tally.persons.items()
        if len(persons.codes)
    }
    lines = np.unique(np.concatenate([one.scores[one.scores > 0] for one in sums.values()]))
    if not len(lines):
        lines = np.array([scores.how.line], dtype=np.int64)
    curves = []
    for who, persons in tally.persons.items():
        if who not in sums:
            nothing = {name: np.full((tally.n_groups, len(lines)), NAN) for name in MEASURES}
            curves.append(CutoffCurve(who, np.zeros(tally.n_groups, np.int64), nothing, nothing, nothing, nothing))
            continue
        _, found = curve_sums(sums[who], lines)
        everyone, poor = found[..., 0].T, found[..., 1].T
        counted = (found[..., 2 + len(weights) :] @ weights).T
        whole = float(scores.how.denominator)
        points = {
            "H": quotient(poor, everyone, undefined=NAN),
            "A": quotient(counted, whole * poor, undefined=NAN),
            "M0": quotient(counted, whole * everyone, undefined=NAN),
        }
        se, df = _curve_errors(scores, persons, lines)
        limits = {
            name: logit_interval(points[name], se[name], df, confidence=scores.how.confidence, undefined=NAN)
            for name in MEASURES
        }
        low = {name: limits[name][0] for name in MEASURES}
        high = {name: limits[name][1] for name in MEASURES}
        curves.append(CutoffCurve(who, df[:, 0], points, se, low, high))
    return lines, tuple(curves)


def _curve_errors(scores: CountingScores, persons: Persons, lines: Index) -> tuple[dict[str, Array], NDArray[Any]]:
    """Errors of H, A and M0 at every line, from weights by unit and score."""
    tally, count = scores.tally, len(lines)
    nothing = {name: np.full((tally.n_groups, count), NAN) for name in MEASURES}
    if not persons.by_unit:
        return nothing, np.zeros((tally.n_groups, 1), np.int64)
    cells = design_cells(persons.groups, persons.units, n_groups=tally.n_groups, n_units=tally.n_units)
    size = len(cells.groups)
    if size * count > AT_ONCE:
        return nothing, np.zeros((tally.n_groups, 1), np.int64)
    # A score counts at every line up to it; 0 stands for scores below the first.
    place = np.searchsorted(lines, row_scores(persons.codes, np.array(scores.weights)), side="right")
    by_score = np.bincount(cells.codes * (count + 1) + place, persons.weights, minlength=size * (count + 1))
    by_score = by_score.reshape(size, count + 1)
    above = np.cumsum(by_score[:, ::-1], axis=1)[:, ::-1]
    valued = np.cumsum((by_score[:, 1:] * lines)[:, ::-1], axis=1)[:, ::-1]
    sums = np.hstack([above, valued])
    numerators, denominators = np.zeros((2, 1 + 2 * count, 3 * count))
    at = np.arange(count)
    everyone, poor, scored = 0, 1 + at, 1 + count + at
    numerators[poor, at] = numerators[scored, count + at] = numerators[scored, 2 * count + at] = 1
    denominators[everyone, at] = 1
    denominators[poor, count + at] = denominators[everyone, 2 * count + at] = scores.how.denominator
    table = tally.design(cells.groups, cells.units, sums)
    policy = tally.units.policy
    errors = ratio_errors(
        table, numerators, denominators, undefined=NAN, single_psu=policy, fractions=tally.units.fractions
    )
    se = defined_errors(table, errors).se
    return {name: se[:, i * count : (i + 1) * count] for i, name in enumerate(MEASURES)}, errors.df[:, np.newaxis]


def dominances_of(groups: tuple[Any, ...], curve: CutoffCurve, measure: str, confidence: float) -> Iterator[Dominance]:
    """The ordered pairs of groups of which the first is nowhere above and somewhere below the second."""
    values, se = curve.estimate[measure], curve.se[measure]
    for i, group in enumerate(groups):
        for j, other in enumerate(groups):
            if i == j or np.isnan(values[[i, j]]).any():
                continue
            apart = values[j] - values[i]
            freedom = np.array(min(curve.df[i], curve.df[j]))
            if (apart >= 0).all() and (apart > 0).any():
                there = values[j] > 0
                low, _ = t_interval(apart, np.hypot(se[i], se[j]), freedom, confidence=confidence, undefined=NAN)
                clear = bool((low[there] > 0).all())
                yield Dominance(curve.who, measure, group, other, clear)
