"""Whatever library the frame is of: the same numbers, the same kind of frame back; and what every result shares."""

import json
import pickle

import attrs
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from measures.index import trees

import pemberdayaan as pb

MAKERS = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "lazy": pl.LazyFrame,
    "pyarrow": pa.table,
    "duckdb": lambda data: duckdb.connect().from_arrow(pa.table(data)),
}
GIVEN_BACK = {"pandas": "pandas", "polars": "polars", "lazy": "polars", "pyarrow": "pyarrow", "duckdb": "pyarrow"}
# Four villages, one without data; made up.
PLAIN = {
    "kode": ["A", "B", "C", "D"],
    "kab": ["x", "y", "x", "y"],
    "iks": [0.7257, 0.6868, None, 0.4],
    "ike": [0.5333, 0.7979, None, 0.5],
    "ikl": [0.6667, 0.7456, None, 0.6],
    "idm": [0.6419, 0.7434, None, 0.5],
    "status": ["BERKEMBANG", "MANDIRI", None, "TERTINGGAL"],
}


def scored(name, **changes):
    data = {**PLAIN, **changes}
    return pb.score(pb.Population(MAKERS[name](data), unit="kode"), "idm-2016", by="kab")


def library_of(frame):
    return type(frame).__module__.split(".")[0]


def results(scores):
    """Every result that a scoring leads to; the plan and the treatment need a table of indicators."""
    framework = trees.framework(trees.FLAT, classes=[pb.IndexClass("low", "L"), pb.IndexClass("high", "H", above=0.5)])
    rule = attrs.evolve(
        framework.rule(),
        imputation=pb.Imputation("mean"),
        treatment=pb.Treatment(skewness="1/2", kurtosis="1/2", most=1),
        scaling=pb.Scaling("minmax"),
    )
    cells = {"road": [1.0, None, 2.0, 2.0, 3.0, 99.0], "water": [1, 2, 3, 4, 5, 5], "school": [0, 1, 2, 5, 4, 3]}
    treated = pb.score(pd.DataFrame(cells), framework, rule=rule)
    planned = pb.score(pd.DataFrame({"road": [1], "water": [2], "school": [1]}), framework)
    return {
        "scores": scores,
        "lost": scores.lost,
        "disagreements": scores.disagreements,
        "imputed": treated.imputed,
        "treated": treated.treated,
        "explanation": pb.index.explain(scores, "A"),
        "comparison": pb.index.compare(scores, scores),
        "groups": pb.index.groups(scores),
        "leave_one_out": pb.index.leave_one_out(scores),
        "audit": pb.index.audit(scores),
        "correlations": pb.index.correlations(scores),
        "statistics": pb.index.statistics(scores),
        "plan": pb.index.plan(planned, 0),
    }


NAMES = tuple(results(scored("pandas")))


@pytest.mark.parametrize("name", MAKERS)
def test_every_library_gives_the_same_numbers_and_its_own_frame_back(name):
    first, found = scored("pandas"), scored(name)
    assert found.rows() == first.rows()
    assert found.lost.rows() == first.lost.rows()
    assert found.disagreements.rows() == first.disagreements.rows()
    assert found.provenance.digest == first.provenance.digest
    assert library_of(found.to_frame()) == GIVEN_BACK[name]
    for library in ("pandas", "polars", "pyarrow"):
        assert library_of(found.to_frame(library)) == library


@pytest.mark.parametrize("name", MAKERS)
def test_results_of_results_come_back_in_the_same_library(name):
    scores = scored(name)
    for key, one in results(scores).items():
        if key not in ("imputed", "treated", "plan") and one.rows():
            assert library_of(one.to_frame()) == GIVEN_BACK[name], key


@pytest.mark.parametrize("name", MAKERS)
def test_a_panel_is_the_same_in_every_library(name):
    data = {"desa": ["A", "B"] * 2, "tahun": [2021] * 2 + [2022] * 2, "iks": [0.2, 0.4, 0.9, 0.8]}
    data |= {"ike": data["iks"], "ikl": data["iks"]}
    found = pb.score(pb.Population(MAKERS[name](data), unit="desa", time="tahun"), "idm-2016")
    assert found.rank.tolist() == [2, 1, 1, 2]
    assert [row["tahun"] for row in found.rows()] == [2021, 2021, 2022, 2022]


def test_the_frame_of_scores():
    frame = scored("pandas").to_frame()
    assert list(frame.columns) == ["kode", "kab", "idm", "iks", "ike", "ikl", "rank", "class"]
    assert frame["kode"].tolist() == ["A", "B", "C", "D"]
    assert frame["class"].tolist()[:2] == ["berkembang", "maju"]
    assert frame.loc[2, ["idm", "iks", "rank", "class"]].isna().all()
    assert scored("polars").to_frame()["rank"].to_list() == [2, 1, None, 3]
    # Without a unit, rows are told by their number.
    plain = pb.score(pd.DataFrame({key: [0.5, 0.6] for key in ("iks", "ike", "ikl")}), "idm-2016").to_frame()
    assert list(plain.columns) == ["unit", "idm", "iks", "ike", "ikl", "rank", "class"]
    assert plain["unit"].tolist() == [0, 1]


def test_every_node_that_has_a_score_stands_in_the_frame():
    table = pd.DataFrame({key: [1, 2] for key in trees.leaves(trees.UNBALANCED)})
    found = pb.score(table, trees.framework(trees.UNBALANCED))
    assert list(found.to_frame().columns) == ["unit", "n", "n1", "n12", "n2", "n20", "rank", "class"]
    # Below a node that came in already aggregated, there is none.
    coarse = table.drop(columns=["water", "school", "clinic", "doctor"]).assign(n1=[0.5, 0.6])
    found = pb.score(coarse, trees.framework(trees.UNBALANCED))
    assert list(found.to_frame().columns) == ["unit", "n", "n1", "n2", "n20", "rank", "class"]


def test_what_was_lost_and_what_differs():
    scores = scored("pandas")
    assert "C" in scores.lost
    assert scores.lost.rows() == [{"unit": "C", "time": None, "reason": "no_data"}]
    assert scores.disagreements.rows() == [
        {"unit": "B", "time": None, "node": "class", "ours": "maju", "published": "mandiri"}
    ]
    assert dict(scores.disagreements.compared) == {"idm": 3, "class": 3}
    assert repr(scores.lost) == "LostUnits: 1 no_data"
    assert repr(scores.disagreements) == "Disagreements: 1 (compared: 3 of idm, 3 of class)"
    assert scores.coverage.tolist() == [1, 1, 0, 1]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_published_class_is_read_by_its_key_and_its_names(language):
    names = [one.label[language] for one in pb.framework("idm-2016").rule().classes]
    cells = {"status": [names[2], names[3].upper(), None, names[1].lower()]}
    assert len(scored("pandas", **cells).disagreements) == 0


def test_a_class_that_the_rule_does_not_know_differs():
    found = scored("pandas", status=["Berkembang", "Maju sekali", None, ""])
    assert [(one.unit, one.published) for one in found.disagreements] == [("B", "Maju sekali")]


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_plain_and_json_is_their_text(name):
    one = results(scored("pandas"))[name]
    rows = one.rows()
    assert rows, name
    for row in rows:
        assert all(type(value) in (str, int, float, bool, type(None)) for value in row.values()), row
        assert all(value == value for value in row.values()), row
    told = json.loads(one.to_json())
    assert told == {"format": 1, "kind": one.kind, "rows": rows}


@pytest.mark.parametrize("name", NAMES)
def test_every_result_is_told_in_text_and_html(name):
    one = results(scored("pandas"))[name]
    assert repr(one)
    assert "nan" not in repr(one)
    assert "<table>" in one._repr_html_()
    assert one.to_frame("pandas").shape[0] == len(one.rows())


@pytest.mark.parametrize("name", NAMES)
def test_results_survive_pickling(name):
    one = results(scored("pandas"))[name]
    again = pickle.loads(pickle.dumps(one))
    assert again.rows() == one.rows()
    assert repr(again) == repr(one)


@pytest.mark.parametrize("name", NAMES)
def test_results_are_frozen(name):
    one = results(scored("pandas"))[name]
    for field in attrs.fields(type(one)):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(one, field.name, None)


def test_the_arrays_of_scores_are_read_only():
    scores = scored("pandas")
    arrays = [*scores.scores.values(), *scores.weights.values(), scores.rank, scores.class_code, scores.coverage]
    arrays += [scores.steps.raw, scores.steps.filled, scores.steps.treated, scores.steps.scaled, scores.steps.kept]
    arrays += [pb.index.leave_one_out(scores).ranks, pb.index.correlations(scores).matrix]
    for one in arrays:
        with pytest.raises(ValueError, match="read-only"):
            one[...] = 0


def test_the_frame_of_the_user_stays_as_it_was_and_is_not_followed():
    frame = pd.DataFrame(PLAIN).drop(index=2).reset_index(drop=True)
    before = frame.copy()
    scores = pb.score(pb.Population(frame, unit="kode"), "idm-2016")
    pd.testing.assert_frame_equal(frame, before)
    index = scores.index.copy()
    frame["iks"] = 0.0
    frame.loc[0, "ike"] = 9.0
    assert scores.index.tolist() == index.tolist()
    assert np.isfinite(index).all()


def test_the_provenance_names_framework_rule_and_what_it_was_computed_from():
    scores = scored("pandas")
    told = scores.provenance
    assert (told.framework, told.rule, told.checked) == ("idm-2016", ("index",), "partly")
    assert len(told.digest) == 16
    assert scored("pandas", iks=[0.7, 0.6868, None, 0.4]).provenance.digest != told.digest
    assert "checked only in part" in repr(scores)
