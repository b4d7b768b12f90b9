"""What several people rated: how far they agree, what they agreed on and why, and what they decided to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import ClassVar

import attrs

from ..catalogue import library
from ..errors import Fault, InvalidInput, fault
from ..model.evidence import Observation
from ..model.framework import Framework
from ..model.programme import Programme
from ..model.rules import LadderRule, ProfileRule
from ..model.scales import Measurement, Scale
from ..model.text import Text
from .result import Provenance, Result, Row, digest_of

__all__ = ["Rated", "RatedKey", "Ratings", "consensus", "panel_of", "rated_key"]


# Element, about, stage, arm and period.
RatedKey = tuple[str | None, ...]


def rated_key(one: Observation) -> RatedKey:
    """What an observation rates, in which stage, for which compared state and when."""
    return (one.element, one.about, one.stage, one.arm, one.period.text if one.period else None)


@attrs.frozen
class Rated:
    """One element as several people rated it.

    Parameters
    ----------
    element
        Its address.
    about, stage, arm, period
        What of, in which stage, for which compared state and when; None where the ratings do not say.
    counts
        Pairs of a level, lowest first, and the number of raters who chose it.
    median
        The lower and the upper median level; they are the same where the raters have one middle. None if the scale has
        no order.
    lowest, highest
        The outermost levels that were chosen.
    spread
        The steps between them; 0 if all agree. None if the scale has no order.
    agreed
        The level that was agreed on: a rating without a rater.
    reason, plan
        Why that one, and what is to be done.
    reasons
        Pairs of a rater and the reason that he or she gave.
    importance, confidence
        The medians of the raters' own numbers, where the instrument asks them.
    """

    element: str
    about: str | None
    stage: str | None
    arm: str | None
    period: str | None
    counts: tuple[tuple[str, int], ...]
    median: tuple[str, str] | None
    lowest: str | None
    highest: str | None
    spread: int | None
    agreed: str | None = None
    reason: Text | None = None
    plan: Text | None = None
    reasons: tuple[tuple[str, Text], ...] = ()
    importance: float | None = None
    confidence: float | None = None

    @property
    def key(self) -> RatedKey:
        """What tells it from the others."""
        return (self.element, self.about, self.stage, self.arm, self.period)

    @property
    def n(self) -> int:
        """The number of raters."""
        return sum(count for _, count in self.counts)


@attrs.frozen(repr=False)
class Ratings(Result):
    """The ratings of a panel or a workshop, disagreements first.

    Parameters
    ----------
    framework
        What was rated.
    scale
        The scale of the ratings.
    rated
        One for each element, unit, stage and round; the widest spread first.
    alpha
        Krippendorff's alpha over all of them, from the raters who rated two or more in common; None where it is not
        defined.
    alpha_note
        Why alpha is None.
    raters
        Who rated, as the records name them.
    lost
        The ratings that could not be used, with the reason.
    provenance
        Where the result comes from.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> panel = [
    ...     pb.Observation("domain.leadership", value=level, scale="laverack-2001.rank", rater=who)
    ...     for who, level in [("women", "two"), ("youth", "four"), ("elders", "two")]
    ... ]
    >>> pb.consensus(panel, "laverack-2001").rated[0].median
    ('two', 'two')
    """

    kind: ClassVar[str] = "ratings"

    framework: Framework
    scale: Scale
    rated: tuple[Rated, ...]
    alpha: float | None
    alpha_note: str | None
    raters: tuple[str, ...]
    lost: tuple[tuple[str, str], ...]
    provenance: Provenance

    def rows(self) -> list[Row]:
        """One row for each element, unit, stage and round."""
        return [
            {
                "element": one.element,
                "about": one.about,
                "stage": one.stage,
                "arm": one.arm,
                "period": one.period,
                "n": one.n,
                "median_low": one.median[0] if one.median else None,
                "median_high": one.median[1] if one.median else None,
                "lowest": one.lowest,
                "highest": one.highest,
                "spread": one.spread,
                "agreed": one.agreed,
                "reason": None if one.reason is None else str(one.reason),
                "plan": None if one.plan is None else str(one.plan),
                "importance": one.importance,
                "confidence": one.confidence,
            }
            for one in self.rated
        ]

    def __repr__(self) -> str:
        alpha = self.alpha_note if self.alpha is None else f"alpha {self.alpha:.2f}"
        split = [one for one in self.rated if one.spread]
        lines = [f"  {one.element}: {one.lowest} to {one.highest}" for one in split[:10]]
        head = f"Ratings by {self.framework.key}: {len(self.raters)} raters, {len(self.rated)} elements, {alpha}"
        return self._told("\n".join([head, *lines]))


def consensus(
    ratings: Programme | Iterable[Observation], framework: str | Framework, *, rule: str | None = None
) -> Ratings:
    """What several raters said of each element of a framework, and what they agreed on.

    An observation with a ``rater`` is one person's rating; one without is what was agreed, with its reason and plan, as
    Laverack's workshop and Rifkin's panel record it. Nothing is averaged: the median is given as a level, or as the two
    levels around the middle, with the spread beside it.

    Parameters
    ----------
    ratings
        Observations, or a programme that has some.
    framework
        A key of `frameworks`, or a framework.
    rule
        The key of a profile or ladder rule; None for the first that has a scale.

    Returns
    -------
    Ratings
        The elements on which the raters differ most come first.

    Raises
    ------
    InvalidInput
        If the framework has no rule with a scale, or one rater rated the same thing twice in one round.

    References
    ----------
    Rifkin, Muller and Bichmann (1988); Laverack (2001). Alpha: Krippendorff, K. (2004), Content Analysis, chapter 11.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> agreed = pb.Observation("domain.why", value="three", scale="laverack-2001.rank", reason="We asked the elders")
    >>> found = pb.consensus([agreed], "laverack-2001").rated[0]
    >>> found.agreed, str(found.reason), found.n
    ('three', 'We asked the elders', 0)
    """
    held = library.framework(framework) if isinstance(framework, str) else framework
    observations = ratings.observations if isinstance(ratings, Programme) else tuple(ratings)
    found, faults = _gathered(observations, held, *_scaled(held, rule))
    if faults:
        raise InvalidInput(faults, held.key)
    return found


def panel_of(programme: Programme, framework: Framework) -> Ratings | None:
    """The ratings of a programme by several people; None if nobody is named who rated on the framework's own scale.

    What one rater said twice stands among the lost.
    """
    try:
        rule, scale = _scaled(framework, None)
    except InvalidInput:
        return None
    found, _ = _gathered(programme.observations, framework, rule, scale)
    return found if found.raters else None


Chosen = list[tuple[int, Observation, str]]


def _gathered(
    observations: Sequence[Observation], framework: Framework, rule: str, scale: Scale
) -> tuple[Ratings, list[Fault]]:
    """The ratings, and where one rater said something twice."""
    groups: dict[RatedKey, Chosen] = {}
    lost: list[tuple[str, str]] = []
    faults: list[Fault] = []
    for index, one in enumerate(observations):
        level = scale.level_of(one.value)
        why = _unusable(one, framework, scale, level)
        group = groups.setdefault(rated_key(one), [])
        if why is None and any(other.rater == one.rater for _, other, _ in group):
            why = f"rated before by {one.rater or 'the same meeting'}"
            faults.append(fault("unit_rated_twice", f"observations[{index}]", given=one.rater or "-", unit=one.element))
        if why is None:
            group.append((index, one, str(level)))
        else:
            lost.append((f"observations[{index}]", why))
    groups = {key: group for key, group in groups.items() if group}
    rated = [_rated(key, [(one, level) for _, one, level in group], scale) for key, group in groups.items()]
    raters = tuple(dict.fromkeys(one.rater for group in groups.values() for _, one, _ in group if one.rater))
    alpha, note = _alpha(groups, raters, scale)
    provenance = Provenance(
        framework=framework.key,
        framework_version=framework.version,
        rule=(rule,),
        checked=framework.checked.value,
        digest=digest_of(tuple(observations)),
    )
    ordered = sorted(rated, key=lambda one: -(one.spread or 0))
    return Ratings(framework, scale, tuple(ordered), alpha, note, raters, tuple(lost), provenance), faults


def _scaled(framework: Framework, key: str | None) -> tuple[str, Scale]:
    """The rule that is asked for, or the first that rates on a scale with levels."""
    rules = framework.rules if key is None else (framework.rule(key),)
    for one in rules:
        if isinstance(one, (ProfileRule, LadderRule)) and one.scale is not None and framework.scale[one.scale].levels:
            return one.key, framework.scale[one.scale]
    raise InvalidInput(fault("no_ratings", given=framework.key), framework.key)


def _unusable(one: Observation, framework: Framework, scale: Scale, level: str | None) -> str | None:
    if one.element is None or one.element not in framework.labels:
        return f"no element of {framework.key}"
    if one.scale not in (None, scale.key, *(f"{key}.{scale.key}" for key in (framework.key, framework.extends))):
        return f"rated on another scale, {one.scale}"
    return f"no level of {scale.key}" if level is None else None


def _rated(key: RatedKey, found: Sequence[tuple[Observation, str]], scale: Scale) -> Rated:
    element, about, stage, arm, period = key
    single = [(one, level) for one, level in found if one.rater is not None]
    agreed = next(((one, level) for one, level in found if one.rater is None), None)
    chosen = sorted(scale.position(level) for _, level in single)
    names = [level.key for level in scale.levels]
    ordered = bool(chosen) and scale.ordered
    middle = (names[chosen[(len(chosen) - 1) // 2]], names[chosen[len(chosen) // 2]]) if ordered else None
    return Rated(
        str(element),
        about,
        stage,
        arm,
        period,
        tuple((names[i], chosen.count(i)) for i in sorted(set(chosen))),
        middle,
        names[chosen[0]] if ordered else None,
        names[chosen[-1]] if ordered else None,
        chosen[-1] - chosen[0] if ordered else None,
        agreed[1] if agreed else None,
        agreed[0].reason if agreed else None,
        agreed[0].plan if agreed else None,
        tuple((str(one.rater), one.reason) for one, _ in single if one.reason is not None),
        _median([one.importance for one, _ in found]),
        _median([one.confidence for one, _ in found]),
    )


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(median(known)) if known else None


def _alpha(groups: dict[RatedKey, Chosen], raters: tuple[str, ...], scale: Scale) -> tuple[float | None, str | None]:
    """Krippendorff's alpha of the single ratings, by the measurement of the scale; or why there is none."""
    if len(raters) < 2:
        return None, "no alpha: nothing was rated by two"
    import numpy as np  # a third of what importing this library costs

    from ..kernels.agreement import krippendorff_alpha

    table = np.full((len(raters), len(groups)), np.nan)
    for column, found in enumerate(groups.values()):
        for _, one, level in found:
            if one.rater is not None:
                table[raters.index(one.rater), column] = scale.position(level)
    several = (~np.isnan(table)).sum(axis=0) > 1
    if not several.any():
        return None, "no alpha: nothing was rated by two"
    if len(np.unique(table[:, several][~np.isnan(table[:, several])])) < 2:
        return None, "no alpha: everybody chose the same level throughout"
    measurement = Measurement.NOMINAL if not scale.ordered else Measurement.ORDINAL
    return krippendorff_alpha(table, measurement=measurement.value), None
