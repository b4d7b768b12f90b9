"""What must hold of every population: brute force in fractions, identities, and what may not change an answer."""

from fractions import Fraction

import attrs
import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings
from measures.counting import brute

import pemberdayaan as pb
from pemberdayaan.measures.counting import reading

# Each example scores a whole population, some of them several: half of what the profile says.
some = settings(max_examples=settings().max_examples // 2)
# Sums of a dozen numbers up to 1, each rounded once.
CLOSE = 1e-12


def over(values, weights):
    """Values where there are some, by weights."""
    return float(np.nansum(values * weights))


def assert_identities(scores):
    """What measures must be to each other."""
    share = np.array(scores.weights) / sum(scores.weights)
    for who in scores.whos:
        found = {one.measure: one.estimate for one in scores.blocks if one.who == who}
        known = ~np.isnan(found["H"])
        poor = np.nan_to_num(found["H"]) > 0
        assert found["M0"][poor] == pytest.approx((found["H"] * found["A"])[poor], abs=CLOSE)
        assert found["M0"][known] == pytest.approx((found["censored_headcount"] @ share)[known[:, 0]], abs=CLOSE)
        aa = np.where(poor, found["Aa"], 0)
        assert found["5DE"][known] == pytest.approx((found["He"] + found["Hne"] * aa)[known], abs=CLOSE)
        assert found["5DE"][known] == pytest.approx((1 - found["M0"])[known], abs=CLOSE)
        assert found["contribution"][poor[:, 0]].sum(axis=1) == pytest.approx(np.ones(poor.sum()), abs=CLOSE)
        whole = float(scores.overall.block("M0", who).estimate[0, 0])
        if scores.group_name is not None and whole == whole:
            assert over(found["population_share"], 1) == pytest.approx(1, abs=CLOSE)
            assert over(found["population_share"], found["M0"]) == pytest.approx(whole, abs=CLOSE)
        if scores.group_name is not None and whole > 0:
            assert over(found["group_contribution"], 1) == pytest.approx(1, abs=CLOSE)
    if scores.households is not None:
        lacking, gpi = scores.block("H_GPI").estimate, scores.block("GPI").estimate
        known = ~np.isnan(gpi)
        assert ((gpi >= 0) & (gpi <= 1))[known].all()
        assert ((gpi == 1) == (lacking == 0))[known].all()


@given(brute.surveys() | brute.surveys(17, 18, never=["pairs", "by"]))
def test_every_measure_with_its_error_and_interval_is_brute_force_in_fractions(survey):
    scores = survey.score()
    brute.assert_exact(scores, survey)
    assert_identities(scores)


@some
@given(brute.surveys(always=["psu"]))
def test_so_many_rows_that_patterns_are_not_kept_by_unit_change_nothing(survey):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "KEPT", 0)
        brute.assert_exact(survey.score(), survey)


def stacked(survey, *variants):
    """Variants of a survey as the groups of one, with homes of their own; each is a list of people."""
    found = []
    for group, people in enumerate(variants):
        most = 1 + max(one.home for part in variants for one in part)
        found += [attrs.evolve(one, group=group, home=one.home + most * group) for one in people]
    return attrs.evolve(survey, people=tuple(found), said=survey.said | {"by"})


def assert_groups_agree(scores, group, *names):
    """A group has the estimates of the first."""
    for one in scores.blocks:
        if one.measure in names or (not names and one.measure not in ("population_share", "group_contribution")):
            first, other = one.estimate[0].tolist(), one.estimate[group].tolist()
            assert other == pytest.approx(first, abs=CLOSE, nan_ok=True), (one.who, one.measure)


@some
@given(
    brute.surveys(always=["weights"], never=["strata", "psu", "by", "fpc"]),
    st.randoms(use_true_random=False),
    st.fractions(Fraction(1, 9), 9, max_denominator=9),
)
def test_order_scale_and_replication_do_not_change_an_estimate(survey, random, scale):
    mixed = random.sample(survey.people, len(survey.people))
    mixed = [attrs.evolve(one, weight=one.weight * scale) for one in mixed]
    # Who counts for two is two who count for one.
    most = 1 + max(one.home for one in survey.people)
    twice = [
        attrs.evolve(one, weight=one.weight / 2, home=one.home + most * copy)
        for copy in (0, 1)
        for one in survey.people
    ]
    scores = stacked(survey, survey.people, mixed, twice).score()
    for group in (1, 2):
        assert_groups_agree(scores, group)


@some
@given(brute.surveys(always=["pairs"], never=["strata", "psu", "by", "fpc"]))
def test_what_an_empowered_man_gains_never_changes_parity(survey):
    def best(one):
        if one.sex == "f" or not one.complete or survey.poor(one):
            return one
        return attrs.evolve(one, marks=(0,) * len(one.marks))

    scores = stacked(survey, survey.people, [best(one) for one in survey.people]).score()
    assert_groups_agree(scores, 1, "H_GPI", "I_GPI", "GPI", "index")


SAMPLE = brute.Survey(
    tuple(
        brute.Person(((i * i) % 3 % 2, i % 2, (i + j) % 2), Fraction(1 + i % 5, 4), i % 2, i % 3, i % 7, i, "fm"[j])
        for i in range(40)
        for j in range(2)
    ),
    (3, 2, 1),
    Fraction(1, 2),
    said=frozenset(brute.ASPECTS),
)


@pytest.mark.parametrize("scale", [Fraction(1, 1000), Fraction(37, 10)])
def test_neither_order_nor_the_scale_of_weights_changes_an_error(scale):
    people = tuple(attrs.evolve(one, weight=one.weight * scale) for one in reversed(SAMPLE.people))
    other = attrs.evolve(SAMPLE, people=people)
    brute.assert_same(brute.rows_of(other.score()), brute.rows_of(SAMPLE.score()))


def test_a_sample_with_everything_is_brute_force():
    brute.assert_exact(SAMPLE.score(), SAMPLE)


@pytest.mark.parametrize("paired", [True, False])
def test_without_sampling_units_each_row_or_each_household_is_one(paired):
    rows = enumerate(SAMPLE.people)
    named = tuple(attrs.evolve(one, psu=one.home if paired else row) for row, one in rows)
    without = attrs.evolve(SAMPLE, said=SAMPLE.said - {"psu"} - (set() if paired else {"pairs"}))
    said = attrs.evolve(without, people=named, said=without.said | {"psu"})
    brute.assert_same(brute.rows_of(without.score()), brute.rows_of(said.score()))


# --- missing values bounded ------------------------------------------------------------------------------------------

BOUNDED = "H M0 He Hne 5DE raw_headcount censored_headcount H_GPI GPI index".split()


@some
@given(
    brute.surveys(gaps=False, never=["strata", "psu", "by", "fpc"]),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2)), min_size=1, max_size=2),
)
def test_bounds_are_the_ends_over_every_filling(survey, gaps):
    for row, column in gaps:
        people, width = list(survey.people), len(survey.weights)
        one = people[row % len(people)]
        marks = tuple(None if j == column % width else mark for j, mark in enumerate(one.marks))
        people[row % len(people)] = attrs.evolve(one, marks=marks)
        survey = attrs.evolve(survey, people=tuple(people), missing="bound")
    assert_bounds(survey)


def assert_bounds(survey):
    """The limits are those of every filling; what is told for certain is the same in all of them."""
    scores = survey.score()
    filled = [brute.measures(one) for one in brute.fillings(survey)]
    for key, row in brute.rows_of(scores).items():
        values = [one[key].estimate for one in filled]
        if row["estimate"] is not None:
            # What is told for certain is the same whatever is missing.
            assert {None if one is None else round(float(one) - row["estimate"], 12) for one in values} == {0}, key
        elif key[2] in BOUNDED and None not in values:
            assert min(values) < max(values), key
            ends = (float(min(values)), float(max(values)))
            assert (row["low"], row["high"]) == pytest.approx(ends, abs=CLOSE), key
        else:
            assert (row["low"], row["high"], row["se"]) == (None, None, None), key


@pytest.mark.parametrize("gaps", [[(0, 0), (3, 1)], [(1, 0), (5, 2)], [(2, 0), (3, 0), (3, 1)]], ids=str)
def test_bounds_of_pairs_with_a_gap_of_hers_or_of_his(gaps):
    # Of each pair the second is the man; he is behind in the first household, and she in the others.
    marks = [(0, 1, 0), (1, 1, 0), (1, 1, 1), (0, 1, 1), (1, 1, 0), (0, 0, 1)]
    people = tuple(
        brute.Person(
            tuple(None if (i, j) in gaps else mark for j, mark in enumerate(one)), home=i // 2, sex="fm"[i % 2]
        )
        for i, one in enumerate(marks)
    )
    assert_bounds(brute.Survey(people, (3, 2, 1), Fraction(1, 3), missing="bound", said=frozenset(["pairs"])))


def test_bounds_of_groups_rest_on_all_their_rows():
    people = [brute.Person((1, None)), brute.Person((0, 0)), brute.Person((1, 1), group=1)]
    survey = brute.Survey(tuple(people), (1, 1), Fraction(1), missing="bound", said=frozenset(["by"]))
    scores = survey.score()
    h = scores.block("H")
    assert (h.n.tolist(), h.low[0, 0], h.high[0, 0]) == ([2, 1], 0, 0.5)
    assert h.estimate[1, 0] == 1
    assert (scores.overall.block("H").low[0, 0], scores.overall.block("H").high[0, 0]) == pytest.approx((1 / 3, 2 / 3))
    assert [one.n for one in scores.lost] == [1, 1]
    assert {one.note for one in scores.notes if one.group == 0 and one.measure in ("H", "A")} == {
        "bounds",
        "not_a_bound",
    }


def test_bounds_need_nobody_complete():
    people = (brute.Person((1, None), sex="f"), brute.Person((None, 0), sex="m"))
    survey = brute.Survey(people, (1, 1), Fraction(1, 2), missing="bound", said=frozenset(["pairs"]))
    scores = survey.score()
    assert [(scores.block("M0", who).low[0, 0], scores.block("M0", who).high[0, 0]) for who in scores.whos] == [
        (0.5, 1),
        (0, 0.5),
    ]
    assert scores.households.rows() == [{"status": "both_incomplete", "n": 1}]


def test_a_mean_of_the_poor_that_only_the_ends_agree_on_is_not_told():
    # Deprived in everything or in nothing, the second leaves A at 1; deprived in one it makes A 3/4.
    people = (brute.Person((1, 1)), brute.Person((None, None)))
    scores = brute.Survey(people, (1, 1), Fraction(1, 2), missing="bound").score()
    assert np.isnan(scores.block("A").estimate).all()
    assert {one.note for one in scores.notes if one.measure == "A"} == {"not_a_bound"}
    # Nobody can be poor, whatever is missing.
    people = (brute.Person((0, 0, 0)), brute.Person((0, 0, None)))
    scores = brute.Survey(people, (1, 1, 1), Fraction(1), missing="bound").score()
    assert {one.note for one in scores.notes if one.measure == "A"} == {"nobody_poor"}


def test_what_lies_in_one_sampling_unit_has_no_error():
    """Of a group that is one village, nothing tells how villages differ; its ratio is met exactly in each of them."""
    people = tuple(attrs.evolve(one, group=int(one.psu == 2)) for one in SAMPLE.people)
    survey = attrs.evolve(SAMPLE, people=people, said=frozenset(["psu", "by"]))
    scores = survey.score()
    brute.assert_exact(scores, survey)
    assert np.isnan(scores.block("H").se[:, 0]).tolist() == [False, True]
    assert {one.note for one in scores.notes if (one.group, one.measure) == (1, "M0")} == {"no_freedom"}
    curve = pb.counting.robustness(scores).curve()
    assert np.isnan(curve.se["H"]).all(axis=1).tolist() == [False, True]
    drawn = pb.counting.bootstrap(scores, 20, rng=1)
    assert np.isnan(drawn.se["all", "H"][:, 0]).tolist() == [False, True]
    assert {row["se"] for row in pb.counting.difference(scores, 0, 1).rows()} == {None}


# --- policies --------------------------------------------------------------------------------------------------------


def test_a_stratum_with_one_unit_is_refused_unless_something_is_said():
    people = tuple(attrs.evolve(one, stratum=5, psu=1) if one.home == 0 else one for one in SAMPLE.people)
    survey = attrs.evolve(SAMPLE, people=people)
    for policy in ("centre", "skip"):
        one = attrs.evolve(survey, single_psu=policy)
        brute.assert_exact(one.score(), one)
    with pytest.raises(pb.InvalidInput, match="stratum 5 has a single sampling unit") as raised:
        attrs.evolve(survey, single_psu="raise").score()
    assert [one.code for one in raised.value.faults] == ["lonely_psu"]
