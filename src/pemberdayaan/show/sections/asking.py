"""What to ask, and whom; and how complete the evidence is."""

from __future__ import annotations

from ..contents import NAMES
from ..markup import Markup, joined, paragraph, table
from ..names import Names, capital
from ..verdict import question_text, whom, why
from .pieces import cite, section

__all__ = ["completeness", "questions"]

ASKED = 12


def questions(names: Names) -> Markup:
    """Everything that the evidence leaves open."""
    rows = [
        [str(i), question_text(names, one), capital(why(names, one)), whom(names, one, ASKED)]
        for i, one in enumerate(names.assessment.questions.questions, 1)
    ]
    head = ["#", names.say("question"), names.say("because"), names.say("whom")]
    body = table(head, rows, names.say("questions"), titled=True, class_="asked")
    return section(names, "questions", body or paragraph(names.say("nothing_to_ask")))


def completeness(names: Names) -> Markup:
    """How much evidence there is for each element, and what rests on the default source alone."""
    found = names.assessment.coverage
    rows = [
        [
            capital(names.element(one.address)),
            names.say("with_evidence", known=one.known, of=one.of) if one.of else names.say("no_evidence"),
            names.number(one.records),
        ]
        for one in found.elements
    ]
    head = [names.say(key) for key in ("element", "indicators_known", "records_behind")]
    counted = ", ".join(f"{names.number(n)} {NAMES[name][names.language]}" for name, n in found.records if n)
    notes = [paragraph(f"{names.say('records')}: {counted}.") if counted else ""]
    if found.default_source:
        count = names.say("default_count", n=names.number(found.default_source))
        notes.append(paragraph(joined([f"{count} ", cite(names, names.programme.source)])))
    if found.unmatched:
        lost = names.listed([f"{address} ({names.number(n)})" for address, n in found.unmatched], 20)
        notes.append(paragraph(f"{names.say('unmatched')}: {lost}."))
    return section(names, "completeness", table(head, rows, names.say("completeness"), titled=True), *notes)
