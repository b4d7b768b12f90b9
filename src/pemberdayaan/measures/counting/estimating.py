"""From sums to every measure with its error and interval."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ...kernels.alkire_foster import estimates, group_shares, ratios
from ...kernels.gaps import gap_ratios
from ...kernels.gender_parity import empowerment_index, index_ratios, parity, parity_ratios
from ...kernels.intervals import clopper_pearson, logit_interval
from ...kernels.linearisation import RatioErrors, ratio_errors, share_errors
from ...kernels.survey_design import DesignTable, group_totals
from .tally import Array, Index, Tally

__all__ = ["Block", "Counted", "beside", "blocks_of", "with_spread"]

NAN = float("nan")
# Measures that are a share of people, of whom an exact interval exists where none or all of them are.
SHARES = ("H", "He", "Hne", "raw_headcount", "censored_headcount", "H_GPI")


@attrs.frozen(eq=False, repr=False)
class Block:
    """One measure of some people, in every group.

    Parameters
    ----------
    who
        ``"all"``, ``"women"``, ``"men"`` or ``"pairs"``.
    measure
        Its name.
    indicators
        Their keys, where it has one value for each; None where it has one.
    estimate, se, low, high
        Shape (groups, values): NaN where there is none; read-only.
    n
        Shape (groups,): the rows, or the pairs, that it rests on.
    df
        Shape (groups,): degrees of freedom.
    method
        Shape (groups, values): how the interval was made: 0 there is none, 1 logit, 2 Clopper-Pearson, 3 bounds.
    """

    who: str
    measure: str
    indicators: tuple[str, ...] | None
    estimate: Array
    se: Array
    low: Array
    high: Array
    n: Index
    df: Index
    method: NDArray[np.uint8]

    def __repr__(self) -> str:
        return f"Block({self.measure}, {self.who}: {self.estimate.shape[0]} groups x {self.estimate.shape[1]})"


@attrs.frozen
class Counted:
    """The numbers of a rule that decide.

    Parameters
    ----------
    indicators
        The keys that are counted.
    weights
        Whole numbers without a common divisor.
    line
        The least whole score that is poor.
    cutoff
        The cut-off as it is given.
    confidence
        Of the intervals.
    empowerment
        What 1 - M0 is called; None for no name.
    parity_weight
        The weight of parity in the index.
    gaps
        Whether there are gaps.
    """

    indicators: tuple[str, ...]
    weights: tuple[int, ...]
    line: int
    cutoff: Fraction
    confidence: float
    empowerment: str | None
    parity_weight: Fraction
    gaps: bool

    @property
    def denominator(self) -> int:
        """The sum of the weights."""
        return sum(self.weights)


def blocks_of(tally: Tally, how: Counted, *, shares: bool) -> tuple[Block, ...]:
    """Every measure of a tally; with `shares` also what each group is of the whole."""
    found: list[Block] = []
    tables = {}
    for who in tally.persons:
        tables[who] = tally.table(who, np.array(how.weights), how.line)
        found += _levels(tally, how, who, tables[who])
        if shares:
            found += _shares(tally, how, who, tables[who])
    if tally.pairs is not None:
        found += _parity(tally, how, tables["women"])
    return tuple(found)


def _levels(tally: Tally, how: Counted, who: str, table: DesignTable) -> Iterator[Block]:
    """What dual cut-off counting says of some people."""
    weights = np.array(how.weights)
    width = len(weights)
    plain = table._replace(sums=table.sums[:, : 2 + 2 * width])
    form = ratios(weights)
    errors = _errors(tally, plain, form.numerators, form.denominators)
    points = estimates(group_totals(plain), weights, undefined=NAN)
    n, df = tally.counts(who), errors.df
    makes = _Maker(how, who, n, df, table)
    place = {name: [i for i, one in enumerate(form.measures) if one == name] for name in dict.fromkeys(form.measures)}
    for name, values, mirrored in (
        ("H", points.H, "H"),
        ("A", points.A, "A"),
        ("M0", points.M0, "M0"),
        ("He", points.He, "H"),
        ("Hne", points.Hne, "H"),
        ("Aa", points.Aa, "A"),
        (how.empowerment, points.empowerment, "M0"),
    ):
        if name is not None:
            yield makes.block(name, values[:, np.newaxis], errors.se[:, place[mirrored]])
    if how.gaps:
        gaps = _gaps(table, width, weights)
        found = _errors(tally, gaps, *gap_ratios([1]))
        for column, name in enumerate(("M1", "M2")):
            yield makes.block(name, found.estimate[:, [column]], found.se[:, [column]])
    for name, values in (
        ("raw_headcount", points.raw_headcount),
        ("censored_headcount", points.censored_headcount),
        ("contribution", points.contribution),
    ):
        yield makes.block(name, values, errors.se[:, place[name]], how.indicators)


def _gaps(table: DesignTable, width: int, weights: Index) -> DesignTable:
    """Sums of 1 and of the gaps, as parts of the sum of the weights."""
    sums = np.column_stack([table.sums[:, 0], table.sums[:, 2 + 2 * width :] / weights.sum()])
    return table._replace(sums=sums)


def _shares(tally: Tally, how: Counted, who: str, table: DesignTable) -> Iterator[Block]:
    """The share of each group in the people, and in M0."""
    width = len(how.weights)
    weights = np.array(how.weights, float)
    sums = group_totals(table)[:, : 2 + 2 * width]
    points = group_shares(sums, np.array(how.weights), undefined=NAN)
    everyone = np.eye(table.sums.shape[1])[0]
    counted = np.zeros(table.sums.shape[1])
    counted[2 + width : 2 + 2 * width] = weights
    for name, values, part in (
        ("population_share", points.population, everyone),
        ("group_contribution", points.contribution, counted),
    ):
        if np.isnan(values).all():
            errors = RatioErrors(values[:, np.newaxis], np.full((len(values), 1), NAN), np.zeros(len(values), np.int64))
        else:
            errors = share_errors(table, part, part, **_policy(tally))
            errors = errors._replace(se=np.where(errors.df[:, np.newaxis] > 0, errors.se, NAN))
        yield _Maker(how, who, tally.counts(who), errors.df, None).block(name, values[:, np.newaxis], errors.se)


def _parity(tally: Tally, how: Counted, women: DesignTable) -> Iterator[Block]:
    """Parity between women and men, and the index of both."""
    table = tally.pair_table(how.denominator, how.cutoff)
    points = parity(group_totals(table), undefined=NAN)
    errors = _errors(tally, table, *parity_ratios())
    makes = _Maker(how, "pairs", tally.counts("pairs"), errors.df, table)
    for column, (name, values) in enumerate((("H_GPI", points.H_GPI), ("I_GPI", points.I_GPI), ("GPI", points.GPI))):
        yield makes.block(name, values[:, np.newaxis], errors.se[:, [column]])
    width = len(how.weights)
    form = ratios(np.array(how.weights))
    above, below, combine = index_ratios(form.numerators[:, 2], form.denominators[:, 2], weight=1 - how.parity_weight)
    both = beside(women._replace(sums=women.sums[:, : 2 + 2 * width]), table)
    found = _errors(tally, both, above, below, combine)
    empowerment = estimates(group_totals(women)[:, : 2 + 2 * width], np.array(how.weights), undefined=NAN).empowerment
    values = empowerment_index(empowerment, points.GPI, weight=1 - how.parity_weight)
    yield _Maker(how, "pairs", tally.counts("pairs"), found.df, None).block("index", values[:, np.newaxis], found.se)


def beside(first: DesignTable, second: DesignTable) -> DesignTable:
    """Two tables of one design as one: the sums of both by group and unit."""
    keys = [table.groups * np.int64(len(table.strata)) + table.units for table in (first, second)]
    known = np.union1d(*keys)
    widths = [table.sums.shape[1] for table in (first, second)]
    sums = np.zeros((len(known), sum(widths)))
    sums[np.searchsorted(known, keys[0]), : widths[0]] = first.sums
    sums[np.searchsorted(known, keys[1]), widths[0] :] = second.sums
    return first._replace(groups=known // len(first.strata), units=known % len(first.strata), sums=sums)


def _policy(tally: Tally) -> dict[str, Any]:
    return {"single_psu": tally.units.policy, "fractions": tally.units.fractions}


def _errors(
    tally: Tally, table: DesignTable, numerators: Array, denominators: Array, combine: Array | None = None
) -> RatioErrors:
    """Linearised errors, where there are some."""
    found = ratio_errors(table, numerators, denominators, combine=combine, undefined=NAN, **_policy(tally))
    return with_spread(table, found)


def with_spread(table: DesignTable, errors: RatioErrors) -> RatioErrors:
    """Errors where there are some: without degrees of freedom, or with one sampling unit, there are none."""
    # A single unit tells nothing of the spread between units; its ratio is met exactly.
    several = np.bincount(table.groups, None if table.copies is None else table.copies[table.units]) > 1
    several = np.append(several, np.zeros(table.n_groups - len(several), bool))
    return errors._replace(se=np.where((several & (errors.df > 0))[:, np.newaxis], errors.se, NAN))


@attrs.frozen
class _Maker:
    """Blocks of some people: the interval of each estimate beside it."""

    how: Counted
    who: str
    n: Index
    df: Index
    table: DesignTable | None

    def block(self, measure: str, values: Array, se: Array, indicators: tuple[str, ...] | None = None) -> Block:
        """A measure with its intervals."""
        values = np.where(self.n[:, np.newaxis] > 0, values, NAN)
        se = np.where(np.isnan(values), NAN, se)
        df = self.df[:, np.newaxis]
        low, high = logit_interval(values, se, np.maximum(df, 0), confidence=self.how.confidence, undefined=NAN)
        method = (~np.isnan(low)).astype(np.uint8)
        if measure in SHARES:
            exact = ((values == 0) | (values == 1)) & (self.n[:, np.newaxis] > 0)
            if exact.any():
                n = np.broadcast_to(self.n[:, np.newaxis], values.shape)[exact].astype(float)
                low[exact], high[exact] = clopper_pearson(values[exact], n, confidence=self.how.confidence)
                method[exact] = 2
        for array in (values, se, low, high, method):
            array.flags.writeable = False
        return Block(self.who, measure, indicators, values, se, low, high, self.n, self.df, method)
