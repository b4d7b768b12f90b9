"""Sums by group and sampling unit against plain loops, and samples drawn anew against recomputing."""

from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels import survey_design
from pemberdayaan.kernels.resampling import multiplicities
from pemberdayaan.kernels.survey_design import (
    DesignTable,
    cell_totals,
    check_copies,
    degrees_of_freedom,
    design_cells,
    group_totals,
    replicate_totals,
    sampling_units,
    stratum_sizes,
)

GROUPS, UNITS = 3, 6


@st.composite
def samples(draw):
    """Groups and units of rows, two columns of whole values, weights."""
    n = draw(st.integers(1, 20))
    groups = draw(arrays(np.int64, n, elements=st.integers(0, GROUPS - 1)))
    units = draw(arrays(np.int64, n, elements=st.integers(0, UNITS - 1)))
    if draw(st.booleans()):
        groups = units % GROUPS
    values = draw(arrays(np.int64, (n, 2), elements=st.integers(-5, 5)))
    return groups, units, values, draw(arrays(np.int64, n, elements=st.integers(0, 4)))


@given(samples(), st.sampled_from([0, 1 << 24]), st.sampled_from([3, 4_000_000]))
def test_cells_are_the_pairs_that_occur(sample, looked_up, at_once):
    groups, units, values, weights = sample
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(survey_design, "_LOOKED_UP", looked_up)
        patch.setattr(survey_design, "_AT_ONCE", at_once)
        cells = design_cells(groups, units, n_groups=GROUPS, n_units=UNITS)
    assert cells.groups[cells.codes].tolist() == groups.tolist()
    assert cells.units[cells.codes].tolist() == units.tolist()
    pairs = list(zip(cells.groups.tolist(), cells.units.tolist(), strict=True))
    assert len(set(pairs)) == len(pairs)
    assert set(pairs) == set(zip(groups.tolist(), units.tolist(), strict=True))
    sums = cell_totals(values, cells.codes, n_cells=len(pairs), weights=weights)
    table = DesignTable(cells.groups, cells.units, sums, np.zeros(UNITS, np.int64), GROUPS)
    by_group = [(values * weights[:, np.newaxis])[groups == one].sum(axis=0) for one in range(GROUPS)]
    assert group_totals(table).tolist() == np.array(by_group).tolist()


@given(samples())
def test_one_group_needs_no_codes(sample):
    _, units, values, _ = sample
    cells = design_cells(None, units, n_groups=1, n_units=UNITS)
    assert cells.units[cells.codes].tolist() == units.tolist()
    assert set(cells.groups.tolist()) == {0}
    assert cell_totals(values, None).tolist() == [values.sum(axis=0).tolist()]


@given(samples(), st.sampled_from([0, 1 << 24]))
def test_units_of_two_strata_with_one_name_are_two_units(sample, looked_up):
    strata, names, _, _ = sample
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(survey_design, "_LOOKED_UP", looked_up)
        units, homes = sampling_units(strata, names)
    assert homes[units].tolist() == strata.tolist()
    pairs = list(zip(strata.tolist(), names.tolist(), strict=True))
    assert len(homes) == len(set(pairs)) == units.max() + 1
    assert len({(pair, unit) for pair, unit in zip(pairs, units.tolist(), strict=True)}) == len(homes)


@given(samples(), arrays(np.int64, UNITS, elements=st.integers(0, 3)))
def test_degrees_of_freedom_count_the_strata_where_a_group_occurs(sample, strata):
    groups, units, values, _ = sample
    cells = design_cells(groups, units, n_groups=GROUPS, n_units=UNITS)
    sums = cell_totals(values, cells.codes, n_cells=len(cells.groups))
    found = degrees_of_freedom(DesignTable(cells.groups, cells.units, sums, strata, GROUPS))
    for group in range(GROUPS):
        occurs = set(strata[units[groups == group]].tolist())
        assert found[group] == sum(int(one) in occurs for one in strata) - len(occurs)


@given(arrays(np.int64, UNITS, elements=st.integers(0, 3)), arrays(np.int64, UNITS, elements=st.integers(1, 5)))
def test_sizes_of_strata_count_every_copy(strata, copies):
    assert stratum_sizes(strata, copies).tolist() == np.bincount(np.repeat(strata, copies)).tolist()
    assert stratum_sizes(strata).tolist() == stratum_sizes(strata, np.ones(UNITS, np.int64)).tolist()
    table = DesignTable(np.zeros(UNITS, int), np.arange(UNITS), np.ones((UNITS, 1)), strata, 1, copies)
    assert degrees_of_freedom(table).tolist() == [copies.sum() - len(set(strata.tolist()))]


@given(samples(), st.integers(0, 2**32))
def test_drawing_units_is_weighting_rows(sample, seed):
    groups, units, values, weights = sample
    cells = design_cells(groups, units, n_groups=GROUPS, n_units=UNITS)
    sums = cell_totals(values, cells.codes, n_cells=len(cells.groups), weights=weights)
    table = DesignTable(cells.groups, cells.units, sums, np.arange(UNITS) % 2, GROUPS)
    drawn = list(multiplicities(UNITS, 4, rng=np.random.default_rng(seed), strata=table.strata, at_once=2 * UNITS))
    found = np.concatenate(list(replicate_totals(table, drawn)))
    times = np.concatenate(drawn)
    assert len(found) == len(times) == 4
    for replicate, one in zip(found, times, strict=True):
        again = cell_totals(values, groups, n_cells=GROUPS, weights=weights * one[units])
        # Multiplicities are halves of 3 here (3 units in each stratum), so all sums are exact.
        assert replicate.tolist() == again.tolist()


TWO = np.array([0, 1])
# A single unit that has cells in both groups.
SHARED = DesignTable(TWO, 0 * TWO, np.ones((2, 1)), np.zeros(2, int), 2)


def test_a_unit_without_copies_may_lie_in_two_groups():
    check_copies(SHARED)
    check_copies(SHARED._replace(copies=np.array([1, 4])))


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (lambda: design_cells(TWO, TWO, n_groups=1, n_units=2), "out_of_range"),
        (lambda: design_cells(TWO, -TWO, n_groups=2, n_units=2), "out_of_range"),
        (lambda: design_cells(np.zeros(3, int), TWO, n_groups=2, n_units=2), "unequal"),
        (lambda: sampling_units(TWO, TWO - 1), "out_of_range"),
        (lambda: sampling_units(TWO, np.zeros(3, int)), "unequal"),
        (lambda: cell_totals(np.array([[1.0], [np.nan]]), TWO, n_cells=2), "has_gaps"),
        (lambda: cell_totals(np.ones((2, 1)), TWO, n_cells=2, weights=np.array([1.0, -1.0])), "weight"),
        (lambda: check_copies(SHARED._replace(copies=np.array([2, 1]))), "copies_apart"),
        (lambda: check_copies(SHARED._replace(copies=np.array([0, 1]))), "out_of_range"),
        (lambda: next(replicate_totals(SHARED._replace(copies=np.array([2, 1])), [])), "copies_apart"),
        (lambda: stratum_sizes(TWO, np.ones(3, int)), "shape"),
        (lambda: stratum_sizes(TWO, np.ones(2)), "wrong_type"),
    ],
    ids=count(),
)
def test_what_is_refused(run, code):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert [one.code for one in raised.value.faults] == [code]
