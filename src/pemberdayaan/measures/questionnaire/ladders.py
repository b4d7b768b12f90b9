"""The rung of a ladder from the sums of a survey, as theses take it, and beside it the median rung of the answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar

import attrs

from ...catalogue import library
from ...errors import InvalidInput, fault
from ...model.framework import Framework
from ...model.rules import LadderBasis, LadderRule, Missing
from ...model.scales import Measurement, Scale
from ..result import Library, Provenance, Result, Row, digest_of, plain
from .answers import TOTAL, Pool, check_lines, classes_of, grouped, read_answers, whole_number
from .counted import AnswerCounts, Caution, Edge, Lost, as_edge, few, noted, one_of

__all__ = ["LadderLine", "LadderSums", "ladder_of_sum", "ladder_sum"]


@attrs.frozen
class LadderLine:
    """One variable, or the total, on its rung, read in two ways.

    Parameters
    ----------
    variable
        Its key, or ``"total"``.
    items
        How many items (q).
    n, weight
        How many respondents, and what they count for; the same without weights.
    sum
        The sum of the answers, by weight.
    lowest, highest, width
        The sums that are possible, and the width of a class: (highest - lowest)/k.
    mean
        The mean answer.
    rung, number
        The interval reading: the class of the sum, as the key of a level and as a number from 1.
    median_rung, median_high_rung
        The ordinal reading: the lower and the upper median of the answers, as keys of levels; None where only the sum
        is known.
    differ
        True if the interval reading is neither of the two medians; None where they are not known.
    cautions
        What a reader must know beside it.
    """

    variable: str
    items: int
    n: int
    weight: Fraction
    sum: Fraction
    lowest: Fraction
    highest: Fraction
    width: Fraction
    mean: Fraction
    rung: str
    number: int
    median_rung: str | None
    median_high_rung: str | None
    differ: bool | None
    cautions: tuple[Caution, ...] = ()


@attrs.frozen(repr=False)
class LadderSums(Result):
    """The rungs of variables and of their total.

    Parameters
    ----------
    scale
        The address of the ladder, as ``"arnstein-1969.rung"``.
    framework
        The framework that it was scored by.
    edge
        Where a sum on a limit goes.
    missing
        What became of missing answers; None where only sums are known.
    reverse
        The items that were turned around.
    lines
        The variables, then the total.
    answers
        Their answers, counted; None where only sums are known.
    lost
        Who was left out of what, and why.
    provenance, frame_library
        Where it comes from; the library that `to_frame` gives.
    weighted
        Whether respondents had weights.
    """

    kind: ClassVar[str] = "ladder_sums"

    scale: str
    framework: Framework
    edge: Edge
    missing: Missing | None
    reverse: tuple[str, ...]
    lines: tuple[LadderLine, ...]
    answers: AnswerCounts | None
    lost: tuple[Lost, ...]
    provenance: Provenance
    frame_library: Library | None = None
    weighted: bool = False

    def __getitem__(self, variable: str) -> LadderLine:
        """The line of a variable."""
        return one_of({line.variable: line for line in self.lines}, variable)

    def rows(self) -> list[Row]:
        """One row for each variable, and one for the total."""
        return [
            {
                "variable": line.variable,
                "items": line.items,
                "n": line.n,
                "weight": plain(line.weight),
                "sum": plain(line.sum),
                "lowest": plain(line.lowest),
                "highest": plain(line.highest),
                "width": plain(line.width),
                "mean": plain(line.mean),
                "rung": line.rung,
                "number": line.number,
                "median_rung": line.median_rung,
                "median_high_rung": line.median_high_rung,
                "differ": line.differ,
                "note": noted(line.cautions),
            }
            for line in self.lines
        ]

    def __repr__(self) -> str:
        read = ", ".join(f"{line.variable} {line.rung}" for line in self.lines)
        apart = [line.variable for line in self.lines if line.differ]
        return self._told(f"LadderSums: {read}" + (f" (the median differs in {', '.join(apart)})" if apart else ""))


@attrs.frozen
class _Ladder:
    """A ladder that may be summed: the framework, its rule and the numbers of its rungs."""

    framework: Framework
    rule: LadderRule
    scale: Scale
    low: int
    high: int

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(level.key for level in self.scale.levels)

    @property
    def address(self) -> str:
        return f"{self.framework.key}.{self.scale.key}"

    def provenance(self, edge: Edge, digest: str | None) -> Provenance:
        return Provenance(
            self.framework.key,
            self.framework.version,
            (self.rule.key, edge.value),
            self.framework.checked.value,
            digest=digest,
        )


def ladder_sum(
    data: Any,
    variables: Mapping[str, Sequence[str] | str] | Sequence[str] | str,
    *,
    ladder: str | Framework = "arnstein-1969",
    rule: str | None = None,
    reverse: Iterable[str] = (),
    missing: Missing | str = Missing.RAISE,
    edge: Edge | str = Edge.UP,
) -> LadderSums:
    r"""The rung of each variable from the sum of its answers, and of all variables together.

    The interval reading is min(k, 1 + floor(k (S - n q l)/(n q (h - l)))) for a sum S of n respondents and q items
    answered from l to h on a ladder of k rungs; it takes an ordinal ladder for an interval scale, which the rule of the
    framework cites. The ordinal reading is the median of the answers. They may differ: a mean of 2.7 is on rung 2, not
    3.

    Parameters
    ----------
    data
        A frame or a `Population`, one row for each respondent, answers the numbers of the rungs; read through its
        matrix. Weighted if its design is.
    variables
        A mapping from variables (or stages) to their item columns; a list of columns gives the total alone.
    ladder
        A framework with a ladder rule on survey sums, or the key of one in the catalogue.
    rule
        The key of that rule; None takes the first.
    reverse
        Items that are turned around.
    missing
        ``"raise"``, or ``"skip"``: a variable by those who answered all of its items, the total by those who answered
        all items.
    edge
        A sum on a limit goes ``"up"`` to the higher rung or ``"down"`` to the lower one.

    Raises
    ------
    InvalidInput
        If the framework has no such rule, or as in `class_results`.

    References
    ----------
    The sources of the framework's rule.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"p1": [2, 3, 3], "p2": [2, 3, 3]})
    >>> line = ladder_sum(frame, {"perencanaan": ["p1", "p2"]})["perencanaan"]
    >>> line.rung, line.median_rung
    ('therapy', 'informing')
    """
    held, side = _held(ladder, rule), as_edge(edge)
    names, groups = grouped(data, variables)
    check_lines(groups)
    answers = read_answers(data, names, low=held.low, high=held.high, reverse=reverse, missing=missing)
    pools: list[Pool] = []
    lost = list(answers.lost)
    for name, members in [*groups.items(), (TOTAL, names)]:
        pool, left_out = answers.pool(name, members)
        pools.append(pool)
        lost += left_out
    origin = answers.provenance()
    return LadderSums(
        held.address,
        held.framework,
        side,
        Missing(missing),
        answers.reverse,
        _lines(pools, held, side, medians=True),
        answers.counted(pools, held.keys),
        tuple(lost),
        held.provenance(side, origin.digest),
        answers.columns.library,
        answers.weights is not None,
    )


def ladder_of_sum(
    total: int | Mapping[str, int],
    *,
    respondents: int,
    items: int = 1,
    ladder: str | Framework = "arnstein-1969",
    rule: str | None = None,
    edge: Edge | str = Edge.UP,
) -> LadderSums:
    """The rung of a published sum, of which the answers are not known; there is no median to set beside it.

    Parameters
    ----------
    total
        The sum, or a mapping from variables to their sums; the total of the variables is added.
    respondents
        How many answered (n).
    items
        How many items each sum has (q).
    ladder, rule, edge
        As in `ladder_sum`.

    Raises
    ------
    InvalidInput
        If a sum is not possible with so many respondents and items.

    Examples
    --------
    >>> ladder_of_sum(181, respondents=54)["total"].rung
    'informing'
    """
    held, side = _held(ladder, rule), as_edge(edge)
    sums = dict(total) if isinstance(total, Mapping) else {}
    check_lines(sums)
    if isinstance(total, Mapping) and not sums:
        raise InvalidInput(fault("too_few", "total", given=0, noun="items", least=1))
    n, q = whole_number(respondents, "respondents"), whole_number(items, "items")
    faults = [
        fault("out_of_range", where, given=given, low=1, high="...")
        for where, given in (("respondents", n), ("items", q))
        if given < 1
    ]
    if faults:
        raise InvalidInput(faults)
    wanted = [(name, whole_number(one, f"$.{name}"), q) for name, one in sums.items()]
    alone = (TOTAL, whole_number(total, f"$.{TOTAL}"), q) if not isinstance(total, Mapping) else None
    wanted.append(alone or (TOTAL, sum(one for _, one, _ in wanted), q * len(sums)))
    pools: list[Pool] = []
    for name, one, count in wanted:
        size = n * count
        if not size * held.low <= one <= size * held.high:
            ends = {"low": size * held.low, "high": size * held.high}
            faults.append(fault("out_of_range", f"$.{name}", given=one, **ends))
        pools.append(Pool(name, count, n, Fraction(n), (), (), Fraction(one), held.low, held.low))
    if faults:
        raise InvalidInput(faults)
    lines = _lines(pools, held, side, medians=False)
    digest = digest_of((tuple(wanted), n, held.low, held.high))
    return LadderSums(held.address, held.framework, side, None, (), lines, None, (), held.provenance(side, digest))


def _held(ladder: str | Framework, key: str | None) -> _Ladder:
    """The ladder of a framework, if the framework has a rule that lets it be summed."""
    framework = ladder if isinstance(ladder, Framework) else library.framework(ladder)
    rules = [framework.rule(key)] if key is not None else framework.rules
    summed = [
        one
        for one in rules
        if isinstance(one, LadderRule)
        and one.basis is LadderBasis.SURVEY_SUMS
        and one.treat_as in (Measurement.INTERVAL, Measurement.RATIO)
    ]
    if not summed:
        raise InvalidInput(fault("ladder_rule", "ladder", given=framework.key), framework.key)
    scale = framework.scale[summed[0].scale]
    numbers = [level.value for level in scale.levels]
    first = numbers[0] if numbers else None
    if first is None or int(first) != first or numbers != [first + i for i in range(len(numbers))] or len(numbers) < 2:
        raise InvalidInput(fault("ladder_steps", "ladder", given=scale.key), framework.key)
    return _Ladder(framework, summed[0], scale, int(first), int(first) + len(numbers) - 1)


def _lines(pools: Sequence[Pool], held: _Ladder, edge: Edge, *, medians: bool) -> tuple[LadderLine, ...]:
    numbers = classes_of(pools, held.low, held.high, len(held.keys), edge)
    return tuple(_line(pool, number, held, medians=medians) for pool, number in zip(pools, numbers, strict=True))


def _line(pool: Pool, number: int, held: _Ladder, *, medians: bool) -> LadderLine:
    size = pool.weight * pool.items
    keys = held.keys
    rung = keys[number - 1]
    low, high = keys[pool.median - held.low], keys[pool.median_high - held.low]
    return LadderLine(
        variable=pool.name,
        items=pool.items,
        n=pool.n,
        weight=pool.weight,
        sum=pool.sum,
        lowest=size * held.low,
        highest=size * held.high,
        width=size * (held.high - held.low) / len(keys),
        mean=pool.mean,
        rung=rung,
        number=number,
        median_rung=low if medians else None,
        median_high_rung=high if medians else None,
        differ=rung not in (low, high) if medians else None,
        cautions=few(pool.n) if medians else (*few(pool.n), Caution.ANSWERS_UNKNOWN),
    )
