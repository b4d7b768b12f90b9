"""HTML from pieces: whatever is not already markup is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

__all__ = ["Markup", "joined", "listing", "paragraph", "table", "tag"]

VOID = frozenset({"meta", "br", "hr"})
# A table of so few rows stays on one page.
SHORT = 12


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def joined(pieces: Iterable[str], glue: str = "") -> Markup:
    """Pieces one after the other, each escaped unless it is markup.

    Examples
    --------
    >>> joined(["a < b", Markup("<br>")])
    'a &lt; b<br>'
    """
    return Markup(glue.join(piece if isinstance(piece, Markup) else escape(piece) for piece in pieces))


def tag(name: str, *children: str, **attributes: str | None) -> Markup:
    """An element; ``class_`` and ``aria_label`` stand for ``class`` and ``aria-label``.

    Examples
    --------
    >>> tag("p", "a < b", class_="note")
    '<p class="note">a &lt; b</p>'
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{joined(children)}</{name}>")


def paragraph(text: str, class_: str | None = None) -> Markup:
    """A paragraph, or nothing for an empty text."""
    return tag("p", text, class_=class_) if text else Markup("")


def listing(items: Iterable[str], kind: str = "ul", class_: str | None = None) -> Markup:
    """A list, or nothing without items."""
    every = [tag("li", item) for item in items if item]
    return tag(kind, *every, class_=class_) if every else Markup("")


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    caption: str,
    *,
    class_: str | None = None,
    kept: int = 1,
    titled: bool = False,
    stacked: bool = False,
) -> Markup:
    """A table that scrolls within itself; columns without content are left out, but for the first `kept`.

    A row of one cell is a heading within the table. Where the heading above says the caption already, `titled` leaves
    it to be read out only; a `stacked` table puts its cells below each other on a telephone.
    """
    if not rows:
        return Markup("")
    columns = [i for i in range(len(head)) if i < kept or any(len(row) > 1 and row[i] for row in rows)]
    heads = tag("tr", *(tag("th", head[i], scope="col") for i in columns))
    body = [_row(row, columns, head if stacked else ()) for row in rows]
    name = tag("caption", caption, class_="unseen" if titled else None)
    short = " short" if len(rows) <= SHORT else ""
    inner = tag(
        "table",
        name,
        tag("thead", heads),
        tag("tbody", *body),
        class_=" ".join(filter(None, (class_, "stacked" if stacked else None))) or None,
    )
    return tag("div", inner, class_=f"scroll{short}", role="region", aria_label=caption, tabindex="0")


def _row(row: Sequence[str], columns: Sequence[int], labels: Sequence[str]) -> Markup:
    if len(row) == 1:
        return tag("tr", tag("th", row[0], scope="rowgroup", colspan=str(len(columns))), class_="within")
    cells = [tag("td", row[i], data_label=labels[i] if labels else None) for i in columns[1:]]
    return tag("tr", tag("th", row[columns[0]], scope="row"), *cells)
