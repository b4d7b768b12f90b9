"""Published distributions with the inequality that their publishers found in them."""

import numpy as np

# The example of R's package ineq (Zeileis, A., ineq 0.2-13, help page "ineq").
INEQ = np.array([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261])
# Gross domestic product per head of 32 Mexican states in 1940: Rey, S. J. and Sastré Gutiérrez, M. L. (2010),
# Interregional inequality dynamics in Mexico. Spatial Economic Analysis 5(3), 277-298; file mexico of PySAL.
MEXICO = np.array(
    "10384 22361 9573 3758 2934 8578 8537 6909 17816 12132 4359 2181 4414 5309 3408 3327 6936 4836 9073 1892 3569 "
    "11016 21965 4372 4840 6399 2459 7508 3605 5203 7990 3734".split(),
    float,
)
# The five regions of Hanson, G. H. (1998), Regional adjustment to trade liberalization, Regional Science and Urban
# Economics 28(4), 419-444, for the states in MEXICO; file mexico of PySAL, column hanson98.
REGIONS = np.array([int(one) - 1 for one in "21255113423533433215335221513352"])
# A made-up survey of 48 rows, without chance: three strata of four sampling units of four rows, weights, three domains.
ROW = np.arange(48)
STRATUM, UNIT, DOMAIN = ROW // 16, ROW // 4, ROW * 5 % 3
AMOUNT, OTHER = (7 * ROW**2 + 3 * ROW) % 23 + 1.0, (5 * ROW**2 + 11 * ROW) % 17 + 3.0
WEIGHT = 1 + ROW * 7 % 5 / 4
# How many sampling units each stratum has, of which four were drawn.
UNITS = np.array([20.0, 16.0, 10.0])
# What svy 0.35.0 (with svy_rs 0.19.1) gives for it, by its method "taylor": of the mean of AMOUNT and of its ratio to
# OTHER the estimate, the standard error, and that with UNITS as pop_size; of all and of domains 0, 1 and 2.
SVY_MEAN = (10.975694444444445, 0.876733736537555, 0.7422704980535781)
SVY_RATIO = (0.9368701837581506, 0.08064021567767266)
SVY_MEANS = [
    (11.691489361702128, 2.0607343248758236),
    (12.122448979591837, 1.2706211838083263),
    (9.104166666666666, 1.37389329526708),
]
SVY_RATIOS = [
    (0.9954710144927537, 0.23219647535278307, 0.19459237269177782),
    (1.0421052631578946, 0.15486642480433827, 0.13100512054787405),
    (0.7734513274336283, 0.11094101954501717, 0.09556481880872669),
]
