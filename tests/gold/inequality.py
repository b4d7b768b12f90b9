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
# Spending per head in Vietnam, 1993, by fifths of the population, and the share of each in all spending, in
# percent: Haughton, J. and Khandker, S. R. (2009), Handbook on Poverty and Inequality, table 6.1. World Bank.
SPENDING = np.array([518.0, 756.0, 984.0, 1338.0, 2540.0])
SHARES = np.array([8.4, 12.3, 16.0, 21.8, 41.4])
# Deaths of children under five in India, 1982-92, by fifths of wealth: O'Donnell, O., van Doorslaer, E., Wagstaff, A.
# and Lindelow, M. (2008), Analyzing Health Equity Using Household Survey Data, table 8.1. World Bank. Births, deaths
# per 1,000 births, cumulative percent of births and of deaths, concentration index.
BIRTHS = np.array([29939.0, 28776.0, 26528.0, 24689.0, 19739.0])
RATES = np.array([154.7, 152.9, 119.5, 86.9, 54.3])
DEATHS = {"births": [23, 45, 66, 85, 100], "deaths": [30, 59, 79, 93, 100], "index": -0.1694}
