"""What is handed over by mistake gets its error, and what only looks like nothing is kept."""

from itertools import count

import numpy as np
import pandas as pd
import pytest

import pemberdayaan as pb

VILLAGE = pb.example("contoh_lengkap")
SCORES = pb.inequality.measure(pd.DataFrame({"y": [1.0, 2.0, 4.0]}), "y")
INCOMES = pd.DataFrame({"y": [1.0, 2, 3, 4, 10], "z": 1.0, "g": [None, "None", 1, "1", 1]})
PEOPLE = pd.DataFrame({"g": ["a", "b"], "r": [0, 1]})
VILLAGES = pd.DataFrame({"v": list("ABC"), "iks": [0.7, 0.6, 0.5], "ike": 0.5, "ikl": 0.6})
ROUNDS = [
    pb.score(pb.Population(one, unit="v"), "idm-2016") for one in (VILLAGES, VILLAGES.assign(iks=[0.8, 0.7, 0.65]))
]
CHANGE = pb.change.between(*ROUNDS, unit="v")


@pytest.mark.parametrize(
    ("call", "where"),
    [
        (lambda: pb.assess(VILLAGE, None), "framework"),
        (lambda: pb.assess(VILLAGE, measures=None), "measures"),
        (lambda: pb.assess(VILLAGE, years=[2021, "x"]), "years[1]"),
        (lambda: pb.assess({2021: VILLAGE, "x": VILLAGE}), "[1]"),
        (lambda: pb.change.self_reliance(None), "$"),
        (lambda: pb.change.self_reliance(VILLAGE, confidence="95 %"), "confidence"),
        (lambda: pb.change.statement(CHANGE, measures=None), "measures"),
        (lambda: pb.change.statement(CHANGE, groups=5), "groups"),
        (lambda: pb.change.series({float("nan"): ROUNDS[0], 2021: ROUNDS[1]}), "[0]"),
        (lambda: pb.inequality.measure(INCOMES, None), "value"),
        (lambda: pb.inequality.measure(INCOMES, "y", by=["g"]), "by"),
        (lambda: pb.inequality.measure(INCOMES, "y", measures=5), "measures"),
        (lambda: pb.inequality.parts(INCOMES, "y", ["g"]), "by"),
        (lambda: pb.inequality.concentration(INCOMES, "y", 3), "ranked_by"),
        (lambda: pb.inequality.lorenz(INCOMES, "y", points=10**9), "points"),
        (lambda: pb.inequality.sources(INCOMES, None), "columns"),
        (lambda: pb.inequality.observation(SCORES, measure="gini", source=None), "source"),
        (lambda: pb.participation.representation(PEOPLE, group=["g"], roles="r"), "group"),
        (lambda: pb.participation.representation(PEOPLE, group="g", roles=5), "roles"),
        (lambda: pb.participation.representation(PEOPLE, group="g", roles="r", confidence=None), "confidence"),
        (lambda: pb.plots.lorenz(INCOMES), "curves"),
        (lambda: pb.plots.lorenz(pb.inequality.lorenz(INCOMES, "y"), groups="all"), "groups"),
        (lambda: pb.plots.representation(None), "result"),
        (lambda: pb.plots.self_reliance(None), "result"),
        (lambda: pb.plots.slope(CHANGE, units="A"), "units"),
    ],
    ids=map(str, count()),
)
def test_a_wrong_argument_is_named(call, where):
    with pytest.raises(pb.InvalidInput) as caught:
        call()
    (one,) = caught.value.faults
    assert one.where == where
    assert one.text("en") != one.text("id")


def test_a_line_that_no_text_names_is_said_to_be_missing():
    pair = pb.compare(pb.assess(VILLAGE), pb.assess(pb.example("lkms_kartini")))
    with pytest.raises(pb.InvalidInput, match="there is no line 'criterion 3'"):
        pair.line("criterion", 3)


def test_years_of_an_array_are_years():
    assert pb.assess(VILLAGE, years=np.array([2021, 2023])).years == ("2021", "2023")


def test_a_year_without_the_activity_that_records_name_is_assessed():
    """Gifts of 2021 went to the building of the network, which is of that year; a visit of 2025 looked at it."""
    series = pb.assess(VILLAGE, years=["2021-01", "2021-06", *range(2022, 2026)])
    assert series.years[-2:] == ("2022", "2023")


def test_a_group_is_chosen_by_its_kind_before_its_text():
    scores = pb.inequality.measure(INCOMES, "y", by="g", measures="gini")
    told = {
        repr(group): pb.inequality.observation(scores, measure="gini", group=group).n
        for group in (1, "1", "None", None)
    }
    assert told == {"1": 2, "'1'": 1, "'None'": 1, "None": 1}


def test_an_error_of_nothing_but_rounding_is_in_no_ratio():
    groups = pd.DataFrame({"y": [1.0, 2, 3, 4, 10], "g": list("aabbb")})
    found = pb.inequality.bootstrap(groups, "y", by="g", draws=20, rng=1)
    assert found.ratio < 10
    alone = pb.inequality.bootstrap(groups[:1], "y", draws=5, rng=1)
    assert repr(alone).endswith("linearised error unknown")


def test_no_break_and_a_break_without_a_reason():
    rounds = {2021: ROUNDS[0], 2022: ROUNDS[1]}
    assert pb.change.series(rounds, breaks=None).breaks == ()
    told = repr(pb.change.series(rounds, breaks={2022: None})).splitlines()
    assert "  break at 2022" in told


def test_a_fault_tells_a_table_on_one_line():
    with pytest.raises(pb.InvalidInput) as caught:
        pb.inequality.observation(INCOMES, measure="gini")
    assert "\n" not in str(caught.value)
