"""Change between two rounds, and the difference between two groups, with errors that know shared units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import attrs
import numpy as np

from ...errors import InvalidInput, fault
from ...kernels.intervals import Changes
from ...kernels.shapley import change_by_factor, change_by_indicator
from ..pooling import Layout, Pool, Term, compared
from ..result import Items, Library, Provenance, Result, Row, as_list, plain
from .rounds import CountingRound, same_rule
from .scores import CountingScores
from .tally import Array

__all__ = ["ChangePart", "ChangeParts", "CountingChange", "change", "difference"]


@attrs.frozen
class ChangePart:
    """One part of the change of M0.

    Parameters
    ----------
    group, who
        Of whom.
    part
        ``"H"`` or ``"A"``; or ``"indicator"``.
    indicator
        Which.
    change
        What this part brought about.
    """

    group: Any
    who: str
    part: str
    indicator: str | None
    change: float


@attrs.frozen(repr=False)
class ChangeParts(Items[ChangePart]):
    """The change of M0 taken apart: by H and A (Shapley), and by indicator; each adds up to the change.

    Parameters
    ----------
    items
        One for each part.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "change_parts"

    def __repr__(self) -> str:
        told = ", ".join(f"{one.part} {one.change:+.4g} ({one.who})" for one in self.items if one.part != "indicator")
        return f"ChangeParts: {told}"


@attrs.frozen(eq=False, repr=False)
class CountingChange(Result):
    """What changed between two scores, by group and measure.

    Parameters
    ----------
    before, after
        The scores compared.
    groups
        The groups that both have; for a difference one, named by the two.
    layout
        Who, measure and indicators of the values, in order.
    places
        The places of each group in the two.
    found
        For each group the changes of all values.
    df
        Shape (groups,): degrees of freedom.
    low, high
        Shape (groups, values): the interval of the absolute change.
    years
        What lies between the two.
    shared
        How many sampling units both have, through which they covary; 0 where they were taken as separate samples.
    lost
        The groups that only one of them has.
    provenance
        Where it comes from.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "counting_change"

    before: CountingScores
    after: CountingScores
    groups: tuple[Any, ...]
    layout: Layout
    places: tuple[tuple[int, int], ...]
    found: tuple[Changes, ...]
    df: tuple[int, ...]
    low: Array
    high: Array
    years: float | None
    shared: int
    lost: tuple[Any, ...]
    provenance: Provenance
    frame_library: Library | None = None

    @property
    def parts(self) -> ChangeParts:
        """The change of M0 by H and A, and by indicator."""
        items: list[ChangePart] = []
        for group, (first, second) in zip(self.groups, self.places, strict=True):
            for who in self.before.whos:
                items += self._parts(group, who, first, second)
        return ChangeParts(tuple(items), self.frame_library)

    def _parts(self, group: Any, who: str, first: int, second: int) -> Iterator[ChangePart]:
        def value(scores: CountingScores, measure: str, place: int) -> Array:
            found: Array = scores.block(measure, who).estimate[place]
            return found

        ends = [value(*one) for one in ((self.before, "H", first), (self.before, "M0", first))]
        ends += [value(*one) for one in ((self.after, "H", second), (self.after, "M0", second))]
        if np.isnan(ends).any():
            return
        factors = change_by_factor(*ends)
        yield ChangePart(group, who, "H", None, float(factors.incidence[0]))
        yield ChangePart(group, who, "A", None, float(factors.intensity[0]))
        shares = change_by_indicator(
            value(self.before, "censored_headcount", first),
            value(self.after, "censored_headcount", second),
            self.before.weights,
        )
        for key, share in zip(self.before.indicators, shares.tolist(), strict=True):
            yield ChangePart(group, who, "indicator", key, share)

    def values(self, measure: str, who: str | None = None) -> tuple[int, ...]:
        """The places of a measure's values in the arrays.

        Raises
        ------
        InvalidInput
            If there is none.
        """
        place = 0
        for one, name, keys in self.layout:
            count = 1 if keys is None else len(keys)
            if name == measure and who in (None, one):
                return tuple(range(place, place + count))
            place += count
        known = tuple(dict.fromkeys(name for _, name, _ in self.layout))
        raise InvalidInput(fault("no_such", "measure", noun="measure", given=measure, choices=known))

    def rows(self) -> list[Row]:
        """One row for each group, who, measure and indicator."""
        names = ("absolute", "absolute_se", "relative", "relative_se")
        yearly = ("yearly", "yearly_se", "yearly_relative", "yearly_relative_se") if self.years is not None else ()
        rows: list[Row] = []
        for g, group in enumerate(self.groups):
            first, second = self.places[g]
            columns = {
                "before": self._ends(self.before, first),
                "after": self._ends(self.after, second),
                **{name: as_list(getattr(self.found[g], name)) for name in (*names, *yearly)},
                "low": as_list(self.low[g]),
                "high": as_list(self.high[g]),
            }
            place = 0
            for who, measure, keys in self.layout:
                counts = [
                    int(one.block(measure, who).n[at]) for one, at in ((self.before, first), (self.after, second))
                ]
                for key in keys or (None,):
                    at = {name: cells[place] for name, cells in columns.items()}
                    row: Row = {"group": plain(group), "who": who, "measure": measure, "indicator": key}
                    row |= {name: at[name] for name in ("before", "after", "absolute")}
                    row |= {"se": at["absolute_se"], "low": at["low"], "high": at["high"]}
                    row |= {name: at[name] for name in ("relative", "relative_se", *yearly)}
                    row |= {"n_before": counts[0], "n_after": counts[1], "df": self.df[g]}
                    rows.append(row)
                    place += 1
        return rows

    def _ends(self, scores: CountingScores, place: int) -> list[float | None]:
        """The estimates of a group."""
        return [one for who, name, _ in self.layout for one in as_list(scores.block(name, who).estimate[place])]

    def __repr__(self) -> str:
        said = f"{len(self.groups)} groups, {self.shared} sampling units in both"
        told = [f"CountingChange({self.before.framework.key}): {said}"]
        for who, name, keys in self.layout:
            if keys is None and name in ("M0", "H", "index"):
                (at,) = self.values(name, who)
                value, low, high = self.found[0].absolute[at], self.low[0, at], self.high[0, at]
                told.append(f"  {self.groups[0]}, {who}: {name} {value:+.4g} ({low:+.4g} to {high:+.4g})")
        return self._told("\n".join(told))


def change(
    before: CountingScores, after: CountingScores, *, years: float | None = None, same_units: bool = True
) -> CountingChange:
    """What changed between two rounds, with errors that know that both visited the same sampling units.

    Parameters
    ----------
    before, after
        Scores of one rule by one grouping.
    years
        What lies between the two; with it the rows tell the change for each year, too.
    same_units
        Whether a sampling unit of one name in a stratum of one name is one unit in both rounds, so that the rounds
        covary; False for two samples that only share their numbering.

    Returns
    -------
    CountingChange
        Absolute change with its interval, relative change, and change for each year, with standard errors by the delta
        method. `CountingChange.parts` takes the change of M0 apart. It is a change, not evidence of effect.

    Raises
    ------
    InvalidInput
        If the two have another framework, version, indicators, weights or cut-off, no group in common, or missing
        values that are bounded.

    References
    ----------
    Alkire, S., Foster, J., Seth, S., Santos, M. E., Roche, J. M. and Ballon, P. (2015). Multidimensional Poverty
    Measurement and Analysis, section 9.2. Oxford University Press.

    Examples
    --------
    >>> import pandas as pd
    >>> from pemberdayaan import CountRule, Framework, score
    >>> rule = CountRule("count", "Counting", weights={"voice": 1, "land": 1}, cutoff="1/2")
    >>> ours = Framework("ours", "Ours", rules=[rule])
    >>> first = score(pd.DataFrame({"voice": [1, 1, 1, 0], "land": [1, 0, 1, 0]}), ours)
    >>> second = score(pd.DataFrame({"voice": [1, 0, 1, 0], "land": [0, 0, 0, 0]}), ours)
    >>> [(row["measure"], row["absolute"]) for row in change(first, second).rows() if row["measure"] in ("H", "M0")]
    [('H', -0.25), ('M0', -0.375)]
    """
    same_rule(before, after)
    places = {one: (place, after.groups.index(one)) for place, one in enumerate(before.groups) if one in after.groups}
    if not places:
        raise InvalidInput(
            fault("no_such", "after", noun="group", given=str(before.groups[0]), choices=tuple(map(str, after.groups)))
        )
    return _compared(before, after, places, years, same_units)


def difference(scores: CountingScores, group: Any, other: Any) -> CountingChange:
    """By how much one group differs from another of the same sample: the second less the first.

    Parameters
    ----------
    scores
        Scores by groups.
    group, other
        Two of them.

    Returns
    -------
    CountingChange
        With one group, named by the two.

    Raises
    ------
    InvalidInput
        If there is no such group, or the two are one.

    Examples
    --------
    >>> import pandas as pd
    >>> from pemberdayaan import CountRule, Framework, score
    >>> rule = CountRule("count", "Counting", weights={"voice": 1, "land": 1}, cutoff="1/2")
    >>> frame = pd.DataFrame({"voice": [1, 1, 1, 0], "land": [1, 0, 1, 0], "hamlet": ["A", "A", "B", "B"]})
    >>> found = difference(score(frame, Framework("ours", "Ours", rules=[rule]), by="hamlet"), "A", "B")
    >>> found.groups, found.rows()[0]["absolute"]
    (('B - A',), -0.5)
    """
    first, second = scores.place(group), scores.place(other)
    if first == second:
        raise InvalidInput(fault("repeated_key", "other", given=str(other)))
    name = f"{scores.groups[second]} - {scores.groups[first]}"
    same_rule(scores, scores)
    found = _compared(scores, scores, {name: (first, second)}, None, True)
    return attrs.evolve(found, lost=())


def _compared(
    before: CountingScores,
    after: CountingScores,
    places: Mapping[Any, tuple[int, int]],
    years: float | None,
    same_units: bool,
) -> CountingChange:
    """The change of each group, by its places in the two."""
    first = CountingRound(before)
    # Groups of one sample covary through the units that they share, whether these have names or not.
    rounds = (first,) if before is after else (first, CountingRound(after))
    pool, last = Pool(rounds, same_units), len(rounds) - 1
    pairs: list[tuple[Term, Term]] = [((0, one), (last, other)) for one, other in places.values()]
    found = compared(pool, pairs, years=years, confidence=before.how.confidence)
    return CountingChange(
        before,
        after,
        tuple(places),
        first.layout,
        tuple(places.values()),
        found.found,
        found.df,
        found.low,
        found.high,
        years,
        len(first.units.strata) if before is after else pool.shared,
        tuple(dict.fromkeys(one for scores in (before, after) for one in scores.groups if one not in places)),
        attrs.evolve(after.provenance, digest=f"{before.provenance.digest}{after.provenance.digest}"),
        after.frame_library or before.frame_library,
    )
