"""What made a measure change: parts that add up, however the index is put together."""

from fractions import Fraction
from itertools import permutations

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from measures.index import trees

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput
from pemberdayaan.measures import change

few = settings(max_examples=6)
TREE = ["road", ["water", "school"], ["clinic", "doctor"]]
LEAVES = trees.leaves(TREE)
# Away from 0, where geometric and harmonic means have corners.
CELLS = st.floats(0.5, 4.5)


def two_rounds(data, units=4, cells=CELLS):
    frames = []
    for _ in range(2):
        frame = pd.DataFrame({key: data.draw(st.lists(cells, min_size=units, max_size=units)) for key in LEAVES})
        frames.append(frame.assign(key=[f"V{i}" for i in range(units)], group=["x", "y"] * (units // 2)))
    return frames


def scored(frames, framework, by=None, design=None):
    return [pb.score(pb.Population(one, unit="key", design=design), framework, by=by) for one in frames]


def assert_adds_up(rounds, by=None, kinds=("dimension",)):
    found, whole = change.parts(*rounds, unit="key", by=by), change.between(*rounds, unit="key", by=by)
    root = rounds[0].tree.root
    for group in whole.groups:
        line = whole.line("mean", root, group=group)
        for kind in kinds:
            mine = found.of(kind, group)
            assert mine, kind
            # Sums of a dozen numbers below 1, each rounded once.
            assert sum(one.change for one in mine) == pytest.approx(line.absolute, abs=1e-13)
        assert found.ends[group, "all"] == pytest.approx((line.before, line.after), abs=1e-14)
    return found


@few
@given(st.data(), st.sampled_from([None, "group"]))
@pytest.mark.parametrize(
    "mean", ["arithmetic", "geometric", "harmonic", "power", "median", "minimum", "owa", "mazziotta_pareto"]
)
def test_parts_add_up_whatever_the_aggregation(mean, data, by):
    said = {"aggregation": mean}
    said |= {"exponent": "1/2"} if mean == "power" else {}
    said |= (
        {"order_weights": ["1/2", "1/4", "1/4"], "aggregations": {"n1": "arithmetic", "n2": "arithmetic"}}
        if mean == "owa"
        else {}
    )
    rounds = scored(two_rounds(data), trees.framework(TREE, **said), by)
    assert_adds_up(rounds, by, ("dimension", "indicator") if mean == "arithmetic" else ("dimension",))


@few
@given(st.data())
def test_a_weighted_sum_changes_by_its_weighted_parts(data):
    frames = two_rounds(data)
    weights = {"road": 3, "n1": 2, "n2": 1}
    rounds = scored(frames, trees.framework(TREE, weights=weights))
    found = assert_adds_up(rounds, kinds=("dimension", "indicator"))
    apart = (frames[1][LEAVES] - frames[0][LEAVES]).mean() / 5
    expected = {"road": apart["road"] / 2, "water": apart["water"] / 6, "school": apart["school"] / 6}
    expected |= {"clinic": apart["clinic"] / 12, "doctor": apart["doctor"] / 12}
    for one in found.of("indicator"):
        assert one.change == pytest.approx(expected[one.element], abs=1e-14)
    # A cross-section adds up as well.
    assert change.parts(*rounds).of("indicator") == found.of("indicator")


def test_of_a_geometric_mean_each_dimension_by_every_order():
    before, after = [2.0, 1.0, 3.0], [4.0, 1.5, 2.0]
    tree = ["road", "water", "school"]
    rounds = [
        pb.score(
            pb.Population(pd.DataFrame([{"key": "V", **dict(zip(tree, row, strict=True))}]), unit="key"),
            trees.framework(tree, aggregation="geometric"),
        )
        for row in (before, after)
    ]
    expected = np.zeros(3)
    for order in permutations(range(3)):
        state = list(before)
        for place in order:
            old = np.prod(state) ** (1 / 3) / 5
            state[place] = after[place]
            expected[place] += (np.prod(state) ** (1 / 3) / 5 - old) / 6
    found = change.parts(*rounds, unit="key").of("dimension")
    assert [one.change for one in found] == pytest.approx(expected.tolist(), abs=1e-14)


@few
@given(st.data())
def test_parts_of_means_that_skip_what_is_missing_add_up(data):
    cells = st.one_of(st.just(float("nan")), CELLS)
    frames = two_rounds(data, units=6, cells=cells)
    for frame in frames:
        frame["road"] = frame["road"].fillna(2.5)
    rounds = scored(frames, trees.framework(TREE, missing="skip"))
    assert_adds_up(rounds)


def test_weights_of_the_survey_weigh_the_parts():
    first = pd.DataFrame({"key": ["a", "b"], "road": [1.0, 4.0], "water": [2.0, 2.0], "w": [1.0, 3.0]})
    rounds = [
        pb.score(pb.Population(one, unit="key", design=pb.Design(weights="w")), trees.framework(["road", "water"]))
        for one in (first, first.assign(road=[3.0, 5.0]))
    ]
    parts = {one.element: one.change for one in change.parts(*rounds, unit="key").of("dimension")}
    # (1 x 2 + 3 x 1) / 4 of a scale of 5, with half the weight.
    assert parts == {"road": pytest.approx(float(Fraction(5, 40)), abs=1e-15), "water": 0}


def test_a_group_without_scores_has_no_parts():
    first = pd.DataFrame({"key": list("abcd"), "road": 1.0, "water": 2.0, "group": list("xxyy")})
    second = first.assign(road=[2.0, 2, None, None], water=[2.0, 2, None, None])
    rounds = scored([first, second], trees.framework(["road", "water"], missing="skip"), "group")
    found = change.parts(*rounds, unit="key", by="group")
    assert {one.group for one in found} == {"x"}
    assert list(found.ends) == [("x", "all")]


def test_the_gini_index_changes_by_its_sources():
    rng = np.random.default_rng(1)
    ends = [
        pb.inequality.sources(frame, ["farm", "wage"])
        for frame in (pd.DataFrame(rng.uniform(1, 9, (30, 2)), columns=["farm", "wage"]) for _ in range(2))
    ]
    found = change.parts(*ends)
    total = ends[1].total - ends[0].total
    assert sum(one.change for one in found.of("source")) == pytest.approx(total, abs=1e-14)
    # A contribution is share x Gini x correlation, and so is its change.
    for one in found.of("source"):
        effects = [each.change for each in found.of("effect") if each.element.startswith(f"{one.element} ")]
        assert len(effects) == 3
        assert sum(effects) == pytest.approx(one.change, abs=1e-14)


def test_what_parts_show():
    first = pd.DataFrame({"key": list("ab"), "road": [1.0, 2], "water": [2.0, 2]})
    found = change.parts(*scored([first, first.assign(road=[3.0, 3])], trees.framework(["road", "water"])), unit="key")
    assert repr(found).startswith("PartsOfChange\n  all all: n 0.35 -> 0.5\n    by dimension: road +0.15, water +0")
    assert len(found.rows()) == 2
    assert '"kind": "parts_of_change"' in found.to_json()


def refused(*results, **said):
    with pytest.raises(InvalidInput) as raised:
        change.parts(*results, **said)
    for one in raised.value.faults:
        assert one.text("en") != one.text("id")
    return [(one.where, one.code) for one in raised.value.faults]


def test_what_cannot_be_taken_apart():
    frame = pd.DataFrame({"key": list("ab"), "road": [1.0, 2], "water": [2.0, 2], "year": 2021})
    geometric = trees.framework(["road", "water"], aggregation="geometric", missing="skip")
    one, other = scored([frame, frame], geometric)
    assert refused(one, other) == [("unit", "needs_panel")]
    gap = scored([frame.assign(road=[1.0, None])], geometric)[0]
    assert refused(one, gap, unit="key") == [("unit", "parts_missing")]
    assert refused(one, frame) == [("$", "no_rounds")]
    panel = pb.score(
        pb.Population(pd.concat([frame, frame.assign(year=2022)]), unit="key", time="year"),
        trees.framework(["road", "water"]),
    )
    assert refused(panel, panel, unit="key") == [("$", "several_rounds"), ("$", "several_rounds")]
    many = [f"i{j}" for j in range(13)]
    wide = pd.DataFrame({"key": ["a"], **{key: [1.0] for key in many}})
    rounds = scored([wide, wide], trees.framework(many, aggregation="geometric"))
    assert [code for _, code in refused(*rounds, unit="key")] == ["out_of_range"]


@pytest.mark.parametrize(
    ("said", "code"), [({"unit": "key"}, ("unit", "sums_only")), ({"by": "hamlet"}, ("by", "not_grouped"))]
)
def test_counting_is_taken_apart_by_its_own_groups_alone(said, code):
    """Another grouping or a panel was passed over in silence."""
    rule = pb.CountRule("count", "Counting", weights={"voice": 1, "land": 1}, cutoff="1/2")
    frame = pd.DataFrame({"key": list("abcd"), "voice": [1, 1, 1, 0], "land": [1, 0, 1, 0], "arm": list("xxyy")})
    ours = pb.Framework("ours", "Ours", rules=[rule])
    one, other = (pb.score(each, ours, by="arm") for each in (frame, frame.assign(land=0)))
    assert refused(one, other, **said) == [code]
    assert {part.group for part in change.parts(one, other, by="arm")} == {"x", "y"}
