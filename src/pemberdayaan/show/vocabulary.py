"""The fixed words of both languages: what the values, kinds and sections of a result are called on paper."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..model.text import Text, as_language

__all__ = ["VOCABULARY", "word"]

_TABLE: dict[str, dict[str, tuple[str, str]]] = {
    # --- the gate
    "status": {
        "met": ("terpenuhi", "met"),
        "unmet": ("belum terpenuhi", "not met"),
        "unknown": ("belum dapat disimpulkan", "cannot tell"),
    },
    # the same as a predicate
    "is": {
        "met": ("terpenuhi", "is met"),
        "unmet": ("belum terpenuhi", "is not met"),
        "unknown": ("belum dapat disimpulkan", "cannot be told"),
    },
    "verdict": {
        "met": ("memenuhi kriteria", "criteria met"),
        "unmet": ("belum memenuhi kriteria", "criteria not met"),
        "unknown": ("belum dapat disimpulkan", "cannot tell"),
    },
    "qualifier": {
        "contested": ("sumber berselisih", "contested"),
        "derived": ("hanya menurut bacaan turunan", "on derived readings only"),
        "officers": ("hanya lewat pengurusnya", "through its officers only"),
    },
    "judged": {
        "members": ("warga biasa", "ordinary members"),
        "inside": ("pihak dari dalam masyarakat", "inside actors"),
    },
    "join": {"all": ("semua harus terpenuhi", "all must be met"), "any": ("salah satu cukup", "one is enough")},
    "why": {
        "none": ("belum ada bukti", "no evidence"),
        "partly": ("bukti belum cukup", "not enough evidence"),
        "contested": ("sumber berselisih", "sources disagree"),
    },
    # --- why two values are not compared
    "not_compared": {
        "no_before": ("belum ada bukti pada tahun pertama", "no evidence in the first year"),
        "no_after": ("belum ada bukti pada tahun terakhir", "no evidence in the last year"),
        "undecided": ("salah satunya belum dapat disimpulkan", "one of the two cannot be told"),
        "another_form": ("skala, satuan, atau cara menilainya berbeda", "another scale, unit or way of judging"),
        "another_rater": ("penilainya berbeda", "another rater"),
        "other_parts": ("kelompok atau fase yang tercatat berbeda", "other groups or phases are recorded"),
        "break": ("rangkaiannya terputus di antaranya", "a break of the series lies between"),
        "undated": (
            "catatannya tidak bertanggal, terhitung pada setiap tahun",
            "the records have no date and count in every year",
        ),
        "same_records": ("bertumpu pada catatan yang sama", "both years rest on the same records"),
        "follow_up": (
            "yang dimulai belakangan belum sempat bertahan selama itu",
            "what began later has had less time to last",
        ),
        "spans": ("jumlahnya mencakup waktu di luar tahun itu", "an amount is of more time than the year"),
        "bounds": ("hanya batasnya yang diketahui", "known only within bounds"),
        "another_unit": ("mata uang atau satuannya berbeda", "another currency or unit"),
        "overlap": ("batas-batasnya tumpang tindih", "the bounds overlap"),
        "no_order": ("skalanya tidak berurutan", "the scale has no order"),
        "size": ("jumlah menunjukkan besarnya program", "an amount tells how large a programme is"),
        "roster": ("bergantung pada daftar pihak yang tercatat", "it depends on the list of actors"),
    },
    # --- people and their cycle
    "sector": {
        "community": ("Warga", "Community"),
        "community_organisation": ("Lembaga dan pengurus masyarakat", "Community bodies and officers"),
        "village_government": ("Pemerintah desa", "Village government"),
        "government": ("Pemerintah", "Government"),
        "state_enterprise": ("Badan usaha milik negara", "State enterprise"),
        "ngo": ("LSM", "NGOs"),
        "private": ("Swasta", "Private sector"),
        "academia": ("Perguruan tinggi", "Academia"),
        "media": ("Media", "Media"),
        "donor": ("Donor", "Donors"),
        "other": ("Pihak lain", "Others"),
    },
    "phase": {
        "identify": ("penggalian masalah", "identifying"),
        "plan": ("perencanaan", "planning"),
        "decide": ("pengambilan keputusan", "deciding"),
        "implement": ("pelaksanaan", "implementation"),
        "evaluate": ("evaluasi", "evaluation"),
        "report": ("pelaporan dan pertanggungjawaban", "reporting"),
        "benefit": ("menikmati hasil", "benefit"),
        "maintain": ("pemeliharaan", "maintenance"),
        "planning": ("perencanaan", "planning"),
        "implementation": ("pelaksanaan", "implementation"),
        "evaluation": ("evaluasi", "evaluation"),
        "programme": ("seluruh program", "the whole programme"),
    },
    "decides": {
        "alone": ("memutuskan sendiri", "decides alone"),
        "jointly": ("memutuskan bersama", "decides jointly"),
        "no": ("tidak memutuskan", "does not decide"),
    },
    "axis": {
        "ethnicity": ("suku", "ethnicity"),
        "religion": ("agama", "religion"),
        "gender": ("gender", "gender"),
        "status": ("status sosial", "social status"),
        "age": ("umur", "age"),
        "disability": ("disabilitas", "disability"),
        "place": ("tempat tinggal", "place"),
        "other": ("lainnya", "other"),
    },
    "basis": {"stated": ("dinyatakan", "stated"), "derived": ("diturunkan", "derived")},
    # --- what is given, and what flows
    "kind": {
        "money": ("Uang", "Money"),
        "labour": ("Tenaga", "Labour"),
        "goods": ("Barang", "Goods"),
        "land": ("Lahan", "Land"),
        "skill": ("Keterampilan", "Skill"),
        "ideas": ("Gagasan", "Ideas"),
        "time": ("Waktu", "Time"),
        "food": ("Makanan", "Food"),
    },
    "giving": {
        "given": ("diberikan", "given"),
        "promised": ("dijanjikan", "promised"),
        "pooled": ("dikumpulkan bersama", "pooled"),
    },
    "tie": {
        "knowledge": ("pengetahuan", "knowledge"),
        "experience": ("pengalaman", "experience"),
        "resources": ("sumber daya", "resources"),
        "policy": ("kebijakan", "policy"),
        "funding": ("pendanaan", "funding"),
        "proposal": ("usulan", "proposal"),
        "support": ("dukungan", "support"),
        "partnership": ("kemitraan", "partnership"),
        "request": ("permintaan", "request"),
        "report": ("laporan", "report"),
        "supervision": ("pengawasan", "supervision"),
        "approval": ("pengesahan", "approval"),
        "coordination": ("koordinasi", "coordination"),
        "facilitation": ("pendampingan", "facilitation"),
        "handover": ("serah terima", "handover"),
        "kinship": ("kekerabatan", "kinship"),
    },
    "arm": {
        "member": ("anggota", "members"),
        "non_member": ("bukan anggota", "non-members"),
        "before": ("sebelum", "before"),
        "after": ("sesudah", "after"),
        "after_minus_before": ("sesudah dikurangi sebelum", "after minus before"),
        "naming": ("dihitung penuh bagi tiap kelompok yang disebut", "in full for every group named"),
        "equal_split": ("dibagi rata di antara kelompok yang disebut", "split equally among the groups named"),
    },
    "number": {
        "actors": ("Pihak yang tercatat", "Actors recorded"),
        "ties": ("Hubungan yang tercatat", "Ties recorded"),
        "density": ("Kepadatan (dari semua hubungan yang mungkin)", "Density (of all possible ties)"),
        "reciprocity": ("Hubungan yang berbalas", "Ties that are returned"),
        "cross_border": ("Hubungan antara dalam dan luar masyarakat", "Ties between inside and outside"),
        "cross_sector": ("Hubungan antarsektor", "Ties between sectors"),
        "isolates": ("Pihak tanpa hubungan yang tercatat", "Actors without a recorded tie"),
        "articulation": (
            "Pihak tumpuan: tanpa mereka yang lain terputus",
            "Critical actors: without them others fall apart",
        ),
        "brokers": ("Perantara dari dalam masyarakat", "Brokers inside the community"),
    },
    "role": {
        "coordinator": ("koordinator", "coordinator"),
        "itinerant": ("penengah", "itinerant"),
        "representative": ("wakil", "representative"),
        "gatekeeper": ("penjaga pintu", "gatekeeper"),
        "liaison": ("penghubung", "liaison"),
        "total": ("semua", "all"),
    },
    "removal": {
        "random": ("acak", "at random"),
        "degree": ("menurut banyaknya mitra", "by partners"),
        "betweenness": ("menurut letak di antara", "by betweenness"),
        "sector": ("menurut sektor", "by sector"),
    },
    # --- what a value says
    "value": {
        "inside": ("dari dalam", "inside"),
        "outside": ("dari luar", "outside"),
        "joint": ("bersama", "joint"),
        "present": ("ikut", "took part"),
        "absent": ("tercatat tidak ikut", "recorded as absent"),
        "decides": ("ikut memutuskan", "decides"),
        "does_not_decide": ("tidak ikut memutuskan", "does not decide"),
        "active": ("ikut berperan", "has a part in it"),
        "beneficiary": ("menerima manfaat; peran lain belum ada bukti", "benefits; no evidence of another part"),
        "only_beneficiary": ("hanya penerima manfaat", "only a beneficiary"),
        "both": ("dua arah", "both ways"),
        "inward": ("hanya dari luar ke dalam", "inward only"),
        "outward": ("hanya dari dalam ke luar", "outward only"),
        "none": ("tidak ada", "none"),
        "tied": ("terhubung", "tied"),
        "counted": ("ada angkanya", "counted"),
        "yes": ("ya", "yes"),
        "no": ("tidak", "no"),
        "respected": ("dihormati", "respected"),
        "mixed": ("beragam", "mixed"),
        "violated": ("dilanggar", "violated"),
        "under_represented": ("kurang terwakili", "under-represented"),
        "over_represented": ("lebih terwakili", "over-represented"),
        "parity": ("sekitar setara", "about at parity"),
    },
    "part": {
        "idea": ("gagasan", "idea"),
        "decision": ("keputusan untuk memulai", "decision to start"),
        "setup": ("pendirian", "set-up"),
        "best_rung": ("anak tangga tertinggi pihak dari dalam", "highest rung of an inside actor"),
        "share": ("bagian di antara mereka", "share among them"),
        "share_in_population": ("bagian dalam penduduk", "share in the population"),
        "participants": ("peserta", "participants"),
        "deciders": ("pengambil keputusan", "deciders"),
        "beneficiaries": ("penerima manfaat", "beneficiaries"),
        "women": ("perempuan", "women"),
        "men": ("laki-laki", "men"),
        "population": ("jumlah penduduk", "the population"),
        "benefit": ("manfaat", "benefit"),
    },
    # what a denominator counts, and what stands behind a number
    "of": {
        "phases": ("fase", "phases"),
        "parts": ("bagian", "parts"),
        "activities": ("kegiatan", "activities"),
        "planning stages": ("tahap perencanaan", "planning stages"),
        "inside actors": ("pihak dari dalam", "inside actors"),
        "rungs": ("anak tangga yang tercatat", "rungs recorded"),
        "proposals": ("usulan", "proposals"),
        "contributions": ("sumbangan", "contributions"),
        "inside bodies": ("badan dari dalam", "inside bodies"),
        "months": ("bulan", "months"),
        "persons": ("orang", "persons"),
        "groups": ("kelompok", "groups"),
        "axes": ("pembeda", "axes"),
        "rights": ("hak", "rights"),
        "observations": ("pengamatan", "observations"),
        "periods": ("waktu", "periods"),
        "respondents": ("responden", "respondents"),
        "kinds of exchange": ("jenis pertukaran", "kinds of exchange"),
        "ties": ("hubungan", "ties"),
        "sectors": ("sektor", "sectors"),
        "policy ties": ("hubungan kebijakan", "policy ties"),
    },
    "how": {"computed": ("dihitung dari catatan", "computed from records"), "rated": ("dinilai", "rated")},
    "unit": {
        "orang": ("orang", "people"),
        "persons": ("orang", "persons"),
        "people": ("orang", "people"),
        "projects": ("proyek", "projects"),
        "proposals": ("usulan", "proposals"),
        "votes": ("suara", "votes"),
        "ideas": ("gagasan", "ideas"),
        "HOK": ("HOK", "person-days"),
        "hari": ("hari", "days"),
        "days": ("hari", "days"),
        "jam": ("jam", "hours"),
        "hours": ("jam", "hours"),
        "menit": ("menit", "minutes"),
        "bulan": ("bulan", "month"),
        "month": ("bulan", "month"),
        "tahun": ("tahun", "year"),
        "year": ("tahun", "year"),
        "poin": ("poin", "points"),
    },
    # the same after a stroke, as in "minutes/day"
    "per": {
        "hari": ("hari", "day"),
        "jam": ("jam", "hour"),
        "bulan": ("bulan", "month"),
        "tahun": ("tahun", "year"),
        "orang": ("orang", "person"),
    },
    "relation": {
        "enables": ("memungkinkan", "enables"),
        "grounds": ("menjadi dasar", "grounds"),
        "obliges": ("mewajibkan", "obliges"),
        "sustains": ("menopang", "sustains"),
        "reinforces": ("saling memperkuat", "reinforce one another"),
        "precedes": ("mendahului", "precedes"),
        "includes": ("mencakup", "includes"),
        "contributes": ("menyumbang pada", "contributes to"),
        "indivisible": ("tak terpisahkan", "indivisible"),
    },
    "checked": {
        "full": ("seluruhnya dicocokkan dengan sumbernya", "checked in full against its source"),
        "partly": ("sebagian dicocokkan dengan sumbernya", "checked in part against its source"),
        "memory": ("belum dicocokkan dengan sumbernya", "not yet checked against its source"),
    },
    "collection": {
        "references": ("rujukan", "references"),
        "scales": ("skala", "scales"),
        "stakeholders": ("pemangku kepentingan", "stakeholders"),
        "groups": ("kelompok", "groups"),
        "stages": ("tahap", "stages"),
        "activities": ("kegiatan", "activities"),
        "participations": ("keikutsertaan", "participations"),
        "contributions": ("sumbangan", "contributions"),
        "ties": ("hubungan", "ties"),
        "benefits": ("manfaat", "benefits"),
        "observations": ("pengamatan", "observations"),
        "remarks": ("catatan", "remarks"),
        "criteria": ("kriteria", "criteria"),
        "principles": ("prinsip", "principles"),
        "components": ("komponen", "components"),
        "goals": ("tujuan", "goals"),
        "outcomes": ("hasil jangka panjang", "outcomes"),
        "roles": ("peran", "roles"),
        "actors": ("pelaku", "actors"),
        "activity_types": ("jenis kegiatan", "types of activity"),
        "programme_types": ("jenis program", "types of programme"),
        "domains": ("ranah", "domains"),
        "facets": ("segi", "facets"),
        "indicators": ("indikator", "indicators"),
        "grids": ("kisi", "grids"),
        "relations": ("relasi", "relations"),
        "matches": ("padanan", "matches"),
        "rules": ("aturan", "rules"),
    },
    # how the element on the left stands to the one on the right
    "match": {
        "exact": ("sama dengan", "the same as"),
        "close": ("dekat dengan", "close to"),
        "broad": ("lebih luas daripada", "wider than"),
        "narrow": ("lebih sempit daripada", "narrower than"),
        "related": ("terkait dengan", "related to"),
    },
    "quadrant": {
        "A": ("Prioritas utama", "First priority"),
        "B": ("Pertahankan prestasi", "Keep up"),
        "C": ("Prioritas rendah", "Low priority"),
        "D": ("Berlebihan", "Excess"),
    },
    "remark": {
        "conflict": ("Sumber yang berselisih", "Where sources disagree"),
        "break": ("Putusnya rangkaian data", "Breaks in the series"),
        "gap": ("Bukti yang belum ada", "What is not recorded"),
        "rule": ("Aturan baca", "Rules of reading"),
    },
}

VOCABULARY: Mapping[str, Mapping[str, Text]] = MappingProxyType(
    {
        **{
            group: MappingProxyType({key: Text(id=id_, en=en) for key, (id_, en) in words.items()})
            for group, words in _TABLE.items()
        },
    }
)


def word(group: str, key: str, language: str = "id") -> str:
    """What a key is called; a key of the user's own is shown as it is, with spaces.

    Parameters
    ----------
    group
        A group of the vocabulary, as ``"status"`` or ``"sector"``.
    key
        The key, as ``"met"``.
    language
        ``"id"`` or ``"en"``.

    Examples
    --------
    >>> word("status", "unmet"), word("kind", "seed_money", "en")
    ('belum terpenuhi', 'Seed money')
    """
    chosen = as_language(language)
    known = VOCABULARY[group].get(key)
    if known is not None:
        return known[chosen]
    plain = key.replace("_", " ")
    return plain[:1].upper() + plain[1:] if group in ("kind", "sector") else plain
