"""Errors that say what is wrong, where it stands and how to mend it, in English and Indonesian."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import attrs

__all__ = ["Fault", "InvalidInput", "MissingLibraryError", "PemberdayaanError", "fault"]

HINTED = 200

# code -> (English, Indonesian). A template names its values; `hint` is added when `choices` are given.
MESSAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "no_file": ("there is no file {given!r}", "berkas {given!r} tidak ada"),
        "unreadable": ("the file cannot be read: {detail}", "berkas tidak dapat dibaca: {detail}"),
        "too_large": (
            "the file has {size} bytes; the limit is {limit}",
            "ukuran berkas {size} bita, melebihi batas {limit}",
        ),
        "encoding": (
            "not UTF-8 text (byte {position}); save the file as UTF-8",
            "bukan teks UTF-8 (bita ke-{position}); simpan berkas sebagai UTF-8",
        ),
        "syntax": ("not valid {format}: {detail}", "bukan {format} yang sah: {detail}"),
        "too_deep": ("nested too deeply to be read", "susunan bertingkat terlalu dalam untuk dibaca"),
        "format": (
            "format {given!r} is not known; this version reads format = {expected}",
            "format {given!r} tidak dikenal; versi ini membaca format = {expected}",
        ),
        "unknown_key": ("unknown key {given!r}", "kunci {given!r} tidak dikenal"),
        "repeated_key": ("key {given!r} is used twice", "kunci {given!r} dipakai dua kali"),
        "missing_key": ("required key {given!r} is missing", "kunci wajib {given!r} belum ada"),
        "wrong_type": ("{given} is {found}, expected {expected}", "{given} berjenis {found}, seharusnya {expected}"),
        "not_a_choice": (
            "{given!r} is not a {noun}; choose from {options}",
            "{given!r} bukan {noun} yang dikenal; pilih dari {options}",
        ),
        "bad_key": (
            "{given!r} is not a key: use a-z, 0-9 and {separator!r}, a letter or digit at both ends",
            "{given!r} bukan kunci yang sah: pakai a-z, 0-9, dan {separator!r}, huruf atau angka di kedua ujungnya",
        ),
        "empty": ("the text is empty", "teks kosong"),
        "surrogate": (
            "{given} holds half a character, which no file can hold",
            "{given} memuat setengah karakter, yang tidak dapat disimpan dalam berkas",
        ),
        "language": (
            "{given!r} is not a language; choose from id, en",
            "{given!r} bukan bahasa yang dikenal; pilih dari id, en",
        ),
        "untranslated": ("no text in {given!r}", "belum ada teks dalam bahasa {given!r}"),
        "negative": ("{given} is below 0", "{given} lebih kecil dari 0"),
        "not_finite": ("{given} is not a finite number", "{given} bukan bilangan berhingga"),
        "not_whole": ("{given} is not a whole number", "{given} bukan bilangan bulat"),
        "out_of_range": ("{given} is outside {low} to {high}", "{given} di luar rentang {low} sampai {high}"),
        "quantity": (
            "a quantity has one form: about, at_least, at_most, or low and high",
            "suatu jumlah punya satu bentuk: about, at_least, at_most, atau low dan high",
        ),
        "reversed": ("it ends ({last}) before it begins ({first})", "berakhir ({last}) sebelum dimulai ({first})"),
        "period": (
            "{given!r} is not a period; write 2019, '2019-06', a date, or '2019/2021'",
            "{given!r} bukan kurun waktu; tulis 2019, '2019-06', sebuah tanggal, atau '2019/2021'",
        ),
        "parts_over_total": (
            "women + men ({parts}) are more than people ({total})",
            "jumlah perempuan + laki-laki ({parts}) melebihi jumlah orang ({total})",
        ),
        "no_such": ("there is no {noun} {given!r}", "{noun} {given!r} tidak ada"),
        "ambiguous": (
            "{given!r} names more than one; write one of {options}",
            "{given!r} bermakna ganda; tulis salah satu dari {options}",
        ),
        "no_level": ("scale {scale!r} has no level {given!r}", "skala {scale!r} tidak punya tingkat {given!r}"),
        "no_scale": ("a level needs its scale", "suatu tingkat memerlukan skalanya"),
        "level_order": (
            "level {given!r} does not stand above the level before it",
            "tingkat {given!r} tidak lebih tinggi daripada tingkat sebelumnya",
        ),
        "needs_levels": (
            "a scale of this measurement needs its levels",
            "skala jenis ini memerlukan tingkat-tingkatnya",
        ),
        "inside_unsaid": (
            "a stakeholder of sector {given!r} may stand inside or outside the community: say inside = true or false",
            "sektor {given!r} bisa dari dalam atau dari luar masyarakat: tulis inside = true atau false",
        ),
        "inside_fixed": (
            "sector {given!r} has inside = {expected}; it cannot be changed",
            "sektor {given!r} selalu inside = {expected}; tidak dapat diubah",
        ),
        "both": ("{first!r} and {second!r} cannot stand together", "{first!r} dan {second!r} tidak boleh bersama"),
        "one_of": ("one of {options} is needed", "salah satu dari {options} diperlukan"),
        "no_source": ("a number needs its source", "sebuah angka memerlukan sumbernya"),
        "outside_folder": (
            "{given!r} lies outside the folder of the file",
            "{given!r} berada di luar folder berkas ini",
        ),
        "no_folder": (
            "tables need a file on disk; this programme was not read from a path",
            "tabel memerlukan berkas di diska; program ini tidak dibaca dari sebuah alamat berkas",
        ),
        "column": ("column {given!r} is not a field of {noun}", "kolom {given!r} bukan isian dari {noun}"),
        "row": (
            "the row has {found} cells, the heading {expected}",
            "baris ini berisi {found} sel, judulnya {expected}",
        ),
        "unlawful": (
            "{given!r} is not lawful on {measurement} ratings; say treat_as = 'interval' with a source",
            "{given!r} tidak sah untuk nilai {measurement}; tulis treat_as = 'interval' beserta sumbernya",
        ),
        "indivisible": (
            "{given} cannot be shown without {rest}: the source calls them indivisible",
            "{given} tidak boleh disajikan tanpa {rest}: menurut sumbernya tak terpisahkan",
        ),
        "argument": (
            "measure {measure!r} takes no argument {given!r}",
            "ukuran {measure!r} tidak mengenal argumen {given!r}",
        ),
        "argument_missing": (
            "measure {measure!r} needs the argument {given!r}",
            "ukuran {measure!r} memerlukan argumen {given!r}",
        ),
        "argument_value": (
            "measure {measure!r}: {detail}",
            "ukuran {measure!r}: {detail}",
        ),
        "wrong_verb": (
            "rule {given!r} of {framework!r} is a {kind} rule: it scores a table of units, not one programme",
            "aturan {given!r} dari {framework!r} berjenis {kind}: untuk tabel banyak unit, bukan satu program",
        ),
        "no_rule": (
            "framework {given!r} has no rule to assess a programme with",
            "kerangka {given!r} tidak punya aturan untuk menilai sebuah program",
        ),
    }
)

NOUNS_ID: Mapping[str, str] = MappingProxyType(
    {
        "stakeholder": "pemangku kepentingan",
        "stage": "tahap",
        "activity": "kegiatan",
        "group": "kelompok",
        "reference": "sumber",
        "scale": "skala",
        "sector": "sektor",
        "phase": "fase",
        "measure": "ukuran",
        "framework": "kerangka",
        "example": "contoh",
        "element": "unsur",
        "rule": "aturan",
        "indicator": "indikator",
        "tie": "hubungan",
        "level": "tingkat",
        "grid cell": "sel kisi",
        "aggregation": "cara penggabungan",
        "arithmetic": "hitungan",
        "axis": "garis pembeda",
        "basis": "dasar",
        "coding": "pengodean",
        "degree of checking": "tingkat pencocokan",
        "direction": "arah",
        "file": "berkas",
        "join": "cara memutuskan",
        "match": "padanan",
        "measurement": "jenis skala",
        "missing policy": "cara menangani data kosong",
        "relation": "relasi",
        "remark kind": "jenis catatan",
        "status": "status",
        "suffix": "akhiran nama berkas",
        "way to decide": "cara memutuskan",
    }
)

TYPES_ID: Mapping[str, str] = MappingProxyType(
    {
        "text": "teks",
        "a number": "bilangan",
        "a whole number": "bilangan bulat",
        "true or false": "true atau false",
        "a list": "daftar",
        "a table": "tabel",
        "a date": "tanggal",
        "nothing": "kosong",
    }
)


class PemberdayaanError(Exception):
    """Whatever this library raises on purpose."""


class MissingLibraryError(PemberdayaanError, ImportError):
    """A library that is asked for and not installed; the message says how to install it."""


@attrs.frozen
class Fault:
    """One thing wrong in the input.

    Parameters
    ----------
    where
        The path from the root of the input, as ``$.stakeholders.pg.sector``.
    code
        The kind of fault, a key of the table of messages; stable, for programs.
    values
        What the message names: the value given, the choices there are, ...

    Examples
    --------
    >>> one = Fault("$.stakeholders.pg.sector", "not_a_choice", {"given": "NGOs", "noun": "sector", "choices": ["ngo"]})
    >>> str(one)
    "'NGOs' is not a sector; choose from ngo (did you mean 'ngo'?) @ $.stakeholders.pg.sector"
    """

    where: str
    code: str
    values: Mapping[str, Any] = attrs.field(factory=dict, hash=False)

    def text(self, language: str = "en", *, hint: bool = True) -> str:
        """The message in ``"en"`` or ``"id"``, with a hint where one is near."""
        values = dict(self.values)
        if language == "id":
            values |= {name: _indonesian(values[name]) for name in ("noun", "found", "expected") if name in values}
        options = list(values.get("choices", ()))
        values.setdefault("options", ", ".join(map(str, options)) or "-")
        message = MESSAGES[self.code][language == "id"].format(**values)
        return message + self._hint(options, language) if hint else message

    def _hint(self, options: list[Any], language: str) -> str:
        given = self.values.get("given")
        if not options or not isinstance(given, str) or self.code == "ambiguous":
            return ""
        near = _near(given, tuple(map(str, options)))
        if near:
            return f" (maksudnya {near[0]!r}?)" if language == "id" else f" (did you mean {near[0]!r}?)"
        if self.code == "not_a_choice" or len(options) > 12:
            return ""
        known = ", ".join(map(str, options))
        return f" (yang ada: {known})" if language == "id" else f" (there are: {known})"

    def under(self, prefix: str) -> Fault:
        """The same fault, seen from one level further out."""
        glue = "" if not prefix or not self.where or self.where.startswith("[") else "."
        return attrs.evolve(self, where=f"{prefix}{glue}{self.where}")

    def to_dict(self) -> dict[str, str]:
        """Plain data for an application: ``where``, ``code``, ``en``, ``id``."""
        return {"where": self.where, "code": self.code, "en": self.text("en"), "id": self.text("id")}

    def __str__(self) -> str:
        return f"{self.text()} @ {self.where}" if self.where else self.text()


@lru_cache(maxsize=1024)
def _near(given: str, options: tuple[str, ...]) -> list[str]:
    import difflib  # only where something is wrong

    near = difflib.get_close_matches(given.lower(), {one.lower(): one for one in options}, n=1, cutoff=0.6)
    return near or [one for one in options if given.lower().rstrip("s") == one.lower()]


def _indonesian(value: Any) -> Any:
    if isinstance(value, str):
        return NOUNS_ID.get(value, TYPES_ID.get(value, value))
    return value


def fault(code: str, where: str = "", **values: Any) -> Fault:
    """A fault with the values that its message names."""
    return Fault(where, code, values)


class InvalidInput(PemberdayaanError, ValueError):  # noqa: N818  (a name that users read, not a suffix)
    """Input with one or more faults, all gathered.

    Parameters
    ----------
    faults
        Every fault found, in the order of the input.
    source
        The name of the file or value that they stand in, if it has one.

    Examples
    --------
    >>> error = InvalidInput(Fault("$.label", "missing_key", {"given": "label"}), "village.toml")
    >>> print(error.text("id"))
    1 kesalahan dalam village.toml:
      $.label: kunci wajib 'label' belum ada
    """

    def __init__(self, faults: Iterable[Fault] | Fault, source: str | None = None) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        self.source = source
        super().__init__(self.faults, source)

    def __str__(self) -> str:
        return f"{self._head('en')}: " + "; ".join(
            f"{text} @ {one.where}" if one.where else text for one, text in self._told("en")
        )

    def text(self, language: str = "en") -> str:
        """A block for a terminal: one line a fault."""
        return "\n".join(
            [f"{self._head(language)}:", *(f"  {one.where or '$'}: {text}" for one, text in self._told(language))]
        )

    def _head(self, language: str) -> str:
        count = len(self.faults)
        if language == "id":
            return f"{count} kesalahan" + (f" dalam {self.source}" if self.source else "")
        return f"{count} fault{'s' if count != 1 else ''}" + (f" in {self.source}" if self.source else "")

    def _told(self, language: str) -> Iterator[tuple[Fault, str]]:
        """Each fault with its message; a hint takes time to find, so a flood of faults has hints at its head."""
        return ((one, one.text(language, hint=i < HINTED)) for i, one in enumerate(self.faults))
