"""Whether inequality changed: what is compared, what is not and why, and how a survey's number comes to a programme."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product

import attrs
import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import given
from measures.builders import ARTICLE, actor, programme, read, records, values
from strategies import programmes

import pemberdayaan as pb
from pemberdayaan.measures.inequality import observation

ELEMENT = "goal.kesenjangan"


def seen(value: object, period: object, **said: object) -> pb.Observation:
    return pb.Observation(ELEMENT, what="Gini", value=value, period=period, **said)


def compared(period: object, **groups: object) -> pb.Observation:
    return pb.Observation(ELEMENT, what="Income", values=groups, period=period)


def village(*observations: pb.Observation, **said: object) -> pb.Programme:
    groups = [pb.Group(key, key) for key in ("rich", "poor", "young")]
    return programme(actor("residents"), groups=groups, observations=observations, **said)


def change(*observations: pb.Observation, **said: object) -> pb.Reading:
    return read("justice.inequality_change", village(*observations, **said), elements=ELEMENT)


# --- gold ------------------------------------------------------------------------------------------------------------


def test_the_complete_example_by_hand():
    complete = pb.example("contoh_lengkap")
    gini, gap = (
        read("justice.inequality_change", complete, **dict(ARTICLE[f"indicator.{key}"].arguments))
        for key in ("rich_poor_change", "group_gap_change")
    )
    # 31/100 - 38/100, and 72/80 - 20/50.
    assert (gini.value, gap.value) == (-0.07, 0.5)
    assert values(gini) == {"2021": 0.38, "2023": 0.31}
    assert values(gap) == {"2021": 0.4, "2023": 0.9}
    assert (gini.n, gini.of, str(gini.note)) == (2, "periods", "Gini index of spending per head")
    assert values(gap.parts[0][1]) == {"dusun_atas": 20, "dusun_bawah": 50}


def test_it_stands_in_the_profile_of_the_article():
    profile = pb.assess(pb.example("contoh_lengkap")).profile
    assert [(line.element, line.indicator, line.how) for line in profile.lines[-2:]] == [
        ("kesenjangan", "rich_poor_change", "computed"),
        ("kesenjangan_sosial", "group_gap_change", "computed"),
    ]
    asked = pb.assess(pb.example("lkms_kartini")).questions.questions
    assert {"indicator.rich_poor_change", "indicator.group_gap_change"} <= {one.element for one in asked}


# --- what is compared ------------------------------------------------------------------------------------------------


def test_the_last_period_less_the_first_whatever_lies_between():
    reading = change(seen(0.4, 2022), seen(0.1, 2021), seen(0.3, "2020-06"))
    assert reading.value == pytest.approx(0.1)
    assert list(values(reading)) == ["2020-06", "2021", "2022"]
    assert records(reading.evidence) == ["observations[0]", "observations[1]", "observations[2]"]


@pytest.mark.parametrize(
    ("first", "last", "value"),
    [
        (0.3, pb.Quantity(low=0.2, high=0.4), (-0.1, 0.1)),
        (pb.Quantity(about=0.3), 0.2, -0.1),
        (pb.Quantity(low=0.1, high=0.2), pb.Quantity(low=0.4, high=0.5), (0.2, 0.4)),
        (pb.Quantity(at_least=1), 3, (-math.inf, 2)),
        (2, 2, 0),
    ],
)
def test_an_inexact_number_makes_an_interval(first, last, value):
    assert change(seen(first, 2020), seen(last, 2021)).value == value


def test_of_groups_it_is_the_lowest_over_the_highest():
    reading = change(compared(2020, rich=8, poor=2, young=4), compared(2022, rich=10, poor=6, young=5))
    assert reading.value == 0.25
    assert values(reading) == {"2020": 0.25, "2022": 0.5}


@pytest.mark.parametrize(
    "groups", [{"rich": 8}, {"rich": 8, "poor": -1}, {"rich": 0, "poor": 0}, {"rich": "high", "poor": 1}]
)
def test_groups_without_a_ratio_are_not_compared(groups):
    reading = change(compared(2020, **groups), compared(2021, **groups))
    assert reading.value is None
    assert "no number" in str(reading.note)


RANGES = st.tuples(st.integers(0, 6), st.integers(0, 3)).map(lambda one: (one[0], one[0] + one[1]))


@given(st.lists(RANGES, min_size=2, max_size=3))
def test_the_bounds_of_a_ratio_hold_every_way_to_take_the_numbers(ranges):
    """Brute force over whole numbers: the ends of the ranges are among them, and the bounds are reached there."""
    if max(low for low, _ in ranges) == 0:
        return  # all may be 0
    groups = dict(zip(("rich", "poor", "young"), (pb.Quantity(low=a, high=b) for a, b in ranges), strict=False))
    ways = [Fraction(min(way), max(way)) for way in product(*(range(a, b + 1) for a, b in ranges)) if max(way) > 0]
    found = change(compared(2020, **groups), compared(2021, rich=1, poor=1, young=1)).parts[0][1].value
    low, high = found if isinstance(found, tuple) else (found, found)
    assert low == pytest.approx(float(min(ways)))
    assert high == pytest.approx(float(max(ways)))


# --- what is not, and why --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ([seen(0.3, 2020)], "only one period"),
        ([seen(0.3, 2020), seen(0.2, 2021, unit="%")], "another scale"),
        ([seen(0.3, 2020, rater="university"), seen(0.2, 2021, rater="office")], "another scale"),
        ([seen(0.3, 2020, about="residents"), seen(0.2, 2021)], "another scale"),
        ([seen(0.3, 2020, arm="member"), seen(0.2, 2021, arm="non_member")], "another scale"),
        ([compared(2020, rich=1, poor=1), compared(2021, rich=1, young=1)], "another scale"),
        ([seen(0.3, 2020), attrs.evolve(seen(0.2, 2021), what="Palma")], "another scale"),
        ([seen("high", 2020), seen("low", 2021)], "no number"),
        ([seen(0.3, None), seen(0.2, None)], "no number"),
    ],
)
def test_without_a_change_the_reason_is_said(said, note):
    reading = change(*said)
    assert reading.value is None
    assert note in str(reading.note)
    assert reading.note["id"]
    assert len(reading.evidence) == len(said)


def test_of_nothing_there_is_no_evidence():
    assert not change().known
    assert change().evidence == ()


def test_raters_of_one_kind_and_the_arms_before_and_after_are_one_series():
    first = seen(0.3, 2020, rater="100 respondents", arm="before")
    assert change(first, seen(0.2, 2021, rater="120 respondents", arm="after")).value == -0.1


def test_sources_that_disagree_are_contested_and_the_middle_is_not_asked():
    first, last = seen(0.3, 2020), seen(0.2, 2022)
    disputed = change(first, last, seen(0.1, 2022))
    assert disputed.value is None
    assert records(disputed.contested) == ["observations[0]", "observations[1]", "observations[2]"]
    assert change(first, last, seen(0.5, 2021), seen(0.6, 2021)).value == -0.1
    assert change(first, last, last).value == -0.1


@pytest.mark.parametrize(
    ("said", "broken"),
    [
        ({"period": 2021}, True),
        ({"period": 2022}, True),
        ({"period": 2020}, False),
        ({"period": 2023}, False),
        ({"period": None}, False),
        ({"period": 2021, "element": ELEMENT}, True),
        ({"period": 2021, "element": "principle.ham"}, False),
        ({"period": 2021, "about": "residents"}, False),
    ],
)
def test_a_break_between_leaves_no_change(said, broken):
    remark = pb.Remark("break", "Other questions", **said)
    reading = change(seen(0.3, 2020), seen(0.2, 2022), remarks=[remark])
    assert (reading.value is None) is broken
    assert ("Other questions" in str(reading.note)) is broken


def test_of_several_series_each_is_a_part_and_none_the_value():
    said = [seen(0.3, 2020), seen(0.2, 2022), compared(2020, rich=2, poor=1), compared(2022, rich=1, poor=1)]
    reading = change(*said)
    assert reading.value is None
    assert [part.value for _, part in reading.parts] == [-0.1, 0.5]
    assert reading.known


def test_what_was_observed_may_be_named_by_its_words_and_its_scale():
    said = [attrs.evolve(seen(value, year, scale="gini"), element=None) for value, year in ((0.3, 2020), (0.2, 2021))]
    scale = pb.Scale("gini", "Gini", "ratio", low=0, high=1)
    made = village(*said, scales=[scale])
    for what, of, value in (
        ("gini", None, -0.1),
        ("GINI", "gini", -0.1),
        ("gini", "palma", None),
        ("Palma", None, None),
    ):
        assert read("justice.inequality_change", made, elements=(), what=what, scale=of).value == value


# --- laws ------------------------------------------------------------------------------------------------------------

SERIES = st.lists(st.integers(0, 99), min_size=2, max_size=6)


@given(SERIES, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing_and_time_turned_round_turns_the_sign(numbers, random):
    said = [seen(number, 2000 + i) for i, number in enumerate(numbers)]
    back = [seen(number, 2000 - i) for i, number in enumerate(numbers)]
    shuffled = list(said)
    random.shuffle(shuffled)
    reading = change(*said)
    assert reading.value == change(*shuffled).value == numbers[-1] - numbers[0]
    assert change(*back).value == -reading.value


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=2, max_size=4), st.sampled_from([2, 1000]))
def test_the_unit_of_the_values_by_group_is_of_no_account(pairs, factor):
    one, other = (
        change(*[compared(2000 + i, rich=a * times, poor=b * times) for i, (a, b) in enumerate(pairs)]).value
        for times in (1, factor)
    )
    assert one == other
    assert -1 <= one <= 1


@given(programmes())
def test_whatever_is_recorded_can_be_read(made):
    elements = tuple(one.element for one in made.observations if one.element)
    reading = read("justice.inequality_change", made, elements=elements)
    assert reading.value is None or isinstance(reading.value, (float, tuple))


# --- from a survey to a record ---------------------------------------------------------------------------------------

LOANS = pd.DataFrame({"loan": [1.0, 2.0, 3.0, 7.0, 5.0, 5.0], "hamlet": list("aaaabb")})


def test_a_number_of_a_survey_becomes_an_observation():
    scores = pb.inequality.measure(LOANS, "loan", by="hamlet", measures=["gini", "top_10"])
    one = observation(
        scores, measure="gini", group="a", element=ELEMENT, period=2023, rater="team", source="survey, p. 2"
    )
    assert one.value == scores.estimate[0, 0]
    assert (one.n, one.element, str(one.period), one.rater) == (4, ELEMENT, "2023", "team")
    assert (one.what.id, one.what.en) == ("gini dari loan, a", "gini of loan, a")
    assert f"{scores.se[0, 0]:.3g}" in one.note["id"]
    assert one.source == ("survey, p. 2",)


def test_two_surveys_are_compared_in_the_programme():
    said = [
        observation(
            pb.inequality.measure(frame, "loan", measures=["gini"]), measure="gini", element=ELEMENT, period=year
        )
        for frame, year in ((LOANS, 2020), (LOANS.assign(loan=5.0), 2022))
    ]
    assert change(*said).value == pytest.approx(-said[0].value)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"measure": "palma"}, "no_such"),
        ({"measure": "gini"}, "no_such"),
        ({"measure": "gini", "group": "c"}, "no_such"),
        ({"measure": "theil_l", "group": "b"}, "no_estimate"),
    ],
)
def test_what_the_scores_do_not_have_is_refused(said, code):
    frame = LOANS.assign(loan=[1.0, 2, 3, 7, 0, 5])
    scores = pb.inequality.measure(frame, "loan", by="hamlet", measures=["gini", "theil_l"])
    with pytest.raises(pb.InvalidInput) as error:
        observation(scores, **said)
    assert [one.code for one in error.value.faults] == [code]


def test_only_scores_of_inequality_are_observed():
    with pytest.raises(pb.InvalidInput, match="scores of inequality"):
        observation(LOANS, measure="gini")
