"""A population read for counting: checked, marked and reduced by the engine that holds it."""

from __future__ import annotations

from .adding import cells, coded, patterns
from .checking import checked
from .collecting import collected
from .households import households, pairs
from .plan import Plan
from .tally import Tally

__all__ = ["tally_of"]

# Up to so many rows patterns are kept by sampling unit, so that every line and weight set has its errors.
KEPT = 2_000_000


def tally_of(plan: Plan, fill: str | None = None) -> Tally:
    """The population reduced.

    Parameters
    ----------
    plan
        How it is read.
    fill
        None leaves out rows that lack an indicator; ``"worst"`` and ``"best"`` take what is missing as deprived and
        as not.

    Raises
    ------
    InvalidInput
        For what is wrong in the rows, all of one step at once.
    """
    door = plan.door
    frame = plan.selected()
    door.raised()
    rows, missing = checked(plan, frame)
    door.raised()
    marked = coded(plan, frame, fill)
    paired = plan.pairs is not None
    homes = households(plan, marked) if paired else ()
    door.raised()
    kept = rows <= KEPT or not plan.psu
    people = door.fetch(cells(plan, marked, kept))
    couples = door.fetch(pairs(plan, marked)) if paired else None
    tallied = None if kept else door.fetch(patterns(plan, marked))
    return collected(plan, people, couples, tallied, missing, homes)
