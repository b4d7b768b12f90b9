"""How far the answer hangs on the cut-off and the weights: every cut-off at once, other weights, dominance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, ClassVar

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput, fault
from ...kernels.alkire_foster import common_weights, poverty_line
from ...kernels.cutoff_curves import curve_sums, row_score_sums
from ...kernels.intervals import logit_interval, t_interval
from ...kernels.linearisation import quotient, ratio_errors
from ...kernels.patterns import row_scores
from ...kernels.survey_design import design_cells
from ...kernels.weight_sets import weight_set_estimates
from ...model.fields import as_fraction
from ..drawing import draw_faults, generator
from ..result import Items, Library, Provenance, Result, Row, as_list, plain
from .estimating import defined_errors
from .scores import CountingScores
from .tally import Array, Index, Persons

__all__ = ["CutoffCurve", "Dominance", "Dominances", "Robustness", "WeightSets", "robustness"]

NAN = float("nan")
MEASURES = ("H", "A", "M0")
# Weights that are drawn become whole numbers over this.
WHOLE = 10**6
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


@attrs.frozen(eq=False, repr=False)
class WeightSets(Result):
    """H, A and M0 of every group under other weights, at the rule's own cut-off.

    Parameters
    ----------
    names
        What each set is called.
    groups
        What each group is called.
    weights
        Shape (sets, indicators): whole numbers.
    found
        By who and measure: shape (sets, groups).
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "weight_sets"

    names: tuple[str, ...]
    groups: tuple[Any, ...]
    weights: Index
    found: Mapping[tuple[str, str], Array]
    frame_library: Library | None = None

    def __len__(self) -> int:
        return len(self.names)

    def same_order(self, measure: str = "M0", who: str | None = None) -> float:
        """The share of the pairs of groups that every set puts in one order; 1 with a single group.

        Parameters
        ----------
        measure
            ``"H"``, ``"A"`` or ``"M0"``.
        who
            Of whom; None for the first.
        """
        values = next(one for (name, kind), one in self.found.items() if kind == measure and who in (None, name))
        first, second = np.triu_indices(values.shape[1], 1)
        if not len(first):
            return 1.0
        apart = np.sign(values[:, first] - values[:, second])
        return float((np.nanmin(apart, axis=0) == np.nanmax(apart, axis=0)).mean())

    def rows(self) -> list[Row]:
        """One row for each set, group and who."""
        whos = tuple(dict.fromkeys(who for who, _ in self.found))
        cells = {key: values.tolist() for key, values in self.found.items()}
        return [
            {"set": name, "group": plain(group), "who": who, **{m: plain(cells[who, m][s][g]) for m in MEASURES}}
            for s, name in enumerate(self.names)
            for g, group in enumerate(self.groups)
            for who in whos
        ]

    def __repr__(self) -> str:
        told = []
        for (who, measure), values in self.found.items():
            if measure == "M0" and values.size:
                told.append(f"{who} M0 {np.nanmin(values):.4g} to {np.nanmax(values):.4g}")
        return f"WeightSets: {len(self.names)} sets, {len(self.groups)} groups; {', '.join(told) or 'none'}"


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
            for one in _dominances(self.groups, curve, measure, self.scores.how.confidence)
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
        raise InvalidInput(fault("bounded_change", "$"))
    names, sets, seed = _sets(scores, weights or {}, draws, concentration, rng)
    lines, curves = _curves(scores)
    lasting: dict[tuple[str, str], Array] = {}
    cut, strict = scores.how.cutoff, scores.rule.strict
    at = np.array([poverty_line(cut, int(one.sum()), strict=strict) for one in sets], dtype=np.int64)
    for who, persons in scores.tally.persons.items():
        if len(sets):
            found = weight_set_estimates(
                persons.codes,
                sets,
                at,
                sample_weights=persons.weights,
                groups=persons.groups,
                n_groups=scores.tally.n_groups,
                undefined=NAN,
            )
            lasting |= {(who, measure): getattr(found, measure) for measure in MEASURES}
    return Robustness(
        scores,
        lines / scores.how.denominator,
        curves,
        WeightSets(names, scores.groups, sets, lasting, scores.frame_library),
        attrs.evolve(scores.provenance, seed=seed),
        scores.frame_library,
    )


# --- weights -------------------------------------------------------------------------------------------------------


def _sets(
    scores: CountingScores,
    weights: Mapping[str, Mapping[str, Any]],
    draws: int,
    concentration: float | None,
    rng: int | np.random.Generator | None,
) -> tuple[tuple[str, ...], Index, int | None]:
    faults: list[Fault] = draw_faults(draws, 0.5)
    if concentration is not None and not 0 < concentration < np.inf:
        faults.append(fault("out_of_range", "concentration", given=concentration, low=0, high=np.inf))
    rows = []
    for name, given in weights.items():
        try:
            rows.append(_whole(scores.indicators, given))
        except InvalidInput as error:
            faults += [one.under(f"weights[{name!r}]") for one in error.faults]
    if faults:
        raise InvalidInput(faults)
    names = tuple(weights)
    seed = None
    if draws:
        drawn_by, seed = generator(rng)
        shares = np.array(scores.weights) / sum(scores.weights)
        alpha = np.ones(len(shares)) if concentration is None else np.maximum(concentration * shares, 1e-9)
        drawn = np.rint(drawn_by.dirichlet(alpha, size=draws) * WHOLE).astype(np.int64)
        rows += list(drawn)
        names += tuple(f"draw {i + 1}" for i in range(draws))
    return names, np.array(rows, dtype=np.int64).reshape(len(rows), len(scores.indicators)), seed


def _whole(indicators: tuple[str, ...], given: Mapping[str, Any]) -> Index:
    faults = [fault("missing_key", given=key) for key in indicators if key not in given]
    unknown = [key for key in given if key not in indicators]
    faults += [fault("no_such", key, noun="indicator", given=key, choices=indicators) for key in unknown]
    if faults:
        raise InvalidInput(faults)
    exact = [as_fraction(given[key]) for key in indicators]
    whole = sum(exact, Fraction(0))
    if whole <= 0 or min(exact) < 0:
        raise InvalidInput(fault("bad_weight", given=str(min(exact))))
    return common_weights([one / whole for one in exact])


# --- cut-offs ------------------------------------------------------------------------------------------------------


def _curves(scores: CountingScores) -> tuple[Index, tuple[CutoffCurve, ...]]:
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


def _dominances(groups: tuple[Any, ...], curve: CutoffCurve, measure: str, confidence: float) -> Iterator[Dominance]:
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
