"""A straight line through a few yearly values, in exact arithmetic, and the year in which it reaches a level."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import attrs

__all__ = ["StraightLine", "straight_line"]

# Two points always lie on a line, and tell nothing of a scatter about it.
FEWEST = 3


@attrs.frozen
class StraightLine:
    """A line by least squares.

    Parameters
    ----------
    n
        How many points.
    x_mean, y_mean, slope
        Through where it goes, and how steep it is.
    spread
        The sum of squares of x about its mean.
    variance
        The scatter of y about the line: the sum of squares over n - 2.
    """

    n: int
    x_mean: Fraction
    y_mean: Fraction
    slope: Fraction
    spread: Fraction
    variance: Fraction

    def interval(self, confidence: float) -> tuple[float, float]:
        """The t interval of the slope with n - 2 degrees of freedom."""
        reach = self._t(confidence) * _root(self.variance / self.spread)
        slope = _float(self.slope)
        return slope - reach, slope + reach

    def reaches(self, level: Fraction, confidence: float) -> tuple[float, float, float] | None:
        r"""The x at which the line stands at a level, with its band; None where the slope's interval includes 0.

        .. math:: \{x : (y_0 - \bar y - b (x - \bar x))^2 \le t^2 s^2 (1/n + (x - \bar x)^2 / S_{xx})\}

        References
        ----------
        Draper, N. R. and Smith, H. (1998). Applied Regression Analysis, 3rd edition, section 3.2. Wiley; the interval
        of a ratio is Fieller's (1954).
        """
        t_squared = Fraction(self._t(confidence)) ** 2
        noise = t_squared * self.variance
        steep = self.slope**2 - noise / self.spread
        if steep <= 0:
            return None
        above = level - self.y_mean
        reach = _root(noise * (above**2 / self.spread + steep / self.n)) / _float(steep)
        middle = _float(self.x_mean + self.slope * above / steep)
        return _float(self.x_mean + above / self.slope), middle - reach, middle + reach

    def _t(self, confidence: float) -> float:
        """Half the width of the interval of an estimate whose error is 1."""
        import numpy as np  # a third of what importing this library costs

        from ...kernels.intervals import t_interval

        _, high = t_interval(np.zeros(1), np.ones(1), np.array([self.n - 2]), confidence=confidence)
        return float(high[0])


def straight_line(xs: Sequence[Fraction], ys: Sequence[Fraction]) -> StraightLine | None:
    r"""The line by least squares; None for fewer than three points, or all at one x.

    .. math:: b = \sum (x_i - \bar x)(y_i - \bar y) / \sum (x_i - \bar x)^2

    Parameters
    ----------
    xs, ys
        As many of one as of the other; every y weighs the same.

    References
    ----------
    Draper, N. R. and Smith, H. (1998). Applied Regression Analysis, 3rd edition, chapter 1. Wiley.

    Examples
    --------
    >>> line = straight_line([Fraction(x) for x in (1, 2, 3)], [Fraction(y) for y in (80, 40, 10)])
    >>> line.slope, line.variance
    (Fraction(-35, 1), Fraction(50, 3))
    """
    n = len(xs)
    if n < FEWEST:
        return None
    x_mean, y_mean = sum(xs, Fraction(0)) / n, sum(ys, Fraction(0)) / n
    spread = sum(((x - x_mean) ** 2 for x in xs), Fraction(0))
    if not spread:
        return None
    slope = sum(((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True)), Fraction(0)) / spread
    rest = sum(((y - y_mean - slope * (x - x_mean)) ** 2 for x, y in zip(xs, ys, strict=True)), Fraction(0))
    return StraightLine(n, x_mean, y_mean, slope, spread, rest / (n - 2))


def _float(value: Fraction) -> float:
    """A fraction as a float, infinite where none is large enough."""
    try:
        return float(value)
    except OverflowError:
        return math.copysign(math.inf, value)


def _root(value: Fraction) -> float:
    """The square root of a fraction, whose square may be larger than any float."""
    if not value:
        return 0.0
    shift = (value.numerator.bit_length() - value.denominator.bit_length()) // 2
    return math.ldexp(math.sqrt(value / Fraction(4) ** shift), shift)
