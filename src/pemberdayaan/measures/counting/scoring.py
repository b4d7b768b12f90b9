"""A population scored by a counting rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput, fault
from ...model.framework import Framework
from ...model.rules import CountRule, Empowerment, Missing
from ..population import Population
from ..result import Library, Provenance
from ..sums import SumsDoor
from .estimating import Block, Counted, blocks_of
from .marks import Marks, marks_of
from .plan import Plan
from .reading import reading_of
from .scores import CountingScores, Households, lost_people
from .tally import Array, Tally

__all__ = ["counting_scores"]

# Between the worst and the best of what is missing these lie for certain; the mean of the poor need not.
BOUNDED = (
    "H",
    "M0",
    "M1",
    "M2",
    "He",
    "Hne",
    "5DE",
    "3DE",
    "raw_headcount",
    "censored_headcount",
    "H_GPI",
    "GPI",
    "index",
)

# What sums of the same numbers may be apart.
ROUNDING = 1e-12
# What these are made of: only if that is the same at the worst and at the best, so are they whatever is missing.
MADE_OF: Mapping[str, tuple[str, ...]] = {
    "A": ("H", "M0"),
    "Aa": ("H", "M0"),
    "contribution": ("censored_headcount", "M0"),
    "group_contribution": ("M0",),
    "I_GPI": ("H_GPI", "GPI"),
}


def counting_scores(population: Population, framework: Framework, rule: CountRule, by: str | None) -> CountingScores:
    """The population scored by one counting rule; see `score`."""
    door = SumsDoor(population)
    group = door.column(by) if by is not None else None
    if by is not None and group is None:
        raise InvalidInput(fault("no_such", "$.by", noun="column", given=by, choices=population._texts))
    cutoff = Fraction(rule.cutoff or 1)
    marks = marks_of(door, framework, rule, cutoff)
    how = Counted(
        tuple(mark.key for mark in marks.each),
        tuple(mark.weight for mark in marks.each),
        marks.line,
        cutoff,
        rule.confidence,
        None if rule.empowerment is Empowerment.NONE else rule.empowerment.value,
        rule.parity_weight,
        marks.gaps,
    )
    plan = Plan(door, marks, group)
    reading = reading_of(plan)
    tally = reading.tally()
    missing = sum(some for _, some, _ in tally.missing.values())
    if missing and rule.missing is Missing.RAISE:
        raise InvalidInput(_gaps(tally, marks))
    made = _Scored(framework, rule, how, by, door.library)
    if not missing or rule.missing is not Missing.BOUND:
        return made.scores(tally)
    worst, best = (made.scores(reading.tally(fill)) for fill in ("worst", "best"))
    lost = lost_people(tally, how.indicators, door.library)
    households = Households(tally.households, door.library) if tally.pairs is not None else None
    return _bounded(worst, best, attrs.evolve(worst, lost=lost, households=households))


def _gaps(tally: Tally, marks: Marks) -> list[Fault]:
    told = []
    for j, mark in enumerate(marks.each):
        count = sum(each[j] for _, _, each in tally.missing.values())
        if count:
            told.append(fault("cells_missing", f"$.{mark.column}", count=count))
    return told


@attrs.frozen
class _Scored:
    """What all scores of one call share."""

    framework: Framework
    rule: CountRule
    how: Counted
    by: str | None
    library: Library | None

    def scores(self, tally: Tally) -> CountingScores:
        """The scores of a tally, with those of everybody together."""
        tally.units.checked()
        if not any(tally.counts(who).any() for who in tally.persons):
            raise InvalidInput(fault("nobody_complete", "$"))
        whole = None if self.by is None else self._made(tally.pooled(), None, None)
        return self._made(tally, self.by, whole)

    def _made(self, tally: Tally, by: str | None, whole: CountingScores | None) -> CountingScores:
        framework, rule = self.framework, self.rule
        origin = Provenance(
            framework.key, framework.version, (rule.key,), framework.checked.value, digest=tally.digest()
        )
        return CountingScores(
            framework,
            rule,
            self.how,
            by,
            tally,
            blocks_of(tally, self.how, shares=by is not None),
            whole,
            lost_people(tally, self.how.indicators, self.library),
            Households(tally.households, self.library) if tally.pairs is not None else None,
            origin,
            self.library,
        )


def _bounded(worst: CountingScores, best: CountingScores, shown: CountingScores) -> CountingScores:
    """Limits from the worst and the best of what is missing; an estimate only where the two are one."""
    whole = None
    if worst.whole is not None and best.whole is not None:
        whole = _bounded(
            worst.whole, best.whole, attrs.evolve(worst.whole, lost=shown.lost, households=shown.households)
        )
    blocks = _bounds(worst.blocks, best.blocks)
    return attrs.evolve(shown, blocks=blocks, whole=whole, worst=worst, best=best)


def _bounds(worst: Sequence[Block], best: Sequence[Block]) -> tuple[Block, ...]:
    found = []
    alike = {
        (first.who, first.measure): _same(first.estimate, second.estimate)
        & (_same(first.se, second.se) | np.isnan(first.se) & np.isnan(second.se))
        for first, second in zip(worst, best, strict=True)
    }
    for first, second in zip(worst, best, strict=True):
        same = alike[first.who, first.measure]
        for part in MADE_OF.get(first.measure, ()):
            parts = alike[first.who, part]
            # A share of the whole hangs on all groups.
            same = same & (parts.all() if first.measure == "group_contribution" else parts)
        ends = np.sort(np.stack([first.estimate, second.estimate]), axis=0)
        known = first.measure in BOUNDED
        low = np.where(same, first.low, ends[0] if known else np.nan)
        high = np.where(same, first.high, ends[1] if known else np.nan)
        estimate, se = (np.where(same, getattr(first, name), np.nan) for name in ("estimate", "se"))
        method = np.where(same, first.method, np.uint8(3 if known else 0)).astype(np.uint8)
        for array in (estimate, se, low, high, method):
            array.flags.writeable = False
        found.append(attrs.evolve(first, estimate=estimate, se=se, low=low, high=high, method=method))
    return tuple(found)


def _same(first: Array, second: Array) -> NDArray[np.bool_]:
    """Whether numbers up to some units are one but for the rounding of their sums."""
    found: NDArray[np.bool_] = np.abs(first - second) <= ROUNDING
    return found
