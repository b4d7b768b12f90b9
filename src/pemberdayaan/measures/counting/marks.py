"""The indicators of a rule as columns: their weights, and when each is deprived."""

from __future__ import annotations

from fractions import Fraction

import attrs

from ...errors import fault
from ...kernels.alkire_foster import common_weights, poverty_line
from ...model.elements import Direction
from ...model.framework import Framework
from ...model.rules import CountRule
from ..sums import SumsDoor

__all__ = ["Mark", "Marks", "marks_of"]

# So many bits of a pattern every engine's whole numbers hold.
WIDEST = 62


@attrs.frozen
class Mark:
    """One indicator: its column, its weight, and when it is deprived.

    Parameters
    ----------
    key, column
        The indicator and the column that holds it.
    weight
        A whole number.
    cutoff, below
        The line of raw values, and whether those below it are deprived; None where the column holds 0 and 1.
    """

    key: str
    column: str
    weight: int
    cutoff: float | None = None
    below: bool = True


@attrs.frozen
class Marks:
    """All indicators of a rule, and what of the rule decides how they are read.

    Parameters
    ----------
    each
        One for each indicator.
    deprived
        What a column of 0 and 1 holds for a deprived person.
    line
        The least whole score that is poor.
    gaps
        Whether every indicator has a cut-off, so that there are gaps.
    """

    each: tuple[Mark, ...]
    deprived: int
    line: int
    gaps: bool


def marks_of(door: SumsDoor, framework: Framework, rule: CountRule, cutoff: Fraction) -> Marks:
    """The columns of a rule's indicators, with whole weights without a common divisor.

    Those that the rule lets a table lack are left out.
    """
    indicators = {one.key: one for one in framework.indicators}
    found: list[Mark] = []
    lacking = []
    for key, weight in rule.weights:
        one = indicators.get(key)
        column = door.column(key, one.also if one is not None else ())
        if column is None:
            lacking.append(key)
        elif one is not None and one.cutoff is not None:
            found.append(Mark(key, column, weight, float(one.cutoff), one.direction is not Direction.DOWN))
        else:
            found.append(Mark(key, column, weight))
    least = rule.fewest if rule.fewest is not None else len(rule.weights)
    if len(found) < least:
        choices = tuple(dict.fromkeys([key for key, _ in door.population.names or ()] + [*door.population._texts]))
        door.faults += [fault("no_such", f"$.{key}", noun="column", given=key, choices=choices) for key in lacking]
    if len(found) > WIDEST:
        door.faults.append(fault("out_of_range", "$.weights", given=len(found), low=1, high=WIDEST))
    columns = [mark.column for mark in found]
    for column in dict.fromkeys(one for one in columns if columns.count(one) > 1):
        door.faults.append(fault("repeated_key", f"$.{column}", given=column))
    door.raised()
    whole = sum(mark.weight for mark in found)
    weights = common_weights([Fraction(mark.weight, whole) for mark in found]).tolist()
    marks = tuple(attrs.evolve(mark, weight=weight) for mark, weight in zip(found, weights, strict=True))
    gaps = all(mark.cutoff is not None and mark.below and mark.cutoff > 0 for mark in marks)
    line = poverty_line(cutoff, sum(weights), strict=rule.strict)
    return Marks(marks, 1 if rule.coding == "inadequate" else 0, line, gaps)
