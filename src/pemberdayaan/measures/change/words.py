"""What measures, levels and parts of records are called in the sentences about a change."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ...model.text import Text

__all__ = ["LEVELS", "MEASURES", "PARTS", "WHO", "WORDS"]

MEASURES: Mapping[str, Text] = MappingProxyType(
    {
        "mean": Text(id="rata-rata", en="the mean"),
        "H": Text(
            id="bagian orang yang tidak berdaya atau miskin (H)", en="the share who are disempowered or poor (H)"
        ),
        "A": Text(id="intensitas pada mereka (A)", en="their intensity (A)"),
        "M0": Text(id="ukuran M0 = H × A", en="M0 = H × A"),
        "M1": Text(id="ukuran M1", en="M1"),
        "M2": Text(id="ukuran M2", en="M2"),
        "He": Text(id="bagian orang yang berdaya (He)", en="the share who are empowered (He)"),
        "Hne": Text(id="bagian orang yang tidak berdaya (Hne)", en="the share who are not empowered (Hne)"),
        "Aa": Text(id="rata-rata kecukupan pada mereka (Aa)", en="their average adequacy (Aa)"),
        "5DE": Text(id="lima ranah pemberdayaan (5DE)", en="the five domains of empowerment (5DE)"),
        "3DE": Text(id="tiga ranah pemberdayaan (3DE)", en="the three domains of empowerment (3DE)"),
        "H_GPI": Text(
            id="bagian rumah tangga yang belum setara (H_GPI)", en="the share of households without parity (H_GPI)"
        ),
        "I_GPI": Text(id="rata-rata kesenjangannya (I_GPI)", en="their average gap (I_GPI)"),
        "GPI": Text(id="indeks kesetaraan gender (GPI)", en="the gender parity index (GPI)"),
        "index": Text(id="indeks keseluruhan", en="the index as a whole"),
        "raw_headcount": Text(id="bagian orang yang kekurangan dalam", en="the share deprived in"),
        "censored_headcount": Text(
            id="bagian orang di atas garis batas yang kekurangan dalam",
            en="the share past the cut-off and deprived in",
        ),
        "contribution": Text(id="sumbangan pada M0 dari", en="the contribution to M0 of"),
        "gini": Text(id="indeks Gini", en="the Gini index"),
        "theil_t": Text(id="indeks Theil T", en="the Theil T index"),
        "theil_l": Text(id="indeks Theil L", en="the Theil L index"),
        "entropy_2": Text(id="indeks entropi umum dengan alfa 2", en="the generalised entropy index with alpha 2"),
        "atkinson_0.5": Text(id="indeks Atkinson dengan epsilon 0,5", en="the Atkinson index with epsilon 0.5"),
        "atkinson_1": Text(id="indeks Atkinson dengan epsilon 1", en="the Atkinson index with epsilon 1"),
        "atkinson_2": Text(id="indeks Atkinson dengan epsilon 2", en="the Atkinson index with epsilon 2"),
        "palma": Text(id="rasio Palma", en="the Palma ratio"),
        "bottom_40": Text(id="bagian yang diterima 40 % terbawah", en="the share of the bottom 40 %"),
        "top_10": Text(id="bagian yang diterima 10 % teratas", en="the share of the top 10 %"),
        "gini_sample": Text(id="indeks Gini (bentuk sampel)", en="the Gini index (sample form)"),
        "ratio_80_20": Text(
            id="rasio 20 % teratas terhadap 20 % terbawah", en="the ratio of the top to the bottom 20 %"
        ),
        "p90_p10": Text(id="rasio persentil ke-90 terhadap ke-10", en="the ratio of the 90th to the 10th percentile"),
        "bottom_20": Text(id="bagian yang diterima 20 % terbawah", en="the share of the bottom 20 %"),
        "representation": Text(id="keterwakilan (1 = setara)", en="representation (parity is 1)"),
        "verdict": Text(id="kesimpulan", en="the verdict"),
        "criterion": Text(id="kriteria", en="the criterion"),
        "inside": Text(id="sumbangan dari dalam masyarakat", en="contributions from inside"),
        "outside": Text(id="sumbangan dari luar", en="contributions from outside"),
        "inside_share": Text(id="bagian dari dalam masyarakat", en="the share from inside"),
        "actors": Text(id="jumlah pihak", en="the number of actors"),
        "ties": Text(id="jumlah hubungan", en="the number of ties"),
        "density": Text(id="kepadatan jaringan", en="the density of the network"),
        "reciprocity_dyadic": Text(id="timbal balik menurut pasangan", en="reciprocity by pairs"),
        "reciprocity_edgewise": Text(id="bagian hubungan yang berbalas", en="the share of ties that are returned"),
        "reciprocity_log_ratio": Text(id="rasio log timbal balik", en="the log ratio of reciprocity"),
        "reciprocity_correlation": Text(id="korelasi timbal balik", en="the correlation of reciprocity"),
        "asymmetric_dyads": Text(id="bagian pasangan yang hubungannya satu arah", en="the share of pairs tied one way"),
        "components_weak": Text(id="jumlah bagian jaringan yang terpisah", en="the number of separate parts"),
        "components_strong": Text(
            id="jumlah bagian jaringan yang saling terjangkau searah hubungan",
            en="the number of parts whose actors reach each other",
        ),
        "largest_component": Text(
            id="bagian pihak di bagian jaringan terbesar", en="the share of actors in the largest part"
        ),
        "isolates": Text(id="jumlah pihak tanpa hubungan", en="the number of actors without a tie"),
        "connectedness": Text(id="keterhubungan (Krackhardt)", en="connectedness (Krackhardt)"),
        "hierarchy": Text(id="hierarki (Krackhardt)", en="hierarchy (Krackhardt)"),
        "efficiency": Text(id="efisiensi (Krackhardt)", en="efficiency (Krackhardt)"),
        "efficiency_directed": Text(
            id="efisiensi hubungan berarah (Krackhardt)", en="efficiency of directed ties (Krackhardt)"
        ),
        "least_upper_bound": Text(id="batas atas terkecil (Krackhardt)", en="the least upper bound (Krackhardt)"),
        "transitivity": Text(id="transitivitas", en="transitivity"),
        "degree_assortativity": Text(id="asortativitas derajat", en="degree assortativity"),
        "dyads_mutual": Text(
            id="jumlah pasangan yang saling berhubungan", en="the number of pairs with ties both ways"
        ),
        "dyads_asymmetric": Text(
            id="jumlah pasangan yang hubungannya satu arah", en="the number of pairs with a tie one way"
        ),
        "dyads_null": Text(id="jumlah pasangan tanpa hubungan", en="the number of pairs without a tie"),
        **{
            f"triads_{one}": Text(id=f"jumlah triad jenis {one}", en=f"the number of triads of type {one}")
            for one in "003 012 102 021D 021U 021C 111D 111U 030T 030C 201 120D 120U 120C 210 300".split()
        },
    }
)
WHO: Mapping[str, Text] = MappingProxyType(
    {
        "women": Text(id="pada perempuan", en="among women"),
        "men": Text(id="pada laki-laki", en="among men"),
        "pairs": Text(id="pada rumah tangga berpasangan", en="in households of a woman and a man"),
    }
)
# What parts of records are called, beside the programme's own names.
WORDS: Mapping[str, Text] = MappingProxyType(
    {
        "participants": Text(id="peserta", en="participants"),
        "deciders": Text(id="pengambil keputusan", en="decision makers"),
        "beneficiaries": Text(id="penerima manfaat", en="beneficiaries"),
        "women": Text(id="perempuan", en="women"),
        "men": Text(id="laki-laki", en="men"),
        "money": Text(id="uang", en="money"),
        "labour": Text(id="tenaga", en="labour"),
        "goods": Text(id="barang", en="goods"),
        "skill": Text(id="keahlian", en="skill"),
        "land": Text(id="lahan", en="land"),
        "given": Text(id="sudah diberikan", en="given"),
        "promised": Text(id="dijanjikan", en="promised"),
        "measured": Text(id="terukur", en="measured"),
        "equal_split": Text(id="dibagi rata", en="split equally"),
        "knowledge": Text(id="pengetahuan", en="knowledge"),
        "experience": Text(id="pengalaman", en="experience"),
        "resources": Text(id="sumber daya", en="resources"),
        "government": Text(id="pemerintah", en="government"),
        "private": Text(id="swasta", en="private sector"),
        "ngo": Text(id="lembaga swadaya masyarakat", en="non-governmental organisations"),
        "identify": Text(id="mengenali masalah", en="identifying problems"),
        "decide": Text(id="memutuskan", en="deciding"),
        "plan": Text(id="merencanakan", en="planning"),
        "implement": Text(id="melaksanakan", en="implementing"),
        "evaluate": Text(id="mengevaluasi", en="evaluating"),
        "report": Text(id="melaporkan", en="reporting"),
        "maintain": Text(id="memelihara", en="maintaining"),
    }
)
LEVELS: Mapping[str, Text] = MappingProxyType(
    {
        "met": Text(id="memenuhi kriteria", en="criteria met"),
        "unmet": Text(id="belum memenuhi kriteria", en="criteria not met"),
        "present": Text(id="hadir", en="present"),
        "absent": Text(id="tidak hadir", en="absent"),
    }
)
PARTS: Mapping[str, Text] = MappingProxyType(
    {
        "gate": Text(id="kesimpulan dan syarat", en="the verdict and its criteria"),
        "matrix": Text(id="kehadiran dan kedalaman partisipasi", en="presence and depth of participation"),
        "profile": Text(id="tingkat dalam profil", en="levels of the profile"),
    }
)
