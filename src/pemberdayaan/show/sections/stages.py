"""Who is involved in which stage: the picture, the same as a table, and how many people took part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...measures.matrix import MatrixCell
from ...model.records import Participation
from ...model.scales import Quantity
from ..figures import figure
from ..markup import Markup, joined, paragraph, table, tag
from ..names import Names, capital
from ..plots.involvement import draw_matrix
from ..plots.ladder import draw_ladder, ladder_rule
from ..telling import few
from ..writing import quantity
from .pieces import MOST, cite, cited, default_mark, more, section

__all__ = ["ladder", "matrix"]


def matrix(names: Names) -> Markup:
    """Stage by actor, and the head counts."""
    cells, heads = names.assessment.matrix.cells, _head_counts(names)
    if not cells and not heads:
        return section(names, "matrix", paragraph(names.say("empty")))
    return section(names, "matrix", paragraph(names.say("matrix_note"), "intro"), *_drawn(names, cells), heads)


def ladder(names: Names) -> Markup:
    """The levels on the framework's own scale, where it has a ladder."""
    found, rule = names.assessment.ladder, ladder_rule(names.assessment)
    if found is None or rule is None:
        return Markup("")
    note = paragraph("" if rule.higher_is_better else names.say("levels_are_no_steps"))
    if not found.cells:
        return section(names, "ladder", note, paragraph(names.say("no_levels")))
    picture = _climbed(names, found.cells, len(names.framework.scale[rule.scale].levels))
    return section(names, "ladder", note, picture, _matrix_table(names, found.cells, "ladder"))


def _climbed(names: Names, cells: Sequence[MatrixCell], levels: int) -> Markup:
    """The ladder with the actors on it."""
    counts = {"n": levels, "m": len({cell.actor for cell in cells})}
    below = names.say("table_beside")
    return figure(
        lambda axes: draw_ladder(names, axes),
        "ladder",
        f"{names.say('ladder')}. {below}",
        f"{names.say('ladder_alternative', **counts)} {below}",
    )


def _drawn(names: Names, cells: Sequence[MatrixCell]) -> list[Markup]:
    if not cells:
        return []
    counts = {"n": len({cell.actor for cell in cells}), "m": len({cell.stage for cell in cells})}
    below = names.say("table_beside")
    alternative = f"{names.say('matrix_alternative', **counts)} {below}"
    caption = f"{names.say('matrix')}. {below}"
    picture = figure(lambda axes: draw_matrix(names, cells, axes), "matrix", caption, alternative)
    return [picture, _matrix_table(names, cells, "matrix")]


Places = Mapping[tuple[str, str | None], Sequence[MatrixCell]]


def _matrix_table(names: Names, cells: Sequence[MatrixCell], key: str) -> Markup:
    """Actors in rows, stages in columns; actors without a record are counted."""
    places: dict[tuple[str, str | None], list[MatrixCell]] = {}
    for cell in cells:
        places.setdefault((cell.actor, cell.stage), []).append(cell)
    stages = [*([None] if any(stage is None for _, stage in places) else []), *names.programme.stage]
    recorded = {actor for actor, _ in places}
    actors = [one for one in names.programme.stakeholders if one.key in recorded]
    rows: list[list[str]] = []
    for side in (True, False):
        among = [one.key for one in actors if bool(one.inside) is side][:MOST]
        rows += [[names.say("Inside" if side else "Outside")]] if among else []
        rows += [_matrix_row(names, who, stages, places) for who in among]
    head = [names.say("actor"), *(capital(names.stage(stage)) for stage in stages)]
    left = len(names.programme.stakeholders) - len(actors)
    note = paragraph(names.say("actors_without", n=names.number(left)), "small") if left else Markup("")
    return joined([table(head, rows, names.say(key), class_="matrix", kept=len(head), titled=True), note])


def _matrix_row(names: Names, who: str, stages: Sequence[str | None], places: Places) -> list[str]:
    return [
        names.actor(who),
        *(joined([_cell(names, cell) for cell in places.get((who, stage), ())]) for stage in stages),
    ]


def _cell(names: Names, one: MatrixCell) -> Markup:
    scale = names.scale(one.scale)
    text = capital("; ".join(names.level(scale, level) for level in one.levels))
    if one.n is not None and one.highest is not None:
        middle = names.say("median_of", n=names.number(one.n))
        text = f"{capital(names.level(scale, one.highest))} ({middle}: {text})"
    plain = {True: names.say("took_part"), False: names.say("absent"), None: names.say("no_depth_known")}
    facts = [text or capital(plain[one.present])]
    facts += [names.word("decides", one.decides)] if one.decides else []
    facts += [names.say("contested")] if one.contested else []
    facts += [names.say("derived_mark")] if one.derived else []
    return tag("div", "; ".join(facts), " ", cited(names, one.evidence or one.contested))


def _head_counts(names: Names) -> Markup:
    """How many people took part; groups of fewer than five are not broken down."""
    found = [
        one
        for one in names.programme.participations
        if one.groups or any(n is not None for n in (one.people, one.women, one.men))
    ]
    if not found:
        return Markup("")
    keys = ("stage_or_activity", "actor", "period", "count", "Women", "Men", "groups", "source")
    rows = [_counted(names, one) for one in found[:MOST]]
    body = table([names.say(key) for key in keys], rows, names.say("head_counts"))
    return joined([body, more(names, MOST, len(found)), paragraph(names.say("small_groups"), "small")])


def _counted(names: Names, one: Participation) -> list[str]:
    hidden = few(one.people) or few(one.women) or few(one.men)
    women, men = ("", "") if hidden else (_exactly(names, one.women), _exactly(names, one.men))
    groups = [] if few(one.people) else one.groups
    others = [
        f"{names.about(f'group.{key}')} {names.say('few') if few(n) else _exactly(names, n)}" for key, n in groups
    ]
    return [
        names.about(f"activity.{one.activity}") if one.activity else capital(names.stage(one.stage)),
        names.actor(one.who) + (f" ({names.about(f'group.{one.group}')})" if one.group else ""),
        names.period(one.period),
        _exactly(names, one.people),
        women,
        men,
        "; ".join(others),
        cite(names, names.programme.citation(one), default_mark(names, one)),
    ]


def _exactly(names: Names, n: float | Quantity | None) -> str:
    return "" if n is None else quantity(n, names.language)
