"""Cronbach's alpha against COINr, the textbook formula, and what must hold."""

import csv
from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from gold import surveys
from hypothesis import assume, given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.consistency import alpha_without, cronbach_alpha, cronbach_draws, rest_correlation

tables = st.tuples(st.integers(3, 12), st.integers(2, 6)).flatmap(
    lambda shape: arrays(float, shape, elements=st.integers(1, 5).map(float))
)


def textbook(values):
    """By the sample variances of the columns and of their sum."""
    items = values.shape[1]
    return items / (items - 1) * (1 - values.var(axis=0, ddof=1).sum() / values.sum(axis=1).var(ddof=1))


def varied(values):
    return values.sum(axis=1).var() > 1e-9


def test_the_eight_pillars_of_coinr(reference):
    with (reference / "coinr" / "dset_aggregated.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with (reference / "coinr" / "cronbach_pillars.csv").open(encoding="utf-8") as file:
        stored = float(next(csv.DictReader(file))["alpha"])
    values = np.array([[float(row[pillar]) for pillar in surveys.COINR_PILLARS] for row in rows])
    assert cronbach_alpha(values) == pytest.approx(stored, rel=1e-12)
    assert stored == surveys.COINR_ALPHA


@given(tables)
def test_it_is_the_formula_and_does_not_mind_shift_scale_and_order(values):
    assume(varied(values))
    alpha = cronbach_alpha(values)
    assert alpha == pytest.approx(textbook(values), abs=1e-9)
    assert alpha <= 1 + 1e-9
    assert cronbach_alpha(3 * values + 7) == pytest.approx(alpha, abs=1e-9)
    assert cronbach_alpha(values + np.arange(values.shape[1])) == pytest.approx(alpha, abs=1e-9)
    assert cronbach_alpha(values[::-1, ::-1]) == pytest.approx(alpha, abs=1e-9)
    assert cronbach_alpha(6 - values) == pytest.approx(alpha, abs=1e-9)


@given(tables, st.data())
def test_weights_are_replication(values, data):
    weights = data.draw(st.lists(st.integers(0, 3), min_size=len(values), max_size=len(values)))
    repeated = np.repeat(values, weights, axis=0)
    assume(len(repeated) > 1 and varied(repeated))
    weighted = cronbach_alpha(values, weights=np.array(weights, dtype=float))
    assert weighted == pytest.approx(cronbach_alpha(repeated), abs=1e-9)
    assert cronbach_draws(values, np.array([weights], dtype=float))[0] == pytest.approx(weighted, abs=1e-9)


@given(tables)
def test_without_an_item_and_against_the_rest(values):
    assume(values.shape[1] > 2)
    without, correlation = alpha_without(values), rest_correlation(values)
    for j in range(values.shape[1]):
        others = np.delete(values, j, axis=1)
        if varied(others):
            assert without[j] == pytest.approx(textbook(others), abs=1e-9)
        else:
            assert np.isnan(without[j])
        if varied(others) and values[:, j].var() > 0:
            assert correlation[j] == pytest.approx(np.corrcoef(values[:, j], others.sum(axis=1))[0, 1], abs=1e-9)
        else:
            assert np.isnan(correlation[j])


def test_two_items_less_one_have_no_alpha():
    assert np.isnan(alpha_without(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 3.0]]))).all()


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (lambda: cronbach_alpha(np.array([[1.0, 4.0], [4.0, 1.0]])), "no_spread"),
        (lambda: cronbach_alpha(np.array([[1.0, np.nan], [4.0, 1.0]])), "has_gaps"),
        (lambda: cronbach_draws(np.array([[1.0, np.nan], [4.0, 1.0]]), np.ones((1, 2))), "has_gaps"),
    ],
    ids=count(),
)
def test_where_it_is_not_defined(run, code):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert [one.code for one in raised.value.faults] == [code]


@given(tables, st.integers(0, 100))
def test_draws_that_do_not_vary_have_no_alpha(values, row):
    same = np.zeros((1, len(values)))
    same[0, row % len(values)] = len(values)
    assert np.isnan(cronbach_draws(values, same)).all()


def test_a_draw_that_takes_nobody_has_no_alpha():
    assert np.isnan(cronbach_draws(np.array([[1.0, 2.0], [2.0, 4.0]]), np.zeros((2, 2)))).all()


@given(tables)
def test_draws_in_parts_are_those_in_one(values):
    drawn = np.random.default_rng(1).integers(0, 3, (7, len(values))).astype(float)
    parts = cronbach_draws(values, iter([drawn[:3], drawn[3:4], drawn[4:]]))
    np.testing.assert_allclose(parts, cronbach_draws(values, drawn), rtol=1e-9)
    assert len(cronbach_draws(values, iter([]))) == 0


@pytest.mark.parametrize("times", [1e-300, 1e-3, 1e300])
def test_what_weights_are_counted_in_does_not_matter(times):
    values = np.array([[1.0, 2.0, 2.0], [2.0, 2.0, 4.0], [3.0, 5.0, 4.0], [4.0, 4.0, 1.0]])
    weights = np.array([1.0, 2.0, 1.0, 3.0])
    for measure in (cronbach_alpha, alpha_without, rest_correlation):
        np.testing.assert_allclose(measure(values, weights=times * weights), measure(values, weights=weights))


def test_weights_of_nought_have_no_alpha():
    with pytest.raises(InvalidInput, match="add up to 0"):
        cronbach_alpha(np.array([[1.0, 2.0], [2.0, 1.0]]), weights=np.zeros(2))
