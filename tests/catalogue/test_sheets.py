"""Workbooks: texts stay texts, and a file that is no workbook says so."""

import datetime as dt
import sys
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemberdayaan.catalogue.forms import sheets
from pemberdayaan.catalogue.forms.sheets import (
    Uncomputed,
    cell_name,
    heading_row,
    new_workbook,
    read_workbook,
    save_workbook,
    set_widths,
    write_cell,
)
from pemberdayaan.errors import InvalidInput, MissingLibraryError

DANGEROUS = ["=1+1", '=HYPERLINK("x")', "+62 812", "-3", "@SUM(A1)", "\tx", "#N/A", "{=1}", "=", "TRUE", "007"]


def saved(tmp_path, *texts):
    book = new_workbook()
    sheet = book.create_sheet("Isian")
    for row, text in enumerate(texts, 1):
        write_cell(sheet, row, 1, text)
    save_workbook(book, tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def refused(path):
    with pytest.raises(InvalidInput) as raised:
        read_workbook(path)
    (one,) = raised.value.faults
    assert one.text("id") != one.text("en")
    assert raised.value.source == path.name
    return one


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_is_stored_as_text_and_never_as_a_formula(tmp_path, text):
    path = saved(tmp_path, text)
    cell = openpyxl.load_workbook(path)["Isian"]["A1"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@", "\t"))
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert read_workbook(path)[0].rows == ((1, (text,)),)


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1).filter(lambda text: not text.isspace()))
def test_every_text_comes_back_as_it_was(tmp_path_factory, text):
    path = saved(tmp_path_factory.mktemp("book"), text)
    assert read_workbook(path)[0].rows == ((1, (text,)),)


@pytest.mark.parametrize(("text", "code"), [("a\x00b", "control"), ("\ud800", "control"), ("x" * 32_768, "too_long")])
def test_a_text_that_no_cell_holds_is_refused(text, code):
    with pytest.raises(InvalidInput) as raised:
        write_cell(new_workbook().create_sheet("A b"), 3, 2, text)
    assert [(one.code, one.where) for one in raised.value.faults] == [(code, "'A b'!B3")]


def test_numbers_dates_and_gaps_are_read_and_empty_rows_are_not(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Daftar hadir"
    sheet["B2"], sheet["C2"], sheet["D2"] = 3, 2.5, True
    sheet["A5"], sheet["B5"], sheet["C5"] = dt.datetime(2024, 5, 3), dt.time(9, 30), "  "
    sheet["A5000"] = "last"
    for row in range(6, 4000):
        sheet.cell(row, 7).font = openpyxl.styles.Font(bold=True)
    book.create_sheet("Kosong")
    book.save(tmp_path / "b.xlsx")
    full, empty = read_workbook(tmp_path / "b.xlsx")
    assert full.name == "Daftar hadir"
    assert full.rows == (
        (2, (None, 3, 2.5, True)),
        (5, (dt.datetime(2024, 5, 3), dt.time(9, 30))),
        (5000, ("last",)),
    )
    assert empty.rows == ()


def test_merged_cells_are_told_and_a_formula_without_value_is_marked(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"] = "x", "=1+1"
    for row in range(3, 18_000, 2):  # more than one chunk of the sheet's XML before the ranges
        sheet.cell(row, 1, "a long text that fills the file")
    sheet.merge_cells("B5:C6")
    sheet.merge_cells("E1:F1")
    book.create_sheet("second").merge_cells("A1:A2")
    book.save(tmp_path / "c.xlsx")
    first, second = read_workbook(tmp_path / "c.xlsx")
    assert set(first.merged) == {"B5:C6", "E1:F1"}
    assert second.merged == ("A1:A2",)
    assert dict(first.rows)[2] == (Uncomputed("=1+1"),)
    assert str(Uncomputed("=1+1")) == "=1+1"


def test_of_a_formula_the_computed_value_is_read(tmp_path):
    path = saved(tmp_path, "a", 7)
    computed = tmp_path / "computed.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(computed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                cell = b'<c r="A2" t="n"><v>7</v></c>'
                assert cell in data
                data = data.replace(cell, b'<c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><f>A9</f></c>')
            new.writestr(name, data)
    assert read_workbook(computed)[0].rows == ((1, ("a",)), (2, (2, Uncomputed("=A9"))))


def test_what_is_no_workbook_says_so(tmp_path):
    assert refused(tmp_path / "absent.xlsx").code == "no_file"
    text = tmp_path / "text.xlsx"
    text.write_text("rater,date")
    assert refused(text).code == "no_workbook"
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as archive:
        archive.writestr("readme.txt", "x")
    assert refused(tmp_path / "other.xlsx").code == "no_workbook"
    whole = saved(tmp_path, "x").read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    assert refused(tmp_path / "cut.xlsx").code == "no_workbook"


def test_a_broken_sheet_says_so(tmp_path):
    path = saved(tmp_path, "x")
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[:-40] if name == "xl/worksheets/sheet1.xml" else data)
    assert refused(broken).code == "no_workbook"


def test_what_is_too_large_or_unreadable_says_so(tmp_path, monkeypatch):
    path = saved(tmp_path, "x" * 30_000)
    monkeypatch.setattr(sheets, "UNPACKED", 20_000)
    assert refused(path).code == "too_large"
    monkeypatch.setattr(sheets, "LIMIT", 100)
    assert refused(path).code == "too_large"

    def closed(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(sheets, "LIMIT", 10**9)
    monkeypatch.setattr(sheets.zipfile, "ZipFile", closed)
    one = refused(path)
    assert (one.code, one.values["detail"]) == ("unreadable", "Permission denied")


def test_without_openpyxl_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for call in (new_workbook, lambda: read_workbook(tmp_path / "a.xlsx")):
        with pytest.raises(MissingLibraryError, match="pip install openpyxl"):
            call()


def test_a_workbook_is_saved_whole_or_not_at_all(tmp_path):
    path = saved(tmp_path, "old")
    with pytest.raises(InvalidInput, match=r"'.xls' is not a suffix"):
        save_workbook(new_workbook(), tmp_path / "a.xls")
    with pytest.raises(IndexError):  # openpyxl saves no workbook without sheets
        save_workbook(new_workbook(), path)
    assert read_workbook(path)[0].rows == ((1, ("old",)),)
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


def test_headings_stay_in_sight_and_columns_are_as_wide_as_their_texts():
    sheet = new_workbook().create_sheet("a")
    heading_row(sheet, ["Nama", "=Jumlah", "Kosong"])
    write_cell(sheet, 2, 1, "a\nlonger line")
    write_cell(sheet, 2, 2, "x" * 100)
    set_widths(sheet)
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert widths == [13, 60, 8]
    assert sheet.freeze_panes == "A2"
    assert (sheet["B1"].data_type, sheet["B1"].font.bold) == ("s", True)
    heading_row(sheet, ["x"], row=4)
    set_widths(sheet, [5])
    assert sheet.column_dimensions["A"].width == 5
    set_widths(new_workbook().create_sheet("empty"))


@given(st.integers(1, 20_000), st.integers(1, 16_384))
def test_cells_are_named_as_a_spreadsheet_program_names_them(row, column):
    assert cell_name(None, row, column) == f"{openpyxl.utils.get_column_letter(column)}{row}"
