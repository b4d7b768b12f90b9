"""The guide's code in the language of the build: what it reads, draws and prints is Indonesian on Indonesian pages.

Prose is left alone, since its translation is found by the English text.
"""

from __future__ import annotations

import re
from collections.abc import Set
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CODE = re.compile(r"^ *```(?:\{code-cell\}|\{literalinclude\}|toml).*?^ *```$", re.MULTILINE | re.DOTALL)
INDONESIAN = {
    (
        r"Lorenz curves of two made-up villages, which cross\. In one the poorest half hold nothing; in the other nine "
        r"tenths hold 40 per cent and the last tenth the rest\."
    ): (
        "Kurva Lorenz dua desa rekaan, yang berpotongan. Di satu desa separuh termiskin tidak memegang apa-apa; di "
        "desa lain sembilan persepuluh memegang 40 persen dan sepersepuluh terakhir sisanya."
    ),
    r"Lorenz curves of income per head in the four hamlets of the synthetic village, with bands that overlap\.": (
        "Kurva Lorenz pendapatan per kapita di keempat dusun desa sintetis, dengan pita yang bertumpang tindih."
    ),
    # the words of change
    (
        r"Each of 300 made-up villages as a line from the first reading to the second\. The mean of the lowest fifth "
        r"rises and that of the others falls a little, though nothing was done\."
    ): (
        "Tiap desa dari 300 desa rekaan sebagai garis dari pembacaan pertama ke pembacaan kedua. Rata-rata seperlima "
        "terendah naik dan rata-rata desa lainnya sedikit turun, padahal tidak ada yang dilakukan."
    ),
    (
        r"The mean index of the villages with the programme and of their comparison before and after, with intervals, "
        r"and where the first would stand had they changed alike\."
    ): (
        "Rata-rata indeks desa yang ikut program dan desa pembandingnya, sebelum dan sesudah, dengan selangnya, dan di "
        "mana desa yang ikut program akan berada seandainya keduanya berubah sama besar."
    ),
    r"The mean index in three rounds with intervals; the line ends at the break before the third\.": (
        "Rata-rata indeks dalam tiga putaran dengan selangnya; garisnya berhenti di putus deret sebelum putaran ketiga."
    ),
    r"The mean index before, what each dimension added, and the mean index after\.": (
        "Rata-rata indeks sebelum, apa yang ditambahkan tiap dimensi, dan rata-rata indeks sesudah."
    ),
    r'"subdistrict"': '"kecamatan"',
    r'"taking part"': '"ikut program"',
    r'"comparison"': '"pembanding"',
    r'"repeated cross-section"': '"potong lintang berulang"',
    r'"as if independent"': '"seolah-olah saling bebas"',
    r'\["change", "se", "n before", "n after"\]': '["perubahan", "se", "n awal", "n akhir"]',
    r'{"n before": int, "n after": int}': '{"n awal": int, "n akhir": int}',
    r'"lowest fifth"': '"seperlima terendah"',
    r'"others"': '"lainnya"',
    r'"drawn", "not drawn"': '"terundi", "tidak terundi"',
    r"{line\.low:\+\.3f} to {line": "{line.low:+.3f} sampai {line",
    r'"lowest fifth: {': '"seperlima terendah: {',
    r'"drawn less not drawn: {': '"terundi dikurangi tidak terundi: {',
    r'"from another reading: {': '"dari pembacaan lain: {',
    r"{len\(other\)} of {len\(units\)} villages; mean {": "{len(other)} dari {len(units)} desa; rata-rata {",
    r'"another questionnaire"': '"kuesioner lain"',
    # the words of self-reliance
    r"Money from inside and from outside by year, as stacked bars with the share from inside above each\.": (
        "Uang dari dalam dan dari luar menurut tahun, sebagai batang bertumpuk dengan bagian dari dalam di atasnya."
    ),
    r'"Fees go through the village account from 2023 on"': '"Sejak 2023 iuran lewat rekening desa"',
    r'"office", "Office"': '"kantor", "Kantor"',
    r'"office", 100': '"kantor", 100',
    r'"slow", "Slow"': '"perlahan", "Perlahan"',
    r"}: without {one\.actor} {one\.share:\.0%} remains": "}: tanpa {one.actor} tersisa {one.share:.0%}",
    r'"Houses with clean water, of 100 houses"': '"Rumah dengan air bersih, dari 100 rumah"',
    r"{ upper_hamlet = 20, lower_hamlet = 50 }": "{ dusun_atas = 20, dusun_bawah = 50 }",
    r'"water committee"': '"pengelola air"',
    r'"spending"': '"belanja"',
    r'"university"': '"perguruan tinggi"',
    r'seen\.note\["en"\]': 'seen.note["id"]',
    # the words of representation
    (
        r"How women, men and newcomers of a made-up village are represented among those who took part and those who "
        r"decide, each with its interval, about the line of parity\."
    ): (
        "Keterwakilan perempuan, laki-laki, dan pendatang di desa rekaan di antara yang ikut dan yang memutuskan, "
        "masing-masing dengan selangnya, di sekitar garis setara."
    ),
    r'"newcomers"': '"pendatang"',
    r"newcomers=": "pendatang=",
    r'"took_part"': '"ikut"',
    r'"makes_decisions"': '"memutuskan"',
    r'"is_heard"': '"didengar"',
    # the words of inequality
    r'"half have none"': '"separuh tidak punya"',
    r'"one in ten has most"': '"satu dari sepuluh punya terbanyak"',
    r"} of Theil's T lies between hamlets": "} dari Theil T berada antardusun",
    r"Gini of the income of households:": "Rasio Gini pendapatan rumah tangga:",
    r'"households alone"': '"rumah tangga saja"',
    r'"hamlets, neighbourhoods"': '"dusun, RT"',
    r"f} to {aid\.high": "f} sampai {aid.high",
    r"The half with the least land got {half:\.0%} of the aid": (
        "Separuh dengan lahan paling sempit memperoleh {half:.0%} bantuan"
    ),
    r'", head: "': '", kepala: "',
    r'", whole: fewer than five in a part"': '", utuh: ada bagian yang kurang dari lima"',
    r'\blanguage( ?= ?)"en"': r'language\1"id"',
    r"--language en\b": "--language id",
    r"village/en/village\.toml": "village/id/desa.toml",
    r"village/en/fees\.csv": "village/id/iuran.csv",
    # what a picture shows, for those who do not see it
    r"Stages across, actors down, inside actors first; darker is deeper\.": (
        "Tahap mendatar, pihak menurun, pihak dari dalam lebih dahulu; makin gelap makin dalam."
    ),
    r"The indicators of each principle, each on its own scale\.": "Indikator tiap prinsip, pada skala masing-masing.",
    r"Bars from inside and from outside by kind and year\.": "Batang dari dalam dan dari luar menurut jenis dan tahun.",
    r"Actors inside and outside, and the ties between them\.": "Pihak di dalam dan di luar, dan hubungan antarmereka.",
    r"has the same in words\.": "memuat isinya dalam kata-kata.",
    r"The eight rungs, with each stage where its sum and where its median answer puts it\.": (
        "Delapan anak tangga, dengan tiap tahap menurut jumlah dan menurut median jawabannya."
    ),
    r"The answers to each statement as a bar, and its mean and median between the class limits\.": (
        "Jawaban tiap pernyataan sebagai batang, dengan rata-rata dan mediannya di antara batas kelas."
    ),
    r"Importance upwards and performance to the right, cut at the means into four quadrants\.": (
        "Kepentingan ke atas dan kinerja ke kanan, dibelah pada rata-rata menjadi empat kuadran."
    ),
    r"For each domain the ranks of the groups and the agreed rank in 2021 and 2023\.": (
        "Untuk tiap ranah, peringkat tiap kelompok dan peringkat mufakat pada 2021 dan 2023."
    ),
    r"The same ranks on a spider web, 2021 and 2023 laid over each other\.": (
        "Peringkat yang sama pada jaring laba-laba, 2021 dan 2023 bertumpuk."
    ),
    r"The eight classes of stakeholders with those of the example in them\.": (
        "Delapan golongan pemangku kepentingan, berisi yang ada dalam contoh."
    ),
    r"Lines between the elements of the two frameworks, and what the first does not measure\.": (
        "Garis antara unsur kedua kerangka, dan apa yang tidak diukur kerangka pertama."
    ),
    r"Actors on a ring by sector, ties as curves, brokers as diamonds\.": (
        "Pihak di atas cincin menurut sektor, hubungan sebagai lengkungan, perantara sebagai belah ketupat."
    ),
    r"Bars of the five roles for each broker\.": "Batang kelima peran bagi tiap perantara.",
    r"The two stages side by side, ties kept, lost and new told apart\.": (
        "Kedua tahap berdampingan, dengan hubungan yang bertahan, hilang, dan baru dibedakan."
    ),
    r"For each kind the share that started outside, over the years\.": (
        "Untuk tiap jenis, bagian yang berawal dari luar dari tahun ke tahun."
    ),
    r"The share still connected as families leave, by partners and at random\.": (
        "Bagian yang masih tersambung ketika keluarga pergi, menurut banyaknya mitra dan secara acak."
    ),
    r"The weight of each part beside its share of the importance\.": (
        "Bobot tiap bagian di samping andilnya dalam pengaruh."
    ),
    r"The parts of one village beside the mean of its regency\.": (
        "Bagian-bagian satu desa di samping rata-rata kabupatennya."
    ),
    r"Each village by score and rank, with the statuses as bands and one village marked\.": (
        "Tiap desa menurut skor dan peringkat, dengan status sebagai pita dan satu desa ditandai."
    ),
    r"Bars of what the three components add for the highest and lowest villages, with the limits of the statuses\.": (
        "Batang sumbangan ketiga komponen bagi desa tertinggi dan terendah, dengan batas status."
    ),
    r"The raises of the plan as steps from the present index to above the limit of the status\.": (
        "Kenaikan menurut rencana sebagai tangga dari indeks sekarang sampai di atas batas status."
    ),
    r"Raw and censored headcounts of each indicator, for women\.": (
        "Bagian perempuan yang tidak memadai pada tiap indikator, dan yang tidak memadai serta tidak berdaya."
    ),
    r"The share of women who are adequate in each indicator, by district\.": (
        "Bagian perempuan yang memadai pada tiap indikator menurut kabupaten."
    ),
    r"M0 of women in each district as a bar of what each indicator adds\.": (
        "M0 perempuan tiap kabupaten sebagai batang yang tersusun dari sumbangan tiap indikator."
    ),
    r"The change of each measure with its interval about zero\.": (
        "Perubahan tiap ukuran dengan selang kepercayaannya di sekitar nol."
    ),
    r"M0 of women by district at every cut-off, with the cut-off of the rule\.": (
        "M0 perempuan menurut kabupaten pada setiap garis batas, dengan garis batas aturannya."
    ),
    # the words of the network
    r'"farmers"': '"petani"',
    r'"village_office"': '"kantor_desa"',
    r'"district"': '"kabupaten"',
    r'"trainer"': '"pelatih"',
    r'"ministry", "Ministry"': '"kementerian", "Kementerian"',
    r'"ministry"': '"kementerian"',
    r'"committee", "Committee"': '"pengelola", "Pengelola"',
    r'"residents", "Residents"': '"warga", "Warga"',
    r'"hamlets", "Hamlets"': '"dusun", "Dusun"',
    r'"hamlets"': '"dusun"',
    r'"passed_on", "Passed on"': '"diteruskan", "Diteruskan"',
    # the words of the survey
    r'"household"': '"keluarga"',
    r'"hamlet"': '"dusun"',
    r'"weight"': '"bobot"',
    r'"unweighted"': '"tanpa bobot"',
    r'"weighted"': '"dengan bobot"',
    r'"upper"': '"atas"',
    r'"lower"': '"bawah"',
    r'"meetings"': '"rembuk"',
    r'"works"': '"pembangunan"',
    r'"upkeep"': '"perawatan"',
    r'"review"': '"tinjauan"',
    r'\["SD", "D", "N", "A", "SA"\]': '["STS", "TS", "N", "S", "SS"]',
    r'{"SA": 5, "A": 4, "N": 3, "D": 2, "SD": 1, "DK":': '{"SS": 5, "S": 4, "N": 3, "TS": 2, "STS": 1, "TT":',
    r'"of", line\.reading\.n': '"dari", line.reading.n',
    r'"DK"': '"TT"',
    r'"variable (\d)"': r'"variabel \1"',
    r'"The committee keeps its word"': '"Pengelola menepati janjinya"',
    r'"Everybody may see the books"': '"Semua boleh melihat pembukuan"',
    r'"The meetings are for show \(reversed\)"': '"Rapatnya hanya untuk pajangan (dibalik)"',
    r'"Complaints are answered"': '"Keluhan ditanggapi"',
    r'"The fees are used well"': '"Iuran dipakai dengan baik"',
    r'"Trust in the committee"': '"Kepercayaan kepada pengelola"',
    r'"trust"': '"kepercayaan"',
    r'"Clean water"': '"Air bersih"',
    r'"Repairs"': '"Perbaikan"',
    r'"Office hours"': '"Jam layanan"',
    r'"Fair fees"': '"Iuran yang adil"',
    r'"Notices"': '"Pemberitahuan"',
    r'"survey, table 1"': '"survei, tabel 1"',
    r'"survey", "Household survey \(synthetic\)"': '"survei", "Survei keluarga (sintetis)"',
    r"""(["'])residents\1""": r"\1warga\1",
    # the words of the indices
    r'"ours-2024"': '"indeks-kita-2024"',
    r'"Balance of three resiliences"': '"Keseimbangan tiga ketahanan"',
    r'"Balance"': '"Keseimbangan"',
    r'"Social"': '"Sosial"',
    r'"Economic"': '"Ekonomi"',
    r'"Ecological"': '"Lingkungan"',
    r'"Share"': '"Bagian"',
    r'"Mean of three"': '"Rata-rata tiga"',
    r'"Low"': '"Rendah"',
    r'"Middle"': '"Sedang"',
    r'"High"': '"Tinggi"',
    r'"left out"': '"dikeluarkan"',
    r'"by the other two"': '"menurut dua yang lain"',
    r'"mean of the regency"': '"rata-rata kabupaten"',
    r'"five nearest"': '"lima terdekat"',
    r"{lost} lost, {imputed} cells imputed,": "{lost} tanpa skor, {imputed} sel diimputasi,",
    r"  mean shift {(.*?)}, largest {": r"  pergeseran {\1}, terbesar {",
    "# points out of 100 for social, economic, ecological; a row for each of four facilitators": (
        "# poin dari 100 untuk sosial, ekonomi, lingkungan; satu baris tiap pendamping desa"
    ),
    "# how much more the first matters than the second, 1 to 9; one planning office": (
        "# seberapa lebih penting yang pertama daripada yang kedua, 1 sampai 9; satu Bappeda"
    ),
    r'"consistency ratio {': '"rasio konsistensi {',
    r'"worst counts half"': '"terburuk setengahnya"',
    r'"village": frame': '"desa": frame',
    r'"rank": balance': '"peringkat": balance',
    r'sort_values\("rank"\)': 'sort_values("peringkat")',
    r'"best": ranks': '"terbaik": ranks',
    r'"worst": ranks': '"terburuk": ranks',
    r'"related:"': '"terkait:"',
    r'"not measured:"': '"tidak diukur:"',
    r'"to gain"': '"sisa"',
    r"{plan\.whole} of {plan\.denominator}; {plan\.target} needs {": (
        "{plan.whole} dari {plan.denominator}; {plan.target} memerlukan {"
    ),
    # the words of counting
    r"f} of women are empowered; 5DE is {": "f} bagian perempuan berdaya; 5DE {",
    r'"weight of 30"': '"bobot dari 30"',
    r"\(\)} of {len\(complete\)} stand on the line of 6 of 30": (
        "()} dari {len(complete)} orang tepat di garis, 6 dari 30"
    ),
    r"\(\)} are above it": "()} orang melewatinya",
    r"\(\)} have adequacy < 0\.8 in floats": "()} orang memadai < 0.8 menurut float",
    r'rule\.cutoff, "of", rule\.denominator, "strict:"': 'rule.cutoff, "dari", rule.denominator, "ketat:"',
    r'"none": None': '"tanpa": None',
    r'"weights": pb\.': '"bobot": pb.',
    r'"weights, strata, villages"': '"bobot, strata, desa"',
    r'columns=\["design", "5DE"': 'columns=["rancangan", "5DE"',
    r'set_index\("design"\)': 'set_index("rancangan")',
    r'"same to 1e-12:"': '"sama sampai 1e-12:"',
    r'"two villages"': '"dua desa"',
    r'"the others"': '"lainnya"',
    r'columns=\["key", "pairs", "GPI"\]\)\.set_index\("key"\)': (
        'columns=["kunci", "pasangan", "GPI"]).set_index("kunci")'
    ),
    r"} of the pairs of districts never turn": "} pasangan kabupaten tidak pernah berbalik urutan",
    r'"our-village"': '"desa-kita"',
    r'"Speaks in meetings"': '"Berbicara dalam rapat"',
    r'"Decides on her income"': '"Memutuskan pendapatannya"',
    r'"Believes that she can"': '"Yakin bahwa ia mampu"',
    r'"rows,", answers': '"baris,", answers',
    r'nunique\(\), "households"\)': 'nunique(), "rumah tangga")',
    r'"Voice in meetings"': '"Suara dalam rapat"',
    r'"Our questionnaire"': '"Kuesioner kami"',
    r'"dominances, clear:"': '"dominansi, yang jelas:"',
    r"f} to {block\.high": "f} sampai {block.high",
    r'return f"{value:\.{digits}f}"': 'return f"{value:.{digits}f}".replace(".", ",")',
    r"{middle} \({low} to {high}\)": "{middle} ({low} sampai {high})",
    r"Baseline: {three": "Data dasar: {three",
    r"Women empowered: {(.*?)} per cent\.": r"Perempuan yang berdaya: {\1} persen.",
    r"Two years later: {": "Dua tahun kemudian: {",
    r"The WEAI changed by {(.*?)} \({(.*?)} to {": r"WEAI berubah {\1} ({\2} sampai {",
    r"Without {lost\['women'\]} women and {lost\['men'\]} men who lack an indicator;": (
        "Tanpa {lost['women']} perempuan dan {lost['men']} laki-laki yang indikatornya tidak lengkap;"
    ),
    r"GPI from {(.*?)} of {(.*?)} pairs\.": r"GPI dari {\1} di antara {\2} pasangan.",
    r"Intervals: 95 per cent, linearised, weighted; {villages} villages, {strata} strata\.": (
        "Selang kepercayaan: 95 persen, dilinearkan, berbobot; {villages} desa, {strata} strata."
    ),
    r"Framework {weai\.key}, version {": "Kerangka {weai.key}, versi {",
    # the words of the workshop
    r"label::English \(en\)": "label::Bahasa Indonesia (id)",
    r'"workshop\.xlsx"': '"lokakarya.xlsx"',
    r'"workshop\.html"': '"lokakarya.html"',
    r'"answers\.csv"': '"jawaban.csv"',
    r'"women_group"': '"kelompok_perempuan"',
    r'"youth_group"': '"karang_taruna"',
    r'"The NGO stopped answering"': '"LSM tidak lagi menjawab"',
    r'"The NGO trains us every month"': '"LSM melatih kami tiap bulan"',
    r'"One group is in touch, one is not"': '"Satu kelompok terhubung, satu tidak"',
    r'"Invite the NGO to both"': '"Undang LSM ke keduanya"',
    r'"form", "Forms of the third round \(synthetic\)"': '"formulir", "Formulir putaran ketiga (sintetis)"',
    r'citation="form"': 'citation="formulir"',
    # the words of the workbook
    r"village/en/workbook\.toml": "village/id/bukukerja.toml",
    r'"programme\.xlsx"': '"program.xlsx"',
    r'"slips\.xlsx"': '"salah_ketik.xlsx"',
    r'shown\("Attendance"\)': 'shown("Kehadiran")',
    r'shown\("Contributions"\)': 'shown("Swadaya")',
    r'slip\("Stakeholders", 5, "Sector", "Goverment"\)': 'slip("Pelaku", 5, "Sektor", "Pemerinta")',
    r'slip\("Attendance", 3, "People", "1,250"\)': 'slip("Kehadiran", 3, "Jumlah orang", "1.250")',
    r'slip\("Attendance", 4, "Stage", "Yearly reveiw"\)': 'slip("Kehadiran", 4, "Tahap", "Tinjuan tahunan")',
    r'slip\("Activities", 3, "Date", "31 June 2022"\)': 'slip("Kegiatan", 3, "Tanggal", "31 Juni 2022")',
    r'"APBDes 2022 \(synthetic\)"': '"APBDes 2022 (sintetis)"',
    # the headings of tables that the guide makes
    r'columns=\["domain", "meaning"\]': 'columns=["ranah", "arti"]',
    r'columns=\["domain", "agreed", "reason", "plan"\]': 'columns=["ranah", "mufakat", "alasan", "rencana"]',
    r'columns=\["address", "label", "definition"\]': 'columns=["alamat", "nama", "arti"]',
    r'columns=\["principle", "yes", "in part", "no"\]': 'columns=["prinsip", "ya", "sebagian", "tidak"]',
    r'columns=\["from", "line", "amount", "unit", "status", "basis"\]': (
        'columns=["dari", "baris", "jumlah", "satuan", "status", "dasar"]'
    ),
    r'columns=\["principle", "framework", "element", "match"\]': (
        'columns=["prinsip", "kerangka", "unsur", "padanan"]'
    ),
    r'columns=\["rule", "treat_as", "source"\]': 'columns=["aturan", "treat_as", "sumber"]',
    r'columns=\["code", "line", "reason"\]': 'columns=["kode", "baris", "alasan"]',
    # the words of the short examples
    r"\bmy_programme\b": "program_kami",
    r"\bMy programme\b": "Program kami",
    r"\bclean_water\b": "air_bersih",
    r"\bClean water for the upper hamlet\b": "Air bersih untuk Dusun Atas",
    r"\boffice\b": "dinas",
    r"\bcommittee\b": "pengelola",
    r"\bPublic works dinas\b": "Dinas pekerjaan umum",
    r"\bWater pengelola\b": "Pengelola air",
    r"\bRuns the works and the fees\b": "Mengurus pembangunan dan iuran",
    r"\bElected every three years in the hamlet meeting\b": "Dipilih tiga tahun sekali dalam rembuk dusun",
}


# Pages that read the synthetic survey keep the names of its columns, which other pages give in Indonesian.
SURVEY = 'pb.table("weai_synthetic")'
COLUMNS = {'"household"', '"district"', '"weight"'}


def translated(code: str, kept: Set[str] = frozenset()) -> str:
    for english, indonesian in INDONESIAN.items():
        if english not in kept:
            code = re.sub(english, indonesian, code)
    return code


def read(app: Sphinx, page: str, content: list[str]) -> None:
    if app.config.language == "id" and page.startswith("guide/"):
        kept = COLUMNS if SURVEY in content[0] else frozenset()
        content[0] = CODE.sub(lambda code: translated(code[0], kept), content[0])


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("source-read", read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
