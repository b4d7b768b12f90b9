"""The pages of reference: every name of the package by what it is for, and every measure; they cannot fall behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pemberdayaan

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

# English, Indonesian, and where the names come from: a module, or one name of it
GROUPS = (
    ("Read and write", "Membaca dan menulis", ("catalogue",)),
    (
        "Assess",
        "Menilai",
        ("measures.assessment", "PROGRAMME_MEASURES", "model.evidence.Reading", "model.evidence.Trace"),
    ),
    (
        "Compare and rate",
        "Membandingkan dan menilai bersama",
        ("measures.crosswalk", "measures.ratings", "measures.answers"),
    ),
    (
        "Surveys",
        "Survei",
        ("measures.questionnaire", "measures.population", "measures.cells"),
    ),
    (
        "Results",
        "Hasil",
        (
            *("measures.gate", "measures.matrix", "measures.profile", "measures.resources"),
            *("measures.collaboration", "measures.coverage", "measures.placement", "measures.result"),
        ),
    ),
    ("Graphs and networks", "Graf dan jaringan", ("measures.graphs", "measures.network")),
    ("Plots and report", "Gambar dan laporan", ("show",)),
    (
        "Nouns of a programme",
        "Objek program",
        ("model.programme", "model.stakeholders", "model.records", "model.evidence", "model.periods"),
    ),
    ("Nouns of a framework", "Objek kerangka", ("model.framework", "model.relations", "model.grids", "model.elements")),
    ("Rules", "Aturan", ("model.rules",)),
    ("Scales and texts", "Skala dan teks", ("model.scales", "model.text")),
    ("Errors", "Kesalahan", ("errors",)),
)
WORDS = {
    "title": ("Reference", "Rujukan API"),
    "intro": (
        "``import pemberdayaan as pb``, then ``pb.`` and the name. The texts are English.",
        "``import pemberdayaan as pb``, lalu ``pb.`` dan namanya. Uraian setiap nama berbahasa Inggris.",
    ),
    "values": (
        ":data:`PROGRAMME_MEASURES` has the measures by name; :doc:`measures` describes each.",
        ":data:`PROGRAMME_MEASURES` memuat ukuran menurut namanya; uraian tiap ukuran ada di :doc:`measures`.",
    ),
    "measures": ("Programme measures", "Ukuran program"),
    "measures intro": (
        """The measures by the names that a framework's file writes under ``measure``. What stands under ``with`` is
   handed on by keyword. :doc:`/included` has them in one table.""",
        """Ukuran menurut nama yang ditulis berkas kerangka pada ``measure``. Isi ``with`` diteruskan sebagai argumen
   bernama. Tabel ringkasnya ada di :doc:`/included`.""",
    ),
}
# described on the page of the measures: a value has no docstring
VALUES = ("PROGRAMME_MEASURES",)


def home(name: str) -> str:
    """Where a name of the package comes from, below the package."""
    value = getattr(pemberdayaan, name)
    if isinstance(value, ModuleType):
        return value.__name__.removeprefix("pemberdayaan.")
    module = getattr(value, "__module__", "").removeprefix("pemberdayaan.")
    return f"{module}.{name}" if module and module != "builtins" else name


def group_of(name: str) -> int:
    """The group of the longest place that fits."""
    where = home(name)
    fits = [
        (len(place), index)
        for index, (_, _, places) in enumerate(GROUPS)
        for place in places
        if place in (name, where) or where.startswith(f"{place}.")
    ]
    if not fits:
        raise LookupError(f"the reference has no group for pb.{name} of {where}")
    return max(fits)[1]


def entries(names: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Lists for autosummary: the module that they are looked up in, and the names."""
    yield "pemberdayaan", [name for name in names if not isinstance(getattr(pemberdayaan, name), ModuleType)]
    for name in names:
        room: Any = getattr(pemberdayaan, name)
        if isinstance(room, ModuleType):
            # what the face has too stands there, once
            yield (
                room.__name__,
                [one for one in room.__all__ if getattr(pemberdayaan, one, None) is not getattr(room, one)],
            )


def heading(text: str, line: str) -> str:
    return f"{text}\n{line * len(text)}"


def index(language: int) -> str:
    names = sorted(pemberdayaan.__all__, key=str.lower)
    parts = [heading(WORDS["title"][language], "="), WORDS["intro"][language]]
    for number, titles in enumerate(GROUPS):
        if not any(group_of(name) == number for name in names):
            continue
        for module, listed in entries([name for name in names if group_of(name) == number]):
            if module == "pemberdayaan":
                parts.append(heading(titles[language], "-"))
            else:
                parts.append(f"``pb.{module.rpartition('.')[2]}``")
            if set(VALUES) & set(listed):
                parts.append(f".. currentmodule:: {module}\n\n{WORDS['values'][language]}")
            if listed := [name for name in listed if name not in VALUES]:
                lines = "\n".join(f"   {name}" for name in listed)
                summary = f".. autosummary::\n   :toctree: generated\n   :nosignatures:\n\n{lines}"
                parts.append(f".. currentmodule:: {module}\n\n{summary}")
    parts.append(".. toctree::\n   :hidden:\n\n   measures")
    return "\n\n".join(parts) + "\n"


def measures(language: int) -> str:
    kind = "Mapping[str, Callable[..., Reading]]"
    described = f"   :module: pemberdayaan\n   :type: {kind}\n\n   {WORDS['measures intro'][language]}"
    parts = [heading(WORDS["measures"][language], "="), ".. currentmodule:: pemberdayaan"]
    parts.append(f".. py:data:: PROGRAMME_MEASURES\n{described}")
    for name, function in pemberdayaan.PROGRAMME_MEASURES.items():
        where = f".. autofunction:: {function.__module__}.{function.__qualname__}"
        parts.append(f".. _measure-{name}:\n\n{heading(name, '-')}\n\n{where}")
    return "\n\n".join(parts) + "\n"


def write_pages(app: Sphinx, config: Config) -> None:
    """Write the pages; an unchanged page is left alone, so that it is not read again."""
    language = int(config.language == "id")
    folder = Path(app.srcdir) / "api"
    folder.mkdir(exist_ok=True)
    for name, text in (("index", index(language)), ("measures", measures(language))):
        path = folder / f"{name}.rst"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def resolve(app: Sphinx, env: Any, node: Any, contnode: Any) -> Any:
    """A name of the package that the docstring of a room speaks of."""
    target = node.get("reftarget", "")
    if node.get("refdomain") != "py" or target not in pemberdayaan.__all__:
        return None
    domain = env.get_domain("py")
    return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", f"pemberdayaan.{target}", node, contnode)


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", write_pages)
    app.connect("missing-reference", resolve)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
