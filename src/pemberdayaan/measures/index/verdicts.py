"""What the checks of an audit say, and what they advise, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ...model.text import Text

__all__ = ["ADVICE", "SAYS"]

SAYS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "few_units": {
            "en": "Only {value} units are scored; checks that need correlations were left out.",
            "id": "Hanya {value} unit yang mendapat skor; pemeriksaan yang memerlukan korelasi dilewati.",
        },
        "indicator_coverage": {
            "en": "{about} is known for {value:.0%} of the units.",
            "id": "{about} hanya terisi pada {value:.0%} unit.",
        },
        "unit_coverage": {
            "en": "{count} units have less than {limit:.0%} of their data ({rows}).",
            "id": "{count} unit memiliki kurang dari {limit:.0%} datanya ({rows}).",
        },
        "constant": {
            "en": "{about} is {value:g} in every unit, so it tells no unit from another.",
            "id": "{about} bernilai {value:g} di semua unit, jadi tidak membedakan unit mana pun.",
        },
        "skewed": {
            "en": "{about} is skewed ({value:.2f}) and peaked: a few units stand far from the rest.",
            "id": "{about} menceng ({value:.2f}) dan meruncing: beberapa unit jauh dari yang lain.",
        },
        "redundant": {
            "en": "{about} and {other} say nearly the same (r = {value:.2f}).",
            "id": "{about} dan {other} hampir mengukur hal yang sama (r = {value:.2f}).",
        },
        "contrary": {
            "en": "{about} and {other} belong to one node but go against each other (r = {value:.2f}).",
            "id": "{about} dan {other} berada dalam satu simpul tetapi berlawanan arah (r = {value:.2f}).",
        },
        "unreliable": {
            "en": "The parts of {about} hang together loosely (alpha = {value:.2f}).",
            "id": "Bagian-bagian {about} kurang konsisten satu sama lain (alfa = {value:.2f}).",
        },
        "proportion": {
            "en": "{about} weighs {limit:.0%} in {other} but makes {value:.0%} of its importance.",
            "id": "Bobot {about} dalam {other} {limit:.0%}, tetapi pengaruhnya {value:.0%}.",
        },
        "dominated": {
            "en": "{about} explains only {value:.0%} of the differences in {other}; its siblings decide.",
            "id": "{about} hanya menjelaskan {value:.0%} perbedaan {other}; bagian lain yang menentukan.",
        },
    }
)

ADVICE: Mapping[str, Text] = MappingProxyType(
    {
        "few_units": Text(
            en="Judge the structure of the index on a larger table.",
            id="Nilailah susunan indeks dengan tabel yang lebih besar.",
        ),
        "indicator_coverage": Text(
            en="Collect it, impute it and say so, or leave it out.",
            id="Lengkapi datanya, lakukan imputasi dan sebutkan, atau keluarkan indikator ini.",
        ),
        "unit_coverage": Text(
            en="Screen these units, or report their scores as uncertain.",
            id="Saring unit-unit ini, atau laporkan skornya sebagai belum pasti.",
        ),
        "constant": Text(
            en="Keep it only if it is expected to differ elsewhere or later.",
            id="Pertahankan hanya bila nilainya diperkirakan berbeda di tempat atau waktu lain.",
        ),
        "skewed": Text(
            en="Look at the outlying units first; then treat the indicator (Winsorise or take logarithms).",
            id="Periksa dahulu unit pencilannya; lalu perlakukan indikator ini (winsorisasi atau logaritma).",
        ),
        "redundant": Text(
            en="Together they count double: keep one, or halve their weights.",
            id="Bersama-sama keduanya terhitung ganda: pakai satu saja, atau bagi dua bobotnya.",
        ),
        "contrary": Text(
            en="Check the direction of both; a mean of them hides that one rises where the other falls.",
            id="Periksa arah keduanya; rata-ratanya menutupi bahwa yang satu naik ketika yang lain turun.",
        ),
        "unreliable": Text(
            en="No fault where the parts are meant to be different things; say so, and show them beside the mean.",
            id="Wajar bila bagian-bagiannya memang berbeda; sebutkan, dan tampilkan di samping rata-ratanya.",
        ),
        "proportion": Text(
            en="A weight is not an importance: adjust it if the importance is what was meant.",
            id="Bobot bukan pengaruh: sesuaikan bobotnya bila yang dimaksud adalah pengaruh.",
        ),
        "dominated": Text(
            en="It hardly moves the ranking: raise its weight, scale it otherwise, or report it by itself.",
            id="Peringkat hampir tidak berubah olehnya: naikkan bobot, ubah penskalaan, atau laporkan tersendiri.",
        ),
    }
)
