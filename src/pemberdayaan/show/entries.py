"""What the values of several years, or of two programmes, are called, and how they are written."""

from __future__ import annotations

from typing import Any

from ..measures.change.lines import Change, ChangeLine
from ..measures.change.recorded import MEASURED, Entry
from ..model.evidence import Number, Reading
from .names import Names, capital
from .telling import worded
from .writing import amount, percent

__all__ = ["changed", "entry_name", "entry_value", "kind_name", "step_text", "told_lines"]

SHARES = frozenset(("inside_share", "density", "reciprocity", "cross_border", "cross_sector"))


def entry_name(names: Names, who: str | None, measure: str, element: str | None) -> str:
    """The name of a value, as it stands in a table."""
    tell = {"gate": _of_gate, "matrix": _of_matrix, "contributions": _of_gift, "collaboration": _of_number}
    return capital(tell.get(str(who), _of_profile)(names, measure, element))


def _of_gate(names: Names, measure: str, element: str | None) -> str:
    return names.say("verdict") if element is None else names.element(f"criterion.{element}")


def _of_matrix(names: Names, measure: str, element: str | None) -> str:
    stage, _, actor = (element or "").partition(" ")
    where = f"{names.actor(actor)}, {names.stage(None if stage == 'programme' else stage)}"
    scale = names.scale(measure.removeprefix("depth ")) if measure.startswith("depth ") else None
    return where if scale is None else f"{where} ({names.text(scale.label)})"


def _of_gift(names: Names, measure: str, element: str | None) -> str:
    heads = {"inside": "from_inside", "outside": "from_outside", "inside_share": "inside_share"}
    return f"{names.say(heads[measure])}: {kind_name(names, (element or '').split())}"


def kind_name(names: Names, tokens: list[str]) -> str:
    """A kind of contribution with its unit and status, as ``uang (IDR), diberikan``."""
    kind, unit, status = names.word("kind", tokens[0]), " ".join(tokens[1:-1]), names.word("giving", tokens[-1])
    plain = not unit or unit == names.programme.currency
    return f"{kind}, {status}" if plain else f"{kind} ({unit}), {status}"


def _of_number(names: Names, measure: str, element: str | None) -> str:
    return names.word("number", measure)


def _of_profile(names: Names, measure: str, element: str | None) -> str:
    indicator = names.indicator(measure)
    elements = names.framework.elements
    label = names.text(indicator.label) if indicator is not None else ""
    label = label or next((names.text(one.label) for one in elements if one.key == measure), measure)
    if element == MEASURED:
        return f"{label}: {names.say('measured_then')}"
    if element is None:
        return label
    tokens = [token for token in str(element).split() if token != names.programme.currency]
    return f"{label}: {names.part(' '.join(tokens))}" if tokens else label


def entry_value(names: Names, entry: Entry | None) -> str:
    """A value in words; nothing where there is no evidence."""
    if entry is None or entry.value is None:
        return "" if entry is None or entry.who != "gate" else names.word("status", "unknown")
    value = entry.value
    if isinstance(value, str):
        group = "status" if entry.who == "gate" else "value"
        known = entry.scale is not None and entry.who != "gate" and entry.measure != "present"
        return names.level(entry.scale, value) if known else names.word(group, value)
    low, high = value if isinstance(value, tuple) else (value, value)
    if entry.who == "contributions" and entry.measure != "inside_share":
        return _amount(names, low, high, entry)
    if entry.measure in SHARES:
        return _between(names, percent(low, names.language), percent(high, names.language))
    if entry.who == "profile":
        return worded(names, Reading(value, entry.n, entry.of), names.scale_of(names.indicator(entry.measure)))
    return _between(names, names.number(low), names.number(high))


def _between(names: Names, low: str, high: str) -> str:
    return low if low == high else names.say("range", low=low, high=high)


def _amount(names: Names, low: Number, high: Number, entry: Entry) -> str:
    unit = " ".join((entry.element or "").split()[1:-1]) or None
    written = amount(low, unit, names.language, names.programme.currency)
    return written if low == high else names.say("at_least", amount=written)


def _is_share(names: Names, measure: str, entry: Entry | None) -> bool:
    """Whether a number is a share, so that its change is told in percentage points."""
    scale = names.scale_of(names.indicator(measure))
    of_somebody = entry is not None and entry.of in names.programme.stakeholder
    return measure in SHARES or of_somebody or (scale is not None and (scale.low, scale.high) == (0, 1))


def _signed(names: Names, value: float, *, share: bool) -> str:
    """A change with its sign; of a share in percentage points."""
    shown = percent(abs(value), names.language) if share else names.number(abs(value), 3)
    sign = "+" if value > 0 else "−"
    if not share:
        return f"{sign}{shown}"
    return names.say("points", change=f"{sign}{shown.rstrip('% ').rstrip(chr(160)).rstrip(chr(8239))}")


def _moved(names: Names, moved: Any) -> str:
    """Which way a level moved."""
    return "" if moved in (None, "same") else names.say(f"moved_{moved}")


def told_lines(change: Change) -> list[ChangeLine]:
    """The lines that are told; the shares of what was given stand with the contributions, and not a second time."""
    return [one for one in change.lines if (one.who, one.measure) != ("profile", "inside_share")]


def changed(change: Change) -> list[ChangeLine]:
    """The lines that changed, or whose change is known within bounds."""
    return [one for one in told_lines(change) if one.moved not in (None, "same") or one.absolute or one.why == "bounds"]


def step_text(names: Names, one: ChangeLine, last: Entry | None) -> str:
    """The change of one line: its direction, or its size."""
    if one.moved is not None:
        return _moved(names, one.moved)
    share = _is_share(names, one.measure, last)
    if one.absolute is not None:
        return _sized(names, one, one.absolute, share=share)
    if one.low is None or one.high is None:
        return names.word("not_compared", "bounds")
    low, high = (_sized(names, one, end, share=share) for end in (one.low, one.high))
    return names.say("between_bounds", low=low, high=high)


def _sized(names: Names, one: ChangeLine, value: float, *, share: bool) -> str:
    if one.who == "contributions" and not share:
        unit = " ".join((one.element or "").split()[1:-1]) or None
        sign = "+" if value > 0 else "−"
        return sign + amount(abs(value), unit, names.language, names.programme.currency)
    return _signed(names, value, share=share)
