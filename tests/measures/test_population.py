"""A population: what its columns are, whatever library its frame is of, and what is said of a wrong one."""

import datetime
from decimal import Decimal
from itertools import count

import duckdb
import hypothesis.strategies as st
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given

from pemberdayaan.errors import InvalidInput, MissingLibraryError
from pemberdayaan.measures import population as room
from pemberdayaan.measures.cells import NoAnswer, is_blank
from pemberdayaan.measures.design import Design
from pemberdayaan.measures.population import Population, population_of
from pemberdayaan.measures.questionnaire import alpha, item_statistics

NAN = float("nan")
PLAIN = {"kk": ["A", "B", "C"], "p1": [1, 2, 3], "p2": [4.0, None, 5.0]}


def relation(data):
    table = pa.table(data)
    return duckdb.connect().from_arrow(table)


MAKERS = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "lazy": lambda data: pl.LazyFrame(data),
    "pyarrow": pa.table,
    "duckdb": relation,
}
GIVEN_BACK = {"pandas": "pandas", "polars": "polars", "lazy": "polars", "pyarrow": "pyarrow", "duckdb": "pyarrow"}


def refusal(run):
    with pytest.raises(InvalidInput) as raised:
        run()
    return raised.value


def said(run):
    return [(one.where, one.code) for one in refusal(run).faults]


@pytest.mark.parametrize("name", MAKERS)
def test_every_library_gives_the_same_numbers(name):
    columns = Population(MAKERS[name](PLAIN), unit="kk").matrix(["p2", "p1"])
    assert columns.names == ("p2", "p1")
    np.testing.assert_array_equal(columns.values, [[4, 1], [NAN, 2], [5, 3]])
    assert columns.kinds.tolist() == [[0, 0], [1, 0], [0, 0]]
    assert columns.units == ("A", "B", "C")
    assert columns.gaps == (1, 0)
    assert columns.rows == 3
    assert columns.library == GIVEN_BACK[name]


@pytest.mark.parametrize("name", MAKERS)
def test_a_result_comes_back_in_the_library_of_the_frame(name):
    statistics = item_statistics(MAKERS[name](PLAIN), ["p1"], low=1, high=5)
    assert type(statistics.to_frame()).__module__.split(".")[0] == GIVEN_BACK[name]
    assert type(statistics.answers.to_frame()).__module__.split(".")[0] == GIVEN_BACK[name]
    assert type(statistics.to_frame("pandas")).__module__.split(".")[0] == "pandas"


def test_a_duckdb_frame_needs_pyarrow(monkeypatch):
    monkeypatch.setattr(room, "find_spec", lambda _: None)
    with pytest.raises(MissingLibraryError, match="pip install pyarrow"):
        Population(relation(PLAIN)).matrix(["p1"])


def test_the_arrays_are_read_only_and_the_frame_is_not():
    frame = pd.DataFrame(PLAIN)
    columns = Population(frame).matrix(["p1"])
    for array in (columns.values, columns.kinds, *columns.cells):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 9
    frame.loc[0, "p1"] = 9
    assert frame["p1"].tolist() == [9, 2, 3]


def test_names_map_keys_to_columns():
    population = Population(pd.DataFrame(PLAIN), names={"trust": "p1"})
    assert population.matrix(["trust"]).values.tolist() == [[1], [2], [3]]
    assert population.matrix(["p1"]).names == ("p1",)
    error = refusal(lambda: population.matrix(["trus", "p9"]))
    assert "there is no column 'trus' (did you mean 'trust'?)" in str(error)
    assert "kolom 'p9' tidak ada" in error.text("id")


def test_a_key_is_asked_for_once():
    assert said(lambda: Population(pd.DataFrame(PLAIN)).matrix(["p1", "p1"])) == [("$.p1", "repeated_key")]


def test_columns_that_are_not_there_are_told_all_at_once():
    frame = pd.DataFrame(PLAIN)
    design = Design(weights="w", strata="s", psu="kk")
    run = lambda: Population(frame, unit="no", time="year", names={"a": "b"}, design=design)  # noqa: E731
    assert said(run) == [
        (f"$.{where}", "no_such") for where in ("unit", "time", "names.a", "design.weights", "design.strata")
    ]


@pytest.mark.parametrize("value", [5, None, [1], {"p1": [1]}, np.ones((2, 2)), pd.Series([1])], ids=count())
def test_what_is_no_frame(value):
    assert said(lambda: Population(value)) == [("$", "wrong_type")]


def test_a_frame_with_one_name_twice():
    assert said(lambda: Population(pd.DataFrame([[1, 2]], columns=["a", "a"]))) == [("$.a", "repeated_key")]


def test_a_frame_without_rows():
    assert said(lambda: Population(pd.DataFrame({"p1": []})).matrix(["p1"])) == [("$", "no_rows")]


def test_a_population_is_taken_as_it_is():
    population = Population(pd.DataFrame(PLAIN), unit="kk", design=Design(weights="p1"))
    assert population_of(population) is population
    assert repr(population) == ("Population(3 columns, unit='kk', design=Design(weights='p1'))")
    assert repr(population_of(pd.DataFrame(PLAIN))) == "Population(3 columns)"


# --- codes and the kinds of no answer --------------------------------------------------------------------------------

LIKERT = {"STS": 1, "TS": 2, "S": 4, "SS": 5, "TT": "do_not_know", "M": NoAnswer.REFUSED}


@pytest.mark.parametrize("name", MAKERS)
def test_codes_become_numbers_and_the_kinds_of_no_answer_stay_apart(name):
    frame = MAKERS[name]({"p1": ["SS", "TT", None, "M", "", "STS"]})
    columns = Population(frame, answers=LIKERT).matrix(["p1"])
    np.testing.assert_array_equal(columns.values[:, 0], [5, NAN, NAN, NAN, NAN, 1])
    assert columns.kinds[:, 0].tolist() == [0, 2, 1, 3, 1, 0]


@pytest.mark.parametrize("name", MAKERS)
def test_codes_may_be_numbers(name):
    frame = MAKERS[name]({"p1": [1, 2, 98, None, 99], "p2": [1.0, 1.0, 2.0, 98.0, 1.0]})
    columns = Population(frame, answers={1: 10, 2: 20, 98: "do_not_know", 99: "refused"}).matrix(["p1", "p2"])
    np.testing.assert_array_equal(columns.values[:, 0], [10, 20, NAN, NAN, NAN])
    assert columns.kinds.T.tolist() == [[0, 0, 2, 1, 3], [0, 0, 0, 2, 0]]


def test_numbers_stand_for_themselves_where_only_no_answers_are_coded():
    columns = Population(pd.DataFrame({"p1": [4, 98, 5]}), answers={98: "do_not_know"}).matrix(["p1"])
    np.testing.assert_array_equal(columns.values[:, 0], [4, NAN, 5])
    assert columns.kinds[:, 0].tolist() == [0, 2, 0]


def test_a_code_that_answers_lacks_is_named_with_its_rows():
    frame = pd.DataFrame({"kk": list("ABCDEFGH"), "p1": ["S", "ragu"] * 4, "p2": [1, 2, 3, 4, 5, 4, 5, 4]})
    error = refusal(lambda: Population(frame, unit="kk", answers=LIKERT | {1: 1, 2: 2, 4: 4}).matrix(["p1", "p2"]))
    assert [one.to_dict() | {"id": ""} for one in error.faults] == [
        {
            "where": "$.p1",
            "code": "cell_code",
            "en": "answers does not tell what 'ragu' means: 4 rows (B, D, F, H)",
            "id": "",
        },
        {"where": "$.p2", "code": "cell_code", "en": "answers does not tell what 3 means: 1 rows (C)", "id": ""},
        {"where": "$.p2", "code": "cell_code", "en": "answers does not tell what 5 means: 2 rows (E, G)", "id": ""},
    ]


def test_many_wrong_codes_are_gathered_after_the_first_five():
    faults = refusal(lambda: Population(pd.DataFrame({"p1": list("abcdefgh")})).matrix(["p1"])).faults
    assert [(one.values["given"], one.values["count"]) for one in faults] == [
        *((letter, 1) for letter in "abcde"),
        ("...", 3),
    ]


def test_answers_are_checked_when_they_are_said():
    error = refusal(lambda: Population(pd.DataFrame(PLAIN), answers={"a": "unknown", "b": NAN, "c": 1}))
    assert [(one.where, one.code) for one in error.faults] == [("['a']", "not_a_choice"), ("['b']", "not_finite")]
    assert Population(pd.DataFrame(PLAIN), answers=[("a", 1)]).answers == (("a", 1),)


TRUTHS = {
    "bool": pd.DataFrame({"p1": [True, False]}),
    "boolean": pd.DataFrame({"p1": pd.array([True, False, None], "boolean")}),
    "object": pd.DataFrame({"p1": pd.Series([True, np.False_, None], dtype=object)}),
    "arrow in pandas": pd.DataFrame({"p1": pd.array([True, False, None], "bool[pyarrow]")}),
    "polars": pl.DataFrame({"p1": [True, False, None]}),
    "lazy": pl.LazyFrame({"p1": [True, False, None]}),
    "pyarrow": pa.table({"p1": [True, False, None]}),
}


@pytest.mark.parametrize("answers", [{}, {9: "refused"}], ids=count())
@pytest.mark.parametrize("name", TRUTHS)
def test_truths_are_one_and_zero(name, answers):
    columns = Population(TRUTHS[name], answers=answers).matrix(["p1"])
    expected = [1.0, 0.0] if name == "bool" else [1.0, 0.0, NAN]
    np.testing.assert_array_equal(columns.values[:, 0], expected)
    assert columns.kinds[:, 0].tolist() == [0, 0, 1][: len(expected)]


@pytest.mark.parametrize("name", TRUTHS)
def test_codes_may_be_truths(name):
    columns = Population(TRUTHS[name], answers={True: 5, False: "refused"}).matrix(["p1"])
    assert (columns.values[0, 0], columns.kinds[:2, 0].tolist()) == (5.0, [0, 3])
    (first, *_) = refusal(lambda: Population(TRUTHS[name], answers={"yes": 1}).matrix(["p1"])).faults
    assert (first.code, first.values["given"]) == ("cell_code", True)


@pytest.mark.parametrize(
    ("cells", "kinds"),
    [
        ([1, 2, None], [0, 0, 1]),
        ([Decimal(1), Decimal("2.5"), None], [0, 0, 1]),
        ([1, np.int64(2), pd.NA], [0, 0, 1]),
        ([1.0, np.float32(2), " "], [0, 0, 1]),
        ([None, None, None], [1, 1, 1]),
    ],
    ids=count(),
)
def test_numbers_in_a_column_of_objects(cells, kinds):
    columns = Population(pd.DataFrame({"p1": pd.Series(cells, dtype=object)})).matrix(["p1"])
    assert columns.kinds[:, 0].tolist() == kinds
    assert [np.isnan(cell) for cell in columns.values[:, 0]] == [bool(kind) for kind in kinds]


@pytest.mark.parametrize(
    "column",
    [
        pd.array([1, None, 3], dtype="Int64"),
        pd.array([1, None, 3], dtype="float64[pyarrow]"),
        pl.Series([1, None, 3]).cast(pl.Decimal(10, 2)),
        pl.Series([1.0, NAN, 3.0]),
        pl.Series([1, None, 3], dtype=pl.Int8),
    ],
    ids=count(),
)
def test_null_and_nan_are_the_same_at_the_door(column):
    frame = pl.DataFrame({"p1": column}) if isinstance(column, pl.Series) else pd.DataFrame({"p1": column})
    columns = Population(frame).matrix(["p1"])
    np.testing.assert_array_equal(columns.values[:, 0], [1, NAN, 3])
    assert columns.kinds[:, 0].tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    ("frame", "given"),
    [
        (pd.DataFrame({"p1": ["1", "2"]}), "1"),
        (pd.DataFrame({"p1": pd.Series([1, "x"], dtype=object)}), "x"),
        (pl.DataFrame({"p1": [[1], [2]]}), "[1]"),
        (pd.DataFrame({"p1": [datetime.date(2020, 1, 1), 2]}), "2020-01-01"),
        (pd.DataFrame({"p1": pd.Categorical(["setuju", "tidak"])}), "setuju"),
    ],
    ids=count(),
)
def test_text_where_numbers_are_due(frame, given):
    first = refusal(lambda: Population(frame).matrix(["p1"])).faults[0]
    assert (first.where, first.code, first.values["given"]) == ("$.p1", "cell_text", given)


@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame], ids=count())
def test_an_infinite_cell(frame):
    run = lambda: Population(frame({"p1": [1.0, float("inf"), 2.0, float("-inf")]})).matrix(["p1"])  # noqa: E731
    assert str(refusal(run).faults[0]) == "inf is not a finite number: 2 rows (1, 3) @ $.p1"


def test_numbers_whose_sum_is_too_large_are_finite_all_the_same():
    columns = Population(pd.DataFrame({"p1": [1e308, 1e308]})).matrix(["p1"])
    assert columns.gaps == (0,)


@given(st.lists(st.one_of(st.none(), st.integers(-9, 9), st.floats(-9, 9)), min_size=1, max_size=12))
def test_all_libraries_agree_on_a_column(cells):
    data = {"p1": [None if cell is None else float(cell) for cell in cells]}
    first, *others = (Population(MAKERS[name](data)).matrix(["p1"]) for name in ("pandas", "polars", "pyarrow"))
    for other in others:
        np.testing.assert_array_equal(first.values, other.values)
        np.testing.assert_array_equal(first.kinds, other.kinds)
        assert first.digest() == other.digest()


# --- units and design ------------------------------------------------------------------------------------------------


def test_a_unit_stands_once():
    frame = pd.DataFrame({"kk": ["A", "B", "A", None, None], "p1": 1})
    assert [str(one) for one in refusal(lambda: Population(frame, unit="kk").matrix(["p1"])).faults] == [
        "no unit key in 2 rows (3, 4) @ $.kk",
        "unit 'A' stands in 2 rows (0, 2) @ $.kk",
    ]


def test_a_unit_stands_once_a_time():
    frame = pd.DataFrame({"kk": ["A", "A", "B"], "year": [2020, 2021, 2020], "p1": [1, 2, 3]})
    columns = Population(frame, unit="kk", time="year").matrix(["p1"])
    assert (columns.units, list(columns.times)) == (("A", "A", "B"), [2020, 2021, 2020])
    again = frame.assign(year=2020)
    assert said(lambda: Population(again, unit="kk", time="year").matrix(["p1"])) == [("$.kk", "unit_repeated")]


def test_the_design_comes_along_as_numbers():
    frame = pl.DataFrame({"p1": [1, 2, 3], "w": [1, 2, 0], "s": ["x", "y", "x"], "psu": [7, 7, 8]})
    columns = Population(frame, design=Design(weights="w", strata="s", psu="psu")).matrix(["p1"])
    assert columns.weights.tolist() == [1, 2, 0]
    assert columns.strata.tolist() == [0, 1, 0]
    assert columns.psu.tolist() == [0, 0, 1]
    assert columns.drawn
    assert not Population(frame).matrix(["p1"]).drawn


@pytest.mark.parametrize("name", ["lazy", "duckdb"])
def test_a_lazy_frame_brings_what_the_design_needs(name):
    frame = MAKERS[name]({"kk": [1, 2], "year": [1, 1], "p1": [1, 2], "w": [1.5, 0.5], "s": [1, 2], "other": [0, 0]})
    design = Design(weights="w", strata="s")
    columns = Population(frame, unit="kk", time="year", design=design).matrix(["p1"])
    assert columns.weights.tolist() == [1.5, 0.5]
    assert columns.strata.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("weights", "faults"),
    [
        ([1.0, -1.0, None], ["a weight is a finite number of at least 0: 2 rows (1, 2) @ $.w"]),
        ([float("-inf"), float("inf"), 1.0], ["-inf is not a finite number: 2 rows (0, 1) @ $.w"]),
        ([0, 0, 0], ["the weights add up to 0 @ $.w"]),
        ([1e308, 1e308, 1e308], ["inf is not a finite number @ $.w"]),
        (["1", 1, 1], ["a weight is a finite number of at least 0: 1 rows (0) @ $.w"]),
    ],
    ids=count(),
)
def test_wrong_weights(weights, faults):
    frame = pd.DataFrame({"p1": [1, 2, 3], "w": weights})
    error = refusal(lambda: Population(frame, design=Design(weights="w")).matrix(["p1"]))
    assert [str(one) for one in error.faults] == faults


def test_a_unit_without_stratum():
    frame = pd.DataFrame({"p1": [1, 2], "s": ["x", None]})
    assert said(lambda: Population(frame, design=Design(strata="s")).matrix(["p1"])) == [("$.s", "unit_none")]


def test_all_faults_of_a_frame_come_at_once():
    frame = pd.DataFrame({"kk": ["A", "A"], "p1": ["x", 1], "p2": [float("inf"), 1.0], "w": [-1, 1]})
    run = lambda: Population(frame, unit="kk", design=Design(weights="w")).matrix(["p1", "p2"])  # noqa: E731
    assert said(run) == [
        ("$.kk", "unit_repeated"),
        ("$.p1", "cell_text"),
        ("$.p2", "cell_infinite"),
        ("$.w", "weight"),
    ]


def test_the_digest_tells_tables_apart():
    frame = pd.DataFrame({"p1": [1, 2], "p2": [1, 2], "w": [1, 1]})
    digests = {
        Population(frame).matrix(["p1"]).digest(),
        Population(frame).matrix(["p2"]).digest(),
        Population(frame, design=Design(weights="w")).matrix(["p1"]).digest(),
        Population(frame, answers={1: 1, 2: "refused"}).matrix(["p1"]).digest(),
        Population(frame, answers={1: 1, 2: "do_not_know"}).matrix(["p1"]).digest(),
    }
    assert len(digests) == 5


@pytest.mark.parametrize("value", [None, NAN, pd.NA, pd.NaT, "", "  "], ids=count())
def test_what_is_blank(value):
    assert is_blank(value)
    assert not is_blank(0)
    assert not is_blank("0")


@pytest.mark.parametrize("nan", [Decimal("NaN"), np.float32("nan"), NAN, pd.NA, None, " "], ids=count())
def test_no_number_among_objects_is_no_answer(nan):
    frame = pd.DataFrame({"p1": np.array([nan, 2, 3], dtype=object)})
    columns = Population(frame).matrix(["p1"])
    assert (columns.gaps, columns.kinds[:, 0].tolist()) == ((1,), [1, 0, 0])
    line = item_statistics(frame, ["p1"], low=1, high=5, missing="skip")
    assert (line["p1"].n, line["p1"].blank) == (2, 1)


@pytest.mark.parametrize(("large", "told"), [(10**400, "inf"), (-(10**5000), "-inf")], ids=count())
def test_a_whole_number_beyond_every_float_is_told(large, told):
    frame = pd.DataFrame({"p1": [large, 2]}, dtype=object)
    (one,) = refusal(lambda: Population(frame).matrix(["p1"])).faults
    assert (one.code, str(one)) == ("cell_infinite", f"{told} is not a finite number: 1 rows (0) @ $.p1")


@pytest.mark.parametrize("large", [2**62, -(2**62)], ids=count())
def test_whole_numbers_that_floats_do_not_tell_apart_are_refused(large):
    frame = pd.DataFrame({"p1": [large, large + 1], "p2": [2**53, 1]})
    columns = Population(frame).matrix(["p1", "p2"])
    assert said(lambda: columns.values) == [("$.p1", "out_of_range")]
    assert Population(frame).matrix(["p2"]).values.tolist() == [[2.0**53], [1.0]]


def test_what_a_population_is_asked_by_when_nothing_is_said():
    frame = pd.DataFrame({"kk": ["A"], "t": [1], "p1": [1], "w": [1], "s": ["x"], "d": ["y"], "p2": [2]})
    design = Design(weights="w", strata="s", psu="d")
    assert Population(frame, unit="kk", time="t", design=design).keys == ("p1", "p2")
    assert Population(frame, names={"a": "p2", "b": "p1"}).keys == ("a", "b")
    assert Population(frame).keys == tuple(frame.columns)


@pytest.mark.parametrize(
    "frame", [pd.DataFrame([[1, 2, 3]], columns=["a", "b", "a"]), pa.table([[1], [2], [3]], names=["a", "b", "a"])]
)
def test_a_name_that_stands_twice_is_named(frame):
    assert said(lambda: Population(frame)) == [("$.a", "repeated_key")]


def test_units_that_cannot_be_told_apart():
    frame = pl.DataFrame({"kk": [[1], [1]], "p1": [1, 2]})
    assert said(lambda: Population(frame, unit="kk").matrix(["p1"])) == [("$.kk", "wrong_type")]


@pytest.mark.parametrize("value", [[1, 2], [("a",)], "ab", 5], ids=count())
def test_answers_that_are_no_table(value):
    assert said(lambda: Population(pd.DataFrame(PLAIN), answers=value)) == [("answers", "wrong_type")]


def test_columns_whose_names_are_no_texts_are_not_offered():
    (one,) = refusal(lambda: Population(pd.DataFrame({0: [1], "p1": [2]})).matrix(["0"])).faults
    assert one.values["choices"] == ("p1",)


def test_strata_keep_their_names():
    frame = pd.DataFrame({"p1": [1, 2, 3], "s": ["Jawa", "Bali", "Jawa"]})
    columns = Population(frame, design=Design(strata="s")).matrix(["p1"])
    assert [columns.strata_named[code] for code in columns.strata] == ["Jawa", "Bali", "Jawa"]


def test_several_rounds_are_not_pooled_in_silence():
    frame = pd.DataFrame({"kk": ["A", "A"], "tahun": [2021, 2023], "p1": [3, 4], "p2": [2, 5]})
    both = Population(frame, unit="kk", time="tahun")
    for ask in (
        lambda data: item_statistics(data, ["p1", "p2"], low=1, high=5),
        lambda data: alpha(data, ["p1", "p2"], draws=0),
    ):
        with pytest.raises(InvalidInput, match=r"2 rounds \(2021, 2023\): filter the frame for one @ \$.tahun"):
            ask(both)
    one = Population(frame[frame["tahun"] == 2023], unit="kk", time="tahun")
    assert item_statistics(one, ["p1"], low=1, high=5).rows()[0]["n"] == 1
