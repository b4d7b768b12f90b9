"""Who is tied to whom, by sector, with those who stand between others marked."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ...measures.assessment import Assessment
from ...measures.graphs import collaboration_graph
from ...measures.network import Brokerage, Network
from ...measures.network.ties import network_of
from ...model.text import Language, as_language
from ..names import Names
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
from .sheet import empty_sheet, new_sheet, wrap

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

    from ...model.programme import Programme

__all__ = ["MOST", "network"]

MOST = 60
LABEL, WIDTH = 2.0, 7.4
WITHIN, BETWEEN = "#a9b4bd", "#46535e"
THINNEST, THICKEST = 0.8, 3.6


Pairs = Mapping[tuple[Hashable, Hashable], int]


@attrs.frozen
class Drawn:
    """What is drawn: the dots, the ties in one direction or both, and what must be said."""

    spots: Sequence[Spot]
    ties: Pairs
    directed: bool
    groups: Mapping[Hashable, str]
    actors: int
    by_group: bool


def network(
    network: Assessment | Network | Programme | nx.Graph[Any],
    *,
    brokers: Brokerage | None = None,
    by: str | None = "sector",
    labels: Labels | None = None,
    ax: Axes | None = None,
    language: str = "id",
) -> Axes:
    """Draw a network as a ring, actors of a sector together; from 61 actors on each sector is one dot.

    Nothing is drawn at random: the same network gives the same picture. A diamond is a broker, with the number of pairs
    that it joins.

    Parameters
    ----------
    network
        A network, a programme, a networkx graph; or an assessment, which brings its brokers and labels along.
    brokers
        The brokerage of the network, to mark who brokers; None marks those of an assessment, else nobody.
    by
        The attribute that says the sector; None for one ring without sectors.
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
    >>> import pemberdayaan as pb
    >>> from pemberdayaan.show.plots import network
    >>> type(network(pb.assess(pb.example("lkms_kartini")))).__name__
    'Axes'
    """
    chosen = as_language(language)
    held, marked, named = _read(network, brokers, labels, chosen)
    if not held.m:
        return empty_sheet(ax, say("no_ties", chosen)).ax
    drawn = _sectors(held, by, chosen) if held.n > MOST and by else _actors(held, by, marked, named, chosen)
    ring = ring_of(drawn.spots, drawn.ties, LABEL)
    notes = lines_of(_notes(drawn, chosen), max(WIDTH, ring.width) - 0.2)
    width = max(WIDTH, ring.width + 0.2)
    legend = legend_of([*legend_of_spots(drawn.spots, chosen), *_lines(drawn, chosen)], width)
    top = 0.3 + legend_height(legend)
    sheet = new_sheet(ax, width, top + 0.16 + ring.height + notes_height(notes))
    draw_legend(sheet, legend)
    draw_ring(sheet, ring, (width - ring.width) / 2, top, _curves(drawn, ring))
    draw_notes(sheet, top + 0.12 + ring.height, notes)
    return sheet.ax


def _read(
    data: Any, brokers: Brokerage | None, labels: Labels | None, language: Language
) -> tuple[Network, Mapping[Any, int], Labels | None]:
    """The network, how many pairs each broker joins, and the labels."""
    counts: dict[Any, int] = {}
    if brokers is not None:
        counts = dict(zip(brokers.actors, brokers.counts[:, -1].tolist(), strict=True))
    if not isinstance(data, Assessment):
        return network_of(data), counts, labels
    names = Names(data, language)
    if brokers is None:
        counts = {actor: dict(roles)["total"] for actor, roles in data.collaboration.brokers}
    own = {one.key: names.actor(one.key) for one in data.programme.stakeholders}
    return Network.from_graph(collaboration_graph(data.programme)), counts, {**own, **(labels or {})}


def _tied(held: Network) -> dict[tuple[Hashable, Hashable], int]:
    ends = zip(held.tails.tolist(), held.heads.tolist(), strict=True)
    return {(held.actors[a], held.actors[b]): 1 for a, b in ends}


def _groups(held: Network, by: str | None) -> dict[Hashable, Any]:
    if by is None:
        return dict.fromkeys(held.actors)
    codes, names = held.groups(by)
    return {actor: names[code] for actor, code in zip(held.actors, codes.tolist(), strict=True)}


def _actors(
    held: Network, by: str | None, marked: Mapping[Any, int], labels: Labels | None, language: Language
) -> Drawn:
    group, ties = _groups(held, by), _tied(held)
    linked = {actor for pair in ties for actor in pair}
    inside = dict(zip(held.actors, held.attributes.get("inside", [None] * held.n), strict=True))
    spots = []
    for actor in sorted(held.actors, key=lambda one: group_order(group[one])):
        count = marked.get(actor, 0)
        words = actor_label(actor, labels, language) + (f" · {number(count, language)}" if count else "")
        lines = wrap(words, (LABEL - 0.05) / SLACK, SIZE, bold=bool(count), lines=3)
        head = "" if by is None else group_label(group[actor], language)
        side = None if inside[actor] is None else bool(inside[actor])
        spots.append(Spot(actor, lines, head, side, count, actor in linked))
    return Drawn(spots, ties, held.directed, group, held.n, by_group=False)


def _sectors(held: Network, by: str | None, language: Language) -> Drawn:
    """A dot for each sector, and the ties between each two of them."""
    group = _groups(held, by)
    pairs: dict[tuple[Hashable, Hashable], int] = {}
    for a, b in _tied(held):
        key = (group[a], group[b])
        if not held.directed:
            key = (min(key, key=str), max(key, key=str))
        pairs[key] = pairs.get(key, 0) + 1
    sizes = {name: sum(one == name for one in group.values()) for name in dict.fromkeys(group.values())}
    spots = []
    for name in sorted(sizes, key=group_order):
        words = say(
            "sector_node",
            language,
            sector=group_label(name, language),
            actors=say("actors_n", language, n=number(sizes[name], language)),
            ties=number(pairs.get((name, name), 0), language),
        )
        linked = any(name in pair for pair in pairs)
        size = 7.0 + 9.0 * (sizes[name] / max(sizes.values())) ** 0.5
        spots.append(Spot(name, wrap(words, (LABEL - 0.05) / SLACK, SIZE), "", None, 0, linked, size))
    between = {pair: count for pair, count in pairs.items() if pair[0] != pair[1]}
    return Drawn(spots, between, held.directed, {}, held.n, by_group=True)


def _curves(drawn: Drawn, ring: Ring) -> list[Curve]:
    """Those within a sector first, so that those between sectors lie over them."""
    least, most = (end(drawn.ties.values(), default=1) for end in (min, max))
    found = []
    for (a, b), count in drawn.ties.items():
        back = drawn.ties.get((b, a), 0) if drawn.directed else 0
        if back and ring.spots.index(ring.spot(a)) > ring.spots.index(ring.spot(b)):
            continue
        within = not drawn.by_group and drawn.groups[a] == drawn.groups[b] and drawn.groups[a] is not None
        wide = (
            THINNEST + (THICKEST - THINNEST) * (max(count, back) - least) / max(most - least, 1)
            if drawn.by_group
            else 1.0
        )
        look = {"color": WITHIN if within else BETWEEN, "linewidth": wide, "mutation_scale": 7.0 + wide / 2}
        heads = ("<|-|>" if back else "-|>") if drawn.directed else "-"
        found.append((within, Curve(a, b, look, heads)))
    return [curve for _, curve in sorted(found, key=lambda one: not one[0])]


def _notes(drawn: Drawn, language: Language) -> list[str]:
    notes = [say("tie_arrow", language)] if drawn.directed else []
    if drawn.by_group:
        ends = [number(end(drawn.ties.values(), default=0), language) for end in (min, max)]
        notes.append(say("widths_note", language, n=number(drawn.actors, language), least=ends[0], most=ends[1]))
    return [" ".join([*notes, say("central_note", language)])]


def _lines(drawn: Drawn, language: Language) -> list[tuple[str, Mapping[str, Any]]]:
    """Samples of the ties, where there are both kinds."""
    if drawn.by_group or len({drawn.groups[a] == drawn.groups[b] for a, b in drawn.ties}) < 2:
        return []
    looks = (("tie_within", WITHIN), ("tie_between", BETWEEN))
    return [(say(name, language), {"color": color, "linewidth": 1.4}) for name, color in looks]
