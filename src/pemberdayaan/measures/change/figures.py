"""How the numbers of a change are written: which are shares, and with how many decimals a value and its change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import floor, log10

from ...model.text import Language

__all__ = ["DECIMALS", "ROUNDING", "SHARES", "decimal", "power_of", "writer"]

# Shares of 1, told in per cent and their changes in points; indices made of them are told as they are published.
SHARES = frozenset(
    "H A He Hne Aa H_GPI I_GPI raw_headcount censored_headcount contribution "
    "bottom_20 bottom_40 top_10 inside_share cross_border cross_sector".split()
)
# What a difference is nothing but rounding beside.
ROUNDING = 1e-12
# Digits of the larger of two values, and the most decimals that a small change asks for.
DIGITS = 4
DECIMALS = 6


def writer(values: Iterable[float | None], language: Language, *, share: bool) -> Callable[..., str]:
    """What writes values and their change with one number of decimals, so that a reader can check the subtraction."""
    known = [100 * one if share else one for one in values if one is not None]
    largest = max(map(abs, known), default=0.0)
    decimals = 1 if share else max(0, DIGITS - 1 - power_of(largest))
    change = abs(known[-1]) if known else 0.0
    if change > ROUNDING * largest:
        # A change keeps a digit of its own, however small it is beside the values.
        decimals = max(decimals, -power_of(change))
    decimals = min(decimals, max(DECIMALS, -power_of(largest)))
    while decimals and all(abs(round(one, decimals - 1) - one) <= ROUNDING * largest for one in known):
        decimals -= 1

    def write(value: float | None, *, signed: bool = False) -> str:
        if value is None:
            return "-"
        return decimal(100 * value if share else value, decimals, language, signed=signed)

    return write


def power_of(value: float) -> int:
    """The power of ten of the first digit; 0 of nothing."""
    # Of 0.01 as a difference of two shares, which may fall short of it by a rounding.
    return floor(log10(abs(value)) + 1e-9) if value else 0


def decimal(value: float, decimals: int, language: Language, *, signed: bool = False) -> str:
    """A number with just so many decimals, as the language writes it; nothing but zeros has no sign."""
    shown = f"{value:{'+' if signed else ''},.{decimals}f}"
    if not float(shown.replace(",", "")):
        shown = shown.lstrip("+-")
    return shown.translate(str.maketrans(",.", ".,")) if language is Language.ID else shown
