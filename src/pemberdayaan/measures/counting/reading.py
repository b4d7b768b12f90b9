"""A population read for counting: checked, marked and reduced by the engine that holds it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from .adding import cells, coded, first_cells, pattern_codes, patterns
from .checking import checked, wrong_keys
from .collecting import collected
from .households import households, pairs
from .plan import Plan
from .tally import Tally

__all__ = ["Reading", "reading_of"]

# Up to so many rows patterns are kept by sampling unit, so that every line and weight set has its errors.
KEPT = 2_000_000


@attrs.frozen(eq=False)
class Reading:
    """A population that was read once and found in order.

    Parameters
    ----------
    plan
        How it is read.
    frame
        The rows, with the engine that holds them.
    kept
        Whether patterns are kept by sampling unit.
    first
        The people by all their marks.
    missing
        By who: how many rows there are, how many lack something, and for each indicator how many lack it.
    """

    plan: Plan
    frame: Any
    kept: bool
    first: Mapping[str, Any]
    missing: dict[str, tuple[int, int, tuple[int, ...]]]

    def tally(self, fill: str | None = None) -> Tally:
        """The population reduced.

        Parameters
        ----------
        fill
            None leaves out rows that lack an indicator; ``"worst"`` and ``"best"`` take what is missing as deprived
            and as not.

        Raises
        ------
        InvalidInput
            For what is wrong in the households.
        """
        plan, door = self.plan, self.plan.door
        paired = plan.pairs is not None
        marked = coded(plan, self.frame, fill) if paired or not self.kept else self.frame
        homes = households(plan, marked) if paired else ()
        door.raised()
        couples = door.fetch(pairs(plan, marked)) if paired else None
        if self.kept:
            people = {**self.first, "code": pattern_codes(plan, self.first, fill)}
            return collected(plan, people, couples, None, self.missing, homes)
        people, by_pattern = (door.fetch(one(plan, marked)) for one in (cells, patterns))
        return collected(plan, people, couples, by_pattern, self.missing, homes)


def reading_of(plan: Plan) -> Reading:
    """A population read by its plan.

    Raises
    ------
    InvalidInput
        For what is wrong in the rows, all of one step at once.
    """
    door = plan.door
    frame = plan.selected()
    door.raised()
    kept = not plan.psu or door.rows_of(frame) <= KEPT
    first = door.fetch(first_cells(plan, frame, wrong_keys(plan), kept))
    missing = checked(plan, frame, first)
    door.raised()
    return Reading(plan, frame, kept, first, missing)
