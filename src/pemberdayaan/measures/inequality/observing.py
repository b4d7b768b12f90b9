"""A measure of inequality as an observation of a programme, so that survey and dossier stand side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from ...errors import InvalidInput, fault
from ...model.evidence import Observation
from ...model.fields import wrong_type
from ...model.text import Text
from ..result import plain
from .measuring import InequalityScores

__all__ = ["observation"]


def observation(
    scores: InequalityScores,
    *,
    measure: str,
    element: str | None = None,
    period: str | int | None = None,
    group: Any = None,
    rater: str | None = None,
    source: str | Iterable[str] = (),
) -> Observation:
    """One number of inequality as an observation; `attrs.evolve` puts it into a programme.

    Parameters
    ----------
    scores
        What `measure` found.
    measure
        One of its measures, as ``"gini"``.
    element
        The address of what it is evidence for in a framework, as ``"indicator.rich_poor_change"``.
    period
        When, as `Period` reads it.
    group
        The group, where the scores have several.
    rater
        Who asked. Two periods are compared where the measure, the amount and the kind of rater are the same.
    source
        Citations: keys of the programme's references, as ``"survey, table 6"``.

    Returns
    -------
    Observation
        The estimate, with the measure and the amount in words, the rows that it rests on, and its standard error and
        interval in the note.

    Raises
    ------
    InvalidInput
        If these are no such scores, for a measure or group that they do not have, and where the measure is not defined.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> spending = pd.DataFrame({"spending": [1.0, 2.0, 3.0, 7.0]})
    >>> seen = observation(
    ...     pb.inequality.measure(spending, "spending"),
    ...     measure="gini",
    ...     element="indicator.rich_poor_change",
    ...     period=2023,
    ... )
    >>> round(seen.value, 4), seen.n, seen.what.en
    (0.3654, 4, 'gini of spending')
    """
    if not isinstance(scores, InequalityScores):
        raise InvalidInput(wrong_type(scores, "scores of inequality").under("$"))
    if measure not in scores.measures:
        raise InvalidInput(fault("no_such", "measure", noun="measure", given=measure, choices=scores.measures))
    if not isinstance(source, Iterable):
        raise InvalidInput(wrong_type(source, "a list").under("source"))
    groups = [plain(one) for one in scores.groups]
    names = tuple(map(str, groups))
    chosen = names[0] if group is None and len(names) == 1 else str(plain(group))
    if chosen not in names:
        raise InvalidInput(fault("no_such", "group", noun="group", given=chosen, choices=names))
    # One column may hold the number 1 and the text "1", or no group and a group named "None".
    same = [i for i, one in enumerate(groups) if type(one) is type(plain(group)) and one == plain(group)]
    g, j = (same or [names.index(chosen)])[0], scores.measures.index(measure)
    estimate, se, low, high = (float(array[g, j]) for array in (scores.estimate, scores.se, scores.low, scores.high))
    if np.isnan(estimate):
        raise InvalidInput(fault("no_estimate", "measure", given=measure, group=chosen))
    whose = f", {chosen}" if scores.group_name is not None else ""
    note = None
    if not np.isnan(se):
        note = Text(
            id=f"Galat baku {se:.3g}; selang {low:.3g} sampai {high:.3g}",
            en=f"Standard error {se:.3g}; interval {low:.3g} to {high:.3g}",
        )
    return Observation(
        element=element,
        what=Text(id=f"{measure} dari {scores.value}{whose}", en=f"{measure} of {scores.value}{whose}"),
        value=estimate,
        n=int(scores.n[g]),
        period=period,
        rater=rater,
        source=source if isinstance(source, str) else tuple(source),
        note=note,
    )
