"""What partners think of each other: trust and value of ties, as PARTNER puts them together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import attrs

from ...catalogue.library import framework
from ...errors import Fault, InvalidInput, fault
from ...model.fields import wrong_type
from ...model.programme import Programme
from ..cells import cell_fault, is_blank
from ..involvement import stakeholder_key
from ..result import Provenance, Result, Row, digest_of, plain
from .ties import Network

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ITEMS", "PartnerScores", "RatedActor", "RatedTie", "partner_scores"]

# The items of each score, by the keys of the framework `partner`.
TRUST = ("reliability", "mission", "openness")
VALUE = ("power", "involvement", "resources")
ITEMS = (*TRUST, *VALUE)
SCORES: Mapping[str, tuple[str, ...]] = MappingProxyType({"trust": TRUST, "value": VALUE})

Scores = tuple[tuple[str, float | None], ...]


@attrs.frozen
class RatedTie:
    """What one actor thinks of another.

    Parameters
    ----------
    source, target
        Who rates, and who is rated.
    items
        Pairs of an item and its rating; None where there is none.
    trust, value
        The means of three items each; None where one of the three is missing.
    missing
        The items that are missing.
    """

    source: Any
    target: Any
    items: Scores
    trust: float | None
    value: float | None
    missing: tuple[str, ...]


@attrs.frozen
class RatedActor:
    """What the others think of an actor.

    Parameters
    ----------
    actor
        The actor.
    raters
        How many rated it.
    items
        Pairs of an item and the mean of its ratings; None where nobody rated it.
    trust, value
        The means over the ties that have them; None where none has.
    trust_ties, value_ties
        How many those are.
    """

    actor: Any
    raters: int
    items: Scores
    trust: float | None
    value: float | None
    trust_ties: int
    value_ties: int


@attrs.frozen(repr=False)
class PartnerScores(Result):
    """Trust and value, of each tie and as each actor receives them.

    Parameters
    ----------
    ties
        In the order they came in.
    actors
        Those who were rated, in that order too.
    trust, value
        The means over the ties that have them; None where none has.
    absent
        The items that were asked on no tie, so that the score is missing everywhere.
    low, high
        The ends of the scale, where they were said.
    provenance
        Where the result comes from.
    """

    kind: ClassVar[str] = "partner_scores"

    ties: tuple[RatedTie, ...]
    actors: tuple[RatedActor, ...]
    trust: float | None
    value: float | None
    absent: tuple[str, ...]
    low: float | None
    high: float | None
    provenance: Provenance

    def rows(self) -> list[Row]:
        """One row for each tie, then one for each actor as it is rated."""
        rows: list[Row] = [
            {"level": "tie", "source": plain(one.source), "target": plain(one.target)}
            | {name: plain(rating) for name, rating in one.items}
            | {"trust": plain(one.trust), "value": plain(one.value), "raters": 1}
            | {"trust_ties": int(one.trust is not None), "value_ties": int(one.value is not None)}
            | {"missing": "; ".join(one.missing) or None}
            for one in self.ties
        ]
        return rows + [
            {"level": "actor", "source": None, "target": plain(one.actor)}
            | {name: plain(rating) for name, rating in one.items}
            | {"trust": plain(one.trust), "value": plain(one.value), "raters": one.raters}
            | {"trust_ties": one.trust_ties, "value_ties": one.value_ties, "missing": None}
            for one in self.actors
        ]

    def __repr__(self) -> str:
        trust, value = ("-" if one is None else f"{one:.2f}" for one in (self.trust, self.value))
        absent = f"; not asked: {', '.join(self.absent)}" if self.absent else ""
        return f"PartnerScores of {len(self.ties)} ties: trust {trust}, value {value}{absent}"


def partner_scores(
    data: Network | Programme | nx.Graph[Any] | Any,
    *,
    names: Mapping[str, str] | None = None,
    source: str = "source",
    target: str = "target",
    scale: tuple[float, float] | None = None,
    missing: Literal["raise", "skip"] = "skip",
) -> PartnerScores:
    """Put the ratings of partners together to trust and value.

    Trust is the mean of reliability, mission and openness; value that of power, involvement and resources. Means take
    the steps of the items as equally far apart, as the tool does.

    Parameters
    ----------
    data
        A data frame with a row for each rating of one actor by another, a `Network` made from one, a networkx graph
        with the items on its edges, or a programme: there a rating is an observation about a stakeholder for
        ``"domain.reliability"`` and so on, whose rater is another stakeholder.
    names
        Of items to the columns or attributes that hold them, where these have other names.
    source, target
        The columns of who rates and who is rated, of a data frame.
    scale
        The lowest and the highest answer; None takes any number.
    missing
        ``"skip"`` leaves a score empty where one of its items is missing, and names the item; ``"raise"`` refuses that.

    Raises
    ------
    InvalidInput
        If no item is there or a name is not an item's; for an answer that is no number or outside the scale, an actor
        that is not named or rates itself, one rated twice by the same; all at once.

    References
    ----------
    Varda, D. M., Chandra, A., Stern, S. A. and Lurie, N. (2008). Core dimensions of connectivity in public health
    collaboratives. Journal of Public Health Management and Practice 14(5). Visible Network Labs (2021). PARTNER trust
    and value metrics: a brief.

    Examples
    --------
    >>> import pandas as pd
    >>> rated = pd.DataFrame({"source": ["women", "office"], "target": ["office", "women"]})
    >>> rated = rated.assign(reliability=[3, 4], mission=[2, 4], openness=[1, 3], power=[4, 1])
    >>> partner_scores(rated)
    PartnerScores of 2 ties: trust 2.83, value -; not asked: involvement, resources
    """
    chosen = {item: item for item in ITEMS} | dict(names or {})
    if missing not in ("raise", "skip"):
        raise InvalidInput(fault("policy", "missing", given=missing, choices=("raise", "skip")))
    if scale is not None and [*map(_is_number, scale)] != [True, True]:
        raise InvalidInput(wrong_type(scale, "a list").under("scale"))
    if scale is not None and not scale[0] < scale[1]:
        raise InvalidInput(fault("reversed", "scale", first=scale[0], last=scale[1]))
    unknown = [fault("no_such", "names", noun="item", given=one, choices=ITEMS) for one in chosen if one not in ITEMS]
    if unknown:
        raise InvalidInput(unknown)
    frame = _table(data, chosen, (source, target))
    faults: list[Fault] = []
    wanted = [source, target, *(names or {}).values()]
    faults += [fault("no_such", noun="column", given=one, choices=tuple(frame)) for one in wanted if one not in frame]
    asked = [item for item in ITEMS if chosen[item] in frame]
    if not asked:
        faults.append(fault("one_of", options=", ".join(chosen[item] for item in ITEMS)))
    if faults:
        raise InvalidInput(faults)
    pairs = list(zip(frame[source], frame[target], strict=True))
    faults += _pair_faults(pairs, source, target)
    ratings = {item: _ratings(frame[chosen[item]], chosen[item], scale, missing == "raise", faults) for item in asked}
    if faults:
        raise InvalidInput(faults)
    return _scores(pairs, ratings, tuple(item for item in ITEMS if item not in asked), scale)


Table = Mapping[str, list[Any]]


def _table(data: Any, chosen: Mapping[str, str], ends: tuple[str, str]) -> Table:
    """The columns that there are, by name."""
    if isinstance(data, Programme):
        return _observed(data, chosen, ends)
    graph = data.ties if isinstance(data, Network) and hasattr(data.ties, "edges") else data
    if (isinstance(data, Network) and not data.directed) or (hasattr(graph, "edges") and not graph.is_directed()):
        raise InvalidInput(fault("needs_direction"))
    if isinstance(data, Network):
        named = dict(zip((data.source, data.target), ends, strict=True))
        found = _table(data.ties, chosen, (data.source, data.target))
        return {named.get(name, name): column for name, column in found.items()}
    if hasattr(data, "edges"):
        edges = list(data.edges(data=True))
        there = [name for name in chosen.values() if any(name in about for _, _, about in edges)]
        table = {ends[0]: [a for a, _, _ in edges], ends[1]: [b for _, b, _ in edges]}
        return table | {name: [about.get(name) for _, _, about in edges] for name in there}
    import narwhals.stable.v2 as nw  # a quarter of what importing this library costs

    try:
        frame = nw.from_native(data)
    except TypeError:
        raise InvalidInput(wrong_type(data, "a data frame")) from None
    eager = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return {name: eager.get_column(name).to_list() for name in eager.columns}


def _observed(programme: Programme, chosen: Mapping[str, str], ends: tuple[str, str]) -> Table:
    """The ratings of stakeholders by stakeholders, a row for each pair."""
    addresses = {f"domain.{item}": column for item, column in chosen.items()}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for one in programme.observations:
        who = None if one.about is None else stakeholder_key(one.about)
        if (
            one.element in addresses
            and one.value is not None
            and one.rater in programme.stakeholder
            and who is not None
        ):
            found.setdefault((str(one.rater), who), {})[addresses[one.element]] = one.value
    columns = [column for column in addresses.values() if any(column in rated for rated in found.values())]
    table: dict[str, list[Any]] = {end: [pair[i] for pair in found] for i, end in enumerate(ends)}
    return table | {column: [rated.get(column) for rated in found.values()] for column in columns}


def _pair_faults(pairs: list[tuple[Any, Any]], source: str, target: str) -> Iterator[Fault]:
    seen: set[tuple[Any, Any]] = set()
    for row, (a, b) in enumerate(pairs):
        blank = [name for name, one in ((source, a), (target, b)) if is_blank(one)]
        yield from (fault("empty", f"$.ties[{row}].{name}") for name in blank)
        if blank:
            continue
        if a == b:
            yield fault("rates_itself", f"$.ties[{row}]", given=str(a))
        if (a, b) in seen:
            yield fault("unit_rated_twice", f"$.ties[{row}]", given=str(a), unit=str(b))
        seen.add((a, b))


def _ratings(
    column: list[Any], name: str, scale: tuple[float, float] | None, strict: bool, faults: list[Fault]
) -> list[float | None]:
    """The ratings as numbers; a fault for each kind of answer that is none."""
    given = {row: one for row, one in enumerate(column) if not is_blank(one)}
    wrong = [row for row, one in given.items() if not _is_number(one)]
    if strict and len(given) < len(column):
        faults.append(cell_fault("cell_none", name, [row for row in range(len(column)) if row not in given]))
    if wrong:
        faults.append(cell_fault("cell_text", name, wrong, given=str(column[wrong[0]])))
        return []
    known = {row: float(one) for row, one in given.items()}
    if scale is not None:
        outside = [row for row, one in known.items() if not scale[0] <= one <= scale[1]]
        if outside:
            ends = {"low": scale[0], "high": scale[1]}
            faults.append(cell_fault("cell_scale", name, outside, given=given[outside[0]], **ends))
    return [known.get(row) for row in range(len(column))]


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _scores(
    pairs: list[tuple[Any, Any]],
    ratings: Mapping[str, list[float | None]],
    absent: tuple[str, ...],
    scale: tuple[float, float] | None,
) -> PartnerScores:
    ties = []
    for row, (source, target) in enumerate(pairs):
        items = {item: ratings[item][row] if item in ratings else None for item in ITEMS}
        scores = {name: _whole(items[item] for item in of) for name, of in SCORES.items()}
        lacking = tuple(item for item, rating in items.items() if rating is None)
        ties.append(RatedTie(source, target, tuple(items.items()), scores["trust"], scores["value"], lacking))
    received: dict[Any, list[RatedTie]] = {}
    for tie in ties:
        received.setdefault(tie.target, []).append(tie)
    low, high = scale or (None, None)
    about = framework("partner")
    return PartnerScores(
        tuple(ties),
        tuple(_received(actor, found) for actor, found in received.items()),
        _mean(tie.trust for tie in ties),
        _mean(tie.value for tie in ties),
        absent,
        low,
        high,
        Provenance(
            framework=about.key,
            framework_version=about.version,
            checked=about.checked,
            digest=digest_of([(t.source, t.target, t.items) for t in ties]),
        ),
    )


def _received(actor: Any, ties: list[RatedTie]) -> RatedActor:
    return RatedActor(
        actor,
        len(ties),
        tuple((item, _mean(dict(tie.items)[item] for tie in ties)) for item in ITEMS),
        _mean(tie.trust for tie in ties),
        _mean(tie.value for tie in ties),
        sum(tie.trust is not None for tie in ties),
        sum(tie.value is not None for tie in ties),
    )


def _mean(values: Iterable[float | None]) -> float | None:
    """The mean of those that there are."""
    known = [one for one in values if one is not None]
    return sum(known) / len(known) if known else None


def _whole(values: Iterable[float | None]) -> float | None:
    """The mean, if none is missing."""
    every = list(values)
    return None if None in every else _mean(every)
