"""The rows of every part of an assessment in the columns of one long table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .result import Result, Row

__all__ = ["long_rows"]


def long_rows(parts: Mapping[str, Result | None]) -> list[Row]:
    """The rows of the parts by their names, as section, element, about, value, low, high, unit, how, n, references."""
    held = ((name, parts.get(name)) for name in _SECTION_ROWS)
    return [row for name, part in held if part is not None for row in _SECTION_ROWS[name](part)]


def _long(section: str, element: object, about: object, **values: Any) -> Row:
    row: Row = {"section": section, "element": _text(element), "about": _text(about)}
    for name in ("value", "low", "high", "unit", "how", "n", "references"):
        row[name] = values.get(name)
    return row


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _gate_rows(part: Result) -> Iterator[Row]:
    for row in part.rows():
        about = row["criterion"] if row["indicator"] is None else row["indicator"]
        low, high = row["low"], row["high"]
        yield _long(
            "gate",
            about,
            row["who"],
            value=row["status"],
            low=low,
            high=high,
            unit=row["of"],
            how="judged",
            n=row["n"],
            references=row["references"],
        )


def _matrix_rows(part: Result) -> Iterator[Row]:
    for row in part.rows():
        how = "derived" if row["derived"] else "recorded"
        about = f"{row['actor']} @ {row['stage'] or 'programme'}"
        for name, unit in (("highest", row["scale"]), ("present", None), ("decides", None)):
            if row[name] is not None:
                yield _long(
                    "matrix", name, about, value=row[name], unit=unit, how=how, n=row["n"], references=row["references"]
                )


def _profile_rows(part: Result) -> Iterator[Row]:
    for row in part.rows():
        about = " ".join(str(row[name]) for name in ("indicator", "part") if row[name] is not None)
        shared = {name: row[name] for name in ("value", "low", "high", "how", "n", "references")}
        yield _long("profile", row["element"], about or None, unit=row["scale"] or row["of"], **shared)


def _rating_rows(part: Result) -> Iterator[Row]:
    for row in part.rows():
        named = ("about", "stage", "arm", "period")
        about = " ".join(str(row[name]) for name in named if row[name] is not None) or None
        value = row["agreed"]
        if value is None and row["median_low"] == row["median_high"]:
            value = row["median_low"]
        yield _long("ratings", row["element"], about, value=value, how="rated", n=row["n"])


def _placement_rows(part: Result) -> Iterator[Row]:
    for row in part.rows():
        about = " ".join(str(row[name]) for name in ("about", "period") if row[name] is not None) or None
        yield _long("placements", row["grid"], about, value=row["cell"], how=row["at"], references=row["references"])


def _contribution_rows(part: Result) -> Iterator[Row]:
    for row in part.rows():
        about = " ".join(str(row[name]) for name in ("period", "status") if row[name] is not None)
        for side in ("inside", "outside", "unvalued_inside", "unvalued_outside"):
            if row[side] not in (None, 0):
                yield _long(
                    "contributions",
                    row["kind"],
                    f"{about} {side}",
                    value=row[side],
                    unit=row["unit"],
                    how="recorded",
                    references=row["references"],
                )


def _self_reliance_rows(part: Result) -> Iterator[Row]:
    """What is not a sum of contributions, which have rows of their own."""
    for row in part.rows():
        if row["section"] == "share" and row["measure"] != "inside_share":
            continue
        about = " ".join(str(row[name]) for name in ("measure", "period", "actor") if row[name] is not None)
        shared = {name: row[name] for name in ("value", "low", "high", "n", "references")}
        unit = row["unit"] if row["measure"] in ("amount", "outside") else None
        yield _long(
            "self_reliance", row["kind"] or row["section"], about, unit=unit, how=row["why"] or "computed", **shared
        )


def _collaboration_rows(part: Result) -> Iterator[Row]:
    for row in part.rows():
        how = "complete" if row["complete"] else "as recorded"
        about = row["actors"] if row["source"] is None else f"{row['source']} -> {row['target']}"
        yield _long("collaboration", row["what"], about, value=row["value"], how=how)


def _coverage_rows(part: Result) -> Iterator[Row]:
    for row in part.rows():
        yield _long("coverage", row["what"], row["section"], value=row["known"], how=row["note"], n=row["of"])


def _question_rows(part: Result) -> Iterator[Row]:
    for row in part.rows():
        yield _long("questions", row["element"], row["whom"], value=row["question"], how=row["why"])


_SECTION_ROWS: Mapping[str, Callable[[Result], Iterator[Row]]] = {
    "gate": _gate_rows,
    "matrix": _matrix_rows,
    "profile": _profile_rows,
    "ratings": _rating_rows,
    "placements": _placement_rows,
    "contributions": _contribution_rows,
    "self_reliance": _self_reliance_rows,
    "collaboration": _collaboration_rows,
    "coverage": _coverage_rows,
    "questions": _question_rows,
}
