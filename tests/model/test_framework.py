"""What a framework is called, how it grows, and what is refused when it is made."""

from pathlib import Path

import attrs
import pytest

import pemberdayaan as pb
from pemberdayaan.catalogue import library

RUNGS = pb.Scale("rung", "Rung", "ordinal", levels=[pb.Level("low", "Low", 1), pb.Level("high", "High", 2)])
AXES = [pb.GridAxis("a", "A", ["low", "high"], "domain.voice")]


def base(**parts):
    own = {
        "domains": [pb.Domain("voice", "Voice"), pb.Domain("purse", "Purse")],
        "scales": [RUNGS],
        "grids": [pb.Grid("g", "G", AXES, [pb.Cell("c", "C", {"a": "low"})])],
        "relations": [
            pb.Relation("domain.voice", "contributes", "base"),
            pb.Relation("base", "grounds", "domain.purse"),
        ],
        "matches": [pb.Match("base", "close", "other", "other"), pb.Match("scale.rung.high", "exact", "other", "x.y")],
        "rules": [pb.ProfileRule("profile", "Profile", ["domain"], scale="rung", summarise="median")],
    }
    return pb.Framework("base", "The base", **(own | parts))


def faults(make):
    with pytest.raises(pb.InvalidInput) as error:
        make()
    return [(one.where, one.code) for one in error.value.faults]


def test_every_address_has_a_name():
    names = {address: str(text) for address, text in base().labels.items()}
    assert names == {
        "base": "The base",
        "domain.voice": "Voice",
        "domain.purse": "Purse",
        "scale.rung.low": "Low",
        "scale.rung.high": "High",
        "cell.g.c": "C",
    }


@pytest.mark.parametrize("address", ["scale.rung.middle", "scale.rang.low", "cell.g.d", "cell.h.c", "domain.vote"])
def test_a_match_that_begins_nowhere_is_refused(address):
    wrong = [pb.Match(address, "close", "other", "x.y")]
    assert faults(lambda: base(matches=wrong)) == [("matches[0].element", "no_such")]


def test_the_whole_is_not_an_element_of_a_relation_to_a_level():
    wrong = [pb.Relation("scale.rung.high", "enables", "domain.voice")]
    assert faults(lambda: base(relations=wrong)) == [("relations[0].source", "no_such")]


# --- growing --------------------------------------------------------------------------------------------------------


def test_an_extended_framework_has_the_old_and_the_new():
    price = pb.Indicator("price", "Sets her own price", part_of="domain.voice", scale="steps")
    steps = pb.Scale("steps", "Steps", "nominal", levels=[pb.Level("yes", "Yes")])
    ours = base().extend("ours", [price, pb.Domain("loom", "The loom")], label="Ours", scales=[steps])
    assert (ours.key, str(ours.label), ours.extends) == ("ours", "Ours", "base")
    assert [one.address for one in ours.elements] == [
        "domain.voice",
        "domain.purse",
        "domain.loom",
        "indicator.price",
    ]
    assert [(one.source, one.target) for one in ours.relations] == [("domain.voice", "ours"), ("ours", "domain.purse")]
    assert [one.element for one in ours.matches] == ["ours", "scale.rung.high"]
    assert [scale.key for scale in ours.scales] == ["rung", "steps"]
    assert base() == base()  # the one it grew from is as it was


def test_the_name_stays_unless_another_is_given():
    assert base().extend("ours", []).label == base().label


def test_what_cannot_be_added_is_named():
    with pytest.raises(pb.InvalidInput) as error:
        base().extend("ours", [pb.Domain("loom", "Loom"), "price", RUNGS])
    assert [(one.where, one.code) for one in error.value.faults] == [("[1]", "wrong_type"), ("[2]", "wrong_type")]
    assert faults(lambda: base().extend("base", [])) == [("key", "repeated_key")]
    assert faults(lambda: base().extend("ours", [pb.Domain("voice", "Again")])) == [("domains[2].key", "repeated_key")]
    lost = pb.Indicator("price", "Price", part_of="domain.nowhere")
    assert faults(lambda: base().extend("ours", [lost])) == [("indicators[0].part_of", "no_such")]


# --- arithmetic -----------------------------------------------------------------------------------------------------

SCALES = {
    kind: pb.Scale("s", "S", kind, levels=[pb.Level("a", "A", 1), pb.Level("b", "B", 2)])
    for kind in ("nominal", "ordinal", "interval", "ratio")
}
# the least measurement on which each is lawful, typed from Stevens (1946)
LEAST = {
    "arithmetic": "interval",
    "geometric": "ratio",
    "harmonic": "ratio",
    "median": "ordinal",
    "minimum": "ordinal",
}
ORDER = list(SCALES)


def index_of(aggregation, kind, **more):
    rule = pb.IndexRule("index", "Index", aggregation=aggregation, **more)
    one = pb.Indicator("x", "X", scale="s")
    source = [pb.Reference("book", "A book")]
    return pb.Framework("f", "F", indicators=[one], scales=[SCALES[kind]], rules=[rule], references=source)


@pytest.mark.parametrize("kind", ORDER)
@pytest.mark.parametrize("aggregation", LEAST)
def test_an_index_may_compute_only_what_its_indicators_bear(aggregation, kind):
    if ORDER.index(kind) >= ORDER.index(LEAST[aggregation]):
        assert index_of(aggregation, kind)
    else:
        assert faults(lambda: index_of(aggregation, kind)) == [("rules[0].aggregation", "unlawful")]
        assert index_of(aggregation, kind, treat_as=LEAST[aggregation], source="book")


def test_a_claim_to_treat_a_scale_as_another_needs_its_source():
    for rule in (
        lambda: pb.IndexRule("i", "I", treat_as="interval"),
        lambda: pb.ProfileRule("p", "P", ["domain"], treat_as="interval"),
        lambda: pb.LadderRule("l", "L", scale="rung", treat_as="interval"),
    ):
        assert faults(rule) == [("treat_as", "no_source")]


@pytest.mark.parametrize("summarise", ["mean", "sum", "geometric_mean"])
def test_a_mean_over_a_ladder_is_refused(summarise):
    rule = base().rules[0]
    assert faults(lambda: base(rules=[attrs.evolve(rule, summarise=summarise)])) == [("rules[0].summarise", "unlawful")]


def test_the_reader_refuses_it_too_with_its_path():
    data = {
        "format": 1,
        "key": "f",
        "label": "F",
        "domains": {"voice": "Voice"},
        "scales": {"rung": {"label": "Rung", "measurement": "ordinal", "levels": {"low": "Low", "high": "High"}}},
        "rules": {
            "profile": {"kind": "profile", "label": "P", "elements": "domain", "scale": "rung", "summarise": "mean"}
        },
    }
    with pytest.raises(pb.InvalidInput, match=r"treat_as = 'interval' with a source @ \$.rules.profile.summarise"):
        pb.read_framework(data)


def test_what_is_published_has_both_languages_and_the_source_of_each_number():
    data = {
        "format": 1,
        "key": "f",
        "label": "F",
        "references": {"book": "A book"},
        "domains": {"voice": {"label": {"id": "Suara", "en": "Voice"}, "definition": "To be heard"}},
        "scales": {
            "rung": {
                "label": {"id": "Tingkat", "en": "Rung"},
                "measurement": "ordinal",
                "levels": {"low": {"value": 1, "label": {"id": "Rendah", "en": "Low"}}},
            },
            "share": {"label": {"id": "Bagian", "en": "Share"}, "measurement": "ratio", "low": 0, "high": 1},
            "ours": {"label": {"id": "A", "en": "A"}, "measurement": "ratio", "low": 0, "ours": True},
        },
        "indicators": {
            "x": {"label": {"id": "X", "en": "X"}, "weight": 1, "cutoff": "1/2", "met_when": {"at_least": 2}},
            "y": {"label": {"id": "Y", "en": "Y"}, "weight": 1, "source": "book"},
        },
        "rules": {
            "count": {"kind": "count", "label": {"id": "C", "en": "C"}, "weights": {"x": 1}, "cutoff": "1/2"},
            "index": {
                "kind": "index",
                "label": {"id": "I", "en": "I"},
                "classes": [{"key": "a", "label": {"id": "A", "en": "A"}}, {"key": "b", "label": "B", "above": "1/2"}],
            },
        },
    }
    assert pb.read_framework(data).key == "f"
    with pytest.raises(pb.InvalidInput) as error:
        pb.read_framework(data, publish=True)
    assert {(one.where, one.code) for one in error.value.faults} == {
        ("$.label", "untranslated"),
        ("$.domains.voice.definition", "untranslated"),
        ("$.rules.index.classes.b.label", "untranslated"),
        ("$.scales.rung.levels.low.value", "no_source"),
        ("$.scales.share.low", "no_source"),
        ("$.scales.share.high", "no_source"),
        ("$.indicators.x.weight", "no_source"),
        ("$.indicators.x.cutoff", "no_source"),
        ("$.indicators.x.met_when", "no_source"),
        ("$.rules.count.weights", "no_source"),
        ("$.rules.count.cutoff", "no_source"),
        ("$.rules.index.classes.b.above", "no_source"),
    }
    data["relations"] = [{"source": "domain.voice", "kind": "helps", "target": "f"}]
    with pytest.raises(pb.InvalidInput) as error:
        pb.read_framework(data, publish=True)
    assert len(error.value.faults) == 13


@pytest.mark.parametrize(
    "path", sorted((Path(library.__file__).parent / "frameworks").glob("*.toml")), ids=lambda p: p.stem
)
def test_every_framework_that_ships_may_be_published(path):
    assert pb.read_framework(path, publish=True) == pb.framework(path.stem)


def test_every_fault_of_a_framework_file_comes_at_once():
    data = {
        "format": 1,
        "key": "f",
        "label": "F",
        "colour": "red",
        "domains": [{"key": "voice", "label": "Voice"}, {"key": "voice", "label": "Voice again"}],
        "scales": {
            "rung": {
                "label": "Rung",
                "measurement": "ordinal",
                "levels": {"a": {"label": "A", "value": 2}, "b": {"label": "B", "value": 1}},
            },
            "bare": {"label": "Bare", "levels": {"a": "A"}},
        },
        "relations": [{"source": "domain.voice", "kind": "enables", "target": "domain.vote"}],
        "matches": [{"element": "scale.rung.a", "kind": "close", "framework": "g", "target": "domain.x"}],
        "rules": {"p": {"kind": "profile", "label": "P", "elements": "domain", "treat_as": "interval"}},
    }
    with pytest.raises(pb.InvalidInput) as error:
        pb.read_framework(data)
    found = {(one.where, one.code) for one in error.value.faults}
    assert found == {
        ("$.colour", "unknown_key"),
        ("$.domains[1].key", "repeated_key"),
        ("$.scales.rung.levels[1]", "level_order"),
        ("$.scales.bare", "missing_key"),
        ("$.relations[0].target", "no_such"),
        ("$.rules.p.treat_as", "no_source"),
    }
    assert "did you mean 'domain.voice'?" in str(error.value)
