#!/usr/bin/env -S uv run --script
# /// script
# dependencies = ["nox>=2025.10.14"]
# ///
"""The project's tasks; `nox -l` lists them, `.ci/run` holds all that must pass."""

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.10.14"
nox.options.default_venv_backend = "uv|virtualenv"

PROJECT = nox.project.load_toml("pyproject.toml")
DOCS = Path("docs")
BUILD = DOCS / "_build"


def groups(session: nox.Session, *names: str) -> None:
    """Install the project and some of its dependency groups."""
    session.install("-e.", *(f"--group={name}" for name in names))


@nox.session(python=nox.project.python_versions(PROJECT), default=False)
def tests(session: nox.Session) -> None:
    """Run the tests and the doctests, on each Python that is found."""
    groups(session, "test")
    session.run("pytest", *session.posargs)
    session.run("pytest", "--doctest-modules", "src")


@nox.session
def coverage(session: nox.Session) -> None:
    """Run the tests and show what they do not reach."""
    groups(session, "test")
    session.run("pytest", "--cov", "--cov-report=term", *session.posargs)


@nox.session(default=False)
def engines(session: nox.Session) -> None:
    """Run the tests of every engine, PySpark in a local session among them; needs Java 17."""
    groups(session, "spark")
    session.run("pytest", "-n", "0", "-m", "engine or spark", "tests/engines", *session.posargs)


@nox.session
def check(session: nox.Session) -> None:
    """Format, lint, types, spelling and the project's own files."""
    groups(session, "test", "check")
    session.run("ruff", "format", "--check")
    session.run("ruff", "check")
    session.run("mypy")
    session.run("codespell")
    session.run("validate-pyproject", "pyproject.toml")
    session.run("repo-review", ".")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documents afresh in both languages."""
    groups(session, "docs")
    for made in (BUILD, DOCS / "gallery", DOCS / "frameworks", DOCS / "api"):
        shutil.rmtree(made, ignore_errors=True)
    for language in ("en", "id"):
        session.run(
            *("sphinx-build", "-W", "--keep-going", "-n", "-D", f"language={language}"),
            *("-d", str(BUILD / "doctrees" / language), str(DOCS), str(BUILD / "html" / language)),
        )


@nox.session(default=False)
def translate(session: nox.Session) -> None:
    """Bring docs/locales up to the English pages; then fill what is empty or fuzzy."""
    groups(session, "docs")
    messages = BUILD / "gettext"
    shutil.rmtree(messages, ignore_errors=True)
    session.run("sphinx-build", "-b", "gettext", "-t", "translate", str(DOCS), str(messages))
    session.run("sphinx-intl", "update", "-p", str(messages), "-d", str(DOCS / "locales"), "-l", "id", "-w", "0")


if __name__ == "__main__":
    nox.main()
