"""The criteria, each with the evidence that decides it: ordinary members, and beside them any inside actor."""

from __future__ import annotations

from collections.abc import Sequence

from ...measures.gate import CriterionResult, Gate, IndicatorResult
from ...model.elements import Indicator
from ...model.evidence import Remark
from ..markup import Markup, joined, listing, paragraph, table, tag
from ..names import Names, capital, lower
from ..telling import brief, missing, parts, stands_for_lowest
from ..verdict import criterion_name, deciding, qualifiers
from .pieces import cited, records, section

__all__ = ["criteria", "criteria_table"]


def status_mark(names: Names, gate: Gate, one: CriterionResult, *, inside: bool = False) -> Markup:
    """A status with a mark that is told by its shape, and the words that go with it."""
    notes = "; ".join(qualifiers(names, gate, one, inside=inside))
    mark = tag("span", class_=f"mark {one.status.value}", aria_hidden="true")
    status = tag("span", mark, tag("strong", capital(names.word("status", one.status.value))), class_="status")
    return joined([status, tag("span", notes, class_="notes")]) if notes else status


def criteria_table(names: Names, gate: Gate) -> Markup:
    """The criteria at a glance."""
    inside = {one.criterion: one for one in gate.inside}
    both = gate.judged == "members"
    rows = []
    for one in gate.criteria:
        facts = [tag("div", tag("span", f"{name}: ", class_="quiet"), text) for name, text in deciding(names, one)]
        rows.append(
            [
                capital(criterion_name(names, one)),
                status_mark(names, gate, one),
                status_mark(names, gate, inside[one.criterion], inside=True) if both else "",
                joined(facts),
            ]
        )
    first = names.say("members" if both else "any_inside")
    head = [names.say("criterion"), first, names.say("any_inside"), names.say("deciding")]
    return table(head, rows, names.say("criteria_brief"), class_="criteria", titled=True, stacked=True)


def criteria(names: Names) -> Markup:
    """Every criterion with its indicators, their rule in words, and the records that decide."""
    gate = names.assessment.gate
    if gate is None:
        return Markup("")
    inside = {one.criterion: one for one in gate.inside} if gate.judged == "members" else {}
    blocks = [_criterion(names, gate, one, inside.get(one.criterion)) for one in gate.criteria]
    notes = [names.say("derived_note")]
    notes += [names.say("default_note")] if names.assessment.coverage.default_source else []
    judged = paragraph(names.say(f"judged_{gate.judged}"))
    return section(names, "criteria", judged, paragraph(" ".join(notes), "small"), *blocks)


def _criterion(names: Names, gate: Gate, one: CriterionResult, inside: CriterionResult | None) -> Markup:
    element = names.framework[f"criterion.{one.criterion}"]
    quote = paragraph(f"“{element.quote}”" if element.quote else "", "quote")
    if inside is None or _alike(one, inside):
        pair = _side(names, gate, one, names.say("any_inside" if inside is None else "both_sides"), None)
    else:
        own = _side(names, gate, one, names.say("members"), None)
        pair = tag("div", own, _side(names, gate, inside, names.say("any_inside"), one.indicators), class_="pair")
    rules = listing([_rule(names, each) for each in one.indicators], class_="rules")
    return tag("div", tag("h3", capital(criterion_name(names, one))), quote, pair, rules, class_="criterion")


def _alike(one: CriterionResult, other: CriterionResult) -> bool:
    """Whether the same was found for both."""
    found = [[(each.status, each.reading) for each in side.indicators] for side in (one, other)]
    return found[0] == found[1]


def _side(
    names: Names, gate: Gate, one: CriterionResult, head: str, members: Sequence[IndicatorResult] | None
) -> Markup:
    """One side: its status and its indicators; what was said of the members already is not repeated."""
    known = {each.indicator: each for each in members or ()}
    blocks = []
    for each in one.indicators:
        before = known.get(each.indicator)
        same = before is not None and (before.status, before.reading) == (each.status, each.reading)
        blocks.append(_same(names, each) if same else _indicator(names, each))
    status = tag("p", status_mark(names, gate, one, inside=members is not None))
    return tag("div", tag("h4", head), status, *blocks, class_="side")


def _name(names: Names, one: IndicatorResult) -> tuple[Indicator | None, str]:
    indicator = names.indicator(one.indicator)
    return indicator, names.text(indicator.label) if indicator else one.indicator


def _same(names: Names, one: IndicatorResult) -> Markup:
    _, name = _name(names, one)
    return paragraph(joined([tag("strong", name), ": ", names.say("same_as_members")]), "same")


def _indicator(names: Names, one: IndicatorResult) -> Markup:
    indicator, name = _name(names, one)
    status = tag("span", names.word("status", one.status.value), class_="tagged")
    head = tag("p", tag("strong", name), ": ", brief(names, indicator, one.reading), " ", status)
    lowest = stands_for_lowest(one.reading)
    each = [] if lowest else [f"{key}: {text}" for key, text in parts(names, indicator, one.reading)]
    lacking = missing(names, one.reading)
    each += [names.say("not_recorded", what=lacking)] if lacking else []
    blocks = [head, listing([capital(text) for text in each], class_="parts"), records(names, one.reading.evidence)]
    if one.reading.contested:
        blocks += [paragraph(f"{capital(names.say('contested'))}:", "lead"), _disputed(names, one)]
    return tag("div", *blocks, class_="indicator")


def _disputed(names: Names, one: IndicatorResult) -> Markup:
    """The records that contradict each other; a remark leads to where it is told in full."""
    items, plain = [], []
    for trace in one.reading.contested:
        record = names.record(trace)
        if isinstance(record, Remark):
            where = f"#{trace.record.replace('[', '-').rstrip(']')}"
            items.append(joined([tag("a", capital(names.text(record.what)), href=where), " ", cited(names, [trace])]))
        else:
            plain.append(trace)
    return joined([listing(items, class_="records"), records(names, plain)])


def _rule(names: Names, one: IndicatorResult) -> Markup:
    """The rule of an indicator in words, what it cannot show, and its ground."""
    indicator, name = _name(names, one)
    if indicator is None:
        return Markup("")
    sentences = [names.text(indicator.definition)]
    if indicator.limit:
        sentences.append(f"{names.say('limit')}: {lower(names.text(indicator.limit))}")
    grounds = [names.framework.reference.get(citation.partition(",")[0]) for citation in indicator.source]
    named = [(ref.author or ref.title) + (f" {ref.year:g}" if ref.year else "") for ref in grounds if ref]
    if named:
        sentences.append(f"{names.say('ground')}: {'; '.join(named)}.")
    if indicator.ours:
        sentences.append(f"{capital(names.say('ours'))}.")
    return joined([tag("strong", f"{name}. "), " ".join(text for text in sentences if text)])
