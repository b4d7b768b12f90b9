"""Parts of lazy frames: the engine adds up, no row comes in; and where rows are looked at all the same."""

import datetime

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput

MAKERS = {
    "lazy": lambda frame: pl.from_pandas(frame).lazy(),
    "duckdb": lambda frame: duckdb.connect().from_df(frame),
}
MEASURES = ("theil_t", "theil_l", "entropy_2", "atkinson_0.5", "atkinson_1", "atkinson_2")
RNG = np.random.default_rng(1967)
FRAME = pd.DataFrame(
    {"x": RNG.lognormal(13, 0.8, 300), "w": RNG.uniform(0.5, 2, 300), "g": RNG.choice(list("abc"), 300)}
)
FRAME.loc[::20, "x"] = np.nan
FRAME.loc[::7, "g"] = None
DAYS = [datetime.date(2020, 1, 1), datetime.date(2021, 1, 1)]


@pytest.fixture
def closed(monkeypatch):
    """Rows that do not come in."""

    def refuse(*_, **__):
        raise AssertionError("rows came in")

    monkeypatch.setattr(pb.Population, "matrix", refuse)


@pytest.fixture(scope="module")
def from_rows():
    found = {}
    for design in (None, pb.Design(weights="w")):
        population = pb.Population(FRAME, design=design)
        for name in MEASURES:
            found[design is None, name] = pb.inequality.parts(population, "x", "g", measure=name)
    return found


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("design", [None, pb.Design(weights="w")], ids=["bare", "weighted"])
def test_the_engine_adds_up_and_no_row_comes_in(from_rows, closed, maker, design):
    for name in MEASURES:
        expected = from_rows[design is None, name]
        found = pb.inequality.parts(pb.Population(MAKERS[maker](FRAME), design=design), "x", "g", measure=name)
        assert (found.missing, found.overlap) == (expected.missing, None) == (15, None)
        for one, other in zip(found.rows(), expected.rows(), strict=True):
            assert [one[key] for key in ("part", "group", "n")] == [other[key] for key in ("part", "group", "n")]
            # Sums of 300 numbers in another order, times logarithms of some 13.
            for key in ("value", "inequality"):
                assert one[key] == (None if other[key] is None else pytest.approx(other[key], abs=1e-12))
        if name in ("theil_t", "theil_l", "entropy_2"):
            assert found.within + found.between == pytest.approx(found.total, abs=1e-12)
        else:
            assert 1 - found.total == pytest.approx((1 - found.within) * (1 - found.between), abs=1e-12)
        ((told, kernel),) = found.provenance.measures
        assert (told, kernel.rpartition(".")[0]) == (name, "kernels.inequality_sums")
        assert len(found.provenance.digest) == 16


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("groups", [[2, 1], [True, False], [2.5, np.nan], DAYS, ["b", "a"]], ids=str)
def test_groups_are_called_as_they_are(maker, groups):
    frame = pd.DataFrame({"x": [1.0, 2, 3, 4], "g": [groups[i % 2] for i in range(4)]})
    found = pb.inequality.parts(MAKERS[maker](frame), "x", "g")
    expected = pb.inequality.parts(frame, "x", "g")
    assert [one.group for one in found.groups] == [one.group for one in expected.groups]
    assert found.between == pytest.approx(expected.between, abs=1e-14)


def test_codes_and_names_are_read(closed):
    frame = pl.LazyFrame({"loan": [1.0, 98.0, 3.0, 5.0], "hamlet": ["a", "a", "a", "b"]})
    population = pb.Population(frame, names={"debt": "loan"}, answers={98: "do_not_know"})
    found = pb.inequality.parts(population, "debt", "hamlet", measure="entropy_2")
    assert (found.missing, [one.n for one in found.groups]) == (1, [2, 1])
    assert found.groups[0].inequality == pytest.approx(0.125, abs=1e-14)


def test_a_group_with_nothing(closed):
    frame = pl.LazyFrame({"x": [1.0, 3.0, 0.0, 0.0, None], "g": list("aabbc")})
    found = pb.inequality.parts(frame, "x", "g")
    told = [(one.group, one.inequality, one.contribution, one.n) for one in found.groups[1:]]
    assert told == [("b", None, 0, 2), ("c", None, 0, 0)]


@pytest.mark.parametrize(
    ("columns", "measure", "design", "expected"),
    [
        ({"x": [1.0, -2.0, 3.0]}, "theil_t", None, [("$.x", "negative_amounts")]),
        ({"x": [1.0, float("inf"), 3.0]}, "theil_t", None, [("$.x", "cell_infinite")]),
        ({"x": ["1", "2", "3"]}, "theil_t", None, [("$.x", "cell_text")] * 3),
        ({"x": [0.0, 0.0, 0.0]}, "entropy_2", None, [("$.x", "undefined_total")]),
        ({"x": [0.0, 1.0, 3.0]}, "theil_l", None, [("$.x", "undefined_zero")]),
        ({"x": [0.0, 1.0, 3.0]}, "atkinson_2", None, [("$.x", "undefined_zero")]),
        ({"x": [None, None, None]}, "theil_t", None, [("$.x", "no_complete_row")]),
        ({"x": [1e308, 1e308, 1.0]}, "theil_t", None, [("$.x", "not_finite")]),
        ({"y": [1.0, 2.0, 3.0]}, "theil_t", None, [("$.x", "no_such")]),
    ],
)
def test_what_is_wrong_is_told_by_the_rows(columns, measure, design, expected):
    first = next(iter(columns))
    schema = {first: pl.String if isinstance(columns[first][0], str) else pl.Float64}
    frame = pl.DataFrame(columns, schema=schema).with_columns(pl.Series("g", list("aab"))).lazy()
    with pytest.raises(InvalidInput) as raised:
        pb.inequality.parts(pb.Population(frame, design=design), "x", "g", measure=measure)
    assert [(one.where, one.code) for one in raised.value.faults] == expected


@pytest.mark.parametrize("weights", [[1.0, -1.0, 1.0], [1.0, None, 1.0], [1.0, float("inf"), 1.0]])
def test_weights_that_are_none_are_told_by_the_rows(weights):
    frame = pl.DataFrame({"x": [1.0, 2.0, 3.0], "g": list("aab"), "w": weights})
    told = []
    for one in (frame, frame.lazy()):
        with pytest.raises(InvalidInput) as raised:
            pb.inequality.parts(pb.Population(one, design=pb.Design(weights="w")), "x", "g")
        told.append([str(fault) for fault in raised.value.faults])
    assert told[0] == told[1]


def test_rows_come_in_where_they_are_looked_at():
    frame = FRAME.assign(unit=range(300), year=2020, s="N", u=np.arange(300) % 50)
    lazy = pl.from_pandas(frame).lazy()
    for more in ({"unit": "unit"}, {"time": "year"}, {"design": pb.Design(strata="s")}, {"design": pb.Design(psu="u")}):
        found = pb.inequality.parts(pb.Population(lazy, **more), "x", "g")
        expected = pb.inequality.parts(pb.Population(frame, **more), "x", "g")
        assert found.rows() == expected.rows()
        assert found.provenance.measures == (("theil_t", "kernels.inequality_parts.entropy_parts"),)
