"""What is written reads back as the same value, and reads well."""

import json
import os
import tomllib
from pathlib import Path

import attrs
import pytest
from field_strategies import arguments
from hypothesis import HealthCheck, given, settings
from strategies import frameworks, programmes

from pemberdayaan.catalogue import folding, library
from pemberdayaan.catalogue.reading import read_framework, read_programme
from pemberdayaan.catalogue.writing import to_data, write_framework, write_programme
from pemberdayaan.errors import InvalidInput
from pemberdayaan.model.elements import Indicator
from pemberdayaan.model.framework import Framework
from pemberdayaan.model.programme import Programme
from pemberdayaan.model.records import Participation, ProgrammeStage
from pemberdayaan.model.relations import Relation
from pemberdayaan.model.scales import Level, Scale
from pemberdayaan.model.stakeholders import Group, Headcount, Stakeholder, Tie
from pemberdayaan.model.text import Text

many = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
suffixes = pytest.mark.parametrize("suffix", [".toml", ".json"])


def round_trip(whole, path):
    """What a reader makes of the file of a value."""
    write, read = (
        (write_framework, read_framework) if isinstance(whole, Framework) else (write_programme, read_programme)
    )
    write(whole, path)
    return read(path)


SHIPPED = [
    *(pytest.param(library.example, name, id=name) for name in library.examples()),
    *(pytest.param(library.framework, key, id=key) for key in library.frameworks()),
]


@suffixes
@pytest.mark.parametrize(("load", "name"), SHIPPED)
def test_what_is_shipped_comes_back(load, name, suffix, tmp_path):
    whole = load(name)
    assert round_trip(whole, tmp_path / f"x{suffix}") == whole


@suffixes
def test_every_programme_comes_back(suffix, tmp_path):
    @many
    @given(programmes())
    def law(programme):
        again = round_trip(programme, tmp_path / f"x{suffix}")
        assert again == programme
        assert repr(again) == repr(programme)  # 1 and 1.0 and True are told apart

    law()


@suffixes
def test_every_framework_comes_back(suffix, tmp_path):
    @many
    @given(frameworks())
    def law(framework):
        again = round_trip(framework, tmp_path / f"x{suffix}")
        assert again == framework
        assert repr(again) == repr(framework)

    law()


@suffixes
def test_every_argument_of_a_measure_comes_back(suffix, tmp_path):
    @many
    @given(arguments())
    def law(told):
        framework = Framework("f", "F", indicators=[Indicator("i", "I", measure="m", arguments=told)])
        assert round_trip(framework, tmp_path / f"x{suffix}") == framework

    law()


@many
@given(programmes())
def test_plain_data_is_json_and_reads_back(programme):
    data = to_data(programme)
    assert json.loads(json.dumps(data)) == data
    assert read_programme(data) == programme


@many
@given(frameworks())
def test_plain_data_of_a_framework_reads_back(framework):
    data = to_data(framework)
    assert json.loads(json.dumps(data)) == data
    assert read_framework(data) == framework


def test_plain_data_of_a_record():
    tie = Tie("pg", "pnm", kind="policy", label=Text(id="Dukungan"), period=2010)
    assert to_data(tie) == {
        "from": "pg",
        "to": "pnm",
        "kind": ["policy"],
        "label": {"id": "Dukungan"},
        "period": "2010",
    }


SMALL = Programme(
    "well",
    Text(id="Sumur"),
    language="id",
    period="2019/2020",
    stakeholders=[
        Stakeholder("kades", Text(id="Kepala desa", en="Village head"), "village_government", inside=False),
        Stakeholder("warga", Text(id="Warga"), "community"),
    ],
    groups=[
        Group("rw_1", Text(id="RW 1")),
        Group("rw_2", Text(en="Second hamlet"), headcounts=[Headcount(2019, people=7)]),
    ],
    scales=[
        Scale("depth", Text(id="Dalam"), "ordinal", levels=[Level("low", Text(id="Rendah")), Level("high", "High")])
    ],
    stages=[ProgrammeStage("plan", Text(id="Rencana"), "plan"), ProgrammeStage("do", Text(id="Kerja"), "implement")],
    ties=[Tie("kades", "warga", kind="policy"), Tie("warga", "kades", kind=["knowledge", "experience"], weight=0.5)],
    participations=[
        Participation("kades", stage="plan", decides="alone"),
        Participation("warga", stage="plan", depth="low", scale="depth"),
        Participation("warga", stage="do", depth=["low", "high"], scale="depth"),
        Participation("kades", depth="high", scale="depth"),
        Participation("kades", stage="do", depth="high", scale="depth", rater="warga"),
    ],
)

WRITTEN = """\
format = 1
key = "well"
label = "Sumur"
language = "id"
period = "2019/2020"

participations = [
  { who = "kades", stage = "plan", decides = "alone" },
]

ties = [
  { from = "kades", to = "warga", kind = "policy" },
  { from = "warga", to = "kades", kind = ["knowledge", "experience"], weight = 0.5 },
]

[scales.depth]
label = "Dalam"
measurement = "ordinal"
levels.low = "Rendah"
levels.high = { label = { en = "High" } }

[stakeholders]
kades = { label = { id = "Kepala desa", en = "Village head" }, sector = "village_government", inside = false }
warga = { label = "Warga", sector = "community" }

[groups]
rw_1 = "RW 1"
rw_2 = { label = { en = "Second hamlet" }, headcounts = [{ period = 2019, people = 7 }] }

[stages]
plan = { label = "Rencana", phase = "plan" }
do = { label = "Kerja", phase = "implement" }

[[depth]]
scale = "depth"
warga = { plan = "low", do = ["low", "high"] }
kades = "high"

[[depth]]
scale = "depth"
rater = "warga"
kades = { do = "high" }
"""


def test_a_file_folds_what_a_reader_unfolds(tmp_path):
    path = tmp_path / "well.toml"
    assert round_trip(SMALL, path) == SMALL
    assert path.read_text("utf-8") == WRITTEN


@pytest.mark.parametrize("name", library.examples())
def test_a_file_is_not_much_longer_than_one_written_by_hand(name, tmp_path):
    path = tmp_path / "x.toml"
    write_programme(library.example(name), path)
    tables = sum(len(table.read_text("utf-8").splitlines()) for table in library.FOLDER.glob(f"examples/{name}_*.csv"))
    by_hand = len((library.FOLDER / f"examples/{name}.toml").read_text("utf-8").splitlines())
    assert len(path.read_text("utf-8").splitlines()) < 1.5 * (by_hand + tables)


def test_long_records_are_written_a_field_a_line(tmp_path):
    long = Text(id="x" * 300, en="y" * 300)
    framework = Framework("f", "F", relations=[Relation("f", "enables", "f", why=long, label="L")])
    assert round_trip(framework, tmp_path / "f.toml") == framework
    assert "\n[[relations]]\nsource = " in (tmp_path / "f.toml").read_text("utf-8")


def cell(who, stage=None, **more):
    return {"who": who, **({} if stage is None else {"stage": stage}), "depth": "low", "scale": "k", **more}


@pytest.mark.parametrize(
    ("records", "kept", "blocks"),
    [
        ([cell("a", "p"), cell("a", "q"), cell("b", "p")], 0, 1),
        ([cell("a", "p"), cell("b", "p"), cell("a", "q")], 0, 2),  # an actor comes back
        ([cell("a"), cell("a", "p")], 0, 2),  # the whole programme, then a stage
        ([cell("a", "p"), cell("a")], 0, 2),
        ([cell("a", "p"), cell("a", "p")], 0, 2),  # the same cell twice
        ([cell("a", "p"), cell("b", "p", note="n")], 0, 2),  # what the cells share changes
        ([cell("a", "p"), {"who": "b", "people": 3}, cell("a", "q")], 2, 1),  # only the end folds
        ([cell("source", "p"), cell("a", "p")], 1, 1),  # a word of the matrix itself
        ([cell("source", "p")], 1, 0),
        ([], 0, 0),
    ],
)
def test_matrices_keep_the_order(records, kept, blocks):
    rest, found = folding.depth_blocks(records)
    assert (len(rest), len(found)) == (kept, blocks)


def test_two_records_of_one_key_are_written_as_a_list(tmp_path):
    two = [Scale("k", "K", "ratio"), Scale("k", "K", "ratio", framework="arnstein-1969")]
    programme = Programme("p", "P", scales=two)
    assert round_trip(programme, tmp_path / "p.toml") == programme
    assert tomllib.loads((tmp_path / "p.toml").read_text("utf-8"))["scales"][1]["framework"] == "arnstein-1969"


def test_an_unknown_suffix_is_refused(tmp_path):
    with pytest.raises(InvalidInput, match=r"'.txt' is not a suffix; choose from .toml, .json"):
        write_programme(SMALL, tmp_path / "well.txt")
    assert list(tmp_path.iterdir()) == []


@suffixes
def test_a_failed_write_leaves_what_was_there(suffix, tmp_path, monkeypatch):
    path = tmp_path / f"well{suffix}"
    path.write_text("old")

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_programme(SMALL, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_written_through_a_link_with_the_usual_rights(tmp_path):
    target, link = tmp_path / "target.toml", tmp_path / "link.toml"
    link.symlink_to(target)
    write_programme(SMALL, str(link))
    assert link.is_symlink()
    assert target.read_text("utf-8") == WRITTEN
    umask = os.umask(0)
    os.umask(umask)
    assert target.stat().st_mode & 0o777 == 0o666 & ~umask


def test_defaults_are_left_out():
    assert to_data(attrs.evolve(SMALL, stakeholders=[], ties=[], participations=[], groups=[], scales=[])) == {
        "format": 1,
        "key": "well",
        "label": "Sumur",
        "language": "id",
        "period": "2019/2020",
        "stages": [
            {"key": "plan", "label": "Rencana", "phase": ["plan"]},
            {"key": "do", "label": "Kerja", "phase": ["implement"]},
        ],
    }
