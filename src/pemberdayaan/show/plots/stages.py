"""Two networks of the same actors in one layout: what stayed, what went, what came."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ...measures.network import Network
from ...measures.network.ties import network_of
from ...model.text import Language, as_language
from ..phrases import say
from ..writing import number
from .actors import Labels, actor_label, group_label, group_order
from .notes import SLACK, draw_notes, lines_of, notes_height
from .ring import (
    SIZE,
    Curve,
    Ring,
    Spot,
    draw_legend,
    draw_ring,
    legend_height,
    legend_of,
    legend_of_spots,
    ring_of,
)
from .sheet import INSIDE, OUTSIDE, empty_sheet, new_sheet, text_width, wrap

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

    from ...model.programme import Programme

__all__ = ["stages"]

LABEL, NARROWEST, HALF, APART = 1.35, 0.9, 1.15, 0.25
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "kept": {"color": "#8794a0", "linewidth": 1.0},
    "lost": {"color": OUTSIDE, "linewidth": 1.5, "linestyle": (0, (4, 2))},
    "new": {"color": INSIDE, "linewidth": 2.0},
}
Pair = tuple[Hashable, Hashable]


@attrs.frozen
class Stage:
    """One of the two networks, as far as a picture needs it."""

    held: Network
    ties: frozenset[Pair]
    attributes: Mapping[Hashable, Mapping[str, Any]]


def stages(
    before: Network | Programme | nx.Graph[Any],
    after: Network | Programme | nx.Graph[Any],
    *,
    by: str | None = "sector",
    labels: Labels | None = None,
    ax: Axes | None = None,
    language: str = "id",
) -> Axes:
    """Draw two stages side by side, every actor in the same place in both.

    On the left ties that were kept and those that were lost, on the right those that were kept and those that are new.

    Parameters
    ----------
    before, after
        Networks, programmes or networkx graphs; actors are matched by name.
    by
        The attribute that says the sector, of the second network where an actor is in it; None for no sectors.
    labels
        What actors are called on paper.
    ax
        Axes to draw on; None makes a figure.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InvalidInput
        If an actor lacks the attribute.

    Examples
    --------
    >>> import networkx as nx
    >>> from pemberdayaan.show.plots import stages
    >>> type(stages(nx.path_graph(3), nx.path_graph(4), by=None)).__name__
    'Axes'
    """
    chosen = as_language(language)
    pair = [_stage(one, by) for one in (before, after)]
    kept = pair[0].ties & pair[1].ties
    found = {"kept": kept, "lost": pair[0].ties - kept, "new": pair[1].ties - kept}
    if not any(found.values()):
        return empty_sheet(ax, say("no_ties", chosen)).ax
    rings = [_ring(pair, side, by, labels, chosen) for side in pair]
    width = 2 * rings[0].width + APART + 0.2
    notes = lines_of([say("stages_note", chosen)], width - 0.2)
    samples = [(say(f"ties_{name}", chosen, n=number(len(found[name]), chosen)), LOOKS[name]) for name in LOOKS]
    spots = [spot for ring in rings for spot in ring.spots]
    legend = legend_of([*samples, *legend_of_spots(spots, chosen)], width)
    top = 0.55 + legend_height(legend)
    sheet = new_sheet(ax, width, top + rings[0].height + 0.16 + notes_height(notes))
    draw_legend(sheet, legend)
    directed = pair[0].held.directed or pair[1].held.directed
    for i, (title, drawn) in enumerate((("stage_before", ("kept", "lost")), ("stage_after", ("kept", "new")))):
        left = 0.1 + i * (rings[0].width + APART)
        sheet.text(left + rings[i].middle[0], top - 0.28, say(title, chosen), 9.0, bold=True, align="center")
        curves = [curve for name in drawn for curve in _curves(found[name], LOOKS[name], directed)]
        draw_ring(sheet, rings[i], left, top, curves)
    draw_notes(sheet, top + rings[0].height + 0.1, notes)
    return sheet.ax


def _stage(data: Any, by: str | None) -> Stage:
    held = network_of(data)
    ends = zip(held.tails.tolist(), held.heads.tolist(), strict=True)
    ties = {(held.actors[a], held.actors[b]) for a, b in ends}
    if not held.directed:
        ties = {(min(one, key=str), max(one, key=str)) for one in ties}
    about: dict[Hashable, dict[str, Any]] = {actor: {} for actor in held.actors}
    if by is not None:
        codes, names = held.groups(by)
        for actor, code in zip(held.actors, codes.tolist(), strict=True):
            about[actor]["group"] = names[code]
    for actor, side in zip(held.actors, held.attributes.get("inside", [None] * held.n), strict=True):
        about[actor]["inside"] = side
    return Stage(held, frozenset(ties), about)


def _ring(pair: Sequence[Stage], shown: Stage, by: str | None, labels: Labels | None, language: Language) -> Ring:
    """All actors of both in places that both share; hollow in the one where they have no tie."""
    about = {**pair[0].attributes, **pair[1].attributes}
    every = list(about)
    linked = {actor for tie in shown.ties for actor in tie}
    spots, widest = [], NARROWEST
    for actor in sorted(every, key=lambda one: group_order(about[one].get("group"))):
        head = "" if by is None else group_label(about[actor]["group"], language)
        side = about[actor]["inside"]
        lines = wrap(actor_label(actor, labels, language), (LABEL - 0.05) / SLACK, SIZE, lines=3)
        widest = max(widest, *(SLACK * text_width(line, SIZE) + 0.05 for line in lines))
        spots.append(Spot(actor, lines, head, None if side is None else bool(side), 0, actor in linked))
    return ring_of(spots, sorted(pair[0].ties | pair[1].ties, key=str), min(LABEL, widest), most=HALF)


def _curves(ties: frozenset[Pair], look: Mapping[str, Any], directed: bool) -> list[Curve]:
    found = []
    for a, b in sorted(ties, key=str):
        back = directed and (b, a) in ties
        if not back or str(a) < str(b):
            found.append(Curve(a, b, look, ("<|-|>" if back else "-|>") if directed else "-"))
    return found
