"""The verdict in sentences: modest words, the amount of evidence, what decides, what is open."""

from __future__ import annotations

from collections.abc import Iterator

from ..measures.coverage import Question
from ..measures.gate import CriterionResult, Gate, Status
from .names import Names, capital, lower
from .telling import missing, reason
from .writing import citation_parts

__all__ = [
    "deciding",
    "elements_known",
    "headline",
    "qualifiers",
    "question_text",
    "sentences",
    "status_text",
    "verdict_line",
    "violations",
    "whom",
    "why",
]


def headline(names: Names, gate: Gate) -> str:
    """The verdict's own words: criteria met, criteria not met, cannot tell."""
    return capital(names.word("verdict", gate.verdict.value))


def by_whose(names: Names) -> str:
    """By whose criteria, on what evidence: the words that follow every verdict."""
    source = names.framework.source[:1]
    article = bool(source) and citation_parts(source[0])[0] == "artikel"
    whose = names.say("article") if article else names.say("criteria_of", label=names.text(names.framework.label))
    return names.say("by", whose=whose)


def verdict_line(names: Names, gate: Gate) -> str:
    """The verdict with the words that always follow it."""
    return f"{headline(names, gate)}, {by_whose(names)}."


def sentences(names: Names) -> tuple[str, ...]:
    """Three sentences: the verdict, the criteria, the evidence."""
    gate = names.assessment.gate
    if gate is None:
        return (names.say("no_verdict"), *_without_gate(names), f"{capital(_sources(names))}.")
    who = names.say("for_members" if gate.judged == "members" else "for_inside")
    each = "; ".join(_criterion_in_brief(names, gate, one) for one in gate.criteria)
    return verdict_line(names, gate), f"{who}: {each}.", f"{_evidence(names, gate)}."


def _criterion_in_brief(names: Names, gate: Gate, one: CriterionResult) -> str:
    notes = qualifiers(names, gate, one)
    more = f" ({'; '.join(notes)})" if notes else ""
    status = names.word("is", one.status.value)
    return names.say("criterion_is", criterion=lower(criterion_name(names, one)), status=status) + more


def criterion_name(names: Names, one: CriterionResult) -> str:
    """The criterion's name."""
    return names.element(f"criterion.{one.criterion}")


def _evidence(names: Names, gate: Gate) -> str:
    head = f"{names.say('amount', known=gate.known, of=len(gate.criteria))}, {_sources(names)}"
    still = [_open(names, one) for one in gate.criteria if one.status is Status.UNKNOWN]
    return f"{head}; {lower(names.say('open', what='; '.join(still)))[:-1]}" if still else head


def _sources(names: Names) -> str:
    n = len(names.programme.references)
    return names.say({0: "no_source", 1: "from_one_source"}.get(n, "from_sources"), n=n)


def _open(names: Names, one: CriterionResult) -> str:
    """What keeps a criterion open."""
    reasons = []
    for each in one.indicators:
        if each.status is Status.UNKNOWN:
            indicator = names.indicator(each.indicator)
            label = lower(names.text(indicator.label)) if indicator else each.indicator
            lacking = names.listed([names.key(key) for key in each.reading.missing], 2)
            reasons.append(f"{label}: {lacking}" if lacking else label)
    return f"{lower(criterion_name(names, one))} ({'; '.join(reasons)})"


def _without_gate(names: Names) -> Iterator[str]:
    ladder, known = names.assessment.ladder, elements_known(names)
    if ladder is not None:
        scale = next((one.scale for one in ladder.cells), None)
        label = names.scale(scale) if scale else None
        if label is None:
            yield names.say("no_levels")
        else:
            yield names.say("rungs_known", n=names.number(len(ladder.cells)), scale=names.text(label.label))
    if known is not None:
        yield names.say("elements_known", known=known[0], of=known[1])


def elements_known(names: Names, kind: str = "") -> tuple[int, int] | None:
    """How many of the profile's elements, or of those of one kind, have evidence, of how many."""
    shown = [one for one in names.assessment.coverage.elements if not one.address.startswith("criterion.")]
    shown = [one for one in shown if one.address.startswith(kind)]
    return (sum(one.known > 0 for one in shown), len(shown)) if shown else None


def qualifiers(names: Names, gate: Gate, one: CriterionResult, *, inside: bool = False) -> tuple[str, ...]:
    """The words that go with a criterion's status."""
    notes = [names.text(text) for text in one.qualifiers]
    notes += [names.word("qualifier", "derived")] if one.derived else []
    notes += [names.word("qualifier", "contested")] if one.contested else []
    if not inside and gate.officers_only(one.criterion):
        officers = next(each for each in gate.inside if each.criterion == one.criterion)
        notes.append(names.say("officers_contested" if officers.contested else "officers_met"))
    return tuple(notes)


def status_text(names: Names, gate: Gate, one: CriterionResult, *, inside: bool = False) -> str:
    """A criterion's status with its qualifiers."""
    notes = "; ".join(qualifiers(names, gate, one, inside=inside))
    return names.word("status", one.status.value) + (f" ({notes})" if notes else "")


def deciding(names: Names, one: CriterionResult) -> tuple[tuple[str, str], ...]:
    """The indicators that decide a criterion: their names, and what was found for them."""
    shown = []
    for each in one.deciding:
        indicator = names.indicator(each.indicator)
        label = names.text(indicator.label) if indicator else each.indicator
        text = reason(names, indicator, each.reading)
        lacking = missing(names, each.reading, 3)
        if each.status is Status.UNKNOWN and lacking:
            text += f"; {names.say('not_recorded', what=lacking)}"
        shown.append((label, text))
    return tuple(shown)


def violations(names: Names) -> tuple[str, ...]:
    """The rights that are recorded as violated."""
    profile = names.assessment.profile
    lines = profile.lines if profile else ()
    parts = (part for line in lines for part in ((line.address, line.reading), *line.reading.parts))
    return tuple(
        dict.fromkeys(names.key(key) for key, one in parts if one.value == "violated" and key.startswith("component."))
    )


def question_text(names: Names, one: Question) -> str:
    """What to ask."""
    return names.text(one.text) or names.say("evidence_on", what=names.element(one.element))


def why(names: Names, one: Question) -> str:
    """Why to ask: no evidence, too little of it, or sources that disagree; and what is not recorded."""
    lacking = names.listed([names.key(key) for key in one.about], 4)
    return names.word("why", one.why) + (f": {lacking}" if lacking else "")


def whom(names: Names, one: Question, most: int = 4) -> str:
    """Whom to ask: stakeholders, or the sectors where the programme has none of them."""
    if one.whom:
        return names.actors(one.whom, most)
    sectors = names.listed([names.word("sector", sector) for sector in one.sectors])
    return names.say("nobody_of", sectors=sectors) if sectors else ""
