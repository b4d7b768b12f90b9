"""Influence equals the derivative of each measure; its errors equal the formula by loops, and drawing anew."""

from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from gold import inequality as survey_gold
from hypothesis import given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.dispersion import atkinson, generalised_entropy, gini
from pemberdayaan.kernels.influence import (
    atkinson_influence,
    concentration_influence,
    entropy_influence,
    gini_influence,
    lorenz_influence,
    share_influence,
    share_ratio_influence,
)
from pemberdayaan.kernels.influence_design import influence_errors, influence_table
from pemberdayaan.kernels.linearisation import covariance, ratio_errors
from pemberdayaan.kernels.lorenz import concentration_index, lorenz_values
from pemberdayaan.kernels.resampling import multiplicities
from pemberdayaan.kernels.shares import palma, quantile_shares, share_ratio

AT, EDGES = np.array([0.4]), np.array([0.2, 0.8])
# Each measure by group, and the influence of the rows; r is what the rows are ordered by for the concentration index.
PAIRS = {
    "gini": (lambda x, r, **more: gini(x, **more), lambda x, r, **more: gini_influence(x, **more)),
    "sample gini": (
        lambda x, r, **more: gini(x, form="sample", **more),
        lambda x, r, **more: gini_influence(x, form="sample", **more),
    ),
    "lorenz": (
        lambda x, r, **more: lorenz_values(x, AT, **more)[:, 0],
        lambda x, r, **more: lorenz_influence(x, AT, **more)[:, 0],
    ),
    "band": (
        lambda x, r, **more: quantile_shares(x, EDGES, **more)[:, 0],
        lambda x, r, **more: share_influence(x, EDGES, **more)[:, 0],
    ),
    "s80/s20": (
        lambda x, r, **more: share_ratio(x, 0.2, 0.2, **more),
        lambda x, r, **more: share_ratio_influence(x, 0.2, 0.2, **more),
    ),
    "palma": (
        lambda x, r, **more: palma(x, **more),
        lambda x, r, **more: share_ratio_influence(x, 0.1, 0.4, **more),
    ),
    "concentration": (concentration_index, concentration_influence),
}
CUT = ("lorenz", "band", "s80/s20", "palma")
for one in (-1.0, 0.0, 0.5, 1.0, 2.0):
    PAIRS[f"entropy {one}"] = (
        lambda x, r, one=one, **more: generalised_entropy(x, one, **more),
        lambda x, r, one=one, **more: entropy_influence(x, one, **more),
    )
for one in (0.5, 1.0, 2.0):
    PAIRS[f"atkinson {one}"] = (
        lambda x, r, one=one, **more: atkinson(x, one, **more),
        lambda x, r, one=one, **more: atkinson_influence(x, one, **more),
    )


def draw_rows(data):
    n = data.draw(st.integers(3, 12))
    values = data.draw(arrays(float, n, elements=st.integers(1, 20).map(float)))
    ranks = data.draw(arrays(float, n, elements=st.integers(-3, 3).map(float)))
    weights = data.draw(arrays(float, n, elements=st.integers(1, 5).map(float)))
    return values, ranks, weights


# ---- the derivative -------------------------------------------------------------------------------------------------


@given(st.data())
def test_the_derivative_by_each_weight(data):
    values, ranks, weights = draw_rows(data)
    n, step = len(values), 1e-6
    # Every row heavier and lighter by a step, all at once as groups of their own.
    changed = np.tile(weights, (2, n, 1))
    changed[0][np.diag_indices(n)] += step
    changed[1][np.diag_indices(n)] -= step
    apart = {"weights": changed.ravel(), "groups": np.repeat(np.arange(2 * n), n), "n_groups": 2 * n}
    for name, (measure, influence) in PAIRS.items():
        more, less = measure(np.tile(values, 2 * n), np.tile(ranks, 2 * n), **apart).reshape(2, n)
        found = influence(values, ranks, weights=weights)
        # Rounding over the step, times measures of at most some 20; where a row ends on a cut the curve has two slopes,
        # and the mean of them is off by the step times the difference of their slopes.
        near = 1e-4 if name in CUT else 2e-7
        np.testing.assert_allclose(found, (more - less) / (2 * step), atol=near, rtol=1e-6, err_msg=name)
        assert weights @ found == pytest.approx(0, abs=1e-12), name


@given(st.data())
def test_groups_are_each_as_if_alone(data):
    values, ranks, weights = draw_rows(data)
    codes = np.arange(len(values)) % 2
    data.draw(st.randoms()).shuffle(codes)
    values = np.append(values, 0.0)
    ranks, weights, codes = np.append(ranks, 0.0), np.append(weights, 1.0), np.append(codes, 3)
    for name, (_, influence) in PAIRS.items():
        found = influence(values, ranks, weights=weights, groups=codes, n_groups=5, undefined=np.nan)
        for g in range(2):
            mine = codes == g
            if name == "sample gini" and mine.sum() == 1:
                continue
            alone = influence(values[mine], ranks[mine], weights=weights[mine])
            np.testing.assert_allclose(found[mine], alone, rtol=1e-9, atol=1e-12, err_msg=name)
        assert found[-1] == 0, name


# ---- errors ---------------------------------------------------------------------------------------------------------


def survey(units=320, size=2):
    """A made-up survey: rows in sampling units in strata, values that are alike within a unit, and their design."""
    rng = np.random.default_rng(2026)
    strata = np.arange(units) * 4 // units
    unit = np.repeat(np.arange(units), size)
    values = np.exp(0.3 * strata[unit] + rng.normal(0, 0.4, units)[unit] + rng.normal(0, 0.35, units * size))
    ranks = values * np.exp(rng.normal(0, 0.5, len(values)))
    return values, ranks, rng.uniform(0.5, 1.5, units)[unit], unit, strata


def test_means_and_ratios_of_a_peer():
    """Those of svy, in all and by domain, with and without the correction for a finite population."""
    gold = survey_gold
    n, strata = len(gold.ROW), np.repeat(np.arange(3), 4)
    for codes, groups, expected in [
        (np.zeros(n, np.int64), 1, ([gold.SVY_MEAN], [gold.SVY_RATIO])),
        (gold.DOMAIN, 3, (gold.SVY_MEANS, gold.SVY_RATIOS)),
    ]:
        sizes, totals, others = (
            np.bincount(codes, gold.WEIGHT * one, groups) for one in (np.ones(n), gold.AMOUNT, gold.OTHER)
        )
        both = [(totals / sizes, np.ones(n), sizes), (totals / others, gold.OTHER, others)]
        z = np.column_stack([(gold.AMOUNT - ratio[codes] * below) / over[codes] for ratio, below, over in both])
        keep = {"weights": gold.WEIGHT, "groups": codes, "n_groups": groups}
        plain = influence_errors(z, gold.UNIT, strata, **keep)
        drawn = influence_errors(z, gold.UNIT, strata, **keep, fractions=4 / gold.UNITS)
        # As sums of columns, the way of headcounts: the same scores from a table by group and unit.
        columns = np.column_stack([gold.AMOUNT, gold.OTHER, np.ones(n)])
        table = influence_table(columns, gold.UNIT, strata, **keep)
        above, below = np.zeros((4, 2)), np.zeros((4, 2))
        above[0], below[[2, 1], [0, 1]] = 1.0, 1.0
        other = ratio_errors(table, above, below)
        np.testing.assert_allclose(other.se, plain.se, rtol=1e-12)
        assert plain.df.tolist() == [9] * groups
        for j, rows in enumerate(expected):
            for g, (estimate, se, *corrected) in enumerate(rows):
                found = (both[j][0][g], plain.se[g, j], drawn.se[g, j])
                # Sums of 48 numbers, each to the last digits.
                assert found[: 2 + len(corrected)] == pytest.approx((estimate, se, *corrected), rel=1e-12)


def test_a_thousand_draws():
    values, ranks, weights, unit, strata = survey()
    draws = np.concatenate(list(multiplicities(len(strata), 1000, rng=np.random.default_rng(5), strata=strata)))
    n = len(values)
    again = {"weights": (draws[:, unit] * weights).ravel(), "groups": np.repeat(np.arange(1000), n), "n_groups": 1000}
    many, many_ranks = np.tile(values, 1000), np.tile(ranks, 1000)
    for name in ("gini", "entropy 0.0", "entropy 1.0", "atkinson 0.5", "band", "palma", "concentration"):
        measure, influence = PAIRS[name]
        z = influence(values, ranks, weights=weights)
        found = influence_errors(z, unit, strata, weights=weights)
        drawn = measure(many, many_ranks, **again).std(ddof=1)
        # A deviation over 1,000 draws is itself off by 1 in the root of 2,000, 2.2 per cent.
        assert found.se[0, 0] == pytest.approx(drawn, rel=0.05), name
        assert found.df.tolist() == [316]
    # The strata and units of this survey matter: rows drawn alone have another error.
    z = gini_influence(values, weights=weights)
    alone = influence_errors(z, np.arange(n), np.zeros(n, np.int64), weights=weights)
    assert abs(alone.se[0, 0] / influence_errors(z, unit, strata, weights=weights).se[0, 0] - 1) > 0.1


def test_leaving_out_one_unit_at_a_time():
    values, ranks, weights, unit, strata = survey()
    n, units = len(values), len(strata)
    sizes = np.bincount(strata)
    times = np.where(strata == strata[:, np.newaxis], (sizes / (sizes - 1))[strata], 1.0)
    times[np.diag_indices(units)] = 0.0
    left = {"weights": (times[:, unit] * weights).ravel(), "groups": np.repeat(np.arange(units), n), "n_groups": units}
    for name in ("gini", "entropy 1.0", "atkinson 1.0", "concentration"):
        measure, influence = PAIRS[name]
        found = influence_errors(influence(values, ranks, weights=weights), unit, strata, weights=weights)
        each = measure(np.tile(values, units), np.tile(ranks, units), **left)
        means = (np.bincount(strata, each) / sizes)[strata]
        jackknife = np.sqrt((((sizes - 1) / sizes)[strata] * (each - means) ** 2).sum())
        # The two agree up to a term of the order of 1 in 80, the units of a stratum.
        assert found.se[0, 0] == pytest.approx(jackknife, rel=0.025), name


@given(st.data())
def test_the_formula_by_loops(data):
    values, _, weights = draw_rows(data)
    n = len(values)
    strata = np.array([0, 0, 1, 1, 1])
    unit = data.draw(arrays(np.int64, n, elements=st.integers(0, 4)))
    z = np.column_stack([gini_influence(values, weights=weights), entropy_influence(values, 1, weights=weights)])
    table = influence_table(z, unit, strata, weights=weights)
    scores = np.zeros((5, 2))
    for i in range(n):
        scores[unit[i]] += weights[i] * z[i]
    np.testing.assert_allclose(table.sums[:, :2], scores[table.units], atol=1e-14)
    assert table.sums[:, 2].sum() == pytest.approx(1, abs=1e-15)
    expected = covariance(scores, strata)
    found = influence_errors(z, unit, strata, weights=weights)
    np.testing.assert_allclose(found.se[0] ** 2, np.diag(expected), atol=1e-14)
    np.testing.assert_allclose(
        influence_errors(z, unit, strata, weights=weights, fractions=np.array([0.75, 0.75])).se,
        found.se / 2,
        atol=1e-14,
    )


def test_a_share_is_a_ratio():
    # All have 0 or 1, so the Gini index is 1 less their share, whose error is known.
    rng = np.random.default_rng(1)
    values, unit = (rng.random(60) < 0.4) * 1.0, np.repeat(np.arange(20), 3)
    strata = np.repeat([0, 1], 10)
    table = influence_table(values / 60, unit, strata)
    known = ratio_errors(table, np.array([[1.0], [0.0]]), np.array([[0.0], [1.0]]))
    found = influence_errors(gini_influence(values), unit, strata)
    assert 1 - known.estimate[0, 0] == pytest.approx(gini(values)[0], rel=1e-13)
    assert found.se[0, 0] == pytest.approx(known.se[0, 0], rel=1e-12)


def test_groups_keep_every_unit():
    values, _, weights, unit, strata = survey(40, 3)
    groups = np.arange(len(values)) % 3
    each = {"weights": weights, "groups": groups, "n_groups": 4}
    found = influence_errors(gini_influence(values, **each, undefined=0.0), unit, strata, **each)
    assert found.se.shape == (4, 1)
    for g in range(3):
        # A domain is the sample with no weight elsewhere.
        inside = weights * (groups == g)
        alone = influence_errors(gini_influence(values, weights=inside), unit, strata, weights=inside)
        assert found.se[g] == pytest.approx(alone.se[0], rel=1e-12)
    assert found.se[3] == 0


@pytest.mark.parametrize(
    ("ask", "codes"),
    [
        (lambda: gini_influence(np.zeros(2)), ["nothing_to_share"]),
        (lambda: gini_influence(np.ones(1), form="sample"), ["one_row"]),
        (lambda: gini_influence(np.ones(2), form="other"), ["not_a_choice"]),
        (lambda: entropy_influence(np.array([0.0, 1.0]), 0), ["zero_amounts"]),
        (lambda: entropy_influence(np.array([1e-9, 1.0]), -400), ["not_finite"]),
        (lambda: atkinson_influence(np.ones(2), -1), ["negative"]),
        (lambda: lorenz_influence(np.ones(2), np.array([2.0])), ["out_of_range"]),
        (lambda: share_influence(np.ones(2), np.array([0.5])), ["not_ascending"]),
        (lambda: share_ratio_influence(np.array([0.0, 0.0, 1.0]), 0.2, 0.2), ["nothing_below"]),
        (lambda: concentration_influence(np.ones(2), np.ones(3)), ["unequal"]),
        (lambda: influence_table(np.ones(2), np.array([0, 2]), np.zeros(2, int)), ["out_of_range"]),
        (lambda: influence_errors(np.ones(2), np.array([0, 1]), np.array([0, 1])), ["lonely_psu"] * 2),
    ],
    ids=count(),
)
def test_what_is_refused(ask, codes):
    with pytest.raises(InvalidInput) as raised:
        ask()
    assert [one.code for one in raised.value.faults] == codes
