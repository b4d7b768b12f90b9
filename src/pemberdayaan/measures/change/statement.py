"""A change in words, for who must report it: what changed, how sure that is, and what it does not show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from ...errors import InvalidInput, fault
from ...model.text import Language, Text, as_language
from .lines import Change, ChangeLine

__all__ = ["statement"]

# The levels of an assessment that moved, and the numbers of it that changed, told in words.
MOST = 6
FEW = 30
# Shares of 1, told in per cent and their changes in points.
SHARES = frozenset(
    "H A M0 M1 M2 He Hne Aa 5DE 3DE H_GPI I_GPI GPI index raw_headcount censored_headcount contribution "
    "bottom_20 bottom_40 top_10 inside_share density reciprocity cross_border cross_sector".split()
)
MEASURES: Mapping[str, Text] = MappingProxyType(
    {
        "mean": Text(id="rata-rata", en="the mean"),
        "H": Text(
            id="bagian orang yang tidak berdaya atau miskin (H)", en="the share who are disempowered or poor (H)"
        ),
        "A": Text(id="intensitas pada mereka (A)", en="their intensity (A)"),
        "M0": Text(id="ukuran M0 = H × A", en="M0 = H × A"),
        "M1": Text(id="ukuran M1", en="M1"),
        "M2": Text(id="ukuran M2", en="M2"),
        "He": Text(id="bagian orang yang berdaya (He)", en="the share who are empowered (He)"),
        "Hne": Text(id="bagian orang yang tidak berdaya (Hne)", en="the share who are not empowered (Hne)"),
        "Aa": Text(id="rata-rata kecukupan pada mereka (Aa)", en="their average adequacy (Aa)"),
        "5DE": Text(id="lima ranah pemberdayaan (5DE)", en="the five domains of empowerment (5DE)"),
        "3DE": Text(id="tiga ranah pemberdayaan (3DE)", en="the three domains of empowerment (3DE)"),
        "H_GPI": Text(
            id="bagian rumah tangga yang belum setara (H_GPI)", en="the share of households without parity (H_GPI)"
        ),
        "I_GPI": Text(id="rata-rata kesenjangannya (I_GPI)", en="their average gap (I_GPI)"),
        "GPI": Text(id="indeks kesetaraan gender (GPI)", en="the gender parity index (GPI)"),
        "index": Text(id="indeks keseluruhan", en="the index as a whole"),
        "raw_headcount": Text(id="bagian orang yang kekurangan dalam", en="the share deprived in"),
        "censored_headcount": Text(
            id="bagian orang di atas garis batas yang kekurangan dalam",
            en="the share past the cut-off and deprived in",
        ),
        "contribution": Text(id="sumbangan pada M0 dari", en="the contribution to M0 of"),
        "gini": Text(id="indeks Gini", en="the Gini index"),
        "theil_t": Text(id="indeks Theil T", en="the Theil T index"),
        "theil_l": Text(id="indeks Theil L", en="the Theil L index"),
        "palma": Text(id="rasio Palma", en="the Palma ratio"),
        "bottom_40": Text(id="bagian yang diterima 40 % terbawah", en="the share of the bottom 40 %"),
        "top_10": Text(id="bagian yang diterima 10 % teratas", en="the share of the top 10 %"),
        "verdict": Text(id="kesimpulan", en="the verdict"),
        "criterion": Text(id="kriteria", en="the criterion"),
        "inside": Text(id="sumbangan dari dalam masyarakat:", en="contributions from inside:"),
        "outside": Text(id="sumbangan dari luar:", en="contributions from outside:"),
        "inside_share": Text(id="bagian dari dalam masyarakat:", en="the share from inside:"),
    }
)
WHO: Mapping[str, Text] = MappingProxyType(
    {
        "women": Text(id="pada perempuan", en="among women"),
        "men": Text(id="pada laki-laki", en="among men"),
        "pairs": Text(id="pada rumah tangga berpasangan", en="in households of a woman and a man"),
    }
)
LEVELS: Mapping[str, Text] = MappingProxyType(
    {
        "met": Text(id="memenuhi kriteria", en="criteria met"),
        "unmet": Text(id="belum memenuhi kriteria", en="criteria not met"),
        "present": Text(id="hadir", en="present"),
        "absent": Text(id="tidak hadir", en="absent"),
    }
)
PARTS: Mapping[str, Text] = MappingProxyType(
    {
        "gate": Text(id="kesimpulan dan syarat", en="the verdict and its criteria"),
        "matrix": Text(id="kehadiran dan kedalaman partisipasi", en="presence and depth of participation"),
        "profile": Text(id="tingkat dalam profil", en="levels of the profile"),
    }
)
# Those that are told unless others are asked for.
USUAL = ("index", "M0", "gini", "verdict")


def statement(
    change: Change, language: Language | str = "id", *, measures: str | Iterable[str] = (), groups: Iterable[Any] = ()
) -> str:
    """The change in sentences.

    Parameters
    ----------
    change
        Of `between` or `against`.
    language
        ``"id"`` or ``"en"``.
    measures
        Which are told; empty for the index itself, M0, the Gini index or the verdict, whichever there is.
    groups
        Which are told; empty for all, at most six.

    Returns
    -------
    str
        One sentence for each measure and group: from what to what, by how much, with its interval and what it rests on;
        then how many moved and what is in one round only. The last says that it is a change, not evidence of effect, or
        of a difference in differences what has to hold.

    Raises
    ------
    InvalidInput
        For a measure or group that there is not.

    Examples
    --------
    >>> import pandas as pd
    >>> from pemberdayaan import Population, score
    >>> from pemberdayaan.measures.change import between
    >>> first = pd.DataFrame({"kode": list("ABC"), "iks": [0.7, 0.6, 0.5], "ike": 0.5, "ikl": 0.6})
    >>> second = first.assign(iks=[0.8, 0.7, 0.65])
    >>> rounds = [score(Population(one, unit="kode"), "idm-2016") for one in (first, second)]
    >>> print(statement(between(*rounds, unit="kode"), "en"))  # doctest: +NORMALIZE_WHITESPACE
    The mean of the Village development index rose from 0.5667 to 0.6056, by 0.03889 (95 % interval 0.01499 to 0.06279;
    3 units in both rounds). There are few units (fewer than 30): the interval needs care. Of 3 units, 1 moved to a
    higher class, 2 stayed, 0 moved to a lower one. This is a change, not evidence of effect: no comparison group stands
    beside it.
    """
    chosen = as_language(language)
    told = list(_lines(change, (measures,) if isinstance(measures, str) else tuple(measures), tuple(groups)))
    sentences = [_sentence(change, one, chosen, first=not i) for i, one in enumerate(told)]
    sentences += list(_beside(change, told, chosen))
    sentences += list(_moved(change, chosen))
    lost = len({one.key for one in change.lost if one.what == "unit"})
    if lost:
        sentences.append(
            _say(
                chosen,
                f"{lost} unit hanya ada di satu putaran atau tidak punya skor sehingga tidak dibandingkan.",
                f"{lost} units are in one round only, or have no score, and are not compared.",
            )
        )
    sentences.append(_end(change, chosen))
    return " ".join(sentences)


def _say(language: Language, indonesian: str, english: str) -> str:
    return indonesian if language is Language.ID else english


def _lines(change: Change, measures: tuple[str, ...], groups: tuple[Any, ...]) -> Iterator[ChangeLine]:
    known = tuple(dict.fromkeys(one.measure for one in change.lines))
    faults = [
        fault("no_such", "measures", noun="measure", given=one, choices=known) for one in measures if one not in known
    ]
    texts = tuple(map(str, change.groups))
    faults += [
        fault("no_such", "groups", noun="group", given=str(one), choices=texts)
        for one in groups
        if str(one) not in texts
    ]
    if faults:
        raise InvalidInput(faults)
    wanted = measures or tuple(one for one in USUAL if one in known)[:1]
    kept = {str(one) for one in groups} or set(texts[:MOST])
    roots: dict[Any, None] = {}
    for one in change.lines:
        if str(one.group) not in kept:
            continue
        if one.measure in wanted:
            yield one
        elif not wanted and one.group not in roots:
            # Of a measure of many elements the first is the whole: the index before its dimensions.
            roots[one.group] = None
            yield one
    if not measures and change.pool is None:
        yield from _changed(change)


def _changed(change: Change) -> Iterator[ChangeLine]:
    """The levels that moved and the numbers that changed most, of records."""
    moved = [one for one in change.lines if one.moved not in (None, "same") and one.measure not in USUAL]
    numbers = [one for one in change.lines if one.absolute and one.relative is not None]
    numbers.sort(key=lambda one: -abs(one.relative or 0))
    yield from moved[:MOST]
    yield from numbers[:MOST]


def _name(change: Change, line: ChangeLine, language: Language) -> str:
    known = MEASURES if line.measure in MEASURES else change.labels
    measure = known[line.measure][language] if line.measure in known else line.measure
    element = line.element
    if element is not None and element in change.labels:
        element = change.labels[element][language]
    if line.measure == "mean" and element is not None:
        measure = f"{measure} {element}" if language is Language.ID else f"{measure} of the {element}"
    elif element is not None:
        measure = f"{measure} {element}"
    who = f" {WHO[line.who][language]}" if line.who is not None and line.who in WHO else ""
    of = ""
    if line.group not in (None, "all") and change.against is None:
        of = _say(language, f" pada kelompok {line.group}", f" in group {line.group}")
    return f"{measure}{who}{of}"


def _sentence(change: Change, line: ChangeLine, language: Language, *, first: bool) -> str:
    name = _name(change, line, language)
    when = ""
    if change.times is not None and first:
        start, end = change.times
        when = _say(language, f"antara {start} dan {end}, ", f"between {start} and {end}, ")
    if line.moved is not None:
        return _level(change, line, when, name, language)
    share = line.measure in SHARES
    ends = [_number(one, language, share=share) for one in (line.before, line.after)]
    if line.absolute is None:
        return _unknown(line, when, name, language, share=share)
    size = _number(abs(line.absolute), language, share=share, points=True)
    if change.against is not None:
        group, comparison = change.against
        size = f"{'-' if line.absolute < 0 else '+'}{size}"
        said = _say(
            language,
            f"selisih {name} antara kelompok {group} dan kelompok pembanding {comparison} berubah dari {ends[0]} "
            f"menjadi {ends[1]}, yaitu {size}",
            f"the difference in {name} between group {group} and comparison group {comparison} went from {ends[0]} to "
            f"{ends[1]}, by {size}",
        )
    else:
        verb = (
            ("naik", "rose") if line.absolute > 0 else ("turun", "fell") if line.absolute < 0 else ("tetap", "stayed")
        )
        said = _say(
            language,
            f"{name} {verb[0]} dari {ends[0]} menjadi {ends[1]}, yaitu {size}",
            f"{name} {verb[1]} from {ends[0]} to {ends[1]}, by {size}",
        )
    return _capital(f"{when}{said}{_rests(change, line, language, share=share)}.") + _sure(line, language)


def _rests(change: Change, line: ChangeLine, language: Language, *, share: bool) -> str:
    """The interval, and how many it rests on."""
    parts = []
    if line.low is not None and line.high is not None and change.confidence is not None:
        level = _number(change.confidence, language, share=True)
        low, high = (_number(one, language, share=share, points=True) for one in _turned(change, line))
        parts.append(_say(language, f"selang {level}: {low} sampai {high}", f"{level} interval {low} to {high}"))
    if line.n_both is not None and change.unit is not None:
        parts.append(_say(language, f"{line.n_both} unit di kedua putaran", f"{line.n_both} units in both rounds"))
    elif line.n_before is not None and line.n_after is not None:
        counts = [_number(one, language, share=False) for one in (line.n_before, line.n_after)]
        parts.append(_say(language, f"n = {counts[0]} dan {counts[1]}", f"n = {counts[0]} and {counts[1]}"))
    return f" ({'; '.join(parts)})" if parts else ""


def _turned(change: Change, line: ChangeLine) -> tuple[float, float]:
    """The limits of the size: of a fall those of the fall."""
    assert line.low is not None  # as `_rests` has seen
    assert line.high is not None
    fell = line.absolute is not None and line.absolute < 0 and change.against is None
    return (-line.high, -line.low) if fell else (line.low, line.high)


def _sure(line: ChangeLine, language: Language) -> str:
    if line.low is None or line.high is None or not line.low <= 0 <= line.high:
        return ""
    return _say(
        language,
        " Selang itu mencakup 0: data ini belum menunjukkan perubahan.",
        " The interval includes 0: these data do not show a change.",
    )


def _level(change: Change, line: ChangeLine, when: str, name: str, language: Language) -> str:
    verbs = {"up": ("naik", "moved up"), "down": ("turun", "moved down"), "other": ("berubah", "changed")}
    ends = [_of_level(change, one, language) for one in (line.before_level, line.after_level)]
    if line.moved == "same":
        return _capital(_say(language, f"{when}{name} tetap: {ends[1]}.", f"{when}{name} stayed: {ends[1]}."))
    verb = verbs[str(line.moved)]
    return _capital(
        _say(
            language,
            f"{when}{name} {verb[0]} dari {ends[0]} menjadi {ends[1]}.",
            f"{when}{name} {verb[1]} from {ends[0]} to {ends[1]}.",
        )
    )


def _of_level(change: Change, level: str | None, language: Language) -> str:
    for known in (LEVELS, change.labels):
        if level is not None and level in known:
            return f"\u201c{known[level][language]}\u201d"
    return str(level)


def _unknown(line: ChangeLine, when: str, name: str, language: Language, *, share: bool) -> str:
    if line.why == "bounds" and line.low is not None and line.high is not None:
        low, high = (_number(one, language, share=share, points=True) for one in (line.low, line.high))
        return _capital(
            _say(
                language,
                f"{when}perubahan {name} terletak antara {low} dan {high}, karena sebagian tidak tercatat.",
                f"{when}the change of {name} lies between {low} and {high}, since a part is not recorded.",
            )
        )
    reasons = {
        "no_before": ("belum ada bukti pada putaran pertama", "there is no evidence in the first round"),
        "no_after": ("belum ada bukti pada putaran kedua", "there is no evidence in the second round"),
        "another_form": ("skala atau cara hitungnya berbeda", "its scale or counting rule differs"),
        "break": ("ada putus deret di antaranya", "a break of the series lies between"),
    }
    why = reasons.get(str(line.why), ("tidak terdefinisi", "it is not defined"))
    return _capital(
        _say(language, f"{name} tidak dapat dibandingkan: {why[0]}.", f"{name} cannot be compared: {why[1]}.")
    )


def _beside(change: Change, told: Iterable[ChangeLine], language: Language) -> Iterator[str]:
    counts = [min(one.n_before or 0, one.n_after or 0) for one in told]
    if change.pool is not None and counts and min(counts) < FEW:
        yield _say(
            language,
            f"Jumlah unitnya sedikit (kurang dari {FEW}): selangnya perlu dibaca dengan hati-hati.",
            f"There are few units (fewer than {FEW}): the interval needs care.",
        )


def _moved(change: Change, language: Language) -> Iterator[str]:
    for one in change.moved.items[:MOST]:
        if one.element == "class":
            of = (
                ""
                if one.group in (None, "all")
                else _say(language, f" pada kelompok {one.group}", f" in group {one.group}")
            )
            yield _say(
                language,
                f"Dari {one.n} unit{of}, {one.up} naik kelas, {one.same} tetap, {one.down} turun kelas.",
                f"Of {one.n} units{of}, {one.up} moved to a higher class, {one.same} stayed, {one.down} moved to a "
                "lower one.",
            )
            continue
        part = PARTS[one.element][language] if one.element in PARTS else one.element
        other = "" if not one.other else _say(language, f", {one.other} berubah", f", {one.other} changed")
        yield _say(
            language,
            f"{_capital(part)}: dari {one.n} yang tercatat di kedua putaran, {one.up} naik, {one.same} tetap, "
            f"{one.down} turun{other}.",
            f"{_capital(part)}: of {one.n} that both rounds record, {one.up} moved up, {one.same} stayed, {one.down} "
            f"moved down{other}.",
        )


def _end(change: Change, language: Language) -> str:
    if change.against is None:
        return _say(
            language,
            "Ini perubahan, bukan bukti dampak program: tidak ada kelompok pembanding di sampingnya.",
            "This is a change, not evidence of effect: no comparison group stands beside it.",
        )
    told = "; ".join(f"({i}) {one[language]}" for i, one in enumerate(change.assumptions, 1))
    return _say(
        language,
        f"Selisih ini adalah dampak program hanya jika {told}.",
        f"This difference is the effect of the programme only if {told}.",
    )


def _number(value: float | None, language: Language, *, share: bool, points: bool = False) -> str:
    if value is None:
        return "-"
    shown = f"{100 * value:.1f}" if share else f"{value:.4g}" if abs(value) < 1e4 else f"{value:,.0f}"
    if language is Language.ID:
        shown = shown.translate(str.maketrans(",.", ".,"))
    unit = "" if not share else _say(language, " poin persen", " percentage points") if points else " %"
    return f"{shown.removesuffix('.0').removesuffix(',0')}{unit}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
