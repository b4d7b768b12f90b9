"""Packed rows and their tallies against numpy's own sums."""

from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels import patterns
from pemberdayaan.kernels.patterns import (
    check_rows,
    complete,
    marked_sums,
    pack,
    pattern_scores,
    pattern_table,
    row_scores,
    unpack,
)


def rows_of(width, most=30):
    return st.integers(0, most).flatmap(lambda n: arrays(np.uint8, (n, width), elements=st.integers(0, 1)))


few = st.integers(1, 7).flatmap(rows_of)
many = st.sampled_from([1, 8, 9, 16, 17, 32, 33, 64]).flatmap(rows_of)
KINDS = [np.uint8, np.int8, bool, np.int16, np.int64, np.uint64, np.float32, np.float64]


@given(many, st.sampled_from(KINDS), st.booleans())
def test_packing_keeps_every_row(values, kind, by_column):
    typed = values.astype(kind)
    codes = pack(list(typed.T) if by_column else typed)
    assert unpack(codes, values.shape[1]).tolist() == values.tolist()
    assert codes.tolist() == [sum(2**j * int(x) for j, x in enumerate(row)) for row in values]


@given(rows_of(3), st.integers(1, 5))
def test_blocks_are_the_whole(values, size):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(patterns, "_AT_ONCE", size)
        codes = pack(values)
        table = pattern_table(codes, 3)
        sums = marked_sums(codes, 3, np.arange(8) % 3 == 0)
    assert codes.tolist() == pack(values).tolist()
    assert table.tolist() == pattern_table(codes, 3).tolist()
    assert sums.tolist() == marked_sums(codes, 3, np.arange(8) % 3 == 0).tolist()


def test_what_is_missing_counts_as_told():
    values = np.array([[1.0, np.nan], [np.nan, 0.0], [0.0, 1.0]])
    assert pack(values, missing="worst").tolist() == [3, 1, 2]
    assert pack(values, missing="best").tolist() == [1, 0, 2]
    assert complete(values).tolist() == [False, False, True]
    assert pack(values[complete(values)]).tolist() == [2]


@given(few, st.data())
def test_the_table_is_a_sum_over_the_rows(values, data):
    n, width = values.shape
    groups = data.draw(arrays(np.int64, n, elements=st.integers(0, 2)))
    weights = data.draw(arrays(np.int64, n, elements=st.integers(0, 9)) | st.none())
    codes = pack(values)
    table = pattern_table(codes, width, weights=weights, groups=groups, n_groups=3)
    brute = np.zeros((3, 2**width))
    for i in range(n):
        brute[groups[i], codes[i]] += 1 if weights is None else weights[i]
    assert table.tolist() == brute.tolist()
    if weights is not None:
        # Sums of whole numbers: as floats they are the same, exactly.
        again = pattern_table(codes, width, weights=weights.astype(float), groups=groups.astype(np.uint16), n_groups=3)
        assert again.tolist() == brute.tolist()
    summed = pattern_table(
        np.tile(np.arange(2**width, dtype=np.uint16), 3),
        width,
        weights=table.reshape(-1),
        groups=np.repeat(np.arange(3), 2**width),
        n_groups=3,
    )
    assert summed.tolist() == table.tolist()


@given(many, st.data())
def test_scores_are_weighted_sums(values, data):
    weights = data.draw(arrays(np.int64, values.shape[1], elements=st.integers(0, 50)))
    assert row_scores(pack(values), weights).tolist() == (values.astype(np.int64) @ weights).tolist()
    if values.shape[1] <= 8:
        assert pattern_scores(weights)[pack(values)].tolist() == (values.astype(np.int64) @ weights).tolist()


@given(many | few, st.data(), st.sampled_from([4, 16, 1 << 21]))
def test_sums_by_cell_are_those_of_numpy(values, data, room):
    n, width = values.shape
    codes = pack(values)
    cells = data.draw(arrays(np.int64, n, elements=st.integers(0, 4)))
    weights = data.draw(arrays(np.int64, n, elements=st.integers(0, 9)) | st.none())
    marked = data.draw(arrays(bool, n))
    if width <= 16:
        by_pattern = np.arange(2**width) % 3 == 1
        marked, given_marks = by_pattern[codes], by_pattern
    else:
        given_marks = marked
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(patterns, "_CELLS", room)
        found = marked_sums(codes, width, given_marks, weights=weights, cells=cells, n_cells=5)
    counted = np.ones(n, np.int64) if weights is None else weights
    columns = np.column_stack([np.ones(n), marked, values, values * marked[:, np.newaxis]]) * counted[:, np.newaxis]
    brute = np.array([columns[cells == cell].sum(axis=0) for cell in range(5)])
    assert found.tolist() == brute.tolist()


@given(few, st.data())
def test_float_weights_add_up(values, data):
    weights = data.draw(arrays(float, len(values), elements=st.floats(0, 1e6)))
    table = pattern_table(pack(values), values.shape[1], weights=weights)
    # Sums of at most 30 numbers of one sign, in another order.
    assert table.sum() == pytest.approx(weights.sum(), rel=1e-14)


def test_whole_weights_too_large_to_add_as_whole_numbers():
    codes = pack(np.ones((4, 1), np.uint8))
    assert pattern_table(codes, 1, weights=np.full(4, 2**62)).tolist() == [[0.0, 2.0**64]]


ONES = np.ones((2, 2), np.uint8)
CODES = pack(ONES)


@pytest.mark.parametrize(
    ("run", "faults"),
    [
        (
            lambda: pack(np.array([[0, 2], [3, 1]])),
            [("not_binary_value", "columns[0]"), ("not_binary_value", "columns[1]")],
        ),
        (lambda: pack(np.array([[0, 255]], np.uint8)), [("not_binary_value", "columns[1]")]),
        (lambda: pack(np.array([[0, 256]])), [("not_binary_value", "columns[1]")]),
        (lambda: pack(np.array([[0.5, 1.0]])), [("not_binary_value", "columns[0]")]),
        (lambda: pack(np.array([[np.nan, 2.0]])), [("has_gaps", "columns[0]"), ("not_binary_value", "columns[1]")]),
        (lambda: pack(np.array([[np.nan, np.inf]]), missing="worst"), [("not_binary_value", "columns[1]")]),
        (lambda: pack(ONES, missing="skip"), [("policy", "")]),
        (lambda: pack(np.ones((2, 65))), [("out_of_range", "columns")]),
        (lambda: pack(np.array([["a"]])), [("wrong_type", "columns[0]")]),
        (lambda: pack([np.ones(2), np.ones(3)]), [("unequal", "columns[1]")]),
        (lambda: pattern_table(CODES, 17), [("out_of_range", "width")]),
        (lambda: pattern_table(CODES, 1), [("out_of_range", "cells")]),
        (lambda: pattern_table(CODES, 2, weights=np.array([1, -1])), [("weight", "weights")]),
        (lambda: pattern_table(CODES, 2, weights=np.array([1, np.nan])), [("weight", "weights")]),
        (lambda: pattern_table(CODES, 2, weights=np.array([1, np.inf])), [("weight", "weights")]),
        (lambda: pattern_table(CODES, 2, weights=np.ones(3)), [("unequal", "weights")]),
        (lambda: pattern_table(CODES, 2, groups=np.array([0, -1]), n_groups=2), [("out_of_range", "cells")]),
        (lambda: pattern_table(CODES, 2, groups=np.array([0, 2]), n_groups=2), [("out_of_range", "cells")]),
        (lambda: marked_sums(CODES, 2, np.ones(2, bool)), [("shape", "marked")]),
        (lambda: marked_sums(CODES, 1, np.ones(2, bool)), [("out_of_range", "cells")]),
        (lambda: pattern_scores(np.ones(17, int)), [("out_of_range", "weights")]),
        (lambda: row_scores(CODES, [1]), [("out_of_range", "cells")]),
        (lambda: check_rows(2, cells=np.array([1, 0], np.int8), n_cells=1), [("out_of_range", "cells")]),
    ],
    ids=count(),
)
def test_what_is_refused(run, faults):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert [(one.code, one.where) for one in raised.value.faults] == faults


def test_the_rows_that_are_wrong_are_named():
    with pytest.raises(InvalidInput) as raised:
        pack(np.array([[0], [2], [1], [7]]))
    assert raised.value.faults[0].values == {"given": 2, "count": 2, "rows": "1, 3"}
