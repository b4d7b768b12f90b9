"""The command line: what it prints, where it prints it, and how it ends."""

import json
import os
import subprocess
import sys

import openpyxl
import pytest
from gold.frameworks import JUDGING

import pemberdayaan as pb
from pemberdayaan.__main__ import main

PROGRAMME = """\
format = 1
key = "well"
label = "Sumur"
language = "id"
source = "minutes"
references.minutes = "Notulen"
stakeholders.kades = { label = { id = "Kepala desa", en = "Village head" }, sector = "government" }
ties = [{ from = "kades", to = "kades", source = "minutes, p. 3" }]
"""
BROKEN = PROGRAMME + 'colour = "red"\ninitiative.idea = "kadus"\n'


def start(*words, **options):
    """The command in a process of its own."""
    command = [sys.executable, "-W", "error", "-m", "pemberdayaan", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


@pytest.fixture
def run(capsys):
    """Run a command: how it ended, what it printed, what it complained of."""

    def command(*words):
        code = main(words)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.fixture
def well(tmp_path):
    path = tmp_path / "well.toml"
    path.write_text(PROGRAMME, "utf-8")
    return str(path)


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "broken.toml"
    path.write_text(BROKEN, "utf-8")
    return str(path)


# --- assess --------------------------------------------------------------------------------------------------------


def test_assess_prints_the_verdict_with_its_evidence(run):
    code, out, err = run("assess", "--example", "lkms_kartini")
    assert (code, err) == (0, "")
    assert out.startswith("LKMS Kartini, Sukabumi")
    assert "Belum memenuhi kriteria" in out
    assert "[2, hlm. 57-58]" in out
    _, english, _ = run("assess", "--example", "lkms_kartini", "--language", "en")
    assert "Criteria not met" in english


@pytest.mark.parametrize("name", pb.examples())
@pytest.mark.parametrize("framework", JUDGING)
def test_every_example_by_every_framework(run, name, framework):
    code, out, err = run("assess", "--example", name, "--framework", framework)
    assert (code, err) == (0, "")
    assert out


def test_assess_prints_the_data_of_the_assessment(run):
    code, out, err = run("assess", "--example", "lkms_kartini", "--json")
    assert (code, err) == (0, "")
    assert out == pb.assess(pb.example("lkms_kartini")).to_json() + "\n"
    assert json.loads(out)["verdict"] == "unmet"


def test_assess_a_file_with_little_in_it(run, well):
    code, out, err = run("assess", well)
    assert (code, err) == (0, "")
    assert out.startswith("Sumur")


def test_assess_a_period(run):
    _, out, _ = run("assess", "--example", "praga_polnoc", "--json", "--period", "2019")
    assert out == pb.assess(pb.example("praga_polnoc").during(2019)).to_json() + "\n"


def test_assess_by_a_framework_of_one_s_own(run, well, tmp_path):
    own = tmp_path / "own.json"
    pb.write_framework(pb.framework("laverack-2001"), own)
    assert run("assess", well, "--framework", str(own)) == run("assess", well, "--framework", "laverack-2001")


@pytest.mark.parametrize("language", ["id", "en"])
def test_assess_writes_the_report(run, language, tmp_path):
    path = tmp_path / "laporan.html"
    code, out, err = run("assess", "--example", "lkms_kartini", "--report", str(path), "--language", language)
    assert (code, err) == (0, "")
    assert out.rstrip().endswith(str(path))
    assert f'<html lang="{language}"' in path.read_text("utf-8")


def test_data_stays_data_beside_a_report(run, tmp_path):
    path = tmp_path / "report.html"
    _, out, _ = run("assess", "--example", "lkms_kartini", "--report", str(path), "--json")
    assert json.loads(out)
    assert path.is_file()


def test_a_report_that_cannot_be_written(run, tmp_path):
    code, _, err = run("assess", "--example", "lkms_kartini", "--report", str(tmp_path / "no" / "report.html"))
    assert code == 2
    assert "No such file or directory" in err
    assert "Traceback" not in err


def test_assess_without_matplotlib(tmp_path):
    (tmp_path / "matplotlib.py").write_text("raise ImportError('no matplotlib here')\n")
    path = os.pathsep.join([str(tmp_path), *sys.path])
    page = tmp_path / "report.html"
    process = start(
        "assess", "--example", "lkms_kartini", "--report", str(page), env={**os.environ, "PYTHONPATH": path}
    )
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert page.is_file()


# --- faults and usage ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["assess", "check"])
def test_faults_come_in_one_block_on_the_error_stream(run, broken, command):
    assert run(command, broken) == (
        1,
        "",
        """\
2 kesalahan dalam broken.toml:
  $.colour: kunci 'colour' tidak dikenal (maksudnya 'country'?)
  $.initiative.idea: pemangku kepentingan 'kadus' tidak ada (maksudnya 'kades'?)
""",
    )
    _, _, english = run(command, broken, "--language", "en")
    assert english.splitlines()[1].startswith("  $.colour: unknown key 'colour'")


@pytest.mark.parametrize(
    "words",
    [
        ("assess", "none.toml"),
        ("assess", "--example", "lkms_kartina"),
        ("assess", "--example", "lkms_kartini", "--framework", "arnstein"),
        ("assess", "--example", "lkms_kartini", "--framework", "none.toml"),
        ("check", "none.toml"),
        ("frameworks", "arnstein"),
    ],
    ids=" ".join,
)
def test_what_does_not_exist_is_a_fault_of_the_input(run, words):
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    assert "tidak ada" in err


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("assess",),
        ("assess", "a.toml", "--example", "lkms_kartini"),
        ("assess", "--example", "lkms_kartini", "--language", "fr"),
        ("assess", "--example", "lkms_kartini", "--period", "soon"),
        ("check",),
        ("schema",),
        ("schema", "report"),
        ("score", "a.toml"),
    ],
    ids=lambda words: " ".join(words) or "nothing",
)
def test_wrong_usage(run, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("usage: python -m pemberdayaan")


def test_help(run):
    code, out, _ = run("--help")
    assert code == 0
    assert "pemberdayaan" in out


# --- frameworks, check, schema -------------------------------------------------------------------------------------


def test_frameworks_are_listed(run):
    code, out, _ = run("frameworks")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == list(pb.frameworks())
    _, english, _ = run("frameworks", "--language", "en")
    assert "Community empowerment" in english


@pytest.mark.parametrize("key", pb.frameworks())
@pytest.mark.parametrize("language", ["id", "en"])
def test_one_framework_in_words(run, key, language):
    framework = pb.framework(key)
    _, out, _ = run("frameworks", key, "--language", language)
    for named in (*framework.elements, *framework.rules):
        assert f"  {named.key}: {named.label[language]}" in out
    assert framework.reference[framework.source[0].partition(",")[0]].title in out


def test_a_framework_of_one_s_own_in_words(run, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('format = 1\nkey = "own"\nlabel = "Own"\nsource = "book, p. 3"\nreferences.book = "Book"\n')
    _, out, _ = run("frameworks", str(own), "--language", "en")
    assert out == "own: Own\nSource: Book, p. 3\nNot yet checked against its source.\n"


def test_check_a_programme(run, well):
    assert run("check", well) == (
        0,
        """\
well.toml: tidak ada kesalahan
well: 1 rujukan, 1 pemangku kepentingan, 1 hubungan
Belum diterjemahkan (1):
  $.label: en
Hanya bertumpu pada sumber umum berkas ini:
  pemangku kepentingan, 1 / 1: kades
""",
        "",
    )


def test_check_a_long_programme_without_sources(run, tmp_path):
    people = [pb.Stakeholder(f"s_{i}", "S", "ngo") for i in range(30)]
    pb.write_programme(pb.Programme("long", "Long", stakeholders=people), tmp_path / "long.json")
    _, out, _ = run("check", str(tmp_path / "long.json"), "--language", "en")
    assert "Not translated (31):" in out
    assert "Without any source:\n  stakeholders, 30 / 30: s_0, s_1, " in out
    assert out.endswith("s_19, and 10 more\n")


def test_check_a_framework(run, tmp_path):
    pb.write_framework(pb.framework("iap2-spectrum"), tmp_path / "iap2.toml")
    code, out, _ = run("check", str(tmp_path / "iap2.toml"))
    assert code == 0
    assert out.startswith("iap2.toml: tidak ada kesalahan\niap2-spectrum: ")
    assert "Belum" not in out


@pytest.mark.parametrize("noun", ["programme", "framework"])
def test_a_schema_is_printed(run, noun):
    code, out, _ = run("schema", noun)
    assert code == 0
    assert json.loads(out)["title"].lower() == noun


# --- the process ---------------------------------------------------------------------------------------------------


def test_a_closed_pipe_is_no_error():
    process = start("schema", "framework")
    assert process.stdout is not None
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait(timeout=60) == 0
    process.stderr.close()


def test_a_terminal_that_knows_no_unicode(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('format = 1\nkey = "own"\nlabel = "Swadaya … café"\n', "utf-8")
    process = start("frameworks", str(own), env={**os.environ, "PYTHONIOENCODING": "ascii"})
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert out.startswith("own: Swadaya \\u2026 caf\\xe9")


# --- forms and templates -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "said"), [("id", "Templat ditulis ke"), ("en", "The template is in")])
def test_a_template_is_written_and_an_empty_one_lacks_the_programme(run, tmp_path, language, said):
    path = tmp_path / "desa.xlsx"
    code, out, err = run("template", str(path), "--language", language)
    assert (code, out, err) == (0, f"{said} {path}\n", "")
    code, out, err = run("check", str(path))
    assert (code, out) == (1, "")
    assert "Program" in err


@pytest.mark.parametrize(("language", "said"), [("id", "Formulir ditulis ke"), ("en", "The form is in")])
def test_a_form_is_written(run, tmp_path, language, said):
    path = tmp_path / "form.xlsx"
    assert run("form", "laverack-2001", str(path), "--language", language) == (0, f"{said} {path}\n", "")
    assert path.stat().st_size > 0


def test_a_form_may_ask_for_each_stage_of_a_programme(run, tmp_path):
    path, well = tmp_path / "form.xlsx", tmp_path / "well.toml"
    well.write_text(
        PROGRAMME.replace("ties =", 'stages = { rembuk = { label = "Rembuk", phase = "plan" } }\nties ='), "utf-8"
    )
    code, _, err = run("form", "arnstein-1969", str(path), "--programme", str(well))
    assert (code, err) == (0, "")
    sheet = openpyxl.load_workbook(path)["survey"]
    assert any("rembuk" in str(cell.value) for row in sheet.rows for cell in row)


def test_a_form_of_what_is_no_framework(run, tmp_path):
    code, out, err = run("form", "laverak-2001", str(tmp_path / "form.xlsx"))
    assert (code, out) == (1, "")
    assert "laverack-2001" in err


def test_a_library_that_is_not_installed_is_named(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    code, out, err = run("template", str(tmp_path / "desa.xlsx"))
    assert (code, out) == (2, "")
    assert "pip install openpyxl" in err
