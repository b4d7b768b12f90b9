"""A framework's sources as entries for a bibliography."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from ..model.evidence import Reference
from ..model.fields import choose
from ..model.framework import Framework
from .library import framework as shipped

__all__ = ["CitationStyle", "cite"]

SPECIAL = re.compile(r"([&%$#_{}])")
EDITED = re.compile(r" \(eds?\.\)$")
VOLUME = re.compile(r"(?P<volume>[^()]+?)(?:\((?P<issue>[^()]+)\))?")


class CitationStyle(StrEnum):
    """How a source is written down."""

    BIBTEX = "bibtex"
    APA = "apa"


def cite(framework: str | Framework, style: str = "bibtex") -> str:
    """The published sources of a framework, to be put into a bibliography.

    Parameters
    ----------
    framework
        A key of `frameworks`, or a framework.
    style
        ``"bibtex"`` or ``"apa"`` (7th edition, as plain text).

    Returns
    -------
    str
        One entry for each source that the framework itself cites, in its order; an empty text if it cites none. Only
        what is known of a source is written.

    Raises
    ------
    InvalidInput
        If there is no framework of that key, or no such style.

    Examples
    --------
    >>> print(cite("arnstein-1969", "apa"))
    Arnstein, S. R. (1969). A ladder of citizen participation. Journal of the American Institute of Planners, 35(4), \
216–224. https://doi.org/10.1080/01944366908977225
    """
    chosen = choose(CitationStyle, "citation style", style)
    held = shipped(framework) if isinstance(framework, str) else framework
    keys = dict.fromkeys(citation.partition(",")[0].strip() for citation in held.source)
    write = _bibtex if chosen is CitationStyle.BIBTEX else _apa
    return "\n\n".join(write(held.reference[key]) for key in keys)


def _authors(one: Reference) -> list[str]:
    return [name.strip() for name in EDITED.sub("", one.author or "").split(";") if name.strip()]


def _edited(one: Reference) -> bool:
    return EDITED.search(one.author or "") is not None


def _parts_of_volume(one: Reference) -> tuple[str | None, str | None]:
    found = VOLUME.fullmatch(one.volume or "")
    return (found["volume"].strip(), found["issue"]) if found else (one.volume, None)


def _year(one: Reference) -> str | None:
    return None if one.year is None else f"{one.year:g}"


def _bibtex(one: Reference) -> str:
    kind = "article" if one.journal else ("book" if one.publisher else "misc")
    lines = [f"  {name} = {{{_escaped(name, value)}}}" for name, value in _entry(one)]
    return f"@{kind}{{{one.key},\n" + ",\n".join(lines) + "\n}"


def _escaped(name: str, value: str) -> str:
    """What TeX would act on is escaped, but not in an address."""
    return value if name in ("doi", "url") else SPECIAL.sub(r"\\\1", value)


def _entry(one: Reference) -> Iterator[tuple[str, str]]:
    volume, issue = _parts_of_volume(one)
    pages = one.pages.replace("-", "--") if one.pages else None
    fields = {
        "editor" if _edited(one) else "author": " and ".join(_authors(one)),
        "title": one.title,
        "year": _year(one),
        "journal": one.journal,
        "volume": volume,
        "number": issue,
        "pages": pages,
        "publisher": one.publisher,
        "doi": one.doi,
        "url": one.urls[0] if one.urls and not one.doi else None,
    }
    yield from ((name, value) for name, value in fields.items() if value)


def _apa(one: Reference) -> str:
    *others, last = _authors(one) or [""]
    names = f"{', '.join(others)}, & {last}" if others else last
    if _edited(one):
        names += " (Eds.)" if others else " (Ed.)"
    year = f"({_year(one) or 'n.d.'})"
    head = f"{_stopped(names)} {year}. {_stopped(one.title)}" if names else f"{_stopped(one.title)} {year}."
    pages = one.pages.replace("-", "–") if one.pages else None
    where = ", ".join(part for part in (one.journal, one.volume, pages) if part)
    link = f"https://doi.org/{one.doi}" if one.doi else next(iter(one.urls), None)
    rest = [_stopped(part) for part in (where, one.publisher) if part]
    return " ".join([head, *rest, *([link] if link else [])])


def _stopped(text: str) -> str:
    return text if text[-1:] in (".", "?", "!") else f"{text}."
