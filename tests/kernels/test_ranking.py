"""Ranks against scipy's, COINr's, and what must hold."""

import csv

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays
from scipy.stats import rankdata

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.ranking import TIES, rank

# Few different numbers, so that ties are common.
columns = arrays(float, st.integers(1, 30), elements=st.integers(-4, 4).map(float))
tables = arrays(float, st.tuples(st.integers(1, 12), st.integers(1, 4)), elements=st.integers(-4, 4).map(float))


def codes(error):
    return [(one.code, one.where) for one in error.value.faults]


def test_the_index_of_coinr(reference):
    with (reference / "coinr" / "results_scores_and_rank.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    scores = np.array([float(row["Index"]) for row in rows])
    assert rank(scores).tolist() == [float(row["Rank"]) for row in rows]


@given(columns, st.sampled_from(TIES), st.booleans())
def test_it_is_scipys(values, ties, descending):
    expected = rankdata(-values if descending else values, method=ties)
    assert rank(values, ties=ties, descending=descending).tolist() == expected.tolist()


@given(tables, st.sampled_from(TIES), st.sampled_from("CF"))
def test_columns_are_ranked_by_themselves_in_either_order_of_memory(values, ties, order):
    found = rank(np.array(values, order=order), ties=ties)
    assert found.tolist() == np.column_stack([rank(column, ties=ties) for column in values.T]).tolist()


@given(columns, st.data(), st.sampled_from(TIES))
def test_gaps_have_no_rank_and_the_others_are_ranked_without_them(values, data, ties):
    empty = data.draw(arrays(bool, values.shape))
    found = rank(np.where(empty, np.nan, values), ties=ties, missing="skip")
    assert np.isnan(found).tolist() == empty.tolist()
    assert found[~empty].tolist() == rank(values[~empty], ties=ties).tolist()


def runs(values, tolerance):
    """Tied values from the largest down, one by one."""
    ordered = sorted(values, reverse=True)
    groups = [[ordered[0]]]
    for one in ordered[1:]:
        if groups[-1][-1] - one <= tolerance:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


@given(columns, st.integers(0, 3))
def test_neighbours_within_the_tolerance_are_tied(values, tolerance):
    place, expected = 1, {}
    for group in runs(values, tolerance):
        expected |= dict.fromkeys(group, place)
        place += len(group)
    assert rank(values, tolerance=float(tolerance)).tolist() == [expected[one] for one in values]


def test_a_tolerance_by_hand():
    values = np.array([0.0, 0.4, 0.8, 2.0])
    assert rank(values, tolerance=0.5).tolist() == [2, 2, 2, 1]
    assert rank(values, tolerance=0.5, ties="dense", descending=False).tolist() == [1, 1, 1, 2]
    assert rank(np.array([-1.7e308, 1.7e308]), tolerance=0.5).tolist() == [2, 1]


@given(columns)
def test_the_four_ties_stand_in_order(values):
    low, high, middle, dense = (rank(values, ties=ties) for ties in ("min", "max", "average", "dense"))
    assert (dense <= low).all()
    assert ((low + high) / 2 == middle).all()
    assert middle.sum() == len(values) * (len(values) + 1) / 2


def test_no_rows_have_no_ranks():
    assert rank(np.empty(0)).shape == (0,)
    assert rank(np.empty((0, 2)), ties="average").shape == (0, 2)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"ties": "first"}, [("not_a_choice", "ties")]),
        ({"tolerance": -1.0}, [("negative", "tolerance")]),
        ({"tolerance": np.nan}, [("not_finite", "tolerance")]),
        ({"missing": "drop"}, [("policy", "missing")]),
        ({}, [("not_finite", "[0]"), ("has_gaps", "[1]"), ("has_gaps", "[2]")]),
        ({"missing": "skip"}, [("not_finite", "[0]")]),
    ],
    ids=str,
)
def test_what_is_refused(options, expected):
    with pytest.raises(InvalidInput) as raised:
        rank(np.array([[np.inf, 1.0, np.nan], [1.0, np.nan, 1.0]]), **options)
    assert codes(raised) == expected
