"""Whether an index holds together: coverage, redundancy, contrary parts, reliability, importance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar

import attrs
import numpy as np

from ...errors import InvalidInput, fault
from ...kernels.association import correlation_ratio, pearson
from ...kernels.consistency import cronbach_alpha
from ...kernels.moments import Description, describe
from ...model.text import Text
from ..result import Library, Provenance, Result, Row, plain
from .chain import Array
from .scores import IndexScores
from .verdicts import ADVICE, SAYS

__all__ = [
    "Audit",
    "Correlations",
    "Finding",
    "ImportanceLine",
    "IndicatorStatistics",
    "Severity",
    "audit",
    "correlations",
    "statistics",
]

# The limits that auditors of composite indicators commonly use; OECD & JRC (2008), and the audits of the JRC.
LEAST_COVERAGE = 0.65
REDUNDANT = 0.9
CONTRARY = -0.4
RELIABLE = 0.7
LEAST_NONZERO = 0.5
LEAST_UNIQUE = 0.5
SKEWED, PEAKED = 2.0, 3.5
# A part whose share of importance is this much larger or smaller than its share of weight; ours.
OUT_OF_PROPORTION = 2.0
# A part that explains less than this of its node's variance is dominated by its siblings; ours.
DOMINATED = 0.1
# As many units as a correlation needs to say anything; ours.
FEWEST = 10


class Severity(StrEnum):
    """How much a finding matters."""

    SERIOUS = "serious"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen
class Finding:
    """One thing that a user of the index should know.

    Parameters
    ----------
    check, severity
        Which check found it, and how much it matters.
    about, other
        The part or unit that it is about, and the second one of a pair.
    value, limit
        What was measured, and the limit that it passed.
    text, advice
        What it means and what to do, in both languages.
    """

    check: str
    severity: Severity
    about: str
    other: str | None
    value: float | None
    limit: float | None
    text: Text
    advice: Text


@attrs.frozen
class ImportanceLine:
    """What a part weighs in its node, and what it matters.

    Parameters
    ----------
    part, parent, label
        The part, its node, and its name.
    weight
        Its weight among its siblings, of 1; None where each unit has its own.
    correlation
        With its node; None where one of the two does not vary.
    importance
        The correlation ratio: what share of the node's variance it explains; None where that is not defined.
    share
        Its share of its siblings' importance.
    """

    part: str
    parent: str
    label: Text
    weight: float | None
    correlation: float | None
    importance: float | None
    share: float | None


@attrs.frozen(repr=False)
class Audit(Result):
    """What the checks of an index found.

    Parameters
    ----------
    findings
        The serious ones first.
    importance
        Weight and importance of each part.
    alphas
        Pairs of a node and Cronbach's alpha of its parts; None where it is not defined.
    coverage
        Pairs of an indicator and the share of units that have it.
    checks
        The checks that were made.
    provenance, frame_library
        Where it comes from; the library that `to_frame` gives.
    """

    kind: ClassVar[str] = "index_audit"

    findings: tuple[Finding, ...]
    importance: tuple[ImportanceLine, ...]
    alphas: tuple[tuple[str, float | None], ...]
    coverage: tuple[tuple[str, float], ...]
    checks: tuple[str, ...]
    provenance: Provenance
    frame_library: Library | None = None

    def rows(self) -> list[Row]:
        """One row for each finding."""
        return [
            {
                "check": one.check,
                "severity": one.severity.value,
                "about": one.about,
                "other": one.other,
                "value": plain(one.value),
                "limit": plain(one.limit),
            }
            for one in self.findings
        ]

    def told(self, language: str = "en") -> list[str]:
        """The findings with their advice, as sentences."""
        return [f"{one.text[language]} {one.advice[language]}" for one in self.findings]

    def __repr__(self) -> str:
        counts = ", ".join(f"{sum(one.severity is kind for one in self.findings)} {kind}" for kind in Severity)
        return "\n".join([f"Audit: {counts}; {len(self.checks)} checks", *(f"- {one}" for one in self.told()[:5])])


def audit(scores: IndexScores) -> Audit:
    """Check an index as auditors of composite indicators do.

    Coverage of units and indicators at least 65 %; indicators that stay constant, or that are skewed and peaked; pairs
    that say the same (the absolute correlation above 0.9); parts of a node that go against each other (r below 0,
    serious below -0.4); Cronbach's alpha of the parts of a node (below 0.7); weight against importance (the correlation
    ratio); parts that are dominated by their siblings.

    Parameters
    ----------
    scores
        Of `score`.

    Returns
    -------
    Audit

    References
    ----------
    OECD & JRC (2008). Handbook on Constructing Composite Indicators. OECD.
    Paruolo, P., Saisana, M. & Saltelli, A. (2013). Ratings and rankings: voodoo or science? JRSS A 176(3), 609-634.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> villages = pd.DataFrame({"iks": [0.7, 0.6, 0.5], "ike": [0.5, 0.5, 0.5], "ikl": [0.6, 0.7, 0.8]})
    >>> [(one.check, one.about) for one in audit(pb.score(villages, "idm-2016")).findings]
    [('constant', 'ike'), ('few_units', 'idm')]
    """
    importance = tuple(_importance(scores))
    alphas = tuple(_alphas(scores))
    there = tuple(_coverage(scores))
    few = int((~np.isnan(scores.index)).sum())
    found = [*_few(scores, few), *_coverage_findings(scores, there), *_shapes(scores)]
    if few >= FEWEST:
        found += [*_pairs(scores), *_reliability(scores, alphas), *_proportion(scores, importance)]
    order = list(Severity)
    found.sort(key=lambda one: order.index(one.severity))
    return Audit(tuple(found), importance, alphas, there, tuple(SAYS), scores.provenance, scores.frame_library)


class _Indonesian(float):
    """A number that is written with a decimal comma."""

    def __format__(self, spec: str) -> str:
        return super().__format__(spec).replace(".", ",").replace("%", " %")


def _finding(
    scores: IndexScores,
    check: str,
    severity: Severity,
    about: str,
    other: str | None = None,
    value: float | None = None,
    limit: float | None = None,
    **said: Any,
) -> Finding:
    """A finding with its sentence, in which parts go by their names."""
    labels = scores.tree.labels
    told: dict[str, str] = {}
    for language in ("id", "en"):
        named = {
            name: labels[key][language] if key is not None and key in labels else key
            for name, key in (("about", about), ("other", other))
        }
        numbers = {
            name: _Indonesian(number) if language == "id" and isinstance(number, float) else number
            for name, number in (("value", value), ("limit", limit))
        }
        told[language] = SAYS[check][language].format(**named, **numbers, **said)
    return Finding(check, severity, about, other, value, limit, Text(**told), ADVICE[check])


def _few(scores: IndexScores, few: int) -> Iterator[Finding]:
    if few < FEWEST:
        yield _finding(scores, "few_units", Severity.NOTE, scores.tree.root, None, few, FEWEST)


def _coverage(scores: IndexScores) -> Iterator[tuple[str, float]]:
    for j, key in enumerate(scores.steps.indicators):
        yield key, float(1 - np.isnan(scores.steps.raw[:, j]).mean())
    for key in scores.cover.used:
        if key in scores.tree.parts:
            yield key, float(1 - np.isnan(scores.scores[key]).mean())


def _coverage_findings(scores: IndexScores, there: tuple[tuple[str, float], ...]) -> Iterator[Finding]:
    for key, share in there:
        if share < LEAST_COVERAGE:
            yield _finding(scores, "indicator_coverage", Severity.SERIOUS, key, None, share, LEAST_COVERAGE)
    low = np.flatnonzero(scores.coverage < LEAST_COVERAGE)
    if len(low):
        named = ", ".join(str(scores.units[row]) for row in low[:5].tolist()) + ", ..." * (len(low) > 5)
        worst = float(scores.coverage[low].min())
        yield _finding(
            scores,
            "unit_coverage",
            Severity.WARNING,
            scores.tree.root,
            None,
            worst,
            LEAST_COVERAGE,
            count=len(low),
            rows=named,
        )


def _shapes(scores: IndexScores) -> Iterator[Finding]:
    """Indicators that stay constant, or whose shape lets a few units decide."""
    keys = scores.cover.used
    values = _values(scores, keys, treated=True)
    told = describe(values)
    for j, key in enumerate(keys):
        if told.min[j] == told.max[j]:
            yield _finding(scores, "constant", Severity.WARNING, key, None, float(told.min[j]))
        elif abs(told.skewness[j]) >= SKEWED and told.kurtosis[j] >= PEAKED:
            yield _finding(scores, "skewed", Severity.WARNING, key, None, float(told.skewness[j]), SKEWED)


def _values(scores: IndexScores, keys: tuple[str, ...], *, treated: bool = False) -> Array:
    """Columns of nodes and scaled (or treated) indicators side by side."""
    source = scores.steps.treated if treated else scores.steps.scaled
    place = {key: j for j, key in enumerate(scores.steps.indicators)}
    columns = [source[:, place[key]] if key in place else scores.scores[key] for key in keys]
    return np.column_stack(columns)


def _pairs(scores: IndexScores) -> Iterator[Finding]:
    found = correlations(scores)
    tree = scores.tree
    for i, first in enumerate(found.keys):
        for j in range(i + 1, len(found.keys)):
            second, r = found.keys[j], found.matrix[i, j]
            if np.isnan(r):
                continue
            siblings = tree.parent[first] == tree.parent[second]
            if abs(r) > REDUNDANT:
                yield _finding(scores, "redundant", Severity.WARNING, first, second, float(r), REDUNDANT)
            elif siblings and r < 0:
                severity = Severity.SERIOUS if r < CONTRARY else Severity.NOTE
                yield _finding(scores, "contrary", severity, first, second, float(r), 0.0)


def _alphas(scores: IndexScores) -> Iterator[tuple[str, float | None]]:
    for node in scores.nodes:
        parts = _made_of(scores, node)
        if len(parts) < 2:
            continue
        values = _values(scores, parts)
        values = values[~np.isnan(values).any(axis=1)]
        try:
            yield node, cronbach_alpha(values)
        except (InvalidInput, IndexError, ValueError):
            yield node, None


def _made_of(scores: IndexScores, node: str) -> tuple[str, ...]:
    """The parts of a node where it was computed from them."""
    return () if node in scores.cover.used else scores.tree.parts[node]


def _reliability(scores: IndexScores, alphas: tuple[tuple[str, float | None], ...]) -> Iterator[Finding]:
    for node, alpha in alphas:
        if alpha is not None and alpha < RELIABLE:
            yield _finding(scores, "unreliable", Severity.NOTE, node, None, alpha, RELIABLE)


def _importance(scores: IndexScores) -> Iterator[ImportanceLine]:
    for node in scores.nodes:
        parts = _made_of(scores, node)
        if not parts:
            continue
        values = _values(scores, (node, *parts))
        values = values[~np.isnan(values).any(axis=1)]
        own = scores.weights.get(node)
        ratios = [_ratio(values[:, i + 1], values[:, 0]) for i in range(len(parts))]
        whole = sum(one for one in ratios if one is not None)
        related = pearson(values, undefined="nan")[0] if len(values) > 1 else np.full(len(parts) + 1, np.nan)
        for i, part in enumerate(parts):
            ratio = ratios[i]
            yield ImportanceLine(
                part,
                node,
                scores.tree.labels[part],
                float(own[i]) if own is not None and own.ndim == 1 else None,
                None if np.isnan(related[i + 1]) else float(related[i + 1]),
                ratio,
                ratio / whole if ratio is not None and whole > 0 else None,
            )


def _ratio(part: Array, node: Array) -> float | None:
    try:
        return correlation_ratio(part, node)
    except InvalidInput:
        return None


def _proportion(scores: IndexScores, lines: tuple[ImportanceLine, ...]) -> Iterator[Finding]:
    for one in lines:
        siblings = sum(line.parent == one.parent for line in lines)
        if siblings < 2 or one.importance is None or not one.weight:
            continue
        if one.importance < DOMINATED:
            yield _finding(scores, "dominated", Severity.WARNING, one.part, one.parent, one.importance, DOMINATED)
        elif one.share is not None and not 1 / OUT_OF_PROPORTION <= one.share / one.weight <= OUT_OF_PROPORTION:
            yield _finding(scores, "proportion", Severity.NOTE, one.part, one.parent, one.share, one.weight)


# --- correlations and statistics ---------------------------------------------------------------------------------


@attrs.frozen(repr=False, eq=False)
class Correlations(Result):
    """How the parts of an index go together.

    Parameters
    ----------
    keys, parents
        The parts, and the node that each belongs to; parts of one node stand together.
    labels
        What they are called.
    matrix
        Shape (parts, parts): Pearson's correlations over the units that have both; NaN where one does not vary.
    provenance, frame_library
        Where it comes from; the library that `to_frame` gives.
    """

    kind: ClassVar[str] = "index_correlations"

    keys: tuple[str, ...]
    parents: tuple[str, ...]
    labels: tuple[Text, ...]
    matrix: Array
    provenance: Provenance
    frame_library: Library | None = None

    def rows(self) -> list[Row]:
        """One row for each pair."""
        return [
            {
                "first": self.keys[i],
                "second": self.keys[j],
                "siblings": self.parents[i] == self.parents[j],
                "correlation": plain(float(self.matrix[i, j])),
            }
            for i in range(len(self.keys))
            for j in range(i + 1, len(self.keys))
        ]

    def __repr__(self) -> str:
        return f"Correlations: {len(self.keys)} parts of {len(set(self.parents))} nodes"


def correlations(scores: IndexScores, level: str = "used") -> Correlations:
    """Pearson's correlations of the scaled parts of an index.

    Parameters
    ----------
    scores
        Of `score`.
    level
        ``"used"``: the indicators, or what was used in their place; ``"nodes"``: the nodes below the index.

    Raises
    ------
    InvalidInput
        For another level.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> villages = pd.DataFrame({"iks": [0.7, 0.6, 0.5], "ike": [0.5, 0.4, 0.3], "ikl": [0.6, 0.7, 0.8]})
    >>> correlations(pb.score(villages, "idm-2016")).matrix.round(6).tolist()
    [[1.0, 1.0, -1.0], [1.0, 1.0, -1.0], [-1.0, -1.0, 1.0]]
    """
    if level not in ("used", "nodes"):
        raise InvalidInput(fault("not_a_choice", "level", given=str(level), noun="level", choices=("used", "nodes")))
    keys = scores.cover.used if level == "used" else tuple(one for one in scores.nodes if one != scores.tree.root)
    matrix = pearson(_values(scores, keys), missing="skip", undefined="nan")
    matrix.flags.writeable = False
    tree = scores.tree
    return Correlations(
        keys,
        tuple(tree.parent[key] for key in keys),
        tuple(tree.labels[key] for key in keys),
        matrix,
        scores.provenance,
        scores.frame_library,
    )


@attrs.frozen(repr=False, eq=False)
class IndicatorStatistics(Result):
    """What each indicator of the table is like, and which limits it passes.

    Parameters
    ----------
    keys
        The indicators.
    described
        Its numbers, each of shape (indicators,).
    flags
        By name, for each indicator: True where availability, the share of non-zero or of different values is low, or
        it is skewed and peaked.
    provenance, frame_library
        Where it comes from; the library that `to_frame` gives.
    """

    kind: ClassVar[str] = "indicator_statistics"

    keys: tuple[str, ...]
    described: Description
    flags: Mapping[str, tuple[bool, ...]]
    provenance: Provenance
    frame_library: Library | None = None

    def rows(self) -> list[Row]:
        """One row for each indicator."""
        numbers = self.described._asdict()
        return [
            {
                "indicator": key,
                **{name: plain(float(values[j])) for name, values in numbers.items()},
                **{f"low_{name}" if name != "outliers" else name: flag[j] for name, flag in self.flags.items()},
            }
            for j, key in enumerate(self.keys)
        ]

    def __repr__(self) -> str:
        flagged = sum(any(flag[j] for flag in self.flags.values()) for j in range(len(self.keys)))
        return f"IndicatorStatistics: {len(self.keys)} indicators, {flagged} flagged"


def statistics(scores: IndexScores) -> IndicatorStatistics:
    """Range, mean, spread, skewness, kurtosis and gaps of each indicator as it came in (denominated if so told).

    Parameters
    ----------
    scores
        Of `score`.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> found = statistics(pb.score(pd.read_csv(pb.table("idm_2024_diy")), "idm-2016"))
    >>> found.keys
    ('iks', 'ike', 'ikl')
    """
    keys = scores.cover.used
    place = {key: j for j, key in enumerate(scores.steps.indicators)}
    values = np.column_stack([scores.steps.raw[:, place[key]] if key in place else scores.scores[key] for key in keys])
    told = describe(values)
    with np.errstate(invalid="ignore"):
        flags = {
            "available": told.available < LEAST_COVERAGE,
            "nonzero": told.nonzero < LEAST_NONZERO,
            "unique": told.unique < LEAST_UNIQUE,
            "outliers": (np.abs(told.skewness) >= SKEWED) & (told.kurtosis >= PEAKED),
        }
    said = {name: tuple(flag.tolist()) for name, flag in flags.items()}
    return IndicatorStatistics(keys, told, said, scores.provenance, scores.frame_library)
