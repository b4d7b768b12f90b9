"""The recipe of a composite index: screen, impute, treat, scale, weight, aggregate up the tree, classify."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any

import attrs
from attrs.converters import optional

from ..errors import Fault, InvalidInput, fault
from .fields import (
    as_bool,
    as_count,
    as_fraction,
    as_key,
    as_keys,
    as_str,
    as_tuple,
    as_words,
    choose,
    member,
    members,
    pairs,
)
from .noun import Noun
from .rules import Missing, Rule, as_missing
from .scales import Arithmetic, Measurement, as_measurement
from .text import Text, as_text

__all__ = [
    "Aggregation",
    "Formula",
    "Goalposts",
    "Imputation",
    "ImputationMethod",
    "IndexClass",
    "IndexRule",
    "Penalty",
    "Scaling",
    "ScalingMethod",
    "Ties",
    "Transformation",
    "Treatment",
    "WeightingMethod",
]


class Aggregation(StrEnum):
    """How a node of an index is put together from its parts."""

    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"
    HARMONIC = "harmonic"
    POWER = "power"
    MEDIAN = "median"
    MINIMUM = "minimum"
    OWA = "owa"
    MAZZIOTTA_PARETO = "mazziotta_pareto"
    COPELAND = "copeland"

    @property
    def arithmetic(self) -> Arithmetic:
        """The arithmetic that it asks of a scale."""
        return _ASKS.get(self, Arithmetic.MEAN)


_ASKS: Mapping[Aggregation, Arithmetic] = {
    Aggregation.GEOMETRIC: Arithmetic.GEOMETRIC_MEAN,
    Aggregation.HARMONIC: Arithmetic.GEOMETRIC_MEAN,
    Aggregation.MEDIAN: Arithmetic.MEDIAN,
    Aggregation.MINIMUM: Arithmetic.MINIMUM,
    Aggregation.COPELAND: Arithmetic.MEDIAN,
}


def as_aggregation(value: Aggregation | str) -> Aggregation:
    """A `Aggregation`, or the text that names it."""
    return choose(Aggregation, "aggregation", value)


def as_aggregations(value: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> tuple[tuple[str, Aggregation], ...]:
    """Aggregations by node."""
    return pairs(value, as_aggregation)


class ScalingMethod(StrEnum):
    """How an indicator is brought to a scale that it shares with the others."""

    NONE = "none"
    MINMAX = "minmax"
    GOALPOSTS = "goalposts"
    ZSCORE = "zscore"
    SCALED = "scaled"
    RANK = "rank"
    PERCENTILE_RANK = "percentile_rank"
    BORDA = "borda"
    DISTANCE_TO_TARGET = "distance_to_target"
    DISTANCE_TO_MAXIMUM = "distance_to_maximum"
    DISTANCE_TO_REFERENCE = "distance_to_reference"
    FRACTION_OF_MAXIMUM = "fraction_of_maximum"
    AROUND_REFERENCE = "around_reference"


def as_scaling_method(value: ScalingMethod | str) -> ScalingMethod:
    """A `ScalingMethod`, or the text that names it."""
    return choose(ScalingMethod, "scaling", value)


class ImputationMethod(StrEnum):
    """What stands in for a missing cell."""

    MEAN = "mean"
    MEDIAN = "median"
    NEAREST = "nearest"
    LAST = "last"
    LINEAR = "linear"


def as_imputation_method(value: ImputationMethod | str) -> ImputationMethod:
    """An `ImputationMethod`, or the text that names it."""
    return choose(ImputationMethod, "imputation", value)


class Transformation(StrEnum):
    """What becomes of an indicator that Winsorising does not mend."""

    LOG = "log"
    BOXCOX = "boxcox"
    NONE = "none"


def as_transformation(value: Transformation | str) -> Transformation:
    """A `Transformation`, or the text that names it."""
    return choose(Transformation, "transformation", value)


class WeightingMethod(StrEnum):
    """Where the weights of the parts of a node come from."""

    GIVEN = "given"
    EQUAL = "equal"
    ENTROPY = "entropy"
    CRITIC = "critic"
    PCA = "pca"
    BENEFIT_OF_THE_DOUBT = "benefit_of_the_doubt"


def as_weighting_method(value: WeightingMethod | str) -> WeightingMethod:
    """A `WeightingMethod`, or the text that names it."""
    return choose(WeightingMethod, "weighting", value)


class Penalty(StrEnum):
    """The sign of the penalty for unbalanced parts: minus where more is better, plus where more is worse."""

    MINUS = "minus"
    PLUS = "plus"


def as_penalty(value: Penalty | str) -> Penalty:
    """A `Penalty`, or the text that names it."""
    return choose(Penalty, "penalty", value)


class Ties(StrEnum):
    """The rank of units with equal scores: the best of theirs, the worst, their mean, or without gaps after them."""

    MIN = "min"
    MAX = "max"
    AVERAGE = "average"
    DENSE = "dense"


def as_ties(value: Ties | str) -> Ties:
    """A `Ties`, or the text that names it."""
    return choose(Ties, "tie rule", value)


class Formula(StrEnum):
    """A node that a published formula makes of its parts as they stand."""

    GENDER_INEQUALITY = "gender_inequality"
    RATIO = "ratio"
    EQUALLY_DISTRIBUTED_SHARE = "equally_distributed_share"


def as_formula(value: Formula | str) -> Formula:
    """A `Formula`, or the text that names it."""
    return choose(Formula, "formula", value)


def as_formulas(value: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> tuple[tuple[str, Formula], ...]:
    """Formulas by node."""
    return pairs(value, as_formula)


def as_fractions(value: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> tuple[tuple[str, Fraction], ...]:
    """Exact numbers by key."""
    return pairs(value, as_fraction)


def as_fraction_list(value: Iterable[Any]) -> tuple[Fraction, ...]:
    """Exact numbers in their order; all faults of them at once."""
    faults: list[Fault] = []
    found: list[Fraction] = []
    for i, one in enumerate(as_tuple(value)):
        try:
            found.append(as_fraction(one))
        except InvalidInput as error:
            faults += [each.under(f"[{i}]") for each in error.faults]
    if faults:
        raise InvalidInput(faults)
    return tuple(found)


@attrs.frozen
class Imputation(Noun):
    """How missing cells are filled; they stay flagged in the result.

    Parameters
    ----------
    method
        ``"mean"`` or ``"median"`` of the indicator, ``"nearest"`` units, or within a panel the ``"last"`` value or a
        ``"linear"`` line between two.
    by
        The column of the groups within which a mean or a median is taken.
    neighbours
        How many of the nearest units.

    Examples
    --------
    >>> Imputation("mean", by="region").method.value
    'mean'
    """

    method: ImputationMethod = attrs.field(converter=as_imputation_method)
    by: str | None = attrs.field(default=None, converter=optional(as_str))
    neighbours: int = attrs.field(default=5, converter=as_count)

    def _faults(self) -> Iterator[Fault]:
        if self.by is not None and self.method not in (ImputationMethod.MEAN, ImputationMethod.MEDIAN):
            yield fault("not_with", "by", given="by", other=self.method.value)
        if self.neighbours < 1:
            yield fault("too_few", "neighbours", given=self.neighbours, noun="neighbours", least=1)


@attrs.frozen
class Treatment(Noun):
    """How outliers are treated: an indicator passes if its skewness or its kurtosis is small, else it is mended.

    Parameters
    ----------
    skewness, kurtosis
        It passes if the absolute skewness is below the first **or** the excess kurtosis below the second; both are
        corrected for bias.
    most
        How many points are Winsorised at most, one after the other until it passes.
    otherwise
        What is done to the values as they were, if that was not enough.

    Examples
    --------
    >>> Treatment(most=5).otherwise.value
    'log'
    """

    skewness: Fraction = attrs.field(default=Fraction(2), converter=as_fraction)
    kurtosis: Fraction = attrs.field(default=Fraction(7, 2), converter=as_fraction)
    most: int = attrs.field(default=5, converter=as_count)
    otherwise: Transformation = attrs.field(default=Transformation.LOG, converter=as_transformation)


@attrs.frozen
class Scaling(Noun):
    """How the indicators are brought to one scale, after their direction is applied.

    Parameters
    ----------
    method
        See `ScalingMethod`.
    span
        The lowest and the highest scaled value, for ``minmax``, ``goalposts`` and ``scaled``.
    mean, sd, ddof
        Where ``zscore`` moves mean and standard deviation to, and its degrees of freedom.
    clip
        True to cut values beyond the goalposts or the target.
    reference
        The unit that ``distance_to_reference`` compares with.

    Examples
    --------
    >>> Scaling("minmax", span=[0, 100]).span
    (Fraction(0, 1), Fraction(100, 1))
    """

    method: ScalingMethod = attrs.field(default=ScalingMethod.MINMAX, converter=as_scaling_method)
    span: tuple[Fraction, ...] = attrs.field(default=(0, 1), converter=as_fraction_list)
    mean: Fraction = attrs.field(default=Fraction(0), converter=as_fraction)
    sd: Fraction = attrs.field(default=Fraction(1), converter=as_fraction)
    ddof: int = attrs.field(default=1, converter=as_count)
    clip: bool = attrs.field(default=False, converter=as_bool)
    reference: str | None = attrs.field(default=None, converter=optional(as_str))

    def _faults(self) -> Iterator[Fault]:
        if len(self.span) != 2:
            yield fault("wrong_length", "span", given=len(self.span), expected=2)
        elif self.span[0] >= self.span[1]:
            yield fault("reversed", "span", first=str(self.span[0]), last=str(self.span[1]))
        if self.sd <= 0:
            yield fault("out_of_range", "sd", given=str(self.sd), low="> 0", high="inf")
        if self.ddof > 1:
            yield fault("out_of_range", "ddof", given=self.ddof, low=0, high=1)
        if (self.method is ScalingMethod.DISTANCE_TO_REFERENCE) != (self.reference is not None):
            missing = self.reference is None
            yield (
                fault("missing_key", given="reference")
                if missing
                else fault("not_with", "reference", given="reference", other=self.method.value)
            )


@attrs.frozen
class Goalposts(Noun):
    """The fixed ends between which an indicator is scaled.

    Parameters
    ----------
    key
        The indicator.
    low, high
        The ends, in the indicator's own unit; ``low < high`` whatever its direction.
    log
        True if the distance is taken between logarithms.
    target
        What ``distance_to_target`` aims at.
    reference
        What ``around_reference`` calls 100.

    Examples
    --------
    >>> Goalposts("life_expectancy", 20, 85).high
    Fraction(85, 1)
    """

    key: str = attrs.field(converter=as_key)
    low: Fraction | None = attrs.field(default=None, converter=optional(as_fraction))
    high: Fraction | None = attrs.field(default=None, converter=optional(as_fraction))
    log: bool = attrs.field(default=False, converter=as_bool)
    target: Fraction | None = attrs.field(default=None, converter=optional(as_fraction))
    reference: Fraction | None = attrs.field(default=None, converter=optional(as_fraction))

    def _faults(self) -> Iterator[Fault]:
        if self.low is not None and self.high is not None and self.low >= self.high:
            yield fault("reversed", "high", first=str(self.low), last=str(self.high))
        if self.log and self.low is not None and self.low <= 0:
            yield fault("out_of_range", "low", given=str(self.low), low="> 0", high="inf")


@attrs.frozen
class IndexClass(Noun):
    """A band of an index.

    Parameters
    ----------
    key, label
        Its name in files and on paper.
    above, at_least
        The score that it starts above, or at; neither for the lowest.
    up_to, below
        The score that it reaches up to, or stays below; may be left out, for it is where the next one starts.

    Examples
    --------
    >>> IndexClass("maju", "Maju", above=0.7072, up_to=0.8155).bound
    Fraction(442, 625)
    """

    key: str = attrs.field(converter=as_key)
    label: Text = attrs.field(converter=as_text)
    above: Fraction | None = attrs.field(default=None, converter=optional(as_fraction))
    at_least: Fraction | None = attrs.field(default=None, converter=optional(as_fraction), kw_only=True)
    up_to: Fraction | None = attrs.field(default=None, converter=optional(as_fraction), kw_only=True)
    below: Fraction | None = attrs.field(default=None, converter=optional(as_fraction), kw_only=True)

    def _faults(self) -> Iterator[Fault]:
        for one, other in (("above", "at_least"), ("up_to", "below")):
            if getattr(self, one) is not None and getattr(self, other) is not None:
                yield fault("not_with", other, given=other, other=one)

    @property
    def bound(self) -> Fraction | None:
        """The score that it starts at or above."""
        return self.above if self.above is not None else self.at_least

    @property
    def ceiling(self) -> Fraction | None:
        """The score that it ends at or below, where that is said."""
        return self.up_to if self.up_to is not None else self.below


@attrs.frozen
class IndexRule(Rule):
    """A composite index: a frozen recipe, of which a variant is made with `attrs.evolve`.

    The steps come in the order of the parameters. The tree is that of the framework: each element below the root, by
    ``part_of``; its leaves are indicators.

    Parameters
    ----------
    root
        The key of the element that is the index; None where the indicators have one root, or none.
    denominators
        Pairs of an indicator and the column that it is divided by.
    imputation
        How missing cells of indicators are filled; None leaves them. What came in aggregated is not filled.
    screen
        The share of its indicators that a unit must have to be scored, after imputation.
    treatment
        How outliers are treated; None leaves them.
    scaling
        How the indicators are brought to one scale.
    goalposts
        The fixed ends of indicators; an indicator without stands between the ends of its own scale.
    weighting
        Where weights come from; ``"given"``: ``weights``, else the weight of the indicator, else 1.
    weights
        Pairs of an indicator or node and its weight among its siblings; rescaled to 1 within each parent.
    share_low, share_high
        For ``benefit_of_the_doubt``: what share of a unit's score one part may make up.
    aggregation, aggregations
        How the parts of a node become its score; pairs of a node and its own way.
    formulas
        Pairs of a node and the published formula that makes it of its parts as they stand.
    exponent, order_weights, penalty
        For ``power``, ``owa`` (from the best part to the worst) and ``mazziotta_pareto``.
    missing
        What becomes of a unit with missing cells after imputation: ``"raise"``; ``"skip"`` weighs what is there.
    availability
        With ``"skip"``: the share of its parts that a node must have, else it is missing.
    total
        What the weighted sum at the root is divided by, where the source says something else than the sum of its
        weights.
    times
        What the index is multiplied by at the end.
    ties
        How equal scores are ranked.
    classes
        The bands of the score, lowest first.
    needs
        The parameters that the source leaves open: a population is scored only once they are given.
    class_column
        The column in which published tables give the class.
    treat_as
        A measurement that the source claims for its indicators; needs ``source``.

    Examples
    --------
    >>> bands = [IndexClass("low", "Low"), IndexClass("high", "High", above="1/2")]
    >>> rule = IndexRule("index", "Index", aggregation="geometric", classes=bands)
    >>> attrs.evolve(rule, scaling=Scaling("zscore", mean=10, sd=2)).classes[1].above
    Fraction(1, 2)
    """

    root: str | None = attrs.field(default=None, converter=optional(as_key), kw_only=True)
    denominators: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=as_words, kw_only=True)
    imputation: Imputation | None = attrs.field(default=None, validator=member(Imputation), kw_only=True)
    screen: Fraction | None = attrs.field(default=None, converter=optional(as_fraction), kw_only=True)
    treatment: Treatment | None = attrs.field(default=None, validator=member(Treatment), kw_only=True)
    scaling: Scaling = attrs.field(factory=Scaling, validator=member(Scaling), kw_only=True)
    goalposts: tuple[Goalposts, ...] = attrs.field(
        default=(), converter=as_tuple, validator=members(Goalposts), kw_only=True
    )
    weighting: WeightingMethod = attrs.field(default=WeightingMethod.GIVEN, converter=as_weighting_method, kw_only=True)
    weights: tuple[tuple[str, Fraction], ...] = attrs.field(default=(), converter=as_fractions, kw_only=True)
    share_low: Fraction = attrs.field(default=Fraction(0), converter=as_fraction, kw_only=True)
    share_high: Fraction = attrs.field(default=Fraction(1), converter=as_fraction, kw_only=True)
    aggregation: Aggregation = attrs.field(default=Aggregation.ARITHMETIC, converter=as_aggregation, kw_only=True)
    aggregations: tuple[tuple[str, Aggregation], ...] = attrs.field(default=(), converter=as_aggregations, kw_only=True)
    formulas: tuple[tuple[str, Formula], ...] = attrs.field(default=(), converter=as_formulas, kw_only=True)
    exponent: Fraction = attrs.field(default=Fraction(1), converter=as_fraction, kw_only=True)
    order_weights: tuple[Fraction, ...] = attrs.field(default=(), converter=as_fraction_list, kw_only=True)
    penalty: Penalty = attrs.field(default=Penalty.MINUS, converter=as_penalty, kw_only=True)
    missing: Missing = attrs.field(default=Missing.RAISE, converter=as_missing, kw_only=True)
    availability: Fraction = attrs.field(default=Fraction(0), converter=as_fraction, kw_only=True)
    total: Fraction | None = attrs.field(default=None, converter=optional(as_fraction), kw_only=True)
    times: Fraction = attrs.field(default=Fraction(1), converter=as_fraction, kw_only=True)
    ties: Ties = attrs.field(default=Ties.MIN, converter=as_ties, kw_only=True)
    classes: tuple[IndexClass, ...] = attrs.field(
        default=(), converter=as_tuple, validator=members(IndexClass), kw_only=True
    )
    needs: tuple[str, ...] = attrs.field(default=(), converter=as_keys, kw_only=True)
    class_column: str = attrs.field(default="class", converter=as_str, kw_only=True)
    treat_as: Measurement | None = attrs.field(default=None, converter=optional(as_measurement), kw_only=True)

    def arithmetic(self) -> tuple[tuple[str, Arithmetic], ...]:
        """What the aggregations ask of the indicators' scales; after ranking, only their order was asked."""
        if self.scaling.method in (ScalingMethod.RANK, ScalingMethod.PERCENTILE_RANK, ScalingMethod.BORDA):
            return (("scaling", Arithmetic.MEDIAN),)
        asked = [("aggregation", self.aggregation.arithmetic)]
        return (*asked, *((f"aggregations.{node}", one.arithmetic) for node, one in self.aggregations))

    def unmet(self) -> tuple[str, ...]:
        """The parameters that it needs and that are not given yet."""
        return tuple(name for name in self.needs if getattr(self, name) in (None, ()))

    def aggregation_of(self, node: str) -> Aggregation | Formula:
        """How a node is made of its parts."""
        return dict(self.formulas).get(node) or dict(self.aggregations).get(node, self.aggregation)

    def _faults(self) -> Iterator[Fault]:
        if self.treat_as is not None and not self.source:
            yield fault("no_source", "treat_as")
        if self.missing not in (Missing.RAISE, Missing.SKIP):
            yield fault("policy", "missing", given=self.missing.value, choices=("raise", "skip"))
        names = tuple(one.name for one in attrs.fields(IndexRule))
        for i, name in enumerate(self.needs):
            if name not in names:
                yield fault("no_such", f"needs[{i}]", noun="field", given=name, choices=names)
        yield from self._number_faults()
        yield from self._weight_faults()
        for name, keys in (
            ("goalposts", [one.key for one in self.goalposts]),
            ("classes", [one.key for one in self.classes]),
        ):
            for i, key in enumerate(keys):
                if key in keys[:i]:
                    yield fault("repeated_key", f"{name}[{i}]", given=key)
        yield from _class_faults(self.classes)

    def _number_faults(self) -> Iterator[Fault]:
        for name in ("screen", "availability", "share_low", "share_high"):
            share = getattr(self, name)
            if share is not None and not 0 <= share <= 1:
                yield fault("out_of_range", name, given=str(share), low=0, high=1)
        if self.share_low >= self.share_high:
            yield fault("reversed", "share_high", first=str(self.share_low), last=str(self.share_high))
        for name in ("total", "times"):
            number = getattr(self, name)
            if number is not None and number <= 0:
                yield fault("out_of_range", name, given=str(number), low="> 0", high="inf")

    def _weight_faults(self) -> Iterator[Fault]:
        for key, weight in self.weights:
            if weight < 0:
                yield fault("negative", f"weights.{key}", given=str(weight))
        for i, weight in enumerate(self.order_weights):
            if weight < 0:
                yield fault("negative", f"order_weights[{i}]", given=str(weight))
        ordered = Aggregation.OWA in (self.aggregation, *(one for _, one in self.aggregations))
        if ordered and sum(self.order_weights) <= 0:
            yield fault("missing_key", given="order_weights")
        if self.weighting is not WeightingMethod.GIVEN and self.weights:
            yield fault("not_with", "weights", given="weights", other=self.weighting.value)


def _class_faults(classes: tuple[IndexClass, ...]) -> Iterator[Fault]:
    """Bands that do not rise, or that leave scores between them without a band."""
    for i, one in enumerate(classes):
        before = classes[i - 1].bound if i else None
        if i and (one.bound is None or (before is not None and one.bound <= before)):
            yield fault("level_order", f"classes[{i}]", given=one.key)
        ceiling = one.ceiling
        if ceiling is None:
            continue
        following = classes[i + 1] if i + 1 < len(classes) else None
        if following is None:
            if one.bound is not None and ceiling <= one.bound:
                yield fault("reversed", f"classes[{i}]", first=str(one.bound), last=str(ceiling))
            continue
        joined = (one.up_to is not None) == (following.above is not None)
        if ceiling != following.bound or not joined:
            yield fault("class_gap", f"classes[{i}]", given=one.key, other=following.key)
