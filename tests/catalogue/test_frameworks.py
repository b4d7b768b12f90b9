"""The frameworks that come with the library: whole, in order, cited, lawful, in two languages."""

import csv
from collections.abc import Iterator
from fractions import Fraction

import attrs
import pytest
from gold import frameworks as gold

import pemberdayaan as pb
from pemberdayaan.catalogue import library
from pemberdayaan.catalogue.checking import untranslated
from pemberdayaan.model.elements import ELEMENTS
from pemberdayaan.model.rules import Rule

KEYS = list(gold.LISTS)
# Stevens (1946): what each kind of scale bears.
LAWFUL = {"nominal": {"share", "mode"}}
LAWFUL["ordinal"] = LAWFUL["nominal"] | {"median", "minimum", "share_at_or_above"}
LAWFUL["interval"] = LAWFUL["ordinal"] | {"mean", "sum"}
LAWFUL["ratio"] = LAWFUL["interval"] | {"geometric_mean"}
AGGREGATES = {
    "arithmetic": "mean",
    "geometric": "geometric_mean",
    "harmonic": "geometric_mean",
    "power": "mean",
    "median": "median",
    "minimum": "minimum",
    "owa": "mean",
    "mazziotta_pareto": "mean",
    "copeland": "median",
}
RANKED = {"rank", "percentile_rank", "borda"}  # scalings after which only the order is left


def english(items):
    return tuple(one.label["en"] for one in items)


def lists(framework) -> Iterator[tuple[str, ...]]:
    """The English labels of everything that is a list of its own in a file."""
    kinds = [getattr(framework, name) for name in ELEMENTS]
    for kind in kinds:
        yield english(kind)
        for whole in {one.part_of for one in kind}:
            yield english(one for one in kind if one.part_of == whole)
    for scale in framework.scales:
        yield english(scale.levels)
    for grid in framework.grids:
        yield english(grid.cells)
        for axis in grid.axes:
            yield tuple(framework.labels[step]["en"] for step in axis.steps if "." in step)
    for rule in framework.rules:
        yield english(getattr(rule, "classes", ()))


def named(framework, key):
    """The elements, levels and cells of that key."""
    found = [one for one in framework.elements if one.key == key]
    found += [level for scale in framework.scales for level in scale.levels if level.key == key]
    return found + [cell for grid in framework.grids for cell in grid.cells if cell.key == key]


# --- what there is ---------------------------------------------------------------------------------------------------


def test_the_catalogue_holds_these_and_no_others():
    assert set(pb.frameworks()) == set(KEYS)
    assert len(KEYS) == 39


@pytest.mark.parametrize(("key", "labels"), [(key, tuple(one)) for key in KEYS for one in gold.LISTS[key]])
def test_names_and_their_order_are_those_of_the_source(key, labels):
    found = set(lists(pb.framework(key)))
    assert labels in found, sorted(found)


@pytest.mark.parametrize("key", KEYS)
def test_it_says_when_to_choose_it_and_which_number_it_gives_in_both_languages(key):
    framework = pb.framework(key)
    for text in (framework.label, framework.definition, framework.suits, framework.number, framework.terms):
        assert text is not None
        assert text.missing() == ()
    assert untranslated(framework) == ()
    assert framework.source
    assert framework.rules


@pytest.mark.parametrize("key", KEYS)
def test_reading_it_again_gives_the_same(key):
    assert pb.framework(key) is pb.framework(key)
    assert library.framework.__wrapped__(key) == pb.framework(key)


def test_every_entry_of_the_glossary_is_in_its_file(reference):
    with (reference.parent / "reference" / "glossary.tsv").open(encoding="utf-8", newline="") as file:
        entries = list(csv.DictReader(file, delimiter="\t"))
    assert len(entries) > 100
    assert {entry["framework"] for entry in entries} <= set(KEYS)
    wrong, used = [], set()
    for entry in entries:
        framework, key = entry["framework"], entry["key"].replace("-", "_")
        found = [_differences(entry, one) for one in named(pb.framework(framework), key)]
        least = min(found, key=len, default=[("missing", "", "")])
        wanted = {(framework, key, column): text for column, _, text in least}
        used |= {place for place, text in wanted.items() if gold.BETTER.get(place) == text}
        wrong += [(place, text) for place, text in wanted.items() if place not in used]
        value = entry["value"]
        numbers = {getattr(one, "value", None) for one in named(pb.framework(framework), key)} - {None}
        if value and numbers:
            assert numbers == {int(value)}, (framework, key)
    assert wrong == []
    assert used == set(gold.BETTER)  # no wording is excused that is not there


def _differences(entry, one):
    """The columns that an element says otherwise, with both texts; a definition may go on after the glossary's."""
    said = {
        "label_en": one.label["en"],
        "label_id": one.label["id"],
        "define_en": one.definition["en"] if one.definition else "",
        "define_id": one.definition["id"] if one.definition else "",
    }
    return [
        (column, entry[column], text)
        for column, text in said.items()
        if text != entry[column] and not (column.startswith("define") and text.startswith(f"{entry[column]} "))
    ]


# --- the crosswalk ---------------------------------------------------------------------------------------------------


def test_every_framework_has_a_row_of_the_crosswalk_or_is_known_to_have_none():
    assert set(gold.CROSSWALK) | gold.NO_ROW == set(KEYS)
    assert not set(gold.CROSSWALK) & gold.NO_ROW


@pytest.mark.parametrize("key", gold.CROSSWALK)
def test_matches_with_the_article_are_those_of_its_row(key):
    framework = pb.framework(key)
    matches = [one for one in framework.matches if one.framework == gold.ARTICLE]
    left = [
        (gold.WHOLE if one.element == key else framework.labels[one.element]["en"], one.kind.value, one.target)
        for one in matches
    ]
    lacking = []
    for label, kind, target in gold.CROSSWALK[key]:
        fits = [
            one
            for one in left
            if one[0] == label and kind in (None, one[1]) and (one[2] == target or one[2].startswith(f"{target}."))
        ]
        if fits:
            left.remove(fits[0])
        else:
            lacking.append((label, kind, target))
    assert (lacking, left) == ([], [])


@pytest.mark.parametrize("key", KEYS)
def test_every_match_leads_somewhere_and_says_whose_it_is(key):
    framework = pb.framework(key)
    for one in framework.matches:
        assert one.framework != key
        assert one.element in framework.labels
        assert one.target in pb.framework(one.framework).labels, one
        assert one.ours
        assert one.note is not None
        for language, begin in (("id", "Penilaian kami"), ("en", "Our judgement")):
            assert one.note[language].startswith(begin), one
            assert len(one.note[language]) > len(begin) + 10, one  # and says why


# --- numbers ---------------------------------------------------------------------------------------------------------


def numbers_of(framework) -> Iterator[tuple[str, object]]:
    """Where numbers stand, and the noun that has to say where they come from."""
    for scale in framework.scales:
        if any(level.value is not None for level in scale.levels) or (scale.low, scale.high) != (None, None):
            yield f"scales.{scale.key}", scale
    for one in framework.indicators:
        threshold = one.met_when.threshold if one.met_when else None
        given = [one.weight, one.cutoff, threshold, *(value for _, value in one.arguments)]
        if any(isinstance(value, (int, float)) or hasattr(value, "numerator") for value in given):
            yield f"indicators.{one.key}", one
    for rule in framework.rules:
        yield f"rules.{rule.key}", rule


@pytest.mark.parametrize("key", KEYS)
def test_every_number_has_a_source_or_is_ours(key):
    bare = [where for where, one in numbers_of(pb.framework(key)) if not (one.source or one.ours)]
    assert bare == []


def test_a_number_without_a_source_would_be_found():
    steps = pb.Scale("steps", "Steps", "ordinal", levels=[pb.Level("low", "Low", 1), pb.Level("high", "High", 2)])
    share = pb.Indicator("share", "Share", measure="x.y", arguments={"months": 12})
    rule = pb.ProfileRule("profile", "Profile", ["indicator"])
    found = numbers_of(pb.Framework("f", "F", scales=[steps], indicators=[share], rules=[rule]))
    assert [where for where, one in found if not (one.source or one.ours)] == [
        "scales.steps",
        "indicators.share",
        "rules.profile",
    ]


# --- arithmetic ------------------------------------------------------------------------------------------------------


def asked(rule: Rule) -> set[str]:
    """The arithmetic that a rule asks for, read from its fields."""
    found = {rule.summarise.value} if getattr(rule, "summarise", None) else set()
    if isinstance(rule, pb.LadderRule) and rule.basis.value == "survey_sums":
        found.add("sum")
    if isinstance(rule, pb.IndexRule):
        ways = {rule.aggregation.value, *(one.value for _, one in rule.aggregations)}
        found |= {"median"} if rule.scaling.method.value in RANKED else {AGGREGATES[one] for one in ways}
    return found


def scales_of(framework, rule) -> list[pb.Scale]:
    """The scales that a rule computes on."""
    keys = [one.scale for one in framework.indicators] if isinstance(rule, pb.IndexRule) else [rule.scale]
    return [framework.scale[key] for key in keys if key is not None]


RATING = (pb.ProfileRule, pb.LadderRule)
RATED = [
    (key, rule.key)
    for key in pb.frameworks()
    for rule in pb.framework(key).rules
    if isinstance(rule, RATING) and rule.scale is not None
]


def test_measurements_bear_what_stevens_says():
    assert {kind.value: {one.value for one in kind.lawful} for kind in pb.Measurement} == LAWFUL


def test_every_aggregation_asks_for_what_it_computes():
    assert {one.value: one.arithmetic.value for one in pb.Aggregation} == AGGREGATES


@pytest.mark.parametrize("way", AGGREGATES)
def test_scores_that_are_steps_are_averaged_only_where_the_source_claims_it(way):
    idm = pb.framework("idm-2016")
    rule = attrs.evolve(idm.rule(), aggregation=way, order_weights=[1])
    claimed = "ratio" if AGGREGATES[way] == "geometric_mean" else "interval"
    assert attrs.evolve(idm, rules=[attrs.evolve(rule, treat_as=claimed)]).rule().aggregation.value == way
    plain = attrs.evolve(rule, treat_as=None)
    if AGGREGATES[way] in LAWFUL["ordinal"]:
        assert attrs.evolve(idm, rules=[plain]).rule() == plain
    else:
        with pytest.raises(pb.InvalidInput) as error:
            attrs.evolve(idm, rules=[plain])
        # The same fault for each of the fifty indicators, told once or fifty times.
        assert {(one.where, one.code) for one in error.value.faults} == {("rules[0].aggregation", "unlawful")}
    ranked = attrs.evolve(plain, scaling=pb.Scaling("rank"))
    assert attrs.evolve(idm, rules=[ranked]).rule() == ranked


@pytest.mark.parametrize("key", KEYS)
def test_every_rule_asks_for_lawful_arithmetic_only(key):
    framework = pb.framework(key)
    for rule in framework.rules:
        if isinstance(rule, (*RATING, pb.IndexRule)):
            for scale in scales_of(framework, rule):
                measurement = rule.treat_as or scale.measurement
                assert asked(rule) <= LAWFUL[measurement.value], rule.key
                assert rule.treat_as is None or rule.source


def test_the_ladders_and_the_rated_domains_are_there():
    assert {"arnstein-1969", "hart-1992", "pretty-1995", "laverack-2001"} <= {key for key, _ in RATED}


@pytest.mark.parametrize(("key", "name"), RATED)
def test_a_mean_over_steps_is_refused_and_one_over_a_claimed_interval_is_not(key, name):
    framework = pb.framework(key)
    rule = framework.rule(name)
    measurement = (rule.treat_as or framework.scale[rule.scale].measurement).value
    others = [one for one in framework.rules if one.key != name]

    def summarised(by):
        return attrs.evolve(framework, rules=[attrs.evolve(rule, summarise=by), *others])

    for by in ("mode", "median", "mean", "geometric_mean"):
        if by in LAWFUL[measurement]:
            assert summarised(by).rule(name).summarise.value == by
        else:
            with pytest.raises(pb.InvalidInput) as error:
                summarised(by)
            assert [(one.where, one.code) for one in error.value.faults] == [("rules[0].summarise", "unlawful")]


# --- composite indices -----------------------------------------------------------------------------------------------


def index_rules(framework) -> list[pb.IndexRule]:
    return [one for one in framework.rules if isinstance(one, pb.IndexRule)]


def test_the_indices_are_these():
    assert {key for key in KEYS if index_rules(pb.framework(key))} == set(gold.INDICES)


@pytest.mark.parametrize("key", gold.INDICES)
def test_an_index_has_one_root_and_below_it_indicators_under_keys_of_their_own(key):
    framework = pb.framework(key)
    (rule,) = index_rules(framework)
    assert rule.key == "index"
    root = framework[rule.root]
    assert root in framework.components
    assert root.part_of is None
    below, reached = list(framework.parts(root.address)), [root]
    while below:
        one = below.pop()
        reached.append(one)
        parts = framework.parts(one.address)
        assert bool(parts) != isinstance(one, pb.Indicator), one.address  # leaves are indicators and nothing else is
        below += parts
    assert set(reached) == {*framework.components, *framework.indicators}
    assert len({one.key for one in reached}) == len(reached)


@pytest.mark.parametrize("key", gold.INDICES)
def test_the_numbers_of_an_index_are_those_of_its_source(key):
    (rule,) = index_rules(pb.framework(key))
    assert {one.key: (one.low, one.high, one.log) for one in rule.goalposts} == gold.GOALPOSTS.get(key, {})
    assert dict(rule.weights) == gold.WEIGHTS.get(key, {})
    found = {one.key: (one.bound, one.at_least is not None) for one in rule.classes[1:]}
    assert found == {name: (Fraction(at), joins) for name, (at, joins) in gold.BOUNDS.get(key, {}).items()}
    assert all(one.bound is None for one in rule.classes[:1])
    assert rule.source


def test_goalposts_and_directions_are_there_for_every_indicator_that_is_scaled():
    for key in gold.INDICES:
        framework = pb.framework(key)
        (rule,) = index_rules(framework)
        as_they_stand = {node for node, _ in rule.formulas}
        for one in framework.indicators:
            if framework[one.part_of].key in as_they_stand:
                continue
            assert one.direction is pb.Direction.UP, one.address
            ends = framework.scale[one.scale].ends
            if rule.scaling.method is pb.ScalingMethod.GOALPOSTS:
                assert one.key in {each.key for each in rule.goalposts} or None not in ends, one.address


def test_the_fifty_indicators_are_those_of_the_ministry_s_service(reference):
    with (reference / "indonesia" / "idm_indicators_50.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    idm = pb.framework("idm-2016")
    assert [(one.key, one.part_of, one.also) for one in idm.indicators] == [
        (row["id_en"], f"component.{row['index'].lower()}", (row["indikator"],)) for row in rows
    ]
    for one, row in zip(idm.indicators, rows, strict=True):
        assert row["indikator"].replace("/ ", "/") == f"Skor {one.label['id']}"
        assert row["criteria_seen"] not in str(one)  # the ministry's criteria are not copied
    assert {one.scale for one in idm.indicators} == {"score"}
    assert idm.scale["score"].ends == (0, 5)
    assert idm.scale["score"].measurement is pb.Measurement.ORDINAL


def test_who_can_act_on_an_indicator_is_what_the_service_says():
    names = dict(zip("PVKDCL", ("pusat", "provinsi", "kabupaten", "desa", "csr", "lainnya"), strict=True))
    idm = pb.framework("idm-2016")
    assert [one.key for one in idm.actors] == list(names.values())
    found = {one.key: one.actors for one in idm.indicators}
    wanted = {one.key: tuple(map(names.get, who)) for one, who in zip(idm.indicators, gold.IDM_ACTORS, strict=True)}
    assert found == wanted
    assert {one.source for one in idm.indicators} == {
        (f"idm_service, {part} {i}",) for part, n in (("IKS", 35), ("IKE", 12), ("IKL", 3)) for i in range(1, n + 1)
    }


def test_the_page_of_an_old_index_names_its_successor():
    old, new = pb.framework("idm-2016"), pb.framework("indeks-desa-2024")
    for language in ("id", "en"):
        assert new.key in old.suits[language]
        assert "9/2024" in old.definition[language]
        assert old.key in new.suits[language]


def test_what_is_not_published_is_left_to_the_user_and_said():
    framework = pb.framework("indeks-desa-2024")
    (rule,) = index_rules(framework)
    assert (framework.open, rule.classes, rule.total) == (True, (), None)
    assert rule.unmet() == ("total", "classes")
    for language, denominator in (("id", "123,98"), ("en", "123.98")):
        assert denominator in framework.number[language]
        assert "total=127, classes=[...]" in framework.number[language]
    # What the text tells the user to write is what it says it is.
    given = attrs.evolve(rule, total=127, classes=[pb.IndexClass("low", "Low")])
    assert (given.unmet(), given.total) == ((), sum(weight for _, weight in rule.weights))


@pytest.mark.parametrize("key", gold.INDICES)
def test_a_programme_cannot_be_assessed_by_an_index(key):
    for rule, code in (("index", "wrong_verb"), (None, "no_rule")):
        with pytest.raises(pb.InvalidInput) as error:
            pb.assess(pb.Programme("p", "P"), key, rule=rule)
        assert [one.code for one in error.value.faults] == [code]


# --- counting measures -----------------------------------------------------------------------------------------------


def count_rules(framework) -> list[pb.CountRule]:
    return [one for one in framework.rules if isinstance(one, pb.CountRule)]


def test_the_counting_measures_are_these_and_count_only():
    rules = {(key, rule.key) for key in KEYS for rule in count_rules(pb.framework(key))}
    assert rules == set(gold.COUNTS)
    assert {key for key, _ in gold.COUNTS} == set(gold.COUNTING)
    for key in gold.COUNTING:
        assert count_rules(pb.framework(key)) == list(pb.framework(key).rules)
    assert pb.framework("a-weai").rule().key == "published"
    assert pb.framework("pro-weai-10").rule().key == "count"


@pytest.mark.parametrize(("key", "name"), gold.COUNTS)
def test_the_numbers_of_a_count_are_those_of_its_source(key, name):
    framework, (shares, cutoff, *others) = pb.framework(key), gold.COUNTS[key, name]
    rule = framework.rule(name)
    assert [one for one, _ in rule.weights] == [one.key for one in framework.indicators]
    whole = sum(weight for _, weight in rule.weights)
    assert [Fraction(weight, whole) for _, weight in rule.weights] == [Fraction(share) for share in shares]
    assert rule.denominator in (None, whole or None)
    assert rule.cutoff == (None if cutoff is None else Fraction(cutoff))
    assert [rule.strict, rule.empowerment.value, rule.fewest] == others
    assert (rule.coding, rule.missing.value, rule.parity_weight) == ("inadequate", "skip", Fraction(1, 10))
    assert rule.source
    assert not rule.ours
    # No indicator has a line of raw values: a table holds 0 and 1.
    assert all(one.cutoff is None and one.part_of in framework.labels for one in framework.indicators)


@pytest.mark.parametrize("key", [key for key in gold.COUNTING if pb.framework(key).indicators])
def test_domains_weigh_the_same_where_the_source_says_so_and_else_indicators_do(key):
    framework = pb.framework(key)
    weights = dict(framework.rule().weights)
    shares = [sum(weights[part.key] for part in framework.parts(one.address)) for one in framework.domains]
    by_domain = key in {"weai-2012", "a-weai", "global-mpi-2018"}
    assert (len(set(shares)) == 1) is by_domain
    assert (len(set(weights.values())) == 1) is not by_domain


@pytest.mark.parametrize("key", gold.COLUMNS)
def test_indicators_answer_to_the_columns_of_public_files(key):
    framework = pb.framework(key)
    assert tuple(framework[name].key for name in gold.COLUMNS[key]) == tuple(one.key for one in framework.indicators)


def test_public_files_have_those_columns(reference):
    files = {
        "weai-2012": "bgd_weai_1_1_indicators.csv",
        "pro-weai-10": "weair_weai_sample_synthetic.csv",
        "global-mpi-2018": "syn_cdta.csv",
    }
    for key, name in files.items():
        with (reference / "weai" / name).open(encoding="utf-8", newline="") as file:
            assert set(gold.COLUMNS[key]) <= set(next(csv.reader(file)))


def test_what_the_page_of_an_open_count_tells_the_user_to_write_is_what_it_takes():
    framework = pb.framework("oxfam-wei")
    rule = framework.rule()
    assert (rule.unmet(), framework.indicators) == (("weights", "cutoff"), ())
    for language in ("id", "en"):
        assert "attrs.evolve(own.rule(), weights={" in framework.number[language]
        assert 'part_of="domain.relational"' in framework.number[language]
    own = framework.extend(
        "oxfam-wei-village",
        [
            pb.Indicator("decides", "Decides with her husband", part_of="domain.relational"),
            pb.Indicator("speaks", "Speaks at meetings", part_of="domain.personal"),
        ],
    )
    given = attrs.evolve(own.rule(), weights={"decides": 1, "speaks": 1}, cutoff="1/5", strict=True)
    assert given.unmet() == ()
    assert attrs.evolve(own, rules=[given]).rule().cutoff == Fraction(1, 5)
    with pytest.raises(pb.InvalidInput) as error:  # a weight for what is not there
        attrs.evolve(own, rules=[attrs.evolve(given, weights={"decides": 1, "moves": 1})])
    assert [(one.where, one.code) for one in error.value.faults] == [("rules[0].weights.moves", "no_such")]


@pytest.mark.parametrize("key", gold.COUNTING)
def test_a_programme_cannot_be_assessed_by_a_count(key):
    with pytest.raises(pb.InvalidInput) as error:
        pb.assess(pb.Programme("p", "P"), key, rule=pb.framework(key).rule().key)
    assert [one.code for one in error.value.faults] == ["wrong_verb"]


def test_numbers_in_a_row_stay_a_row_in_a_file(tmp_path):
    rule = pb.IndexRule("index", "Index", aggregation="owa", order_weights=[1], scaling=pb.Scaling(span=[0, "1/3"]))
    whole = pb.Framework("f", "F", indicators=[pb.Indicator("a", "A")], rules=[rule])
    pb.write_framework(whole, tmp_path / "f.toml")
    assert pb.read_framework(tmp_path / "f.toml") == whole
    assert "order_weights = [1]" in (tmp_path / "f.toml").read_text("utf-8")
    data = {
        "format": 1,
        "key": "f",
        "label": "F",
        "rules": {"index": {"kind": "index", "label": "I", "order_weights": 1}},
    }
    with pytest.raises(pb.InvalidInput, match="a list"):
        pb.read_framework(data)


# --- growing ---------------------------------------------------------------------------------------------------------


def test_the_open_ones_are_those_whose_source_leaves_elements_to_the_user():
    assert {key for key in pb.frameworks() if pb.framework(key).open} == gold.OPEN | gold.UNFINISHED


@pytest.mark.parametrize("key", sorted(gold.OPEN))
def test_an_open_framework_takes_local_indicators(key):
    base = pb.framework(key)
    steps = pb.Scale("local_steps", "Steps", "ordinal", levels=[pb.Level("no", "No"), pb.Level("yes", "Yes")])
    shown = base.rules[0].elements[0]
    whole = shown if shown in base.labels else next(one.address for one in base.elements if one.kind == shown)
    local = pb.Indicator("local_price", "Sets her own price", part_of=whole, scale="local_steps")
    ours = base.extend(f"{key}-weavers", [local], scales=[steps])
    assert (ours.key, ours.extends, ours.open) == (f"{key}-weavers", key, True)
    assert ours["local_price"] in ours.parts(whole)
    assert set(ours.elements) - set(base.elements) == {local}
    seen = pb.Observation("indicator.local_price", value="yes", scale=f"{ours.key}.local_steps")
    assert seen.element in ours.labels
    assert pb.assess(pb.Programme("p", "P"), ours).profile is not None


@pytest.mark.parametrize("key", KEYS)
def test_a_framework_that_grew_keeps_its_relations_under_its_own_key(key):
    base = pb.framework(key)
    ours = base.extend("our-office", [pb.Goal("our_goal", "Our goal")])

    def renamed(address):
        return "our-office" if address == key else address

    ends = [(renamed(one.source), one.kind, renamed(one.target), one.stated) for one in base.relations]
    assert [(one.source, one.kind, one.target, one.stated) for one in ours.relations] == ends
    assert [one.element for one in ours.matches] == [renamed(one.element) for one in base.matches]
    assert ours.rules == base.rules
    assert pb.framework(key) == base
