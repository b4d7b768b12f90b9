"""Measures of inequality: every engine, what is said of wrong input and of what is not defined, and how it is told."""

import json
from importlib.metadata import version

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from scipy import stats

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput

NAN = float("nan")
LAWFUL = ["gini", "theil_t", "theil_l", "entropy_2", "atkinson_0.5", "atkinson_1", "atkinson_2"]
DATA = {
    "kk": list("ABCDEFGHIJ"),
    "loan": [1.0, 2.0, None, 7.0, 3.0, 4.0, 9.0, 2.0, 6.0, 5.0],
    "aid": [4, 3, 2, 1, 0, 5, 2, 2, 8, 1],
    "hamlet": ["N", "N", "N", "N", "S", "S", "S", None, "S", "N"],
    "w": [1.0, 2.0, 1.0, 0.5, 3.0, 1.0, 1.0, 2.0, 1.0, 1.0],
    "s": ["x"] * 5 + ["y"] * 5,
    "u": [1, 1, 2, 3, 3, 1, 1, 2, 2, 3],
    "all": [6] * 5 + [5] * 5,
}
MAKERS = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "lazy": pl.LazyFrame,
    "pyarrow": pa.table,
    "duckdb": lambda data: duckdb.connect().from_arrow(pa.table(data)),
}
GIVEN_BACK = {"pandas": "pandas", "polars": "polars", "lazy": "polars", "pyarrow": "pyarrow", "duckdb": "pyarrow"}
DESIGN = pb.Design(weights="w", strata="s", psu="u", fpc="all")
# Each verb, of a column of amounts.
VERBS = {
    "measure": lambda data, value="loan", **more: pb.inequality.measure(data, value, **more),
    "parts": lambda data, value="loan", by="hamlet": pb.inequality.parts(data, value, by),
    "lorenz": lambda data, value="loan", **more: pb.inequality.lorenz(data, value, points=4, **more),
    "concentration": lambda data, value="loan", **more: pb.inequality.concentration(data, value, "aid", **more),
    "sources": lambda data, value="loan": pb.inequality.sources(data, ["aid", value]),
    "bootstrap": lambda data, value="loan", **more: pb.inequality.bootstrap(data, value, rng=1, draws=20, **more),
}


def faults(run):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert all(one.text("en") and one.text("id") for one in raised.value.faults)
    return [(one.where, one.code) for one in raised.value.faults]


def frame(**columns):
    return pd.DataFrame(
        {**{key: column[: len(next(iter(columns.values())))] for key, column in DATA.items()}, **columns}
    )


# ---- every engine ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS)
def test_every_library_gives_the_same_rows(verb):
    more = {"by": "hamlet"} if verb not in ("parts", "sources") else {}
    run = lambda name: VERBS[verb](pb.Population(MAKERS[name](DATA), unit="kk", design=DESIGN), **more)  # noqa: E731
    first = run("pandas")
    assert getattr(first, "scores", first).missing == 1
    for name in MAKERS:
        found = run(name)
        assert found.rows() == first.rows()
        assert found.provenance == first.provenance
        assert type(found.to_frame()).__module__.split(".")[0] == GIVEN_BACK[name]


def test_null_and_nan_are_left_out_and_counted():
    gaps = pl.DataFrame({"loan": [1.0, NAN, 3.0, None, 4.0], "g": ["a", "a", "a", "b", "b"]})
    found = pb.inequality.measure(gaps, "loan", by="g", measures="gini")
    kept = pb.inequality.measure(pl.DataFrame({"loan": [1.0, 3.0], "g": ["a", "a"]}), "loan", measures="gini")
    assert (found.missing, found.n.tolist()) == (2, [2, 1])
    assert found.estimate[0, 0] == kept.estimate[0, 0] == 0.25
    # Rows without an amount stay in the sample, so that theirs are sampling units too.
    assert found.df.tolist() == [4, 4]


def test_a_rank_or_a_source_that_is_missing_leaves_the_row_out():
    gaps = frame(aid=[None, 1.0, 2.0, 3.0, 4.0])
    assert pb.inequality.concentration(gaps, "loan", "aid").missing == 2
    assert pb.inequality.sources(gaps, ["loan", "aid"]).missing == 2


def test_names_and_answers_are_read_as_everywhere():
    population = pb.Population(
        frame(loan=[1.0, 98.0, 3.0]), names={"debt": "loan"}, answers={98: "do_not_know"}, unit="kk"
    )
    found = pb.inequality.measure(population, "debt", measures="gini")
    assert (found.value, found.missing, found.estimate.tolist()) == ("debt", 1, [[0.25]])


# ---- what is not defined --------------------------------------------------------------------------------------------


def test_a_group_without_the_measure_does_not_keep_it_from_others():
    some = pd.DataFrame({"x": [1.0, 3.0, 0.0, 2.0, 0.0, 0.0, 5.0, NAN], "g": list("aabbccde")})
    names = [*LAWFUL, "gini_sample", "palma", "p90_p10", "bottom_40"]
    found = pb.inequality.measure(some, "x", by="g", measures=names)
    known = {group: [names[j] for j in np.flatnonzero(~np.isnan(found.estimate[g]))] for g, group in enumerate("abcde")}
    assert known == {
        "a": names,
        # Of two, one with nothing: the poorest four tenths and the lowest tenth have nothing.
        "b": ["gini", "theil_t", "entropy_2", "atkinson_0.5", "gini_sample", "bottom_40"],
        "c": [],
        # One row shares with nobody, and there is no sample form of it.
        "d": [name for name in names if name != "gini_sample"],
        "e": [],
    }
    assert (np.isnan(found.se) >= np.isnan(found.estimate)).all()
    assert np.isnan(found.low[np.isnan(found.estimate)]).all()
    assert found.n.tolist() == [2, 2, 2, 1, 0]
    assert np.isnan(found.se[3]).all()
    row = next(row for row in found.rows() if row["group"] == "c")
    assert [row[key] for key in ("estimate", "se", "low", "high", "n")] == [None, None, None, None, 2]


@pytest.mark.parametrize(
    ("values", "measures", "code"),
    [
        ([0.0, 0.0], "gini", "undefined_total"),
        ([0.0, 0.0], None, "undefined_total"),
        ([0.0, 1.0], "theil_l", "undefined_zero"),
        ([0.0, 1.0], "atkinson_1", "undefined_zero"),
        ([0.0, 1.0], ["gini", "atkinson_2"], "undefined_zero"),
        ([0.0, 0.0, 1.0], "palma", "undefined_bottom"),
        ([0.0, 0.0, 1.0], ["gini", "p90_p10"], "undefined_bottom"),
        ([3.0], "gini_sample", "undefined_single"),
    ],
)
def test_a_measure_that_is_defined_for_nobody_is_refused(values, measures, code):
    data = pd.DataFrame({"x": values, "g": "a"})
    for by in (None, "g"):
        assert faults(lambda by=by: pb.inequality.measure(data, "x", by=by, measures=measures)) == [("$.x", code)]


def test_the_refusal_names_the_measures_once_for_each_reason():
    data = pd.DataFrame({"x": [0.0, 0.0, 0.0, 1.0]})
    with pytest.raises(InvalidInput) as raised:
        pb.inequality.measure(data, "x", measures=["theil_l", "gini", "palma", "atkinson_1"])
    assert [str(one) for one in raised.value.faults] == [
        "theil_l, atkinson_1: not defined where somebody has 0; take gini, theil_t or a share @ $.x",
        "palma: not defined where the bottom holds nothing; take gini or a share @ $.x",
    ]


def test_a_usual_measure_that_nobody_asked_for_is_null():
    found = pb.inequality.measure(pd.DataFrame({"x": [0.0, 0.0, 0.0, 1.0]}), "x")
    assert found.measures == ("gini", "theil_t", "bottom_40", "top_10", "palma")
    assert np.isnan(found.estimate).tolist() == [[False, False, False, False, True]]
    assert repr(found).endswith("palma not defined")


def test_no_weight_where_there_are_amounts():
    data = pb.Population(pd.DataFrame({"x": [1.0, 2.0, NAN], "w": [0, 0, 1]}), design=pb.Design(weights="w"))
    assert faults(lambda: pb.inequality.measure(data, "x", measures="gini")) == [("$.x", "undefined_weight")]


@pytest.mark.parametrize("verb", VERBS)
def test_a_total_of_nothing(verb):
    data = frame(loan=[0.0, 0.0, 0.0], aid=[0.0, 0.0, 0.0])
    place = "$.aid + loan" if verb == "sources" else "$.loan"
    assert faults(lambda: VERBS[verb](data)) == [(place, "undefined_total")]


def test_curves_of_a_group_with_nothing_are_null():
    data = frame(loan=[1.0, 3.0, 0.0, 0.0], hamlet=list("aabb"))
    curves = pb.inequality.lorenz(data, "loan", by="hamlet", points=2)
    assert curves.estimate[0].tolist() == [0, 0.25, 1]
    assert np.isnan([curves.estimate[1], curves.se[1], curves.low[1], curves.high[1]]).all()
    found = pb.inequality.concentration(data, "loan", "aid", by="hamlet", points=2)
    assert np.isnan([found.index[1], found.se[1], found.low[1], found.high[1], *found.curve[1]]).all()
    assert repr(found) == "Concentration(loan by aid): a -0.25, b not defined"


def test_parts_of_a_group_with_nothing():
    data = frame(loan=[1.0, 3.0, 0.0, 0.0, NAN], hamlet=list("aabbc"))
    for name in ("gini", "theil_t", "entropy_2", "atkinson_0.5"):
        found = pb.inequality.parts(data, "loan", "hamlet", measure=name)
        added = None if name.startswith("atkinson") else 0
        assert [(one.group, one.inequality, one.contribution, one.n) for one in found.groups[1:]] == [
            ("b", None, added, 2),
            ("c", None, added, 0),
        ]
        assert found.groups[0].inequality > 0
        assert found.missing == 1
    for name in ("theil_l", "atkinson_1", "atkinson_2"):
        run = lambda name=name: pb.inequality.parts(data, "loan", "hamlet", measure=name)  # noqa: E731
        assert faults(run) == [("$.loan", "undefined_zero")]


def test_sources_that_tell_nothing_are_null():
    data = pd.DataFrame({"farm": [1.0, 3.0], "none": [0.0, 0.0], "same": [2.0, 2.0]})
    farm, none, same = pb.inequality.sources(data, ["farm", "none", "same"])
    assert (none.gini, none.correlation, none.contribution, none.elasticity) == (None, None, 0, 0)
    assert (same.gini, same.correlation, same.contribution, same.elasticity) == (0, None, 0, -0.5)
    assert farm.contribution == pytest.approx(0.125)
    alike = pb.inequality.sources(data.assign(back=[3.0, 1.0]), ["farm", "back"])
    assert (alike.total, [one.elasticity for one in alike]) == (0, [None, None])


# ---- errors that there are not --------------------------------------------------------------------------------------


def test_a_group_in_one_sampling_unit_has_no_error():
    data = pd.DataFrame({"x": [1.0, 2.0, 3.0, 4.0, 6.0], "g": list("aabbb"), "u": [1, 1, 2, 3, 3]})
    found = pb.inequality.measure(pb.Population(data, design=pb.Design(psu="u")), "x", by="g", measures="gini")
    assert found.estimate[0, 0] > 0
    assert np.isnan([found.se[0, 0], found.low[0, 0], found.high[0, 0]]).all()
    assert found.se[1, 0] > 0
    # A unit whose rows weigh nothing is none.
    empty = data.assign(u=[1, 1, 1, 2, 2], w=[1, 1, 1, 0, 0])
    weighed = pb.Population(empty, design=pb.Design(weights="w", psu="u"))
    assert np.isnan(pb.inequality.measure(weighed, "x", measures="gini").se).all()


def test_one_row():
    found = pb.inequality.measure(pd.DataFrame({"x": [3.0]}), "x", measures=["gini", "theil_l", "palma"])
    assert found.estimate.round(12).tolist() == [[0, 0, 0.25]]
    assert np.isnan([found.se, found.low, found.high]).all()
    assert found.df.tolist() == [0]


def test_all_alike_have_an_error_of_0_and_no_interval():
    found = pb.inequality.measure(pd.DataFrame({"x": [2.0] * 4}), "x", measures=["gini", "theil_t", "p90_p10"])
    # Where no two amounts differ nothing tells how far a quantile may move.
    assert (found.se[0, :2].tolist(), np.isnan(found.se[0, 2])) == ([0, 0], True)
    told = repr(found).splitlines()[1]
    assert told == "  all: gini 0 (no interval), theil_t 0 (no interval), p90_p10 1 (no interval)"


def test_no_interval_reaches_below_0():
    # A sample of six of whom one has nearly all: the errors are nearly as large as the estimates.
    data = pd.DataFrame({"x": [1.0, 1.5, 2.0, 2.0, 3.0, 90.0]})
    found = pb.inequality.measure(data, "x", measures=["theil_t", "theil_l", "entropy_2", "palma", "ratio_80_20"])
    assert (found.estimate - stats.t.ppf(0.975, 5) * found.se < 0).any()
    assert (found.low > 0).all()
    np.testing.assert_allclose(found.low * found.high, found.estimate**2, rtol=1e-10)


def test_a_stratum_with_one_sampling_unit():
    data = pd.DataFrame({"x": [1.0, 2.0, 3.0, 5.0], "s": list("aaab"), "g": list("pppp")})
    run = lambda policy: pb.inequality.measure(  # noqa: E731
        pb.Population(data, design=pb.Design(strata="s", single_psu=policy)), "x", by="g", measures="entropy_2"
    )
    assert faults(lambda: run("raise")) == [("$.design.strata", "lonely_psu")]
    skipped, centred = run("skip"), run("centre")
    assert skipped.estimate[0, 0] == centred.estimate[0, 0]
    assert skipped.df.tolist() == centred.df.tolist() == [2]
    # The lonely row adds the square of what it adds to the measure.
    mean, ge = 2.75, skipped.estimate[0, 0]
    ratio = 5 / mean
    alone = ((ratio - 1) ** 2 / 2 - ge - 2 * ge * (ratio - 1)) / 4
    assert centred.se[0, 0] ** 2 - skipped.se[0, 0] ** 2 == pytest.approx(alone**2, rel=1e-10)


# ---- wrong input ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([1.0, -2.0, 3.0], "negative_amounts"),
        ([1.0, float("inf"), 3.0], "cell_infinite"),
        (["1", "2", "3"], "cell_text"),
    ],
)
def test_wrong_amounts(verb, values, code):
    assert faults(lambda: VERBS[verb](frame(loan=values))) == [("$.loan", code)] * (3 if code == "cell_text" else 1)


@pytest.mark.parametrize("verb", VERBS)
def test_amounts_whose_sum_is_not_finite(verb):
    place = "$.aid + loan" if verb == "sources" else "$.loan"
    assert faults(lambda: VERBS[verb](frame(loan=[1e308, 1e308]))) == [(place, "not_finite")]


def test_negative_amounts_are_told_by_their_units():
    data = frame(loan=[NAN, 1.0, -2.0, 3.0, -1.0])
    with pytest.raises(InvalidInput) as raised:
        pb.inequality.measure(pb.Population(data, unit="kk"), "loan", by="hamlet")
    assert str(raised.value.faults[0]) == "what is shared out cannot be below 0: 2 rows (C, E) @ $.loan"
    assert raised.value.faults[0].text("id") == "yang dibagi tidak boleh kurang dari 0: 2 baris (C, E)"
    # A row is told though it lacks something else.
    lacking = data.assign(aid=[1.0, 2.0, NAN, 3.0, NAN])
    assert faults(lambda: pb.inequality.concentration(lacking, "loan", "aid")) == [("$.loan", "negative_amounts")]
    assert faults(lambda: pb.inequality.sources(data.assign(aid=-1.0), ["loan", "aid"])) == [
        ("$.loan", "negative_amounts"),
        ("$.aid", "negative_amounts"),
    ]


def test_ranks_may_be_negative():
    assert pb.inequality.concentration(frame(aid=[-3.0, -1.0]), "loan", "aid").index.round(12).tolist() == [
        0.166666666667
    ]


@pytest.mark.parametrize("verb", VERBS)
def test_columns_that_are_not_there(verb):
    assert faults(lambda: VERBS[verb](frame(loan=[1.0, 2.0]), "lona")) == [("$.lona", "no_such")]
    if verb != "sources":
        assert faults(lambda: VERBS[verb](frame(loan=[1.0, 2.0]), by="hamelt")) == [("$.hamelt", "no_such")]


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_and_nothing(verb):
    place = "$" if verb in ("concentration", "sources") else "$.loan"
    assert faults(lambda: VERBS[verb](pd.DataFrame(DATA).iloc[:0])) == [("$", "no_rows")]
    assert faults(lambda: VERBS[verb](frame(loan=[NAN, None]))) == [(place, "no_complete_row")]
    assert faults(lambda: VERBS[verb]([1.0, 2.0])) == [("$", "wrong_type")]


@pytest.mark.parametrize("verb", VERBS)
def test_rounds_are_not_pooled_in_silence(verb):
    population = pb.Population(frame(loan=[1.0, 3.0, 2.0, 2.0], year=[2020, 2020, 2021, 2021]), time="year")
    assert faults(lambda: VERBS[verb](population)) == [("$.year", "rounds")]
    if verb != "sources":
        found = VERBS[verb](population, by="year")
        assert len(getattr(found, "scores", found).groups) == 2


def test_each_year_is_a_group():
    population = pb.Population(frame(loan=[1.0, 3.0, 2.0, 2.0], year=[2020, 2020, 2021, 2021]), time="year")
    found = pb.inequality.measure(population, "loan", by="year", measures="gini")
    assert (found.groups, found.estimate.tolist()) == ((2020, 2021), [[0.25], [0.0]])


@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        ("ginni", [("measures[0]", "no_such")]),
        (["gini", "gini"], [("measures[1]", "repeated_key")]),
        ([], [("measures", "missing_key")]),
        ([3, "gini", "gini"], [("measures[0]", "no_such"), ("measures[2]", "repeated_key")]),
    ],
)
def test_measures_that_are_not_there(measures, expected):
    assert faults(lambda: pb.inequality.measure(frame(loan=[1.0, 2.0]), "loan", measures=measures)) == expected


@pytest.mark.parametrize(
    ("confidence", "code"),
    [
        *[(one, "out_of_range") for one in (0, 1, -0.5, 95, NAN)],
        *[(one, "wrong_type") for one in ("0.95", None, True, [0.9])],
    ],
)
@pytest.mark.parametrize("verb", ["measure", "lorenz", "concentration", "bootstrap"])
def test_confidence(verb, confidence, code):
    run = lambda: VERBS[verb](frame(loan=[1.0, 2.0]), confidence=confidence)  # noqa: E731
    assert faults(run) == [("confidence", code)]


@pytest.mark.parametrize("verb", ["measure", "lorenz", "concentration"])
def test_confidence_is_kept_and_widens_the_interval(verb):
    data = frame(loan=[1.0, 2.0, 4.0, 9.0])
    wide, narrow = (VERBS[verb](data, confidence=one) for one in (0.99, 0.8))
    assert (wide.confidence, narrow.confidence) == (0.99, 0.8)
    inner = np.s_[..., 1:-1] if verb == "lorenz" else np.s_[...]
    assert (wide.low < narrow.low)[inner].all()
    assert (wide.high > narrow.high)[inner].all()


def test_what_else_is_asked_wrongly():
    data = frame(loan=[1.0, 2.0])
    for points in (1, 0, True, 2.5):
        assert faults(lambda p=points: pb.inequality.lorenz(data, "loan", points=p)) == [("points", "out_of_range")]
        run = lambda p=points: pb.inequality.concentration(data, "loan", "aid", points=p)  # noqa: E731
        assert faults(run) == [("points", "out_of_range")]
    assert faults(lambda: pb.inequality.parts(data, "loan", "hamlet", measure="palma")) == [("measure", "no_such")]
    for columns in ([], ["loan"], "loan"):
        assert faults(lambda c=columns: pb.inequality.sources(data, c)) == [("columns", "out_of_range")]
    assert faults(lambda: pb.inequality.sources(data, ["loan", "loan"])) == [("$.loan", "repeated_key")]


@pytest.mark.parametrize("given", [[6, 7, 6, 6, 6], [1, 1, 1, 1, 1.5], [0, 0, 0, 0, 0], [NAN] * 5, [6, 6, None, 6, 6]])
def test_a_correction_that_cannot_be(given):
    data = pb.Population(frame(loan=[1.0, 2.0, 3.0, 4.0, 5.0], all=given), design=pb.Design(fpc="all"))
    assert faults(lambda: pb.inequality.measure(data, "loan")) == [("$.all", "fpc")]


def test_a_household_without_a_key():
    data = pd.DataFrame({"kk": list("ABC"), "x": [1.0, 2, 4], "hh": [1, None, 2], "sex": list("fmf")})
    population = pb.Population(data, unit="kk", pairs=pb.Pairs("hh", "sex", women="f", men="m"))
    assert faults(lambda: pb.inequality.measure(population, "x")) == [("$.hh", "unit_none")]


# ---- how it is told -------------------------------------------------------------------------------------------------


def test_scores_are_told():
    found = pb.inequality.measure(frame(loan=[1.0, 3.0, 5.0, NAN]), "loan", measures=["gini", "p90_p10"])
    first, second = found.rows()
    assert list(first) == ["group", "measure", "estimate", "se", "low", "high", "n", "df"]
    assert (first["group"], first["measure"], first["n"], first["df"]) == ("all", "gini", 3, 3)
    assert first["low"] < first["estimate"] < first["high"]
    assert second["estimate"] == 5
    assert 0 < second["low"] < 5 < second["high"]
    head, line = repr(found).splitlines()
    assert head == "InequalityScores(loan): 3 rows, 1 without an amount"
    ends = [f"{row['low']:.4g} to {row['high']:.4g}" for row in (first, second)]
    assert line == f"  all: gini 0.2963 ({ends[0]}), p90_p10 5 ({ends[1]})"
    assert json.loads(found.to_json()) == {"format": 1, "kind": "inequality_scores", "rows": [first, second]}
    assert found.to_frame()["measure"].tolist() == ["gini", "p90_p10"]
    assert found.to_frame("polars").shape == (2, 8)
    assert "<td>gini</td>" in found._repr_html_()
    assert found.group_name is None


def test_many_groups_are_told_in_short():
    data = pd.DataFrame({"x": np.tile([1.0, 2.0], 14), "r": np.arange(28.0), "g": np.repeat(np.arange(14), 2)})
    lines = repr(pb.inequality.measure(data, "x", by="g", measures="gini")).splitlines()
    assert len(lines) == 14
    assert lines[-1] == "  ... 2 more groups"
    assert repr(pb.inequality.concentration(data, "x", "r", by="g")).endswith("11 +0.1667, ... 2 more groups")


def test_parts_are_told():
    data = frame(loan=[1.0, 3.0, 2.0, 4.0], hamlet=list("aabb"))
    found = pb.inequality.parts(data, "loan", "hamlet", measure="gini")
    assert repr(found) == "InequalityParts: gini 0.25: within 0.1, between 0.1, overlap 0.05; 2 groups"
    assert [row["part"] for row in found.rows()] == ["total", "within", "between", "overlap", "group", "group"]
    theil = pb.inequality.parts(data, "loan", "hamlet")
    assert [row["part"] for row in theil.rows()] == ["total", "within", "between", "group", "group"]
    assert json.loads(theil.to_json())["rows"][3]["group"] == "a"
    assert "overlap" not in repr(theil)


def test_sources_and_curves_are_told():
    data = pd.DataFrame({"farm": [3.0, 1.0], "wages": [0.0, 4.0]})
    found = pb.inequality.sources(data, ["farm", "wages"])
    assert repr(found) == "SourceParts: Gini 0.125 = farm -0.125, wages +0.25"
    assert [row["source"] for row in found.rows()] == ["farm", "wages"]
    curves = pb.inequality.lorenz(data, "farm", points=2)
    assert repr(curves) == "LorenzCurves(farm): 1 groups, 3 points"
    assert [(row["population"], row["estimate"]) for row in curves.rows()] == [(0, 0), (0.5, 0.25), (1, 1)]
    assert list(curves.rows()[0]) == ["group", "population", "estimate", "se", "low", "high", "n", "df"]
    assert (curves.rows()[1]["n"], curves.rows()[1]["df"]) == (2, 1)
    # Nobody has nothing and everybody has all, for sure; between them the band stays within 0 and 1.
    low, high = curves.low[0], curves.high[0]
    assert (low[[0, 2]].tolist(), high[[0, 2]].tolist()) == ([0, 1], [0, 1])
    assert 0 < low[1] < 0.25 < high[1] < 1


def test_where_results_come_from():
    data = frame(loan=[1.0, 3.0, 2.0, 4.0], hamlet=list("aabb"))
    found = pb.inequality.measure(data, "loan", measures=["gini", "theil_l", "top_10", "palma"])
    assert found.provenance.measures == (
        ("gini", "kernels.dispersion.gini"),
        ("theil_l", "kernels.dispersion.generalised_entropy"),
        ("top_10", "kernels.shares.quantile_shares"),
        ("palma", "kernels.shares.share_ratio"),
    )
    for name, kernel in [("gini", "gini"), ("theil_t", "entropy"), ("atkinson_1", "atkinson")]:
        parts = pb.inequality.parts(data, "loan", "hamlet", measure=name)
        assert parts.provenance.measures == ((name, f"kernels.inequality_parts.{kernel}_parts"),)
    digests = {
        run(one).provenance.digest
        for run in (VERBS["measure"], VERBS["sources"])
        for one in (data, data.assign(loan=[1.0, 3.0, 2.0, 5.0]))
    }
    assert len(digests) == 4
    assert all(len(one) == 16 for one in digests)
    assert found.provenance.library == version("pemberdayaan")


def test_results_are_read_only():
    found = pb.inequality.measure(frame(loan=[1.0, 3.0]), "loan")
    curves = pb.inequality.lorenz(frame(loan=[1.0, 3.0]), "loan")
    ranked = pb.inequality.concentration(frame(loan=[1.0, 3.0]), "loan", "aid")
    arrays = [found.estimate, found.se, found.low, found.high, found.n, found.df, curves.estimate, curves.at]
    for array in [*arrays, ranked.index, ranked.curve, ranked.df]:
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 9
