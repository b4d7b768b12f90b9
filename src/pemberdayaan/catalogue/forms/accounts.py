"""The lines of a budget from a file or from rows: which columns it has, and the codes and amounts of its lines."""

from __future__ import annotations

import csv
import io
import math
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from ...errors import Fault, InvalidInput, fault
from ...model.fields import wrong_type
from ..parsing import LIMIT
from .cells import as_figure, as_words, plain
from .columns import plainly
from .exports import as_rows
from .sheets import cell_name, read_workbook

__all__ = ["Account", "BudgetLine", "as_account", "budget_lines"]

Account = tuple[int, ...]

CODE = re.compile(r"\d+(?:[.\s]+\d+)*(?:\s*-\s*\d+)?[.\s]*", re.ASCII)
# A heading may end in its unit: "Anggaran (Rp)".
IN_RUPIAH = re.compile(r"\s*[(\[]?\s*\brp\b\.?\s*[)\]]?$")
HEADINGS: Mapping[str, frozenset[str]] = {
    "code": frozenset(
        {"kode rekening", "kode rek", "kode rek.", "kode", "kode akun", "no. rekening", "nomor rekening"}
        | {"code", "account code", "account"}
    ),
    "name": frozenset({"uraian", "nama", "nama rekening", "nama akun", "keterangan", "name", "description"}),
    "budgeted": frozenset({"anggaran", "jumlah anggaran", "pagu", "pagu anggaran", "budget", "budgeted", "planned"}),
    "realised": frozenset({"realisasi", "jumlah realisasi", "realised", "realized", "realisation", "actual"}),
    "unit": frozenset({"satuan", "unit"}),
}
AMOUNTS = ("realised", "budgeted")
# How far down a sheet its headings may stand: budgets begin with a title.
TITLE_ROWS = 30
# An accountant's way to write an amount below 0.
BRACKETED = re.compile(r"\((.+)\)", re.DOTALL)
# What stands where an accountant writes no amount.
NOTHING = frozenset({"", "-", "–", "—"})


@attrs.frozen
class BudgetLine:
    """A line of a budget.

    Parameters
    ----------
    where
        Where it stands.
    account
        Its code, or None.
    name, unit
        What it says.
    amount
        The figure that was asked for, or None.
    rupiah
        Whether the heading above the figure says that it is in rupiah.
    figure
        Where the figure stands.
    """

    where: str
    account: Account | None
    name: str | None
    unit: str | None
    amount: float | None
    rupiah: bool = False
    figure: str = ""

    @property
    def code(self) -> str | None:
        """Its code as it is written, without zeros in front."""
        return None if self.account is None else ".".join(map(str, self.account))


@attrs.frozen
class _Rows:
    """Rows by the kinds of column, each with the place of its cells."""

    headings: Mapping[str, str]
    rows: tuple[tuple[Mapping[str, Any], Mapping[str, str]], ...]
    repeated: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)


def as_account(value: Any) -> Account:
    """The code of an account, with points or spaces between its parts.

    Raises
    ------
    InvalidInput
        If it is none.

    Examples
    --------
    >>> as_account("4.1.3.01."), as_account("4 1 3"), as_account(4.1)
    ((4, 1, 3, 1), (4, 1, 3), (4, 1))
    """
    text = as_words(value)
    if not CODE.fullmatch(text):
        raise InvalidInput(fault("account_code", given=text))
    account = tuple(map(int, re.findall(r"\d+", re.sub(r"\s*-\s*\d+", "", text), re.ASCII)))
    if account[0] > 9:
        raise InvalidInput(fault("account_code", given=text))
    return account


def budget_lines(
    source: str | os.PathLike[str] | Iterable[Mapping[str, Any]], columns: Mapping[str, str], figures: str | None
) -> tuple[list[BudgetLine], str, list[Fault]]:
    """The lines of a budget, which of its amounts they have, and what could not be read.

    Parameters
    ----------
    source
        A path, or rows as mappings.
    columns
        Headings that are not known here, by kind of column.
    figures
        ``"realised"``, ``"budgeted"``, or None for the first of them that there is.

    Raises
    ------
    InvalidInput
        If the file or its headings cannot be read.
    """
    unknown = [
        fault("unknown_key", "columns", given=kind, choices=tuple(HEADINGS)) for kind in columns if kind not in HEADINGS
    ]
    if unknown:
        raise InvalidInput(unknown)
    if isinstance(source, (str, os.PathLike)):
        path = Path(source)
        rows = _workbook(path, columns) if path.suffix.lower() in {".xlsx", ".xlsm"} else _csv(path, columns)
    else:
        rows = _mappings(source, columns)
    chosen = figures or next((kind for kind in AMOUNTS if kind in rows.headings), "")
    name = Path(source).name if isinstance(source, (str, os.PathLike)) else None
    lacking = [
        fault(
            "no_column", given=" / ".join(kinds), options=", ".join(sorted(name for k in kinds for name in HEADINGS[k]))
        )
        for kinds in (("code",), (chosen,) if chosen else AMOUNTS)
        if not any(kind in rows.headings for kind in kinds)
    ]
    # of two columns of amounts one may be another year or half a year
    lacking += [
        fault("two_columns", given=kind, options=", ".join(rows.repeated[kind]))
        for kind in ("code", chosen)
        if kind in rows.repeated
    ]
    if lacking:
        raise InvalidInput(lacking, name)
    faults: list[Fault] = []
    rupiah = bool(IN_RUPIAH.search(plainly(rows.headings[chosen])))
    made = (_line(cells, places, chosen, rupiah, faults) for cells, places in rows.rows)
    lines = [line for line in made if line is not None]
    return lines, chosen, faults


def _line(
    cells: Mapping[str, Any], places: Mapping[str, str], chosen: str, rupiah: bool, faults: list[Fault]
) -> BudgetLine | None:
    """One line; a cell that cannot be read is said."""

    def read(kind: str, convert: Any) -> Any:
        value = cells.get(kind)
        if value is None or (isinstance(value, float) and math.isnan(value)):  # what a data frame has for an empty cell
            return None
        try:
            value = plain(value)
            return None if isinstance(value, str) and value in NOTHING else convert(value)
        except InvalidInput as error:
            faults.extend(attrs.evolve(one, where=places[kind]) for one in error.faults)
            return None

    account, amount = read("code", as_account), read(chosen, _money)
    name, unit = read("name", as_words), read("unit", as_words)
    if (account, amount, name, unit) == (None,) * 4:
        return None
    where = places.get(chosen, places["code"])
    return BudgetLine(places["code"], account, name, unit, amount, rupiah, where)


def _money(value: Any) -> float:
    """An amount; below 0 in brackets or with a minus, as a deficit is."""
    match = BRACKETED.fullmatch(value) if isinstance(value, str) else None
    amount = -as_figure(match[1].strip(), money=True) if match else as_figure(value, money=True)
    if not math.isfinite(amount):
        raise InvalidInput(fault("not_finite", given=amount))
    return amount


# --- from which file -------------------------------------------------------------------------------------------------


def _kinds(headings: Sequence[Any], columns: Mapping[str, str]) -> dict[str, int]:
    """Which heading is which kind of column."""
    known = {kind: {plainly(columns[kind])} if kind in columns else names for kind, names in HEADINGS.items()}
    found: dict[str, int] = {}
    for position, heading in enumerate(headings):
        text = plainly(str(heading or ""))
        for kind, names in known.items():
            if text in names or IN_RUPIAH.sub("", text) in names:
                found.setdefault(kind, position)
    return found


def _repeated(headings: Sequence[Any], columns: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The headings that name one kind of column more than once."""
    found: dict[str, list[str]] = {}
    for heading in headings:
        for kind in _kinds([heading], columns):
            found.setdefault(kind, []).append(str(heading))
    return {kind: tuple(named) for kind, named in found.items() if len(named) > 1}


def _code(headings: Sequence[Any], position: int, values: Sequence[Any]) -> Any:
    """A code; where its heading stands over several columns with a number of the code in each, all of them."""
    end = position + 1
    while end < len(headings) and headings[end] is None:
        end += 1
    parts = [one for one in values[position:end] if one is not None]
    numbers = [str(one).strip().rstrip(".") for one in parts]
    whole = len(parts) > 1 and all(number.isdecimal() for number in numbers)
    return ".".join(numbers) if whole else next(iter(parts), None)


def _is_heading(kinds: Mapping[str, int]) -> bool:
    return "code" in kinds and any(kind in kinds for kind in AMOUNTS)


def _placed(
    kinds: Mapping[str, int],
    headings: Sequence[Any],
    rows: Iterable[tuple[Sequence[Any], Any]],
    repeated: Mapping[str, tuple[str, ...]],
) -> _Rows:
    """Rows below their headings; `rows` come with what tells the place of a position."""
    named = {kind: str(headings[position]) for kind, position in kinds.items()}
    found = []
    for values, place in rows:
        cells = {kind: values[position] for kind, position in kinds.items() if position < len(values)}
        cells["code"] = _code(headings, kinds["code"], values)
        found.append((cells, {kind: place(position, named[kind]) for kind, position in kinds.items()}))
    return _Rows(named, tuple(found), repeated)


def _workbook(path: Path, columns: Mapping[str, str]) -> _Rows:
    """The sheet that has the headings of a budget; a second one is refused, for it may hold the same again."""
    found: list[tuple[str, _Rows]] = []
    for sheet in read_workbook(path):
        for at, (_, values) in enumerate(sheet.rows[:TITLE_ROWS]):
            kinds = _kinds(values, columns)
            if _is_heading(kinds):
                below = _below(sheet.name, sheet.rows[at + 1 :])
                found.append((sheet.name, _placed(kinds, values, below, _repeated(values, columns))))
                break
    if len(found) > 1:
        raise InvalidInput(fault("two_budgets", given=", ".join(name for name, _ in found)), path.name)
    return found[0][1] if found else _Rows({}, ())


def _below(sheet: str, rows: Iterable[tuple[int, Sequence[Any]]]) -> Iterator[tuple[Sequence[Any], Any]]:
    for number, values in rows:
        yield values, lambda position, heading, row=number: cell_name(sheet, row, position + 1, heading)


def _csv(path: Path, columns: Mapping[str, str]) -> _Rows:
    """A CSV file in UTF-8, with commas, semicolons or tabs."""
    try:
        if not path.is_file():
            raise InvalidInput(fault("no_file", given=str(path)), path.name)
        if path.stat().st_size > LIMIT:
            raise InvalidInput(fault("too_large", size=f"{path.stat().st_size:,}", limit=f"{LIMIT:,}"), path.name)
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(fault("encoding", position=error.start), path.name) from error
    except OSError as error:
        raise InvalidInput(fault("unreadable", detail=error.strerror or str(error)), path.name) from error
    best = max(";\t,", key=lambda mark: text[:2000].count(mark))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=best, strict=True)
    rows: list[tuple[int, list[Any]]] = []
    try:
        rows.extend((reader.line_num, [cell if cell.strip() else None for cell in row]) for row in reader if any(row))
    except csv.Error as error:
        raise InvalidInput(
            fault("syntax", f"{path.name}:{reader.line_num}", format="CSV", detail=str(error))
        ) from error
    for at, (_, values) in enumerate(rows[:TITLE_ROWS]):
        kinds = _kinds(values, columns)
        if _is_heading(kinds):
            return _placed(kinds, values, _in_file(path.name, rows[at + 1 :]), _repeated(values, columns))
    return _Rows({}, ())


def _in_file(name: str, rows: Iterable[tuple[int, Sequence[Any]]]) -> Iterator[tuple[Sequence[Any], Any]]:
    for number, values in rows:
        yield values, lambda _, heading, row=number: f"{name}:{row} ({heading})"


def _mappings(source: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> _Rows:
    """Rows as mappings, each with its own headings."""
    rows: list[tuple[Mapping[str, Any], Mapping[str, str]]] = []
    named: dict[str, str] = {}
    faults: list[Fault] = []
    repeated: dict[str, tuple[str, ...]] = {}
    given: Iterable[Any] = as_rows(source)
    for i, row in enumerate(given):
        if not isinstance(row, Mapping):
            faults.append(wrong_type(row, "a table").under(f"[{i}]"))
            continue
        headings = list(row)
        kinds = _kinds(headings, columns)
        repeated |= _repeated(headings, columns)
        named |= {kind: str(headings[position]) for kind, position in kinds.items()}
        cells = {kind: row[headings[position]] for kind, position in kinds.items()}
        rows.append((cells, {"code": f"[{i}]", **{kind: f"[{i}].{named[kind]}" for kind in kinds}}))
    if faults:
        raise InvalidInput(faults)
    return _Rows(named, tuple(rows), repeated)
