"""A population scored by dual cut-off counting."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs
import numpy as np

from ...errors import InvalidInput, fault
from ...model.framework import Framework
from ...model.rules import CountRule
from ..result import Items, Library, Provenance, Result, Row, as_list, plain
from .estimating import Block, Counted
from .tally import Household, Tally

__all__ = ["CountingScores", "Households", "LostPeople", "LostPerson", "Note", "Notes"]


@attrs.frozen
class LostPerson:
    """Rows that were not counted, for one reason.

    Parameters
    ----------
    who
        Whose rows.
    reason
        ``"incomplete"``: a row lacks at least one indicator; ``"missing"``: it lacks this one. A row may lack several.
    indicator
        Which; None for all.
    n
        How many rows.
    """

    who: str
    reason: str
    indicator: str | None
    n: int


@attrs.frozen(repr=False)
class LostPeople(Items[LostPerson]):
    """The rows that were not counted, by indicator.

    Parameters
    ----------
    items
        One for each reason.
    total
        How many rows there are, by who.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "lost_people"

    total: tuple[tuple[str, int], ...] = ()

    @property
    def count(self) -> int:
        """How many rows were not counted."""
        return sum(one.n for one in self.items if one.reason == "incomplete")

    def __repr__(self) -> str:
        lost = {one.who: one.n for one in self.items if one.reason == "incomplete"}
        return "LostPeople: " + ", ".join(f"{lost.get(who, 0)} of {n} {who} rows" for who, n in self.total)


@attrs.frozen(repr=False)
class Households(Items[Household]):
    """What became of the households: which made a pair, and why others did not.

    Parameters
    ----------
    items
        One for each status.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "households"

    def count(self, *statuses: str) -> int:
        """How many households have one of these statuses."""
        return sum(one.n for one in self.items if one.status in statuses)

    @property
    def dual(self) -> int:
        """Those with a woman and a man."""
        return self.count("used", "woman_incomplete", "man_incomplete", "both_incomplete")

    @property
    def used(self) -> int:
        """Those whose woman and man are both complete."""
        return self.count("used")

    def __repr__(self) -> str:
        told = ", ".join(f"{one.n} {one.status}" for one in self.items)
        return f"Households: {self.dual} dual, {self.used} used ({told})"


@attrs.frozen
class Note:
    """Why a number is not there, or how its interval was made.

    Parameters
    ----------
    group, who, measure, indicator
        Which number.
    note
        ``"nobody"``: no row; ``"nobody_poor"``: nobody is poor, so there is no mean of the poor; ``"all_in_parity"``:
        no pair without parity, so no mean gap; ``"no_pairs"``; ``"not_a_bound"``: worst and best do not bound it;
        ``"bounds"``: the limits are those of what is missing; ``"no_freedom"``: no degrees of freedom, or all in one
        sampling unit; ``"clopper_pearson"``: an exact interval by rows, at 0 or 1;
        ``"no_interval"``: the logit interval does not exist at 0 and 1.
    """

    group: Any
    who: str
    measure: str
    indicator: str | None
    note: str


@attrs.frozen(repr=False)
class Notes(Items[Note]):
    """Why numbers are not there, and which intervals are not logit intervals.

    Parameters
    ----------
    items
        One for each number.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "counting_notes"

    def __repr__(self) -> str:
        kinds = [one.note for one in self.items]
        return "Notes: " + (", ".join(f"{kinds.count(one)} {one}" for one in dict.fromkeys(kinds)) or "none")


@attrs.frozen(eq=False, repr=False)
class CountingScores(Result):
    """Every measure of dual cut-off counting, by group, with its error and interval.

    Parameters
    ----------
    framework, rule, how
        What was counted by: the indicators, the rule, and the numbers of it that decide.
    group_name
        The column that ``by`` names; None without.
    tally
        The table that everything is computed from.
    blocks
        The measures, in the order of the rows.
    whole
        The same of everybody together; None without groups. `overall` gives either.
    lost, households
        The rows that were not counted, and what became of the households.
    worst, best
        With missing values bounded: the scores with each of them deprived, and with none.
    provenance
        Where it comes from.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "counting_scores"

    framework: Framework
    rule: CountRule
    how: Counted
    group_name: str | None
    tally: Tally
    blocks: tuple[Block, ...]
    whole: CountingScores | None
    lost: LostPeople
    households: Households | None
    provenance: Provenance
    frame_library: Library | None = None
    worst: CountingScores | None = None
    best: CountingScores | None = None

    @property
    def groups(self) -> tuple[Any, ...]:
        """What each group is called; ``("all",)`` without groups."""
        return self.tally.groups

    @property
    def overall(self) -> CountingScores:
        """The same of everybody together."""
        return self if self.whole is None else self.whole

    @property
    def indicators(self) -> tuple[str, ...]:
        """The keys of the indicators that were counted, in the order of the rule."""
        return self.how.indicators

    @property
    def weights(self) -> tuple[int, ...]:
        """Their weights, whole numbers without a common divisor."""
        return self.how.weights

    @property
    def whos(self) -> tuple[str, ...]:
        """Whose scores there are: ``("all",)``, or ``("women", "men")``."""
        return tuple(self.tally.persons)

    def block(self, measure: str, who: str | None = None) -> Block:
        """One measure of some people in every group.

        Parameters
        ----------
        measure
            Its name.
        who
            ``"all"``, ``"women"``, ``"men"`` or ``"pairs"``; None for the first that has it.

        Raises
        ------
        InvalidInput
            If there is none.
        """
        for one in self.blocks:
            if one.measure == measure and who in (None, one.who):
                return one
        known = tuple(dict.fromkeys(one.measure for one in self.blocks if who in (None, one.who)))
        if who is not None and not known:
            whos = tuple(dict.fromkeys(one.who for one in self.blocks))
            raise InvalidInput(fault("not_a_choice", "who", given=who, noun="who", choices=whos))
        raise InvalidInput(fault("no_such", "measure", noun="measure", given=measure, choices=known))

    def place(self, group: Any) -> int:
        """The place of a group, by its name as it is or as it is written.

        Raises
        ------
        InvalidInput
            If there is none.
        """
        for same in (lambda one: one == group, lambda one: str(one) == str(group)):
            for place, one in enumerate(self.groups):
                if same(one):
                    return place
        raise InvalidInput(
            fault("no_such", "group", noun="group", given=str(group), choices=tuple(map(str, self.groups[:20])))
        )

    @property
    def notes(self) -> Notes:
        """Why numbers are not there, and which intervals are not logit intervals."""
        found = []
        for block in self.blocks:
            wanting = np.isnan(block.estimate) | np.isnan(block.se) | (block.method != 1)
            for group, j in zip(*np.nonzero(wanting), strict=True):
                indicator = None if block.indicators is None else block.indicators[j]
                note = self._note(block, int(group), int(j))
                found.append(Note(self.groups[group], block.who, block.measure, indicator, note))
        return Notes(tuple(found), self.frame_library)

    def _note(self, block: Block, group: int, j: int) -> str:
        if block.method[group, j] == 3:
            return "bounds"
        scored = [one for one in (self.worst, self.best) if one is not None]
        ends = [one.block(block.measure, block.who).estimate[group, j] for one in scored]
        if np.isnan(block.estimate[group, j]):
            if not np.isnan(ends).all():
                return "not_a_bound"
            if block.n[group] == 0:
                return "no_pairs" if block.who == "pairs" else "nobody"
            return "all_in_parity" if block.measure == "I_GPI" else "nobody_poor"
        if block.method[group, j] == 2:
            return "clopper_pearson"
        return "no_freedom" if np.isnan(block.se[group, j]) else "no_interval"

    def rows(self) -> list[Row]:
        """One row for each group, who, measure and indicator."""
        names = ("group", "who", "measure", "indicator", "estimate", "se", "low", "high", "n", "df")
        columns = [
            [as_list(getattr(block, name)) for name in ("estimate", "se", "low", "high")] for block in self.blocks
        ]
        found: list[Row] = []
        for g, group in enumerate(self.groups):
            name = plain(group)
            for block, numbers in zip(self.blocks, columns, strict=True):
                keys = block.indicators or (None,)
                n, df = int(block.n[g]), int(block.df[g])
                for j, key in enumerate(keys):
                    at = g * len(keys) + j
                    row = (name, block.who, block.measure, key, *(column[at] for column in numbers), n, df)
                    found.append(dict(zip(names, row, strict=True)))
        return found

    def __repr__(self) -> str:
        told = [f"CountingScores({self.framework.key})"]
        whole = self.overall
        for who, n in self.lost.total:
            first = whole.block("M0", who)
            complete = int(first.n[0])
            said = ", ".join(
                f"{name} {_told(whole.block(name, who))}"
                for name in ("H", "A", "M0", *([self.how.empowerment] if self.how.empowerment else []))
            )
            told.append(f"  {who}: {complete} of {n} rows; {said}")
        if self.households is not None:
            said = ", ".join(f"{name} {_told(whole.block(name, 'pairs'))}" for name in ("GPI", "index"))
            told.append(f"  pairs: {self.households.used} of {self.households.dual} dual households; {said}")
        if self.group_name is not None:
            told.append(f"  {len(self.groups)} groups of {self.group_name}")
        return self._told("\n".join(told))


def _told(block: Block) -> str:
    """An estimate with its interval, or the two bounds."""
    value, low, high = (getattr(block, name)[0, 0] for name in ("estimate", "low", "high"))
    if np.isnan(value):
        return "not defined" if np.isnan(low) else f"between {low:.4g} and {high:.4g}"
    return f"{value:.4g}" if np.isnan(low) else f"{value:.4g} ({low:.4g} to {high:.4g})"


def lost_people(tally: Tally, indicators: tuple[str, ...], library: Library | None) -> LostPeople:
    """The rows that a tally left out."""
    items = []
    for who, (_, some, each) in tally.missing.items():
        if some:
            items.append(LostPerson(who, "incomplete", None, some))
            items += [LostPerson(who, "missing", key, n) for key, n in zip(indicators, each, strict=True) if n]
    return LostPeople(tuple(items), library, tuple((who, rows) for who, (rows, _, _) in tally.missing.items()))
