"""A PySpark frame gives what a pandas frame gives, whether Spark is strict or lenient."""

import numpy as np
import pyarrow as pa
import pytest
from engines import people

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput
from pemberdayaan.measures.design import Design
from pemberdayaan.measures.population import Population

pytestmark = pytest.mark.spark

NAN = float("nan")
TABLE = {
    "kk": ["A", "B", "C", "D"],
    "p1": [1, 2, None, 4],
    "p2": [0.5, NAN, None, 4.0],
    "p3": ["S", "TS", "", None],
    "w": [1.0, 2.0, 1.5, 3.0],
    "stratum": ["x", "x", "y", "y"],
    "village": [1, 2, 1, 2],
}
DESIGN = Design(weights="w", strata="stratum", psu="village")


def test_numbers_of_every_kind_come_in_with_null_and_nan_alike(session):
    frame = session.createDataFrame(pa.table(TABLE))
    columns = Population(frame, unit="kk", design=DESIGN).matrix(["p1", "p2"])
    order = np.argsort(columns.units)
    np.testing.assert_array_equal(columns.values[order], [[1, 0.5], [2, NAN], [NAN, NAN], [4, 4]])
    assert columns.kinds[order].tolist() == [[0, 0], [0, 1], [1, 1], [0, 0]]
    np.testing.assert_array_equal(columns.weights[order], TABLE["w"])
    named = [columns.strata_named[code] for code in columns.strata[order]]
    assert named == TABLE["stratum"]
    assert len(set(columns.psu.tolist())) == 2
    assert columns.library == "pyarrow"


def test_codes_are_decoded(session):
    frame = session.createDataFrame(pa.table(TABLE))
    columns = Population(frame, unit="kk", answers={"S": 4, "TS": "refused"}).matrix(["p3"])
    order = np.argsort(columns.units)
    np.testing.assert_array_equal(columns.values[order], [[4], [NAN], [NAN], [NAN]])
    assert columns.kinds[order].tolist() == [[0], [3], [1], [1]]


def test_a_text_among_numbers_is_refused_and_not_made_a_null(session):
    frame = session.createDataFrame(pa.table({"kk": ["A", "B"], "p1": ["1", "x"]}))
    with pytest.raises(InvalidInput) as raised:
        Population(frame, unit="kk").matrix(["p1"])
    assert {one.code for one in raised.value.faults} == {"cell_text"}


# Bounds of pairs ask the same queries three times over.
CASES = [case for case in people.CASES if case != "bounds of pairs"]


@pytest.mark.parametrize(
    ("session", "case"),
    [*(("ansi", case) for case in CASES), ("lenient", "raw values"), ("lenient", "a group that is NaN")],
    indirect=["session"],
)
def test_the_scores_are_those_of_pandas(session, case):
    table = people.table(case)
    people.assert_same(people.scored(session.createDataFrame(table), case), people.scored(people.plain(table), case))


def test_wrong_cells_are_told_by_row(session):
    table = pa.table({"id": ["A", "B", "C"], **{key: [0, 1, 7] for key in people.WEIGHTS}})
    with pytest.raises(InvalidInput) as raised:
        pb.score(pb.Population(session.createDataFrame(table), unit="id"), people.framework(raw=False))
    assert {one.code for one in raised.value.faults} == {"not_zero_one"}
    assert all("C" in str(one) for one in raised.value.faults)


def test_a_text_is_refused_before_spark_makes_it_a_null(session):
    table = pa.table({"id": ["A", "B"], **{key: [0, 1] for key in people.WEIGHTS}, "land": ["1", "x"]})
    with pytest.raises(InvalidInput) as raised:
        pb.score(pb.Population(session.createDataFrame(table), unit="id"), people.framework(raw=False))
    assert [(one.where, one.code) for one in raised.value.faults] == [("$.land", "wrong_type")]
