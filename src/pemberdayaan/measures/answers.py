"""The answers of a form, read back as observations, and what was not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

import attrs

from ..model.evidence import Observation
from ..model.framework import Framework
from .result import Result, Row, plain

if TYPE_CHECKING:
    from ..catalogue.forms.answers import Double, Lost
    from ..catalogue.forms.choices import Answers
    from ..catalogue.forms.exports import Export
    from ..catalogue.forms.questions import Named

__all__ = ["FormRatings", "read_ratings"]


@attrs.frozen(repr=False)
class FormRatings(Result):
    """The answers of a form.

    Parameters
    ----------
    framework, rule
        The key of the framework that was asked, and of the rule that the form names, if it does.
    observations
        One for each answer, in the order of the rows: for `consensus`, or to be put into a programme.
    submissions
        How many were read, each once.
    versions
        Pairs of a version of the form and the number of its submissions.
    doubles
        The submissions that came twice, and which of them was kept.
    lost
        The answers that became no observation, with the reason.
    missing
        The addresses of elements that no column holds.
    unread
        The columns and sheets that were not understood and not read.

    Examples
    --------
    >>> rows = [{"framework": "laverack-2001", "rater": "women", "domain_why": "three"}]
    >>> found = read_ratings(rows)
    >>> found.submissions, len(found.missing)
    (1, 8)
    """

    kind: ClassVar[str] = "form_ratings"

    framework: str
    rule: str | None
    observations: tuple[Observation, ...]
    submissions: int
    versions: tuple[tuple[str, int], ...]
    doubles: tuple[Double, ...]
    lost: tuple[Lost, ...]
    missing: tuple[str, ...]
    unread: tuple[str, ...]

    def __iter__(self) -> Iterator[Observation]:
        """The observations, so that the result may stand wherever they are wanted."""
        return iter(self.observations)

    def __len__(self) -> int:
        """How many observations there are."""
        return len(self.observations)

    def rows(self) -> list[Row]:
        """One row for each observation."""
        return [
            {
                "element": one.element,
                "about": one.about,
                "stage": one.stage,
                "period": one.period.text if one.period else None,
                "rater": one.rater,
                "value": plain(one.value),
                "scale": one.scale,
                "reason": None if one.reason is None else str(one.reason),
                "plan": None if one.plan is None else str(one.plan),
                "importance": one.importance,
                "confidence": one.confidence,
            }
            for one in self.observations
        ]

    def __repr__(self) -> str:
        told = [f"{len(self.observations)} answers of {self.submissions} submissions to {self.framework}"]
        if len(self.versions) > 1:
            told.append("versions " + ", ".join(f"{name} ({count})" for name, count in self.versions))
        counts = {"doubles": self.doubles, "lost": self.lost, "missing": self.missing, "unread": self.unread}
        told += [f"{len(found)} {name}" for name, found in counts.items() if found]
        return "; ".join(told)


def read_ratings(
    source: Export,
    framework: str | Framework | None = None,
    *,
    names: Mapping[str, str] | None = None,
    answers: Answers | None = None,
    repeats: Export | None = None,
    stages: Named | None = None,
    citation: str | Iterable[str] = (),
    language: str = "id",
) -> FormRatings:
    """Read the ratings back from our own form, or from any export of KoboToolbox or ODK.

    Columns are found by their names in the form or by their labels in either language, with or without the groups that
    they stand in, and answers by the keys, labels, or numbers of the levels.

    Parameters
    ----------
    source
        An ``.xlsx`` or ``.csv`` file of KoboToolbox, ODK Central or Briefcase, mappings by column heading, or a data
        frame. A sheet whose rows name their parent is joined to the main sheet.
    framework
        A key of `frameworks`, or a framework; None takes it from the column ``framework`` of our own forms.
    names
        The columns of another form: by the address or key of an element, with ``@stage`` and ``.reason``, ``.plan``,
        ``.importance`` or ``.confidence`` behind it where they apply, or by ``rater``, ``date``, ``place``, ``about``,
        ``stage``, ``uuid``, ``time``, ``version``.
    answers
        The codes of another form: a level's key for each, or None for no answer. A mapping under the name of an
        element, or under ``about`` or ``stage``, holds for that alone.
    repeats
        The second file of an export in CSV files, which holds the repeats.
    stages
        The stages that the form asks for, by key, or the programme; needed where columns are headed by labels.
    citation
        What the observations cite as their source.
    language
        The language of the reasons and plans, ``"id"`` or ``"en"``.

    Returns
    -------
    FormRatings

    Raises
    ------
    InvalidInput
        If the file cannot be read, the framework is not known, no column holds an answer, or an answer is no level;
        every fault with its sheet, cell and heading.
    MissingLibraryError
        If a workbook is to be read and openpyxl is not installed.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> rows = [{"Q1": "Setuju", "who": "women"}, {"Q1": "Tidak", "who": "youth"}]
    >>> found = read_ratings(
    ...     rows, "laverack-2001", names={"why": "Q1", "rater": "who"}, answers={"Setuju": "four", "Tidak": "two"}
    ... )
    >>> pb.consensus(found, "laverack-2001").rated[0].spread
    2
    """
    from ..catalogue.forms.answers import form_answers  # read on first use: it is a tenth of the import

    found = form_answers(
        source,
        framework,
        names=names,
        answers=answers,
        repeats=repeats,
        stages=stages,
        citation=citation,
        language=language,
    )
    return FormRatings(*attrs.astuple(found, recurse=False))
