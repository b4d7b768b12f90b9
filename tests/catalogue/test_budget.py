"""A village's budget as contributions: a synthetic budget worked by hand, laws of its sums, and bad input."""

import datetime as dt
import json

import attrs
import hypothesis.strategies as st
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from openpyxl import Workbook

from pemberdayaan.catalogue import library
from pemberdayaan.catalogue.forms import accounts, budget
from pemberdayaan.catalogue.forms.budget import BudgetFigures, WhyLost, read_village_budget
from pemberdayaan.errors import MESSAGES, InvalidInput
from pemberdayaan.model.records import ContributionStatus
from pemberdayaan.model.stakeholders import Basis, Sector, Stakeholder
from pemberdayaan.model.text import Text

# Synthetic: no village has this budget. The sums were worked by hand.
HEADINGS = ["Kode Rekening", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)"]
SYNTHETIC = [
    ["4.", "PENDAPATAN", 1_000_000_000, 951_000_000],
    ["4.1.", "Pendapatan Asli Desa", 50_000_000, 46_000_000],
    ["4.1.1.", "Hasil Usaha Desa", 10_000_000, 8_000_000],
    ["4.1.1.01.", "Bagi hasil BUM Desa", 10_000_000, 8_000_000],
    ["4.1.2", "Hasil Aset Desa", 25_000_000, 23_000_000],
    ["4.1.2.01", "Tanah kas desa", 20_000_000, 20_000_000],
    ["4.1.2.03", "Pasar desa", 5_000_000, "3.000.000"],
    ["4 1 3", "Swadaya, Partisipasi dan Gotong Royong", 12_000_000, 13_000_000],
    ["4 1 3 01", "Swadaya warga untuk jalan dusun", 12_000_000, "Rp 13.000.000,-"],
    ["4.1.4", "Lain-lain Pendapatan Asli Desa", 3_000_000, 2_000_000],
    ["4.2", "Pendapatan Transfer", 930_000_000, 890_000_000],
    ["4.2.1.01", "Dana Desa", 600_000_000, 580_000_000],
    ["4.2.2", "Bagi Hasil Pajak dan Retribusi", 30_000_000, 25_000_000],
    ["4.2.3", "Alokasi Dana Desa", 250_000_000, 250_000_000],
    ["4.2.4", "Bantuan Keuangan Provinsi", 20_000_000, 20_000_000],
    ["4.2.5", "Bantuan Keuangan Kabupaten", 30_000_000, 15_000_000],
    ["4.3", "Pendapatan Lain-lain", 20_000_000, 15_000_000],
    ["4.3.3", "Bantuan Perusahaan yang Berlokasi di Desa", 10_000_000, 8_000_000],
    ["4.3.4", "Hibah dan Sumbangan Pihak Ketiga", 9_000_000, 6_000_000],
    ["4.3.6", "Bunga Bank", 1_000_000, 1_000_000],
    ["5.", "BELANJA", 990_000_000, 900_000_000],
    [None, "SURPLUS", 10_000_000, 51_000_000],
]
REALISED = [
    ("pemerintah_desa", "Bagi hasil BUM Desa", 8_000_000),
    ("pemerintah_desa", "Tanah kas desa", 20_000_000),
    ("pemerintah_desa", "Pasar desa", 3_000_000),
    ("warga", "Swadaya warga untuk jalan dusun", 13_000_000),
    ("pemerintah_desa", "Lain-lain Pendapatan Asli Desa", 2_000_000),
    ("pemerintah_pusat", "Dana Desa", 580_000_000),
    ("pemerintah_kabupaten", "Bagi Hasil Pajak dan Retribusi", 25_000_000),
    ("pemerintah_kabupaten", "Alokasi Dana Desa", 250_000_000),
    ("pemerintah_provinsi", "Bantuan Keuangan Provinsi", 20_000_000),
    ("pemerintah_kabupaten", "Bantuan Keuangan Kabupaten", 15_000_000),
    ("perusahaan_di_desa", "Bantuan Perusahaan yang Berlokasi di Desa", 8_000_000),
]
SUBTOTALS = ["4", "4.1", "4.1.1", "4.1.2", "4.1.3", "4.2", "4.3"]
GIFTS = [("4.3.4", "no_giver"), ("4.3.6", "not_given"), ("5", "not_income"), (None, "no_code")]


def rows_of(table=SYNTHETIC):
    return [dict(zip(HEADINGS, row, strict=True)) for row in table]


def xlsx(path, rows, *, title="Anggaran"):
    book = Workbook()
    page = book.active
    page.title = title
    page.append(["APBDES DESA REKAAN (SINTETIS)"])
    page.append([])
    for row in [HEADINGS, *rows]:
        page.append(row)
    book.save(path)
    return path


def csv(path, rows, mark=";"):
    lines = [mark.join("" if cell is None else str(cell) for cell in row) for row in [HEADINGS, *rows]]
    path.write_text("\ufeff" + "\r\n".join(lines) + "\r\n", encoding="utf-8")
    return path


def told(source, **options):
    with pytest.raises(InvalidInput) as raised:
        read_village_budget(source, **{"year": 2023, **options})
    for one in raised.value.faults:
        assert one.code in MESSAGES
        assert one.text("id")
        assert json.loads(json.dumps(one.to_dict()))["en"] == one.text("en")
    return [str(one) for one in raised.value.faults]


def read(source, **options):
    return read_village_budget(source, **{"year": 2023, **options})


def gave(found):
    return [(one.from_, one.label and one.label["id"], one.amount) for one in found.contributions]


@pytest.mark.parametrize("kind", ["rows", "xlsx", "csv", "tabs", "frame", "records", "polars"])
def test_a_budget_worked_by_hand(kind, tmp_path):
    source = {
        "rows": rows_of,
        "xlsx": lambda: xlsx(tmp_path / "apbdes.xlsx", SYNTHETIC),
        "csv": lambda: str(csv(tmp_path / "apbdes.csv", SYNTHETIC)),
        "tabs": lambda: csv(tmp_path / "apbdes.csv", SYNTHETIC, "\t"),
        "frame": lambda: pd.DataFrame(SYNTHETIC, columns=HEADINGS),
        "records": lambda: pd.DataFrame(SYNTHETIC, columns=HEADINGS).to_dict("records"),
        "polars": lambda: pl.DataFrame(rows_of(), strict=False),
    }[kind]()
    found = read(source, citation="apbdes, 2023")
    assert gave(found) == REALISED
    assert [one.code for one in found.lost if one.reason is WhyLost.SUBTOTAL] == SUBTOTALS
    assert [(one.code, one.reason.value) for one in found.lost if one.reason is not WhyLost.SUBTOTAL] == GIFTS
    assert (found.differences, found.figures, str(found.period)) == ((), BudgetFigures.REALISED, "2023")
    assert {one.key: one.sector for one in found.stakeholders} == {
        "pemerintah_desa": Sector.VILLAGE_GOVERNMENT,
        "warga": Sector.COMMUNITY,
        "pemerintah_pusat": Sector.GOVERNMENT,
        "pemerintah_kabupaten": Sector.GOVERNMENT,
        "pemerintah_provinsi": Sector.GOVERNMENT,
        "perusahaan_di_desa": Sector.PRIVATE,
    }
    for one in found.contributions:
        assert (one.kind, one.unit, one.source, one.status) == (
            "money",
            "IDR",
            ("apbdes, 2023",),
            ContributionStatus.GIVEN,
        )
        assert one.to == (() if one.from_ == "pemerintah_desa" else ("pemerintah_desa",))
        assert (one.basis is Basis.DERIVED) == (one.from_ == "pemerintah_desa")
    swadaya = found.contributions[3]
    assert swadaya.note == Text(id="Kode rekening 4.1.3.1.", en="Account code 4.1.3.1.")


def test_what_was_planned_is_promised():
    found = read(rows_of(), figures="budgeted")
    assert {one.status for one in found.contributions} == {ContributionStatus.PROMISED}
    # 1,000,000,000 less the grants and the interest, which nobody known gives
    assert sum(one.amount for one in found.contributions) == 990_000_000
    only = [{"Kode": "4.2.1", "Pagu": 5}]
    assert read(only).figures is BudgetFigures.BUDGETED
    assert told(only, figures="realised") == [
        "there is no column for 'realised'; its heading may be "
        + ", ".join(sorted(accounts.HEADINGS["realised"]))
        + ", or say it with columns="
    ]
    assert told(only, figures="spent") == ["'spent' is not a kind of figures; choose from realised, budgeted"]


def test_a_programme_takes_the_records():
    programme = library.example("contoh_lengkap")
    found = read(rows_of(), givers={"4.1.3": "warga", "4.1": "kades"}, citation="laporan")
    assert not {"warga", "pemerintah_desa"} & {one.key for one in found.stakeholders}
    more = attrs.evolve(
        programme,
        stakeholders=[*programme.stakeholders, *found.stakeholders],
        contributions=[*programme.contributions, *found.contributions],
    )
    added = more.contributions[len(programme.contributions) :]
    assert [(one.from_, one.to) for one in added if "Swadaya" in one.label["id"]] == [("warga", ("kades",))]
    assert [one.from_ for one in added].count("kades") == 4


def test_givers_that_the_caller_names():
    donor = Stakeholder("yayasan", "Foundation", "donor")
    found = read(rows_of(), givers={"4.3.4": donor, "4.3": "pihak_lain", "4.2.1": "pusat"})
    assert [one for one in found.stakeholders if one.key == "yayasan"] == [donor]
    by_code = {one.note["en"].removeprefix("Account code "): one.from_ for one in found.contributions}
    assert (by_code["4.3.4."], by_code["4.3.6."], by_code["4.3.3."]) == ("yayasan", "pihak_lain", "perusahaan_di_desa")
    assert by_code["4.2.1.1."] == "pusat"
    assert told(rows_of(), givers={"4.x": "a", "hibah": donor}) == [
        "'4.x' is not an account code like 4.1.3 @ givers.4.x",
        "'hibah' is not an account code like 4.1.3 @ givers.hibah",
    ]


def test_a_sum_that_holds_the_residents_part_is_given_to_nobody():
    table = [{"code": "4.1", "realised": 5}, {"code": "4.2", "realised": 7}]
    for givers in ({}, {"4.1": "desa"}):
        found = read(table, givers=givers)
        assert [(one.code, one.reason) for one in found.lost] == [
            ("4.1", WhyLost.TOO_COARSE),
            ("4.2", WhyLost.NO_GIVER),
        ]
    assert [one.from_ for one in read(table, givers={"4.2": "pemerintah"}).contributions] == ["pemerintah"]
    assert read([{"code": "4", "realised": 5}]).lost[0].reason is WhyLost.TOO_COARSE


def test_no_amount_is_no_contribution_and_zero_is_one():
    table = [
        {"code": "4.1.3", "name": "a", "realised": None},
        {"code": "4.1.3.01", "name": "b", "realised": "-"},
        {"code": "4.1.3.02", "name": "c", "realised": 0},
        {"code": "4.1.3.03", "name": None, "realised": float("nan")},
        {"code": None, "name": None, "realised": None},
        {"code": None, "name": "JUMLAH", "realised": None},
    ]
    found = read(table)
    assert [(one.amount, one.label) for one in found.contributions] == [(0, Text(id="c"))]
    assert [one.reason for one in found.lost] == [WhyLost.NO_AMOUNT] * 3 + [WhyLost.NO_CODE]
    # a line above lines without amounts is no sum of them
    table[0]["realised"] = 9
    table[2]["realised"] = None
    assert gave(read(table)) == [("warga", "a", 9)]


def test_days_of_work_are_labour_only_where_the_unit_says_so():
    table = [
        {"code": "4.1.3.01", "name": "Gotong royong", "realised": 120, "satuan": "HOK"},
        {"code": "4.1.3.02", "name": "Tenaga kerja warga", "realised": 4_500_000, "satuan": "Paket"},
        {"code": "4.1.3.03", "name": "HOK", "realised": 3_000_000, "satuan": None},
    ]
    found = read(table)
    assert [(one.kind, one.amount, one.unit) for one in found.contributions] == [
        ("labour", 120, "HOK"),
        ("money", 4_500_000, "IDR"),
        ("money", 3_000_000, "IDR"),
    ]


def test_days_of_work_that_are_valued_in_rupiah_are_so_many_rupiah():
    table = [
        {"code": "4.1.3", "name": "Swadaya", "realised": 3_500_000},
        {"code": "4.1.3.01", "name": "Gotong royong", "realised": 3_000_000, "satuan": "HOK"},
        {"code": "4.1.3.02", "name": "Iuran", "realised": 500_000},
    ]
    said = [("labour", 3_000_000, "IDR"), ("money", 500_000, "IDR")]
    assert [(one.kind, one.amount, one.unit) for one in read(table).contributions] == said
    alone = [{"code": one["code"], "Realisasi (Rp)": one["realised"], "unit": one.get("satuan")} for one in table[1:]]
    assert [(one.kind, one.amount, one.unit) for one in read(alone).contributions] == said


@pytest.mark.parametrize("deficit", [-25_000_000, "(25.000.000)", "( 25.000.000 )", "-25.000.000"])
def test_an_amount_below_0_is_lawful_where_it_is_no_income(deficit):
    table = [
        {"code": "4.1.3", "realised": 5},
        {"code": None, "name": "SURPLUS / (DEFISIT)", "realised": deficit},
        {"code": "6.2", "name": "Pembiayaan neto", "realised": deficit},
    ]
    found = read(table)
    assert gave(found) == [("warga", None, 5)]
    assert [(one.amount, one.reason) for one in found.lost] == [
        (-25_000_000, WhyLost.NO_CODE),
        (-25_000_000, WhyLost.NOT_INCOME),
    ]
    table[0]["realised"] = "(5)"
    assert told(table) == ["-5 is below 0 @ [0].realised"]
    assert told([{"code": "4.1.3", "realised": float("inf")}]) == ["inf is not a finite number @ [0].realised"]


def test_a_code_may_stand_in_several_columns_under_one_heading(tmp_path):
    book = Workbook()
    page = book.active
    page.append(["KODE REKENING", None, None, None, "URAIAN", None, "ANGGARAN (Rp)"])
    page.append([4, None, None, None, "PENDAPATAN", None, 30])
    page.append([4, 1, 3, None, "Swadaya", "x", 10])
    page.append(["4", "2.", " 1 ", "01", "Dana Desa", None, 20])
    page.append([None, "4.3.3.", None, None, "Perusahaan", None, 0])
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert gave(found) == [
        ("warga", "Swadaya", 10),
        ("pemerintah_pusat", "Dana Desa", 20),
        ("perusahaan_di_desa", "Perusahaan", 0),
    ]
    assert [one.code for one in found.lost] == ["4"]
    # what stands beside a code and is none of it is left alone
    lines = "Kode;;Uraian;Anggaran\n4.1.3;12;Swadaya;10\n4;lihat catatan;Pendapatan;10\n"
    (tmp_path / "a.csv").write_text(lines, encoding="utf-8")
    assert gave(read(tmp_path / "a.csv")) == [("warga", "Swadaya", 10)]


def test_two_columns_that_may_be_meant_are_refused(tmp_path):
    book = Workbook()
    book.active.append(["Kode", "Uraian", "Anggaran", "Realisasi", "Pagu", "Keterangan"])
    book.active.append(["4.1.3", "Swadaya", 5, 6, 7, "x"])
    book.save(tmp_path / "a.xlsx")
    assert gave(read(tmp_path / "a.xlsx")) == [("warga", "Swadaya", 6)]
    assert told(tmp_path / "a.xlsx", figures="budgeted") == [
        "more than one column may be 'budgeted': Anggaran, Pagu; say with columns= which one is meant"
    ]
    chosen = read(tmp_path / "a.xlsx", figures="budgeted", columns={"budgeted": "Pagu"})
    assert gave(chosen) == [("warga", "Swadaya", 7)]
    assert len(told([{"kode": "4.1.3", "kode rek": "4.1", "anggaran": 5}])) == 1


# --- sums ------------------------------------------------------------------------------------------------------------


def test_a_sum_that_does_not_add_up(tmp_path):
    table = [list(row) for row in SYNTHETIC]
    table[4][3] = 22_000_000
    path = xlsx(tmp_path / "apbdes.xlsx", table)
    assert told(path) == [
        "4.1.2 says 22,000,000, but the lines below it add up to 23,000,000 @ Anggaran!A8 (Kode Rekening)"
    ]
    found = read(path, strict=False)
    assert gave(found) == REALISED
    assert [(one.code, one.stated, one.added) for one in found.differences] == [("4.1.2", 22_000_000, 23_000_000)]


def test_cents_add_up_exactly():
    table = [
        {"code": "4.2", "realised": "0,30"},
        {"code": "4.2.1", "realised": 0.1},
        {"code": "4.2.3", "realised": 0.2},
    ]
    assert [one.amount for one in read(table).contributions] == [0.1, 0.2]
    table[0]["realised"] = 0.31
    assert told(table) == ["4.2 says 0.31, but the lines below it add up to 0.3 @ [0].code"]


@st.composite
def trees(draw):
    """Lines of income at any depth with whole amounts; sums above some of them."""
    codes = draw(st.sets(st.tuples(*[st.integers(1, 3)] * 3), min_size=1, max_size=8))
    leaves = {(4, *code): draw(st.integers(0, 10**9)) for code in codes}
    lines = dict(leaves)
    for code in leaves:
        for end in range(1, 4):
            if draw(st.booleans()):
                lines[code[:end]] = sum(amount for leaf, amount in leaves.items() if leaf[:end] == code[:end])
    order = draw(st.permutations(sorted(lines)))
    return leaves, [{"code": ".".join(map(str, code)), "realised": lines[code]} for code in order]


@given(trees())
def test_every_line_is_a_contribution_or_lost_and_nothing_counts_twice(tree):
    leaves, rows = tree
    found = read(rows, givers={"4": "siapa_saja"})
    assert len(found.contributions) + len(found.lost) == len(rows)
    assert {one.reason for one in found.lost} <= {WhyLost.SUBTOTAL}
    assert sum(one.amount for one in found.contributions) == sum(leaves.values())
    swadaya = sum(amount for code, amount in leaves.items() if code[:3] == (4, 1, 3))
    assert sum(one.amount for one in found.contributions if one.from_ == "warga") == swadaya


@given(st.lists(st.integers(0, 99), min_size=1, max_size=5), st.sampled_from([".", " ", ". ", ".0"]), st.booleans())
def test_a_code_is_read_however_it_is_written(parts, mark, ends):
    account = (4, *parts)
    text = mark.join(map(str, account)) + "." * ends
    if mark == ".0":
        account = (4, *parts)
    assert accounts.as_account(text) == account


@pytest.mark.parametrize(
    ("value", "account"), [(4, (4,)), (4.1, (4, 1)), ("4.1.2.90-99", (4, 1, 2, 90)), ("4. 1. 3.", (4, 1, 3))]
)
def test_codes(value, account):
    assert accounts.as_account(value) == account


@pytest.mark.parametrize("value", ["413", "4,1,3", "IV", "4.1.x", "", "-", True, dt.date(2024, 1, 4)])
def test_no_codes(value):
    with pytest.raises(InvalidInput):
        accounts.as_account(value)


# --- bad input -------------------------------------------------------------------------------------------------------


def test_cells_that_cannot_be_read_are_said_at_once(tmp_path):
    table = [
        ["4.1.3", "Swadaya", None, "sepuluh juta"],
        ["empat", "x", None, 5],
        [dt.datetime(2003, 1, 4), "Swadaya", None, -5],
        ["4.2.1", 2023, None, True],
    ]
    path = xlsx(tmp_path / "a.xlsx", table, title="Realisasi 2023")
    assert told(path) == [
        "'sepuluh juta' is text, expected a number @ 'Realisasi 2023'!D4 (Realisasi (Rp))",
        "'empat' is not an account code like 4.1.3 @ 'Realisasi 2023'!A5 (Kode Rekening)",
        (
            "the cell holds the date 2003-01-04 00:00:00; format the cell as text and write it anew "
            "@ 'Realisasi 2023'!A6 (Kode Rekening)"
        ),
        "True is true or false, expected a number @ 'Realisasi 2023'!D7 (Realisasi (Rp))",
    ]
    assert told(csv(tmp_path / "a.csv", table[:2])) == [
        "'sepuluh juta' is text, expected a number @ a.csv:2 (Realisasi (Rp))",
        "'empat' is not an account code like 4.1.3 @ a.csv:3 (Kode Rekening)",
    ]
    assert told([{"kode": "4.1.3", "realisasi": "x"}]) == ["'x' is text, expected a number @ [0].realisasi"]


def test_headings_that_are_not_there(tmp_path):
    assert [one.split(";")[0] for one in told([{"x": 1}])] == [
        "there is no column for 'code'",
        "there is no column for 'realised / budgeted'",
    ]
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    assert len(told(tmp_path / "a.csv")) == 2
    book = Workbook()
    book.active.append(["a", "b"])
    book.save(tmp_path / "a.xlsx")
    assert len(told(tmp_path / "a.xlsx")) == 2
    found = read([{"KD": "4.1.3", "Jml": 5, "Nama": "x"}], columns={"code": "kd", "realised": "JML"})
    assert gave(found) == [("warga", "x", 5)]
    assert told([], columns={"cod": "kd"}) == ["unknown key 'cod' (did you mean 'code'?) @ columns"]


def test_no_income():
    assert told([{"code": "1.1.2", "realised": 5}]) == [
        "no line has an account code that begins with 4, the income of charts since 2018"
    ]
    assert told([{"code": "4.1.3", "realised": 5}, "4.1.3"]) == ["'4.1.3' is text, expected a table @ [1]"]


def test_files_that_cannot_be_read(tmp_path, monkeypatch):
    assert "there is no file" in told(tmp_path / "b.csv")[0]
    assert "there is no file" in told(tmp_path / "b.xlsx")[0]
    (tmp_path / "c.csv").write_bytes(b"kode;realisasi\n\xff;1\n")
    assert "not UTF-8" in told(tmp_path / "c.csv")[0]
    (tmp_path / "d.csv").write_text('kode;realisasi\n"4.1.3";"x"y\n')
    assert "not valid CSV" in told(tmp_path / "d.csv")[0]
    monkeypatch.setattr(accounts, "LIMIT", 10)
    assert "the limit is 10" in told(tmp_path / "d.csv")[0]
    monkeypatch.undo()

    def closed(self, *_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(tmp_path), "read_text", closed)
    assert told(tmp_path / "d.csv") == ["the file cannot be read: Permission denied"]


def test_two_sheets_with_a_budget(tmp_path):
    book = Workbook()
    for title in ("Murni", "Perubahan"):
        page = book.create_sheet(title)
        page.append(["Kode", "Anggaran"])
        page.append(["4.1.3", 5])
    book.save(tmp_path / "a.xlsx")
    assert told(tmp_path / "a.xlsx") == ["the sheets Murni, Perubahan hold a budget each; leave one of them"]


def test_the_table_of_givers_keeps_swadaya_with_the_residents():
    assert budget.GIVERS[4, 1, 3].inside is True
    assert all(not one.inside for code, one in budget.GIVERS.items() if code != (4, 1, 3))
