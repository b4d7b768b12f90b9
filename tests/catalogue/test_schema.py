"""The JSON Schema says what the reader says of the shape of a file."""

import copy
import datetime as dt
import json
import re
import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from strategies import frameworks, programmes

from pemberdayaan.catalogue import library
from pemberdayaan.catalogue.reading import read_framework, read_programme
from pemberdayaan.catalogue.schema import schema
from pemberdayaan.catalogue.writing import to_data, write_framework, write_programme
from pemberdayaan.errors import InvalidInput

VALID = {noun: Draft202012Validator(schema(noun)) for noun in ("programme", "framework")}
READ = {"programme": read_programme, "framework": read_framework}
both = pytest.mark.parametrize("noun", VALID)
some = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])

FILES = [
    *(("programme", library.FOLDER / "examples" / f"{name}.toml") for name in library.examples()),
    *(("framework", library.FOLDER / "frameworks" / f"{key}.toml") for key in library.frameworks()),
]


def parsed(text):
    """What an editor sees of a TOML file: a date is its text."""
    return json.loads(json.dumps(tomllib.loads(text), default=dt.date.isoformat))


def complaints(noun, data):
    return [f"{error.json_path}: {error.message}" for error in VALID[noun].iter_errors(data)]


@both
def test_it_is_a_schema_of_the_dialect(noun):
    made = schema(noun)
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(made)) == made


@both
def test_everything_has_a_title_and_a_description(noun):
    made = schema(noun)
    for name, one in [(noun, made), *made["$defs"].items()]:
        if "properties" in one:
            assert one["title"], name
            assert one["description"], name
            assert one["additionalProperties"] is False
        for field, property_ in one.get("properties", {}).items():
            assert "const" in property_ or property_["description"], (name, field)
    assert not re.search(r"[`\n]", "".join(one.get("description", "") for one in made["$defs"].values()))


def test_a_description_is_the_docstring_s():
    properties = schema("programme")["$defs"]["Contribution"]["properties"]
    assert properties["from"]["description"] == "The stakeholder that it starts from; from in files."
    indicator = schema("framework")["$defs"]["Indicator"]["properties"]
    assert indicator["part_of"]["description"] == "The address of the element that it belongs to."


def test_only_the_two_files_have_one():
    with pytest.raises(InvalidInput, match="choose from programme, framework"):
        schema("report")


@pytest.mark.parametrize(("noun", "path"), FILES, ids=lambda value: getattr(value, "stem", value))
def test_what_is_shipped_is_valid(noun, path):
    assert complaints(noun, parsed(path.read_text("utf-8"))) == []


def test_every_programme_is_valid_regular_and_folded(tmp_path):
    @some
    @given(programmes())
    def law(programme):
        assert complaints("programme", to_data(programme)) == []
        write_programme(programme, tmp_path / "x.toml")
        assert complaints("programme", parsed((tmp_path / "x.toml").read_bytes().decode())) == []

    law()


def test_every_framework_is_valid_regular_and_folded(tmp_path):
    @some
    @given(frameworks())
    def law(framework):
        assert complaints("framework", to_data(framework)) == []
        write_framework(framework, tmp_path / "x.toml")
        assert complaints("framework", parsed((tmp_path / "x.toml").read_bytes().decode())) == []

    law()


PROGRAMME = {
    "format": 1,
    "key": "well",
    "label": "Sumur",
    "stakeholders": {"kades": {"label": "Kepala desa", "sector": "government"}},
    "groups": {"people": "Orang"},
    "stages": [{"key": "plan", "label": "Rencana", "phase": "plan"}],
    "scales": {"depth": {"label": "Dalam", "measurement": "ordinal", "levels": {"low": "Rendah"}}},
    "participations": [{"who": "kades", "people": {"about": 700}, "period": 2019}],
    "depth": [{"scale": "depth", "kades": {"plan": "low"}}],
}
FRAMEWORK = {
    "format": 1,
    "key": "our-office",
    "label": "Our office",
    "principles": {"a": "A", "b": {"label": {"id": "B", "en": "B"}}},
    "criteria": {"starts": "Starts"},
    "indicators": {"i": {"label": "I", "measure": "m", "with": {"x": [1, {"y": "z"}]}, "met_when": {"above": "1/2"}}},
    "relations": [{"kind": "reinforces", "among": ["principle.a", "principle.b"]}],
    "rules": {"gate": {"kind": "gate", "label": "Gate", "decide": {"starts": "any"}}},
}
SOUND = {"programme": PROGRAMME, "framework": FRAMEWORK}
BROKEN = [
    # where, what to put there; both the schema and the reader refuse each
    ("programme", "format", 2),
    ("programme", "colour", "red"),
    ("programme", "label", 5),
    ("programme", "label", ""),
    ("programme", "label", {"fr": "Puits"}),
    ("programme", "language", "fr"),
    ("programme", "key", "A well"),
    ("programme", "synthetic", "yes"),
    ("programme", "period", "last year"),
    ("programme", "stakeholders.kades.sector", "NGOs"),
    ("programme", "stakeholders.kades.colour", "red"),
    ("programme", "stakeholders.kades.key", "kades"),
    ("programme", "stakeholders.kades", "Kepala desa"),
    ("programme", "stakeholders.Kades", {"label": "K", "sector": "government"}),
    ("programme", "groups.people", 7),
    ("programme", "groups.people", {"label": "Orang", "headcounts": {"now": {"people": 1}}}),
    ("programme", "stages.0.phase", ["plan", "dream"]),
    ("programme", "scales.depth.measurement", "metric"),
    ("programme", "scales.depth.levels.low", 1),
    ("programme", "participations.0.who", None),
    ("programme", "participations.0.people", "700"),
    ("programme", "participations.0.people", -1),
    ("programme", "participations.0.people", {"nearly": 700}),
    ("programme", "participations.0.takes_part", 1),
    ("programme", "participations.0.decides", "together"),
    ("programme", "participations", {"a": {"who": "kades"}}),
    ("programme", "depth.0.kades", 3),
    ("programme", "depth", {"scale": "depth"}),
    ("programme", "tables", {"stories": "stories.csv"}),
    ("programme", "tables", {"benefits": {"counting": "naming"}}),
    ("framework", "key", "our_office"),
    ("framework", "checked", "a bit"),
    ("framework", "principles.b.sectors", ["ngo"]),
    ("framework", "indicators.i.direction", "sideways"),
    ("framework", "indicators.i.weight", "a third"),
    ("framework", "indicators.i.met_when.above", "1/2/3"),
    ("framework", "indicators.i.met_when.over", 1),
    ("framework", "relations.0.kind", "likes"),
    ("framework", "relations", {"a": {"kind": "reinforces"}}),
    ("framework", "rules.gate.kind", "vote"),
    ("framework", "rules.gate.decide.starts", "most"),
    ("framework", "rules.gate", "Gate"),
]


def changed(data, path, value):
    data = copy.deepcopy(data)
    *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
    inner = data
    for step in way:
        inner = inner[step]
    inner[last] = value
    return data


@both
def test_the_sound_ones_are_valid(noun):
    assert complaints(noun, SOUND[noun]) == []
    READ[noun](SOUND[noun])


@pytest.mark.parametrize(("noun", "path", "value"), BROKEN)
def test_what_the_reader_refuses_is_invalid(noun, path, value):
    data = changed(SOUND[noun], path, value)
    assert complaints(noun, data)
    with pytest.raises(InvalidInput):
        READ[noun](data)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("description", None),
        ("period", "2008/2010-06"),
        ("source", ["a", "b, p. 3"]),
        ("tables", {"benefit": ["a.csv", {"file": "b.csv", "counting": "naming"}], "ties": "c.csv"}),
        ("depth.0.kades", ["low"]),
        ("participations.0.people", {"low": 3, "high": 5}),
        ("scales.depth.levels", [{"key": "low", "label": "Rendah", "value": 0.5}]),
    ],
)
def test_other_ways_to_say_it_are_valid(path, value):
    assert complaints("programme", changed(PROGRAMME, path, value)) == []
