"""Why a unit has its score."""

import attrs
import pandas as pd
import pytest
from measures.index import trees

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput

BANDS = [pb.IndexClass("low", "Low"), pb.IndexClass("high", "High", above="1/2")]
# Three villages in two regencies; made up.
TABLE = pd.DataFrame(
    {"desa": ["A", "B", "C"], "kab": ["x", "x", "y"], "road": [5, 1, 3], "water": [4, 2, 3], "school": [0, 5, 3]}
)


def scored(table=TABLE, by="kab", **rule):
    framework = trees.framework(trees.FLAT, classes=BANDS, **rule)
    return pb.score(pb.Population(table, unit="desa"), framework, by=by)


def refusal(run):
    with pytest.raises(InvalidInput) as raised:
        run()
    error = raised.value
    assert error.text("en") != error.text("id")
    return [(one.where, one.code) for one in error.faults]


def test_each_line_by_hand():
    found = pb.index.explain(scored(), "A")
    assert (found.unit, found.rank, found.class_key, found.compared, found.linear) == ("A", 1, "high", 3, True)
    assert found.score == pytest.approx(0.6, abs=1e-15)
    lines = {one.key: one for one in found.lines}
    road = lines["road"]
    assert (road.parent, road.value, road.scaled) == ("n", 5, 1)
    assert road.weight == pytest.approx(1 / 3)
    assert road.contribution == pytest.approx(1 / 3)
    # the mean of 5, 1 and 3 over 5; two of three stand lower, and it is equal to itself
    assert road.reference == pytest.approx(0.6)
    assert road.gap == pytest.approx(0.4)
    assert road.share_below == pytest.approx(2.5 / 3)
    assert [one.key for one in found.strengths] == ["road", "water"]
    assert [one.key for one in found.weaknesses] == ["school"]


def test_a_unit_beside_its_class_or_group():
    scores = scored()
    # A and C are high (C has 0.6 too), B is 8/15, high as well
    assert pb.index.explain(scores, "A", against="class").compared == 3
    group = pb.index.explain(scores, "A", against="group")
    assert group.compared == 2
    assert {one.key: one.reference for one in group.lines}["road"] == pytest.approx(0.6)
    assert {one.key: one.reference for one in group.lines}["school"] == pytest.approx(0.5)


def test_contributions_are_not_said_where_the_rule_is_not_linear():
    found = pb.index.explain(scored(TABLE.assign(school=[1, 5, 3]), aggregation="geometric"), "A")
    assert not found.linear
    assert {one.contribution for one in found.lines} == {None}
    assert all(one.gap is not None for one in found.lines)


def test_a_missing_part_gives_its_weight_to_its_siblings():
    table = TABLE.assign(school=[None, 5, 3])
    found = pb.index.explain(scored(table, missing="skip"), "A")
    lines = {one.key: one for one in found.lines}
    assert (lines["school"].value, lines["school"].scaled, lines["school"].contribution) == (None, None, None)
    assert lines["road"].weight == pytest.approx(1 / 2)
    assert found.score == pytest.approx(0.9)


def test_a_component_that_came_in_is_a_line():
    frame = pd.DataFrame({"iks": [0.9, 0.3], "ike": [0.6, 0.6], "ikl": [0.3, 0.9]})
    found = pb.index.explain(pb.score(frame, "idm-2016"), 0)
    assert [(one.key, one.parent) for one in found.lines] == [("iks", "idm"), ("ike", "idm"), ("ikl", "idm")]
    assert [one.contribution for one in found.lines] == pytest.approx([0.3, 0.2, 0.1])


def test_in_a_panel_the_latest_time_and_its_own_units():
    frame = pd.concat([TABLE.assign(tahun=2021), TABLE.assign(tahun=2022, road=[1, 5, 3])], ignore_index=True)
    framework = trees.framework(trees.FLAT, classes=BANDS)
    scores = pb.score(pb.Population(frame, unit="desa", time="tahun"), framework)
    latest = pb.index.explain(scores, "A")
    assert (latest.time, latest.compared) == (2022, 3)
    assert pb.index.explain(scores, "A", time=2021).score == pytest.approx(0.6)
    assert refusal(lambda: pb.index.explain(scores, "A", time=2030)) == [("time", "no_such")]


def test_a_time_that_is_not_known_comes_before_all_others():
    frame = pd.concat([TABLE.assign(tahun=None), TABLE.assign(tahun=2022)], ignore_index=True).astype({"tahun": object})
    scores = pb.score(pb.Population(frame, unit="desa", time="tahun"), trees.framework(trees.FLAT))
    assert pb.index.explain(scores, "A").time == 2022


def test_what_cannot_be_explained_is_refused():
    scores = scored(by=None)
    explain = pb.index.explain
    assert refusal(lambda: explain(scores, "Z")) == [("unit", "no_such")]
    assert refusal(lambda: explain(scores, "A", against="others")) == [("against", "not_a_choice")]
    assert refusal(lambda: explain(scores, "A", against="group")) == [("against", "missing_key")]
    lost = scored(TABLE.assign(road=[None, 1, 3], water=[None, 2, 3], school=[None, 5, 3]), missing="skip")
    assert refusal(lambda: explain(lost, "A")) == [("unit", "not_scored")]
    framework = trees.framework(trees.FLAT)
    plain = pb.score(TABLE.drop(columns="desa"), framework)
    assert refusal(lambda: explain(plain, 0, against="class")) == [("against", "no_such")]


def test_each_unit_its_own_weights():
    """Benefit of the doubt: the contributions by the unit's own weights add up to its score."""
    framework = trees.framework(trees.FLAT)
    rule = attrs.evolve(framework.rule(), weighting="benefit_of_the_doubt")
    scores = pb.score(pb.Population(TABLE, unit="desa"), framework, rule=rule)
    for row, unit in enumerate("ABC"):
        found = pb.index.explain(scores, unit)
        assert sum(one.contribution for one in found.lines) == pytest.approx(scores.index[row], abs=1e-9)


def test_rows_and_repr():
    found = pb.index.explain(scored(), "A")
    (first, *_) = found.rows()
    assert list(first) == [
        "indicator",
        "parent",
        "value",
        "scaled",
        "weight",
        "contribution",
        "reference",
        "gap",
        "share_below",
    ]
    assert repr(found).startswith("Explanation(A): 0.6, rank 1, high; strong beside all (3): road, water; weak: school")
    assert "<table>" in found._repr_html_()
