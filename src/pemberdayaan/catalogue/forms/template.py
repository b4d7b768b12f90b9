"""An empty workbook that an office fills in with a programme, in its own language."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ...model.text import Language, Text, as_language
from .columns import (
    LADDER,
    PROGRAMME,
    CellKind,
    Column,
    Sheet,
    choices,
    guide,
    lines,
    lists,
    scale_levels,
    scale_meanings,
    sheets,
    word,
)
from .sheets import heading_row, new_workbook, save_workbook, set_widths, write_cell

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["programme_template"]

# How many rows of a sheet have drop-downs.
ROWS = 1000
NEEDED = "FFF2CC"
NAMES = frozenset({CellKind.REFERENCE, CellKind.REFERENCES, CellKind.SCALE})
# Columns of one value from a list of ours; a word outside it cannot be typed in.
CLOSED = frozenset({CellKind.CHOICE, CellKind.TRUTH})
# What a program may turn into numbers; it keeps everything else as it is typed, "2022-06" and "3-5" too.
NUMBERS = frozenset({CellKind.NUMBER, CellKind.COUNT, CellKind.AMOUNT, CellKind.OBSERVED})
WIDTHS = {CellKind.KEY: 16, CellKind.TRUTH: 12, CellKind.NUMBER: 12, CellKind.COUNT: 12, CellKind.PERIOD: 18}
WIDTHS |= {CellKind.AMOUNT: 16, CellKind.TEXT: 36, CellKind.CLAIMS: 40}
TYPICAL = 24
# How many characters stand in a line of the guide: of a paragraph, and of what a sheet is for.
LINE = 125
HELP_LINE = 80


def programme_template(path: str | os.PathLike[str], *, language: str = "id") -> None:
    """Write an empty workbook that `read_programme` reads when it is filled in.

    Parameters
    ----------
    path
        Where, ending in ``.xlsx``. A file that stands there is replaced, and kept if writing fails.
    language
        The language of sheets, headings and lists, ``"id"`` or ``"en"``.

    Raises
    ------
    InvalidInput
        If the suffix or the language is another.
    MissingLibraryError
        If openpyxl is not installed.
    OSError
        If the folder does not take the file.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     programme_template(Path(folder, "desa.xlsx"))
    ...     Path(folder, "desa.xlsx").stat().st_size > 0
    True
    """
    chosen = as_language(language)
    book = new_workbook()
    _guide(book, chosen)
    places = _lists(chosen)
    for sheet in sheets().values():
        page = book.create_sheet(sheet.name[chosen])
        if sheet.field == PROGRAMME:
            _programme(page, sheet, places, chosen)
        else:
            _records(page, sheet, places, chosen)
    _write_lists(book, chosen)
    _printed(book)
    book.active = 1
    save_workbook(book, path)


def _printed(book: Workbook) -> None:
    """Every sheet as wide as a page, for offices that print it."""
    from openpyxl.worksheet.properties import PageSetupProperties  # only where a workbook is written

    for page in book.worksheets:
        page.page_setup.orientation = "landscape"
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


# --- the sheets ------------------------------------------------------------------------------------------------------


def _guide(book: Workbook, language: Language) -> None:
    """How to fill it in, and every column with its explanation."""
    from openpyxl.styles import Alignment, Font  # only where a workbook is written

    page = book.create_sheet(guide()[language])
    write_cell(page, 1, 1, word("title")[language]).font = Font(bold=True, size=14)
    row = 3
    for line in lines():
        # merged, so that a paragraph is as wide as the table below it; nothing is read from this sheet
        page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
        write_cell(page, row, 1, line[language]).alignment = Alignment(wrap_text=True, vertical="top")
        page.row_dimensions[row].height = 4 + 15 * (1 + len(line[language]) // LINE)
        row += 1
    row += 1
    heading_row(page, [word(name)[language] for name in ("sheet", "column", "needed", "help")], row=row)
    for sheet in sheets().values():
        row += 1
        write_cell(page, row, 1, sheet.name[language]).font = Font(bold=True)
        write_cell(page, row, 4, sheet.about[language]).font = Font(bold=True)
        page.row_dimensions[row].height = 15 * (1 + len(sheet.about[language]) // HELP_LINE)
        for column in sheet.columns:
            row += 1
            write_cell(page, row, 2, column.heading[language])
            write_cell(page, row, 3, word("yes")[language] if column.needed else None)
            write_cell(page, row, 4, column.help[language])
    row += 2
    write_cell(page, row, 1, word("rungs")[language]).font = Font(bold=True)
    meanings = scale_meanings(LADDER)
    for key, label in scale_levels(LADDER).items():
        row += 1
        write_cell(page, row, 2, label[language])
        write_cell(page, row, 4, meanings[key][language])
    for cells in page.iter_rows(min_col=4, max_col=4):
        cells[0].alignment = Alignment(wrap_text=True, vertical="top")
    set_widths(page, (16, 30, 10, 90))


def _programme(page: Worksheet, sheet: Sheet, places: dict[str, str], language: Language) -> None:
    """The programme itself: a field a row."""
    from openpyxl.styles import Alignment, Font, PatternFill  # only where a workbook is written

    heading_row(page, [word(name)[language] for name in ("field", "value", "help")])
    for row, column in enumerate(sheet.columns, 2):
        heading = write_cell(page, row, 1, column.heading[language])
        heading.font = Font(bold=True)
        if column.needed:
            heading.fill = PatternFill("solid", fgColor=NEEDED)
        cell = page.cell(row, 2)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if column.kind not in NUMBERS:
            cell.number_format = "@"
        write_cell(page, row, 3, column.help[language]).font = Font(italic=True, color="666666")
        _drop_down(page, column, f"B{row}", places)
    set_widths(page, (32, 60, 80))


def _records(page: Worksheet, sheet: Sheet, places: dict[str, str], language: Language) -> None:
    """Records, one a row: headings with their explanation in a comment, and drop-downs below."""
    from openpyxl.comments import Comment  # only where a workbook is written
    from openpyxl.styles import PatternFill
    from openpyxl.utils import get_column_letter

    heading_row(page, (column.heading[language] for column in sheet.columns))
    for position, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(position)
        heading = page.cell(1, position)
        heading.comment = Comment(column.help[language], "pemberdayaan", height=90, width=260)
        if column.needed:
            heading.fill = PatternFill("solid", fgColor=NEEDED)
        if column.kind not in NUMBERS:
            page.column_dimensions[letter].number_format = "@"
        _drop_down(page, column, f"{letter}2:{letter}{ROWS + 1}", places)
    set_widths(page, (WIDTHS.get(column.kind, TYPICAL) for column in sheet.columns))
    titled = next((column for column in sheet.columns if column.field == sheet.title), None)
    if titled is not None:
        page.freeze_panes = page.cell(2, sheet.columns.index(titled) + 2).coordinate


# --- drop-downs ------------------------------------------------------------------------------------------------------


def _words() -> dict[str, list[Text]]:
    """The words of every list, by the name that a column has for it; the rungs of the ladder as the levels."""
    named = dict.fromkeys(column.of for sheet in sheets().values() for column in sheet.columns if _list_of(column))
    found = {name: list(choices(name).values()) for name in (*named, "truth")}
    return found | {LADDER: list(scale_levels(LADDER).values())}


def _list_of(column: Column) -> bool:
    return column.kind in {CellKind.CHOICE, CellKind.CHOICES, CellKind.WORD, CellKind.WORDS}


def _lists(language: Language) -> dict[str, str]:
    """Where the choices of a column stand, by the list or the sheet that it names."""
    from openpyxl.utils import get_column_letter  # only where a workbook is written

    places = {}
    for position, (name, words) in enumerate(_words().items(), 1):
        letter = get_column_letter(position)
        places[name] = f"'{lists()[language]}'!${letter}$2:${letter}${len(words) + 1}"
    for sheet in sheets().values():
        if sheet.has_keys:
            fields = [column.field for column in sheet.columns]
            letter = get_column_letter(fields.index(sheet.title) + 1)
            places[sheet.field] = f"'{sheet.name[language]}'!${letter}$2:${letter}${ROWS + 1}"
    return places


def _write_lists(book: Workbook, language: Language) -> None:
    page = book.create_sheet(lists()[language])
    for position, (name, words) in enumerate(_words().items(), 1):
        write_cell(page, 1, position, name)
        for row, text in enumerate(words, 2):
            write_cell(page, row, position, text[language])
    page.sheet_state = "hidden"


def _drop_down(page: Worksheet, column: Column, cells: str, places: dict[str, str]) -> None:
    """Choices for the cells of a column; only a list that is complete refuses another word."""
    from openpyxl.worksheet.datavalidation import DataValidation  # only where a workbook is written

    name = {CellKind.TRUTH: "truth", CellKind.LEVELS: LADDER, CellKind.SCALE: "scales"}.get(column.kind, column.of)
    if name not in places or not (_list_of(column) or column.kind in NAMES | CLOSED | {CellKind.LEVELS}):
        return
    choice = DataValidation(type="list", formula1=places[name], allow_blank=True)
    choice.showErrorMessage = column.kind in CLOSED
    choice.add(cells)
    page.add_data_validation(choice)
