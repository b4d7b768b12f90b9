"""Classes of a range: of equal width, or around a middle as Azwar's norm has them."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import ClassVar

import attrs
import numpy as np

from ...errors import InvalidInput, fault
from ...kernels.classes import class_of, equal_cuts, norm_cuts
from ..result import Provenance, Result, Row, digest_of, plain
from .answers import as_exact, whole_number
from .counted import Edge, as_edge

__all__ = ["Limits", "class_limits", "classify", "norm_limits"]


@attrs.frozen(repr=False)
class Limits(Result):
    """The limits of the classes of a range.

    Parameters
    ----------
    low, high
        The ends of the range.
    cuts
        The limits between classes, rising; exact.
    width
        The width of a class; None where they are not equally wide.
    mean, sd
        The middle and the standard deviation that a norm takes; None for classes of equal width.
    provenance
        Where it comes from.
    """

    kind: ClassVar[str] = "class_limits"

    low: Fraction
    high: Fraction
    cuts: tuple[Fraction, ...]
    width: Fraction | None = None
    mean: Fraction | None = None
    sd: Fraction | None = None
    provenance: Provenance = attrs.field(factory=Provenance)

    def rows(self) -> list[Row]:
        """One row for each class, lowest first."""
        edges = (self.low, *self.cuts, self.high)
        return [
            {"class": i + 1, "low": plain(edges[i]), "high": plain(edges[i + 1])} for i in range(len(self.cuts) + 1)
        ]

    def __repr__(self) -> str:
        return f"Limits: {len(self.cuts) + 1} classes, cut at {', '.join(f'{float(cut):g}' for cut in self.cuts)}"


def class_limits(low: float | str | Fraction, high: float | str | Fraction, classes: int = 5) -> Limits:
    """Classes of equal width, (high - low)/classes.

    Parameters
    ----------
    low, high
        The ends of the range: of a scale of answers, or of the sums that are possible.
    classes
        How many classes.

    Raises
    ------
    InvalidInput
        If the range is empty or there is no class.

    Examples
    --------
    >>> class_limits(1, 5)
    Limits: 5 classes, cut at 1.8, 2.6, 3.4, 4.2
    """
    ends = as_exact(low), as_exact(high)
    common = lcm(ends[0].denominator, ends[1].denominator)
    count = whole_number(classes, "classes")
    numerators, denominator = equal_cuts(int(ends[0] * common), int(ends[1] * common), count)
    cuts = tuple(Fraction(one, denominator * common) for one in numerators.tolist())
    origin = Provenance(rule=("class_interval",), digest=digest_of((*ends, count)))
    return Limits(*ends, cuts, (ends[1] - ends[0]) / count, provenance=origin)


def norm_limits(items: int, low: int, high: int, *, categories: int = 5) -> Limits:
    """Azwar's hypothetical norm of the sum of some items: cut around the middle of what is possible.

    The middle is (max + min)/2 and the standard deviation is taken as (max - min)/6; five categories are cut at -1.5,
    -0.5, 0.5 and 1.5 of it, three at -1 and 1.

    Parameters
    ----------
    items
        How many items are summed, at least 1; 1 for the limits of an item's mean.
    low, high
        The ends of the scale of an item, whole numbers.
    categories
        5 or 3.

    Raises
    ------
    InvalidInput
        If the range is empty, or for another number of categories.

    References
    ----------
    Azwar, S. Penyusunan Skala Psikologi. Yogyakarta: Pustaka Pelajar.

    Examples
    --------
    >>> norm_limits(32, 1, 5)
    Limits: 5 classes, cut at 64, 85.3333, 106.667, 128
    """
    count = whole_number(items, "items")
    if count < 1:
        raise InvalidInput(fault("too_few", "items", given=count, noun="items", least=1))
    ends = count * whole_number(low, "low"), count * whole_number(high, "high")
    numerators, denominator = norm_cuts(*ends, categories)
    return Limits(
        Fraction(ends[0]),
        Fraction(ends[1]),
        tuple(Fraction(one, denominator) for one in numerators.tolist()),
        mean=Fraction(ends[0] + ends[1], 2),
        sd=Fraction(ends[1] - ends[0], 6),
        provenance=Provenance(rule=("hypothetical_norm",), digest=digest_of((*ends, categories))),
    )


def classify(limits: Limits, value: float | str | Fraction, *, edge: Edge | str = Edge.UP) -> int:
    """The class that a number falls in, from 1; a decimal is read as it is written.

    Parameters
    ----------
    limits
        The limits.
    value
        A number within their range.
    edge
        A number on a limit goes ``"up"`` or ``"down"``.

    Raises
    ------
    InvalidInput
        If it lies outside the range.

    Examples
    --------
    >>> limits = class_limits(1, 5)
    >>> classify(limits, 3.4), classify(limits, 3.4, edge="down")
    (4, 3)
    """
    number = as_exact(value)
    if not limits.low <= number <= limits.high:
        ends = {"low": plain(limits.low), "high": plain(limits.high)}
        raise InvalidInput(fault("out_of_range", "value", given=value, **ends))
    common = lcm(number.denominator, *(cut.denominator for cut in limits.cuts))
    numerators = np.array([int(cut * common) for cut in limits.cuts], dtype=object)
    return int(class_of(np.array(int(number * common), dtype=object), numerators, 1, edge=as_edge(edge).value))
