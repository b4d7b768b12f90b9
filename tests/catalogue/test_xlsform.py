"""Forms: what is asked, and that the tools that read forms take them without a warning."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pyxform.xls2xform import convert

import pemberdayaan as pb
from pemberdayaan.catalogue.forms.questions import as_named, asked, rating_rule
from pemberdayaan.catalogue.forms.sheets import read_workbook
from pemberdayaan.catalogue.forms.xlsform import xlsform
from pemberdayaan.errors import InvalidInput
from pemberdayaan.model.rules import LadderRule, ProfileRule

ALL = ("reason", "plan", "importance", "confidence")
ID, EN = "label::Bahasa Indonesia (id)", "label::English (en)"
STAGES = {"rencana": pb.Text(id="Perencanaan", en="Planning"), "laksana": pb.Text(id="Pelaksanaan", en="Doing")}


def sheets_of(path):
    found = {}
    for sheet in read_workbook(path):
        (_, headings), *rows = sheet.rows
        found[sheet.name] = [
            {h: v for h, v in zip(headings, values, strict=False) if v is not None} for _, values in rows
        ]
    return found


def form(tmp_path, framework, **said):
    xlsform(framework, tmp_path / "form.xlsx", **said)
    return sheets_of(tmp_path / "form.xlsx")


def warnings_of(path):
    """What pyxform says of a form; an error is raised."""
    said = []
    result = convert(xlsform=str(path), warnings=said, validate=False)
    assert "<h:html" in result.xform
    return said


def has_rule(key):
    return rating_rule(pb.framework(key)) is not None


@pytest.mark.parametrize("key", pb.frameworks())
def test_the_form_of_every_framework_passes_pyxform_without_a_warning(tmp_path, key):
    if not has_rule(key):
        with pytest.raises(InvalidInput, match="no profile or ladder rule; say with elements="):
            xlsform(key, tmp_path / "form.xlsx")
        xlsform(key, tmp_path / "form.xlsx", elements=[pb.framework(key).elements[0].address])
        assert warnings_of(tmp_path / "form.xlsx") == []
        return
    sheets = form(tmp_path, key)
    assert warnings_of(tmp_path / "form.xlsx") == []
    names = [row["name"] for row in sheets["survey"] if "name" in row and not row["type"].startswith("end")]
    assert len(set(names)) == len(names)
    assert [row["form_id"] for row in sheets["settings"]] == [key]


@pytest.mark.parametrize("key", pb.frameworks())
def test_so_does_the_form_of_every_rule_with_everything_asked_in_stages(tmp_path, key):
    held = pb.framework(key)
    for rule in held.rules:
        if isinstance(rule, (ProfileRule, LadderRule)):
            xlsform(held, tmp_path / "form.xlsx", rule=rule.key, ask=ALL, stages=STAGES, about={"warga": "Warga"})
            assert warnings_of(tmp_path / "form.xlsx") == []
            form_id = sheets_of(tmp_path / "form.xlsx")["settings"][0]["form_id"]
            assert form_id == (key if rule == rating_rule(held) else f"{key}-{rule.key}")


def test_laverack_is_asked_domain_by_domain(tmp_path):
    sheets = form(tmp_path, "laverack-2001", ask=ALL)
    assert list(sheets) == ["survey", "choices", "settings"]
    survey = sheets["survey"]
    kinds = [(row["type"], row.get("name")) for row in survey]
    assert kinds[:6] == [
        ("calculate", "framework"),
        ("calculate", "framework_version"),
        ("calculate", "rule"),
        ("text", "rater"),
        ("date", "date"),
        ("text", "place"),
    ]
    assert kinds[6:13] == [
        ("begin_group", "group_domain_participation"),
        ("select_one scale_rank", "domain_participation"),
        ("text", "domain_participation__reason"),
        ("text", "domain_participation__plan"),
        ("integer", "domain_participation__importance"),
        ("integer", "domain_participation__confidence"),
        ("end_group", "group_domain_participation"),
    ]
    assert len(kinds) == 6 + 9 * 7
    assert [row["calculation"] for row in survey[:3]] == ["'laverack-2001'", "'1'", "'workshop'"]
    first = survey[7]
    domain = pb.framework("laverack-2001").domains[0]
    assert (first[ID], first[EN]) == (domain.label["id"], domain.label["en"])
    assert first["hint::Bahasa Indonesia (id)"] == domain.definition["id"]
    assert first["hint::English (en)"] == domain.definition["en"]
    assert survey[11]["constraint"] == ". >= 1 and . <= 4"
    levels = pb.framework("laverack-2001").scale["rank"].levels
    assert [(row["list_name"], row["name"], row[ID], row[EN]) for row in sheets["choices"]] == [
        ("scale_rank", level.key, level.label["id"], level.label["en"]) for level in levels
    ]
    (settings,) = sheets["settings"]
    assert settings["default_language"] == "Bahasa Indonesia (id)"
    assert settings["version"].startswith("1-")


def test_the_rater_is_asked_for_a_role_and_never_for_a_name(tmp_path):
    rater = next(row for row in form(tmp_path, "laverack-2001")["survey"] if row.get("name") == "rater")
    assert "jangan tulis nama orang" in rater["hint::Bahasa Indonesia (id)"]
    assert "never a person's name" in rater["hint::English (en)"]
    assert "required" not in rater  # what a meeting agreed on has no rater


def test_of_a_ladder_the_rung_is_asked_with_its_meanings_before_it(tmp_path):
    survey = form(tmp_path, "arnstein-1969")["survey"]
    note = next(row for row in survey if row["type"] == "note")
    assert note["name"] == "levels_rung"
    assert "- **Kendali warga**: Warga sendiri yang mengatur" in note[ID]
    asked_for = [row["name"] for row in survey if row["type"].startswith("select_one")]
    assert asked_for == ["indicator_rung"]
    rung = next(row for row in survey if row.get("name") == "indicator_rung")
    assert rung[ID] == pb.framework("arnstein-1969").indicators[0].question["id"]
    assert "hint::English (en)" not in rung  # its definition says how it is computed
    staged = form(tmp_path, "arnstein-1969", stages=STAGES, ask="reason")["survey"]
    assert [row["name"] for row in staged if row["type"].startswith(("select_one", "text"))][2:] == [
        "indicator_rung__at_rencana",
        "indicator_rung__at_rencana__reason",
        "indicator_rung__at_laksana",
        "indicator_rung__at_laksana__reason",
    ]
    assert any("(Perencanaan)" in row.get(ID, "") for row in staged)


def test_without_a_scale_the_answer_is_a_text(tmp_path):
    survey = form(tmp_path, "cohen-uphoff-1980", ask=())["survey"]
    names = [row["name"] for row in survey if row["type"] == "text"]
    assert names == ["rater", "place", *(f"stage_{one.key}" for one in pb.framework("cohen-uphoff-1980").stages)]


def small(**said):
    head = {
        "scales": [pb.Scale("steps", "Steps", "ordinal", levels=[pb.Level("low", "Low"), pb.Level("high", "High")])]
    }
    rule = pb.ProfileRule("profile", "Profile", ["domain"], scale="steps")
    domains = [pb.Domain("power", "Power"), pb.Domain("voice", pb.Text(id="Suara"))]
    return pb.Framework("small", "Small", **({"domains": domains, "rules": [rule]} | head | said))


def test_stakeholders_are_asked_for_one_after_the_other(tmp_path):
    survey = form(tmp_path, small(judges="stakeholder"))["survey"]
    kinds = [(row["type"], row.get("name")) for row in survey]
    assert ("begin_repeat", "stakeholder") in kinds
    about = next(row for row in survey if row.get("name") == "about")
    assert (about["type"], about["required"]) == ("text", "yes")
    assert about["constraint"].startswith("regex(")
    assert kinds[-1] == ("end_repeat", "stakeholder")
    assert warnings_of(tmp_path / "form.xlsx") == []
    ties = next(row for row in form(tmp_path, small(judges="tie"))["survey"] if row.get("name") == "about")
    assert "constraint" not in ties


def test_of_a_tie_both_sides_are_asked_for(tmp_path):
    xlsform("partner", tmp_path / "f.xlsx")
    rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "f.xlsx")["survey"]]
    (about,) = [dict(zip(rows[0], row, strict=True)) for row in rows if row[1] == "about"]
    assert about["hint::Bahasa Indonesia (id)"].startswith("Kedua pihak dalam hubungan itu")
    assert about["constraint"] is None


def test_the_stakeholders_of_a_programme_are_choices(tmp_path):
    programme = pb.example("lkms_kartini")
    sheets = form(tmp_path, small(judges="stakeholder"), about=programme, stages=programme)
    keys = [row["name"] for row in sheets["choices"] if row["list_name"] == "about"]
    assert keys == [one.key for one in programme.stakeholders]
    asked_for = {row["name"] for row in sheets["survey"] if "name" in row}
    assert {f"domain_power__at_{stage.key}" for stage in programme.stages} <= asked_for
    assert warnings_of(tmp_path / "form.xlsx") == []


def test_labels_that_two_questions_share_are_told_apart(tmp_path):
    twice = small(
        domains=[pb.Domain("power", "Power")],
        facets=[pb.Facet("power", "Power")],
        rules=[pb.ProfileRule("profile", "Profile", ["domain", "facet"], scale="steps")],
    )
    survey = form(tmp_path, twice)["survey"]
    labels = [row[EN] for row in survey if row["type"].startswith(("select_one", "text"))]
    assert len(set(labels)) == len(labels)
    assert "Power [facet_power]" in labels


def test_scales_of_numbers_are_asked_as_numbers_and_cells_by_their_address(tmp_path):
    held = small(
        scales=[
            pb.Scale("share", "Share", "ratio", low=0, high=1),
            pb.Scale("count", "Count", "ratio", low=0),
            pb.Scale("free", "Free", "interval"),
            pb.Scale("steps", "Steps", "ordinal", levels=[pb.Level("low", "Low")]),
        ],
        indicators=[pb.Indicator(key, key, scale=key) for key in ("share", "count", "free")],
        grids=[
            pb.Grid("cube", "Cube", [pb.GridAxis("x", "X", ["a"])], [pb.Cell("a", "A", {"x": "a"})], scale="steps"),
            pb.Grid("bare", "Bare", [pb.GridAxis("x", "X", ["a"])], [pb.Cell("a", "A", {"x": "a"})]),
        ],
    )
    survey = form(tmp_path, held, elements=["indicator", "cell.cube.a", "voice"], ask=())["survey"]
    rows = {row["name"]: row for row in survey if row["type"] not in ("begin_group", "end_group")}
    assert rows["indicator_share"]["type"] == "decimal"
    assert rows["indicator_share"]["constraint"] == ". >= 0 and . <= 1"
    assert rows["indicator_count"]["constraint"] == ". >= 0"
    assert "constraint" not in rows["indicator_free"]
    assert rows["cell_cube_a"]["type"] == "select_one scale_steps"
    assert rows["domain_voice"]["type"] == "select_one scale_steps"
    assert warnings_of(tmp_path / "form.xlsx") == []
    with pytest.raises(InvalidInput, match=r"no element 'cell.bare.a'"):
        xlsform(held, tmp_path / "form.xlsx", elements=["cell.bare.a"])


def test_of_a_ladder_without_indicators_the_whole_is_asked():
    held = small(rules=[pb.LadderRule("ladder", "Ladder", scale="steps")])
    (whole,) = asked(held)
    assert (whole.name, whole.address, whole.scale.key) == ("whole", "small", "steps")


def test_names_stay_unique_where_grids_and_cells_run_together():
    axes = [pb.GridAxis("x", "X", ["s"])]
    held = small(
        grids=[
            pb.Grid("a", "A", axes, [pb.Cell("b_c", "1", {"x": "s"})], scale="steps"),
            pb.Grid("a_b", "B", axes, [pb.Cell("c", "2", {"x": "s"})], scale="steps"),
        ]
    )
    found = asked(held, elements=["cell.a.b_c", "cell.a_b.c"])
    assert [one.name for one in found] == ["cell_a_b_c", "cell_a_b_c__2"]


@given(st.text(min_size=1).filter(lambda text: not text.isspace()))
def test_any_text_is_written_as_text_or_refused_by_name(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    faults = ()
    try:
        xlsform(small(domains=[pb.Domain("power", text, text)]), path)
    except InvalidInput as error:
        faults = error.faults
    assert {one.code for one in faults} <= {"control", "surrogate"}
    assert path.exists() == (not faults)
    if faults:
        return
    row = next(row for row in sheets_of(path)["survey"] if row.get("name") == "domain_power")
    assert row[EN] == text.replace("${", "$ {").strip().replace("\r\n", "\n").replace("\r", "\n")
    assert warnings_of(path) == []


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "${rater}", "<b>&amp;</b>", "#N/A", "a\nb", "1" * 5000])
def test_texts_that_would_be_run_are_shown_as_they_are(tmp_path, text):
    held = small(domains=[pb.Domain("power", text, text)])
    row = next(row for row in form(tmp_path, held)["survey"] if row.get("name") == "domain_power")
    assert row[EN] == row["hint::English (en)"] == text.replace("${", "$ {")
    assert warnings_of(tmp_path / "form.xlsx") == []


def test_a_version_with_a_quotation_mark_stays_one_text(tmp_path):
    survey = form(tmp_path, small(version="o'clock"))["survey"]
    assert survey[1]["calculation"] == '"o\'clock"'
    assert warnings_of(tmp_path / "form.xlsx") == []


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"rule": "survey"}, "there is no rule 'survey'"),
        ({"ask": ["reason", "plans"]}, r"'plans' is not a question; .*did you mean 'plan'\?.* @ ask"),
        ({"elements": ["powr", "voice"]}, r"no element 'powr' \(did you mean 'power'\?\) @ elements\[0\]"),
        ({"elements": []}, "the text is empty @ elements"),
        ({"stages": {"Not a key": "x"}}, "'Not a key' is not a key"),
        ({"stages": ["plan"]}, "'plan' is text, expected a table"),
    ],
)
def test_what_is_asked_for_wrongly_is_said_and_nothing_is_written(tmp_path, said, message):
    with pytest.raises(InvalidInput, match=message):
        xlsform(small(), tmp_path / "form.xlsx", **said)
    assert list(tmp_path.iterdir()) == []


def test_a_framework_without_a_rule_for_ratings_asks_only_what_is_named(tmp_path):
    bare = small(rules=[])
    with pytest.raises(InvalidInput, match="no profile or ladder rule; say with elements="):
        xlsform(bare, tmp_path / "form.xlsx")
    survey = form(tmp_path, bare, elements=["voice"])["survey"]
    assert [row["name"] for row in survey if row["type"] == "calculate"] == ["framework", "framework_version"]
    assert next(row for row in survey if row.get("name") == "domain_voice")["type"] == "text"
    assert warnings_of(tmp_path / "form.xlsx") == []


@pytest.mark.parametrize(("key", "questions"), [("idm-2016", 50), ("ipm-2014", 4), ("ikg-2018", 8)])
def test_an_index_asks_nothing_of_itself_and_its_indicators_where_they_are_named(tmp_path, key, questions):
    assert not has_rule(key)
    with pytest.raises(InvalidInput, match="no profile or ladder rule; say with elements="):
        xlsform(key, tmp_path / "form.xlsx")
    survey = form(tmp_path, key, elements=["indicator"], ask=())["survey"]
    rows = {row["name"]: row for row in survey if row.get("name", "").startswith("indicator_")}
    assert list(rows) == [f"indicator_{one.key}" for one in pb.framework(key).indicators]
    assert len(rows) == questions
    for row in rows.values():
        assert row["type"] == "decimal"
        assert row["constraint"].startswith(". >= 0")
    if key == "idm-2016":
        assert {row["constraint"] for row in rows.values()} == {". >= 0 and . <= 5"}
        assert rows["indicator_doctor"][ID] == "Dokter"
    assert warnings_of(tmp_path / "form.xlsx") == []


def test_an_unknown_framework_or_suffix_is_said(tmp_path):
    with pytest.raises(InvalidInput, match="no framework 'laverack'"):
        xlsform("laverack", tmp_path / "form.xlsx")
    with pytest.raises(InvalidInput, match=r"'.csv' is not a suffix; choose from .xlsx"):
        xlsform(small(), tmp_path / "form.csv")


def test_labels_may_come_from_a_mapping_or_from_records():
    programme = pb.example("lkms_kartini")
    assert as_named(None) == {}
    assert as_named(programme) == as_named(programme.stages)
    assert list(as_named(programme, stakeholders=True)) == [one.key for one in programme.stakeholders]
    assert as_named({"a": "A"}) == {"a": pb.Text(en="A")}


def test_one_element_may_be_named_alone_and_a_kind_once():
    held = small()
    assert [one.key for one in asked(held, elements="voice")] == ["voice"]
    assert [one.key for one in asked(held, elements=["voice", "domain"])] == ["voice", "power"]
    assert attrs.asdict(asked(held)[0], recurse=False)["framework"] == "small"
