"""Difference in differences: a change beside that of a comparison group, and what has to hold for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import numpy as np

from ...errors import InvalidInput, fault
from ...kernels.intervals import t_interval
from ...model.text import Text
from .lines import Change, ChangeLine

__all__ = ["ASSUMPTIONS", "against"]

# before and after of the programme's group, then of the comparison group
SIGNS = np.array([-1.0, 1.0, 1.0, -1.0])
ASSUMPTIONS = (
    Text(
        id="tanpa program, kedua kelompok akan berubah sama besar (tren sejajar); dua putaran tidak dapat mengujinya",
        en="without the programme both groups would have changed alike (parallel trends); two rounds cannot test it",
    ),
    Text(
        id="program tidak memengaruhi kelompok pembanding, dan tidak ada hal lain yang hanya mengenai salah satunya",
        en="the programme did not reach the comparison group, and nothing else happened to one of them alone",
    ),
    Text(
        id="susunan kelompok, cara bertanya, dan waktu pendataan sama di kedua putaran",
        en="who is in the groups, how they were asked, and when, is the same in both rounds",
    ),
)


def against(change: Change, group: Any, comparison: Any) -> Change:
    r"""The change of one group less the change of another, with an error that knows the sampling units of both.

    .. math:: (\bar a_1 - \bar b_1) - (\bar a_0 - \bar b_0)

    Parameters
    ----------
    change
        Of samples, by groups: score both rounds with ``by`` the column that tells the programme's people from others.
    group, comparison
        Who the programme reached, and with whom they are compared.

    Returns
    -------
    Change
        With one group, named by the two: ``before`` and ``after`` are the differences between the groups in each round.
        Errors are clustered: they rest on the spread of sampling units within strata, so units that hold people of
        both groups, or people of both rounds, are counted as what they are. Its assumptions stand beside it.

    Raises
    ------
    InvalidInput
        If there is no such group, the two are one, or the change is of records.

    References
    ----------
    Bertrand, M., Duflo, E. and Mullainathan, S. (2004). How much should we trust differences-in-differences estimates?
    Quarterly Journal of Economics 119, 249-275.

    Examples
    --------
    >>> import pandas as pd
    >>> from pemberdayaan import Population, score
    >>> from pemberdayaan.measures.change import between
    >>> first = pd.DataFrame({"kode": list("ABCD"), "arm": [1, 1, 0, 0], "iks": [0.5, 0.6, 0.5, 0.4]})
    >>> first = first.assign(ike=0.5, ikl=0.5)
    >>> second = first.assign(iks=[0.7, 0.7, 0.5, 0.5])
    >>> rounds = [score(Population(one, unit="kode"), "idm-2016", by="arm") for one in (first, second)]
    >>> line = against(between(*rounds, unit="kode", by="arm"), 1, 0).line("mean", "iks")
    >>> round(line.absolute, 4), line.df
    (0.1, 3)
    """
    if getattr(change, "pool", None) is None or change.against is not None:
        raise InvalidInput(fault("needs_groups", "change"))
    names = [_named(change, which, one) for which, one in (("group", group), ("comparison", comparison))]
    if names[0] == names[1]:
        raise InvalidInput(fault("repeated_key", "comparison", given=str(comparison)))
    name = f"{names[0]} - {names[1]}"
    return attrs.evolve(
        change,
        lines=tuple(_lines(change, name, *names)),
        moved=attrs.evolve(change.moved, items=()),
        against=(names[0], names[1]),
        assumptions=ASSUMPTIONS,
    )


def _named(change: Change, which: str, given: Any) -> Any:
    for one in change.terms:
        if given == one or str(given) == str(one):
            return one
    choices = tuple(map(str, change.terms))
    raise InvalidInput(fault("no_such", which, noun="group", given=str(given), choices=choices))


def _lines(change: Change, name: str, group: Any, comparison: Any) -> Iterator[ChangeLine]:
    assert change.pool is not None  # as `against` has seen
    terms = (*change.terms[group], *change.terms[comparison])
    covariances, df = change.pool.covariances(terms)
    ends = np.array([change.pool.rounds[number].told(place, "estimate") for number, place in terms])
    counts = np.array([change.pool.rounds[number].told(place, "n") for number, place in terms])
    apart = SIGNS @ ends
    variance = np.einsum("i,vij,j->v", SIGNS, covariances, SIGNS)
    se = np.sqrt(np.maximum(variance, 0.0)) if df > 0 else np.full(len(variance), np.nan)
    se[np.isnan(apart)] = np.nan
    low, high = t_interval(apart, se, np.array(df), confidence=change.confidence or 0.95, undefined=np.nan)
    columns = {
        "before": ends[0] - ends[2],
        "after": ends[1] - ends[3],
        "absolute": apart,
        "se": se,
        "low": low,
        "high": high,
        "n_before": counts[0] + counts[2],
        "n_after": counts[1] + counts[3],
    }
    if change.years is not None:
        columns["yearly"] = apart / change.years
    for i, (who, measure, element) in enumerate(change.values):
        cells = {key: None if np.isnan(column[i]) else float(column[i]) for key, column in columns.items()}
        why = "no_before" if cells["before"] is None else "no_after" if cells["after"] is None else None
        why = "no_error" if why is None and cells["se"] is None else why
        yield ChangeLine(name, who, measure, element, df=df, why=why, **cells)  # type: ignore[arg-type]
