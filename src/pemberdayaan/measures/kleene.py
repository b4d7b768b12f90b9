"""Three-valued logic, and facts that know the records they rest on. None is unknown."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

__all__ = ["KEPT", "Fact", "Ref", "all_of", "any_of", "either"]

# A record of a programme: its collection and its index in it.
Ref = tuple[str, int]

# Records kept behind one fact; more of them are only counted.
KEPT = 50


def all_of(values: Iterable[bool | None]) -> bool | None:
    """False if one is false, else unknown if one is unknown, else true.

    Examples
    --------
    >>> all_of([True, None]), all_of([False, None]), all_of([])
    (None, False, True)
    """
    unknown = False
    for value in values:
        if value is False:
            return False
        unknown = unknown or value is None
    return None if unknown else True


def any_of(values: Iterable[bool | None]) -> bool | None:
    """True if one is true, else unknown if one is unknown, else false.

    Examples
    --------
    >>> any_of([True, None]), any_of([False, None]), any_of([])
    (True, None, False)
    """
    unknown = False
    for value in values:
        if value is True:
            return True
        unknown = unknown or value is None
    return None if unknown else False


@attrs.frozen
class Fact:
    """Whether something holds, and the records that say so.

    Parameters
    ----------
    truth
        True, false, or None: unknown, or said differently by different records.
    evidence
        The records that decide it.
    contested
        The records that contradict each other.
    """

    truth: bool | None = None
    evidence: tuple[Ref, ...] = ()
    contested: tuple[Ref, ...] = ()


def either(facts: Iterable[Fact]) -> Fact:
    """Whether one of the facts holds, with the records that decide it; unknown if there are none."""
    known = tuple(facts)
    truth = any_of(fact.truth for fact in known) if known else None
    deciding = [fact for fact in known if fact.truth is truth] if truth is not None else []
    evidence = dict.fromkeys(ref for fact in deciding for ref in fact.evidence)
    disputed = known if truth is None else deciding
    contested = dict.fromkeys(ref for fact in disputed for ref in fact.contested)
    return Fact(truth, tuple(evidence)[:KEPT], tuple(contested)[:KEPT])
