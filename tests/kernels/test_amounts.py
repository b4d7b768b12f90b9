"""Order by a packed key is exact whatever the numbers; running totals do not lean on other groups."""

from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels import amounts as room
from pemberdayaan.kernels.amounts import amounts, ordered, running

# Neighbours that differ in their last bit, beside numbers so far apart that few bits are left to tell those from these.
NEAR = st.integers(0, 40).map(lambda k: 1.0 + k * 2.0**-52)
FAR = st.sampled_from([0.0, -0.0, 5e-324, 1e-300, 1e300, -1e300, -1.0])
NUMBERS = st.one_of(NEAR, NEAR.map(lambda x: -x), FAR, st.floats(-1e6, 1e6))


@pytest.mark.parametrize("least", [0, 60], ids=["packed", "by value"])
@given(data=st.data())
def test_the_order_is_exact(data, least):
    n, groups = data.draw(st.integers(0, 60)), data.draw(st.integers(1, 5))
    values = data.draw(arrays(float, n, elements=NUMBERS))
    weights = np.arange(1.0, n + 1)
    codes = data.draw(arrays(np.int32, n, elements=st.integers(0, groups - 1)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "_LEAST_BITS", least)
        patch.setattr(room, "_AT_ONCE", 7)
        found = ordered(values, weights=weights, groups=codes, n_groups=groups)
        alone = ordered(values)
    np.testing.assert_array_equal(found.values, values[np.lexsort((values, codes))])
    np.testing.assert_array_equal(alone.values, np.sort(values))
    assert sorted(found.order.tolist()) == list(range(n))
    np.testing.assert_array_equal(values[found.order], found.values)
    np.testing.assert_array_equal(weights[found.order], found.weights)
    np.testing.assert_array_equal(np.diff(found.starts), np.bincount(codes, minlength=groups))
    np.testing.assert_array_equal(codes[found.order], np.repeat(np.arange(groups), np.diff(found.starts)))


def test_many_rows_that_few_bits_tell_apart():
    rng = np.random.default_rng(4)
    values = 1 + rng.random(200_000) * 1e-9
    values[:2] = 0.0, 1e300
    groups = rng.integers(0, 3, len(values))
    found = ordered(values, groups=groups, n_groups=3)
    np.testing.assert_array_equal(found.values, values[np.lexsort((values, groups))])
    np.testing.assert_array_equal(values[found.order], found.values)


def test_a_small_group_is_not_rounded_by_a_large_one():
    rows = np.concatenate([np.full(1000, 1e15), [0.1, 0.2, 0.3]])
    found = running(rows, np.array([0, 1000, 1003]))
    # A running total over both would be off by 0.1 or more.
    assert found[-3:].tolist() == pytest.approx([0.1, 0.3, 0.6], rel=1e-14)
    assert found[999] == pytest.approx(1e18, rel=1e-14)


@pytest.mark.parametrize(
    ("values", "options", "codes"),
    [
        (np.array([1.0, np.nan, -1.0, np.inf]), {}, ["has_gaps", "negative_amounts", "not_finite"]),
        (np.ones((2, 2)), {}, ["shape"]),
        (np.full(3, 1e308), {}, ["not_finite"]),
        (np.ones(2), {"weights": np.array([1.0, -1.0])}, ["weight"]),
        (np.ones(2), {"weights": np.array([1.0, np.nan])}, ["weight"]),
        (np.ones(2), {"weights": np.ones(3)}, ["unequal"]),
        (np.ones(2), {"groups": np.array([0, 2]), "n_groups": 2}, ["out_of_range"]),
        (np.ones(2), {"n_groups": 2}, ["unequal"]),
    ],
    ids=count(),
)
def test_what_is_refused(values, options, codes):
    with pytest.raises(InvalidInput) as raised:
        amounts(values, **options)
    assert [one.code for one in raised.value.faults] == codes
