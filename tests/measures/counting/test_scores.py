"""What scores tell beside their numbers: rows, frames, notes, who was lost, households; and raw values with gaps."""

import json
import pickle
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
from pemberdayaan.errors import InvalidInput
from pemberdayaan.measures.counting import reading

PEOPLE = tuple(
    brute.Person(
        (
            int((i + j) % 3 == 0),
            None if (i, j) in ((2, 0), (5, 1), (8, 1)) else int(i % 4 == 1),
            int((i + 2 * j) % 4 == 1),
        ),
        Fraction(1 + i % 3, 2),
        i % 2,
        i % 2,
        i % 6,
        i,
        "fm"[j],
    )
    for i in range(14)
    for j in range(2)
    # The last two households are a woman and a man alone.
    if i < 12 or i - 12 == j
)
SURVEY = brute.Survey(PEOPLE, (3, 2, 1), Fraction(1, 2), said=frozenset(brute.ASPECTS))


@pytest.fixture(scope="module")
def scores():
    return SURVEY.score()


def test_rows_are_in_order_and_plain(scores):
    rows = scores.rows()
    assert list(rows[0]) == "group who measure indicator estimate se low high n df".split()
    levels = "H A M0 He Hne Aa 5DE".split()
    shares = [(name, key) for name in ("raw_headcount", "censored_headcount", "contribution") for key in SURVEY.keys]
    people = [(name, None) for name in levels] + shares + [("population_share", None), ("group_contribution", None)]
    pairs = [(name, None) for name in ("H_GPI", "I_GPI", "GPI", "index")]
    expected = [
        (group, who, *key)
        for group in (0, 1)
        for who, keys in (("women", people), ("men", people), ("pairs", pairs))
        for key in keys
    ]
    assert [(row["group"], row["who"], row["measure"], row["indicator"]) for row in rows] == expected
    kinds = {type(cell) for row in rows for cell in row.values()}
    assert kinds <= {int, float, str, type(None)}
    assert all(cell == cell for row in rows for cell in row.values())
    told = json.loads(scores.to_json())
    assert (told["kind"], told["rows"]) == ("counting_scores", rows)
    frame = scores.to_frame()
    assert isinstance(frame, pl.DataFrame)
    assert frame["estimate"].to_list() == [row["estimate"] for row in rows]


def test_what_scores_know_of_themselves(scores):
    assert (scores.groups, scores.group_name, scores.whos) == ((0, 1), "g", ("women", "men"))
    assert (scores.indicators, scores.weights) == (SURVEY.keys, (3, 2, 1))
    assert scores.place(1) == scores.place("1") == 1
    assert scores.framework.key == "ours"
    assert scores.rule.cutoff == Fraction(1, 2)
    block = scores.block("contribution", "men")
    assert (block.who, block.measure, block.indicators) == ("men", "contribution", SURVEY.keys)
    for name in ("estimate", "se", "low", "high"):
        assert getattr(block, name).shape == (2, 3)
        with pytest.raises(ValueError, match="read-only"):
            getattr(block, name)[0, 0] = 0
    assert repr(block) == "Block(contribution, men: 2 groups x 3)"
    assert scores.block("H").who == "women"
    assert scores.block("GPI").who == "pairs"


def test_weights_lose_their_common_divisor():
    assert attrs.evolve(SURVEY, weights=(6, 4, 2)).score().weights == (3, 2, 1)
    twice = attrs.evolve(SURVEY, weights=(6, 4, 2)).score()
    brute.assert_same(brute.rows_of(twice), brute.rows_of(SURVEY.score()))


def test_everybody_together(scores):
    plain = attrs.evolve(SURVEY, said=SURVEY.said - {"by"})
    brute.assert_exact(scores.overall, plain)
    assert scores.overall.overall is scores.overall
    assert plain.score().overall.rows() == scores.overall.rows()


def test_the_digest_is_of_what_was_counted(scores):
    digest = scores.provenance.digest
    assert SURVEY.score().provenance.digest == digest
    for other in (
        attrs.evolve(SURVEY, people=PEOPLE[:-1]),
        attrs.evolve(SURVEY, people=(attrs.evolve(PEOPLE[0], weight=Fraction(9)), *PEOPLE[1:])),
        attrs.evolve(SURVEY, people=(attrs.evolve(PEOPLE[0], marks=(0, 0, 0)), *PEOPLE[1:])),
    ):
        assert other.score().provenance.digest != digest


def sorted_names(one):
    return f"keeping {one}" if isinstance(one, int) else " ".join(sorted(one)) or "nothing"


MAKERS = {
    "pandas": pd.DataFrame,
    "duckdb": lambda table: duckdb.connect().from_arrow(pa.table(table)),
    "lazy, reversed": lambda table: pl.LazyFrame(table).reverse(),
}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (SURVEY.said, 0),
        *((said, reading.KEPT) for said in (SURVEY.said, {"pairs", "by"}, {"weights", "strata"}, set())),
    ],
    ids=sorted_names,
)
def test_the_digest_and_the_draws_hang_on_no_engine_and_no_order_of_rows(said, kept, monkeypatch):
    monkeypatch.setattr(reading, "KEPT", kept)
    survey = attrs.evolve(SURVEY, said=frozenset(said), people=tuple(one for one in PEOPLE if one.complete))
    digests, draws = set(), []
    for make in MAKERS.values():
        found = pb.score(survey.population(make), survey.framework(), by="g" if "by" in said else None)
        digests.add(found.provenance.digest)
        if said != {"weights", "strata"}:
            draws.append([row["bootstrap_se"] for row in pb.counting.bootstrap(found, 20, rng=1).rows()])
    assert len(digests) == 1
    for other in draws[1:]:
        assert other == pytest.approx(draws[0], abs=1e-12, nan_ok=True)


def test_results_can_be_kept(scores):
    again = pickle.loads(pickle.dumps(scores))
    assert again.rows() == scores.rows()
    assert again.notes.rows() == scores.notes.rows()


def test_what_scores_show(scores):
    first, *lines = repr(scores).splitlines()
    assert first == "CountingScores(ours)"
    whole = scores.overall
    h = whole.block("H", "women")
    assert lines[0].startswith(f"  women: 12 of 13 rows; H {h.estimate[0, 0]:.4g} ({h.low[0, 0]:.4g} to")
    assert lines[1].startswith("  men: 11 of 13 rows; H ")
    assert lines[2].startswith("  pairs: 9 of 12 dual households; GPI ")
    assert lines[3] == "  2 groups of g"
    assert "not checked against its source" in lines[4]
    assert "<table>" in scores._repr_html_()


# --- who was lost ----------------------------------------------------------------------------------------------------


def test_the_lost(scores):
    assert [tuple(row.values()) for row in scores.lost.rows()] == [
        ("women", "incomplete", None, 1),
        ("women", "missing", "x1", 1),
        ("men", "incomplete", None, 2),
        ("men", "missing", "x1", 2),
    ]
    assert (scores.lost.total, scores.lost.count) == ((("women", 13), ("men", 13)), 3)
    assert repr(scores.lost) == "LostPeople: 1 of 13 women rows, 2 of 13 men rows"
    assert next(iter(scores.lost)).who == "women"
    none = attrs.evolve(SURVEY, people=tuple(one for one in PEOPLE if one.complete)).score()
    assert (none.lost.rows(), none.lost.count) == ([], 0)


def test_the_households(scores):
    homes = scores.households
    assert {one.status: one.n for one in homes} == {
        "used": 9,
        "woman_incomplete": 1,
        "man_incomplete": 2,
        "woman_alone": 1,
        "man_alone": 1,
    }
    assert (homes.dual, homes.used, homes.count("woman_alone", "man_alone")) == (12, 9, 2)
    assert repr(homes).startswith("Households: 12 dual, 9 used (9 used, ")
    assert homes.rows()[0] == {"status": "used", "n": 9}
    assert attrs.evolve(SURVEY, said=SURVEY.said - {"pairs"}).score().households is None


# --- why a number is not there ---------------------------------------------------------------------------------------


def notes_of(survey):
    found = {}
    for one in survey.score().notes:
        found.setdefault((one.who, one.measure), set()).add(one.note)
    return found


def test_the_reason_of_each_number_that_is_not_there():
    plain = {"said": frozenset(["pairs"])}
    none = tuple(attrs.evolve(one, marks=(0, 0, 0)) for one in PEOPLE)
    found = notes_of(attrs.evolve(SURVEY, people=none, **plain))
    assert found["women", "A"] == found["men", "contribution"] == {"nobody_poor"}
    assert found["pairs", "I_GPI"] == {"all_in_parity"}
    assert found["women", "H"] == found["women", "He"] == {"clopper_pearson"}
    assert found["women", "M0"] == found["pairs", "GPI"] == found["pairs", "index"] == {"no_interval"}
    scores = attrs.evolve(SURVEY, people=none, **plain).score()
    assert scores.block("M0").estimate[0, 0] == 0
    assert [scores.block(name).estimate[0, 0] for name in ("5DE", "GPI", "index")] == [1, 1, 1]
    # A woman in one household and a man in another.
    alone = tuple(one for one in PEOPLE if one.home >= 12)
    found = notes_of(attrs.evolve(SURVEY, people=alone, **plain))
    assert {note for (who, _), notes in found.items() if who == "pairs" for note in notes} == {"no_pairs"}
    nobody = tuple(attrs.evolve(one, marks=(None, 0, 0)) if one.sex == "m" else one for one in PEOPLE)
    found = notes_of(attrs.evolve(SURVEY, people=nobody, **plain))
    assert {note for (who, _), notes in found.items() if who == "men" for note in notes} == {"nobody"}
    assert found["pairs", "index"] == {"no_pairs"}
    one = brute.Survey((brute.Person((1, 0)), brute.Person((0, 0))), (1, 1), Fraction(1, 2), said=frozenset(["psu"]))
    assert notes_of(one)["all", "H"] == {"no_freedom"}


def test_notes_are_records(scores):
    notes = scores.notes
    assert len(notes) == len(notes.rows()) == len(list(notes))
    for row in notes.rows():
        block = scores.block(row["measure"], row["who"])
        j = 0 if row["indicator"] is None else SURVEY.keys.index(row["indicator"])
        values = [getattr(block, name)[scores.place(row["group"]), j] for name in ("estimate", "se", "low")]
        assert np.isnan(values).any() or row["note"] == "clopper_pearson"
    noted = {(row["group"], row["who"], row["measure"], row["indicator"]) for row in notes.rows()}
    for key, row in brute.rows_of(scores).items():
        assert (key in noted) or None not in (row["estimate"], row["se"], row["low"])
    assert repr(notes).startswith("Notes: ")


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("empowerment", "name"), [("5DE", "5DE"), ("3DE", "3DE"), ("none", None)])
def test_the_name_of_empowerment(empowerment, name):
    scores = SURVEY.score(empowerment=empowerment)
    known = {one.measure for one in scores.blocks}
    assert known & {"5DE", "3DE"} == ({name} if name else set())
    assert np.array_equal(scores.block("index").estimate, SURVEY.score().block("index").estimate)
    rows = pb.counting.change(scores, scores).rows()
    assert {row["measure"] for row in rows} & {"5DE", "3DE"} == ({name} if name else set())


@pytest.mark.parametrize("parity", [0, Fraction(1, 4), 1])
def test_the_weight_of_parity_in_the_index(parity):
    scores = SURVEY.score(parity_weight=parity)
    five, gpi, index = (scores.block(name).estimate for name in ("5DE", "GPI", "index"))
    assert index == pytest.approx(float(1 - parity) * five + float(parity) * gpi, abs=1e-15)
    if parity in (0, 1):
        same = scores.block("GPI") if parity else scores.block("5DE", "women")
        assert scores.block("index").se == pytest.approx(same.se, abs=1e-15)


@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.99])
def test_intervals_at_another_confidence(confidence):
    found, expected = brute.rows_of(SURVEY.score(confidence=confidence)), brute.measures(SURVEY)
    for key, row in found.items():
        limits = brute.interval(key[2], expected[key], confidence)
        for ours, theirs in zip((row["low"], row["high"]), limits, strict=True):
            assert (ours is None) == (theirs is None)
            assert ours is None or abs(ours - theirs) <= 1e-10, key


def test_names_lead_to_columns_and_keys_stay():
    renamed = pb.Population(pl.DataFrame({"suara": [1, 0], "tanah": [1, 1]}), names={"voice": "suara", "land": "tanah"})
    rule = pb.CountRule("count", "Counting", weights={"voice": 1, "land": 2}, cutoff="1/2")
    scores = pb.score(renamed, pb.Framework("ours", "Ours", rules=[rule]))
    assert scores.indicators == ("voice", "land")
    assert scores.block("raw_headcount").estimate.tolist() == [[0.5, 1]]


# --- raw values ------------------------------------------------------------------------------------------------------

LINES = (Fraction(2), Fraction(5, 2), Fraction(8))
WEIGHTS = (3, 2, 1)


def raw_survey(direction="up"):
    rng = np.random.default_rng(11)
    values = rng.integers(0, 12, (60, 3)) * np.array([0.5, 0.5, 1.0])
    values[rng.random(values.shape) < 0.04] = np.nan
    frame = pl.DataFrame(values, schema=["x0", "x1", "x2"], orient="row", nan_to_null=True)
    frame = frame.with_columns(
        pl.Series("w", rng.integers(1, 9, 60) / 4),
        pl.Series("p", np.arange(60) % 11),
        pl.Series("g", np.arange(60) % 2),
    )
    indicators = [
        pb.Indicator(f"x{j}", f"X{j}", scale="points", cutoff=line, direction=direction) for j, line in enumerate(LINES)
    ]
    rule = pb.CountRule("count", "Counting", weights={f"x{j}": w for j, w in enumerate(WEIGHTS)}, cutoff="1/2")
    scale = pb.Scale("points", "Points", "ratio", low=0, high=20)
    return frame, pb.Framework("raw", "Raw", indicators=indicators, scales=[scale], rules=[rule])


def marked(frame, below):
    """The same as a survey of marks, with the gaps of each person."""
    people, gaps = [], []
    for row in frame.iter_rows(named=True):
        values = [None if row[f"x{j}"] is None else Fraction(row[f"x{j}"]) for j in range(3)]
        deprived = [
            None if one is None else int(one < line if below else one > line)
            for one, line in zip(values, LINES, strict=True)
        ]
        people.append(brute.Person(tuple(deprived), Fraction(row["w"]), row["g"], 0, row["p"]))
        gaps.append(
            [0 if one is None else max(0, (line - one) / line) for one, line in zip(values, LINES, strict=True)]
        )
    said = frozenset(["weights", "psu", "by"])
    return brute.Survey(tuple(people), WEIGHTS, Fraction(1, 2), said=said), gaps


@pytest.mark.parametrize("kept", [reading.KEPT, 0])
def test_raw_values_below_their_lines_and_how_far(kept, monkeypatch):
    monkeypatch.setattr(reading, "KEPT", kept)
    frame, framework = raw_survey()
    scores = pb.score(pb.Population(frame, design=pb.Design("w", psu="p")), framework, by="g")
    survey, gaps = marked(frame, below=True)
    counter = brute.Counter(survey)
    place = {id(one): row for row, one in enumerate(survey.people)}
    found = brute.rows_of(scores)
    expected = counter.measures()
    for group in (0, 1):
        items = counter.people(None, group)
        for power, name in ((1, "M1"), (2, "M2")):

            def gap(one, power=power):
                own = gaps[place[id(one)]]
                return sum(w * g**power for w, g in zip(WEIGHTS, own, strict=True)) * survey.poor(one) / Fraction(6)

            expected[group, "all", name, None] = counter.exact(items, gap, lambda _: 1)
    assert set(found) == set(expected)
    for key, row in found.items():
        exact = expected[key]
        assert row["estimate"] == pytest.approx(float(exact.estimate), abs=1e-12), key
        assert row["se"] == pytest.approx(exact.se, abs=1e-12), key
    assert found[0, "all", "M0", None]["estimate"] > found[0, "all", "M1", None]["estimate"]
    assert found[0, "all", "M1", None]["estimate"] > found[0, "all", "M2", None]["estimate"]


def test_raw_values_above_their_lines_have_no_gaps():
    frame, framework = raw_survey("down")
    scores = pb.score(pb.Population(frame, design=pb.Design("w", psu="p")), framework, by="g")
    survey, _ = marked(frame, below=False)
    brute.assert_exact(scores, survey)
    with pytest.raises(InvalidInput, match="there is no measure 'M1'"):
        scores.block("M1")


def test_a_change_of_gaps_has_the_errors_of_its_rounds():
    frame, framework = raw_survey()
    scores = pb.score(pb.Population(frame, design=pb.Design("w", psu="p")), framework)
    rest = pb.score(pb.Population(frame[10:], design=pb.Design("w", psu="p")), framework)
    apart = pb.counting.change(scores, rest, same_units=False)
    for row in apart.rows():
        if row["measure"] in ("M1", "M2"):
            both = [one.block(row["measure"]).se[0, 0] for one in (scores, rest)]
            assert row["se"] == pytest.approx(np.hypot(*both), abs=1e-14)
    same = pb.counting.change(scores, scores)
    assert {row["se"] for row in same.rows()} == {0}
