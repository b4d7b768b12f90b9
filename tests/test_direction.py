"""Who may import whom: the table of floors in CONTRIBUTING, and the order of the rooms inside measures."""

import ast
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "pemberdayaan"

# floor -> what it may import of ours
OURS = {
    "messages": {"messages"},
    "errors": {"errors", "messages"},
    "model": {"errors", "model"},
    "kernels": {"errors", "kernels"},
    "catalogue": {"errors", "model", "catalogue"},
    "measures": {"errors", "model", "kernels", "catalogue.library", "catalogue.forms", "measures"},
    "show": {"errors", "model", "measures", "show"},
}
# place -> third parties when the module is imported, and those that only a function may import
THIRD = {
    "messages": (set(), set()),
    "errors": ({"attrs"}, set()),
    "model": ({"attrs"}, set()),
    "kernels": ({"numpy"}, {"scipy"}),
    "catalogue": ({"attrs", "cattrs", "tomli_w"}, set()),
    "catalogue.forms": ({"attrs", "cattrs", "tomli_w"}, {"openpyxl"}),
    "measures": ({"attrs", "numpy", "narwhals"}, set()),
    "measures.collaboration": ({"attrs", "numpy", "narwhals", "networkx"}, set()),
    "measures.graphs": ({"attrs", "numpy", "narwhals", "networkx"}, set()),
    "measures.network": ({"attrs", "numpy", "narwhals", "networkx"}, set()),
    "show": ({"attrs", "numpy"}, {"matplotlib", "networkx"}),
    "__main__": (set(), set()),
    "": (set(), set()),
}
# inside measures; every other room stands at 1
ORDER = {
    "result": 0,
    "cells": 0,
    "design": 0,
    "drawing": 0,
    "intervals": 0,
    "population": 0,
    "pooling": 0,
    "sampling": 0,
    "sums": 0,
    "library": 2,
    "assessment": 3,
    "change": 4,
    "comparing": 4.5,
    "years": 4.5,
    "scoring": 3,
    "": 5,
}


def within(module, place):
    return module == place or module.startswith(place + ".") or not place


def imports(tree, package, known):
    """(imported module, how) for each import; how is one of now, later (in a function), typing."""

    def visit(node, how):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) and how == "now":
            how = "later"
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            for child in node.body:
                yield from visit(child, "typing")
            for child in node.orelse:
                yield from visit(child, how)
            return
        if isinstance(node, ast.Import):
            yield from ((alias.name, how) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            above = ["pemberdayaan", *package][: len(package) + 2 - node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((full if (full := f"{base}.{a.name}") in known else base, how) for a in node.names)
        for child in ast.iter_child_nodes(node):
            yield from visit(child, how)

    yield from visit(tree, "now")


def violations(source):
    """What in a source tree goes against the table, one sentence each."""
    files = {path: path.relative_to(source).with_suffix("").parts for path in sorted(source.rglob("*.py"))}
    names = {path: tuple(part for part in parts if part != "__init__") for path, parts in files.items()}
    known = {".".join(("pemberdayaan", *name)) for name in names.values()}
    graph = {}
    for path, name in names.items():
        module, floor = ".".join(name), name[0] if name else ""
        package = name if path.stem == "__init__" else name[:-1]
        place = max((p for p in THIRD if within(module, p)), key=len)
        for imported, how in imports(ast.parse(path.read_text(encoding="utf-8")), package, known):
            top, _, target = imported.partition(".")
            if top != "pemberdayaan":
                now, later = THIRD[place]
                if not (how == "typing" or top in sys.stdlib_module_names | now or (how == "later" and top in later)):
                    yield f"{module or '__init__'} may not import {top}" + " at module level" * (top in later)
                continue
            if floor in OURS and not any(target and within(target, allowed) for allowed in OURS[floor]):
                yield f"{module} may not import {imported}"
            if how == "typing":
                continue
            graph.setdefault(module, set()).add(target)
            here, there = (m.split(".")[1] if "." in m else "" for m in (module, target))
            if floor == "measures" and within(target, "measures") and ORDER.get(here, 1) < ORDER.get(there, 1):
                yield f"{module} stands below {target}"
    try:
        TopologicalSorter({m: targets - {m} for m, targets in graph.items()}).prepare()
    except CycleError as error:
        yield "circle: " + " -> ".join(error.args[1])


def test_every_import_keeps_to_the_table():
    assert list(violations(SOURCE)) == []


FAULTY = {
    "model/a.py: import numpy": "model.a may not import numpy",
    "model/a.py: from ..measures.b import c": "model.a may not import pemberdayaan.measures.b",
    "errors.py: from .model import a": "errors may not import pemberdayaan.model",
    "errors.py: import pemberdayaan": "errors may not import pemberdayaan",
    "kernels/a.py: from ..model.text import Text": "kernels.a may not import pemberdayaan.model.text",
    "kernels/a.py: import scipy.stats": "kernels.a may not import scipy at module level",
    "kernels/a.py: def f():\n    import attrs": "kernels.a may not import attrs",
    "catalogue/reading.py: def f():\n    import openpyxl": "catalogue.reading may not import openpyxl",
    "measures/a.py: from ..catalogue import read_programme": "measures.a may not import pemberdayaan.catalogue",
    "measures/a.py: import networkx": "measures.a may not import networkx",
    "measures/a.py: from .library import B": "measures.a stands below measures.library",
    "measures/result.py: from .a import B": "measures.result stands below measures.a",
    "measures/library.py: from . import assessment": "measures.library stands below measures.assessment",
    "show/a.py: import matplotlib.figure": "show.a may not import matplotlib at module level",
    "show/a.py: if x:\n    from ..kernels import b": "show.a may not import pemberdayaan.kernels",
    "measures/a.py: def f():\n    from . import result, b\nmeasures/b.py: from .a import f": "circle: ",
    "__init__.py: import numpy": "__init__ may not import numpy",
}
SOUND = [
    "kernels/a.py: def f():\n    from scipy import stats",
    "catalogue/forms.py: def f():\n    import openpyxl",
    "measures/a.py: from ..catalogue.library import framework",
    "measures/a.py: from ..catalogue import library",
    "measures/network/holes.py: import networkx\nfrom ..result import R\nfrom ...model import text",
    "measures/assessment.py: from .library import P\nfrom . import result\nfrom ..kernels.arrays import a",
    "show/a.py: from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from matplotlib.axes import Axes",
    "measures/a.py: if TYPE_CHECKING:\n    from .b import c\nmeasures/b.py: from .a import d",
    "__init__.py: from .measures.a import b",
    "__main__.py: import pemberdayaan as pb\nfrom .catalogue.reading import read",
]


def tree(folder, text):
    """Write `name.py: code` sections into a folder, with the modules that they speak of beside them."""
    for name in ("model/text", "catalogue/library", "measures/result", "measures/library", "measures/assessment"):
        path = folder / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.touch()
    path = None
    for line in text.splitlines():
        name, found, code = line.partition(".py: ")
        if found:
            path, line = folder / f"{name}.py", code
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("")
        path.write_text(path.read_text() + line + "\n")
    return folder


@pytest.mark.parametrize("text", FAULTY, ids=range(len(FAULTY)))
def test_a_violation_is_found(tmp_path, text):
    found = list(violations(tree(tmp_path, text)))
    assert any(sentence.startswith(FAULTY[text]) for sentence in found), found


@pytest.mark.parametrize("text", SOUND, ids=range(len(SOUND)))
def test_what_the_table_allows_is_not_a_violation(tmp_path, text):
    assert list(violations(tree(tmp_path, text))) == []
