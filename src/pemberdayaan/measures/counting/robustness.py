"""How far the answer hangs on the cut-off and the weights: every cut-off at once, other weights, dominance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs
import numpy as np

from ...errors import InvalidInput, fault
from ..result import Library, Provenance, Result, Row, as_list, plain
from .cutoff_curves import MEASURES, CutoffCurve, Dominances, curves_of, dominances_of
from .scores import CountingScores
from .tally import Array
from .weight_sets import WeightSets, weight_sets

__all__ = ["Robustness", "robustness"]


@attrs.frozen(eq=False, repr=False)
class Robustness(Result):
    """H, A and M0 at every cut-off, with errors, and under other weights.

    Parameters
    ----------
    scores
        What it is about.
    cutoffs
        Shape (cut-offs,): the shares of the weights from which on one is poor, rising: each where something changes.
    curves
        One for each who.
    weight_sets
        The same at the rule's cut-off under other weights.
    provenance
        Where it comes from.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "robustness"

    scores: CountingScores
    cutoffs: Array
    curves: tuple[CutoffCurve, ...]
    weight_sets: WeightSets
    provenance: Provenance
    frame_library: Library | None = None

    @property
    def groups(self) -> tuple[Any, ...]:
        """What each group is called."""
        return self.scores.groups

    @property
    def decisive(self) -> float:
        """The cut-off of the rule: the least share of the weights that is poor."""
        return self.scores.how.line / self.scores.how.denominator

    def curve(self, who: str | None = None) -> CutoffCurve:
        """The curve of some people; None for the first.

        Raises
        ------
        InvalidInput
            If there is none.
        """
        for one in self.curves:
            if who in (None, one.who):
                return one
        raise InvalidInput(
            fault("not_a_choice", "who", given=who, noun="who", choices=tuple(one.who for one in self.curves))
        )

    @property
    def dominance(self) -> Dominances:
        """Which groups have no more than others at any cut-off."""
        items = [
            one
            for curve in self.curves
            for measure in ("H", "M0")
            for one in dominances_of(self.groups, curve, measure, self.scores.how.confidence)
        ]
        return Dominances(tuple(items), self.frame_library)

    def rows(self) -> list[Row]:
        """One row for each group, who, cut-off and measure."""
        found: list[Row] = []
        for g, group in enumerate(self.groups):
            for curve in self.curves:
                for measure in MEASURES:
                    numbers = [as_list(getattr(curve, one)[measure][g]) for one in ("estimate", "se", "low", "high")]
                    found += [
                        {
                            "group": plain(group),
                            "who": curve.who,
                            "measure": measure,
                            "cutoff": cutoff,
                            "estimate": estimate,
                            "se": se,
                            "low": low,
                            "high": high,
                        }
                        for cutoff, estimate, se, low, high in zip(self.cutoffs.tolist(), *numbers, strict=True)
                    ]
        return found

    def __repr__(self) -> str:
        told = f"Robustness({self.scores.framework.key}): {len(self.cutoffs)} cut-offs, {len(self.groups)} groups"
        return self._told(told + (f", {len(self.weight_sets)} weight sets" if len(self.weight_sets) else ""))


def robustness(
    scores: CountingScores,
    *,
    weights: Mapping[str, Mapping[str, Any]] | None = None,
    draws: int = 0,
    concentration: float | None = None,
    rng: int | np.random.Generator | None = None,
) -> Robustness:
    """Every cut-off at once, other sets of weights, and dominance between groups, without the population again.

    Parameters
    ----------
    scores
        What is asked of.
    weights
        Named sets, those of stakeholders for instance: for each indicator a whole number or a fraction (``"1/10"``).
    draws
        How many more sets are drawn from a Dirichlet distribution.
    concentration
        How close the drawn weights keep to those of the rule, above 0: the Dirichlet parameters are this times the
        rule's shares. None draws every set with the same chance.
    rng
        A seed or a generator.

    Returns
    -------
    Robustness
        Errors of the curves need patterns by sampling unit, which populations above two million rows do not keep.

    Raises
    ------
    InvalidInput
        For weights that lack an indicator, are negative or all 0, draws below 0, a concentration not above 0, and for
        scores whose missing values are bounded: ask their worst and their best.

    References
    ----------
    Alkire, S. and Santos, M. E. (2014). Measuring acute poverty in the developing world: robustness and scope of the
    Multidimensional Poverty Index. World Development 59, 251-274.

    Examples
    --------
    >>> import pandas as pd
    >>> from pemberdayaan import CountRule, Framework, score
    >>> rule = CountRule("count", "Counting", weights={"voice": 1, "land": 1}, cutoff="1/2")
    >>> frame = pd.DataFrame({"voice": [1, 1, 1, 0], "land": [1, 0, 1, 0]})
    >>> found = robustness(
    ...     score(frame, Framework("ours", "Ours", rules=[rule])), weights={"elders": {"voice": 1, "land": 3}}
    ... )
    >>> found.cutoffs.tolist(), found.curve().estimate["H"].tolist(), found.weight_sets.rows()[0]["H"]
    ([0.5, 1.0], [[0.75, 0.5]], 0.5)
    """
    if scores.worst is not None:
        raise InvalidInput(fault("bounded_scores", "$"))
    sets, seed = weight_sets(scores, weights or {}, draws, concentration, rng)
    lines, curves = curves_of(scores)
    return Robustness(
        scores,
        lines / scores.how.denominator,
        curves,
        sets,
        attrs.evolve(scores.provenance, seed=seed),
        scores.frame_library,
    )
