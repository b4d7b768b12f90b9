"""Gaps of cardinal data: the worked example of Alkire and Foster, and what must hold."""

from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.alkire_foster import estimates, row_sums
from pemberdayaan.kernels.gaps import censored_gaps, gap_ratios
from pemberdayaan.kernels.patterns import pack

CUTOFFS = np.array([13.0, 12.0, 3.0, 1.0])
# Alkire, S. and Foster, J. (2011), Journal of Public Economics 95, section 7: four people, four dimensions, k = 2.
PEOPLE = np.array([[13.1, 14.0, 4.0, 1.0], [15.2, 7.0, 5.0, 0.0], [12.5, 10.0, 1.0, 0.0], [20.0, 11.0, 3.0, 1.0]])


def measures(values, cutoffs, weights, line):
    gaps = censored_gaps(values, cutoffs, weights, line)
    sums = np.hstack([np.ones((len(values), 1)), gaps, gaps**2]).sum(axis=0)
    above, below = gap_ratios(weights)
    return sums @ above / (sums @ below)


def test_four_people_in_four_dimensions():
    sums = row_sums(pack(PEOPLE < CUTOFFS), [1, 1, 1, 1], 2)
    assert estimates(sums, [1, 1, 1, 1]).M0.tolist() == [6 / 16]
    by_hand = [5 / 12, 1.0, 0.5 / 13, 2 / 12, 2 / 3, 1.0]
    expected = [sum(by_hand) / 16, sum(gap**2 for gap in by_hand) / 16]
    # Sums of six gaps in another order.
    assert measures(PEOPLE, CUTOFFS, [1, 1, 1, 1], 2).tolist() == pytest.approx(expected, rel=1e-14)


@given(st.integers(1, 10), st.integers(1, 4), st.data())
def test_gaps_lie_between_their_squares_and_the_count(n, width, data):
    values = data.draw(arrays(float, (n, width), elements=st.floats(0, 100)))
    cutoffs = data.draw(arrays(float, width, elements=st.floats(0.5, 100)))
    weights = data.draw(arrays(np.int64, width, elements=st.integers(1, 5)))
    line = data.draw(st.integers(1, int(weights.sum())))
    first, second = measures(values, cutoffs, weights, line)
    m0 = estimates(row_sums(pack(values < cutoffs), weights, line), weights, undefined=0.0).M0[0]
    # A rounding for each of at most 40 gaps.
    assert 0 <= second <= first + 1e-13
    assert first <= m0 + 1e-13
    worse = values.copy()
    worse[:, 0] /= 2
    assert (measures(worse, cutoffs, weights, line) >= [first - 1e-13, second - 1e-13]).all()
    # Powers of 2 scale without rounding.
    np.testing.assert_array_equal(measures(4 * values, 4 * cutoffs, weights, line), [first, second])
    nothing = measures(np.zeros((n, width)), cutoffs, weights, line)
    assert nothing.tolist() == [1.0, 1.0]


@pytest.mark.parametrize(
    ("values", "cutoffs", "codes"),
    [
        (np.array([[np.nan, -1.0, np.inf]]), np.ones(3), ["has_gaps", "negative", "not_finite"]),
        (np.ones((1, 3)), np.array([0.0, 1.0, np.nan]), ["cutoff_value", "cutoff_value"]),
        (np.ones((1, 2)), np.ones(3), ["shape"]),
    ],
    ids=count(),
)
def test_what_is_refused(values, cutoffs, codes):
    with pytest.raises(InvalidInput) as raised:
        censored_gaps(values, cutoffs, [1, 1, 1], 1)
    assert [one.code for one in raised.value.faults] == codes
