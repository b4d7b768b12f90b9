"""H, A and M0 under other sets of weights: those of stakeholders, and drawn ones."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar

import attrs
import numpy as np

from ...errors import Fault, InvalidInput, fault
from ...kernels.alkire_foster import common_weights, poverty_line
from ...kernels.weight_sets import weight_set_estimates
from ...model.fields import as_fraction
from ..drawing import draw_faults, generator
from ..result import Library, Result, Row, plain
from .cutoff_curves import MEASURES
from .scores import CountingScores
from .tally import Array, Index

__all__ = ["WeightSets", "weight_sets"]

NAN = float("nan")
# Weights that are drawn become whole numbers over this.
WHOLE = 10**6


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


def weight_sets(
    scores: CountingScores,
    weights: Mapping[str, Mapping[str, Any]],
    draws: int,
    concentration: float | None,
    rng: int | np.random.Generator | None,
) -> tuple[WeightSets, int | None]:
    """The scores under named weights and under drawn ones, and the seed that gives these again."""
    names, sets, seed = _sets(scores, weights, draws, concentration, rng)
    found: dict[tuple[str, str], Array] = {}
    cut, strict = scores.how.cutoff, scores.rule.strict
    lines = np.array([poverty_line(cut, int(one.sum()), strict=strict) for one in sets], dtype=np.int64)
    for who, persons in scores.tally.persons.items() if len(sets) else ():
        points = weight_set_estimates(
            persons.codes,
            sets,
            lines,
            sample_weights=persons.weights,
            groups=persons.groups,
            n_groups=scores.tally.n_groups,
            undefined=NAN,
        )
        found |= {(who, measure): getattr(points, measure) for measure in MEASURES}
    return WeightSets(names, scores.groups, sets, found, scores.frame_library), seed


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
