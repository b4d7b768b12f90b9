"""Trees of any shape: their scores by plain recursion, and which columns of a table cover them."""

import attrs
import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from measures.index import trees

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput
from pemberdayaan.measures.index.tree import cover_of, tree_of


def refusal(run):
    with pytest.raises(InvalidInput) as raised:
        run()
    return raised.value


def said(run):
    error = refusal(run)
    assert error.text("en") != error.text("id")
    return [(one.where, one.code) for one in error.faults]


@given(st.data())
def test_a_tree_of_any_shape_equals_plain_recursion(data):
    tree = data.draw(trees.drawn())
    weights = data.draw(trees.some_weights(tree))
    table = data.draw(trees.tables(tree))
    framework = trees.framework(tree)
    found = pb.score(table, framework, rule=rule_weights(framework, weights))
    for i, row in enumerate(table.to_dict("records")):
        # sums of at most eight numbers below 1
        assert found.index[i] == pytest.approx(float(trees.by_recursion(tree, row, weights)), abs=1e-14)
        for key, below in trees.nodes(tree).items():
            exact = trees.by_recursion(below, row, weights, key)
            assert found.scores[key][i] == pytest.approx(float(exact), abs=1e-14)


def rule_weights(framework, weights):
    return attrs.evolve(framework.rule(), weights=weights)


@given(st.data())
def test_effective_weights_add_up_to_one_and_make_the_index(data):
    tree = data.draw(trees.drawn())
    weights = data.draw(trees.some_weights(tree))
    table = data.draw(trees.tables(tree))
    framework = trees.framework(tree)
    found = pb.score(table, framework, rule=rule_weights(framework, weights))
    effective = found.effective_weights
    own = np.array([effective[key] for key in trees.leaves(tree)])
    assert own.sum() == pytest.approx(1, abs=1e-14)
    assert table[trees.leaves(tree)].to_numpy() / 5 @ own == pytest.approx(found.index, abs=1e-14)
    for key, below in trees.nodes(tree).items():
        assert sum(effective[part] for part in trees.keys(below, key)) == pytest.approx(effective[key], abs=1e-14)


@given(st.data())
def test_indicators_components_or_both_give_equal_scores(data):
    tree = data.draw(trees.drawn())
    table = data.draw(trees.tables(tree))
    framework = trees.framework(tree)
    whole = pb.score(table, framework)
    nodes = {key: whole.scores[key] for key in trees.nodes(tree) if key != "n"}
    # Indicators there: nodes, even wrong ones, are only compared.
    wrong = {key: values + 0.25 for key, values in nodes.items()}
    both = pb.score(table.assign(**wrong), framework)
    assert both.index.tolist() == whole.index.tolist()
    assert set(both.cover.used) == set(trees.leaves(tree))
    assert set(both.cover.published) == set(nodes)
    # Some nodes stand for their indicators.
    coarse = data.draw(st.sets(st.sampled_from(sorted(nodes)))) if nodes else set()
    if any(set(trees.leaves(trees.nodes(tree)[key])) == set(trees.leaves(tree)) for key in coarse):
        return
    gone = {leaf for key in coarse for leaf in trees.leaves(trees.nodes(tree)[key])}
    frame = table.drop(columns=sorted(gone)).assign(**{key: nodes[key] for key in coarse})
    found = pb.score(frame, framework)
    # a node that came in is added at another place of the sum
    assert found.index == pytest.approx(whole.index, abs=1e-14)
    assert gone.isdisjoint(found.cover.used)


def test_the_finest_complete_cover_is_taken():
    tree = tree_of(trees.framework(trees.UNBALANCED), trees.framework(trees.UNBALANCED).rule())
    # The order of the framework: its components stand before its indicators.
    assert tree.indicators == ("clinic", "doctor", "water", "school", "market", "bank", "road")
    everything = (*tree.nodes, *tree.indicators)
    assert cover_of(tree, everything).used == tree.indicators
    assert cover_of(tree, everything).published == tree.nodes
    # One indicator missing: the node right above it comes in, and what it is made of does not.
    without = [key for key in everything if key != "doctor"]
    found = cover_of(tree, without)
    assert found.used == ("n12", "water", "school", "market", "bank", "road")
    assert found.published == ("n", "n1", "n2", "n20")
    # Where the lowest node is gone too, the next one up.
    assert cover_of(tree, [key for key in without if key != "n12"]).used == ("n1", "market", "bank", "road")


def test_a_coarser_node_is_compared_and_never_an_input():
    framework = trees.framework(trees.UNBALANCED)
    table = pd.DataFrame([dict.fromkeys(trees.leaves(trees.UNBALANCED), 3)])
    found = pb.score(table.assign(n1=0.1, n=0.6), framework)
    assert found.index.tolist() == pytest.approx([0.6], abs=1e-15)
    assert [(one.unit, one.node, one.published) for one in found.disagreements] == [(0, "n1", 0.1)]
    assert dict(found.disagreements.compared) == {"n": 1, "n1": 1}


def test_an_index_without_components_has_the_name_of_its_rule():
    indicators = [pb.Indicator(key, key, direction="up") for key in trees.FLAT]
    framework = pb.Framework("f", "F", indicators=indicators, rules=[pb.IndexRule("total", "Total")])
    found = pb.score(pd.DataFrame({"road": [1, 2], "water": [5, 3], "school": [0, 9]}), framework)
    assert found.nodes == ("total",)
    assert found.index.tolist() == pytest.approx([1 / 3, 2 / 3], abs=1e-15)


def test_a_rule_may_name_a_part_of_the_tree_as_its_root():
    framework = trees.framework(trees.UNBALANCED)
    table = pd.DataFrame([dict.fromkeys(trees.leaves(trees.UNBALANCED), 3)]).assign(road=0)
    part = pb.score(table, framework, rule=attrs.evolve(framework.rule(), root="n1"))
    assert part.tree.root == "n1"
    assert part.cover.used == ("clinic", "doctor", "water", "school")
    assert part.index.tolist() == pytest.approx([0.6], abs=1e-15)


def test_what_is_missing_is_said_by_node():
    table = pd.DataFrame({"road": [1], "water": [2], "market": [3]})
    run = lambda: pb.score(table, trees.framework(trees.UNBALANCED))  # noqa: E731
    assert said(run) == [("$.n1", "no_part"), ("$.n12", "no_part"), ("$.n2", "no_part")]
    text = refusal(run).text()
    for key in ("school", "clinic, doctor", "bank"):
        assert key in text


def test_the_index_alone_is_no_input():
    assert said(lambda: pb.score(pd.DataFrame({"n": [0.5]}), trees.framework(trees.FLAT))) == [("$.n", "no_part")]


def test_two_roots_are_no_index():
    indicators = [pb.Indicator(key, key, part_of=f"component.{key[0]}", direction="up") for key in ("a1", "b1")]
    components = [pb.Component(key, key) for key in "ab"]
    rule = pb.IndexRule("index", "Index")
    framework = pb.Framework("f", "F", components=components, indicators=indicators, rules=[rule])
    table = pd.DataFrame({"a1": [1, 2], "b1": [1, 2]})
    assert said(lambda: pb.score(table, framework)) == [("$", "no_root")]
    assert pb.score(table, framework, rule=attrs.evolve(rule, root="b")).index.tolist() == [0, 1]


def test_a_node_without_indicators_is_refused():
    framework = trees.framework(trees.FLAT)
    bare = framework.extend("more", [pb.Component("bare", "Bare", part_of="component.n")])
    table = pd.DataFrame({key: [1] for key in trees.FLAT})
    assert said(lambda: pb.score(table, bare)) == [("$.bare", "no_leaf")]


def test_an_indicator_below_another_is_refused_and_not_left_out():
    below = pb.Indicator("gravel", "Gravel", part_of="indicator.road", direction="up", scale="score")
    framework = trees.framework(trees.FLAT).extend("more", [below])
    table = pd.DataFrame({key: [1] for key in (*trees.FLAT, "gravel")})
    assert said(lambda: pb.score(table, framework)) == [("$.indicators.gravel", "not_in_tree")]


def test_two_elements_of_one_key_are_refused():
    twin = pb.Component("road", "Road", part_of="component.n")
    more = pb.Indicator("gravel", "Gravel", part_of="component.road", direction="up", scale="score")
    framework = trees.framework(trees.FLAT).extend("more", [twin, more])
    table = pd.DataFrame({key: [1] for key in (*trees.FLAT, "gravel")})
    assert said(lambda: pb.score(table, framework)) == [("$.road", "node_twice")]


def test_a_framework_without_indicators_is_refused():
    framework = pb.Framework("f", "F", components=[pb.Component("a", "A")], rules=[pb.IndexRule("index", "Index")])
    assert [code for _, code in said(lambda: pb.score(pd.DataFrame({"a": [1]}), framework))] == ["no_leaf"]
