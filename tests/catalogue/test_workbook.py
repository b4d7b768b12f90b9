"""Workbooks as people fill them in: what is read, and what is said at its cell."""

import datetime as dt
import json
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from pemberdayaan.catalogue.forms.columns import LADDER, choices
from pemberdayaan.catalogue.forms.template import programme_template
from pemberdayaan.catalogue.reading import read_programme
from pemberdayaan.errors import MESSAGES, InvalidInput
from pemberdayaan.measures.assessment import assess
from pemberdayaan.model.programme import Programme
from pemberdayaan.model.scales import Quantity
from pemberdayaan.model.stakeholders import Axis, Sector

HEAD = [["Isian", "Isi"], ["Nama", "Air bersih"]]
PEOPLE = [["Nama", "Sektor"], ["Warga", "Warga"], ["Dinas PU", "Pemerintah"]]

NUMBERS = [("a", 1.5, "Mutu"), ("b", 3, "Mutu"), ("c", 1000, "Nilai"), ("d", -1, "Nilai"), ("e", "Ya", "Nilai")]
OUT = "rename it or take it out with what it heads"
SECTORS = ", ".join(word["id"] for word in choices("sector").values())


def workbook(path, **pages):
    """A workbook of rows; `Program` is there unless it is None."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in {"Program": HEAD, **pages}.items():
        if rows is not None:
            page = book.create_sheet(name)
            for row in rows:
                page.append(row)
    book.save(path / "x.xlsx")
    return path / "x.xlsx"


def refused(path):
    with pytest.raises(InvalidInput) as raised:
        read_programme(path)
    for one in raised.value.faults:
        assert one.code in MESSAGES
        assert one.text("id")
        assert json.loads(json.dumps(one.to_dict()))["en"] == one.text("en")
    return raised.value


def told(path):
    return [str(one) for one in refused(path).faults]


def test_a_template_that_is_not_filled_in_lacks_a_name_only(tmp_path):
    programme_template(tmp_path / "t.xlsx", language="en")
    assert told(tmp_path / "t.xlsx") == ["'Name' must be filled in @ Programme!B3 (Name)"]


def test_the_smallest_workbook(tmp_path):
    assert read_programme(workbook(tmp_path)) == Programme("air_bersih", {"id": "Air bersih"}, language="id")
    assert read_programme(workbook(tmp_path, Program=[["nama", "  Air  "]])).label["id"] == "Air"
    english = workbook(tmp_path, Program=None, Programme=[["Name", "Water"]])
    assert read_programme(str(english)) == Programme("water", {"en": "Water"}, language="en")
    said = workbook(tmp_path, Program=[["Nama", "Water"], ["Bahasa", "Inggris"], ["Kunci", "w"]])
    assert read_programme(said) == Programme("w", {"en": "Water"}, language="en")


def test_columns_in_any_order_with_spaces_and_empty_rows(tmp_path):
    people = [
        [None, " sektor ", None, "NAMA "],
        [],
        ["", "warga", " ", "  Warga RT 5  "],
        [None] * 4,
        [None, "SWASTA", None, "Toko"],
    ]
    found = read_programme(workbook(tmp_path, Pelaku=people)).stakeholders
    assert [(one.key, one.label["id"], one.sector) for one in found] == [
        ("warga_rt_5", "Warga RT 5", Sector.COMMUNITY),
        ("toko", "Toko", Sector.PRIVATE),
    ]


def test_thousands_of_empty_rows_are_no_records(tmp_path):
    book = load_workbook(workbook(tmp_path, Pelaku=PEOPLE))
    for row in range(4, 3000):
        book["Pelaku"].cell(row, 1).number_format = "@"
        book["Pelaku"].cell(row, 2).value = "   " if row % 2 else None
    book["Pelaku"].cell(60_000, 1).number_format = "@"
    book.save(tmp_path / "x.xlsx")
    assert [one.key for one in read_programme(tmp_path / "x.xlsx").stakeholders] == ["warga", "dinas_pu"]


def test_keys_and_names(tmp_path):
    people = [
        ["Kunci", "Nama", "Sektor", "Sumber"],
        ["pu", "Dinas PU", "government", "Notulen, 12 Maret"],
        [None, "Warga; RT 5", "Community", "notulen_rapat; Laporan, tahunan, hlm. 3"],
        [None, "Warga", "warga", None],
        [None, "Warga", "warga", None],
        [None, "水", "lsm", None],
    ]
    sources = [["Judul", "Kunci"], ["Notulen", "notulen_rapat"], ["Laporan, tahunan", None]]
    ties = [
        ["Dari", "Kepada", "Dilaporkan oleh"],
        ["dinas pu", "Warga; RT 5", "pu; warga_rt_5"],
        ["PU", "warga_2", None],
    ]
    found = read_programme(workbook(tmp_path, Pelaku=people, Sumber=sources, Hubungan=ties))
    assert [one.key for one in found.stakeholders] == ["pu", "warga_rt_5", "warga", "warga_2", "stakeholder_6"]
    assert [one.key for one in found.references] == ["notulen_rapat", "laporan_tahunan"]
    assert found.stakeholders[0].source == ("notulen_rapat, 12 Maret",)
    assert found.stakeholders[1].source == ("notulen_rapat", "laporan_tahunan, hlm. 3")
    assert [(one.from_, one.to, one.reported_by) for one in found.ties] == [
        ("pu", "warga_rt_5", ("pu", "warga_rt_5")),
        ("pu", "warga_2", ()),
    ]


def test_names_that_nothing_or_more_than_one_has(tmp_path):
    people = [*PEOPLE, ["Karang Taruna", "ngo"], ["Karang taruna", "ngo"]]
    sources = [["Judul"], ["Notulen"], ["Notulen"]]
    rows = [["Dari", "Kepada", "Jenis", "Sumber"], ["Dinas", "karang  TARUNA; Warga", "Uang", "Notulen, hlm. 2; Lain"]]
    assert told(workbook(tmp_path, Pelaku=people, Sumber=sources, Swadaya=rows)) == [
        "there is no stakeholder 'Dinas' (did you mean 'Dinas PU'?) @ Swadaya!A2 (Dari)",
        "'karang  TARUNA' names more than one; write one of karang_taruna, karang_taruna_2 @ Swadaya!B2 (Kepada)",
        "'Notulen, hlm. 2' names more than one; write one of notulen, notulen_2 @ Swadaya!D2 (Sumber)",
        "there is no reference 'Lain' (there are: Notulen, Notulen) @ Swadaya!D2 (Sumber)",
    ]


def test_a_record_may_be_meant_by_its_kind(tmp_path):
    groups = [["Nama"], ["Warga"]]
    rows = [["Yang diamati", "Nilai", "Tentang"], ["Puas", 3, "group.Warga"], ["Puas", 4, "stakeholder.warga"]]
    found = read_programme(workbook(tmp_path, Pelaku=PEOPLE, Kelompok=groups, Bukti=rows))
    assert [one.about for one in found.observations] == ["group.warga", "stakeholder.warga"]
    rows[1][2] = "Warga"
    assert told(workbook(tmp_path, Pelaku=PEOPLE, Kelompok=groups, Bukti=rows)) == [
        "'warga' names more than one; write one of stakeholder.warga, group.warga @ Bukti!C2 (Tentang)"
    ]


def test_further_rows_repeat_a_part_of_a_record(tmp_path):
    groups = [
        ["Kunci", "Nama", "Pembeda", "Waktu hitungan", "Jumlah orang", "Catatan"],
        ["m", "Keluarga miskin", "status sosial", 2021, 120, None],
        [None, None, None, 2022, "kira-kira 100", None],
        [None, "Dusun atas", None, None, None, None],
        ["m", None, "Status sosial", 2023, "3-5", "Menurut rembuk."],
        [None, "KELUARGA MISKIN", None, 2024, 90, None],
        [None, "Dusun Atas", "tempat tinggal", 2021, 7, None],
    ]
    poor, upper = read_programme(workbook(tmp_path, Kelompok=groups)).groups
    assert [(str(one.period), one.people) for one in poor.headcounts] == [
        ("2021", 120),
        ("2022", Quantity(about=100)),
        ("2023", Quantity(low=3, high=5)),
        ("2024", 90),
    ]
    assert (poor.note["id"], upper.key, upper.axis, len(upper.headcounts)) == (
        "Menurut rembuk.",
        "dusun_atas",
        Axis.PLACE,
        1,
    )
    groups[4][2] = "gender"
    groups[4][4] = "?"
    assert told(workbook(tmp_path, Kelompok=groups)) == [
        "'gender' differs from 'status sosial', said of the same before @ Kelompok!C5 (Pembeda)",
        "'?' is text, expected a number @ Kelompok!E5 (Jumlah orang)",
    ]


def test_the_first_row_of_a_part_needs_its_record(tmp_path):
    rows = [["Nama", "Waktu hitungan", "Jumlah orang", "Perempuan"], [None, 2021, 12, 13]]
    assert told(workbook(tmp_path, Kelompok=rows)) == [
        "'Nama' must be filled in @ Kelompok!A2 (Nama)",
        "women + men (13) are more than people (12) @ Kelompok!C2 (Jumlah orang)",
    ]


def test_a_scale_and_its_levels(tmp_path):
    scales = [
        ["Nama", "Jenis ukuran", "Nama tingkat", "Angka tingkat", "Nama lain tingkat"],
        ["Ikut serta", "ordinal", "Tidak ikut", 0, None],
        [None, None, "Hadir", 1, "datang; ada"],
        [None, None, "Ikut", 2, None],
    ]
    attendance = [
        ["Siapa", "Kedalaman", "Skala", "Sebaran responden"],
        ["Warga", "datang; ikut", "ikut serta", None],
        ["Warga", "Kemitraan", None, None],
        ["Warga", None, "ikut_serta", "Hadir = 12; tidak_ikut = 3"],
        ["Warga", "exists", "pemberdayaan-masyarakat.redress", None],
        ["Warga", "apa saja", "kerangka-lain.tangga", None],
    ]
    found = read_programme(workbook(tmp_path, Pelaku=PEOPLE, Skala=scales, Kehadiran=attendance))
    assert [(one.depth, one.scale) for one in found.participations] == [
        (("hadir", "ikut"), "ikut_serta"),
        (("partnership",), LADDER),
        ((), "ikut_serta"),
        (("exists",), "pemberdayaan-masyarakat.redress"),
        (("apa saja",), "kerangka-lain.tangga"),
    ]
    assert found.participations[2].distribution.n == 15
    attendance[1][1], attendance[2][1], attendance[3][3] = "?", "Kemitran", "Hadir = 12; hadir = 3; Entah = 4; x"
    assert told(workbook(tmp_path, Pelaku=PEOPLE, Skala=scales, Kehadiran=attendance)) == [
        "scale 'ikut_serta' has no level '?' (there are: Tidak ikut, Hadir, Ikut) @ Kehadiran!B2 (Kedalaman)",
        "scale 'arnstein-1969.rung' has no level 'Kemitran' (did you mean 'Kemitraan'?) @ Kehadiran!B3 (Kedalaman)",
        "'x' is not of the form name = value @ Kehadiran!D4 (Sebaran responden)",
    ]


def test_what_may_be_observed(tmp_path):
    scales = [
        ["Kunci", "Nama", "Jenis ukuran", "Nama tingkat"],
        ["p", "Puas", "ordinal", "Ya"],
        [None, None, None, "Tidak"],
    ]
    values = [7, 7.5, True, "ya", "NO", "0,75", ">= 3", "1.250.000", "ramai sekali", "12"]
    rows = [
        ["Yang diamati", "Nilai", "Skala"],
        *(["x", value, None] for value in values),
        ["x", "ya", "p"],
        ["x", 4, "p"],
    ]
    found = read_programme(workbook(tmp_path, Skala=scales, Bukti=rows)).observations
    assert [one.value for one in found] == [
        7, 7.5, True, True, False, 0.75, Quantity(at_least=3), 1250000, "ramai sekali", 12, "ya", 4,
    ]  # fmt: skip
    rows = [["Yang diamati", "Nilai", "Skala"], ["x", "1.250", None], ["x", "mungkin", "p"], ["x", None, "p"]]
    assert told(workbook(tmp_path, Skala=scales, Bukti=rows)) == [
        "'1.250' may mean 1250 or 1.25; write it as a number @ Bukti!B2 (Nilai)",
        "scale 'p' has no level 'mungkin' (there are: Ya, Tidak) @ Bukti!B3 (Nilai)",
        "one of Nilai, Nilai menurut kelompok, Sebaran responden is needed @ Bukti!A4",
    ]


def test_a_number_outside_its_scale_is_said_in_a_workbook_and_in_a_file_and_where_they_meet(tmp_path):
    own = [
        ["Nama", "Jenis ukuran", "Nama tingkat", "Angka tingkat", "Terendah", "Tertinggi"],
        ["Mutu", "ordinal", "Buruk", 1, None, None],
        [None, None, "Baik", 2, None, None],
        ["Nilai", "rasio", None, None, 0, None],
    ]
    rows = [["Yang diamati", "Nilai", "Skala"], *([word, number, name] for word, number, name in NUMBERS)]
    assert told(workbook(tmp_path, Skala=own, Bukti=rows)) == [
        "3 is outside 1 to 2 @ Bukti!B3 (Nilai)",
        "-1 is outside 0 to ... @ Bukti!B5 (Nilai)",
    ]
    rows = [["Unsur kerangka", "Nilai", "Skala"], ["domain.why", 3, "laverack-2001.rank"]]
    assert assess(read_programme(workbook(tmp_path, Bukti=rows)), "laverack-2001").profile
    rows[1][1] = 9
    with pytest.raises(InvalidInput, match="9 is outside 1 to 5"):
        assess(read_programme(workbook(tmp_path, Bukti=rows)), "laverack-2001")


def test_claims_and_values_by_group(tmp_path):
    sources = [["Judul"], ["Notulen"], ["Laporan"]]
    groups = [["Nama"], ["Perempuan"], ["Pemuda"]]
    rows = [
        ["Jenis", "Hal", "Kata tiap sumber", "Kata tiap sumber (en)"],
        ["conflict", "Berapa", "Notulen, hlm. 1 = 60; lalu 70\nlaporan = > 100", "laporan = more than 100"],
    ]
    seen = [["Yang diamati", "Nilai menurut kelompok"], ["Puas", "perempuan = 8; Pemuda = kira-kira 6"]]
    found = read_programme(workbook(tmp_path, Sumber=sources, Kelompok=groups, Catatan=rows, Bukti=seen))
    assert {key: (one.id, one.en) for key, one in found.remarks[0].claims} == {
        "notulen, hlm. 1": ("60; lalu 70", None),
        "laporan": ("> 100", "more than 100"),
    }
    assert found.observations[0].values == (("perempuan", 8), ("pemuda", Quantity(about=6)))
    rows[1][2] = "Notulen = 60\nNotulen = 70"
    seen[1][1] = "Orang tua = banyak; Pemuda = 1.500"
    assert told(workbook(tmp_path, Sumber=sources, Kelompok=groups, Catatan=rows, Bukti=seen)) == [
        "key 'Notulen' is used twice @ Catatan!C2 (Kata tiap sumber)",
        "there is no group 'Orang tua' (there are: Perempuan, Pemuda) @ Bukti!B2 (Nilai menurut kelompok)",
        "'1.500' may mean 1500 or 1.5; write it as a number @ Bukti!B2 (Nilai menurut kelompok)",
    ]


def test_a_text_in_both_languages(tmp_path):
    people = [["Nama", "Nama (en)", "Sektor"], ["Warga", "Villagers", "warga"], [None, "Office", "government"]]
    head = [["Nama", "Air"], ["Nama (en)", "Water"], ["Uraian (id)", "Di desa"]]
    found = read_programme(workbook(tmp_path, Program=head, Pelaku=people))
    assert [(one.label.id, one.label.en) for one in found.stakeholders] == [("Warga", "Villagers"), (None, "Office")]
    assert (found.label.en, found.description.id, found.stakeholders[1].key) == ("Water", "Di desa", "office")
    people[0].append("Nama (id)")
    people[1].append("Rakyat")
    assert told(workbook(tmp_path, Pelaku=people)) == [
        "'Rakyat' differs from 'Warga', said of the same before @ Pelaku!D2 (Nama (id))"
    ]


def test_words_of_ones_own(tmp_path):
    rows = [["Dari", "Jenis", "Jumlah"], ["Warga", "iuran Wajib", "Rp 1.250,-"], ["Warga", "tenaga", None]]
    ties = [["Dari", "Kepada", "Jenis"], ["Warga", "Dinas PU", "arisan bersama; Pendanaan"]]
    gains = [["Kelompok", "Keadaan", "Cara hitung"], ["Warga", "sebelum", "menurut KK"], ["Warga", "musim hujan", None]]
    found = read_programme(workbook(tmp_path, Pelaku=PEOPLE, Swadaya=rows, Hubungan=ties, Manfaat=gains))
    assert [(one.kind, one.amount) for one in found.contributions] == [("iuran_wajib", 1250), ("labour", None)]
    assert found.ties[0].kind == ("arisan bersama", "funding")
    assert [(one.arm, one.counting) for one in found.benefits] == [("before", "menurut_kk"), ("musim hujan", None)]


# --- what has no place, and what cannot be read ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("x.xlsx", "no_workbook"),
        ("x.XLSM", "no_workbook"),
        ("x.xls", "other_workbook"),
        ("x.ODS", "other_workbook"),
    ],
)
def test_no_workbook(name, code, tmp_path):
    (tmp_path / name).write_bytes(b"PK\x03\x04 no zip")
    (one,) = refused(tmp_path / name).faults
    assert one.code == code


def test_the_bytes_of_a_workbook_are_no_text_and_it_says_so(tmp_path):
    path = workbook(tmp_path)
    with path.open("rb") as file:
        for source in (path.read_bytes(), file):
            with pytest.raises(InvalidInput) as raised:
                read_programme(source)
            assert [one.code for one in raised.value.faults] == ["not_text"]


def test_no_file(tmp_path):
    error = refused(tmp_path / "y.xlsx")
    assert ([one.code for one in error.faults], error.source) == (["no_file"], "y.xlsx")


def test_sheets_that_are_missing_unknown_or_double(tmp_path):
    path = workbook(
        tmp_path, Program=None, Stakeholders=PEOPLE, Pelku=PEOPLE, Pelaku=PEOPLE, Kosong=[], Petunjuk=[["x"]]
    )
    assert told(path) == [
        (
            "sheet 'Pelku' holds cells but is none of the template's; rename it or take it out (did you mean 'Pelaku'?)"
            " @ Pelku!A1"
        ),
        "sheet 'Pelaku' holds what another sheet holds too @ Pelaku!A1",
        "the workbook has no sheet 'Programme' (or 'Program'), which names the programme",
    ]


def test_cells_without_a_place(tmp_path):
    people = [
        ["Nama", "Sektr", "Sektor", None, "nama"],
        ["Warga", "x", "warga", "catatan lepas", "y"],
        ["LSM", "x", "lsm", "z"],
    ]
    head = [
        ["Isian", "Isi", "Keterangan"],
        ["Nama", "Air", "tidak dibaca", "catatan saya"],
        ["Nma", "x"],
        [None, None, 0],
        ["Nama", "Air"],
    ]
    assert told(workbook(tmp_path, Program=head, Pelaku=people)) == [
        "'catatan saya' stands where no heading says what it is @ Program!D2",
        f"heading 'Nma' is none of this sheet's; {OUT} (did you mean 'Nama'?) @ Program!A3",
        "'0' stands where no heading says what it is @ Program!A4",
        "heading 'Nama' stands twice @ Program!A5",
        f"heading 'Sektr' is none of this sheet's; {OUT} (did you mean 'Sektor'?) @ Pelaku!B1",
        "heading 'nama' stands twice @ Pelaku!E1",
        "'catatan lepas' stands where no heading says what it is @ Pelaku!D2",
    ]


def test_faults_of_records_are_said_without_a_sheet_of_the_programme(tmp_path):
    rows = [
        ["Name", "Sector", "Inside", "Power"],
        ["Radio", "media", None, "1,250"],
        ["Paper", "media", "perhaps", None],
    ]
    assert told(workbook(tmp_path, Program=None, Stakeholders=[*rows, [None, "ngo", None, None]])) == [
        "the workbook has no sheet 'Programme' (or 'Program'), which names the programme",
        "'1,250' may mean 1250 or 1.25; write it as a number @ Stakeholders!D2 (Power)",
        "'perhaps' is not a choice; choose from Yes, No @ Stakeholders!C3 (Inside)",
        (
            "a stakeholder of sector 'Media' may stand inside or outside the community: fill in yes or no "
            "@ Stakeholders!C2 (Inside)"
        ),
        "'Name' must be filled in @ Stakeholders!A4 (Name)",
    ]


def test_a_title_above_the_headings_is_said_once_and_the_rest_is_read(tmp_path):
    above = "stands above the headings; take the row out, the headings stand in the first row"
    people = [["DAFTAR PELAKU 2023"], [None, None], [None, "Desa Air"], *PEOPLE, ["Radio", "media"]]
    assert told(workbook(tmp_path, Pelaku=people)) == [
        f"'DAFTAR PELAKU 2023' {above} @ Pelaku!A1",
        f"'Desa Air' {above} @ Pelaku!B3",
        "a stakeholder of sector 'Media' may stand inside or outside the community: fill in yes or no @ Pelaku!A7",
    ]
    # a sheet of one column, and one whose record is called as a column is
    assert len(read_programme(workbook(tmp_path, Sumber=[["Judul"], ["Judul"]])).references) == 1
    assert told(workbook(tmp_path, Sumber=[["Jdl"], ["Notulen"]])) == [
        f"heading 'Jdl' is none of this sheet's; {OUT} (did you mean 'Judul'?) @ Sumber!A1"
    ]


def test_a_part_of_a_person_is_a_number_that_was_read_wrongly(tmp_path):
    """1.250 typed into an English spreadsheet program is a number near one."""
    rows = [["Siapa", "Jumlah orang", "Perempuan"], ["Warga", 1.25, 2.0], ["Warga", "12,5", 12], ["Warga", 3, 12.5]]
    path = workbook(tmp_path, Pelaku=PEOPLE, Kehadiran=rows, Kelompok=[["Nama", "Jumlah orang"], ["Muda", 1.3]])
    said = "is no number of people; write thousands without a mark, or the fraction as text:"
    assert told(path) == [
        f"1.25 {said} 1,25 @ Kehadiran!B2 (Jumlah orang)",
        f"12.5 {said} 12,5 @ Kehadiran!C4 (Perempuan)",
        f"1.3 {said} 1,3 @ Kelompok!B2 (Jumlah orang)",
    ]
    other = [["Dari", "Jenis", "Jumlah", "Satuan"], ["Warga", "tenaga", 12.5, "HOK"]]
    assert read_programme(workbook(tmp_path, Pelaku=PEOPLE, Swadaya=other)).contributions[0].amount == 12.5


def test_a_percentage_is_refused_for_it_holds_a_hundredth_of_what_it_shows(tmp_path):
    path = workbook(tmp_path, Bukti=[["Yang diamati", "Nilai", "Satuan"], ["Air bersih", 0.25, "%"]])
    book = load_workbook(path)
    book["Bukti"]["B2"].number_format = "0.0%"
    book.save(path)
    assert told(path) == [
        "the cell shows 25 % but holds 0.25; write the number without the format of a percentage @ Bukti!B2 (Nilai)"
    ]


def test_merged_cells(tmp_path):
    book = load_workbook(workbook(tmp_path, Pelaku=PEOPLE))
    book["Pelaku"].merge_cells("B2:B3")
    book["Pelaku"].merge_cells("A9:B12")
    book.save(tmp_path / "x.xlsx")
    assert told(tmp_path / "x.xlsx") == [
        "cells B2:B3 are merged, so only the first has a value; unmerge them and fill in each @ Pelaku!B2",
        "'Sektor' must be filled in @ Pelaku!B3 (Sektor)",
    ]


def test_formulas(tmp_path):
    """A value that is stored with a formula is read; a formula is never computed."""
    path = workbook(tmp_path, Pelaku=[["Nama", "Sektor", "Kuasa"], ["Warga", "warga", "=1+2"]])
    assert told(path) == [
        "the formula '=1+2' has no stored value; open and save the workbook, or write the value @ Pelaku!C2 (Kuasa)"
    ]
    stored = tmp_path / "stored.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stored, "w") as new:
        for one in old.infolist():
            new.writestr(one, old.read(one).replace(b"<f>1+2</f><v />", b"<f>1+2</f><v>3</v>"))
    assert read_programme(stored).stakeholders[0].power == 3


def test_errors_dates_and_other_types(tmp_path):
    people = [
        ["Kunci", "Nama", "Sektor", "Kuasa", "Perorangan", "Sumber"],
        [dt.datetime(2024, 5, 3), "Warga", "warga", dt.datetime(2024, 5, 3), "mungkin", None],
        ["#REF!", 2021, "Pemerintah Desa", "kuat", True, True],
        [None, "LSM", "LMS", True, "ya", "x"],
    ]
    book = load_workbook(workbook(tmp_path, Pelaku=people))
    book.save(tmp_path / "x.xlsx")
    assert told(tmp_path / "x.xlsx") == [
        "the cell holds the date 2024-05-03 00:00:00; format the cell as text and write it anew @ Pelaku!A2 (Kunci)",
        "the cell holds the date 2024-05-03 00:00:00; format the cell as text and write it anew @ Pelaku!D2 (Kuasa)",
        "'mungkin' is not a choice; choose from Ya, Tidak @ Pelaku!E2 (Perorangan)",
        "the cell holds the error #REF! @ Pelaku!A3 (Kunci)",
        "'kuat' is text, expected a number @ Pelaku!D3 (Kuasa)",
        "True is true or false, expected text @ Pelaku!F3 (Sumber)",
        f"'LMS' is not a sector; choose from {SECTORS} (did you mean 'LSM'?) @ Pelaku!C4 (Sektor)",
        "True is true or false, expected a number @ Pelaku!D4 (Kuasa)",
        "there is no reference 'x' @ Pelaku!F4 (Sumber)",
        (
            "a stakeholder of sector 'Pemerintah desa' may stand inside or outside the community: fill in yes or no "
            "@ Pelaku!A3"
        ),
    ]


def test_what_the_nouns_refuse_stands_at_its_cell(tmp_path):
    people = [
        ["Kunci", "Nama", "Sektor", "Dari dalam"],
        ["A B", "Warga", "warga", None],
        ["media", "Radio", "media", None],
        ["pu", "Dinas", "pemerintah", "ya"],
        ["pu", "Dinas", "pemerintah", None],
        [None, "Kosong", None, None],
    ]
    rows = [
        ["Nama", "Diputuskan oleh", "Prakarsa: gagasan dari", "Tanggal", "Banyaknya"],
        ["Rapat", "media", "media", 2021, 1.5],
    ]
    head = [["Nama", "Air"], ["Kunci", "X Y"], ["Waktu", "2023-2021"], ["Prakarsa: dasar", "x"], ["Rekaan", "ya"]]
    assert told(workbook(tmp_path, Program=head, Pelaku=people, Kegiatan=rows)) == [
        "'x' is not a basis; choose from dinyatakan, diturunkan @ Program!B4 (Prakarsa: dasar)",
        "'X Y' is not a key: use a-z, 0-9 and '_', a letter or digit at both ends @ Program!B2 (Kunci)",
        "it ends (2021) before it begins (2023) @ Program!B3 (Waktu)",
        "'A B' is not a key: use a-z, 0-9 and '_', a letter or digit at both ends @ Pelaku!A2 (Kunci)",
        (
            "a stakeholder of sector 'Media' may stand inside or outside the community: fill in yes or no "
            "@ Pelaku!D3 (Dari dalam)"
        ),
        "for sector 'Pemerintah' it is 'Tidak'; leave the cell empty @ Pelaku!D4 (Dari dalam)",
        "'Sektor' must be filled in @ Pelaku!C6 (Sektor)",
        "1.5 is a number, expected a whole number @ Kegiatan!E2 (Banyaknya)",
    ]
    rows[1][4] = 2.0
    people[1:] = [["media", "Radio", "media", "ya"], ["media", "Radio 2", "media", "ya"]]
    assert told(workbook(tmp_path, Pelaku=people, Kegiatan=rows)) == [
        "'Diputuskan oleh' and 'initiative' cannot stand together @ Kegiatan!B2 (Diputuskan oleh)",
        "key 'media' is used twice @ Pelaku!A3 (Kunci)",
    ]


def test_an_impossible_day_is_said_at_its_cell(tmp_path):
    rows = [["Nama", "Tanggal", "Aktif sampai"], ["Rapat", "31-02-2024", "12-03-2024"]]
    assert told(workbook(tmp_path, Kegiatan=rows)) == [
        "'2024-02-31' is not a period; write 2019, '2019-06', a date, or '2019/2021' @ Kegiatan!B2 (Tanggal)"
    ]


def test_a_scale_taken_from_a_framework_is_named_by_its_address(tmp_path):
    scales = [
        ["Kunci", "Nama", "Jenis ukuran", "Kerangka", "Kunci tingkat", "Nama tingkat"],
        ["t", "Tangga", "ordinal", "kerangka-kami", None, "Rendah"],
        [None, None, None, None, "naik", "Tinggi"],
    ]
    rows = [["Siapa", "Kedalaman", "Skala"], ["Warga", "Tinggi", "Tangga"], ["Warga", "rendah", "kerangka-kami.t"]]
    found = read_programme(workbook(tmp_path, Pelaku=PEOPLE, Skala=scales, Kehadiran=rows))
    assert {one.scale for one in found.participations} == {found.scales[0].address} == {"kerangka-kami.t"}
    assert [one.depth for one in found.participations] == [("naik",), ("rendah",)]
