"""What each item's answers say on their own: how many, where their middle is, how they spread, who gave none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, ClassVar

import attrs
import numpy as np

from ...kernels.tallies import moments
from ...model.rules import Missing
from ..cells import ANSWERED, KINDS
from ..result import Library, Provenance, Result, Row, plain
from .answers import Answers, Pool, grouped, read_answers
from .counted import AnswerCounts, Caution, Lost, few, noted, one_of

__all__ = ["ItemLine", "ItemStatistics", "item_statistics"]


@attrs.frozen
class ItemLine:
    """The answers to one item.

    Parameters
    ----------
    item
        Its column.
    n, weight
        How many answered, and what they count for.
    mean
        Their mean.
    median, median_high
        The lower and the upper median answer; different only if the middle falls between two answers.
    sd
        The standard deviation, with n - 1; None if one respondent alone counts.
    floor, ceiling
        The shares of the lowest and of the highest answer of the scale.
    blank, do_not_know, refused
        How many gave no answer, by kind.
    reversed
        True if the item was turned around.
    cautions
        What a reader must know beside it.
    """

    item: str
    n: int
    weight: Fraction
    mean: Fraction
    median: int
    median_high: int
    sd: float | None
    floor: Fraction
    ceiling: Fraction
    blank: int
    do_not_know: int
    refused: int
    reversed: bool
    cautions: tuple[Caution, ...] = ()


@attrs.frozen(repr=False)
class ItemStatistics(Result):
    """The statistics of some items.

    Parameters
    ----------
    low, high
        The scale of the answers.
    missing
        What became of missing answers.
    lines
        One for each item.
    answers
        Their answers, counted.
    lost
        Who was left out of what, and why.
    provenance, frame_library
        Where it comes from; the library that `to_frame` gives.
    weighted
        Whether respondents had weights.
    """

    kind: ClassVar[str] = "item_statistics"

    low: int
    high: int
    missing: Missing
    lines: tuple[ItemLine, ...]
    answers: AnswerCounts
    lost: tuple[Lost, ...]
    provenance: Provenance
    frame_library: Library | None = None
    weighted: bool = False

    def __getitem__(self, item: str) -> ItemLine:
        """The line of an item."""
        return one_of({line.item: line for line in self.lines}, item)

    def rows(self) -> list[Row]:
        """One row for each item."""
        return [
            {
                "item": line.item,
                "n": line.n,
                "weight": plain(line.weight),
                "mean": plain(line.mean),
                "median": line.median,
                "median_high": line.median_high,
                "sd": plain(line.sd),
                "floor": plain(line.floor),
                "ceiling": plain(line.ceiling),
                "blank": line.blank,
                "do_not_know": line.do_not_know,
                "refused": line.refused,
                "reversed": line.reversed,
                "note": noted(line.cautions),
            }
            for line in self.lines
        ]

    def __repr__(self) -> str:
        answered = [line.n for line in self.lines]
        return f"ItemStatistics: {len(self.lines)} items, answered by {min(answered)} to {max(answered)}"


def item_statistics(
    data: Any,
    items: Sequence[str] | str | None = None,
    *,
    low: int,
    high: int,
    reverse: Iterable[str] = (),
    missing: Missing | str = Missing.RAISE,
) -> ItemStatistics:
    """The statistics of each item: n, mean, median, spread, floor and ceiling, and who gave no answer.

    Parameters
    ----------
    data
        A frame or a `Population`, one row for each respondent; read through its matrix. With weights the mean, the
        medians and the shares are weighted, and so is sd, as sum w d^2/sum w x m/(m - 1), m those of a weight above 0.
    items
        The item columns; None takes all columns that the population is asked by.
    low, high
        The ends of the scale of answers, whole numbers.
    reverse
        Items that are turned around: low + high - x.
    missing
        ``"raise"``, or ``"skip"``: each item by the answers that there are; the rest is counted by its kind.

    Raises
    ------
    InvalidInput
        As in `class_results`.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"p1": [1, 1, 3, None]})
    >>> line = item_statistics(frame, ["p1"], low=1, high=5, missing="skip")["p1"]
    >>> line.n, line.blank, str(line.mean), line.median, str(line.floor)
    (3, 1, '5/3', 1, '2/3')
    """
    names, _ = grouped(data, items)
    answers = read_answers(data, names, low=low, high=high, reverse=reverse, missing=missing)
    pools = answers.each()
    return ItemStatistics(
        answers.low,
        answers.high,
        Missing(missing),
        _lines(answers, pools),
        answers.counted(pools),
        answers.lost,
        answers.provenance(rule=("item_statistics",)),
        answers.columns.library,
        answers.weights is not None,
    )


def _lines(answers: Answers, pools: Sequence[Pool]) -> tuple[ItemLine, ...]:
    total, _, squares = moments(answers.counts, np.arange(answers.low, answers.high + 1, dtype=np.float64))
    variances, weights = (squares / total).tolist(), answers.weights
    lines: list[ItemLine] = []
    for j, (pool, variance) in enumerate(zip(pools, variances, strict=True)):
        kinds = answers.columns.kinds[:, j]
        m = pool.n if weights is None else int(np.count_nonzero((kinds == ANSWERED) & (weights > 0)))
        none = {kind: int(np.count_nonzero(kinds == i)) for i, kind in enumerate(KINDS, start=1)}
        lines.append(
            ItemLine(
                item=pool.name,
                n=pool.n,
                weight=pool.weight,
                mean=pool.mean,
                median=pool.median,
                median_high=pool.median_high,
                sd=(variance * m / (m - 1)) ** 0.5 if m > 1 else None,
                floor=pool.shares[0],
                ceiling=pool.shares[-1],
                reversed=pool.name in answers.reverse,
                cautions=few(pool.n),
                **none,
            )
        )
    return tuple(lines)
