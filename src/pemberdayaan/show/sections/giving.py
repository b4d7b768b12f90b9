"""Who gave what, who decides on its use, and who benefits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...measures.resources import Pot
from ...model.records import Contribution, ProgrammeBenefit
from ...model.stakeholders import Basis
from .. import plots
from ..figures import figure
from ..markup import Markup, joined, listing, paragraph, table
from ..names import Names, capital
from ..telling import few, gift_amount
from ..writing import amount, percent, quantity
from .pieces import MOST, cite, default_mark, more, section, shared
from .reliance import over_the_years

__all__ = ["benefits", "contributions"]


def contributions(names: Names) -> Markup:
    """What was given, promised and pooled, inside and outside; kinds are never added up."""
    pots = names.assessment.contributions.pots
    if not pots:
        return section(names, "contributions", paragraph(names.say("no_contributions")))
    title, language, below = names.say("contributions"), names.language.value, names.say("table_beside")
    picture = figure(
        lambda axes: plots.contributions(names.assessment, ax=axes, language=language),
        "contributions",
        f"{title}. {below}",
        f"{names.say('contributions_alternative', n=names.number(len(pots)))} {below}",
    )
    keys = ("kind", "period", "giving", "from_inside", "from_outside", "inside_share", "givers", "deciders", "source")
    body = table([names.say(key) for key in keys], [_pot(names, pot) for pot in pots[:MOST]], title, titled=True)
    gifts = names.programme.contributions
    of_each = ("gift", "from", "towards", "value", "period", "says_of_itself", "source")
    each = table(
        [names.say(key) for key in of_each], [_gift(names, one) for one in gifts[:MOST]], names.say("each_gift")
    )
    note = paragraph(names.say("contributions_note"), "intro")
    rest = [more(names, MOST, len(pots)), over_the_years(names), each, more(names, MOST, len(gifts))]
    return section(names, "contributions", note, picture, body, *rest)


def _sources(names: Names, records: Sequence[Contribution | ProgrammeBenefit]) -> Markup:
    citations = [citation for one in records for citation in names.programme.citation(one)]
    mark = "†" if any(default_mark(names, one) for one in records) else ""
    return cite(names, citations, mark)


def _pot(names: Names, pot: Pot) -> list[str]:
    return [
        names.word("kind", pot.kind),
        names.period(pot.period),
        names.word("giving", pot.status),
        _side(names, pot, pot.inside, pot.unvalued_inside),
        _side(names, pot, pot.outside, pot.unvalued_outside),
        "" if pot.share is None or isinstance(pot.share, tuple) else percent(pot.share, names.language),
        names.actors(pot.givers),
        names.actors(pot.deciders) if pot.deciders else names.say("no_evidence"),
        _sources(names, [names.programme.contributions[index] for _, index in pot.refs]),
    ]


def _side(names: Names, pot: Pot, total: Any, unvalued: int) -> str:
    shown = []
    if total is not None:
        value = amount(total, pot.unit, names.language, names.programme.currency)
        shown.append(names.say("at_least", amount=value) if pot.at_least else value)
    shown += [names.say("unvalued_n", n=names.number(unvalued))] if unvalued else []
    return "; ".join(shown)


def _gift(names: Names, one: Contribution) -> list[str]:
    via = f" ({names.say('through', who=names.actors(one.via))})" if one.via else ""
    said = [names.text(one.note)] if one.note else []
    said += [f"({names.say('derived_mark')})"] if one.basis is Basis.DERIVED else []
    return [
        capital(names.text(one.label)) or names.word("kind", one.kind),
        f"{names.actor(one.from_)} ({names.side(one.from_)}){via}",
        names.listed([names.about(key) for key in one.to]),
        f"{gift_amount(names, one)}, {names.word('giving', one.status.value)}",
        names.period(one.period),
        " ".join(said),
        _sources(names, [one]),
    ]


# --- benefits --------------------------------------------------------------------------------------------------------

# What a column compares: the benefit in words, the arm, the counting rule.
Column = tuple[str, str | None, str | None]


def benefits(names: Names) -> Markup:
    """Who benefits: groups in rows and what is compared in columns, then what is told without numbers."""
    found = names.programme.benefits
    numbers = [one for one in found if one.amount is not None or one.people is not None]
    told = [one for one in found if one.amount is None and one.people is None]
    tables = [
        _compared(names, [one for one in numbers if _unit(one) == unit]) for unit in dict.fromkeys(map(_unit, numbers))
    ]
    stories = [_story(names, one) for one in told[:MOST]]
    return section(names, "benefits", *tables, listing(stories), more(names, MOST, len(told)))


def _unit(one: ProgrammeBenefit) -> str | None:
    return one.unit if one.amount is not None else None


def _story(names: Names, one: ProgrammeBenefit) -> Markup:
    when = f" ({names.period(one.period)})" if one.period else ""
    note = f". {names.text(one.note)}" if one.note else ""
    return joined([f"{names.about(one.group)}: {names.text(one.what)}{when}{note} ", _sources(names, [one])])


def _compared(names: Names, found: Sequence[ProgrammeBenefit]) -> Markup:
    columns: list[Column] = list(dict.fromkeys((names.text(one.what), one.arm, one.counting) for one in found))
    places: dict[tuple[str, str], dict[Column, list[ProgrammeBenefit]]] = {}
    for one in found:
        here = places.setdefault((one.group, names.period(one.period)), {})
        here.setdefault((names.text(one.what), one.arm, one.counting), []).append(one)
    rows: list[list[str]] = []
    for (group, when), at in list(places.items())[:MOST]:
        records = [one for column in columns for one in at.get(column, ())]
        shown = ["; ".join(_gain(names, one) for one in at.get(column, ())) for column in columns]
        notes = dict.fromkeys(names.text(one.note) for one in records if one.note)
        rows.append([names.about(group), when, *shown, " ".join(notes), _sources(names, records)])
    heads = [_column(names, *column) for column in columns]
    head = [names.say("group"), names.say("period"), *heads, names.say("says_of_itself"), names.say("source")]
    note = shared(rows, len(columns) + 2)
    alone = len(heads) == 1 and bool(heads[0])
    body = table(head, rows, heads[0] if alone else names.say("benefits"), titled=not alone)
    return joined([body, note, more(names, MOST, len(places))])


def _column(names: Names, what: str, arm: str | None, counting: str | None) -> str:
    details = ", ".join(names.word("arm", key) for key in (arm, counting) if key)
    return f"{capital(what)} ({details})" if what and details else capital(what or details)


def _gain(names: Names, one: ProgrammeBenefit) -> str:
    shown = []
    if one.amount is not None:
        shown.append(amount(one.amount, one.unit, names.language, names.programme.currency))
    if one.people is not None:
        n = names.say("few") if few(one.people) else quantity(one.people, names.language)
        shown.append(names.say("people", n=n))
    return ", ".join(shown)
