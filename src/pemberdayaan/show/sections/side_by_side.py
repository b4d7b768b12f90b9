"""Two programmes side by side: their verdicts, what can be compared, and what only one has evidence on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

import attrs

from ...measures.change.recorded import Entry
from ...measures.comparing import ComparedLine, ProgrammeComparison, entries_of
from ...model.text import Language
from ..entries import entry_name, entry_value
from ..markup import Markup, paragraph, table, tag
from ..names import Names, capital
from ..verdict import by_whose, headline
from .criteria import status_mark
from .pieces import MOST, more, section
from .sources import framework

__all__ = ["SIDES", "Sides", "opening_of_two"]

Key = tuple[str, str, str | None]


@attrs.frozen
class Sides:
    """The names of two assessments, and their values by name.

    Parameters
    ----------
    names
        Of the first and of the second.
    entries
        What each has.
    """

    names: tuple[Names, Names]
    entries: tuple[Mapping[Key, Entry], Mapping[Key, Entry]]

    @classmethod
    def of(cls, found: ProgrammeComparison, language: Language) -> Sides:
        """Of a comparison, in one language."""
        names = Names(found.a, language), Names(found.b, language)
        return cls(names, (entries_of(found.a), entries_of(found.b)))

    @property
    def labels(self) -> tuple[str, str]:
        """What the two programmes are called."""
        first, second = (each.text(each.programme.label) for each in self.names)
        return first, second

    def values(self, one: ComparedLine) -> list[str]:
        """Both values of a line in words."""
        pairs = zip(self.names, self.entries, strict=True)
        return [capital(entry_value(names, entries.get(_key(one)))) for names, entries in pairs]


def opening_of_two(sides: Sides, found: ProgrammeComparison) -> Markup:
    """Both verdicts, with the words that always follow one."""
    names, labels = sides.names, sides.labels
    first = names[0]
    synthetic = [label for label, each in zip(labels, names, strict=True) if each.programme.synthetic]
    verdicts = [
        f"{label}: {headline(each, each.assessment.gate) if each.assessment.gate else each.say('no_verdict')}"
        for label, each in zip(labels, names, strict=True)
    ]
    by = [first.say("by_criteria", by=by_whose(first))] if first.assessment.gate else []
    both = tag("p", verdicts[0], Markup("<br>"), verdicts[1])
    blocks = [
        paragraph(f"{first.say('side_kicker')} · {first.text(first.framework.label)}", "kicker"),
        tag("h1", first.say("side_title", a=labels[0], b=labels[1])),
        *(paragraph(f"{label}. {first.say('synthetic')}", "synthetic") for label in synthetic),
        tag("div", both, *map(paragraph, by), class_="verdict"),
        _criteria(sides),
        paragraph(first.say("side_note")),
    ]
    return tag("header", *blocks, class_="opening")


def _criteria(sides: Sides) -> Markup:
    names = sides.names
    gates = [each.assessment.gate for each in names]
    rows = []
    for criterion in gates[0].criteria if gates[0] else ():
        key = criterion.criterion
        cells = [
            status_mark(each, gate, next(one for one in gate.criteria if one.criterion == key))
            for each, gate in zip(names, gates, strict=True)
            if gate is not None
        ]
        rows.append([capital(names[0].element(f"criterion.{key}")), *cells])
    head = [names[0].say("criterion"), *sides.labels]
    return table(head, rows, names[0].say("criteria_brief"), class_="criteria", titled=True, kept=len(head))


def _key(one: ComparedLine) -> Key:
    return one.section, one.measure, one.element


def _compared(sides: Sides, found: ProgrammeComparison) -> Markup:
    """What can be compared, under the names of its elements with the evidence of each."""
    return _both(sides, [one for one in found.lines if one.higher is not None], "side_by_side", "which_higher")


def _others(sides: Sides, found: ProgrammeComparison) -> Markup:
    """What both have and that is not compared, with the reason."""
    lines = [one for one in found.lines if one.higher is None and one.why not in ("only_a", "only_b")]
    return _both(sides, lines, "side_other", "why_not")


def _both(sides: Sides, lines: Sequence[ComparedLine], title: str, last: str) -> Markup:
    first, labels = sides.names[0], sides.labels
    rows: list[list[str]] = []
    for heading, run in groupby(lines[:MOST], lambda one: _heading(sides, one)):
        rows.append([heading])
        rows += [_row(sides, one) for one in run]
    head = [first.say("indicator"), *labels, first.say(last)]
    body = table(head, rows, first.say(title), titled=True, kept=len(head))
    return section(first, title, body, more(first, MOST, len(lines)))


def _row(sides: Sides, one: ComparedLine) -> list[str]:
    first, labels = sides.names[0], sides.labels
    told = {"a": labels[0], "b": labels[1], "same": first.say("alike")}
    last = told[one.higher] if one.higher else first.word("not_compared", str(one.why))
    return [entry_name(first, *_key(one)), *sides.values(one), last]


def _heading(sides: Sides, one: ComparedLine) -> str:
    """The element that a line is of, with how much evidence each programme has on it."""
    first = sides.names[0]
    plain = {"gate": "criteria", "contributions": "contributions", "collaboration": "collaboration"}
    if one.section in plain:
        return first.say(plain[one.section])
    found = next((entries[_key(one)] for entries in sides.entries if _key(one) in entries), None)
    name = capital(first.element(found.address)) if found is not None and found.address else one.measure
    if one.of_a is None or one.of_b is None:
        return name
    known = [first.say("with_evidence", known=k, of=n) for k, n in ((one.known_a, one.of_a), (one.known_b, one.of_b))]
    return f"{name} ({first.say('side_evidence', a=known[0], b=known[1])})"


def _only(sides: Sides, lines: Sequence[ComparedLine], side: int) -> Markup:
    """What one of the two has evidence on and the other has not."""
    each = sides.names[side]
    rows = [[entry_name(each, *_key(one)), sides.values(one)[side]] for one in lines[:MOST]]
    title = each.say("side_only", programme=sides.labels[side])
    body = table([each.say("indicator"), each.say("value")], rows, title, titled=True)
    content = [body, more(each, MOST, len(lines))] if rows else []
    return section(each, f"only_{side}", *content, title=title)


def _only_first(sides: Sides, found: ProgrammeComparison) -> Markup:
    return _only(sides, found.only_a, 0)


def _only_second(sides: Sides, found: ProgrammeComparison) -> Markup:
    return _only(sides, found.only_b, 1)


def _neither(sides: Sides, found: ProgrammeComparison) -> Markup:
    """What neither programme has evidence on."""
    first = sides.names[0]
    told = [entry_name(first, *key) for key in found.unknown]
    text = first.say("side_neither", what=first.listed(told)) if told else ""
    return section(first, "gaps", paragraph(text))


def _framework(sides: Sides, found: ProgrammeComparison) -> Markup:
    return framework(sides.names[0])


SIDES: tuple[Callable[[Sides, ProgrammeComparison], Markup], ...] = (
    *(_compared, _only_first, _only_second, _others, _neither, _framework),
)
