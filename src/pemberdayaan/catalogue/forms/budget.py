"""A village's budget (APBDes) as contributions: who gave what the village took in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs

from ...errors import Fault, InvalidInput, fault
from ...model.fields import as_fraction, choose
from ...model.periods import Period, as_period
from ...model.records import Contribution, ContributionKind, ContributionStatus
from ...model.stakeholders import Basis, Sector, Stakeholder
from ...model.text import Text
from .accounts import Account, BudgetLine, as_account, budget_lines
from .columns import plainly

__all__ = ["BudgetFigures", "LostLine", "SubtotalDifference", "VillageBudget", "WhyLost", "read_village_budget"]

INCOME: Account = (4,)
OWN_INCOME: Account = (4, 1)
SWADAYA: Account = (4, 1, 3)

VILLAGE = Stakeholder(
    "pemerintah_desa",
    Text(id="Pemerintah desa", en="Village government"),
    Sector.VILLAGE_GOVERNMENT,
    inside=False,
)
RESIDENTS = Stakeholder("warga", Text(id="Warga desa", en="Villagers"), Sector.COMMUNITY)
CENTRE = Stakeholder("pemerintah_pusat", Text(id="Pemerintah pusat", en="Central government"), Sector.GOVERNMENT)
PROVINCE = Stakeholder("pemerintah_provinsi", Text(id="Pemerintah provinsi", en="Province"), Sector.GOVERNMENT)
DISTRICT = Stakeholder(
    "pemerintah_kabupaten", Text(id="Pemerintah kabupaten/kota", en="District government"), Sector.GOVERNMENT
)
OTHER_VILLAGES = Stakeholder(
    "desa_lain", Text(id="Desa lain", en="Other villages"), Sector.VILLAGE_GOVERNMENT, inside=False
)
COMPANIES = Stakeholder(
    "perusahaan_di_desa", Text(id="Perusahaan yang berlokasi di desa", en="Companies in the village"), Sector.PRIVATE
)

# Who gives what an account takes in; the longest code that fits holds. Permendagri 20/2018, see `read_village_budget`.
GIVERS: Mapping[Account, Stakeholder] = {
    OWN_INCOME: VILLAGE,
    SWADAYA: RESIDENTS,
    (4, 2, 1): CENTRE,
    (4, 2, 2): DISTRICT,
    (4, 2, 3): DISTRICT,
    (4, 2, 4): PROVINCE,
    (4, 2, 5): DISTRICT,
    (4, 3, 1): OTHER_VILLAGES,
    (4, 3, 3): COMPANIES,
}
# A correction of earlier spending, interest of the bank.
NOT_GIVEN = frozenset({(4, 3, 5), (4, 3, 6)})
PERSON_DAYS = frozenset({"hok", "hari orang kerja", "orang hari", "person-days", "person days"})


class BudgetFigures(StrEnum):
    """Which amounts of a budget are read: what came in, or what was planned."""

    REALISED = "realised"
    BUDGETED = "budgeted"


class WhyLost(StrEnum):
    """Why a line of a budget is no contribution."""

    SUBTOTAL = "subtotal"
    NOT_INCOME = "not_income"
    NO_CODE = "no_code"
    NO_AMOUNT = "no_amount"
    NO_GIVER = "no_giver"
    NOT_GIVEN = "not_given"
    TOO_COARSE = "too_coarse"


@attrs.frozen
class LostLine:
    """A line of a budget that is no contribution.

    Parameters
    ----------
    where
        Where it stands.
    code, name, amount
        As far as it has them.
    reason
        Why: the sum of other lines; spending or financing; no code; no amount; nobody known who gave it; given by
        nobody; or a sum that holds the residents' part and others'.
    """

    where: str
    code: str | None
    name: str | None
    amount: float | None
    reason: WhyLost


@attrs.frozen
class SubtotalDifference:
    """A line that is not the sum of the lines below it.

    Parameters
    ----------
    where, code
        Which line.
    stated, added
        What it says, and what the lines below it come to.
    """

    where: str
    code: str
    stated: float
    added: float


@attrs.frozen
class VillageBudget:
    """What a budget says about who gave: records to add to a programme.

    Parameters
    ----------
    period, figures
        The year, and which of its amounts were read.
    stakeholders
        Those who gave or received, without those that the caller named by the keys of a programme.
    contributions
        One a line that is no sum of others.
    lost
        Every other line, with the reason.
    differences
        The sums that do not add up, where they were not refused.
    """

    period: Period
    figures: BudgetFigures
    stakeholders: tuple[Stakeholder, ...]
    contributions: tuple[Contribution, ...]
    lost: tuple[LostLine, ...]
    differences: tuple[SubtotalDifference, ...] = ()


def read_village_budget(
    source: str | os.PathLike[str] | Iterable[Mapping[str, Any]],
    *,
    year: int | str | Period,
    figures: BudgetFigures | str | None = None,
    columns: Mapping[str, str] | None = None,
    givers: Mapping[str, str | Stakeholder] | None = None,
    citation: str | None = None,
    strict: bool = True,
) -> VillageBudget:
    """Read the income of a village budget (APBDes) as contributions of those who gave it.

    *Swadaya, partisipasi dan gotong royong* (4.1.3) comes from the residents, not from the government.

    Parameters
    ----------
    source
        The path of an ``.xlsx`` or ``.csv`` file, rows as mappings from a heading to a value, or a data frame. Headings
        are recognised in Indonesian and English: kode rekening, uraian, anggaran, realisasi, satuan.
    year
        The year of the budget.
    figures
        ``"realised"`` gives contributions that were given, ``"budgeted"`` promised ones. None takes what was realised
        where there is such a column.
    columns
        The headings of ``source`` where they are others, by ``code``, ``name``, ``budgeted``, ``realised``, ``unit``.
    givers
        Who gives what an account takes in, by its code, where the table below does not know or knows another: the key
        of a stakeholder of the programme, or a new `Stakeholder`. The giver of ``4.1`` is the village itself, which
        receives the rest.
    citation
        The source of the records, as ``"apbdes, 2023"``.
    strict
        True to refuse a budget with a sum that is not that of the lines below it.

    Returns
    -------
    VillageBudget
        Each line is a contribution or among the lost, with the reason.

    Raises
    ------
    InvalidInput
        If headings or amounts cannot be read, no line is income, or a sum does not add up; all at once.

    Notes
    -----
    Permendagri 20/2018 on village finance: 4 income; 4.1 the village's own (4.1.1 business, 4.1.2 assets, 4.1.3
    swadaya, 4.1.4 other), 4.2 transfers (4.2.1 Dana Desa, from the state; 4.2.2 share of taxes, 4.2.3 Alokasi Dana Desa
    and 4.2.5 aid, from the district; 4.2.4 aid, from the province), 4.3 other (4.3.1 cooperation between villages,
    4.3.2 cooperation with third parties, 4.3.3 companies located in the village, 4.3.4 grants and gifts of third
    parties, 4.3.5 corrections, 4.3.6 interest, 4.3.9 other). The codes were compared with the lists of village
    information systems, not with the annex of the regulation itself. Nobody is taken for the giver of 4.3.2, 4.3.4 and
    4.3.9: say it in ``givers``. A line is money, but for one whose unit is HOK (person-days), which is labour: valued
    in rupiah where its heading says Rp or a sum holds it, else so many days. Other units belong to the volume of a
    budget line and not to its amount. An amount below 0 is refused in a line of income. Charts of accounts from before
    2018, where income begins with 1, are not read.

    Examples
    --------
    >>> rows = [
    ...     {"code": "4.1", "name": "Pendapatan asli desa", "realised": 12_000_000},
    ...     {"code": "4.1.2", "name": "Hasil aset", "realised": 9_000_000},
    ...     {"code": "4.1.3", "name": "Swadaya, partisipasi dan gotong royong", "realised": "3.000.000"},
    ... ]
    >>> budget = read_village_budget(rows, year=2023)
    >>> [(one.from_, one.amount) for one in budget.contributions]
    [('pemerintah_desa', 9000000), ('warga', 3000000)]
    >>> [(one.code, one.reason.value) for one in budget.lost]
    [('4.1', 'subtotal')]
    """
    period = as_period(year)
    wanted = None if figures is None else choose(BudgetFigures, "kind of figures", figures)
    known = _givers(givers or {})
    name = Path(source).name if isinstance(source, (str, os.PathLike)) else None
    lines, chosen, faults = budget_lines(source, columns or {}, None if wanted is None else wanted.value)
    if not any(line.account and line.account[:1] == INCOME for line in lines) and not faults:
        faults.append(fault("no_income"))
    sums = _sums(lines)
    differences = tuple(
        SubtotalDifference(lines[at].where, str(lines[at].code), lines[at].amount or 0, _number(added))
        for at, added in sums.items()
        if as_fraction(lines[at].amount or 0) != added
    )
    if strict:
        faults += [
            fault("subtotal", one.where, given=one.code, stated=f"{one.stated:,}", added=f"{one.added:,}")
            for one in differences
        ]
    faults += [
        fault("negative", line.figure, given=line.amount)
        for at, line in enumerate(lines)
        if at not in sums and (line.amount or 0) < 0 and _why_lost(line, known) is None
    ]
    if faults:
        raise InvalidInput(faults, name)
    read = BudgetFigures(chosen)
    used: dict[str, Stakeholder] = {}
    contributions: list[Contribution] = []
    lost: list[LostLine] = []
    for at, line in enumerate(lines):
        why = WhyLost.SUBTOTAL if at in sums else _why_lost(line, known)
        if why is None:
            summed = any(lines[one].account == (line.account or ())[: len(lines[one].account or ())] for one in sums)
            contributions.append(_contribution(line, known, used, period, read, in_rupiah=line.rupiah or summed))
        else:
            lost.append(LostLine(line.where, line.code, line.name, line.amount, why))
    if citation is not None:
        contributions = [attrs.evolve(one, source=citation) for one in contributions]
    return VillageBudget(period, read, tuple(used.values()), tuple(contributions), tuple(lost), differences)


def _givers(given: Mapping[str, str | Stakeholder]) -> dict[Account, str | Stakeholder]:
    """The table of givers, with those of the caller."""
    found: dict[Account, str | Stakeholder] = dict(GIVERS)
    faults: list[Fault] = []
    for code, giver in given.items():
        try:
            found[as_account(code)] = giver
        except InvalidInput as error:
            faults += [one.under(f"givers.{code}") for one in error.faults]
    if faults:
        raise InvalidInput(faults)
    return found


def _sums(lines: Sequence[BudgetLine]) -> dict[int, Fraction]:
    """Which lines are sums of lines below them, and what these come to; a line without amount is below nothing."""
    counted = [
        (at, line.account, as_fraction(line.amount))
        for at, line in enumerate(lines)
        if line.account is not None and line.amount is not None
    ]
    parents = {account[:end] for _, account, _ in counted for end in range(1, len(account))}
    below: dict[Account, Fraction] = {}
    for _, account, amount in counted:
        if account not in parents:
            for end in range(1, len(account)):
                below[account[:end]] = below.get(account[:end], Fraction(0)) + amount
    return {at: below[account] for at, account, _ in counted if account in parents}


def _number(exact: Fraction) -> float:
    return int(exact) if exact.denominator == 1 else float(exact)


def _giver(account: Account, known: Mapping[Account, str | Stakeholder]) -> str | Stakeholder | None:
    """Who gives what an account takes in, by the longest code that fits."""
    return next((known[account[:end]] for end in range(len(account), 0, -1) if account[:end] in known), None)


def _why_lost(line: BudgetLine, known: Mapping[Account, str | Stakeholder]) -> WhyLost | None:
    account = line.account
    if account is None:
        return WhyLost.NO_CODE
    if account[:1] != INCOME:
        return WhyLost.NOT_INCOME
    if line.amount is None:
        return WhyLost.NO_AMOUNT
    if account == SWADAYA[: len(account)] and account != SWADAYA:
        return WhyLost.TOO_COARSE
    if _giver(account, known) is None:
        return WhyLost.NOT_GIVEN if account[:3] in NOT_GIVEN else WhyLost.NO_GIVER
    return None


def _contribution(
    line: BudgetLine,
    known: Mapping[Account, str | Stakeholder],
    used: dict[str, Stakeholder],
    period: Period,
    figures: BudgetFigures,
    *,
    in_rupiah: bool,
) -> Contribution:
    """A line as a record; who gave or received is noted among the stakeholders."""
    account = line.account or ()
    keys = []
    for one in (_giver(account, known), known[OWN_INCOME]):
        if isinstance(one, Stakeholder):
            used.setdefault(one.key, one)
        keys.append(one.key if isinstance(one, Stakeholder) else str(one))
    giver, village = keys
    labour = line.unit is not None and plainly(line.unit) in PERSON_DAYS
    in_days = labour and not in_rupiah
    own = account[:2] == OWN_INCOME and account[:3] != SWADAYA
    return Contribution(
        giver,
        ContributionKind.LABOUR if labour else ContributionKind.MONEY,
        to=() if giver == village else village,
        amount=line.amount,
        unit="HOK" if in_days else "IDR",
        label=None if line.name is None else Text(id=line.name),
        period=period,
        status=ContributionStatus.GIVEN if figures is BudgetFigures.REALISED else ContributionStatus.PROMISED,
        # that the village gives what its business and assets earn is our reading
        basis=Basis.DERIVED if own else Basis.STATED,
        note=Text(id=f"Kode rekening {line.code}.", en=f"Account code {line.code}."),
    )
