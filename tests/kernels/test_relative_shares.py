"""Relative shares equal their definition in whole numbers, and their scores the derivative of each weight."""

from fractions import Fraction

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.relative_shares import relative_shares
from pemberdayaan.kernels.survey_design import DesignTable

# A unit of each group: what is marked, and how much there is.
CELLS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(0, 9), st.integers(1, 9)), min_size=4)


def tabled(cells, n_groups=4, n_units=6):
    """Cells of group, unit, marked and all as a table; a pair stands once."""
    found = {}
    for group, unit, marked, more in cells:
        found[group, unit] = (min(marked, more), more)
    pairs = np.array(sorted(found), np.int64)
    sums = np.array([found[tuple(pair)] for pair in pairs.tolist()], float)
    return DesignTable(pairs[:, 0], pairs[:, 1], sums, np.zeros(n_units, np.int64), n_groups)


def exact(table, factors=None):
    """Shares among marked and all by group, in fractions; each unit may count more."""
    marked, everybody = [Fraction(0)] * table.n_groups, [Fraction(0)] * table.n_groups
    for group, unit, (a, c) in zip(table.groups.tolist(), table.units.tolist(), table.sums.tolist(), strict=True):
        factor = Fraction(1) if factors is None else factors[unit]
        marked[group] += factor * Fraction(a)
        everybody[group] += factor * Fraction(c)
    return [one / sum(marked) for one in marked], [one / sum(everybody) for one in everybody]


def lawful(table):
    totals = np.zeros((table.n_groups, 2))
    np.add.at(totals, table.groups, table.sums)
    return totals[:, 0].sum() > 0 and (totals[:, 1] > 0).all()


@given(CELLS)
def test_shares_and_ratios_are_those_of_whole_numbers_and_average_to_parity(cells):
    table = tabled(cells)
    assume(lawful(table))
    found = relative_shares(table)
    share, base = exact(table)
    # Sums of small whole numbers are exact; each division rounds once.
    np.testing.assert_allclose(found.share, [float(one) for one in share], rtol=1e-15)
    np.testing.assert_allclose(found.ratio, [float(a / p) for a, p in zip(share, base, strict=True)], rtol=1e-15)
    assert float(found.base @ found.ratio) == pytest.approx(1, abs=1e-12)
    assert float(found.gap.sum()) == pytest.approx(0, abs=1e-12)


@given(CELLS, st.integers(0, 5))
def test_a_score_is_what_more_of_its_unit_adds(cells, unit):
    table = tabled(cells)
    assume(lawful(table))
    found = relative_shares(table)
    step = Fraction(1, 10**9)
    factors = [Fraction(1)] * 6
    factors[unit] += step
    for before, after, scores in ((exact(table), exact(table, factors), found),):
        ratios = [[a / p for a, p in zip(*each, strict=True)] for each in (before, after)]
        gaps = [[a - p for a, p in zip(*each, strict=True)] for each in (before, after)]
        for (first, second), held in ((ratios, scores.ratio_scores), (gaps, scores.gap_scores)):
            slope = [float((b - a) / step) for a, b in zip(first, second, strict=True)]
            # The step is exact; what it leaves is of second order, at most some 1e-9 times the square of a ratio.
            np.testing.assert_allclose(held[unit], slope, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(found.ratio_scores.sum(axis=0), 0, atol=1e-10)
    np.testing.assert_allclose(found.gap_scores.sum(axis=0), 0, atol=1e-12)


@given(CELLS)
def test_against_a_known_population_only_the_share_has_an_error(cells):
    table = tabled(cells)
    assume(lawful(table))
    base = np.array([0.1, 0.2, 0.3, 0.4])
    found = relative_shares(table, base=base)
    share, _ = exact(table)
    np.testing.assert_allclose(found.ratio, [float(a) / p for a, p in zip(share, base, strict=True)], rtol=1e-15)
    np.testing.assert_allclose(found.ratio_scores * base, found.gap_scores, atol=1e-15)


def test_some_groups_are_as_they_are_among_all():
    table = tabled([(g, u, (3 * g + u) % 5, 4 + g) for g in range(4) for u in range(6)])
    every, some = relative_shares(table), relative_shares(table, asked=[3, 1])
    for whole, part in zip(every, some, strict=True):
        np.testing.assert_array_equal(whole[..., [3, 1]], part)


@pytest.mark.parametrize(
    ("cells", "base", "code"),
    [
        ([(0, 0, 0, 3), (1, 1, 0, 3)], None, "nothing_to_divide_by"),  # nobody is marked
        ([(0, 0, 1, 3)], None, "nothing_to_divide_by"),  # the second group is nobody
        ([(0, 0, 1, 3), (1, 1, 0, 3)], np.array([1.0, 0.0]), "nothing_to_divide_by"),
    ],
)
def test_what_is_not_defined_is_refused(cells, base, code):
    with pytest.raises(InvalidInput) as caught:
        relative_shares(tabled(cells, 2, 2), base=base)
    assert {one.code for one in caught.value.faults} == {code}


def test_a_unit_with_copies_has_one_cell():
    table = tabled([(0, 0, 1, 3), (1, 0, 0, 3)], 2, 1)._replace(copies=np.array([2]))
    with pytest.raises(InvalidInput, match="copies"):
        relative_shares(table)
