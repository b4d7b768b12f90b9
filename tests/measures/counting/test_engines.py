"""However the cells of a table are typed, the measures are those of loops in fractions.

That every library gives the same table is shown in tests/engines; here are the kinds of cells that are left.
"""

from decimal import Decimal
from fractions import Fraction

import attrs
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from measures.counting import brute

import pemberdayaan as pb

MARKS = ("x0", "x1", "x2")
NAMES = ("north", "south")
SURVEY = brute.Survey(
    tuple(
        brute.Person(
            ((i * i) % 3 % 2, None if (i, j) in ((3, 0), (8, 1)) else i % 2, (i + j) % 2),
            Fraction(1 + i % 5, 4),
            NAMES[i % 2],
            i % 3,
            i % 9,
            i,
            "fm"[j],
        )
        for i in range(30)
        for j in range(2)
    ),
    (3, 2, 1),
    Fraction(1, 2),
    said=frozenset(brute.ASPECTS),
)


def as_arrow(table, **types):
    kinds = {**dict.fromkeys(MARKS, pa.int8()), "w": pa.float64(), **types}
    return pa.table({name: pa.array(cells, kinds.get(name)) for name, cells in table.items()})


def as_pandas(table):
    return pd.DataFrame(table).astype(dict.fromkeys(MARKS, float))


def as_objects(table):
    frame = pd.DataFrame(table).astype(object)
    return frame.astype({"x1": object}).where(frame.notna(), None)


def as_categories(table):
    return as_pandas(table).astype(dict.fromkeys(["g", "sex"], "category"))


def as_decimals(table):
    """Marks and weights as decimals."""
    kind = pa.decimal128(9, 2)
    marks = {name: [None if one is None else Decimal(one) for one in table[name]] for name in MARKS}
    weights = [Decimal(str(one)) for one in table["w"]]
    return as_arrow({**table, **marks, "w": weights}, **dict.fromkeys([*MARKS, "w"], kind))


def as_truths(table):
    truths = {name: [None if one is None else bool(one) for one in table[name]] for name in MARKS}
    return as_arrow({**table, **truths}, **dict.fromkeys(MARKS, pa.bool_()))


def gaps_as_nan(table):
    """Floats of which the gap in the first half is null and in the second NaN."""
    frame = pl.from_arrow(as_arrow(table)).with_columns(pl.col(*MARKS).cast(pl.Float64))
    late = pl.int_range(pl.len()) >= 10
    return frame.with_columns(pl.when(late).then(pl.col("x1").fill_null(np.nan)).otherwise(pl.col("x1")).alias("x1"))


def in_duckdb(table):
    return duckdb.connect().from_arrow(table)


KINDS = {
    "pandas": as_pandas,
    "pandas, objects": as_objects,
    "pandas, nullable": lambda table: as_pandas(table).convert_dtypes(),
    "pandas, truths and objects": lambda table: as_truths(table).to_pandas(),
    "pandas, shuffled, with an index that repeats": lambda table: (
        as_pandas(table).sample(frac=1, random_state=1).set_axis([0, 1] * 30)
    ),
    "pandas, categories": as_categories,
    "pandas, decimals": lambda table: as_decimals(table).to_pandas(),
    "polars, categories": lambda table: pl.from_pandas(as_categories(table)),
    "polars, enums": lambda table: pl.from_arrow(as_arrow(table)).with_columns(pl.col("g").cast(pl.Enum(NAMES))),
    "polars, lazy, null and NaN": lambda table: gaps_as_nan(table).lazy(),
    "polars, lazy, decimals": lambda table: pl.from_arrow(as_decimals(table)).lazy(),
    "pyarrow, dictionaries": lambda table: as_arrow(table, g=pa.dictionary(pa.int8(), pa.string())),
    "duckdb, decimals": lambda table: in_duckdb(as_decimals(table)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_frame_gives_the_measures_of_loops(kind):
    scores = pb.score(SURVEY.population(KINDS[kind]), SURVEY.framework(), by="g")
    assert scores.groups == NAMES
    brute.assert_exact(scores, SURVEY)
    assert [(one.who, one.indicator, one.n) for one in scores.lost if one.reason == "missing"] == [
        ("women", "x1", 1),
        ("men", "x1", 1),
    ]


def test_the_callers_frame_stays_as_it_is():
    for kind in ("pandas", "pandas, objects"):
        frame = KINDS[kind](SURVEY.table())
        before = frame.copy(deep=True)
        pb.score(SURVEY.population(lambda _, frame=frame: frame), SURVEY.framework(), by="g")
        pd.testing.assert_frame_equal(frame, before)


# --- answers as texts ------------------------------------------------------------------------------------------------

ENGINES = {
    "pandas": lambda table: table.to_pandas(),
    "polars": pl.from_arrow,
    "polars, lazy": lambda table: pl.from_arrow(table).lazy(),
    "pyarrow": lambda table: table,
    "duckdb": in_duckdb,
}
SAID = pa.table(
    {
        "voice": ["no", "yes", "no", "", None, "do not know", "no", "  "],
        "land": [1, 2, 1, 1, 1, 2, 9, 1],
        # A code is not what a row counts for.
        "w": [1, 2, 9, 1, 1, 1, 1, 1],
    }
)
CODES = {"no": 1, "yes": 0, "do not know": "do_not_know", 1: 1, 2: 0, 9: "refused"}
LAND = pb.Framework("ours", "Ours", rules=[pb.CountRule("count", "C", weights={"voice": 1, "land": 1}, cutoff=1)])


@pytest.mark.parametrize("engine", ENGINES)
def test_answers_in_words_and_codes(engine):
    population = pb.Population(ENGINES[engine](SAID), answers=CODES, design=pb.Design(weights="w"))
    scores = pb.score(population, LAND)
    # Rows 0 and 2 of 0, 1 and 2 are deprived in both, with weights 1 and 9 of 12.
    assert scores.block("H").estimate.tolist() == [[10 / 12]]
    assert scores.block("raw_headcount").estimate.tolist() == [[10 / 12, 10 / 12]]
    assert scores.lost.rows() == [
        {"who": "all", "reason": "incomplete", "indicator": None, "n": 5},
        {"who": "all", "reason": "missing", "indicator": "voice", "n": 4},
        {"who": "all", "reason": "missing", "indicator": "land", "n": 1},
    ]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("raw", [False, True])
def test_a_code_that_answers_does_not_tell_is_never_counted_as_not_deprived(engine, raw):
    indicators = [pb.Indicator(key, key, scale="points", cutoff=2) for key in ("voice", "land")] if raw else []
    scale = pb.Scale("points", "Points", "ratio", low=0, high=10)
    framework = attrs.evolve(LAND, indicators=indicators, scales=[scale])
    for column, wrong in (("voice", "perhaps"), ("land", 3))[: 1 + raw]:
        table = SAID.to_pydict()
        table[column][0] = wrong
        population = pb.Population(ENGINES[engine](pa.table(table)), answers=CODES)
        with pytest.raises(pb.InvalidInput) as raised:
            pb.score(population, framework)
        assert {one.where for one in raised.value.faults} == {f"$.{column}"}
        assert {one.code for one in raised.value.faults} <= {"cell_code", "not_zero_one", "gap_value"}


# --- groups ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_who_belongs_to_no_group_is_a_group_without_a_name(engine):
    table = pa.table({"x0": [1, 0, 1, 1], "g": ["b", "a", None, "b"], "r": [2.0, 1.5, np.nan, 2.0]})
    rule = pb.CountRule("count", "C", weights={"x0": 1}, cutoff=1)
    ours = pb.Framework("ours", "Ours", rules=[rule])
    for by, known in (("g", ("a", "b")), ("r", (1.5, 2.0))):
        scores = pb.score(ENGINES[engine](table), ours, by=by)
        assert scores.groups == (*known, None)
        assert scores.block("H").estimate[:, 0].tolist() == [0, 1, 1]
        assert scores.block("H").n.tolist() == [1, 2, 1]
        assert scores.place(None) == 2


@pytest.mark.parametrize("engine", ENGINES)
def test_frames_come_back_in_the_library_that_they_came_in(engine):
    rule = pb.CountRule("count", "C", weights={"x0": 1}, cutoff=1)
    table = ENGINES[engine](pa.table({"x0": [1, 0, None]}))
    scores = pb.score(table, pb.Framework("ours", "Ours", rules=[rule]))
    library = {"polars, lazy": "polars", "duckdb": "pyarrow"}.get(engine, engine)
    for one in (scores, scores.lost, scores.notes):
        assert type(one.to_frame()).__module__.split(".")[0] == library
