"""How a framework is scored: typed rules. They say what is computed; the measures compute it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any

import attrs
from attrs.converters import optional

from ..errors import Fault, fault
from .fields import (
    as_bool,
    as_count,
    as_counts,
    as_fraction,
    as_key,
    as_keys,
    as_number,
    as_str,
    choose,
    pairs,
)
from .noun import Noun
from .scales import Arithmetic, Measurement, as_arithmetic, as_measurement
from .text import Text, as_text

__all__ = [
    "Condition",
    "CountRule",
    "Empowerment",
    "GateRule",
    "Join",
    "LadderBasis",
    "LadderRule",
    "Missing",
    "ProfileRule",
    "Rule",
]


class Join(StrEnum):
    """How a criterion is decided by its indicators, in Kleene logic."""

    ALL = "all"
    ANY = "any"


def as_join(value: Join | str) -> Join:
    """A `Join`, or the text that names it."""
    return choose(Join, "join", value)


def as_joins(value: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> tuple[tuple[str, Join], ...]:
    """Joins by criterion."""
    return pairs(value, as_join)


class LadderBasis(StrEnum):
    """Where a rung comes from."""

    JUDGEMENT = "judgement"
    SURVEY_SUMS = "survey_sums"


def as_ladder_basis(value: LadderBasis | str) -> LadderBasis:
    """A `LadderBasis`, or the text that names it."""
    return choose(LadderBasis, "basis", value)


class Missing(StrEnum):
    """What becomes of a unit with missing values."""

    RAISE = "raise"
    SKIP = "skip"
    IMPUTE = "impute"
    BOUND = "bound"


def as_missing(value: Missing | str) -> Missing:
    """A `Missing`, or the text that names it."""
    return choose(Missing, "missing policy", value)


@attrs.frozen
class Condition(Noun):
    """When an indicator is met: one threshold.

    Parameters
    ----------
    is_
        The value is one of these; ``is`` in files.
    at_least, above, at_most, below
        The value stands so to a number; exact, a fraction may be written ``"2/3"``.

    Examples
    --------
    >>> Condition(above="1/2")
    Condition(is_=(), at_least=None, above=Fraction(1, 2), at_most=None, below=None)
    """

    is_: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"file": "is"})
    at_least: Fraction | None = attrs.field(default=None, converter=optional(as_fraction))
    above: Fraction | None = attrs.field(default=None, converter=optional(as_fraction))
    at_most: Fraction | None = attrs.field(default=None, converter=optional(as_fraction))
    below: Fraction | None = attrs.field(default=None, converter=optional(as_fraction))

    def _faults(self) -> Iterator[Fault]:
        given = [
            name for name in ("is_", "at_least", "above", "at_most", "below") if getattr(self, name) not in (None, ())
        ]
        if len(given) != 1:
            yield fault("one_of", choices=("is", "at_least", "above", "at_most", "below"))

    @property
    def threshold(self) -> Fraction | None:
        """The number that it compares with, if it compares with one."""
        return next((t for t in (self.at_least, self.above, self.at_most, self.below) if t is not None), None)


@attrs.frozen
class Rule(Noun):
    """What the five kinds of rule share.

    Parameters
    ----------
    key, label
        Its name in files and on paper.
    definition
        How it scores, in words.
    source
        Where it is published, as ``"key, locator"``.
    ours
        True if it is this library's own and not the source's.
    """

    key: str = attrs.field(converter=as_key)
    label: Text = attrs.field(converter=as_text)
    definition: Text | None = attrs.field(default=None, converter=optional(as_text), kw_only=True)
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, kw_only=True, metadata={"ref": "reference"})
    ours: bool = attrs.field(default=False, converter=as_bool, kw_only=True)

    def arithmetic(self) -> tuple[tuple[str, Arithmetic], ...]:
        """The field and the arithmetic that it asks for, for each that must be lawful on the scale."""
        return ()


@attrs.frozen
class GateRule(Rule):
    """Criteria, each met, unmet or unknown; the verdict is all of them, in Kleene logic.

    Parameters
    ----------
    decide
        Pairs of a criterion's key and how its indicators decide it, ``"all"`` or ``"any"``; a mapping is accepted.

    Examples
    --------
    >>> GateRule("gate", "Three criteria", {"initiative": "any", "subject": "all"}).decide[0]
    ('initiative', <Join.ANY: 'any'>)
    """

    decide: tuple[tuple[str, Join], ...] = attrs.field(default=(), converter=as_joins)

    def _faults(self) -> Iterator[Fault]:
        if not self.decide:
            yield fault("missing_key", given="decide")


@attrs.frozen
class ProfileRule(Rule):
    """The ratings side by side, without a total.

    Parameters
    ----------
    elements
        What is rated: addresses, or the name of a kind for all of that kind.
    scale
        The scale of the ratings, where they share one.
    summarise
        How several raters become one rating of an element; lawful on the scale.
    treat_as
        A measurement that the source claims for its ratings; needs ``source``.

    Examples
    --------
    >>> ProfileRule("profile", "Five principles", ["principle"]).elements
    ('principle',)
    """

    elements: tuple[str, ...] = attrs.field(default=(), converter=as_keys)
    scale: str | None = attrs.field(default=None, converter=optional(as_key), metadata={"ref": "scale"})
    summarise: Arithmetic | None = attrs.field(default=None, converter=optional(as_arithmetic))
    treat_as: Measurement | None = attrs.field(default=None, converter=optional(as_measurement))

    def _faults(self) -> Iterator[Fault]:
        if not self.elements:
            yield fault("missing_key", given="elements")
        if self.treat_as is not None and not self.source:
            yield fault("no_source", "treat_as")

    def arithmetic(self) -> tuple[tuple[str, Arithmetic], ...]:
        """The summary of several raters, if there is one."""
        return (("summarise", self.summarise),) if self.summarise else ()


@attrs.frozen
class LadderRule(Rule):
    """A rung for each actor and stage.

    Parameters
    ----------
    scale
        The ladder.
    basis
        By judgement, or from sums of survey answers.
    higher_is_better
        False where the source says that its levels are no steps.
    summarise
        How several raters become one rung; lawful on the scale.
    treat_as
        A measurement that the source claims for its rungs; needs ``source``.

    Examples
    --------
    >>> LadderRule("judgement", "By judgement", scale="rung").basis.value
    'judgement'
    """

    scale: str = attrs.field(converter=as_key, kw_only=True, metadata={"ref": "scale"})
    basis: LadderBasis = attrs.field(default=LadderBasis.JUDGEMENT, converter=as_ladder_basis, kw_only=True)
    higher_is_better: bool = attrs.field(default=True, converter=as_bool, kw_only=True)
    summarise: Arithmetic | None = attrs.field(default=None, converter=optional(as_arithmetic), kw_only=True)
    treat_as: Measurement | None = attrs.field(default=None, converter=optional(as_measurement), kw_only=True)

    def _faults(self) -> Iterator[Fault]:
        if self.treat_as is not None and not self.source:
            yield fault("no_source", "treat_as")

    def arithmetic(self) -> tuple[tuple[str, Arithmetic], ...]:
        """The summary of several raters, and the sums of a survey."""
        asked = [("summarise", self.summarise)] if self.summarise else []
        if self.basis is LadderBasis.SURVEY_SUMS:
            asked.append(("basis", Arithmetic.SUM))
        return tuple(asked)


class Empowerment(StrEnum):
    """What 1 - M0 is called."""

    FIVE_DOMAINS = "5DE"
    THREE_DOMAINS = "3DE"
    NONE = "none"


def as_empowerment(value: Empowerment | str) -> Empowerment:
    """An `Empowerment`, or the text that names it."""
    return choose(Empowerment, "name of 1 - M0", value)


@attrs.frozen
class CountRule(Rule):
    """Dual cut-off counting after Alkire and Foster.

    An indicator with a ``cutoff`` of its own is deprived below it (above it where its direction is down); one without
    holds 0 and 1.

    Parameters
    ----------
    weights
        Pairs of an indicator's key and a whole number; a mapping is accepted.
    denominator
        What the weights must add up to; None takes their sum.
    cutoff
        The share of the weights that decides, in (0, 1]; exact, a fraction may be written ``"1/3"``.
    strict
        True if a person must be above the cut-off, false if on it is enough.
    coding
        ``"inadequate"`` if 1 means deprived, ``"adequate"`` if 1 means not deprived.
    missing
        What becomes of a person with missing values: ``"skip"`` leaves it out and counts it, ``"bound"`` counts it at
        its worst and at its best, ``"raise"`` refuses it.
    confidence
        The level of the intervals, in (0, 1).
    fewest
        How many of the indicators a table must hold, where the others may be left out; None for all.
    empowerment
        What 1 - M0 is called; ``"none"`` where it has no name.
    parity_weight
        The weight of parity between women and men in the index of pairs, from 0 to 1.
    needs
        The parameters that the source leaves open: a population is scored only once they are given.

    Examples
    --------
    >>> CountRule("count", "Counting", weights={"income": 1, "voice": 1}, cutoff="1/2").cutoff
    Fraction(1, 2)
    """

    weights: tuple[tuple[str, int], ...] = attrs.field(default=(), converter=as_counts, kw_only=True)
    denominator: int | None = attrs.field(default=None, converter=optional(as_count), kw_only=True)
    cutoff: Fraction | None = attrs.field(default=None, converter=optional(as_fraction), kw_only=True)
    strict: bool = attrs.field(default=False, converter=as_bool, kw_only=True)
    coding: str = attrs.field(default="inadequate", converter=as_str, kw_only=True)
    missing: Missing = attrs.field(default=Missing.SKIP, converter=as_missing, kw_only=True)
    confidence: float = attrs.field(default=0.95, converter=as_number, kw_only=True)
    fewest: int | None = attrs.field(default=None, converter=optional(as_count), kw_only=True)
    empowerment: Empowerment = attrs.field(default=Empowerment.FIVE_DOMAINS, converter=as_empowerment, kw_only=True)
    parity_weight: Fraction = attrs.field(default=Fraction(1, 10), converter=as_fraction, kw_only=True)
    needs: tuple[str, ...] = attrs.field(default=(), converter=as_keys, kw_only=True)

    def unmet(self) -> tuple[str, ...]:
        """The parameters that it needs and that are not given yet."""
        return tuple(name for name in self.needs if getattr(self, name) in (None, ()))

    def _faults(self) -> Iterator[Fault]:
        for name in ("weights", "cutoff"):
            if getattr(self, name) in (None, ()) and name not in self.needs:
                yield fault("missing_key", given=name)
        for i, name in enumerate(self.needs):
            if name not in ("weights", "cutoff"):
                yield fault("no_such", f"needs[{i}]", noun="field", given=name, choices=("weights", "cutoff"))
        if self.cutoff is not None and not 0 < self.cutoff <= 1:
            yield fault("cutoff", "cutoff", given=str(self.cutoff))
        if not 0 < self.confidence < 1:
            yield fault("out_of_range", "confidence", given=self.confidence, low=0, high=1)
        if self.coding not in {"inadequate", "adequate"}:
            yield fault("not_a_choice", "coding", given=self.coding, noun="coding", choices=("inadequate", "adequate"))
        if self.missing is Missing.IMPUTE:
            yield fault("policy", "missing", given=self.missing.value, options="raise, skip, bound")
        yield from self._weight_faults()

    def _weight_faults(self) -> Iterator[Fault]:
        if not 0 <= self.parity_weight <= 1:
            yield fault("out_of_range", "parity_weight", given=str(self.parity_weight), low=0, high=1)
        if self.fewest is not None and not 1 <= self.fewest <= max(1, len(self.weights)):
            yield fault("out_of_range", "fewest", given=self.fewest, low=1, high=len(self.weights))
        total = sum(weight for _, weight in self.weights)
        if self.weights and not total:
            yield fault("bad_weight", "weights", given=0)
        elif self.weights and self.denominator not in (None, total):
            yield fault("weights_sum", "weights", given=str(total), expected=str(self.denominator))
