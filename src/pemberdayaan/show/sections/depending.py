"""What starts outside the community, directly and through intermediaries: a description and no score."""

from __future__ import annotations

from collections.abc import Sequence

from ...measures.network.dependence import Dependence, Dependency
from .. import plots
from ..figures import figure
from ..markup import Markup, joined, listing, paragraph, table, tag
from ..names import Names, lower
from ..plots.dependence import what_of
from ..writing import amount, percent
from .pieces import MOST, more

__all__ = ["dependence"]


def dependence(names: Names) -> Markup:
    """The picture, the trend of each kind in words, and the shares; nothing without contributions."""
    found = names.assessment.collaboration.dependence
    if found is None:
        return Markup("")
    known = [one for one in found.parts if one.through is not None]
    title = names.say("dependence")
    if not known:
        return joined([tag("h3", title), _unvalued(names, found)])
    language, below = names.language.value, names.say("table_beside")
    kinds = len({(one.kind, one.unit) for one in known})
    picture = figure(
        lambda axes: plots.dependence(found, ax=axes, language=language),
        "dependence",
        f"{title}. {below}",
        f"{names.say('dependence_alternative', n=names.number(kinds))} {below}",
    )
    head = ("kind", "period", "given_in_all", "started_direct", "started_through", "largest_funder", "lost_without")
    rows = [_row(names, one) for one in found.parts[:MOST] if one.total is not None]
    body = table([names.say(key) for key in head], rows, title, titled=True, kept=2)
    pieces = [paragraph(names.say("dependence_note"), "intro"), picture, listing(_trends(names, known)), body]
    return joined([tag("h3", title), *pieces, more(names, MOST, len(found.parts)), _unvalued(names, found)])


def _row(names: Names, one: Dependency) -> list[str]:
    total = amount(one.total or 0, one.unit, names.language, names.programme.currency)
    why = names.say("all_zero" if not one.total else "untraceable") if one.through is None else ""
    funder, lost = one.lost[0] if one.lost else (None, 0.0)
    return [
        names.word("kind", one.kind),
        names.period(one.period),
        names.say("at_least", amount=total) if one.inexact else total,
        "" if one.direct is None else percent(one.direct, names.language),
        why or percent(one.through or 0, names.language),
        names.actor(funder) if funder else "",
        percent(lost, names.language) if funder else "",
    ]


def _trends(names: Names, known: Sequence[Dependency]) -> list[str]:
    """For each kind the share in the first period and in the last, without saying which is better."""
    series: dict[tuple[str, str | None], list[Dependency]] = {}
    for one in known:
        if one.period is not None:
            series.setdefault((one.kind, one.unit), []).append(one)
    return [
        names.say(
            "trend",
            what=what_of(kind, unit, names.language),
            first=percent(parts[0].through or 0, names.language),
            start=names.period(parts[0].period),
            last=percent(parts[-1].through or 0, names.language),
            end=names.period(parts[-1].period),
        )
        for (kind, unit), parts in series.items()
        if len(parts) > 1
    ]


def _unvalued(names: Names, found: Dependence) -> Markup:
    """The kinds of which nothing has an amount; elsewhere what has none is left out of the sums, and said too."""
    bare = dict.fromkeys(lower(names.word("kind", one.kind)) for one in found.parts if one.total is None)
    some = dict.fromkeys(
        lower(names.word("kind", one.kind)) for one in found.parts if one.total is not None and one.unvalued
    )
    said = [names.say("dependence_unvalued", what=names.listed(bare))] if bare else []
    said += [names.say("unvalued_left", what=names.listed(some))] if some else []
    return paragraph(" ".join(said), "small")
