"""Changes of indices: loops over the villages of both rounds, and what must hold of any two rounds."""

import math

import attrs
import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from measures.change import waves
from measures.index import trees

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput
from pemberdayaan.measures import change

few = settings(max_examples=12)
DESIGNS = [
    frozenset(),
    frozenset({"psu"}),
    frozenset({"weights"}),
    frozenset({"strata", "psu", "weights"}),
    frozenset({"strata", "psu", "weights", "fpc"}),
    frozenset({"strata", "fpc"}),
]
# A few roundings of numbers up to 1; errors are square roots, of which what cancels keeps half the digits.
WITHIN = 1e-12


def assert_line(line, value, se):
    assert line.absolute == pytest.approx(value, abs=WITHIN)
    assert (line.se is None) == (se is None), (line, se)
    assert se is None or line.se == pytest.approx(se, abs=WITHIN if se > 1e-6 else 1e-7)


def ids(said):
    return " ".join(sorted(said)) or "plain"


# --- loops -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", DESIGNS, ids=ids)
@pytest.mark.parametrize("by", [None, "group"])
def test_a_cross_section_is_loops_over_all_villages(said, by):
    first, second = waves.drawn(1, said, missing=0.1)
    found = change.between(first.score(by), second.score(by), by=by)
    for group in found.groups:
        ends = [one.mean(group) for one in (first, second)]
        line = found.line("mean", "n", group=group)
        assert_line(line, *waves.combined(ends, [-1, 1]))
        assert (line.n_before, line.n_after) == (ends[0].n, ends[1].n)
    assert found.groups == (("all",) if by is None else ("x", "y"))
    units = [one.drawn()[0] for one in (first, second)]
    assert found.shared == len(units[0] & units[1]) > 0


@pytest.mark.parametrize("said", DESIGNS, ids=ids)
@pytest.mark.parametrize("by", [None, "group"])
def test_a_panel_is_loops_over_the_villages_of_both_rounds(said, by):
    waves_drawn = waves.drawn(2, said, missing=0.1)
    first, second = (one.only(waves_drawn[0].keys & waves_drawn[1].keys) for one in waves_drawn)
    counted = first.known & second.known
    found = change.between(*(one.score(by) for one in waves_drawn), unit="key", by=by)
    for group in found.groups:
        ends = [one.mean(group, counted=counted) for one in (first, second)]
        line = found.line("mean", "n", group=group)
        assert_line(line, *waves.combined(ends, [-1, 1]))
        assert line.n_before == line.n_after == ends[0].n
    lost = {one.key: one.reason for one in found.lost}
    gone, new = (waves_drawn[i].keys - waves_drawn[1 - i].keys for i in (0, 1))
    unscored = (first.keys & second.keys) - counted
    assert lost == {**dict.fromkeys(gone, "only_before"), **dict.fromkeys(new, "only_after")} | dict.fromkeys(
        unscored, "not_scored"
    )


@pytest.mark.parametrize("single_psu", ["skip", "centre"])
def test_a_stratum_with_a_single_unit(single_psu):
    first, second = waves.drawn(3, {"strata", "psu"}, single_psu=single_psu, lonely=True)
    found = change.between(first.score(None), second.score(None))
    ends = [one.mean("all") for one in (first, second)]
    assert 1 in {len(units) for units in ends[0].design.strata.values()}
    assert_line(found.line("mean", "n"), *waves.combined(ends, [-1, 1]))


def test_policies_differ_where_they_must():
    found = []
    for policy in ("skip", "centre"):
        rounds = waves.drawn(3, {"strata", "psu"}, single_psu=policy, lonely=True)
        found.append(change.between(*(one.score(None) for one in rounds)).line("mean", "n").se)
    assert found[0] < found[1]
    rounds = waves.drawn(3, {"strata", "psu"}, single_psu="raise", lonely=True)
    with pytest.raises(InvalidInput) as raised:
        change.between(*(one.score(None) for one in rounds))
    assert {one.code for one in raised.value.faults} == {"lonely_psu"}


def test_a_panel_that_leaves_one_unit_of_a_stratum_is_refused_where_that_is_said():
    villages = [waves.Village(f"V{i}", i % 6, stratum=i % 2, psu=i) for i in range(8)]
    first = waves.Wave(tuple(villages), frozenset({"strata", "psu"}), "raise")
    second = attrs.evolve(first, villages=(*villages[:4:2], villages[1], waves.Village("new", 3, stratum=1, psu=99)))
    with pytest.raises(InvalidInput) as raised:
        change.between(first.score(None), second.score(None), unit="key")
    assert {one.code for one in raised.value.faults} == {"lonely_psu"}


@pytest.mark.parametrize("said", [frozenset(), frozenset({"psu", "weights"}), DESIGNS[4]], ids=ids)
@pytest.mark.parametrize("unit", [None, "key"])
def test_difference_in_differences_is_loops_too(said, unit):
    both = waves.drawn(4, said, villages=40)
    rounds = [one.score() for one in both]
    if unit:
        both = [one.only(both[0].keys & both[1].keys) for one in both]
    found = change.against(change.between(*rounds, unit=unit, by="group"), "x", "y")
    ends = [both[i].mean(group) for group in ("x", "y") for i in (0, 1)]
    line = found.line("mean", "n")
    assert_line(line, *waves.combined(ends, [-1, 1, 1, -1]))
    if "psu" in said:
        # Clusters hold people of both groups, so the two changes are not independent.
        units = [{both[0].unit(one) for one in both[0].villages if one.group == group} for group in ("x", "y")]
        assert units[0] & units[1]
    assert (line.before, line.after) == (
        pytest.approx(float(ends[0].value - ends[2].value), abs=WITHIN),
        pytest.approx(float(ends[1].value - ends[3].value), abs=WITHIN),
    )
    assert len(found.assumptions) == 3
    assert {one.group for one in found.lines} == {"x - y"}


def test_a_unit_stays_in_its_first_group_in_a_panel():
    first = waves.Wave(tuple(waves.Village(f"V{i}", i % 6, "xy"[i % 2]) for i in range(8)))
    moved = tuple(attrs.evolve(one, group="y", score=(2 * i) % 6) for i, one in enumerate(first.villages))
    found = change.between(first.score(), waves.Wave(moved).score(), unit="key", by="group")
    line = found.line("mean", "n", group="x")
    groups = {one.key: one.group for one in first.villages}
    ends = [first.mean("x"), waves.Wave(moved).mean("x", groups)]
    assert_line(line, *waves.combined(ends, [-1, 1]))
    assert line.n_both == 4


def test_a_single_value_has_no_error():
    # Six villages, of which one has a score: its mean is its score, and nothing tells how sure that is.
    first = waves.Wave(tuple(waves.Village(f"V{i}", i % 6) for i in range(6)))
    second = attrs.evolve(
        first, villages=(first.villages[0], *(attrs.evolve(one, score=None) for one in first.villages[1:]))
    )
    for unit in (None, "key"):
        line = change.between(first.score(None), second.score(None), unit=unit).line("mean", "n")
        assert (line.se, line.low, line.high, line.why) == (None, None, None, "no_error")
        assert line.absolute is not None
    assert line.n_before == 1


@pytest.mark.parametrize("effect", [0.0, 0.3])
def test_rounds_that_share_no_unit_are_independent(effect):
    # Two sampling units of each stratum in each round, never the same ones: the error is that of two samples, however
    # far the strata lie apart.
    rng = np.random.default_rng(5)
    strata, high = np.repeat(np.arange(12), 2), effect * np.repeat(rng.integers(0, 2, 12), 2)
    rounds = []
    for number in (0, 1):
        frame = pd.DataFrame({"s": strata, "p": np.arange(24) + 100 * number})
        frame["road"] = frame["water"] = rng.uniform(1, 3, 24) + high
        rounds.append(pb.score(pb.Population(frame, design=pb.Design(strata="s", psu="p")), waves.PLAIN))
    found = change.between(*rounds)
    line = found.line("mean", "n")
    expected = 0.0
    for one in rounds:
        pairs = one.index.reshape(12, 2) / 24
        # Of two units, n / (n - 1) times the squares is the square of how far they lie apart.
        expected += ((pairs[:, 1] - pairs[:, 0]) ** 2).sum()
    assert line.se == pytest.approx(math.sqrt(expected), abs=1e-14)
    assert (found.shared, line.df) == (0, 12)


# --- laws ------------------------------------------------------------------------------------------------------------


@few
@given(st.integers(0, 10**6), st.sampled_from(DESIGNS), st.sampled_from([None, "key"]))
def test_turned_round_a_change_has_the_other_sign(seed, said, unit):
    rounds = [one.score(None) for one in waves.drawn(seed, said, missing=0.1)]
    there, back = (change.between(*pair, unit=unit).line("mean", "n") for pair in (rounds, rounds[::-1]))
    assert there.absolute == pytest.approx(-back.absolute, abs=1e-15)
    assert there.se == pytest.approx(back.se, abs=1e-14)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-13)


@few
@given(st.integers(0, 10**6), st.sampled_from(DESIGNS))
def test_nothing_changes_between_a_round_and_itself(seed, said):
    (one,) = waves.drawn(seed, said, waves=1)
    scores = one.score()
    found = change.between(scores, scores, unit="key", by="group")
    for line in found.lines:
        assert line.absolute == 0
        # The square root of what three equal sums leave of each other.
        assert line.se == pytest.approx(0, abs=1e-8)
    both = change.against(found, "x", "y").line("mean", "n")
    assert (both.absolute, both.se) == (0, pytest.approx(0, abs=1e-8))


@few
@given(st.integers(0, 10**6), st.sampled_from(DESIGNS), st.fractions("1/10", 1, max_denominator=10))
def test_scores_on_a_smaller_scale_change_by_less(seed, said, factor):
    rounds = waves.drawn(seed, said)
    frames = [one.frame() for one in rounds]
    found = []
    for times in (1.0, float(factor)):
        scored = [
            pb.score(
                pb.Population(
                    frame.assign(road=times * frame["road"], water=times * frame["water"]),
                    unit="key",
                    design=one.design(),
                ),
                waves.PLAIN,
            )
            for one, frame in zip(rounds, frames, strict=True)
        ]
        found.append(change.between(*scored, unit="key").line("mean", "n"))
    for name in ("absolute", "se", "low", "high"):
        assert getattr(found[1], name) == pytest.approx(float(factor) * getattr(found[0], name), abs=1e-12)
    # A relative change has no unit of measurement.
    if found[0].relative is not None:
        assert found[1].relative == pytest.approx(found[0].relative, abs=1e-11)


@few
@given(st.integers(0, 10**6), st.sampled_from(DESIGNS), st.randoms(use_true_random=False))
def test_the_order_of_rows_says_nothing(seed, said, random):
    rounds = waves.drawn(seed, said, missing=0.1)
    mixed = [attrs.evolve(one, villages=tuple(random.sample(one.villages, len(one.villages)))) for one in rounds]
    found = [change.between(*(one.score() for one in pair), unit="key", by="group") for pair in (rounds, mixed)]
    for one, other in zip(found[0].lines, found[1].lines, strict=True):
        assert one.name == other.name
        assert one.absolute == pytest.approx(other.absolute, abs=1e-14)
        assert one.se == pytest.approx(other.se, abs=1e-12)
        assert (one.n_both, one.df) == (other.n_both, other.df)


@few
@given(st.integers(0, 10**6))
def test_a_weight_of_two_is_a_village_twice(seed):
    rounds = waves.drawn(seed, {"weights", "psu"})
    twice = [
        attrs.evolve(
            one,
            villages=tuple(
                attrs.evolve(village, key=f"{village.key}-{copy}", weight=1)
                for village in one.villages
                for copy in range(village.weight)
            ),
        )
        for one in rounds
    ]
    first, second = (change.between(*(one.score(None) for one in pair)).line("mean", "n") for pair in (rounds, twice))
    assert first.absolute == pytest.approx(second.absolute, abs=1e-14)
    assert first.se == pytest.approx(second.se, abs=1e-13)


@few
@given(st.integers(0, 10**6), st.sampled_from(DESIGNS))
def test_a_panel_is_the_two_tables_filtered_by_hand(seed, said):
    rounds = waves.drawn(seed, said)
    kept = [one.only(rounds[0].keys & rounds[1].keys) for one in rounds]
    found = change.between(*(one.score() for one in rounds), unit="key", by="group")
    by_hand = change.between(*(one.score() for one in kept), unit="key", by="group")
    for one, other in zip(found.lines, by_hand.lines, strict=True):
        assert one.name == other.name
        for name in ("absolute", "se", "low", "high", "n_both", "df"):
            assert getattr(one, name) == pytest.approx(getattr(other, name), abs=1e-12), name


@few
@given(st.integers(0, 10**6), st.sampled_from(DESIGNS))
def test_difference_in_differences_turned_round(seed, said):
    found = change.between(*(one.score() for one in waves.drawn(seed, said)), by="group")
    one, other = (change.against(found, *pair).line("mean", "n") for pair in (("x", "y"), ("y", "x")))
    assert one.absolute == pytest.approx(-other.absolute, abs=1e-15)
    assert one.se == pytest.approx(other.se, abs=1e-14)
    assert one.absolute == pytest.approx(
        found.line("mean", "n", group="x").absolute - found.line("mean", "n", group="y").absolute, abs=1e-14
    )


def test_names_tell_which_nodes_are_the_same():
    first = trees.framework(["road", ["water", "school"]])
    second = attrs.evolve(
        trees.framework(["road", "clinic", ["water", "school"]]),
        version="2",
    )
    frame = pd.DataFrame({"key": list("abc"), "road": [1.0, 2, 3], "water": [2.0, 3, 4], "school": [3.0, 4, 5]})
    rounds = [
        pb.score(pb.Population(one, unit="key"), framework)
        for one, framework in ((frame, first), (frame.assign(clinic=2.0, water=[4.0, 4, 4]), second))
    ]
    found = change.between(*rounds, unit="key", names={"n1": "n2"})
    assert [one.element for one in found.lines] == ["n", "n2"]
    assert found.line("mean", "n2").absolute == pytest.approx((2 + 1 + 0) / 3 / 2 / 5, abs=1e-15)
    with pytest.raises(InvalidInput) as raised:
        change.between(*rounds, unit="key")
    assert {one.where for one in raised.value.faults} >= {"after.version"}
    assert {one.code for one in raised.value.faults} == {"another_rule"}


def test_what_each_unit_did_stands_beside_the_mean():
    first, second = waves.drawn(7)
    found = change.between(first.score(None), second.score(None), unit="key")
    scores = [{one.key: one.score for one in wave.villages} for wave in (first, second)]
    rows = found.units.rows()
    assert {row["unit"] for row in rows} == first.keys & second.keys
    for row in rows:
        assert row["absolute"] == pytest.approx((scores[1][row["unit"]] - scores[0][row["unit"]]) / 5, abs=1e-15)
    # The mean of what the units did is the change of the mean.
    assert np.mean([row["absolute"] for row in rows]) == pytest.approx(found.line("mean", "n").absolute, abs=1e-15)


def test_classes_are_counted_and_never_subtracted():
    bands = [pb.IndexClass("low", "Low"), pb.IndexClass("high", "High", above="1/2")]
    framework = trees.framework(["road", "water"], classes=bands)
    first = pd.DataFrame({"key": list("abcd"), "road": [1.0, 1, 5, 5], "water": [1.0, 1, 5, 5]})
    rounds = [
        pb.score(pb.Population(one, unit="key"), framework)
        for one in (first, first.assign(road=[5.0, 1, 5, 1], water=[5.0, 1, 5, 1]))
    ]
    (moved,) = change.between(*rounds, unit="key").moved
    assert (moved.up, moved.same, moved.down, moved.n) == (1, 2, 1, 4)
    assert "class" not in {one.measure for one in change.between(*rounds, unit="key").lines}


def test_for_each_year():
    first, second = waves.drawn(8)
    found = change.between(first.score(None), second.score(None), years=4).line("mean", "n")
    assert found.yearly == pytest.approx(found.absolute / 4, abs=1e-16)
    assert found.before * (1 + found.yearly_relative) ** 4 == pytest.approx(found.after, abs=1e-14)
    assert change.between(first.score(None), second.score(None)).line("mean", "n").yearly is None
