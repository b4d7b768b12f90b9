"""The programme's workbook: what a template holds, and what comes back from a filled one."""

import zipfile
from pathlib import Path

import attrs
import pytest
from openpyxl import load_workbook

from pemberdayaan.catalogue import library
from pemberdayaan.catalogue.forms import cells, columns, naming
from pemberdayaan.catalogue.forms.columns import LADDER, CellKind, choices, plainly, scale_levels, sheets
from pemberdayaan.catalogue.forms.template import programme_template
from pemberdayaan.catalogue.reading import read_programme
from pemberdayaan.catalogue.structuring import file_name
from pemberdayaan.catalogue.writing import to_data
from pemberdayaan.errors import InvalidInput
from pemberdayaan.model.programme import COLLECTIONS, Programme
from pemberdayaan.model.records import ContributionStatus, Decides, Initiative, Phase
from pemberdayaan.model.scales import Level, Measurement
from pemberdayaan.model.stakeholders import Axis, Basis, Headcount, Sector
from pemberdayaan.show.vocabulary import VOCABULARY

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "village"
LANGUAGES = ("id", "en")


# --- a workbook filled by a script -----------------------------------------------------------------------------------

INEXACT = {
    "id": {"about": "kira-kira {}", "at_least": ">= {}", "at_most": "paling banyak {}"},
    "en": {"about": "about {}", "at_least": "at least {}", "at_most": "<= {}"},
}


class Filler:
    """Writes a programme into a template as a person would; `by_name` writes names where keys may stand too."""

    def __init__(self, programme, path, language, by_name):
        self.data, self.language, self.by_name = to_data(programme), language, by_name
        self.told = self.data["language"]
        programme_template(path, language=language)
        self.book = load_workbook(path)
        self.titles = {
            field: {one["key"]: self.title(one) for one in self.data.get(field, ())}
            for field, sheet in sheets().items()
            if sheet.has_keys
        }

    def title(self, record):
        title = record.get("label", record.get("title"))
        return title if isinstance(title, str) else title.get(self.language) or next(iter(title.values()))

    def name(self, key, fields):
        """The name of a record, where it is the only one of that name."""
        homes = [(field, key) for field in fields if key in self.titles[field]]
        if not self.by_name or len(homes) != 1:
            return key
        title = self.titles[homes[0][0]][key]
        every = [plainly(one) for field in fields for one in (*self.titles[field], *self.titles[field].values())]
        return title if ";" not in title and every.count(plainly(title)) == 1 else key

    def named(self, key, of):
        kind, dot, rest = key.partition(".")
        fields = naming.ANY_OF.get(of, (of,))
        field = next((one for one in fields if naming.SINGULAR[one] == kind), None)
        return f"{kind}.{self.name(rest, (field,))}" if dot and field else self.name(key, fields)

    def cited(self, citation):
        key, comma, rest = citation.partition(",")
        title = self.named(key, "references")
        return citation if "," in title else f"{title}{comma}{rest}"

    def level(self, key, scale):
        own = next((one for one in self.data.get("scales", ()) if one["key"] == scale), None)
        titles = scale_levels(scale) if own is None else {one["key"]: self.title(one) for one in own.get("levels", ())}
        title = titles.get(key, key)
        return key if not self.by_name else title if isinstance(title, str) else title[self.language]

    def amount(self, value):
        if not isinstance(value, dict):
            return value
        if "low" in value:
            return f"{value['low']}-{value['high']}"
        ((form, number),) = value.items()
        return INEXACT[self.language][form].format(number)

    def many(self, items):
        return ";".join(items) if not any(";" in one for one in items) else "\n".join(items) + "\n"

    def cell(self, value, column, record):
        write = {
            CellKind.TRUTH: self.choice,
            CellKind.CHOICE: self.choice,
            CellKind.WORD: self.choice,
            CellKind.CHOICES: self.choices,
            CellKind.WORDS: self.choices,
            CellKind.REFERENCE: lambda key, of, _: self.named(key, of),
            CellKind.REFERENCES: lambda keys, of, _: self.many([self.named(one, of) for one in keys]),
            CellKind.SOURCES: lambda texts, _, __: self.many([self.cited(one) for one in texts]),
            CellKind.LIST: lambda texts, _, __: self.many(texts),
            CellKind.SCALE: lambda key, _, __: key if "." in key else self.named(key, "scales"),
            CellKind.LEVELS: lambda keys, _, scale: self.many([self.level(one, scale) for one in keys]),
            CellKind.AMOUNT: self.shown,
            CellKind.OBSERVED: self.shown,
            CellKind.SPREAD: lambda counts, _, scale: self.many(
                [f"{self.level(key, scale)} = {one}" for key, one in counts.items()]
            ),
            CellKind.AMOUNTS: self.by_group,
            CellKind.VALUES: self.by_group,
            CellKind.CLAIMS: lambda claims, _, __: "\n".join(
                f"{self.cited(source)} = {text}" for source, text in claims.items()
            ),
        }.get(column.kind, lambda value, _, __: value)
        return write(value, "truth" if column.kind is CellKind.TRUTH else column.of, record.get("scale"))

    def choice(self, value, of, _):
        word = choices(of).get(str(value).lower() if of == "truth" else value)
        return value if word is None else word[self.language]

    def choices(self, values, of, scale):
        return self.many([self.choice(one, of, scale) for one in values])

    def shown(self, value, _, scale):
        return self.level(value, scale) if isinstance(value, str) else self.amount(value)

    def by_group(self, values, of, scale):
        return self.many([f"{self.named(key, of)} = {self.shown(one, of, scale)}" for key, one in values.items()])

    def texts(self, value, column):
        """A text by the language of its column: None where it is the programme's."""
        if column.kind is CellKind.CLAIMS:
            found = {}
            for source, text in value.items():
                for which, one in self.texts(text, attrs.evolve(column, kind=CellKind.TEXT)).items():
                    found.setdefault(which, {})[source] = one
            return found
        if isinstance(value, str):
            return {None: value}
        return {None if which == self.told else which: one for which, one in value.items()}

    def fields(self, record, sheet, part=""):
        """The cells of a record by column and language."""
        prefix = f"{part}." if part else ""
        for column in sheet.columns:
            place = record
            for step in column.field.removeprefix(prefix).split("."):
                place = place.get(step) if isinstance(place, dict) else None
            if sheet.is_part(column) != bool(part) or place is None:
                continue
            if column.has_languages:
                for which, text in self.texts(place, column).items():
                    yield column, which, self.cell(text, column, record)
            else:
                yield column, None, self.cell(place, column, record)

    def fill(self, path, *, keys=True):
        for field, sheet in sheets().items():
            page = self.book[sheet.name[self.language]]
            if field == columns.PROGRAMME:
                self.fill_programme(page, sheet)
                continue
            row = 1
            for record in self.data.get(field, ()):
                row += 1
                self.write(page, row, sheet, self.fields(record, sheet), keys)
                for i, part in enumerate(record.get(sheet.many, ()) if sheet.many else ()):
                    row += i > 0
                    self.write(page, row, sheet, self.fields(part, sheet, sheet.many), keys)
        self.book.save(path)
        return path

    def fill_programme(self, page, sheet):
        rows = {one.field: row for row, one in enumerate(sheet.columns, 2)}
        for column, which, value in self.fields(self.data, sheet):
            row = rows[column.field]
            if which is not None:
                row = page.max_row + 1
                page.cell(row, 1).value = f"{column.heading[self.language]} ({which})"
            put(page.cell(row, 2), value)

    def write(self, page, row, sheet, fields, keys):
        headings = {cell.value: cell.column for cell in page[1] if cell.value is not None}
        for column, which, value in fields:
            if column.kind is CellKind.KEY and not keys:
                continue
            heading = column.heading[self.language] + (f" ({which})" if which else "")
            if heading not in headings:
                headings[heading] = len(headings) + 1
                page.cell(1, headings[heading]).value = heading
            put(page.cell(row, headings[heading]), value)


def put(cell, value):
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


PROGRAMMES = {
    **{name: lambda name=name: library.example(name) for name in library.examples()},
    "desa": lambda: read_programme(GUIDE / "id" / "desa.toml"),
    "village": lambda: read_programme(GUIDE / "en" / "village.toml"),
}


@pytest.mark.parametrize("by_name", [False, True], ids=["keys", "names"])
@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_filled_workbook_is_the_same_programme_as_its_twin(name, by_name, tmp_path):
    programme = PROGRAMMES[name]()
    language = {"desa": "id", "village": "en"}.get(name, "en" if by_name else "id")
    path = Filler(programme, tmp_path / "x.xlsx", language, by_name).fill(tmp_path / "x.xlsx")
    found = read_programme(path)
    for field in attrs.fields(Programme):
        assert (field.name, getattr(found, field.name)) == (field.name, getattr(programme, field.name))
    assert found == programme


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_may_stay_empty(language, tmp_path):
    """Then they come from the names, and the records still find one another."""
    programme = PROGRAMMES["desa"]()
    made = {
        field: {one.key: cells.as_slug(one.title if field == "references" else one.label["id"]) for one in records}
        for field in naming.SINGULAR
        for records in [getattr(programme, field)]
    }
    path = Filler(programme, tmp_path / "x.xlsx", language, True).fill(tmp_path / "x.xlsx", keys=False)
    found = read_programme(path)
    for field, keys in made.items():
        assert [one.key for one in getattr(found, field)] == list(keys.values())
    assert [one.from_ for one in found.ties] == [made["stakeholders"][one.from_] for one in programme.ties]
    assert [one.activity for one in found.participations if one.activity] == ["rembuk_dusun", "rembuk_dusun"]
    assert found.scales[0].levels[3].key == "ikut_memutuskan"
    assert next(one.depth for one in found.participations if one.scale == "keikutsertaan") == ("ikut_memutuskan",)


# --- the table of sheets and columns ---------------------------------------------------------------------------------

PARTS = {"groups": Headcount, "scales": Level}


def fields_of(cls):
    return {file_name(one): one for one in attrs.fields(cls) if one.init}


@pytest.mark.parametrize("field", COLLECTIONS)
def test_every_field_of_a_record_has_its_column_and_no_other(field):
    sheet = sheets()[field]
    wanted = fields_of(COLLECTIONS[field])
    if sheet.many:
        inner = {f"{sheet.many}.{name}": one for name, one in fields_of(PARTS[field]).items()}
        wanted = {name: one for name, one in wanted.items() if name != sheet.many} | inner
    if field == "activities":
        del wanted["initiative"]
        wanted |= {f"initiative.{name}": one for name, one in fields_of(Initiative).items()}
    assert set(sheet.by_field) == set(wanted)
    # a key may stay empty, for it is made from the name
    needed = {name for name, one in wanted.items() if one.default is attrs.NOTHING and name.split(".")[-1] != "key"}
    assert {one.field for one in sheet.columns if one.needed} == needed


def test_every_field_of_the_programme_has_its_row():
    wanted = fields_of(Programme).keys() - COLLECTIONS.keys() - {"initiative"}
    assert set(sheets()[columns.PROGRAMME].by_field) == wanted | {f"initiative.{one}" for one in fields_of(Initiative)}
    assert sheets().keys() == {columns.PROGRAMME, *COLLECTIONS}


ENUMS = {
    "sector": Sector,
    "phase": Phase,
    "decides": Decides,
    "axis": Axis,
    "basis": Basis,
    "giving": ContributionStatus,
    "measurement": Measurement,
}


@pytest.mark.parametrize("name", ENUMS)
def test_a_list_has_every_choice(name):
    assert list(choices(name)) == [one.value for one in ENUMS[name]]


@pytest.mark.parametrize(
    "name", ["sector", "phase", "decides", "axis", "basis", "giving", "kind", "tie", "arm", "counting", "remark"]
)
def test_the_words_are_those_of_results(name):
    shown = VOCABULARY["arm" if name == "counting" else name]
    assert {key: shown[key] for key in choices(name)} == dict(choices(name))


def test_a_heading_means_one_column_and_a_word_one_choice():
    for sheet in sheets().values():
        named = {}
        for column in sheet.columns:
            for heading in {plainly(one) for one in (column.field, column.heading["id"], column.heading["en"])}:
                assert named.setdefault(heading, column) is column
            assert column.help["id"] != column.help["en"] or column.field == "doi"
            if column.kind in (CellKind.CHOICE, CellKind.CHOICES, CellKind.WORD, CellKind.WORDS):
                meant = {}
                for key, word in choices(column.of).items():
                    for one in {plainly(text) for text in (key, word["id"], word["en"])}:
                        assert meant.setdefault(one, key) == key
    tabs = [plainly(one.name[which]) for one in sheets().values() for which in LANGUAGES]
    assert len(set(tabs)) == len(tabs)


# --- the template ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template(language, tmp_path):
    programme_template(tmp_path / "t.xlsx", language=language)
    book = load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == [
        columns.guide()[language],
        *(one.name[language] for one in sheets().values()),
        columns.lists()[language],
    ]
    lists = book[columns.lists()[language]]
    assert lists.sheet_state == "hidden"
    guide = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert {one[language] for one in (*columns.lines(), *columns.scale_meanings(LADDER).values())} <= guide
    for field, sheet in sheets().items():
        page = book[sheet.name[language]]
        assert page.freeze_panes is not None
        assert (page.page_setup.orientation, page.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
        assert {sheet.about[language], *(one.help[language] for one in sheet.columns)} <= guide
        if field != columns.PROGRAMME:
            assert [cell.value for cell in page[1]] == [one.heading[language] for one in sheet.columns]
            assert [cell.comment.text for cell in page[1]] == [one.help[language] for one in sheet.columns]
        assert all(len(title) <= 31 for title in book.sheetnames)
        for one in page.data_validations.dataValidation:
            assert one.formula1.split("!")[0].strip("'") in book.sheetnames


def allowed(book, page, cell):
    """The words of the drop-down of a cell."""
    (choice,) = [one for one in page.data_validations.dataValidation if cell in one.sqref]
    name, _, cells_ = choice.formula1.partition("!")
    return [one.value for row in book[name.strip("'")][cells_.replace("$", "")] for one in row], choice


def test_the_drop_downs(tmp_path):
    programme_template(tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    page = book["Pelaku"]
    sectors, choice = allowed(book, page, "C5")
    assert sectors == [one["id"] for one in choices("sector").values()]
    assert choice.showErrorMessage
    assert allowed(book, page, "D1001")[0] == ["Ya", "Tidak"]
    attendance = book["Kehadiran"]
    letter = {cell.value: cell.column_letter for cell in attendance[1]}
    rungs, choice = allowed(book, attendance, f"{letter['Kedalaman']}2")
    assert rungs == [one["id"] for one in scale_levels(LADDER).values()]
    assert not choice.showErrorMessage  # several may stand in a cell
    page["B2"] = "Warga"
    assert allowed(book, attendance, f"{letter['Siapa']}2")[0][0] == "Warga"
    head = book["Program"]
    (row,) = [cell.row for cell in head["A"] if cell.value == "Rekaan"]
    assert allowed(book, head, f"B{row}")[0] == ["Ya", "Tidak"]
    # what a spreadsheet program would turn into something else stays as it is typed
    assert attendance.column_dimensions[letter["Waktu"]].number_format == "@"
    assert attendance.column_dimensions[letter["Jumlah orang"]].number_format == "General"


def test_a_template_is_refused(tmp_path):
    with pytest.raises(InvalidInput, match="'fr' is not a language"):
        programme_template(tmp_path / "t.xlsx", language="fr")
    with pytest.raises(InvalidInput, match="suffix"):
        programme_template(tmp_path / "t.txt")
    assert list(tmp_path.iterdir()) == []


def test_no_cell_of_a_template_is_a_formula(tmp_path):
    programme_template(tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in archive.read(name)


@pytest.mark.parametrize("key", library.frameworks())
def test_the_levels_of_a_framework_are_those_that_its_reader_finds(key):
    for scale in library.framework(key).scales:
        assert dict(scale_levels(f"{key}.{scale.key}")) == {one.key: one.label for one in scale.levels}
        assert dict(columns.scale_meanings(f"{key}.{scale.key}")) == {
            one.key: one.definition for one in scale.levels if one.definition
        }
    assert scale_levels(f"{key}.none") == {}


def test_a_scale_of_no_framework_has_no_levels_here():
    assert scale_levels("none.rung") == {}
