"""What bad input gets: a named error with column and rows, or a documented answer; the same from every engine."""

from fractions import Fraction

import attrs
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from measures.counting import brute

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput

NAN = float("nan")
# Three households of two villages in one stratum.
GOOD = {
    "id": list("ABCDEF"),
    "voice": [1, 0, 1, 0, 1, 0],
    "land": [1, 1, 0, 0, 1, 0],
    "w": [1.0, 2.0, 3.0, 1.0, 1.0, 1.0],
    "stratum": [1] * 6,
    "village": [1, 1, 2, 2, 2, 2],
    "home": [1, 1, 2, 2, 3, 3],
    "sex": ["f", "m"] * 3,
    "region": list("aabbaa"),
}
RULE = pb.CountRule("count", "Counting", weights={"voice": 1, "land": 2}, cutoff="1/2")
OURS = pb.Framework("ours", "Ours", rules=[RULE])
RAW = attrs.evolve(
    OURS,
    indicators=[pb.Indicator(key, key, scale="points", cutoff=2) for key in ("voice", "land")],
    scales=[pb.Scale("points", "Points", "ratio", low=0, high=10)],
)
ENGINES = {
    "pandas": pd.DataFrame,
    "polars": lambda table: pl.DataFrame(table, strict=False),
    "lazy": lambda table: pl.LazyFrame(table, strict=False),
    "duckdb": lambda table: duckdb.connect().from_arrow(pl.DataFrame(table, strict=False).to_arrow()),
}


def scored(make=pl.DataFrame, *, framework=OURS, by=None, drop=(), said=("unit", "design", "pairs"), **changes):
    """The scores of the good table with some changes: columns, or parts of what is said of them."""
    parts = {
        "unit": "id",
        "design": pb.Design("w", "stratum", "village"),
        "pairs": pb.Pairs("home", "sex", women="f", men="m"),
    }
    names = [field.alias for field in attrs.fields(pb.Population)]
    columns = {name: cells for name, cells in changes.items() if name not in names}
    parts = {name: parts[name] for name in said} | {name: one for name, one in changes.items() if name in names}
    table = {name: cells for name, cells in (GOOD | columns).items() if name not in drop}
    return pb.score(pb.Population(make(table), **parts), framework, by=by)


def refused(run):
    """The faults of a refusal; each can be told in both languages, which differ."""
    with pytest.raises(InvalidInput) as raised:
        run()
    for one in raised.value.faults:
        assert one.text("en") != one.text("id"), one.code
        assert "{" not in one.text("en") + one.text("id")
    return raised.value.faults


def codes(faults):
    return [(one.where, one.code) for one in faults]


# Changes of the table, the fault that they get, and a piece of its message; B is the wrong row.
CELLS = {
    "2 for 0 or 1": ({"voice": [1, 2, 1, 0, 1, 0]}, ("$.voice", "not_zero_one"), "1 rows (B)"),
    "a half": ({"voice": [1, 0.5, 1, 0, 1, 0]}, ("$.voice", "not_zero_one"), "1 rows (B)"),
    "an infinite mark": ({"voice": [1.0, np.inf, 1, 0, 1, 0]}, ("$.voice", "not_zero_one"), "1 rows (B)"),
    "a negative weight": ({"w": [1.0, -1.0, 1, 1, 1, 1]}, ("$.w", "weight"), "1 rows (B)"),
    "no weight": ({"w": [1.0, None, 1, 1, 1, 1]}, ("$.w", "weight"), "1 rows (B)"),
    "a weight that is NaN": ({"w": [1.0, NAN, 1, 1, 1, 1]}, ("$.w", "weight"), "1 rows (B)"),
    "an infinite weight": ({"w": [1.0, np.inf, 1, 1, 1, 1]}, ("$.w", "weight"), "1 rows (B)"),
    "weights of nothing": ({"w": [0.0] * 6}, ("$.w", "weights_zero"), "add up to 0"),
    "weights beyond floats": ({"w": [1e308] * 6}, ("$.w", "not_finite"), "inf"),
    "weights in words": ({"w": list("uvwxyz")}, ("$.w", "wrong_type"), "w is String, expected a number"),
    "no stratum": ({"stratum": [1, None, 1, 1, 1, 1]}, ("$.stratum", "unit_none"), "1 rows (B)"),
    "a stratum that is NaN": ({"stratum": [1.0, NAN, 1, 1, 1, 1]}, ("$.stratum", "unit_none"), "1 rows (B)"),
    "no sampling unit": ({"village": [1, None, 2, 2, 2, 2]}, ("$.village", "unit_none"), "1 rows (B)"),
    "no household": ({"home": [1, None, 2, 2, 3, 3]}, ("$.home", "unit_none"), "1 rows (B)"),
    "no sex": ({"sex": ["f", None, "f", "m", "f", "m"]}, ("$.sex", "sex_code"), "1 rows (B)"),
    "a sex unknown": ({"sex": ["f", "x", "f", "m", "f", "m"]}, ("$.sex", "sex_code"), "x is neither 'f' (women)"),
    "a sex in numbers": ({"sex": [2, 1] * 3}, ("$.sex", "sex_code"), "6 rows (A, B, C, D, E, ...)"),
    "two women": ({"sex": ["f", "f", "f", "m", "f", "m"]}, ("$.home", "two_of_household"), "women (1)"),
    "two men": ({"sex": ["m", "m", "f", "m", "f", "m"]}, ("$.home", "two_of_household"), "men (1)"),
    "a household in two villages": ({"village": [1, 2, 2, 2, 2, 2]}, ("$.home", "household_apart"), "'village' (1)"),
    "a unit twice": ({"id": list("BACDEB")}, ("$.id", "unit_repeated"), "unit 'B' stands in 2 rows"),
    "units without a key": ({"id": ["A", None, None, "D", "E", "F"]}, ("$.id", "unit_none"), "2 rows"),
    "one unit in a stratum": ({"stratum": [1, 1, 2, 2, 2, 2]}, ("$.design.strata", "lonely_psu"), "stratum 1 has"),
    "nobody complete": ({"land": [NAN] * 6}, ("$", "nobody_complete"), "no row has a value in every indicator"),
    "marks in words": ({"voice": list("101010")}, ("$.voice", "cell_text wrong_type"), "voice"),
    "two rounds": ({"time": "region"}, ("$.region", "rounds"), "2 rounds (a, b)"),
}


# What engines do in ways of their own: nulls, joins, doubles, overflow.
APART = ["no weight", "no stratum", "a sex unknown", "two women", "a household in two villages", "a unit twice"]
APART += ["weights beyond floats", "no household", "nobody complete", "two rounds"]


@pytest.mark.parametrize(
    ("engine", "case"),
    [(engine, case) for engine in ENGINES for case in (CELLS if engine == "pandas" else APART)],
)
def test_wrong_cells_are_told_with_column_and_rows(engine, case):
    changes, (where, code), told = CELLS[case]
    faults = refused(lambda: scored(ENGINES[engine], **changes))
    assert {one.where for one in faults} == {where}
    assert {one.code for one in faults} <= set(code.split())
    assert told in " ".join(f"{one.where} {one.text()}" for one in faults)


@pytest.mark.parametrize("engine", ["polars", "lazy", "duckdb"])
def test_a_household_key_that_is_none_pairs_nobody_with_everybody(engine):
    # 20,000 women and 20,000 men of one key would be 400 million pairs.
    many = {name: cells * 20_000 for name, cells in GOOD.items() if name != "id"}
    many |= {"home": [1] * 120_000, "village": [7, 8] * 60_000}
    faults = refused(lambda: scored(ENGINES[engine], said=("design", "pairs"), drop=["id"], **many))
    assert codes(faults) == [("$.home", "two_of_household")] * 2


def test_objects_of_pandas_are_told_as_others_are():
    table = pd.DataFrame(GOOD).astype(object)
    assert scored(lambda _: table).rows() == scored(pd.DataFrame).rows()
    table.loc[1, ["voice", "sex"]] = ["x", "x"]
    assert codes(refused(lambda: scored(lambda _: table))) == [("$.voice", "cell_text")]
    table["voice"] = GOOD["voice"]
    assert codes(refused(lambda: scored(lambda _: table))) == [("$.sex", "sex_code")]


def test_all_wrong_cells_of_a_step_are_told_at_once():
    faults = refused(lambda: scored(voice=[1, 3, 1, 0, 1, 0], w=[-1.0] * 6, stratum=[None] * 6, sex=["f", "y"] * 3))
    assert set(codes(faults)) == {
        ("$.voice", "not_zero_one"),
        ("$.w", "weight"),
        ("$.stratum", "unit_none"),
        ("$.sex", "sex_code"),
    }
    both = refused(lambda: scored(home=[1] * 6))
    assert [(one.where, one.code, one.values["noun"]) for one in both] == [
        ("$.home", "two_of_household", "women"),
        ("$.home", "two_of_household", "men"),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_are_told_by_number_where_no_unit_is_said(engine):
    (one,) = refused(lambda: scored(ENGINES[engine], said=(), voice=[1, 0, 1, 9, 1, 0]))
    # A frame that is not here yet has no order to number its rows by.
    if engine in ("pandas", "polars"):
        assert one.values["rows"] == "3"
    else:
        assert one.text("en").endswith("1 rows (name a unit column to see which)")
        assert one.text("id").endswith("1 baris (sebutkan kolom unit untuk melihat yang mana)")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_unit_that_stands_twice_is_told_with_its_rows(engine):
    here = engine in ("pandas", "polars")
    (one,) = refused(lambda: scored(ENGINES[engine], id=list("ABACDE")))
    assert one.text("en").endswith(
        f"unit 'A' stands in 2 rows ({'0, 2' if here else 'this engine does not number rows'})"
    )
    assert one.text("id").endswith(
        f"unit 'A' muncul di 2 baris ({'0, 2' if here else 'mesin ini tidak menomori baris'})"
    )
    # In one of two rounds; in both of them a unit stands once each.
    rounds = {"id": list("ABABAC"), "region": list("aabbbb")}
    (one,) = refused(lambda: scored(ENGINES[engine], said=("unit",), time="region", by="region", **rounds))
    assert (one.values["given"], one.values["count"]) == ("A", 2)
    assert one.values["rows"] == ("2, 4" if here else "this engine does not number rows")


@pytest.mark.parametrize("wrong", [-1.0, -np.inf, np.inf])
def test_raw_values_that_have_no_gap(wrong):
    (one,) = refused(lambda: scored(framework=RAW, land=[3.0, wrong, 1, 1, 1, 1]))
    assert (one.where, one.code, one.values["rows"]) == ("$.land", "gap_value", "B")


def test_infinite_raw_values_are_neither_deprived_nor_not():
    down = [attrs.evolve(one, direction="down") for one in RAW.indicators]
    for wrong in (np.inf, -np.inf):
        table = {"land": [3.0, wrong, 1, 1, 1, 1]}
        (one,) = refused(lambda table=table: scored(framework=attrs.evolve(RAW, indicators=down), **table))
        assert (one.where, one.values["rows"]) == ("$.land", "B")


# --- columns ---------------------------------------------------------------------------------------------------------


def test_columns_that_are_not_there_are_told_at_once_with_a_hint():
    faults = refused(lambda: scored(drop=["voice", "land"], said=(), vice=[1] * 6))
    assert codes(faults) == [("$.voice", "no_such"), ("$.land", "no_such")]
    assert "did you mean 'vice'" in str(faults[0])
    assert codes(refused(lambda: scored(by="regio"))) == [("$.by", "no_such")]
    said = {"design": pb.Design("weight", "strata"), "pairs": pb.Pairs(["land", "hh"], "seks", women=1, men=2)}
    assert set(codes(refused(lambda: scored(unit="ids", names={"voice": "suara"}, **said)))) == {
        ("$.unit", "no_such"),
        ("$.names.voice", "no_such"),
        ("$.design.weights", "no_such"),
        ("$.design.strata", "no_such"),
        ("$.pairs.household[1]", "no_such"),
        ("$.pairs.sex", "no_such"),
    }


def test_two_indicators_in_one_column():
    assert codes(refused(lambda: scored(names={"voice": "land"}))) == [("$.land", "repeated_key")]


def test_a_rule_that_lets_a_table_lack_indicators():
    lax = attrs.evolve(OURS, rules=[attrs.evolve(RULE, fewest=1)])
    scores = scored(framework=lax, drop=["land"], said=())
    assert scores.indicators == ("voice",)
    assert scores.weights == (1,)
    assert scores.block("H").estimate.tolist() == [[0.5]]
    faults = refused(lambda: scored(framework=lax, drop=["voice", "land"], said=()))
    assert codes(faults) == [("$.voice", "no_such"), ("$.land", "no_such")]


@pytest.mark.parametrize("engine", ENGINES)
def test_no_row(engine):
    empty = {name: cells[:0] for name, cells in GOOD.items()}
    assert codes(refused(lambda: scored(ENGINES[engine], **empty))) == [("$", "no_rows")]


def test_one_row():
    one = {name: cells[:1] for name, cells in GOOD.items()}
    scores = scored(said=(), **one)
    h = scores.block("H")
    assert (h.estimate.tolist(), h.n.tolist(), h.df.tolist()) == ([[1]], [1], [0])
    assert np.isnan(h.se).all()
    grouped = scored(said=(), by="region", **one)
    assert all(np.isnan(block.se).all() for block in grouped.blocks)
    assert {note.note for note in grouped.notes} >= {"no_freedom"}
    assert codes(refused(lambda: scored(**one))) == [("$.design.strata", "lonely_psu")]


@pytest.mark.parametrize("sexes", ["ffffff", "mmmmmm"])
def test_no_men_or_no_women_at_all(sexes):
    alone = {"sex": list(sexes), "home": list(range(6))}
    scores = scored(by="region", **alone)
    other, these = ("men", "women") if sexes[0] == "f" else ("women", "men")
    assert np.isnan(scores.block("H", other).estimate).all()
    assert not np.isnan(scores.block("H", these).estimate).any()
    assert np.isnan(scores.block("index").estimate).all()
    assert {one.note for one in scores.notes if one.who == other} == {"nobody"}
    assert {one.note for one in scores.notes if one.who == "pairs"} == {"no_pairs"}
    assert scores.households.rows() == [{"status": f"{'wo' * (sexes[0] == 'f')}man_alone", "n": 6}]
    # What is asked of such scores has nothing to say of those who are not there.
    found = pb.counting.robustness(scores, weights={"even": {"voice": 1, "land": 1}}, draws=2, rng=1)
    assert np.isnan(found.curve(other).estimate["H"]).all()
    assert np.isnan(found.weight_sets.found[other, "H"]).all()
    assert not np.isnan(found.curve(these).estimate["H"]).any()
    drawn = pb.counting.bootstrap(scores, 10, rng=1)
    assert drawn.defined[other, "H"].tolist() == [[0], [0]]
    assert {row["absolute"] for row in pb.counting.change(scores, scores).rows() if row["who"] == other} == {None}


def test_nobody_complete_among_the_women():
    scores = scored(voice=[None, 0, None, 0, None, 0])
    assert np.isnan(scores.block("M0", "women").estimate).all()
    # Of the men, with weights 2, 1 and 1, the first alone is poor: two thirds of the weights of indicators.
    assert scores.block("M0", "men").estimate.tolist() == [[pytest.approx(2 / 4 * 2 / 3)]]
    assert (scores.households.dual, scores.households.used) == (3, 0)


# --- groups ----------------------------------------------------------------------------------------------------------


def test_a_group_without_a_complete_row_and_one_without_weight():
    table = {"voice": [1, 0, None, None, 1, 0], "region": list("aabbcc"), "w": [1.0, 1, 1, 1, 0, 0]}
    scores = scored(said=("design",), by="region", **table)
    assert scores.groups == ("a", "b", "c")
    h = scores.block("H")
    assert h.n.tolist() == [2, 0, 2]
    assert np.isnan(h.estimate[:, 0]).tolist() == [False, True, True]
    notes = {(one.group, one.note) for one in scores.notes if one.measure == "H"}
    assert notes >= {("b", "nobody")}
    share = scores.block("population_share").estimate[:, 0].tolist()
    assert (share[0], share[2]) == (1, 0)


# --- rules -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"denominator": 4}, "weights_sum"),
        ({"cutoff": 0}, "cutoff"),
        ({"cutoff": "11/10"}, "cutoff"),
        ({"cutoff": "-1/5"}, "cutoff"),
        ({"weights": {"voice": 0, "land": 0}}, "bad_weight"),
        ({"confidence": 1}, "out_of_range"),
        ({"coding": "deprived"}, "not_a_choice"),
        ({"missing": "impute"}, "policy"),
        ({"parity_weight": 2}, "out_of_range"),
        ({"fewest": 3}, "out_of_range"),
        ({"weights": {}}, "missing_key"),
    ],
)
def test_rules_that_cannot_be(changes, code):
    assert code in {one for _, one in codes(refused(lambda: attrs.evolve(RULE, **changes)))}


@pytest.mark.parametrize("cutoff", ["1/30", "1"])
def test_the_ends_of_the_cutoff(cutoff):
    ours = attrs.evolve(OURS, rules=[attrs.evolve(RULE, cutoff=cutoff)])
    expected = 4 / 6 if cutoff == "1/30" else 2 / 6
    assert scored(framework=ours, said=()).block("H").estimate.tolist() == [[expected]]


def test_missing_values_under_raise_are_told_by_indicator():
    strict = attrs.evolve(OURS, rules=[attrs.evolve(RULE, missing="raise")])
    faults = refused(lambda: scored(framework=strict, voice=[1, None, 1, None, 1, 0], land=[None, 1, 0, 0, 1, 0]))
    assert [(one.where, one.code, one.values["count"]) for one in faults] == [
        ("$.voice", "cells_missing", 2),
        ("$.land", "cells_missing", 1),
    ]
    assert scored(framework=strict).rows() == scored().rows()


@pytest.mark.parametrize("missing", ["skip", "bound"])
def test_who_lacks_something_is_never_counted_as_not_deprived(missing):
    ours = attrs.evolve(OURS, rules=[attrs.evolve(RULE, missing=missing)])
    h = scored(framework=ours, said=(), voice=[1] * 6, land=[1, 1, 1, 1, None, None]).block("H")
    # All who are known are poor; of the six, two may be or not.
    assert h.estimate.tolist() == [[1]] if missing == "skip" else (h.low[0, 0], h.high[0, 0]) == (4 / 6, 1)


# --- the finite-population correction --------------------------------------------------------------------------------


def test_a_correction_that_is_not_one_value_for_at_least_the_units_drawn():
    for cells, strata in (
        ([0.5, 0.5, 0.5, 0.5, 0.6, 0.5], ["2"]),
        ([2, 2, 1, 1, 1, 1], ["2"]),
        ([2, 2, 0, 0, 0, 0], ["2"]),
        ([2, 2, -1, -1, -1, -1], ["2"]),
        ([2, 2, None, 2, 2, 2], ["2"]),
        ([0, 0, 1, 1, 1, 1], ["1"]),
        ([1, 1, 1, 3, 1, 1], ["2"]),
        ([0.5, 0.5, 3, 3, 3, 3], ["1"]),
        ([0, 0, -1, -1, -1, -1], ["1", "2"]),
    ):
        table = {"stratum": [1, 1, 2, 2, 2, 2], "village": [1, 2, 1, 1, 2, 2], "f": cells}
        design = pb.Design("w", "stratum", "village", fpc="f")
        faults = refused(lambda table=table, design=design: scored(said=("unit",), design=design, **table))
        assert [(one.where, one.code, one.values["given"]) for one in faults] == [("$.f", "fpc", one) for one in strata]


# --- what is asked of scores -----------------------------------------------------------------------------------------


def test_measures_groups_and_people_that_are_not_there():
    scores = scored(by="region")
    for run, code in (
        (lambda: scores.block("MO"), ("measure", "no_such")),
        (lambda: scores.block("H", "all"), ("who", "not_a_choice")),
        (lambda: scores.block("GPI", "women"), ("measure", "no_such")),
        (lambda: scores.block("M1"), ("measure", "no_such")),
        (lambda: scores.place("c"), ("group", "no_such")),
    ):
        assert codes(refused(run)) == [code]


def test_what_is_no_frame():
    assert codes(refused(lambda: pb.score([1, 2], OURS))) == [("$", "wrong_type")]


def test_more_indicators_than_patterns_hold():
    many = [f"x{j}" for j in range(63)]
    rule = pb.CountRule("count", "Counting", weights=dict.fromkeys(many, 1), cutoff="1/2")
    frame = pl.DataFrame({key: [0, 1] for key in many})
    ours = pb.Framework("ours", "Ours", rules=[rule])
    assert codes(refused(lambda: pb.score(frame, ours))) == [("$.weights", "out_of_range")]
    sixty_two = brute.Survey(
        tuple(brute.Person(tuple((i * j) % 3 % 2 for j in range(62))) for i in range(5)),
        tuple(range(1, 63)),
        Fraction(1, 3),
    )
    brute.assert_exact(sixty_two.score(), sixty_two)
