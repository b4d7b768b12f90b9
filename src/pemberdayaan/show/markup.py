"""HTML from pieces: whatever is not already markup is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

__all__ = ["Markup", "joined", "paragraph", "table", "tag"]

VOID = frozenset({"meta", "br", "hr"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def joined(pieces: Iterable[str], glue: str = "") -> Markup:
    """Pieces one after the other, each escaped unless it is markup."""
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


def table(head: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> Markup:
    """A table that scrolls within itself; columns without content are left out."""
    if not rows:
        return Markup("")
    kept = [i for i in range(len(head)) if any(row[i] for row in rows)]
    heads = tag("tr", *(tag("th", head[i], scope="col") for i in kept))
    body = [
        tag("tr", *(tag("th", row[i], scope="row") if i == kept[0] else tag("td", row[i]) for i in kept))
        for row in rows
    ]
    inner = tag("table", tag("caption", caption), tag("thead", heads), tag("tbody", *body))
    return tag("div", inner, class_="scroll", role="region", aria_label=caption, tabindex="0")
