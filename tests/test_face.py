"""The face: its names, what importing it loads, and what each name says of itself."""

import doctest
import importlib
import inspect
import pkgutil
import subprocess
import sys
from enum import Enum
from types import ModuleType

import attrs
import pytest

import pemberdayaan as pb

NAMES = sorted(pb.__all__)
VERBS = [name for name in NAMES if inspect.isfunction(getattr(pb, name))]
CLASSES = [name for name in NAMES if inspect.isclass(getattr(pb, name))]
ROOMS = [name for name in NAMES if isinstance(getattr(pb, name), ModuleType)]
MODULES = [
    module.name
    for module in pkgutil.walk_packages(pb.__path__, "pemberdayaan.")
    if not module.name.endswith("__main__")
]


# What the face itself needs to read some of its names on first use.
NEEDED = {"Any", "TYPE_CHECKING", "import_module"}


def test_all_is_exact():
    public = {name for name, value in vars(pb).items() if name[0] != "_" and not isinstance(value, ModuleType)}
    assert public - NEEDED | set(pb._LATER) == set(pb.__all__)
    assert dir(pb) == NAMES
    with pytest.raises(AttributeError, match="no attribute 'plot'"):
        pb.plot  # noqa: B018


def test_each_module_says_what_it_offers():
    for name in MODULES:
        module = importlib.import_module(name)
        if hasattr(module, "__path__"):
            continue
        missing = [each for each in module.__all__ if not hasattr(module, each)]
        assert (name, missing) == (name, [])


def test_importing_it_loads_no_heavy_library():
    code = "import sys, pemberdayaan; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"matplotlib", "scipy", "pandas", "polars", "pyarrow", "duckdb", "openpyxl"}


def parameters_of(name):
    """The names that a docstring must explain: those of a signature, or of the fields that are a class's own."""
    value = getattr(pb, name)
    if inspect.isfunction(value):
        return [parameter.name for parameter in inspect.signature(value).parameters.values()]
    if issubclass(value, Enum) or "__attrs_attrs__" not in vars(value):
        return []
    return [field.name for field in attrs.fields(value) if field.init and not field.inherited]


def explained(text):
    """The names in the section of parameters."""
    section = inspect.cleandoc(text).partition("Parameters\n----------\n")[2].partition("\n\n")[0]
    lines = section.splitlines()
    names = "".join(line for line in lines if line[:1] != " ")
    return {part.strip(" \\") for line in lines if line[:1] != " " for part in line.split(",")} if names else set()


@pytest.mark.parametrize("name", [*VERBS, *CLASSES])
def test_a_name_explains_its_parameters(name):
    text = getattr(pb, name).__doc__
    assert text
    assert text.splitlines()[0].strip()
    wanted = {each.lstrip("_") for each in parameters_of(name)}
    assert wanted - explained(text) == set()


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_says_what_it_gives_and_shows_it(name):
    verb = getattr(pb, name)
    text = inspect.cleandoc(verb.__doc__)
    assert "Examples\n--------" in text
    gives = inspect.signature(verb).return_annotation
    assert gives is not inspect.Signature.empty


# what somebody who reads or writes programmes and frameworks meets first
MAIN = """
    Activity Assessment Collaboration Condition Contribution Contributions Coverage Distribution Element Fault Framework
    Gate GateRule Grid Group Headcount Indicator Initiative InvalidInput LadderRule Match Matrix Observation
    Participation Period Profile ProfileRule Programme ProgrammeBenefit ProgrammeStage Quantity Questions Reading
    Reference Relation Remark Scale Stakeholder Text Tie
""".split()


@pytest.mark.parametrize("name", MAIN)
def test_a_main_noun_shows_itself(name):
    assert "Examples\n--------" in inspect.cleandoc(getattr(pb, name).__doc__)


@pytest.mark.parametrize("name", CLASSES)
def test_public_methods_have_a_sentence(name):
    for key, value in vars(getattr(pb, name)).items():
        inner = value.fget if isinstance(value, property) else getattr(value, "func", value)
        if not key.startswith("_") and inspect.isfunction(inner):
            assert (key, bool(inner.__doc__)) == (key, True)


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_is_documented(name):
    room = getattr(pb, name)
    assert room.__doc__
    for key in room.__all__:
        value = getattr(room, key)
        if inspect.isfunction(value):
            assert "Examples\n--------" in inspect.cleandoc(value.__doc__)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run(name):
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    assert doctest.testmod(importlib.import_module(name), optionflags=flags).failed == 0
