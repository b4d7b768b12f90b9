"""How a sample was drawn, and who lives with whom: the columns that say it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import attrs
from attrs.converters import optional

from ..errors import Fault, fault
from ..model.fields import as_keys, as_str, as_value, choose
from ..model.noun import Noun

__all__ = ["Design", "Pairs", "SinglePsu"]


class SinglePsu(StrEnum):
    """What a stratum with a single sampling unit adds to a variance, which its spread alone cannot tell."""

    RAISE = "raise"
    CENTRE = "centre"
    SKIP = "skip"


def as_single_psu(value: SinglePsu | str) -> SinglePsu:
    """A `SinglePsu`, or the text that names it."""
    return choose(SinglePsu, "single-PSU policy", value)


@attrs.frozen(repr=False)
class Design(Noun):
    """How the units were drawn: the columns that say it.

    Parameters
    ----------
    weights
        The column of what each unit counts for: finite, at least 0.
    strata, psu
        The columns of the stratum and of the primary sampling unit; units of two strata with one name are two units.
        Without ``psu`` each row is a unit, or each household where pairs are said.
    fpc
        The column of the finite-population correction, the same within a stratum: how many sampling units the stratum
        has in all, or where no value is above 1 the share of them that was drawn. None leaves it out.
    single_psu
        A stratum with a single unit: ``"raise"``; ``"centre"`` takes the distance from the mean of all units;
        ``"skip"`` lets it add nothing.

    Examples
    --------
    >>> Design(weights="bobot", psu="dusun").psu
    'dusun'
    """

    weights: str | None = attrs.field(default=None, converter=optional(as_str))
    strata: str | None = attrs.field(default=None, converter=optional(as_str))
    psu: str | None = attrs.field(default=None, converter=optional(as_str))
    fpc: str | None = attrs.field(default=None, converter=optional(as_str), kw_only=True)
    single_psu: SinglePsu = attrs.field(default=SinglePsu.RAISE, converter=as_single_psu, kw_only=True)

    def __repr__(self) -> str:
        told = [f"{name}={column!r}" for name, column in self.said.items()]
        told += [f"single_psu={self.single_psu.value!r}"] if self.single_psu is not SinglePsu.RAISE else []
        return f"Design({', '.join(told)})"

    @property
    def said(self) -> dict[str, str]:
        """The columns that it names."""
        names = ("weights", "strata", "psu", "fpc")
        return {name: column for name in names if (column := getattr(self, name)) is not None}


@attrs.frozen
class Pairs(Noun):
    """Which rows are the primary woman and the primary man of one household.

    Parameters
    ----------
    household
        The column of the household, or several that tell it apart together: an identifier that is unique only within
        a country needs the country beside it.
    sex
        The column that tells women from men.
    women, men
        How that column writes them.

    Examples
    --------
    >>> Pairs(["country", "hhid"], "sex", women=2, men=1).household
    ('country', 'hhid')
    """

    household: tuple[str, ...] = attrs.field(converter=as_keys)
    sex: str = attrs.field(converter=as_str)
    women: float | str | bool = attrs.field(converter=as_value, kw_only=True)
    men: float | str | bool = attrs.field(converter=as_value, kw_only=True)

    def _faults(self) -> Iterator[Fault]:
        if not self.household:
            yield fault("missing_key", given="household")
        if self.women == self.men:
            yield fault("repeated_key", "men", given=str(self.men))

    @property
    def said(self) -> dict[str, str]:
        """The columns that it names."""
        several = len(self.household) > 1
        places = {f"household[{i}]" if several else "household": name for i, name in enumerate(self.household)}
        return {**places, "sex": self.sex}
