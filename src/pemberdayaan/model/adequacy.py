"""How the answers of a survey make a person adequate in an indicator: the dictionary of a survey as data."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction

import attrs
from attrs.converters import optional

from ..errors import Fault, InvalidInput, fault
from .fields import as_fraction, as_keys, as_tuple, choose, member, members
from .noun import Noun
from .rules import Condition

__all__ = ["Adequacy", "AdequacyMethod", "Battery", "Uninvolved"]


class AdequacyMethod(StrEnum):
    """How the answers of one person are put together."""

    ANY = "any"
    ALL = "all"
    AT_LEAST = "at_least"
    VALUE = "value"
    AUTONOMY = "autonomy"
    WORKLOAD = "workload"

    @property
    def sums(self) -> bool:
        """Whether it adds up numbers, rather than answers that count."""
        return self in (AdequacyMethod.AUTONOMY, AdequacyMethod.WORKLOAD)


def as_adequacy_method(value: AdequacyMethod | str) -> AdequacyMethod:
    """An `AdequacyMethod`, or the text that names it."""
    return choose(AdequacyMethod, "way to decide", value)


class Uninvolved(StrEnum):
    """What a person is that none of the questions applies to."""

    ADEQUATE = "adequate"
    INADEQUATE = "inadequate"
    MISSING = "missing"


def as_uninvolved(value: Uninvolved | str) -> Uninvolved:
    """An `Uninvolved`, or the text that names it."""
    return choose(Uninvolved, "choice", value)


@attrs.frozen
class Battery(Noun):
    """Questions that are answered on one scale and weigh the same.

    Parameters
    ----------
    questions
        The columns of the questions, or the keys that a population's ``names`` give them.
    counts
        When one answer counts; none where the numbers are added up. Against a number the answers are numbers, with
        ``is_`` they are read as they stand: the whole number 1 as ``"1"``, a truth value as ``"true"``.
    weight
        What an answer that counts, or one unit of a number that is added up, weighs; a fraction may be written
        ``"1/2"``.
    choices
        The answers that the questionnaire offers, any other being a fault; none where every answer is lawful.
    not_applicable
        The answers of a person to whom the question does not apply, who has no part in what it asks about: neither
        for nor against.

    Examples
    --------
    >>> Battery(["land", "cattle"], counts=Condition(is_=["alone", "jointly"]), weight=2).weight
    Fraction(2, 1)
    """

    questions: tuple[str, ...] = attrs.field(converter=as_keys)
    counts: Condition | None = attrs.field(default=None, validator=member(Condition), kw_only=True)
    weight: Fraction = attrs.field(default=Fraction(1), converter=as_fraction, kw_only=True)
    choices: tuple[str, ...] = attrs.field(default=(), converter=as_keys, kw_only=True)
    not_applicable: tuple[str, ...] = attrs.field(default=(), converter=as_keys, kw_only=True)

    @property
    def compares(self) -> bool:
        """Whether its answers are compared with a number."""
        return self.counts is not None and self.counts.threshold is not None

    def _faults(self) -> Iterator[Fault]:
        if not self.questions:
            yield fault("missing_key", given="questions")
        if not self.weight:
            yield fault("bad_weight", "weight", given=0)
        yield from _repeats("questions", self.questions)
        yield from _repeats("choices", self.choices)
        yield from _repeats("not_applicable", self.not_applicable, self.choices)
        if self.compares:
            yield from self.number_faults()
        elif self.counts is not None:
            for i, one in enumerate(self.counts.is_):
                if one in self.not_applicable:
                    yield fault("both", f"counts.is[{i}]", first="counts", second="not_applicable")
                elif self.choices and one not in self.choices:
                    yield fault("no_such", f"counts.is[{i}]", noun="choice", given=one, choices=self.choices)

    def number_faults(self) -> Iterator[Fault]:
        """The codes that are no numbers, for questions that are answered by numbers."""
        for name in ("choices", "not_applicable"):
            for i, one in enumerate(getattr(self, name)):
                try:
                    as_fraction(one)
                except InvalidInput as error:
                    yield from (each.under(f"{name}[{i}]") for each in error.faults)


def _repeats(where: str, words: tuple[str, ...], before: tuple[str, ...] = ()) -> Iterator[Fault]:
    for i, one in enumerate(words):
        if one in words[:i] or one in before:
            yield fault("repeated_key", f"{where}[{i}]", given=one)


@attrs.frozen
class Adequacy(Noun):
    r"""When the answers of one person make it adequate in an indicator.

    With :math:`x_q` the answer to question :math:`q`, :math:`w_q` the weight of its battery, :math:`[\,]` 1 where an
    answer counts and else 0, and :math:`t` the threshold, a person is adequate

    - ``"any"``: if an answer counts; ``"all"``: if each that applies does; ``"value"``: if the only one does;
    - ``"at_least"``: if :math:`\sum_q w_q [x_q] \ge t`;
    - ``"autonomy"``: if :math:`\sum_b w_b x_{bi} > t` for one activity :math:`i` at least: each battery asks about one
      motive, in the same order of activities; after Ryan and Deci -2 for being made to, -1 for what others would
      think, +3 for finding it right;
    - ``"workload"``: if :math:`\sum_q w_q x_q \le t`, hours of the last day, each battery 24 at most.

    Parameters
    ----------
    how
        See `AdequacyMethod`.
    batteries
        The questions, by their scale and weight.
    threshold
        What ``"at_least"``, ``"autonomy"`` and ``"workload"`` compare with; exact.
    uninvolved
        What a person is that no question applies to: ``"adequate"``, ``"inadequate"`` or ``"missing"``.

    Examples
    --------
    >>> hours = [Battery(["work", "care"]), Battery(["care_beside"], weight="1/2")]
    >>> Adequacy("workload", hours, threshold=10.5).threshold
    Fraction(21, 2)
    """

    how: AdequacyMethod = attrs.field(converter=as_adequacy_method)
    batteries: tuple[Battery, ...] = attrs.field(converter=as_tuple, validator=members(Battery))
    threshold: Fraction | None = attrs.field(default=None, converter=optional(as_fraction), kw_only=True)
    uninvolved: Uninvolved = attrs.field(default=Uninvolved.MISSING, converter=as_uninvolved, kw_only=True)

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions of all batteries."""
        return tuple(question for one in self.batteries for question in one.questions)

    def _faults(self) -> Iterator[Fault]:
        if not self.batteries:
            yield fault("missing_key", given="batteries")
        for question in sorted({one for one in self.questions if self.questions.count(one) > 1}):
            yield fault("repeated_key", "batteries", given=question)
        needed = self.how.sums or self.how is AdequacyMethod.AT_LEAST
        if needed and self.threshold is None:
            yield fault("missing_key", given="threshold")
        elif not needed and self.threshold is not None:
            yield fault("not_with", "threshold", given="threshold", other=self.how.value)
        if self.how is AdequacyMethod.VALUE and len(self.questions) != 1:
            yield fault("wrong_length", "batteries", given=len(self.questions), expected=1)
        for i, one in enumerate(self.batteries):
            yield from (each.under(f"batteries[{i}]") for each in self._battery_faults(one))
        if self.threshold is not None:
            yield from self._reach_faults(self.threshold)

    def _battery_faults(self, one: Battery) -> Iterator[Fault]:
        if self.how.sums:
            if one.counts is not None:
                yield fault("not_with", "counts", given="counts", other=self.how.value)
            yield from one.number_faults()
        elif one.counts is None:
            yield fault("missing_key", given="counts")
        if self.how in (AdequacyMethod.AT_LEAST, AdequacyMethod.WORKLOAD):
            if one.weight < 0:
                yield fault("negative", "weight", given=str(one.weight))
        elif self.how is not AdequacyMethod.AUTONOMY and one.weight != 1:
            yield fault("not_with", "weight", given="weight", other=self.how.value)
        first = self.batteries[0]
        if self.how is AdequacyMethod.AUTONOMY and len(one.questions) != len(first.questions):
            yield fault(
                "unequal",
                "questions",
                first=one.questions[0],
                given=len(one.questions),
                second=first.questions[0],
                other=len(first.questions),
            )

    def _reach_faults(self, threshold: Fraction) -> Iterator[Fault]:
        """A threshold that tells nobody from nobody."""
        if self.how is AdequacyMethod.AT_LEAST:
            most = sum((one.weight * len(one.questions) for one in self.batteries), Fraction(0))
            if threshold <= 0:
                yield fault("out_of_range", "threshold", given=str(threshold), low="> 0", high=str(most))
            elif threshold > most:
                yield fault("out_of_reach", "threshold", given=str(threshold), most=str(most))
        elif self.how is AdequacyMethod.WORKLOAD and threshold < 0:
            yield fault("negative", "threshold", given=str(threshold))
        elif self.how is AdequacyMethod.AUTONOMY and all(
            one.choices and not any(one.number_faults()) for one in self.batteries
        ):
            sums = [[one.weight * Fraction(choice) for choice in one.choices] for one in self.batteries]
            low, high = sum(map(min, sums)), sum(map(max, sums))
            if not low <= threshold < high:
                yield fault("out_of_range", "threshold", given=str(threshold), low=str(low), high=f"< {high}")
