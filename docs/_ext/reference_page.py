"""The pages of reference: every name of the package by what it is for, and every measure; they cannot fall behind."""

from __future__ import annotations

import inspect
import re
import sys
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
        (
            "measures.assessment",
            "measures.years",
            "PROGRAMME_MEASURES",
            "model.evidence.Reading",
            "model.evidence.Trace",
        ),
    ),
    (
        "Compare and rate",
        "Membandingkan dan menilai bersama",
        ("measures.comparing", "measures.crosswalk", "measures.ratings", "measures.answers"),
    ),
    (
        "Populations and their scores",
        "Populasi dan skornya",
        ("measures.population", "measures.design", "measures.cells", "measures.scoring"),
    ),
    ("Composite indices", "Indeks komposit", ("measures.index",)),
    ("Counting measures", "Ukuran hitungan", ("measures.counting",)),
    ("Participation", "Partisipasi", ("measures.participation",)),
    ("Inequality", "Ketimpangan", ("measures.inequality",)),
    ("Change", "Perubahan", ("measures.change",)),
    ("Surveys", "Survei", ("measures.questionnaire",)),
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
    (
        "Nouns of a framework",
        "Objek kerangka",
        ("model.framework", "model.relations", "model.grids", "model.elements", "model.adequacy"),
    ),
    ("Rules", "Aturan", ("model.rules", "model.index_rule")),
    ("Scales and texts", "Skala dan teks", ("model.scales", "model.text")),
    ("Errors", "Kesalahan", ("errors",)),
    ("Kernels", "Fungsi inti", ("kernels",)),
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
    "kernels": (
        "Arrays in, arrays out, no word of the field; each usable alone: ``pb.kernels.scaling.minmax(values)``.",
        "Larik masuk, larik keluar, tanpa istilah bidang; dapat dipakai sendiri: ``pb.kernels.scaling.minmax(x)``.",
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
                room = module.rpartition(".")[2]
                parts.append(f"``pb.{room}``")
                if room in WORDS:
                    parts.append(WORDS[room][language])
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


# what autodoc makes of NDArray[...]
EXPANDED = re.compile(r"~?numpy\.ndarray\[tuple\[~?(?:typing\.)?Any, \.\.\.\], ~?numpy\.dtype\[")
# and of an alias that is one of several types
ALIAS = re.compile(r"~?(?:\w+\.)*TypeAliasForwardRef\('(\w+)'\)")


def shorten(app: Sphinx, what: str, name: str, obj: Any, options: Any, given: str | None, back: str | None) -> Any:
    """Arrays in a signature as they are written: ``NDArray[float64]``."""

    def short(text: str | None) -> str | None:
        while text and (found := EXPANDED.search(text)):
            end, depth = found.end(), 1
            while depth:
                depth += {"[": 1, "]": -1}.get(text[end], 0)
                end += 1
            text = f"{text[: found.start()]}~numpy.typing.NDArray[{text[found.end() : end - 1]}]{text[end + 1 :]}"
        return text and ALIAS.sub(r"\1", text)

    return short(given), short(back)


def candidates(target: str) -> Iterator[str]:
    """The full names that a docstring may mean."""
    target = target.removeprefix("pb.")
    room, _, rest = target.partition(".")
    if room in pemberdayaan.__all__:
        value = getattr(pemberdayaan, room)
        yield f"{value.__name__}.{rest}" if isinstance(value, ModuleType) else f"pemberdayaan.{target}"
    elif room in pemberdayaan.kernels.__all__:
        yield f"pemberdayaan.kernels.{target}"
    for name in pemberdayaan.kernels.__all__:
        if target in getattr(pemberdayaan.kernels, name).__all__:
            yield f"pemberdayaan.kernels.{name}.{target}"


def known(target: str, source: str) -> bool:
    """Whether it has no page of its own but is there: a parameter, a field, a value of the module."""
    name, _, field = target.rpartition(".")
    if name in pemberdayaan.__all__:
        return field in {one.name for one in getattr(getattr(pemberdayaan, name), "__attrs_attrs__", ())}
    module, _, function = source.rpartition("docstring of ")[2].rpartition(".")
    home = sys.modules.get(module)
    if home is None or not module.startswith("pemberdayaan.kernels."):
        return False
    described = getattr(home, function, None)
    fields = [one for value in vars(home).values() for one in getattr(value, "_fields", ())]
    return hasattr(home, target) or target in fields or target in inspect.signature(described).parameters


def resolve(app: Sphinx, env: Any, node: Any, contnode: Any) -> Any:
    """A name of the package that a docstring speaks of."""
    if node.get("refdomain") != "py" or "reftarget" not in node:
        return None
    target, domain = node["reftarget"], env.get_domain("py")
    for name in candidates(target):
        if found := domain.resolve_xref(env, node["refdoc"], app.builder, "obj", name, node, contnode):
            return found
    return contnode if known(target, node.source or "") else None


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", write_pages)
    app.connect("autodoc-process-signature", shorten)
    app.connect("missing-reference", resolve)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
