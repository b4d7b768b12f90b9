"""Small published examples of questionnaires, typed from their sources."""

# RUTR Kota Pati 2006 (text-id.123dok.com/document/oy8n11nwy, .../lzg2gg2ny): citizen participation in a town plan,
# 54 respondents, four variables of one item with answers 1 to 8.
PATI_RESPONDENTS = 54
PATI_SUMS = {"variable_1": 181, "variable_2": 201, "variable_3": 196, "variable_4": 218}
PATI_RUNGS = {
    "variable_1": "informing",
    "variable_2": "consultation",
    "variable_3": "consultation",
    "variable_4": "consultation",
    "total": "consultation",
}
PATI_TOTAL = 796
PATI_RANGE, PATI_WIDTH = (54, 432), 47.25
PATI_TOTAL_RANGE, PATI_TOTAL_WIDTH = (216, 1728), 189

# PNPM Mandiri, Kecamatan Tanjungraya (text-id.123dok.com/document/nzw5l591z): 4 items, 100 respondents; the width and
# the highest class stand in the source, the cuts follow from them.
TANJUNGRAYA_RESPONDENTS, TANJUNGRAYA_ITEMS = 100, 4
TANJUNGRAYA_RANGE, TANJUNGRAYA_WIDTH = (400, 3200), 350
TANJUNGRAYA_CUTS = (750, 1100, 1450, 1800, 2150, 2500, 2850)

# Class interval of a five-point scale (text-id.123dok.com/document/6zkk8lr1z).
INTERVAL_SCALE, INTERVAL_CLASSES, INTERVAL_WIDTH = (1, 5), 5, 0.8
INTERVAL_CUTS = (1.8, 2.6, 3.4, 4.2)

# Azwar's hypothetical norm for 32 items from 1 to 5 (id.scribd.com/document/420880670); printed with two decimals.
NORM_ITEMS, NORM_SCALE = 32, (1, 5)
NORM_MEAN, NORM_SD = 96, 21.33
NORM_CUTS = (64, 85.33, 106.67, 128)

# Importance-performance analysis (id.scribd.com/document/699579235): the means of ten items. The source shows the
# quadrants of items 1 to 4; the others follow from the same rule.
IPA_PERFORMANCE = (4.1, 4.05, 3.85, 3.9, 4.15, 4.25, 4.2, 4.3, 4.3, 4.1)
IPA_IMPORTANCE = (3.65, 3.9, 3.95, 4.15, 4.2, 4.2, 4.05, 4.35, 4.35, 4.5)
IPA_MEAN_PERFORMANCE, IPA_MEAN_IMPORTANCE = 4.12, 4.13
IPA_QUADRANTS = ("C", "C", "C", "A", "B", "B", "D", "B", "B", "A")

# Cronbach's alpha of the eight pillars of the ASEM index, covariance form (COINr 1.1.14, cronbach_pillars.csv; data in
# dset_aggregated.csv, pillars as asem_imeta.csv has them).
COINR_PILLARS = ("Physical", "ConEcFin", "Political", "Instit", "P2P", "Environ", "Social", "SusEcFin")
COINR_ALPHA = 0.75378770053752275

# Krippendorff, Computing Krippendorff's alpha-reliability (2011), sections C and D: 4 observers, 12 units; None for a
# gap. The values of alpha are printed there with three decimals.
KRIPPENDORFF_RATINGS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
KRIPPENDORFF_ALPHA = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797}
