"""Imputations against COINr and by hand, and what must hold."""

import csv

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.imputation import IMPUTATIONS, last, linear, mean, median, nearest

GAP = np.nan
numbers = st.integers(-400, 400).map(lambda x: x / 4)
shapes = st.tuples(st.integers(2, 14), st.integers(1, 4))


@st.composite
def gapped(draw):
    """A table with gaps, and as many codes of groups as rows."""
    shape = draw(shapes)
    values = draw(arrays(float, shape, elements=numbers))
    empty = draw(arrays(bool, shape))
    return np.where(empty, GAP, values), draw(arrays(np.int64, shape[0], elements=st.integers(0, 2)))


@st.composite
def panels(draw):
    """Units by times in any order, with gaps."""
    units, times, k = draw(st.integers(1, 3)), draw(st.integers(1, 6)), draw(st.integers(1, 2))
    order = draw(st.permutations(range(units * times)))
    values = draw(arrays(float, (units * times, k), elements=numbers))
    empty = draw(arrays(bool, (units * times, k)))
    at = np.cumsum(draw(arrays(float, times, elements=st.integers(1, 3).map(float))))
    order = np.array(order)
    return np.where(empty, GAP, values), np.repeat(np.arange(units), times)[order], np.tile(at, units)[order]


def codes(raised):
    return [(one.code, one.where) for one in raised.value.faults]


def rows_of(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_groups_of_coinr(reference):
    folder = reference / "coinr"
    before, after = rows_of(folder / "dset_denominated.csv"), rows_of(folder / "dset_imputed.csv")
    assert [row["uCode"] for row in before] == [row["uCode"] for row in after]
    names = [name for name in before[0] if name != "uCode"]
    of_unit = {row["uCode"]: row["EurAsia_group"] for row in rows_of(folder / "asem_idata.csv")}
    groups = np.array([("Europe", "Asia").index(of_unit[row["uCode"]]) for row in before])
    assert np.bincount(groups).tolist() == [30, 21]
    values = np.array([[GAP if row[name] == "NA" else float(row[name]) for name in names] for row in before])
    assert np.isnan(values).sum() == 65
    expected = np.array([[float(row[name]) for name in names] for row in after])
    # Two programs sum in different order.
    np.testing.assert_allclose(mean(values, groups=groups), expected, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize(("run", "centre"), [(mean, np.mean), (median, np.median)])
@given(gapped())
def test_the_centre_of_the_group(run, centre, drawn):
    values, groups = drawn
    expected, faults = values.copy(), []
    for j in range(values.shape[1]):
        if np.isnan(values[:, j]).all():
            faults.append(("nothing_to_fill", f"[{j}]"))
            continue
        for group in np.unique(groups):
            column = values[groups == group, j]
            if np.isnan(column).all():
                faults.append(("group_to_fill", f"[{j}]"))
            else:
                expected[(groups == group) & np.isnan(values[:, j]), j] = centre(column[~np.isnan(column)])
    kept = values.copy()
    if faults:
        with pytest.raises(InvalidInput) as raised:
            run(values, groups=groups)
        assert sorted(codes(raised)) == sorted(faults)
    else:
        np.testing.assert_allclose(run(values, groups=groups), expected, rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(values, kept)


@pytest.mark.parametrize("run", [mean, median, nearest])
@given(gapped(), st.sampled_from("CF"))
def test_what_was_there_stays_and_what_is_filled_lies_within(run, drawn, order):
    values = np.array(drawn[0], order=order)
    assume(not np.isnan(values).all(axis=0).any())
    if run is nearest and by_hand(values, 5) is None:
        with pytest.raises(InvalidInput):
            run(values)
        return
    filled = run(values)
    known = ~np.isnan(values)
    assert filled[known].tolist() == values[known].tolist()
    # A mean of equal numbers may round.
    assert (filled >= np.nanmin(values, axis=0) - 1e-9).all()
    assert (filled <= np.nanmax(values, axis=0) + 1e-9).all()
    assert not np.shares_memory(filled, values)
    assert filled.flags[f"{order}_CONTIGUOUS"]


def by_hand(values, neighbours):
    """Distances row by row and column by column; None where a gap has no neighbour."""
    filled = values.copy()
    sds = [np.nanstd(column, ddof=1) if len(set(column[~np.isnan(column)])) > 1 else None for column in values.T]
    for i, j in np.argwhere(np.isnan(values)):
        found = []
        for other in range(len(values)):
            shared = [
                ((values[i, c] - values[other, c]) / sds[c]) ** 2
                for c in range(values.shape[1])
                if sds[c] is not None and not np.isnan(values[i, c] + values[other, c])
            ]
            if shared and not np.isnan(values[other, j]):
                found.append((np.mean(shared), other))
        if not found:
            return None
        found.sort()
        # Where rounding may tell equal distances apart, either order is right.
        if len(found) > neighbours and 0 < found[neighbours][0] - found[neighbours - 1][0] < 1e-9:
            return "near"
        filled[i, j] = np.mean([values[other, j] for _, other in found[:neighbours]])
    return filled


@given(gapped(), st.integers(1, 4))
def test_the_nearest_by_hand(drawn, neighbours):
    values = drawn[0]
    assume(not np.isnan(values).all(axis=0).any())
    expected = by_hand(values, neighbours)
    assume(not isinstance(expected, str))
    if expected is None:
        with pytest.raises(InvalidInput) as raised:
            nearest(values, neighbours=neighbours)
        assert {code for code, _ in codes(raised)} == {"no_neighbour"}
    else:
        np.testing.assert_allclose(nearest(values, neighbours=neighbours), expected, rtol=1e-12, atol=1e-12)


def test_among_equal_distances_the_earlier_row_is_nearer():
    values = np.array([[0.0, 1.0], [4.0, 2.0], [2.0, GAP], [4.0, 7.0], [0.0, 9.0]])
    assert nearest(values, neighbours=1)[2].tolist() == [2, 1]
    assert nearest(values, neighbours=3)[2, 1] == pytest.approx(10 / 3)
    assert nearest(values, neighbours=9)[2, 1] == pytest.approx(19 / 4)


def test_many_equal_distances_are_taken_in_the_order_of_rows():
    first = np.random.default_rng(5).integers(0, 3, 500).astype(float)
    values = np.column_stack([first, np.arange(500.0)])
    values[0, 1] = GAP
    alike = np.flatnonzero(first == first[0])[1:]
    assert nearest(values, neighbours=4)[0, 1] == alike[:4].mean()


def test_what_a_distance_is_by_hand():
    # The first two columns range alike; their standard deviations are 26.8 and 48.7, and 20/26.8 is more than 30/48.7.
    others = [[0.0, b, GAP] for b in (0.0, 100.0) * 5] + [[100.0, 0.0, GAP]]
    values = np.array([[0.0, 0.0, GAP], [20.0, 0.0, 5.0], [0.0, 30.0, 7.0], *others])
    assert nearest(values, neighbours=1)[0, 2] == 7
    # Row 0 shares one column and is 1 apart there; row 1 shares two and is 0.9 apart in each: the mean tells.
    values = np.array([[1.0, GAP, 5.0], [0.9, 0.9, 7.0], [0.0, 0.0, GAP], [2.0, 2.0, 0.0], [-1.0, -1.0, 0.0]])
    assert nearest(values, neighbours=1)[2, 2] == 7


@pytest.mark.parametrize("times", [1e-300, 1e300])
def test_the_unit_of_a_column_does_not_matter_to_what_is_near(times):
    values = np.array([[0.0, 1.0], [3.0, 2.0], [2.0, GAP], [4.0, 7.0]])
    found = nearest(values * [times, 1], neighbours=2)
    np.testing.assert_array_equal(found[:, 1], nearest(values, neighbours=2)[:, 1])


def filled_by_hand(values, units, times, run):
    """Cell by cell from the unit's own known values."""
    filled = values.copy()
    for i, j in np.argwhere(np.isnan(values)):
        own = [row for row in range(len(values)) if units[row] == units[i] and not np.isnan(values[row, j])]
        before = max((row for row in own if times[row] < times[i]), key=lambda row: times[row], default=None)
        after = min((row for row in own if times[row] > times[i]), key=lambda row: times[row], default=None)
        if run is last and before is not None:
            filled[i, j] = values[before, j]
        if run is linear and before is not None and after is not None:
            filled[i, j] = np.interp(times[i], [times[before], times[after]], [values[before, j], values[after, j]])
    return filled


@pytest.mark.parametrize(("run", "code"), [(last, "no_earlier"), (linear, "no_line")])
@given(panels())
def test_panels_by_hand(run, code, panel):
    values, units, times = panel
    expected = filled_by_hand(values, units, times, run)
    found = run(values, units=units, times=times, left="keep")
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)
    known = ~np.isnan(values)
    assert found[known].tolist() == values[known].tolist()
    left = np.isnan(expected)
    if left.any():
        with pytest.raises(InvalidInput) as raised:
            run(values, units=units, times=times)
        assert [(one.code, one.where, one.values["count"]) for one in raised.value.faults] == [
            (code, f"[{j}]", left[:, j].sum()) for j in np.flatnonzero(left.any(axis=0))
        ]
    else:
        np.testing.assert_array_equal(run(values, units=units, times=times), found)


def test_a_straight_line_is_found_again():
    times = np.array([2015.0, 2016.0, 2018.0, 2021.0, 2015.0, 2021.0])
    units = np.array([7, 7, 7, 7, 2, 2])
    line = (3 * times - 6000)[:, np.newaxis]
    holes = line.copy()
    holes[[1, 2]] = GAP
    np.testing.assert_allclose(linear(holes, units=units, times=times), line, rtol=1e-12)


def test_rows_that_are_left_are_named():
    values = np.full((8, 1), GAP)
    with pytest.raises(InvalidInput) as raised:
        last(values, units=np.zeros(8, dtype=int), times=np.arange(8.0))
    assert [(one.code, one.values["rows"]) for one in raised.value.faults] == [("no_earlier", "0, 1, 2, 3, 4, ...")]


def test_tables_without_gaps_or_rows():
    for values in (np.array([[1.0, 2.0], [3.0, 4.0]]), np.empty((0, 2))):
        rows = np.arange(len(values))
        panel = {"units": rows, "times": rows.astype(float)}
        for name, run in IMPUTATIONS.items():
            found = run(values, **(panel if name in ("last", "linear") else {}))
            assert found.tolist() == values.tolist()
            assert found is not values


def test_the_table_of_imputations():
    assert dict(IMPUTATIONS) == {"mean": mean, "median": median, "nearest": nearest, "last": last, "linear": linear}


HOLES = np.array([[GAP, 1.0, GAP], [GAP, 1.0, 2.0], [GAP, GAP, 3.0]])
PANEL = {"units": np.array([0, 0, 1]), "times": np.array([1.0, 2.0, 1.0])}


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (lambda: mean(HOLES), [("nothing_to_fill", "[0]")]),
        (lambda: mean(HOLES, groups=np.array([0, 1, 1])), [("nothing_to_fill", "[0]"), ("group_to_fill", "[2]")]),
        (lambda: median(HOLES, groups=np.array([0, 1])), [("wrong_length", "groups")]),
        (lambda: mean(np.array([[np.inf], [GAP]])), [("not_finite", "[0]")]),
        (lambda: nearest(HOLES), [("nothing_to_fill", "[0]")]),
        (lambda: nearest(HOLES[:, 1:]), [("no_neighbour", "[1]")]),
        (lambda: nearest(np.array([[1.0], [1.0], [GAP]])), [("no_neighbour", "[0]")]),
        (lambda: nearest(HOLES, neighbours=0), [("too_few", "neighbours")]),
        (lambda: last(HOLES, **PANEL, left="nan"), [("not_a_choice", "left")]),
        (
            lambda: last(HOLES, units=np.array([0]), times=np.array([1.0, 2.0])),
            [("wrong_length", "units"), ("wrong_length", "times")],
        ),
        (lambda: linear(HOLES, **(PANEL | {"times": np.array([1.0, GAP, 2.0])})), [("not_finite", "times[1]")]),
        (lambda: linear(HOLES, **(PANEL | {"times": np.array([1.0, 1.0, 2.0])})), [("time_repeated", "times[1]")]),
    ],
    ids=range(12),
)
def test_what_is_refused(run, expected):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert codes(raised) == expected
