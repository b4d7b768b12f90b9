"""Sampling units drawn anew: errors of inequality by the rescaled bootstrap beside the linearised ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput, fault
from ...kernels.resampling import multiplicities
from ..drawing import generator
from ..population import population_of
from ..result import Library, Provenance, Result, Row, plain
from .amounts import Amounts, amounts_of, asked_faults
from .measuring import MEASURES, InequalityScores, names_of, scored

__all__ = ["InequalityBootstrap", "bootstrap"]

Array = NDArray[np.float64]
NAN = float("nan")
# Rows of all draws that are measured at once.
_AT_ONCE = 1_000_000


@attrs.frozen(eq=False, repr=False)
class InequalityBootstrap(Result):
    """The spread of measures of inequality over samples drawn anew.

    Parameters
    ----------
    scores
        The measures with their linearised errors.
    draws
        How many samples were drawn.
    se, low, high
        Shape (groups, measures): the standard deviation over the draws where the measure is defined, and the percentile
        interval at the confidence of the scores; NaN where most draws have none or linearisation has no error;
        read-only.
    defined
        Shape (groups, measures): in how many draws it is defined; read-only.
    provenance
        Where it comes from, with the seed.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "inequality_bootstrap"

    scores: InequalityScores
    draws: int
    se: Array
    low: Array
    high: Array
    defined: NDArray[np.int64]
    provenance: Provenance
    frame_library: Library | None = None

    @property
    def ratio(self) -> float:
        """The mean of bootstrap over linearised standard error, of all that have both and are not 0."""
        # An error that is 0 comes out at some 1e-16 of the estimate; to divide by it would drown every other ratio.
        known = (self.scores.se > 1e-12 * np.abs(self.scores.estimate)) & ~np.isnan(self.se)
        return float(np.mean(self.se[known] / self.scores.se[known])) if known.any() else NAN

    def rows(self) -> list[Row]:
        """One row for each group and measure: both errors, and the percentile interval."""
        found: list[Row] = []
        for g, group in enumerate(self.scores.groups):
            for j, name in enumerate(self.scores.measures):
                row: Row = {"group": plain(group), "measure": name}
                row |= {key: plain(float(getattr(self.scores, key)[g, j])) for key in ("estimate", "se")}
                row |= {"bootstrap_se": plain(float(self.se[g, j]))}
                row |= {key: plain(float(getattr(self, key)[g, j])) for key in ("low", "high")}
                found.append(row | {"draws": int(self.defined[g, j])})
        return found

    def __repr__(self) -> str:
        beside = "unknown" if np.isnan(self.ratio) else f"{self.ratio:.3f} on average"
        told = f"{self.draws} draws; bootstrap over linearised error {beside}"
        return self._told(f"InequalityBootstrap({self.scores.value}): {told}")


def bootstrap(
    data: Any,
    value: str,
    *,
    by: str | None = None,
    measures: Iterable[str] | None = None,
    draws: int = 1000,
    rng: int | np.random.Generator | None = None,
    confidence: float = 0.95,
) -> InequalityBootstrap:
    """The errors of measures of inequality by the rescaled bootstrap of Rao and Wu, beside the linearised ones.

    In each stratum of n sampling units n - 1 are drawn with replacement, and their weights rescaled, with a
    finite-population correction where the design has one; rows of a unit stay together. A unit that is alone in its
    stratum stays in every draw where the design skips it.

    Parameters
    ----------
    data, value, by, measures
        As in `measure`.
    draws
        How many samples are drawn, at least 2.
    rng
        A seed or a generator; None takes a seed of the machine, which the provenance keeps.
    confidence
        Of the intervals, in (0, 1).

    Returns
    -------
    InequalityBootstrap

    Raises
    ------
    InvalidInput
        As in `measure`; for draws below 2, and a stratum with one sampling unit under ``single_psu="centre"``.

    References
    ----------
    Rao, J. N. K., Wu, C. F. J. and Yue, K. (1992). Some recent work on resampling methods for complex surveys.
    Survey Methodology 18, 209-217.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> loans = pd.DataFrame({"loan": np.arange(1.0, 201.0)})
    >>> found = bootstrap(loans, "loan", measures="gini", draws=400, rng=1)
    >>> 0.9 < found.ratio < 1.1
    True
    """
    names = names_of(measures, asked_faults(confidence, draws=draws))
    drawn_by, seed = generator(rng)
    amounts = amounts_of(population_of(data), value, by)
    scores = scored(amounts, value, by, names, asked=measures is not None, confidence=confidence)
    values = np.concatenate([_measured(amounts, names, block) for block in _blocks(amounts, draws, drawn_by)])
    known = ~np.isnan(values)
    defined = known.sum(axis=0)
    # Where linearisation has no error, of a single unit say, there is no spread that drawing could show.
    enough = (2 * defined > draws) & ~np.isnan(scores.se)
    full = np.where(enough, values, 0.0)
    tail = (1 - confidence) / 2
    ends = np.nanquantile(full, [tail, 1 - tail], axis=0)
    se, low, high = (np.where(enough, one, NAN) for one in (np.nanstd(full, axis=0, ddof=1), *ends))
    for array in (se, low, high, defined):
        array.flags.writeable = False
    origin = attrs.evolve(scores.provenance, seed=seed)
    return InequalityBootstrap(scores, draws, se, low, high, defined, origin, amounts.library)


def _blocks(amounts: Amounts, draws: int, rng: np.random.Generator) -> Iterator[Array]:
    """What each sampling unit counts for, in blocks of draws."""
    drawn = amounts.sample.units
    units = len(drawn.strata)
    alone = (np.bincount(drawn.strata) == 1)[drawn.strata]
    if alone.any() and drawn.policy == "centre":
        raise InvalidInput(fault("single_psu", "$.design.strata", given=str(drawn.strata_keys[drawn.strata[alone][0]])))
    several = np.flatnonzero(~alone)
    if not len(several):
        yield np.ones((draws, units))
        return
    # With a finite population the weights move less: their spread is 1 less the share drawn.
    moved = 1.0 if drawn.fractions is None else np.sqrt(1 - drawn.fractions)[drawn.strata[several]]
    at_once = len(several) * max(1, _AT_ONCE // max(1, len(amounts.values)))
    blocks = multiplicities(len(several), draws, rng=rng, strata=drawn.strata[several], at_once=at_once)
    for block in blocks:
        counted = np.ones((len(block), units))
        counted[:, several] = 1 + moved * (block - 1)
        yield counted


def _measured(amounts: Amounts, names: tuple[str, ...], counted: Array) -> Array:
    """Every measure of some draws, each draw beside the others as groups: shape (draws, groups, measures)."""
    draws, rows = len(counted), len(amounts.values)
    sample = amounts.sample
    weights = counted[:, sample.unit] if sample.weights is None else counted[:, sample.unit] * sample.weights
    own = np.zeros(rows, np.int64) if amounts.groups is None else amounts.groups
    places = own + amounts.n_groups * np.arange(draws)[:, np.newaxis]
    beside = attrs.evolve(
        amounts,
        values=np.tile(amounts.values, draws),
        sample=attrs.evolve(sample, weights=weights.ravel()),
        groups=places.ravel(),
        labels=tuple(range(draws * amounts.n_groups)),
    )
    return np.stack([MEASURES[name].of(beside).reshape(draws, -1) for name in names], axis=-1)
