"""What bad input gets: a named error with the user's own names, all of one step at once, in both languages."""

import attrs
import numpy as np
import pandas as pd
import pytest
from measures.index import trees

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput

NAN = float("nan")
TREE = [["road", "water"], ["school"]]
GOOD = pd.DataFrame({"road": [1.0, 2, 3], "water": [2.0, 5, 1], "school": [3.0, 3.5, 9]})
MINMAX = pb.Scaling("minmax")


def scored(table=GOOD, by=None, tree=TREE, **rule):
    framework = trees.framework(tree)
    return pb.score(table, framework, rule=attrs.evolve(framework.rule(), **{"scaling": MINMAX, **rule}), by=by)


def refused(run):
    """The faults of a refusal; each can be told in both languages, which differ."""
    with pytest.raises(InvalidInput) as raised:
        run()
    error = raised.value
    for one in error.faults:
        assert one.text("en") != one.text("id"), one.code
        assert "{" not in one.text("en") + one.text("id")
    return [(one.where, one.code) for one in error.faults]


@pytest.mark.parametrize("method", ["minmax", "zscore", "distance_to_maximum"])
def test_constant_indicators(method):
    table = GOOD.assign(road=1.0, school=7.0)
    found = refused(lambda: scored(table, scaling=pb.Scaling(method)))
    assert set(found) == {("$.road", "index_constant"), ("$.school", "index_constant")}


@pytest.mark.parametrize("method", ["goalposts", "rank", "borda", "fraction_of_maximum"])
def test_a_constant_is_no_fault_where_the_scaling_is_defined(method):
    table = GOOD.assign(road=1.0, school=GOOD["school"] / 2)
    assert np.isfinite(scored(table, scaling=pb.Scaling(method)).index).all()


def test_one_row_is_scored_between_goalposts_and_refused_by_the_spread_of_the_data():
    assert scored(GOOD[:1], scaling=pb.Scaling("goalposts")).rank.tolist() == [1]
    assert {code for _, code in refused(lambda: scored(GOOD[:1]))} == {"index_constant"}


def test_no_row():
    assert refused(lambda: scored(GOOD[:0])) == [("$", "no_rows")]


def test_indicators_without_values_and_with_gaps_are_told_at_once():
    table = GOOD.assign(road=NAN, school=[1.0, NAN, 2.0])
    assert refused(lambda: scored(table)) == [("$.road", "all_missing"), ("$.school", "index_none")]


def test_gaps_of_components_and_indicators_are_told_at_once():
    table = pd.DataFrame({"n0": [0.5, NAN], "school": [NAN, 2.0]})
    assert set(refused(lambda: scored(table))) == {("$.n0", "index_none"), ("$.school", "index_none")}


def test_the_units_with_gaps_are_named():
    table = GOOD.assign(desa=["Banaran", "Brosot", "Kranggan"], road=[1.0, NAN, 2.0])
    with pytest.raises(InvalidInput, match="Brosot"):
        scored(pb.Population(table, unit="desa"))


@pytest.mark.parametrize("method", ["mean", "median", "nearest"])
def test_nothing_to_impute_from(method):
    table = GOOD.assign(road=NAN)
    assert refused(lambda: scored(table, imputation=pb.Imputation(method))) == [("$.road", "nothing_to_fill")]


def test_a_group_with_nothing_to_impute_from():
    table = GOOD.assign(kab=["x", "y", "y"], road=[1.0, NAN, NAN])
    found = refused(lambda: scored(table, imputation=pb.Imputation("mean", by="kab")))
    assert found == [("$.road", "group_to_fill")]


@pytest.mark.parametrize("method", ["last", "linear"])
def test_an_imputation_along_time_without_time(method):
    table = GOOD.assign(road=[1.0, NAN, 2.0])
    assert refused(lambda: scored(table, imputation=pb.Imputation(method))) == [("$", "missing_key")]


def test_a_gap_that_imputation_leaves_is_told_and_not_kept():
    frame = pd.DataFrame({"desa": ["A", "A", "B", "B"], "tahun": [1, 2, 1, 2], "road": [NAN, 1.0, 2.0, NAN]})
    frame = frame.assign(water=[1.0, 2, 3, 4], school=[1.0, 2, 3, 4])
    population = pb.Population(frame, unit="desa", time="tahun")
    # B's second year takes the first; A's first year has none before it
    assert refused(lambda: scored(population, imputation=pb.Imputation("last"))) == [("$.road", "index_none")]
    found = scored(population, imputation=pb.Imputation("last"), missing="skip")
    assert [(one.unit, one.time, one.after) for one in found.imputed] == [("B", 2, 2.0)]


def test_nobody_with_enough_data():
    assert refused(lambda: scored(GOOD * NAN, missing="skip")) == [("$", "none_scored")]
    assert refused(lambda: scored(GOOD.assign(road=NAN), screen=1, missing="skip")) == [("$", "none_scored")]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("method", ["minmax", "zscore", "rank", "percentile_rank", "borda", "distance_to_maximum"])
def test_under_skip_an_indicator_without_values_counts_for_nothing(method):
    found = scored(GOOD.assign(road=NAN), missing="skip", scaling=pb.Scaling(method))
    other = scored(GOOD.drop(columns="road"), tree=[["water"], ["school"]], scaling=pb.Scaling(method))
    assert found.index == pytest.approx(other.index, abs=1e-14)
    # and it is told
    assert [one.about for one in pb.index.audit(found).findings if one.check == "indicator_coverage"] == ["road"]


def test_around_a_reference_an_indicator_without_values_has_no_ends():
    goals = [pb.Goalposts(key, reference=2) for key in GOOD]
    rule = {"scaling": pb.Scaling("around_reference"), "goalposts": goals, "missing": "skip"}
    assert refused(lambda: scored(GOOD.assign(road=NAN), **rule)) == [("$.road", "all_missing")]


def test_what_the_rule_says_is_lost_is_listed():
    table = GOOD.assign(road=[NAN, 2, 3], water=[NAN, 5, 1], school=[NAN, 3.5, 9])
    found = scored(table, missing="skip")
    assert found.lost.rows() == [{"unit": 0, "time": None, "reason": "no_data"}]
    part = scored(GOOD.assign(school=[NAN, 3.5, 9]), missing="skip", availability=1)
    assert [one.reason for one in part.lost] == ["incomplete"]
    screened = scored(GOOD.assign(school=[NAN, 3.5, 9]), missing="skip", screen=1)
    assert [one.reason for one in screened.lost] == ["screened"]
    for one in (found, part, screened):
        assert one.rows()[0]["n"] is None
        assert one.rows()[0]["rank"] is None


@pytest.mark.parametrize("how", ["geometric", "harmonic"])
def test_zeros_are_refused_and_not_nudged_in_every_node_at_once(how):
    found = refused(lambda: scored(aggregation=how))
    assert set(found) == {("$.road", "not_positive"), ("$.water", "not_positive"), ("$.school", "not_positive")}


def test_directions_goalposts_and_targets_that_are_missing():
    indicators = [pb.Indicator(key, key) for key in ("road", "water")]
    framework = pb.Framework("f", "F", indicators=indicators, rules=[pb.IndexRule("index", "I", scaling=MINMAX)])
    keys = ["$.indicators.road", "$.indicators.water"]
    table = GOOD[["road", "water"]]
    assert refused(lambda: pb.score(table, framework)) == [(key, "no_direction") for key in keys]
    ahead = attrs.evolve(framework, indicators=[attrs.evolve(one, direction="up") for one in indicators])
    rule = attrs.evolve(framework.rule(), scaling=pb.Scaling("goalposts"))
    assert refused(lambda: pb.score(table, ahead, rule=rule)) == [(key, "no_goalposts") for key in keys]
    rule = attrs.evolve(framework.rule(), scaling=pb.Scaling("distance_to_target"))
    assert refused(lambda: pb.score(table, ahead, rule=rule)) == [(key, "no_goal") for key in keys]
    rule = attrs.evolve(framework.rule(), scaling=pb.Scaling("around_reference"))
    assert refused(lambda: pb.score(table, ahead, rule=rule)) == [(key, "no_goal") for key in keys]


def test_weights_that_are_negative_or_add_up_to_nothing():
    assert refused(lambda: pb.IndexRule("index", "I", weights={"road": -1, "water": -2})) == [
        ("weights.road", "negative"),
        ("weights.water", "negative"),
    ]
    assert refused(lambda: scored(weights={"road": 0, "water": 0, "school": 0})) == [
        ("$.index.weights", "weights_of_parts"),
        ("$.index.weights", "weights_of_parts"),
    ]
    framework = trees.framework(TREE, own={"road": -1, "water": 3})
    assert refused(lambda: pb.score(GOOD, framework)) == [("$.indicators.road.weight", "negative")]


def test_order_weights_of_another_length():
    found = refused(lambda: scored(aggregation="owa", order_weights=[1, 2]))
    assert {code for _, code in found} == {"wrong_length"}


def test_names_that_are_not_in_the_tree_are_told_at_once():
    rule = {
        "weights": {"raod": 1},
        "goalposts": [pb.Goalposts("n0", 1, 2)],
        "denominators": {"n": "people"},
        "aggregations": {"road": "geometric"},
        "formulas": {"n7": "ratio"},
    }
    assert refused(lambda: scored(**rule)) == [
        ("$.index.weights.raod", "not_in_tree"),
        ("$.index.goalposts.n0", "not_in_tree"),
        ("$.index.denominators.n", "not_in_tree"),
        ("$.index.aggregations.road", "not_in_tree"),
        ("$.index.formulas.n7", "not_in_tree"),
    ]
    with pytest.raises(InvalidInput, match="did you mean 'road'"):
        scored(weights={"raod": 1})


def test_denominators_that_are_missing_or_zero():
    assert refused(lambda: scored(denominators={"road": "people"})) == [("$.people", "no_such")]
    table = GOOD.assign(people=[0, 1, 2])
    found = refused(lambda: scored(table, denominators={"road": "people", "water": "people"}))
    assert found == [("$.people", "denominator_zero")]
    # A denominator that is missing makes its cell missing, under the rule's policy.
    gap = GOOD.assign(people=[NAN, 1, 2])
    assert refused(lambda: scored(gap, denominators={"road": "people"})) == [("$.road", "index_none")]


def test_text_and_infinite_values_are_told_at_once_by_the_names_of_the_user():
    table = pd.DataFrame({"jalan": ["baik", 1, 2], "air": [np.inf, 1, 2], "sekolah": [1, 2, 3]})
    population = pb.Population(table, names={"road": "jalan", "water": "air", "school": "sekolah"})
    assert refused(lambda: scored(population)) == [("$.jalan", "cell_text"), ("$.air", "cell_infinite")]


def test_units_twice():
    table = GOOD.assign(desa=["A", "A", "B"])
    assert refused(lambda: scored(pb.Population(table, unit="desa"))) == [("$.desa", "unit_repeated")]


def test_a_panel_without_time_has_its_units_twice():
    table = pd.concat([GOOD.assign(desa=["A", "B", "C"], tahun=year) for year in (2021, 2022)], ignore_index=True)
    found = refused(lambda: scored(pb.Population(table, unit="desa")))
    assert found == [("$.desa", "unit_repeated")] * 3
    assert len(scored(pb.Population(table, unit="desa", time="tahun")).units) == 6


def test_columns_twice():
    twice = pd.concat([GOOD, GOOD[["road"]]], axis=1)
    assert refused(lambda: scored(twice)) == [("$.road", "repeated_key")]
    same = pb.Population(GOOD, names={"road": "water"})
    assert refused(lambda: scored(same)) == [("$.names.water", "repeated_key")]


def test_wrong_names():
    assert refused(lambda: pb.Population(GOOD, names={"road": "jalan"})) == [("$.names.road", "no_such")]
    found = refused(lambda: scored(GOOD.rename(columns={"road": "jalan", "school": "sekolah"})))
    assert found == [("$.n0", "no_part"), ("$.n1", "no_part")]


def test_an_unknown_group():
    assert refused(lambda: scored(by="kab")) == [("$.kab", "no_such")]
    assert refused(lambda: scored(imputation=pb.Imputation("mean", by="kab"))) == [("$.kab", "no_such")]


@pytest.mark.parametrize("name", ["rank", "class", "n", "n0"])
def test_a_group_or_unit_that_the_result_would_write_over(name):
    table = GOOD.assign(**{name: [1, 2, 3]})
    assert refused(lambda: scored(table, by=name)) == [(f"$.{name}", "repeated_key")]
    assert refused(lambda: scored(pb.Population(table, unit=name))) == [(f"$.{name}", "repeated_key")]


def test_a_node_that_has_the_name_of_the_units():
    indicators = [pb.Indicator("road", "Road", part_of="component.unit", direction="up")]
    units = pb.Component("unit", "Unit")
    rule = pb.IndexRule("index", "I", scaling=MINMAX)
    framework = pb.Framework("f", "F", components=[units], indicators=indicators, rules=[rule])
    assert refused(lambda: pb.score(GOOD, framework)) == [("$.unit", "repeated_key")]
    named = pb.score(pb.Population(GOOD.assign(desa=["A", "B", "C"]), unit="desa"), framework)
    assert list(named.rows()[0]) == ["desa", "unit", "rank", "class"]


def test_an_unknown_reference():
    scaling = pb.Scaling("distance_to_reference", reference="Z")
    assert refused(lambda: scored(scaling=scaling)) == [("$.scaling.reference", "no_unit")]


def test_class_tables_with_gaps_or_out_of_order():
    def rule(*bands):
        return lambda: pb.IndexRule("index", "I", classes=bands)

    low = pb.IndexClass("low", "Low", up_to="2/5")
    assert refused(rule(low, pb.IndexClass("high", "High", above="1/2"))) == [("classes[0]", "class_gap")]
    # the limit itself belongs to neither, or to both
    assert refused(rule(low, pb.IndexClass("high", "High", at_least="2/5"))) == [("classes[0]", "class_gap")]
    three = (pb.IndexClass(key, key, above=bound) for key, bound in (("a", None), ("b", "1/2"), ("c", "2/5")))
    assert refused(rule(*three)) == [("classes[2]", "level_order")]
    assert refused(rule(low, low))[0][1] == "repeated_key"


@pytest.mark.parametrize(
    ("key", "kind", "verb"), [("arnstein-1969", "ladder", "assess"), ("pemberdayaan-masyarakat", "gate", "assess")]
)
def test_a_framework_of_another_kind_names_the_right_verb(key, kind, verb):
    with pytest.raises(InvalidInput) as raised:
        pb.score(GOOD, key)
    (one,) = raised.value.faults
    assert (one.code, one.values["noun"]) == ("wrong_rule", kind)
    assert verb in one.values["verb"]
    assert kind in one.text("en")
    assert kind in one.text("id")


def test_an_unknown_framework_or_rule():
    assert [code for _, code in refused(lambda: pb.score(GOOD, "idm-2061"))] == ["no_such"]
    assert [code for _, code in refused(lambda: pb.score(GOOD, "idm-2016", rule="total"))] == ["no_such"]


def test_no_frame():
    assert refused(lambda: scored([1, 2, 3])) == [("$", "wrong_type")]


def test_a_formula_out_of_its_range_names_its_parts():
    # shares in per cent, where shares of 1 are due
    columns = ("legislature", "schooling", "labour")
    row = {"mtf": 0.2, "mhpk20": 0.3, **{f"{one}_{who}": 40.0 for one in columns for who in ("women", "men")}}
    found = refused(lambda: pb.score(pd.DataFrame([row]), "ikg-2018"))
    assert {code for _, code in found} == {"out_of_range"}
    assert {where for where, _ in found} == {f"$.{key}" for key in row if key not in ("mtf", "mhpk20")}


def test_a_score_that_the_scale_does_not_hold_is_refused_with_its_unit():
    village = pd.read_csv(pb.table("idm_village_a")).assign(doctor=7, market=-1)
    with pytest.raises(pb.InvalidInput) as error:
        pb.score(village, "idm-2016")
    assert [(one.where, one.code) for one in error.value.faults] == [
        ("$.doctor", "cell_scale"),
        ("$.market", "cell_scale"),
    ]
    assert "7 is outside the scale of 0 to 5: 1 rows (0)" in error.value.faults[0].text()
    components = pd.DataFrame({"iks": [0.5, 8.8], "ike": [0.5, 0.5], "ikl": [0.5, 0.5]})
    with pytest.raises(pb.InvalidInput, match=r"8.8 is outside the scale of 0 to 1: 1 rows \(1\)"):
        pb.score(components, "idm-2016")


def test_a_gap_in_a_component_is_no_matter_of_imputation():
    frame = pd.DataFrame({"iks": [0.5, None], "ike": [0.5, 0.5], "ikl": [0.5, 0.5]})
    rule = attrs.evolve(pb.framework("idm-2016").rule(), imputation=pb.Imputation("mean"))
    found = pb.score(frame, "idm-2016", rule=rule)
    assert [(one.unit, one.reason) for one in found.lost] == [(1, "incomplete")]


def test_a_ladder_by_survey_is_sent_to_its_own_verb():
    ladder = pb.framework("arnstein-1969")
    for one in ladder.rules:
        with pytest.raises(pb.InvalidInput) as error:
            pb.score(GOOD, ladder, rule=one.key)
        by_survey = one.basis is pb.LadderBasis.SURVEY_SUMS
        assert error.value.faults[0].values["verb"] == ("pb.questionnaire.ladder_sum" if by_survey else "pb.assess")
    assert {one.basis for one in ladder.rules} == set(pb.LadderBasis)
