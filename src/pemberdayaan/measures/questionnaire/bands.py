"""Items, variables and their total in classes: by the mean, by the median, and as a percentage of what is possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar

import attrs
import numpy as np

from ...kernels.classes import equal_class
from ...model.rules import Missing
from ..result import Library, Provenance, Result, Row, plain
from .answers import TOTAL, Answers, Pool, check_lines, classes_of, grouped, read_answers, whole_number
from .counted import AnswerCounts, Caution, Edge, Lost, as_edge, few, noted, one_of

__all__ = ["ClassLine", "ClassResults", "class_results"]


@attrs.frozen
class ClassLine:
    """One item, variable or total in its class, read in two ways.

    Parameters
    ----------
    name
        The item, the variable, or ``"total"``.
    of
        ``"item"``, ``"variable"`` or ``"total"``.
    items
        How many items.
    n, weight
        How many respondents, and what they count for.
    sum
        The sum of the answers, by weight.
    mean, mean_class
        The interval reading: the mean, and the class that it falls in.
    median, median_high, median_class
        The ordinal reading: the lower and the upper median answer, and the class of the lower one.
    index
        The sum as a percentage of the highest sum that is possible; None if that is not above 0.
    differ
        True if the class of the mean is that of neither median.
    cautions
        What a reader must know beside it.
    """

    name: str
    of: str
    items: int
    n: int
    weight: Fraction
    sum: Fraction
    mean: Fraction
    mean_class: int
    median: int
    median_high: int
    median_class: int
    index: Fraction | None
    differ: bool
    cautions: tuple[Caution, ...] = ()


@attrs.frozen(repr=False)
class ClassResults(Result):
    """The classes of items, variables and their total.

    Parameters
    ----------
    low, high, classes
        The scale of the answers, and into how many classes of equal width it is cut.
    edge
        Where a number on a limit goes.
    missing
        What became of missing answers.
    reverse
        The items that were turned around.
    lines
        The items, then the variables, then the total.
    answers
        Their answers, counted.
    lost
        Who was left out of what, and why.
    provenance, frame_library
        Where it comes from; the library that `to_frame` gives.
    weighted
        Whether respondents had weights.
    """

    kind: ClassVar[str] = "class_results"

    low: int
    high: int
    classes: int
    edge: Edge
    missing: Missing
    reverse: tuple[str, ...]
    lines: tuple[ClassLine, ...]
    answers: AnswerCounts
    lost: tuple[Lost, ...]
    provenance: Provenance
    frame_library: Library | None = None
    weighted: bool = False

    def __getitem__(self, name: str) -> ClassLine:
        """The line of that name."""
        return one_of({line.name: line for line in self.lines}, name)

    def rows(self) -> list[Row]:
        """One row for each item, variable and the total."""
        return [
            {
                "name": line.name,
                "of": line.of,
                "items": line.items,
                "n": line.n,
                "weight": plain(line.weight),
                "sum": plain(line.sum),
                "mean": plain(line.mean),
                "mean_class": line.mean_class,
                "median": line.median,
                "median_high": line.median_high,
                "median_class": line.median_class,
                "index": plain(line.index),
                "differ": line.differ,
                "note": noted(line.cautions),
            }
            for line in self.lines
        ]

    def __repr__(self) -> str:
        last = self.lines[-1]
        apart = sum(line.differ for line in self.lines)
        readings = f"; the two readings differ in {apart} of {len(self.lines)}" if apart else ""
        mean = f"mean {float(last.mean):.2f}, class {last.mean_class} of {self.classes}"
        return f"ClassResults: {last.name} {mean}{readings}"


def class_results(
    data: Any,
    items: Sequence[str] | str | Mapping[str, Sequence[str] | str] | None = None,
    *,
    low: int,
    high: int,
    classes: int = 5,
    reverse: Iterable[str] = (),
    missing: Missing | str = Missing.RAISE,
    edge: Edge | str = Edge.UP,
) -> ClassResults:
    r"""The class of each item, of each variable and of all together.

    The interval reading is the class of the mean among classes of equal width, min(k, 1 + floor(k (S - n q l)/(n q (h
    - l)))) for a sum S of n respondents and q items on a scale from l to h; the ordinal reading is the class of the
    median answer, which needs no distance between answers. Both stand side by side, and where they differ it is said.
    The index is S/(n q h) x 100.

    Parameters
    ----------
    data
        A frame or a `Population`, one row for each respondent; read through its matrix. Weighted if its design is.
    items
        The item columns, or a mapping from variables to theirs; None takes all columns that the population is asked by.
    low, high
        The ends of the scale of answers, whole numbers.
    classes
        How many classes, 1 to 1000.
    reverse
        Items that are turned around: low + high - x.
    missing
        ``"raise"``, or ``"skip"``: items by the answers that there are, variables and the total by those who answered
        all of their items.
    edge
        A number on a limit goes ``"up"`` to the higher class or ``"down"`` to the lower one.

    Raises
    ------
    InvalidInput
        For a text, an answer outside the scale, a missing one unless it is skipped, an item without any answer; all at
        once, with columns and rows.

    References
    ----------
    Riduwan (2010). Skala Pengukuran Variabel-variabel Penelitian. Bandung: Alfabeta.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"p1": [1, 4, 5, 5], "p2": [4, 4, 4, 5]})
    >>> class_results(frame, ["p1", "p2"], low=1, high=5)["p1"].mean_class
    4
    """
    names, groups = grouped(data, items)
    check_lines([*names, *groups])
    count, side = whole_number(classes, "classes"), as_edge(edge)
    answers = read_answers(data, names, low=low, high=high, reverse=reverse, missing=missing)
    pools, kinds, lost = answers.each(), ["item"] * len(names), list(answers.lost)
    for of, name, members in [*(("variable", key, group) for key, group in groups.items()), ("total", TOTAL, names)]:
        pool, left_out = answers.pool(name, members)
        pools.append(pool)
        kinds.append(of)
        lost += left_out
    return ClassResults(
        answers.low,
        answers.high,
        count,
        side,
        Missing(missing),
        answers.reverse,
        _lines(kinds, pools, answers, count, side),
        answers.counted(pools),
        tuple(lost),
        answers.provenance(rule=("class_interval", side.value)),
        answers.columns.library,
        answers.weights is not None,
    )


def _lines(
    kinds: Sequence[str], pools: Sequence[Pool], answers: Answers, classes: int, edge: Edge
) -> tuple[ClassLine, ...]:
    low, high = answers.low, answers.high
    by_mean = classes_of(pools, low, high, classes, edge)
    # The class of each answer that the scale has.
    steps = np.arange(low, high + 1)
    of_answer = equal_class(steps, np.full_like(steps, low), np.full_like(steps, high), classes, edge=edge.value)
    lines: list[ClassLine] = []
    for of, pool, band in zip(kinds, pools, by_mean, strict=True):
        middle, upper = int(of_answer[pool.median - low]), int(of_answer[pool.median_high - low])
        highest = pool.weight * pool.items * high
        lines.append(
            ClassLine(
                name=pool.name,
                of=of,
                items=pool.items,
                n=pool.n,
                weight=pool.weight,
                sum=pool.sum,
                mean=pool.mean,
                mean_class=band,
                median=pool.median,
                median_high=pool.median_high,
                median_class=middle,
                index=100 * pool.sum / highest if highest > 0 else None,
                differ=band not in (middle, upper),
                cautions=few(pool.n),
            )
        )
    return tuple(lines)
