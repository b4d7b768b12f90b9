"""One programme in several years: the verdict of each, what changed, what cannot be compared, what was given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from ...measures.change.lines import Change, ChangeLine
from ...measures.change.recorded import Entry, pots_by_kind, recorded
from ...measures.gate import Gate
from ...measures.resources import Pot
from ...measures.years import AssessmentSeries
from .. import plots
from ..entries import changed, entry_name, entry_value, kind_name, step_text, told_lines
from ..figures import figure
from ..markup import Markup, paragraph, table, tag
from ..names import Names, capital
from ..verdict import by_whose, headline
from ..writing import amount, percent
from .criteria import status_mark
from .pieces import MOST, more, section
from .recorded import breaks
from .sources import framework, provenance, sources

__all__ = ["YEARS", "opening_of_years"]

Key = tuple[str | None, str, str | None]
NAMED = 12
# More years than these stand below each other, and not in columns.
COLUMNS = 5
# What the reasons are told in the order of.
REASONS = (
    *("undecided", "another_form", "another_rater", "other_parts", "break", "bounds", "spans", "follow_up"),
    *("undated", "same_records", "no_before", "no_after"),
)


def opening_of_years(names: Names, series: AssessmentSeries) -> Markup:
    """The verdict by year, and what a change is no evidence of."""
    several = len(series.assessments) > 1
    undated = names.say("years_undated", n=names.number(series.undated)) if series.undated and several else ""
    gaps = [names.period(year) for year in series.gaps]
    blocks = [
        paragraph(f"{names.say('years_kicker')} · {names.text(names.framework.label)}", "kicker"),
        tag("h1", names.text(names.programme.label)),
        paragraph(names.listed([names.period(year) for year in series.years]), "kicker"),
        paragraph(names.say("synthetic") if names.programme.synthetic else "", "synthetic"),
        tag("div", *(paragraph(one) for one in _sentences(names, series)), class_="verdict"),
        _by_year(names, series),
        paragraph(names.say("years_gap", years=names.listed(gaps)) if gaps else ""),
        paragraph(undated),
        paragraph(names.say("years_cut") if several and series.overall is None else ""),
    ]
    return tag("header", *blocks, class_="opening")


def _sentences(names: Names, series: AssessmentSeries) -> Iterator[str]:
    if names.assessment.gate is None:
        yield names.say("no_verdict")
    else:
        found = [
            (headline(names, one.gate), names.period(year))
            for year, one in zip(series.years, series.assessments, strict=True)
            if one.gate is not None
        ]
        runs = [
            names.say("verdict_in", verdict=verdict, years=_run(names, [year for _, year in run]))
            for verdict, run in groupby(found, lambda one: one[0])
        ]
        yield capital("; ".join(runs)) + "."
        yield names.say("by_criteria", by=by_whose(names))
    if len(series.assessments) > 1:
        yield names.say("no_effect")


def _run(names: Names, years: Sequence[str]) -> str:
    return names.say("range", low=years[0], high=years[-1]) if len(years) > COLUMNS else names.listed(years)


def _by_year(names: Names, series: AssessmentSeries) -> Markup:
    """The criteria in rows, the years in columns."""
    gates: list[Gate] = [one.gate for one in series.assessments if one.gate is not None]
    if not gates:
        return Markup("")
    keys = [one.criterion for one in gates[-1].criteria]
    found = [[next(one for one in gate.criteria if one.criterion == key) for key in keys] for gate in gates]
    cells = [[status_mark(names, gate, one) for one in each] for gate, each in zip(gates, found, strict=True)]
    criteria = [capital(names.element(f"criterion.{key}")) for key in keys]
    return _turned(names, series, "criterion", criteria, cells, names.say("criteria_brief"), "criteria")


def _turned(
    names: Names,
    series: AssessmentSeries,
    first: str,
    what: Sequence[str],
    cells: Sequence[Sequence[str]],
    caption: str,
    class_: str | None = None,
) -> Markup:
    """A table of years by what is told of each: years in columns, or below each other where they are many."""
    years = [names.period(year) for year in series.years]
    if len(years) > COLUMNS:
        head, rows = [names.say("year"), *what], [[year, *each] for year, each in zip(years, cells, strict=True)]
    else:
        head = [names.say(first), *years]
        rows = [[name, *(each[i] for each in cells)] for i, name in enumerate(what)]
    return table(head, rows[:MOST], caption, class_=class_, titled=True, kept=len(head))


# --- what changed ----------------------------------------------------------------------------------------------------


def _changed(names: Names, series: AssessmentSeries) -> Markup:
    """Every value that changed, with what it was in each year."""
    whole = series.overall
    if whole is None:
        return Markup("")
    first, last = names.period(series.years[0]), names.period(series.years[-1])
    held = series.assessments if len(series.years) <= COLUMNS else (series.assessments[0], series.assessments[-1])
    entries = [recorded(one).entries for one in held]
    lines = changed(whole)
    rows: list[list[str]] = []
    for who, run in groupby(lines[:MOST], lambda one: one.who):
        rows.append([_part(names, str(who))])
        rows += [_row(names, one, [found.get(_key(one)) for found in entries]) for one in run]
    years = [names.period(one.programme.period) for one in held]
    head = [names.say("indicator"), *years, names.say("change_of")]
    body = table(head, rows, names.say("years_changed"), titled=True, kept=len(head))
    same = [entry_name(names, *_key(one)) for one in told_lines(whole) if one.moved == "same" or one.absolute == 0]
    return section(
        names,
        "years_changed",
        paragraph(names.say("years_changed_note", first=first, last=last), "intro"),
        _drawn(names, series),
        body or paragraph(names.say("years_nothing")),
        more(names, MOST, len(lines)),
        paragraph(names.say("years_same", what=_named(names, same)) if same else "", "small"),
    )


def _named(names: Names, items: Sequence[str]) -> str:
    """Names with commas of their own, one after the other."""
    every = list(dict.fromkeys(items))
    more_of = [names.say("more_names", n=len(every) - NAMED)] if len(every) > NAMED else []
    return "; ".join([*every[:NAMED], *more_of])


def _key(one: ChangeLine) -> tuple[str, str, str | None]:
    return str(one.who), one.measure, one.element


def _part(names: Names, who: str) -> str:
    key = "profile" if names.framework.principles else "profile_other"
    return names.say({"gate": "criteria", "profile": key}.get(who, who))


def _row(names: Names, one: ChangeLine, found: list[Entry | None]) -> list[str]:
    shown = [entry_value(names, each) or names.say("no_evidence") for each in found]
    return [entry_name(names, *_key(one)), *map(capital, shown), step_text(names, one, found[-1])]


def _drawn(names: Names, series: AssessmentSeries) -> Markup:
    language, ends = (
        names.language.value,
        {"first": names.period(series.years[0]), "last": names.period(series.years[-1])},
    )
    return figure(
        lambda axes: plots.rounds(series, ax=axes, language=language),
        "rounds",
        names.say("years_alternative", **ends),
        names.say("years_alternative", **ends),
    )


# --- what cannot be compared -----------------------------------------------------------------------------------------


def _not_compared(names: Names, series: AssessmentSeries) -> Markup:
    """The reasons, each with what it concerns."""
    if series.overall is None:
        return Markup("")
    why: dict[str, list[str]] = {}
    for one in _without_double(series.overall):
        why.setdefault(str(one.why), []).append(entry_name(names, *_key(one)))
    rows = [
        [capital(names.word("not_compared", reason)), _named(names, why[reason])]
        for reason in REASONS
        if reason in why and reason != "bounds"
    ]
    head = [names.say("why_not"), names.say("concerns")]
    return section(names, "years_not_compared", table(head, rows, names.say("years_not_compared"), titled=True))


def _without_double(whole: Change) -> Iterator[ChangeLine]:
    """The lines without a change; who was there is not told apart from how deep that was."""
    deep = {one.element for one in whole.lines if one.who == "matrix" and one.measure.startswith("depth")}
    for one in whole.lines:
        if one.why is not None and not (one.measure == "present" and one.element in deep):
            yield one


# --- what was given --------------------------------------------------------------------------------------------------


def _given(names: Names, series: AssessmentSeries) -> Markup:
    """What was given by kind, year by year; kinds are never added up."""
    found = [pots_by_kind(one.contributions) for one in series.assessments]
    keys = dict.fromkeys(key for each in found for key in each)
    kinds = [capital(kind_name(names, [part for part in key if part])) for key in keys]
    cells = [[_pot(names, each.get(key)) for key in keys] for each in found]
    body = _turned(names, series, "kind", kinds, cells, names.say("years_given")) if keys else ""
    note = paragraph(names.say("contributions_note"), "intro")
    return section(names, "years_given", note if keys else "", body)


def _pot(names: Names, pot: Pot | None) -> str:
    if pot is None:
        return ""
    ends = {"inside": (pot.inside, pot.unvalued_inside), "outside": (pot.outside, pot.unvalued_outside)}
    shown: dict[str, str] = {}
    for side, (total, unvalued) in ends.items():
        written = [] if total is None else [amount(total, pot.unit, names.language, names.programme.currency)]
        written = [names.say("at_least", amount=one) for one in written] if pot.at_least else written
        written += [names.say("unvalued_n", n=names.number(unvalued))] if unvalued else []
        shown[side] = "; ".join(written) or names.say("no_evidence")
    text = names.say("given_cell", **shown)
    if pot.share is None or isinstance(pot.share, tuple):
        return text
    return names.say("given_share", given=text, share=percent(pot.share, names.language))


def _of_last(draw: Callable[[Names], Markup]) -> Callable[[Names, AssessmentSeries], Markup]:
    """A section that tells of the file and not of a year."""
    return lambda names, series: draw(names)


YEARS: tuple[Callable[[Names, AssessmentSeries], Markup], ...] = (
    *(_changed, _not_compared, _given),
    *map(_of_last, (breaks, sources, framework, provenance)),
)
