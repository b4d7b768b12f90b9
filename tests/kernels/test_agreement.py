"""Krippendorff's alpha against its author's example, the package of that name, and what must hold."""

import warnings
from itertools import permutations

import hypothesis.strategies as st
import krippendorff
import numpy as np
import pytest
from gold import surveys
from hypothesis import given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.agreement import MEASUREMENTS, krippendorff_alpha, krippendorff_draws, unit_disagreement

PUBLISHED = np.array(surveys.KRIPPENDORFF_RATINGS, dtype=float)
ratings = st.sampled_from([float("nan"), 1.0, 2.0, 3.0, 4.0, 5.0])
tables = st.tuples(st.integers(2, 5), st.integers(1, 12)).flatmap(lambda shape: arrays(float, shape, elements=ratings))
levels = st.sampled_from(MEASUREMENTS)


def alpha_or_none(table, measurement):
    try:
        return krippendorff_alpha(table, measurement=measurement)
    except InvalidInput:
        return None


def peer(table, measurement):
    """The package's alpha; None where it raises or divides by nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        try:
            value = float(krippendorff.alpha(table, level_of_measurement=measurement))
        except ValueError:
            return None
    return value if np.isfinite(value) else None


@pytest.mark.parametrize("measurement", MEASUREMENTS)
def test_the_example_of_its_author(measurement):
    found = krippendorff_alpha(PUBLISHED, measurement=measurement)
    assert round(found, 3) == surveys.KRIPPENDORFF_ALPHA[measurement]


@given(tables, levels)
def test_it_is_the_package_on_tables_with_gaps(table, measurement):
    ours, theirs = alpha_or_none(table, measurement), peer(table, measurement)
    assert (ours is None) == (theirs is None)
    assert ours is None or ours == pytest.approx(theirs, abs=1e-12)


@given(tables, levels, st.randoms(use_true_random=False))
def test_the_order_of_raters_and_units_does_not_matter(table, measurement, random):
    shuffled = table[random.sample(range(len(table)), len(table))]
    shuffled = shuffled[:, random.sample(range(table.shape[1]), table.shape[1])]
    ours = alpha_or_none(table, measurement)
    assert ours is None or krippendorff_alpha(shuffled, measurement=measurement) == pytest.approx(ours, abs=1e-12)


@given(tables, st.data())
def test_multiplicities_are_replication(table, data):
    size = table.shape[1]
    times = np.array(data.draw(st.lists(st.integers(0, 3), min_size=size, max_size=size)))
    repeated = alpha_or_none(np.repeat(table, times, axis=1), "ordinal") if times.any() else None
    try:
        counted = krippendorff_alpha(table, multiplicities=times)
    except InvalidInput:
        counted = None
    assert (repeated is None) == (counted is None)
    assert counted is None or counted == pytest.approx(repeated, abs=1e-12)


@given(tables)
def test_alpha_is_one_less_the_disagreement_of_units_over_that_of_all_pairs(table):
    ours = alpha_or_none(table, "interval")
    if ours is None:
        return
    size = (~np.isnan(table)).sum(axis=0)
    several = size > 1
    apart = unit_disagreement(table, measurement="interval")
    assert np.isnan(apart[~several]).all()
    observed = (apart[several] * size[several]).sum() / size[several].sum()
    pooled = table[:, several][~np.isnan(table[:, several])]
    expected = np.mean([(one - other) ** 2 for one, other in permutations(pooled.tolist(), 2)])
    assert ours == pytest.approx(1 - observed / expected, abs=1e-9)


def test_agreement_throughout_is_one():
    assert krippendorff_alpha(np.array([[1.0, 2, 3], [1, 2, 3]])) == 1


@pytest.mark.parametrize(
    ("table", "measurement", "code"),
    [
        ([[1.0, np.nan], [np.nan, 2.0]], "ordinal", "no_pair"),
        ([[np.nan, np.nan], [np.nan, np.nan]], "ordinal", "no_pair"),
        ([[3.0, 3.0], [3.0, 3.0]], "interval", "no_spread"),
        ([[1.0, 2.0], [1.0, 2.0]], "cardinal", "not_a_choice"),
    ],
)
def test_where_it_is_not_defined(table, measurement, code):
    with pytest.raises(InvalidInput) as raised:
        krippendorff_alpha(np.array(table), measurement=measurement)
    assert [one.code for one in raised.value.faults] == [code]


@given(tables, levels)
def test_draws_are_the_alpha_of_each(table, measurement):
    drawn = np.random.default_rng(1).integers(0, 3, (5, table.shape[1]))
    each = [None if np.isnan(one) else one for one in krippendorff_draws(table, drawn, measurement=measurement)]
    again = [alpha_or_none(np.repeat(table, times, axis=1), measurement) for times in drawn]
    assert [one is None for one in each] == [one is None for one in again]
    assert [one for one in each if one is not None] == pytest.approx([one for one in again if one is not None])
