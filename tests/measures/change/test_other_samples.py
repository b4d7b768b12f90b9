"""Inequality and representation in two rounds: their errors are the derivatives by the weight of each sampling unit."""

import numpy as np
import pandas as pd
import pytest

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput


def survey(seed, *, homes=96, villages=12):
    """Households of some villages; another seed visits the same villages."""
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "village": np.arange(homes) % villages,
            "weight": rng.integers(1, 5, homes),
            "income": rng.lognormal(0, 0.7, homes).round(3) + 0.01,
            "sex": rng.choice(["men", "women"], homes),
            "decides": (rng.random(homes) < 0.4).astype(int),
            "half": np.where(np.arange(homes) % villages < villages // 2, "north", "south"),
        }
    )


def population(frame):
    return pb.Population(frame, design=pb.Design(weights="weight", psu="village"))


def loops(frames, find, villages=12):
    """The error of a difference between two frames: each village's part by a small step of its weights."""
    step, parts = 1e-6, []
    for village in range(villages):
        moved = [
            frame.assign(weight=frame["weight"] * np.where(frame["village"] == village, 1 + sign * step, 1.0))
            for frame in frames
            for sign in (1, -1)
        ]
        first, second = (find(moved[2 * i]) - find(moved[2 * i + 1]) for i in (0, 1))
        parts.append((second - first) / (2 * step))
    parts = np.array(parts)
    return np.sqrt(villages / (villages - 1) * ((parts - parts.mean()) ** 2).sum())


def gini(frame):
    rows = pb.inequality.measure(population(frame), "income", measures=["gini"])
    return float(rows.estimate[0, 0])


def women_who_decide(frame):
    weight, women = frame["weight"], frame["sex"] == "women"
    return (
        weight[women & (frame["decides"] == 1)].sum()
        / weight[frame["decides"] == 1].sum()
        / (weight[women].sum() / weight.sum())
    )


def test_the_error_of_a_change_of_inequality_is_a_loop_over_units():
    frames = survey(1), survey(2)
    found = pb.change.between(*(pb.inequality.measure(population(one), "income") for one in frames))
    line = found.line("gini")
    assert line.absolute == pytest.approx(gini(frames[1]) - gini(frames[0]), abs=1e-14)
    # The step of a central difference leaves some 1e-9 of a derivative of about 1.
    assert line.se == pytest.approx(loops(frames, gini), rel=1e-6)
    assert (line.df, found.shared, found.of) == (11, 12, "inequality_scores")


def test_the_error_of_a_change_of_representation_is_a_loop_over_units():
    frames = survey(3), survey(4)
    rounds = [pb.participation.representation(population(one), group="sex", roles=["decides"]) for one in frames]
    line = pb.change.between(*rounds).line("representation", "women", who="decides")
    assert line.absolute == pytest.approx(women_who_decide(frames[1]) - women_who_decide(frames[0]), abs=1e-12)
    assert line.se == pytest.approx(loops(frames, women_who_decide), rel=1e-6)


def test_groups_and_a_comparison():
    rounds = [pb.inequality.measure(population(survey(seed)), "income", by="half") for seed in (5, 6)]
    change = pb.change.between(*rounds, by="half")
    assert change.groups == ("north", "south")
    apart = pb.change.against(change, "north", "south").line("gini")
    lines = [change.line("gini", group=one) for one in change.groups]
    assert apart.absolute == pytest.approx(lines[0].absolute - lines[1].absolute, abs=1e-14)
    # No village is in both halves, and a village has no part in the other half.
    assert apart.se == pytest.approx(np.hypot(lines[0].se, lines[1].se), rel=0.02)


def test_steps_of_a_series_add_up_and_a_round_against_itself_is_nothing():
    rounds = {year: pb.inequality.measure(population(survey(year)), "income") for year in (2021, 2022, 2024)}
    found = pb.change.series(rounds)
    for measure in rounds[2021].measures:
        steps = [one.line(measure).absolute for one in found.steps]
        assert sum(steps) == pytest.approx(found.overall.line(measure).absolute, abs=1e-14)
    same = pb.change.between(rounds[2021], rounds[2021]).line("gini")
    assert (same.absolute, same.se) == (0, 0)


@pytest.mark.parametrize(
    ("make", "where", "code"),
    [
        (lambda one, other: pb.change.between(one, other, unit="village"), "unit", "whole_only"),
        (lambda one, other: pb.change.between(one, other, by="half"), "by", "not_grouped"),
    ],
)
def test_what_is_no_question_is_refused(make, where, code):
    rounds = [pb.inequality.measure(population(survey(seed)), "income") for seed in (7, 8)]
    with pytest.raises(InvalidInput) as caught:
        make(*rounds)
    assert [(one.where, one.code) for one in caught.value.faults] == [(where, code)]


def test_another_amount_is_another_rule():
    frame = survey(9).assign(land=1.0)
    frame.loc[0, "land"] = 2.0
    rounds = [pb.inequality.measure(population(frame), name) for name in ("income", "land")]
    with pytest.raises(InvalidInput) as caught:
        pb.change.between(*rounds)
    assert [(one.where, one.code) for one in caught.value.faults] == [("after.value", "another_rule")]


def test_representation_by_records_is_compared_through_assessments():
    held = pb.participation.representation(pb.example("praga_polnoc"))
    with pytest.raises(InvalidInput) as caught:
        pb.change.between(held, held)
    assert [one.code for one in caught.value.faults] == ["compare_assessments"]
