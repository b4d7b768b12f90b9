"""The reference surveys of counting: what their columns are (the data stay outside the project)."""

import csv
import json
from fractions import Fraction

import numpy as np

# Alkire, S. et al. (2013), World Development 52, table 1: the ten indicators of WEAI, weights in thirtieths.
WEAI = {
    "feelinputdecagr": 3,
    "raiprod_any": 3,
    "jown_count": 2,
    "jrightanyagr": 2,
    "credjanydec_any": 2,
    "incdec_count": 6,
    "groupmember_any": 3,
    "speakpublic_any": 3,
    "npoor_z105": 3,
    "leisuretime": 3,
}
WEAI_WEIGHTS = list(WEAI.values())
WEAI_CUTOFF = Fraction(1, 5)

# Alkire, S. and Santos, M. E. (2014), World Development 59: the ten indicators of the MPI, weights in eighteenths.
MPI = {
    "d_nutr": 3,
    "d_cm": 3,
    "d_satt": 3,
    "d_educ": 3,
    "d_elct": 1,
    "d_sani": 1,
    "d_wtr": 1,
    "d_hsg": 1,
    "d_ckfl": 1,
    "d_asst": 1,
}
MPI_WEIGHTS = list(MPI.values())
MPI_CUTOFF = Fraction(33, 100)


def expected(reference, name):
    """A file of expectations."""
    return json.loads((reference / "weai" / name).read_text(encoding="utf-8"))


def bangladesh(reference):
    """Household codes, women (else men), and the ten indicators with NaN where there is none."""
    with (reference / "weai" / "bgd_weai_1_1_indicators.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    _, households = np.unique([row["hhid"] for row in rows], return_inverse=True)
    values = np.array([[float(row[one]) if row[one] else np.nan for one in WEAI] for row in rows])
    return households, np.array([row["sex"] for row in rows]) == "2", values


def synthetic(reference):
    """The columns of syn_cdta by name, NaN where there is no value."""
    table = np.genfromtxt(reference / "weai" / "syn_cdta.csv", delimiter=",", names=True)
    return {name: table[name] for name in table.dtype.names}
