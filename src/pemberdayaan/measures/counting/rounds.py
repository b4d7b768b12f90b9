"""Scores of counting as a round: what each sampling unit adds to every measure."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...errors import InvalidInput, fault
from ...kernels.linearisation import ratio_scores
from ..pooling import Layout
from ..sampling import Units
from .estimating import forms_of
from .scores import CountingScores
from .tally import Array, Index

__all__ = ["CountingRound", "rule_of", "same_rule"]

# What a group is of the whole is no estimate of the group.
SHARES = ("population_share", "group_contribution")


class CountingRound:
    """Some scores, value by value; the sums behind them are made once.

    Parameters
    ----------
    scores
        The scores.
    """

    scores: CountingScores
    layout: Layout

    def __init__(self, scores: CountingScores) -> None:
        self.scores = scores
        self._forms = forms_of(scores.tally, scores.how)
        blocks = [one for one in scores.blocks if one.measure not in SHARES]
        self.layout = tuple((one.who, one.measure, one.indicators) for one in blocks)

    @property
    def units(self) -> Units:
        """The sampling units."""
        return self.scores.tally.units

    def told(self, place: int, what: str) -> Array:
        """The numbers of a group."""
        found = []
        for who, measure, _ in self.layout:
            block = self.scores.block(measure, who)
            values = getattr(block, what)[place]
            found.append(np.broadcast_to(values, block.estimate.shape[1:]) if what == "n" else values)
        return np.concatenate(found)

    def met(self, place: int) -> Index:
        """The sampling units where a group has somebody complete."""
        return self.scores.tally.met(place)

    def adds(self, place: int) -> Array:
        """What each of the units met adds to each value of a group."""
        found: dict[tuple[str, str], Array] = {}
        for who, forms in self._forms.items():
            for form in forms:
                adds = ratio_scores(form.table, form.numerators, form.denominators, groups=[place])[:, 0]
                adds = adds if form.combine is None else adds @ form.combine
                found |= {(who, name): adds[:, list(at)] * sign for name, (at, sign) in form.measures.items()}
        return np.hstack([found[who, measure] for who, measure, _ in self.layout])[self.met(place)]


def rule_of(scores: CountingScores) -> tuple[tuple[str, Any], ...]:
    """What scores were counted by, and what another round has to share: pairs of a name and a value."""
    return (
        ("framework", scores.framework.key),
        ("version", scores.framework.version),
        ("indicators", scores.indicators),
        ("weights", scores.weights),
        ("cutoff", (str(scores.how.cutoff), scores.how.line)),
        ("who", scores.whos),
    )


def same_rule(before: CountingScores, after: CountingScores) -> None:
    """Raise where the two were not counted by one rule, or have missing values that are bounded."""
    faults = [fault("bounded_scores", "$") for scores in (before, after) if scores.worst is not None]
    for (name, first), (_, second) in zip(rule_of(before), rule_of(after), strict=True):
        if first != second:
            faults.append(fault("another_rule", f"after.{name}", given=str(second), expected=str(first)))
    if faults:
        raise InvalidInput(faults[:1] if before is after else faults)
