"""What the file says of itself: conflicts, breaks, rules and gaps; and what was observed besides."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.evidence import Observation, Remark, RemarkKind
from ...model.stakeholders import Basis
from ..markup import Markup, joined, listing, paragraph, table, tag
from ..names import Names, capital
from ..telling import observed, observed_value
from .pieces import MOST, cite, default_mark, more, section, shared

__all__ = ["breaks", "conflicts", "gaps", "observations", "rules"]


def _of_kind(names: Names, kind: RemarkKind) -> list[tuple[int, Remark]]:
    return [(i, one) for i, one in enumerate(names.programme.remarks) if one.kind is kind]


def conflicts(names: Names) -> Markup:
    """Every conflict with what each source claims."""
    found = [_conflict(names, i, one) for i, one in _of_kind(names, RemarkKind.CONFLICT)]
    return section(names, "conflicts", *(found or [paragraph(names.say("no_conflicts"))]))


def _conflict(names: Names, index: int, one: Remark) -> Markup:
    touched = [names.about(key) for key in one.about] + [names.stage(key) for key in one.stage]
    where = tag("span", f" ({', '.join(touched)})", class_="quiet") if touched else ""
    head = tag("p", tag("strong", capital(names.text(one.what))), where)
    claims = [joined([cite(names, [citation]), " ", names.text(said)]) for citation, said in one.claims]
    return tag("div", head, listing(claims), id=f"remarks-{index}", class_="conflict")


def _plain(names: Names, kind: RemarkKind, key: str) -> Markup:
    items = []
    for i, one in _of_kind(names, kind):
        when = f" ({names.period(one.period)})" if one.period else ""
        own = joined([" ", cite(names, one.source)]) if one.source else ""
        items.append(tag("span", capital(names.text(one.what)), when, own, id=f"remarks-{i}"))
    return section(names, key, listing(items))


def breaks(names: Names) -> Markup:
    """Where a series breaks."""
    return _plain(names, RemarkKind.BREAK, "breaks")


def rules(names: Names) -> Markup:
    """How the file was read."""
    return _plain(names, RemarkKind.RULE, "rules")


def gaps(names: Names) -> Markup:
    """What the file itself says is missing."""
    return _plain(names, RemarkKind.GAP, "gaps")


# --- observations ----------------------------------------------------------------------------------------------------


def observations(names: Names) -> Markup:
    """What was observed and belongs to no element of the framework."""
    known = names.framework.labels
    found = [
        one
        for one in names.programme.observations
        if one.element is None or (one.element not in names.framework and one.element not in known)
    ]
    if not found:
        return Markup("")
    by_what: dict[str, list[Observation]] = {}
    for one in found[:MOST]:
        by_what.setdefault(_what(names, one), []).append(one)
    pivots = {what: some for what, some in by_what.items() if len(some) > 1 and all(one.values for one in some)}
    tables = [_by_group(names, what, some) for what, some in pivots.items()]
    rest = [one for what, some in by_what.items() if what not in pivots for one in some]
    head = [names.say(key) for key in ("observation", "about", "period", "value", "says_of_itself", "source")]
    plain = table(head, [_row(names, one) for one in rest], names.say("observed"))
    note = paragraph(names.say("observed_note"), "intro")
    return section(names, "observed", note, *tables, plain, more(names, MOST, len(found)))


def _what(names: Names, one: Observation) -> str:
    return capital(names.text(one.what) or names.element(one.element or ""))


def _about(names: Names, one: Observation) -> str:
    touched = [names.about(one.about)] if one.about else []
    touched += [names.stage(one.stage)] if one.stage else []
    touched += [names.word("arm", one.arm)] if one.arm else []
    return ", ".join(touched)


def _notes(names: Names, one: Observation) -> str:
    notes = [names.text(text) for text in (one.reason, one.note) if text]
    notes += [f"{capital(names.say('rated_by', who=one.rater))}."] if one.rater else []
    notes += [f"({names.say('derived_mark')})"] if one.basis is Basis.DERIVED else []
    return " ".join(notes)


def _source(names: Names, one: Observation) -> Markup:
    return cite(names, names.programme.citation(one), default_mark(names, one))


def _row(names: Names, one: Observation) -> list[str]:
    when = names.period(one.period)
    return [_what(names, one), _about(names, one), when, observed(names, one), _notes(names, one), _source(names, one)]


def _by_group(names: Names, what: str, found: Sequence[Observation]) -> Markup:
    """Observations of the same thing by group: the groups in columns."""
    groups = dict.fromkeys(group for one in found for group, _ in one.values)
    rows: list[list[str]] = []
    for one in found:
        values = dict(one.values)
        shown = [observed_value(names, one, values[group]) if group in values else "" for group in groups]
        head = [_about(names, one) or what, names.period(one.period)]
        rows.append([*head, *shown, _notes(names, one), _source(names, one)])
    note = shared(rows, len(groups) + 2)
    head = [names.say("about"), names.say("period"), *(names.about(group) for group in groups)]
    return joined([table([*head, names.say("says_of_itself"), names.say("source")], rows, what), note])
