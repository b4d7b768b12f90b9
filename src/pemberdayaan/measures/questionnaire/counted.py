"""What results of a questionnaire share: cautions, who was left out, and the answers counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar, TypeVar

import attrs

from ...errors import InvalidInput, fault
from ...model.fields import choose
from ..result import Library, Result, Row, plain

__all__ = ["FEW", "AnswerCounts", "Caution", "Count", "Edge", "Lost", "as_edge", "few", "noted", "one_of"]

# Fewer respondents than this are called few; the limit is ours.
FEW = 30


class Edge(StrEnum):
    """Where a number goes that stands exactly on a limit between two classes."""

    UP = "up"
    DOWN = "down"


def as_edge(value: Edge | str) -> Edge:
    """An `Edge`, or the text that names it."""
    return choose(Edge, "edge", value)


class Caution(StrEnum):
    """What a reader must know beside a number, or why there is none."""

    FEW_RESPONDENTS = "few_respondents"
    ONE_RESPONDENT = "one_respondent"
    NO_SPREAD = "no_spread"
    NO_PAIR = "no_pair"
    ANSWERS_UNKNOWN = "answers_unknown"
    UNDEFINED_DRAWS = "undefined_draws"


@attrs.frozen
class Lost:
    """Respondents who were left out of a number, and why.

    Parameters
    ----------
    of
        The item or variable that they were left out of.
    reason
        ``"blank"``, ``"do_not_know"``, ``"refused"``; ``"incomplete"`` for a sum of which an item has no answer;
        ``"several_values"`` for an observation that is not one value.
    units
        Their keys, or rows counted from 0.
    """

    of: str
    reason: str
    units: tuple[Any, ...] = attrs.field(repr=lambda units: f"<{len(units)}>")

    @property
    def n(self) -> int:
        """How many they are."""
        return len(self.units)


@attrs.frozen
class Count:
    """How many gave an answer.

    Parameters
    ----------
    of
        The item or variable.
    answer
        The number that was answered.
    level
        Its level on a ladder; None where there is none.
    count
        How many, by weight where there are weights.
    share
        Their share in the answers to it.
    """

    of: str
    answer: int
    level: str | None
    count: Fraction
    share: Fraction


@attrs.frozen(repr=False)
class AnswerCounts(Result):
    """The answers to each item or variable, counted.

    Parameters
    ----------
    counts
        One for each item or variable and each answer that the scale has.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "answers"

    counts: tuple[Count, ...]
    frame_library: Library | None = None

    def of(self, name: str) -> tuple[Count, ...]:
        """The counts of an item or variable, lowest answer first."""
        return tuple(one for one in self.counts if one.of == name)

    def rows(self) -> list[Row]:
        """One row for each item or variable and answer."""
        return [
            {
                "of": one.of,
                "answer": one.answer,
                "level": one.level,
                "count": plain(one.count),
                "share": plain(one.share),
            }
            for one in self.counts
        ]

    def __repr__(self) -> str:
        return f"AnswerCounts: {len({one.of for one in self.counts})} items or variables"


L = TypeVar("L")


def one_of(lines: Mapping[str, L], name: str) -> L:
    """The line of that name."""
    if name not in lines:
        raise InvalidInput(fault("no_such", noun="line", given=name, choices=tuple(lines)))
    return lines[name]


def noted(cautions: Iterable[Caution]) -> str | None:
    """Cautions as a row holds them."""
    return " ".join(cautions) or None


def few(n: int) -> tuple[Caution, ...]:
    """What to say of so many respondents."""
    if n == 1:
        return (Caution.ONE_RESPONDENT,)
    return (Caution.FEW_RESPONDENTS,) if n < FEW else ()
