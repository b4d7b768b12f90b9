"""How a counting measure is computed, for the page of its framework: cut-off, weights, missing data, names."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pemberdayaan as pb


def facts(rule: pb.CountRule, word: Callable[[str], str]) -> dict[str, str]:
    """What the rule says, by the name of each fact."""
    line = "above the cut-off" if rule.strict else "on the cut-off"
    every = len(rule.weights)
    named = rule.empowerment is not pb.Empowerment.NONE
    return {
        "for you to give": ", ".join(f"`{name}`" for name in rule.needs),
        "cut-off": word(line).format(rule.cutoff) if rule.cutoff is not None else "",
        "columns hold": word(f"coding {rule.coding}"),
        "may be left out": "" if rule.fewest is None else word("at least of").format(rule.fewest, every),
        "missing": word(f"missing person {rule.missing}"),
        "one less M0": word(f"empowerment {rule.empowerment}"),
        "parity": word("parity of").format(rule.parity_weight, rule.empowerment) if named else "",
    }


def weights(rule: pb.CountRule, framework: pb.Framework, named: Callable[[str], str]) -> list[list[str]]:
    """The domain of each indicator, the indicator, and its weight of the denominator."""
    whole = rule.denominator or sum(weight for _, weight in rule.weights)
    indicators = {one.key: one for one in framework.indicators}
    return [
        [
            named(indicators[key].part_of) if indicators[key].part_of else "",
            named(indicators[key].address),
            share(weight, whole),
        ]
        for key, weight in rule.weights
    ]


def share(weight: int, whole: int) -> str:
    """A weight over the denominator, and in lowest terms where these differ."""
    plain, lowest = f"{weight}/{whole}", str(Fraction(weight, whole))
    return plain if plain == lowest else f"{plain} = {lowest}"
