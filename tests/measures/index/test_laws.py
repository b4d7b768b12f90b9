"""What must hold of any composite index."""

from fractions import Fraction
from itertools import pairwise

import attrs
import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from measures.index import trees

import pemberdayaan as pb

MEANS = ("arithmetic", "geometric", "harmonic", "power", "median", "minimum")
NAN = float("nan")

# Each example scores or explains many times.
some = settings(max_examples=40)


def bands(*bounds, kind="above"):
    return [pb.IndexClass("c0", "C0"), *(pb.IndexClass(f"c{i}", f"C{i}", **{kind: b}) for i, b in enumerate(bounds, 1))]


@some
@given(st.data(), st.sampled_from(MEANS))
def test_better_in_one_indicator_never_lowers_the_index(data, mean):
    tree = data.draw(trees.drawn())
    leaves = trees.leaves(tree)
    down = data.draw(st.sets(st.sampled_from(leaves)))
    weights = data.draw(trees.some_weights(tree))
    # Between the goalposts, so that geometric and harmonic means are defined.
    cells = st.floats(0.5, 4.5)
    row = {key: data.draw(cells) for key in leaves}
    key = data.draw(st.sampled_from(leaves))
    other = data.draw(cells)
    better = {**row, key: min(row[key], other) if key in down else max(row[key], other)}
    rule = {"aggregation": mean, "exponent": data.draw(st.sampled_from(["1/2", 2, -2, 3])), "weights": weights}
    found = pb.score(pd.DataFrame([row, better]), trees.framework(tree, down=down, **rule))
    # a few ulp of numbers below 1
    assert found.index[1] >= found.index[0] - 1e-14


@some
@given(st.data())
def test_minmax_of_the_data_does_not_know_the_unit_of_measurement(data):
    cells = st.integers(-1000, 1000)
    table = data.draw(trees.tables(trees.UNBALANCED, st.integers(2, 6), cells))
    assume((table.nunique() > 1).all())
    down = data.draw(st.sets(st.sampled_from(trees.leaves(trees.UNBALANCED))))
    # whole numbers and quarters, so that the moved table holds the same numbers exactly
    shift, scale = data.draw(st.integers(-1000, 1000)), data.draw(st.sampled_from([0.25, 0.5, 2, 3, 100]))
    framework = trees.framework(trees.UNBALANCED, down=down, scaling=pb.Scaling("minmax", span=[0, 100]))
    first, second = pb.score(table, framework), pb.score(shift + scale * table, framework)
    # rounding of a hundred, in divisions of numbers up to 1e5
    assert second.index == pytest.approx(first.index, abs=1e-11)
    assert second.rank.tolist() == first.rank.tolist()


@some
@given(st.data(), st.fractions("1/100", 100, max_denominator=100))
def test_weights_are_only_proportions(data, factor):
    tree = data.draw(trees.drawn())
    names = [*trees.leaves(tree), *(key for key in trees.nodes(tree) if key != "n")]
    weights = {key: data.draw(st.integers(1, 9)) for key in names}
    table = data.draw(trees.tables(tree))
    first = pb.score(table, with_weights(tree, weights))
    second = pb.score(table, with_weights(tree, {key: factor * one for key, one in weights.items()}))
    assert second.index.tolist() == first.index.tolist()


def with_weights(tree, weights):
    framework = trees.framework(tree)
    return attrs.evolve(framework, rules=[attrs.evolve(framework.rule(), weights=weights)])


@some
@given(st.data())
def test_the_weight_of_an_indicator_may_stand_with_it_or_in_the_rule(data):
    tree = data.draw(trees.drawn())
    weights = {key: data.draw(st.integers(1, 9)) for key in trees.leaves(tree)}
    table = data.draw(trees.tables(tree))
    own, said = trees.framework(tree, own=weights), with_weights(tree, weights)
    assert pb.score(table, own).index.tolist() == pb.score(table, said).index.tolist()


@some
@given(st.data(), st.sampled_from(["goalposts", "minmax", "zscore"]))
def test_contributions_add_up_to_the_score(data, scaling):
    tree = data.draw(trees.drawn())
    weights = data.draw(trees.some_weights(tree))
    cells = st.integers(0, 5) | st.just(NAN)
    table = data.draw(trees.tables(tree, st.integers(3, 6), cells))
    assume((table.nunique() > 1).all())
    rule = {"weights": weights, "missing": "skip", "times": data.draw(st.sampled_from([1, 100, "7/3"]))}
    rule["total"] = data.draw(st.sampled_from([None, 2, "123.98"]))
    found = pb.score(table, attrs_rule(tree, scaling=pb.Scaling(scaling), **rule))
    for row in np.flatnonzero(~np.isnan(found.index)).tolist():
        told = pb.index.explain(found, row)
        assert told.linear
        added = [one.contribution for one in told.lines if one.contribution is not None]
        assert len(added) == table.loc[row].notna().sum()
        # numbers up to some hundred
        assert sum(added) == pytest.approx(found.index[row], abs=1e-11)
        assert sum(one.weight for one in told.lines if one.weight is not None) == pytest.approx(1, abs=1e-14)


def attrs_rule(tree, **changes):
    framework = trees.framework(tree)
    return attrs.evolve(framework, rules=[attrs.evolve(framework.rule(), **changes)])


@some
@given(st.data())
def test_classes_are_exact_on_their_limits(data):
    """Fractions by plain recursion decide; no float of the way may."""
    tree = data.draw(trees.drawn())
    weights = data.draw(trees.some_weights(tree))
    table = data.draw(trees.tables(tree))
    rows = table.to_dict("records")
    exact = [trees.by_recursion(tree, row, weights) for row in rows]
    # A limit that a unit stands on, if it leaves room for one above.
    bound = data.draw(st.sampled_from(exact))
    kind = data.draw(st.sampled_from(["above", "at_least"]))
    # What the whole is divided by moves the scores and the limit alike.
    total = data.draw(st.none() | st.fractions("1/3", 200, max_denominator=50))
    factor = 1 if total is None else sum(Fraction(weights.get(key, 1)) for key in trees.keys(tree)) / total
    changes = {"weights": weights, "total": total, "classes": bands(bound * factor, kind=kind)}
    found = pb.score(table, attrs_rule(tree, **changes))
    expected = [one > bound if kind == "above" else one >= bound for one in exact]
    assert [key == "c1" for key in found.class_keys] == expected


@some
@given(st.lists(st.integers(0, 10_000), min_size=3, max_size=3), st.sampled_from(["above", "at_least"]))
def test_a_mean_of_decimals_on_a_limit_that_floats_cannot_hold(parts, kind):
    frame = pd.DataFrame([[one / 10_000 for one in parts]], columns=["iks", "ike", "ikl"])
    bound = Fraction(sum(parts), 30_000)
    rule = attrs.evolve(pb.framework("idm-2016").rule(), classes=bands(bound, kind=kind))
    assert pb.score(frame, "idm-2016", rule=rule).class_keys == ["c1" if kind == "at_least" else "c0"]


def test_floats_alone_would_decide_wrongly():
    """Thirds of a tenth: the float mean is above the limit that the decimals stand on."""
    frame = pd.DataFrame({"iks": [0.1], "ike": [0.2], "ikl": [0.3]})
    assert (0.1 + 0.2 + 0.3) / 3 > 0.2
    rule = attrs.evolve(pb.framework("idm-2016").rule(), classes=bands("1/5"))
    assert pb.score(frame, "idm-2016", rule=rule).class_keys == ["c0"]


def test_the_end_of_the_highest_class_is_exact_too():
    top = [pb.IndexClass("low", "Low"), pb.IndexClass("high", "High", above="1/10", up_to="1/5")]
    frame = pd.DataFrame({"iks": [0.1, 0.1], "ike": [0.2, 0.2], "ikl": [0.3, 0.3001]})
    rule = attrs.evolve(pb.framework("idm-2016").rule(), classes=top)
    assert pb.score(frame, "idm-2016", rule=rule).class_keys == ["high", None]


def test_a_limit_is_decided_by_the_parts_that_were_used():
    """Where a node lacks too many of its parts, the exact score leaves it out as the index does."""
    tree = [["a", "b", "c"], "d", "e"]
    table = pd.DataFrame({"a": [5.0], "b": [NAN], "c": [NAN], "d": [1.0], "e": [2.0]})
    rule = {"missing": "skip", "availability": "1/2", "classes": bands("3/10")}
    found = pb.score(table, attrs_rule(tree, **rule))
    assert found.index.tolist() == pytest.approx([0.3], abs=1e-15)
    assert found.class_keys == ["c0"]


@some
@given(st.data(), st.sampled_from(["min", "max", "average", "dense"]))
def test_units_with_equal_scores_have_equal_ranks(data, ties):
    tree = data.draw(trees.drawn())
    table = data.draw(trees.tables(tree, st.integers(2, 6)))
    exact = [trees.by_recursion(tree, row) for row in table.to_dict("records")]
    found = pb.score(table, attrs_rule(tree, ties=ties)).rank
    above = [sum(other > one for other in exact) for one in exact]
    equal = [exact.count(one) for one in exact]
    different = [len({other for other in exact if other > one}) for one in exact]
    expected = {
        "min": [a + 1 for a in above],
        "max": [a + e for a, e in zip(above, equal, strict=True)],
        "average": [a + (e + 1) / 2 for a, e in zip(above, equal, strict=True)],
        "dense": [one + 1 for one in different],
    }
    assert found.tolist() == expected[ties]


@some
@given(st.data())
def test_the_order_of_the_rows_does_not_matter(data):
    tree = data.draw(trees.drawn())
    table = data.draw(trees.tables(tree, st.integers(2, 6)))
    order = data.draw(st.permutations(range(len(table))))
    framework = trees.framework(tree)
    first, second = pb.score(table, framework), pb.score(table.iloc[list(order)], framework)
    # a sum of the same products may round otherwise at another place of the table
    assert second.index == pytest.approx(first.index[list(order)], abs=1e-15)
    assert second.rank.tolist() == first.rank[list(order)].tolist()


@some
@given(st.data())
def test_scores_of_rows_alone_are_those_of_rows_together(data):
    """Fixed goalposts: no unit changes another's score."""
    tree = data.draw(trees.drawn())
    table = data.draw(trees.tables(tree, st.integers(2, 6)))
    framework = trees.framework(tree)
    together = pb.score(table, framework).index
    alone = [pb.score(table.iloc[[i]], framework).index[0] for i in range(len(table))]
    assert together == pytest.approx(alone, abs=1e-15)


@some
@given(st.data())
def test_power_means_stand_in_their_order(data):
    tree = data.draw(trees.drawn())
    weights = data.draw(trees.some_weights(tree))
    table = data.draw(trees.tables(tree, cells=st.integers(1, 5)))
    found = [
        pb.score(table, attrs_rule(tree, weights=weights, aggregation=one)).index
        for one in ("minimum", "harmonic", "geometric", "arithmetic")
    ]
    for lower, higher in pairwise(found):
        # a few ulp of numbers below 1
        assert (lower <= higher + 1e-14).all()


@some
@given(st.data())
def test_copeland_of_one_node_adds_to_nothing(data):
    table = data.draw(trees.tables(trees.FLAT, st.integers(2, 6)))
    found = pb.score(table, attrs_rule(trees.FLAT, aggregation="copeland"))
    assert found.index.sum() == pytest.approx(0, abs=1e-12)


AGGREGATIONS = {
    "arithmetic": {},
    "geometric": {},
    "harmonic": {},
    "power": {"exponent": 3},
    "median": {},
    "minimum": {},
    "owa": {"order_weights": [3, 2, 1]},
    "mazziotta_pareto": {"penalty": "plus"},
    "copeland": {},
}
CELLS = pd.DataFrame({"road": [1, 3, 2, 5], "water": [2, 2, 4, 1], "school": [4, 3, 5, 2]})


@pytest.mark.parametrize("name", AGGREGATIONS)
def test_each_aggregation_is_that_of_its_kernel(name):
    told = AGGREGATIONS[name]
    found = pb.score(CELLS, attrs_rule(trees.FLAT, aggregation=name, weights={"road": 2}, **told)).index
    kernel = pb.kernels.aggregation.AGGREGATIONS[name]
    own = {key: np.array(one, float) if isinstance(one, list) else one for key, one in told.items()}
    weights = {} if name == "owa" else {"weights": np.array([2.0, 1, 1])}
    assert found == pytest.approx(kernel(CELLS.to_numpy() / 5, **weights, **own), abs=1e-14)


@pytest.mark.parametrize("name", ["entropy", "critic", "pca", "benefit_of_the_doubt"])
def test_weights_from_the_data_are_those_of_the_kernel(name):
    scores = pb.score(CELLS, attrs_rule(trees.FLAT, weighting=name))
    scaled = CELLS.to_numpy() / 5
    if name == "benefit_of_the_doubt":
        kernel = pb.kernels.weighting.benefit_of_the_doubt(scaled)
        # the solver's tolerance
        assert scores.index == pytest.approx(kernel.scores, abs=1e-9)
        assert scores.effective_weights == {"n": 1}
        return
    told = pb.kernels.weighting.WEIGHTINGS[name](scaled)
    weights = told if isinstance(told, np.ndarray) else told.weights
    assert [scores.effective_weights[key] for key in trees.FLAT] == pytest.approx(weights.tolist(), abs=1e-14)
    assert scores.index == pytest.approx(scaled @ weights, abs=1e-14)
