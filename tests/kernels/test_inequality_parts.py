"""Inequality within and between groups and by source: peer numbers, sums by hand, and that the parts add up."""

from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from gold.inequality import MEXICO, REGIONS
from hypothesis import given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.dispersion import atkinson, generalised_entropy, gini
from pemberdayaan.kernels.inequality_parts import atkinson_parts, entropy_parts, gini_parts, gini_sources
from pemberdayaan.kernels.lorenz import concentration_index

ALPHAS = (-1.0, 0.0, 0.4, 1.0, 2.0, 3.5)


def draw_rows(data):
    n = data.draw(st.integers(2, 25))
    values = data.draw(arrays(float, n, elements=st.floats(0.5, 1e4)))
    weights = data.draw(arrays(float, n, elements=st.floats(0.1, 9)))
    return values, weights, data.draw(arrays(np.int64, n, elements=st.integers(0, 3)))


def test_regions_of_mexico():
    found = entropy_parts(MEXICO, 1, groups=REGIONS, n_groups=5)
    # TheilD(y, regimes).bg and .wg in the documentation of PySAL's inequality 1.1.2: eight decimals.
    assert found.between == pytest.approx(0.0345889, abs=5.1e-9)
    assert found.within == pytest.approx(0.17435454, abs=5.1e-9)


def test_four_groups_of_one_shape_by_hand():
    # In each group ln(mean / x) has the mean ln(2) / 4, and so have the means of the groups, by people and by amounts.
    values = np.outer([1.0, 1.0, 2.0, 4.0], [1.0, 1.0, 2.0, 4.0]).ravel()
    for alpha in (0, 1):
        found = entropy_parts(values, alpha, groups=np.repeat(np.arange(4), 4), n_groups=4)
        by_hand = [np.log(2) / 2, np.log(2) / 4, np.log(2) / 4]
        assert [found.total, found.within, found.between] == pytest.approx(by_hand, rel=1e-14)
        assert found.groups.tolist() == pytest.approx([np.log(2) / 4] * 4, rel=1e-14)


def test_two_groups_that_do_and_do_not_overlap_by_hand():
    groups = np.array([0, 0, 1, 1])
    # Within: 1/2 * 4/10 * 1/4 + 1/2 * 6/10 * 1/6; between: 6/10 - 1/2.
    apart = gini_parts(np.array([1.0, 3.0, 2.0, 4.0]), groups=groups, n_groups=2)
    assert [apart.within, apart.between, apart.overlap] == pytest.approx([0.1, 0.1, 0.05], rel=1e-13)
    layers = gini_parts(np.array([1.0, 2.0, 3.0, 4.0]), groups=groups, n_groups=2)
    assert [layers.total, layers.within, layers.between] == pytest.approx([0.25, 0.05, 0.2], rel=1e-13)
    assert layers.overlap == pytest.approx(0, abs=1e-15)


@given(st.data())
def test_parts_add_up(data):
    values, weights, groups = draw_rows(data)
    for alpha in ALPHAS:
        found = entropy_parts(values, alpha, groups=groups, n_groups=5, weights=weights)
        # METHODS asks for 1e-12.
        assert found.within + found.between == pytest.approx(found.total, rel=1e-12, abs=1e-14)
        assert found.contributions.sum() == pytest.approx(found.within, rel=1e-13)
        assert found.total == generalised_entropy(values, alpha, weights=weights)[0]
    for epsilon in (0, 0.3, 1, 2):
        parts = atkinson_parts(values, epsilon, groups=groups, n_groups=5, weights=weights)
        assert (1 - parts.within) * (1 - parts.between) == pytest.approx(1 - parts.total, rel=1e-12)
        assert parts.total == atkinson(values, epsilon, weights=weights)[0]
    shares = gini_parts(values, groups=groups, n_groups=5, weights=weights)
    assert shares.within + shares.between + shares.overlap == pytest.approx(shares.total, abs=1e-15)
    assert shares.overlap >= -1e-13
    assert shares.contributions.sum() == pytest.approx(shares.within, rel=1e-13)
    assert shares.groups[4] == 0


@given(st.data())
def test_one_group_and_groups_of_one(data):
    values, weights, _ = draw_rows(data)
    n = len(values)
    for parts in (
        lambda **more: entropy_parts(values, 1, weights=weights, **more),
        lambda **more: gini_parts(values, weights=weights, **more),
        lambda **more: atkinson_parts(values, 1, weights=weights, **more),
    ):
        whole, single = parts(groups=np.zeros(n, int), n_groups=1), parts(groups=np.arange(n), n_groups=n)
        assert whole.within == pytest.approx(whole.total, rel=1e-12, abs=1e-15)
        assert whole.between == 0
        assert single.between == pytest.approx(single.total, rel=1e-12, abs=1e-15)
        assert single.within == pytest.approx(0, abs=1e-15)


def test_groups_with_nothing():
    values, groups = np.array([0.0, 0.0, 1.0, 3.0]), np.array([0, 0, 2, 2])
    for found in (
        entropy_parts(values, 1, groups=groups, n_groups=3),
        gini_parts(values, groups=groups, n_groups=3),
        atkinson_parts(values, 0.5, groups=groups, n_groups=3),
    ):
        assert found.groups[:2].tolist() == [0, 0]
    assert entropy_parts(values, 1, groups=groups, n_groups=3).between == pytest.approx(np.log(2), rel=1e-15)


@given(st.data())
def test_sources_add_up(data):
    n, k = data.draw(st.integers(2, 20)), data.draw(st.integers(1, 4))
    sources = data.draw(arrays(float, (n, k), elements=st.integers(0, 20).map(float)))
    sources[0] += 1 + np.arange(k)
    sources[1] += 30
    weights = data.draw(arrays(float, n, elements=st.integers(1, 5).map(float)))
    found = gini_sources(sources, weights=weights)
    whole = sources.sum(axis=1)
    assert found.total == gini(whole, weights=weights)[0]
    assert found.contributions.sum() == pytest.approx(found.total, abs=1e-14)
    assert found.shares.sum() == pytest.approx(1, abs=1e-15)
    assert found.elasticities.sum() == pytest.approx(0, abs=1e-13)
    np.testing.assert_allclose(found.shares * found.correlations * found.ginis, found.contributions, atol=1e-14)
    assert (np.abs(found.correlations) <= 1 + 1e-12).all()
    for j in range(k):
        follows = concentration_index(sources[:, j], whole, weights=weights)[0]
        assert found.concentrations[j] == pytest.approx(follows, abs=1e-15)
        # A change of a source in its proportion, small against itself and large against rounding; the ranks of the
        # total stay where no two are tied.
        if len(set(whole)) == n:
            step = 1e-6
            more, less = sources.copy(), sources.copy()
            more[:, j] *= 1 + step
            less[:, j] *= 1 - step
            slope = gini(more.sum(axis=1), weights=weights)[0] - gini(less.sum(axis=1), weights=weights)[0]
            assert slope / (2 * step) == pytest.approx(found.elasticities[j] * found.total, abs=1e-7)


def test_two_sources_by_hand():
    # Totals 1, 3, 4 of rank 1, 2, 3: G = 2 (1 + 6 + 12) / (3 * 8) - 4/3 = 1/4. Wages 1, 1, 2:
    # C = 2 * 9 / 12 - 4/3 = 1/6 = G, for they rise with the total. Aid 0, 2, 2: C = 2 * 10 / 12 - 4/3 = 1/3 = G.
    found = gini_sources(np.array([[1.0, 0.0], [1.0, 2.0], [2.0, 2.0]]))
    assert found.total == pytest.approx(1 / 4, rel=1e-14)
    assert found.concentrations.tolist() == pytest.approx([1 / 6, 1 / 3], rel=1e-14)
    assert found.contributions.tolist() == pytest.approx([1 / 12, 1 / 6], rel=1e-14)
    assert found.elasticities.tolist() == pytest.approx([-1 / 6, 1 / 6], rel=1e-13)


@pytest.mark.parametrize(
    ("ask", "codes"),
    [
        (lambda: entropy_parts(np.zeros(2), 1, groups=np.array([0, 1]), n_groups=2), ["nothing_to_share"]),
        (lambda: gini_parts(np.zeros(0), groups=np.zeros(0, int), n_groups=2), ["empty_groups"]),
        (lambda: entropy_parts(np.array([0.0, 1.0]), 0, groups=np.array([0, 1]), n_groups=2), ["zero_amounts"]),
        (lambda: atkinson_parts(np.ones(2), -1, groups=np.array([0, 1]), n_groups=2), ["negative"]),
        (lambda: gini_parts(np.ones(2), groups=np.array([0, 3]), n_groups=2), ["out_of_range"]),
        (lambda: gini_sources(np.ones(3)), ["shape"]),
        (lambda: gini_sources(np.array([[1.0, 0.0, 3.0], [2.0, 0.0, 3.0]])), ["unvaried_source"] * 2),
        (lambda: gini_sources(np.array([[1.0, 2.0], [2.0, 1.0]])), ["no_spread"]),
        (lambda: gini_sources(np.array([[1.0, -2.0], [2.0, 1.0]])), ["negative_amounts"]),
        (lambda: gini_sources(np.zeros((2, 2))), ["nothing_to_share"]),
    ],
    ids=count(),
)
def test_what_is_refused(ask, codes):
    with pytest.raises(InvalidInput) as raised:
        ask()
    assert [one.code for one in raised.value.faults] == codes


def test_sources_that_say_nothing_are_what_the_caller_says():
    found = gini_sources(np.array([[1.0, 0.0, 3.0], [2.0, 0.0, 3.0]]), undefined=np.nan)
    np.testing.assert_array_equal(found.correlations, [1, np.nan, np.nan])
    np.testing.assert_allclose(found.ginis, [1 / 6, np.nan, 0])
    np.testing.assert_allclose(found.contributions, [found.total, 0, 0])
    assert np.isnan(gini_sources(np.array([[1.0, 2.0], [2.0, 1.0]]), undefined=np.nan).elasticities).all()
