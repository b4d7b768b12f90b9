"""What the sections are made of: headings, citations that lead to the list of sources, records in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...model.evidence import Remark, Trace
from ..markup import Markup, joined, listing, paragraph, tag
from ..names import Names, capital
from ..telling import told
from ..writing import citation_parts

__all__ = ["MOST", "cite", "cited", "default_mark", "more", "records", "section", "shared"]

# Rows of a table, and records behind one reading, that a page shows; more of them are counted.
MOST, SHOWN = 200, 6


def section(names: Names, key: str, *content: str, title: str | None = None) -> Markup:
    """A section under its heading, or nothing if it has no content."""
    filled = [piece for piece in content if piece]
    if not filled:
        return Markup("")
    return tag("section", tag("h2", title or names.say(key), id=key), *filled, aria_labelledby=key)


def cite(names: Names, citations: Iterable[str], mark: str = "") -> Markup:
    """Citations that lead to the list of sources, as ``[1, Gambar 15; 2]``."""
    shown = []
    for citation in dict.fromkeys(citations):
        key, locator = citation_parts(citation)
        number = names.reference_number(key)
        name = key if number is None else tag("a", str(number), href=f"#source-{number}")
        shown.append(joined([name, f", {locator}" if locator else ""]))
    if not shown:
        return joined([mark])
    return tag("span", "[", joined(shown, "; "), "]", mark, class_="cite")


def default_mark(names: Names, record: object) -> str:
    """A dagger for a record that rests on the file's default source alone."""
    plain = record is None or isinstance(record, Remark)
    return "" if plain or not names.on_default_source(record) else "†"


def cited(names: Names, traces: Iterable[Trace]) -> Markup:
    """The citations of some records, with a dagger where one rests on the file's default source alone."""
    found = list(traces)
    mark = "†" if any(default_mark(names, names.record(one)) for one in found) else ""
    return cite(names, (citation for one in found for citation in one.source), mark)


def records(names: Names, traces: Sequence[Trace], most: int = SHOWN) -> Markup:
    """The records behind a reading, in words, with their citations."""
    items = [joined([capital(told(names, one)), " ", cited(names, [one])]) for one in traces[:most]]
    if len(traces) > most:
        items.append(joined([names.say("more_records", n=len(traces) - most)]))
    return listing(items, class_="records")


def shared(rows: Sequence[list[str]], column: int) -> Markup:
    """What every row of a table says in one column, taken out of it to stand below once."""
    said = {row[column] for row in rows}
    if len(rows) < 2 or len(said) > 1:
        return Markup("")
    for row in rows:
        row[column] = ""
    return paragraph(said.pop(), "small")


def more(names: Names, shown: int, every: int) -> Markup:
    """How many rows a table leaves out."""
    if every <= shown:
        return Markup("")
    return paragraph(names.say("rows_more", shown=names.number(shown), all=names.number(every)), "small")
