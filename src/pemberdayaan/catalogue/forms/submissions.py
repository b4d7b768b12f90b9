"""Submissions: rows with the repeats that belong to them, each submission once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Any

import attrs

from ...errors import Fault, fault
from .exports import Table, texted
from .headings import META, Column, Role
from .questions import Place

__all__ = ["Double", "Lost", "Part", "Row", "Submission", "Why", "submissions_of"]

# What names a parent in a row of a repeat, and what it names in the main table.
JOINS = (("parent_index", "index"), ("parent_key", "key"), ("parent_key", "instance"), ("parent_uuid", "uuid"))
# What servers and telephones add beside the answers.
SERVER = frozenset(
    "start end today deviceid username phonenumber submitterid submittername attachmentspresent attachmentsexpected "
    "status reviewstate edits isvalidated".split()
)
RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


class Why(StrEnum):
    """Why an answer became no observation."""

    NO_RATING = "no_rating"
    NO_PARENT = "no_parent"
    NO_ABOUT = "no_about"
    CODED_BLANK = "coded_blank"


@attrs.frozen
class Lost:
    """An answer that became no observation.

    Parameters
    ----------
    row, column
        Where it stands: the number of the row, and the heading of the column.
    why
        ``"no_rating"``: a reason, plan or number beside a rating that was not given; ``"no_parent"``: a row of a repeat
        whose submission is not there; ``"no_about"``: the row does not say what it is about; ``"coded_blank"``: the
        user's codes make it no answer.
    sheet
        The sheet of a workbook.
    """

    row: int
    column: str
    why: str
    sheet: str | None = None


@attrs.frozen
class Double:
    """A submission that came more than once.

    Parameters
    ----------
    uuid
        What the server calls it.
    rows
        The numbers of its rows.
    kept
        The number of the row that was read: the first if the answers are the same, else the one submitted last (the
        last in the file, where the times do not tell).
    identical
        Whether the answers are the same.
    """

    uuid: str
    rows: tuple[int, ...]
    kept: int
    identical: bool


@attrs.frozen(slots=False)
class Part:
    """A table, and what its columns hold.

    Parameters
    ----------
    table, columns
        The two.
    """

    table: Table
    columns: tuple[Column, ...]

    @cached_property
    def roles(self) -> dict[Role, tuple[Column, ...]]:
        """The columns by what they hold."""
        found: dict[Role, tuple[Column, ...]] = {}
        for one in self.columns:
            found[one.role] = (*found.get(one.role, ()), one)
        return found

    @property
    def places(self) -> tuple[Place, ...]:
        """The answers that it has columns for."""
        return tuple(role for role in self.roles if isinstance(role, Place))

    @property
    def repeat(self) -> bool:
        """Whether its rows name a parent."""
        return any(parent in self.roles for parent, _ in JOINS)

    def rows(self) -> Iterator[Row]:
        """Its rows."""
        return (Row(self, number, values) for number, values in self.table.rows)

    def faults(self) -> Iterator[Fault]:
        """Merged cells, of which only the first has a value."""
        for one in self.table.merged:
            match = RANGE.fullmatch(one)
            if match and int(match[4]) >= self.table.head:
                yield fault("merged", f"{self.table.sheet}!{one}", given=one)

    def unread(self) -> Iterator[str]:
        """The headings of columns that hold something that nobody asked for."""
        read = {one.index for one in self.columns}
        for index, heading in enumerate(self.table.headings):
            known = heading.startswith(("_", "levels_", "meta")) or heading.casefold() in {*SERVER, *META}
            if index in read or known or "/_" in heading or heading.startswith("SET-OF-"):
                continue
            if any(index < len(values) and values[index] is not None for _, values in self.table.rows):
                yield heading or self.table.where(self.table.head, index)


@attrs.frozen(eq=False)
class Row:
    """One row of a part."""

    part: Part
    number: int
    values: tuple[Any, ...]

    def value(self, column: Column) -> Any:
        """A cell, None if it is empty."""
        return self.values[column.index] if column.index < len(self.values) else None

    def given(self, role: Role) -> list[tuple[Column, Any]]:
        """The cells of that role that are not empty."""
        found = [(one, self.value(one)) for one in self.part.roles.get(role, ())]
        return [(one, value) for one, value in found if value is not None]

    def first(self, role: Role) -> str | None:
        """The text of the first of them."""
        return next((texted(value) for _, value in self.given(role)), None)

    def where(self, column: Column) -> str:
        """Where a cell stands."""
        return self.part.table.where(self.number, column.index)

    def lost(self, column: Column, why: Why) -> Lost:
        """That the answer in a cell became no observation."""
        return Lost(self.number, self.part.table.headings[column.index], why.value, self.part.table.sheet)

    def said(self) -> tuple[tuple[Role, str | None, str | None], ...]:
        """What it answers, without what the server adds."""
        return tuple(
            (one.role, one.option, texted(self.value(one)))
            for one in self.part.columns
            if isinstance(one.role, Place) or one.role in ("rater", "date", "place", "about", "stage")
        )


@attrs.frozen(eq=False)
class Submission:
    """What was sent at once: a row of the main table, and its rows of the repeats."""

    main: Row
    repeats: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All of them."""
        return (self.main, *self.repeats)


def submissions_of(main: Part, repeats: list[Part]) -> tuple[list[Submission], list[Double], list[Lost], list[Fault]]:
    """The submissions in the order of the main table, what came twice, rows without a parent, and what is wrong."""
    rows = list(main.rows())
    children: dict[int, list[Row]] = {row.number: [] for row in rows}
    lost: list[Lost] = []
    faults: list[Fault] = []
    sheets = {part.table.sheet for part in repeats} - {None}
    for part in repeats:
        within = {row.first("parent_table") for row in part.rows()} & sheets
        if within:
            faults.append(fault("nested", str(part.table.sheet), given=", ".join(sorted(map(str, within)))))
            continue
        found = _joined(main, part, rows)
        if isinstance(found, Fault):
            faults.append(found)
            continue
        for row, parents in found:
            for parent in parents:
                children[parent.number].append(row)
            if not parents:
                lost += [row.lost(one, Why.NO_PARENT) for place in part.places for one, _ in row.given(place)]
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(_uuid(row) or f"\0{row.number}", []).append(row)
    submissions: list[Submission] = []
    doubles: list[Double] = []
    for uuid, same in groups.items():
        kept = same[0]
        if len(same) > 1:
            said = [(row.said(), [child.said() for child in children[row.number]]) for row in same]
            identical = all(one == said[0] for one in said)
            kept = same[0] if identical else _latest(same)
            doubles.append(Double(uuid, tuple(row.number for row in same), kept.number, identical))
        submissions.append(Submission(kept, tuple(children[kept.number])))
    return submissions, doubles, lost, faults


def _joined(main: Part, part: Part, rows: list[Row]) -> list[tuple[Row, list[Row]]] | Fault:
    """Each row of a repeat, once, with the rows of the main table that it names."""
    pair = next(((child, parent) for child, parent in JOINS if child in part.roles and parent in main.roles), None)
    if pair is None:
        child = next((child for child, _ in JOINS if child in part.roles), "parent_index")
        wanted = {"parent_index": "_index", "parent_key": "KEY", "parent_uuid": "_uuid"}[child]
        headings = tuple(heading for heading in main.table.headings if heading)
        return fault("no_such", main.table.sheet or "", noun="column", given=wanted, choices=headings)
    named: dict[str | None, list[Row]] = {}
    for row in rows:
        named.setdefault(row.first(pair[1]), []).append(row)
    seen: set[str] = set()
    found: list[tuple[Row, list[Row]]] = []
    for row in part.rows():
        own = row.first("key")
        if own is None or own not in seen:
            found.append((row, named.get(row.first(pair[0]), []) if row.first(pair[0]) else []))
        seen.add(own or "")
    return found


def _uuid(row: Row) -> str | None:
    said = row.first("uuid") or row.first("instance") or row.first("key")
    return said.removeprefix("uuid:") if said else None


def _latest(same: list[Row]) -> Row:
    times = [_time(next((value for _, value in row.given("time")), None)) for row in same]
    known = [one for one in times if one is not None]
    if len(known) < len(times):
        return same[-1]
    return max(zip(known, range(len(same)), same, strict=True), key=lambda one: one[:2])[2]


def _time(value: Any) -> dt.datetime | None:
    try:
        time = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(texted(value) or "")
    except ValueError:
        return None
    return time if time.tzinfo is None else time.astimezone(dt.UTC).replace(tzinfo=None)
