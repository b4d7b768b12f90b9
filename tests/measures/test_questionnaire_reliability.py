"""Alpha of items and of raters: peers and published numbers, what must hold, and where they are not defined."""

import csv
from itertools import count

import attrs
import hypothesis.strategies as st
import krippendorff
import numpy as np
import pandas as pd
import polars as pl
import pytest
from gold import surveys
from hypothesis import assume, given, settings

from pemberdayaan.catalogue.library import framework
from pemberdayaan.errors import InvalidInput
from pemberdayaan.measures.design import Design
from pemberdayaan.measures.population import Population
from pemberdayaan.measures.questionnaire import Caution, agreement, alpha
from pemberdayaan.model.evidence import Observation
from pemberdayaan.model.scales import Level, Scale

NAN = float("nan")
ITEMS = ["p1", "p2", "p3"]
answers = st.integers(1, 5)
tables = st.lists(st.tuples(answers, answers, answers), min_size=2, max_size=14)


def refusal(run):
    with pytest.raises(InvalidInput) as raised:
        run()
    return raised.value


def said(run):
    return [(one.where, one.code) for one in refusal(run).faults]


def frame_of(rows, **more):
    return pd.DataFrame(rows, columns=ITEMS).assign(**more)


# --- Cronbach --------------------------------------------------------------------------------------------------------


def test_the_eight_pillars_of_coinr(reference):
    with (reference / "coinr" / "cronbach_pillars.csv").open(encoding="utf-8") as file:
        stored = float(next(csv.DictReader(file))["alpha"])
    frame = pd.read_csv(reference / "coinr" / "dset_aggregated.csv")
    found = alpha(Population(frame, unit="uCode"), surveys.COINR_PILLARS, draws=0)
    assert found.value == pytest.approx(stored, rel=1e-12)
    assert (found.n, found.low, found.high) == (51, None, None)


@given(tables)
def test_turned_shifted_and_scaled_items_have_the_same_alpha(rows):
    frame = frame_of(rows)
    found = alpha(frame, ITEMS, draws=0)
    turned = alpha(frame.assign(p2=6 - frame["p2"]), ITEMS, reverse=["p2"], draws=0)
    scaled = alpha(3 * frame + 2, ITEMS, draws=0)
    assert turned["p2"].reversed
    if found.value is None:
        assert found.cautions == turned.cautions == (Caution.FEW_RESPONDENTS, Caution.NO_SPREAD)
        return
    for other in (turned, scaled):
        assert other.value == pytest.approx(found.value, abs=1e-9)
        for one, same in zip(found.items, other.items, strict=True):
            assert one.rest_correlation == pytest.approx(same.rest_correlation, abs=1e-9)
            assert one.without == pytest.approx(same.without, abs=1e-9)


@given(tables, st.data())
def test_weights_are_replication(rows, data):
    weights = data.draw(
        st.lists(st.integers(0, 3), min_size=len(rows), max_size=len(rows)).filter(lambda w: sum(w) > 1)
    )
    weighted = alpha(Population(frame_of(rows, w=weights), design=Design(weights="w")), ITEMS, draws=0)
    repeated = alpha(frame_of(np.repeat(rows, weights, axis=0)), ITEMS, draws=0)
    assert (weighted.value is None) == (repeated.value is None)
    assert weighted.value is None or weighted.value == pytest.approx(repeated.value, abs=1e-9)


@settings(max_examples=25)
@given(tables, st.integers(0, 50))
def test_the_interval_comes_again_from_its_seed(rows, seed):
    frame = frame_of(rows)
    one, other = (alpha(frame, ITEMS, draws=50, rng=seed) for _ in range(2))
    assert one == other
    assert one.provenance.seed == seed
    if one.low is not None:
        assert one.low <= one.high <= 1 + 1e-9
    made = alpha(frame, ITEMS, draws=50, rng=np.random.default_rng(seed))
    assert (made.low, made.high, made.provenance.seed) == (one.low, one.high, None)


def test_a_seed_of_the_machine_is_kept_and_gives_the_same_again():
    rows = np.random.default_rng(5).integers(1, 6, (40, 3))
    first = alpha(frame_of(rows), ITEMS, draws=30)
    assert alpha(frame_of(rows), ITEMS, draws=30, rng=first.provenance.seed) == first


def test_the_interval_holds_alpha_of_many_answers():
    rng = np.random.default_rng(7)
    trait = rng.normal(size=(400, 1))
    rows = trait + rng.normal(size=(400, 3))
    found = alpha(frame_of(rows), ITEMS, rng=1)
    # Three items that correlate by one half have 3 x 0.5 / (1 + 2 x 0.5).
    assert found.low < 0.75 < found.high
    assert found.low < found.value < found.high
    assert found.high - found.low < 0.12
    assert found.cautions == ()
    assert found.undefined == 0


def test_clusters_make_the_interval_wider():
    rng = np.random.default_rng(3)
    village = np.repeat(np.arange(20), 20)
    rows = rng.normal(size=(20, 1))[village] * [[1.0, 1.0, 1.0]] + rng.normal(size=(400, 3))
    frame = frame_of(rows, village=village, half=village % 2)
    simple = alpha(frame, ITEMS, rng=1)
    clustered = alpha(Population(frame, design=Design(strata="half", psu="village")), ITEMS, rng=1)
    assert clustered.value == simple.value
    assert clustered.high - clustered.low > 1.5 * (simple.high - simple.low)


def test_a_stratum_with_one_unit_cannot_be_drawn_again():
    population = Population(frame_of([(1, 2, 3), (2, 3, 5), (3, 3, 4)], s=[0, 0, 1]), design=Design(strata="s"))
    assert "stratum 1 has a single sampling unit" in str(refusal(lambda: alpha(population, ITEMS)))


def test_skipping_takes_those_who_answered_all():
    rows = [(1, 2, 1), (2, NAN, 3), (3, 3, 4), (5, 4, 4)]
    frame = frame_of(rows, v=[0, 0, 1, 2])
    found = alpha(frame, ITEMS, missing="skip", draws=0)
    assert found.value == alpha(frame_of([rows[0], *rows[2:]]), ITEMS, draws=0).value
    assert found.n == 3
    assert [(one.of, one.reason, one.units) for one in found.lost] == [
        ("p2", "blank", (1,)),
        ("total", "incomplete", (1,)),
    ]
    designed = alpha(Population(frame, design=Design(psu="v")), ITEMS, missing="skip", draws=20, rng=1)
    assert designed.value == found.value
    assert said(lambda: alpha(frame, ITEMS)) == [("$.p2", "cell_none")]


def test_rows_tell_alpha_first_and_then_the_items():
    found = alpha(pl.DataFrame({"p1": [1, 2, 3, 3], "p2": [1, 2, 3, 4], "p3": [2, 2, 2, 2]}), ITEMS, draws=0)
    whole, *parts = found.rows()
    assert whole["alpha"] == found.value
    assert whole["note"] == "few_respondents"
    assert [row["item"] for row in parts] == ITEMS
    assert parts[2]["rest_correlation"] is None
    assert parts[2]["alpha"] == found["p3"].without > found.value
    assert found.to_frame().shape == (4, 8)
    assert repr(found) == f"Alpha: {found.value:.3f}, 3 items, n = 4 [few_respondents]"


@pytest.mark.parametrize(
    ("rows", "caution"),
    [([(1, 2, 3)], Caution.ONE_RESPONDENT), ([(1, 5, 3), (5, 1, 3)], Caution.NO_SPREAD)],
    ids=count(),
)
def test_where_alpha_is_not_defined_it_is_none_with_the_reason(rows, caution):
    found = alpha(frame_of(rows), ITEMS, draws=10, rng=1)
    assert found.value is found.low is None
    assert caution in found.cautions
    assert found.rows()[0]["alpha"] is None
    assert "not defined" in repr(found)


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ({"reverse": ["p9"]}, [("reverse", "no_such")]),
        ({"draws": -1, "confidence": 1}, [("draws", "out_of_range"), ("confidence", "out_of_range")]),
        ({"items": ["p1"]}, [("items", "too_few")]),
        ({"limits": (1, 4)}, [("$.p1", "cell_scale"), ("$.p3", "cell_scale")]),
        ({"missing": "bound"}, [("missing", "policy")]),
    ],
    ids=count(),
)
def test_words_that_are_wrong(words, faults):
    frame = frame_of([(5, 2, 3), (2, 3, 5)])
    assert said(lambda: alpha(frame, **{"items": ITEMS, **words})) == faults


def test_nobody_answered_all():
    frame = frame_of([(1, NAN, 3), (NAN, 2, 3)])
    assert said(lambda: alpha(frame, ITEMS, missing="skip")) == [("$", "no_complete")]
    assert said(lambda: alpha(frame.assign(p2=NAN), ITEMS, missing="skip")) == [("$.p2", "all_missing")]


# --- Krippendorff ----------------------------------------------------------------------------------------------------

RATINGS = np.array(surveys.KRIPPENDORFF_RATINGS, dtype=float)


@pytest.mark.parametrize("measurement", surveys.KRIPPENDORFF_ALPHA)
def test_the_example_of_its_author(measurement):
    found = agreement(RATINGS, measurement=measurement, missing="skip", draws=0)
    assert round(found.value, 3) == surveys.KRIPPENDORFF_ALPHA[measurement]
    assert (found.raters, found.ratings, len(found.units)) == (4, 41, 12)
    assert sum(one.n for one in found.lost) == 7


cells = st.one_of(st.just(NAN), answers.map(float))


@given(st.integers(2, 4).flatmap(lambda n: st.lists(st.lists(cells, min_size=n, max_size=n), min_size=2, max_size=10)))
def test_it_is_the_package_on_tables_with_gaps(units):
    table = np.array(units).T
    found = agreement(table, missing="skip", draws=0)
    several = table[:, (~np.isnan(table)).sum(axis=0) > 1]
    values = np.unique(several[~np.isnan(several)])
    if len(values) < 2:
        assert found.value is None
        assert found.cautions == ((Caution.NO_SPREAD,) if len(values) else (Caution.NO_PAIR,))
    else:
        theirs = krippendorff.alpha(table, level_of_measurement="ordinal")
        assert found.value == pytest.approx(theirs, abs=1e-12)
    assert found.units == tuple(sorted(found.units, key=lambda one: -(one.disagreement or 0) if one.raters > 1 else 1))


def test_the_units_on_which_raters_disagree_come_first():
    found = agreement([[1, 2, 5, 4], [1, 3, 1, 4], [1, 3, 3, NAN]], measurement="interval", missing="skip", draws=0)
    assert [one.unit for one in found.units] == ["2", "1", "0", "3"]
    first = found.units[0]
    assert (first.lowest, first.median, first.median_high, first.highest) == (1, 3, 3, 5)
    assert first.disagreement == pytest.approx((16 + 4 + 4) / 3)
    assert found.rows()[1]["unit"] == "2"
    assert found.rows()[0]["alpha"] == found.value
    nominal = agreement([[1, 2], [1, 3]], measurement="nominal", draws=0)
    assert (nominal.units[0].median, nominal.units[0].lowest, nominal.units[0].raters) == (None, None, 2)


def test_the_interval_of_agreement():
    found = agreement(RATINGS, missing="skip", draws=200, rng=1)
    assert found.low < found.value < found.high <= 1
    assert found == agreement(RATINGS, missing="skip", draws=200, rng=1)
    assert repr(found).startswith("Agreement: alpha 0.815 (")
    small = agreement([[1, 2], [1, 3]], draws=50, rng=1)
    assert small.undefined > 0
    assert Caution.UNDEFINED_DRAWS in small.cautions
    assert agreement([[1, 1], [1, 1]]).rows()[0]["note"] == "no_spread"
    assert repr(agreement([[1, 1], [1, 1]])) == "Agreement: alpha not defined, 2 raters, 2 units [no_spread]"


def rating(rater, value, about="group", **more):
    return Observation("principle.voice", value=value, about=about, rater=rater, **more)


LOW, MID, HIGH = (Level(key, key.title()) for key in ("low", "mid", "high"))
SCALE = Scale("depth", "Depth", "ordinal", levels=[LOW, MID, HIGH])


def test_observations_with_raters_are_a_table():
    found = agreement(
        [
            rating("ani", "low"),
            rating("budi", "mid"),
            rating("ani", "high", about="road", stage="plan", period=2020),
            rating("budi", "high", about="road", stage="plan", period=2020),
            rating("citra", 2),
            Observation(what="Trust", value=True, rater="ani"),
            Observation(what="Trust", distribution={"low": 3}, rater="budi"),
        ],
        scale=SCALE,
        missing="skip",
        draws=0,
    )
    assert {one.unit: (one.raters, one.lowest, one.highest) for one in found.units} == {
        "principle.voice group": (3, 0, 2),
        "principle.voice road plan 2020": (2, 2, 2),
        "Trust": (1, 1, 1),
    }
    assert found.lost[0].reason == "several_values"
    assert found.lost[0].units == ("budi",)
    table = [[0, 2, 1], [1, 2, NAN], [2, NAN, NAN]]
    assert found.value == agreement(table, missing="skip", draws=0).value


def test_a_level_with_a_number_is_that_number():
    ladder = framework("arnstein-1969").scale["rung"]
    pairs = [
        ("ani", "group", "therapy"),
        ("budi", "group", "informing"),
        ("ani", "road", "control"),
        ("budi", "road", 8),
    ]
    found = agreement([rating(who, value, about=about) for who, about, value in pairs], scale=ladder, draws=0)
    assert {one.unit.split()[-1]: (one.lowest, one.highest) for one in found.units} == {"group": (2, 3), "road": (8, 8)}
    mixed = attrs.evolve(SCALE, levels=[LOW, attrs.evolve(MID, value=7)])
    assert agreement([rating("a", "mid"), rating("b", "low")], scale=mixed, draws=0).units[0].highest == 1


@pytest.mark.parametrize(
    ("ratings", "words", "faults"),
    [
        ([[1, 2, 3]], {}, [("$", "too_few")]),
        ([[1, 2], [1, NAN]], {}, [("$.1", "cell_none")]),
        ([[1, float("inf")], [1, 2]], {}, [("$.1", "cell_infinite")]),
        ([1, 2], {}, [("$", "wrong_type")]),
        ([], {}, [("$", "wrong_type")]),
        ([["a", "b"], ["a", "b"]], {}, [("$", "wrong_type")]),
        ([[1, 2], [1]], {}, [("$", "wrong_type")]),
        ([[1, 2], [1, 2]], {"measurement": "cardinal"}, [("", "not_a_choice")]),
        ([[1, 2], [1, 2]], {"draws": -1, "confidence": 2}, [("draws", "out_of_range"), ("confidence", "out_of_range")]),
        (
            [rating(None, 1), rating("a", "low"), rating("b", 1), rating("b", 2)],
            {},
            [("$[0]", "no_rater"), ("$[1].value", "no_scale"), ("$[3]", "unit_rated_twice"), ("$", "too_few")],
        ),
        ([rating("a", "top"), rating("b", "low")], {"scale": SCALE}, [("$[0]", "no_level"), ("$", "too_few")]),
    ],
    ids=count(),
)
def test_ratings_that_cannot_be_compared(ratings, words, faults):
    assert said(lambda: agreement(ratings, **words)) == faults


@given(tables)
def test_the_order_of_respondents_does_not_matter(rows):
    one, other = (alpha(frame_of(each), ITEMS, draws=0) for each in (rows, rows[::-1]))
    assume(one.value is not None)
    assert one.value == pytest.approx(other.value, abs=1e-9)


def test_alpha_of_all_columns():
    frame = frame_of([(1, 2, 1), (2, 2, 3), (4, 5, 4), (5, 4, 4)])
    wanted = alpha(frame, ITEMS, draws=0)
    assert alpha(frame[ITEMS], draws=0) == wanted
    assert alpha(frame, frame.columns, draws=0, limits=("1", np.int64(5))) == wanted
    weighed = alpha(Population(frame.assign(w=[1, 1, 2, 1]), design=Design("w")), draws=0)
    assert ([line.item for line in weighed.items], weighed.weighted) == (ITEMS, True)
    assert said(lambda: wanted["p9"]) == [("", "no_such")]


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ({"draws": 10.5}, [("draws", "wrong_type")]),
        ({"draws": True}, [("draws", "wrong_type")]),
        ({"confidence": "95"}, [("confidence", "wrong_type")]),
        ({"rng": -1}, [("rng", "negative")]),
        ({"rng": "a"}, [("rng", "wrong_type")]),
        ({"rng": True}, [("rng", "wrong_type")]),
        ({"limits": (5, 1)}, [("limits", "reversed")]),
        ({"limits": (1, 2, 3)}, [("limits", "wrong_type")]),
        ({"limits": ("x", 5)}, [("limits", "wrong_type")]),
        ({"reverse": None}, [("reverse", "wrong_type")]),
    ],
    ids=count(),
)
def test_more_words_that_are_wrong(words, faults):
    frame = frame_of([(1, 2, 1), (2, 2, 3), (4, 5, 4)])
    assert said(lambda: alpha(frame, ITEMS, **words)) == faults


def test_draws_and_seed_may_be_numbers_of_numpy():
    frame = frame_of([(1, 2, 1), (2, 2, 3), (4, 5, 4), (5, 4, 4)])
    found = alpha(frame, ITEMS, draws=np.int64(50), rng=np.int64(3))
    assert (found.low, found.provenance.seed) == (alpha(frame, ITEMS, draws=50, rng=3).low, 3)


def test_huge_numbers_are_refused_and_not_rounded():
    frame = pd.DataFrame({"p1": [2**62, 2**62 + 1, 2**62 + 2], "p2": [1, 2, 3]})
    assert said(lambda: alpha(frame, ["p1", "p2"], draws=0)) == [("$.p1", "out_of_range")]


def test_only_respondents_of_no_weight_answered_all():
    frame = pd.DataFrame({"w": [0, 0, 1], "p1": [1, 2, None], "p2": [1, 3, 2]})
    run = lambda: alpha(Population(frame, design=Design("w")), ["p1", "p2"], missing="skip")  # noqa: E731
    assert [code for _, code in said(run)] == ["weights_zero"]


def test_a_stratum_of_one_unit_is_called_by_its_name():
    frame = pd.DataFrame({"s": ["Jawa", "Jawa", "Bali"], "p1": [1, 2, 3], "p2": [1, 3, 2]})
    (one,) = refusal(lambda: alpha(Population(frame, design=Design(strata="s")), ["p1", "p2"])).faults
    assert (one.code, one.values["given"]) == ("single_psu", "Bali")


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pl.LazyFrame], ids=count())
def test_a_frame_of_ratings_has_a_row_a_rater_and_keeps_its_names(make):
    data = {"who": ["A", "B", "C"], "plan": [1.0, 1.0, 1.0], "do": [2.0, 5.0, None], "use": [3.0, 3.0, 4.0]}
    found = agreement(Population(make(data), unit="who"), missing="skip", draws=0)
    table = [data[name] for name in ("plan", "do", "use")]
    by_array = agreement(np.array(table, dtype=float).T, missing="skip", draws=0)
    assert found.value == by_array.value
    assert [one.unit for one in found.units] == ["do", "use", "plan"]
    assert [(one.of, one.reason, one.units) for one in found.lost] == [("do", "blank", ("C",))]
    assert found.frame_library == ("pandas" if make is pd.DataFrame else "polars")
    bare = agreement(make({name: data[name] for name in ("plan", "do", "use")}), missing="skip", draws=0)
    assert bare.value == by_array.value


def test_a_frame_of_ratings_is_refused_by_its_columns_and_rows():
    data = {"plan": [1.0, None], "do": ["x", 2]}
    assert said(lambda: agreement(pd.DataFrame(data))) == [("$.do", "cell_text")]
    assert said(lambda: agreement(pd.DataFrame([[1, 2]], columns=["a", "a"]))) == [("$.a", "repeated_key")]
    assert said(lambda: agreement(5)) == [("$", "wrong_type")]
    turned = agreement(pd.DataFrame({"a": [1, 2, 3], "b": [1, 2, 4]}).T, draws=0)
    assert (turned.raters, [one.unit for one in turned.units]) == (2, ["2", "0", "1"])


def test_a_ratio_is_not_of_numbers_below_nought():
    table = [[-1, 2, 1], [1, 2, -1]]
    assert said(lambda: agreement(table, measurement="ratio")) == [("$.0", "negative"), ("$.2", "negative")]
    assert agreement(table, measurement="interval", draws=0).value is not None
