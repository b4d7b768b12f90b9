"""Parts from sums equal those from the rows that were added up."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.inequality_parts import atkinson_parts, entropy_parts
from pemberdayaan.kernels.inequality_sums import atkinson_parts_of_sums, entropies_of_sums, entropy_parts_of_sums


def terms(values, alpha):
    if alpha == 1:
        return values * np.log(np.where(values > 0, values, 1))
    return np.log(values) if alpha == 0 else values**alpha


@given(st.data(), st.sampled_from([1e-3, 1.0, 1e7]))
def test_sums_tell_what_the_rows_tell(data, scale):
    n = data.draw(st.integers(2, 12))
    values = scale * data.draw(arrays(float, n, elements=st.integers(1, 40).map(float)))
    weights = data.draw(arrays(float, n, elements=st.integers(1, 5).map(float)))
    # The last group is empty.
    keep = {"weights": weights, "groups": np.arange(n) % 2, "n_groups": 3}
    sizes, totals = (np.bincount(keep["groups"], one, 3) for one in (weights, weights * values))
    for alpha in (-1.0, 0.0, 0.5, 1.0, 2.0):
        added = np.bincount(keep["groups"], weights * terms(values, alpha), 3)
        pairs = [(entropy_parts(values, alpha, **keep), entropy_parts_of_sums(sizes, totals, added, alpha))]
        if alpha < 1:
            pairs.append(
                (atkinson_parts(values, 1 - alpha, **keep), atkinson_parts_of_sums(sizes, totals, added, 1 - alpha))
            )
        for rows, sums in pairs:
            for one, other in zip(rows, sums, strict=True):
                # Rounded in the last digits of logarithms of some 20, and of ratios of some 40.
                np.testing.assert_allclose(other, one, rtol=1e-10, atol=1e-12)


def test_groups_with_nothing():
    sizes, totals = np.array([2.0, 3.0, 0.0]), np.array([4.0, 0.0, 0.0])
    found = entropy_parts_of_sums(sizes, totals, np.array([10.0, 0.0, 0.0]), 2)
    assert found.groups.tolist() == [0.125, 0, 0]
    # Of all five the mean is 0.8: half the squared variation is 10/5/0.64 - 1 over 2.
    assert found.total == pytest.approx((2 / 0.64 - 1) / 2, rel=1e-13)
    for parts in (entropy_parts_of_sums, atkinson_parts_of_sums):
        with pytest.raises(InvalidInput, match="nothing to share"):
            parts(sizes, np.zeros(3), np.zeros(3), 0.5)


def test_all_alike_are_not_below_0():
    values = np.full(7, 0.1)
    for alpha in (0.0, 1.0, 3.0):
        added = np.array([terms(values, alpha).sum()])
        assert 0 <= entropies_of_sums(np.array([7.0]), np.array([values.sum()]), added, alpha)[0] < 1e-15
