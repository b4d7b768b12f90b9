"""Answers: what a form asked comes back as observations, from every kind of export."""

import csv
import datetime as dt
import itertools

import numpy as np
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pemberdayaan as pb
from pemberdayaan.catalogue.forms import exports
from pemberdayaan.catalogue.forms.answers import form_answers
from pemberdayaan.catalogue.forms.headings import tails
from pemberdayaan.catalogue.forms.sheets import read_workbook
from pemberdayaan.catalogue.forms.xlsform import xlsform
from pemberdayaan.errors import InvalidInput, MissingLibraryError

LAVERACK = pb.framework("laverack-2001")
RANK = "laverack-2001.rank"
LEVELS = [level.key for level in LAVERACK.scale["rank"].levels]
ALL = ("reason", "plan", "importance", "confidence")

# --- a server: it keeps answers by the names in a form, and exports them as KoboToolbox and ODK do ------------------


class Form:
    """A form as a server reads it from its workbook: each question with its groups, labels and choices."""

    def __init__(self, path):
        sheets = {}
        for sheet in read_workbook(path):
            (_, headings), *rows = sheet.rows
            sheets[sheet.name] = [
                {h: v for h, v in zip(headings, values, strict=False) if v is not None} for _, values in rows
            ]
        self.choices = {(row["list_name"], row["name"]): row for row in sheets["choices"]}
        self.version = sheets["settings"][0]["version"]
        self.questions, groups, self.repeat = [], [], None
        for row in sheets["survey"]:
            if row["type"].startswith("begin"):
                groups.append(row)
                self.repeat = row["name"] if row["type"] == "begin_repeat" else self.repeat
            elif row["type"].startswith("end"):
                groups.pop()
            else:
                self.questions.append((tuple(groups), row))
        self.hidden = {
            row["name"]: row["calculation"].strip("'") for _, row in self.questions if row["type"] == "calculate"
        }

    def label(self, row, language):
        column = {"id": "label::Bahasa Indonesia (id)", "en": "label::English (en)"}[language]
        return row.get(column, row["name"])

    def heading(self, groups, row, language, separator):
        shown = [self.label(one, language) if language else one["name"] for one in (*groups, row)]
        return separator.join(shown if separator else shown[-1:])

    def value(self, row, value, language):
        kind, _, listed = row["type"].partition(" ")
        if kind == "select_one" and language and value is not None:
            return self.label(self.choices[listed, value], language)
        return value

    def in_repeat(self, groups):
        return any(one["type"] == "begin_repeat" for one in groups)

    def rows(self, answers, *, language=None, separator="/", repeat=False, split=False):
        """Rows of the main table, or of the repeat, for answers by name."""
        found = []
        for one in answers:
            row = {}
            for groups, question in self.questions:
                if self.in_repeat(groups) != repeat:
                    continue
                heading = self.heading(groups, question, language, separator)
                value = (one | self.hidden).get(question["name"])
                kind, _, listed = question["type"].partition(" ")
                if split and kind == "select_one":
                    for name, level in self.choices:
                        if name == listed:
                            shown = self.label(self.choices[name, level], language) if language else level
                            row[f"{heading}{separator or '/'}{shown}"] = None if value is None else int(level == value)
                else:
                    row[heading] = self.value(question, value, language)
            found.append(row)
        return found


def kobo_meta(form, count):
    return [
        {
            "_id": 7000 + i,
            "_uuid": f"0000-{i}",
            "_submission_time": dt.datetime(2024, 5, 4, 8, i),
            "_status": "submitted_via_web",
            "__version__": "vAbC",
            "_index": i + 1,
        }
        for i in range(count)
    ]


def write_xlsx(path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        sheet.append(headings)
        for row in rows:
            sheet.append([row.get(heading) for heading in headings])
    book.save(path)
    return path


def write_csv(path, rows, delimiter=","):
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(headings)
        writer.writerows([row.get(heading) for heading in headings] for row in rows)
    return path


# --- one workshop, answered by three -------------------------------------------------------------------------------


def domain(key, level, reason=None, plan=None, importance=None, confidence=None):
    said = {"reason": reason, "plan": plan, "importance": importance, "confidence": confidence}
    return {f"domain_{key}": level} | {f"domain_{key}__{ask}": value for ask, value in said.items()}


SENT = [
    {"rater": "women", "date": "2024-05-03", "place": "Dusun I"}
    | domain("participation", "three", "=rapat sepi", "Undang RT; mulai Juni", 4, 3)
    | domain("why", "one", "belum dibahas"),
    {"rater": "youth", "date": "2024-05-03"} | domain("participation", "two") | domain("links", "five", "mitra LSM"),
    {"date": "2024-05-04"} | domain("participation", "three", "mufakat"),
]


def seen(key, value, rater, day, **said):
    texts = {name: pb.Text(id=said.pop(name)) for name in ("reason", "plan", "note") if name in said}
    return pb.Observation(f"domain.{key}", value=value, scale=RANK, rater=rater, period=day, **texts, **said)


WANTED = [
    seen(
        "participation",
        "three",
        "women",
        "2024-05-03",
        reason="=rapat sepi",
        plan="Undang RT; mulai Juni",
        importance=4,
        confidence=3,
        note="Dusun I",
    ),
    seen("why", "one", "women", "2024-05-03", reason="belum dibahas", note="Dusun I"),
    seen("participation", "two", "youth", "2024-05-03"),
    seen("links", "five", "youth", "2024-05-03", reason="mitra LSM"),
    seen("participation", "three", None, "2024-05-04", reason="mufakat"),
]


@pytest.fixture(scope="module")
def laverack(tmp_path_factory):
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    xlsform("laverack-2001", path, ask=ALL)
    return Form(path)


def kobo(form, sent=SENT, **said):
    return [a | b for a, b in zip(form.rows(sent, **said), kobo_meta(form, len(sent)), strict=True)]


@pytest.mark.parametrize("language", ["id", "en", None])
@pytest.mark.parametrize("separator", ["/", "-", ".", ":", ""])
def test_an_export_of_kobotoolbox_comes_back_as_the_same_observations(tmp_path, laverack, language, separator):
    rows = kobo(laverack, language=language, separator=separator)
    for row in rows:
        for heading in row:
            if heading.endswith(("rater", "Penilai", "Rater")):
                assert separator == "" or heading.count("/") == 0
    found = form_answers(write_xlsx(tmp_path / "kobo.xlsx", Lokakarya=rows))
    assert list(found.observations) == WANTED
    assert (found.framework, found.rule, found.submissions) == ("laverack-2001", "workshop", 3)
    assert found.versions == (("vAbC", 3),)
    assert (found.doubles, found.lost, found.missing, found.unread) == ((), (), (), ())


def odk(form, sent=SENT):
    return [
        {"SubmissionDate": f"2024-05-04T08:0{i}:00.000Z"}
        | row
        | {
            "meta-instanceID": f"uuid:{i}",
            "KEY": f"uuid:{i}",
            "SubmitterName": "x",
            "FormVersion": form.version if i else "0",
        }
        for i, row in enumerate(form.rows(sent, separator="-"))
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_of_odk_comes_back_as_the_same_observations(tmp_path, laverack, delimiter):
    found = form_answers(write_csv(tmp_path / "odk.csv", odk(laverack), delimiter))
    assert list(found.observations) == WANTED
    assert found.versions == (("0", 1), (laverack.version, 2))
    assert found.unread == ()


@pytest.mark.parametrize("language", ["id", None])
@pytest.mark.parametrize("yes", [(1, 0), ("1", "0"), (True, False), ("TRUE", "FALSE")])
def test_a_column_for_each_choice_comes_back_as_the_same_observations(tmp_path, laverack, language, yes):
    rows = [
        {heading: yes[1 - value] if value in (0, 1) and "/" in heading else value for heading, value in row.items()}
        for row in kobo(laverack, language=language, split=True)
    ]
    (tmp_path / "a").mkdir()
    found = form_answers(write_xlsx(tmp_path / "split.xlsx", Lokakarya=rows))
    assert list(found.observations) == WANTED


def test_rows_come_back_as_the_same_observations(laverack):
    assert list(form_answers(iter(kobo(laverack))).observations) == WANTED
    frame = pd.DataFrame(kobo(laverack))  # gaps are nan
    assert list(form_answers(frame.to_dict("records")).observations) == WANTED
    rows = [{"why": np.int64(3), "date": pd.NaT, "rater": np.float64("nan")}]
    (one,) = form_answers(rows, "laverack-2001").observations
    assert (one.value, one.period, one.rater) == ("three", None, None)


@pytest.mark.parametrize(
    "frame", [pd.DataFrame, pl.DataFrame, pa.Table.from_pylist], ids=["pandas", "polars", "pyarrow"]
)
def test_a_data_frame_is_read_as_its_rows(frame):
    rows = [{"rater": "women", "domain_why": "three"}, {"rater": "youth", "domain_why": None}]
    found = form_answers(frame(rows), "laverack-2001")
    assert [(one.rater, one.value) for one in found.observations] == [("women", "three")]
    assert found.submissions == 2


def test_both_the_one_column_and_one_for_each_choice_are_read_once(laverack):
    whole, split = kobo(laverack), kobo(laverack, split=True)
    assert list(form_answers([a | b for a, b in zip(whole, split, strict=True)]).observations) == WANTED


@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "rater": st.sampled_from(["women", "youth", "=elders"]),
                **{f"domain_{one.key}": st.sampled_from(LEVELS) for one in LAVERACK.domains},
            },
        ),
        min_size=1,
        max_size=5,
    ).filter(lambda sent: any("domain" in name for one in sent for name in one)),
    st.sampled_from(["id", "en", None]),
    st.sampled_from(["/", "-", ".", ":", ""]),
    st.booleans(),
)
def test_whatever_is_answered_comes_back(laverack, sent, language, separator, split):
    rows = kobo(laverack, sent, language=language, separator=separator, split=split)
    wanted = [
        (f"domain.{one.key}", each[f"domain_{one.key}"], each.get("rater"))
        for each in sent
        for one in LAVERACK.domains
        if f"domain_{one.key}" in each
    ]
    found = form_answers(rows)
    assert [(one.element, one.value, one.rater) for one in found.observations] == wanted
    assert found.submissions == len(sent)


# --- stakeholders, stages, texts, numbers ---------------------------------------------------------------------------

POWER = pb.Scale(
    "power", "Power", "ordinal", levels=[pb.Level("low", pb.Text(id="Rendah", en="Low")), pb.Level("high", "High")]
)


def stakeholders(**said):
    return pb.Framework(
        "holders",
        "Holders",
        **{
            "judges": "stakeholder",
            "facets": [pb.Facet("power", pb.Text(id="Kuasa", en="Power")), pb.Facet("urgency", "Urgency")],
            "scales": [POWER],
            "rules": [pb.ProfileRule("profile", "Profile", ["facet"], scale="power")],
        }
        | said,
    )


MAIN = [{"rater": "women", "date": "2024-05-03"}, {"rater": "youth", "date": "2024-05-04"}]
HELD = [
    [
        {"about": "pg", "facet_power": "high", "facet_power__reason": "kontrak"},
        {"about": "kades", "facet_power": "low"},
    ],
    [{"about": "pg", "facet_power": "low", "facet_urgency": "high"}],
]


def about(who, key, value, rater, day, reason=None):
    said = {"reason": pb.Text(id=reason)} if reason else {}
    return pb.Observation(
        f"facet.{key}", value=value, scale="holders.power", about=who, rater=rater, period=day, **said
    )


HELD_WANTED = [
    about("pg", "power", "high", "women", "2024-05-03", "kontrak"),
    about("kades", "power", "low", "women", "2024-05-03"),
    about("pg", "power", "low", "youth", "2024-05-04"),
    about("pg", "urgency", "high", "youth", "2024-05-04"),
]


def repeated(tmp_path, language=None, separator="/", framework=None, **said):
    xlsform(framework or stakeholders(), tmp_path / "form.xlsx", **said)
    form = Form(tmp_path / "form.xlsx")
    assert form.repeat == "stakeholder"
    parents = [parent for parent, rows in enumerate(HELD) for _ in rows]
    rows = form.rows(itertools.chain(*HELD), language=language, separator=separator, repeat=True)
    return form, form.rows(MAIN, language=language, separator=separator), rows, parents


@pytest.mark.parametrize("language", ["id", "en", None])
def test_a_repeat_on_its_own_sheet_is_joined_to_its_submission(tmp_path, language):
    form, main, rows, parents = repeated(tmp_path, language)
    main = [a | b for a, b in zip(main, kobo_meta(form, 2), strict=True)]
    rows = [
        row
        | {
            "_index": i + 1,
            "_parent_table_name": "Form",
            "_parent_index": parent + 1,
            "_submission__uuid": f"0000-{parent}",
        }
        for i, (row, parent) in enumerate(zip(rows, parents, strict=True))
    ]
    path = write_xlsx(tmp_path / "kobo.xlsx", Form=main, stakeholder=rows, Catatan=[{"isi": "x"}])
    found = form_answers(path, stakeholders())
    assert list(found.observations) == HELD_WANTED
    assert (found.submissions, found.lost, found.unread) == (2, (), ("Catatan",))
    for row in rows:
        del row["_parent_index"]
    again = form_answers(write_xlsx(tmp_path / "kobo.xlsx", Form=main, stakeholder=rows), stakeholders())
    assert list(again.observations) == HELD_WANTED


def test_the_repeats_of_odk_are_a_second_file(tmp_path):
    form, main, rows, parents = repeated(tmp_path, separator="-")
    main = [row | {"KEY": f"uuid:{i}"} for i, row in enumerate(main)]
    rows = [
        row | {"PARENT_KEY": f"uuid:{parent}", "KEY": f"uuid:{parent}/stakeholder[{i}]"}
        for i, (row, parent) in enumerate(zip(rows, parents, strict=True))
    ]
    first, second = write_csv(tmp_path / "form.csv", main), write_csv(tmp_path / "form-stakeholder.csv", rows)
    assert list(form_answers(first, stakeholders(), repeats=second).observations) == HELD_WANTED
    twice = form_answers([*main, *main], stakeholders(), repeats=[*rows, *rows])
    assert list(twice.observations) == HELD_WANTED
    assert [(one.rows, one.identical) for one in twice.doubles] == [((0, 2), True), ((1, 3), True)]
    orphan = form_answers(main[:1], stakeholders(), repeats=rows)
    assert list(orphan.observations) == HELD_WANTED[:2]
    assert {(one.row, one.column.rpartition("-")[2], one.why) for one in orphan.lost} == {
        (2, "facet_power", "no_parent"),
        (2, "facet_urgency", "no_parent"),
    }
    del form


def test_a_repeat_that_cannot_be_joined_says_which_column_is_missing(tmp_path):
    _, main, rows, parents = repeated(tmp_path)
    rows = [row | {"_parent_index": parent + 1} for row, parent in zip(rows, parents, strict=True)]
    path = write_xlsx(tmp_path / "kobo.xlsx", Form=main, stakeholder=rows)
    with pytest.raises(InvalidInput, match="there is no column '_index'"):
        form_answers(path, stakeholders())
    with pytest.raises(InvalidInput, match="there is no column '_index'"):
        form_answers(main, stakeholders(), repeats=[row | {"_parent_index": None} for row in rows[:0]] or HELD[0])


def test_a_repeat_within_a_repeat_is_said(tmp_path):
    main = [{"rater": "women", "_index": 1}]
    village = [{"about": "a", "facet_power": "low", "_index": 1, "_parent_table_name": "Form", "_parent_index": 1}]
    house = [{"about": "b", "facet_urgency": "low", "_index": 1, "_parent_table_name": "village", "_parent_index": 1}]
    path = write_xlsx(tmp_path / "kobo.xlsx", Form=main, village=village, house=house)
    error = refused(path, stakeholders())
    assert [(one.code, one.where) for one in error.faults] == [("nested", "house")]
    house[0]["_parent_table_name"] = "Form"
    path = write_xlsx(tmp_path / "kobo.xlsx", Form=main, village=village, house=house)
    found = form_answers(path, stakeholders()).observations
    assert [(one.about, one.rater) for one in found] == [("a", "women"), ("b", "women")]


def test_a_rating_that_says_not_of_whom_is_lost_and_told():
    found = form_answers([{"facet_power": "high", "facet_power__reason": "x"}], stakeholders())
    assert found.observations == ()
    assert [(one.row, one.column, one.why) for one in found.lost] == [
        (0, "facet_power", "no_about"),
        (0, "facet_power__reason", "no_about"),
    ]


def test_stages_are_found_in_names_and_with_their_labels_in_headings(tmp_path):
    programme = pb.example("lkms_kartini")
    xlsform("arnstein-1969", tmp_path / "form.xlsx", stages=programme, about=programme)
    form = Form(tmp_path / "form.xlsx")
    stage, who = programme.stages[0].key, programme.stakeholders[0].key
    name = f"indicator_rung__at_{stage}"
    sent = [{name: "informing", f"{name}__reason": "satu arah", "about": who}]
    wanted = pb.Observation(
        "indicator.rung",
        value="informing",
        scale="arnstein-1969.rung",
        stage=stage,
        about=who,
        reason=pb.Text(id="satu arah"),
    )
    assert form_answers(form.rows(sent)).observations == (wanted,)
    for language in ("id", "en"):
        for separator in ("/", ""):
            rows = form.rows(sent, language=language, separator=separator)
            assert form_answers(rows, stages=programme).observations == (wanted,)
    row = {"indicator_rung": "informing", "stage": str(programme.stages[0].label), "about": who}
    found = form_answers([row], "arnstein-1969", stages=programme).observations
    assert [(one.stage, one.about) for one in found] == [(stage, who)]


def test_every_shipped_framework_comes_back_from_its_form(tmp_path):
    for key in pb.frameworks():
        held = pb.framework(key)
        asked = {} if any(isinstance(one, (pb.ProfileRule, pb.LadderRule)) for one in held.rules) else {"elements": "x"}
        if asked:
            asked = {"elements": [held.elements[0].address]}
        xlsform(key, tmp_path / "form.xlsx", **asked)
        form = Form(tmp_path / "form.xlsx")
        level = {name: listed for listed, name in reversed(form.choices)}
        sent, wanted = {"about": "x"}, []
        for _, row in form.questions:
            name = row["name"]
            if row["type"].startswith("select_one") and name != "about":
                sent[name] = next(one for one, listed in level.items() if listed == row["type"].split()[1])
                wanted.append(sent[name])
            elif row["type"] in ("text", "decimal") and name not in ("rater", "place", "about") and "__" not in name:
                sent[name] = "0.5" if row["type"] == "decimal" else "teks"
                wanted.append(0.5 if row["type"] == "decimal" else "teks")
        for language in (None, "id", "en"):
            main = form.rows([sent], language=language)[0]
            rows = [main | form.rows([sent], language=language, repeat=True)[0]]
            found = form_answers(rows, key)
            assert [one.value for one in found.observations] == wanted, (key, language)
            assert found.lost == ()
            assert all(one.element in held.labels for one in found.observations)


def measured():
    scales = [pb.Scale("share", "Share", "ratio", low=0, high=1), pb.Scale("count", "Count", "ratio", low=0), POWER]
    indicators = [pb.Indicator(key, key.title(), scale=key) for key in ("share", "count")]
    said = pb.Domain("story", "Story")
    rule = pb.ProfileRule("profile", "Profile", ["indicator", "domain"])
    return pb.Framework("measured", "Measured", scales=scales, indicators=indicators, domains=[said], rules=[rule])


def test_numbers_and_texts_are_values_too():
    rows = [{"indicator_share": 0.25, "indicator_count": "12", "domain_story": "=Kami mulai sendiri"}]
    found = form_answers(rows, measured()).observations
    assert [(one.value, one.scale) for one in found] == [
        (0.25, "measured.share"),
        (12, "measured.count"),
        ("=Kami mulai sendiri", None),
    ]
    with pytest.raises(InvalidInput) as raised:
        form_answers([{"indicator_share": "2", "indicator_count": "-1.5"}, {"indicator_count": "many"}], measured())
    assert [str(one) for one in raised.value.faults] == [
        "2 is outside 0 to 1 @ [0].indicator_share",
        "-1.5 is outside 0 to ... @ [0].indicator_count",
        "'many' is text, expected a number @ [1].indicator_count",
    ]


# --- foreign forms --------------------------------------------------------------------------------------------------


def test_the_columns_and_codes_of_another_form_are_said_once(tmp_path):
    rows = [
        {"Nama kelompok": "Ibu-ibu", "Tgl": dt.date(2023, 1, 9), "A/Q1": 1, "A/Q1b": "ramai", "Q2": "TT", "Usia": 33},
        {"Nama kelompok": "Pemuda", "Tgl": "2023", "A/Q1": 5.0, "A/Q1b": None, "Q2": "S", "Usia": 20},
    ]
    found = form_answers(
        write_xlsx(tmp_path / "lain.xlsx", Data=rows),
        "laverack-2001",
        names={
            "rater": "Nama kelompok",
            "date": "Tgl",
            "domain.leadership": "Q1",
            "leadership.reason": "Q1b",
            "jejaring": "Q2",
        },
        answers={"S": "four", "TT": None, "leadership": {1: "one"}},
        citation="survey_2023, p. 2",
        language="en",
    )
    assert [(one.element, one.value, one.rater, one.period.text, one.source) for one in found.observations] == [
        ("domain.leadership", "one", "Ibu-ibu", "2023-01-09", ("survey_2023, p. 2",)),
        ("domain.leadership", "five", "Pemuda", "2023", ("survey_2023, p. 2",)),
        ("domain.links", "four", "Pemuda", "2023", ("survey_2023, p. 2",)),
    ]
    assert found.observations[0].reason == pb.Text(en="ramai")
    assert [(one.sheet, one.row, one.column, one.why) for one in found.lost] == [("Data", 2, "Q2", "coded_blank")]
    assert found.unread == ("Usia",)
    assert "domain.why" in found.missing
    assert "domain.links" not in found.missing


def test_stages_of_another_form_are_named_behind_the_element():
    rows = [{"Tangga rencana": "Konsultasi", "Alasan": "x", "T/a": 1, "T/b": 0}]
    found = form_answers(
        rows,
        "arnstein-1969",
        names={"rung@rencana": "Tangga rencana", "rung@rencana.reason": "Alasan", "rung@hasil": "T"},
        answers={"a": "control", "b": "therapy"},
    ).observations
    assert [(one.stage, one.value, one.reason and str(one.reason)) for one in found] == [
        ("rencana", "consultation", "x"),
        ("hasil", "control", None),
    ]


def test_several_levels_in_one_cell_are_several_observations():
    rows = [
        {"why": "one three"},
        {"why": "Peringkat 1 (terendah) Peringkat 3"},
        {"why": "Rank 1 (lowest) rank 1 (LOWEST)"},
        {"why": "1 3"},
    ]
    found = form_answers(rows, "laverack-2001").observations
    assert [one.value for one in found] == ["one", "three", "one", "three", "one", "one", "three"]


@pytest.mark.parametrize("answer", ["3", 3, 3.0, "3.0", " Rank  3", "peringkat 3", "Three"], ids=repr)
def test_a_number_names_the_level_that_has_it(answer):
    assert [one.value for one in form_answers([{"why": answer}], "laverack-2001").observations] == ["three"]


def test_a_label_goes_before_a_number_and_a_scale_without_numbers_has_none():
    odd = pb.Scale("s", "S", "ordinal", levels=[pb.Level("a", "2", value=1), pb.Level("b", "1", value=2)])
    held = pb.Framework("f", "F", domains=[pb.Domain("d", "D")], scales=[odd], rules=[
        pb.ProfileRule("p", "P", ["domain"], scale="s")
    ])  # fmt: skip
    assert [one.value for one in form_answers([{"d": "1"}, {"d": "2"}, {"d": "2.0"}], held).observations] == [
        "b",
        "a",
        "b",
    ]
    with pytest.raises(InvalidInput, match="'1' is not a level; choose from low, high"):
        form_answers([{"facet_power": "1", "about": "x"}], stakeholders())


def test_two_levels_of_one_name_are_ambiguous():
    same = pb.Scale("s", "S", "nominal", levels=[pb.Level("a", "Yes"), pb.Level("b", "yes")])
    held = pb.Framework("f", "F", domains=[pb.Domain("d", "D")], scales=[same], rules=[
        pb.ProfileRule("p", "P", ["domain"], scale="s")
    ])  # fmt: skip
    with pytest.raises(InvalidInput, match=r"'YES' names more than one; write one of a, b @ \[0\].d"):
        form_answers([{"d": "YES"}], held)
    assert form_answers([{"d/yes": "1", "d": "a"}], held).unread == ("d/yes",)


# --- submissions that came twice, versions --------------------------------------------------------------------------


def sent(uuid, level, time, **said):
    return {"_uuid": uuid, "_submission_time": time, "domain_why": level} | said


@pytest.mark.parametrize(
    ("rows", "values", "kept", "identical"),
    [
        ([sent("a", "one", "2024-01-01T09:00:00"), sent("a", "one", "2024-01-02T09:00:00")], ["one"], 0, True),
        ([sent("a", "one", "2024-01-02T09:00:00"), sent("a", "two", "2024-01-01T09:00:00")], ["one"], 0, False),
        ([sent("a", "one", dt.datetime(2024, 1, 1)), sent("a", "two", "2024-01-01T09:00:00")], ["two"], 1, False),
        ([sent("a", "one", "2024-01-01T09:00:00+07:00"), sent("a", "two", "2024-01-01T03:00:00Z")], ["two"], 1, False),
        ([sent("a", "one", None), sent("a", "two", "2024-01-01T03:00:00Z")], ["two"], 1, False),
        ([sent("a", "one", "2024-01-02"), sent("a", "two", "kemarin")], ["two"], 1, False),
        ([sent("a", "one", None, rater="x"), sent("a", "one", None, rater="y")], ["one"], 1, False),
    ],
)
def test_of_a_submission_that_came_twice_one_is_kept_and_told(rows, values, kept, identical):
    found = form_answers([*rows, sent("b", "five", None), sent(None, "four", None)], "laverack-2001")
    assert [one.value for one in found.observations] == [*values, "five", "four"]
    assert [(one.uuid, one.rows, one.kept, one.identical) for one in found.doubles] == [("a", (0, 1), kept, identical)]
    assert found.submissions == 3


def test_an_instance_id_tells_doubles_too():
    rows = [{"meta/instanceID": "uuid:a", "why": "one"}, {"meta/instanceID": "uuid:a", "why": "one"}]
    assert [one.uuid for one in form_answers(rows, "laverack-2001").doubles] == ["a"]


def test_columns_of_two_versions_of_a_form_are_one_question():
    rows = [
        {"old/domain_why": "one", "new/group/domain_why": None, "__version__": "v1"},
        {"old/domain_why": None, "new/group/domain_why": "two", "__version__": "v2"},
        {"old/domain_why": "two", "new/group/domain_why": "two", "__version__": "v2"},
    ]
    found = form_answers(rows, "laverack-2001")
    assert [one.value for one in found.observations] == ["one", "two", "two"]
    assert found.versions == (("v1", 1), ("v2", 2))
    rows[2]["old/domain_why"] = "five"
    with pytest.raises(InvalidInput, match=r"'old/domain_why' and 'new/group/domain_why' hold different answers"):
        form_answers(rows, "laverack-2001")


def test_a_reason_without_a_rating_is_lost_and_told():
    found = form_answers([{"domain_why": None, "domain_why__reason": "x", "domain_why__plan": "y"}], "laverack-2001")
    assert found.observations == ()
    assert [(one.column, one.why) for one in found.lost] == [
        ("domain_why__reason", "no_rating"),
        ("domain_why__plan", "no_rating"),
    ]


# --- bad input ------------------------------------------------------------------------------------------------------


def refused(*said, **named):
    with pytest.raises(InvalidInput) as raised:
        form_answers(*said, **named)
    for one in raised.value.faults:
        assert one.text("id") != one.text("en")
    return raised.value


def test_an_answer_that_is_no_level_is_named_by_sheet_row_and_column_and_all_are_gathered(tmp_path):
    rows = [{"framework": "laverack-2001", "domain_why": "thre", "domain_links": 9, "date": "03/05/2024"}, {}]
    rows += [{"framework": "laverack-2001", "domain_why__importance": "very", "domain_why": "one"}]
    error = refused(write_xlsx(tmp_path / "a.xlsx", Isian=rows))
    assert error.source == "a.xlsx"
    assert [(one.code, one.where) for one in error.faults] == [
        ("period", "Isian!D2 (date)"),
        ("not_a_choice", "Isian!B2 (domain_why)"),
        ("not_a_choice", "Isian!C2 (domain_links)"),
        ("wrong_type", "Isian!E4 (domain_why__importance)"),
    ]
    assert error.faults[1].text() == (
        "'thre' is not a level; choose from one, two, three, four, five (did you mean 'three'?)"
    )
    error = refused(write_csv(tmp_path / "a.csv", rows))
    assert [one.where for one in error.faults][:2] == ["D2 (date)", "B2 (domain_why)"]


def test_without_a_framework_it_says_so(tmp_path):
    assert "say framework=" in str(refused([{"domain_why": "one"}]))
    assert "no framework 'laverack'" in str(refused([{"framework": "laverack", "domain_why": "one"}]))
    assert "no framework 'x'" in str(refused([{"domain_why": "one"}], "x"))
    mixed = [{"framework": key, "domain_why": "one"} for key in ("laverack-2001", "arnstein-1969")]
    assert "more than one framework: laverack-2001, arnstein-1969" in str(refused(mixed))
    assert "more than one framework: arnstein-1969, laverack-2001" in str(refused(mixed[:1], "arnstein-1969"))
    assert "no rule 'x'" in str(refused([{"framework": "laverack-2001", "rule": "x", "domain_why": "one"}]))


def test_a_file_without_answers_says_what_it_holds(tmp_path):
    assert "no column holds an answer" in str(refused([{"Usia": 3, "Nama": "x"}], "laverack-2001"))
    assert "(columns: Usia, Nama)" in str(refused([{"Usia": 3, "Nama": "x"}], "laverack-2001"))
    for empty in ([], [{}], [{"domain_why": None}], [{"domain_why": float("nan")}]):
        assert [one.code for one in refused(empty, "laverack-2001").faults] == ["no_rows"]
    for text in ("", "domain_why,date\n", "\n\n"):
        (tmp_path / "a.csv").write_text(text)
        assert [one.code for one in refused(tmp_path / "a.csv", "laverack-2001").faults] == ["no_rows"]
    assert [one.code for one in refused(write_xlsx(tmp_path / "a.xlsx", A=[]), "laverack-2001").faults] == ["no_rows"]


def test_names_and_answers_that_fit_nothing_are_said():
    rows = [{"Q1": "one"}]
    error = refused(rows, "laverack-2001", names={"wy": "Q1", "why.reson": "Q1", "why": "Q1"})
    assert [(one.code, one.where) for one in error.faults] == [
        ("unknown_key", "names.wy"),
        ("unknown_key", "names.why.reson"),
    ]
    assert "there is no column 'Q2' (there are: Q1)" in str(refused(rows, "laverack-2001", names={"why": "Q2"}))
    error = refused(rows, "laverack-2001", names={"why": "Q1"}, answers={"S": "fourth", "wy": {"S": "four"}})
    assert [(one.code, one.where) for one in error.faults] == [
        ("no_such", "answers.S"),
        ("unknown_key", "answers.wy"),
    ]
    error = refused(rows, "laverack-2001", names={"why": "Q1"}, answers={"why": {"S": "fourth"}})
    assert [(one.code, one.where) for one in error.faults] == [("no_such", "answers.why.S")]


def test_a_stage_in_a_name_that_is_no_key_is_said():
    error = refused([{"indicator_rung__at_a-b": "informing"}], "arnstein-1969")
    assert [(one.code, one.where) for one in error.faults] == [("bad_key", "[0].indicator_rung__at_a-b")]


def test_what_is_no_table_is_said(tmp_path):
    assert refused(tmp_path / "absent.csv").faults[0].code == "no_file"
    assert refused(tmp_path / "absent.xlsx").faults[0].code == "no_file"
    assert refused(str(tmp_path / "answers.pdf")).faults[0].code == "not_a_choice"
    assert refused(5).faults[0].code == "wrong_type"
    assert refused({"domain_why": "one"}).faults[0].code == "wrong_type"
    assert [one.where for one in refused([{}, "x", 3]).faults] == ["[1]", "[2]"]
    (tmp_path / "a.csv").write_bytes(b"\xff\xfe\x00")
    assert refused(tmp_path / "a.csv").faults[0].code == "encoding"
    (tmp_path / "a.csv").write_text('a,b\n1,"open\n')
    assert refused(tmp_path / "a.csv").faults[0].code == "syntax"
    (tmp_path / "a.csv").write_text("framework,domain_why\nlaverack-2001,one,two\nlaverack-2001,one,,\n")
    error = refused(tmp_path / "a.csv")
    assert [str(one) for one in error.faults] == ["the row has 3 cells, the heading 2 @ A2"]


def test_a_csv_file_that_is_too_large_or_unreadable_is_said(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text("domain_why\n" + "one\n" * 100)
    monkeypatch.setattr(exports, "LIMIT", 50)
    assert refused(path, "laverack-2001").faults[0].code == "too_large"

    def closed(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(exports.Path, "open", closed)
    assert refused(path, "laverack-2001").faults[0].code == "unreadable"


def test_merged_cells_and_formulas_without_value_are_said(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", Isian=[{"framework": "laverack-2001", "domain_why": "one"}] * 3)
    book = openpyxl.load_workbook(path)
    book["Isian"].merge_cells("B2:B3")
    book["Isian"]["B4"] = '=IF(1,"one","two")'
    book.save(path)
    assert [one.where for one in refused(path).faults] == ["Isian!B2:B3"]
    book["Isian"].unmerge_cells("B2:B3")
    book.save(path)
    assert [(one.code, one.where) for one in refused(path).faults] == [("formula", "Isian!B4 (domain_why)")]


def test_cells_merged_above_the_headings_do_no_harm(tmp_path):
    book = openpyxl.Workbook()
    for row in ([], ["framework", "domain_why"], ["laverack-2001", "one"]):
        book.active.append(row)
    book.active.merge_cells("A1:B1")
    book.save(tmp_path / "a.xlsx")
    assert len(form_answers(tmp_path / "a.xlsx").observations) == 1


def test_thousands_of_empty_rows_and_a_second_sheet_do_no_harm(tmp_path):
    rows = [{"framework": "laverack-2001", "domain_why": "one"}, *[{}] * 3000, {"domain_why": "two"}]
    path = write_xlsx(tmp_path / "a.xlsx", Petunjuk=[{"Isi": "semua"}], Isian=rows)
    found = form_answers(path)
    assert [one.value for one in found.observations] == ["one", "two"]
    assert found.unread == ("Petunjuk",)


def test_a_cell_outside_the_headings_is_told(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", Isian=[{"framework": "laverack-2001", "domain_why": "one"}])
    book = openpyxl.load_workbook(path)
    book["Isian"]["D2"] = "catatan"
    book.save(path)
    assert form_answers(path).unread == ("Isian!D1",)


def test_a_box_that_is_neither_ticked_nor_empty_is_said():
    error = refused([{"domain_why/one": "maybe", "domain_why/two": 0}], "laverack-2001")
    assert [(one.code, one.where) for one in error.faults] == [("wrong_type", "[0].domain_why/one")]


def test_a_heading_that_two_questions_share_is_ambiguous_unless_it_is_named():
    held = pb.Framework(
        "f",
        "F",
        domains=[pb.Domain("power", "Power")],
        facets=[pb.Facet("might", "Power")],
        scales=[POWER],
        rules=[pb.ProfileRule("p", "P", ["domain", "facet"], scale="power")],
    )
    error = refused([{"Power": "low"}], held)
    assert str(error.faults[0]) == "'Power' names more than one; write one of domain_power, facet_might @ Power"
    found = form_answers([{"Power": "low"}], held, names={"might": "Power"}).observations
    assert [one.element for one in found] == ["facet.might"]
    assert form_answers([{"Power": "low", "x": "high"}], held, names={"might": "x"}).observations[0].element == (
        "domain.power"
    )


def test_what_the_rule_asks_goes_before_other_elements_of_that_name():
    held = pb.framework("pemberdayaan-masyarakat")
    found = form_answers([{"Partisipasi": "warga hadir", "Keadilan": "setara"}], held).observations
    assert [one.element for one in found] == ["principle.partisipasi", "principle.keadilan"]


def test_codes_for_no_answer_hold_for_everything_that_is_asked():
    rows = [{"why": "one", "rater": "99", "date": "99", "place": "99", "domain_why__reason": "99"}]
    (one,) = form_answers(rows, "laverack-2001", answers={99: None}).observations
    assert (one.rater, one.period, one.note, one.reason) == (None, None, None, None)


def test_a_stage_that_is_no_key_is_said():
    error = refused([{"indicator_rung": "informing", "stage": "Tahap Satu"}], "arnstein-1969")
    assert [(one.code, one.where) for one in error.faults] == [("bad_key", "[0].stage")]


def test_without_openpyxl_a_csv_file_is_still_read(tmp_path, monkeypatch):
    path = write_csv(tmp_path / "a.csv", [{"framework": "laverack-2001", "domain_why": "one"}])
    book = write_xlsx(tmp_path / "a.xlsx", A=[{"framework": "laverack-2001", "domain_why": "one"}])
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    assert len(form_answers(path).observations) == 1
    with pytest.raises(MissingLibraryError, match="pip install openpyxl"):
        form_answers(book)


def attempt(*said):
    """What is read, or the faults."""
    try:
        return form_answers(*said), ()
    except InvalidInput as error:
        return None, error.faults


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_heading_and_answer_are_read_lost_or_said(heading, answer):
    found, faults = attempt([{heading: answer, "domain_links": "one"}], "laverack-2001")
    assert all(one.where == f"[0].{heading}" for one in faults)
    if found is None:
        return
    held = any(tail.startswith(("domain", "rater", "date", "place")) for tail in tails(heading))
    assert len(found.observations) == 1 or held
    assert found.unread in ((), (heading or "''",))


@given(st.binary(max_size=200))
def test_any_bytes_of_a_csv_file_are_read_or_refused(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(b"framework,domain_why\nlaverack-2001,one\n" + data)
    found, faults = attempt(path)
    assert faults or found.observations[0].value == "one"
