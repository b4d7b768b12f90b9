"""The same scores come out of every kind of frame; tests/engines/test_spark.py asks it of PySpark."""

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from engines import people
from pyarrow import parquet

from pemberdayaan.measures.counting import reading

pytestmark = pytest.mark.engine

NULLABLE = {
    pa.bool_(): pd.BooleanDtype(),
    pa.int8(): pd.Int8Dtype(),
    pa.int32(): pd.Int32Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.float32(): pd.Float32Dtype(),
    pa.float64(): pd.Float64Dtype(),
}
MAKERS = {
    "pandas": lambda table: table.to_pandas(),
    "pandas, nullable": lambda table: table.to_pandas(types_mapper=NULLABLE.get),
    "pandas, arrow": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "pandas, an index that repeats": lambda table: table.to_pandas().set_index("home", drop=False),
    "polars": pl.from_arrow,
    "polars, lazy": lambda table: pl.from_arrow(table).lazy(),
    "pyarrow": lambda table: table,
    "duckdb": lambda table: duckdb.connect().from_arrow(table),
}
FILES = {
    "polars, lazy": pl.scan_parquet,
    "duckdb": lambda path: duckdb.connect().read_parquet(str(path)),
}


@pytest.mark.parametrize("case", people.CASES)
@pytest.mark.parametrize("name", MAKERS)
def test_every_frame_gives_the_scores_of_plain_pandas(name, case):
    table = people.table(case)
    expected = people.scored(people.plain(table), case)
    people.assert_same(people.scored(MAKERS[name](table), case), expected)


@pytest.mark.parametrize("name", MAKERS)
def test_so_many_rows_that_patterns_are_not_kept_by_unit_change_nothing(name, monkeypatch):
    table = people.table("pairs")
    expected = people.scored(people.plain(table), "pairs")
    monkeypatch.setattr(reading, "KEPT", 100)
    people.assert_same(people.scored(MAKERS[name](table), "pairs"), expected)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_scored_where_it_lies(name, tmp_path):
    table, path = people.table("pairs"), tmp_path / "people.parquet"
    parquet.write_table(table, path)
    people.assert_same(people.scored(FILES[name](path), "pairs"), people.scored(people.plain(table), "pairs"))
