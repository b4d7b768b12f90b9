"""The verb of change: two results of one rule, one after the other."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from numbers import Real
from types import MappingProxyType
from typing import Any

from ...errors import Fault, InvalidInput, fault
from ..counting import CountingScores
from ..index import IndexScores
from ..inequality import InequalityScores
from ..participation import Representation
from ..result import Result
from .lines import Change
from .of_indices import index_rounds, of_one_time
from .of_inequality import gathered_inequalities
from .of_records import change_of_records
from .of_representation import gathered_representations
from .of_samples import Gathered, change_of_samples, gathered_countings
from .recorded import RECORDED

__all__ = ["between"]


def _indices(
    results: Sequence[IndexScores], unit: str | None, by: str | None, names: Mapping[str, str] | None
) -> Gathered:
    """Scores of an index, each of one time."""
    return index_rounds(of_one_time(results), unit, by, names).pair(0, 1)


# How results of samples are brought together.
SAMPLED: Mapping[type[Result], Callable[..., Gathered]] = MappingProxyType(
    {
        CountingScores: gathered_countings,
        IndexScores: _indices,
        InequalityScores: gathered_inequalities,
        Representation: gathered_representations,
    }
)


def _check(years: Any, names: Any) -> None:
    """Raise unless years are a number above 0, and names a mapping."""
    if years is not None and (isinstance(years, bool) or not isinstance(years, Real)):
        told = {"given": repr(years), "found": type(years).__name__, "expected": "a number"}
        raise InvalidInput(fault("wrong_type", "years", **told))
    if years is not None and not 0 < float(years) < math.inf:
        raise InvalidInput(fault("out_of_range", "years", given=years, low=0, high="inf"))
    if names is not None and not isinstance(names, Mapping):
        told = {"given": repr(names), "found": type(names).__name__, "expected": "a mapping"}
        raise InvalidInput(fault("wrong_type", "names", **told))


def between(
    before: Result,
    after: Result,
    *,
    unit: str | None = None,
    by: str | None = None,
    years: float | None = None,
    names: Mapping[str, str] | None = None,
) -> Change:
    """What changed between two results of one rule.

    Parameters
    ----------
    before, after
        Two results of one kind: scores of an index, of counting or of inequality; representation among people; an
        assessment or a part of it (gate, profile, matrix, contributions, collaboration); a `network.GraphProfile`. A
        part alone does not know the dates of its records nor the breaks of its series: compare whole assessments.
    unit
        The column that names a unit in both rounds, for scores of an index: only units in both are compared (a panel).
        None for a repeated cross-section: every unit counts, and those that both know by name still covary, so that the
        error is right either way.
    by
        The column of groups that the results were made by. In a panel a unit stays in its first group.
    years
        What lies between the two; with it there is a change for each year. None takes the times of the results, where
        these are whole years.
    names
        Elements of the first by their names in the second, where the framework has another version: those that are
        named, or that have one name in both, are compared, on your word that they mean the same. How the rule scales,
        aggregates and cuts off still has to be the same.

    Returns
    -------
    Change
        Of samples: absolute and relative change with errors that know shared units, and t intervals. Of records: the
        change, or its bounds where something is not recorded. What is ordinal is told by movement and never subtracted.
        It is a change, not evidence of effect.

    Raises
    ------
    InvalidInput
        If the two are not of one kind, rule, version or instrument; if scores were scaled by what each table itself
        holds; if a break that touches everything lies between; if there is no unit or no group in both.

    References
    ----------
    Alkire, S., Foster, J., Seth, S., Santos, M. E., Roche, J. M. and Ballon, P. (2015). Multidimensional Poverty
    Measurement and Analysis, section 9.2. Oxford University Press.

    Examples
    --------
    >>> import pandas as pd
    >>> from pemberdayaan import Population, score
    >>> first = pd.DataFrame({"kode": ["A", "B"], "iks": [0.7, 0.6], "ike": [0.5, 0.7], "ikl": [0.6, 0.7]})
    >>> second = first.assign(iks=[0.8, 0.7], ikl=[0.9, 0.7])
    >>> rounds = [score(Population(one, unit="kode"), "idm-2016") for one in (first, second)]
    >>> change = between(*rounds, unit="kode")
    >>> round(change.line("mean", "idm").absolute, 4), change.line("mean", "idm").n_both
    (0.0833, 2)
    """
    kinds = (*SAMPLED, *RECORDED)
    if type(before) is not type(after) or type(before) not in kinds:
        known = ", ".join(one.__name__ for one in kinds)
        given = f"{type(before).__name__}, {type(after).__name__}"
        raise InvalidInput(fault("no_rounds", "$", given=given, options=known))
    _check(years, names)
    if type(before) in RECORDED:
        given_too = {"unit": unit, "by": by}
        faults: list[Fault] = [fault("only_samples", name) for name, one in given_too.items() if one is not None]
        if faults:
            raise InvalidInput(faults)
        return change_of_records(before, after, years, names)
    return change_of_samples(SAMPLED[type(before)]((before, after), unit, by, names), years)
