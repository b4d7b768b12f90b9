"""The article's elements and relations, typed from its text.

Article "Pemberdayaan Masyarakat: Konsep, Tujuan, Prinsip, dan Manfaat", section Sosial; no author, no date. The words
of each entry stand in the article as they are here, spelling included; only white space may differ.
"""

# How many of each kind, and of each relation.
COUNTS = {
    "criterion": 3,
    "stage": 5,
    "goal": 10,
    "principle": 5,
    "component": 18,
    "actor": 5,
    "role": 3,
    "activity_type": 5,
    "benefit": 5,
    "programme_type": 5,
    "outcome": 4,
    "facet": 3,
}
RELATION_COUNTS = {
    ("reinforces", True): 10,
    ("enables", True): 1,
    ("grounds", True): 1,
    ("obliges", True): 1,
    ("sustains", True): 1,
    ("precedes", True): 3,
    ("contributes", True): 5,
    ("enables", False): 4,
}
WHOLE = "pemberdayaan-masyarakat"

# (address, Indonesian label, words of the article)
ELEMENTS = [
    # "Pengertian Pemberdayaan Masyarakat": the test
    ("criterion.inisiatif", "Berinisiatif", "masyarakat berinisiatif untuk memulai proses kegiatan sosial"),
    ("criterion.ikut_serta", "Ikut berpartisipasi", "apabila masyarakat itu sendiri ikut pula berpartisipasi"),
    ("criterion.subjek", "Menjadi subjek", "menjadi agen pembangunan atau juga sebagai subjek"),
    # "Melibatkan Berbagai Tahapan dan Strategi"
    ("stage.identifikasi", "Identifikasi masalah", "Pertama, ada tahap identifikasi masalah"),
    ("stage.solusi", "Merumuskan solusi", "Selanjutnya, masyarakat bekerja sama untuk merumuskan solusi"),
    ("stage.kapasitas", "Penguatan kapasitas", "Selain itu, juga melibatkan penguatan kapasitas"),
    (
        "stage.lembaga",
        "Penguatan lembaga dan organisasi masyarakat",
        "Selain itu, juga melibatkan penguatan lembaga dan organisasi masyarakat",
    ),
    ("stage.partisipasi", "Partisipasi", "Pemberdayaan masyarakat juga melibatkan aspek partisipasi"),
    # the project cycle, in the second goal
    ("facet.perencanaan", "Perencanaan", "baik dalam perencanaan, pelaksanaan, maupun evaluasi program"),
    ("facet.pelaksanaan", "Pelaksanaan", "baik dalam perencanaan, pelaksanaan, maupun evaluasi program"),
    ("facet.evaluasi", "Evaluasi", "baik dalam perencanaan, pelaksanaan, maupun evaluasi program"),
    # "Tujuan Pemberdayaan Masyarakat"
    (
        "goal.mandiri",
        "Meningkatkan kemandirian masyarakat",
        "Meningkatkan kemandirian masyarakat dalam mengatasi masalah dan mengambil keputusan yang berdampak pada",
    ),
    (
        "goal.partisipasi",
        "Meningkatkan partisipasi masyarakat",
        "Meningkatkan partisipasi masyarakat dalam proses pembangunan, baik dalam perencanaan, pelaksanaan",
    ),
    (
        "goal.akses",
        "Meningkatkan akses masyarakat terhadap sumber daya dan peluang",
        "Meningkatkan akses masyarakat terhadap sumber daya dan peluang yang ada.",
    ),
    (
        "goal.kesadaran_hak",
        "Meningkatkan kesadaran masyarakat akan hak-hak mereka",
        "Meningkatkan kesadaran masyarakat akan hak-hak mereka dan kemampuan untuk memperjuangkannya.",
    ),
    (
        "goal.kualitas_hidup",
        "Meningkatkan kualitas hidup masyarakat",
        "Meningkatkan kualitas hidup masyarakat melalui peningkatan akses terhadap pendidikan, kesehatan",
    ),
    (
        "goal.kesenjangan",
        "Mengurangi kesenjangan sosial dan ekonomi",
        "Mengurangi kesenjangan sosial dan ekonomi antara masyarakat yang kaya dan miskin.",
    ),
    (
        "goal.lingkungan",
        "Menjaga dan melestarikan lingkungan hidup",
        "Mendorong masyarakat untuk berperan aktif dalam menjaga dan melestarikan lingkungan hidup.",
    ),
    (
        "goal.sumber_daya_lokal",
        "Mengelola dan memanfaatkan sumber daya lokal secara berkelanjutan",
        "Membangun kapasitas masyarakat dalam mengelola dan memanfaatkan sumber daya lokal secara berkelanjutan.",
    ),
    (
        "goal.inovasi",
        "Mengembangkan potensi masyarakat untuk berinovasi dan berkreasi",
        "Mengembangkan potensi masyarakat untuk berinovasi dan berkreasi dalam bidang ekonomi, sosial, dan budaya.",
    ),
    (
        "goal.pelayanan_publik",
        "Meningkatkan kualitas pelayanan publik dan memperkuat tata kelola",
        "Meningkatkan kualitas pelayanan publik dan memperkuat tata kelola yang baik dalam pemerintahan daerah.",
    ),
    # "Prinsip Pemberdayaan Masyarakat"
    ("principle.partisipasi", "Partisipasi", "Partisipasi: Masyarakat harus aktif terlibat"),
    ("principle.kemandirian", "Kemandirian", "Kemandirian: Pemberdayaan masyarakat harus mendorong"),
    ("principle.keadilan", "Keadilan", "Keadilan: Pemberdayaan masyarakat harus dilakukan secara adil"),
    ("principle.ham", "Pemenuhan Hak Asasi Manusia", "Pemenuhan Hak Asasi Manusia: Pemberdayaan masyarakat"),
    ("principle.kolaborasi", "Kolaborasi", "Kolaborasi: Pemberdayaan masyarakat melibatkan kerjasama"),
    (
        "component.partisipasi_tahapan",
        "Aktif terlibat dalam setiap tahapan pembangunan",
        "aktif terlibat dalam setiap tahapan pembangunan, mulai dari perencanaan hingga evaluasi",
    ),
    (
        "component.partisipasi_peran",
        "Menentukan kebutuhan mereka, merencanakan solusi, dan mengimplementasikannya",
        "peran aktif dalam menentukan kebutuhan mereka, merencanakan solusi, dan mengimplementasikannya",
    ),
    (
        "component.partisipasi_aspirasi",
        "Keputusan memperhatikan kepentingan dan aspirasi mereka",
        "keputusan yang diambil memperhatikan kepentingan dan aspirasi mereka",
    ),
    (
        "component.kemandirian_kemampuan",
        "Kemampuan mengatasi masalah mereka sendiri",
        "memperkuat kemampuan masyarakat untuk mengatasi masalah mereka sendiri",
    ),
    (
        "component.kemandirian_akses",
        "Akses ke pengetahuan, keterampilan, dan sumber daya",
        "memberikan akses ke pengetahuan, keterampilan, dan sumber daya yang diperlukan",
    ),
    (
        "component.kemandirian_kepemimpinan",
        "Kepemimpinan lokal",
        "Kemandirian juga melibatkan pengembangan kepemimpinan lokal",
    ),
    ("component.kemandirian_organisasi", "Organisasi masyarakat yang kuat", "dan organisasi masyarakat yang kuat"),
    (
        "component.keadilan_tanpa_pembedaan",
        "Tanpa membedakan suku, agama, gender, atau status sosial",
        "tanpa membedakan suku, agama, gender, atau status sosial",
    ),
    (
        "component.keadilan_kesempatan",
        "Kesempatan yang sama untuk berpartisipasi dan mendapatkan manfaat",
        "kesempatan yang sama untuk berpartisipasi dan mendapatkan manfaat dari program pemberdayaan",
    ),
    (
        "component.keadilan_ketimpangan",
        "Memperhatikan dan mengatasi ketimpangan sosial yang ada",
        "harus memperhatikan dan mengatasi ketimpangan sosial yang ada",
    ),
    ("component.ham_partisipasi_politik", "Hak atas partisipasi politik", "hak atas partisipasi politik"),
    ("component.ham_pendidikan", "Hak atas pendidikan", "hak atas pendidikan"),
    ("component.ham_kesehatan", "Hak atas kesehatan", "hak atas pendidikan, kesehatan"),
    (
        "component.ham_sumber_daya_ekonomi",
        "Hak atas akses ke sumber daya ekonomi",
        "hak atas pendidikan, kesehatan, dan akses ke sumber daya ekonomi",
    ),
    (
        "component.ham_perlindungan",
        "Perlindungan terhadap diskriminasi, kekerasan, dan penindasan",
        "melibatkan perlindungan terhadap diskriminasi, kekerasan, dan penindasan",
    ),
    (
        "component.kolaborasi_kerja_sama",
        "Kerja sama antara masyarakat, pemerintah, dan berbagai pihak terkait lainnya",
        "kerjasama antara masyarakat, pemerintah, dan berbagai pihak terkait lainnya",
    ),
    (
        "component.kolaborasi_dukungan",
        "Didukung oleh kebijakan dan program yang relevan, serta sumber daya yang memadai",
        "didukung oleh kebijakan dan program yang relevan, serta sumber daya yang memadai",
    ),
    (
        "component.kolaborasi_pertukaran",
        "Pertukaran pengetahuan, pengalaman, dan sumber daya",
        "memungkinkan pertukaran pengetahuan, pengalaman, dan sumber daya antara berbagai pihak",
    ),
    # actors: the paragraph after the goals, and the strategy of institutions
    ("actor.pemerintah", "Pemerintah", "melibatkan semua pihak yang terkait, termasuk pemerintah"),
    (
        "actor.lsm",
        "Lembaga swadaya masyarakat",
        "pemerintah, lembaga swadaya masyarakat, sektor swasta, dan masyarakat itu sendiri",
    ),
    ("actor.swasta", "Sektor swasta", "sektor swasta, dan masyarakat itu sendiri"),
    ("actor.masyarakat", "Masyarakat itu sendiri", "sektor swasta, dan masyarakat itu sendiri"),
    (
        "actor.organisasi_masyarakat",
        "Organisasi masyarakat",
        "pemerintah, LSM, dan organisasi masyarakat lainnya dapat berperan sebagai mitra",
    ),
    ("role.agen", "Agen pembangunan", "menjadi agen pembangunan atau juga sebagai subjek"),
    ("role.mitra", "Mitra", "dapat berperan sebagai mitra"),
    (
        "role.penerima_manfaat",
        "Penerima manfaat",
        "bukan penerima manfaat (bahasa Inggris: beneficiaries) atau objek saja",
    ),
    # activities: the paragraph on carrying out
    (
        "activity_type.pelatihan",
        "Pelatihan keterampilan",
        "berbagai program dan kegiatan, seperti pelatihan keterampilan",
    ),
    ("activity_type.pendidikan", "Pendidikan", "pelatihan keterampilan, pendidikan, pemberian modal usaha"),
    ("activity_type.modal_usaha", "Pemberian modal usaha", "pemberian modal usaha"),
    ("activity_type.infrastruktur", "Pembangunan infrastruktur", "pembangunan infrastruktur"),
    (
        "activity_type.pengembangan_organisasi",
        "Pengembangan organisasi masyarakat",
        "dan pengembangan organisasi masyarakat",
    ),
    # "Manfaat Pemberdayaan Masyarakat": its five headings
    ("benefit.kualitas_hidup", "Meningkatkan kualitas hidup masyarakat", "Meningkatkan kualitas hidup masyarakat"),
    ("benefit.partisipasi", "Meningkatkan partisipasi masyarakat", "Meningkatkan partisipasi masyarakat"),
    ("benefit.kesadaran", "Meningkatkan kesadaran masyarakat", "Meningkatkan kesadaran masyarakat"),
    ("benefit.kesenjangan_sosial", "Mengurangi kesenjangan sosial", "Mengurangi kesenjangan sosial"),
    ("benefit.inovasi_kreativitas", "Mendorong inovasi dan kreativitas", "Mendorong inovasi dan kreativitas"),
    # "Contoh Pemberdayaan Masyarakat"
    (
        "programme_type.pelatihan_keterampilan",
        "Program pelatihan keterampilan",
        "Program pelatihan keterampilan: Masyarakat mendapat pelatihan keterampilan",
    ),
    (
        "programme_type.pertanian",
        "Program pengembangan pertanian",
        "Program pengembangan pertanian: Masyarakat mendapatkan pengetahuan dan dukungan",
    ),
    (
        "programme_type.kesehatan",
        "Program kesehatan masyarakat",
        "Program kesehatan masyarakat: Masyarakat mendapatkan pengetahuan dan akses terhadap layanan kesehatan",
    ),
    (
        "programme_type.perempuan",
        "Program pemberdayaan perempuan",
        "Program pemberdayaan perempuan: Masyarakat mendapatkan kesempatan dan dukungan",
    ),
    (
        "programme_type.lingkungan",
        "Program pengelolaan lingkungan",
        "Program pengelolaan lingkungan: Masyarakat mendapatkan pengetahuan dan dukungan",
    ),
    # the closing paragraph
    (
        "outcome.solidaritas",
        "Solidaritas dan kerja sama antarwarga",
        "dapat meningkatkan solidaritas dan kerjasama antarwarga",
    ),
    (
        "outcome.kemandirian_meningkat",
        "Meningkatkan kemandirian",
        "harapannya masyarakat dapat meningkatkan kemandirian mereka",
    ),
    (
        "outcome.ketergantungan_berkurang",
        "Mengurangi ketergantungan terhadap bantuan luar",
        "mengurangi ketergantungan terhadap bantuan luar",
    ),
    (
        "outcome.kesejahteraan",
        "Pembangunan dan kesejahteraan masyarakat",
        "dampak jangka panjang yang positif bagi pembangunan dan kesejahteraan masyarakat",
    ),
]

MUTUAL = "Prinsip-prinsip saling terkait dan saling memperkuat satu sama lain"

# (source, kind, target, stated by the article, words of the article); "reinforces" holds both ways
RELATIONS = [
    ("principle.partisipasi", "reinforces", "principle.kemandirian", True, MUTUAL),
    ("principle.partisipasi", "reinforces", "principle.keadilan", True, MUTUAL),
    ("principle.partisipasi", "reinforces", "principle.ham", True, MUTUAL),
    ("principle.partisipasi", "reinforces", "principle.kolaborasi", True, MUTUAL),
    ("principle.kemandirian", "reinforces", "principle.keadilan", True, MUTUAL),
    ("principle.kemandirian", "reinforces", "principle.ham", True, MUTUAL),
    ("principle.kemandirian", "reinforces", "principle.kolaborasi", True, MUTUAL),
    ("principle.keadilan", "reinforces", "principle.ham", True, MUTUAL),
    ("principle.keadilan", "reinforces", "principle.kolaborasi", True, MUTUAL),
    ("principle.ham", "reinforces", "principle.kolaborasi", True, MUTUAL),
    (
        "principle.partisipasi",
        "enables",
        "principle.kemandirian",
        True,
        "Partisipasi masyarakat memungkinkan kemandirian",
    ),
    ("principle.keadilan", "grounds", WHOLE, True, "Keadilan menjadi dasar dalam pemberdayaan masyarakat"),
    (
        "principle.ham",
        "obliges",
        WHOLE,
        True,
        "Pemenuhan hak asasi manusia menjadi landasan moral dalam pemberdayaan masyarakat",
    ),
    ("principle.kolaborasi", "sustains", WHOLE, True, "Kolaborasi menjadi kunci dalam pemberdayaan masyarakat"),
    (
        "stage.identifikasi",
        "precedes",
        "stage.solusi",
        True,
        "Selanjutnya, masyarakat bekerja sama untuk merumuskan solusi",
    ),
    ("facet.perencanaan", "precedes", "facet.pelaksanaan", True, "dalam perencanaan, implementasi, dan evaluasi"),
    ("facet.pelaksanaan", "precedes", "facet.evaluasi", True, "mulai dari perencanaan hingga evaluasi"),
    (
        WHOLE,
        "contributes",
        "outcome.solidaritas",
        True,
        "pemberdayaan masyarakat juga dapat meningkatkan solidaritas dan kerjasama antarwarga",
    ),
    (
        WHOLE,
        "contributes",
        "outcome.kemandirian_meningkat",
        True,
        "Melalui program-program pemberdayaan yang berkelanjutan, harapannya masyarakat dapat meningkatkan kemandirian",
    ),
    (
        WHOLE,
        "contributes",
        "outcome.ketergantungan_berkurang",
        True,
        "dan mengurangi ketergantungan terhadap bantuan luar",
    ),
    (
        "outcome.kemandirian_meningkat",
        "contributes",
        "outcome.kesejahteraan",
        True,
        "Hal ini akan memberikan dampak jangka panjang yang positif bagi pembangunan dan kesejahteraan masyarakat",
    ),
    (
        "outcome.ketergantungan_berkurang",
        "contributes",
        "outcome.kesejahteraan",
        True,
        "Hal ini akan memberikan dampak jangka panjang yang positif bagi pembangunan dan kesejahteraan masyarakat",
    ),
    # implied, not said
    (
        "principle.keadilan",
        "enables",
        "principle.partisipasi",
        False,
        "harus memiliki kesempatan yang sama untuk berpartisipasi",
    ),
    ("principle.ham", "enables", "principle.partisipasi", False, "Hal ini mencakup hak atas partisipasi politik"),
    ("principle.ham", "enables", "principle.keadilan", False, "perlindungan terhadap diskriminasi"),
    (
        "principle.kolaborasi",
        "enables",
        "principle.kemandirian",
        False,
        "Kolaborasi juga memungkinkan pertukaran pengetahuan, pengalaman, dan sumber daya",
    ),
]
