"""What holds between the fields of a noun, and between the parts of a framework, when they are made in Python."""

from fractions import Fraction
from itertools import count

import attrs
import numpy as np
import pytest

from pemberdayaan.errors import InvalidInput
from pemberdayaan.model.elements import Actor, Goal, Indicator, Principle
from pemberdayaan.model.evidence import Observation, Reading
from pemberdayaan.model.framework import Framework
from pemberdayaan.model.index_rule import IndexClass, IndexRule
from pemberdayaan.model.periods import Period, as_period
from pemberdayaan.model.programme import Programme
from pemberdayaan.model.records import Activity, Contribution, ProgrammeStage
from pemberdayaan.model.relations import Relation
from pemberdayaan.model.rules import Condition, CountRule, GateRule, LadderRule, ProfileRule
from pemberdayaan.model.scales import Arithmetic, Distribution, Level, Measurement, Quantity, Scale, bounds
from pemberdayaan.model.stakeholders import Group, Headcount, Sector, Stakeholder
from pemberdayaan.model.text import Text, as_text

LOW, HIGH = Level("low", "Low", value=1), Level("high", "High", value=2)
COUNT = {"cutoff": "1/3", "weights": {"x": 1}}


@pytest.mark.parametrize(
    ("make", "codes"),
    [
        (lambda: Text(), ["empty"]),
        (lambda: as_text(5), ["wrong_type"]),
        (lambda: Text(id="x")["fr"], ["language"]),
        (lambda: ProgrammeStage("s", "S", []), ["missing_key"]),
        (lambda: Observation(what="x", value=1, n=-1), ["negative"]),
        (lambda: Reading(value=object()), ["wrong_type"]),
        (lambda: Quantity(), ["quantity"]),
        (lambda: Quantity(about=1, at_least=1), ["quantity"]),
        (lambda: Distribution({}), ["empty"]),
        (lambda: Distribution({"low": -1, "high": -2}), ["negative", "negative"]),
        (lambda: Scale("s", "S", "ordinal", levels=[HIGH, LOW]), ["level_order"]),
        (lambda: Scale("s", "S", "ordinal", levels=[LOW, LOW]), ["repeated_key", "level_order"]),
        (lambda: Scale("s", "S", "interval", low=2, high=1), ["reversed"]),
        (lambda: Scale("s", "S", "ordinal", low=2), ["needs_levels"]),
        (lambda: Scale("s", "S", "nominal", levels=[LOW]).position("mid"), ["no_level"]),
        (lambda: Scale("s", "S", "nominal", levels=["low"]), ["wrong_type"]),
        (lambda: Condition(), ["one_of"]),
        (lambda: GateRule("r", "R"), ["missing_key"]),
        (lambda: ProfileRule("r", "R", treat_as="interval"), ["missing_key", "no_source"]),
        (lambda: LadderRule("r", "R", scale="s", treat_as="interval"), ["no_source"]),
        (lambda: IndexRule("r", "R", classes=[IndexClass("a", "A", 1), IndexClass("b", "B", "1/2")]), ["level_order"]),
        (lambda: IndexRule("r", "R", classes=[IndexClass("a", "A", 1), IndexClass("b", "B")]), ["level_order"]),
        (lambda: CountRule("r", "R", **{**COUNT, "cutoff": 2}), ["cutoff"]),
        (lambda: CountRule("r", "R", **{**COUNT, "cutoff": None}), ["missing_key"]),
        (lambda: CountRule("r", "R", **COUNT, confidence=1), ["out_of_range"]),
        (lambda: CountRule("r", "R", **COUNT, coding="poor"), ["not_a_choice"]),
        (lambda: CountRule("r", "R", **{**COUNT, "weights": {"x": 0}}), ["bad_weight"]),
        (lambda: CountRule("r", "R", **COUNT, denominator=30), ["weights_sum"]),
        (lambda: CountRule("r", "R", **COUNT, missing="impute"), ["policy"]),
        (lambda: CountRule("r", "R", **COUNT, parity_weight=2), ["out_of_range"]),
        (lambda: CountRule("r", "R", **COUNT, fewest=9), ["out_of_range"]),
        (lambda: CountRule("r", "R", **COUNT, needs="strict"), ["no_such"]),
        (lambda: CountRule("r", "R", **COUNT, empowerment="6DE"), ["not_a_choice"]),
        (lambda: CountRule("r", "R", **{**COUNT, "weights": {"x": 0.5}}), ["wrong_type"]),
        (lambda: Actor("a", "A", sectors="NGOs"), ["not_a_choice"]),
        (lambda: Indicator("i", "I", arguments={"x": 1}), ["missing_key"]),
        (lambda: Programme("p", "P", initiative="kades"), ["wrong_type"]),
    ],
    ids=count(),
)
def test_what_cannot_be_is_not_made(make, codes):
    with pytest.raises(InvalidInput) as raised:
        make()
    assert [one.code for one in raised.value.faults] == codes


def test_the_parts_of_a_framework_fit():
    with pytest.raises(InvalidInput) as raised:
        Framework(
            "f",
            "F",
            principles=[Principle("a", "A"), Principle("a", "Again")],
            indicators=[Indicator("i", "I", scale="rung")],
            relations=[Relation("principle.b", "enables", "f")],
        )
    assert [one.where for one in raised.value.faults] == [
        "principles[1].key",
        "indicators[0].scale",
        "relations[0].source",
    ]


def test_an_element_is_found_by_its_names():
    framework = Framework("f", "F", principles=[Principle("a", "A", also=["alpha"])], goals=[Goal("a", "A")])
    assert framework["alpha"] is framework["principle.a"] is framework.principles[0]
    assert "goal.a" in framework
    assert "a" not in framework
    with pytest.raises(InvalidInput, match=r"names more than one; write one of principle\.a, goal\.a$"):
        framework["a"]
    with pytest.raises(InvalidInput, match=r"did you mean 'principle\.a'"):
        framework["principal.a"]


def test_a_rule_is_found_by_its_key():
    rules = [ProfileRule("first", "First", ["principle"]), ProfileRule("second", "Second", ["goal"])]
    framework = Framework("f", "F", rules=rules)
    assert framework.rule().key == "first"
    assert framework.rule("second") is rules[1]
    with pytest.raises(InvalidInput, match="no rule 'third'"):
        framework.rule("third")


def test_thresholds_are_exact():
    assert Condition(above="1/3").threshold == Fraction(1, 3)
    assert Condition(at_most=0.1).threshold == Fraction(1, 10)
    assert Condition(is_="inside").threshold is None


@pytest.mark.parametrize("measurement", Measurement)
def test_what_is_lawful_grows_along_the_kinds_of_scale(measurement):
    assert {Arithmetic.SHARE, Arithmetic.MODE} <= measurement.lawful
    assert (Arithmetic.MEAN in measurement.lawful) == (measurement in {Measurement.INTERVAL, Measurement.RATIO})


def test_a_rule_asks_for_its_arithmetic():
    assert GateRule("r", "R", {"c": "any"}).arithmetic() == ()
    assert ProfileRule("r", "R", ["principle"], summarise="median").arithmetic() == (("summarise", Arithmetic.MEDIAN),)
    ladder = LadderRule("r", "R", scale="s", basis="survey_sums", summarise="mode")
    assert ladder.arithmetic() == (("summarise", Arithmetic.MODE), ("basis", Arithmetic.SUM))


@pytest.mark.parametrize("sector", Sector)
def test_inside_follows_from_the_sector_or_must_be_said(sector):
    if sector.inside is None:
        assert Stakeholder("s", "S", sector, inside=True).inside
    else:
        assert Stakeholder("s", "S", sector).inside is sector.inside
        with pytest.raises(InvalidInput, match="cannot be changed"):
            Stakeholder("s", "S", sector, inside=not sector.inside)


@pytest.mark.parametrize(
    ("people", "sound"),
    [(10, False), (11, True), (Quantity(about=10), True), (Quantity(at_least=5), True), (Quantity(at_most=10), False)],
)
def test_women_and_men_fit_into_the_people(people, sound):
    if sound:
        assert Headcount(people=people, women=6, men=5).people == people
    else:
        with pytest.raises(InvalidInput, match=r"women \+ men \(11\)"):
            Headcount(people=people, women=6, men=5)


def test_bounds_of_a_quantity():
    quantities = [3, Quantity(about=7), Quantity(at_least=2), Quantity(at_most=4), Quantity(low=3, high=5)]
    assert [bounds(one) for one in quantities] == [(3, 3), (7, 7), (2, float("inf")), (0, 4), (3, 5)]


def test_a_period_is_what_it_covers():
    assert as_period(Period("2019")) == as_period(2019) == as_period("2019")
    assert Period("2019-02").last.day == 28
    assert Period("2009/2010").meets(Period("2010-03-16"))
    with pytest.raises(InvalidInput):
        Period(2019)


def test_a_programme_during_a_time():
    programme = Programme(
        "p",
        "P",
        groups=[Group("people", "People")],
        activities=[Activity("road", "Road", date=2009), Activity("well", "Well", date=2011), Activity("talk", "Talk")],
        observations=[Observation(what="x", value=1, about=about) for about in ("road", "well", "people")],
    )
    seen = programme.during(2009)
    assert [one.key for one in seen.activities] == ["road", "talk"]
    assert [one.about for one in seen.observations] == ["road", "people"]
    assert attrs.evolve(seen, period=None).during("2009") == seen


def test_what_is_said_of_an_activity_of_another_time_leaves_with_it_and_a_gift_to_it_stays():
    programme = Programme(
        "p",
        "P",
        stakeholders=[Stakeholder("residents", "Residents", "community")],
        activities=[Activity("road", "Road", date=2009)],
        contributions=[Contribution("residents", "labour", to=[to, "residents"]) for to in ("road", "activity.road")],
        observations=[Observation(what="x", value=1, about="activity.road", period=2011)],
    )
    later = programme.during(2011)
    assert (later.activities, later.observations) == ((), ())
    assert [one.to for one in later.contributions] == [("residents",)] * 2
    assert programme.during(2009).contributions == programme.contributions


def test_a_year_may_be_a_whole_number_of_numpy():
    assert as_period(np.int64(2019)) == as_period(2019)
    for wrong in (True, np.True_, 2019.0, np.float64(2019), None, [2019], np.array([2019])):
        with pytest.raises(InvalidInput, match="expected a date"):
            as_period(wrong)
