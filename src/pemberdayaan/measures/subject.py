"""Subject or object: whether the community decides, or only receives."""

from __future__ import annotations

from ..model.evidence import Reading
from ..model.programme import Programme
from ..model.records import PLANNING
from .initiative import share_of
from .involvement import derived, disputes, insiders, involvement, stages_of, traces
from .kleene import Fact, Ref, any_of, either
from .participation import rungs

__all__ = ["decides", "only_beneficiary"]


def decides(programme: Programme, *, scale: str, at_least: str) -> Reading:
    """Whether in planning somebody inside decides, alone or jointly, or stands on a high enough rung.

    Parameters
    ----------
    programme
        The programme.
    scale
        The ladder whose rungs say who decides.
    at_least
        The lowest rung on which citizens share the decision.

    Returns
    -------
    Reading
        ``"decides"`` or ``"does_not_decide"``; its parts are the planning stages. A formal right, not hidden power.

    References
    ----------
    Arnstein (1969): rungs 6 to 8 are degrees of citizen power; Gaventa (2006) on what it cannot show.
    """
    facts = _with_rungs(programme, scale, at_least)
    inside = insiders(programme)
    stages = stages_of(programme, PLANNING)
    by_stage = {stage: either([facts.get((stage, who), Fact()) for who in inside]) for stage in stages}
    fact = either(by_stage.values())
    remarks = disputes(programme, inside, stages)
    return Reading(
        None if fact.truth is None else ("decides" if fact.truth else "does_not_decide"),
        n=sum(one.truth is not None for one in by_stage.values()),
        of="planning stages",
        evidence=traces(programme, fact.evidence),
        contested=traces(programme, (*fact.contested, *(remarks if fact.truth is None else ()))),
        derived=derived(programme, fact.evidence),
        missing=tuple(stage for stage, one in by_stage.items() if one.truth is None),
        parts=tuple(
            (stage, Reading("decides" if one.truth else "does_not_decide", evidence=traces(programme, one.evidence)))
            for stage, one in by_stage.items()
            if one.truth is not None
        ),
    )


def _with_rungs(programme: Programme, scale: str, at_least: str) -> dict[tuple[str, str], Fact]:
    """What the records say about deciding, and the rungs; records that contradict each other are contested."""
    facts = dict(involvement(programme).decision)
    ladder = programme.scale.get(scale)
    if ladder is None:
        return facts
    limit = ladder.position(at_least)
    for (stage, who), levels in rungs(programme, scale).items():
        if stage is None:
            continue
        high = any(ladder.position(level) >= limit for level, _ in levels)
        refs: tuple[Ref, ...] = tuple(("participations", index) for _, index in levels)
        own = facts.get((stage, who), Fact())
        if own.truth is None and not own.contested:
            facts[stage, who] = Fact(high, refs)
        elif own.truth is not None and own.truth is not high:
            facts[stage, who] = Fact(None, (), (*own.evidence, *refs))
    return facts


def only_beneficiary(programme: Programme) -> Reading:
    """The share of inside actors that benefit and nowhere start, lead, decide or contribute.

    An actor is *only* a beneficiary where it benefits and each of the four is recorded as absent; where one is
    recorded, it is not; else it is unknown.

    Parameters
    ----------
    programme
        The programme.

    Returns
    -------
    Reading
        A share of inside actors, an interval where it is not recorded for some; its parts are the actors that benefit.

    References
    ----------
    The article: "not only beneficiaries or objects"; Longwe (1991) on welfare.
    """
    benefiting = _benefiting(programme)
    active = _active(programme)
    verdicts: dict[str, bool | None] = {}
    for who in insiders(programme):
        acts = active.get(who, Fact())
        if acts.truth:
            verdicts[who] = False
        else:
            verdicts[who] = True if acts.truth is False and who in benefiting else None
    refs = [ref for who in verdicts for ref in (*benefiting.get(who, ()), *active.get(who, Fact()).evidence)]
    words = {True: "only_beneficiary", False: "active", None: "beneficiary"}
    yes, no = (sum(v is truth for v in verdicts.values()) for truth in (True, False))
    return Reading(
        share_of(yes, no, len(verdicts) - yes - no),
        n=len(verdicts),
        of="inside actors",
        evidence=traces(programme, refs),
        derived=derived(programme, refs),
        missing=tuple(who for who, verdict in verdicts.items() if verdict is None),
        parts=tuple(
            (who, Reading(words[verdict], evidence=traces(programme, benefiting.get(who, ()))))
            for who, verdict in verdicts.items()
            if verdict is not None or who in benefiting
        ),
    )


def _benefiting(programme: Programme) -> dict[str, list[Ref]]:
    found: dict[str, list[Ref]] = {}
    for index, benefit in enumerate(programme.benefits):
        name = benefit.group.partition(".")[2] or benefit.group
        group = programme.group.get(name)
        who = name if name in programme.stakeholder else (group.of if group else None)
        if who is not None:
            found.setdefault(who, []).append(("benefits", index))
    return found


def _active(programme: Programme) -> dict[str, Fact]:
    """Whether an inside actor starts, leads, decides or contributes; false only where each is recorded as absent."""
    inside = insiders(programme)
    started = _started(programme)
    decision = involvement(programme).decision
    gifts, led = _gifts(programme), _leading(programme)
    known_leaders = bool(programme.activities) and all(activity.led_by for activity in programme.activities)
    found: dict[str, Fact] = {}
    for who in inside:
        deciding = either([decision.get((stage, who), Fact()) for stage in programme.stage])
        leads = _leads(led, known_leaders, who)
        facts = [started.get(who, Fact()), leads, deciding, gifts.get(who, Fact())]
        truth = any_of(fact.truth for fact in facts)
        found[who] = Fact(truth, tuple(ref for fact in facts if fact.truth is truth for ref in fact.evidence))
    return found


def _started(programme: Programme) -> dict[str, Fact]:
    initiative = programme.initiative
    found: dict[str, Fact] = {}
    for index, activity in enumerate(programme.activities):
        for who in activity.decided_by:
            found.setdefault(who, Fact(True, (("activities", index),)))
    if initiative is not None:
        for who in {*initiative.idea, *initiative.decision, *initiative.setup}:
            found[who] = Fact(True, (("initiative", 0),))
        complete = initiative.idea and initiative.decision and initiative.setup
        if complete and all(activity.decided_by for activity in programme.activities):
            for who in insiders(programme):
                found.setdefault(who, Fact(False, (("initiative", 0),)))
    return found


def _leads(led: dict[str, int], every_leader_known: bool, who: str) -> Fact:
    if who in led:
        return Fact(True, (("activities", led[who]),))
    return Fact(False, (("activities", 0),)) if every_leader_known else Fact()


def _leading(programme: Programme) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, activity in enumerate(programme.activities):
        for who in activity.led_by:
            found.setdefault(who, index)
    return found


def _gifts(programme: Programme) -> dict[str, Fact]:
    """What each stakeholder gave; an amount of 0 is a recorded absence."""
    found: dict[str, list[Fact]] = {}
    for index, gift in enumerate(programme.contributions):
        if gift.status == "given":
            found.setdefault(gift.from_, []).append(Fact(gift.amount != 0, (("contributions", index),)))
    return {who: either(facts) for who, facts in found.items()}
