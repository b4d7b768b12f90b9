"""A population scored by a framework: the verb that goes by the kind of its rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, overload

from ..catalogue.library import framework as shipped
from ..errors import InvalidInput, fault
from ..model.framework import Framework
from ..model.index_rule import IndexRule
from ..model.rules import CountRule, GateRule, LadderBasis, LadderRule, ProfileRule, Rule
from .counting import CountingScores
from .counting.scoring import counting_scores
from .index import IndexScores
from .index.reading import index_scores
from .population import population_of

__all__ = ["score"]

# What the rules of other kinds are called, and the verb that goes by them.
OTHERS: Mapping[type[Rule], tuple[str, str]] = {
    GateRule: ("gate", "pb.assess"),
    ProfileRule: ("profile", "pb.assess"),
    LadderRule: ("ladder", "pb.assess"),
}


@overload
def score(data: Any, framework: Framework | str, *, rule: CountRule, by: str | None = None) -> CountingScores: ...
@overload
def score(data: Any, framework: Framework | str, *, rule: IndexRule, by: str | None = None) -> IndexScores: ...
@overload
def score(data: Any, framework: Framework | str, *, rule: str | None = None, by: str | None = None) -> Any: ...
def score(
    data: Any, framework: Framework | str, *, rule: IndexRule | CountRule | str | None = None, by: str | None = None
) -> IndexScores | CountingScores:
    """Score a population by a composite index or a counting rule.

    By an index, the finest complete cover of its tree is used: its indicators, or where the table lacks some, nodes
    that it holds already aggregated. Coarser nodes that are there too, and a column of classes, are published values:
    never an input, only compared (`IndexScores.disagreements`). The table comes in through its matrix.

    By counting, people are deprived or not in each indicator, and poor (disempowered) by the weighted count; every
    measure comes with its standard error by the population's design. The user's own engine adds up, so the table may be
    larger than memory, and only sums come in.

    Parameters
    ----------
    data
        A frame or a `Population`, one row for each unit or person (and time). Columns are named as the framework's
        keys, or by ``Population(..., names=...)``.
    framework
        The key of a framework that comes with the library, or one of your own.
    rule
        The key of one of its index or counting rules, or a variant of one; None for its first.
    by
        A column of groups: kept in the result of an index for `index.groups` and `index.explain`; counting gives its
        measures for each.

    Returns
    -------
    IndexScores or CountingScores

    Raises
    ------
    InvalidInput
        For a rule that is neither, or one that leaves open what is yours to give; a column that is missing, a text
        among numbers, a cell that is missing unless the rule says what becomes of it; for an index a constant or an
        empty column, a zero under a geometric mean; for counting a value that is neither 0 nor 1, a negative weight, a
        stratum with one sampling unit, a household with two women; all of one step at once.

    Examples
    --------
    >>> import pandas as pd
    >>> villages = pd.DataFrame(
    ...     {"kode": ["A", "B"], "iks": [0.7257, 0.6868], "ike": [0.5333, 0.7979], "ikl": [0.6667, 0.7456]}
    ... )
    >>> from pemberdayaan import Population
    >>> score(Population(villages, unit="kode"), "idm-2016").to_frame().round(4).values.tolist()
    [['A', 0.6419, 0.7257, 0.5333, 0.6667, 2, 'berkembang'], ['B', 0.7434, 0.6868, 0.7979, 0.7456, 1, 'maju']]
    """
    chosen = shipped(framework) if isinstance(framework, str) else framework
    found = _rule(chosen, rule)
    if isinstance(found, CountRule):
        return counting_scores(population_of(data), chosen, found, by)
    return index_scores(population_of(data), chosen, found, by)


def _rule(framework: Framework, rule: Rule | str | None) -> IndexRule | CountRule:
    found: Rule | None
    if isinstance(rule, Rule):
        found = rule
    elif rule is not None:
        found = framework.rule(rule)
    else:
        lawful = (one for one in framework.rules if isinstance(one, (IndexRule, CountRule)))
        found = next(lawful, None) or framework.rule()
    if not isinstance(found, (IndexRule, CountRule)):
        kind, verb = OTHERS.get(type(found), ("none", "-"))
        if isinstance(found, LadderRule) and found.basis is LadderBasis.SURVEY_SUMS:
            verb = "pb.questionnaire.ladder_sum"
        said = {"given": found.key, "noun": kind, "other": "pb.score", "options": "index, count", "verb": verb}
        raise InvalidInput(fault("wrong_rule", "$", **said), framework.key)
    if found.unmet():
        told = {"given": framework.key, "noun": ", ".join(found.unmet())}
        raise InvalidInput(fault("needs_input", f"$.{found.key}", **told), framework.key)
    return found
