"""How a composite index is computed, for the page of its framework: scaling, weights, aggregation, classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

import pemberdayaan as pb


def number(value: Fraction | None) -> str:
    return "" if value is None else f"{float(value):.12g}"


def recipe(rule: pb.IndexRule, labels: Mapping[str, str], word: Callable[[str], str]) -> dict[str, str]:
    """What the rule says, by the name of each fact."""

    def each(pairs: Iterable[tuple[str, Any]]) -> str:
        return "; ".join(f"{labels[key]}: {word(str(way))}" for key, way in pairs)

    scaling = word(f"scaling {rule.scaling.method}")
    if rule.scaling.method in (pb.ScalingMethod.MINMAX, pb.ScalingMethod.GOALPOSTS, pb.ScalingMethod.SCALED):
        scaling += f", {number(rule.scaling.span[0])} {word('up to')} {number(rule.scaling.span[1])}"
    if rule.weights:
        whole = number(sum((weight for _, weight in rule.weights), Fraction(0)))
        weights = ", ".join(f"{labels[key]} {number(weight)}" for key, weight in rule.weights) + f" / {whole}"
    else:
        weights = word(f"weights {rule.weighting}")
    made = dict(rule.formulas)
    ways = each([*((key, way) for key, way in rule.aggregations if key not in made), *made.items()])
    aggregated = word(str(rule.aggregation))
    if ways:
        aggregated = f"{aggregated}; {ways}"
    if rule.root in made:
        weights, aggregated = "", ways
    return {
        "scaled": scaling,
        "weights": weights,
        "aggregated": aggregated,
        "times": "" if rule.times == 1 else number(rule.times),
        "missing": word(f"missing {rule.missing}") if rule.missing is not pb.Missing.RAISE else "",
    }


def goalposts(rule: pb.IndexRule, labels: Mapping[str, str], word: Callable[[str], str]) -> list[list[str]]:
    """The ends of each indicator that has its own."""
    return [
        [labels[one.key], number(one.low), number(one.high), word("logarithm") if one.log else ""]
        for one in rule.goalposts
    ]


def bound(one: pb.IndexClass, word: Callable[[str], str]) -> str:
    """Where a class starts."""
    if one.above is not None:
        return f"{word('above')} {number(one.above)}"
    return "" if one.at_least is None else f"{word('at_least')} {number(one.at_least)}"
