"""Multiplicities: what they add up to, strata and clusters kept, and the same draws from the same seed."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.resampling import multiplicities, percentile_interval


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
