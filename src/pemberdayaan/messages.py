"""What each fault says, in English and Indonesian, and the words that stand in it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["MESSAGES", "NOUNS_ID", "ROWS_ID", "TYPES_ID"]

# code -> (English, Indonesian). A template names its values; `hint` is added when `choices` are given.
MESSAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "no_file": ("there is no file {given!r}", "berkas {given!r} tidak ada"),
        "unreadable": ("the file cannot be read: {detail}", "berkas tidak dapat dibaca: {detail}"),
        "too_large": (
            "the file has {size} bytes; the limit is {limit}",
            "ukuran berkas {size} bita, melebihi batas {limit}",
        ),
        "encoding": (
            "not UTF-8 text (byte {position}); save the file as UTF-8",
            "bukan teks UTF-8 (bita ke-{position}); simpan berkas sebagai UTF-8",
        ),
        "no_workbook": (
            "this is not a workbook (.xlsx) that can be read: {detail}",
            "ini bukan buku kerja (.xlsx) yang dapat dibaca: {detail}",
        ),
        "other_workbook": (
            "{given} workbooks are not read; save it as an Excel workbook (.xlsx)",
            "buku kerja {given} tidak dapat dibaca; simpan sebagai buku kerja Excel (.xlsx)",
        ),
        "not_text": (
            "this is a workbook or an archive, not text; a workbook is read from its path, which ends in .xlsx",
            "ini buku kerja atau arsip, bukan teks; buku kerja dibaca dari alamat berkasnya yang berakhiran .xlsx",
        ),
        "control": (
            "{given} holds a control character, which no workbook can hold",
            "{given} memuat karakter kendali, yang tidak dapat disimpan dalam buku kerja",
        ),
        "too_long": (
            "the text has {size} characters; a cell holds {limit}",
            "teks berisi {size} karakter; satu sel hanya memuat {limit}",
        ),
        "no_sheet": (
            "the workbook has no sheet {other!r} (or {given!r}), which names the programme",
            "buku kerja ini tidak punya lembar {given!r} (atau {other!r}), yang memuat nama program",
        ),
        "unknown_sheet": (
            "sheet {given!r} holds cells but is none of the template's; rename it or take it out",
            "lembar {given!r} berisi sel tetapi bukan lembar templat; ganti namanya atau keluarkan dari buku kerja",
        ),
        "repeated_sheet": (
            "sheet {given!r} holds what another sheet holds too",
            "lembar {given!r} memuat hal yang sama dengan lembar lain",
        ),
        "unknown_heading": (
            "heading {given!r} is none of this sheet's; rename it or take it out with what it heads",
            "judul {given!r} bukan judul pada lembar ini; ganti judulnya atau hapus beserta isinya",
        ),
        "above_headings": (
            "{given!r} stands above the headings; take the row out, the headings stand in the first row",
            "{given!r} berada di atas judul kolom; hapus baris itu, judul kolom berada di baris pertama",
        ),
        "repeated_heading": ("heading {given!r} stands twice", "judul {given!r} muncul dua kali"),
        "no_heading": (
            "{given!r} stands where no heading says what it is",
            "{given!r} berada di tempat yang tidak berjudul",
        ),
        "uncomputed": (
            "the formula {given!r} has no stored value; open and save the workbook, or write the value",
            "rumus {given!r} belum punya nilai tersimpan; buka lalu simpan buku kerja ini, atau tulis nilainya",
        ),
        "cell_error": ("the cell holds the error {given}", "sel ini berisi galat {given}"),
        "cell_date": (
            "the cell holds the date {given}; format the cell as text and write it anew",
            "sel ini berisi tanggal {given}; ubah format sel menjadi teks lalu tulis ulang",
        ),
        "percent": (
            "the cell shows {given} but holds {value}; write the number without the format of a percentage",
            "sel menampilkan {given} tetapi berisi {value}; tulis angkanya tanpa format persen",
        ),
        "part_person": (
            "{given} is no number of people; write thousands without a mark, or the fraction as text: {written}",
            "{given} bukan jumlah orang; tulis ribuan tanpa titik, atau pecahannya sebagai teks: {written}",
        ),
        "two_numbers": (
            "{given!r} may mean {first} or {second}; write it as a number",
            "{given!r} dapat berarti {first} atau {second}; tulis sebagai angka",
        ),
        "two_dates": (
            "{given!r} may mean {first} or {second}; write it like these",
            "{given!r} dapat berarti {first} atau {second}; tulis seperti itu",
        ),
        "pair_text": ("{given!r} is not of the form name = value", "{given!r} tidak berbentuk nama = nilai"),
        "row_differs": (
            "{given!r} differs from {expected!r}, said of the same before",
            "{given!r} berbeda dari {expected!r} yang ditulis sebelumnya untuk hal yang sama",
        ),
        "needed_cell": ("{given!r} must be filled in", "{given!r} wajib diisi"),
        "inside_contrary": (
            "for sector {given!r} it is {expected!r}; leave the cell empty",
            "untuk sektor {given!r} isinya {expected!r}; kosongkan saja sel ini",
        ),
        "inside_empty": (
            "a stakeholder of sector {given!r} may stand inside or outside the community: fill in yes or no",
            "sektor {given!r} bisa dari dalam atau dari luar masyarakat: isi ya atau tidak",
        ),
        "account_code": (
            "{given!r} is not an account code like 4.1.3",
            "{given!r} bukan kode rekening seperti 4.1.3",
        ),
        "no_column": (
            "there is no column for {given!r}; its heading may be {options}, or say it with columns=",
            "tidak ada kolom untuk {given!r}; judulnya boleh {options}, atau sebutkan dengan columns=",
        ),
        "two_columns": (
            "more than one column may be {given!r}: {options}; say with columns= which one is meant",
            "lebih dari satu kolom dapat berarti {given!r}: {options}; sebutkan yang dimaksud dengan columns=",
        ),
        "no_income": (
            "no line has an account code that begins with 4, the income of charts since 2018",
            "tidak ada baris dengan kode rekening berawalan 4, yaitu pendapatan menurut bagan akun sejak 2018",
        ),
        "subtotal": (
            "{given} says {stated}, but the lines below it add up to {added}",
            "{given} menyebut {stated}, tetapi baris di bawahnya berjumlah {added}",
        ),
        "two_budgets": (
            "the sheets {given} hold a budget each; leave one of them",
            "lembar {given} masing-masing memuat anggaran; sisakan satu saja",
        ),
        "syntax": ("not valid {format}: {detail}", "bukan {format} yang sah: {detail}"),
        "too_deep": ("nested too deeply to be read", "susunan bertingkat terlalu dalam untuk dibaca"),
        "format": (
            "format {given!r} is not known; this version reads format = {expected}",
            "format {given!r} tidak dikenal; versi ini membaca format = {expected}",
        ),
        "unknown_key": ("unknown key {given!r}", "kunci {given!r} tidak dikenal"),
        "repeated_key": ("key {given!r} is used twice", "kunci {given!r} dipakai dua kali"),
        "missing_key": ("required key {given!r} is missing", "kunci wajib {given!r} belum ada"),
        "wrong_type": ("{given} is {found}, expected {expected}", "{given} berjenis {found}, seharusnya {expected}"),
        "not_a_choice": (
            "{given!r} is not a {noun}; choose from {options}",
            "{given!r} bukan {noun} yang dikenal; pilih dari {options}",
        ),
        "bad_key": (
            "{given!r} is not a key: use a-z, 0-9 and {separator!r}, a letter or digit at both ends",
            "{given!r} bukan kunci yang sah: pakai a-z, 0-9, dan {separator!r}, huruf atau angka di kedua ujungnya",
        ),
        "empty": ("the text is empty", "teks kosong"),
        "surrogate": (
            "{given} holds half a character, which no file can hold",
            "{given} memuat setengah karakter, yang tidak dapat disimpan dalam berkas",
        ),
        "language": (
            "{given!r} is not a language; choose from id, en",
            "{given!r} bukan bahasa yang dikenal; pilih dari id, en",
        ),
        "untranslated": ("no text in {given!r}", "belum ada teks dalam bahasa {given!r}"),
        "negative": ("{given} is below 0", "{given} lebih kecil dari 0"),
        "not_finite": ("{given} is not a finite number", "{given} bukan bilangan berhingga"),
        "not_whole": ("{given} is not a whole number", "{given} bukan bilangan bulat"),
        "out_of_range": ("{given} is outside {low} to {high}", "{given} di luar rentang {low} sampai {high}"),
        "quantity": (
            "a quantity has one form: about, at_least, at_most, or low and high",
            "suatu jumlah punya satu bentuk: about, at_least, at_most, atau low dan high",
        ),
        "reversed": ("it ends ({last}) before it begins ({first})", "berakhir ({last}) sebelum dimulai ({first})"),
        "period": (
            "{given!r} is not a period; write 2019, '2019-06', a date, or '2019/2021'",
            "{given!r} bukan kurun waktu; tulis 2019, '2019-06', sebuah tanggal, atau '2019/2021'",
        ),
        "parts_over_total": (
            "women + men ({parts}) are more than people ({total})",
            "jumlah perempuan + laki-laki ({parts}) melebihi jumlah orang ({total})",
        ),
        "no_such": ("there is no {noun} {given!r}", "{noun} {given!r} tidak ada"),
        "ambiguous": (
            "{given!r} names more than one; write one of {options}",
            "{given!r} bermakna ganda; tulis salah satu dari {options}",
        ),
        "no_level": ("scale {scale!r} has no level {given!r}", "skala {scale!r} tidak punya tingkat {given!r}"),
        "no_scale": ("a level needs its scale", "suatu tingkat memerlukan skalanya"),
        "level_order": (
            "level {given!r} does not stand above the level before it",
            "tingkat {given!r} tidak lebih tinggi daripada tingkat sebelumnya",
        ),
        "needs_levels": (
            "a scale of this measurement needs its levels",
            "skala jenis ini memerlukan tingkat-tingkatnya",
        ),
        "inside_unsaid": (
            "a stakeholder of sector {given!r} may stand inside or outside the community: say inside = true or false",
            "sektor {given!r} bisa dari dalam atau dari luar masyarakat: tulis inside = true atau false",
        ),
        "inside_fixed": (
            "sector {given!r} has inside = {expected}; it cannot be changed",
            "sektor {given!r} selalu inside = {expected}; tidak dapat diubah",
        ),
        "both": ("{first!r} and {second!r} cannot stand together", "{first!r} dan {second!r} tidak boleh bersama"),
        "one_of": ("one of {options} is needed", "salah satu dari {options} diperlukan"),
        "no_source": ("a number needs its source", "sebuah angka memerlukan sumbernya"),
        "outside_folder": (
            "{given!r} lies outside the folder of the file",
            "{given!r} berada di luar folder berkas ini",
        ),
        "no_folder": (
            "tables need a file on disk; this programme was not read from a path",
            "tabel memerlukan berkas di diska; program ini tidak dibaca dari sebuah alamat berkas",
        ),
        "column": ("column {given!r} is not a field of {noun}", "kolom {given!r} bukan isian dari {noun}"),
        "row": (
            "the row has {found} cells, the heading {expected}",
            "baris ini berisi {found} sel, judulnya {expected}",
        ),
        "unlawful": (
            "{given!r} is not lawful on {measurement} ratings; say treat_as = 'interval' with a source",
            "{given!r} tidak sah untuk nilai {measurement}; tulis treat_as = 'interval' beserta sumbernya",
        ),
        "indivisible": (
            "{given} cannot be shown without {rest}: the source calls them indivisible",
            "{given} tidak boleh disajikan tanpa {rest}: menurut sumbernya tak terpisahkan",
        ),
        "argument": (
            "measure {measure!r} takes no argument {given!r}",
            "ukuran {measure!r} tidak mengenal argumen {given!r}",
        ),
        "argument_missing": (
            "measure {measure!r} needs the argument {given!r}",
            "ukuran {measure!r} memerlukan argumen {given!r}",
        ),
        "argument_value": (
            "measure {measure!r}: {detail}",
            "ukuran {measure!r}: {detail}",
        ),
        "unequal_scales": (
            "rated on {given!r}; what is drawn together must stand on one scale",
            "dinilai pada {given!r}; yang digambar bersama harus memakai satu skala",
        ),
        "no_ratings": (
            "framework {given!r} has no rule with a scale of levels to rate on",
            "kerangka {given!r} tidak punya aturan dengan skala bertingkat untuk menilai",
        ),
        "no_attribute": ("actor {actor!r} has no {given}", "pelaku {actor!r} tidak punya {given}"),
        "too_many_actors": (
            "{given} actors, more than {limit}: an exact search takes too long; take a part of the network",
            "{given} pelaku, lebih dari {limit}: pencarian eksak terlalu lama; ambil sebagian jaringan saja",
        ),
        "strongest_unsaid": (
            "say strongest='high' or 'low': which end of the scale of weights is the strongest tie",
            "tulis strongest='high' atau 'low': ujung skala bobot mana yang berarti hubungan terkuat",
        ),
        "round": (
            "some hand the same amount round among themselves: it began with nobody",
            "beberapa pihak hanya saling mengedarkan jumlah yang sama: tidak ada asalnya",
        ),
        "needs_direction": ("ties need a direction here", "hubungan di sini harus berarah"),
        "needs_weight": (
            "ties need a weight here: name its column or attribute",
            "hubungan di sini memerlukan bobot: sebutkan kolom atau atributnya",
        ),
        "directed_form": (
            "{given} centralisation is not defined on directed ties; take {options}, or say either_way=True",
            "sentralisasi {given} tidak terdefinisi bagi hubungan berarah; pakai {options}, atau tulis either_way=True",
        ),
        "apart": (
            "{given} is not defined where some actors cannot reach each other; take {options}",
            "{given} tidak terdefinisi bila ada pelaku yang tidak saling terjangkau; pakai {options}",
        ),
        "weighted_form": (
            "{given} centralisation has no largest value on weighted ties; leave weighted=False",
            "sentralisasi {given} tidak punya nilai terbesar pada hubungan berbobot; biarkan weighted=False",
        ),
        "path_count": (
            "two nodes are joined by more shortest paths than can be counted",
            "ada dua simpul yang dihubungkan oleh lebih banyak lintasan terpendek daripada yang dapat dihitung",
        ),
        "two_kinds": (
            "one network is directed and the other is not",
            "jaringan yang satu berarah, yang lain tidak",
        ),
        "not_binary": ("the outcome of a logit is 0 or 1", "peubah hasil regresi logit harus 0 atau 1"),
        "constant": ("{given} is the same for every pair", "{given} sama untuk semua pasangan"),
        "separated": (
            "the terms tell the outcomes apart altogether: the logit has no maximum",
            "peubah penjelas memisahkan hasilnya secara sempurna: regresi logit tidak punya maksimum",
        ),
        "collinear": (
            "the terms are not independent of each other, or more than the pairs",
            "peubah penjelas saling bergantung, atau lebih banyak daripada pasangannya",
        ),
        "shape": ("the table has shape {given}, expected {expected}", "ukuran tabel {given}, seharusnya {expected}"),
        "unlike_actors": (
            "these actors are in one network and not in the other: {given}",
            "pelaku ini ada di satu jaringan saja: {given}",
        ),
        "bad_weight": (
            "weight {given} is not a finite number above 0",
            "bobot {given} bukan bilangan berhingga di atas 0",
        ),
        "wrong_verb": (
            "rule {given!r} of {framework!r} is a {kind} rule: it scores a table of units, not one programme",
            "aturan {given!r} dari {framework!r} berjenis {kind}: untuk tabel banyak unit, bukan satu program",
        ),
        "no_rule": (
            "framework {given!r} has no rule to assess a programme with",
            "kerangka {given!r} tidak punya aturan untuk menilai sebuah program",
        ),
        "no_framework": (
            "no column 'framework' says what was asked; say framework=",
            "tidak ada kolom 'framework' yang menyebut apa yang ditanyakan; tulis framework=",
        ),
        "no_answers": (
            "no column holds an answer to a question of {given!r}; say with names= which do (columns: {options})",
            "tidak ada kolom berisi jawaban atas pertanyaan {given!r}; sebutkan dengan names= (kolom: {options})",
        ),
        "mixed": (
            "the answers are of more than one {noun}: {options}; read them one by one",
            "jawaban berasal dari lebih dari satu {noun}: {options}; bacalah satu per satu",
        ),
        "merged": (
            "cells {given} are merged, so only the first has a value; unmerge them and fill in each",
            "sel {given} digabung, jadi hanya yang pertama berisi; pisahkan dan isi setiap sel",
        ),
        "formula": (
            "the formula {given} was never computed; open and save the workbook in a spreadsheet program",
            "rumus {given} belum pernah dihitung; buka dan simpan buku kerja ini di program lembar kerja",
        ),
        "nested": (
            "its rows belong to rows of the repeat {given!r}; only repeats of the main table are read",
            "barisnya milik baris pengulangan {given!r}; hanya pengulangan dari tabel utama yang dibaca",
        ),
        "two_answers": (
            "columns {first!r} and {second!r} hold different answers to one question",
            "kolom {first!r} dan {second!r} berisi jawaban berbeda untuk satu pertanyaan",
        ),
        "no_form": (
            "framework {given!r} has no profile or ladder rule; say with elements= what to ask",
            "kerangka {given!r} tidak punya aturan profil atau tangga; sebutkan dengan elements= apa yang ditanyakan",
        ),
        "no_rows": ("the table has no row", "tabel ini tidak punya baris"),
        "rounds": (
            "the rows are of {count} rounds ({times}): filter the frame for one",
            "barisnya berasal dari {count} putaran ({times}): saring dahulu untuk satu putaran",
        ),
        "cell_text": (
            "{given!r} is no number in {count} rows ({rows}); say with Population(..., answers=...) what codes mean",
            "{given!r} bukan bilangan di {count} baris ({rows}); jelaskan kodenya dengan Population(..., answers=...)",
        ),
        "cell_code": (
            "answers does not tell what {given!r} means: {count} rows ({rows})",
            "answers tidak menjelaskan arti {given!r}: {count} baris ({rows})",
        ),
        "cell_infinite": (
            "{given} is not a finite number: {count} rows ({rows})",
            "{given} bukan bilangan berhingga: {count} baris ({rows})",
        ),
        "cell_scale": (
            "{given} is outside the scale of {low} to {high}: {count} rows ({rows})",
            "{given} di luar skala {low} sampai {high}: {count} baris ({rows})",
        ),
        "cell_whole": (
            "{given} stands between two answers of the scale: {count} rows ({rows})",
            "{given} berada di antara dua pilihan jawaban: {count} baris ({rows})",
        ),
        "cell_none": (
            "no answer in {count} rows ({rows}); fill them in, or say missing='skip' to go on without them",
            "tidak ada jawaban di {count} baris ({rows}); lengkapi, atau tulis missing='skip' untuk melewatinya",
        ),
        "unit_repeated": (
            "unit {given!r} stands in {count} rows ({rows})",
            "unit {given!r} muncul di {count} baris ({rows})",
        ),
        "unit_none": ("no unit key in {count} rows ({rows})", "kunci unit kosong di {count} baris ({rows})"),
        "weight": (
            "a weight is a finite number of at least 0: {count} rows ({rows})",
            "bobot harus bilangan berhingga, paling kecil 0: {count} baris ({rows})",
        ),
        "weights_zero": ("the weights add up to 0", "jumlah seluruh bobot adalah 0"),
        "all_missing": ("no row has an answer", "tidak satu baris pun berisi jawaban"),
        "no_complete": (
            "no respondent answered all of {given}",
            "tidak ada responden yang menjawab semua butir {given}",
        ),
        "name_taken": (
            "{given!r} is the name of another line of the result; choose another name",
            "{given!r} sudah menjadi nama baris lain pada hasil; pilih nama lain",
        ),
        "policy": (
            "missing = {given!r} is not defined here; choose from {options}",
            "missing = {given!r} tidak berlaku di sini; pilih dari {options}",
        ),
        "too_few": (
            "{given} {noun} given, at least {least} needed",
            "hanya ada {given} {noun}, perlu paling sedikit {least}",
        ),
        "unequal": (
            "{first} has {given} values, {second} has {other}",
            "{first} berisi {given} nilai, {second} berisi {other}",
        ),
        "ladder_rule": (
            "framework {given!r} has no ladder rule with basis survey_sums that treats its rungs as an interval scale",
            "kerangka {given!r} tidak punya aturan tangga survey_sums yang memperlakukan anak tangga sebagai interval",
        ),
        "ladder_steps": (
            "the levels of scale {given!r} are not numbered one by one",
            "tingkat pada skala {given!r} tidak bernomor urut satu demi satu",
        ),
        "no_rater": (
            "raters are compared, so a rating needs its rater",
            "yang dibandingkan adalah penilai, jadi penilainya harus disebut",
        ),
        "rates_itself": ("{given} rates itself", "{given} menilai dirinya sendiri"),
        "unit_rated_twice": ("{given!r} rated {unit} twice", "{given!r} menilai {unit} dua kali"),
        "no_spread": (
            "the values do not vary, so the measure is not defined",
            "nilainya tidak bervariasi, jadi ukuran ini tidak terdefinisi",
        ),
        "no_pair": ("no unit has two values to compare", "tidak ada unit dengan dua nilai untuk dibandingkan"),
        "has_gaps": ("a value is missing", "ada nilai yang kosong"),
        "not_with": ("{given!r} does not go with {other!r}", "{given!r} tidak cocok dengan {other!r}"),
        "wrong_length": ("{given} values given, {expected} needed", "ada {given} nilai, seharusnya {expected}"),
        "class_gap": (
            "class {given!r} does not end where {other!r} begins",
            "kelas {given!r} tidak berakhir di tempat kelas {other!r} dimulai",
        ),
        "no_root": (
            "the indicators have no single root ({options}); say with root= which element is the index",
            "indikator tidak bermuara pada satu unsur ({options}); sebutkan dengan root= unsur mana indeksnya",
        ),
        "no_leaf": (
            "{given!r} has no indicator below it",
            "{given!r} tidak punya indikator di bawahnya",
        ),
        "node_twice": (
            "{given!r} names two elements of the tree ({options}); each node needs a key of its own",
            "{given!r} menamai dua unsur pohon indeks ({options}); tiap simpul perlu kunci sendiri",
        ),
        "not_in_tree": ("{given!r} is not in the tree of the index", "{given!r} tidak ada dalam pohon indeks"),
        "tree_circle": ("{given!r} is part of itself", "{given!r} menjadi bagian dari dirinya sendiri"),
        "no_direction": (
            "indicator {given!r} has no direction; say 'up' where more is better, 'down' where less is",
            "indikator {given!r} tidak punya arah; tulis 'up' bila makin besar makin baik, 'down' bila sebaliknya",
        ),
        "no_goalposts": (
            "indicator {given!r} has no goalposts; give them in the rule, or a scale with both ends",
            "indikator {given!r} tidak punya batas bawah dan atas; beri dalam aturan, atau skala dengan kedua ujungnya",
        ),
        "no_goal": (
            "indicator {given!r} needs {noun} in its goalposts for scaling {other!r}",
            "indikator {given!r} perlu {noun} pada goalposts untuk penskalaan {other!r}",
        ),
        "needs_input": (
            "framework {given!r} needs {noun}: its source does not publish them; see its page for how to give them",
            "kerangka {given!r} perlu {noun}: sumbernya tidak menerbitkannya; cara mengisinya ada di halamannya",
        ),
        "weights_of_parts": (
            "the weights of the parts of {given!r} add up to 0",
            "jumlah bobot bagian-bagian dari {given!r} adalah 0",
        ),
        "no_part": (
            "the table has neither {given!r} nor all that it is made of; missing: {rest}",
            "tabel tidak memuat {given!r} maupun seluruh bagiannya; yang belum ada: {rest}",
        ),
        "index_none": (
            "no value in {count} rows ({rows}); fill them in, or give the rule an imputation or missing='skip'",
            "tidak ada nilai di {count} baris ({rows}); lengkapi, atau beri aturan imputasi atau missing='skip'",
        ),
        "index_constant": (
            "the column has one value only, which cannot be scaled by {given!r}; leave it out or give it goalposts",
            "kolom ini hanya berisi satu nilai, tak dapat diskalakan dengan {given!r}; keluarkan, atau beri goalposts",
        ),
        "not_positive": (
            "{count} rows ({rows}) are not above 0, as {given!r} needs",
            "{count} baris ({rows}) tidak lebih dari 0, padahal {given!r} memerlukannya",
        ),
        "denominator_zero": (
            "the denominator is 0 in {count} rows ({rows})",
            "penyebutnya 0 di {count} baris ({rows})",
        ),
        "none_scored": ("no unit has enough data to be scored", "tidak ada unit dengan data yang cukup untuk dihitung"),
        "wrong_rule": (
            "rule {given!r} is of kind {noun!r}; {other} takes {options}; for this rule: {verb}",
            "aturan {given!r} berjenis {noun!r}; {other} menerima {options}; untuk aturan ini: {verb}",
        ),
        "not_linear": (
            "{given} needs a linear rule: arithmetic means of indicators between fixed goalposts with given weights",
            "{given} memerlukan aturan linear: rata-rata hitung indikator di antara batas tetap dengan bobot tertentu",
        ),
        "no_unit": ("no unit {given!r} in the result", "tidak ada unit {given!r} dalam hasil"),
        "not_scored": ("unit {given!r} was not scored", "unit {given!r} tidak mendapat skor"),
        "not_reachable": (
            "{given!r} cannot be reached by {options}: at most {most}",
            "{given!r} tidak dapat dicapai oleh {options}: paling tinggi {most}",
        ),
        "whole_scores": (
            "a plan needs whole scores; {given} is none",
            "rencana memerlukan skor bulat; {given} bukan bilangan bulat",
        ),
        "needs_indicators": (
            "a plan needs the scores of the indicators; the table has only {rest}",
            "rencana memerlukan skor tiap indikator; tabel hanya memuat {rest}",
        ),
        "not_binary_value": (
            "{given} is neither 0 nor 1: {count} rows ({rows})",
            "{given} bukan 0 atau 1: {count} baris ({rows})",
        ),
        "not_zero_one": (
            "a value is neither 0 nor 1: {count} rows ({rows})",
            "ada nilai yang bukan 0 atau 1: {count} baris ({rows})",
        ),
        "gap_value": (
            "a value below 0 or infinite has no gap to its cut-off: {count} rows ({rows})",
            "nilai di bawah 0 atau tak berhingga tidak punya jarak ke garis batasnya: {count} baris ({rows})",
        ),
        "sex_code": (
            "{given} is neither {women!r} (women) nor {men!r} (men): {count} rows ({rows})",
            "{given} bukan {women!r} (perempuan) atau {men!r} (laki-laki): {count} baris ({rows})",
        ),
        "two_of_household": (
            (
                "{count} households with two or more {noun} ({rows}): keep only the main woman and the main man of "
                "each; if household numbers repeat from area to area, name both, as household=['area', 'number']"
            ),
            (
                "{count} rumah tangga berisi dua {noun} atau lebih ({rows}): sisakan hanya perempuan utama dan "
                "laki-laki utama di tiap rumah tangga; bila nomornya berulang di wilayah lain, sebutkan keduanya, "
                "seperti household=['wilayah', 'nomor']"
            ),
        ),
        "household_apart": (
            "{count} households have their woman and man in different cells of {noun!r} ({rows})",
            "{count} rumah tangga memuat perempuan dan laki-laki dengan isi {noun!r} yang berbeda ({rows})",
        ),
        "fpc": (
            (
                "the finite-population correction of stratum {given!r} is not one value above 0 for at least the "
                "{sampled} units sampled: say how many units it has in all, or the share that was drawn"
            ),
            (
                "koreksi populasi terhingga strata {given!r} bukan satu nilai di atas 0 untuk sedikitnya "
                "{sampled} unit sampel: isi jumlah seluruh unitnya, atau bagian yang terambil"
            ),
        ),
        "no_pairs": (
            "the scores have no pairs: say which rows are one household, with pairs=pb.Pairs(...)",
            "skor ini tidak memuat pasangan: nyatakan baris mana yang satu rumah tangga, dengan pairs=pb.Pairs(...)",
        ),
        "cells_missing": (
            (
                "{count} cells are missing, and the rule has missing = 'raise'; 'skip' leaves these rows out, "
                "'bound' gives limits"
            ),
            "{count} sel kosong, sedangkan aturannya missing = 'raise'; 'skip' melewatinya, 'bound' memberi batas",
        ),
        "another_rule": (
            "the two were not made alike: here {given}, in the first {expected}",
            "keduanya tidak dibuat dengan cara yang sama: di sini {given}, pada yang pertama {expected}",
        ),
        "no_rounds": (
            "{given} cannot be compared; two results of one kind can: {options}",
            "{given} tidak dapat dibandingkan; yang dapat ialah dua hasil yang sejenis: {options}",
        ),
        "only_samples": (
            "is for scores of units; the records of a programme have neither",
            "hanya untuk skor unit; catatan program tidak memilikinya",
        ),
        "by_table": (
            (
                "{given} goes by what each table itself holds, so scores of two tables cannot be compared: score both "
                "rounds in one table with Population(..., time=...) and use pb.change.series, or give goalposts"
            ),
            (
                "{given} bergantung pada isi tabelnya sendiri sehingga skor dari dua tabel tidak dapat dibandingkan: "
                "hitung kedua putaran dalam satu tabel dengan Population(..., time=...) lalu pakai pb.change.series, "
                "atau tetapkan goalposts"
            ),
        ),
        "only_scores": (
            "is for scores of units",
            "hanya untuk skor unit",
        ),
        "came_aggregated": (
            "{given} came in already aggregated, so nothing below it is known: score it from its parts",
            "{given} masuk sudah dalam bentuk gabungan sehingga bagiannya tidak diketahui: hitung dari bagiannya",
        ),
        "needs_panel": (
            "an index by {given} is no weighted sum: its change is taken apart unit by unit, so name the unit",
            "indeks dengan {given} bukan jumlah tertimbang: perubahannya diurai per unit, jadi sebutkan unit-nya",
        ),
        "parts_missing": (
            "{count} units lack a dimension in one of the rounds: leave them out, or impute",
            "{count} unit tidak punya salah satu dimensi di salah satu putaran: keluarkan atau isi dahulu",
        ),
        "needs_groups": (
            "takes a change of samples with groups: score both rounds with by=..., then compare them with by=...",
            "memerlukan perubahan sampel menurut kelompok: hitung kedua putaran dengan by=..., lalu bandingkan",
        ),
        "too_few_rounds": (
            "a series has at least two rounds, here {count}",
            "deret memerlukan sedikitnya dua putaran, di sini {count}",
        ),
        "no_time": (
            "says no time: give the rounds as a mapping from time to result",
            "tidak menyebutkan waktu: berikan putarannya sebagai pemetaan dari waktu ke hasil",
        ),
        "same_time": (
            "{given} stands twice: which of two values of one time counts is yours to say",
            "{given} muncul dua kali: tentukan dahulu nilai mana yang dipakai untuk waktu itu",
        ),
        "compare_assessments": (
            "representation by records: compare two assessments, whose profiles hold it by group",
            "keterwakilan dari catatan: bandingkan dua penilaian, yang profilnya memuatnya menurut kelompok",
        ),
        "whole_only": (
            (
                "a measure of inequality is of all together, not of units: leave unit out and name the sampling units "
                "with Design(psu=...), which then count as the same in both rounds"
            ),
            (
                "ukuran ketimpangan berlaku untuk keseluruhan, bukan per unit: jangan isi unit, tetapi sebutkan unit "
                "sampelnya dengan Design(psu=...); unit yang sama di kedua putaran akan diperhitungkan"
            ),
        ),
        "nothing_in_both": (
            "no {noun} is in both rounds; the first has {first!r}, the second {second!r}",
            "tidak ada {noun} yang sama di kedua putaran; yang pertama punya {first!r}, yang kedua {second!r}",
        ),
        "other_types": (
            "no {noun} is in both rounds: {given!r} is {old} in the first and {new} in the second; read both alike",
            (
                "tidak ada {noun} yang sama di kedua putaran: {given!r} berjenis {old} di yang pertama dan {new} di "
                "yang kedua; baca keduanya dengan jenis yang sama"
            ),
        ),
        "units_unnamed": (
            "the units of this result have no names: score it as Population(..., unit={given!r})",
            "unit pada hasil ini tidak bernama: hitung dengan Population(..., unit={given!r})",
        ),
        "sums_only": (
            (
                "counting keeps sums, no units: leave unit out and name the sampling units with Design(psu=...), which "
                "then count as the same in both rounds"
            ),
            (
                "penghitungan hanya menyimpan jumlah, bukan unit: jangan isi unit, tetapi sebutkan unit sampelnya "
                "dengan Design(psu=...); unit yang sama di kedua putaran akan diperhitungkan"
            ),
        ),
        "not_grouped": (
            "the results were made by {expected}, not by {given}: score them with by={given!r}",
            "hasilnya dibuat menurut {expected}, bukan {given}: hitung dengan by={given!r}",
        ),
        "several_rounds": (
            "the scores stand for {count} times ({times}): pb.change.series compares them",
            "skornya mencakup {count} waktu ({times}): pb.change.series membandingkannya",
        ),
        "another_programme": (
            "is of the programme {given}, the first of {expected}: pb.compare puts two programmes side by side",
            "berasal dari program {given}, yang pertama dari {expected}: pb.compare menyandingkan dua program",
        ),
        "years_twice": (
            "is for one programme; several programmes say their years themselves",
            "hanya untuk satu program; beberapa program menyebut tahunnya masing-masing",
        ),
        "year_twice": ("{given} stands twice", "{given} muncul dua kali"),
        "years_overlap": (
            "{given} shares days with {expected}, so records would count in both",
            "{given} beririsan dengan {expected} sehingga catatannya terhitung di keduanya",
        ),
        "no_dated": (
            "no dated record is of these years: {given}",
            "tidak ada catatan bertanggal pada tahun-tahun ini: {given}",
        ),
        "no_period": (
            "programme {given!r} says no period: write period = ..., or hand over a mapping from years to programmes",
            "program {given!r} tidak menyebut waktunya: isi period = ..., atau berikan pemetaan dari tahun ke program",
        ),
        "another_period": (
            "the programme's period is {given}, which does not lie within {expected}",
            "waktu program ini {given}, yang tidak berada di dalam {expected}",
        ),
        "same_programme": (
            "both are of the programme {given}: pb.change.between compares two rounds of one programme",
            "keduanya dari program {given}: pb.change.between membandingkan dua putaran dari satu program",
        ),
        "another_framework": (
            "{name} of the second is {given}, of the first {expected}: one framework and rule for both",
            "{name} pada yang kedua {given}, pada yang pertama {expected}: kerangka dan aturan keduanya harus sama",
        ),
        "break_between": (
            "a break of the series lies between the two ({period}): {given}",
            "ada putus deret di antara keduanya ({period}): {given}",
        ),
        "bounded_scores": (
            (
                "the scores bound what is missing, so they hold limits and no estimates: take scores.worst or "
                "scores.best, or score again with missing = 'skip'"
            ),
            (
                "skor ini membatasi data kosong sehingga isinya batas, bukan taksiran: pakai scores.worst atau "
                "scores.best, atau hitung lagi dengan missing = 'skip'"
            ),
        ),
        "copies_apart": (
            "sampling unit {given} stands for {copies} copies and has {count} cells; a unit with copies has one",
            "unit sampel {given} mewakili {copies} salinan tetapi punya {count} sel; seharusnya satu",
        ),
        "no_psu_to_draw": (
            (
                "rows of different weights were counted together, so there is no unit to draw: name a column "
                "that tells rows apart as psu"
            ),
            (
                "baris yang bobotnya berbeda telah dihitung bersama, jadi tidak ada unit untuk ditarik ulang: "
                "sebutkan kolom pembeda baris sebagai psu"
            ),
        ),
        "no_adequacy": (
            "framework {given!r} has no indicator that says with adequate = ... how answers decide it",
            "kerangka {given!r} tidak punya indikator yang menyebut dengan adequate = ... cara memutuskannya",
        ),
        "cell_choice": (
            "{given!r} is none of the answers {offered}: {count} rows ({rows})",
            "{given!r} bukan salah satu jawaban {offered}: {count} baris ({rows})",
        ),
        "day_hours": (
            "{given} add up to more than {limit} hours a day: {count} rows ({rows})",
            "{given} berjumlah lebih dari {limit} jam sehari: {count} baris ({rows})",
        ),
        "parity_band": (
            "{given} is no band around parity; write two numbers, one from 0 to 1 and one from 1 on, as (0.8, 1.25)",
            "{given} bukan rentang di sekitar 1; tulis dua angka, dari 0 sampai 1 dan dari 1 ke atas: (0.8, 1.25)",
        ),
        "not_for_records": (
            "the records of a programme name their own groups and population; leave {given} out",
            "catatan program sudah memuat kelompok dan penduduknya sendiri; jangan isi {given}",
        ),
        "group_not_counted": (
            "group {given!r} is among those in the role, and population= has no number for it; it has {options}",
            "kelompok {given!r} ada di antara yang berperan, tetapi tidak ada di population=; adanya {options}",
        ),
        "nobody_in_role": (
            "nobody has a 1 in column {given!r}, so there are no shares among them; leave the role out, and say so",
            "tidak ada yang bernilai 1 di kolom {given!r}, jadi tidak ada bagian; keluarkan peran ini dan sebutkan",
        ),
        "nobody_counted": (
            "no record counts {given} by group; write people with women and men, or groups = {{ key = number }}",
            "belum ada catatan jumlah {given} menurut kelompok; tulis people dengan women dan men, atau groups",
        ),
        "no_population_heads": (
            "the population is not counted by group; name it with population = and give its group headcounts",
            "penduduk belum dihitung menurut kelompok; sebutkan population = dan isi headcounts kelompoknya",
        ),
        "groups_without_share": (
            "no group that is counted in a role has a number in the population at that time: {given}",
            "tidak ada kelompok dalam peran yang jumlah penduduknya tercatat pada waktu itu: {given}",
        ),
        "negative_amounts": (
            "what is shared out cannot be below 0: {count} rows ({rows})",
            "yang dibagi tidak boleh kurang dari 0: {count} baris ({rows})",
        ),
        "empty_groups": (
            "no row with a weight above 0 in {count} groups ({groups}); say undefined= what to put there",
            (
                "tidak ada baris berbobot lebih dari 0 pada {count} kelompok ({groups}); tulis undefined= apa "
                "yang diisikan"
            ),
        ),
        "nothing_to_share": (
            "the values add up to 0, so there is nothing to share, in {count} groups ({groups}); say undefined=",
            "jumlah nilainya 0 sehingga tidak ada yang dibagi pada {count} kelompok ({groups}); tulis undefined=",
        ),
        "zero_amounts": (
            "a value of 0 in {count} groups ({groups}), where only values above 0 have this measure; say undefined=",
            (
                "ada nilai 0 pada {count} kelompok ({groups}), padahal ukuran ini hanya untuk nilai di atas 0; "
                "tulis undefined="
            ),
        ),
        "one_row": (
            "one row in {count} groups ({groups}); the sample form divides by the rows less one: say form='population'",
            (
                "hanya satu baris pada {count} kelompok ({groups}); bentuk sampel membagi dengan n - 1: tulis "
                "form='population'"
            ),
        ),
        "nothing_below": (
            "the bottom holds nothing in {count} groups ({groups}), so there is nothing to divide by; say undefined=",
            (
                "kelompok terbawah tidak memiliki apa pun pada {count} kelompok ({groups}) sehingga pembaginya "
                "0; tulis undefined="
            ),
        ),
        "undefined_total": (
            "{given}: not defined, since the amounts add up to 0",
            "{given}: tidak terdefinisi karena jumlah seluruhnya 0",
        ),
        "undefined_zero": (
            "{given}: not defined where somebody has 0; take gini, theil_t or a share",
            "{given}: tidak terdefinisi bila ada yang bernilai 0; pakai gini, theil_t, atau bagian dari total",
        ),
        "undefined_bottom": (
            "{given}: not defined where the bottom holds nothing; take gini or a share",
            "{given}: tidak terdefinisi bila kelompok terbawah tidak punya apa pun; pakai gini atau bagian dari total",
        ),
        "undefined_single": (
            "{given}: not defined for one row; take gini",
            "{given}: tidak terdefinisi untuk satu baris; pakai gini",
        ),
        "no_estimate": (
            "{given} is not defined for {group}, so that there is nothing to observe",
            "{given} tidak terdefinisi untuk {group}, jadi tidak ada yang dapat dicatat",
        ),
        "undefined_weight": (
            "{given}: not defined, since no row with an amount has a weight above 0",
            "{given}: tidak terdefinisi karena tidak ada baris berisi yang bobotnya lebih dari 0",
        ),
        "no_complete_row": (
            "no row has a number in each of these columns: {given}",
            "tidak ada baris yang berisi angka di semua kolom ini: {given}",
        ),
        "unvaried_source": (
            "all have the same from this source, so it has no correlation with the total; say undefined=",
            (
                "semua mendapat jumlah yang sama dari sumber ini, jadi korelasinya dengan total tidak ada; tulis "
                "undefined="
            ),
        ),
        "not_ascending": (
            "{given} does not ascend; each must be above the one before",
            "{given} tidak menaik; setiap nilai harus di atas nilai sebelumnya",
        ),
        "nobody_complete": (
            "no row has a value in every indicator",
            "tidak ada baris yang terisi pada semua indikator",
        ),
        "nothing_to_divide_by": (
            "not defined in {count} places: what it is divided by is 0; say with undefined= what to put there",
            "tidak terdefinisi di {count} tempat: pembaginya 0; sebutkan dengan undefined= apa yang diisikan",
        ),
        "no_interval": (
            "there is no interval for {count} estimates: at 0 or 1, or without degrees of freedom; say undefined=",
            "tidak ada selang bagi {count} taksiran: bernilai 0 atau 1, atau tanpa derajat bebas; tulis undefined=",
        ),
        "lonely_sample": (
            "the sample has a single sampling unit, so its spread is unknown; say single_psu='centre' or 'skip'",
            "sampelnya hanya satu unit sampel, ragamnya tak diketahui; tulis single_psu='centre' atau 'skip'",
        ),
        "lonely_psu": (
            "stratum {given!r} has a single sampling unit, so its spread is unknown; say single_psu='centre' or 'skip'",
            "strata {given!r} hanya satu unit sampel, ragamnya tak diketahui; tulis single_psu='centre' atau 'skip'",
        ),
        "weights_sum": (
            "the weights add up to {given}, expected {expected}",
            "jumlah bobot {given}, seharusnya {expected}",
        ),
        "cutoff": (
            "cut-off {given} is not above 0 and at most 1",
            "garis batas {given} tidak di atas 0 dan paling besar 1",
        ),
        "cutoff_value": (
            "cut-off {given} is not a finite number above 0",
            "garis batas {given} bukan bilangan berhingga di atas 0",
        ),
        "out_of_reach": (
            "{given} is needed, and at most {most} can be reached",
            "yang diperlukan {given}, padahal paling banyak {most} yang dapat dicapai",
        ),
        "unsolved": (
            "the solver gave no answer that holds: {detail}",
            "pemecah tidak memberi jawaban yang sah: {detail}",
        ),
        "share_bounds": (
            "no weights keep the shares of {count} rows ({rows}) within {low} to {high}; widen the bounds",
            "tidak ada bobot yang menjaga porsi {count} baris ({rows}) dalam {low} sampai {high}; longgarkan batasnya",
        ),
        "not_reciprocal": (
            "{given} against {other}: the two comparisons are not each other's reciprocal",
            "{given} terhadap {other}: kedua perbandingan tidak saling berkebalikan",
        ),
        "limits": (
            "the upper limit {high} is not above the lower limit {low}",
            "batas atas {high} tidak lebih tinggi daripada batas bawah {low}",
        ),
        "limit_not_positive": (
            "the limit {given} is not above 0, as a logarithm needs",
            "batas {given} tidak lebih dari 0, padahal logaritma memerlukannya",
        ),
        "maximum_not_positive": (
            "the largest value, {given}, is not above 0, so no share of it can be taken",
            "nilai terbesar, {given}, tidak lebih dari 0, jadi tidak dapat menjadi pembagi",
        ),
        "not_above_zero": (
            "{given} is not a finite number above 0",
            "{given} bukan bilangan berhingga di atas 0",
        ),
        "nothing_to_fill": (
            "the column has no value to fill its gaps from; leave it out",
            "kolom ini tidak punya nilai untuk mengisi yang kosong; keluarkan kolom ini",
        ),
        "group_to_fill": (
            "group {given} has no value in this column to fill its gaps from",
            "kelompok {given} tidak punya nilai pada kolom ini untuk mengisi yang kosong",
        ),
        "no_neighbour": (
            "no row with a value here shares a column with {count} rows ({rows})",
            "tidak ada baris bernilai di sini yang berbagi kolom dengan {count} baris ({rows})",
        ),
        "time_repeated": (
            "a unit stands twice at time {given} (rows {rows})",
            "satu unit muncul dua kali pada waktu {given} (baris {rows})",
        ),
        "no_earlier": (
            "no earlier value of the unit in {count} rows ({rows}); fill them in, or say left='keep'",
            "tidak ada nilai terdahulu dari unitnya di {count} baris ({rows}); lengkapi, atau tulis left='keep'",
        ),
        "no_line": (
            "no value of the unit before and after in {count} rows ({rows}); fill them in, or say left='keep'",
            "tidak ada nilai unit sebelum dan sesudahnya di {count} baris ({rows}); lengkapi, atau tulis left='keep'",
        ),
        "no_shape": (
            "the shape of {given!r} is neither a GeoJSON polygon nor a list of rings of three points or more",
            "bentuk {given!r} bukan poligon GeoJSON maupun daftar cincin berisi tiga titik atau lebih",
        ),
        "single_psu": (
            "stratum {given!r} has a single sampling unit; drawing again needs two",
            "strata {given!r} hanya punya satu unit sampel; penarikan ulang perlu dua",
        ),
    }
)

NOUNS_ID: Mapping[str, str] = MappingProxyType(
    {
        "year": "tahun",
        "stakeholder": "pemangku kepentingan",
        "role": "peran",
        "stage": "tahap",
        "activity": "kegiatan",
        "group": "kelompok",
        "reference": "sumber",
        "scale": "skala",
        "sector": "sektor",
        "phase": "fase",
        "measure": "ukuran",
        "kind": "jenis",
        "framework": "kerangka",
        "example": "contoh",
        "element": "unsur",
        "rule": "aturan",
        "indicator": "indikator",
        "tie": "hubungan",
        "level": "tingkat",
        "grid": "kisi",
        "grid cell": "sel kisi",
        "aggregation": "cara penggabungan",
        "arithmetic": "hitungan",
        "axis": "garis pembeda",
        "basis": "dasar",
        "actor": "pelaku",
        "attribute": "atribut",
        "citation style": "gaya sitasi",
        "end of a scale": "ujung skala",
        "weighting": "cara pembobotan",
        "core pattern": "pola inti dan pinggiran",
        "removal order": "urutan kepergian",
        "centrality": "ukuran sentralitas",
        "normaliser": "pembagi",
        "kind of regression": "jenis regresi",
        "coding": "pengodean",
        "name of 1 - M0": "nama untuk 1 - M0",
        "degree of checking": "tingkat pencocokan",
        "direction": "arah",
        "file": "berkas",
        "join": "cara memutuskan",
        "match": "padanan",
        "measurement": "jenis skala",
        "missing policy": "cara menangani data kosong",
        "question": "pertanyaan",
        "relation": "relasi",
        "remark kind": "jenis catatan",
        "status": "status",
        "suffix": "akhiran nama berkas",
        "way to decide": "cara memutuskan",
        "choice": "pilihan",
        "kind of figures": "jenis angka anggaran",
        "column": "kolom",
        "line": "baris",
        "items": "butir",
        "item": "butir",
        "raters": "penilai",
        "edge": "aturan batas",
        "scaling": "cara penskalaan",
        "imputation": "cara imputasi",
        "transformation": "cara transformasi",
        "penalty": "tanda penalti",
        "tie rule": "aturan peringkat sama",
        "formula": "rumus",
        "class": "kelas",
        "unit": "unit",
        "node": "simpul",
        "cost": "biaya",
        "neighbours": "tetangga terdekat",
        "single-PSU policy": "cara menangani strata dengan satu unit sampel",
        "values": "nilai",
        "form": "bentuk",
        "who": "siapa",
        "women": "perempuan",
        "men": "laki-laki",
        "field": "isian",
        "time": "waktu",
        "kind of no answer": "jenis tanpa jawaban",
    }
)

ROWS_ID: Mapping[str, str] = MappingProxyType(
    {
        "name a unit column to see which": "sebutkan kolom unit untuk melihat yang mana",
        "this engine does not number rows": "mesin ini tidak menomori baris",
    }
)

TYPES_ID: Mapping[str, str] = MappingProxyType(
    {
        "text": "teks",
        "a number": "bilangan",
        "a whole number": "bilangan bulat",
        "true or false": "true atau false",
        "a list": "daftar",
        "a programme": "program",
        "a framework": "kerangka",
        "a mapping": "pemetaan",
        "a change": "perubahan",
        "a change or a series": "perubahan atau deret putaran",
        "Lorenz curves": "kurva Lorenz",
        "a representation": "keterwakilan",
        "a self-reliance over time": "kemandirian dari tahun ke tahun",
        "scores of counting or a change": "skor penghitungan atau perubahan",
        "the parts of a change": "uraian sebuah perubahan",
        "a table": "tabel",
        "a date": "tanggal",
        "a fraction": "pecahan",
        "an assessment": "hasil penilaian",
        "assessments of several years": "hasil penilaian beberapa tahun",
        "a network": "jaringan",
        "nothing": "kosong",
        "a data frame": "tabel data",
        "a result of a questionnaire": "hasil angket",
        "scores of inequality": "hasil ukuran ketimpangan",
        "ratings by rater and unit": "nilai menurut penilai dan unit",
    }
)
