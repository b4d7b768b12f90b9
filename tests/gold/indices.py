"""Published numbers of the official indices of Indonesia, typed from their sources."""

# Indeks Desa Membangun 2024 (Kementerian Desa, portal data terbuka): rows, rows with numbers, rows "TANPA DATA".
IDM_ROWS, IDM_SCORED = 75_265, 75_261
IDM_LOST = (1105022062, 1106082013, 1116102005, 6311012020)

# Components and index are printed with four decimals: each of three is off by up to 0.00005, and so is the index.
IDM_WITHIN = 0.0000667

# The one village whose published status does not follow from its own components.
IDM_WRONG, IDM_WRONG_PUBLISHED, IDM_WRONG_OURS = 6213062003, "berkembang", "maju"

# How many villages have components whose mean is 0.5989 to the last digit; published as Tertinggal.
IDM_ON_THE_BOUND, IDM_BOUND = 16, 5989

# The answer of the ministry's service for one village (idm_indicators_50.csv): sums of the scores, index, status.
VILLAGE_A_SUMS = {"iks": 149, "ike": 53, "ikl": 7}
VILLAGE_A_INDEX, VILLAGE_A_STATUS = 0.733810, "maju"
# What the index gains if one indicator goes from 0 to 5, as the service prints it.
UPLIFTS = {"iks": 0.0095, "ike": 0.0278, "ikl": 0.1111}

# From whole scores the index is N/6300 with N = 12 S_IKS + 35 S_IKE + 140 S_IKL; Permendesa 2/2016, upper bounds
# 0.4907, 0.5989, 0.7072 and 0.8155 inclusive. The least N of each status above the lowest:
IDM_DENOMINATOR = 6300
IDM_GAINS = {"iks": 12, "ike": 35, "ikl": 140}
IDM_LEAST = {"tertinggal": 3092, "berkembang": 3774, "maju": 4456, "mandiri": 5138}

# BPS, the method of 2014: how near the printed components bring the printed index, by year.
IPM_WITHIN = {**dict.fromkeys(range(2010, 2016), 0.0150), **dict.fromkeys(range(2016, 2022), 0.0050)}
IPM_NAMES = {
    "life_expectancy": "uhh",
    "expected_schooling": "hls",
    "mean_schooling": "rls",
    "expenditure_per_head": "rupiah",
}

# BPS, Indeks Ketimpangan Gender of Jawa Barat: year, MTF, MHPK20, parliament men and women, upper-secondary men and
# women, labour force men and women (per cent), and the index as printed.
IKG_JAWA_BARAT = (
    (2018, 0.198, 0.279, 78.0, 22.0, 36.55, 28.63, 82.96, 42.25, 0.508),
    (2019, 0.168, 0.31, 80.0, 20.0, 38.24, 28.89, 83.25, 46.33, 0.504),
    (2020, 0.155, 0.295, 79.17, 20.83, 40.59, 32.48, 81.9, 46.79, 0.489),
    (2021, 0.171, 0.298, 79.17, 20.83, 40.99, 33.12, 81.68, 47.88, 0.493),
    (2022, 0.169, 0.299, 78.15, 21.85, 41.24, 35.36, 83.93, 48.01, 0.49),
)
