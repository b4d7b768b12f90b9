"""From sums to every measure with its error and interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ...kernels.alkire_foster import estimates, group_shares, ratios
from ...kernels.gender_parity import empowerment_index, index_ratios, parity, parity_ratios
from ...kernels.intervals import clopper_pearson, logit_interval
from ...kernels.linearisation import RatioErrors, quotient, ratio_errors, share_errors
from ...kernels.survey_design import DesignTable, group_totals, units_met
from .tally import Array, Index, Tally

__all__ = ["Block", "Counted", "Form", "blocks_of", "defined_errors", "forms_of", "pair_points", "people_points"]

NAN = float("nan")
# Measures that are a share of people, of whom an exact interval exists where none or all of them are.
SHARES = ("H", "He", "Hne", "raw_headcount", "censored_headcount", "H_GPI")
BY_INDICATOR = ("raw_headcount", "censored_headcount", "contribution")


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


@attrs.frozen(eq=False)
class Form:
    """Ratios of sums by sampling unit, and the measures that they are, or are the complement of.

    Parameters
    ----------
    table
        The sums.
    numerators, denominators
        Shape (sums, ratios): what each ratio divides.
    measures
        For each measure the places of its ratios, and -1 where it falls as they rise.
    combine
        Combinations of the ratios that are taken instead; None for none.
    """

    table: DesignTable
    numerators: Array
    denominators: Array
    measures: Mapping[str, tuple[Sequence[int], int]]
    combine: Array | None = None


def forms_of(tally: Tally, how: Counted) -> dict[str, tuple[Form, ...]]:
    """The ratios behind every measure, by who."""
    people = {who: _people_form(tally, how, who) for who in tally.persons}
    found: dict[str, tuple[Form, ...]] = {who: (form,) for who, form in people.items()}
    if tally.pairs is not None:
        found["pairs"] = _pair_forms(tally.pair_table(how.denominator, how.cutoff), how, people["women"])
    return found


def _people_form(tally: Tally, how: Counted, who: str) -> Form:
    table = tally.table(who, np.array(how.weights), how.line)
    form = ratios(np.array(how.weights))
    # The gaps of M1 and M2 stand behind the other sums, where there are any.
    sums, count = form.numerators.shape
    more = table.sums.shape[1] - sums
    numerators, denominators = (np.pad(one, (0, more)) for one in (form.numerators, form.denominators))
    numerators[sums:, count:] = np.eye(more)
    denominators[0, count:] = how.denominator
    names = (*form.measures, "M1", "M2")[: numerators.shape[1]]
    places = {name: [i for i, one in enumerate(names) if one == name] for name in dict.fromkeys(names)}
    measures = {name: (at, 1) for name, at in places.items()}
    measures |= {"He": (places["H"], -1), "Hne": (places["H"], 1), "Aa": (places["A"], -1)}
    if how.empowerment is not None:
        measures[how.empowerment] = (places["M0"], -1)
    return Form(table, numerators, denominators, measures)


def _pair_forms(table: DesignTable, how: Counted, women: Form) -> tuple[Form, ...]:
    parity_form = Form(table, *parity_ratios(), {"H_GPI": ([0], 1), "I_GPI": ([1], 1), "GPI": ([2], -1)})
    (at,), _ = women.measures["M0"]
    above, below, combine = index_ratios(
        women.numerators[:, at], women.denominators[:, at], weight=1 - how.parity_weight
    )
    return parity_form, Form(beside(women.table, table), above, below, {"index": ([0], -1)}, combine)


def people_points(sums: Array, how: Counted) -> dict[str, Array]:
    """What dual cut-off counting says of people, from their sums of shape (..., s): shape (..., values) each."""
    width = 2 + 2 * len(how.weights)
    points = estimates(sums[..., :width], np.array(how.weights), undefined=NAN)
    names = {name: name for name in ("H", "A", "M0", "He", "Hne", "Aa")}
    names |= {} if how.empowerment is None else {how.empowerment: "empowerment"}
    found = {name: np.expand_dims(getattr(points, kept), -1) for name, kept in names.items()}
    if how.gaps:
        gaps = quotient(sums[..., width:], how.denominator * sums[..., :1], undefined=NAN)
        found |= {"M1": gaps[..., :1], "M2": gaps[..., 1:]}
    return found | {name: getattr(points, name) for name in BY_INDICATOR}


def pair_points(sums: Array, women: Array, how: Counted) -> dict[str, Array]:
    """Parity and the index, from the sums of the pairs and of the women: shape (..., 1) each."""
    points = parity(sums, undefined=NAN)
    width = 2 + 2 * len(how.weights)
    empowerment = estimates(women[..., :width], np.array(how.weights), undefined=NAN).empowerment
    index = empowerment_index(empowerment, points.GPI, weight=1 - how.parity_weight)
    named = {"H_GPI": points.H_GPI, "I_GPI": points.I_GPI, "GPI": points.GPI, "index": index}
    return {name: np.expand_dims(values, -1) for name, values in named.items()}


def blocks_of(tally: Tally, how: Counted, *, shares: bool) -> tuple[Block, ...]:
    """Every measure of a tally; with `shares` also what each group is of the whole."""
    found: list[Block] = []
    forms = forms_of(tally, how)
    for who, several in forms.items():
        sums = group_totals(several[0].table)
        if who == "pairs":
            points = pair_points(sums, group_totals(forms["women"][0].table), how)
        else:
            points = people_points(sums, how)
        n = tally.counts(who)
        makers: dict[str, _Maker] = {}
        errors: dict[str, Array] = {}
        for form in several:
            known = _errors(tally, form)
            makers |= dict.fromkeys(form.measures, _Maker(how, who, n, known.df))
            errors |= {name: known.se[:, list(at)] for name, (at, _) in form.measures.items()}
        for name, values in points.items():
            keys = how.indicators if name in BY_INDICATOR else None
            found.append(makers[name].block(name, values, errors[name], keys))
        if shares and who != "pairs":
            found += _shares(tally, how, who, several[0].table)
    return tuple(found)


def _shares(tally: Tally, how: Counted, who: str, table: DesignTable) -> Iterator[Block]:
    """The share of each group in the people, and in M0."""
    width = len(how.weights)
    points = group_shares(group_totals(table)[:, : 2 + 2 * width], np.array(how.weights), undefined=NAN)
    everyone = np.eye(table.sums.shape[1])[0]
    counted = np.zeros(table.sums.shape[1])
    counted[2 + width : 2 + 2 * width] = how.weights
    for name, values, part in (
        ("population_share", points.population, everyone),
        ("group_contribution", points.contribution, counted),
    ):
        if np.isnan(values).all():
            errors = RatioErrors(values[:, np.newaxis], np.full((len(values), 1), NAN), np.zeros(len(values), np.int64))
        else:
            errors = share_errors(table, part, part, **_policy(tally))
            errors = errors._replace(se=np.where(errors.df[:, np.newaxis] > 0, errors.se, NAN))
        yield _Maker(how, who, tally.counts(who), errors.df).block(name, values[:, np.newaxis], errors.se)


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


def _errors(tally: Tally, form: Form) -> RatioErrors:
    found = ratio_errors(
        form.table, form.numerators, form.denominators, combine=form.combine, undefined=NAN, **_policy(tally)
    )
    return defined_errors(form.table, found)


def defined_errors(table: DesignTable, errors: RatioErrors) -> RatioErrors:
    """Errors where there are some: without degrees of freedom, or with one sampling unit, there are none."""
    # A single unit tells nothing of the spread between units; its ratio is met exactly.
    known = (units_met(table) > 1) & (errors.df > 0)
    return errors._replace(se=np.where(known[:, np.newaxis], errors.se, NAN))


@attrs.frozen
class _Maker:
    """Blocks of some people: the interval of each estimate beside it."""

    how: Counted
    who: str
    n: Index
    df: Index

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
