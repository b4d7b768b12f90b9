"""Rows as patterns, added up by the engine that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..sums import total
from .plan import Plan

__all__ = ["cells", "coded", "patterns", "summed"]


def _flag(condition: Any) -> Any:
    """1 where a condition holds, 0 elsewhere, as a whole number wide enough to be added up on every engine."""
    import narwhals.stable.v2 as nw

    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0)).cast(nw.Int64)


def coded(plan: Plan, frame: Any, fill: str | None) -> Any:
    """Whether each row is deprived in each indicator, its score, and its pattern as a whole number: -1 if not used."""
    import narwhals.stable.v2 as nw

    each = plan.marks.each
    marks = [nw.col(f"m{j}") for j in range(plan.width)]

    def deprived(missing: bool) -> list[Any]:
        return [_flag((mark == 1) | (mark == 2)) if missing else _flag(mark == 1) for mark in marks]

    found = frame.with_columns(
        *(flag.alias(f"x{j}") for j, flag in enumerate(deprived(fill == "worst"))),
        total(_flag(mark == 2) for mark in marks).alias("lacking"),
    )
    score = total(nw.col(f"x{j}") * mark.weight for j, mark in enumerate(each))
    code = total(nw.col(f"x{j}") * 2**j for j in range(plan.width))
    if fill is None:
        code = nw.when(nw.col("lacking") > 0).then(nw.lit(-1)).otherwise(code)
    # A pair is at its worst where she is and he is at his best.
    his = total(flag * mark.weight for flag, mark in zip(deprived(fill == "best"), each, strict=True))
    return found.with_columns(
        code.cast(nw.Int64).alias("code"), score.alias("score"), (score if fill is None else his).alias("his")
    )


def cells(plan: Plan, coded: Any, kept: bool) -> Any:
    """The people: by group, who, stratum, unit and pattern; or, of very many, whether poor instead of pattern."""
    import narwhals.stable.v2 as nw

    gaps = ["gap1", "gap2"] if plan.marks.gaps else []
    keys = [*plan.groups, *plan.who, *plan.strata, *plan.psu]
    if kept and plan.psu:
        return summed(plan, coded, [*keys, "code"], gaps)
    if kept:
        # Each row is a sampling unit: those that differ in weight alone are counted together.
        squares = [(nw.col("w") * nw.col("w")).alias("ww")] if plan.weight else []
        return summed(plan, coded.with_columns(*squares) if squares else coded, [*keys, "code", *gaps])
    poor = nw.when(nw.col("code") < 0).then(nw.lit(-1)).otherwise(_flag(nw.col("score") >= plan.marks.line))
    frame = coded.with_columns(poor.cast(nw.Int64).alias("poor"))
    return summed(plan, frame, [*keys, "poor"], [*(f"x{j}" for j in range(plan.width)), *gaps])


def patterns(plan: Plan, coded: Any) -> Any:
    """Very many people by group, who and pattern alone."""
    import narwhals.stable.v2 as nw

    return summed(plan, coded.filter(nw.col("code") >= 0), [*plan.groups, *plan.who, "code"])


def summed(plan: Plan, frame: Any, keys: Sequence[str], more: Sequence[str] = ()) -> Any:
    """Rows, weights and other columns added up by keys."""
    import narwhals.stable.v2 as nw

    names = [*plan.weight, *more]
    frame = frame.with_columns(nw.lit(1).cast(nw.Int64).alias("n"))
    if plan.weight and more:
        frame = frame.with_columns(*((nw.col(name).cast(nw.Float64) * nw.col("w")).alias(name) for name in more))
    elif more:
        frame = frame.with_columns(*(nw.col(name).cast(nw.Float64).alias(name) for name in more))
    names += ["ww"] if "ww" in frame.collect_schema().names() else []
    sums = [nw.col("n").sum(), *(nw.col(name).sum() for name in names)]
    return frame.group_by(list(keys)).agg(*sums)
