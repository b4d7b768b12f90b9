"""One self-contained page: the verdict first, then everything it rests on."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import attrs

from ..errors import InvalidInput
from ..measures.assessment import Assessment
from ..measures.comparing import ProgrammeComparison
from ..measures.years import AssessmentSeries
from ..model.evidence import RemarkKind
from ..model.fields import wrong_type
from ..model.framework import Checked
from ..model.text import Language, as_language
from .figures import drawable
from .markup import Markup, joined, listing, paragraph, tag
from .names import Names, capital
from .sections.asking import completeness, questions
from .sections.criteria import criteria, criteria_table
from .sections.giving import benefits, contributions
from .sections.panel import ratings
from .sections.placing import placements
from .sections.principles import profile, rights
from .sections.recorded import breaks, conflicts, gaps, observations, rules
from .sections.side_by_side import SIDES, Sides, opening_of_two
from .sections.sources import framework, provenance, sources
from .sections.stages import ladder, matrix
from .sections.ties import collaboration
from .sections.years import YEARS, opening_of_years
from .style import STYLE
from .verdict import elements_known, question_text, sentences, violations, whom, why

__all__ = ["report"]

ASKED_FIRST = 3
SECTIONS: Sequence[Callable[[Names], Markup]] = (
    *(criteria, ladder, ratings, matrix, profile, rights, placements, contributions, benefits, collaboration),
    *(conflicts, breaks, rules, gaps, questions, observations, completeness),
    *(sources, framework, provenance),
)


Reported = Assessment | AssessmentSeries | ProgrammeComparison


def report(result: Reported, path: str | os.PathLike[str] | None = None, *, language: str = "id") -> str:
    """Write an assessment as one page of HTML that needs nothing else: no script, no request to a network.

    Parameters
    ----------
    result
        The assessment; or a series of several years, or two programmes side by side, as of `compare`.
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
        If it is no assessment, or the language is neither.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> page = pb.report(pb.assess(pb.example("lkms_kartini")), language="en")
    >>> page[:15], "Criteria not met" in page
    ('<!DOCTYPE html>', True)
    """
    chosen = as_language(language)
    if isinstance(result, AssessmentSeries):
        page = _of_years(result, chosen)
    elif isinstance(result, ProgrammeComparison):
        page = _of_two(result, chosen)
    elif isinstance(result, Assessment):
        page = _of_one(Names(result, chosen))
    else:
        raise InvalidInput(wrong_type(result, "an assessment").under("$"))
    if path is not None:
        _write(Path(path), page)
    return page


def _of_one(names: Names) -> str:
    title = names.say("report_title", programme=names.text(names.programme.label))
    return _page(names, title, _opening(names), [draw(names) for draw in SECTIONS])


def _of_years(series: AssessmentSeries, language: Language) -> str:
    # What the page says of its origin is of all years, and not of the last alone.
    names = Names(attrs.evolve(series.assessments[-1], provenance=series.provenance), language)
    title = names.say("years_title", programme=names.text(names.programme.label))
    opening = joined([opening_of_years(names, series), *_small(names)])
    return _page(names, title, opening, [draw(names, series) for draw in YEARS])


def _of_two(found: ProgrammeComparison, language: Language) -> str:
    sides = Sides.of(found, language)
    first, (a, b) = sides.names[0], sides.labels
    opening = joined([opening_of_two(sides, found), *_small(first)])
    return _page(first, first.say("side_title", a=a, b=b), opening, [draw(sides, found) for draw in SIDES])


def _small(names: Names) -> Iterator[Markup]:
    yield paragraph(_unchecked(names), "small")
    yield paragraph("" if drawable() else names.say("no_pictures"), "small")


def _page(names: Names, title: str, opening: Markup, sections: Sequence[Markup]) -> str:
    made = [one for one in sections if one]
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", title),
        tag("style", Markup(STYLE)),
    )
    skip = tag("a", names.say("skip"), href="#content", class_="skip")
    main = tag("main", opening, _contents(names, made), joined(made, "\n"), id="content")
    return "<!DOCTYPE html>\n" + tag("html", head, tag("body", skip, main), lang=names.language.value) + "\n"


def _opening(names: Names) -> Markup:
    """The page that stands alone: the verdict in three sentences, what is known, three things to ask."""
    programme, gate = names.programme, names.assessment.gate
    where = [programme.place or "", names.period(programme.period)]
    violated = violations(names)
    warning = f"{names.say('violation', what='; '.join(violated))} {names.say('nothing_offsets')}" if violated else ""
    blocks = [
        paragraph(f"{names.say('kicker')} · {names.text(names.framework.label)}", "kicker"),
        tag("h1", names.text(programme.label)),
        paragraph(" · ".join(filter(None, where)), "kicker"),
        paragraph(names.text(programme.description), "lede"),
        paragraph(names.say("synthetic") if programme.synthetic else "", "synthetic"),
        paragraph(warning, "violation"),
        tag("div", *(paragraph(sentence) for sentence in sentences(names)), class_="verdict"),
        criteria_table(names, gate) if gate else "",
        tag("div", _known(names), _asked(names), class_="columns"),
        paragraph(names.say("law") if gate else "", "small"),
        paragraph(_unchecked(names), "small"),
        paragraph("" if drawable() else names.say("no_pictures"), "small"),
    ]
    return tag("header", *blocks, class_="opening")


def _unchecked(names: Names) -> str:
    checked = names.framework.checked
    return "" if checked is Checked.FULL else names.say(f"unchecked_{checked.value}")


def _known(names: Names) -> Markup:
    return tag("div", tag("h2", names.say("known")), listing(_facts(names)))


def _facts(names: Names) -> Iterator[str]:
    """The amount of evidence, in a few lines."""
    gate, principles = names.assessment.gate, elements_known(names, "principle.")
    elements = principles or elements_known(names)
    if gate:
        yield f"{names.say('amount', known=gate.known, of=len(gate.criteria))}."
    if elements:
        phrase = "principles_known" if principles else "elements_known"
        yield capital(names.say(phrase, known=elements[0], of=elements[1]).rstrip(".")) + "."
    references = names.programme.references
    if references:
        how = names.listed(list(dict.fromkeys(names.text(one.read) for one in references if one.read)), 2)
        phrase = "one_source_read" if len(references) == 1 else "sources_read"
        shown = names.say(phrase, n=len(references), how=names.say("read_as", how=how)) if how else ""
        yield f"{capital(shown or names.say('from_sources', n=len(references)))}."
    kinds = [one.kind for one in names.programme.remarks]
    for kind, phrase, key in ((RemarkKind.CONFLICT, "conflicts_n", "conflicts"), (RemarkKind.GAP, "gaps_n", "gaps")):
        if kind in kinds:
            yield joined([tag("a", names.say(phrase, n=kinds.count(kind)), href=f"#{key}"), "."])
    alone = names.assessment.coverage.default_source
    if alone:
        yield names.say("default_count", n=names.number(alone))


def _asked(names: Names) -> Markup:
    items = []
    for one in names.assessment.questions.questions[:ASKED_FIRST]:
        asked = whom(names, one)
        to = tag("span", names.say("ask_whom", whom=asked), class_="whom") if asked else Markup("")
        items.append(joined([question_text(names, one), f" ({why(names, one)})", to]))
    body = listing(items, "ol") or paragraph(names.say("nothing_to_ask"))
    return tag("div", tag("h2", names.say("three_things")), body)


def _contents(names: Names, made: list[Markup]) -> Markup:
    """Links to the sections that the page has."""
    items = []
    for one in made:
        _, _, rest = one.partition('<h2 id="')
        key, _, rest = rest.partition('">')
        items.append(tag("a", Markup(rest.partition("</h2>")[0]), href=f"#{key}"))
    title = names.say("contents")
    return tag("nav", tag("h2", title, class_="plain"), listing(items, "ol"), aria_label=title)


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
