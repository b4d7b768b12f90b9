"""The paragraph of a thesis that says how a number was made: rule, convention, who was left out, version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from ...errors import InvalidInput
from ...model.fields import wrong_type
from ...model.scales import Measurement
from ...model.text import Language, as_language
from .agreement import Agreement
from .bands import ClassResults
from .items import ItemStatistics
from .ladders import LadderSums
from .limits import Limits
from .plane import ImportancePerformance
from .reliability import Alpha
from .sentences import (
    Said,
    chance_told,
    checked_told,
    edge_told,
    few_told,
    missing_told,
    number_told,
    say,
    turned_around,
    value_told,
    version_told,
    weighted_told,
    why_told,
)

__all__ = ["method"]


def method(result: Any, language: Language | str = Language.ID) -> str:
    """How a result was made, as a paragraph for a thesis or a report.

    Parameters
    ----------
    result
        A result of this room.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    str
        Rule, convention, number of respondents, missing answers, draws and seed, and the version of this library.

    Raises
    ------
    InvalidInput
        If it is no result of this room, or the language is another.

    Examples
    --------
    >>> from pemberdayaan.measures.questionnaire.limits import class_limits
    >>> print(method(class_limits(1, 5), "en").split(". ")[0])
    The range from 1 to 5 was cut into 5 classes of equal width 0.8
    """
    tongue = as_language(language)
    told = next((tell for kind, tell in _TOLD.items() if isinstance(result, kind)), None)
    if told is None:
        raise InvalidInput(wrong_type(result, "a result of a questionnaire").under("$"))
    parts = [*told(result, tongue), *chance_told(result, tongue), *version_told(result, tongue)]
    return " ".join(part for part in parts if part)


def _limits(result: Limits, language: Language) -> Said:
    low, high = number_told(result.low, language), number_told(result.high, language)
    cuts = "; ".join(number_told(cut, language) for cut in result.cuts)
    count = len(result.cuts) + 1
    if result.width is not None:
        width = number_told(result.width, language)
        return (
            say(
                language,
                f"Rentang {low} sampai {high} dibagi menjadi {count} kelas yang sama lebar, yaitu {width}.",
                f"The range from {low} to {high} was cut into {count} classes of equal width {width}.",
            ),
            say(language, f"Batas antarkelas: {cuts}.", f"Limits between classes: {cuts}.") if cuts else "",
        )
    middle, spread = (number_told(one, language) for one in (result.mean or 0, result.sd or 0))
    return (
        say(
            language,
            f"Kategorisasi mengikuti norma hipotetik Azwar untuk skor {low} sampai {high}: rata-rata (maks + min)/2 "
            f"= {middle} dan simpangan baku (maks - min)/6 = {spread}, menghasilkan {count} kategori dengan batas "
            f"{cuts}.",
            f"Categories follow Azwar's hypothetical norm for scores from {low} to {high}: mean (max + min)/2 = "
            f"{middle} and standard deviation (max - min)/6 = {spread}, which give {count} categories with the limits "
            f"{cuts}.",
        ),
    )


def _ladder(result: LadderSums, language: Language) -> Said:
    framework = result.framework
    label = framework.label[language]
    total = result.lines[-1]
    lowest, highest, width = (number_told(one, language) for one in (total.lowest, total.highest, total.width))
    first = say(
        language,
        f"Anak tangga pada '{label}' ditetapkan dari jumlah skor angket (n = {total.n}): rentang jumlah yang "
        f"mungkin, misalnya {lowest} sampai {highest} untuk keseluruhan, dibagi sama lebar ({width}) "
        "menurut banyaknya anak tangga.",
        f"The rung in '{label}' was taken from the sum of the answers (n = {total.n}): the range of possible sums, as "
        f"{lowest} to {highest} for the total, was cut into as many equal classes as there are rungs (width {width}).",
    )
    cited = [one.partition(",")[0].strip() for one in framework.rule(result.provenance.rule[0]).source]
    titles = "; ".join(framework.reference[one].title for one in cited)
    return (
        first,
        say(
            language,
            f"Cara ini memperlakukan skala ordinal sebagai interval{_after(titles, 'mengikuti')}.",
            f"This takes an ordinal scale for an interval one{_after(titles, 'after')}.",
        ),
        _medians(result, language),
        edge_told(result.edge, language),
        turned_around(result.reverse, language),
        weighted_told(result.weighted, language),
        missing_told(result.missing, result.lost, language),
        few_told(min(line.n for line in result.lines), language),
        checked_told(result, language),
    )


def _after(titles: str, word: str) -> str:
    return f" ({word} {titles})" if titles else ""


def _medians(result: LadderSums, language: Language) -> str:
    if result.answers is None:
        return say(
            language,
            "Median jawaban tidak dapat disajikan karena hanya jumlahnya yang diketahui.",
            "The median answer cannot be shown, because only the sums are known.",
        )
    apart = ", ".join(line.variable for line in result.lines if line.differ)
    return say(
        language,
        "Karena itu median jawaban disajikan di sampingnya"
        + (f"; hasilnya berbeda pada {apart}." if apart else "; hasilnya sama."),
        "So the median answer stands beside it" + (f"; it differs for {apart}." if apart else "; the two agree."),
    )


def _classes(result: ClassResults, language: Language) -> Said:
    width = number_told(Fraction(result.high - result.low, result.classes), language)
    apart = ", ".join(line.name for line in result.lines if line.differ)
    return (
        say(
            language,
            f"Skala {result.low} sampai {result.high} dibagi menjadi {result.classes} kelas interval selebar "
            f"{width}; rata-rata "
            f"tiap butir, variabel, dan keseluruhan (n = {result.lines[-1].n}) ditempatkan di kelasnya. "
            "Indeks adalah jumlah "
            "skor dibagi jumlah skor tertinggi yang mungkin, dikali 100.",
            f"The scale from {result.low} to {result.high} was cut into {result.classes} classes of width "
            f"{width}; the mean of "
            f"each item, each variable and the total (n = {result.lines[-1].n}) was put into its class. The "
            "index is the sum "
            "over the highest possible sum, times 100.",
        ),
        say(
            language,
            "Rata-rata memperlakukan jawaban ordinal sebagai interval, maka kelas median disajikan di sampingnya"
            + (f"; keduanya berbeda pada {apart}." if apart else "; keduanya sama."),
            "A mean takes ordinal answers for an interval scale, so the class of the median stands beside it"
            + (f"; the two differ for {apart}." if apart else "; the two agree."),
        ),
        edge_told(result.edge, language),
        turned_around(result.reverse, language),
        weighted_told(result.weighted, language),
        missing_told(result.missing, result.lost, language),
        few_told(min(line.n for line in result.lines), language),
    )


def _items(result: ItemStatistics, language: Language) -> Said:
    turned = tuple(line.item for line in result.lines if line.reversed)
    return (
        say(
            language,
            f"Untuk tiap butir pada skala {result.low} sampai {result.high} dilaporkan n, rata-rata, median "
            "bawah dan atas, "
            "simpangan baku (n - 1), serta bagian jawaban terendah dan tertinggi.",
            f"For each item on a scale from {result.low} to {result.high}: n, mean, lower and upper median, standard "
            "deviation (n - 1), and the shares of the lowest and the highest answer.",
        ),
        turned_around(turned, language),
        weighted_told(result.weighted, language),
        missing_told(result.missing, result.lost, language, summed=False),
        few_told(min(line.n for line in result.lines), language),
    )


def _plane(result: ImportancePerformance, language: Language) -> Said:
    lines = number_told(result.importance, language), number_told(result.performance, language)
    counts = [n for one in result.points for n in (one.n_importance, one.n_performance) if n is not None]
    return (
        say(
            language,
            "Analisis kepentingan-kinerja membagi butir ke empat kuadran pada rata-rata keseluruhan "
            f"kepentingan ({lines[0]}) "
            f"dan kinerja ({lines[1]}): A prioritas utama, B pertahankan prestasi, C prioritas rendah, D "
            "berlebihan. Butir yang "
            "tepat di garis dihitung tinggi.",
            f"Importance-performance analysis puts the items into four quadrants at the grand means of importance "
            f"({lines[0]}) and performance ({lines[1]}): A first priority, B keep up, C low priority, D "
            "excess. A point "
            "exactly on a line counts as high.",
        ),
        say(
            language,
            "Jawaban diperlakukan sebagai skala interval.",
            "The answers were taken for an interval scale.",
        ),
        weighted_told(result.weighted, language),
        missing_told(result.missing, result.lost, language, summed=False),
        few_told(min(counts, default=None), language),
    )


def _alpha(result: Alpha, language: Language) -> Said:
    turned = tuple(line.item for line in result.items if line.reversed)
    return (
        say(
            language,
            f"Reliabilitas {len(result.items)} butir dihitung dengan alfa Cronbach (bentuk kovarians, n = {result.n})"
            + value_told(result.value, language),
            f"The reliability of {len(result.items)} items is Cronbach's alpha (covariance form, n = {result.n})"
            + value_told(result.value, language),
        ),
        why_told(result.cautions, language),
        turned_around(turned, language),
        weighted_told(result.weighted, language),
        missing_told(result.missing, result.lost, language, by_item=False),
        few_told(result.n, language),
    )


# What a distance between two ratings is, as the paragraph calls it.
_KINDS = {
    Measurement.NOMINAL: "nominal",
    Measurement.ORDINAL: "ordinal",
    Measurement.INTERVAL: "interval",
    Measurement.RATIO: "rasio",
}


def _agreement(result: Agreement, language: Language) -> Said:
    kind = _KINDS[result.measurement] if language is Language.ID else result.measurement.value
    gaps = sum(one.n for one in result.lost)
    return (
        say(
            language,
            f"Kesepakatan {result.raters} penilai atas {len(result.units)} unit ({result.ratings} nilai) "
            "dihitung dengan alfa "
            f"Krippendorff untuk data {kind}" + value_told(result.value, language),
            f"The agreement of {result.raters} raters on {len(result.units)} units ({result.ratings} ratings) is "
            f"Krippendorff's alpha for {kind} data" + value_told(result.value, language),
        ),
        why_told(result.cautions, language),
        say(language, f"{gaps} nilai yang tidak ada dilewati.", f"{gaps} missing ratings were skipped.")
        if gaps
        else "",
    )


_TOLD: Mapping[type, Callable[[Any, Language], Said]] = {
    Limits: _limits,
    LadderSums: _ladder,
    ClassResults: _classes,
    ItemStatistics: _items,
    ImportancePerformance: _plane,
    Alpha: _alpha,
    Agreement: _agreement,
}
