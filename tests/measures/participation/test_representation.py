"""Representation: published numbers, the definition in whole numbers, and errors by hand, by loops and by drawing."""

from __future__ import annotations

import json
from fractions import Fraction

import attrs
import hypothesis.strategies as st
import numpy as np
import pandas as pd
import polars as pl
import pytest
from gold.representation import HIRED, IMPACT, PRAGA_RESIDENTS, PRAGA_VOTERS, PRAGA_WOMEN
from hypothesis import assume, given
from measures.builders import actor, part, programme, read, stages, values
from scipy import stats

import pemberdayaan as pb
from pemberdayaan.measures.participation import ParityGaps, Representation, representation

MEMBERS, FIRM = actor("members"), actor("firm", "private")
TEN_TO_30 = pb.Quantity(low=10, high=30)


def village(*said, everybody=None, **records):
    """A village of 1,000 with 400 women and 250 poor, and who took part in it."""
    counted = {"people": 1000, "women": 400, "men": 600, "others": {"poor": 250}} if everybody is None else everybody
    groups = [
        pb.Group("all", "All", headcounts=[pb.Headcount(**counted)]),
        pb.Group("poor", "The poor", axis="status"),
        pb.Group("landed", "The landed", axis="status", headcounts=[pb.Headcount(people=500)]),
        *records.pop("groups", ()),
    ]
    people = (MEMBERS, FIRM)
    known = stages("plan", "implement")
    return programme(*people, stages=known, population="all", groups=groups, participations=said, **records)


def by_group(found, **which):
    """The lines by their groups."""
    chosen = [one for one in found if all(getattr(one, name) == value for name, value in which.items())]
    assert len({one.group for one in chosen}) == len(chosen)
    return {one.group: one for one in chosen}


def codes(error):
    return {(one.code, one.where) for one in error.value.faults}


# --- published numbers -----------------------------------------------------------------------------------------------


def test_women_voted_more_than_their_share_in_praga_polnoc():
    found = representation(pb.example("praga_polnoc"))
    women = by_group(found)["women"]
    assert women.ratio == PRAGA_WOMEN
    assert round(float(women.ratio), 3) == 1.158
    assert (women.n_group, women.n, women.n_population) == (1201, 1929, 63693)
    assert (women.role, women.stage, women.period, women.band) == ("participants", "vote", "2019", "about")
    assert (women.how, women.why, women.se, women.low, women.df) == ("counted", "complete_count", None, None, None)
    assert "przeglad" in women.references
    assert found.least.group == "men"
    (gap,) = found.parity_gap
    assert (gap.axis, gap.lowest, gap.highest) == ("gender", "men", "women")
    assert (gap.lowest_rate, gap.highest_rate) == (Fraction(728, 29439), Fraction(1201, 34254))
    assert (gap.difference, gap.ratio) == (gap.highest_rate - gap.lowest_rate, gap.lowest_rate / gap.highest_rate)


def test_the_same_people_as_rows_have_the_same_ratio():
    voters = pd.DataFrame({"sex": ["women"] * PRAGA_VOTERS["women"] + ["men"] * PRAGA_VOTERS["men"]})
    found = representation(voters, group="sex", population=PRAGA_RESIDENTS)
    assert by_group(found)["women"].ratio == pytest.approx(float(PRAGA_WOMEN), abs=1e-15)
    assert found.least.role == "participants"
    recorded = representation(pb.example("praga_polnoc")).parity_gap.items[0]
    assert found.parity_gap.items[0].ratio == pytest.approx(float(recorded.ratio), abs=1e-15)


def test_impact_ratios_as_the_four_fifths_rule_computes_them():
    rows = [(group, int(i < rate)) for group, rate in HIRED.items() for i in range(100)]
    found = representation(pd.DataFrame(rows, columns=["group", "hired"]), group="group", roles="hired")
    lines = by_group(found)
    for group, impact in IMPACT.items():
        assert 100 * lines[group].ratio / lines["whites"].ratio == pytest.approx(impact, abs=1e-12)
    (gap,) = found.parity_gap
    assert (gap.lowest, gap.highest, gap.groups, gap.why) == ("american_indians", "whites", 4, "chosen")
    assert (gap.lowest_rate, gap.highest_rate, gap.ratio) == pytest.approx((0.45, 0.6, 0.75), abs=1e-15)
    assert (gap.difference_se, gap.ratio_low) == (None, None)


# --- the records of a programme --------------------------------------------------------------------------------------


def test_records_by_role_stage_and_group_least_first():
    made = village(
        part("members", "plan", people=100, women=20, groups={"poor": 25, "landed": 75}, decides="jointly"),
        pb.Participation("members", activity="road", people=50, women=30, men=20),
        part("firm", "plan", people=900, women=0),
        activities=[pb.Activity("road", "Road", stage="implement", date=2021)],
    )
    found = representation(made)
    told = [(one.role, one.stage, one.period, one.group, one.ratio, one.band) for one in found]
    half, over = Fraction(1, 2), Fraction(3, 2)
    assert told == [
        ("participants", "plan", None, "women", half, "under"),
        ("deciders", "plan", None, "women", half, "under"),
        ("participants", "implement", "2021", "men", Fraction(2, 3), "under"),
        ("participants", "plan", None, "poor", 1, "about"),
        ("deciders", "plan", None, "poor", 1, "about"),
        ("participants", "plan", None, "landed", over, "over"),
        ("deciders", "plan", None, "landed", over, "over"),
        ("participants", "implement", "2021", "women", over, "over"),
    ]
    assert found.least.gap == Fraction(-1, 5)
    gaps = {(one.role, one.stage, one.axis): (one.lowest, one.highest, one.ratio) for one in found.parity_gap}
    assert gaps[("participants", "plan", "status")] == ("poor", "landed", Fraction(2, 3))
    assert gaps[("participants", "implement", "gender")] == ("men", "women", Fraction(4, 9))
    # Of men at the planning nothing is said, so women are compared with nobody.
    assert ("participants", "plan", "gender") not in gaps
    only = representation(made, roles="deciders")
    assert {one.role for one in only} == {"deciders"}
    assert only.rows() == [row for row in found.rows() if row["role"] == "deciders"]


@given(st.integers(1, 60), st.integers(0, 60), st.integers(1, 400), st.integers(1, 400))
def test_the_verb_and_the_programme_measure_are_one_computation(women, men, all_women, all_men):
    said = {"women": all_women, "men": all_men}
    made = village(part("members", "plan", women=women, men=men, decides="alone"), everybody=said)
    known = values(read("justice.representation", made))
    lines = {f"{one.role} {one.group}": one for one in representation(made) if one.group == "women"}
    assert {name: one.ratio for name, one in lines.items()} == known
    for role in ("participants", "deciders"):
        sexes = by_group(representation(made), role=role)
        average = sum(one.ratio * one.population_share for one in sexes.values())
        assert average == 1
        assert sum(one.gap for one in sexes.values()) == 0


@pytest.mark.parametrize(
    ("said", "low", "high", "band"),
    [
        # Of 40 % women: 10 to 20 of 100 are a quarter to a half of parity.
        ({"people": 100, "women": pb.Quantity(low=10, high=20)}, Fraction(1, 4), Fraction(1, 2), "under"),
        ({"people": pb.Quantity(at_least=100), "women": 20}, 0, Fraction(1, 2), "under"),
        ({"people": pb.Quantity(low=50, high=100), "women": 20}, Fraction(1, 2), 1, None),
        ({"women": TEN_TO_30, "men": TEN_TO_30}, Fraction(5, 8), Fraction(15, 8), None),
        ({"people": pb.Quantity(low=10, high=100), "women": 80}, 2, Fraction(5, 2), "over"),
        ({"people": 100, "women": pb.Quantity(at_least=30)}, Fraction(3, 4), Fraction(5, 2), None),
    ],
)
def test_an_inexact_count_gives_bounds_and_says_so(said, low, high, band):
    line = by_group(representation(village(part("members", "plan", **said))))["women"]
    assert (line.ratio, line.low, line.high, line.band) == (None, low, high, band)
    assert (line.how, line.why, line.gap) == ("bounds", "inexact_count", None)
    assert line.gap_low == low * Fraction(2, 5) - Fraction(2, 5)
    assert line.gap_high == high * Fraction(2, 5) - Fraction(2, 5)


@given(st.data())
def test_bounds_hold_whatever_the_numbers_are(data):
    """Each number is drawn from its quantity: the ratio of what was drawn lies within the bounds."""

    def number(name, most):
        low, high = sorted(data.draw(st.tuples(st.integers(0, most), st.integers(0, most)), label=name))
        return pb.Quantity(low=low, high=high), data.draw(st.integers(low, high), label=f"true {name}")

    women, true_women = number("women", 9)
    men, true_men = number("men", 9)
    all_women, true_all = number("all women", 20)
    assume(true_women + true_men > 0 and 0 < true_all <= 30)
    said = {"women": all_women, "people": 30}
    line = by_group(representation(village(part("members", "plan", women=women, men=men), everybody=said)))["women"]
    ratio = Fraction(true_women, true_women + true_men) / Fraction(true_all, 30)
    low, high = (line.ratio, line.ratio) if line.ratio is not None else (line.low, line.high)
    assert low <= ratio
    assert high is None or ratio <= high


def test_an_exact_record_comes_before_a_larger_inexact_one_and_bounds_stand_at_their_most():
    vague = part("members", "plan", people=pb.Quantity(low=200, high=300), women=150)
    made = village(part("members", "plan", people=100, women=40), vague)
    line = by_group(representation(made))["women"]
    assert (line.ratio, line.n) == (1, 100)
    both = village(
        part("members", "plan", people=100, women=40),
        part("members", "implement", people=100, women=pb.Quantity(at_most=90)),
    )
    # At most 9/4: what may be anything is not told as the least.
    assert [(one.stage, one.group) for one in representation(both)] == [("plan", "women"), ("implement", "women")]


def test_groups_that_the_population_does_not_count_are_left_out_by_name():
    made = village(
        part("members", "plan", people=100, women=40, groups={"young": 7, "old": 3}),
        groups=[pb.Group("young", "The young"), pb.Group("old", "The old", headcounts=[pb.Headcount(people=0)])],
    )
    found = representation(made)
    assert [one.group for one in found] == ["women"]
    assert [(one.group, one.reason, one.n) for one in found.lost] == [
        ("young", "no_population_share", 7),
        ("old", "no_population", 3),
    ]
    assert "young no_population_share 7" in repr(found.lost)
    lonely = attrs.evolve(made, participations=[part("members", "plan", people=9, groups={"young": 7})])
    with pytest.raises(pb.InvalidInput, match="young"):
        representation(lonely)


def test_a_group_of_fewer_than_five_is_marked_and_stays():
    made = village(part("members", "plan", people=100, women=4, men=96, groups={"poor": 0}))
    found = by_group(representation(made))
    assert {group: one.few for group, one in found.items()} == {"women": True, "men": False, "poor": False}
    tiny = village(part("members", "plan", people=9, women=5), everybody={"people": 1000, "women": 4})
    assert by_group(representation(tiny))["women"].few


def test_what_a_programme_lacks_is_said_at_once():
    with pytest.raises(pb.InvalidInput) as caught:
        representation(programme(MEMBERS, stages=stages("plan")))
    assert codes(caught) == {("no_population_heads", "$.population"), ("nobody_counted", "$.participations")}
    with pytest.raises(pb.InvalidInput) as caught:
        representation(village(part("members", "plan", people=9, women=4)), group="sex", roles="voters", population={})
    assert codes(caught) == {
        ("not_for_records", "group"),
        ("not_for_records", "population"),
        ("not_a_choice", "roles[0]"),
    }


# --- people of a frame -----------------------------------------------------------------------------------------------


def drawn(seed=5, n=240):
    """Made-up people: weights, strata and sampling units, and a role that women have less often."""
    rng = np.random.default_rng(seed)
    sex = rng.choice(["w", "m"], n)
    frame = pd.DataFrame({"sex": sex, "age": rng.choice(["young", "grown", "old"], n)})
    frame["plans"] = (rng.random(n) < np.where(sex == "w", 0.3, 0.5)).astype(int)
    frame["decides"] = frame["plans"] * (rng.random(n) < 0.5)
    return frame.assign(w=rng.uniform(0.5, 3, n), stratum=np.arange(n) % 2, psu=np.arange(n) // 2 % 24)


FRAME = drawn()
DESIGN = pb.Design("w", "stratum", "psu")
PEOPLE = pb.Population(FRAME, design=DESIGN)


def by_hand(frame, group, role, base=None):
    """Ratio, gap and their errors by the textbook's sums over sampling units, in whole numbers."""
    rows = [
        (Fraction(str(round(w, 4))), int(g == group), int(y), (h, a))
        for w, g, y, h, a in zip(frame.w, frame.sex, frame[role], frame.stratum, frame.psu, strict=True)
    ]
    marked, everybody = sum(w * y for w, _, y, _ in rows), sum(w for w, *_ in rows)
    share = sum(w * y * d for w, d, y, _ in rows) / marked
    among = sum(w * d for w, d, _, _ in rows) / everybody if base is None else base
    ratio, scores = share / among, ({}, {})
    for w, d, y, unit in rows:
        first = w * y * (d - share) / marked
        second = w * (d - among) / everybody if base is None else 0
        for held, one in zip(scores, ((first - ratio * second) / among, first - second), strict=True):
            held[unit] = held.get(unit, Fraction(0)) + one
    variances = []
    for held in scores:
        variance = Fraction(0)
        for stratum in {unit[0] for unit in held}:
            units = [one for unit, one in held.items() if unit[0] == stratum]
            mean = sum(units) / len(units)
            variance += Fraction(len(units), len(units) - 1) * sum((one - mean) ** 2 for one in units)
        variances.append(variance)
    return ratio, share - among, variances, len(scores[0]) - 2


@pytest.mark.parametrize("base", [None, {"w": 3, "m": 2}])
@pytest.mark.parametrize("role", ["plans", "decides"])
def test_ratio_gap_and_errors_are_those_of_the_textbook(role, base):
    frame = FRAME.assign(w=FRAME.w.round(4))
    found = representation(pb.Population(frame, design=DESIGN), group="sex", roles=role, population=base)
    for group in ("w", "m"):
        line = by_group(found)[group]
        ratio, gap, variances, df = by_hand(frame, group, role, None if base is None else Fraction(base[group], 5))
        # Sums of 240 floats.
        assert line.ratio == pytest.approx(float(ratio), rel=1e-12)
        assert line.gap == pytest.approx(float(gap), abs=1e-13)
        assert (line.se, line.gap_se) == pytest.approx([float(one) ** 0.5 for one in variances], rel=1e-10)
        assert line.df == df
        reach = stats.t.ppf(0.975, df) * line.se / line.ratio
        assert (line.low, line.high) == pytest.approx((line.ratio * np.exp(-reach), line.ratio * np.exp(reach)))
        apart = stats.t.ppf(0.975, df) * line.gap_se
        assert (line.gap_low, line.gap_high) == pytest.approx((line.gap - apart, line.gap + apart))


def test_errors_are_those_of_sampling_units_drawn_anew():
    """Two thousand draws of the units of each stratum, all but one, know the error of a standard error to 2 %.

    Over 1,500 samples of 20 neighbourhoods of 10, with a neighbourhood effect of 0.7 on the logit, intervals of 95 %
    held the ratio in 95.3 %, the gap in 94.8 %, the difference of rates in 95.8 % and their ratio in 95.6 %; of 10
    neighbourhoods of 20 in 94.3, 94.2, 95.5 and 94.7 %.
    """
    found = representation(PEOPLE, group="sex", roles="plans")
    units = FRAME.assign(
        A=FRAME.w * FRAME.plans,
        C=FRAME.w,
        Aw=FRAME.w * FRAME.plans * (FRAME.sex == "w"),
        Cw=FRAME.w * (FRAME.sex == "w"),
    )
    sums = units.groupby(["stratum", "psu"])[["A", "C", "Aw", "Cw"]].sum()
    rng, draws = np.random.default_rng(1), 2000
    totals = np.zeros((draws, 4))
    for _, part_ in sums.groupby("stratum"):
        n = len(part_)
        times = rng.multinomial(n - 1, np.full(n, 1 / n), draws) * n / (n - 1)
        totals += times @ part_.to_numpy()
    a, c, aw, cw = totals.T
    line, (gap,) = by_group(found)["w"], found.parity_gap
    rates = aw / cw, (a - aw) / (c - cw)
    spreads = {
        line.se: (aw / a) / (cw / c),
        line.gap_se: aw / a - cw / c,
        gap.difference_se: rates[1] - rates[0],
        gap.ratio_se: rates[0] / rates[1],
    }
    for se, each in spreads.items():
        # The draws' own error, and terms of second order that linearisation leaves out.
        assert se == pytest.approx(each.std(ddof=1), rel=0.1)


def test_of_two_groups_the_gap_has_intervals():
    (gap,) = representation(PEOPLE, group="sex", roles="plans").parity_gap
    assert (gap.lowest, gap.highest, gap.groups, gap.why, gap.axis) == ("w", "m", 2, None, "sex")
    assert gap.difference_low < gap.difference < gap.difference_high
    assert gap.ratio_low < gap.ratio < gap.ratio_high
    weighed = FRAME.assign(in_=FRAME.w * FRAME.plans).groupby("sex")[["in_", "w"]].sum()
    rates = weighed.in_ / weighed.w
    assert (gap.lowest_rate, gap.highest_rate) == pytest.approx((rates["w"], rates["m"]))
    apart = representation(PEOPLE, group="sex", roles="plans", population={"w": 1, "m": 1}).parity_gap.items[0]
    assert (apart.lowest_rate, apart.difference, apart.difference_se) == (None, None, None)
    assert apart.ratio_low < apart.ratio < apart.ratio_high


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 1), st.integers(1, 5)), min_size=4, max_size=30))
def test_a_weight_is_so_many_rows_and_the_average_is_parity(rows):
    assume(sum(y for _, y, _ in rows) > 0)
    frame = pd.DataFrame(rows, columns=["g", "y", "w"])
    weighted = representation(pb.Population(frame, design=pb.Design("w")), group="g", roles="y")
    copied = representation(frame.loc[frame.index.repeat(frame.w)], group="g", roles="y")
    lines, other = by_group(weighted), by_group(copied)
    for group, one in lines.items():
        marked = sum(w * y for _, y, w in rows)
        share = Fraction(sum(w * y for g, y, w in rows if g == group), marked)
        among = Fraction(sum(w for g, _, w in rows if g == group), sum(w for *_, w in rows))
        assert one.ratio == pytest.approx(float(share / among), rel=1e-14)
        assert one.ratio == pytest.approx(other[group].ratio, rel=1e-14)
        assert one.band == other[group].band
    assert sum(one.ratio * one.population_share for one in lines.values()) == pytest.approx(1, abs=1e-12)


def test_nobody_and_everybody_in_a_role_have_exact_intervals():
    people = pd.DataFrame({"g": ["w"] * 20 + ["m"] * 20, "y": [0] * 20 + [1] * 10 + [0] * 10})
    found = by_group(representation(people, group="g", roles="y"))
    bound = 1 - 0.025 ** (1 / 10)
    none, all_ = found["w"], found["m"]
    assert (none.ratio, none.se, none.low, none.how, none.why) == (0, None, 0, "exact", "none_in_role")
    assert none.high == pytest.approx(bound / 0.5)
    assert (all_.ratio, all_.how, all_.why) == (2, "exact", "all_in_role")
    assert (all_.low, all_.high) == pytest.approx(((1 - bound) / 0.5, 2))
    assert (none.gap_low, none.gap_high) == pytest.approx((-0.5, bound - 0.5))
    (gap,) = representation(people, group="g", roles="y").parity_gap
    assert (gap.ratio, gap.why, gap.ratio_low) == (0, "none_in_role", None)
    # Kish: two people of weight 1 and one of weight 2 tell as much as 16/6 of equal weight.
    few = pd.DataFrame({"g": ["w", "m", "m", "m"], "y": [0, 1, 1, 1], "w": [4, 1, 1, 2]})
    line = by_group(representation(pb.Population(few, design=pb.Design("w")), group="g", roles="y"))["w"]
    assert line.high * line.population_share == pytest.approx(1 - 0.025 ** (6 / 16))


def test_what_tells_no_error_says_why():
    everybody = representation(FRAME.assign(plans=1), group="sex", roles="plans")
    assert {(one.ratio, one.se, one.low, one.why) for one in everybody} == {(1, None, None, "everybody_in_role")}
    assert everybody.parity_gap.items[0].why == "everybody_in_role"
    design = pb.Design(psu="one", single_psu="skip")
    single = representation(pb.Population(FRAME.assign(one=1), design=design), group="sex", roles="plans")
    assert {(one.se, one.high, one.why, one.how) for one in single} == {(None, None, "no_error", "linearised")}
    assert single.parity_gap.items[0].why == "no_error"
    whole = pb.Design("w", "stratum", "psu", fpc="drawn")
    census = representation(pb.Population(FRAME.assign(drawn=1.0), design=whole), group="sex", roles="plans")
    assert {(one.se, one.low, one.how, one.why) for one in census} == {(None, None, "counted", "complete_count")}
    half = representation(pb.Population(FRAME.assign(drawn=0.5), design=whole), group="sex", roles="plans")
    for one, other in zip(half, representation(PEOPLE, group="sex", roles="plans"), strict=True):
        assert one.se == pytest.approx(other.se * 0.5**0.5)


def test_with_a_known_population_no_interval_passes_what_a_share_can_be():
    people = pd.DataFrame({"g": ["w"] * 3 + ["m"] * 2})
    found = by_group(representation(people, group="g", population={"w": 60, "m": 40}))
    assert found["w"].high == pytest.approx(100 / 60)
    assert found["m"].gap_high == pytest.approx(0.6)
    assert found["m"].gap_low == -0.4
    there = representation(people, group="g", population={"w": 60, "m": 39, "x": 1})
    assert (there.least.group, there.least.ratio, there.least.n_population) == ("x", 0, 100)


def test_rows_that_say_nothing_are_left_out_and_counted():
    frame = FRAME.astype({"plans": float}).assign(w=FRAME.w.where(FRAME.index != 9, 0.0))
    frame.loc[[2, 3], "plans"] = np.nan
    frame.loc[[3, 4, 5], "sex"] = None
    people = pb.Population(frame, design=DESIGN)
    found = representation(people, group="sex", roles=["plans", "decides"])
    told = {(one.role, one.reason): one.n for one in found.lost}
    assert told == {
        ("plans", "no_group"): 3,
        ("plans", "no_role"): 1,
        ("plans", "no_weight"): 1,
        ("decides", "no_group"): 3,
        ("decides", "no_weight"): 1,
    }
    kept = frame.drop([2, 3, 4, 5, 9])
    alone = representation(pb.Population(kept, design=DESIGN), group="sex", roles="plans")
    for one, other in zip(alone, [one for one in found if one.role == "plans"], strict=True):
        assert (one.n, one.n_population) == (other.n, other.n_population)
        # The same sums in another order.
        assert one.ratio == pytest.approx(other.ratio, rel=1e-14)


ENGINES = {"pandas": FRAME, "polars": pl.from_pandas(FRAME), "lazy": pl.from_pandas(FRAME).lazy()}


@pytest.mark.parametrize("frame", ENGINES.values(), ids=ENGINES)
def test_any_frame_gives_the_same_and_true_is_1(frame):
    found = representation(pb.Population(frame, design=DESIGN), group="sex", roles=["plans", "decides"])
    assert found.rows() == representation(PEOPLE, group="sex", roles=["plans", "decides"]).rows()
    assert type(found.to_frame()).__module__.partition(".")[0] == ("pandas" if frame is FRAME else "polars")
    marked = pb.Population(FRAME.assign(plans=FRAME.plans == 1), design=DESIGN)
    assert [one.ratio for one in representation(marked, group="sex", roles="plans")] == [
        one.ratio for one in found if one.role == "plans"
    ]


def test_codes_names_and_a_time_are_said_once():
    frame = FRAME.assign(p1=FRAME.plans.map({1: "ya", 0: "tidak"}), year=2024)
    people = pb.Population(
        frame, time="year", names={"plan": "p1", "jk": "sex"}, answers={"ya": 1, "tidak": 0}, design=DESIGN
    )
    found = representation(people, group="jk", roles="plan")
    assert {one.period for one in found} == {"2024"}
    assert found.least.ratio == representation(PEOPLE, group="sex", roles="plans").least.ratio


BAD = {
    "no group and no roles": ({}, {("missing_key", "group"), ("one_of", "roles")}),
    "no such column": ({"group": "hamlet", "roles": "plans"}, {("no_such", "$.hamlet")}),
    "no such role": ({"group": "sex", "roles": ["plans", "votes"]}, {("no_such", "$.votes")}),
    "no mark": ({"group": "sex", "roles": "psu"}, {("not_zero_one", "$.psu")}),
    "a role twice": ({"group": "sex", "roles": ["plans", "plans"]}, {("repeated_key", "roles[1]")}),
    "no role": ({"group": "sex", "roles": []}, {("missing_key", "roles")}),
    "nobody": ({"group": "sex", "roles": "none"}, {("nobody_in_role", "$.none")}),
    "nobody known": ({"group": "sex", "roles": "empty"}, {("no_complete_row", "$.empty")}),
    "no group known": ({"group": "empty", "roles": "plans"}, {("no_complete_row", "$.empty")}),
    "a group lacks its number": (
        {"group": "sex", "roles": "plans", "population": {"m": 5}},
        {("group_not_counted", "population")},
    ),
    "numbers of nobody": (
        {"group": "sex", "population": {"w": 0, "m": -2, "x": np.inf, "y": True, "z": "1"}},
        {("not_above_zero", f"population.{name}") for name in "wmxyz"},
    ),
    "no numbers": ({"group": "sex", "population": {}}, {("missing_key", "population")}),
    "no mapping": ({"group": "sex", "population": [1, 2]}, {("wrong_type", "population")}),
    "above parity": ({"group": "sex", "roles": "plans", "band": (1.1, 1.25)}, {("parity_band", "band")}),
    "reversed": ({"group": "sex", "roles": "plans", "band": (1.25, 0.8)}, {("parity_band", "band")}),
    "one end": ({"group": "sex", "roles": "plans", "band": 0.8}, {("parity_band", "band")}),
    "certainty": ({"group": "sex", "roles": "plans", "confidence": 1}, {("out_of_range", "confidence")}),
}


@pytest.mark.parametrize(("said", "wanted"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_in_both_languages(said, wanted):
    with pytest.raises(pb.InvalidInput) as caught:
        representation(FRAME.assign(none=0, empty=None), **said)
    assert codes(caught) == wanted
    assert caught.value.text("id") != caught.value.text("en")


def test_rounds_are_not_pooled_and_lonely_units_are_refused():
    two = FRAME.assign(year=np.arange(len(FRAME)) % 2)
    with pytest.raises(pb.InvalidInput, match="2 rounds"):
        representation(pb.Population(two, time="year"), group="sex", roles="plans")
    lonely = pb.Population(FRAME.assign(one=1), design=pb.Design(psu="one"))
    with pytest.raises(pb.InvalidInput, match="single_psu"):
        representation(lonely, group="sex", roles="plans")
    with pytest.raises(pb.InvalidInput, match="a data frame"):
        representation([1, 2], group="sex", roles="plans")


# --- the result ------------------------------------------------------------------------------------------------------


def test_the_result_is_ordered_plain_and_says_where_it_comes_from():
    found = representation(PEOPLE, group="age", roles=["plans", "decides"])
    ratios = [one.ratio for one in found]
    assert ratios == sorted(ratios)
    assert found.least is found.items[0]
    assert len(found) == 6
    assert json.loads(found.to_json())["kind"] == "representation"
    assert all(type(value) in (str, int, float, bool, type(None)) for row in found.rows() for value in row.values())
    told = repr(found).splitlines()
    assert told[0] == "Representation of people: 6 lines, least represented first"
    assert told[1].startswith(f"  {found.least.role}, {found.least.group}: {found.least.ratio:.3g} (")
    assert (found.confidence, found.ends, found.of) == (0.95, (0.8, 1.25), "people")
    other = representation(
        pb.Population(FRAME.assign(age="old"), design=DESIGN), group="age", roles=["plans", "decides"]
    )
    assert other.provenance.digest != found.provenance.digest
    assert representation(PEOPLE, group="age", roles=["plans", "decides"]).provenance == found.provenance
    assert repr(ParityGaps()) == "ParityGaps: none"
    assert repr(Representation()).startswith("Representation of records: 0 lines")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.of = "records"


def test_many_groups_are_computed_in_blocks(monkeypatch):
    from pemberdayaan.measures.participation import in_role

    whole = representation(PEOPLE, group="age", roles="plans").rows()
    monkeypatch.setattr(in_role, "AT_ONCE", 1)
    blocks = representation(PEOPLE, group="age", roles="plans").rows()
    for one, other in zip(whole, blocks, strict=True):
        # The same sums in another order.
        assert [v for v in one.values() if isinstance(v, float)] == pytest.approx(
            [v for v in other.values() if isinstance(v, float)], rel=1e-12
        )
