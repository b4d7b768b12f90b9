"""The cheapest plan to a class: brute force on small trees, and what is refused."""

from fractions import Fraction
from itertools import product

import attrs
import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from measures.index import trees

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput

HIGH = [pb.IndexClass("low", "Low"), pb.IndexClass("high", "High", above="1/2")]
ACTORS = [pb.Actor(key, key) for key in ("desa", "pusat")]


def scored(tree, table, **rule):
    framework = trees.framework(tree)
    return pb.score(table, framework, rule=attrs.evolve(framework.rule(), **{"classes": HIGH, **rule}))


def refusal(run):
    with pytest.raises(InvalidInput) as raised:
        run()
    error = raised.value
    assert error.text("en") != error.text("id")
    return [(one.where, one.code) for one in error.faults]


@settings(max_examples=40)
@given(st.data())
def test_the_plan_reaches_the_class_and_none_is_cheaper(data):
    tree = data.draw(trees.drawn(most=4))
    leaves = trees.leaves(tree)
    weights = data.draw(trees.some_weights(tree))
    table = data.draw(trees.tables(tree, st.just(1), st.integers(2, 5)))
    costs = {key: data.draw(st.integers(0, 5)) for key in leaves}
    kind = data.draw(st.sampled_from(["above", "at_least"]))
    row = table.to_dict("records")[0]
    bound = data.draw(st.fractions("1/2", "9/10", max_denominator=30))

    def reaches(scores):
        exact = trees.by_recursion(tree, scores, weights)
        return exact > bound if kind == "above" else exact >= bound

    classes = [pb.IndexClass("low", "Low"), pb.IndexClass("high", "High", **{kind: bound})]
    plan = pb.index.plan(scored(tree, table, weights=weights, classes=classes), 0, target="high", costs=costs)
    steps = {one.indicator: one.steps for one in plan.steps}
    after = {key: row[key] + steps.get(key, 0) for key in leaves}
    assert all(one <= 5 for one in after.values())
    assert reaches(after)
    assert plan.reached == pytest.approx(float(trees.by_recursion(tree, after, weights)), abs=1e-14)
    room = [range(6 - row[key]) for key in leaves]
    cheapest = min(
        sum(costs[key] * count for key, count in zip(leaves, taken, strict=True))
        for taken in product(*room)
        if reaches({key: row[key] + count for key, count in zip(leaves, taken, strict=True)})
    )
    assert plan.cost == cheapest
    assert plan.greedy_cost >= plan.cost


@settings(max_examples=40)
@given(st.data())
def test_the_greedy_list_reaches_the_class_too(data):
    tree = data.draw(trees.drawn(most=4))
    table = data.draw(trees.tables(tree, st.just(1)))
    row = table.to_dict("records")[0]
    plan = pb.index.plan(scored(tree, table), 0, target="high")
    listed = {one.indicator: one.greedy_steps for one in plan.steps}
    after = {key: row[key] + listed.get(key, 0) for key in trees.leaves(tree)}
    assert trees.by_recursion(tree, after) > Fraction(1, 2)
    orders = sorted(one.greedy_order for one in plan.steps if one.greedy_order is not None)
    assert orders == list(range(1, len(orders) + 1))


@settings(max_examples=40)
@given(st.data())
def test_scoring_the_table_after_the_plan_gives_the_class(data):
    tree = data.draw(trees.drawn(most=6))
    table = data.draw(trees.tables(tree, st.just(1)))
    scores = scored(tree, table)
    assume(scores.class_keys == ["low"])
    plan = pb.index.plan(scores, 0)
    after = table.copy()
    for one in plan.chosen:
        after[one.indicator] += one.steps
    found = scored(tree, after)
    assert found.class_keys == ["high"]
    assert found.index[0] == pytest.approx(plan.reached, abs=1e-14)
    assert found.index[0] - scores.index[0] == pytest.approx(sum(one.gain for one in plan.chosen), abs=1e-14)


def village(**changes):
    """Two that the village can raise, one that is the state's; made up."""
    said = {
        "road": {"actors": ["pusat"]},
        "water": {"actors": ["desa"]},
        "school": {"actors": ["desa", "pusat"]},
    }
    indicators = [
        pb.Indicator(
            key, key, part_of="component.n", scale="score", **{"direction": "up", **own, **changes.get(key, {})}
        )
        for key, own in said.items()
    ]
    framework = trees.framework(trees.FLAT, classes=HIGH)
    return attrs.evolve(framework, indicators=indicators, actors=ACTORS)


ROW = {"road": [0], "water": [1], "school": [2]}


def test_a_plan_may_be_held_to_who_acts():
    scores = pb.score(pd.DataFrame(ROW), village())
    ours = pb.index.plan(scores, 0, actors="desa")
    assert {one.indicator for one in ours.chosen} <= {"water", "school"}
    assert ours.actors == ("desa",)
    assert set(ours.by_actor()) <= {"desa", "pusat"}
    state = pb.index.plan(scores, 0, actors="pusat", fixed="school")
    assert [(one.indicator, one.steps) for one in state.chosen] == [("road", 5)]
    assert state.by_actor() == {"pusat": state.chosen}


def test_costs_turn_the_plan():
    scores = pb.score(pd.DataFrame(ROW), village())
    plan = pb.index.plan(scores, 0, costs={"water": 10, "school": 0.5})
    assert [(one.indicator, one.steps) for one in plan.chosen] == [("school", 3), ("road", 2)]
    assert plan.cost == 3.5
    assert plan.rows()[0].keys() >= {"indicator", "actors", "steps", "cost", "greedy_steps"}


def test_a_unit_that_is_there_needs_nothing():
    scores = pb.score(pd.DataFrame({"road": [5], "water": [4], "school": [3]}), village())
    plan = pb.index.plan(scores, 0, target="high")
    assert (plan.chosen, plan.cost, plan.greedy_cost) == ((), 0, 0)
    assert "already" in repr(plan)
    assert refusal(lambda: pb.index.plan(scores, 0)) == [("$", "missing_key")]


def test_less_is_better_cannot_be_raised():
    scores = pb.score(pd.DataFrame(ROW), village(water={"direction": "down"}))
    assert "water" not in {one.indicator for one in pb.index.plan(scores, 0).steps}


def test_what_cannot_be_planned_is_refused():
    scores = pb.score(pd.DataFrame(ROW), village())
    plan = pb.index.plan
    assert refusal(lambda: plan(scores, 0, target="higher")) == [("target", "no_such")]
    assert refusal(lambda: plan(scores, 0, target="low")) == [("target", "not_reachable")]
    assert refusal(lambda: plan(scores, "zzz")) == [("unit", "no_such")]
    assert refusal(lambda: plan(scores, 0, fixed=["road", "school"])) == [("target", "not_reachable")]
    wrong = {"costs": {"raod": 1, "water": -1}, "actors": "dessa", "fixed": "scool"}
    assert refusal(lambda: plan(scores, 0, **wrong)) == [
        ("costs.raod", "no_such"),
        ("costs.water", "negative"),
        ("fixed", "no_such"),
        ("actors", "no_such"),
    ]
    halves = pb.score(pd.DataFrame({**ROW, "water": [1.5]}), village())
    assert refusal(lambda: plan(halves, 0)) == [("$.water", "whole_scores")]


def test_only_linear_rules_of_indicators_can_be_planned():
    table = pd.DataFrame({"road": [1, 2], "water": [2, 3], "school": [3, 5]})
    for rule in ({"scaling": pb.Scaling("minmax")}, {"aggregation": "geometric"}, {"weighting": "entropy"}):
        scores = scored(trees.FLAT, table, **rule)
        assert refusal(lambda scores=scores: pb.index.plan(scores, 0)) == [("$", "not_linear")]
    coarse = pb.score(pd.DataFrame({"iks": [0.5], "ike": [0.5], "ikl": [0.5]}), "idm-2016")
    assert refusal(lambda: pb.index.plan(coarse, 0)) == [("$", "needs_indicators")]
    gap = scored(trees.FLAT, table.assign(road=[None, 2]), missing="skip")
    assert refusal(lambda: pb.index.plan(gap, 0)) == [("unit", "not_scored")]


def test_weights_of_many_digits_are_planned_exactly():
    """The whole numbers over the common denominator outgrow what the solver tells apart."""
    weights = {"road": "1000003/1000033", "water": "1000037/1000039", "school": "1000081/1000099"}
    scores = scored(trees.FLAT, pd.DataFrame(ROW), weights=weights)
    plan = pb.index.plan(scores, 0)
    row = {key: cells[0] for key, cells in ROW.items()}
    after = {key: row[key] + sum(one.steps for one in plan.steps if one.indicator == key) for key in row}
    assert plan.denominator > 2**53
    assert trees.by_recursion(trees.FLAT, after, {key: Fraction(one) for key, one in weights.items()}) > Fraction(1, 2)
    # 3 of 15 steps now, 7.5 are the limit
    assert plan.cost == 5


def test_weights_that_differ_by_node_are_planned_exactly():
    """Sums of weights of four digits in many nodes: their common denominator has dozens of digits."""
    tree = [[f"i{4 * node + j}" for j in range(4)] for node in range(8)]
    primes = (9973, 9967, 9949, 9941, 9931, 9929, 9923, 9907)
    weights = {f"i{4 * node}": Fraction(prime, 1000) for node, prime in enumerate(primes)}
    table = pd.DataFrame({key: [1] for key in trees.leaves(tree)})
    scores = scored(tree, table, weights=weights)
    plan = pb.index.plan(scores, 0)
    assert plan.denominator > 2**63
    after = dict.fromkeys(trees.leaves(tree), 1) | {one.indicator: 1 + one.steps for one in plan.chosen}
    assert trees.by_recursion(tree, after, weights) > Fraction(1, 2)
    # At cost 1 a step, the largest gains first is the least; their sum in fractions.
    one_step = {key: trees.by_recursion(tree, {**dict.fromkeys(after, 0), key: 1}, weights) for key in after}
    gains = sorted((one_step[key] for key in after for _ in range(4)), reverse=True)
    needed = next(n for n in range(len(gains)) if Fraction(1, 5) + sum(gains[:n]) > Fraction(1, 2))
    assert plan.cost == needed
