"""What several people rated: disagreements first, what they agreed on and why, and what is to be done."""

from __future__ import annotations

from collections import Counter

from ...measures.ratings import Rated, Ratings
from ..figures import figure
from ..markup import Markup, joined, listing, paragraph, table, tag
from ..names import Names, capital
from ..plots.spidergram import draw_spidergram
from .pieces import section

__all__ = ["ratings"]


def ratings(names: Names) -> Markup:
    """The ratings of a panel or a workshop, with the plan that was made beside each."""
    found = names.assessment.ratings
    if found is None:
        return Markup("")
    rows = [_row(names, found, one) for one in found.rated]
    keys = ("rated_what", "middle", "from_lowest", "raters_n", "agreed", "reason", "plan")
    body = table([names.say(key) for key in keys], rows, names.say("ratings"), kept=4, titled=True)
    notes = [paragraph(names.say("ratings_note"), "intro"), paragraph(_agreement(names, found))]
    return section(names, "ratings", *notes, _drawn(names, found), body, paragraph(_lost(names, found), "small"))


def _drawn(names: Names, found: Ratings) -> Markup:
    """The ratings as dots with their ranges."""
    below = names.say("table_beside")
    return figure(
        lambda axes: draw_spidergram([found], names.key, False, axes, names.language),
        "ratings",
        f"{names.say('ratings')}. {below}",
        f"{names.say('ratings_alternative', n=names.number(len(found.rated)))} {below}",
    )


def _agreement(names: Names, found: Ratings) -> str:
    if found.alpha is None:
        return names.say("no_alpha")
    return names.say("agreement", alpha=names.number(found.alpha, 2), n=names.number(len(found.raters)))


def _lost(names: Names, found: Ratings) -> str:
    """How many ratings on the framework's elements could not be used."""
    counted = Counter(why for _, why in found.lost if not why.startswith("no element"))
    if not counted:
        return ""
    return names.say("ratings_lost", n=names.number(counted.total()), why="; ".join(counted))


def _row(names: Names, found: Ratings, one: Rated) -> list[str]:
    of = [names.about(one.about)] if one.about else []
    of += [names.stage(one.stage)] if one.stage else []
    of += [names.key(one.arm)] if one.arm else []
    of += [names.period(one.period)] if one.period else []
    named = capital(names.element(one.element))
    what = joined([named, tag("div", ", ".join(of), class_="quiet")]) if of else named
    return [
        what,
        _levels(names, found, one.median),
        _levels(names, found, (one.lowest, one.highest) if one.lowest and one.highest else None),
        names.number(one.n) if one.n else "",
        _agreed(names, found, one),
        _reasons(names, one),
        names.text(one.plan),
    ]


def _levels(names: Names, found: Ratings, ends: tuple[str, str] | None) -> str:
    if ends is None:
        return ""
    low, high = (names.level(found.scale, key) for key in ends)
    return low if low == high else names.say("range", low=low, high=high)


def _agreed(names: Names, found: Ratings, one: Rated) -> str:
    level = names.level(found.scale, one.agreed) if one.agreed else ""
    if one.importance is None and one.confidence is None:
        return level
    own = {
        name: names.number(v) if (v := getattr(one, name)) is not None else "-" for name in ("importance", "confidence")
    }
    return "; ".join(part for part in (level, names.say("own_numbers", **own)) if part)


def _reasons(names: Names, one: Rated) -> str:
    if one.reason is not None:
        return names.text(one.reason)
    return listing([f"{who}: {names.text(why)}" for who, why in one.reasons])
