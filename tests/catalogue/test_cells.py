"""What people type into cells: numbers, inexact numbers, dates, names."""

import datetime as dt
import math

import hypothesis.strategies as st
import pytest
from hypothesis import given

from pemberdayaan.catalogue.forms import cells
from pemberdayaan.errors import InvalidInput


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("-3", -3),
        ("\u22123", -3),
        ("1 250 000", 1250000),
        ("1\u00a0250", 1250),
        ("1.250.000", 1250000),
        ("1,250,000", 1250000),
        ("1.250.000,50", 1250000.5),
        ("1,250.5", 1250.5),
        ("12.500,25", 12500.25),
        ("0,125", 0.125),
        ("0.5", 0.5),
        ("12,5", 12.5),
        ("3.1416", 3.1416),
        ("1250.750", 1250.75),
        ("Rp1.250", 1250),
        ("Rp. 1.250.000,-", 1250000),
        ("IDR 5", 5),
        ("1.250,-", 1250),
        ("00", 0),
        (3, 3),
        (2.5, 2.5),
    ],
)
def test_figures(text, number):
    found = cells.as_figure(text)
    assert (found, type(found)) == (number, type(number))


@pytest.mark.parametrize(
    "text",
    [
        "1.250",
        "12,500",
        "-1.250",
        "",
        "x",
        "1.2.3",
        "1,25,0",
        "1.250.00",
        "12.5%",
        "1e5",
        "²",
        "5 orang",
        "Rp",
        "9" * 5000,
        True,
        None,
        dt.date(2021, 1, 2),
        dt.time(1),
    ],
)
def test_no_figures(text):
    with pytest.raises(InvalidInput):
        cells.as_figure(text)


@given(st.integers(-(10**15), 10**15), st.sampled_from([".", ",", " "]))
def test_a_whole_number_is_read_however_its_thousands_are_marked(number, mark):
    text = f"{number:,}".replace(",", mark)
    if abs(number) >= 10**6 or abs(number) < 10**3 or mark == " ":
        assert cells.as_figure(text) == number
    else:
        with pytest.raises(InvalidInput, match="may mean"):
            cells.as_figure(text)
    assert cells.as_figure(text, money=True) == number


@given(st.decimals(-(10**9), 10**9, places=2))
def test_money_with_cents_is_read_in_both_languages(amount):
    english = f"{amount:,.2f}"
    indonesian = english.translate(str.maketrans(",.", ".,"))
    assert cells.as_figure(english) == cells.as_figure(indonesian) == float(amount)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("kira-kira 700", {"about": 700}),
        ("Sekitar 1.250.000", {"about": 1250000}),
        ("±12", {"about": 12}),
        ("hampir 700", {"about": 700}),
        ("approx. 5", {"about": 5}),
        ("lebih dari 2200", {"at_least": 2200}),
        (">=2200", {"at_least": 2200}),
        ("≥ 3,5", {"at_least": 3.5}),
        ("minimal 4", {"at_least": 4}),
        ("<= 30", {"at_most": 30}),
        ("paling banyak 30", {"at_most": 30}),
        ("up to 9", {"at_most": 9}),
        ("3-5", {"low": 3, "high": 5}),
        ("3 – 5", {"low": 3, "high": 5}),
        ("3 s.d. 5", {"low": 3, "high": 5}),
        ("3 sampai dengan 5", {"low": 3, "high": 5}),
        ("Rp 1.000.000 - Rp 2.000.000", {"low": 1000000, "high": 2000000}),
        ("700", 700),
        ("-3", -3),
        (12, 12),
    ],
)
def test_amounts(text, amount):
    assert cells.as_amount(text) == amount


@pytest.mark.parametrize(
    "text", ["kira-kira", "kira-kira 3-5", "3-", "-3-5", "a-b", "3-5-7", "1.000-2.000", "banyak", True]
)
def test_no_amounts(text):
    with pytest.raises(InvalidInput):
        cells.as_amount(text)


@pytest.mark.parametrize(
    ("text", "language", "when"),
    [
        (2021, "id", "2021"),
        ("2021-06", "id", "2021-06"),
        ("2021/2023", "id", "2021/2023"),
        ("12-03-2024", "id", "2024-03-12"),
        ("12/3/2024", "id", "2024-03-12"),
        ("12.03.2024", "id", "2024-03-12"),
        ("25-03-2024", "en", "2024-03-25"),
        ("03/25/2024", "en", "2024-03-25"),
        ("04/04/2024", "en", "2024-04-04"),
        ("12 Maret 2024", "id", "2024-03-12"),
        ("1 agustus 2024", "id", "2024-08-01"),
        ("12 Mar 2024", "en", "2024-03-12"),
        ("March 12, 2024", "en", "2024-03-12"),
        ("Selasa, 12 Maret 2024", "id", "2024-03-12"),
        ("Jum'at 15 Maret 2024", "id", "2024-03-15"),
        ("Mei 2024", "id", "2024-05"),
        ("03/2024", "id", "2024-03"),
        ("2021-2023", "id", "2021/2023"),
        ("2021 – 2023", "en", "2021/2023"),
        ("Januari-Maret 2024", "id", "2024-01/2024-03"),
        ("12-15 Maret 2024", "id", "2024-03-12/2024-03-15"),
        ("12 Maret s/d 3 April 2024", "id", "2024-03-12/2024-04-03"),
        ("12 Maret 2023 sampai Juni 2024", "id", "2023-03-12/2024-06"),
        (dt.datetime(2024, 3, 12, 9, 30), "id", "2024-03-12"),
        (dt.date(2024, 3, 12), "id", "2024-03-12"),
    ],
)
def test_dates(text, language, when):
    assert cells.as_when(text, language) == when


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("03/04/2024", "en", "two_dates"),
        ("03-25-2024", "id", "period"),
        ("40 Marett 2024", "id", "period"),
        ("kemarin", "id", "period"),
        ("1/2/3/2024", "id", "period"),
        ("12-03-24", "id", "period"),
        ("13/2024", "id", "period"),
        ("x-2024", "id", "period"),
        (12, "id", "period"),
        (20240312, "id", "period"),
        (45000.5, "id", "period"),
        (True, "id", "wrong_type"),
        ("Maret - ?", "id", "period"),
    ],
)
def test_no_dates(text, language, code):
    with pytest.raises(InvalidInput) as raised:
        cells.as_when(text, language)
    assert [one.code for one in raised.value.faults] == [code]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.sampled_from(["-", "/", "."]), st.booleans())
def test_an_indonesian_date_is_day_first(day, mark, padded):
    text = (
        f"{day.day:02}{mark}{day.month:02}{mark}{day.year}" if padded else f"{day.day}{mark}{day.month}{mark}{day.year}"
    )
    assert cells.as_when(text, "id") == day.isoformat()
    names = [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
    ]
    assert cells.as_when(f"{day.day} {[*names, 'Desember'][day.month - 1]} {day.year}", "id") == day.isoformat()


def test_a_whole_float_is_a_whole_number():
    assert cells.plain(3.0) == 3
    assert isinstance(cells.plain(3.0), int)
    assert cells.plain(1e300) == 1e300
    assert math.isinf(cells.plain(math.inf))
