"""Stage by rung: the stages across, the rungs upwards, and in each crossing the actors that stand there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ...measures.assessment import Assessment
from ...measures.matrix import MatrixCell
from ...model.scales import Scale
from ...model.text import as_language
from ..names import Names, capital
from .chips import Flow, Label, draw_sides, flowed, sides_of
from .ladder import ladder_rule
from .notes import checked_notes, draw_notes, lines_of, notes_height
from .sheet import FAINT, MUTED, Sheet, empty_sheet, new_sheet, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["stage_rung"]

LABEL, SIZE, STEP = 1.75, 8.0, 0.14
LEAST, MARGIN = 0.34, 0.06
# Up to so many actors are named in the crossings; more of them are counted there.
NAMED = 12

Where = tuple[str | None, str]


def stage_rung(assessment: Assessment, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw who stands on which rung in which stage, the highest rung above.

    Up to twelve actors are named; more are counted, from inside the community and from outside apart.

    Parameters
    ----------
    assessment
        An assessment by a framework with a ladder.
    ax
        Axes to draw on; None makes a figure.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> from pemberdayaan.show.plots import stage_rung
    >>> type(stage_rung(pb.assess(pb.example("contoh_lengkap"), "arnstein-1969"))).__name__
    'Axes'
    """
    names, rule, found = Names(assessment, as_language(language)), ladder_rule(assessment), assessment.ladder
    if rule is None or found is None or not found.cells:
        return empty_sheet(ax, names.say("no_levels" if rule else "empty")).ax
    scale = names.framework.scale[rule.scale]
    labels = _labels(names, scale, found.cells)
    stages: list[str | None] = [*([None] if any(stage is None for stage, _ in labels) else []), *names.programme.stage]
    wide = max(1.05, min(1.6, 6.0 / max(1, len(stages))))
    flows = {
        where: flowed(sorted(one, key=_inside_first), wide - 0.16, names.language) for where, one in labels.items()
    }
    notes = [] if rule.higher_is_better else [names.say("levels_are_no_steps")]
    return _draw(names, scale, (stages, wide, flows), (notes, labels), ax)


def _draw(
    names: Names,
    scale: Scale,
    table: tuple[Sequence[str | None], float, Mapping[Where, Flow]],
    below: tuple[Sequence[str], Mapping[Where, Sequence[Label]]],
    ax: Axes | None,
) -> Axes:
    (stages, wide, flows), (said, labels) = table, below
    width = LABEL + wide * len(stages) + 0.1
    heads = [wrap(capital(names.stage(stage)), wide - 0.1, SIZE, bold=True) for stage in stages]
    top = 0.16 + STEP * max(map(len, heads), default=0)
    tall = {level.key: _height(flows, level.key, stages) for level in scale.levels}
    sides = sides_of(label for found in labels.values() for label in found)
    notes = lines_of([*said, *checked_notes([names.framework], names.language)], width - 0.2)
    sheet = new_sheet(ax, width, top + sum(tall.values()) + 0.3 + notes_height(notes))
    for i, head in enumerate(heads):
        sheet.text(LABEL + wide * (i + 0.5), top - 0.08, head, SIZE, bold=True, align="center", valign="bottom")
    y = top
    for level in reversed(scale.levels):
        text = wrap(capital(names.level(scale, level.key)), LABEL - 0.25, SIZE)
        sheet.text(0.1, y + tall[level.key] / 2, text, SIZE)
        for i, stage in enumerate(stages):
            _crossing(sheet, LABEL + wide * i, y, (wide, tall[level.key]), flows.get((stage, level.key)))
        y += tall[level.key]
    draw_sides(sheet, 0.1, y + 0.18, sides, names.language)
    draw_notes(sheet, y + 0.3, notes)
    return sheet.ax


def _height(flows: Mapping[Where, Flow], level: str, stages: Iterable[str | None]) -> float:
    return max(
        [LEAST, *(flows[stage, level].height + 2 * MARGIN + 0.04 for stage in stages if (stage, level) in flows)]
    )


def _labels(names: Names, scale: Scale, cells: Sequence[MatrixCell]) -> dict[Where, list[Label]]:
    """What stands in each crossing: the actors, or how many from each side."""
    found: dict[Where, list[str]] = {}
    for cell in cells:
        for level in [cell.highest] if scale.ordered else cell.levels:
            if level in scale:
                found.setdefault((cell.stage, str(level)), []).append(cell.actor)
    if len({cell.actor for cell in cells}) <= NAMED:
        return {
            where: [Label(names.actor(who), names.programme.inside(who)) for who in actors]
            for where, actors in found.items()
        }
    counts = {
        where: {side: sum(names.programme.inside(who) is side for who in actors) for side in (True, False)}
        for where, actors in found.items()
    }
    return {
        where: [Label(names.say("actors_n", n=n), side) for side, n in count.items() if n]
        for where, count in counts.items()
    }


def _inside_first(label: Label) -> bool:
    return not label.inside


def _crossing(sheet: Sheet, x: float, y: float, size: tuple[float, float], flow: Flow | None) -> None:
    width, height = size
    edge = FAINT if flow is None else MUTED
    sheet.box(x + 0.02, y + 0.02, width - 0.04, height - 0.04, edgecolor=edge, linewidth=0.6)
    if flow is not None:
        flow.draw(sheet, x + 0.08, y + (height - flow.height) / 2)
