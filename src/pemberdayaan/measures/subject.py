"""Subject or object: whether the community decides, or only receives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.evidence import Reading
from ..model.programme import Programme
from ..model.records import PLANNING, ContributionStatus, Decides
from .initiative import share_of
from .involvement import derived, disputes, insiders, involvement, stages_of, stakeholder_key, traces
from .kleene import Fact, Ref, either
from .participation.taking_part import rungs

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
        ``"decides"`` or ``"does_not_decide"``; its parts are the planning stages and
        ``best_rung``, the highest rung recorded for anybody inside. A formal right, not hidden power.

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
        parts=(
            *(
                (
                    stage,
                    Reading("decides" if one.truth else "does_not_decide", evidence=traces(programme, one.evidence)),
                )
                for stage, one in by_stage.items()
                if one.truth is not None
            ),
            *_best_rung(programme, scale),
        ),
    )


def _best_rung(programme: Programme, scale: str) -> Iterator[tuple[str, Reading]]:
    """The highest rung recorded for anybody inside, in any stage or for the whole programme; shown, not decisive."""
    ladder = programme.scale.get(scale)
    inside = set(insiders(programme))
    levels = [one for (_, who), found in rungs(programme, scale).items() if who in inside for one in found]
    if ladder is not None and levels:
        level, index = max(levels, key=lambda one: ladder.position(one[0]))
        yield "best_rung", Reading(level, of="rungs", evidence=traces(programme, [("participations", index)]))


def _with_rungs(programme: Programme, scale: str, at_least: str) -> dict[tuple[str, str], Fact]:
    """What the records say about deciding, and the rungs; records that contradict each other are contested."""
    facts = dict(involvement(programme).decision)
    ladder = programme.scale.get(scale)
    if ladder is None or not ladder.ordered:
        return facts
    limit = ladder.position(at_least)
    for (stage, who), levels in rungs(programme, scale).items():
        if stage is None:
            continue
        high = {index for level, index in levels if ladder.position(level) >= limit}
        low = {i for _, i in levels if programme.participations[i].group is None} - high
        own = facts.get((stage, who), Fact())
        refs: tuple[Ref, ...] = tuple(("participations", index) for index in sorted(high or low))
        if own.contested or (high and (low or own.truth is False)) or (low and own.truth):
            both: tuple[Ref, ...] = tuple(("participations", index) for index in sorted(high | low))
            facts[stage, who] = Fact(None, (), (*own.contested, *own.evidence, *both))
        elif refs:
            facts[stage, who] = Fact(bool(high), (*own.evidence, *refs))
    return facts


def only_beneficiary(programme: Programme) -> Reading:
    """The share of inside actors that benefit and nowhere start, lead, decide or contribute.

    Who starts, leads, decides or contributes anywhere is not only a beneficiary. Silence proves nothing: *only* a
    beneficiary is who a source says to be, in an observation of ``indicator.subject_only_beneficiary`` about the
    actor with the value true.

    Parameters
    ----------
    programme
        The programme.

    Returns
    -------
    Reading
        A share of inside actors, an interval where it is not known for some; its parts are the actors that benefit:
        ``"active"``, ``"only_beneficiary"``, or ``"beneficiary"`` where no other part of theirs is recorded.

    References
    ----------
    The article: "not only beneficiaries or objects"; Longwe (1991) on welfare.
    """
    active, said, benefiting = _active(programme), _said(programme), _benefiting(programme)
    facts: dict[str, Fact] = {}
    for who in insiders(programme):
        own, statement = active.get(who, ()), said.get(who, Fact())
        if own and statement.truth:
            facts[who] = Fact(None, (), (*statement.evidence, *own))
        else:
            facts[who] = Fact(False, own) if own else statement
    refs = [ref for who, fact in facts.items() for ref in (*fact.evidence, *benefiting.get(who, ()))]
    words = {True: "only_beneficiary", False: "active", None: "beneficiary"}
    yes, no = (sum(fact.truth is truth for fact in facts.values()) for truth in (True, False))
    return Reading(
        share_of(yes, no, len(facts) - yes - no),
        n=len(facts),
        of="inside actors",
        evidence=traces(programme, refs),
        contested=traces(programme, [ref for fact in facts.values() for ref in fact.contested]),
        derived=derived(programme, [ref for fact in facts.values() for ref in fact.evidence]),
        missing=tuple(who for who, fact in facts.items() if fact.truth is None),
        parts=tuple(
            (who, Reading(words[fact.truth], evidence=traces(programme, (*fact.evidence, *benefiting.get(who, ())))))
            for who, fact in facts.items()
            if fact.truth is not None or who in benefiting
        ),
    )


def _said(programme: Programme) -> dict[str, Fact]:
    """What sources say outright: that an actor is only a beneficiary, or that it is not."""
    found: dict[str, set[tuple[bool, Ref]]] = {}
    for index, one in enumerate(programme.observations):
        who = stakeholder_key(one.about) if one.about else None
        if who and one.element == "indicator.subject_only_beneficiary" and isinstance(one.value, bool):
            found.setdefault(who, set()).add((one.value, ("observations", index)))
    facts: dict[str, Fact] = {}
    for who, values in found.items():
        refs = tuple(sorted(ref for _, ref in values))
        truths = {truth for truth, _ in values}
        facts[who] = Fact(None, (), refs) if len(truths) > 1 else Fact(truths.pop(), refs)
    return facts


def _benefiting(programme: Programme) -> dict[str, list[Ref]]:
    found: dict[str, list[Ref]] = {}
    for index, benefit in enumerate(programme.benefits):
        name = benefit.group.partition(".")[2] or benefit.group
        group = programme.group.get(name)
        who = name if name in programme.stakeholder else (group.of if group else None)
        if who is not None:
            found.setdefault(who, []).append(("benefits", index))
    return found


def _active(programme: Programme) -> dict[str, tuple[Ref, ...]]:
    """The records by which an actor starts, leads, decides or contributes: the first of each."""
    found: dict[str, dict[str, Ref]] = {}

    def note(how: str, actors: Iterable[str], ref: Ref) -> None:
        for who in actors:
            found.setdefault(who, {}).setdefault(how, ref)

    started = programme.initiative
    if started is not None:
        note("start", (*started.idea, *started.decision, *started.setup), ("initiative", 0))
    for index, activity in enumerate(programme.activities):
        note("start", activity.decided_by, ("activities", index))
        note("lead", activity.led_by, ("activities", index))
    for index, gift in enumerate(programme.contributions):
        if gift.status is ContributionStatus.GIVEN and gift.amount != 0:
            note("give", (gift.from_,), ("contributions", index))
    for index, record in enumerate(programme.participations):
        if record.decides in (Decides.ALONE, Decides.JOINTLY):
            note("decide", (record.who,), ("participations", index))
    return {who: tuple(refs.values()) for who, refs in found.items()}
