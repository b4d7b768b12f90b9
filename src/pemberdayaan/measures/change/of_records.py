"""Change of records: values by name, bounds where something is not recorded, and movement of what is ordinal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import attrs

from ...errors import InvalidInput, fault
from ...model.evidence import Number, Remark
from ...model.periods import Period
from ...model.text import Text
from ..assessment import Assessment
from ..breaks import breaks_between, of_everything, touches
from ..result import Provenance, Result, plain
from .dating import Dating
from .lines import Change, ChangeLine, LostLine, LostLines, Movement, Movements
from .recorded import MEASURED, Entry, alike, recorded

__all__ = ["change_of_records"]


def change_of_records(before: Result, after: Result, years: float | None, names: Mapping[str, str] | None) -> Change:
    """What changed between two results of a programme's records."""
    ends = recorded(before), recorded(after)
    origins = [getattr(one, "provenance", None) or Provenance() for one in (before, after)]
    faults = [
        fault("another_rule", f"after.{name}", given=str(new), expected=str(old))
        for (name, old), (_, new) in zip(ends[0].made_by, ends[1].made_by, strict=True)
        if old != new and (names is None or name not in ("framework", "version"))
    ]
    if origins[0].programme != origins[1].programme:
        told = {"given": str(origins[1].programme), "expected": str(origins[0].programme)}
        faults.append(fault("another_programme", "after", **told))
    if faults:
        raise InvalidInput(faults)
    periods = [one.programme.period if isinstance(one, Assessment) else None for one in (before, after)]
    breaks = breaks_between(after.programme, *periods) if isinstance(after, Assessment) else ()
    whole = [one for one in breaks if of_everything(one)]
    if whole:
        raise InvalidInput(fault("break_between", "$", given=str(whole[0].what), period=str(whole[0].period)))
    span = years if years is not None else _span(*periods)
    dating = Dating.of(before, after)
    first = {_renamed(name, names or {}): entry for name, entry in ends[0].entries.items()}
    second = ends[1].entries
    keys = [*first, *(one for one in second if one not in first)]
    lines, lost, counted = [], [], []
    for key in keys:
        one, other = first.get(key), second.get(key)
        if all(each is None or each.value is None for each in (one, other)):
            lost.append(LostLine("line", " ".join(part for part in key if part), "no_evidence"))
            continue
        lines.append(_line(key, one, other, breaks, span, dating))
        counted += lines[-1:] if one is not None and one.counted else []
    return Change(
        before.kind,
        tuple(lines),
        None if None in periods else (str(periods[0]), str(periods[1])),
        span,
        None,
        0,
        Movements(tuple(_movements(counted))),
        LostLines(tuple(lost)),
        None,
        attrs.evolve(origins[1], digest=f"{origins[0].digest}{origins[1].digest}"),
        labels=_labels(after) if isinstance(after, Assessment) else {},
    )


def _labels(after: Assessment) -> dict[str, Text]:
    """What elements, indicators and levels are called, by their keys and addresses."""
    scales = [*after.framework.scales, *after.scales]
    found = {level.key: level.label for scale in scales for level in scale.levels}
    found[MEASURED] = Text(id="ukurannya pada putaran itu", en="as measured in that round")
    found |= {stage.key: stage.label for stage in after.programme.stages}
    found |= {actor.key: actor.label for actor in after.programme.stakeholders}
    for element in after.framework.elements:
        found |= {element.address: element.label, element.key: element.label}
    return found


def _renamed(name: tuple[str, str, str | None], names: Mapping[str, str]) -> tuple[str, str, str | None]:
    who, measure, element = name
    return who, names.get(measure, measure), None if element is None else names.get(element, element)


def _span(first: Period | None, second: Period | None) -> float | None:
    """The years between the middles of two periods; None where they are not one after the other."""
    if first is None or second is None:
        return None
    days = [(one.first.toordinal() + one.last.toordinal()) / 2 for one in (first, second)]
    return round((days[1] - days[0]) / 365.25, 2) if days[1] > days[0] else None


def _line(
    key: tuple[str, str, str | None],
    before: Entry | None,
    after: Entry | None,
    breaks: Iterable[Remark],
    years: float | None,
    dating: Dating,
) -> ChangeLine:
    values = [None if one is None else one.value for one in (before, after)]
    cells: dict[str, Any] = {}
    for end, one, value in zip(("before", "after"), (before, after), values, strict=True):
        cells[f"n_{end}"] = None if one is None else plain(one.n)
        if isinstance(value, str):
            cells[f"{end}_level"] = value
        elif isinstance(value, tuple):
            cells |= {f"{end}_low": plain(value[0]), f"{end}_high": plain(value[1])}
        else:
            cells[end] = plain(value)
    line = ChangeLine(None, key[0], key[1], key[2], **cells)
    for end, one in zip(("before", "after"), (before, after), strict=True):
        if one is None or one.value is None:
            return attrs.evolve(line, why="undecided" if key[0] == "gate" else f"no_{end}")
    assert before is not None  # as the loop has seen
    assert after is not None
    why = _why(before, after, breaks) or dating.why(before.evidence, after.evidence)
    if why is not None:
        return attrs.evolve(line, why=why)
    if isinstance(values[0], str):
        return attrs.evolve(line, moved=_moved(before, after))
    return attrs.evolve(line, **_subtracted(before.ends, after.ends, years))


def _why(before: Entry, after: Entry, breaks: Iterable[Remark]) -> str | None:
    """Why two values are not compared; None where they may be."""
    levels = [isinstance(one.value, str) for one in (before, after)]
    if not alike(before, after) or levels[0] is not levels[1]:
        return "another_form"
    if before.rater is not None and after.rater is not None and before.rater != after.rater:
        return "another_rater"
    touched = before.touched | after.touched
    if any(touches(one, touched) for one in breaks):
        return "break"
    if before.parts != after.parts:
        return "other_parts"
    return before.barred or after.barred


def _moved(before: Entry, after: Entry) -> str:
    """Up, down, the same, or other where no order is known."""
    if before.value == after.value:
        return "same"
    scale = before.scale
    first, second = str(before.value), str(after.value)
    if scale is None or not scale.ordered or first not in scale or second not in scale:
        return "other"
    return "up" if scale.position(second) > scale.position(first) else "down"


def _subtracted(before: tuple[Number, Number], after: tuple[Number, Number], years: float | None) -> dict[str, Any]:
    """The change of numbers: exact, or between its bounds."""
    low, high = after[0] - before[1], after[1] - before[0]
    if before[0] != before[1] or after[0] != after[1]:
        return {"low": plain(low), "high": plain(high), "why": "bounds"}
    first, second = before[0], after[0]
    apart = second - first
    found: dict[str, Any] = {"absolute": plain(apart)}
    if first > 0:
        found["relative"] = plain(Fraction(apart) / Fraction(first))
    if years is not None:
        found["yearly"] = plain(float(apart) / years)
        if first > 0 and second >= 0:
            found["yearly_relative"] = plain(float(Fraction(second) / Fraction(first)) ** (1 / years) - 1)
    return found


def _movements(lines: Iterable[ChangeLine]) -> Iterator[Movement]:
    """How many levels of each part moved up and down."""
    counts: dict[str, list[str]] = {}
    for one in lines:
        if one.moved is not None:
            counts.setdefault(str(one.who), []).append(one.moved)
    for who, moved in counts.items():
        up, same, down, other = (moved.count(way) for way in ("up", "same", "down", "other"))
        yield Movement(None, who, up, same, down, other, len(moved))
