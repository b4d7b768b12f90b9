"""A page for each framework that ships, written from its TOML in the language of the build."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from pemberdayaan.catalogue.library import framework, frameworks
from pemberdayaan.model.elements import ELEMENTS
from pemberdayaan.model.framework import Framework
from pemberdayaan.model.text import Text

WORDS = {
    "activity_types": Text(id="Jenis kegiatan", en="Types of activity"),
    "actors": Text(id="Pelaku", en="Actors"),
    "benefits": Text(id="Manfaat", en="Benefits"),
    "checked": Text(id="Pemeriksaan terhadap sumber", en="Checked against the source"),
    "components": Text(id="Unsur prinsip", en="Components of the principles"),
    "criteria": Text(id="Kriteria", en="Criteria"),
    "definition": Text(id="Arti", en="Meaning"),
    "domains": Text(id="Ranah", en="Domains"),
    "facets": Text(id="Segi", en="Facets"),
    "frameworks": Text(id="Kerangka", en="Frameworks"),
    "full": Text(id="seluruhnya", en="in full"),
    "goals": Text(id="Tujuan", en="Goals"),
    "grids": Text(id="Matriks", en="Grids"),
    "indicators": Text(id="Indikator", en="Indicators"),
    "intro": Text(
        id="Halaman berikut ditulis dari berkas TOML yang dibaca pustaka; nama dan susunannya dari sumber, "
        "kata-katanya dari kami.",
        en="These pages are written from the TOML files that the library reads; names and structure are the source's, "
        "the words are ours.",
    ),
    "key": Text(id="Kunci", en="Key"),
    "label": Text(id="Nama", en="Name"),
    "memory": Text(id="belum", en="not yet"),
    "outcomes": Text(id="Hasil jangka panjang", en="Long-run outcomes"),
    "ours": Text(id="dari kami, bukan dari sumber", en="ours, not the source's"),
    "partly": Text(id="sebagian", en="in part"),
    "principles": Text(id="Prinsip", en="Principles"),
    "programme_types": Text(id="Jenis program", en="Types of programme"),
    "relation": Text(id="Hubungan", en="Relation"),
    "relations": Text(id="Hubungan antarunsur", en="Relations"),
    "references": Text(id="Sumber", en="Sources"),
    "roles": Text(id="Peran", en="Roles"),
    "rules": Text(id="Aturan penilaian", en="Rules"),
    "scales": Text(id="Skala", en="Scales"),
    "stages": Text(id="Tahap", en="Stages"),
    "target": Text(id="Ke", en="To"),
    "terms": Text(id="Ketentuan pemakaian", en="Terms of use"),
}


def plain(text: object) -> str:
    """The text with nothing in it that Markdown would act on."""
    return re.sub(r"([\\`*_{}\[\]<>|$#~])", r"\\\1", re.sub(r"\s+", " ", str(text)))


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *([str(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def sections(one: Framework, language: str) -> Iterator[tuple[str, str]]:
    """Title and body of each part that the framework has."""

    def say(text: Text | None) -> str:
        return plain(text[language]) if text else ""

    def word(name: str) -> str:
        return WORDS[name][language]

    def meaning(item: object) -> str:
        parts = [say(item.definition)] + [f"({word('ours')})"] * bool(getattr(item, "ours", False))
        return " ".join(part for part in parts if part)

    def named(address: str) -> str:
        return say(one.label if address == one.key else one[address].label)

    head = [word("key"), word("label"), word("definition")]
    for name in ELEMENTS:
        if items := getattr(one, name):
            yield word(name), table(head, [[f"`{item.key}`", say(item.label), meaning(item)] for item in items])
    for scale in one.scales:
        rows = [[f"`{level.key}`", say(level.label), say(level.definition)] for level in scale.levels]
        yield f"{word('scales')}: {say(scale.label)}", "\n\n".join([meaning(scale), table(head, rows) if rows else ""])
    for grid in one.grids:
        rows = [[f"`{cell.key}`", say(cell.label), say(cell.definition)] for cell in grid.cells]
        yield f"{word('grids')}: {say(grid.label)}", table(head, rows)
    if one.relations:
        rows = [
            [named(r.source), say(r.label) or f"`{r.kind}`", named(r.target), "" if r.stated else word("ours")]
            for r in one.relations
        ]
        yield word("relations"), table([word("label"), word("relation"), word("target"), ""], rows)
    if one.rules:
        yield word("rules"), table(head, [[f"`{rule.key}`", say(rule.label), meaning(rule)] for rule in one.rules])
    if one.references:
        facts = ([r.author, r.year and f"{r.year:g}", r.title, r.publisher, r.doi] for r in one.references)
        yield word("references"), "\n".join("- " + ". ".join(plain(f) for f in parts if f) for parts in facts)


def page(one: Framework, language: str) -> str:
    facts = {"key": f"`{one.key}`", "checked": WORDS[one.checked][language]}
    if one.terms:
        facts["terms"] = plain(one.terms[language])
    parts = [f"# {plain(one.label[language])}"]
    if one.definition:
        parts.append(plain(one.definition[language]))
    parts.append("\n".join(f"- {WORDS[name][language]}: {fact}" for name, fact in facts.items()))
    parts += [f"## {title}\n\n{body}" for title, body in sections(one, language)]
    return "\n\n".join(parts) + "\n"


def write_pages(app: Sphinx, config: Config) -> None:
    """Write the pages and their index; an unchanged page is left alone, so that it is not read again."""
    language = "id" if config.language == "id" else "en"
    folder = Path(app.srcdir) / "frameworks"
    folder.mkdir(exist_ok=True)
    pages = {key: page(framework(key), language) for key in frameworks()}
    contents = "\n".join(["```{toctree}", ":maxdepth: 1", "", *pages, "```"]) if pages else ""
    pages["index"] = f"# {WORDS['frameworks'][language]}\n\n{WORDS['intro'][language]}\n\n{contents}\n"
    for old in folder.glob("*.md"):
        if old.stem not in pages:
            old.unlink()
    for name, text in pages.items():
        path = folder / f"{name}.md"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
