"""Whether items measure one thing: Cronbach's alpha with its interval, and what each item does to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput, fault
from ...kernels.consistency import alpha_without, cronbach_alpha, cronbach_draws, rest_correlation
from ...kernels.resampling import multiplicities, percentile_interval
from ...model.fields import wrong_type
from ...model.rules import Missing
from ..cells import cell_fault
from ..drawing import draw_faults, generator
from ..population import Columns, one_round
from ..result import Library, Provenance, Result, Row, plain
from .answers import TOTAL, as_exact, as_policy, empty_faults, grouped, listed, lost_answers
from .counted import Caution, Lost, few, noted, one_of

__all__ = ["Alpha", "AlphaItem", "alpha"]


@attrs.frozen
class AlphaItem:
    """What one item does to alpha.

    Parameters
    ----------
    item
        Its column.
    without
        Alpha without it; None where that is not defined.
    rest_correlation
        Its correlation with the sum of the others; None where one of the two does not vary.
    reversed
        True if the item was turned around.
    """

    item: str
    without: float | None
    rest_correlation: float | None
    reversed: bool


@attrs.frozen(repr=False)
class Alpha(Result):
    """Cronbach's alpha of some items.

    Parameters
    ----------
    value
        Alpha; None where it is not defined, and ``cautions`` say why.
    low, high
        Its percentile interval by bootstrap; None without draws.
    confidence, draws, undefined
        The level of the interval, how many samples were drawn, and how many of them had no alpha.
    n
        How many respondents answered all items.
    items
        One line for each item.
    missing
        What became of missing answers.
    cautions
        What a reader must know beside it.
    lost
        Who was left out, and why.
    provenance, frame_library
        Where it comes from, with the seed; the library that `to_frame` gives.
    weighted, drawn
        Whether respondents had weights; whether samples were drawn by strata or sampling units.
    """

    kind: ClassVar[str] = "cronbach_alpha"

    value: float | None
    low: float | None
    high: float | None
    confidence: float
    draws: int
    undefined: int
    n: int
    items: tuple[AlphaItem, ...]
    missing: Missing
    cautions: tuple[Caution, ...]
    lost: tuple[Lost, ...]
    provenance: Provenance
    frame_library: Library | None = None
    weighted: bool = False
    drawn: bool = False

    def __getitem__(self, item: str) -> AlphaItem:
        """The line of an item."""
        return one_of({line.item: line for line in self.items}, item)

    def rows(self) -> list[Row]:
        """One row for all items together, then one for each."""
        whole: Row = {
            "item": None,
            "n": self.n,
            "alpha": plain(self.value),
            "low": plain(self.low),
            "high": plain(self.high),
            "rest_correlation": None,
            "reversed": None,
            "note": noted(self.cautions),
        }
        parts: list[Row] = [
            {
                "item": line.item,
                "n": self.n,
                "alpha": plain(line.without),
                "low": None,
                "high": None,
                "rest_correlation": plain(line.rest_correlation),
                "reversed": line.reversed,
                "note": None,
            }
            for line in self.items
        ]
        return [whole, *parts]

    def __repr__(self) -> str:
        said = "not defined" if self.value is None else f"{self.value:.3f}"
        interval = f" ({self.low:.3f} to {self.high:.3f})" if self.low is not None and self.high is not None else ""
        told = f" [{noted(self.cautions)}]" if self.cautions else ""
        return f"Alpha: {said}{interval}, {len(self.items)} items, n = {self.n}{told}"


def alpha(
    data: Any,
    items: Sequence[str] | str | None = None,
    *,
    reverse: Iterable[str] = (),
    limits: tuple[float, float] | None = None,
    missing: Missing | str = Missing.RAISE,
    draws: int = 1000,
    confidence: float = 0.95,
    rng: int | np.random.Generator | None = None,
) -> Alpha:
    r"""Cronbach's alpha, its bootstrap interval, and alpha without each item.

    .. math:: \alpha = \frac{k}{k - 1}\left(1 - \frac{\sum_j \sigma_j^2}{\sigma_T^2}\right)

    in the covariance form. The interval takes the quantiles of alpha in samples drawn again from the respondents; where
    the design has strata or sampling units, from these, as Rao and Wu rescale them.

    Parameters
    ----------
    data
        A frame or a `Population`, one row for each respondent; read through its matrix; weighted if its design is.
    items
        The item columns, at least 2; None takes all columns that the population is asked by.
    reverse
        Items that are turned around; alpha needs no scale for that.
    limits
        The lowest and the highest answer, to refuse others; None takes any number.
    missing
        ``"raise"``, or ``"skip"``: by those who answered all items.
    draws
        How many samples; 0 for no interval.
    confidence
        The level of the interval, in (0, 1).
    rng
        A seed or a generator; None takes a seed of the machine, which the provenance keeps.

    Raises
    ------
    InvalidInput
        For a text, an answer outside the limits, a missing one unless it is skipped; all at once, with columns and
        rows. Where alpha is not defined (one respondent, no spread), it is None with the reason.

    References
    ----------
    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika 16, 297-334.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"p1": [1, 2, 4, 5], "p2": [2, 2, 5, 4], "p3": [1, 3, 4, 4]})
    >>> alpha(frame, ["p1", "p2", "p3"], draws=200, rng=1)
    Alpha: 0.938 (0.667 to 1.000), 3 items, n = 4 [few_respondents undefined_draws]
    """
    policy = as_policy(missing)
    names, _ = grouped(data, items)
    turned = listed(reverse, "reverse")
    faults = [fault("no_such", "reverse", noun="item", given=one, choices=names) for one in turned if one not in names]
    faults += [*draw_faults(draws, confidence), *_limit_faults(limits)]
    if len(names) < 2:
        faults.append(fault("too_few", "items", given=len(names), noun="items", least=2))
    if faults:
        raise InvalidInput(faults)
    columns = one_round(data, names)
    _checked(columns, policy, limits)
    complete: NDArray[np.bool_] = np.asarray(~columns.kinds.any(axis=1))
    if not complete.any():
        raise InvalidInput(fault("no_complete", "$", given=", ".join(names)))
    values = np.where([name in turned for name in names], -1.0, 1.0) * columns.values[complete]
    generated, seed = generator(rng)
    left_out = columns.named(np.flatnonzero(~complete))
    found = _found(columns, values, complete, draws, confidence, generated)
    return Alpha(
        found.value,
        found.low,
        found.high,
        confidence,
        draws,
        found.undefined,
        len(values),
        tuple(AlphaItem(*line, name in turned) for name, line in zip(names, found.lines, strict=True)),
        policy,
        found.cautions,
        (*lost_answers(columns), *([Lost(TOTAL, "incomplete", left_out)] if left_out else ())),
        Provenance(rule=("cronbach_alpha",), digest=columns.digest(), seed=seed if draws else None),
        columns.library,
        columns.weights is not None,
        columns.drawn,
    )


@attrs.frozen
class _Found:
    """Alpha and what stands beside it; of each item its name, alpha without it and its correlation with the rest."""

    lines: tuple[tuple[str, float | None, float | None], ...]
    cautions: tuple[Caution, ...]
    value: float | None = None
    low: float | None = None
    high: float | None = None
    undefined: int = 0


def _limit_faults(limits: Any) -> list[Fault]:
    """What is wrong with the ends of the scale."""
    if limits is None:
        return []
    if not isinstance(limits, (tuple, list)) or len(limits) != 2:
        return [wrong_type(limits, "a list").under("limits")]
    try:
        low, high = map(as_exact, limits)
    except InvalidInput as error:
        return [one.under("limits") for one in error.faults]
    return [] if low < high else [fault("reversed", "limits", first=limits[0], last=limits[1])]


def _checked(columns: Columns, policy: Missing, limits: tuple[float, float] | None) -> None:
    faults = empty_faults(columns, policy)
    for name, cells in zip(columns.names, columns.cells, strict=True):
        if limits is not None:
            low, high = (float(as_exact(one)) for one in limits)
            outside = np.flatnonzero((cells < low) | (cells > high))
            if len(outside):
                ends = {"low": plain(low), "high": plain(high)}
                given = plain(cells[outside[0]].item())
                faults.append(cell_fault("cell_scale", name, columns.named(outside), given=given, **ends))
    if faults:
        raise InvalidInput(faults)


def _found(
    columns: Columns,
    values: NDArray[np.float64],
    complete: NDArray[np.bool_],
    draws: int,
    confidence: float,
    rng: np.random.Generator,
) -> _Found:
    n, names = len(values), columns.names
    weights = None if columns.weights is None else columns.weights[complete]
    if n < 2:
        return _Found(tuple((name, None, None) for name in names), few(n))
    without, correlation = alpha_without(values, weights=weights), rest_correlation(values, weights=weights)
    each = zip(names, without.tolist(), correlation.tolist(), strict=True)
    lines = tuple((name, _or_none(one), _or_none(other)) for name, one, other in each)
    try:
        value = cronbach_alpha(values, weights=weights)
    except InvalidInput:
        return _Found(lines, (*few(n), Caution.NO_SPREAD))
    drawn = np.empty(0)
    if draws:
        rows = columns.rows if columns.drawn else n
        _paired(columns)
        blocks = multiplicities(rows, draws, rng=rng, strata=columns.strata, clusters=columns.psu)
        counted = (block[:, complete] if columns.drawn else block for block in blocks)
        weigh = 1.0 if weights is None else weights
        drawn = cronbach_draws(values, (block * weigh for block in counted))
    low, high = percentile_interval(drawn, confidence) or (None, None)
    undefined = int(np.isnan(drawn).sum())
    said = (Caution.UNDEFINED_DRAWS,) if undefined else ()
    return _Found(lines, (*few(n), *said), value, low, high, undefined)


def _paired(columns: Columns) -> None:
    """Refuse strata of one sampling unit by their names; without strata the kernel does."""
    if columns.strata is None:
        return
    units = np.arange(columns.rows) if columns.psu is None else columns.psu
    pairs = np.unique(np.column_stack([columns.strata, units]), axis=0)
    alone = np.flatnonzero(np.bincount(pairs[:, 0]) == 1).tolist()
    if alone:
        raise InvalidInput([fault("single_psu", "design", given=columns.strata_named[one]) for one in alone])


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
