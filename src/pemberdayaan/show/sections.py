"""The sections of the report, one function each; an empty string where there is nothing to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ..measures.gate import CriterionResult, Gate, IndicatorResult
from ..measures.resources import Pot
from ..measures.result import Scalar
from ..model.evidence import Remark, RemarkKind, Trace
from ..model.stakeholders import Tie
from .contents import NAMES
from .markup import Markup, joined, paragraph, table, tag
from .names import Names, capital
from .plots.sheet import own_axes
from .telling import few, gift_amount, head_counts, observed, parts, reading_text, told
from .verdict import criterion_name, question_text, status_text, whom, why
from .writing import amount, percent

__all__ = ["MOST", "SECTIONS", "figure"]

MOST = 200
Draw = Callable[..., Any]


def section(names: Names, key: str, *content: str, title: str | None = None) -> Markup:
    """A section under its heading, or nothing if it has no content."""
    filled = [piece for piece in content if piece]
    return tag("section", tag("h2", title or names.say(key), id=key), *filled, id=f"s-{key}") if filled else Markup("")


def figure(names: Names, draw: Draw | None, subject: object, caption: str) -> Markup:
    """A picture as inline SVG with its text alternative; without matplotlib, or without a picture, nothing."""
    try:
        from matplotlib import rc_context
    except ImportError:
        return Markup("")
    if draw is None:
        return Markup("")
    with rc_context({"svg.fonttype": "path", "svg.hashsalt": "pemberdayaan"}):
        svg = _svg(draw(subject, ax=own_axes(), language=names.language.value).figure)
    alternative = f"{caption}. {names.say('table_beside')}"
    return tag("figure", Markup(svg), tag("figcaption", alternative), role="img", aria_label=alternative)


def _svg(drawn: Any) -> str:
    import io

    page = io.StringIO()
    drawn.savefig(page, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
    text = page.getvalue()
    return text[text.index("<svg") :].replace("<svg ", '<svg aria-hidden="true" ', 1)


def cited(names: Names, traces: Iterable[Trace]) -> str:
    """The citations of some records, with a dagger where one rests on the file's default source alone."""
    found = list(traces)
    mark = "†" if any(_on_default(names, one) for one in found) else ""
    return names.cited(citation for one in found for citation in one.source) + mark


def _on_default(names: Names, one: Trace) -> bool:
    record = names.record(one)
    return not isinstance(record, Remark) and record is not None and names.on_default_source(record)


def _evidence(names: Names, traces: Sequence[Trace], most: int = 8) -> Markup:
    """The records behind a reading, in words."""
    if not traces:
        return Markup("")
    items = [tag("li", capital(told(names, one)), " ", cited(names, [one])) for one in traces[:most]]
    if len(traces) > most:
        items.append(tag("li", names.say("more_records", n=len(traces) - most)))
    return tag("ul", *items, class_="evidence")


def criteria(names: Names, plots: Any) -> Markup:
    """The criteria for ordinary members and for any inside actor, each with its evidence."""
    gate = names.assessment.gate
    if gate is None:
        return Markup("")
    inside = {one.criterion: one for one in gate.inside}
    both = gate.judged == "members"
    rows = [
        [
            capital(criterion_name(names, one)),
            status_text(names, gate, one),
            status_text(names, gate, inside[one.criterion], inside=True) if both else "",
        ]
        for one in gate.criteria
    ]
    first = "members" if both else "any_inside"
    head = [names.say("criterion"), names.say(first), names.say("any_inside")]
    summary = table(head, rows, names.say("criteria"))
    blocks = [_criterion(names, gate, one, inside[one.criterion] if both else None) for one in gate.criteria]
    return section(names, "criteria", paragraph(names.say(f"judged_{gate.judged}")), summary, *blocks)


def _criterion(names: Names, gate: Gate, one: CriterionResult, inside: CriterionResult | None) -> Markup:
    element = names.framework[f"criterion.{one.criterion}"]
    blocks = [
        tag("h3", capital(criterion_name(names, one)), ": ", status_text(names, gate, one)),
        paragraph(f"“{element.quote}”" if element.quote else "", "quote"),
        *(_indicator(names, each) for each in one.indicators),
    ]
    if inside is not None and (inside.status is not one.status or inside.contested):
        blocks.append(tag("h4", f"{names.say('any_inside')}: {status_text(names, gate, inside, inside=True)}"))
        blocks += [_indicator(names, each) for each in inside.indicators]
    return tag("div", *blocks, class_="criterion")


def _indicator(names: Names, one: IndicatorResult) -> Markup:
    indicator = names.indicator(one.indicator)
    assert indicator is not None  # a gate judges by indicators of its framework
    found = parts(names, indicator, one.reading)
    lines = [
        tag("p", tag("strong", names.text(indicator.label)), ": ", reading_text(names, indicator, one.reading)),
        tag("ul", *(tag("li", f"{name}: {value}") for name, value in found)) if found else "",
        _evidence(names, one.reading.evidence),
    ]
    if one.reading.contested:
        lines += [tag("p", capital(names.say("contested")) + ":"), _evidence(names, one.reading.contested)]
    about = [f"{names.say('rule_in_words')}: {names.text(indicator.definition)}"]
    about += [f"{names.say('limit')}: {names.text(indicator.limit)}"] if indicator.limit else []
    grounds = [names.framework.reference[key.partition(",")[0].strip()] for key in indicator.source]
    about += [f"{names.say('ground')}: {' '.join(names.reference(ref) for ref in grounds)}"] if grounds else []
    about += [f"{capital(names.say('ours'))}."] if indicator.ours else []
    return tag("div", *lines, tag("p", " ".join(about), class_="small"), class_="indicator")


def matrix(names: Names, plots: Any) -> Markup:
    """Stage by actor: the picture and the table."""
    cells = names.assessment.matrix.cells
    rows = [
        [
            names.stage(one.stage),
            names.actor(one.actor),
            names.side(one.actor),
            "; ".join(names.level(names.scale(one.scale), level) for level in one.levels)
            or _presence(names, one.present),
            "" if one.decides is None else names.word("decides", one.decides),
            names.say("contested") if one.contested else (names.say("derived_mark") if one.derived else ""),
            cited(names, one.evidence or one.contested),
        ]
        for one in cells[:MOST]
    ]
    head = [names.say(key) for key in ("stage_or_activity", "actor", "side", "value", "deciding", "status", "source")]
    picture = figure(names, getattr(plots, "involvement", None), names.assessment, names.say("matrix")) if cells else ""
    more = _more(names, len(cells))
    return section(
        names,
        "matrix",
        paragraph(names.say("matrix_note")),
        picture,
        table(head, rows, names.say("matrix")),
        more,
        _heads(names),
    )


def _presence(names: Names, present: bool | None) -> str:
    return "" if present is None else names.say("took_part" if present else "absent")


def _more(names: Names, total: int) -> Markup:
    return (
        paragraph(names.say("rows_more", shown=MOST, all=names.number(total)), "small") if total > MOST else Markup("")
    )


def _heads(names: Names) -> Markup:
    """How many people took part; groups of fewer than five are not broken down."""
    programme = names.programme
    found = [
        (i, one) for i, one in enumerate(programme.participations) if one.people or one.women or one.men or one.groups
    ]
    rows = [
        [
            names.about(f"activity.{one.activity}") if one.activity else names.stage(one.stage),
            names.actor(one.who),
            head_counts(names, one),
            ""
            if few(one.people)
            else "; ".join(
                f"{names.about(f'group.{key}')}: {names.say('few') if few(n) else names.number(n)}"
                for key, n in one.groups
            ),
            names.period(one.period),
            names.cited(programme.citation(one)) + ("†" if names.on_default_source(one) else ""),
        ]
        for _, one in found[:MOST]
    ]
    head = [names.say(key) for key in ("stage_or_activity", "actor", "count", "groups", "period", "source")]
    return joined([table(head, rows, names.say("head_counts")), _more(names, len(found))])


def ladder(names: Names, plots: Any) -> Markup:
    """The levels on the framework's own scale."""
    found = names.assessment.ladder
    if found is None:
        return Markup("")
    rows = [
        [
            names.stage(one.stage),
            names.actor(one.actor),
            "; ".join(names.level(names.scale(one.scale), level) for level in one.levels),
            cited(names, one.evidence),
        ]
        for one in found.cells
    ]
    head = [names.say(key) for key in ("stage_or_activity", "actor", "value", "source")]
    return section(names, "ladder", table(head, rows, names.say("ladder")) or paragraph(names.say("no_levels")))


def profile(names: Names, plots: Any) -> Markup:
    """The elements with what was computed and rated, rights apart."""
    found = names.assessment.profile
    if found is None:
        return Markup("")
    rows: list[list[str]] = []
    for line in found.lines:
        indicator = names.indicator(line.indicator) if line.indicator else None
        name = (
            names.text(indicator.label)
            if indicator
            else capital((line.part and names.part(line.part)) or names.element(line.address))
        )
        inner = "; ".join(f"{key}: {value}" for key, value in parts(names, indicator, line.reading)[:12])
        how = names.word("how", line.how) + (f", {names.say('rated_by', who=line.rater)}" if line.rater else "")
        rows.append(
            [
                names.element(line.address),
                name,
                reading_text(names, indicator, line.reading),
                inner,
                how,
                cited(names, line.reading.evidence),
            ]
        )
    head = [
        names.say("element"),
        names.say("indicator"),
        names.say("value"),
        names.say("what"),
        names.say("how_known"),
        names.say("source"),
    ]
    title = names.say("profile" if names.framework.principles else "profile_other")
    picture = figure(names, getattr(plots, "profile", None), names.assessment, title) if rows else ""
    return section(
        names, "profile", paragraph(names.say("profile_note")), picture, table(head, rows, title), title=title
    )


def contributions(names: Names, plots: Any) -> Markup:
    """What was given, promised and pooled, inside and outside."""
    found = names.assessment.contributions.pots
    rows = [
        [
            names.word("kind", pot.kind),
            names.word("giving", pot.status),
            names.period(pot.period),
            _side(names, pot, pot.inside, pot.unvalued_inside),
            _side(names, pot, pot.outside, pot.unvalued_outside),
            "" if pot.share is None or isinstance(pot.share, tuple) else percent(pot.share, names.language.value),
            names.actors(pot.givers),
            names.actors(pot.deciders) if pot.deciders else "",
            cited(names, [_trace(names, ref) for ref in pot.refs]),
        ]
        for pot in found
    ]
    keys = ("kind", "giving", "period", "from_inside", "from_outside", "inside_share", "givers", "deciders", "source")
    body = table([names.say(key) for key in keys], rows, names.say("contributions"))
    picture = (
        figure(names, getattr(plots, "contributions", None), names.assessment, names.say("contributions"))
        if rows
        else ""
    )
    each = [
        [names.text(one.label), names.actor(one.from_), gift_amount(names, one), names.text(one.note)]
        for one in names.programme.contributions[:MOST]
        if one.label or one.note
    ]
    detail = table(
        [names.say(key) for key in ("gift", "givers", "value", "says_of_itself")], each, names.say("each_gift")
    )
    empty = "" if rows else paragraph(names.say("no_contributions"))
    return section(
        names,
        "contributions",
        paragraph(names.say("contributions_note")),
        picture,
        body,
        detail,
        empty,
        _benefits(names),
    )


def _trace(names: Names, ref: tuple[str, int]) -> Trace:
    record = getattr(names.programme, ref[0])[ref[1]]
    return Trace(f"{ref[0]}[{ref[1]}]", "", names.programme.citation(record))


def _side(names: Names, pot: Pot, total: Any, unvalued: int) -> str:
    shown = []
    if total is not None:
        value = amount(total, pot.unit, names.language.value, names.programme.currency)
        shown.append(names.say("at_least", amount=value) if pot.at_least else value)
    shown += [names.say("unvalued_n", n=unvalued)] if unvalued else []
    return "; ".join(shown)


def _benefits(names: Names) -> Markup:
    programme = names.programme
    rows = [
        [
            names.about(one.group),
            names.text(one.what),
            "" if one.amount is None else amount(one.amount, one.unit, names.language.value, programme.currency),
            "" if one.people is None else (names.say("few") if few(one.people) else names.number(one.people)),
            "; ".join(names.key(word) for word in (one.arm, one.counting) if word),
            names.period(one.period),
            names.cited(programme.citation(one)) + ("†" if names.on_default_source(one) else ""),
        ]
        for one in programme.benefits[:MOST]
    ]
    head = [names.say(key) for key in ("group", "what", "value", "count", "status", "period", "source")]
    return joined([table(head, rows, names.say("benefits")), _more(names, len(programme.benefits))])


def collaboration(names: Names, plots: Any) -> Markup:
    """The ties, described and not scored."""
    found, programme = names.assessment.collaboration, names.programme
    if not programme.ties:
        return section(names, "collaboration", paragraph(names.say("no_ties")))
    numbers = [
        [names.word("number", str(row["what"])), _figure(names, row["value"]), _actors(names, row["actors"])]
        for row in found.rows()
        if row["source"] is None
    ]
    head = [names.say(key) for key in ("what", "value", "actor")]
    note = names.say("ties_complete" if found.complete else "ties_incomplete")
    picture = figure(names, getattr(plots, "collaboration", None), names.assessment, names.say("collaboration"))
    ties = table(
        [names.say(key) for key in ("from", "towards", "tie_kind", "what", "source")],
        [_tie(names, one) for one in programme.ties[:MOST]],
        names.say("tie"),
    )
    texts = [paragraph(names.say("collaboration_note")), paragraph(note)]
    return section(names, "collaboration", *texts, picture, table(head, numbers, names.say("collaboration")), ties)


def _figure(names: Names, value: Scalar) -> str:
    return names.say("no_evidence") if value is None else names.number(value, 2)


def _actors(names: Names, keys: Scalar) -> str:
    return names.actors(str(keys).split("; ")) if keys else ""


def _tie(names: Names, one: Tie) -> list[str]:
    kinds = names.listed([names.word("tie", kind) for kind in one.kind])
    return [
        names.actor(one.from_),
        names.actor(one.to),
        kinds,
        names.text(one.label),
        names.cited(names.programme.citation(one)),
    ]


def remarks(kind: RemarkKind, key: str) -> Callable[[Names, Any], Markup]:
    """A section of the remarks of one kind."""

    def made(names: Names, plots: Any) -> Markup:
        items = [_remark(names, one) for one in names.programme.remarks if one.kind is kind]
        empty = paragraph(names.say("no_conflicts")) if kind is RemarkKind.CONFLICT else ""
        return section(names, key, tag("ul", *items, class_="remarks") if items else empty)

    return made


def _remark(names: Names, one: Remark) -> Markup:
    claims = [tag("li", names.text(said), " ", names.cited([citation])) for citation, said in one.claims]
    when = f" ({names.period(one.period)})" if one.period else ""
    own = names.cited(one.source)
    return tag(
        "li",
        tag("p", capital(names.text(one.what)), when, f" {own}" if own else ""),
        tag("ul", *claims) if claims else "",
    )


def observations(names: Names, plots: Any) -> Markup:
    """What was observed and belongs to no element of the framework."""
    programme = names.programme
    found = [one for one in programme.observations if one.element is None or one.element not in names.framework]
    rows = [
        [
            capital(names.text(one.what) or names.element(one.element or "")),
            "; ".join(
                part
                for part in (names.about(one.about) if one.about else "", names.stage(one.stage) if one.stage else "")
                if part
            ),
            observed(names, one),
            names.period(one.period),
            names.text(one.note),
            names.cited(programme.citation(one)) + ("†" if names.on_default_source(one) else ""),
        ]
        for one in found[:MOST]
    ]
    head = [names.say(key) for key in ("what", "actor", "value", "period", "says_of_itself", "source")]
    body = table(head, rows, names.say("observed"))
    return section(
        names, "observed", paragraph(names.say("observed_note")) if rows else "", body, _more(names, len(found))
    )


def questions(names: Names, plots: Any) -> Markup:
    """Everything to ask, and whom."""
    rows = [
        [question_text(names, one), whom(names, one), why(names, one)] for one in names.assessment.questions.questions
    ]
    head = [names.say(key) for key in ("question", "whom", "because")]
    return section(
        names, "questions", table(head, rows, names.say("questions")) or paragraph(names.say("nothing_to_ask"))
    )


def completeness(names: Names, plots: Any) -> Markup:
    """How complete the evidence is, and what rests on the default source alone."""
    found = names.assessment.coverage
    rows = [
        [names.element(one.address), names.say("with_evidence", known=one.known, of=one.of), names.number(one.records)]
        for one in found.elements
    ]
    head = [names.say(key) for key in ("element", "indicators_known", "records_behind")]
    counted = ", ".join(f"{names.number(n)} {NAMES[name][names.language]}" for name, n in found.records if n)
    notes = [paragraph(f"{names.say('records')}: {counted}.") if counted else ""]
    if found.default_source:
        source = names.cited(names.programme.source)
        notes.append(paragraph(names.say("default_count", n=names.number(found.default_source), source=source)))
    if found.unmatched:
        lost = names.listed([f"{address} ({n})" for address, n in found.unmatched])
        notes.append(paragraph(f"{names.say('unmatched')}: {lost}."))
    return section(names, "completeness", table(head, rows, names.say("completeness")), *notes)


def sources(names: Names, plots: Any) -> Markup:
    """Every reference of the programme, with what it says of itself."""
    items = []
    for one in names.programme.references:
        lines = [names.reference(one)]
        lines += [f"{capital(names.say('read', how=names.text(one.read)))}."] if one.read else []
        lines += [names.text(text) for text in (one.note, one.terms) if text]
        lines += [f"doi:{one.doi}"] if one.doi else []
        addresses = [tag("span", url, class_="url") for url in one.urls]
        items.append(tag("li", " ".join(lines), *(tag("br"), joined(addresses, "; ")) if addresses else ()))
    return section(names, "sources", tag("ol", *items) if items else paragraph(names.say("no_source")))


def framework(names: Names, plots: Any) -> Markup:
    """What the programme was held against, and how its elements are related."""
    held = names.framework
    name = f"{names.text(held.label)} ({held.key}, {names.say('version', version=held.version)})"
    blocks = [paragraph(f"{name}. {names.text(held.definition)}")]
    blocks.append(paragraph(f"{names.say('checked')}: {names.word('checked', held.checked.value)}."))
    blocks += [paragraph(f"{names.say('terms')}: {names.text(held.terms)}")] if held.terms else []
    if held.relations:
        blocks.append(figure(names, getattr(plots, "framework", None), held, names.say("relations")))
        rows = [
            [
                names.element(one.source),
                names.word("relation", one.kind.value),
                names.element(one.target),
                names.text(one.why),
                names.say("stated" if one.stated else "implied"),
            ]
            for one in held.relations
        ]
        head = [names.say(key) for key in ("element", "tie", "towards", "reason", "status")]
        blocks.append(table(head, rows, names.say("relations")))
    cites = tag("ul", *(tag("li", names.reference(one)) for one in held.references))
    return section(names, "about_framework", *blocks, tag("h3", names.say("framework_sources")), cites)


def provenance(names: Names, plots: Any) -> Markup:
    """Where the page comes from."""
    found = names.assessment.provenance
    rows = [
        [names.say("framework"), f"{found.framework} {found.framework_version}"],
        [names.say("rules_used"), ", ".join(found.rule)],
        [names.say("digest"), str(found.digest)],
        [names.say("library"), f"pemberdayaan {found.library}"],
        [names.say("measures"), ", ".join(name for name, _ in found.measures)],
    ]
    return section(names, "provenance", table([names.say("what"), names.say("value")], rows, names.say("provenance")))


SECTIONS: Sequence[Callable[[Names, Any], Markup]] = (
    criteria,
    matrix,
    ladder,
    profile,
    contributions,
    collaboration,
    remarks(RemarkKind.CONFLICT, "conflicts"),
    remarks(RemarkKind.BREAK, "breaks"),
    remarks(RemarkKind.RULE, "rules"),
    remarks(RemarkKind.GAP, "gaps"),
    questions,
    observations,
    completeness,
    sources,
    framework,
    provenance,
)
