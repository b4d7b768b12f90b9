"""Who started it: the programme and its activities."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from ..model.evidence import Reading
from ..model.programme import Programme
from ..model.records import Activity, Initiative
from .involvement import derived, traces
from .kleene import KEPT, Ref

__all__ = ["activities", "led_by_inside", "parts", "share_of", "share_of_activities", "side"]


def side(programme: Programme, actors: Iterable[str]) -> str | None:
    """``inside``, ``outside`` or ``joint``, by the border of the community; None if nobody is named."""
    sides = {programme.inside(actor) for actor in actors}
    if not sides:
        return None
    return "joint" if len(sides) == 2 else ("inside" if True in sides else "outside")


def share_of(yes: int, no: int, unknown: int) -> Fraction | tuple[Fraction, Fraction] | None:
    """The share of yes, as an interval [yes/n, (yes + unknown)/n] where some are unknown; None if all are.

    Examples
    --------
    >>> share_of(1, 1, 2)
    (Fraction(1, 4), Fraction(3, 4))
    """
    total = yes + no + unknown
    if yes + no == 0:
        return None
    low, high = Fraction(yes, total), Fraction(yes + unknown, total)
    return low if unknown == 0 else (low, high)


def parts(programme: Programme) -> Reading:
    """Whether the programme was started from inside: idea, decision to start, set-up.

    ``"inside"`` if the decision is inside or joint, and the idea or the set-up inside or joint;
    ``"outside"`` if the decision is outside; else no evidence.

    Parameters
    ----------
    programme
        The programme.

    Returns
    -------
    Reading
        A level; its parts are the sides of idea, decision and set-up.

    References
    ----------
    The parts of an initiative: Pretty (1995); Cohen and Uphoff (1980).
    """
    initiative = programme.initiative or Initiative()
    sides = {name: side(programme, getattr(initiative, name)) for name in ("idea", "decision", "setup")}
    ours = ("inside", "joint")
    value: str | None = None
    if sides["decision"] == "outside":
        value = "outside"
    elif sides["decision"] in ours and (sides["idea"] in ours or sides["setup"] in ours):
        value = "inside"
    refs: list[Ref] = [("initiative", 0)] if programme.initiative else []
    return Reading(
        value,
        n=sum(found is not None for found in sides.values()),
        of="parts",
        evidence=traces(programme, refs),
        derived=derived(programme, refs),
        missing=tuple(name for name, found in sides.items() if found is None),
        parts=tuple((name, Reading(found)) for name, found in sides.items()),
    )


def activities(programme: Programme) -> Reading:
    """The share of activities decided from inside or jointly, weighted by their count.

    Parameters
    ----------
    programme
        The programme.

    Returns
    -------
    Reading
        A share of activities; an interval where it is not recorded who decided on some.

    References
    ----------
    Initiative inside an invited space: Gaventa (2006); menus that look like initiative: Mansuri and Rao (2004).
    """
    return share_of_activities(programme, lambda activity: activity.decided_by)


def share_of_activities(programme: Programme, whose: Callable[[Activity], tuple[str, ...]]) -> Reading:
    """The share of activities whose actors are inside or joint, weighted by count; an interval where some have none."""
    counts = {True: 0, False: 0, None: 0}
    refs: list[Ref] = []
    missing: list[str] = []
    for index, activity in enumerate(programme.activities):
        found = side(programme, whose(activity))
        inside = None if found is None else found != "outside"
        counts[inside] += activity.count
        if inside is None:
            missing.append(activity.key)
        else:
            refs.append(("activities", index))
    return Reading(
        share_of(counts[True], counts[False], counts[None]),
        n=sum(counts.values()),
        of="activities",
        evidence=traces(programme, refs),
        derived=derived(programme, refs),
        missing=tuple(missing[:KEPT]),
    )


def led_by_inside(programme: Programme, activity: Activity) -> bool | None:
    """Whether an activity is led from inside or jointly; None if its leader is not recorded."""
    led = side(programme, activity.led_by)
    return None if led is None else led != "outside"
