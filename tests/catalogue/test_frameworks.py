"""The frameworks that come with the library: whole, in order, cited, lawful, in two languages."""

import csv
from collections.abc import Iterator

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
    "median": "median",
    "minimum": "minimum",
}


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


def named(framework, key):
    """The elements, levels and cells of that key."""
    found = [one for one in framework.elements if one.key == key]
    found += [level for scale in framework.scales for level in scale.levels if level.key == key]
    return found + [cell for grid in framework.grids for cell in grid.cells if cell.key == key]


# --- what there is ---------------------------------------------------------------------------------------------------


def test_the_catalogue_holds_these_and_no_others():
    assert set(pb.frameworks()) == set(KEYS)
    assert len(KEYS) == 25


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
        found.add(AGGREGATES[rule.aggregation.value])
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


# --- growing ---------------------------------------------------------------------------------------------------------


def test_the_open_ones_are_those_whose_source_leaves_elements_to_the_user():
    assert {key for key in pb.frameworks() if pb.framework(key).open} == gold.OPEN


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
