"""The guide's code in the language of the build: what it reads, draws and prints is Indonesian on Indonesian pages.

Prose is left alone, since its translation is found by the English text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CODE = re.compile(r"^ *```(?:\{code-cell\}|\{literalinclude\}|toml).*?^ *```$", re.MULTILINE | re.DOTALL)
INDONESIAN = {
    r'\blanguage( ?= ?)"en"': r'language\1"id"',
    r"--language en\b": "--language id",
    r"village/en/village\.toml": "village/id/desa.toml",
    r"village/en/fees\.csv": "village/id/iuran.csv",
    # what a picture shows, for those who do not see it
    r"Stages across, actors down, inside actors first; darker is deeper\.": (
        "Tahap mendatar, pihak menurun, pihak dari dalam lebih dahulu; makin gelap makin dalam."
    ),
    r"The indicators of each principle, each on its own scale\.": "Indikator tiap prinsip, pada skala masing-masing.",
    r"Bars from inside and from outside by kind and year\.": "Batang dari dalam dan dari luar menurut jenis dan tahun.",
    r"Actors inside and outside, and the ties between them\.": "Pihak di dalam dan di luar, dan hubungan antarmereka.",
    r"has the same in words\.": "memuat isinya dalam kata-kata.",
    # the words of the short examples
    r"\bmy_programme\b": "program_kami",
    r"\bMy programme\b": "Program kami",
    r"\bclean_water\b": "air_bersih",
    r"\bClean water for the upper hamlet\b": "Air bersih untuk Dusun Atas",
    r"\boffice\b": "dinas",
    r"\bcommittee\b": "pengelola",
    r"\bPublic works dinas\b": "Dinas pekerjaan umum",
    r"\bWater pengelola\b": "Pengelola air",
    r"\bRuns the works and the fees\b": "Mengurus pembangunan dan iuran",
    r"\bElected every three years in the hamlet meeting\b": "Dipilih tiga tahun sekali dalam rembuk dusun",
}


def translated(code: str) -> str:
    for english, indonesian in INDONESIAN.items():
        code = re.sub(english, indonesian, code)
    return code


def read(app: Sphinx, page: str, content: list[str]) -> None:
    if app.config.language == "id" and page.startswith("guide/"):
        content[0] = CODE.sub(lambda code: translated(code[0]), content[0])


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("source-read", read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
