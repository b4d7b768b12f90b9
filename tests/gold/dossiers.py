"""Facts of the bundled real programmes, typed from the fact sheets in the reference folder ``dossiers``.

Each constant names its source as the fact sheet does. They stand apart from the programme files, so that a test can
hold the one against the other.
"""

# --- LKMS Kartini (lkms_kartini.toml) ---------------------------------------------------------------------------------

# rosyida, Gambar 15: 0 tidak terlibat, 1 rendah, 2 sedang, 3 tinggi.
KARTINI_LEVELS = ("tidak_terlibat", "rendah", "sedang", "tinggi")
KARTINI_STAGES = ("perencanaan", "pelaksanaan", "evaluasi", "pelaporan")
KARTINI_INVOLVEMENT = {
    "pengurus": (1, 3, 3, 3),
    "anggota": (0, 2, 1, 0),
    "pemdes": (0, 0, 1, 0),
    "pg": (3, 1, 2, 2),
    "pnm": (3, 3, 3, 3),
    "dinkop": (1, 0, 0, 0),
}

# rosyida: the type of participation of each actor, over the whole programme.
KARTINI_ARNSTEIN = {
    "pengurus": ("placation",),
    "anggota": ("informing", "consultation", "placation"),
    "pemdes": ("therapy",),
    "pg": ("partnership",),
    "pnm": ("partnership",),
    "dinkop": ("informing",),
}

# keefektifan, Tabel 8 (2010); the scale was not seen. Groups in this order.
KARTINI_GROUPS = ("pengusaha_tani", "pengusaha_nontani", "buruh_tani", "buruh_nontani")
KARTINI_SCORES = {
    "perencanaan": (0, 0, 0, 0),
    "pelaksanaan": (3.31, 4.0, 2.5, 3.15),
    "evaluasi": (3.17, 3.29, 2.25, 3.38),
    "pelaporan": (0, 0.57, 0, 0.08),
}
KARTINI_SCORE_TOTALS = (6.48, 7.86, 4.75, 6.61)  # as printed

# rosyida, Tabel 16: household expenditure, rupiah a month; the differences are printed too.
KARTINI_EXPENDITURE = {
    "member": (844_000, 1_220_000, 641_700, 975_000),
    "non_member": (416_700, 450_000, 410_000, 633_300),
}
KARTINI_EXPENDITURE_DIFFERENCE = (427_300, 770_000, 231_700, 341_700)

KARTINI_CONFLICTS = 3  # income; the community in planning; which groups score in reporting

# --- PNPM Paseban (pnpm_megamendung_paseban.toml; girsang) ------------------------------------------------------------

PASEBAN_MEETINGS = {
    "mad_sosialisasi": "2009-02-02",
    "musdes_sosialisasi": "2009-02-20",
    "mdst": "2010-03-16",
}
PASEBAN_WORKERS = 42  # all men: respondents because they took part in the work
PASEBAN_MAINTENANCE_TEAM = 15
PASEBAN_MAINTENANCE_MONTHS = 3
PASEBAN_BENEFIT_RATING = 4.75  # n = 42, 2010, called high; the scale was not seen

# --- Praga-Polnoc (praga_polnoc_pb.toml) ------------------------------------------------------------------------------

# pabulib: by budget year, projects on the ballot, selected, pool and cost selected in PLN, voters, women, men.
PRAGA_YEARS = {
    2017: (33, 17, 743_000, 730_207, 1978, 1196, 782),
    2018: (32, 13, 1_000_000, 997_590, 3157, 1903, 1254),
    2019: (28, 11, 1_000_000, 988_200, 1929, 1201, 728),
    2020: (68, 9, 2_160_895, 2_153_100, 2948, 1846, 1102),
    2021: (59, 16, 2_160_895, 2_156_900, 3007, 1918, 1089),
    2022: (90, 16, 2_432_952, 2_432_090, 2614, 1623, 991),
    2023: (91, 10, 2_629_401, 2_629_246, 2818, 1773, 1045),
    2024: (52, 13, 2_637_105, 2_632_861, 2601, 1629, 972),
    2025: (64, 16, 2_750_346, 2_748_800, 1853, 1181, 672),
    2026: (25, 9, 1_209_340, 1_205_230, 1746, 1126, 620),
}
PRAGA_AGES_2019 = {"under_18": 126, "a18_29": 382, "a30_59": 1221, "a60_plus": 200, "age_unknown": 0}  # pabulib

# przeglad: residents in the first half of 2019 (people, women, men).
PRAGA_POPULATION_2019 = (63_693, 34_254, 29_439)
PRAGA_TURNOUT_2019 = 0.0303  # derived in the fact sheet, rounded
PRAGA_WOMEN_RATIO_2019 = 1.158  # derived in the fact sheet, rounded

# pabulib: cost of the selected projects of 2019 by group: counted in full by naming, and split equally.
PRAGA_MONEY_2019 = {
    "adults": (63_000, 21_000),
    "animals": (40_200, 36_400),
    "children": (756_800, 255_233),
    "families_with_children": (687_000, 231_967),
    "people_with_disabilities": (314_700, 104_900),
    "seniors": (786_400, 262_133),
    "youth": (229_700, 76_567),
}
PRAGA_BREAKS = (2024, 2026)  # beneficiary categories: only children and seniors; none

# um_1ed: the first edition, whole city.
PRAGA_FIRST_EDITION = {"admitted": 1390, "selected": 336}
