"""Rungs from survey sums: the published ones, the formula in Fractions, and frameworks that may not be summed."""

from fractions import Fraction
from itertools import count
from math import floor
from statistics import median_high, median_low

import attrs
import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from gold import surveys
from hypothesis import given

from pemberdayaan.catalogue.library import framework
from pemberdayaan.errors import InvalidInput
from pemberdayaan.measures.design import Design
from pemberdayaan.measures.population import Population
from pemberdayaan.measures.questionnaire import Caution, Edge, ladder_of_sum, ladder_sum
from pemberdayaan.model.framework import Framework
from pemberdayaan.model.rules import LadderRule
from pemberdayaan.model.scales import Level, Scale

LADDER = framework("arnstein-1969")
RUNGS = [level.key for level in LADDER.scale["rung"].levels]
answers = st.integers(1, 8)


def refusal(run):
    with pytest.raises(InvalidInput) as raised:
        run()
    return raised.value


def spread(total, respondents):
    """Some answers of so many people that add up to a total."""
    low, more = divmod(total, respondents)
    return [low + 1] * more + [low] * (respondents - more)


# --- published -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edge", Edge)
def test_the_sums_of_pati_give_the_published_rungs(edge):
    sums = ladder_of_sum(surveys.PATI_SUMS, respondents=surveys.PATI_RESPONDENTS, edge=edge)
    assert {line.variable: line.rung for line in sums.lines} == surveys.PATI_RUNGS
    one, total = sums["variable_1"], sums["total"]
    assert ((one.lowest, one.highest), one.width) == (surveys.PATI_RANGE, surveys.PATI_WIDTH)
    assert (total.lowest, total.highest) == surveys.PATI_TOTAL_RANGE
    assert (total.width, total.sum) == (surveys.PATI_TOTAL_WIDTH, surveys.PATI_TOTAL)
    assert (one.median_rung, one.differ) == (None, None)
    assert one.cautions == (Caution.ANSWERS_UNKNOWN,)
    assert sums.answers is sums.missing is None


def test_answers_that_add_up_to_the_sums_of_pati_give_the_same_rungs():
    frame = pd.DataFrame({name: spread(total, surveys.PATI_RESPONDENTS) for name, total in surveys.PATI_SUMS.items()})
    sums = ladder_sum(frame, {name: [name] for name in surveys.PATI_SUMS})
    assert {line.variable: line.rung for line in sums.lines} == surveys.PATI_RUNGS
    assert sums["total"].sum == surveys.PATI_TOTAL
    assert sums["total"].items == len(surveys.PATI_SUMS)


def test_the_width_and_limits_of_tanjungraya():
    low, high = surveys.TANJUNGRAYA_RANGE
    run = lambda total, edge="up": ladder_of_sum(  # noqa: E731
        total, respondents=surveys.TANJUNGRAYA_RESPONDENTS, items=surveys.TANJUNGRAYA_ITEMS, edge=edge
    )["total"]
    line = run(low)
    assert (line.lowest, line.highest, line.width) == (low, high, surveys.TANJUNGRAYA_WIDTH)
    for rung, cut in enumerate(surveys.TANJUNGRAYA_CUTS, start=1):
        assert [run(cut - 1).number, run(cut).number, run(cut, "down").number] == [rung, rung + 1, rung]
    assert run(high).rung == "control"


# --- laws ------------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(answers, answers, answers), min_size=1, max_size=12), st.sampled_from(Edge))
def test_the_rung_is_the_formula_and_the_median_stands_beside_it(rows, edge):
    frame = pd.DataFrame(rows, columns=["p1", "p2", "p3"])
    sums = ladder_sum(frame, {"plan": ["p1", "p2"], "work": "p3"}, edge=edge)
    pooled = {"plan": [0, 1], "work": [2], "total": [0, 1, 2]}
    assert [line.variable for line in sums.lines] == list(pooled)
    for name, columns in pooled.items():
        values = [row[column] for row in rows for column in columns]
        n, total, line = len(values), sum(values), sums[name]
        share = Fraction(8 * (total - n), 7 * n)
        number = min(8, 1 + floor(share)) if edge is Edge.UP else max(1, -floor(-share))
        assert (line.sum, line.number, line.rung) == (total, number, RUNGS[number - 1])
        assert line.median_rung == RUNGS[median_low(values) - 1]
        assert line.median_high_rung == RUNGS[median_high(values) - 1]
        assert line.differ == (line.rung not in (line.median_rung, line.median_high_rung))
        assert line.mean == Fraction(total, n)
        assert {one.level: one.count for one in sums.answers.of(name)} == {
            rung: values.count(i + 1) for i, rung in enumerate(RUNGS)
        }
    published = ladder_of_sum(sum(map(sum, rows)), respondents=len(rows), items=3, edge=edge)
    assert published["total"].rung == sums["total"].rung


def test_a_mean_of_2_7_is_on_rung_2_and_the_median_says_so_too():
    frame = pd.DataFrame({"p1": [2, 2, 2, 3, 3, 3, 3, 3, 3, 3]})
    sums = ladder_sum(frame, {"plan": ["p1"]})
    line = sums["plan"]
    assert (float(line.mean), line.rung, line.median_rung, line.differ) == (2.7, "therapy", "informing", True)
    said = "LadderSums: plan therapy, total therapy (the median differs in plan, total)"
    assert repr(sums).splitlines()[0] == said


def test_weights_count_in_the_sum_and_in_its_range():
    frame = pd.DataFrame({"p1": [1, 8], "w": [3, 1]})
    line = ladder_sum(Population(frame, design=Design(weights="w")), {"plan": ["p1"]})["plan"]
    assert (line.sum, line.lowest, line.highest, line.weight, line.n) == (11, 4, 32, 4, 2)
    assert line.rung == ladder_sum(pd.DataFrame({"p1": [1, 1, 1, 8]}), {"plan": ["p1"]})["plan"].rung


def test_skipping_takes_a_variable_by_those_who_answered_all_of_it():
    frame = pd.DataFrame({"p1": [1, 2, None], "p2": [1, None, 3], "p3": [8, 8, 8]})
    sums = ladder_sum(frame, {"plan": ["p1", "p2"], "work": ["p3"]}, missing="skip", reverse=["p3"])
    assert [(line.variable, line.n, line.sum) for line in sums.lines] == [
        ("plan", 1, 2),
        ("work", 3, 3),
        ("total", 1, 3),
    ]
    assert [(one.of, one.reason, one.units) for one in sums.lost] == [
        ("p1", "blank", (2,)),
        ("p2", "blank", (1,)),
        ("plan", "incomplete", (1, 2)),
        ("total", "incomplete", (1, 2)),
    ]
    assert sums["plan"].cautions == (Caution.ONE_RESPONDENT,)


def test_rows_and_provenance():
    sums = ladder_of_sum({"a": 181}, respondents=54)
    assert sums.rows()[0] == {
        "variable": "a",
        "items": 1,
        "n": 54,
        "weight": 54,
        "sum": 181,
        "lowest": 54,
        "highest": 432,
        "width": 47.25,
        "mean": pytest.approx(181 / 54),
        "rung": "informing",
        "number": 3,
        "median_rung": None,
        "median_high_rung": None,
        "differ": None,
        "note": "answers_unknown",
    }
    origin = sums.provenance
    assert (origin.framework, origin.rule, origin.checked) == (
        "arnstein-1969",
        ("survey_sums", "up"),
        LADDER.checked.value,
    )
    assert sums.scale == "arnstein-1969.rung"
    assert origin.digest != ladder_of_sum({"a": 182}, respondents=54).provenance.digest


# --- what may not be summed ------------------------------------------------------------------------------------------


def own(levels, **rule):
    scale = Scale("step", "Step", "ordinal", levels=levels)
    said = {"scale": "step", "basis": "survey_sums", "treat_as": "interval", "source": ["x"], **rule}
    sums = LadderRule("sums", "Sums", **said)
    return Framework(
        "own", "Own", scales=[scale], rules=[sums], references=[attrs.evolve(LADDER.references[0], key="x")]
    )


def test_a_ladder_of_ones_own_may_begin_at_nought():
    ladder = own([Level(key, key, value=i) for i, key in enumerate(["none", "some", "all"])])
    line = ladder_sum(pd.DataFrame({"p1": [0, 2, 2]}), {"plan": ["p1"]}, ladder=ladder)["plan"]
    assert (line.rung, line.median_rung, line.lowest, line.highest) == ("all", "all", 0, 6)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"ladder": "iap2-spectrum"}, "ladder_rule"),
        ({"ladder": "laverack-2001"}, "ladder_rule"),
        ({"rule": "judgement"}, "ladder_rule"),
        ({"rule": "sums"}, "no_such"),
        ({"ladder": "arnstein"}, "no_such"),
        ({"ladder": own([Level("a", "A", value=1), Level("b", "B", value=3)])}, "ladder_steps"),
        ({"ladder": own([Level("a", "A"), Level("b", "B")])}, "ladder_steps"),
        ({"ladder": own([Level("a", "A", value=1.5), Level("b", "B", value=2.5)])}, "ladder_steps"),
        ({"ladder": own([Level("a", "A", value=1)])}, "ladder_steps"),
        ({"edge": "left"}, "not_a_choice"),
    ],
    ids=count(),
)
def test_a_ladder_that_may_not_be_summed(words, code):
    frame = pd.DataFrame({"p1": [1, 2]})
    assert [one.code for one in refusal(lambda: ladder_sum(frame, {"plan": ["p1"]}, **words)).faults] == [code]
    assert [one.code for one in refusal(lambda: ladder_of_sum(2, respondents=1, **words)).faults] == [code]


@pytest.mark.parametrize(
    ("total", "words", "faults"),
    [
        (53, {"respondents": 54}, ["53 is outside 54 to 432 @ $.total"]),
        ({"a": 181, "b": 433}, {"respondents": 54}, ["433 is outside 54 to 432 @ $.b"]),
        (10, {"respondents": 0, "items": 0}, ["0 is outside 1 to ... @ respondents", "0 is outside 1 to ... @ items"]),
        (10.5, {"respondents": 5}, ["10.5 is not a whole number @ $.total"]),
    ],
    ids=count(),
)
def test_a_sum_that_is_not_possible(total, words, faults):
    assert [str(one) for one in refusal(lambda: ladder_of_sum(total, **words)).faults] == faults


def test_an_answer_outside_the_ladder():
    frame = pd.DataFrame({"p1": [1, 9]})
    error = refusal(lambda: ladder_sum(frame, {"plan": ["p1"]}))
    assert str(error.faults[0]) == "9 is outside the scale of 1 to 8: 1 rows (1) @ $.p1"


def test_a_list_of_columns_or_one_gives_the_total_alone():
    frame = pd.DataFrame({"p1": [2, 3, 3], "p2": [2, 3, 3]})
    assert [line.variable for line in ladder_sum(frame, ["p1", "p2"]).lines] == ["total"]
    assert ladder_sum(frame, "p1")["total"].items == 1
    assert ladder_sum(frame, {"plan": frame.columns})["plan"].items == 2


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (lambda: ladder_sum(pd.DataFrame({"p1": [2]}), {"total": "p1"}), "name_taken"),
        (lambda: ladder_of_sum({"total": 181}, respondents=54), "name_taken"),
        (lambda: ladder_of_sum({}, respondents=54), "too_few"),
        (lambda: ladder_of_sum({"a": "x"}, respondents=54), "wrong_type"),
        (lambda: ladder_of_sum(181, respondents=54)["a"], "no_such"),
    ],
    ids=count(),
)
def test_lines_that_cannot_be(run, code):
    assert [one.code for one in refusal(run).faults] == [code]


def test_the_sums_hold_the_framework_that_they_were_scored_by():
    own = attrs.evolve(LADDER, label="Ours")
    frame = pd.DataFrame({"p1": [2, 3]})
    assert ladder_sum(frame, "p1").framework == LADDER
    assert ladder_sum(frame, "p1", ladder=own).framework is own
    assert ladder_of_sum({"a": 181}, respondents=54, ladder=own).framework is own


def test_sums_may_be_numbers_of_numpy():
    frame = pd.DataFrame({"a": [4] * 54})
    sums = {"a": frame["a"].sum() - 35}
    assert ladder_of_sum(sums, respondents=np.int64(54)).lines == ladder_of_sum({"a": 181}, respondents=54).lines
