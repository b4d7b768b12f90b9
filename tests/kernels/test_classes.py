"""Bands: their cuts against published ones, and the class of a number against the formula in Fractions."""

from fractions import Fraction
from itertools import count, pairwise
from math import floor

import hypothesis.strategies as st
import numpy as np
import pytest
from gold import surveys
from hypothesis import given

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.classes import class_of, equal_class, equal_cuts, norm_cuts

ranges = st.tuples(st.integers(-50, 50), st.integers(1, 500)).map(lambda pair: (pair[0], sum(pair)))
edges = st.sampled_from(["up", "down"])


def fractions(cuts):
    return [Fraction(one, cuts[1]) for one in cuts[0].tolist()]


def test_the_cuts_of_a_published_ladder_and_norm():
    low, high = surveys.TANJUNGRAYA_RANGE
    assert fractions(equal_cuts(low, high, 8)) == list(surveys.TANJUNGRAYA_CUTS)
    ends = [surveys.NORM_ITEMS * end for end in surveys.NORM_SCALE]
    assert [round(float(one), 2) for one in fractions(norm_cuts(*ends, 5))] == list(surveys.NORM_CUTS)


def test_three_categories_are_cut_at_one_standard_deviation():
    assert fractions(norm_cuts(32, 160, 3)) == [96 - Fraction(64, 3), 96 + Fraction(64, 3)]


@given(ranges, st.integers(1, 12), edges, st.data())
def test_the_class_of_a_sum_is_the_formula(ends, classes, edge, data):
    low, high = ends
    total = data.draw(st.integers(low, high))
    share = Fraction(classes * (total - low), high - low)
    up = min(classes, 1 + floor(share))
    down = max(1, -floor(-share))
    expected = up if edge == "up" else down
    assert equal_class(np.array([total]), np.array([low]), np.array([high]), classes, edge=edge).tolist() == [expected]
    assert class_of(np.array([total]), *equal_cuts(low, high, classes), edge=edge).tolist() == [expected]


@given(ranges, st.integers(1, 12))
def test_the_classes_add_up_to_the_range_and_are_equally_wide(ends, classes):
    limits = [ends[0], *fractions(equal_cuts(*ends, classes)), ends[1]]
    widths = {here - before for before, here in pairwise(limits)}
    assert widths == {Fraction(ends[1] - ends[0], classes)}


def test_numbers_of_any_size_are_exact():
    low, high = 10**30, 9 * 10**30
    on_cut = np.array([2 * 10**30, 2 * 10**30 - 1], dtype=object)
    assert class_of(on_cut, *equal_cuts(low, high, 8)).tolist() == [2, 1]
    assert equal_class(on_cut, np.array([low] * 2), np.array([high] * 2), 8).tolist() == [2, 1]


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (lambda: equal_cuts(5, 5, 3), "reversed"),
        (lambda: equal_cuts(1, 5, 0), "out_of_range"),
        (lambda: equal_cuts(1, 5, 10**9), "out_of_range"),
        (lambda: norm_cuts(1, 5, 4), "not_a_choice"),
        (lambda: norm_cuts(5, 1, 5), "reversed"),
        (lambda: class_of(np.array([3]), *equal_cuts(1, 5, 5), edge="left"), "not_a_choice"),
        (lambda: equal_class(np.array([3]), np.array([1]), np.array([5]), 0), "out_of_range"),
    ],
    ids=count(),
)
def test_what_has_no_classes(run, code):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert [one.code for one in raised.value.faults] == [code]
