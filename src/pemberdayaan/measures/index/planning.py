"""The cheapest raises of indicators that bring a unit into a class, and who can act on them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm
from typing import Any, ClassVar

import attrs
import numpy as np

from ...errors import Fault, InvalidInput, fault
from ...kernels.covering import cheapest, greedy
from ...model.elements import Direction, Indicator
from ...model.fields import as_fraction
from ...model.index_rule import IndexClass, ScalingMethod
from ...model.text import Text
from ..result import Library, Provenance, Result, Row, plain
from .scores import IndexScores
from .upward import exact_score, is_linear

__all__ = ["Plan", "PlanStep", "plan"]

# Up to here the solver, which calls a number whole within a millionth, tells whole numbers apart.
LARGEST = 1_000_000


@attrs.frozen
class PlanStep:
    """One indicator of a plan.

    Parameters
    ----------
    indicator, parent, label
        Its key, the node that it belongs to, and its name.
    actors
        Who can act on it; none where the framework does not say.
    score, best
        Its score now, and the best that its scale has.
    uplift
        What the index gains if it is raised to its best.
    steps, cost
        How many steps the cheapest plan takes, and what they cost.
    gain
        What the index gains by them.
    greedy_steps, greedy_order
        How many steps the greedy list takes, and its place in that list; None if it is not in it.
    """

    indicator: str
    parent: str
    label: Text
    actors: tuple[str, ...]
    score: int
    best: int
    uplift: float
    steps: int
    cost: float
    gain: float
    greedy_steps: int
    greedy_order: int | None


@attrs.frozen(repr=False)
class Plan(Result):
    """The cheapest way to a class.

    Parameters
    ----------
    unit, time
        Its key, and its time in a panel.
    score, class_key
        Its index and class now.
    target, target_label, bound
        The class aimed at, its name, and the limit that it starts above or at.
    reached
        The index after the plan.
    whole, needed, denominator
        The index now and the least that is in the class, as whole numbers over one denominator.
    cost, greedy_cost
        What the cheapest plan costs, and what the greedy list costs.
    actors
        Whose actions the plan was held to; None for everybody's.
    steps
        One for each indicator that can be raised, in the order of the tree.
    actor_labels
        What the actors are called.
    provenance, frame_library
        Where it comes from; the library that `to_frame` gives.
    """

    kind: ClassVar[str] = "index_plan"

    unit: Any
    time: Any
    score: float
    class_key: str | None
    target: str
    target_label: Text
    bound: Fraction
    reached: float
    whole: int
    needed: int
    denominator: int
    cost: float
    greedy_cost: float
    actors: tuple[str, ...] | None
    steps: tuple[PlanStep, ...]
    actor_labels: Mapping[str, Text]
    provenance: Provenance
    frame_library: Library | None = None

    @property
    def chosen(self) -> tuple[PlanStep, ...]:
        """The indicators that the cheapest plan raises, the largest gain first."""
        return tuple(sorted((one for one in self.steps if one.steps), key=lambda one: -one.gain))

    def by_actor(self) -> dict[str, tuple[PlanStep, ...]]:
        """The chosen indicators by who can act on them; an indicator stands with each of its actors."""
        found: dict[str, list[PlanStep]] = {}
        for one in self.chosen:
            for actor in one.actors or ("unknown",):
                found.setdefault(actor, []).append(one)
        return {actor: tuple(steps) for actor, steps in found.items()}

    def rows(self) -> list[Row]:
        """One row for each indicator that can be raised."""
        return [
            {
                "indicator": one.indicator,
                "parent": one.parent,
                "actors": " ".join(one.actors) or None,
                "score": one.score,
                "best": one.best,
                "uplift": plain(one.uplift),
                "steps": one.steps,
                "cost": plain(one.cost),
                "gain": plain(one.gain),
                "greedy_steps": one.greedy_steps,
                "greedy_order": one.greedy_order,
            }
            for one in self.steps
        ]

    def __repr__(self) -> str:
        if not self.chosen:
            return f"Plan({self.unit}): already in {self.target} ({self.score:.4f})"
        raised = ", ".join(f"{one.indicator} +{one.steps}" for one in self.chosen[:4])
        more = f" and {len(self.chosen) - 4} more" if len(self.chosen) > 4 else ""
        return (
            f"Plan({self.unit}): {self.score:.4f} to {self.reached:.4f}, {self.target}; cost {self.cost:g} "
            f"(greedy {self.greedy_cost:g}): {raised}{more}"
        )


def plan(
    scores: IndexScores,
    unit: Any,
    *,
    target: str | None = None,
    costs: Mapping[str, float] | None = None,
    actors: Iterable[str] | str | None = None,
    fixed: Iterable[str] | str = (),
    time: Any = None,
) -> Plan:
    r"""The cheapest raises of whole indicator scores that reach a class, by integer programming.

    With whole gains :math:`g_j` and the least whole index :math:`N` of the class:

    .. math:: \min \sum_j c_j r_j \quad \text{subject to} \quad \sum_j g_j (x_j + r_j) \ge N,
              \quad 0 \le r_j \le \text{best}_j - x_j

    Parameters
    ----------
    scores
        Of `score`, from a table of indicators, by a rule that is linear in whole scores.
    unit
        Its key.
    target
        The key of a class; None takes the one above the unit's own.
    costs
        What one step of an indicator costs, at least 0; 1 where nothing is said.
    actors
        Only what these can act on, by the keys of the framework's actors; None for everything.
    fixed
        Indicators that are not to be raised.
    time
        In a panel; None takes the latest.

    Returns
    -------
    Plan
        The exact plan, and beside it a greedy list: the largest gain for its cost first.

    Raises
    ------
    InvalidInput
        If the rule is not linear, the table has components only, a score is no whole number, a name is unknown, the
        class cannot be reached, or the solver cannot tell which plan is the cheapest.

    References
    ----------
    Permendesa 2/2016 for the scores 0 to 5 and the limits of the classes of ``idm-2016``.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> rule = pb.IndexRule(
    ...     "index",
    ...     "Index",
    ...     scaling=pb.Scaling("goalposts"),
    ...     classes=[pb.IndexClass("low", "Low"), pb.IndexClass("high", "High", above="1/2")],
    ... )
    >>> scale = pb.Scale("score", "Score", "interval", low=0, high=5)
    >>> parts = [pb.Indicator(key, key, scale="score", direction="up") for key in ("road", "water")]
    >>> ours = pb.Framework("ours", "Ours", indicators=parts, scales=[scale], rules=[rule])
    >>> import pandas as pd
    >>> plan(pb.score(pd.DataFrame({"road": [1], "water": [3]}), ours), 0, costs={"road": 3})
    Plan(0): 0.4000 to 0.6000, high; cost 2 (greedy 2): water +2
    """
    tree = scores.tree
    row = scores.row_of(unit, time)
    _check_kind(scores, row, unit)
    band = _target(scores, row, target)
    allowed, prices = _allowed(scores, costs, actors, fixed)
    raisable, gains = _gains(scores)
    cells = {key: float(scores.steps.raw[row, j]) for j, key in enumerate(scores.steps.indicators)}
    wrong = [key for key in raisable if cells[key] != math.floor(cells[key])]
    if wrong:
        raise InvalidInput([fault("whole_scores", f"$.{key}", given=cells[key]) for key in wrong])
    now = exact_score(tree, scores.rule, cells)
    assert now is not None and band.bound is not None  # noqa: PT018  (it has a score, and a class above the lowest)
    denominator = lcm(now.denominator, *(one.denominator for one in gains.values()))
    limit = band.bound * denominator
    needed = math.floor(limit) + 1 if band.above is not None else math.ceil(limit)
    room = {key: _room(scores, key, cells[key]) for key in raisable}
    open_ones = [key for key in raisable if room[key] > 0]
    free = [key for key in open_ones if key in allowed]
    whole = {key: int(gains[key] * denominator) for key in open_ones}
    short = needed - int(now * denominator)
    if sum(whole[key] * room[key] for key in free) < short:
        most = now + sum((gains[key] * room[key] for key in free), Fraction(0))
        told = ", ".join(_keys(actors)) if actors is not None else "all"
        raise InvalidInput(fault("not_reachable", "target", given=band.key, options=told, most=f"{float(most):.4f}"))
    taken, listed = _solved([whole[key] for key in free], [prices[key] for key in free], free, room, short)
    steps = tuple(
        _step(scores, key, int(cells[key]), room[key], gains[key], taken.get(key, 0), prices[key], listed.get(key))
        for key in open_ones
    )
    return Plan(
        scores.units[row],
        None if scores.times is None else scores.times[row],
        float(now),
        scores.class_keys[row],
        band.key,
        band.label,
        band.bound,
        float(now + sum((gains[key] * count for key, count in taken.items()), Fraction(0))),
        int(now * denominator),
        needed,
        denominator,
        float(sum(prices[key] * count for key, count in taken.items())),
        float(sum(prices[key] * count for key, (count, _) in listed.items())),
        None if actors is None else _keys(actors),
        steps,
        {one.key: one.label for one in scores.framework.actors},
        scores.provenance,
        scores.frame_library,
    )


def _solved(
    gains: list[int], prices: list[Fraction], keys: list[str], room: Mapping[str, int], short: int
) -> tuple[dict[str, int], dict[str, tuple[int, int]]]:
    """The cheapest steps by indicator, and the greedy ones with their place in that list.

    Numbers that the solver cannot tell apart are rounded twice, against the plan and for it: what both cost alike is
    the least.
    """
    common = math.gcd(*gains) or 1
    gains, short = [one // common for one in gains], -(-short // common)
    unit = max(1, -(-max([short, *gains], default=1) // LARGEST))
    costs = np.array([float(one) for one in prices])
    most = np.array([room[key] for key in keys], dtype=np.int64)

    def by(whole: list[int], needed: int) -> tuple[list[str], tuple[Any, ...]]:
        some = [j for j, one in enumerate(whole) if one > 0]
        given = np.array([whole[j] for j in some], dtype=np.int64)
        return [keys[j] for j in some], (given, costs[some], most[some], needed)

    try:
        named, given = by([one // unit for one in gains], -(-short // unit))
        taken = cheapest(*given)
        listed = {named[j]: (steps, order) for order, (j, steps) in enumerate(greedy(*given), start=1)}
        if unit > 1:
            _, hopeful = by([-(-one // unit) for one in gains], short // unit)
            if cheapest(*hopeful) @ hopeful[1] < taken @ given[1] * (1 - 1e-9):
                raise InvalidInput(fault("unsolved", detail=str(max(gains))))
    except InvalidInput as error:
        raise InvalidInput(
            [one if one.code == "unsolved" else fault("unsolved", detail=str(one)) for one in error.faults]
        ) from None
    return dict(zip(named, taken.tolist(), strict=True)), listed


def _check_kind(scores: IndexScores, row: int, unit: Any) -> None:
    if not is_linear(scores.tree, scores.rule) or scores.rule.scaling.method is not ScalingMethod.GOALPOSTS:
        raise InvalidInput(fault("not_linear", "$", given="plan"), scores.framework.key)
    coarse = [key for key in scores.cover.used if key in scores.tree.parts]
    if coarse:
        raise InvalidInput(fault("needs_indicators", "$", rest=", ".join(coarse)), scores.framework.key)
    if np.isnan(scores.index[row]) or np.isnan(scores.steps.raw[row]).any():
        raise InvalidInput(fault("not_scored", "unit", given=str(unit)))


def _target(scores: IndexScores, row: int, target: str | None) -> IndexClass:
    """The class that is aimed at."""
    bands = scores.classes
    if target is not None:
        found = next((one for one in bands if one.key == target), None)
        if found is None:
            keys = tuple(one.key for one in bands)
            raise InvalidInput(fault("no_such", "target", noun="class", given=str(target), choices=keys))
        if found.bound is None:
            raise InvalidInput(fault("not_reachable", "target", given=target, options="-", most="-"))
        return found
    place = int(scores.class_code[row]) + 1
    if not bands or place >= len(bands):
        raise InvalidInput(fault("missing_key", "$", given="target"))
    return bands[place]


def _keys(names: Iterable[str] | str) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _allowed(
    scores: IndexScores,
    costs: Mapping[str, float] | None,
    actors: Iterable[str] | str | None,
    fixed: Iterable[str] | str,
) -> tuple[set[str], dict[str, Fraction]]:
    """Which indicators may be raised, and what a step of each costs."""
    keys = scores.tree.indicators
    faults: list[Fault] = []
    prices = dict.fromkeys(keys, Fraction(1))
    for key, cost in (costs or {}).items():
        if key not in prices:
            faults.append(fault("no_such", f"costs.{key}", noun="indicator", given=str(key), choices=keys))
            continue
        try:
            prices[key] = as_fraction(cost)
        except InvalidInput as error:
            faults += [one.under(f"costs.{key}") for one in error.faults]
        if prices[key] < 0:
            faults.append(fault("negative", f"costs.{key}", given=cost))
    held = _keys(fixed)
    faults += [
        fault("no_such", "fixed", noun="indicator", given=str(one), choices=keys) for one in held if one not in keys
    ]
    allowed = set(keys) - set(held)
    if actors is not None:
        known = tuple(one.key for one in scores.framework.actors)
        chosen = _keys(actors)
        faults += [
            fault("no_such", "actors", noun="actor", given=str(one), choices=known)
            for one in chosen
            if one not in known
        ]
        allowed &= {key for key in keys if set(_actors(scores, key)) & set(chosen)}
    if faults:
        raise InvalidInput(faults)
    return allowed, prices


def _actors(scores: IndexScores, key: str) -> tuple[str, ...]:
    element = scores.tree.elements[key]
    return element.actors if isinstance(element, Indicator) else ()


def _gains(scores: IndexScores) -> tuple[list[str], dict[str, Fraction]]:
    """The indicators of which more is better and that weigh something, and what the index gains by one step."""
    tree, rule = scores.tree, scores.rule
    low, high = rule.scaling.span
    gains: dict[str, Fraction] = {}
    for key in tree.indicators:
        share, node = tree.factor, key
        while node != tree.root:
            share *= tree.share(node)
            node = tree.parent[node]
        ends = tree.goalposts[key]
        assert ends.low is not None and ends.high is not None  # noqa: PT018  (goalposts were checked with the rule)
        element = tree.elements[key]
        if share > 0 and isinstance(element, Indicator) and element.direction is Direction.UP:
            gains[key] = share * (high - low) / (ends.high - ends.low)
    return list(gains), gains


def _room(scores: IndexScores, key: str, cell: float) -> int:
    high = scores.tree.goalposts[key].high
    assert high is not None
    return max(0, math.floor(high) - int(cell))


def _step(
    scores: IndexScores,
    key: str,
    score: int,
    room: int,
    gain: Fraction,
    taken: int,
    price: Fraction,
    listed: tuple[int, int] | None,
) -> PlanStep:
    return PlanStep(
        key,
        scores.tree.parent[key],
        scores.tree.labels[key],
        _actors(scores, key),
        score,
        score + room,
        float(gain * room),
        taken,
        float(price * taken),
        float(gain * taken),
        listed[0] if listed else 0,
        listed[1] if listed else None,
    )
