"""Lorenz and concentration curves: a published worked example, brute force, and what must hold."""

from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.dispersion import gini
from pemberdayaan.kernels.lorenz import (
    concentration_curve,
    concentration_index,
    concentration_values,
    generalised_lorenz_curve,
    lorenz_curve,
    lorenz_values,
)

NUMBERS = st.integers(0, 9).map(float)


def draw_rows(data, width=1):
    n = data.draw(st.integers(2, 20))
    columns = [data.draw(arrays(float, n, elements=NUMBERS)) for _ in range(width)]
    columns[0][0] += 1
    return n, *columns, data.draw(arrays(float, n, elements=st.integers(1, 5).map(float)))


def test_a_burden_of_those_with_least_by_hand():
    # Four classes of 4, 3, 2 and 1 in 10, with 5, 3, 2 and 1 each: 20, 9, 4 and 1 of 34, from the lowest rank.
    sizes, burden, wealth = np.array([4.0, 3.0, 2.0, 1.0]), np.array([5.0, 3.0, 2.0, 1.0]), np.arange(4)
    curve = concentration_curve(burden, wealth, weights=sizes)
    np.testing.assert_allclose(curve.population, [0, 0.4, 0.7, 0.9, 1], rtol=1e-14)
    np.testing.assert_allclose(curve.total, np.array([0, 20, 29, 33, 34]) / 34, rtol=1e-14)
    # 1 less twice the area: (4 * 20 + 3 * 49 + 2 * 62 + 1 * 67) / 340 = 418 / 340.
    index = concentration_index(burden, wealth, weights=sizes)
    assert index.tolist() == pytest.approx([-78 / 340], rel=1e-13)
    # The order may have any sign and unit.
    assert concentration_index(burden, 1e3 * wealth - 2000.5, weights=sizes).tolist() == index.tolist()
    assert concentration_index(burden, -wealth, weights=sizes)[0] == pytest.approx(-index[0], rel=1e-13)


@given(st.data())
def test_the_lorenz_curve(data):
    _, values, weights = draw_rows(data)
    curve = lorenz_curve(values, weights=weights)
    assert curve.population[0] == curve.total[0] == 0
    assert curve.population[-1] == curve.total[-1] == 1
    # Convex and below the diagonal, each sum of at most 20 terms rounded.
    slopes = np.diff(curve.total) / np.diff(curve.population)
    assert (np.diff(slopes) >= -1e-12).all()
    assert (curve.total <= curve.population + 1e-15).all()
    area = np.diff(curve.population) @ (curve.total[1:] + curve.total[:-1])
    assert gini(values, weights=weights)[0] == pytest.approx(1 - area, abs=1e-14)
    mean = np.average(values, weights=weights)
    np.testing.assert_allclose(generalised_lorenz_curve(values, weights=weights).total, mean * curve.total, rtol=1e-14)
    at = np.array([0.0, *data.draw(st.lists(st.floats(0, 1), max_size=5)), 1.0])
    on_line = np.interp(at, curve.population, curve.total)
    np.testing.assert_allclose(lorenz_values(values, at, weights=weights)[0], on_line, atol=1e-14)
    np.testing.assert_allclose(lorenz_values(values, curve.population, weights=weights)[0], curve.total, atol=1e-14)


@given(st.data())
def test_the_concentration_curve(data):
    n, values, ranks, weights = draw_rows(data, width=2)
    ranks -= 4
    both = np.sign(np.subtract.outer(ranks, ranks))
    expected = (np.outer(weights, weights) * both * values[:, np.newaxis]).sum() / (weights.sum() * (weights @ values))
    index = concentration_index(values, ranks, weights=weights)[0]
    # Twice the covariance of the values and their ranks, over the mean, pair by pair.
    assert index == pytest.approx(expected, abs=1e-14)
    curve = concentration_curve(values, ranks, weights=weights)
    area = np.diff(curve.population) @ (curve.total[1:] + curve.total[:-1])
    assert index == pytest.approx(1 - area, abs=1e-14)
    assert concentration_index(values, values, weights=weights)[0] == pytest.approx(
        gini(values, weights=weights)[0], abs=1e-14
    )
    assert abs(index) <= gini(values, weights=weights)[0] + 1e-14
    order = np.array(data.draw(st.permutations(range(n))))
    again = concentration_index(values[order], ranks[order], weights=weights[order])[0]
    assert again == pytest.approx(index, abs=1e-14)
    at = np.array(data.draw(st.lists(st.floats(0, 1), max_size=5)))
    on_line = np.interp(at, curve.population, curve.total)
    np.testing.assert_allclose(concentration_values(values, ranks, at, weights=weights)[0], on_line, atol=1e-14)


@given(st.data())
def test_groups_are_each_as_if_alone(data):
    n, values, ranks, weights = draw_rows(data, width=2)
    codes = data.draw(arrays(np.int64, n, elements=st.integers(0, 2)))
    values += 1
    at = np.array([0.0, 0.1, 0.5, 0.9, 1.0])
    each = {"weights": weights, "groups": codes, "n_groups": 4, "undefined": -9.0}
    curves, along = lorenz_values(values, at, **each), concentration_values(values, ranks, at, **each)
    index = concentration_index(values, ranks, **each)
    for g in range(4):
        mine = codes == g
        if not mine.any():
            assert index[g] == -9
            assert (curves[g] == -9).all()
            continue
        alone = {"weights": weights[mine]}
        follows = concentration_values(values[mine], ranks[mine], at, **alone)[0]
        np.testing.assert_allclose(curves[g], lorenz_values(values[mine], at, **alone)[0], atol=1e-13)
        np.testing.assert_allclose(along[g], follows, atol=1e-13)
        assert index[g] == pytest.approx(concentration_index(values[mine], ranks[mine], **alone)[0], abs=1e-13)


@pytest.mark.parametrize(
    ("ask", "codes"),
    [
        (lambda: lorenz_curve(np.array([1.0, -1.0])), ["negative_amounts"]),
        (lambda: lorenz_curve(np.zeros(2)), ["nothing_to_share"]),
        (lambda: generalised_lorenz_curve(np.zeros(0)), ["empty_groups"]),
        (lambda: lorenz_values(np.ones(2), np.array([-0.1])), ["out_of_range"]),
        (lambda: concentration_index(np.ones(2), np.ones(3)), ["unequal"]),
        (lambda: concentration_index(np.ones(2), np.array([1.0, np.nan])), ["has_gaps"]),
        (lambda: concentration_curve(np.ones(2), np.array([1.0, np.inf])), ["not_finite"]),
        (lambda: concentration_values(np.zeros(2), np.ones(2), np.array([0.5])), ["nothing_to_share"]),
        (lambda: concentration_index(np.zeros(0), np.zeros(0)), ["empty_groups"]),
    ],
    ids=count(),
)
def test_what_is_refused(ask, codes):
    with pytest.raises(InvalidInput) as raised:
        ask()
    assert [one.code for one in raised.value.faults] == codes
