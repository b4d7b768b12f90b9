"""Every cut-off at once is each cut-off by itself."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.alkire_foster import estimates, row_sums
from pemberdayaan.kernels.cutoff_curves import curve_sums, pattern_score_sums, row_score_sums
from pemberdayaan.kernels.patterns import pack, pattern_table


@given(st.integers(1, 6) | st.integers(17, 19), st.integers(1, 12), st.data())
def test_it_is_each_line_by_itself_and_falls_with_it(width, n, data):
    values = data.draw(arrays(np.uint8, (n, width), elements=st.integers(0, 1)))
    weights = data.draw(arrays(np.int64, width, elements=st.integers(0, 7)))
    assume(weights.any())
    counted = data.draw(arrays(np.int64, n, elements=st.integers(0, 4)) | st.none())
    groups = data.draw(arrays(np.int64, n, elements=st.integers(0, 1)))
    codes = pack(values)
    kinds = [row_score_sums(codes, weights, sample_weights=counted, groups=groups, n_groups=2)]
    if width <= 16:
        table = pattern_table(codes, width, weights=counted, groups=groups, n_groups=2)
        kinds.append(pattern_score_sums(table, weights))
    every = np.arange(1, int(weights.sum()) + 2)
    for by_score in kinds:
        lines, sums = curve_sums(by_score, every)
        for line, here in zip(lines, sums, strict=True):
            alone = row_sums(codes, weights, int(line), sample_weights=counted, cells=groups, n_cells=2)
            assert here.tolist() == alone.tolist()
        found = estimates(sums, weights, undefined=0.0)
        for falling in (found.H, found.M0, found.censored_headcount):
            assert (np.diff(falling, axis=0) <= 0).all()
        own, at_own = curve_sums(by_score)
        np.testing.assert_array_equal(at_own, curve_sums(by_score, own)[1])
        assert (own > 0).all()


def test_a_line_that_takes_everybody_is_refused():
    with pytest.raises(InvalidInput) as raised:
        curve_sums(pattern_score_sums(np.ones((1, 2)), [1]), [0])
    assert raised.value.faults[0].code == "out_of_range"


def test_a_table_of_another_width_is_refused():
    with pytest.raises(InvalidInput) as raised:
        pattern_score_sums(np.ones((1, 2)), [1, 1])
    assert raised.value.faults[0].code == "shape"
