"""The profile: element by element, and the rights apart, a violation first."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from ...measures.coverage import Covered
from ...measures.profile import Line
from ...model.evidence import Observation, Reading
from .. import plots
from ..figures import figure
from ..markup import Markup, joined, listing, paragraph, table, tag
from ..names import Names, capital
from ..plots.profile import line_label
from ..telling import brief, missing, parts, stands_for_lowest
from ..writing import percent
from .pieces import MOST, cited, section

__all__ = ["profile", "rights"]

RIGHTS = "rights.profile"
ORDER = {"violated": 0, "mixed": 1, "respected": 2}


def profile(names: Names) -> Markup:
    """Every element with what was computed and what was rated, each on its own scale."""
    found = names.assessment.profile
    if found is None:
        return Markup("")
    title = names.say("profile" if names.framework.principles else "profile_other")
    elements = [one for one in names.assessment.coverage.elements if not one.address.startswith("criterion.")]
    words = names.say("elements_known", known=sum(one.known > 0 for one in elements), of=len(elements))
    language, below = names.language.value, names.say("table_beside")
    picture = figure(
        lambda axes: plots.profile(names.assessment, ax=axes, language=language),
        "profile",
        f"{title}. {below}",
        f"{title}: {words} {below}",
    )
    apart = {key for reading in _rights(names) for key, _ in reading.parts}
    blocks = [
        _element(names, one, [line for line in found.lines if line.address == one.address], apart) for one in elements
    ]
    return section(names, "profile", paragraph(names.say("profile_note"), "intro"), picture, *blocks, title=title)


def _element(names: Names, one: Covered, lines: list[Line], apart: Collection[str]) -> Markup:
    known = names.say("with_evidence", known=one.known, of=one.of) if one.of else names.say("no_evidence")
    name = capital(names.element(one.address))
    title = tag("h3", name, " ", tag("span", known, class_="tagged"))
    definition = names.framework[one.address].definition if one.address in names.framework else None
    shown = [line for line in lines if line.how == "computed" or not _told_apart(line, apart)]
    head = [names.say(key) for key in ("indicator", "value", "in_detail", "how_known", "source")]
    body = table(head, [_row(names, line) for line in shown], name, kept=2, class_="profile", titled=True)
    details = [_shares(names, line) for line in shown if stands_for_lowest(line.reading)]
    return tag("div", title, paragraph(names.text(definition), "quiet"), body, *details)


def _told_apart(line: Line, apart: Collection[str]) -> bool:
    """Whether a rating is one of those that the section on rights shows."""
    return any(token in apart for token in (line.part or "").split())


def _row(names: Names, line: Line) -> list[str]:
    indicator = names.indicator(line.indicator) if line.indicator else None
    scale = names.scale(line.scale) or names.scale_of(indicator)
    each = () if stands_for_lowest(line.reading) else parts(names, indicator, line.reading)
    shown = [f"{key}: {text}" for key, text in each[:MOST]]
    lacking = missing(names, line.reading)
    shown += [names.say("not_recorded", what=lacking)] if lacking else []
    limit = tag("div", names.text(indicator.limit), class_="quiet") if indicator and indicator.limit else ""
    derived = f" ({names.say('derived_mark')})" if line.reading.derived else ""
    value = capital(brief(names, indicator, line.reading, scale))
    return [
        joined([capital(line_label(names, line)), limit]),
        joined([tag("strong", value), derived]) if line.reading.known else tag("span", value, class_="quiet"),
        listing([capital(text) for text in shown], class_="parts"),
        names.word("how", line.how),
        cited(names, line.reading.evidence),
    ]


def _shares(names: Names, line: Line) -> Markup:
    """The ratios of a group's share to its share in the population, in a table of their own."""
    rows = []
    for key, part in line.reading.parts[:MOST]:
        shares = dict(part.parts)
        ratio = names.number(part.value, 3) if isinstance(part.value, (int, float, Fraction)) else ""
        both = [_share(names, shares.get(name)) for name in ("share", "share_in_population")]
        rows.append([capital(names.part(key)), ratio, *both, names.note(part.note), cited(names, part.evidence)])
    head = [names.say("group"), names.say("ratio")]
    head += [capital(names.word("part", key)) for key in ("share", "share_in_population")]
    return table([*head, names.say("says_of_itself"), names.say("source")], rows, capital(line_label(names, line)))


def _share(names: Names, one: Reading | None) -> str:
    if one is None or not isinstance(one.value, (int, float, Fraction)):
        return ""
    n = "" if one.n is None else f" ({names.say('of_n', n=names.number(one.n))})"
    return percent(one.value, names.language) + n


# --- rights ----------------------------------------------------------------------------------------------------------


def _rights(names: Names) -> list[Reading]:
    found = names.assessment.profile
    readings = []
    for line in found.lines if found else ():
        indicator = names.indicator(line.indicator) if line.indicator else None
        if indicator is not None and indicator.measure == RIGHTS:
            readings.append(line.reading)
    return readings


def rights(names: Names) -> Markup:
    """Every right with its state, a violation first; one without evidence is said to have none."""
    readings = _rights(names)
    if not readings:
        return Markup("")
    known = sorted((part for one in readings for part in one.parts), key=lambda part: ORDER.get(str(part[1].value), 3))
    rows = [_right(names, key, reading) for key, reading in known]
    open_ = dict.fromkeys(key for one in readings for key in one.missing)
    rows += [[capital(names.key(key)), capital(names.say("no_evidence")), "", "", ""] for key in open_]
    head = [names.say(key) for key in ("right", "value", "reason", "rater", "source")]
    return section(
        names,
        "rights",
        paragraph(names.say("rights_note"), "intro"),
        table(head, rows, names.say("rights"), kept=2, titled=True),
    )


def _right(names: Names, key: str, reading: Reading) -> list[str]:
    records = [record for trace in reading.evidence if isinstance(record := names.record(trace), Observation)]
    scale = next((names.scale(one.scale) for one in records if one.scale), None)
    none = names.say("contested" if reading.contested else "no_evidence")
    value = names.level(scale, reading.value) if isinstance(reading.value, str) else none
    raters = names.listed(dict.fromkeys(one.rater for one in records if one.rater))
    n = "" if reading.n is None else names.say("respondents", n=names.number(reading.n))
    return [
        capital(names.key(key)),
        tag("strong", capital(value)),
        names.note(reading.note),
        "; ".join(one for one in (raters, n) if one),
        cited(names, reading.evidence),
    ]
