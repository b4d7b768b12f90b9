"""What bad input gets: every fault at once, each with its path and a hint, in both languages."""

import json
import re
import tomllib
from pathlib import Path

import attrs
import pytest

from pemberdayaan import errors
from pemberdayaan.catalogue import parsing, unfolding
from pemberdayaan.catalogue.reading import read_framework, read_programme
from pemberdayaan.errors import MESSAGES, Fault, InvalidInput
from pemberdayaan.model.fields import as_fraction, as_number, as_str

HEAD = 'format = 1\nkey = "well"\nlabel = "A well"\n'
WELL = """\
format = 1
key = "well"
label = "A well"

[references]
minutes = "Minutes"

[stakeholders]
kades = { label = "Village head", sector = "government" }
residents = { label = "Residents", sector = "community" }

[stages]
plan = { label = "Planning", phase = "plan" }

[groups]
people = "People"

[activities]
road = { label = "Road", stage = "plan" }

[scales.depth]
label = "Depth"
measurement = "ordinal"
levels = { low = "Low", high = "High" }
"""


@pytest.fixture
def well():
    return tomllib.loads(WELL)


def refusal(source, read=read_programme):
    with pytest.raises(InvalidInput) as raised:
        read(source)
    for one in raised.value.faults:  # every fault can be said in both languages, and handed on as plain data
        assert one.text("en")
        assert one.text("id")
        assert json.loads(json.dumps(one.to_dict()))["code"] == one.code
        assert one.code in MESSAGES
    return raised.value


def faults(source, read=read_programme):
    """(path, message) of each fault."""
    return [(one.where, one.text()) for one in refusal(source, read).faults]


def file(tmp_path, content, name="well.toml"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# --- files ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("read", [read_programme, read_framework])
def test_a_missing_file(read, tmp_path):
    path = tmp_path / "wel.toml"
    error = refusal(path, read)
    assert str(error) == f"1 fault in wel.toml: there is no file '{path}'"
    assert error.text("id") == f"1 kesalahan dalam wel.toml:\n  $: berkas '{path}' tidak ada"
    assert faults(tmp_path, read)[0][1].startswith("there is no file")  # a folder


def test_a_text_that_is_no_path():
    assert refusal("format = 1\n" * 1000).faults[0].code in {"no_file", "unreadable"}


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ("format = 1\nkey: well\n", "well.toml", r"not valid TOML: .* \(at line 2, column 4\)"),
        ('{"format": 1,\n "key" "well"}', "well.json", r"not valid JSON: .* line 2 column 8"),
        ("format = 1\nkey = 1\nkey = 2\n", "well.toml", r"Cannot overwrite a value \(at line 3, column 8\)"),
        ("[a]\nx = 1\n[a]\n", "well.toml", r"Cannot declare .* twice \(at line 3, column \d\)"),
        ('{"format": 1, "format": 1}', "well.json", r"key 'format' is used twice @ format"),
        ("a = " + "9" * 5000, "well.toml", "not valid TOML: .*digits"),
        ("[1, 2]", "well.json", r"\[1, 2\] is a list, expected a table"),
        ("", "well.json", "not valid JSON"),
    ],
)
def test_a_fault_of_syntax_comes_alone_with_its_place(content, name, said, tmp_path):
    with pytest.raises(InvalidInput, match=said) as raised:
        read_programme(file(tmp_path, content, name))
    assert len(raised.value.faults) == 1
    assert raised.value.source == name


def test_a_wrong_encoding(tmp_path):
    latin = 'format = 1\nlabel = "Kelompok Café"\n'.encode("latin-1")
    error = refusal(file(tmp_path, latin))
    assert str(error) == "1 fault in well.toml: not UTF-8 text (byte 32); save the file as UTF-8"
    assert refusal(latin).faults == error.faults
    with file(tmp_path, latin).open(encoding="utf-8") as text:
        assert refusal(text).faults[0].code == "encoding"
    assert refusal(file(tmp_path, WELL.encode("utf-16"))).faults[0].code == "encoding"


def test_a_deeply_nested_file(tmp_path):
    assert refusal(file(tmp_path, f"a = {'[' * 5000}{']' * 5000}")).faults[0].code == "too_deep"
    assert refusal(file(tmp_path, '{"a": ' * 100_000, "a.json")).faults[0].code in {"too_deep", "syntax"}
    deep: dict[str, object] = {}
    inner = deep
    for _ in range(100_000):
        inner["x"] = {}
        inner = inner["x"]
    indicator = {"label": "I", "measure": "m", "with": deep}
    data = {"format": 1, "key": "f", "label": "F", "indicators": {"i": indicator}}
    assert str(refusal(data, read_framework)) == "1 fault: nested too deeply to be read"
    assert refusal({**data, "label": deep}, read_framework).faults


def test_a_huge_file(tmp_path, monkeypatch):
    path = file(tmp_path, WELL)
    monkeypatch.setattr(parsing, "LIMIT", 100)
    assert str(refusal(path)) == "1 fault in well.toml: the file has > 100 bytes; the limit is 100"
    assert refusal(WELL.encode()).faults[0].code == "too_large"
    with path.open("rb") as binary:
        assert refusal(binary).faults[0].code == "too_large"


# --- names and types -----------------------------------------------------------------------------------------------


def test_the_format_is_needed_and_known(well):
    assert faults({**well, "format": 2}) == [("$.format", "format 2 is not known; this version reads format = 1")]
    assert faults({**well, "format": True})[0][0] == "$.format"
    del well["format"]
    assert faults(well) == [("$.format", "required key 'format' is missing")]


def test_an_unknown_key(well):
    well["stakeholder"] = {}
    well["stakeholders"]["kades"]["sektor"] = "ngo"
    assert faults(well) == [
        ("$.stakeholder", "unknown key 'stakeholder' (did you mean 'stakeholders'?)"),
        ("$.stakeholders.kades.sektor", "unknown key 'sektor' (did you mean 'sector'?)"),
    ]


def test_a_missing_key(well):
    del well["label"]
    well["ties"] = [{"from": "kades"}]
    assert faults(well) == [
        ("$", "required key 'label' is missing"),
        ("$.ties[0]", "required key 'to' is missing"),
    ]


@pytest.mark.parametrize(
    ("where", "value", "said"),
    [
        ("label", 5, "5 is a whole number, expected text"),
        ("synthetic", "true", "'true' is text, expected true or false"),
        ("synthetic", 1, "1 is a whole number, expected true or false"),
        ("country", True, "True is true or false, expected text"),
        ("source", {"a": 1}, "{'a': 1} is a table, expected a list"),
        ("source", [1], "1 is a whole number, expected text"),
        ("period", 2019.5, "2019.5 is a number, expected a date"),
        ("description", "   ", "the text is empty"),
        ("place", "\ud800", r"'\ud800' holds half a character, which no file can hold"),
        ("key", "A Well", "'A Well' is not a key: use a-z, 0-9 and '_', a letter or digit at both ends"),
        ("language", "fr", "'fr' is not a language; choose from id, en"),
        ("contributions", 3, "3 is a whole number, expected a list"),
        ("ties", ["kades"], "'kades' is text, expected a table"),
        ("depth", {"scale": "depth"}, "{'scale': 'depth'} is a table, expected a list"),
    ],
)
def test_a_wrong_type_is_never_converted(well, where, value, said):
    ((path, message),) = faults({**well, where: value})
    assert path.startswith(f"$.{where}")
    assert message == said


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("people", "5", "'5' is text, expected a number"),
        ("people", True, "True is true or false, expected a number"),
        ("people", float("nan"), "nan is not a finite number"),
        ("people", 10**400, "... is outside -1e308 to 1e308"),
        ("people", -3, "-3 is below 0"),
        ("people", {"about": -3}, "-3 is below 0"),
        ("women", {"nearly": 3}, "unknown key 'nearly' (there are: about, at_least, at_most, low, high)"),
        ("men", {"low": 3}, "a quantity has one form: about, at_least, at_most, or low and high"),
        ("men", {"low": 5, "high": 3}, "it ends (3) before it begins (5)"),
        ("groups", ["people"], "['people'] is a list, expected a table"),
        ("groups", [["people", 1], ["people", 2]], "key 'people' is used twice"),
        ("groups", {"people": -1}, "-1 is below 0"),
        ("decides", "together", "'together' is not a way to decide; choose from alone, jointly, no"),
        ("takes_part", 1, "1 is a whole number, expected true or false"),
        ("depth", "low", "a level needs its scale"),
        ("note", {"fr": "x"}, "unknown key 'fr' (there are: id, en)"),
    ],
)
def test_a_wrong_value_of_a_record(well, field, value, said):
    well["participations"] = [{"who": "kades"}, {"who": "residents", field: value}]
    ((path, message),) = faults(well)
    assert path.startswith(f"$.participations[1].{field}")
    assert message == said


def test_women_and_men_over_the_total(well):
    well["participations"] = [{"who": "residents", "people": 10, "women": 6, "men": 5}]
    well["groups"]["people"] = {"label": "People", "headcounts": [{"people": {"at_most": 3}, "women": 4}]}
    assert faults(well) == [
        ("$.groups.people.headcounts[0].people", "women + men (4) are more than people (3)"),
        ("$.participations[0].people", "women + men (11) are more than people (10)"),
    ]


def test_a_sector_whose_inside_must_be_said(well):
    well["stakeholders"] |= {
        "uni": {"label": "University", "sector": "academia"},
        "ngo": {"label": "NGO", "sector": "NGOs"},
        "firm": {"label": "Firm", "sector": "private", "inside": True},
    }
    said = dict(faults(well))
    assert said["$.stakeholders.uni.inside"].endswith("say inside = true or false")
    assert said["$.stakeholders.ngo.sector"].endswith("(did you mean 'ngo'?)")
    assert said["$.stakeholders.firm.inside"] == "sector 'private' has inside = false; it cannot be changed"
    assert len(said) == 3


# --- between records -----------------------------------------------------------------------------------------------


def test_what_does_not_exist(well):
    well["population"] = "persons"
    well["source"] = ["minuets, p. 3"]
    well["initiative"] = {"idea": ["kadus"]}
    well["activities"]["road"] = {"label": "Road", "stage": "plann", "led_by": ["kades", "residentz"]}
    well["groups"]["people"] = {"label": "People", "headcounts": [{"others": {"poor": 3}}]}
    well["participations"] = [{"who": "kades", "activity": "raod"}]
    well["benefits"] = [{"group": "peopl", "amount": 1}]
    well["contributions"] = [{"from": "kades", "kind": "money", "to": "activity.raod"}]
    well["observations"] = [{"what": "x", "value": 1, "scale": "deph"}]
    well["remarks"] = [{"kind": "gap", "what": "x", "claims": {"report, p. 1": "y"}}]
    assert sorted(faults(well)) == sorted(
        [
            ("$.population", "there is no group 'persons' (there are: people)"),
            ("$.source", "there is no reference 'minuets' (did you mean 'minutes'?)"),
            ("$.initiative.idea", "there is no stakeholder 'kadus' (did you mean 'kades'?)"),
            ("$.activities.road.stage", "there is no stage 'plann' (did you mean 'plan'?)"),
            ("$.activities.road.led_by[1]", "there is no stakeholder 'residentz' (did you mean 'residents'?)"),
            ("$.groups.people.headcounts[0].others", "there is no group 'poor' (there are: people)"),
            ("$.participations[0].activity", "there is no activity 'raod' (did you mean 'road'?)"),
            ("$.benefits[0].group", "there is no group 'peopl' (did you mean 'people'?)"),
            (
                "$.contributions[0].to",
                "there is no stakeholder 'activity.raod' (there are: kades, people, residents, road)",
            ),
            ("$.observations[0].scale", "there is no scale 'deph' (did you mean 'depth'?)"),
            ("$.remarks[0].claims", "there is no reference 'report' (there are: minutes)"),
        ]
    )


def test_a_level_that_the_scale_lacks(well):
    well["depth"] = [{"scale": "depth", "kades": {"plan": "hihg"}, "residents": ["low", "lowest"]}]
    well["observations"] = [
        {"what": "x", "scale": "depth", "value": "medium"},
        {"what": "x", "scale": "depth", "values": {"people": "hi"}, "distribution": {"lo": 3}},
    ]
    assert faults(well) == [
        ("$.depth[0].kades.plan", "scale 'depth' has no level 'hihg' (did you mean 'high'?)"),
        ("$.depth[0].residents", "scale 'depth' has no level 'lowest' (did you mean 'low'?)"),
        ("$.observations[0].value", "scale 'depth' has no level 'medium' (there are: low, high)"),
        ("$.observations[1].value", "scale 'depth' has no level 'hi' (did you mean 'high'?)"),
        ("$.observations[1].distribution", "scale 'depth' has no level 'lo' (did you mean 'low'?)"),
    ]


def test_dates_reversed(well):
    well["period"] = "2010/2009"
    well["activities"]["road"] = {"label": "Road", "date": "2011-06", "active_until": 2010}
    well["ties"] = [{"from": "kades", "to": "residents", "period": "2010-06/2010-05"}]
    assert faults(well) == [
        ("$.period", "it ends (2009) before it begins (2010)"),
        ("$.activities.road.active_until", "it ends (2010) before it begins (2011-06)"),
        ("$.ties[0].period", "it ends (2010-05) before it begins (2010-06)"),
    ]


@pytest.mark.parametrize("written", ["last year", "2010-13", "2010-02-30", "2010/2011/2012", "9", 10])
def test_a_period_that_is_none(well, written):
    ((path, message),) = faults({**well, "period": written})
    assert path == "$.period"
    assert "is not a period; write 2019, '2019-06', a date, or '2019/2021'" in message


def test_two_records_with_one_key(well):
    stage = {"key": "plan", "label": "Planning", "phase": "plan"}
    well["stages"] = [stage, {**stage, "label": "More planning"}]
    well["scales"]["depth"]["levels"] = [{"key": "low", "label": "Low"}] * 2
    assert faults(well) == [
        ("$.scales.depth.levels[1]", "key 'low' is used twice"),
        ("$.stages[1].key", "key 'plan' is used twice"),
    ]
    well["stakeholders"]["kades"]["key"] = "kades"  # the key stands outside
    assert ("$.stakeholders.kades.key", "unknown key 'key'") in faults(well)


def test_two_things_that_cannot_stand_together(well):
    well["participations"] = [{"who": "kades", "stage": "plan", "activity": "road"}]
    well["activities"]["road"] |= {"initiated_by": "kades", "initiative": {"idea": "kades"}, "realised": 2}
    well["observations"] = [{"value": 1}, {"what": "x"}]
    well["remarks"] = [{"kind": "conflict", "what": "x"}]
    assert faults(well) == [
        ("$.activities.road.initiated_by", "'initiated_by' and 'initiative' cannot stand together"),
        ("$.activities.road.realised", "2 is outside 0 to 1"),
        ("$.participations[0].activity", "'stage' and 'activity' cannot stand together"),
        ("$.observations[0]", "one of element, what is needed"),
        ("$.observations[1]", "one of value, values, distribution is needed"),
        ("$.remarks[0]", "required key 'claims' is missing"),
    ]


def test_a_broken_record_hides_neither_its_names_nor_those_of_others(well):
    well["ties"] = [
        {"from": "kadez", "to": "residents", "colour": "red"},
        {"from": "kades", "to": "residentz"},
        {"from": "ngo", "to": "residents", "reported_by": ["kades", "nobody"], "weight": "strong"},
    ]
    well["stakeholders"]["ngo"] = {"label": "NGO", "sector": "NGOs"}  # broken, and yet it exists
    well["stages"]["do"] = 5
    well["participations"] = [{"who": "ngo", "stage": "do", "groups": {"persons": "x"}}]
    assert faults(well) == [
        (
            "$.stakeholders.ngo.sector",
            "'NGOs' is not a sector; choose from community, community_organisation, village_government, government, "
            "state_enterprise, ngo, private, academia, media, donor, other (did you mean 'ngo'?)",
        ),
        ("$.stages.do", "5 is a whole number, expected a table"),
        ("$.participations[0].groups.persons", "'x' is text, expected a number"),
        ("$.ties[0].colour", "unknown key 'colour' (there are: from, to, kind, label, weight, period, reported_by, basis, source, note)"),
        ("$.ties[2].weight", "'strong' is text, expected a number"),
        ("$.ties[1].to", "there is no stakeholder 'residentz' (did you mean 'residents'?)"),
        ("$.participations[0].groups", "there is no group 'persons' (there are: people)"),
        ("$.ties[0].from", "there is no stakeholder 'kadez' (did you mean 'kades'?)"),
        ("$.ties[2].reported_by[1]", "there is no stakeholder 'nobody' (there are: kades, ngo, residents)"),
    ]  # fmt: skip


def test_a_broken_head_hides_no_names(well):
    well["colour"] = "red"
    well["population"] = "persons"
    well["initiative"] = {"idea": "kadez", "decision": ["kades", "nobody"], "note": 5}
    well["activities"]["road"] = {"label": 5, "initiative": {"setup": "kadus"}}
    well["groups"]["people"] = {"label": 5, "headcounts": [{}, {"others": {"poor": 1}}]}
    assert {where for where, _ in faults(well)} == {
        "$.colour",
        "$.population",
        "$.initiative.idea",
        "$.initiative.decision[1]",
        "$.initiative.note",
        "$.activities.road.label",
        "$.activities.road.initiative.setup",
        "$.groups.people.label",
        "$.groups.people.headcounts[1].others",
    }


def test_what_a_matrix_shares_is_said_once(well):
    well["depth"] = [{"scale": "depht", "source": ["minutes", "minuets"], "kades": {"plan": "low"}, "residents": "low"}]
    assert faults(well) == [
        ("$.depth[0].scale", "there is no scale 'depht' (did you mean 'depth'?)"),
        ("$.depth[0].source[1]", "there is no reference 'minuets' (did you mean 'minutes'?)"),
    ]
    well["depth"] = [7, {"scale": "depth", "kadez": {"plann": "low"}}]
    assert faults(well) == [
        ("$.depth[0]", "7 is a whole number, expected a table"),
        ("$.depth[1].kadez.plann", "there is no stakeholder 'kadez' (did you mean 'kades'?)"),
        ("$.depth[1].kadez.plann", "there is no stage 'plann' (did you mean 'plan'?)"),
    ]


def test_several_faults_at_once_in_one_block(tmp_path):
    path = file(tmp_path, WELL + 'zip = 1\n\n[[ties]]\nfrom = "kadez"\nto = "residents"\nweight = -1\n')
    error = refusal(path)
    assert error.text("en").splitlines() == [
        "3 faults in well.toml:",
        "  $.scales.depth.zip: unknown key 'zip' (there are: key, label, measurement, levels, low, high, unit, "
        "definition, source, ours, framework)",
        "  $.ties[0].weight: -1 is below 0",
        "  $.ties[0].from: there is no stakeholder 'kadez' (did you mean 'kades'?)",
    ]
    assert error.text("id").splitlines()[2:] == [
        "  $.ties[0].weight: -1 lebih kecil dari 0",
        "  $.ties[0].from: pemangku kepentingan 'kadez' tidak ada (maksudnya 'kades'?)",
    ]
    assert str(error).startswith("3 faults in well.toml: unknown key 'zip'")
    assert error.faults[1].to_dict()["where"] == "$.ties[0].weight"


def test_ten_thousand_faults_are_told_in_good_time(well):
    well["participations"] = [{"who": f"kades_{i}"} for i in range(10_000)]
    with pytest.raises(InvalidInput) as raised:
        read_programme(well)
    lines = raised.value.text("id").splitlines()
    assert len(lines) == 10_001
    assert lines[1] == "  $.participations[0].who: pemangku kepentingan 'kades_0' tidak ada (maksudnya 'kades'?)"
    assert lines[-1] == "  $.participations[9999].who: pemangku kepentingan 'kades_9999' tidak ada"


# --- frameworks ----------------------------------------------------------------------------------------------------


def test_the_faults_of_a_framework():
    data = {
        "format": 1,
        "key": "our-office",
        "label": "Our office",
        "source": "book",
        "references": {"report": "Report"},
        "criteria": {"starts": "Starts"},
        "principles": {"a": {"label": "A", "part_of": "principle.z"}},
        "actors": {"x": {"label": "X", "sectors": ["ngo", "NGOs"]}},
        "indicators": {
            "i": {"label": "I", "with": {"x": 1}, "source": "report, p. 3"},
            "j": {"label": "J", "met_when": {"is": "a", "above": 1}, "part_of": "principle.y", "source": "book"},
            "k": {"label": "K", "weight": "1e999999999", "scale": "rung"},
        },
        "scales": {"open": {"label": "O", "measurement": "ordinal"}, "rate": {"label": "R", "measurement": "ordinal", "low": 1, "high": 5}},
        "grids": {"g": {"label": "G", "axes": {"x": {"label": "X", "steps": ["low", "high"]}}, "cells": {"c": {"label": "C", "at": {"x": "hihg", "y": "low"}}}}},
        "relations": [{"source": "principle.a", "kind": "enables", "target": "our-offise"}, {"kind": "reinforces", "among": "principle.a"}],
        "rules": {
            "gate": {"kind": "gate", "label": "G", "decide": {"start": "any"}},
            "mean": {"kind": "profile", "label": "P", "elements": ["principle", "principl"], "scale": "rate", "summarise": "mean"},
            "vote": {"kind": "vote", "label": "V"},
            "none": {"label": "N"},
        },
    }  # fmt: skip
    found = dict(faults(data, read_framework))
    assert found["$.actors.x.sectors[1]"].endswith("(did you mean 'ngo'?)")
    assert found["$.indicators.i"] == "required key 'measure' is missing"
    assert found["$.indicators.j.met_when"] == "one of is, at_least, above, at_most, below is needed"
    assert found["$.indicators.j.part_of"].startswith("there is no element 'principle.y'")
    assert found["$.indicators.j.source"] == "there is no reference 'book' (there are: report)"
    assert found["$.indicators.k.weight"] == "'1e999999999' is text, expected a number"
    assert found["$.indicators.k.scale"] == "there is no scale 'rung' (there are: open, rate)"
    assert found["$.scales.open"] == "a scale of this measurement needs its levels"
    assert found["$.grids.g.cells[0].at.x"].endswith("(did you mean 'high'?)")
    assert found["$.grids.g.cells[0].at"] == "unknown key 'y' (there are: x)"
    assert found["$.principles.a.part_of"].startswith("there is no element 'principle.z'")
    assert found["$.relations[0].target"] == "there is no element 'our-offise' (did you mean 'our-office'?)"
    assert found["$.relations[1].among"] == "'principle.a' is text, expected a list"
    assert found["$.rules.gate.decide.start"] == "there is no element 'start' (did you mean 'starts'?)"
    assert found["$.rules.mean.elements[1]"].endswith("(did you mean 'principle'?)")
    assert found["$.rules.mean.summarise"].startswith("'mean' is not lawful on ordinal ratings; say treat_as")
    assert found["$.rules.vote.kind"] == "'vote' is not a rule; choose from gate, profile, ladder, index, count"
    assert found["$.rules.none"] == "required key 'kind' is missing"


def test_the_main_source_of_a_framework_exists():
    data = {"format": 1, "key": "f", "label": "F", "source": "book", "references": {"report": "Report"}}
    assert faults(data, read_framework) == [("$.source", "there is no reference 'book' (there are: report)")]


# --- tables in CSV files -------------------------------------------------------------------------------------------


def table(tmp_path, content, said='benefits = "b.csv"'):
    (tmp_path / "b.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    return file(tmp_path, f"{WELL}\n[tables]\n{said}\n")


def test_the_faults_of_a_table_with_their_rows(tmp_path):
    content = 'group,amount,period\npeople,-1,2019\npeople,5\npeple,5,2019\n\npeople,"1,5",2019\npeople,1,2019-13\n'
    assert faults(table(tmp_path, content)) == [
        ("b.csv:2.amount", "-1 is below 0"),
        ("b.csv:3", "the row has 2 cells, the heading 3"),
        ("b.csv:6.amount", "'1,5' is text, expected a number"),
        ("b.csv:7.period", "'2019-13' is not a period; write 2019, '2019-06', a date, or '2019/2021'"),
        ("b.csv:4.group", "there is no group 'peple' (did you mean 'people'?)"),
    ]


@pytest.mark.parametrize(
    ("heading", "where", "said"),
    [
        ("grup,amount", "b.csv.grup", "column 'grup' is not a field of ProgrammeBenefit (did you mean 'group'?)"),
        ("group,amount,amount", "b.csv.amount", "key 'amount' is used twice"),
        ("group,people,people.about", "b.csv.people.about", "key 'people.about' is used twice"),
        ("group;amount", "b.csv.group;amount", "column 'group;amount' is not a field"),
    ],
)
def test_a_heading_that_is_none(tmp_path, heading, where, said):
    ((path, message),) = faults(table(tmp_path, f"{heading}\n"))
    assert path == where
    assert message.startswith(said)


@pytest.mark.parametrize(
    ("said", "where", "message"),
    [
        ('benefits = "../b.csv"', "$.tables.benefits", "'../b.csv' lies outside the folder of the file"),
        ('benefits = "/etc/passwd"', "$.tables.benefits", "'/etc/passwd' lies outside the folder of the file"),
        ('benefits = "link.csv"', "$.tables.benefits", "'link.csv' lies outside the folder of the file"),
        ('benefits = "c.csv"', "$.tables.benefits", "there is no file 'c.csv'"),
        ("benefits = 5", "$.tables.benefits", "5 is a whole number, expected text"),
        ('benefits = { counting = "naming" }', "$.tables.benefits", "None is nothing, expected text"),
        ('benefits = { file = "b.csv", count = 1 }', "$.tables.benefits.count", "unknown key 'count' (did you mean 'counting'?)"),
        ('benefitz = "b.csv"', "$.tables.benefitz", "unknown key 'benefitz' (did you mean 'benefits'?)"),
        ('benefits = ["b.csv", 7]', "$.tables.benefits[1]", "7 is a whole number, expected text"),
    ],
)  # fmt: skip
def test_a_table_that_may_not_be_read(tmp_path, said, where, message):
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "b.csv").write_text("group\npeople\n")
    (folder / "link.csv").symlink_to(tmp_path / "b.csv")
    assert faults(table(folder, "group\npeople\n", said)) == [(where, message)]


def test_every_bad_table_is_told(tmp_path):
    path = table(tmp_path, "group\npeopl\n", 'ties = "../t.csv"\nbenefits = "b.csv"\nstories = "s.csv"\n')
    assert [where for where, _ in faults(path)] == ["$.tables.ties", "$.tables.stories", "b.csv:2.group"]


def test_a_table_in_another_encoding_or_form(tmp_path):
    assert faults(table(tmp_path, "group,note\npeople,Café\n".encode("latin-1"))) == [
        ("$.tables.benefits", "not UTF-8 text (byte 21); save the file as UTF-8")
    ]
    ((where, said),) = faults(table(tmp_path, 'group,note\npeople,"half\n'))
    assert where.startswith("b.csv:")
    assert said.startswith("not valid CSV: ")


def test_a_huge_table(tmp_path, monkeypatch):
    path = table(tmp_path, "group\npeople\n")
    monkeypatch.setattr(unfolding, "LIMIT", 10)
    assert faults(path) == [("$.tables.benefits", "the file has 13 bytes; the limit is 10")]


def test_tables_need_a_folder(well):
    well["tables"] = {"benefits": "b.csv"}
    assert faults(well) == [("$.tables", "tables need a file on disk; this programme was not read from a path")]
    assert faults({**well, "tables": "b.csv"}) == [("$.tables", "'b.csv' is text, expected a table")]


# --- what is no fault ----------------------------------------------------------------------------------------------


def test_an_empty_programme_is_none():
    assert read_programme({"format": 1, "key": "p", "label": "P"}).stakeholders == ()


def test_markup_stays_data(well):
    evil = '<script>alert("1")</script> {0} %s \\'
    well["label"] = evil
    well["stakeholders"]["kades"]["label"] = evil
    programme = read_programme(well)
    assert programme.label["en"] == evil
    assert programme.stakeholder["kades"].label["en"] == evil


def test_braces_in_what_is_given_are_no_template(well):
    well["stakeholders"]["kades"]["sector"] = "{given} {0}"
    assert faults(well)[0][1].startswith("'{given} {0}' is not a sector")


# --- values alone --------------------------------------------------------------------------------------------------


def test_a_text_of_another_class_is_a_plain_one():
    class Loud(str):
        __slots__ = ()

    assert type(as_str(Loud("x"))) is str
    with pytest.raises(InvalidInput, match="empty"):
        as_str(Loud(" "))


@pytest.mark.parametrize(
    "value", [0x1 << 40_000, float("inf"), None, [[]], "1"], ids=lambda value: type(value).__name__
)
def test_a_number_that_is_none(value):
    with pytest.raises(InvalidInput):
        as_number(value)


@pytest.mark.parametrize("value", ["1e9", "nan", "1/0", "٣", "", "1 / 2", "0x1"])
def test_a_fraction_that_is_none(value):
    with pytest.raises(InvalidInput):
        as_fraction(value)


def test_a_number_too_long_to_print_is_named_all_the_same():
    with pytest.raises(InvalidInput, match=r"\.\.\. is a whole number, expected text"):
        as_str(0x1 << 40_000)


def test_a_fault_is_a_value():
    one = Fault("$.a", "empty")
    assert attrs.evolve(one, where="$.b") != one
    assert hash(one) == hash(Fault("$.a", "empty"))
    assert InvalidInput(one).faults == (one,)


def test_what_the_user_wrote_is_never_translated(well):
    well["ties"] = [{"from": "group", "to": "kades", "kind": 5}]
    assert refusal(well).text("id").splitlines()[1:] == [
        "  $.ties[0].kind: 5 berjenis bilangan bulat, seharusnya daftar",
        "  $.ties[0].from: pemangku kepentingan 'group' tidak ada (yang ada: kades, residents)",
    ]


def test_every_noun_of_a_message_has_its_indonesian():
    source = Path(errors.__file__).parent
    code = "".join(path.read_text("utf-8") for path in source.rglob("*.py"))
    nouns = re.findall(r'choose\(\w+, "([^"]+)"', code) + re.findall(r'\bnoun="([^"]+)"', code)
    assert set(nouns) <= set(errors.NOUNS_ID)
    expected = re.findall(r'wrong_type\([^()]+, "([^"]+)"\)', code)
    assert set(expected) <= set(errors.TYPES_ID)
    assert all(said and translated for said, translated in errors.MESSAGES.values())


def test_every_fault_that_the_code_raises_has_its_message():
    code = "".join(path.read_text("utf-8") for path in Path(errors.__file__).parent.rglob("*.py"))
    raised = set(re.findall(r'(?<!\w)(?:fault|cell_fault|row_faults)\(\s*"(\w+)"', code))
    assert len(raised) > 100
    assert raised - set(errors.MESSAGES) == set()
