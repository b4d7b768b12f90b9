"""Whom the community depends on: where resources start, and what is lost when a funder goes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ...errors import InvalidInput, fault
from ...model.fields import wrong_type
from ...model.programme import Programme
from ...model.records import ContributionKind, ContributionStatus
from ...model.scales import bounds
from ..result import Provenance, Result, Row, digest_of, plain
from .ties import Network, network_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Dependence", "Dependency", "dependence"]

# What stands for an amount that no float holds.
LARGEST = sys.float_info.max
# giver, taker, amount
_Flow = tuple[Any, Any, float]


@attrs.frozen
class Dependency:
    """One kind of resource in one unit and period.

    Parameters
    ----------
    kind, unit, period
        Which.
    total
        The sum of what was given, everything that was passed on included; None if nothing has an amount.
    direct
        The share of it that the others themselves gave.
    through
        The share of it that started with them, directly or through intermediaries who pass on what they received in
        equal parts.
    lost
        Pairs of one of the others and the share that would be gone without it, largest first; together ``through``.
    concentration
        The sum of squares of their parts among each other, from 1/their number to 1; None if nothing came from them.
    unvalued
        How many contributions have no amount and stand in no number.
    inexact
        Whether an amount is known only from below, or within limits; the lower one is taken.
    why
        Why a number is None.
    """

    kind: str
    unit: str | None
    period: str | None
    total: float | None
    direct: float | None
    through: float | None
    lost: tuple[tuple[Any, float], ...] = ()
    concentration: float | None = None
    unvalued: int = 0
    inexact: bool = False
    why: str | None = None


@attrs.frozen(repr=False)
class Dependence(Result):
    """How much of each resource starts with others, by kind and year.

    Parameters
    ----------
    on
        Who the others are: their keys.
    parts
        One for each kind, unit and period, in that order.
    provenance
        Where the result comes from.
    """

    kind: ClassVar[str] = "dependence"

    on: tuple[Any, ...]
    parts: tuple[Dependency, ...]
    provenance: Provenance

    def of(self, kind: str) -> tuple[Dependency, ...]:
        """The parts of one kind, by period."""
        return tuple(one for one in self.parts if one.kind == kind)

    def rows(self) -> list[Row]:
        """One row for each part, and one for each of the others who gave in it."""
        rows: list[Row] = []
        for one in self.parts:
            shared: Row = {"kind": one.kind, "unit": one.unit, "period": one.period}
            whole = {name: plain(getattr(one, name)) for name in ("total", "direct", "through", "concentration")}
            rest: Row = {"lost": None, "unvalued": one.unvalued, "inexact": one.inexact, "why": one.why}
            rows.append({**shared, "actor": None, **whole, **rest})
            for actor, share in one.lost:
                empty: Row = dict.fromkeys(whole) | {"lost": share, "unvalued": None, "inexact": None, "why": None}
                rows.append({**shared, "actor": plain(actor), **empty})
        return rows

    def __repr__(self) -> str:
        lines = [f"Dependence on {len(self.on)} actors in {len(self.parts)} lines"]
        for one in self.parts:
            share = (
                one.why if one.through is None else f"{one.through:.0%} started with them, {one.direct:.0%} directly"
            )
            lines.append(f"  {' '.join(part for part in (one.kind, one.unit, one.period) if part)}: {share}")
        return "\n".join(lines)


def dependence(
    data: Programme | Network | nx.Graph[Any], *, on: str | Iterable[Any] = "outside", by: str = "inside"
) -> Dependence:
    """The share of each resource that starts with others, directly and through intermediaries, by year.

    Parameters
    ----------
    data
        A programme, whose contributions that were given are taken; or a directed network with weights (amounts, the
        high end the strongest).
    on
        ``"outside"`` for everybody from outside the community, or the keys of those whom it may depend on.
    by
        For a network, the attribute that is true for actors inside.

    Returns
    -------
    Dependence
        A committee that passes on a ministry's money gives nothing of its own: ``direct`` counts it as inside, and
        ``through`` does not. Nothing is summed over kinds, units or periods.

    Raises
    ------
    InvalidInput
        For an actor that there is not, a network without weights or direction, or an attribute that is not true or
        false.

    References
    ----------
    Proportional mixing: as in the tracing of power flows (Bialek 1996) and of material flows; the application is ours.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> found = dependence(pb.example("contoh_lengkap"))
    >>> [(one.period, round(one.through, 2)) for one in found.of("money")]
    [('2021', 0.8), ('2022', 0.5), ('2023', 0.2)]
    """
    if isinstance(data, Programme):
        every = [one.key for one in data.stakeholders]
        others = _others(every, [one.key for one in data.stakeholders if not one.inside], on)
        return Dependence(others, tuple(_of_programme(data, set(others))), Provenance(digest=digest_of(data)))
    held = network_of(data)
    if not held.directed:
        raise InvalidInput(fault("needs_direction"))
    outside = _outside(held, by) if isinstance(on, str) and on == "outside" else []
    others = _others(held.actors, outside, on)
    if held.weights is None:
        raise InvalidInput(fault("needs_weight"))
    ends = (held.actors[i] for i in held.tails), (held.actors[i] for i in held.heads)
    flows = list(zip(*ends, held.strength.tolist(), strict=True))
    part = _dependency("tie", None, None, flows, set(others))
    return Dependence(others, (part,), Provenance(digest=held.digest()))


def _others(every: Sequence[Any], outside: Sequence[Any], on: str | Iterable[Any]) -> tuple[Any, ...]:
    if isinstance(on, str) and on == "outside":
        return tuple(outside)
    if not isinstance(on, Iterable):
        raise InvalidInput(wrong_type(on, "a list").under("on"))
    given = (on,) if isinstance(on, str) else tuple(on)
    named = tuple(one for i, one in enumerate(given) if one not in given[:i])
    unknown = [one for one in named if one not in every]
    if unknown:
        choices = tuple(map(str, every[:1000]))
        raise InvalidInput([fault("no_such", "on", noun="actor", given=str(one), choices=choices) for one in unknown])
    return named


def _outside(held: Network, by: str) -> list[Any]:
    codes, names = held.groups(by)
    # "tidak" and "no" are as true as any text
    told = [one for one in names if one not in (True, False)]
    if told:
        raise InvalidInput([wrong_type(one, "true or false").under(by) for one in told])
    return [actor for actor, code in zip(held.actors, codes, strict=True) if not names[code]]


def _of_programme(programme: Programme, others: set[str]) -> Iterable[Dependency]:
    """By kind, unit and period; what a group or nobody named receives stays where it is."""
    sorted_in: dict[tuple[str, str | None, str | None], list[int]] = {}
    for index, gift in enumerate(programme.contributions):
        if gift.status is ContributionStatus.GIVEN:
            unit = gift.unit or (programme.currency if gift.kind == ContributionKind.MONEY else None)
            period = gift.period.text if gift.period else None
            sorted_in.setdefault((gift.kind, unit, period), []).append(index)
    for key in sorted(sorted_in, key=lambda one: tuple(part or "" for part in one)):
        gifts = [programme.contributions[index] for index in sorted_in[key]]
        flows: list[_Flow] = []
        for gift in gifts:
            if gift.amount is not None:
                low = min(float(bounds(gift.amount)[0]), LARGEST)
                takers: list[str | None] = [one.rpartition(".")[2] for one in gift.to] or [None]
                flows += [(gift.from_, taker, low / len(takers)) for taker in takers]
        unvalued = sum(gift.amount is None for gift in gifts)
        known = [bounds(gift.amount) for gift in gifts if gift.amount is not None]
        inexact = any(low != high for low, high in known)
        yield attrs.evolve(_dependency(*key, flows, others), unvalued=unvalued, inexact=inexact)


def _dependency(
    kind: str, unit: str | None, period: str | None, flows: Sequence[_Flow], others: set[Any]
) -> Dependency:
    import numpy as np  # a third of what importing this library costs

    from ...kernels.flows import origins

    total = sum(amount for *_, amount in flows)
    if not total:
        why = "nothing has an amount" if not flows else "the amounts are 0"
        return Dependency(kind, unit, period, None if not flows else 0.0, None, None, why=why)
    names = list(dict.fromkeys(one for giver, taker, _ in flows for one in (giver, taker)))
    place = {name: i for i, name in enumerate(names)}
    givers = np.array([place[giver] for giver, _, _ in flows])
    takers = np.array([place[taker] for _, taker, _ in flows])
    largest = max(amount for *_, amount in flows)
    amounts = np.array([amount / largest for *_, amount in flows])  # shares are the same, and no sum is too large
    whole = amounts.sum()
    start = np.array([name in others for name in names])
    direct = float(amounts[start[givers]].sum() / whole)
    try:
        began = amounts @ origins(givers, takers, amounts, start)[givers] / whole
    except InvalidInput as error:
        return Dependency(kind, unit, period, float(total), direct, None, why=error.faults[0].text())
    lost = sorted(((names[i], float(began[i])) for i in np.flatnonzero(start) if began[i] > 0), key=lambda one: -one[1])
    through = float(sum(share for _, share in lost))
    squares = sum((share / through) ** 2 for _, share in lost) if through else None
    return Dependency(kind, unit, period, float(total), direct, through, tuple(lost), squares)
