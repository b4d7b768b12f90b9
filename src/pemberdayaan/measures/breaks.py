"""Breaks of a series, as a programme's own remarks tell them: between which periods they lie, and in what."""

from __future__ import annotations

from collections.abc import Collection

from ..model.evidence import Remark, RemarkKind
from ..model.periods import Period
from ..model.programme import Programme

__all__ = ["breaks_between", "breaks_of", "of_everything", "touches"]


def breaks_of(programme: Programme) -> tuple[Remark, ...]:
    """The breaks that say when, in the order of the file."""
    return tuple(one for one in programme.remarks if one.kind is RemarkKind.BREAK and one.period is not None)


def breaks_between(programme: Programme, first: Period | None, second: Period | None) -> tuple[Remark, ...]:
    """The breaks that lie between two periods, in either order; none where one is not known.

    Examples
    --------
    >>> from pemberdayaan import Programme
    >>> new = Remark("break", "Another questionnaire", period="2022")
    >>> programme = Programme("ours", "Ours", remarks=[new])
    >>> periods = [Period(text) for text in ("2021", "2022", "2023")]
    >>> [len(breaks_between(programme, *pair)) for pair in (periods[:2], periods[1:], periods[::-2])]
    [1, 0, 1]
    """
    if first is None or second is None:
        return ()
    start, end = sorted((first, second))
    return tuple(
        one for one in breaks_of(programme) if one.period is not None and start.first < one.period.first <= end.last
    )


def of_everything(remark: Remark) -> bool:
    """Whether a remark names nothing, so that it is about everything."""
    return not (remark.about or remark.stage or remark.element)


def touches(remark: Remark, keys: Collection[str]) -> bool:
    """Whether a remark is about one of some keys, or addresses of elements, or about everything."""
    named = {*remark.element, *(one.rpartition(".")[2] for one in (*remark.about, *remark.stage))}
    return of_everything(remark) or not named.isdisjoint(keys)
