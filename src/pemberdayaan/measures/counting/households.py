"""Households: what became of each, and the pairs of a woman and a man in them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...errors import fault
from .adding import flag, summed
from .plan import MEN, WOMEN, Plan
from .tally import Household

__all__ = ["households", "pairs"]

# How many women and men a household has, and how many of them are complete.
_STATUS = {
    (1, 1, 1, 1): "used",
    (1, 1, 0, 1): "woman_incomplete",
    (1, 1, 1, 0): "man_incomplete",
    (1, 1, 0, 0): "both_incomplete",
    (1, 0, 1, 0): "woman_alone",
    (1, 0, 0, 0): "woman_alone",
    (0, 1, 0, 1): "man_alone",
    (0, 1, 0, 0): "man_alone",
}


def households(plan: Plan, marked: Any) -> tuple[Household, ...]:
    """What became of the households; faults where one has two women or two men, or lies in two places."""
    import narwhals.stable.v2 as nw

    people = {who: nw.col("who") == who for who in (WOMEN, MEN)}
    counted = marked.with_columns(
        *(flag(here).alias(f"n{who}") for who, here in people.items()),
        *(flag(here & (nw.col("code") >= 0)).alias(f"c{who}") for who, here in people.items()),
    )
    names = ["n0", "n1", "c0", "c1"]
    homes = counted.group_by(plan.home).agg(*(nw.col(name).sum() for name in names))
    kinds = plan.door.fetch(homes.group_by(names).agg(nw.len().alias("n")).sort(names))
    found: dict[str, int] = {}
    for *kind, n in zip(*(np.asarray(kinds[name]).tolist() for name in (*names, "n")), strict=True):
        women, men, known, knows = (int(one) for one in kind)
        if women > 1 or men > 1:
            continue
        found[_STATUS[women, men, known, knows]] = found.get(_STATUS[women, men, known, knows], 0) + int(n)
    for who, said in ((WOMEN, "women"), (MEN, "men")):
        crowded = homes.filter(nw.col(f"n{who}") > 1)
        _crowded(plan, crowded, "two_of_household", said)
    if plan.door.faults:
        # Under a wrong key everybody would pair with everybody.
        return ()
    both = _couples(plan, marked)
    for name in (*plan.strata, *plan.named_psu):
        apart = both.filter(nw.col(f"{name}0") != nw.col(f"{name}1"))
        _crowded(plan, apart, "household_apart", plan.design.said["strata" if name == "s" else "psu"])
    return tuple(Household(status, found[status]) for status in dict.fromkeys(_STATUS.values()) if status in found)


def pairs(plan: Plan, marked: Any) -> Any:
    """Complete pairs by group, stratum, unit and scores; each counts as its woman does."""
    import narwhals.stable.v2 as nw

    both = _couples(plan, marked).filter((nw.col("code0") >= 0) & (nw.col("code1") >= 0))
    moved = [nw.col(f"{name}0").alias(name) for name in (*plan.strata, *plan.named_psu)]
    both = both.with_columns(*moved) if moved else both
    return summed(plan, both, [*plan.groups, *plan.strata, *plan.psu, "score0", "score1"])


def _people(plan: Plan, marked: Any, who: int) -> Any:
    """The women or the men, one row each, keyed by household."""
    import narwhals.stable.v2 as nw

    mine = "score" if who == WOMEN else "his"
    names = {mine: f"score{who}", "code": f"code{who}", "s": f"s{who}", "p": f"p{who}"}
    kept = [name for name in names if name not in ("s", "p") or name in (*plan.strata, *plan.psu)]
    hers = [*plan.groups, *plan.weight] if who == WOMEN else []
    picked = marked.filter(nw.col("who") == who)
    return picked.select(*plan.home, *hers, *(nw.col(name).alias(names[name]) for name in kept))


def _couples(plan: Plan, marked: Any) -> Any:
    return _people(plan, marked, WOMEN).join(_people(plan, marked, MEN), on=plan.home, how="inner")


def _crowded(plan: Plan, homes: Any, code: str, noun: str) -> None:
    """A fault that names some households, if there are any."""
    import narwhals.stable.v2 as nw

    pairs = plan.pairs
    keys = plan.door.fetch(homes.select(*plan.home).sort(*plan.home).head(6))
    if pairs is None or not len(keys[plan.home[0]]):
        return
    count = int(plan.door.fetch(homes.select(nw.len().alias("n")))["n"][0])
    named = zip(*(list(keys[name]) for name in plan.home), strict=True)
    told = [" / ".join(map(str, one)) for one in named][:5]
    place = ", ".join(pairs.household)
    plan.door.faults.append(
        fault(code, f"$.{place}", noun=noun, count=count, rows=", ".join(told) + ", ..." * (count > 5))
    )
