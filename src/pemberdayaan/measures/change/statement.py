"""A change in words, for who must report it: what changed, how sure that is, and what it does not show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ...errors import InvalidInput, fault
from ...model.fields import wrong_type
from ...model.text import Language, as_language
from .figures import ROUNDING, SHARES, decimal, writer
from .lines import Change, ChangeLine
from .words import LEVELS, MEASURES, PARTS, WHO, WORDS

__all__ = ["statement"]

# The levels of an assessment that moved, and the numbers of it that changed, told in words.
MOST = 6
FEW = 30
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
        of a difference in differences what has to hold. Of records where nothing changed one sentence says so.

    Raises
    ------
    InvalidInput
        For a measure or group that there is not, or what is no change.

    Examples
    --------
    >>> import pandas as pd
    >>> from pemberdayaan import Population, score
    >>> from pemberdayaan.measures.change import between
    >>> first = pd.DataFrame({"kode": list("ABC"), "iks": [0.7, 0.6, 0.5], "ike": 0.5, "ikl": 0.6})
    >>> second = first.assign(iks=[0.8, 0.7, 0.65])
    >>> rounds = [score(Population(one, unit="kode"), "idm-2016") for one in (first, second)]
    >>> print(statement(between(*rounds, unit="kode"), "en"))  # doctest: +NORMALIZE_WHITESPACE
    The mean of the Village development index rose by 0.0389, from 0.5667 to 0.6056 (95% confidence interval 0.0150 to
    0.0628; 3 units in both rounds). With fewer than 30 units, read the interval with care. Of 3 units, 1 moved to a
    higher class, 2 stayed in theirs and 0 moved to a lower one. This is a change, not evidence of effect: no comparison
    group stands beside it.
    """
    if getattr(change, "kind", None) != Change.kind:
        found = type(change).__name__
        raise InvalidInput(fault("wrong_type", "change", given="change", found=found, expected="a change"))
    asked: dict[str, Any] = {"measures": measures, "groups": groups}
    if wrong := [wrong_type(one, "a list").under(at) for at, one in asked.items() if not isinstance(one, Iterable)]:
        raise InvalidInput(wrong)
    chosen = as_language(language)
    told = list(_lines(change, *((one,) if isinstance(one, str) else tuple(one) for one in (measures, groups))))
    sentences = [_sentence(change, one, chosen, first=not i) for i, one in enumerate(told)]
    if not told and not change.moved.items:
        return _say(
            chosen,
            "Dari hal-hal yang dapat dibandingkan, tidak ada yang berubah.",
            "Of what can be compared, nothing changed.",
        )
    sentences += list(_beside(change, told, chosen))
    sentences += list(_moved(change, chosen))
    lost = len({one.key for one in change.lost if one.what == "unit"})
    if lost:
        sentences.append(
            _say(
                chosen,
                f"{lost} unit tidak ikut dibandingkan karena hanya ada di satu putaran atau tidak punya skor.",
                "1 unit is not compared: it is in one round only, or has no score."
                if lost == 1
                else f"{lost} units are not compared: they are in one round only, or have no score.",
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
        elif not wanted and change.pool is not None and one.group not in roots:
            # Of a measure of many elements the first is the whole: the index before its dimensions.
            roots[one.group] = None
            yield one
    if not measures and change.pool is None:
        yield from _changed(change, wanted)


def _changed(change: Change, told: tuple[str, ...]) -> Iterator[ChangeLine]:
    """The levels that moved and the numbers that changed most, of records; what two parts of them say once."""
    rest = [one for one in change.lines if one.measure not in told]
    yield from [one for one in rest if one.moved not in (None, "same")][:MOST]
    numbers = {
        (one.measure, (one.element or "").removesuffix(" given"), one.before, one.after): one
        for one in reversed(rest)
        if one.absolute and one.relative is not None
    }
    yield from sorted(numbers.values(), key=lambda one: -abs(one.relative or 0))[:MOST]


def _name(change: Change, line: ChangeLine, language: Language) -> str:
    known = MEASURES if line.measure in MEASURES else change.labels
    measure = known[line.measure][language] if line.measure in known else line.measure.replace("_", " ")
    element = line.element
    if element is not None and element in change.labels:
        element = change.labels[element][language]
    if line.measure == "mean" and element is not None:
        measure = f"{measure} {element}" if language is Language.ID else f"{measure} of the {element}"
    elif element is not None and change.pool is None and line.measure != "criterion":
        measure = f"{measure} ({_words(change, line.element or '', language)})"
    elif line.measure == "representation" and change.pool is not None:
        told = [WORDS[one][language] if one in WORDS else one for one in (str(element), str(line.who))]
        measure = _say(language, f"{measure} {told[0]} di antara {told[1]}", f"{measure} of {told[0]} among {told[1]}")
    elif element is not None:
        measure = f"{measure} {element}"
    who = f" {WHO[line.who][language]}" if line.who is not None and line.who in WHO else ""
    return f"{measure}{who}{'' if change.against is not None else _of_group(change, line.group, language)}"


def _words(change: Change, element: str, language: Language) -> str:
    """What an element of records is made of, word by word."""
    told = []
    for one in element.split():
        known = change.labels if one in change.labels else WORDS
        told.append(known[one][language] if one in known else one.replace("_", " "))
    return ", ".join(told)


def _of_group(change: Change, group: Any, language: Language) -> str:
    """In which group; of samples None is the group of those whose group is not recorded."""
    if group == "all" or (group is None and change.pool is None):
        return ""
    return _say(language, f" pada {_group(group, language)}", f" in {_group(group, language)}")


def _group(group: Any, language: Language) -> str:
    if group is None:
        return _say(language, "kelompok yang tidak tercatat", "the group that is not recorded")
    return _say(language, f"kelompok {group}", f"group {group}")


def _sentence(change: Change, line: ChangeLine, language: Language, *, first: bool) -> str:
    name = _name(change, line, language)
    when = ""
    if change.times is not None and first:
        start, end = change.times
        when = _say(language, f"antara {start} dan {end}, ", f"between {start} and {end}, ")
    if line.moved is not None:
        return _level(change, line, when, name, language)
    share = line.measure in SHARES
    if line.absolute is None:
        return _unknown(line, when, name, language, share=share)
    limits = (line.low, line.high) if _spread(line) else ()
    write = writer((line.before, line.after, *limits, line.absolute), language, share=share)
    said = _said(change, line, name, write, language, share=share)
    return _capital(f"{when}{said}{_rests(change, line, language, write, share=share)}.") + _sure(line, language)


def _said(
    change: Change, line: ChangeLine, name: str, write: Callable[..., str], language: Language, *, share: bool
) -> str:
    """By how much it changed, from what to what."""
    absolute = line.absolute or 0.0
    ends = [_percent(one, language) if share else one for one in (write(line.before), write(line.after))]
    from_to = _say(language, f"dari {ends[0]} menjadi {ends[1]}", f"from {ends[0]} to {ends[1]}")
    if change.against is not None:
        group, comparison = (_group(one, language) for one in change.against)
        name = _say(
            language,
            f"selisih {name} antara program ({group}) dan pembandingnya ({comparison})",
            f"the difference in {name} between the programme ({group}) and its comparison ({comparison})",
        )
    if abs(absolute) <= ROUNDING * max(abs(line.before or 0.0), abs(line.after or 0.0)):
        return _say(language, f"{name} tetap {ends[1]}", f"{name} stayed at {ends[1]}")
    if change.against is not None:
        size = _points(write(absolute, signed=True), language, share=share)
        return _say(language, f"{name} berubah {size}, {from_to}", f"{name} changed by {size}, {from_to}")
    size = _points(write(abs(absolute)), language, share=share)
    verb = ("naik", "rose") if absolute > 0 else ("turun", "fell")
    return _say(language, f"{name} {verb[0]} {size}, {from_to}", f"{name} {verb[1]} by {size}, {from_to}")


def _rests(change: Change, line: ChangeLine, language: Language, write: Callable[..., str], *, share: bool) -> str:
    """The interval, and how many it rests on."""
    parts = []
    if _spread(line) and change.confidence is not None:
        level = _percent(decimal(change.confidence * 100, 1, language).removesuffix(",0").removesuffix(".0"), language)
        low, high = line.low or 0.0, line.high or 0.0
        named = _say(language, f"selang kepercayaan {level}", f"{level} confidence interval")
        sizes = change.against is None and low * high > 0
        if sizes:
            limits = sorted(abs(one) for one in (low, high))
        else:
            # Of what may have risen or fallen, the limits of the change, with their signs.
            limits = [low, high]
            named += _say(language, " bagi perubahannya", " of the change") if change.against is None else ""
        shown = [write(one, signed=not sizes) for one in limits]
        between = _say(language, f"{shown[0]} sampai {shown[1]}", f"{shown[0]} to {shown[1]}")
        colon = _say(language, ":", "")
        parts.append(f"{named}{colon} {_points(between, language, share=share)}")
    if line.n_both is not None and change.unit is not None:
        units = "1 unit" if line.n_both == 1 else f"{line.n_both} units"
        parts.append(_say(language, f"{line.n_both} unit di kedua putaran", f"{units} in both rounds"))
    elif line.n_before is not None and line.n_after is not None:
        counts = [decimal(one, 0, language) for one in (line.n_before, line.n_after)]
        parts.append(_say(language, f"n = {counts[0]} dan {counts[1]}", f"n = {counts[0]} and {counts[1]}"))
    return f" ({'; '.join(parts)})" if parts else ""


def _spread(line: ChangeLine) -> bool:
    """Whether there is an interval that tells more than the change does."""
    return line.low is not None and line.high is not None and line.high - line.low > ROUNDING


def _sure(line: ChangeLine, language: Language) -> str:
    if not _spread(line) or not (line.low or 0.0) <= 0 <= (line.high or 0.0):
        return ""
    return _say(
        language,
        " Selang itu memuat 0: data ini belum menunjukkan perubahan yang jelas.",
        " The interval includes 0: these data do not show a clear change.",
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
        write = writer((line.low, line.high), language, share=share)
        low, high = (write(one, signed=True) for one in (line.low, line.high))
        between = _points(_say(language, f"{low} dan {high}", f"{low} and {high}"), language, share=share)
        return _capital(
            _say(
                language,
                f"{when}perubahan {name} terletak antara {between}, karena sebagian datanya tidak tercatat.",
                f"{when}the change of {name} lies between {between}, since a part is not recorded.",
            )
        )
    reasons = {
        "no_before": ("belum ada bukti pada putaran pertama", "there is no evidence in the first round"),
        "no_after": ("belum ada bukti pada putaran kedua", "there is no evidence in the second round"),
        "another_form": ("skala atau cara hitungnya berbeda", "its scale or counting rule differs"),
        "break": ("ada putus deret di antaranya", "a break of the series lies between"),
        "undecided": ("salah satunya belum dapat disimpulkan", "one of the two cannot be told"),
        "another_rater": ("penilainya berbeda", "somebody else rated it"),
        "other_parts": ("kelompok atau fase yang tercatat berbeda", "other groups or phases are recorded"),
        "undated": ("catatannya tidak bertanggal", "its records have no date"),
        "same_records": ("keduanya bertumpu pada catatan yang sama", "both rest on the same records"),
        "follow_up": ("yang dimulai belakangan belum sempat bertahan selama itu", "what began later had less time"),
        "spans": ("ada jumlah untuk waktu yang lebih panjang", "an amount is of more time than the round"),
    }
    why = reasons.get(str(line.why), ("tidak terdefinisi", "it is not defined"))
    return _capital(
        _say(language, f"{name} tidak dapat dibandingkan: {why[0]}.", f"{name} cannot be compared: {why[1]}.")
    )


def _beside(change: Change, told: Iterable[ChangeLine], language: Language) -> Iterator[str]:
    told = list(told)
    counts = [min(one.n_before or 0, one.n_after or 0) for one in told if one.absolute is not None]
    if change.pool is None or not counts or min(counts) >= FEW:
        return
    if any(_spread(one) for one in told):
        yield _say(
            language,
            f"Karena jumlah unitnya kurang dari {FEW}, selang itu perlu dibaca dengan hati-hati.",
            f"With fewer than {FEW} units, read the interval with care.",
        )
    else:
        yield _say(
            language,
            "Jumlah unitnya terlalu sedikit untuk menghitung selang kepercayaan.",
            "There are too few units for a confidence interval.",
        )


def _moved(change: Change, language: Language) -> Iterator[str]:
    for one in change.moved.items[:MOST]:
        if one.element == "class":
            of = _of_group(change, one.group, language)
            units = "1 unit" if one.n == 1 else f"{one.n} units"
            yield _say(
                language,
                f"Dari {one.n} unit{of}, {one.up} naik ke kelas yang lebih tinggi, {one.same} tetap di kelasnya, dan "
                f"{one.down} turun ke kelas yang lebih rendah.",
                f"Of {units}{of}, {one.up} moved to a higher class, {one.same} stayed in theirs and {one.down} moved "
                "to a lower one.",
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


def _percent(shown: str, language: Language) -> str:
    return _say(language, f"{shown} %", f"{shown}%")


def _points(shown: str, language: Language, *, share: bool) -> str:
    if not share:
        return shown
    return _say(language, f"{shown} poin persen", f"{shown} percentage points")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
