"""Which records can show a change: those with a date, and not the very same in both rounds."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from ...model.programme import Programme
from ...model.records import Activity, Participation
from ..kleene import KEPT
from ..result import Result

__all__ = ["Dating", "dated", "records_of", "undated"]

# The collections whose records are evidence of a time; a group's head counts only stand below it.
EVIDENCE = ("activities", "participations", "contributions", "ties", "benefits", "observations")


def records_of(programme: Programme) -> Iterator[Any]:
    """The records that are evidence, in the order of the file."""
    for name in EVIDENCE:
        yield from getattr(programme, name)


def dated(programme: Programme, record: Any) -> bool:
    """Whether a record says when: by its own date or period, or by that of the activity that it is of."""
    if isinstance(record, Activity):
        return record.date is not None
    if getattr(record, "period", None) is not None:
        return True
    key = record.activity if isinstance(record, Participation) else getattr(record, "about", None)
    of = programme.activity.get(str(key).removeprefix("activity."))
    return of is not None and of.date is not None


def undated(programmes: Sequence[Programme]) -> frozenset[Hashable]:
    """The records that stand in every one of some programmes and say no date: they cannot tell one from another.

    What stands in one file only is of that file's period, whether it says so or not.
    """
    found: frozenset[Hashable] | None = None
    for one in programmes:
        bare = {each for each in records_of(one) if not dated(one, each)}
        bare |= {one.initiative} if one.initiative is not None else set()
        found = frozenset(bare) if found is None else found & bare
    return found or frozenset()


@attrs.frozen
class Dating:
    """The records of two rounds.

    Parameters
    ----------
    before, after
        The programmes; None where the results do not hold them, so that nothing can be said.
    bare
        The records without a date that stand in both.
    """

    before: Programme | None
    after: Programme | None
    bare: frozenset[Hashable] = frozenset()

    @classmethod
    def of(cls, before: Result, after: Result) -> Dating:
        """Of two results."""
        first, second = getattr(before, "programme", None), getattr(after, "programme", None)
        if not isinstance(first, Programme) or not isinstance(second, Programme):
            return cls(None, None)
        bare = undated([first, second])
        return cls(first, second, bare | (set(first.stakeholders) & set(second.stakeholders)))

    def why(self, before: Sequence[str], after: Sequence[str]) -> str | None:
        """Why what rests on some records of each round shows no change; None where it may.

        Parameters
        ----------
        before, after
            The records, as ``participations[3]``.
        """
        if self.before is None or self.after is None or max(len(before), len(after)) >= KEPT:
            return None  # a longer list of records is cut short
        ends = [set(_named(self.before, before)), set(_named(self.after, after))]
        if not all(ends):
            return None
        if any(end <= self.bare for end in ends):
            return "undated"
        return "same_records" if ends[0] == ends[1] else None


def _named(programme: Programme, records: Iterable[str]) -> Iterator[Hashable]:
    """The records by their addresses, without those that only stand below others, as a group's head counts."""
    for where in records:
        name, _, rest = where.partition("[")
        if name == "initiative" and programme.initiative is not None:
            yield programme.initiative
        elif name in (*EVIDENCE, "stakeholders"):
            yield getattr(programme, name)[int(rest.rstrip("]"))]
