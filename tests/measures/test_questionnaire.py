"""Classes of answers, item statistics, importance and performance: published numbers, laws, and wrong input."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from itertools import count, pairwise
from math import floor
from statistics import median_high, median_low

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import polars as pl
import pytest
from gold import surveys
from hypothesis import given

from pemberdayaan.errors import InvalidInput
from pemberdayaan.measures.design import Design
from pemberdayaan.measures.population import Population
from pemberdayaan.measures.questionnaire import (
    Caution,
    Edge,
    Quadrant,
    class_limits,
    class_results,
    classify,
    importance_performance,
    item_statistics,
    norm_limits,
)

NAN = float("nan")
ITEMS = ["p1", "p2", "p3"]
answers = st.integers(1, 5)
tables = st.integers(1, 14).flatmap(lambda n: st.lists(st.tuples(answers, answers, answers), min_size=n, max_size=n))
gapped = st.lists(st.tuples(*[st.one_of(answers, st.none())] * 3), min_size=1, max_size=14)


def frame_of(rows, **more):
    return pd.DataFrame(rows, columns=ITEMS).assign(**more)


def refusal(run):
    with pytest.raises(InvalidInput) as raised:
        run()
    return raised.value


def said(run):
    return [(one.where, one.code) for one in refusal(run).faults]


# --- limits ----------------------------------------------------------------------------------------------------------


def test_the_class_interval_as_published():
    limits = class_limits(*surveys.INTERVAL_SCALE, surveys.INTERVAL_CLASSES)
    assert float(limits.width) == surveys.INTERVAL_WIDTH
    assert tuple(map(float, limits.cuts)) == surveys.INTERVAL_CUTS
    assert [row["class"] for row in limits.rows()] == [1, 2, 3, 4, 5]
    assert limits.rows()[0] == {"class": 1, "low": 1, "high": 1.8}


def test_the_ladder_of_tanjungraya_as_published():
    limits = class_limits(*surveys.TANJUNGRAYA_RANGE, 8)
    assert limits.width == surveys.TANJUNGRAYA_WIDTH
    assert repr(limits) == "Limits: 8 classes, cut at 750, 1100, 1450, 1800, 2150, 2500, 2850"
    assert limits.cuts == surveys.TANJUNGRAYA_CUTS


def test_the_norm_as_published():
    limits = norm_limits(surveys.NORM_ITEMS, *surveys.NORM_SCALE)
    assert limits.mean == surveys.NORM_MEAN
    assert round(float(limits.sd), 2) == surveys.NORM_SD
    assert tuple(round(float(cut), 2) for cut in limits.cuts) == surveys.NORM_CUTS
    assert limits.width is None
    three = norm_limits(surveys.NORM_ITEMS, *surveys.NORM_SCALE, categories=3)
    assert three.cuts == (limits.mean - limits.sd, limits.mean + limits.sd)


@given(st.integers(-20, 20), st.integers(1, 200), st.integers(1, 10))
def test_classes_add_up_to_their_range(low, width, classes):
    limits = class_limits(low, low + width, classes)
    edges = [limits.low, *limits.cuts, limits.high]
    assert sum(here - before for before, here in pairwise(edges)) == width
    assert {here - before for before, here in pairwise(edges)} == {limits.width}


@given(st.fractions(1, 5, max_denominator=40), st.sampled_from(Edge))
def test_a_number_is_in_the_class_whose_limits_hold_it(value, edge):
    limits = class_limits(1, 5)
    number = classify(limits, value, edge=edge)
    low, high = ([limits.low, *limits.cuts, limits.high][number - 1 + i] for i in (0, 1))
    assert low <= value <= high
    if value in limits.cuts:
        assert value == (low if edge is Edge.UP else high)


def test_decimals_are_read_as_they_are_written():
    limits = class_limits("0.1", "0.7", 3)
    assert limits.cuts == (Fraction(3, 10), Fraction(1, 2))
    assert [classify(limits, 0.3), classify(limits, 0.3, edge="down")] == [2, 1]


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (lambda: class_limits(5, 1), "reversed"),
        (lambda: class_limits(1, 5, 0), "out_of_range"),
        (lambda: class_limits(1, 5, 2.5), "not_whole"),
        (lambda: class_limits("x", 5), "wrong_type"),
        (lambda: norm_limits(0, 1, 5), "too_few"),
        (lambda: norm_limits(10, 1, 5, categories=4), "not_a_choice"),
        (lambda: norm_limits(10, "x", 5), "wrong_type"),
        (lambda: classify(class_limits(1, 5), 5.1), "out_of_range"),
        (lambda: classify(class_limits(1, 5), 3, edge="left"), "not_a_choice"),
    ],
    ids=count(),
)
def test_limits_that_cannot_be(run, code):
    assert [one.code for one in refusal(run).faults] == [code]


# --- class results ---------------------------------------------------------------------------------------------------


def brute(values, edge="up"):
    """Class of the mean, medians and index of answers from 1 to 5, by hand."""
    mean = Fraction(sum(values), len(values))
    share = 5 * (mean - 1) / 4
    band = min(5, 1 + floor(share)) if edge == "up" else max(1, -floor(-share))
    return mean, band, median_low(values), median_high(values), Fraction(100 * sum(values), 5 * len(values))


@given(tables, st.sampled_from(Edge))
def test_the_readings_of_items_variables_and_total_are_those_by_hand(rows, edge):
    results = class_results(frame_of(rows), {"a": ["p1", "p2"], "b": "p3"}, low=1, high=5, edge=edge)
    pooled = {"p1": [0], "p2": [1], "p3": [2], "a": [0, 1], "b": [2], "total": [0, 1, 2]}
    assert [line.name for line in results.lines] == list(pooled)
    assert [line.of for line in results.lines] == ["item"] * 3 + ["variable"] * 2 + ["total"]
    for name, columns in pooled.items():
        line, values = results[name], [row[column] for row in rows for column in columns]
        found = (line.mean, line.mean_class, line.median, line.median_high, line.index)
        assert found == brute(values, edge.value)
        assert (line.n, line.weight, line.sum, line.items) == (len(rows), len(rows), sum(values), len(columns))
        assert line.median_class == line.median
        assert line.differ == (line.mean_class not in (line.median, line.median_high))
        counted = Counter(values)
        counts = results.answers.of(name)
        assert [one.count for one in counts] == [counted[answer] for answer in range(1, 6)]
        assert sum(one.share for one in counts) == 1


@given(gapped)
def test_skipping_takes_items_by_their_answers_and_sums_by_the_complete(rows):
    frame = frame_of(rows)
    known = {item: [row[i] for row in rows if row[i] is not None] for i, item in enumerate(ITEMS)}
    complete = [row for row in rows if None not in row]
    run = lambda missing: class_results(frame, ITEMS, low=1, high=5, missing=missing)  # noqa: E731
    if not all(known.values()):
        assert {code for _, code in said(lambda: run("skip"))} == {"all_missing"}
        return
    if not complete:
        assert said(lambda: run("skip")) == [("$.total", "no_complete")]
        return
    results = run("skip")
    for item, values in known.items():
        assert (results[item].n, results[item].sum) == (len(values), sum(values))
        assert (results[item].median, results[item].median_high) == (median_low(values), median_high(values))
    pooled = [answer for row in complete for answer in row]
    assert (results["total"].n, results["total"].sum) == (len(complete), sum(pooled))
    assert results["total"].median == median_low(pooled)
    lost = {(one.of, one.reason): one.units for one in results.lost}
    for i, item in enumerate(ITEMS):
        blank = tuple(row for row, cells in enumerate(rows) if cells[i] is None)
        assert lost.get((item, "blank"), ()) == blank
    assert lost.get(("total", "incomplete"), ()) == tuple(i for i, row in enumerate(rows) if None in row)
    if len(complete) < len(rows):
        assert {code for _, code in said(lambda: run("raise"))} == {"cell_none"}


@given(tables, st.data())
def test_weights_are_replication(rows, data):
    weights = data.draw(st.lists(st.integers(0, 3), min_size=len(rows), max_size=len(rows)).filter(any))
    tenths = [weight / 10 for weight in weights]
    design = Design(weights="w")
    repeated = class_results(frame_of(np.repeat(rows, weights, axis=0)), ITEMS, low=1, high=5)
    for given_weights, unit in ((weights, 1), (tenths, 10)):
        weighted = class_results(Population(frame_of(rows, w=given_weights), design=design), ITEMS, low=1, high=5)
        for one, other in zip(weighted.lines, repeated.lines, strict=True):
            assert (one.mean, one.mean_class, one.index) == (other.mean, other.mean_class, other.index)
            assert (one.median, one.median_high, one.differ) == (other.median, other.median_high, other.differ)
            assert (one.weight, one.n) == (Fraction(sum(weights), unit), len(rows))


def test_weights_that_are_no_decimals_are_the_fractions_that_they_are():
    weights = [1 / 3, 2 / 3, 1e-9]
    design = Design(weights="w")
    results = class_results(
        Population(frame_of([(1, 1, 1), (5, 5, 5), (3, 3, 3)], w=weights), design=design), ITEMS, low=1, high=5
    )
    exact = [Fraction(one) for one in weights]
    assert results["p1"].mean == (exact[0] + 5 * exact[1] + 3 * exact[2]) / sum(exact)
    assert results["p1"].weight == sum(exact)


def test_only_respondents_of_no_weight_answered():
    frame = frame_of([(1, None, 1), (1, 1, 1)], w=[1, 0])
    run = lambda: class_results(  # noqa: E731
        Population(frame, design=Design(weights="w")), ["p2"], low=1, high=5, missing="skip"
    )
    assert said(run) == [("$.p2", "weights_zero")]


@given(tables)
def test_turning_an_item_around_is_low_plus_high_less_the_answer(rows):
    turned = class_results(frame_of(rows), {"a": ITEMS}, low=1, high=5, reverse=["p2"])
    by_hand = class_results(frame_of([(a, 6 - b, c) for a, b, c in rows]), {"a": ITEMS}, low=1, high=5)
    assert turned.lines == by_hand.lines
    assert turned.reverse == ("p2",)


@given(gapped.filter(lambda rows: any(None not in row for row in rows)))
def test_turning_an_item_around_when_some_are_skipped(rows):
    by_hand = [(a, None if b is None else 6 - b, c) for a, b, c in rows]
    run = lambda data, reverse: class_results(  # noqa: E731
        frame_of(data), ITEMS, low=1, high=5, reverse=reverse, missing="skip"
    )
    assert run(rows, ["p2"]).lines == run(by_hand, ()).lines


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_respondents_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))
    one, other = (class_results(frame_of(each), ITEMS, low=1, high=5) for each in (rows, shuffled))
    assert one.lines == other.lines
    assert one.provenance == other.provenance


def test_where_the_two_readings_differ_it_is_said():
    results = class_results(frame_of([(1, 3, 3)] * 2 + [(5, 3, 3)] * 3), ITEMS, low=1, high=5)
    line = results["p1"]
    assert (float(line.mean), line.mean_class, line.median, line.median_class, line.differ) == (3.4, 4, 5, 5, True)
    assert not results["p2"].differ
    assert "the two readings differ in 1 of 4" in repr(results)
    row = results.rows()[0]
    assert row == {
        "name": "p1",
        "of": "item",
        "items": 1,
        "n": 5,
        "weight": 5,
        "sum": 17,
        "mean": 3.4,
        "mean_class": 4,
        "median": 5,
        "median_high": 5,
        "median_class": 5,
        "index": 68,
        "differ": True,
        "note": "few_respondents",
    }
    assert classify(class_limits(1, 5), 3.4, edge="down") == 3
    assert (
        class_results(frame_of([(1, 3, 3)] * 2 + [(5, 3, 3)] * 3), ITEMS, low=1, high=5, edge="down")["p1"].mean_class
        == 3
    )


def test_few_and_single_respondents_are_told():
    assert class_results(frame_of([(1, 2, 3)]), ITEMS, low=1, high=5)["p1"].cautions == (Caution.ONE_RESPONDENT,)
    assert class_results(frame_of([(1, 2, 3)] * 29), ITEMS, low=1, high=5)["p1"].cautions == (Caution.FEW_RESPONDENTS,)
    assert class_results(frame_of([(1, 2, 3)] * 30), ITEMS, low=1, high=5)["p1"].cautions == ()


def test_a_scale_below_zero_has_no_index():
    results = class_results(frame_of([(-2, -1, 0)]), ITEMS, low=-2, high=0, classes=3)
    assert results["p1"].index is None
    assert [results[item].mean_class for item in ITEMS] == [1, 2, 3]


def test_a_long_scale_is_counted_too():
    values = [0, 37, 50, 99, 100]
    results = class_results(pd.DataFrame({"p1": values}), ["p1"], low=0, high=100, classes=4)
    assert results["p1"].mean == Fraction(sum(values), 5)
    assert results["p1"].median == 50
    assert len(results.answers.of("p1")) == 101


def test_the_frame_has_a_row_a_line_and_the_answers_theirs():
    results = class_results(pl.DataFrame({"p1": [1, 5]}), ["p1"], low=1, high=5)
    assert results.to_frame().shape == (2, 14)
    assert results.answers.to_frame().shape == (10, 5)
    assert repr(results.answers) == "AnswerCounts: 2 items or variables"
    assert '"kind": "class_results"' in results.to_json()
    assert results.provenance.rule == ("class_interval", "up")
    assert results.frame_library == "polars"


# --- wrong questionnaires --------------------------------------------------------------------------------------------


def test_faults_name_columns_and_rows():
    frame = pd.DataFrame({"kk": list("ABCD"), "p1": [1, 6, 0, 6], "p2": [2.5, 1, NAN, 1], "p3": [NAN] * 4})
    error = refusal(lambda: class_results(Population(frame, unit="kk"), ITEMS, low=1, high=5))
    assert [str(one) for one in error.faults] == [
        "6 is outside the scale of 1 to 5: 2 rows (B, D) @ $.p1",
        "0 is outside the scale of 1 to 5: 1 rows (C) @ $.p1",
        "2.5 stands between two answers of the scale: 1 rows (A) @ $.p2",
        "no answer in 1 rows (C); fill them in, or say missing='skip' to go on without them @ $.p2",
        "no row has an answer @ $.p3",
    ]
    assert "di luar skala 1 sampai 5: 2 baris (B, D)" in error.text("id")


@pytest.mark.parametrize(
    ("said_too", "faults"),
    [
        ({"missing": "impute"}, [("missing", "policy")]),
        ({"missing": "drop"}, [("", "not_a_choice")]),
        ({"edge": "left"}, [("", "not_a_choice")]),
        ({"reverse": ["p9"]}, [("reverse", "no_such")]),
        ({"low": 1.5}, [("low", "not_whole")]),
        ({"low": 5}, [("high", "reversed")]),
        ({"high": "x"}, [("high", "wrong_type")]),
        ({"classes": 0}, [("classes", "out_of_range")]),
    ],
    ids=count(),
)
def test_words_that_are_wrong(said_too, faults):
    words = {"low": 1, "high": 5, **said_too}
    assert said(lambda: class_results(frame_of([(1, 2, 3)]), ITEMS, **words)) == faults


@pytest.mark.parametrize(
    ("items", "faults"),
    [
        ([], [("items", "too_few")]),
        ({}, [("items", "too_few")]),
        ({"a": []}, [("$.a", "empty"), ("items", "too_few")]),
        (["p1", "p1"], [("$.p1", "repeated_key")]),
        ({"a": ["p1", "p2"], "b": ["p2"]}, [("$.p2", "repeated_key")]),
        (["p7"], [("$.p7", "no_such")]),
    ],
    ids=count(),
)
def test_items_that_are_wrong(items, faults):
    assert said(lambda: class_results(frame_of([(1, 2, 3)]), items, low=1, high=5)) == faults


# --- item statistics -------------------------------------------------------------------------------------------------


@given(tables)
def test_item_statistics_are_those_of_pandas(rows):
    frame = frame_of(rows)
    statistics = item_statistics(frame, ITEMS, low=1, high=5)
    for item in ITEMS:
        line = statistics[item]
        assert float(line.mean) == pytest.approx(frame[item].mean(), abs=1e-12)
        assert (line.median + line.median_high) / 2 == frame[item].median()
        assert line.sd is None if len(rows) == 1 else line.sd == pytest.approx(frame[item].std(), abs=1e-9)
        assert float(line.floor) == pytest.approx((frame[item] == 1).mean())
        assert float(line.ceiling) == pytest.approx((frame[item] == 5).mean())


def test_who_gave_no_answer_is_counted_by_kind():
    frame = pl.DataFrame({"p1": ["S", "TT", None, "M", "TT", "SS"], "p2": ["S"] * 6})
    codes = {"S": 4, "SS": 5, "TT": "do_not_know", "M": "refused"}
    statistics = item_statistics(Population(frame, answers=codes), ["p1", "p2"], low=1, high=5, missing="skip")
    line = statistics["p1"]
    assert (line.n, line.blank, line.do_not_know, line.refused) == (2, 1, 2, 1)
    assert [(one.of, one.reason, one.units, one.n) for one in statistics.lost] == [
        ("p1", "blank", (2,), 1),
        ("p1", "do_not_know", (1, 4), 2),
        ("p1", "refused", (3,), 1),
    ]
    assert "<2>" in repr(statistics.lost[1])
    assert repr(statistics) == "ItemStatistics: 2 items, answered by 2 to 6"
    assert statistics.rows()[0] == {
        "item": "p1",
        "n": 2,
        "weight": 2,
        "mean": 4.5,
        "median": 4,
        "median_high": 5,
        "sd": pytest.approx(0.5**0.5),
        "floor": 0,
        "ceiling": 0.5,
        "blank": 1,
        "do_not_know": 2,
        "refused": 1,
        "reversed": False,
        "note": "few_respondents",
    }


@given(tables.filter(lambda rows: len(rows) > 1), st.integers(2, 9))
def test_the_scale_of_weights_does_not_matter(rows, times):
    weights = list(range(1, len(rows) + 1))
    design = Design(weights="w")
    one, other = (
        item_statistics(
            Population(frame_of(rows, w=[factor * w for w in weights]), design=design), ITEMS, low=1, high=5
        )
        for factor in (1, times)
    )
    for item in ITEMS:
        assert one[item].sd == pytest.approx(other[item].sd, abs=1e-12)
        assert (one[item].mean, one[item].floor) == (other[item].mean, other[item].floor)


# --- importance and performance --------------------------------------------------------------------------------------


def test_the_quadrants_as_published():
    plane = importance_performance(importance=surveys.IPA_IMPORTANCE, performance=surveys.IPA_PERFORMANCE)
    assert tuple(point.quadrant.value for point in plane.points) == surveys.IPA_QUADRANTS
    assert float(plane.importance) == surveys.IPA_MEAN_IMPORTANCE
    assert float(plane.performance) == surveys.IPA_MEAN_PERFORMANCE
    assert [point.item for point in plane.points] == [str(i + 1) for i in range(10)]
    assert repr(plane).startswith("ImportancePerformance: A 4, 10; B 5, 6, 8, 9; C 1, 2, 3; D 7")


def test_a_point_on_a_line_counts_as_high():
    plane = importance_performance(importance={"a": 3, "b": 3}, performance={"a": "0.1", "b": 0.3})
    assert [(point.quadrant, point.on_line) for point in plane.points] == [
        (Quadrant.FIRST_PRIORITY, True),
        (Quadrant.KEEP_UP, True),
    ]
    assert plane["a"].gap == Fraction(1, 10) - 3


@given(st.lists(st.tuples(answers, answers, answers, answers), min_size=1, max_size=12))
def test_the_plane_of_answers_is_that_of_their_means(rows):
    frame = pd.DataFrame(rows, columns=["i1", "i2", "k1", "k2"])
    asked = importance_performance(
        frame, importance={"x": "i1", "y": "i2"}, performance={"x": "k1", "y": "k2"}, low=1, high=5
    )
    means = {column: Fraction(int(frame[column].sum()), len(rows)) for column in frame}
    plane = importance_performance(
        importance={"x": means["i1"], "y": means["i2"]}, performance={"x": means["k1"], "y": means["k2"]}
    )
    for one, other in zip(asked.points, plane.points, strict=True):
        assert (one.importance, one.performance, one.gap) == (other.importance, other.performance, other.gap)
        assert (one.quadrant, one.on_line) == (other.quadrant, other.on_line)
        assert one.n_importance == len(rows)
    assert sum(point.gap for point in asked.points) == 2 * (asked.performance - asked.importance)


def test_the_plane_of_answers_tells_who_was_left_out():
    frame = pl.DataFrame({"i1": [5, None, 4], "k1": [1, 2, 3]})
    plane = importance_performance(frame, importance=["i1"], performance=["k1"], low=1, high=5, missing="skip")
    assert plane.rows() == [
        {
            "item": "k1",
            "importance": 4.5,
            "performance": 2,
            "gap": -2.5,
            "quadrant": "B",
            "on_line": True,
            "n_importance": 2,
            "n_performance": 3,
            "note": "few_respondents",
        }
    ]
    assert [(one.of, one.units) for one in plane.lost] == [("i1", (1,))]
    assert plane.frame_library == "polars"


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        (
            {"importance": {"a": 1}, "performance": {"b": 1}},
            [("importance.a", "no_such"), ("performance.b", "no_such")],
        ),
        ({"importance": [1, 2], "performance": [1]}, [("performance", "unequal")]),
        ({"importance": {"a": 1}, "performance": [1, 2]}, [("performance", "unequal")]),
        ({"importance": [], "performance": []}, [("importance", "too_few")]),
        ({"importance": ["x"], "performance": [1]}, [("importance[0]", "wrong_type")]),
        ({"importance": [1], "performance": [1], "missing": "bound"}, [("missing", "policy")]),
        (
            {"data": pd.DataFrame({"a": [1]}), "importance": ["a"], "performance": ["b"]},
            [("low", "missing_key"), ("high", "missing_key")],
        ),
    ],
    ids=count(),
)
def test_a_plane_that_cannot_be(words, faults):
    assert said(lambda: importance_performance(**words)) == faults


# --- natural calls ---------------------------------------------------------------------------------------------------


def numbers_of(result):
    return [(line.mean, line.n) for line in result.lines]


def test_items_may_be_any_list_of_names_one_name_or_all_columns():
    frame = frame_of([(1, 2, 3), (3, 4, 5), (2, 2, 1)])
    wanted = numbers_of(item_statistics(frame, ITEMS, low=1, high=5))
    for items in (frame.columns, np.array(ITEMS), tuple(ITEMS), iter(ITEMS), {"a": frame.columns}, None):
        assert numbers_of(item_statistics(frame, items, low=1, high=5)) == wanted
    assert numbers_of(item_statistics(frame[ITEMS], low=1, high=5)) == wanted
    assert [line.name for line in class_results(frame, "p1", low=1, high=5).lines] == ["p1", "total"]
    assert class_results(frame, low=1, high=5)["total"].items == 3
    weighed = Population(frame.assign(w=[1, 1, 1]), design=Design("w"))
    assert [line.item for line in item_statistics(weighed, low=1, high=5).lines] == ITEMS
    assert item_statistics(frame, "p2", low=1, high=5, reverse="p2")["p2"].reversed


@pytest.mark.parametrize(
    ("items", "where"),
    [({"p1", "p2"}, "items"), ({"a": {"p1"}}, "a"), (5, "items"), ([1], "items[0]"), ({"a": None}, "a")],
    ids=count(),
)
def test_items_without_an_order_or_a_name(items, where):
    frame = frame_of([(1, 2, 3)])
    assert said(lambda: class_results(frame, items, low=1, high=5)) == [(where, "wrong_type")]


@pytest.mark.parametrize("items", [{"p1": ["p1", "p2"]}, {"p1": "p1"}, {"total": ["p1"]}], ids=count())
def test_two_lines_have_two_names(items):
    frame = frame_of([(1, 2, 3)])
    assert [code for _, code in said(lambda: class_results(frame, items, low=1, high=5))] == ["name_taken"]


def test_a_column_called_as_the_total():
    frame = pd.DataFrame({"total": [1, 2], "p2": [1, 2]})
    assert said(lambda: class_results(frame, ["total", "p2"], low=1, high=5)) == [("$.total", "name_taken")]
    assert item_statistics(frame, ["total"], low=1, high=5)["total"].n == 2


def test_a_line_that_is_not_there():
    frame = frame_of([(1, 2, 3)])
    plane = importance_performance(importance=[1], performance=[2])
    for result in (class_results(frame, low=1, high=5), item_statistics(frame, low=1, high=5), plane):
        (one,) = refusal(lambda result=result: result["p9"]).faults
        assert (one.code, one.values["given"]) == ("no_such", "p9")
        assert one.values["choices"]


def test_numbers_of_numpy_and_decimals_are_numbers():
    limits = class_limits(np.int64(1), np.float32(5), np.int16(5))
    assert limits.cuts == class_limits(1, 5, 5).cuts
    found = [classify(limits, value) for value in (np.float64(3.4), np.float32(3.4), Decimal("3.4"), np.int8(3))]
    assert found == [4, 4, 4, 3]
    assert norm_limits(np.int64(32), np.int8(1), 5).cuts == norm_limits(32, 1, 5).cuts
    for wrong in (Decimal("NaN"), np.float64("nan"), np.bool_(True)):
        refusal(lambda wrong=wrong: classify(limits, wrong))


def test_where_limits_come_from_is_said():
    assert class_limits(1, 5).provenance.rule == ("class_interval",)
    assert norm_limits(32, 1, 5).provenance.rule == ("hypothetical_norm",)


def test_a_scale_of_too_many_steps_is_refused_and_not_counted():
    frame = frame_of([(1, 2, 3)])
    assert said(lambda: item_statistics(frame, ITEMS, low=1, high=10**12)) == [("high", "out_of_range")]
    assert said(lambda: class_limits(1, 5, 10**9)) == [("classes", "out_of_range")]


def test_the_two_lists_of_the_plane_may_be_arrays_and_keys_numbers():
    plane = importance_performance(importance=np.array([4.5, 4.0]), performance=np.array([4, 5]))
    assert [point.quadrant.value for point in plane.points] == ["A", "D"]
    keyed = importance_performance(importance={1: 4.5, 2: 4.0}, performance={2: 5, 1: 4})
    assert {point.item: point.quadrant.value for point in keyed.points} == {"1": "A", "2": "D"}
    frame = pd.DataFrame({"k1": [4, 5], "p1": [3, 4]})
    assert importance_performance(frame, importance="k1", performance="p1", low=1, high=5)["p1"].n_importance == 2
    assert said(lambda: importance_performance(importance="k1", performance="p1"))[0][1] == "wrong_type"


@pytest.mark.parametrize("times", [1e-300, 1e300])
def test_weights_of_any_size_give_the_same_means(times):
    frame = frame_of([(1, 2, 3), (3, 4, 5)], w=[times, times])
    result = class_results(Population(frame, design=Design("w")), ITEMS, low=1, high=5)
    assert [line.mean for line in result.lines] == [2, 3, 4, 3]


@given(tables, st.data())
def test_a_respondent_of_no_weight_does_not_count_in_the_spread(rows, data):
    weights = data.draw(st.lists(st.integers(0, 3), min_size=len(rows), max_size=len(rows)).filter(any))
    kept = [row for row, weight in zip(rows, weights, strict=True) if weight]
    found, wanted = (
        item_statistics(Population(frame, design=Design("w")), ITEMS, low=1, high=5)
        for frame in (frame_of(rows, w=weights), frame_of(kept, w=[one for one in weights if one]))
    )
    assert [line.sd for line in found.lines] == [line.sd for line in wanted.lines]
