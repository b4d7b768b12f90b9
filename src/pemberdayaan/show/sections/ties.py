"""Who works with whom: a description and no score."""

from __future__ import annotations

from ...model.stakeholders import Basis, Tie
from .. import plots
from ..figures import figure
from ..markup import Markup, joined, paragraph, table, tag
from ..names import Names, capital
from ..writing import percent
from .depending import dependence
from .pieces import MOST, cite, default_mark, more, section

__all__ = ["collaboration"]

# What is meaningful whatever the file leaves out; the others only where it says that its ties are complete.
ALWAYS = frozenset({"actors", "ties", "isolates", "brokers"})
COUNTS = ALWAYS | {"articulation"}
ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison", "total")


def collaboration(names: Names) -> Markup:
    """The picture, the numbers that the file bears, who brokers, what starts outside, and every tie."""
    found, ties = names.assessment.collaboration, names.programme.ties
    if not ties:
        return section(names, "collaboration", paragraph(names.say("no_ties")), dependence(names))
    title, language, below = names.say("collaboration"), names.language.value, names.say("table_beside")
    words = names.say("ties_alternative", actors=names.number(found.actors), ties=names.number(found.ties))
    picture = figure(
        lambda axes: plots.collaboration(names.assessment, ax=axes, language=language),
        "collaboration",
        f"{title}. {below}",
        f"{words} {below}",
    )
    notes = [names.say("collaboration_note"), names.say("ties_complete" if found.complete else "ties_incomplete")]
    notes += [] if found.complete else [names.say("numbers_left_out")]
    head = [names.say(key) for key in ("from", "towards", "what", "tie_kind", "period", "source")]
    each = table(head, [_tie(names, one) for one in ties[:MOST]], names.say("ties"), kept=2)
    rest = [_numbers(names), _brokers(names), dependence(names), each, more(names, MOST, len(ties))]
    return section(names, "collaboration", paragraph(" ".join(notes), "intro"), picture, *rest)


def _numbers(names: Names) -> Markup:
    found = names.assessment.collaboration
    rows: list[list[str]] = []
    for row in found.rows():
        what, value = str(row["what"]), row["value"]
        left_out = row["source"] is not None or not (found.complete or what in ALWAYS)
        if left_out or not isinstance(value, (int, float)):
            continue
        shown = names.number(value) if what in COUNTS else percent(value, names.language)
        keys = str(row["actors"]).split("; ") if row["actors"] else []
        rows.append([names.word("number", what), shown, names.actors(keys, 12) if keys else ""])
    return table([names.say("what"), names.say("value"), names.say("actor")], rows, names.say("described"), kept=2)


def _brokers(names: Names) -> Markup:
    """The inside actors that stand between others, by role; what that means stands above."""
    found = names.assessment.collaboration
    if not found.brokers:
        return Markup("")
    notes = [names.say("broker_is"), names.say("broker_no_power")]
    notes += [] if found.complete else [names.say("brokers_recorded")]
    rows = []
    for actor, counted in found.brokers[:MOST]:
        roles = dict(counted)
        rows.append([names.actor(actor), *(names.number(roles[role]) for role in ROLES)])
    head = [names.say("actor"), *(capital(names.word("role", role)) for role in ROLES)]
    title = names.say("brokers")
    return joined(
        [
            tag("h3", title),
            paragraph(" ".join(notes), "intro"),
            table(head, rows, title, titled=True, kept=len(head)),
            more(names, MOST, len(found.brokers)),
            paragraph(names.say("roles_are"), "small"),
        ]
    )


def _tie(names: Names, one: Tie) -> list[str]:
    derived = f" ({names.say('derived_mark')})" if one.basis is Basis.DERIVED else ""
    return [
        names.actor(one.from_),
        names.actor(one.to),
        capital(names.text(one.label)) + derived,
        ", ".join(names.word("tie", kind) for kind in one.kind),
        names.period(one.period),
        cite(names, names.programme.citation(one), default_mark(names, one)),
    ]
