"""Sentences that the paragraphs on method share, in Indonesian and English."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ...model.rules import Missing
from ...model.text import Language
from .agreement import Agreement
from .counted import FEW, Caution, Edge, Lost
from .ladders import LadderSums
from .reliability import Alpha

__all__ = [
    "Said",
    "chance_told",
    "checked_told",
    "edge_told",
    "few_told",
    "missing_told",
    "number_told",
    "say",
    "turned_around",
    "value_told",
    "version_told",
    "weighted_told",
    "why_told",
]

Said = tuple[str, ...]


def say(language: Language, indonesian: str, english: str) -> str:
    """The sentence of the language."""
    return indonesian if language is Language.ID else english


def number_told(value: Fraction | float, language: Language) -> str:
    """A number as it is written in the language: with a decimal comma in Indonesian."""
    said = f"{float(value):.6g}"
    if "e+" in said:
        said = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return said.replace(".", ",") if language is Language.ID else said


def edge_told(edge: Edge, language: Language) -> str:
    """Where a number on a limit goes."""
    if edge is Edge.UP:
        return say(
            language,
            "Nilai yang tepat di batas dua kelas dimasukkan ke kelas yang lebih tinggi.",
            "A number exactly on the limit of two classes goes to the higher one.",
        )
    return say(
        language,
        "Nilai yang tepat di batas dua kelas dimasukkan ke kelas yang lebih rendah.",
        "A number exactly on the limit of two classes goes to the lower one.",
    )


def missing_told(
    missing: Missing | None, lost: tuple[Lost, ...], language: Language, *, by_item: bool = True, summed: bool = True
) -> str:
    """What became of missing answers, where items are counted by themselves, and where some are summed."""
    if missing is None:
        return ""
    if not lost:
        return say(language, "Tidak ada jawaban yang kosong.", "No answer was missing.")
    counts = {
        reason: sum(one.n for one in lost if one.reason == reason) for reason in ("blank", "do_not_know", "refused")
    }
    kinds = say(
        language,
        f"{counts['blank']} kosong, {counts['do_not_know']} tidak tahu, {counts['refused']} menolak menjawab",
        f"{counts['blank']} blank, {counts['do_not_know']} do not know, {counts['refused']} refused",
    )
    if by_item and not summed:
        return say(
            language,
            f"Jawaban yang tidak ada ({kinds}) dilewati: tiap butir dihitung dari jawaban yang tersedia.",
            f"Missing answers ({kinds}) were skipped: each item rests on the answers that there are.",
        )
    if by_item:
        return say(
            language,
            f"Jawaban yang tidak ada ({kinds}) dilewati: tiap butir dihitung dari jawaban yang tersedia, "
            "sedangkan jumlah "
            "beberapa butir hanya dari responden yang menjawab semuanya.",
            f"Missing answers ({kinds}) were skipped: each item rests on the answers that there are, a sum of several "
            "items on the respondents who answered all of them.",
        )
    return say(
        language,
        f"Jawaban yang tidak ada ({kinds}) dilewati: hanya responden yang menjawab semua butir yang dihitung.",
        f"Missing answers ({kinds}) were skipped: only respondents who answered all items were counted.",
    )


def turned_around(reverse: tuple[str, ...], language: Language) -> str:
    """Which items were turned around."""
    if not reverse:
        return ""
    named = ", ".join(reverse)
    return say(
        language,
        f"Butir negatif dibalik skornya: {named}.",
        f"The scores of negatively worded items were turned around: {named}.",
    )


def few_told(n: int | None, language: Language) -> str:
    """That there were few respondents, if so."""
    if n is None or n >= FEW:
        return ""
    return say(
        language,
        f"Jumlah responden sedikit (kurang dari {FEW}) sehingga hasilnya perlu dibaca dengan hati-hati.",
        f"There were few respondents (fewer than {FEW}), so the results need care.",
    )


def weighted_told(weighted: bool, language: Language) -> str:
    """That the answers were weighted, if so."""
    if not weighted:
        return ""
    return say(language, "Jawaban dibobot menurut rancangan survei.", "Answers were weighted by the survey design.")


def checked_told(result: LadderSums, language: Language) -> str:
    """That the framework was not fully checked against its source, if so."""
    if result.provenance.checked == "full":
        return ""
    key = result.provenance.framework
    return say(
        language,
        f"Data kerangka {key} dalam pustaka ini belum sepenuhnya dicocokkan dengan sumber aslinya.",
        f"The data of the framework {key} in this library were not fully checked against the source.",
    )


def value_told(value: float | None, language: Language) -> str:
    """The end of a sentence that gives a coefficient."""
    if value is None:
        return say(language, ", tetapi nilainya tidak terdefinisi.", ", but is not defined.")
    return f": {number_told(round(value, 3), language)}."


_WHY: Mapping[Caution, tuple[str, str]] = {
    Caution.NO_SPREAD: ("Nilainya tidak bervariasi.", "The values do not vary."),
    Caution.NO_PAIR: ("Tidak ada unit yang dinilai dua penilai.", "No unit was rated by two raters."),
    Caution.ONE_RESPONDENT: ("Hanya ada satu responden.", "There is one respondent only."),
}


def why_told(cautions: tuple[Caution, ...], language: Language) -> str:
    """Why a coefficient is not defined."""
    return " ".join(say(language, *_WHY[one]) for one in cautions if one in _WHY)


def chance_told(result: Any, language: Language) -> Said:
    """The interval, and the draws and the seed behind it."""
    if not isinstance(result, (Alpha, Agreement)) or not result.draws or result.value is None:
        return ()
    seed, level = result.provenance.seed, number_told(100 * result.confidence, language)
    drawn = say(language, f"{result.draws} penarikan ulang", f"{result.draws} draws")
    if isinstance(result, Alpha) and result.drawn:
        drawn += say(language, " menurut strata dan unit sampel", " by strata and sampling units")
    if seed is not None:
        drawn += say(language, f", benih acak {seed}", f", seed {seed}")
    if result.undefined:
        drawn += say(
            language, f", {result.undefined} di antaranya tidak terdefinisi", f", {result.undefined} undefined"
        )
    if result.low is None or result.high is None:
        return (
            say(
                language,
                f"Selang kepercayaan tidak dapat dihitung ({drawn}).",
                f"An interval could not be computed ({drawn}).",
            ),
        )
    ends = number_told(round(result.low, 3), language), number_told(round(result.high, 3), language)
    return (
        say(
            language,
            f"Selang kepercayaan bootstrap {level}%: {ends[0]} sampai {ends[1]} ({drawn}).",
            f"The {level} % bootstrap interval runs from {ends[0]} to {ends[1]} ({drawn}).",
        ),
    )


def version_told(result: Any, language: Language) -> Said:
    """The version of this library."""
    version = result.provenance.library
    return (
        say(
            language,
            f"Perhitungan memakai pustaka pemberdayaan versi {version}.",
            f"Computed with the library pemberdayaan, version {version}.",
        ),
    )
