"""Records and readings in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from ..measures.participation.lines import FEWEST
from ..model.elements import Indicator
from ..model.evidence import Number, Observation, Observed, Reading, Remark, Trace
from ..model.records import Activity, Contribution, Initiative, Participation, ProgrammeBenefit
from ..model.scales import Distribution, Quantity, Scale, bounds
from ..model.stakeholders import Basis, Group, Headcount, Tie
from .names import Names
from .vocabulary import VOCABULARY
from .writing import amount, percent, quantity

__all__ = [
    "brief",
    "few",
    "head_counts",
    "missing",
    "observed",
    "observed_value",
    "parts",
    "reading_text",
    "reason",
    "told",
    "worded",
]

# From this number on a count of them is written as a percentage too.
ENOUGH = 20
# Denominators whose share is a number of them, as "28 of 28 activities".
COUNTED = frozenset(
    ("phases", "activities", "proposals", "persons", "axes", "respondents", "inside actors", "planning stages", "parts")
)


# --- readings -------------------------------------------------------------------------------------------------------


def worded(names: Names, reading: Reading, scale: Scale | None) -> str:
    """The value of a reading in words; without one, why there is none."""
    value = reading.value
    if value is None:
        if reading.contested:
            return names.say("contested")
        return names.note(reading.note) or ("" if any(p.known for _, p in reading.parts) else names.say("no_evidence"))
    if isinstance(value, str):
        return names.level(scale, value)
    low, high = value if isinstance(value, tuple) else (value, value)
    return _measured(names, low, high, reading, scale)


def _measured(names: Names, low: Number, high: Number, reading: Reading, scale: Scale | None) -> str:
    if reading.of == "months":
        return names.say("months", n=_range(names, low, high))
    of_somebody = reading.of is not None and reading.of not in VOCABULARY["of"]
    share = scale is None or of_somebody or (scale.low == 0 and scale.high == 1)
    if share and isinstance(low, int) and reading.n is not None:
        return _of(names, low, high, reading.n, reading.of)
    if share and 0 <= low <= high <= 1:
        return _share(names, low, high, reading)
    if scale is not None and scale.high is not None and reading.of is not None and reading.of in VOCABULARY["of"]:
        return _of(names, low, high, scale.high, reading.of)
    unit = f" {scale.unit}" if scale is not None and scale.unit else ""
    return _range(names, low, high, 3) + unit


def _share(names: Names, low: Number, high: Number, reading: Reading) -> str:
    """A share, with the number that it is where its denominator is counted."""
    both = [percent(one, names.language) for one in dict.fromkeys((low, high))]
    shown = both[0] if len(both) == 1 else names.say("range", low=both[0], high=both[1])
    n, of = reading.n, reading.of or ""
    if n and of in COUNTED:
        counts = [float(one) * float(n) for one in (low, high)]
        if all(abs(one - round(one)) < 1e-9 for one in counts):
            counted = _of(names, round(counts[0]), round(counts[1]), n, of)
            return f"{counted} ({shown})" if n >= ENOUGH else counted
    if of and of not in VOCABULARY["of"]:
        return f"{names.actor(of)} {shown}"
    return shown + (f" (n = {names.number(n)} {names.word('of', of)})" if n and of else "")


def _of(names: Names, low: Number, high: Number, n: Number, of: str | None) -> str:
    return names.say("k_of_n", k=_range(names, low, high), n=names.number(n), of=names.word("of", of or "")).strip()


def _range(names: Names, low: Number, high: Number, digits: int = 4) -> str:
    if low == high:
        return names.number(low, digits)
    return names.say("range", low=names.number(low, digits), high=names.number(high, digits))


def reading_text(names: Names, indicator: Indicator | None, reading: Reading) -> str:
    """The value of an indicator's reading, with its note."""
    value = worded(names, reading, names.scale_of(indicator))
    note = names.note(reading.note)
    return value if not note or note == value else f"{value}; {note}" if value else note


def stands_for_lowest(reading: Reading) -> bool:
    """Whether a reading repeats the first of its parts, each with the shares that it compares."""
    return any(key == "share" for key, _ in reading.parts[0][1].parts) if reading.parts else False


def brief(names: Names, indicator: Indicator | None, reading: Reading, scale: Scale | None = None) -> str:
    """The value alone; of a value that stands for the lowest of many, with the name of that one."""
    chosen = names.scale_of(indicator) if scale is None else scale
    value = worded(names, reading, chosen)
    if reading.contested:
        value = value if value == names.say("contested") else f"{value}; {names.say('contested')}"
    note = names.note(reading.note)
    if stands_for_lowest(reading):
        return f"{value} ({names.part(reading.parts[0][0])}); {note}" if note else value
    if value:
        return value if not note or note == value else f"{value}; {note}"
    return note or names.say("by_part", parts=names.listed([names.part(key) for key, _ in reading.parts], 4))


def parts(names: Names, indicator: Indicator | None, reading: Reading) -> tuple[tuple[str, str], ...]:
    """The parts of a reading, each with its name and its value in words."""
    scale = names.scale_of(indicator)
    ladder = names.scale(str(dict(indicator.arguments).get("scale", ""))) if indicator is not None else None
    shown = []
    for key, part in reading.parts:
        own = ladder if ladder is not None and isinstance(part.value, str) and part.value in ladder else scale
        text = worded(names, part, own)
        note = names.note(part.note)
        inner = "; ".join(f"{names.part(k)} {_percent(names, p)}" for k, p in part.parts if _is_share(p))
        more = "; ".join(one for one in (note if note != text else "", inner) if one)
        shown.append((names.part(key), f"{text} ({more})" if more else text))
    return tuple(shown)


def _percent(names: Names, reading: Reading) -> str:
    return percent(reading.value, names.language) if isinstance(reading.value, (int, float, Fraction)) else ""


def _is_share(reading: Reading) -> bool:
    return isinstance(reading.value, (int, float, Fraction)) and 0 <= reading.value <= 1


def missing(names: Names, reading: Reading, most: int = 6) -> str:
    """What is not recorded, in words, apart from the parts that say so themselves."""
    said = {key for key, _ in reading.parts}
    return names.listed([names.key(key) for key in reading.missing if key not in said], most)


# --- records --------------------------------------------------------------------------------------------------------


def told(names: Names, trace: Trace) -> str:
    """The record that a trace points to, in a sentence without its citation."""
    record = names.record(trace)
    tell = _TELL.get(type(record))
    text = tell(names, record) if tell is not None else trace.says
    return text + (f" ({names.say('derived_mark')})" if trace.basis is Basis.DERIVED else "")


def _initiative(names: Names, one: Initiative) -> str:
    known = [
        f"{names.word('part', name)}: {names.sided(getattr(one, name))}"
        for name in ("idea", "decision", "setup")
        if getattr(one, name)
    ]
    return "; ".join(known)


def _activity(names: Names, one: Activity) -> str:
    head = names.text(one.label) + (f" ({names.period(one.date)})" if one.date else "")
    facts = [names.say("times", n=names.number(one.count))] if one.count != 1 else []
    decided, led = one.decided_by, one.led_by
    if decided and set(decided) == set(led):
        facts.append(names.say("decided_and_led_by", who=names.sided(decided)))
    else:
        facts.append(names.say("decided_by", who=names.sided(decided)) if decided else names.say("decider_unknown"))
        facts += [names.say("led_by", who=names.sided(led))] if led else []
    facts += [names.say("realised", n=names.number(one.realised))] if one.realised is not None else []
    facts += [names.say("active_until", when=names.period(one.active_until))] if one.active_until else []
    return f"{head}: {'; '.join(facts)}"


def _participation(names: Names, one: Participation) -> str:
    who = names.actor(one.who) + (f" ({names.about(one.group)})" if one.group else "")
    where = names.about(f"activity.{one.activity}") if one.activity else names.stage(one.stage)
    when = f", {names.period(one.period)}" if one.period else ""
    return f"{who}, {where}{when}: {'; '.join(_part_taken(names, one)) or names.say('no_evidence')}"


def _part_taken(names: Names, one: Participation) -> list[str]:
    facts = [] if one.takes_part is None else [names.say("took_part" if one.takes_part else "no_part")]
    counts = head_counts(names, one)
    facts += [counts] if counts else []
    scale = names.scale(one.scale)
    if one.depth:
        levels = names.listed([names.level(scale, level) for level in one.depth])
        facts.append(levels + (f" [{names.text(scale.label)}]" if scale is not None else ""))
    if one.distribution is not None:
        facts.append(spread(names, one.distribution, scale))
    facts += [names.word("decides", one.decides.value)] if one.decides is not None else []
    return facts


def spread(names: Names, found: Distribution, scale: Scale | None) -> str:
    """Respondents by level."""
    levels = ", ".join(f"{names.level(scale, level)} {names.number(count)}" for level, count in found.counts)
    return names.say("spread", n=names.number(found.n), levels=levels)


def few(people: float | Quantity | None) -> bool:
    """Whether a number of people is too small to be broken down, or to be named as a part."""
    return people is not None and 0 < bounds(people)[1] < FEWEST


def head_counts(names: Names, one: Participation | Headcount) -> str:
    """A number of people, with women and men where nobody can be told apart by it."""
    sexes = [] if few(one.people) or few(one.women) or few(one.men) else [("women", one.women), ("men", one.men)]
    shown = [names.say(key, n=quantity(n, names.language)) for key, n in sexes if n is not None]
    if one.people is None:
        return ", ".join(shown)
    total = names.say("people", n=quantity(one.people, names.language))
    return f"{total} ({', '.join(shown)})" if shown else total


def _contribution(names: Names, one: Contribution) -> str:
    what = names.text(one.label) or names.word("kind", one.kind)
    facts = [names.say("from_to", giver=f"{names.actor(one.from_)} ({names.side(one.from_)})")]
    facts += [names.say("through", who=names.actors(one.via))] if one.via else []
    facts += [names.say("to", who=names.listed([names.about(key) for key in one.to]))] if one.to else []
    how = f"{names.word('giving', one.status.value)}, {gift_amount(names, one)}"
    when = f", {names.period(one.period)}" if one.period else ""
    return f"{what}: {' '.join(facts)}; {how}{when}"


def gift_amount(names: Names, one: Contribution) -> str:
    """How much a contribution is; an unvalued one is said to be so."""
    if one.amount is None:
        return names.say("unvalued")
    unit = one.unit or (names.programme.currency if one.kind == "money" else None)
    return amount(one.amount, unit, names.language, names.programme.currency)


def _tie(names: Names, one: Tie) -> str:
    kinds = ", ".join(names.word("tie", kind) for kind in one.kind)
    what = " ".join(part for part in (names.text(one.label), f"({kinds})" if kinds else "") if part)
    return f"{names.actor(one.from_)} → {names.actor(one.to)}" + (f": {what}" if what else "")


def _benefit(names: Names, one: ProgrammeBenefit) -> str:
    facts = [names.text(one.what)] if one.what else []
    if one.amount is not None:
        facts.append(amount(one.amount, one.unit, names.language, names.programme.currency))
    facts += [names.say("people", n=quantity(one.people, names.language))] if one.people is not None else []
    facts += [names.word("arm", key) for key in (one.arm, one.counting) if key]
    facts += [names.period(one.period)] if one.period else []
    return f"{names.about(one.group)}: {', '.join(facts)}"


def _observation(names: Names, one: Observation) -> str:
    head = names.text(one.what) or names.element(one.element or "")
    where = [names.about(one.about)] if one.about else []
    where += [names.stage(one.stage)] if one.stage else []
    where += [names.word("arm", one.arm)] if one.arm else []
    where += [names.period(one.period)] if one.period else []
    reason = f" ({names.text(one.reason)})" if one.reason else ""
    return f"{', '.join([head, *where])}: {observed(names, one)}{reason}"


def observed(names: Names, one: Observation) -> str:
    """The value of an observation, or its values by group, in words."""
    facts = [] if one.value is None else [observed_value(names, one, one.value)]
    facts += [f"{names.about(group)} {observed_value(names, one, value)}" for group, value in one.values]
    facts += [spread(names, one.distribution, names.scale(one.scale))] if one.distribution is not None else []
    facts += [names.say("respondents", n=names.number(one.n))] if one.n is not None and not one.distribution else []
    return "; ".join(facts)


def observed_value(names: Names, one: Observation, value: Observed) -> str:
    """One value of an observation; a count of people that is too small is not told."""
    if isinstance(value, bool):
        return names.word("value", "yes" if value else "no")
    if isinstance(value, str):
        return names.level(names.scale(one.scale), value)
    if one.unit in ("persons", "people", "orang") and few(value):
        return names.say("few")
    return amount(value, one.unit, names.language, names.programme.currency)


def _group(names: Names, one: Group) -> str:
    counts = [
        head_counts(names, count) + (f" ({names.period(count.period)})" if count.period else "")
        for count in one.headcounts
    ]
    return f"{names.text(one.label)}: {'; '.join(counts)}" if counts else names.text(one.label)


def _remark(names: Names, one: Remark) -> str:
    claims = [f"{names.cited([citation])} {names.text(claim)}" for citation, claim in one.claims]
    return names.text(one.what) + (f": {' '.join(claims)}" if claims else "")


def reason(names: Names, indicator: Indicator | None, reading: Reading, most: int = 6) -> str:
    """The value of a reading, then its parts, in one line."""
    each = parts(names, indicator, reading)
    shown = "; ".join(f"{name}: {text}" for name, text in each[:most])
    if len(each) > most:
        shown += "; " + names.say("more_parts", n=len(each) - most)
    if stands_for_lowest(reading):
        return shown  # the whole repeats its first part
    whole = reading_text(names, indicator, reading)
    return f"{whole} ({shown})" if whole and shown else whole or shown


_TELL: Mapping[type, Callable[[Names, Any], str]] = MappingProxyType(
    {
        Initiative: _initiative,
        Activity: _activity,
        Participation: _participation,
        Contribution: _contribution,
        Tie: _tie,
        ProgrammeBenefit: _benefit,
        Observation: _observation,
        Group: _group,
        Remark: _remark,
    }
)
