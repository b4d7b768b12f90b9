"""The treatment of outliers against COINr, and what must hold."""

import csv

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis.extra.numpy import arrays
from scipy import stats

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.moments import bias_corrected
from pemberdayaan.kernels.treatment import OTHERWISE, TreatedColumn, treat, winsorise

GAP = np.nan
# Cubes of small numbers have long tails, so that many columns fail the rule.
columns = arrays(float, st.integers(4, 30), elements=st.integers(-2, 9).map(lambda x: float(x**3)))
outlying = st.tuples(columns, st.integers(-3, 3)).map(lambda drawn: np.append(drawn[0], 2000.0 * drawn[1]))


def rows_of(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def table(path, names):
    return np.array([[float(row[name]) for name in names] for row in rows_of(path)])


def test_the_indicators_of_coinr(reference):
    folder = reference / "coinr"
    details, points = rows_of(folder / "treat_details.csv"), rows_of(folder / "treat_points.csv")
    names = [one["iCode"] for one in details]
    screened = table(folder / "dset_screened.csv", names)
    kept = screened.copy()
    found = treat(screened)
    np.testing.assert_array_equal(screened, kept)
    np.testing.assert_allclose(found.values, table(folder / "dset_treated.csv", names), rtol=1e-10, atol=1e-10)
    assert found.changed.tolist() == [[row[name] != "" for name in names] for row in points]
    assert found.changed.sum() == 35
    for one, told in zip(details, found.columns, strict=True):
        done = one["winsorise.nwin"] != "NA"
        assert (told.method, told.points) == (("winsorised", int(one["winsorise.nwin"])) if done else ("none", 0))
        assert (one["check_SkewKurt0.Pass"] == "TRUE") is not done
        for when, which in (("before", 0), ("after", int(done))):
            for what, name in (("skewness", "Skew"), ("kurtosis", "Kurt")):
                expected = float(one[f"check_SkewKurt{which}.{name}"])
                assert getattr(told, f"{what}_{when}") == pytest.approx(expected, rel=1e-10, abs=1e-10)
        assert told.passed


def test_one_step_fewer_than_coinr_took_is_not_enough(reference):
    folder = reference / "coinr"
    taken = {
        row["iCode"]: int(row["winsorise.nwin"])
        for row in rows_of(folder / "treat_details.csv")
        if row["winsorise.nwin"] != "NA"
    }
    assert len(taken) == 15
    for name, steps in taken.items():
        values = table(folder / "dset_screened.csv", [name])
        told = [treat(values, most=most).columns[0] for most in (steps - 1, steps)]
        assert [(one.method, one.points) for one in told] == [("log", 0), ("winsorised", steps)]


@pytest.mark.parametrize("otherwise", OTHERWISE)
def test_the_transformation_of_those_that_winsorising_may_not_help(reference, otherwise):
    folder = reference / "coinr"
    details = rows_of(folder / "treat_details.csv")
    names = [one["iCode"] for one in details if one["check_SkewKurt0.Pass"] == "FALSE"]
    values = table(folder / "dset_screened.csv", names)
    found = treat(values, most=0, otherwise=otherwise)
    assert {one.method for one in found.columns} == {otherwise}
    shifted = values - values.min(axis=0) + 0.01 * np.ptp(values, axis=0)
    expected = {
        "log": lambda: np.log(shifted),
        "boxcox": lambda: np.column_stack([stats.boxcox(column)[0] for column in shifted.T]),
        "none": lambda: values,
    }[otherwise]()
    # The exponent is where a search stops, at about 1e-8 of it; the unit of the column shifts that.
    np.testing.assert_allclose(found.values, expected, rtol=1e-12 if otherwise != "boxcox" else 1e-5)
    assert found.changed.all() == (otherwise != "none")
    g1, g2 = bias_corrected(expected)
    assert [one.passed for one in found.columns] == ((np.abs(g1) < 2) | (g2 < 3.5)).tolist()


@given(outlying, st.integers(0, 5), st.sampled_from(OTHERWISE))
def test_order_is_kept_few_values_move_and_the_report_is_of_the_result(values, most, otherwise):
    found = treat(values[:, np.newaxis], most=most, otherwise=otherwise)
    told, after = found.columns[0], found.values[:, 0]
    assert (np.diff(after[np.argsort(values, kind="stable")]) >= 0).all()
    assert told.points <= most
    moved = found.changed[:, 0]
    if told.method in ("none", "winsorised"):
        np.testing.assert_array_equal(moved, after != values)
        assert len(np.unique(values[moved])) <= told.points
        assert set(after) <= set(values)
    else:
        assert moved.all()
    if told.skewness_before is None:
        assert values.min() == values.max()
        return
    for when, column in (("before", values), ("after", after)):
        g1, g2 = (float(one[0]) for one in bias_corrected(column[:, np.newaxis]))
        assert (getattr(told, f"skewness_{when}"), getattr(told, f"kurtosis_{when}")) == (g1, g2)
    assert told.passed == (abs(told.skewness_after) < 2 or told.kurtosis_after < 3.5)
    assert (told.method != "winsorised") or told.passed


def replayed(values, most):
    """Step after step by sorted distinct values; None where Winsorising does not help."""
    for _ in range(most):
        g1 = stats.skew(values, bias=False)
        distinct = np.unique(values)
        if len(distinct) < 3:
            return None
        end, to = (distinct[-1], distinct[-2]) if g1 > 0 else (distinct[0], distinct[1])
        values = np.where(values == end, to, values)
        if abs(stats.skew(values, bias=False)) < 2 or stats.kurtosis(values, bias=False) < 3.5:
            return values
    return None


@given(outlying, st.integers(1, 5))
def test_the_rule_step_by_step(values, most):
    assume(values.min() < values.max())
    g1, g2 = stats.skew(values, bias=False), stats.kurtosis(values, bias=False)
    # On the line, the rounding of either program decides.
    assume(abs(abs(g1) - 2) > 1e-9 and abs(g2 - 3.5) > 1e-9)
    found = treat(values[:, np.newaxis], most=most, otherwise="none")
    expected = None if abs(g1) < 2 or g2 < 3.5 else replayed(values, most)
    assert found.values[:, 0].tolist() == (values if expected is None else expected).tolist()
    assert (found.columns[0].method == "winsorised") == (expected is not None)


@given(outlying, st.data(), st.sampled_from(["log", "none"]), st.sampled_from("CF"))
def test_gaps_stay_and_the_others_are_treated_without_them(values, data, otherwise, order):
    empty = data.draw(arrays(bool, values.shape))
    table = np.array(np.column_stack([np.where(empty, GAP, values), values]), order=order)
    found = treat(table, otherwise=otherwise, missing="skip")
    alone = treat(values[~empty][:, np.newaxis], otherwise=otherwise)
    assert np.isnan(found.values[:, 0]).tolist() == empty.tolist()
    # The rounding of sums over gaps and without them differs.
    np.testing.assert_allclose(found.values[~empty, 0], alone.values[:, 0], rtol=1e-12, atol=1e-12)
    assert not found.changed[empty, 0].any()
    assert found.columns[0].method == alone.columns[0].method
    assert found.values.flags[f"{order}_CONTIGUOUS"]


def test_what_has_no_skewness_passes_untouched():
    values = np.array([[0.1, 1.0, GAP], [0.1, 9.0, GAP], [0.1, 90.0, GAP], [0.1, GAP, GAP]])
    found = treat(values, missing="skip")
    np.testing.assert_array_equal(found.values, values)
    assert found.columns == (TreatedColumn("none", 0, None, None, None, None, True),) * 3
    assert not found.changed.any()


def test_a_step_that_leaves_one_value_is_not_taken():
    values = np.array([[0.0]] * 30 + [[1.0]])
    found = treat(values)
    assert (found.columns[0].method, found.columns[0].points, found.columns[0].passed) == ("log", 0, False)
    assert np.unique(found.values).round(12).tolist() == np.log([0.01, 1.01]).round(12).tolist()
    kept = treat(values, otherwise="none")
    assert (kept.values == values).all()
    assert (kept.columns[0].method, kept.columns[0].passed) == ("none", False)


def test_the_lower_side():
    found = treat(np.array([[-90.0], [1.0], [2.0], [3.0], [4.0], [5.0]]))
    assert found.values[:, 0].tolist() == [1, 1, 2, 3, 4, 5]
    assert found.columns[0].skewness_before < -2


@pytest.mark.parametrize(
    ("points", "side", "expected"),
    [
        (0, "high", [1, 9, 9, 5, 3]),
        (1, "high", [1, 5, 5, 5, 3]),
        (2, "low", [5, 9, 9, 5, 5]),
    ],
    ids=str,
)
def test_winsorising_by_hand(points, side, expected):
    assert winsorise(np.array([1.0, 9.0, 9.0, 5.0, 3.0]), points=points, side=side).tolist() == expected


@given(columns, st.integers(0, 3))
def test_the_lower_side_is_the_mirror_of_the_upper(values, points):
    assume(len(np.unique(values)) > points)
    mirrored = -winsorise(-values, points=points, side="low")
    assert winsorise(values, points=points).tolist() == mirrored.tolist()


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (lambda: winsorise(np.array([1.0, 2.0]), points=2), [("no_spread", "")]),
        (lambda: winsorise(np.array([1.0, 2.0]), points=-1), [("negative", "points")]),
        (lambda: winsorise(np.array([1.0, 2.0]), side="left"), [("not_a_choice", "side")]),
        (lambda: winsorise(np.array([1.0, GAP])), [("has_gaps", "[0]")]),
        (
            lambda: treat(np.ones((4, 1)), most=-1, otherwise="sqrt", skewness=GAP),
            [("not_finite", "skewness"), ("negative", "most"), ("not_a_choice", "otherwise")],
        ),
        (lambda: treat(np.array([[1.0, GAP, np.inf]])), [("not_finite", "[2]"), ("has_gaps", "[1]")]),
        (lambda: treat(np.array([[0.0]] * 30 + [[5e-324]])), [("not_finite", "[0]")]),
    ],
    ids=range(7),
)
def test_what_is_refused(run, expected):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert [(one.code, one.where) for one in raised.value.faults] == expected
