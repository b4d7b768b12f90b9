"""What cannot be compared, and what is said of it; what looks odd and can."""

import math

import attrs
import numpy as np
import pandas as pd
import pytest
from measures.change import waves
from measures.index import trees

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput
from pemberdayaan.measures import change


def refused(run):
    with pytest.raises(InvalidInput) as raised:
        run()
    for one in raised.value.faults:
        assert one.text("en") != one.text("id")
    return [(one.where, one.code) for one in raised.value.faults]


def message(run):
    with pytest.raises(InvalidInput) as raised:
        run()
    return str(raised.value)


@pytest.fixture(scope="module")
def rounds():
    return [one.score() for one in waves.drawn(21)]


def table(keys="abc", **columns):
    return pd.DataFrame({"key": list(keys), "road": 2.0, "water": [float(i) for i in range(len(keys))], **columns})


def score(frame, framework=waves.PLAIN, unit="key", **said):
    by = said.pop("by", None)
    return pb.score(pb.Population(frame, unit=unit, **said), framework, by=by)


# --- made in another way ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "where"),
    [({"key": "other"}, "after.framework"), ({"version": "2"}, "after.version")],
)
def test_another_framework_or_version(changes, where):
    first, second = score(table()), score(table(), attrs.evolve(waves.PLAIN, **changes))
    assert refused(lambda: change.between(first, second)) == [(where, "another_rule")]
    assert change.between(first, second, names={}).line("mean", "n").absolute == 0


def test_names_map_elements_and_no_other_way_of_scoring():
    first = score(table())
    for said, where in (
        ({"aggregation": "median"}, "after.rule.aggregation"),
        ({"missing": "raise"}, "after.rule.missing"),
    ):
        framework = trees.framework(["road", "water"], **{"missing": "skip", **said})
        second = score(table(), attrs.evolve(framework, version="2"))
        assert refused(lambda second=second: change.between(first, second, names={})) == [(where, "another_rule")]
    counted = []
    for version, cutoff in (("1", "1/2"), ("2", "1/3")):
        rule = pb.CountRule("count", "Counting", weights={"road": 1, "land": 1}, cutoff=cutoff)
        framework = pb.Framework("ours", "Ours", version=version, rules=[rule])
        counted.append(pb.score(pd.DataFrame({"road": [0, 1], "land": [1, 1]}), framework))
    assert refused(lambda: change.between(*counted, names={})) == [("after.cutoff", "another_rule")]
    assessed = pb.assess(pb.example("contoh_lengkap")).gate
    other = attrs.evolve(assessed, provenance=attrs.evolve(assessed.provenance, framework_version="9"))
    assert change.between(assessed, other, names={}).lines
    another = attrs.evolve(assessed, provenance=attrs.evolve(assessed.provenance, rule="another"))
    assert refused(lambda: change.between(assessed, another, names={})) == [("after.rule", "another_rule")]


def test_another_rule_or_other_columns():
    first = score(table())
    weighted = score(table(), trees.framework(["road", "water"], missing="skip", weights={"road": 2}))
    assert refused(lambda: change.between(first, weighted)) == [("after.rule.weights", "another_rule")]
    assert "here road=2, in the first -" in message(lambda: change.between(first, weighted))
    tree = trees.framework(["road", ["water", "school"]])
    whole = score(table().assign(school=1.0), tree)
    ready = score(table().assign(n1=0.4).drop(columns="water"), tree)
    assert refused(lambda: change.between(whole, ready)) == [("after.columns", "another_rule")]
    # The order of columns is no other way of scoring.
    assert change.between(first, score(table()[["water", "key", "road"]])).line("mean", "n").absolute == 0


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"scaling": pb.Scaling("minmax")}, "after.rule.scaling"),
        ({"scaling": pb.Scaling("zscore", mean=0, sd=1)}, "after.rule.scaling"),
        ({"scaling": pb.Scaling("rank")}, "after.rule.scaling"),
        ({"weighting": "pca"}, "after.rule.weighting"),
        ({"aggregation": "copeland"}, "after.rule.aggregation"),
    ],
    ids=lambda one: one if isinstance(one, str) else None,
)
def test_scores_that_go_by_their_own_table(said, where):
    framework = trees.framework(["road", "water"], **said)
    first = table("abcd", road=[1.0, 2, 3, 5])
    frames = [first, first.assign(road=[1.0, 4, 3, 2])]
    apart = [score(one, framework) for one in frames]
    assert (where, "by_table") in refused(lambda: change.between(*apart, unit="key"))
    together = pd.concat([one.assign(year=year) for one, year in zip(frames, (2021, 2022), strict=True)])
    found = change.series(score(together, framework, time="year"), unit="key")
    assert found.overall.line("mean", "n").absolute is not None


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"nope": "n"}, [("names.nope", "no_such")]),
        ({"n": "nope"}, [("names.nope", "no_such")]),
        ({"n0": "n1"}, [("names.n1", "repeated_key")]),
        ("n", [("names", "wrong_type")]),
        ([("n", "n")], [("names", "wrong_type")]),
    ],
)
def test_names_that_lead_nowhere(names, expected):
    framework = trees.framework([["road"], ["water"]])
    first, second = (score(table(), one) for one in (framework, attrs.evolve(framework, version="2")))
    assert refused(lambda: change.between(first, second, names=names)) == expected


def test_results_of_two_kinds(rounds):
    rule = pb.CountRule("count", "Counting", weights={"road": 1}, cutoff="1/2")
    counts = pb.score(pd.DataFrame({"road": [0, 1]}), pb.Framework("ours", "Ours", rules=[rule]))
    for other in (counts, None, 3, "text", table(), pb.example("contoh_lengkap")):
        assert refused(lambda other=other: change.between(rounds[0], other)) == [("$", "no_rounds")]
    assert refused(lambda: change.between(table(), table())) == [("$", "no_rounds")]


def test_counting_has_no_units_and_no_bounds():
    rule = pb.CountRule("count", "Counting", weights={"road": 1, "land": 1}, cutoff="1/2", missing="bound")
    framework = pb.Framework("ours", "Ours", rules=[rule])
    frame = pd.DataFrame({"road": [0, 1, None], "land": [1, 0, 1]})
    bounded = pb.score(frame, framework)
    assert refused(lambda: change.between(bounded, bounded)) == [("$", "bounded_scores")]
    plain = pb.score(frame.dropna(), attrs.evolve(framework, rules=[attrs.evolve(rule, missing="skip")]))
    assert refused(lambda: change.between(plain, plain, unit="key")) == [("unit", "sums_only")]
    assert refused(lambda: change.between(plain, plain, by="group")) == [("by", "not_grouped")]


# --- units and groups ------------------------------------------------------------------------------------------------


def test_units_that_are_not_known_by_that_name(rounds):
    nameless = score(table().drop(columns="key"), unit=None)
    assert refused(lambda: change.between(*rounds, unit="desa")) == [
        ("before.unit", "no_such"),
        ("after.unit", "no_such"),
    ]
    assert refused(lambda: change.between(score(table()), nameless, unit="key")) == [("after.unit", "units_unnamed")]
    assert "unit='key'" in message(lambda: change.between(nameless, score(table()), unit="key"))


def test_no_unit_in_both():
    first, second = score(table("abc")), score(table("xyz"))
    assert refused(lambda: change.between(first, second, unit="key")) == [("unit", "nothing_in_both")]
    # Without a panel two samples of other villages are two samples.
    found = change.between(first, second)
    assert (found.shared, found.line("mean", "n").n_both) == (0, 0)


def test_codes_that_only_look_alike():
    texts, numbers = (score(table().assign(key=keys)) for keys in (["3401", "3402", "3403"], [3401, 3402, 3403]))
    said = message(lambda: change.between(texts, numbers, unit="key"))
    assert "'3401' is str in the first and int in the second" in said
    groups = [score(table().assign(arm=one), by="arm") for one in (["1", "1", "0"], [1, 1, 0])]
    assert refused(lambda: change.between(*groups, by="arm")) == [("$", "other_types")]


def test_groups_that_are_not_the_same():
    made = [score(table().assign(arm=one), by="arm") for one in (list("xxy"), list("zzw"), list("xxz"))]
    assert refused(lambda: change.between(made[0], made[1], by="arm")) == [("$", "nothing_in_both")]
    assert refused(lambda: change.between(made[0], made[2], by="sex")) == [("by", "not_grouped")]
    found = change.between(made[0], made[2], by="arm")
    assert found.groups == ("x",)
    assert {(one.what, one.key, one.reason) for one in found.lost} == {
        ("group", "y", "only_before"),
        ("group", "z", "only_after"),
    }


@pytest.mark.parametrize("blank", [None, float("nan")])
def test_those_without_a_group_are_a_group(blank):
    frames = [table("abcdef").assign(arm=["x", "x", blank, "y", "y", blank], road=one) for one in (1.0, [2.0, 3] * 3)]
    found = change.between(*(score(one, by="arm") for one in frames), unit="key", by="arm")
    assert found.groups == ("x", "y", None)
    both = change.against(found, "x", None).line("mean", "n")
    lines = {one.group: one for one in found.lines}
    assert both.absolute == pytest.approx(lines["x"].absolute - lines[None].absolute, abs=1e-15)


def test_a_comparison_needs_two_groups_of_samples(rounds):
    found = change.between(*rounds, by="group")
    assert refused(lambda: change.against(found, "x", "x")) == [("comparison", "repeated_key")]
    assert refused(lambda: change.against(found, "x", "nobody")) == [("comparison", "no_such")]
    both = change.against(found, "x", "y")
    records = change.between(*(pb.assess(pb.example("contoh_lengkap").during(year)) for year in (2021, 2023)))
    for one in (both, records, change.series(dict(enumerate(rounds, 2021))), None):
        assert refused(lambda one=one: change.against(one, "x", "y")) == [("change", "needs_groups")]


def test_several_times_in_one_result(rounds):
    frames = [one.frame().assign(year=year) for one, year in zip(waves.drawn(22), (2021, 2022), strict=True)]
    panel = score(pd.concat(frames), time="year")
    assert refused(lambda: change.between(panel, rounds[1], unit="key")) == [("$", "several_rounds")]


# --- numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("years", [0, -1, math.inf, math.nan])
def test_years_that_cannot_be(rounds, years):
    assert refused(lambda: change.between(*rounds, years=years)) == [("years", "out_of_range")]


@pytest.mark.parametrize("years", ["2", "dua", True, [2]])
def test_years_that_are_no_number(rounds, years):
    assert refused(lambda: change.between(*rounds, years=years)) == [("years", "wrong_type")]


def test_years_of_numpy_are_numbers(rounds):
    line = change.between(*rounds, years=np.int64(2)).lines[0]
    assert line.yearly == pytest.approx(line.absolute / 2, abs=1e-16)


def test_one_unit_has_a_change_and_no_error():
    found = change.between(score(table("a")), score(table("a").assign(road=4.0)), unit="key").line("mean", "n")
    assert (found.absolute, found.se, found.df, found.why) == (pytest.approx(0.2, abs=1e-16), None, 0, "no_error")


def test_a_relative_change_needs_something_before():
    found = change.between(score(table().assign(road=0.0, water=0.0)), score(table())).line("mean", "n")
    assert (found.relative, found.relative_se) == (None, None)
    assert found.absolute > 0


def test_a_group_that_nobody_knows_anything_of_has_no_change():
    frame = table("abcd").assign(arm=list("xxyy"))
    empty = frame.assign(road=[1.0, 2, None, None], water=[1.0, 2, None, None])
    found = change.between(score(frame, by="arm"), score(empty, by="arm"), by="arm")
    line = found.line("mean", "n", group="y")
    assert (line.absolute, line.se, line.after, line.why) == (None, None, None, "no_after")
    assert change.against(found, "x", "y").line("mean", "n").why == "no_after"
    assert "cannot be compared" in change.statement(found, "en", groups="y")


def test_a_line_that_there_is_not(rounds):
    found = change.between(*rounds, by="group")
    assert refused(lambda: found.line("mean", "road")) == [("measure", "no_such")]
    assert refused(lambda: found.line("gini")) == [("measure", "no_such")]
    assert refused(lambda: found.line("mean", "n", group="z")) == [("measure", "no_such")]
