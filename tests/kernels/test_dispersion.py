"""Measures of dispersion against published numbers, brute force, and what must hold of each."""

from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from gold.inequality import INEQ, MEXICO
from hypothesis import given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels import dispersion
from pemberdayaan.kernels.dispersion import atkinson, generalised_entropy, gini, theil_l, theil_t
from pemberdayaan.kernels.shares import palma, quantile_ratio, quantile_shares, share_ratio

MEASURES = {
    "gini": gini,
    "sample gini": lambda values, **more: gini(values, form="sample", **more),
    "theil_t": theil_t,
    "theil_l": theil_l,
    "ge -1": lambda values, **more: generalised_entropy(values, -1, **more),
    "ge 0.4": lambda values, **more: generalised_entropy(values, 0.4, **more),
    "ge 2": lambda values, **more: generalised_entropy(values, 2, **more),
    "ge 3": lambda values, **more: generalised_entropy(values, 3, **more),
    "atkinson 0.5": lambda values, **more: atkinson(values, 0.5, **more),
    "atkinson 1": lambda values, **more: atkinson(values, 1, **more),
    "atkinson 2": lambda values, **more: atkinson(values, 2, **more),
    "palma": palma,
    "s80/s20": lambda values, **more: share_ratio(values, 0.2, 0.2, **more),
    "p90/p10": quantile_ratio,
    "quintiles": lambda values, **more: quantile_shares(values, np.linspace(0, 1, 6), **more)[..., -1],
}
# Strictly lower after a transfer from above to below, wherever it falls.
STRICT = [name for name in MEASURES if name not in ("palma", "s80/s20", "p90/p10", "quintiles")]

WHOLE = st.integers(1, 1000).map(float)


def draw_rows(data, low=2):
    n = data.draw(st.integers(low, 25))
    return data.draw(arrays(float, n, elements=WHOLE)), data.draw(arrays(np.int64, n, elements=st.integers(1, 4)))


# ---- published numbers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "published"),
    [
        # ineq(x); Gini(x, corr = TRUE); Atkinson(x, 0.5), Atkinson(x, 1); Theil(x): seven decimals.
        (gini(INEQ), 0.4620911),
        (gini(INEQ, form="sample"), 0.5134346),
        (atkinson(INEQ, 0.5), 0.1796591),
        (atkinson(INEQ, 1), 0.3518251),
        (theil_t(INEQ), 0.3623412),
    ],
    ids=count(),
)
def test_the_example_of_ineq(found, published):
    assert found.tolist() == pytest.approx([published], abs=5.1e-8)


@pytest.mark.parametrize(
    ("found", "peer"),
    [
        # inequality.gini.Gini(y).g, inequality.theil.Theil(y).T, inequality.atkinson.atkinson(y, epsilon) of PySAL's
        # inequality 1.1.2.
        (gini(MEXICO), 0.3537237117345285),
        (theil_t(MEXICO), 0.20894344230358594),
        (atkinson(MEXICO, 0.5), 0.0984322239880091),
        (atkinson(MEXICO, 1), 0.1836800569549023),
        (atkinson(MEXICO, 2), 0.3155980580204617),
        # atkinson(np.array([10, 20, 30, 40, 50]), epsilon), from its documentation: five decimals.
        (atkinson(np.arange(10, 60, 10), 0.5).round(5), 0.06315),
        (atkinson(np.arange(10, 60, 10), 1).round(5), 0.13161),
        # Theil(np.array([0, 0, 0, 10, 10, 10])).T: half have all.
        (theil_t(np.array([0, 0, 0, 10, 10, 10])), 0.6931471805599453),
    ],
    ids=count(),
)
def test_pysal(found, peer):
    # Sums of 32 terms in another order.
    assert found.tolist() == pytest.approx([peer], rel=1e-13)


# ---- brute force ----------------------------------------------------------------------------------------------------


@given(st.data())
def test_the_mean_absolute_difference(data):
    values, weights = draw_rows(data, low=1)
    values[data.draw(st.integers(0, len(values) - 1))] = 0.0
    values[-1] += 1
    pairs = np.outer(weights, weights) * np.abs(np.subtract.outer(values, values))
    expected = pairs.sum() / (2 * weights.sum() * (weights @ values))
    # Some 600 terms, each rounded once or twice.
    assert gini(values, weights=weights).tolist() == pytest.approx([expected], rel=1e-12)
    if len(values) > 1:
        n = len(values)
        differences = np.abs(np.subtract.outer(values, values)).sum() / (n * (n - 1))
        assert gini(values, form="sample").tolist() == pytest.approx([differences / (2 * values.mean())], rel=1e-12)


@given(st.data())
def test_entropy_as_it_is_written(data):
    values, weights = draw_rows(data)
    share, ratio = weights / weights.sum(), values / (weights @ values / weights.sum())
    expected = {
        "theil_t": share @ (ratio * np.log(ratio)),
        "theil_l": -share @ np.log(ratio),
        "ge -1": (share @ ratio**-1.0 - 1) / 2,
        "ge 0.4": (share @ ratio**0.4 - 1) / (0.4 * -0.6),
        "ge 2": (share @ ratio**2 - 1) / 2,
        "ge 3": (share @ ratio**3 - 1) / 6,
        "atkinson 0.5": 1 - (share @ ratio**0.5) ** 2,
        "atkinson 1": 1 - np.exp(share @ np.log(ratio)),
        "atkinson 2": 1 - 1 / (share @ (1 / ratio)),
    }
    for name, by_hand in expected.items():
        # The formulas take the difference of numbers up to 1,000 that may be alike.
        assert MEASURES[name](values, weights=weights)[0] == pytest.approx(by_hand, rel=1e-10, abs=1e-13), name


@given(st.data())
def test_groups_are_each_as_if_alone(data):
    values, weights = draw_rows(data, low=6)
    codes = np.arange(len(values)) % 3
    data.draw(st.randoms()).shuffle(codes)
    for name, measure in MEASURES.items():
        found = measure(values, weights=weights, groups=codes, n_groups=4, undefined=-7.0)
        alone = [measure(values[codes == g], weights=weights[codes == g])[0] for g in range(3)]
        # Running totals begin anew with each group.
        assert found.tolist() == pytest.approx([*alone, -7.0], rel=1e-11, abs=1e-13), name


def test_many_blocks(monkeypatch):
    values = np.random.default_rng(8).lognormal(10, 1, 100)
    weights = np.random.default_rng(9).random(100)
    expected = gini(values), gini(values, weights=weights)
    monkeypatch.setattr(dispersion, "_AT_ONCE", 7)
    found = gini(values), gini(values, weights=weights)
    assert np.concatenate(found).tolist() == pytest.approx(np.concatenate(expected).tolist(), rel=1e-13)


# ---- laws -----------------------------------------------------------------------------------------------------------


@given(st.data())
def test_scale_replication_symmetry_and_weights(data):
    values, weights = draw_rows(data)
    order = np.array(data.draw(st.permutations(range(len(values)))))
    many = np.repeat(values, weights)
    for name, measure in MEASURES.items():
        found = measure(values, weights=weights)
        same = {"rel": 1e-10, "abs": 1e-13}  # sums in another order
        # Powers of 2 scale without rounding.
        np.testing.assert_array_equal(measure(8 * values, weights=weights), found, err_msg=name)
        assert measure(values[order], weights=weights[order]).tolist() == pytest.approx(found.tolist(), **same), name
        padded = measure(np.append(values, 5000.0), weights=np.append(weights, 0))
        assert padded.tolist() == pytest.approx(found.tolist(), **same), name
        assert measure(values, weights=weights / 7).tolist() == pytest.approx(found.tolist(), **same), name
        if name == "sample gini":
            continue
        assert measure(many).tolist() == pytest.approx(found.tolist(), **same), name
        assert measure(np.tile(values, 3), weights=np.tile(weights, 3)).tolist() == pytest.approx(
            found.tolist(), **same
        ), name


@given(st.data())
def test_a_transfer_from_above_to_below_lowers_inequality(data):
    values, _ = draw_rows(data, low=3)
    values[-1] += values.max()
    rich, poor = int(values.argmax()), int(values.argmin())
    gap = values[rich] - values[poor]
    given_away = data.draw(st.floats(0.1, 0.5)) * gap
    after = values.copy()
    after[rich] -= given_away
    after[poor] += given_away
    for name, measure in MEASURES.items():
        if name in STRICT:
            assert measure(after)[0] < measure(values)[0], name
        elif name != "p90/p10":
            assert measure(after)[0] <= measure(values)[0] + 1e-12, name


@given(st.integers(1, 20), WHOLE)
def test_all_alike(n, value):
    for name, measure in MEASURES.items():
        if name == "sample gini" and n == 1:
            continue
        least = {"palma": 0.25, "s80/s20": 1.0, "p90/p10": 1.0, "quintiles": 0.2}.get(name, 0.0)
        # Shares are sums that are divided; the others are 0 to the square of the rounding of the mean.
        assert measure(np.full(n, value))[0] == pytest.approx(least, abs=1e-15 if least == 0 else 1e-12), name
    assert gini(np.full(n, value)).tolist() == [0.0]


@given(st.data())
def test_bounds(data):
    values, _ = draw_rows(data)
    n = len(values)
    assert 0 <= gini(values)[0] <= 1 - 1 / n + 1e-15
    assert 0 <= gini(values, form="sample")[0] <= 1 + 1e-15
    assert 0 <= theil_t(values)[0] <= np.log(n)
    assert theil_l(values)[0] >= 0
    rising = [atkinson(values, epsilon)[0] for epsilon in (0, 0.25, 0.5, 1, 1.5, 2, 4)]
    assert rising[0] == 0
    assert (np.diff(rising) >= -1e-13).all()
    assert rising[-1] < 1
    assert 1 - atkinson(values, 1)[0] == pytest.approx(np.exp(-theil_l(values)[0]), rel=1e-14)
    squared = values.var() / values.mean() ** 2
    assert 2 * generalised_entropy(values, 2)[0] == pytest.approx(squared, rel=1e-11, abs=1e-14)
    for alpha, limit in ((0.0, theil_l), (1.0, theil_t)):
        # The difference to the limit is of the order of the step, times a term of at most (ln 1000)^3.
        for step in (-1e-7, 1e-7):
            assert generalised_entropy(values, alpha + step)[0] == pytest.approx(limit(values)[0], abs=1e-4, rel=1e-5)


@pytest.mark.parametrize("n", [1, 2, 5, 40])
def test_one_has_all(n):
    values = np.zeros(n)
    values[n // 2] = 3.0
    assert gini(values)[0] == pytest.approx(1 - 1 / n, rel=1e-15)
    assert theil_t(values)[0] == pytest.approx(np.log(n), rel=1e-15)
    assert generalised_entropy(values, 2)[0] == pytest.approx((n - 1) / 2, rel=1e-14)
    assert atkinson(values, 0.5)[0] == pytest.approx(1 - 1 / n, rel=1e-14)
    if n > 1:
        assert gini(values, form="sample")[0] == pytest.approx(1.0, rel=1e-15)


def test_little_inequality_keeps_its_digits():
    values = np.array([1 - 1e-9, 1 + 1e-9])
    # Both values are off by a rounding of 1e-16, which is 1e-7 of their distance from 1.
    assert gini(values)[0] == pytest.approx(5e-10, rel=1e-6)
    for alpha in (-1, 0, 0.5, 1, 2):
        assert generalised_entropy(values, alpha)[0] == pytest.approx(5e-19, rel=0.3), alpha


# ---- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "codes"),
    [
        (lambda: gini(np.array([1.0, -1.0])), ["negative_amounts"]),
        (lambda: theil_t(np.array([1.0, np.nan])), ["has_gaps"]),
        (lambda: gini(np.zeros(3)), ["nothing_to_share"]),
        (lambda: gini(np.zeros(0)), ["empty_groups"]),
        (lambda: gini(np.ones(2), weights=np.zeros(2)), ["empty_groups"]),
        (lambda: gini(np.ones(2), form="sample", weights=np.array([1.0, 0.0])), ["one_row"]),
        (lambda: gini(np.ones(2), form="other"), ["not_a_choice"]),
        (lambda: theil_l(np.array([0.0, 1.0])), ["zero_amounts"]),
        (lambda: generalised_entropy(np.array([0.0, 1.0]), -0.5), ["zero_amounts"]),
        (lambda: generalised_entropy(np.array([1e-9, 1.0]), -400), ["not_finite"]),
        (lambda: generalised_entropy(np.ones(2), np.nan), ["not_finite"]),
        (lambda: atkinson(np.array([0.0, 1.0]), 1), ["zero_amounts"]),
        (lambda: atkinson(np.array([0.0, 1.0]), 2.5), ["zero_amounts"]),
        (lambda: atkinson(np.ones(2), -0.1), ["negative"]),
        (lambda: atkinson(np.ones(2), np.inf), ["not_finite"]),
        (
            lambda: gini(np.array([1.0, 0.0]), form="sample", groups=np.array([0, 2]), n_groups=3),
            ["empty_groups", "nothing_to_share", "one_row"],
        ),
    ],
    ids=count(),
)
def test_what_is_refused(ask, codes):
    with pytest.raises(InvalidInput) as raised:
        ask()
    assert [one.code for one in raised.value.faults] == codes


def test_what_is_not_defined_is_what_the_caller_says():
    values, groups = np.array([0.0, 2.0, 3.0, 0.0, 5.0]), np.array([0, 0, 1, 2, 4])
    each = {"groups": groups, "n_groups": 5, "undefined": np.nan}
    np.testing.assert_array_equal(gini(values, **each), [0.5, 0.0, np.nan, np.nan, 0.0])
    np.testing.assert_array_equal(gini(values, form="sample", **each), [1.0, np.nan, np.nan, np.nan, np.nan])
    np.testing.assert_array_equal(theil_l(values, **each), [np.nan, 0.0, np.nan, np.nan, 0.0])
    np.testing.assert_array_equal(atkinson(values, 1.5, **each), [np.nan, 0.0, np.nan, np.nan, 0.0])
    np.testing.assert_allclose(theil_t(values, **each), [np.log(2), 0.0, np.nan, np.nan, 0.0], rtol=1e-15)
