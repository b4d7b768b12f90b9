"""Rows as patterns, added up by the engine that holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..sums import total
from .plan import Plan

__all__ = ["cells", "coded", "first_cells", "flag", "pattern_codes", "patterns", "summed"]


def flag(condition: Any) -> Any:
    """1 where a condition that is never null holds, 0 elsewhere; wide enough to be added up on every engine."""
    import narwhals.stable.v2 as nw

    return condition.cast(nw.Int64)


def coded(plan: Plan, frame: Any, fill: str | None) -> Any:
    """Whether each row is deprived in each indicator, its score, and its pattern as a whole number: -1 if not used."""
    import narwhals.stable.v2 as nw

    each = plan.marks.each
    marks = [nw.col(f"m{j}") for j in range(plan.width)]

    def deprived(missing: bool) -> list[Any]:
        return [flag((mark == 1) | (mark == 2)) if missing else flag(mark == 1) for mark in marks]

    found = frame.with_columns(
        *(one.alias(f"x{j}") for j, one in enumerate(deprived(fill == "worst"))),
        total(flag(mark == 2) for mark in marks).alias("lacking"),
    )
    score = total(nw.col(f"x{j}") * mark.weight for j, mark in enumerate(each))
    code = total(nw.col(f"x{j}") * 2**j for j in range(plan.width))
    if fill is None:
        code = nw.when(nw.col("lacking") > 0).then(nw.lit(-1)).otherwise(code)
    # A pair is at its worst where she is and he is at his best.
    his = total(one * mark.weight for one, mark in zip(deprived(fill == "best"), each, strict=True))
    return found.with_columns(
        code.cast(nw.Int64).alias("code"), score.alias("score"), (score if fill is None else his).alias("his")
    )


def pattern_codes(plan: Plan, cells: Mapping[str, Any], fill: str | None) -> NDArray[np.int64]:
    """Patterns as whole numbers from fetched marks, -1 of rows that are not used."""
    marks = plan.marks_in(cells)
    deprived = (marks == 1) | (marks == 2) if fill == "worst" else marks == 1
    codes = np.zeros(len(marks), np.int64)
    for j in range(plan.width):
        codes |= deprived[:, j].astype(np.int64) << j
    if fill is None:
        codes[(marks == 2).any(axis=1)] = -1
    return codes


def first_cells(plan: Plan, frame: Any, wrong: Mapping[str, Any], kept: bool) -> Any:
    """The people by who and all marks, with what is wrong; by group, stratum and unit too where that is kept."""
    import narwhals.stable.v2 as nw

    # One table tells both what is counted and whether it may be.
    frame = frame.with_columns(*(flag(one).alias(name) for name, one in wrong.items())) if wrong else frame
    gaps = ["gap1", "gap2"] if plan.marks.gaps and kept else []
    keys = [*plan.who, *plan.digits]
    if not kept:
        return summed(plan, frame, keys, plain=list(wrong))
    keys += [*plan.groups, *plan.strata, *plan.psu]
    if plan.psu:
        return summed(plan, frame, keys, gaps, plain=list(wrong))
    # Each row is a sampling unit: those that differ in weight alone are counted together.
    squares = [(nw.col("w") * nw.col("w")).alias("ww")] if plan.weight else []
    frame = frame.with_columns(*squares) if squares else frame
    return summed(plan, frame, [*keys, *gaps], plain=list(wrong))


def cells(plan: Plan, marked: Any) -> Any:
    """Very many people by group, who, stratum, unit, and whether they are poor instead of their pattern."""
    import narwhals.stable.v2 as nw

    gaps = ["gap1", "gap2"] if plan.marks.gaps else []
    keys = [*plan.groups, *plan.who, *plan.strata, *plan.psu]
    poor = nw.when(nw.col("code") < 0).then(nw.lit(-1)).otherwise(flag(nw.col("score") >= plan.marks.line))
    frame = marked.with_columns(poor.cast(nw.Int64).alias("poor"))
    return summed(plan, frame, [*keys, "poor"], [*(f"x{j}" for j in range(plan.width)), *gaps])


def patterns(plan: Plan, marked: Any) -> Any:
    """Very many people by group, who and pattern alone."""
    import narwhals.stable.v2 as nw

    return summed(plan, marked.filter(nw.col("code") >= 0), [*plan.groups, *plan.who, "code"])


def summed(plan: Plan, frame: Any, keys: Sequence[str], more: Sequence[str] = (), *, plain: Sequence[str] = ()) -> Any:
    """Rows, weights, other columns times weights, and plain ones added up by keys."""
    import narwhals.stable.v2 as nw

    names = [*plan.weight, *more]
    frame = frame.with_columns(nw.lit(1).cast(nw.Int64).alias("n"))
    if plan.weight and more:
        frame = frame.with_columns(*((nw.col(name).cast(nw.Float64) * nw.col("w")).alias(name) for name in more))
    elif more:
        frame = frame.with_columns(*(nw.col(name).cast(nw.Float64).alias(name) for name in more))
    names += ["ww"] if "ww" in frame.collect_schema().names() else []
    sums = [nw.col("n").sum(), *(nw.col(name).sum() for name in (*names, *plain))]
    return frame.group_by(list(keys)).agg(*sums)
