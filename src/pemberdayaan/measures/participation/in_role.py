"""One role among people of a frame: shares, ratios and the gap between groups, with their errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from ...kernels.intervals import clopper_pearson, log_interval, t_interval
from ...kernels.linearisation import ratio_scores
from ...kernels.relative_shares import RelativeShares, relative_shares
from ...kernels.survey_design import DesignTable, cell_totals, design_cells, group_totals
from ..sampling import Sample
from .lines import ParityGap, Represented, band_of, is_few
from .people import People

__all__ = ["InRole"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]
Three = tuple[float | None, float | None, float | None]
NONE: Three = (None, None, None)
NAN = float("nan")
# Numbers that are held at once.
AT_ONCE = 2_000_000


@attrs.frozen(eq=False)
class InRole:
    """One role: its rows as sums by group and sampling unit.

    Parameters
    ----------
    people
        All rows.
    name
        The role.
    marks
        Shape (rows that are kept,): 1 in the role, 0 not.
    weights
        What each of them counts for.
    table
        The weight in the role, and in all, by group and sampling unit.
    sample
        Of the rows that are kept.
    n, n_in
        Shape (groups,): how many people were met, and how many of them are in the role.
    """

    people: People
    name: str
    marks: Array
    weights: Array
    table: DesignTable
    sample: Sample
    n: Index
    n_in: Index

    @classmethod
    def of(cls, people: People, role: int) -> InRole:
        """The rows of a known group that say whether they are in the role; those in it where the others are counted."""
        marks, groups = people.marks[:, role], people.groups
        kept = (groups >= 0) & ~np.isnan(marks) & (people.weights > 0)
        if people.base is not None:
            kept &= marks == 1
        marks, groups, weights, sample = marks[kept], groups[kept], people.weights[kept], people.sample.kept(kept)
        n_groups, strata = len(people.labels), sample.units.strata
        cells = design_cells(groups, sample.unit, n_groups=n_groups, n_units=len(strata))
        both = np.column_stack([marks, np.ones(len(marks))])
        sums = cell_totals(both, cells.codes, n_cells=len(cells.groups), weights=weights)
        table = DesignTable(cells.groups, cells.units, sums, strata, n_groups)
        n, n_in = (np.bincount(one, minlength=n_groups) for one in (groups, groups[marks == 1]))
        return cls(people, people.roles[role], marks, weights, table, sample, n, n_in)

    def errors(self, scores: Array) -> tuple[Array, int]:
        """The standard errors of what has these scores, and their degrees of freedom."""
        met = np.unique(self.sample.unit)
        se, df = Sample(None, met, self.sample.units).errors(scores[met])
        return se[0], int(df[0])

    @property
    def known(self) -> Index:
        """The groups that are somebody in the population."""
        return np.flatnonzero(self.n > 0 if self.people.base is None else self.people.base > 0)

    def shares(self, asked: Sequence[int]) -> RelativeShares:
        """The shares of some groups, and their scores."""
        base = self.people.base
        return relative_shares(self.table, base=None if base is None else base / base.sum(), asked=asked)

    def lines(self, band: tuple[float, float]) -> list[Represented]:
        """A line for each group."""
        found: list[Represented] = []
        step = max(1, AT_ONCE // max(1, len(self.table.strata)))
        known = self.known.tolist()
        for first in range(0, len(known), step):
            found += self._some(known[first : first + step], band)
        return found

    def _some(self, asked: list[int], band: tuple[float, float]) -> Iterator[Represented]:
        shares = self.shares(asked)
        spread = self._spread(shares)
        people, base = self.people, self.people.base
        for j, group in enumerate(asked):
            ratio, gap, n_group = float(shares.ratio[j]), float(shares.gap[j]), int(self.n_in[group])
            of_ratio, of_gap = (_told(one[:, j]) for one in (spread.ratio, spread.gap))
            yield Represented(
                self.name,
                None,
                people.period,
                people.labels[group],
                float(shares.share[j]),
                float(shares.base[j]),
                ratio,
                *of_ratio,
                gap,
                *of_gap,
                n_group=n_group,
                n=int(self.n_in.sum()),
                n_population=int(self.n.sum()) if base is None else _whole(base.sum()),
                df=spread.df,
                band=band_of(ratio, ratio, band),
                few=is_few(n_group, int(self.n[group]) if base is None else float(base[group])),
                how=spread.how[j],
                why=spread.why[j],
            )

    @property
    def everybody(self) -> bool:
        """Whether all who were met are in the role, so that nothing tells how often others would be."""
        return self.people.base is None and bool((self.marks == 1).all())

    @property
    def effective(self) -> float:
        """How many equally weighted people would tell as much as those in the role, by Kish."""
        weights = self.weights[self.marks == 1]
        return float(weights.sum() ** 2 / (weights**2).sum())

    def _spread(self, shares: RelativeShares) -> _Spread:
        k, level = len(shares.ratio), self.people.confidence
        if self.people.complete or self.everybody:
            how = "counted" if self.people.complete else "linearised"
            why = "complete_count" if self.people.complete else "everybody_in_role"
            return _Spread(np.full((3, k), NAN), np.full((3, k), NAN), None, [how] * k, [why] * k)
        errors, df = self.errors(np.column_stack([shares.ratio_scores, shares.gap_scores]))
        none, all_ = shares.share == 0, (shares.share == 1) & (shares.base < 1)
        exact = none | all_
        se, gap_se = np.where(exact, NAN, errors[:k]), np.where(exact, NAN, errors[k:])
        freedom = np.array(df)
        ratio = np.array([se, *log_interval(shares.ratio, se, freedom, confidence=level, undefined=NAN)])
        gap = np.array([gap_se, *t_interval(shares.gap, gap_se, freedom, confidence=level, undefined=NAN)])
        if exact.any():
            among = shares.base[exact]
            ends = np.array(clopper_pearson(shares.share[exact], np.array(self.effective), confidence=level))
            ratio[1:, exact], gap[1:, exact] = ends / among, ends - among
        if self.people.base is not None:
            # A share lies in 0 to 1, and what it is compared with is known.
            ratio[2] = np.minimum(ratio[2], 1 / shares.base)
            gap[1:] = np.clip(gap[1:], -shares.base, 1 - shares.base)
        reasons = zip(none.tolist(), all_.tolist(), np.isnan(se).tolist(), strict=True)
        why_each = [
            "none_in_role" if no else "all_in_role" if al else "no_error" if un else None for no, al, un in reasons
        ]
        return _Spread(ratio, gap, df, ["exact" if one else "linearised" for one in exact.tolist()], why_each)

    def gap(self, lines: Sequence[Represented]) -> Iterator[ParityGap]:
        """The groups that take part least and most; none where there is one group."""
        if len(lines) < 2:
            return
        order = sorted(range(len(lines)), key=lambda i: float(lines[i].ratio or 0.0))
        lowest, highest = lines[order[0]], lines[order[-1]]
        ends = (int(self.known[order[0]]), int(self.known[order[-1]]))
        ratio = float(lowest.ratio or 0.0) / float(highest.ratio or 1.0)
        rates, why = self._rates(ends), self._why(len(lines), ratio)
        of_ratio, of_difference, df = (NONE, NONE, None) if why is not None else self._between(ends, ratio, rates)
        yield ParityGap(
            self.name,
            None,
            self.people.period,
            self.people.group_name,
            lowest.group,
            highest.group,
            None if rates is None else rates[0],
            None if rates is None else rates[1],
            None if rates is None else rates[1] - rates[0],
            *of_difference,
            ratio,
            *of_ratio,
            len(lines),
            df,
            why or (None if of_ratio[0] is not None else "no_error"),
        )

    def _why(self, groups: int, ratio: float) -> str | None:
        if self.people.complete:
            return "complete_count"
        if self.everybody:
            return "everybody_in_role"
        if groups > 2:
            return "chosen"
        return "none_in_role" if ratio == 0 else None

    def _rates(self, ends: tuple[int, int]) -> tuple[float, float] | None:
        """People in the role over people of the group; where the population is counted apart nothing tells it."""
        if self.people.base is not None:
            return None
        marked, everybody = group_totals(self.table).T.tolist()
        return marked[ends[0]] / everybody[ends[0]], marked[ends[1]] / everybody[ends[1]]

    def _between(
        self, ends: tuple[int, int], ratio: float, rates: tuple[float, float] | None
    ) -> tuple[Three, Three, int | None]:
        """The error and interval of the ratio of the two rates, and of their difference."""
        shares, level = self.shares(ends), self.people.confidence
        relative = shares.ratio_scores / shares.ratio
        own = ratio_scores(self.table, np.array([[1.0], [0.0]]), np.array([[0.0], [1.0]]), groups=ends)[:, :, 0]
        se, df = self.errors(np.column_stack([ratio * (relative[:, 0] - relative[:, 1]), own[:, 1] - own[:, 0]]))
        if np.isnan(se).any():
            return NONE, NONE, None
        freedom = np.array(df)
        of_ratio = log_interval(np.array(ratio), se[0], freedom, confidence=level, undefined=NAN)
        told = _told(np.array([se[0], *of_ratio]))
        if rates is None:
            return told, NONE, df
        apart = t_interval(np.array(rates[1] - rates[0]), se[1], freedom, confidence=level, undefined=NAN)
        return told, _told(np.array([se[1], *apart])), df


@attrs.frozen(eq=False)
class _Spread:
    """Of each ratio and gap: standard error, low and high, shape (3, groups); NaN where nothing is known."""

    ratio: Array
    gap: Array
    df: int | None
    how: list[str]
    why: list[str | None]


def _told(numbers: Array) -> Three:
    se, low, high = (None if one != one else one for one in numbers.tolist())
    return se, low, high


def _whole(number: float) -> int | float:
    return int(number) if float(number).is_integer() else float(number)
