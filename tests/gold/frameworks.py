"""The frameworks of the catalogue, typed by hand from the list of the canon: names, their order, the crosswalk.

English labels, in the order of the source. Wordings of our own, beside those of the glossary, are typed here too.
"""

ARTICLE = "pemberdayaan-masyarakat"

# Each list is the whole of something in the file: of a kind of element, the parts of an element, the levels of a scale,
# the cells of a grid or the steps of an axis.
LISTS = {
    ARTICLE: [
        ["Takes the initiative", "Takes part", "Is the subject"],
        [
            "Identifying problems",
            "Formulating solutions",
            "Strengthening capacity",
            "Strengthening community institutions and organisations",
            "Participation",
        ],
        ["Participation", "Self-reliance", "Justice", "Fulfilment of human rights", "Collaboration"],
        ["Planning", "Implementation", "Evaluation"],
        ["Agent of development", "Partner", "Beneficiary"],
    ],
    # ladders and spectra
    "arnstein-1969": [
        [
            "Manipulation",
            "Therapy",
            "Informing",
            "Consultation",
            "Placation",
            "Partnership",
            "Delegated power",
            "Citizen control",
        ],
    ],
    "iap2-spectrum": [["Inform", "Consult", "Involve", "Collaborate", "Empower"]],
    "pretty-1995": [
        [
            "Manipulative participation",
            "Passive participation",
            "Participation by consultation",
            "Participation for material incentives",
            "Functional participation",
            "Interactive participation",
            "Self-mobilisation",
        ],
    ],
    "pimbert-pretty-1994": [
        [
            "Passive participation",
            "Participation in information giving",
            "Participation by consultation",
            "Participation for material incentives",
            "Functional participation",
            "Interactive participation",
            "Self-mobilisation",
        ],
    ],
    "hart-1992": [
        [
            "Manipulation",
            "Decoration",
            "Tokenism",
            "Assigned but informed",
            "Consulted and informed",
            "Adult-initiated, shared decisions",
            "Child-initiated and directed",
            "Child-initiated, shared decisions with adults",
        ],
    ],
    "accountability-2005": [
        ["Remain passive", "Monitor", "Inform", "Transact", "Consult", "Involve", "Collaborate", "Empower"],
    ],
    "longwe-1991": [
        ["Welfare", "Access", "Conscientisation", "Participation", "Control"],
        ["Negative", "Neutral", "Positive"],
    ],
    # rated domains
    "rifkin-1988": [["Needs assessment", "Leadership", "Organisation", "Resource mobilisation", "Management"]],
    "laverack-2001": [
        [
            "Participation",
            "Local leadership",
            "Organisational structures",
            "Problem assessment",
            "Resource mobilisation",
            "Asking why",
            "Links with others",
            "Role of outside agents",
            "Programme management",
        ],
    ],
    "narayan-2002": [
        [
            "Access to information",
            "Inclusion and participation",
            "Accountability",
            "Local organisational capacity",
        ],
        [
            "Basic services",
            "Local governance",
            "National governance",
            "Pro-poor market development",
            "Access to justice and legal aid",
        ],
    ],
    # facets, matrices, cubes
    "cohen-uphoff-1980": [
        ["Decision-making", "Implementation", "Benefits", "Evaluation"],
        ["Initial decisions", "Ongoing decisions", "Operational decisions"],
        ["Resource contribution", "Administration and coordination", "Enlistment"],
        ["Material benefits", "Social benefits", "Personal benefits"],
        ["Local residents", "Local leaders", "Government personnel", "Foreign personnel"],
        ["Basis", "Form", "Extent", "Effect"],
    ],
    "alsop-heinsohn-2005": [
        ["Existence of choice", "Use of choice", "Achievement of choice"],
        [
            "Psychological assets",
            "Informational assets",
            "Organisational assets",
            "Material assets",
            "Social assets",
            "Financial assets",
            "Human assets",
        ],
        ["Formal institutions", "Informal institutions"],
        ["State", "Market", "Society"],
        ["Local", "Intermediary", "Macro"],
    ],
    "kabeer-1999": [["Resources", "Agency", "Achievements"]],
    "rowlands-1997": [
        ["Power over", "Power to", "Power with", "Power within"],
        ["Personal", "Close relationships", "Collective"],
    ],
    "zimmerman-1995": [
        ["Intrapersonal", "Interactional", "Behavioural"],
        ["Individual", "Organisational", "Community"],
        ["Empowering processes", "Empowered outcomes"],
    ],
    "gaventa-2006": [
        ["Closed spaces", "Invited spaces", "Claimed spaces"],
        ["Visible power", "Hidden power", "Invisible power"],
        ["Local", "National", "Global"],
    ],
    "mitchell-1997": [
        ["Power", "Legitimacy", "Urgency"],
        # seven classes by what is held, and who holds nothing
        [
            *("Dormant", "Discretionary", "Demanding"),
            *("Dominant", "Dangerous", "Dependent"),
            "Definitive",
            "Nonstakeholder",
        ],
    ],
    "mendelow-1991": [
        ["Power", "Interest"],
        ["Low", "High"],
        ["Minimal effort", "Keep informed", "Keep satisfied", "Key players"],
    ],
    # sequences, principles, official indicators
    "suharto-5p": [["Enabling", "Empowering", "Protecting", "Supporting", "Fostering"]],
    "sulistiyani-2004": [["Awareness", "Transformation of ability", "Self-reliance"]],
    "cdd": [
        [
            "Local empowerment",
            "Participatory governance",
            "Demand-responsiveness",
            "Administrative autonomy",
            "Downward accountability",
            "Enhanced local capacity",
        ],
    ],
    "empowerment-evaluation-2005": [
        [
            "Improvement",
            "Community ownership",
            "Inclusion",
            "Democratic participation",
            "Social justice",
            "Community knowledge",
            "Evidence-based strategies",
            "Capacity building",
            "Organisational learning",
            "Accountability",
        ],
    ],
    "sdg-16-7": [
        ["16.7.1 Representation in positions", "16.7.2 Belief that decisions are inclusive and responsive"],
        ["Believe that decisions are inclusive", "Believe that decisions are responsive"],
    ],
    "partner": [
        ["Trust", "Value"],
        ["Reliability", "Mission", "Openness"],
        ["Power and influence", "Involvement", "Resource contribution"],
    ],
    # composite indices: their dimensions, indicators and classes
    "idm-2016": [
        ["Index of social resilience", "Index of economic resilience", "Index of ecological resilience"],
        ["National government", "Province", "Regency", "Village", "Companies (CSR)", "Others"],
        [
            *("Diversity of production", "Access to shops", "Market", "Shops and groceries", "Eateries and lodging"),
            *("Post and logistics", "Banks", "Credit", "Economic institutions", "Public transport"),
            *("Openness of the area", "Quality of roads"),
        ],
        ["Quality of the environment", "Freedom from disasters", "Disaster response"],
        ["Far behind", "Behind", "Developing", "Advanced", "Self-reliant"],
    ],
    "indeks-desa-2024": [
        ["Basic services", "Social", "Economy", "Environment", "Accessibility", "Governance of the village"]
    ],
    "ipm-2014": [
        ["Long and healthy life", "Knowledge", "Decent standard of living"],
        ["Expected years of schooling", "Mean years of schooling"],
        ["Low", "Medium", "High", "Very high"],
    ],
    "hdi-2010": [
        ["Long and healthy life", "Knowledge", "Decent standard of living"],
        ["Expected years of schooling", "Mean years of schooling"],
        ["Low", "Medium", "High", "Very high"],
    ],
    "ipg": [["Human development index of women", "Human development index of men"]],
    "idg": [
        ["Representation in parliament", "Decision-making"],
        [
            *("Women in parliament", "Men in parliament"),
            *("Women's share of the population (parliament)", "Men's share of the population (parliament)"),
        ],
        [
            *("Women among professionals", "Men among professionals"),
            *("Women's share of the population (professionals)", "Men's share of the population (professionals)"),
        ],
        ["Low", "Medium", "High", "Very high"],
    ],
    "ikg-2018": [
        [
            *("Births outside a health facility (MTF)", "First birth before the age of 20 (MHPK20)"),
            *("Women in the legislature", "Men in the legislature"),
            *("Women with upper-secondary education", "Men with upper-secondary education"),
            *("Women's labour force participation", "Men's labour force participation"),
        ]
    ],
    # counting measures
    "weai-2012": [
        ["Production", "Resources", "Income", "Leadership", "Time"],
        [
            *("Input in productive decisions", "Autonomy in production"),
            *("Ownership of assets", "Purchase, sale or transfer of assets", "Access to and decisions about credit"),
            "Control over use of income",
            *("Group membership", "Speaking in public"),
            *("Workload", "Leisure"),
        ],
        ["Ownership of assets", "Purchase, sale or transfer of assets", "Access to and decisions about credit"],
    ],
    "a-weai": [
        ["Production", "Resources", "Income", "Leadership", "Time"],
        [
            "Input in productive decisions",
            *("Ownership of assets", "Access to and decisions about credit"),
            "Control over use of income",
            "Group membership",
            "Workload",
        ],
        ["Ownership of assets", "Access to and decisions about credit"],
    ],
    "pro-weai-12": [
        ["Intrinsic agency", "Instrumental agency", "Collective agency"],
        [
            "Autonomy in income",
            "Self-efficacy",
            "Attitudes about intimate partner violence against women",
            "Respect among household members",
        ],
        [
            "Input in productive decisions",
            "Ownership of land and other assets",
            "Access to and decisions on financial services",
            "Control over use of income",
            "Work balance",
            "Visiting important locations",
        ],
        ["Group membership", "Membership in influential groups"],
    ],
    "pro-weai-10": [
        ["Intrinsic agency", "Instrumental agency", "Collective agency"],
        ["Autonomy in income", "Self-efficacy", "Attitudes about intimate partner violence against women"],
        [
            "Input in livelihood decisions",
            "Ownership of land and other assets",
            "Access to and decisions on financial services",
            "Control over use of income",
            "Work balance",
            "Visiting important locations",
        ],
        ["Group membership"],
    ],
    "weli-13": [
        ["Intrinsic agency", "Instrumental agency", "Collective agency"],
        [
            "Autonomy in income",
            "Self-efficacy",
            "Attitudes about intimate partner violence against women",
            "Respect among household members",
        ],
        [
            "Input in productive decisions",
            "Input in productive decisions: livestock",
            "Ownership of land and other assets",
            "Access to and decisions on financial services",
            "Control over use of income",
            "Work balance",
            "Visiting important locations",
        ],
        ["Group membership", "Membership in influential groups"],
    ],
    "global-mpi-2018": [
        ["Health", "Education", "Living standards"],
        ["Nutrition", "Child mortality"],
        ["Years of schooling", "School attendance"],
        ["Cooking fuel", "Sanitation", "Drinking water", "Electricity", "Housing", "Assets"],
    ],
    "oxfam-wei": [["Personal", "Relational", "Environmental"]],
}

# The numbers of the composite indices, typed from what each rule cites: goalposts (by logarithm or not), weights, and
# the bound of each class but the lowest, whether a score on it belongs above.
GOALPOSTS = {
    "ipm-2014": {
        "life_expectancy": (20, 85, False),
        "expected_schooling": (0, 18, False),
        "mean_schooling": (0, 15, False),
        "expenditure_per_head": (1_007_436, 26_572_352, True),
    },
    "hdi-2010": {
        "life_expectancy": (20, 85, False),
        "expected_schooling": (0, 18, False),
        "mean_schooling": (0, 15, False),
        "gni_per_head": (100, 75_000, True),
    },
}
WEIGHTS = {
    "indeks-desa-2024": {
        "basic_services": 34,
        "social": 17,
        "economy": 32,
        "environment": 18,
        "accessibility": 10,
        "governance": 16,
    },
}
BOUNDS = {
    "idm-2016": {
        "tertinggal": ("0.4907", False),
        "berkembang": ("0.5989", False),
        "maju": ("0.7072", False),
        "mandiri": ("0.8155", False),
    },
    "ipm-2014": {"sedang": ("60", True), "tinggi": ("70", True), "sangat_tinggi": ("80", True)},
    "hdi-2010": {"medium": ("0.55", True), "high": ("0.7", True), "very_high": ("0.8", True)},
    "idg": {"sedang": ("50", True), "tinggi": ("60", True), "sangat_tinggi": ("80", False)},
}
INDICES = ("idm-2016", "indeks-desa-2024", "ipm-2014", "hdi-2010", "ipg", "idg", "ikg-2018")

# The numbers of the counting measures, typed from what each rule cites, by framework and rule: the share of each
# indicator in its order, the cut-off, whether a person must be above it, what 1 - M0 is called, how many indicators a
# table must hold.
COUNTS = {
    ("weai-2012", "count"): (
        ["1/10", "1/10", "1/15", "1/15", "1/15", "1/5", "1/10", "1/10", "1/10", "1/10"],
        *("1/5", True, "5DE", None),
    ),
    ("a-weai", "published"): (["1/5", "2/15", "1/15", "1/5", "1/5", "1/5"], "1/5", True, "5DE", None),
    ("a-weai", "stored_2014"): (["1/5", "1/10", "1/10", "1/5", "1/5", "1/5"], "1/5", True, "5DE", None),
    ("pro-weai-12", "count"): (["1/12"] * 12, "1/4", True, "3DE", None),
    ("pro-weai-10", "count"): (["1/10"] * 10, "1/5", True, "3DE", None),
    ("pro-weai-10", "modified"): (["1/10"] * 10, "1/4", True, "3DE", 8),
    ("weli-13", "count"): (["1/13"] * 13, "1/4", True, "3DE", None),
    ("global-mpi-2018", "count"): (["1/6"] * 4 + ["1/18"] * 6, "1/3", False, "none", None),
    ("oxfam-wei", "count"): ([], None, False, "none", None),
}
COUNTING = tuple(dict.fromkeys(key for key, _ in COUNTS))
# The columns of public files by which an indicator is found, in the order of the framework.
COLUMNS = {
    "weai-2012": (
        *("feelinputdecagr", "raiprod_any", "jown_count", "jrightanyagr", "credjanydec_any"),
        *("incdec_count", "groupmember_any", "speakpublic_any", "npoor_z105", "leisuretime"),
    ),
    "a-weai": ("feelinputdecagr", "jown_count", "credjanydec_any", "incdec_count", "groupmember_any", "npoor_z105"),
    "pro-weai-10": (
        *("autonomy_inc", "selfeff", "never_violence", "feelinputdecagr", "assetownership", "credit_accdec"),
        *("incomecontrol", "work_balance", "mobility", "groupmember"),
    ),
    "global-mpi-2018": (
        *("d_nutr", "d_cm", "d_educ", "d_satt", "d_ckfl", "d_sani", "d_wtr", "d_elct", "d_hsg", "d_asst"),
    ),
}

# Who can act on each indicator of the IDM, in its order: the columns of the ministry's service that name someone
# (Pusat, proVinsi, Kabupaten, Desa, Csr, Lainnya), from its answer for the village of Cikedokan, 2021.
IDM_ACTORS = (
    *("K", "K", "K", "K", "KL", "K", "VKD", "K", "K", "VK", "VKD", "K", "CL", "PVKDC", "D", "D", "KD", "VKD", "PVKDCL"),
    *("D", "D", "D", "D", "D", "K", "K", "V", "PVDCL", "PVKL", "PDC", "PVKL", "KCL", "VKDC", "PKDCL", "PKDCL"),
    *("VKDCL", "KL", "PVK", "DL", "VKDL", "DL", "L", "KDL", "KDC", "K", "KDC", "KDC"),
    *("VK", "VK", "PVKDC"),
)

# The source leaves elements to the user.
OPEN = {"zimmerman-1995", "rowlands-1997", "kabeer-1999"}
# The source does not publish all that its index needs, or leaves what is counted to the user.
UNFINISHED = {"indeks-desa-2024", "oxfam-wei"}

# The crosswalk to the article: the label of the element ("whole" for all of the framework), the kind of match, the
# element of the article. None: the list names no kind, or names the stages as a whole ("stage").
WHOLE = "whole"
CROSSWALK = {
    "arnstein-1969": [
        (WHOLE, "close", "principle.partisipasi"),
        ("Citizen control", "narrow", "principle.kemandirian"),
        ("Partnership", "close", "principle.kolaborasi"),
    ],
    "iap2-spectrum": [
        (WHOLE, "close", "principle.partisipasi"),
        ("Empower", "narrow", "principle.kemandirian"),
        ("Collaborate", "close", "principle.kolaborasi"),
        ("Consult", "narrow", "stage.partisipasi"),
    ],
    "pretty-1995": [
        (WHOLE, "close", "principle.partisipasi"),
        ("Self-mobilisation", "close", "principle.kemandirian"),
        ("Interactive participation", "narrow", "principle.ham"),
        ("Interactive participation", "narrow", "stage.lembaga"),
    ],
    "cohen-uphoff-1980": [
        (WHOLE, "broad", "principle.partisipasi"),
        ("Benefits", "narrow", "principle.keadilan"),
        ("Who", "close", "principle.kolaborasi"),
        ("Decision-making", "exact", "facet.perencanaan"),
        ("Implementation", "exact", "facet.pelaksanaan"),
        ("Evaluation", "exact", "facet.evaluasi"),
    ],
    "rifkin-1988": [
        ("Management", "close", "principle.partisipasi"),
        ("Leadership", "narrow", "principle.kemandirian"),
        ("Needs assessment", "close", "stage.identifikasi"),
        ("Organisation", "close", "stage.lembaga"),
        ("Resource mobilisation", "close", "stage.kapasitas"),
    ],
    "laverack-2001": [
        ("Participation", "close", "principle.partisipasi"),
        ("Local leadership", "narrow", "principle.kemandirian"),
        ("Resource mobilisation", "narrow", "principle.kemandirian"),
        ("Programme management", "narrow", "principle.kemandirian"),
        ("Asking why", "narrow", "principle.ham"),
        ("Links with others", "close", "principle.kolaborasi"),
        ("Role of outside agents", "close", "principle.kolaborasi"),
        ("Problem assessment", "exact", "stage.identifikasi"),
        ("Organisational structures", "exact", "stage.lembaga"),
    ],
    "narayan-2002": [
        ("Inclusion and participation", "close", "principle.partisipasi"),
        ("Local organisational capacity", "close", "principle.kemandirian"),
        ("Inclusion and participation", "narrow", "principle.keadilan"),
        ("Access to information", "narrow", "principle.ham"),
        ("Accountability", "narrow", "principle.kolaborasi"),
        ("Local organisational capacity", None, "stage.lembaga"),
    ],
    "alsop-heinsohn-2005": [
        ("Assets", "close", "principle.kemandirian"),
        ("Opportunity structure", "close", "principle.keadilan"),
        ("Formal institutions", "narrow", "principle.ham"),
        ("Assets", None, "stage.kapasitas"),
    ],
    "kabeer-1999": [
        ("Agency", "narrow", "principle.partisipasi"),
        ("Agency", "close", "principle.kemandirian"),
        ("Resources", None, "stage.kapasitas"),
    ],
    "rowlands-1997": [
        ("Power to", "close", "principle.kemandirian"),
        ("Power within", "close", "principle.kemandirian"),
        ("Power with", "close", "principle.kolaborasi"),
    ],
    "longwe-1991": [
        ("Participation", "exact", "principle.partisipasi"),
        ("Control", "close", "principle.kemandirian"),
        (WHOLE, "broad", "principle.keadilan"),
        ("Conscientisation", "narrow", "principle.ham"),
        ("Access", None, "stage.kapasitas"),
    ],
    "zimmerman-1995": [
        ("Behavioural", "narrow", "principle.partisipasi"),
        ("Intrapersonal", "close", "principle.kemandirian"),
        ("Interactional", "narrow", "principle.ham"),
        ("Community", "close", "principle.kolaborasi"),
        ("Organisational", None, "stage.lembaga"),
    ],
    "empowerment-evaluation-2005": [
        ("Democratic participation", "exact", "principle.partisipasi"),
        ("Community ownership", "close", "principle.kemandirian"),
        ("Social justice", "exact", "principle.keadilan"),
        ("Inclusion", "exact", "principle.keadilan"),
        ("Capacity building", "exact", "stage.kapasitas"),
    ],
    "cdd": [
        ("Participatory governance", "close", "principle.partisipasi"),
        ("Local empowerment", "close", "principle.kemandirian"),
        ("Administrative autonomy", "close", "principle.kemandirian"),
        (WHOLE, "close", "principle.kolaborasi"),
        ("Enhanced local capacity", None, "stage.kapasitas"),
    ],
    "sdg-16-7": [
        ("16.7.2 Belief that decisions are inclusive and responsive", "close", "principle.partisipasi"),
        ("16.7.1 Representation in positions", "close", "principle.keadilan"),
        (WHOLE, "close", "principle.ham"),
    ],
    "partner": [
        ("Trust", "close", "principle.kolaborasi"),
        ("Value", "close", "principle.kolaborasi"),
    ],
    "idm-2016": [
        ("Index of social resilience", None, "goal.kualitas_hidup"),
        ("Index of economic resilience", None, "goal.sumber_daya_lokal"),
        ("Index of ecological resilience", None, "goal.lingkungan"),
        (WHOLE, None, "outcome.kemandirian_meningkat"),
    ],
    "weai-2012": [
        (WHOLE, None, "principle.kemandirian"),
        (WHOLE, None, "principle.keadilan"),
    ],
    "a-weai": [
        (WHOLE, None, "principle.kemandirian"),
        (WHOLE, None, "principle.keadilan"),
    ],
    "pro-weai-12": [
        (WHOLE, None, "principle.kemandirian"),
        (WHOLE, None, "principle.keadilan"),
    ],
    "pro-weai-10": [
        (WHOLE, None, "principle.kemandirian"),
        (WHOLE, None, "principle.keadilan"),
    ],
    "weli-13": [
        (WHOLE, None, "principle.kemandirian"),
        (WHOLE, None, "principle.keadilan"),
    ],
    "oxfam-wei": [
        (WHOLE, "narrow", "principle.partisipasi"),
        ("Personal", "close", "principle.kemandirian"),
        ("Environmental", "close", "principle.keadilan"),
        ("Relational", "narrow", "principle.kolaborasi"),
    ],
    "suharto-5p": [
        ("Empowering", "close", "principle.kemandirian"),
        ("Protecting", "close", "principle.ham"),
        ("Supporting", "close", "principle.kolaborasi"),
        ("Enabling", "close", "stage"),
        ("Empowering", "close", "stage"),
    ],
}
NO_ROW = {
    ARTICLE,
    "pimbert-pretty-1994",
    "hart-1992",
    "accountability-2005",
    "gaventa-2006",
    "mitchell-1997",
    "mendelow-1991",
    "sulistiyani-2004",
    "indeks-desa-2024",
    "ipm-2014",
    "hdi-2010",
    "ipg",
    "idg",
    "ikg-2018",
    "global-mpi-2018",
}

# Where the file says it better than the glossary: its wording, by framework, key and column.
BETTER = {
    ("arnstein-1969", "manipulation", "define_id"): "Warga didudukkan dalam badan tanpa kuasa agar tampak mendukung.",
    ("arnstein-1969", "informing", "define_id"): "Warga diberi tahu hak dan pilihannya, satu arah.",
    ("arnstein-1969", "consultation", "define_id"): "Pendapat warga diminta tanpa jaminan akan dipakai.",
    ("arnstein-1969", "placation", "define_en"): "A few citizens advise; the holders of power still decide.",
    ("arnstein-1969", "placation", "define_id"): (
        "Beberapa warga boleh memberi saran; keputusan tetap di tangan pemegang kekuasaan."
    ),
    ("arnstein-1969", "delegated", "define_id"): "Warga memegang bagian terbesar dari suatu keputusan.",
    ("arnstein-1969", "control", "define_id"): "Warga sendiri yang mengatur dan mengelola programnya.",
    ("iap2-spectrum", "consult", "define_id"): "Meminta tanggapan atas usulan, lalu melaporkan kembali apa jadinya.",
    ("iap2-spectrum", "involve", "define_en"): "Work with people throughout so that their concerns are taken up.",
    ("iap2-spectrum", "involve", "define_id"): (
        "Bekerja bersama warga sepanjang proses agar kekhawatiran mereka diperhatikan."
    ),
    ("iap2-spectrum", "collaborate", "define_id"): (
        "Tiap bagian keputusan digarap bersama, termasuk penyusunan pilihannya."
    ),
    ("iap2-spectrum", "empower", "define_id"): "Publik yang mengambil keputusan akhir.",
    ("laverack-2001", "participation", "define_id"): (
        "Warga bergabung dalam kelompok tempat persoalan dirumuskan dan ditindaklanjuti."
    ),
    ("laverack-2001", "leadership", "define_id"): "Pemimpin bertindak untuk, dan bersama, kelompoknya.",
    ("laverack-2001", "structures", "define_id"): "Kepengurusan dan kelompok ada, berjalan, dan saling terhubung.",
    ("laverack-2001", "assessment", "define_id"): (
        "Masyarakat sendiri yang menentukan masalah, solusi, dan tindakannya."
    ),
    ("laverack-2001", "resources", "define_id"): (
        "Sumber daya digali dari dalam dan diperoleh dari luar, lalu dibagi dengan adil."
    ),
    ("laverack-2001", "links", "label_id"): "Jejaring dengan pihak lain",
    ("laverack-2001", "links", "define_id"): "Hubungan dengan orang dan lembaga di tempat lain membawa dukungan.",
    ("laverack-2001", "management", "define_id"): "Masyarakat mengendalikan perencanaan, dana, dan evaluasi.",
    ("cohen-uphoff-1980", "decision", "define_id"): (
        "Peran dalam keputusan awal, keputusan yang menyusul, dan keputusan operasional."
    ),
    ("cohen-uphoff-1980", "implementation", "define_id"): (
        "Menyumbang sumber daya, ikut mengelola, dan ikut serta dalam program."
    ),
}

# The frameworks that judge one programme; the others score a population.
JUDGING = tuple(key for key in sorted(LISTS) if key not in (*INDICES, *COUNTING))
