"""One self-contained page: the verdict first, then everything it rests on."""

from __future__ import annotations

import os
import tempfile
from importlib.util import find_spec
from pathlib import Path

from ..measures.assessment import Assessment
from ..model.evidence import RemarkKind
from ..model.text import as_language
from . import plots
from .markup import Markup, joined, paragraph, tag
from .names import Names
from .sections import SECTIONS
from .verdict import elements_known, question_text, sentences, violations, whom

__all__ = ["report"]

ASKED_FIRST = 3

STYLE = """
:root { --ink: #1c2733; --quiet: #55606b; --line: #c9d0d6; --wash: #f3f5f6; --mark: #2b4f72; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; }
body { font: 16px/1.55 "Noto Sans", "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 1rem; top: 1rem; background: #fff; padding: .5rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: .2rem 0 .4rem; }
h2 { font-size: 1.35rem; margin: 2.4rem 0 .6rem; padding-top: .8rem; border-top: 2px solid var(--line); }
h2 { break-after: avoid; }
h3 { font-size: 1.1rem; margin: 1.4rem 0 .4rem; break-after: avoid; } h4 { margin: 1rem 0 .3rem; break-after: avoid; }
p { margin: .4rem 0; } ul, ol { margin: .3rem 0 .6rem; padding-left: 1.4rem; }
.kicker, .small, figcaption { color: var(--quiet); font-size: .86rem; }
.verdict { border-left: 6px solid var(--mark); background: var(--wash); padding: .8rem 1.1rem; }
.verdict { margin: 1rem 0; font-size: 1.08rem; }
.verdict p:first-child { font-weight: 700; font-size: 1.2rem; }
.synthetic { border: 2px dashed var(--mark); padding: .5rem .9rem; font-weight: 700; }
.violation { border: 2px solid var(--ink); padding: .5rem .9rem; font-weight: 700; }
.quote { font-style: italic; color: var(--quiet); }
.indicator { margin: .5rem 0 .9rem; padding-left: .9rem; border-left: 3px solid var(--line); }
.evidence { font-size: .92rem; } .url { overflow-wrap: anywhere; color: var(--quiet); font-size: .86rem; }
nav ol { columns: 2; font-size: .95rem; } a { color: var(--mark); }
.scroll { overflow-x: auto; margin: .8rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; font-weight: 700; padding: .2rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .55rem; border-bottom: 1px solid var(--line); }
thead th { background: var(--wash); border-bottom: 2px solid var(--line); } tbody th { font-weight: 600; }
figure { margin: 1rem 0; overflow-x: auto; } figure svg { max-width: 100%; height: auto; }
.opening { break-after: page; }
@media (max-width: 40rem) {
  body { font-size: 15px; } main { padding: 1rem .8rem 3rem; } nav ol { columns: 1; }
  figure svg { min-width: 34rem; }
}
@media print {
  @page { size: A4; margin: 16mm 14mm 18mm; }
  body { font-size: 10pt; } main { max-width: none; padding: 0; } nav, .skip { display: none; }
  .scroll, figure { overflow: visible; } table { font-size: 8.4pt; } thead { display: table-header-group; }
  tr, figure, .indicator p { break-inside: avoid; } h2 { margin-top: 1.2rem; }
}
"""


def report(result: Assessment, path: str | os.PathLike[str] | None = None, *, language: str = "id") -> str:
    """Write an assessment as one page of HTML that needs nothing else: no script, no request to a network.

    Parameters
    ----------
    result
        The assessment.
    path
        Where to write it, as UTF-8; None only returns it.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    str
        The page. Without matplotlib it has its tables, and says that the pictures are missing.

    Raises
    ------
    InvalidInput
        If the language is neither.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> page = pb.report(pb.assess(pb.example("lkms_kartini")), language="en")
    >>> page[:15], "Criteria not met" in page
    ('<!DOCTYPE html>', True)
    """
    names = Names(result, as_language(language))
    page = _page(names)
    if path is not None:
        _write(Path(path), page)
    return page


def _page(names: Names) -> str:
    sections = [made for made in (draw(names, plots) for draw in SECTIONS) if made]
    title = names.say("report_title", programme=names.text(names.programme.label))
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", title),
        tag("style", Markup(STYLE)),
    )
    skip = tag("a", names.say("skip"), href="#content", class_="skip")
    main = tag("main", _opening(names), _contents(names, sections), *sections, id="content")
    return "<!DOCTYPE html>\n" + tag("html", head, tag("body", skip, main), lang=names.language.value) + "\n"


def _opening(names: Names) -> Markup:
    """The page that stands alone: the verdict in three sentences, what is known, three things to ask."""
    programme = names.programme
    where = ", ".join(part for part in (programme.place, names.period(programme.period)) if part)
    asked = [
        tag("li", question_text(names, one), tag("br"), names.say("ask_whom", whom=whom(names, one)))
        for one in names.assessment.questions.questions[:ASKED_FIRST]
    ]
    blocks = [
        paragraph(names.say("kicker"), "kicker"),
        tag("h1", names.text(programme.label)),
        paragraph(where, "kicker"),
        paragraph(names.say("synthetic") if programme.synthetic else "", "synthetic"),
        *(paragraph(names.say("violation", what=what), "violation") for what in violations(names)),
        tag("div", *(paragraph(sentence) for sentence in sentences(names)), class_="verdict"),
        tag("h3", names.say("known")),
        tag("ul", *(tag("li", fact) for fact in _known(names))),
        tag("h3", names.say("three_things")),
        tag("ol", *asked) if asked else paragraph(names.say("nothing_to_ask")),
        paragraph(names.say("law") if names.assessment.gate else "", "small"),
        paragraph("" if find_spec("matplotlib") else names.say("no_pictures"), "small"),
    ]
    return tag("header", *blocks, class_="opening")


def _known(names: Names) -> list[str]:
    """The amount of evidence, in a few lines."""
    facts: list[str] = []
    gate, elements = names.assessment.gate, elements_known(names)
    if gate:
        facts.append(names.say("amount", known=gate.known, of=len(gate.criteria)))
    if elements:
        phrase = "principles_known" if names.framework.principles else "elements_known"
        facts.append(names.say(phrase, known=elements[0], of=elements[1]))
    kinds = [one.kind for one in names.programme.remarks]
    for kind, phrase in ((RemarkKind.CONFLICT, "conflicts_n"), (RemarkKind.GAP, "gaps_n")):
        if kind in kinds:
            facts.append(names.say(phrase, n=kinds.count(kind)))
    if names.programme.description:
        facts.insert(0, names.text(names.programme.description))
    return facts


def _contents(names: Names, sections: list[Markup]) -> Markup:
    """Links to the sections that the page has."""
    items = []
    for made in sections:
        _, _, rest = made.partition('<h2 id="')
        key, _, rest = rest.partition('">')
        items.append(tag("li", tag("a", Markup(rest.partition("</h2>")[0]), href=f"#{key}")))
    return tag("nav", tag("h3", names.say("contents")), tag("ol", joined(items)), aria_label=names.say("contents"))


def _write(path: Path, page: str) -> None:
    """Write the page whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(page)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
