"""Multiplicities: what they add up to, strata, clusters and copies kept, and the same draws from the same seed."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.linearisation import ratio_errors
from pemberdayaan.kernels.resampling import multiplicities, percentile_interval
from pemberdayaan.kernels.survey_design import DesignTable, replicate_totals


def all_of(rows, draws, seed=1, **said):
    return np.concatenate(list(multiplicities(rows, draws, rng=np.random.default_rng(seed), **said)))


@given(st.integers(1, 20), st.integers(1, 30), st.integers(1, 100))
def test_as_many_are_drawn_as_there_are(rows, draws, at_once):
    drawn = all_of(rows, draws, at_once=at_once)
    assert drawn.shape == (draws, rows)
    assert (drawn.sum(axis=1) == rows).all()


def test_a_seed_gives_the_same_draws():
    assert (all_of(10, 5, seed=3) == all_of(10, 5, seed=3)).all()
    assert not (all_of(10, 5, seed=3) == all_of(10, 5, seed=4)).all()


@given(st.integers(0, 1000))
def test_strata_keep_their_size_and_a_cluster_counts_as_one(seed):
    strata = np.array([0, 0, 0, 0, 1, 1, 1])
    clusters = np.array([0, 0, 1, 2, 3, 4, 4])
    drawn = all_of(7, 20, seed=seed, strata=strata, clusters=clusters)
    assert (drawn[:, 0] == drawn[:, 1]).all()
    assert (drawn[:, 5] == drawn[:, 6]).all()
    # Rao and Wu: n - 1 of n clusters, each n/(n - 1) times its draws; the clusters of a stratum add up to n.
    assert drawn[:, [0, 2, 3]].sum(axis=1) == pytest.approx(3)
    assert drawn[:, [4, 5]].sum(axis=1) == pytest.approx(2)
    assert set(np.unique(drawn[:, [4, 5]])) <= {0.0, 2.0}


def test_a_cluster_alone_in_its_stratum_is_refused():
    with pytest.raises(InvalidInput, match="stratum 1 has a single sampling unit"):
        all_of(3, 1, strata=np.array([0, 0, 1]))


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 6)), min_size=1, max_size=9), st.integers(1, 40))
def test_copies_of_a_stratum_add_up_to_all_its_units(units, at_once):
    strata, copies = np.array(units).T
    sizes = np.bincount(strata, copies)
    if (sizes == 1).any():
        with pytest.raises(InvalidInput) as raised:
            all_of(len(units), 5, strata=strata, copies=copies)
        assert raised.value.faults[0].code == "single_psu"
        return
    drawn = all_of(len(units), 5, strata=strata, copies=copies, at_once=at_once)
    assert drawn.shape == (5, len(units))
    totals = np.array([np.bincount(strata, one * copies, minlength=len(sizes)) for one in drawn])
    # A sum of at most nine products.
    np.testing.assert_allclose(totals, np.tile(sizes, (5, 1)), rtol=1e-14)
    picks = drawn * copies * (sizes - 1)[strata] / sizes[strata]
    np.testing.assert_allclose(picks, picks.round(), atol=1e-12)


def test_copies_without_strata_are_one_stratum():
    copies = np.array([3, 1, 2])
    assert (all_of(3, 9, copies=copies) == all_of(3, 9, copies=copies, strata=np.zeros(3, int))).all()


def test_draws_of_copies_have_the_moments_of_drawing_each_unit():
    strata, copies = np.array([0, 0, 0, 1, 1]), np.array([1, 4, 7, 2, 3])
    n, draws = np.array([12, 12, 12, 5, 5]), 40_000
    drawn = all_of(5, draws, strata=strata, copies=copies)
    # t is binomial (n - 1, m/n), so the weight n/(n - 1) t/m has mean 1 and variance (n - m)/(m (n - 1)).
    variance = (n - copies) / (copies * (n - 1))
    # Five standard errors of a mean; of a variance, whose excess kurtosis is below 3 here, sqrt(5/draws) each.
    assert (np.abs(drawn.mean(axis=0) - 1) < 5 * np.sqrt(variance / draws)).all()
    assert (np.abs(drawn.var(axis=0) / variance - 1) < 5 * np.sqrt(5 / draws)).all()


def test_spread_of_draws_of_copies_is_the_linearised_error():
    rng = np.random.default_rng(7)
    strata, copies = np.repeat(np.arange(3), 8), rng.integers(1, 30, 24)
    each = np.column_stack([rng.integers(1, 4, 24), rng.integers(0, 2, 24)]).astype(float)
    each[:, 1] *= each[:, 0]
    table = DesignTable(np.zeros(24, int), np.arange(24), each * copies[:, np.newaxis], strata, 1, copies)
    above, below = np.array([[0.0], [1.0]]), np.array([[1.0], [0.0]])
    blocks = multiplicities(24, 4000, rng=rng, strata=table.strata, copies=table.copies)
    drawn = np.concatenate(list(replicate_totals(table, blocks)))[:, 0]
    spread = (drawn @ above / (drawn @ below)).std(ddof=1)
    # The error of a spread from 4,000 draws is 1/sqrt(8000), 1.1 %; four of them.
    assert spread / ratio_errors(table, above, below).se[0, 0] == pytest.approx(1, abs=0.045)


def test_copies_and_clusters_do_not_go_together():
    with pytest.raises(InvalidInput) as raised:
        all_of(2, 1, clusters=np.array([0, 1]), copies=np.array([1, 2]))
    assert raised.value.faults[0].code == "both"


def test_the_mean_over_draws_is_one_and_the_variance_that_of_a_sample():
    drawn = all_of(50, 4000)
    assert drawn.mean(axis=0) == pytest.approx(1, abs=0.1)
    values = np.arange(50.0)
    estimates = drawn @ values / 50
    assert estimates.std() == pytest.approx(values.std() / 50**0.5, rel=0.05)
    clustered = all_of(50, 4000, clusters=np.arange(50)) @ values / 50
    assert clustered.std() == pytest.approx(values.std(ddof=1) / 50**0.5, rel=0.05)


def test_an_interval_needs_half_of_the_draws():
    nan = float("nan")
    assert percentile_interval(np.array([nan, nan, 1.0]), 0.9) is None
    assert percentile_interval(np.array([]), 0.9) is None
    assert percentile_interval(np.array([nan, 1.0, 3.0]), 0.5) == (1.5, 2.5)
