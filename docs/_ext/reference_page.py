"""The page of reference: every name of the package, by the floor that it stands on; it cannot fall behind `__all__`."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from sphinx.application import Sphinx
from sphinx.config import Config

import pemberdayaan

INTRO = {
    "en": "Everything here is a name of the package: ``import pemberdayaan as pb``, then ``pb.`` and the name.",
    "id": "Semua yang ada di sini adalah nama dalam paket: ``import pemberdayaan as pb``, lalu ``pb.`` dan namanya.",
}
# in the order of the page: floor -> English, Indonesian
SECTIONS = {
    "measures": ("Verbs and results", "Fungsi dan hasil"),
    "catalogue": ("Catalogue", "Katalog"),
    "model": ("Nouns", "Objek"),
    "show": ("Plots and report", "Gambar dan laporan"),
    "errors": ("Errors", "Kesalahan"),
    "rooms": ("Rooms", "Ruang"),
    "values": ("Values", "Nilai"),
}


def section(name: str) -> str:
    """The floor on which a name of the package is defined."""
    value = getattr(pemberdayaan, name)
    if isinstance(value, ModuleType):
        return "rooms"
    floor = getattr(value, "__module__", "").removeprefix("pemberdayaan.").partition(".")[0]
    return floor if floor in SECTIONS else "values"


def page(language: str) -> str:
    names = getattr(pemberdayaan, "__all__", [])
    title = {"en": "Reference", "id": "Rujukan API"}[language]
    parts = [f"{title}\n{'=' * len(title)}", INTRO[language], ".. currentmodule:: pemberdayaan"]
    for floor, (english, indonesian) in SECTIONS.items():
        listed = "\n".join(f"   {name}" for name in sorted(names) if section(name) == floor)
        if listed:
            heading = indonesian if language == "id" else english
            parts.append(f"{heading}\n{'-' * len(heading)}")
            parts.append(f".. autosummary::\n   :toctree: generated\n   :nosignatures:\n\n{listed}")
    return "\n\n".join(parts) + "\n"


def write_page(app: Sphinx, config: Config) -> None:
    path = Path(app.srcdir) / "api" / "index.rst"
    text = page("id" if config.language == "id" else "en")
    path.parent.mkdir(exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", write_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
