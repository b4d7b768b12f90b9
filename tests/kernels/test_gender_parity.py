"""Parity of pairs: brute force in fractions, Bangladesh, the published tables, and what must hold."""

from fractions import Fraction
from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from gold import weai
from hypothesis import given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.gender_parity import (
    censored_scores,
    empowerment_index,
    index_ratios,
    parity,
    parity_ratios,
    parity_statistics,
    parity_sums,
)
from pemberdayaan.kernels.patterns import complete, pack, row_scores


@st.composite
def pairs(draw):
    n, denominator = draw(st.integers(1, 15)), draw(st.integers(1, 40))
    scores = arrays(np.int64, n, elements=st.integers(0, denominator))
    on_a_score = st.integers(1, denominator).map(lambda score: Fraction(score, denominator))
    cutoff = draw(on_a_score | st.fractions(Fraction(1, 20), 1, max_denominator=20))
    weights = draw(arrays(np.int64, n, elements=st.integers(1, 5)) | st.none())
    return draw(scores), draw(scores), denominator, cutoff, weights


@given(pairs())
def test_it_is_brute_force_in_fractions(drawn):
    women, men, denominator, cutoff, weights = drawn
    times = [1] * len(women) if weights is None else weights.tolist()
    behind, gaps = 0, Fraction(0)
    for hers, his, once in zip(women.tolist(), men.tolist(), times, strict=True):
        she, he = max(Fraction(hers, denominator), cutoff), max(Fraction(his, denominator), cutoff)
        if she > he:
            behind += once
            gaps += once * (she - he) / (1 - he)
    sums = parity_sums(women, men, denominator, cutoff, weights=weights)
    found = parity(sums, undefined=-1.0)
    # Whether she lacks parity is exact; the gaps round once each and once in each sum.
    assert sums[0, :2].tolist() == [sum(times), behind]
    assert found.H_GPI[0] == float(Fraction(behind, sum(times)))
    assert found.GPI[0] == pytest.approx(float(1 - gaps / sum(times)), abs=1e-14)
    assert found.I_GPI[0] == (pytest.approx(float(gaps / behind), abs=1e-14) if behind else -1.0)
    assert 0 <= found.GPI[0] <= 1
    assert (found.GPI[0] == 1) == (behind == 0)
    product = found.H_GPI[0] * found.I_GPI[0] if behind else 0.0
    assert found.GPI[0] == pytest.approx(1 - product, abs=1e-14)


@given(pairs(), st.data())
def test_an_empowered_man_who_gains_changes_nothing(drawn, data):
    women, men, denominator, cutoff, weights = drawn
    before = parity_sums(women, men, denominator, cutoff, weights=weights)
    empowered = Fraction(1, denominator) * men.astype(object) <= cutoff
    less = np.array([data.draw(st.integers(0, int(score))) for score in men])
    better = np.where(empowered.astype(bool), less, men)
    assert parity_sums(women, better, denominator, cutoff, weights=weights).tolist() == before.tolist()


@given(pairs())
def test_summed_by_pair_of_scores_it_is_the_same(drawn):
    women, men, denominator, cutoff, weights = drawn
    times = np.ones(len(women), np.int64) if weights is None else weights
    known, place = np.unique(np.column_stack([women, men]), axis=0, return_inverse=True)
    summed = np.bincount(place.reshape(-1), times)
    here = parity_sums(known[:, 0], known[:, 1], denominator, cutoff, weights=summed)
    there = parity_sums(women, men, denominator, cutoff, weights=weights)
    assert here[0, :2].tolist() == there[0, :2].tolist()
    # The gaps round once in each sum of at most 15.
    assert here[0, 2] == pytest.approx(there[0, 2], rel=1e-13)


@given(pairs(), st.data())
def test_groups_add_up(drawn, data):
    women, men, denominator, cutoff, weights = drawn
    groups = data.draw(arrays(np.int64, len(women), elements=st.integers(0, 2)))
    by_group = parity_sums(women, men, denominator, cutoff, weights=weights, groups=groups, n_groups=3)
    whole = parity_sums(women, men, denominator, cutoff, weights=weights)
    assert by_group.sum(axis=0).tolist() == pytest.approx(whole[0].tolist(), rel=1e-13)


def test_pairs_of_bangladesh(reference):
    stored = weai.expected(reference, "expected_weai.json")["bgd_weai_1_1"]
    households, women, values = weai.bangladesh(reference)
    known = complete(values)
    scores = np.full((2, households.max() + 1), -1)
    scores[np.where(women, 0, 1)[known], households[known]] = row_scores(pack(values[known]), weai.WEAI_WEIGHTS)
    hers, his = scores[:, (scores >= 0).all(axis=0)]
    sums = parity_sums(hers, his, 30, weai.WEAI_CUTOFF)
    found = parity(sums)
    assert sums[0, :2].tolist() == [stored["gpi"]["n_used"], stored["gpi"]["n_without_parity"]]
    # Stored with all digits of a float, of sums in another order.
    for ours, theirs in (("H_GPI", "HGPI"), ("I_GPI", "IGPI"), ("GPI", "GPI")):
        assert getattr(found, ours)[0] == pytest.approx(stored["gpi"][theirs], abs=1e-12)
    index = empowerment_index(np.array(stored["women"]["5DE"]), found.GPI)
    assert index[0] == pytest.approx(stored["WEAI"], abs=1e-12)


@pytest.mark.parametrize("pilot", ["bgd_2011", "gtm_2011"])
def test_the_published_tables_of_2011(reference, pilot):
    published = weai.expected(reference, "published_tables_2011.json")[pilot]
    sums = np.array([[1.0, published["HGPI"], published["HGPI"] * published["IGPI"]]])
    # The printed inputs are rounded to 3 decimals.
    assert parity(sums).GPI[0] == pytest.approx(published["GPI"], abs=1e-3)
    index = empowerment_index(np.array(published["women"]["DE"]), np.array(published["GPI"]))
    assert index == pytest.approx(published["WEAI"], abs=1e-3)


@given(pairs(), st.integers(0, 10))
def test_ratios_are_the_measures(drawn, tenths):
    sums = parity_sums(*drawn[:4], weights=drawn[4])
    found = parity(sums, undefined=0.0)
    above, below = parity_ratios()
    assert (sums @ above[:, [0, 2]] / (sums @ below[:, [0, 2]]))[0].tolist() == pytest.approx(
        [found.H_GPI[0], 1 - found.GPI[0]], abs=1e-14
    )
    joined = np.concatenate([[10.0, 60.0], sums[0]])
    weight = Fraction(tenths, 10)
    over, under, combine = index_ratios(np.array([0.0, 1.0]), np.array([30.0, 0.0]), weight=weight)
    index = empowerment_index(np.array([0.8]), found.GPI, weight=weight)
    assert 1 - (joined @ over / (joined @ under) @ combine)[0] == pytest.approx(index[0], abs=1e-14)


def test_where_every_pair_has_parity_and_where_there_is_no_pair():
    found = parity(np.array([[4.0, 0.0, 0.0], [0.0, 0.0, 0.0]]), undefined=np.nan)
    assert found.H_GPI.tolist()[0] == 0
    assert found.GPI.tolist()[0] == 1
    assert np.isnan(found.I_GPI).all()
    assert np.isnan([found.H_GPI[1], found.GPI[1]]).all()


def test_a_man_without_any_adequacy():
    assert parity_statistics(np.array([30]), np.array([30]), 30, weai.WEAI_CUTOFF).tolist() == [[1, 0, 0]]


PAIR = np.array([1])


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (lambda: parity_sums(PAIR, np.array([1, 2]), 30, Fraction(1, 5)), "unequal"),
        (lambda: parity_sums(np.array([31]), PAIR, 30, Fraction(1, 5)), "out_of_range"),
        (lambda: parity_sums(PAIR, np.array([-1]), 30, Fraction(1, 5)), "out_of_range"),
        (lambda: parity_sums(PAIR, PAIR, 30, 0.2), "wrong_type"),
        (lambda: parity_sums(PAIR, PAIR, 30, Fraction(6, 5)), "cutoff"),
        (lambda: parity_sums(PAIR, PAIR, 30, Fraction(1, 5), weights=np.array([-1.0])), "weight"),
        (lambda: parity(parity_sums(PAIR, PAIR, 30, Fraction(1, 5))), "nothing_to_divide_by"),
        (lambda: empowerment_index(np.ones(1), np.ones(1), weight=Fraction(6, 5)), "out_of_range"),
    ],
    ids=count(),
)
def test_what_is_refused(run, code):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert [one.code for one in raised.value.faults] == [code]


@given(pairs())
def test_censored_scores_are_the_greater_of_two_fractions(drawn):
    women, _, denominator, cutoff, _ = drawn
    found, whole = censored_scores(women, denominator, cutoff)
    assert [Fraction(int(one), whole) for one in found] == [max(Fraction(int(s), denominator), cutoff) for s in women]
