"""Sampling units drawn anew: errors by the rescaled bootstrap beside the linearised ones."""

from __future__ import annotations

from typing import ClassVar

import attrs
import numpy as np

from ...errors import InvalidInput, fault
from ...kernels.resampling import multiplicities
from ...kernels.survey_design import DesignTable, replicate_totals
from ..drawing import draw_faults, generator
from ..result import Library, Provenance, Result, Row, as_list, plain
from .estimating import forms_of, pair_points, people_points
from .scores import CountingScores
from .tally import Array

__all__ = ["CountingBootstrap", "bootstrap"]

NAN = float("nan")


@attrs.frozen(eq=False, repr=False)
class CountingBootstrap(Result):
    """The spread of every measure over samples drawn anew.

    Parameters
    ----------
    scores
        What it is about.
    draws
        How many samples were drawn.
    se, low, high
        By who and measure: shape (groups, values): the standard deviation over the draws where it is defined, and the
        percentile interval at the rule's confidence.
    defined
        By who and measure: shape (groups, values): in how many draws it is defined.
    provenance
        Where it comes from, with the seed.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "counting_bootstrap"

    scores: CountingScores
    draws: int
    se: dict[tuple[str, str], Array]
    low: dict[tuple[str, str], Array]
    high: dict[tuple[str, str], Array]
    defined: dict[tuple[str, str], Array]
    provenance: Provenance
    frame_library: Library | None = None

    @property
    def ratio(self) -> float:
        """The mean of bootstrap over linearised standard error, of all that have both and are not 0."""
        found = []
        for block in self.scores.blocks:
            se = self.se.get((block.who, block.measure))
            if se is not None:
                known = (block.se > 0) & ~np.isnan(se)
                found += (se[known] / block.se[known]).tolist()
        return float(np.mean(found)) if found else NAN

    def rows(self) -> list[Row]:
        """One row for each group, who, measure and indicator: both errors, and the percentile interval."""
        found: list[Row] = []
        for g, group in enumerate(self.scores.groups):
            for block in self.scores.blocks:
                at = (block.who, block.measure)
                if at not in self.se:
                    continue
                columns = [
                    as_list(values[g])
                    for values in (block.estimate, block.se, self.se[at], self.low[at], self.high[at])
                ]
                for j, key in enumerate(block.indicators or (None,)):
                    names = ("estimate", "se", "bootstrap_se", "low", "high")
                    row: Row = {"group": plain(group), "who": block.who, "measure": block.measure, "indicator": key}
                    row |= {name: column[j] for name, column in zip(names, columns, strict=True)}
                    found.append(row | {"draws": int(self.defined[at][g, j])})
        return found

    def __repr__(self) -> str:
        told = f"{self.draws} draws; bootstrap over linearised error {self.ratio:.3f} on average"
        return self._told(f"CountingBootstrap({self.scores.framework.key}): {told}")


def bootstrap(
    scores: CountingScores, draws: int = 1000, *, rng: int | np.random.Generator | None = None
) -> CountingBootstrap:
    """The errors of every measure by the rescaled bootstrap of Rao and Wu.

    In each stratum of n sampling units n - 1 are drawn with replacement, and their weights rescaled, with a
    finite-population correction where the design has one; households, and so pairs, stay together. Below some 30
    degrees of freedom it gives larger errors than linearisation.

    Parameters
    ----------
    scores
        What is asked of.
    draws
        How many samples are drawn, at least 2.
    rng
        A seed or a generator.

    Returns
    -------
    CountingBootstrap

    Raises
    ------
    InvalidInput
        For draws below 2, missing values that are bounded, a stratum with one sampling unit, or rows of different
        weights without a sampling unit.

    References
    ----------
    Rao, J. N. K., Wu, C. F. J. and Yue, K. (1992). Some recent work on resampling methods for complex surveys.
    Survey Methodology 18, 209-217.

    Examples
    --------
    >>> import pandas as pd
    >>> from pemberdayaan import CountRule, Framework, score
    >>> rule = CountRule("count", "Counting", weights={"voice": 1, "land": 1}, cutoff="1/2")
    >>> frame = pd.DataFrame({"voice": [1, 1, 1, 0] * 30, "land": [1, 0, 1, 0] * 30})
    >>> found = bootstrap(score(frame, Framework("ours", "Ours", rules=[rule])), 500, rng=1)
    >>> 0.9 < found.ratio < 1.1
    True
    """
    faults = draw_faults(draws, scores.how.confidence)
    if not faults and draws < 2:
        faults.append(fault("out_of_range", "draws", given=draws, low=2, high="..."))
    if scores.worst is not None:
        faults.append(fault("bounded_scores", "$"))
    if faults:
        raise InvalidInput(faults)
    if scores.tally.units.spread is not None:
        raise InvalidInput(fault("no_psu_to_draw", "$"))
    units = scores.tally.units
    alone = np.flatnonzero(np.bincount(units.strata, units.copies) == 1).tolist()
    if alone:
        names = ["-" if name is None else name for name in units.strata_keys]
        raise InvalidInput([fault("single_psu", "$.design.strata", given=names[one]) for one in alone])
    drawn_by, seed = generator(rng)
    tables = {who: forms[0].table for who, forms in forms_of(scores.tally, scores.how).items()}
    kept: dict[tuple[str, str], list[Array]] = {}
    blocks = multiplicities(len(units.strata), draws, rng=drawn_by, strata=units.strata, copies=units.copies)
    # With a finite population the weights move less: their spread is 1 less the share drawn.
    moved = None if units.fractions is None else np.sqrt(1 - units.fractions)[units.strata]
    for block in blocks:
        counted = block if moved is None else 1 + moved * (block - 1)
        for at, values in _points(scores, tables, counted).items():
            kept.setdefault(at, []).append(values)
    tail = (1 - scores.how.confidence) / 2
    se, low, high, defined = {}, {}, {}, {}
    for at, parts in kept.items():
        values = np.concatenate(parts)
        known = ~np.isnan(values)
        defined[at] = known.sum(axis=0)
        # Where linearisation has no error, of a single unit say, there is no spread that drawing could show.
        enough = (2 * defined[at] > draws) & ~np.isnan(scores.block(at[1], at[0]).se)
        full = np.where(enough, values, 0.0)
        se[at] = np.where(enough, np.nanstd(full, axis=0, ddof=1), NAN)
        ends = np.nanquantile(full, [tail, 1 - tail], axis=0)
        low[at], high[at] = np.where(enough, ends[0], NAN), np.where(enough, ends[1], NAN)
    origin = attrs.evolve(scores.provenance, seed=seed)
    return CountingBootstrap(scores, draws, se, low, high, defined, origin, scores.frame_library)


def _points(scores: CountingScores, tables: dict[str, DesignTable], block: Array) -> dict[tuple[str, str], Array]:
    """Every measure of some draws: shape (draws, groups, values)."""
    totals = {who: next(replicate_totals(table, [block])) for who, table in tables.items()}
    found = {who: people_points(totals[who], scores.how) for who in scores.whos}
    if "pairs" in totals:
        found["pairs"] = pair_points(totals["pairs"], totals["women"], scores.how)
    return {(who, name): values for who, points in found.items() for name, values in points.items()}
