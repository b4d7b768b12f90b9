"""Intervals against scipy's, and changes against the numerical derivative."""

from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from scipy import stats

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.intervals import changes, clopper_pearson, log_interval, logit_interval, t_interval

inside = st.floats(0.01, 0.99)


@given(inside, st.floats(0, 0.2), st.integers(1, 600), st.floats(0.5, 0.999))
def test_the_logit_interval_is_its_formula(estimate, se, df, confidence):
    low, high = logit_interval(np.array([estimate]), np.array([se]), np.array([df]), confidence=confidence)
    reach = stats.t.ppf((1 + confidence) / 2, df) * se / (estimate * (1 - estimate))
    odds = estimate / (1 - estimate)
    # The quantile of t comes from two routines that agree in some 10 digits, and stands in an exponent.
    expected = [odds * np.exp(-reach) / (1 + odds * np.exp(-reach)), 1 / (1 + np.exp(-reach) / odds)]
    assert [low[0], high[0]] == pytest.approx(expected, rel=1e-6, abs=1e-12)
    assert 0 <= low[0] <= estimate * (1 + 1e-12)
    assert estimate * (1 - 1e-12) <= high[0] <= 1
    mirrored = logit_interval(np.array([1 - estimate]), np.array([se]), np.array([df]), confidence=confidence)
    assert [1 - mirrored[1][0], 1 - mirrored[0][0]] == pytest.approx([low[0], high[0]], abs=1e-9)


def test_where_there_is_no_interval():
    estimates, se, df = (
        np.array([0.0, 1.0, 0.5, np.nan, 0.5]),
        np.array([0, 0, 0.1, 0.1, np.nan]),
        np.array([9, 9, 0, 9, 9]),
    )
    low, high = logit_interval(estimates, se, df, undefined=np.nan)
    assert np.isnan(low).all()
    assert np.isnan(high).all()


def test_without_spread_the_interval_is_the_estimate():
    low, high = logit_interval(np.array([[0.25, 0.5]]), np.zeros((1, 2)), np.array([[7]]))
    assert np.allclose(low, [[0.25, 0.5]], rtol=1e-14)
    assert np.allclose(high, low, rtol=1e-14)


@given(st.floats(1e-6, 1e6), st.floats(0, 2), st.integers(2, 600), st.floats(0.5, 0.999))
def test_the_log_interval_is_that_of_the_logarithm(estimate, relative, df, confidence):
    numbers = [np.array([one]) for one in (estimate, estimate * relative, df)]
    found = np.log(log_interval(*numbers, confidence=confidence))
    on_logs = t_interval(np.log(numbers[0]), np.array([relative]), numbers[2], confidence=confidence)
    # Sums of logarithms of some 14, and of reaches of up to some 60, each to the last digits.
    np.testing.assert_allclose(found, on_logs, rtol=1e-12, atol=1e-12)
    turned = log_interval(1 / numbers[0], relative / numbers[0], numbers[2], confidence=confidence)
    np.testing.assert_allclose([1 / turned[1], 1 / turned[0]], np.exp(found), rtol=1e-10)


def test_the_log_interval_by_hand():
    # With one degree of freedom the 0.75 quantile of Student's t is 1, and the reach is the relative error.
    low, high = log_interval(np.array([2.0]), np.array([2.0]), np.array([1]), confidence=0.5)
    assert [low[0], high[0]] == pytest.approx([2 / np.e, 2 * np.e], rel=1e-12)


def test_where_there_is_no_log_interval():
    # At 0, without freedom, without an error, of no number, and where the upper end is past the largest number.
    numbers = [np.array(one) for one in ([0.0, 2, 2, np.nan, 1e-9, 2], [0.1, 1, np.nan, 1, 1, 0], [9, 0, 9, 9, 9, 9])]
    low, high = log_interval(*numbers, undefined=np.nan)
    assert np.isnan([low[:5], high[:5]]).all()
    assert low[5] == high[5] == 2
    with pytest.raises(InvalidInput, match="5 estimates"):
        log_interval(*numbers)


@pytest.mark.parametrize("interval", [logit_interval, log_interval, t_interval])
@pytest.mark.parametrize("confidence", ["0.95", None, 0, 1, 95, np.nan, True])
def test_confidence_is_a_number_between_0_and_1(interval, confidence):
    with pytest.raises(InvalidInput, match="is outside 0 to 1 @ confidence"):
        interval(np.array([0.5]), np.array([0.1]), np.array([9]), confidence=confidence)


@given(st.integers(1, 200), st.data(), st.floats(0.5, 0.999))
def test_the_exact_interval_is_that_of_scipy(n, data, confidence):
    found = data.draw(st.integers(0, n))
    low, high = clopper_pearson(np.array([found / n]), np.array([n]), confidence=confidence)
    peer = stats.binomtest(found, n).proportion_ci(confidence, method="exact")
    # x = n (x / n) rounds, and the quantiles come from two routines.
    assert [low[0], high[0]] == pytest.approx([peer.low, peer.high], abs=1e-8)


@given(inside, inside, st.floats(1e-6, 0.01), st.floats(1e-6, 0.01), st.floats(-0.9, 0.9), st.floats(0.5, 15))
def test_changes_have_the_errors_of_the_delta_method(before, after, first, second, correlation, years):
    cross = correlation * np.sqrt(first * second)
    joint = np.array([[first, cross], [cross, second]])
    found = changes(np.array([before]), np.array([after]), joint[np.newaxis], years=years)
    forms = {
        "absolute": lambda a, b: b - a,
        "relative": lambda a, b: (b - a) / a,
        "yearly": lambda a, b: (b - a) / years,
        "yearly_relative": lambda a, b: (b / a) ** (1 / years) - 1,
    }
    for name, form in forms.items():
        step = 1e-6
        gradient = np.array(
            [
                form(before * (1 + step), after) - form(before * (1 - step), after),
                form(before, after * (1 + step)) - form(before, after * (1 - step)),
            ]
        ) / (2 * step * np.array([before, after]))
        assert getattr(found, name)[0] == pytest.approx(form(before, after), abs=1e-12, rel=1e-9)
        # Central differences with steps of a millionth are right to some 8 digits.
        se = np.sqrt(gradient @ joint @ gradient)
        assert getattr(found, f"{name}_se")[0] == pytest.approx(se, rel=1e-5)


def test_changes_from_and_to_nought():
    joint = np.tile(np.diag([0.0, 0.04]), (2, 1, 1))
    found = changes(np.array([0.0, 0.5]), np.array([0.5, 0.0]), joint, undefined=-9.0)
    assert found.absolute.tolist() == [0.5, -0.5]
    assert found.absolute_se.tolist() == [0.2, 0.2]
    assert found.relative.tolist() == [-9, -1]
    assert found.relative_se.tolist() == [-9, 0.4]
    assert found.yearly_relative.tolist() == [-9, -1]
    assert found.yearly_relative_se.tolist() == [-9, -9]


HALF = np.array([0.5])


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (lambda: logit_interval(np.zeros(1), np.zeros(1), np.array([5])), "no_interval"),
        (lambda: logit_interval(HALF, HALF, np.array([5]), confidence=1.0), "out_of_range"),
        (lambda: clopper_pearson(HALF, np.zeros(1)), "out_of_range"),
        (lambda: clopper_pearson(HALF + 1, np.ones(1)), "out_of_range"),
        (lambda: clopper_pearson(HALF, np.ones(1), confidence=0), "out_of_range"),
        (lambda: changes(np.zeros(1), HALF, np.zeros((1, 2, 2))), "nothing_to_divide_by"),
        (lambda: changes(HALF, np.zeros(1), np.zeros((1, 2, 2))), "nothing_to_divide_by"),
        (lambda: changes(HALF, HALF, np.zeros((1, 2, 2)), years=0), "out_of_range"),
    ],
    ids=count(),
)
def test_what_is_refused(run, code):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert [one.code for one in raised.value.faults] == [code]
