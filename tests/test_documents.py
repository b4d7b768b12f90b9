"""What the README promises, and what must agree between the project's own documents."""

import importlib
import re
import runpy
import subprocess
import sys
import tomllib
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import networkx as nx
import polars as pl
import pytest
from openpyxl import load_workbook

import pemberdayaan as pb
from pemberdayaan.catalogue.checking import untranslated

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def fenced(marker):
    """The code between a marker of the README and its end."""
    found = re.search(rf"<!-- {marker} -->\s*```\w+\n(.*?)\n```\s*<!-- end -->", README, re.DOTALL)
    assert found, f"README has no {marker}"
    return found[1]


@pytest.mark.parametrize("name", ["assess", "test"])
def test_a_command_is_one_line_and_needs_only_python(name):
    command = fenced(f"command: {name}")
    assert "\n" not in command
    assert {part.split()[0] for part in command.split("&&")} == {"python3", ".venv/bin/python"}


def test_the_assessment_of_the_readme_runs(tmp_path):
    _, _, last = fenced("command: assess").rpartition("&& ")
    words = last.replace(".venv/bin/python", sys.executable).split()
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Kartini" in done.stdout
    assert "Kartini" in (tmp_path / "kartini.html").read_text(encoding="utf-8")


def test_the_example_of_the_readme_runs(tmp_path, monkeypatch):
    code = fenced("example")
    assert len([line for line in code.splitlines() if line]) == 6
    (tmp_path / "example.py").write_text(code, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    runpy.run_path("example.py")
    assert (tmp_path / "kartini.html").exists()


def test_the_tables_of_the_readme_are_scored(tmp_path, monkeypatch):
    code = "\n\n".join(fenced(f"example: {name}") for name in ("index", "counting"))
    (tmp_path / "example.py").write_text(code, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = runpy.run_path("example.py")
    assert len(found["scores"].units) == 392
    assert found["weai"].groups == ("east", "north", "south", "west")
    assert found["weai"].whos == ("women", "men")
    assert found["weai"].households.used > 0


def test_the_version_is_the_same_everywhere():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^version: (.*)$", citation, re.MULTILINE)[1] == PROJECT["version"]
    assert re.search(r"^## \[(\d.*?)\]", changelog, re.MULTILINE)[1] == PROJECT["version"]
    assert re.search(r"version = {(.*)}", README)[1] == PROJECT["version"]


def test_each_dependency_has_its_reason():
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    extras = PROJECT["optional-dependencies"]
    needed = [*PROJECT["dependencies"], *extras["plot"], *extras["excel"], *extras["frames"]]
    names = [re.match(r"[\w-]+", requirement)[0] for requirement in needed]
    assert [name for name in names if not re.search(rf"^\| {name}\b.* \| \w", contributing, re.MULTILINE)] == []


def test_every_message_of_the_pages_is_translated():
    found = runpy.run_path(str(ROOT / "docs" / "untranslated.py"))["untranslated"]
    assert list(found(ROOT / "docs" / "locales")) == []


@pytest.mark.parametrize(
    ("entry", "bad"),
    [
        ('msgid "a"\nmsgstr "b"', False),
        ('msgid "a"\nmsgstr ""', True),
        ('#, fuzzy\nmsgid "a"\nmsgstr "b"', True),
        ('msgid ""\n"a"\n"b"\nmsgstr ""\n"c"', False),
        ('msgid ""\n"a"\nmsgstr ""', True),
        ('#~ msgid "a"\n#~ msgstr ""', False),
    ],
    ids=["done", "empty", "fuzzy", "long", "long and empty", "obsolete"],
)
def test_an_untranslated_message_is_found(tmp_path, entry, bad):
    found = runpy.run_path(str(ROOT / "docs" / "untranslated.py"))["untranslated"]
    (tmp_path / "page.po").write_text(f'msgid ""\nmsgstr ""\n"Language: id\\n"\n\n{entry}\n', encoding="utf-8")
    assert bool(list(found(tmp_path))) is bad


# --- the pages ------------------------------------------------------------------------------------------------------

DOCS = ROOT / "docs"
GUIDE = sorted((DOCS / "guide").glob("*.md"))


@pytest.fixture
def extension(monkeypatch):
    """A module of docs/_ext by name."""
    monkeypatch.syspath_prepend(DOCS / "_ext")
    return importlib.import_module


def page(name):
    return (DOCS / name).read_text(encoding="utf-8")


def test_every_name_stands_in_the_reference(extension):
    reference = extension("reference_page")
    for language in (0, 1):
        listed = set(re.findall(r"^   (\w+)$", reference.index(language), re.MULTILINE)) | set(reference.VALUES)
        assert all(f".. py:data:: {name}" in reference.measures(language) for name in reference.VALUES)
        rooms = {name for name in pb.__all__ if isinstance(getattr(pb, name), ModuleType)}
        assert set(pb.__all__) - rooms <= listed
        for room in rooms:
            assert set(getattr(pb, room).__all__) <= listed
        assert all(f".. _measure-{name}:" in reference.measures(language) for name in pb.PROGRAMME_MEASURES)


@pytest.mark.parametrize("key", pb.frameworks())
@pytest.mark.parametrize("language", ["en", "id"])
def test_a_framework_has_a_page_with_all_of_it(extension, key, language):
    one = pb.framework(key)
    text = extension("framework_pages").Page(one, language).text()
    plain = extension("framework_pages").plain
    for part in (*one.elements, *one.scales, *one.rules):
        assert f"`{part.key}`" in text
        assert plain(part.label[language]) in text
    for part in (*one.elements, *one.relations):
        if getattr(part, "why", None) or getattr(part, "definition", None):
            assert plain((getattr(part, "why", None) or part.definition)[language]) in text
    for indicator in one.indicators:
        assert indicator.measure is None or f"<measure-{indicator.measure}>" in text
        assert indicator.limit is None or plain(indicator.limit[language]) in text
    assert all(plain(reference.title).rstrip(".") in text for reference in one.references)


def test_everything_that_ships_is_in_the_table_of_what_is_included():
    included = page("included.md")
    for name in pb.PROGRAMME_MEASURES:
        assert included.count(f"| [`{name}`](measure-{name}) |") == 1
    said = {"full": "in full", "partly": "in part", "memory": "not yet"}
    for key in pb.frameworks():
        assert included.count(f"| {said[pb.framework(key).checked]} | [page](frameworks/{key}.md) |") == 1
    for name in pb.examples():
        assert included.count(f"\n| `{name}` |") == 1
    rows = set(re.findall(r"^\| \[`([\w.]+)`\]", included, re.MULTILINE))
    assert rows == set(pb.PROGRAMME_MEASURES)


def test_each_measure_of_a_questionnaire_is_in_the_table_of_what_is_included():
    included = page("included.md")
    told = {"as_observations", "method"}  # they tell a result and measure nothing
    functions = {name for name in pb.questionnaire.__all__ if name[0].islower()} - told
    listed = re.findall(r"^\| {py:obj}`(\w+) <pemberdayaan\.measures\.questionnaire\.\1>` \|", included, re.MULTILINE)
    assert sorted(listed) == sorted(functions)


def test_each_measure_of_counting_is_in_the_table_of_what_is_included():
    section = page("included.md").partition("\n## Counting\n")[2].partition("\n## ")[0]
    functions = {name for name in pb.counting.__all__ if name[0].islower()}
    assert set(re.findall(r"{py:obj}`(\w+) <pemberdayaan\.measures\.counting\.\1>`", section)) == functions
    rule = pb.CountRule("count", "Counting", weights={"land": 1, "cattle": 1}, cutoff="1/2")
    indicators = [pb.Indicator(key, key, cutoff=5) for key, _ in rule.weights]
    frame = {"land": [2, 9, 1, 9], "cattle": [7, 3, 1, 9], "home": [1, 1, 2, 2], "sex": list("wmwm"), "hamlet": [1] * 4}
    population = pb.Population(pl.DataFrame(frame), pairs=pb.Pairs("home", "sex", women="w", men="m"))
    scores = pb.score(population, pb.Framework("ours", "Ours", indicators=indicators, rules=[rule]), by="hamlet")
    first = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", section, re.MULTILINE)
    named = {name for cell in first for name in re.findall(r"`(\w+)`", cell)}
    assert named == {block.measure for block in scores.blocks} | {"3DE", "se", "low", "high", "df"}


COUNTING_ROOMS = """
    alkire_foster cutoff_curves gaps gender_parity intervals linearisation patterns resampling shapley survey_design
    weight_sets
""".split()


@pytest.mark.parametrize("room", COUNTING_ROOMS)
def test_each_kernel_of_counting_is_in_the_table_of_what_is_included(room):
    listed = re.findall(rf"{{py:obj}}`(\w+) <pemberdayaan\.kernels\.{room}\.\1>`", page("included.md"))
    assert sorted(listed) == sorted(name for name in getattr(pb.kernels, room).__all__ if name[0].islower())


def test_each_measure_of_a_network_is_in_the_table_and_in_the_guide():
    included, guide = page("included.md"), page("guide/network.md")
    functions = {name for name in pb.network.__all__ if name[0].islower()}
    listed = re.findall(r"{py:obj}`(\w+) <pemberdayaan\.measures\.network\.\1>`", included)
    assert sorted(listed) == sorted(functions)
    cannot = guide.split("| it cannot say |")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", cannot)) == functions


def test_the_brokerage_that_the_guide_counts_by_hand_is_what_is_computed():
    guide = page("guide/network.md")
    pairs = re.findall(r'^        \("(\w+)", "(\w+)"\),$', guide, re.MULTILINE)
    names, sectors = (re.findall(r'"(\w+)"', re.search(rf'"{key}": \[(.*)\]', guide)[1]) for key in ("actor", "sector"))
    graph = nx.DiGraph(pairs)
    nx.set_node_attributes(graph, dict(zip(names, sectors, strict=True)), "sector")
    told = re.findall(r"^\| [\w ]+, \*([\w ]+)\*, [\w ]+ \| no \| .* \| (\w+) \|$", guide, re.MULTILINE)
    found = pb.network.brokerage(graph)
    counted = {(name, role): n for name in names for role, n in found.of(name).items() if n and role != "total"}
    assert {(who.replace(" ", "_"), role): told.count((who, role)) for who, role in told} == counted


# what the table says that a measure is tested against: the programme, the indicator, whose, what is read
TESTED = [
    ("lkms_kartini", "initiative_parts", "members", "outside"),
    ("praga_polnoc", "initiative_activities", "inside", 1),
    ("lkms_kartini", "initiative_activities", "members", (0, Fraction(1, 3))),
    ("lkms_kartini", "participation_phases", "members", 2),
    ("lkms_kartini", "participation_phases", "inside", 3),
    ("lkms_kartini", "subject_decides", "members", "does_not_decide"),
    ("praga_polnoc", "subject_decides", "inside", "decides"),
]


@pytest.mark.parametrize(("name", "indicator", "who", "value"), TESTED)
def test_the_table_of_what_is_included_says_what_the_gate_reads(name, indicator, who, value):
    gate = pb.assess(pb.example(name)).gate
    criteria = gate.criteria if who == "members" else gate.inside
    found = {each.indicator: each.reading.value for one in criteria for each in one.indicators}
    assert found[indicator] == value


def test_the_table_of_what_is_included_says_what_the_profile_reads():
    measures = pb.PROGRAMME_MEASURES
    praga, paseban = pb.example("praga_polnoc"), pb.example("pnpm_paseban")
    reached = dict(measures["participation.reach"](praga).parts)
    assert reached["decide 2019"].value == Fraction(1929, 63693)
    represented = dict(measures["justice.representation"](praga).parts)
    assert round(float(represented["participants women 2019"].value), 3) == 1.158
    assert [part.value for _, part in measures["resources.lasting"](paseban, months=12).parts] == [3]
    shares = dict(measures["resources.inside_share"](paseban).parts)
    assert [(part.value, "unvalued: 1 from inside" in str(part.note)) for part in shares.values()] == [(None, True)]


@pytest.mark.parametrize("key", pb.frameworks())
def test_no_text_of_a_framework_lacks_a_language(key):
    assert untranslated(pb.framework(key)) == ()


@pytest.mark.parametrize("name", pb.examples())
def test_no_text_of_a_bundled_programme_lacks_a_language(name):
    assert untranslated(pb.example(name)) == ()


def test_the_glossary_has_each_word_of_the_house_in_both_languages():
    text = re.sub(r"^```.*$", "", page("glossary.md"), flags=re.MULTILINE)
    entries = re.findall(r"((?:^[^\s#].*\n)+)(?=^  \S)", text, re.MULTILINE)
    terms = [names.splitlines() for names in entries]
    house = "indicator index score measure measurement kernel rule level class phase".split()
    assert set(house) <= {names[0] for names in terms}
    assert all(len(names) >= 2 for names in terms)
    every = [name for names in terms for name in names]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("path", sorted((DOCS / "locales").rglob("*.po")), ids=lambda path: "-".join(path.parts[-2:]))
def test_a_translation_keeps_nothing_obsolete(path):
    assert not re.search(r"^#~", path.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: path.stem)
def test_a_page_of_the_guide_has_its_translation(path):
    translation = (DOCS / "locales/id/LC_MESSAGES/guide" / f"{path.stem}.po").read_text(encoding="utf-8")
    quoted = [line.lstrip("# ") for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    titles = [title for title in quoted if f'msgid "{title}"' in translation]
    assert titles
    assert titles[0] == quoted[0]


# --- the programme file that the guide builds -----------------------------------------------------------------------

VILLAGES = {"en": "village.toml", "id": "desa.toml"}


def village_file(language, names):
    return DOCS / "guide" / "village" / language / names[language]


def village(language):
    return village_file(language, VILLAGES)


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_file_of_the_guide_is_read_and_shown_whole(language):
    programme = pb.read_programme(village(language))
    assert programme.synthetic
    assert programme.language == language
    text = village(language).read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"^# \((\d+)\)", text, re.MULTILINE)]
    assert numbers == list(range(1, 17))
    shown = re.findall(r':start-after: "# \((\d+)\)"', page("guide/programme_file.md"))
    assert [int(number) for number in shown] == numbers


def test_the_file_of_the_guide_says_the_same_in_both_languages():
    one, other = (pb.assess(pb.read_programme(village(language))) for language in ("en", "id"))
    for before, after in zip(one.gate.rows(), other.gate.rows(), strict=True):
        for row in (before, after):
            row.pop("references")
        assert before == after
    assert one.coverage.records == other.coverage.records
    assert one.gate.verdict.value == "unknown"
    assert [row["why"] for row in one.questions.rows()] == [row["why"] for row in other.questions.rows()]


# --- the workbook that the guide fills in ---------------------------------------------------------------------------

TYPED = {"en": "workbook.toml", "id": "bukukerja.toml"}


def filled(language, folder):
    """The template with what the guide's file types into it, as a programme; the same by hand on the page."""
    path = folder / f"{language}.xlsx"
    pb.programme_template(path, language=language)
    book = load_workbook(path)
    for name, rows in tomllib.loads(village_file(language, TYPED).read_text(encoding="utf-8")).items():
        sheet = book[name]
        if isinstance(rows, dict):
            for field, value, *_ in sheet.iter_rows(min_row=2, max_col=2):
                value.value = rows.pop(field.value, None)
            assert rows == {}
        else:
            headings = [cell.value for cell in sheet[1]]
            for number, row in enumerate(rows, 2):
                for heading, value in row.items():
                    sheet.cell(number, headings.index(heading) + 1, value)
    book.save(path)
    return pb.read_programme(path)


def test_the_workbook_of_the_guide_says_the_same_in_both_languages(tmp_path):
    programmes = [filled(language, tmp_path) for language in ("en", "id")]
    assert [one.language for one in programmes] == ["en", "id"]
    assert all(one.synthetic for one in programmes)
    one, other = (pb.assess(each) for each in programmes)
    for before, after in zip(one.gate.rows(), other.gate.rows(), strict=True):
        for row in (before, after):
            row.pop("references")
        assert before == after
    assert one.coverage.records == other.coverage.records


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_guide_tells_each_sheet_of_the_workbook(tmp_path, language):
    pb.programme_template(tmp_path / "x.xlsx", language=language)
    sheets = [sheet.title for sheet in load_workbook(tmp_path / "x.xlsx") if sheet.sheet_state == "visible"]
    if language == "en":
        told = re.findall(r"^\| (\w+) \| ", page("guide/workbook.md"), re.MULTILINE)
    else:
        told = re.findall(r'^msgstr "(\w+)"$', page("locales/id/LC_MESSAGES/guide/workbook.po"), re.MULTILINE)
    assert [name for name in told if name in sheets] == sheets[1:]


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_snippet_that_is_complete_is_read(extension, language):
    text = page("guide/programme_file.md")
    if language == "id":
        follow = extension("page_language")
        text = follow.CODE.sub(lambda code: follow.translated(code[0]), text)
    snippets = re.findall(r"^% complete\n```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert len(snippets) == 3
    for snippet in snippets:
        assert pb.read_programme(snippet.encode()).key == {"en": "clean_water", "id": "air_bersih"}[language]


def test_code_of_the_guide_follows_the_language_of_the_build(extension):
    translated = extension("page_language").translated
    code = 'pb.plots.profile(a, language="en"); language = "en"; pb.read_programme("village/en/village.toml")'
    assert translated(code) == (
        'pb.plots.profile(a, language="id"); language = "id"; pb.read_programme("village/id/desa.toml")'
    )
