"""What an audit finds: each check on a table made so that it must, and one on which it must not."""

import attrs
import numpy as np
import pandas as pd
import pytest
from measures.index import trees

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.consistency import cronbach_alpha
from pemberdayaan.measures.index.verdicts import ADVICE, SAYS

N = 40
RNG = np.random.default_rng(20161)
COMMON = RNG.normal(size=N)
# Three indicators that go together, neither too much nor too little.
SOUND = pd.DataFrame({key: COMMON + RNG.normal(scale=0.8, size=N) for key in trees.FLAT})

# Ends that no value of these tables lies beyond.
WIDE = [pb.Goalposts(key, -200, 200) for key in trees.FLAT]


def audited(table, tree=trees.FLAT, **rule):
    framework = trees.framework(tree)
    said = {"scaling": pb.Scaling("zscore", mean=10, sd=2), **rule}
    return pb.index.audit(pb.score(table, framework, rule=attrs.evolve(framework.rule(), **said)))


def found(audit, check):
    return [(one.about, one.other, one.severity.value) for one in audit.findings if one.check == check]


def test_a_sound_index_has_no_findings():
    assert audited(SOUND).findings == ()


def test_two_that_say_the_same():
    table = SOUND.assign(water=SOUND["road"] * 2 + 1)
    assert found(audited(table), "redundant") == [("road", "water", "warning")]


def test_parts_that_go_against_each_other():
    table = SOUND.assign(water=-SOUND["road"] + RNG.normal(scale=0.8, size=N))
    pairs = found(audited(table), "contrary")
    assert ("road", "water", "serious") in pairs
    audit = audited(table)
    first = next(one for one in audit.findings if one.check == "contrary")
    assert first.value == pytest.approx(np.corrcoef(table["road"], table["water"])[0, 1])
    # The other way round it is the direction that was wrong.
    framework = trees.framework(trees.FLAT, down=["water"], scaling=pb.Scaling("zscore", mean=10, sd=2))
    assert found(pb.index.audit(pb.score(table, framework)), "contrary") == []


def test_a_constant_and_a_skewed_one():
    table = SOUND.assign(road=1.0, water=[100.0, *RNG.normal(size=N - 1)])
    audit = audited(table, scaling=pb.Scaling("goalposts"), goalposts=WIDE)
    assert found(audit, "constant") == [("road", None, "warning")]
    assert found(audit, "skewed") == [("water", None, "warning")]
    treated = audited(SOUND.assign(water=table["water"]), treatment=pb.Treatment())
    assert found(treated, "skewed") == []


def test_coverage_of_indicators_and_units():
    table = SOUND.copy()
    table.loc[:15, "road"] = np.nan
    table.loc[:2, "water"] = np.nan
    audit = audited(table, missing="skip")
    assert found(audit, "indicator_coverage") == [("road", None, "serious")]
    assert dict(audit.coverage)["road"] == pytest.approx(1 - 16 / N)
    (one,) = [one for one in audit.findings if one.check == "unit_coverage"]
    assert "3 units" in one.text["en"]
    assert "0, 1, 2" in one.text["en"]
    # 65 % is enough: the limit is what must be reached
    enough = SOUND.copy()
    enough.loc[: N * 35 // 100 - 1, "road"] = np.nan
    assert found(audited(enough, missing="skip"), "indicator_coverage") == []


def test_reliability_is_alpha_of_the_scaled_parts():
    table = pd.DataFrame({key: RNG.normal(size=N) for key in trees.FLAT})
    audit = audited(table)
    scaled = (table - table.mean()) / table.std()
    # the covariance form; sd 2 for each
    assert dict(audit.alphas)["n"] == pytest.approx(cronbach_alpha(scaled.to_numpy()), abs=1e-12)
    assert found(audit, "unreliable") == [("n", None, "note")]


def test_weight_against_importance():
    table = pd.DataFrame({"road": SOUND["road"] * 20, "water": SOUND["water"], "school": SOUND["school"]})
    noise = pd.DataFrame({key: RNG.normal(size=N) for key in trees.FLAT})
    noise["road"] *= 50
    audit = audited(noise, scaling=pb.Scaling("none"))
    assert {about for about, *_ in found(audit, "dominated")} == {"water", "school"}
    lines = {one.part: one for one in audit.importance}
    assert lines["road"].weight == pytest.approx(1 / 3)
    assert lines["road"].importance > 0.8
    assert sum(one.share for one in lines.values()) == pytest.approx(1)
    assert lines["road"].correlation == pytest.approx(np.corrcoef(noise["road"], noise.mean(axis=1))[0, 1], abs=1e-12)
    assert all(0 <= one.importance <= 1 + 1e-12 for one in audited(table).importance)


def test_few_units_are_not_judged():
    audit = audited(SOUND[:9])
    assert found(audit, "few_units") == [("n", None, "note")]
    assert not found(audit, "redundant")


def test_the_serious_ones_come_first_and_are_told_in_both_languages():
    table = SOUND.assign(water=-SOUND["road"])
    table.loc[:20, "school"] = np.nan
    audit = audited(table, missing="skip")
    order = ["serious", "warning", "note"]
    places = [order.index(one.severity.value) for one in audit.findings]
    assert places == sorted(places)
    assert len(audit.told("en")) == len(audit.told("id")) == len(audit.findings)
    assert set(audit.told("en")).isdisjoint(audit.told("id"))
    assert repr(audit).startswith("Audit: ")


def test_every_check_has_words_and_advice_in_both_languages():
    assert set(SAYS) == set(ADVICE)
    for check, said in SAYS.items():
        assert set(said) == {"en", "id"}, check
        assert ADVICE[check].id, check
        assert ADVICE[check].en, check


def test_statistics_of_the_raw_values():
    told = pb.index.statistics(pb.score(SOUND, trees.framework(trees.FLAT, goalposts=WIDE)))
    assert told.described.sd == pytest.approx(SOUND[list(told.keys)].std().to_numpy())
    (first, *_) = told.rows()
    assert first["indicator"] == told.keys[0]
    assert {"low_available", "low_nonzero", "low_unique", "outliers"} <= set(first)


def test_correlations_of_another_level_are_refused():
    scores = pb.score(SOUND, trees.framework(trees.FLAT, goalposts=WIDE))
    with pytest.raises(InvalidInput) as raised:
        pb.index.correlations(scores, level="pillars")
    assert [(one.where, one.code) for one in raised.value.faults] == [("level", "not_a_choice")]


def test_a_part_that_does_not_vary_has_no_correlation():
    scores = pb.score(SOUND.assign(road=1.0), trees.framework(trees.FLAT, goalposts=WIDE))
    told = pb.index.correlations(scores)
    place = told.keys.index("road")
    assert np.isnan(told.matrix[place]).all()
    assert {row["correlation"] for row in told.rows() if "road" in (row["first"], row["second"])} == {None}


def test_a_finding_calls_parts_by_their_names_and_writes_numbers_as_the_language_does():
    scores = pb.score(pd.read_csv(pb.table("idm_2024_diy")), "idm-2016")
    told = pb.index.audit(scores)
    assert any("Index of economic resilience" in one and "r = -0.10" in one for one in told.told("en"))
    assert any("Indeks Ketahanan Ekonomi" in one and "r = -0,10" in one for one in told.told("id"))
    assert any("33 %" in one for one in told.told("id"))
