"""What files say, in every way that they may say it."""

import datetime as dt
import io
import json
import tomllib

import pytest

from pemberdayaan.catalogue import library
from pemberdayaan.catalogue.checking import on_default_source, read, untranslated
from pemberdayaan.catalogue.reading import read_framework, read_programme
from pemberdayaan.errors import InvalidInput
from pemberdayaan.model.framework import Framework
from pemberdayaan.model.periods import Period
from pemberdayaan.model.programme import Programme
from pemberdayaan.model.records import Decides, Participation, Phase
from pemberdayaan.model.rules import GateRule
from pemberdayaan.model.scales import Distribution, Quantity
from pemberdayaan.model.stakeholders import Sector
from pemberdayaan.model.text import Text

WELL = """\
format = 1
key = "well"
label = "Sumur"
language = "id"
source = "minutes"
ties = [
  { from = "kades", to = "warga", kind = "policy" },
]

[references]
minutes = "Notulen"

[stakeholders]
kades = { label = { id = "Kepala desa", en = "Village head" }, sector = "government" }
warga = { label = "Warga", sector = "community" }

[stages]
plan = { label = "Rencana", phase = "plan" }
do = { label = "Kerja", phase = ["implement", "maintain"] }

[groups]
people = { label = "Orang", headcounts = [{ period = 2019, people = { about = 700 } }] }

[scales.depth]
label = "Dalam"
measurement = "ordinal"
levels = { low = "Rendah", high = "Tinggi" }
"""


@pytest.fixture
def well():
    return tomllib.loads(WELL)


def faults(source, read=read_programme):
    """The faults of a source, as (path, message)."""
    with pytest.raises(InvalidInput) as raised:
        read(source)
    return [(one.where, one.text()) for one in raised.value.faults]


@pytest.mark.parametrize("name", library.examples())
def test_a_shipped_programme_reads_and_is_translated(name):
    programme = library.example(name)
    assert untranslated(programme) == ()
    assert programme.references


@pytest.mark.parametrize("key", library.frameworks())
def test_a_shipped_framework_reads_and_is_translated(key):
    framework = library.framework(key)
    assert framework.key == key
    assert untranslated(framework) == ()
    assert framework.source


def test_an_unknown_name_is_answered_with_those_there_are():
    with pytest.raises(InvalidInput, match=r"no example 'lkms_kartina' \(did you mean 'lkms_kartini'\?\)"):
        library.example("lkms_kartina")
    with pytest.raises(InvalidInput, match="no framework"):
        library.framework("arnstein")
    with pytest.raises(InvalidInput, match="no table"):
        library.table("none")
    assert all(library.table(name).is_file() for name in library.tables())


# --- sources -------------------------------------------------------------------------------------------------------


def test_every_kind_of_source_gives_the_same(tmp_path, well):
    toml, plain = tmp_path / "well.toml", tmp_path / "well.json"
    toml.write_text(WELL)
    plain.write_text(json.dumps(well), "utf-8-sig")  # a byte order mark does no harm
    expected = read_programme(well)
    sources = [
        toml,
        str(toml),
        plain,
        toml.read_bytes(),
        plain.read_bytes(),
        io.StringIO(WELL),
        io.BytesIO(WELL.encode()),
    ]
    assert all(read_programme(source) == expected for source in sources)
    for path in (toml, plain):
        with path.open("rb") as binary, path.open(encoding="utf-8-sig") as text:
            assert read_programme(binary) == read_programme(text) == expected


def test_a_mapping_is_not_changed(well):
    before = json.dumps(well)
    read_programme(well)
    assert json.dumps(well) == before


def test_a_file_is_told_by_its_content(well, tmp_path):
    assert isinstance(read(well), Programme)
    assert isinstance(read(library.FOLDER / "frameworks" / "arnstein-1969.toml"), Framework)
    assert isinstance(read({"format": 1, "key": "p", "label": "P", "depth": []}), Programme)
    assert isinstance(read({"format": 1, "key": "f", "label": "F", "rules": []}), Framework)


# --- what values may look like -------------------------------------------------------------------------------------


def test_texts(well):
    programme = read_programme(well)
    assert programme.label == Text(id="Sumur")
    assert programme.stakeholder["kades"].label == Text(id="Kepala desa", en="Village head")
    assert programme.reference["minutes"].title == "Notulen"
    assert programme.scale["depth"].level("low").label == Text(id="Rendah")


def test_keyed_records_may_be_a_list(well):
    listed = {**well, "stages": [{"key": key, **stage} for key, stage in well["stages"].items()]}
    listed["scales"] = [{"key": "depth", **well["scales"]["depth"]}]
    listed["scales"][0]["levels"] = [{"key": "low", "label": "Rendah"}, {"key": "high", "label": "Tinggi"}]
    assert read_programme(listed) == read_programme(well)


def test_one_text_or_several(well):
    stages = read_programme(well).stages
    assert [stage.phases for stage in stages] == [(Phase.PLAN,), (Phase.IMPLEMENT, Phase.MAINTAIN)]
    assert read_programme(well).source == ("minutes",)


@pytest.mark.parametrize(
    ("written", "period"),
    [
        (2019, "2019"),
        ("2019-06", "2019-06"),
        (dt.date(2009, 2, 20), "2009-02-20"),
        ("2008/2010", "2008/2010"),
        ("2010-03/2010-06", "2010-03/2010-06"),
    ],
)
def test_periods(well, written, period):
    assert read_programme({**well, "period": written}).period == Period(period)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (700, 700),
        (0.5, 0.5),
        ({"about": 700}, Quantity(about=700)),
        ({"at_least": 2200}, Quantity(at_least=2200)),
        ({"at_most": 3}, Quantity(at_most=3)),
        ({"low": 3, "high": 5}, Quantity(low=3, high=5)),
    ],
)
def test_numbers_exact_and_inexact(well, written, number):
    well["participations"] = [{"who": "warga", "people": written, "groups": {"people": written}}]
    record = read_programme(well).participations[0]
    assert record.people == number
    assert record.groups == (("people", number),)


def test_live_choices(well):
    well["participations"] = [{"who": "warga", "stage": "plan", "decides": "jointly"}]
    programme = read_programme(well)
    assert programme.participations[0].decides is Decides.JOINTLY
    assert programme.stakeholder["kades"].sector is Sector.GOVERNMENT


def test_what_is_observed(well):
    seen = {"what": "x", "about": "warga", "scale": "depth"}
    well["observations"] = [
        {**seen, "value": "low"},
        {**seen, "values": {"people": "high"}},
        {**seen, "distribution": {"low": 9, "high": 38}},
        {"element": "indicator.redress", "value": True},
        {"what": "x", "value": {"about": 7}},
    ]
    values = [(one.value, one.values, one.distribution) for one in read_programme(well).observations]
    spread = Distribution({"low": 9, "high": 38})
    assert values == [
        ("low", (), None),
        (None, (("people", "high"),), None),
        (None, (), spread),
        (True, (), None),
        (Quantity(about=7), (), None),
    ]


def test_conflicting_observations_are_no_fault(well):
    well["observations"] = [{"what": "x", "about": "warga", "period": 2019, "value": value} for value in (1, 2)]
    assert len(read_programme(well).observations) == 2


def test_an_address_tells_two_of_one_key_apart(well):
    well["groups"]["warga"] = "Warga"
    well["observations"] = [{"what": "x", "about": about, "value": 1} for about in ("group.warga", "stakeholder.warga")]
    assert len(read_programme(well).observations) == 2
    well["observations"][0]["about"] = "warga"
    assert faults(well) == [
        (
            "$.observations[0].about",
            "'warga' names more than one; write one of stakeholder.warga, group.warga",
        )
    ]


# --- shorthands ----------------------------------------------------------------------------------------------------


def test_a_matrix_of_depth(well):
    well["depth"] = [
        {
            "scale": "depth",
            "source": "minutes, p. 3",
            "period": 2010,
            "kades": {"plan": "high", "do": ["low", "high"]},
            "warga": "low",
        },
    ]
    shared = {"scale": "depth", "source": "minutes, p. 3", "period": 2010}
    assert read_programme(well).participations == (
        Participation("kades", stage="plan", depth="high", **shared),
        Participation("kades", stage="do", depth=["low", "high"], **shared),
        Participation("warga", depth="low", **shared),
    )


def test_relations_among_many():
    elements = {"principles": {"a": "A", "b": "B", "c": "C"}}
    among = {"kind": "reinforces", "among": ["principle.a", "principle.b", "principle.c"], "label": "mutual"}
    framework = read_framework({"format": 1, "key": "f", "label": "F", **elements, "relations": [among]})
    pairs = [(one.source[-1], one.target[-1]) for one in framework.relations]
    assert pairs == [("a", "b"), ("a", "c"), ("b", "c")]
    assert {str(one.label) for one in framework.relations} == {"mutual"}


def test_a_rule_by_its_kind():
    gate = {"kind": "gate", "label": "Gate", "decide": {"starts": "any"}}
    data = {"format": 1, "key": "f", "label": "F", "criteria": {"starts": "Starts"}, "rules": {"gate": gate}}
    (rule,) = read_framework(data).rules
    assert isinstance(rule, GateRule)


def test_a_table_beside_the_file(tmp_path):
    path = tmp_path / "well.toml"
    path.write_text(WELL + '[tables]\nbenefit = { file = "benefit.csv", counting = "naming", source = "minutes" }\n')
    (tmp_path / "benefit.csv").write_text(
        'group,amount,unit,period,note,people.about\npeople,5,IDR,2019,"a, b",\n\n people , 2.5 ,,2019-06,,700\n',
        "utf-8-sig",
    )
    first, second = read_programme(path).benefits
    assert (first.group, first.amount, first.unit, str(first.period)) == ("people", 5, "IDR", "2019")
    assert first.note == Text(id="a, b")
    assert (second.group, second.amount, second.unit, str(second.period)) == ("people", 2.5, None, "2019-06")
    assert second.people == Quantity(about=700)
    assert {one.counting for one in (first, second)} == {"naming"}
    assert {one.source for one in (first, second)} == {("minutes",)}


def test_several_tables_with_lists_truths_and_levels(tmp_path):
    path = tmp_path / "well.toml"
    path.write_text(WELL + '[tables]\nactivities = "a.csv"\nparticipations = ["p.csv", { file = "q.csv" }]\n')
    (tmp_path / "a.csv").write_text("key,label,led_by,date\nroad,Jalan,kades; warga,2019-06-01\n")
    (tmp_path / "p.csv").write_text("who,activity,takes_part,women,groups.people\nwarga,road,true,3,4\n")
    (tmp_path / "q.csv").write_text("who,stage,takes_part,depth,scale\nwarga,plan,FALSE,low;high,depth\n")
    programme = read_programme(path)
    assert programme.activities[0].led_by == ("kades", "warga")
    assert programme.participations == (
        Participation("warga", activity="road", takes_part=True, women=3, groups={"people": 4}),
        Participation("warga", stage="plan", takes_part=False, depth=["low", "high"], scale="depth"),
    )


def test_a_cell_is_a_number_only_if_it_is_written_as_one(tmp_path):
    path = tmp_path / "well.toml"
    path.write_text(WELL + '[tables]\nobservations = "o.csv"\n')
    (tmp_path / "o.csv").write_text("what,value\nx,1_000\nx,1e3\nx,-2\nx,nan\nx,²\n")
    assert [one.value for one in read_programme(path).observations] == ["1_000", 1000.0, -2, "nan", "²"]


# --- what a file still lacks ---------------------------------------------------------------------------------------


def test_what_is_untranslated(well):
    well["remarks"] = [{"kind": "gap", "what": "x", "claims": {"minutes, p. 1": {"en": "y"}}}]
    missing = {(one.where, one.values["given"]) for one in untranslated(read_programme(well))}
    assert {
        ("$.label", "en"),
        ("$.scales.depth.levels.low.label", "en"),
        ("$.remarks[0].what", "en"),
        ("$.remarks[0].claims.minutes, p. 1", "id"),
    } <= missing
    assert not any(where.startswith("$.stakeholders.kades") for where, _ in missing)


def test_what_rests_on_the_default_source_alone(well):
    well["ties"].append({"from": "warga", "to": "kades", "source": "minutes, p. 3"})
    bare = on_default_source(read_programme(well))
    assert bare["ties"] == ("[0]",)
    assert bare["stakeholders"] == ("kades", "warga")
    assert "references" not in bare
