"""Published numbers of who is represented."""

from fractions import Fraction

# Warsaw participatory budget 2019, district Praga-Polnoc: voters by sex from pabulib,
# Poland_Warszawa_2019_Praga-Polnoc.pb; residents from the city's statistical review, first half of 2019.
PRAGA_VOTERS = {"women": 1201, "men": 728}
PRAGA_RESIDENTS = {"women": 34254, "men": 29439}
PRAGA_WOMEN = Fraction(1201 * 63693, 1929 * 34254)

# Questions and answers on the Uniform Guidelines on Employee Selection Procedures (1979), 44 FR 11996: who was hired,
# in per cent of those who applied, and the impact ratio of each group, in per cent of the highest rate.
HIRED = {"whites": 60, "american_indians": 45, "hispanics": 48, "blacks": 51}
IMPACT = {"american_indians": 75, "hispanics": 80, "blacks": 85}
