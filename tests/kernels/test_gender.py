"""The Indonesian gender formulas against published values, and what must hold."""

import csv
from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.gender import FORMULAS, equally_distributed_share, gender_inequality, ratio

# Statistics Indonesia (BPS), West Java 2018-2022: mothers at risk and young mothers as shares; in per cent men and
# women in the regional parliament, with upper-secondary education, in the labour force; the published index.
WEST_JAVA = [
    (0.198, 0.279, 78.0, 22.0, 36.55, 28.63, 82.96, 42.25, 0.508),
    (0.168, 0.31, 80.0, 20.0, 38.24, 28.89, 83.25, 46.33, 0.504),
    (0.155, 0.295, 79.17, 20.83, 40.59, 32.48, 81.9, 46.79, 0.489),
    (0.171, 0.298, 79.17, 20.83, 40.99, 33.12, 81.68, 47.88, 0.493),
    (0.169, 0.299, 78.15, 21.85, 41.24, 35.36, 83.93, 48.01, 0.49),
]

# The Gender Empowerment Measure of Greece worked out after the technical note of UNDP (slideum.com/doc/3347925): women
# and men among members of parliament, and among legislators, senior officials and managers; their shares of the
# population; the result.
GREECE = [(8.7, 91.3, 0.507, 0.492, 0.314), (25.6, 74.4, 0.507, 0.492, 0.756)]

shares = st.floats(0.01, 1)
rows = st.integers(1, 6).flatmap(lambda n: arrays(float, (n, 8), elements=shares))


def women_first(row):
    """MTF, MHPK20, then women and men of each pair, as shares."""
    swapped = [row[0], row[1], *(row[j] / 100 for i in (2, 4, 6) for j in (i + 1, i))]
    return np.array([swapped])


@pytest.mark.parametrize("row", WEST_JAVA, ids=range(2018, 2023))
def test_west_java(row):
    # The published value has three decimals.
    assert gender_inequality(women_first(row))[0].round(3) == row[-1]


def test_the_rows_are_those_of_the_file(reference):
    with (reference / "indonesia" / "ikg_jawa_barat_2018_2022.csv").open(encoding="utf-8") as file:
        stored = [tuple(float(one) for one in list(row.values())[2:]) for row in csv.DictReader(file)]
    assert stored == WEST_JAVA


@pytest.mark.parametrize("row", GREECE, ids=["parliament", "managers"])
def test_greece(row):
    # The population shares as printed add up to 0.999: each may be wrong by 0.001 of about one half, and then the
    # result by 0.2 per cent; it has three decimals.
    assert equally_distributed_share(np.array([row[:-1]]))[0] == pytest.approx(row[-1], abs=0.002 * row[-1] + 5e-4)


@given(rows)
def test_inequality_is_its_formula_and_a_share(values):
    found = gender_inequality(values)
    assert ((found >= 0) & (found <= 1)).all()
    for row, one in zip(values.tolist(), found, strict=True):
        mtf, young, seats_f, seats_m, school_f, school_m, work_f, work_m = row
        health = (0.00005 / (mtf * young)) ** 0.5
        women = (health * (seats_f * school_f) ** 0.5 * work_f) ** (1 / 3)
        men = ((seats_m * school_m) ** 0.5 * work_m) ** (1 / 3)
        power = ((seats_f * school_f) ** 0.5 + (seats_m * school_m) ** 0.5) / 2
        both = ((health + 1) / 2 * power * (work_f + work_m) / 2) ** (1 / 3)
        assert one == pytest.approx(1 - 2 / (1 / women + 1 / men) / both, abs=1e-12)  # roots of numbers of about 1


@given(rows)
def test_equal_women_and_men_have_no_inequality(values):
    values[:, 3::2] = values[:, 2::2]
    values[:, 0] = 0.00005
    values[:, 1] = 1
    # H is 1: both sides are equal in everything, and what is left is the rounding of four roots.
    np.testing.assert_allclose(gender_inequality(values), 0, atol=1e-14)


def test_what_is_nought_on_one_side_is_full_inequality():
    equal = np.array([[0.1, 0.1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]] * 2)
    equal[0, 2] = equal[1, 7] = 0
    assert gender_inequality(equal).tolist() == [1.0, 1.0]


@given(rows)
def test_better_health_is_less_inequality_while_it_is_behind(values):
    values[:, 2:] = 0.5
    values[:, 0] = np.maximum(values[:, 0], 0.05)
    better = values.copy()
    better[:, 0] *= 0.9
    assert (gender_inequality(better) < gender_inequality(values)).all()


@given(arrays(float, (4, 2), elements=st.floats(1, 100)))
def test_a_ratio_is_the_second_turned_round(values):
    # Two quotients, each rounded once.
    np.testing.assert_allclose(ratio(values) * ratio(values[:, ::-1]), 1e4, rtol=1e-14)


@given(st.floats(0.01, 99.99), st.floats(0.01, 0.99))
def test_the_share_is_its_formula_and_does_not_mind_who_is_first(women, part):
    one = equally_distributed_share(np.array([[women, 100 - women, part, 1 - part]]))[0]
    other = equally_distributed_share(np.array([[100 - women, women, 1 - part, part]]))[0]
    assert one == pytest.approx(1 / (part / women + (1 - part) / (100 - women)) / 50, rel=1e-12)
    assert one == pytest.approx(other, rel=1e-14)
    assert equally_distributed_share(np.array([[women, 100 - women, 0.5, 0.5]]))[0] <= 1 + 1e-14


def test_no_seats_of_one_side_are_a_share_of_nought():
    values = np.array([[0.0, 100.0, 0.5, 0.5], [100.0, 0.0, 0.5, 0.5], [0.0, 0.0, 0.5, 0.5]])
    assert equally_distributed_share(values).tolist() == [0.0, 0.0, 0.0]
    near = equally_distributed_share(np.array([[1e-9, 100.0, 0.5, 0.5]]))[0]
    assert 0 < near < 1e-9


@pytest.mark.parametrize("name", FORMULAS)
def test_rows_with_gaps(name):
    columns = {"gender_inequality": 8, "ratio": 2, "equally_distributed_share": 4}[name]
    values = np.full((3, columns), 0.5)
    values[1, 0] = np.nan
    found = FORMULAS[name](values, missing="skip")
    assert np.isnan(found).tolist() == [False, True, False]
    np.testing.assert_array_equal(found[::2], FORMULAS[name](values[::2]))
    with pytest.raises(InvalidInput) as raised:
        FORMULAS[name](values)
    assert [(one.code, one.where) for one in raised.value.faults] == [("has_gaps", "[0]")]


HALF = np.full((1, 8), 0.5)


def changed(**cells):
    values = HALF.copy()
    for name, value in cells.items():
        values[0, int(name[1:])] = value
    return values


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (lambda: gender_inequality(HALF[:, :7]), [("shape", "")]),
        (lambda: gender_inequality(changed(c0=0, c3=1.5)), [("out_of_range", "[0]"), ("out_of_range", "[3]")]),
        (lambda: gender_inequality(changed(c2=0, c3=0)), [("denominator_zero", "")]),
        (lambda: ratio(np.array([[1.0, 0.0]])), [("denominator_zero", "")]),
        (lambda: ratio(HALF), [("shape", "")]),
        (lambda: equally_distributed_share(HALF[:, :3]), [("shape", "")]),
        (
            lambda: equally_distributed_share(np.array([[101.0, -1, 0, 50]])),
            [("out_of_range", f"[{j}]") for j in range(4)],
        ),
    ],
    ids=count(),
)
def test_where_it_is_not_defined(run, told):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert [(one.code, one.where) for one in raised.value.faults] == told


def test_a_denominator_of_nought_is_named_by_its_row_in_the_table():
    values = np.array([[np.nan, 1.0], [1.0, 0.0]])
    with pytest.raises(InvalidInput, match=r"in 1 rows \(1\)"):
        ratio(values, missing="skip")
