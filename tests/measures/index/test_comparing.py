"""Two scorings side by side, groups, and the ranks without one part."""

import attrs
import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from measures.index import trees
from scipy import stats

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput

BANDS = [pb.IndexClass("low", "Low"), pb.IndexClass("high", "High", above="1/2")]
IKG = (
    "mtf",
    "mhpk20",
    *(f"{what}_{who}" for what in ("legislature", "schooling", "labour") for who in ("women", "men")),
)


def scored(table, tree=trees.FLAT, by=None, **rule):
    framework = trees.framework(tree)
    return pb.score(table, framework, rule=attrs.evolve(framework.rule(), classes=BANDS, **rule), by=by)


def refusal(run):
    with pytest.raises(InvalidInput) as raised:
        run()
    error = raised.value
    assert error.text("en") != error.text("id")
    return [(one.where, one.code) for one in error.faults]


@given(st.data())
def test_two_rules_side_by_side(data):
    table = data.draw(trees.tables(trees.FLAT, st.integers(2, 6)))
    first, second = scored(table), scored(table, weights=data.draw(trees.some_weights(trees.FLAT)))
    found = pb.index.compare(first, second)
    moved = first.rank - second.rank
    assert [one.shift for one in found.shifts] == moved.tolist()
    assert found.mean_shift == pytest.approx(np.abs(moved).mean())
    assert found.largest_shift == np.abs(moved).max()
    assert found.class_changes == (first.class_code != second.class_code).sum()
    assert (found.only_first, found.only_second) == ((), ())
    back = pb.index.compare(second, first)
    assert [one.shift for one in back.shifts] == (-moved).tolist()


def test_the_order_is_kendalls():
    table = pd.DataFrame({"road": [1, 2, 3, 4, 5], "water": [5, 1, 4, 2, 0], "school": [0, 3, 3, 1, 5]})
    first, second = scored(table), scored(table, weights={"water": 6})
    # scipy's tau-b, its rounding
    assert pb.index.compare(first, second).tau == pytest.approx(
        stats.kendalltau(first.index, second.index)[0], abs=1e-12
    )
    assert pb.index.compare(first, first).tau == pytest.approx(1, abs=1e-12)


def test_units_of_one_table_only_are_told():
    frames = [pd.DataFrame({"desa": units, "iks": 0.5, "ike": 0.6, "ikl": 0.7}) for units in (["A", "B"], ["B", "C"])]
    found = pb.index.compare(*(pb.score(pb.Population(one, unit="desa"), "idm-2016") for one in frames))
    assert [one.unit for one in found.shifts] == ["B"]
    assert (found.only_first, found.only_second) == (("A",), ("C",))
    others = pb.score(pb.Population(frames[0].assign(desa=["Y", "Z"]), unit="desa"), "idm-2016")
    first = pb.score(pb.Population(frames[0], unit="desa"), "idm-2016")
    assert refusal(lambda: pb.index.compare(first, others)) == [("$", "no_pair")]


def test_a_unit_without_score_has_no_shift():
    table = pd.DataFrame({"road": [1, None], "water": [2, None], "school": [3, None]})
    found = pb.index.compare(*[scored(table, missing="skip")] * 2)
    assert [one.shift for one in found.shifts] == [0, None]
    assert (found.mean_shift, found.tau) == (0, None)


def test_groups_by_hand():
    table = pd.DataFrame(
        {"kab": ["x", "y", "x", "y"], "road": [5, 1, 0, 1], "water": [5, 1, 1, None], "school": [5, 4, 2, 1]}
    )
    found = pb.index.groups(scored(table, by="kab", missing="skip", availability=1))
    x, y = found.lines
    # x: 1 and 3/15; y: 6/15, and one unit without score
    assert (x.group, x.n, x.scored, x.classes) == ("x", 2, 2, (1, 1))
    assert (x.mean, x.median, x.low, x.high) == pytest.approx((0.6, 0.6, 0.2, 1.0))
    assert (y.group, y.n, y.scored, y.classes) == ("y", 2, 1, (1, 0))
    assert (y.mean, y.low) == pytest.approx((0.4, 0.4))


def test_a_class_or_a_group_never_writes_over_a_number():
    table = pd.DataFrame({"mean": ["x", "y"], "road": [5, 1], "water": [5, 1], "school": [5, 4]})
    # hdi-2010 has classes of these names
    found = pb.index.groups(scored(table, by="mean")).rows()
    fixed = ["time", "n", "scored", "mean", "median", "low", "high"]
    assert list(found[0]) == ["group_mean", *fixed, "class_low", "class_high"]
    assert [(row["group_mean"], row["mean"], row["class_high"]) for row in found] == [("x", 1, 1), ("y", 0.4, 0)]
    plain = trees.framework(
        trees.FLAT, classes=[pb.IndexClass("far", "Far"), pb.IndexClass("near", "Near", above="1/2")]
    )
    told = pb.index.groups(pb.score(table.rename(columns={"mean": "kab"}), plain, by="kab"))
    assert list(told.rows()[0]) == ["kab", *fixed, "far", "near"]


def test_groups_without_a_column_are_refused():
    table = pd.DataFrame({"road": [1, 2], "water": [2, 3], "school": [3, 5]})
    assert refusal(lambda: pb.index.groups(scored(table))) == [("$", "missing_key")]


@settings(max_examples=25)
@given(st.data())
def test_leaving_out_a_part_is_scoring_without_it(data):
    tree = data.draw(trees.drawn())
    table = data.draw(trees.tables(tree, st.integers(2, 5)))
    weights = data.draw(trees.some_weights(tree))
    scores = scored(table, tree, weights=weights)
    found = pb.index.leave_one_out(scores)
    below = {part: key for key, parts in trees.nodes(tree).items() for part in trees.keys(parts, key)}
    for i, part in enumerate(found.parts):
        alone = len(trees.nodes(tree)[below[part]]) == 1
        assert (found.mean_shift[part] is None) == alone
        if alone:
            continue
        zero = scored(table, tree, weights={**weights, part: 0})
        assert found.ranks[:, i].tolist() == zero.rank.tolist()
        assert found.mean_shift[part] == pytest.approx(np.abs(zero.rank - scores.rank).mean())


def test_leaving_out_a_part_where_weights_come_from_the_data():
    table = pd.DataFrame({"road": [1, 2, 3, 5], "water": [5, 1, 4, 2], "school": [0, 3, 2, 1]})
    scores = scored(table, weighting="entropy", scaling=pb.Scaling("minmax"))
    found = pb.index.leave_one_out(scores)
    rest = pb.score(
        table.drop(columns="road"),
        trees.framework(["water", "school"], weighting="entropy", scaling=pb.Scaling("minmax")),
    )
    assert found.ranks[:, found.parts.index("road")].tolist() == rest.rank.tolist()
    assert any(found.mean_shift.values())


def test_leaving_out_a_part_of_a_panel_ranks_within_each_time():
    table = pd.DataFrame({"desa": ["A", "B"] * 2, "tahun": [1, 1, 2, 2], "road": [5, 1, 1, 5], "water": [1, 4, 5, 0]})
    table = table.assign(school=table["road"])
    scores = pb.score(pb.Population(table, unit="desa", time="tahun"), trees.framework(trees.FLAT))
    found = pb.index.leave_one_out(scores)
    assert scores.rank.tolist() == [1, 2, 2, 1]
    # without water only the roads and schools count, in their order within the year
    assert found.ranks[:, found.parts.index("water")].tolist() == [1, 2, 2, 1]
    assert found.mean_shift["water"] == 0


def test_the_parts_of_one_node():
    table = pd.DataFrame({key: [1, 3, 2] for key in trees.leaves(trees.UNBALANCED)})
    found = pb.index.leave_one_out(scored(table, trees.UNBALANCED), level="n1")
    assert found.parts == ("n12", "water", "school")
    assert refusal(lambda: pb.index.leave_one_out(scored(table, trees.UNBALANCED), level="n9")) == [
        ("level", "no_such")
    ]


def test_no_part_of_a_formula_can_be_left_out():
    rows = [
        [0.198, 0.279, 0.22, 0.78, 0.2863, 0.3655, 0.4225, 0.8296],
        [0.168, 0.31, 0.2, 0.8, 0.2889, 0.3824, 0.4633, 0.8325],
    ]
    found = pb.index.leave_one_out(pb.score(pd.DataFrame(rows, columns=list(IKG)), "ikg-2018"))
    assert set(found.mean_shift.values()) == {None}
    assert "none of which can be left out" in repr(found)


def test_no_part_of_ordered_weights_can_be_left_out():
    table = pd.DataFrame({"road": [1, 2], "water": [2, 3], "school": [3, 5]})
    found = pb.index.leave_one_out(scored(table, aggregation="owa", order_weights=[3, 2, 1]))
    assert set(found.mean_shift.values()) == {None}
