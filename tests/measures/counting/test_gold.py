"""The reference surveys through the whole way: a frame, a framework, one table."""

import attrs
import numpy as np
import pandas as pd
import pytest
from gold import weai

import pemberdayaan as pb

PAIRS = pb.Pairs(["country", "hhid"], "sex", women=2, men=1)
# What the stored results call our measures.
STORED = {"hd": "raw_headcount", "hdk": "censored_headcount", "pctb": "contribution"}


@pytest.fixture(scope="module")
def bangladesh(reference):
    return pd.read_csv(reference / "weai" / "bgd_weai_1_1_indicators.csv")


@pytest.fixture(scope="module")
def scores(bangladesh):
    """The columns are named as IFPRI names them, which the framework knows."""
    return pb.score(pb.Population(bangladesh, pairs=PAIRS), "weai-2012")


@pytest.fixture(scope="module")
def truth(reference):
    return weai.expected(reference, "expected_weai.json")["bgd_weai_1_1"]


@pytest.fixture(scope="module")
def synthetic(reference):
    return pd.read_csv(reference / "weai" / "syn_cdta.csv")


def value(scores, measure, who=None, name="estimate"):
    found = getattr(scores.block(measure, who), name)
    return found[0, 0]


@pytest.mark.parametrize("who", ["women", "men"])
def test_the_levels_of_bangladesh(scores, truth, who):
    stored = truth[who]
    assert scores.block("H", who).n.tolist() == [stored["n"]]
    for name in ("He", "Hne", "Aa", "A", "M0", "5DE"):
        # Stored with all digits of a float, of sums in another order.
        assert value(scores, name, who) == pytest.approx(stored[name], abs=1e-12)
    place = dict(zip(weai.WEAI, scores.indicators, strict=True))
    for ours, theirs in (
        ("raw_headcount", "raw_headcount"),
        ("censored_headcount", "censored_headcount"),
        ("contribution", "pct_contribution"),
    ):
        block = scores.block(ours, who)
        found = dict(zip(block.indicators, block.estimate[0].tolist(), strict=True))
        assert found == pytest.approx({place[one]: number for one, number in stored[theirs].items()}, abs=1e-12)


def test_parity_and_the_index_of_bangladesh(scores, truth):
    for ours, theirs in {"H_GPI": "HGPI", "I_GPI": "IGPI", "GPI": "GPI"}.items():
        assert value(scores, ours) == pytest.approx(truth["gpi"][theirs], abs=1e-12)
    assert value(scores, "index") == pytest.approx(truth["WEAI"], abs=1e-12)
    assert scores.block("GPI").n.tolist() == [truth["gpi"]["n_used"]]
    # 72 of 171, a whole number that no rounding blurs.
    assert round(value(scores, "H_GPI") * 171) == truth["gpi"]["n_without_parity"]


def test_the_errors_of_bangladesh(bangladesh, scores, truth):
    complete = bangladesh[(bangladesh["sex"] == 2) & bangladesh[list(weai.WEAI)].notna().all(axis=1)]
    theirs = bangladesh[bangladesh["hhid"].isin(complete["hhid"])]
    found = pb.score(pb.Population(theirs, pairs=PAIRS), "weai-2012")
    stored = truth["se_household_clustered"]
    assert found.block("index").df.tolist() == [stored["n_households"] - 1]
    for measure, who, name in (("5DE", "women", "5DE"), ("GPI", "pairs", "GPI"), ("index", "pairs", "WEAI")):
        assert value(found, measure, who, "se") == pytest.approx(stored[f"se_{name}"], abs=1e-12)
    # On women alone the household is the row.
    for measure, se in truth["se_women_srs"].items():
        assert value(found, measure, "women", "se") == pytest.approx(se, abs=1e-12)
    # METHODS 9, with seven digits: all 225 households as the design, those without a complete woman as 0.
    for measure, who, se in (("5DE", "women", 0.0130010), ("GPI", "pairs", 0.0108206), ("index", "pairs", 0.0126291)):
        assert value(scores, measure, who, "se") == pytest.approx(se, abs=5e-8)
    assert scores.block("index").df.tolist() == [224]


def test_who_was_left_out_in_bangladesh(scores):
    assert [row for row in scores.lost.rows() if row["reason"] == "missing"] == [
        {"who": "women", "reason": "missing", "indicator": "input_in_decisions", "n": 2},
        {"who": "men", "reason": "missing", "indicator": "input_in_decisions", "n": 3},
        {"who": "men", "reason": "missing", "indicator": "autonomy", "n": 1},
    ]
    assert scores.lost.count == 6
    assert scores.lost.total == (("women", 222), ("men", 178))
    homes = scores.households
    assert (homes.dual, homes.used, homes.count("woman_alone"), homes.count("man_alone")) == (175, 171, 47, 3)
    assert homes.count("man_incomplete", "both_incomplete", "woman_incomplete") == 4


def test_people_on_the_line_are_empowered(bangladesh, scores):
    rule = pb.framework("weai-2012").rule("count")
    lax = pb.score(pb.Population(bangladesh, pairs=PAIRS), "weai-2012", rule=attrs.evolve(rule, strict=False))
    on = [(value(lax, "H", who) - value(scores, "H", who)) * scores.block("H", who).n[0] for who in scores.whos]
    # METHODS 4: 39 of 394 stand on it, whom `adequacy < 0.8` in floats would misplace.
    assert sum(on) == pytest.approx(39, abs=1e-9)


def test_a_household_identifier_of_one_country_is_not_one_of_two(bangladesh):
    # As the pilot did: households of two countries under one identifier.
    other = bangladesh.head(40).assign(country=2)
    both = pd.concat([bangladesh, other])
    assert pb.score(pb.Population(both, pairs=PAIRS), "weai-2012").households.dual > 175
    with pytest.raises(pb.InvalidInput, match="household numbers repeat from area to area") as raised:
        pb.score(pb.Population(both, pairs=pb.Pairs("hhid", "sex", women=2, men=1)), "weai-2012")
    assert {one.code for one in raised.value.faults} == {"two_of_household"}


@pytest.mark.parametrize("by", [None, "area"])
@pytest.mark.parametrize("time", [1, 2])
def test_the_synthetic_survey(reference, synthetic, time, by):
    stored = weai.expected(reference, "expected_af_syn_cdta.json")[f"syn_cdta_k33_t{time}"]
    rule = pb.CountRule("count", "Counting", weights=weai.MPI, denominator=18, cutoff=weai.MPI_CUTOFF)
    ours = pb.Framework("mpi", "MPI", rules=[rule])
    frame = synthetic[synthetic["t"] == time]
    design = pb.Design(weights="weight", strata="stratum", psu="psu")
    scores = pb.score(pb.Population(frame, design=design, time="t"), ours, by=by)
    assert scores.lost.total == (("all", 7500),)
    assert scores.lost.count == {1: 66, 2: 31}[time]
    # All 717 units stay in each domain, less 120 strata.
    assert set(np.concatenate([block.df for block in scores.blocks]).tolist()) == {597}
    rows = {(str(row["group"]), row["measure"], row["indicator"]): row for row in scores.rows()}
    compared = 0
    for one in stored:
        if one["measure"] == "actb" or one["group"].startswith("nat") != (by is None):
            continue
        group = "all" if by is None else one["group"].removeprefix("area=")
        row = rows[group, STORED.get(one["measure"], one["measure"]), one["indicator"]]
        # Stored with ten decimals.
        assert row["estimate"] == pytest.approx(one["b"], abs=1e-8)
        assert one["se"] is None or row["se"] == pytest.approx(one["se"], abs=1e-10)
        compared += 1
    assert compared == (33 if by is None else 66)
    # What the overall says is the same whatever the groups.
    if by is not None:
        plain = pb.score(pb.Population(frame, design=design, time="t"), ours)
        assert scores.overall.rows() == plain.rows()
