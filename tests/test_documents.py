"""What the README promises, and what must agree between the project's own documents."""

import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

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
    untranslated = runpy.run_path(str(ROOT / "docs" / "untranslated.py"))["untranslated"]
    assert list(untranslated(ROOT / "docs" / "locales")) == []


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
    untranslated = runpy.run_path(str(ROOT / "docs" / "untranslated.py"))["untranslated"]
    (tmp_path / "page.po").write_text(f'msgid ""\nmsgstr ""\n"Language: id\\n"\n\n{entry}\n', encoding="utf-8")
    assert bool(list(untranslated(tmp_path))) is bad
