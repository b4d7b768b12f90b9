"""A programme held against a framework: what is asked for, what is refused, and what comes out."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import attrs
import pytest
import strategies
from gold.frameworks import JUDGING
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from measures.builders import ARTICLE, actor, criterion, part, programme, records, stages

import pemberdayaan as pb
from pemberdayaan.measures import result as results

PARTS = ("gate", "ladder", "matrix", "profile", "contributions", "collaboration", "coverage", "questions")
EMPTY = pb.Programme("empty", "Nothing is recorded")


@functools.cache
def assessed(name: str, framework: str = ARTICLE.key) -> pb.Assessment:
    """A bundled programme held against a bundled framework."""
    return pb.assess(pb.example(name), framework)


def parts_of(assessment: pb.Assessment) -> dict[str, pb.Result]:
    """Every result within an assessment, and itself."""
    held = {name: getattr(assessment, name) for name in PARTS}
    return {"whole": assessment, **{name: one for name, one in held.items() if one is not None}}


# --- nothing is recorded ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("framework", JUDGING)
def test_of_an_empty_programme_one_cannot_tell(framework):
    assessment = pb.assess(EMPTY, framework)
    if assessment.gate is not None:
        assert assessment.gate.verdict is pb.Status.UNKNOWN
        assert {one.status for one in assessment.gate.criteria} == {pb.Status.UNKNOWN}
        assert assessment.gate.known == 0
        assert assessment.gate.judged == "inside"
    if assessment.profile is not None:
        assert not any(one.reading.known for one in assessment.profile.lines)
    assert assessment.matrix.cells == ()
    assert assessment.contributions.pots == ()
    assert not any(one.known for one in assessment.coverage.elements)
    # Every indicator is asked for, and every element of the profile that has none.
    asked = {one.element for one in assessment.questions.questions}
    framework = pb.framework(framework)
    assert asked >= {one.address for one in framework.indicators if one.measure}
    assert {one.why for one in assessment.questions.questions} <= {"none"}
    for one in parts_of(assessment).values():
        assert one.rows() is not None
        assert repr(one)


def test_each_framework_shows_what_its_rules_ask_for():
    shown = {key: pb.assess(EMPTY, key) for key in JUDGING}
    for key, has in {
        "pemberdayaan-masyarakat": {"gate", "profile"},
        "arnstein-1969": {"ladder"},
        "iap2-spectrum": {"ladder"},
        "laverack-2001": {"profile"},
        "cohen-uphoff-1980": {"profile"},
    }.items():
        assert {name for name in ("gate", "ladder", "profile") if getattr(shown[key], name) is not None} == has


# --- a user's own framework and measures -----------------------------------------------------------------------------

OURS = b"""
format = 1
key = "ours-2024"
label = { id = "Kerangka kami", en = "Our framework" }
version = "3"
checked = "full"
references.minutes = { title = "Minutes" }

criteria.voice = { label = "Voice" }
criteria.trust = { label = "Trust" }
principles.care = { label = "Care" }

[indicators.chair]
label = "Women in the chair"
part_of = "criterion.voice"
measure = "ours.women_chair"
with = { at_least = 2, roles = ["chair", "secretary"] }
met_when = { at_least = "2/3" }
qualifier = "by the chair alone"
question = "Who is in the chair?"
whom = "community"

[indicators.heard]
label = "Heard"
part_of = "criterion.voice"
scale = "hearing"
met_when = { is = ["often", "always"] }

[indicators.rated]
label = "Trust as rated"
part_of = "criterion.trust"
met_when = { at_least = 0.7 }

[indicators.led]
label = "Led from inside"
part_of = "principle.care"
measure = "resources.led_inside"

[scales.hearing]
label = "Hearing"
measurement = "ordinal"
levels.never = { label = "Never" }
levels.often = { label = "Often" }
levels.always = { label = "Always" }

[rules.gate]
kind = "gate"
label = "Both"
decide = { voice = "any", trust = "all" }

[rules.shown]
kind = "profile"
label = "Shown"
elements = ["principle", "criterion.voice"]

[rules.ladder]
kind = "ladder"
label = "Rungs"
scale = "hearing"
"""


def women_chair(programme: pb.Programme, *, at_least: int, roles: tuple[str, ...] = ()) -> pb.Reading:
    """The share of chairs that women hold, where enough of them are recorded."""
    women = sum(one.key.startswith("ibu") for one in programme.stakeholders)
    enough = len(programme.stakeholders) >= at_least
    return pb.Reading(women / len(programme.stakeholders) if enough else None, of=" and ".join(roles))


WITH_OURS = {**pb.PROGRAMME_MEASURES, "ours.women_chair": women_chair}


def ours() -> pb.Framework:
    """The user's own framework."""
    return pb.read_framework(OURS)


def test_a_users_own_framework_with_its_own_gate_and_measure():
    made = programme(
        actor("ibu_guru"),
        actor("ibu_bidan"),
        actor("kades", "village_government", inside=False),
        observations=[
            pb.Observation("indicator.heard", value="never", scale="ours-2024.hearing"),
            pb.Observation("indicator.rated", value=0.7),
        ],
    )
    assessment = pb.assess(made, ours(), measures=WITH_OURS)
    assert assessment.gate.verdict is pb.Status.MET
    voice = criterion(assessment.gate, "voice")
    assert [(one.indicator, one.status.value) for one in voice.indicators] == [("chair", "met"), ("heard", "unmet")]
    assert voice.indicators[0].reading.of == "chair and secretary"
    assert [str(text) for text in voice.qualifiers] == ["by the chair alone"]
    assert criterion(assessment.gate, "trust").indicators[0].reading.value == 0.7  # rated, and on the line
    assert {one.element for one in assessment.profile.lines} == {"care", "voice"}
    assert assessment.ladder.cells == ()
    assert assessment.provenance.framework_version == "3"
    assert assessment.provenance.checked == "full"
    assert dict(assessment.provenance.measures)["ours.women_chair"] == f"{__name__}.women_chair"
    json.loads(assessment.to_json())


def test_a_measure_may_be_a_partial_or_an_object():
    class Chair:
        def __call__(self, programme: pb.Programme, *, at_least: int, roles: tuple[str, ...]) -> pb.Reading:
            return pb.Reading(at_least + len(roles))

    for measure, name in (
        (functools.partial(women_chair, at_least=9), f"{__name__}.women_chair"),
        (Chair(), f"{__name__}.{Chair.__qualname__}"),
    ):
        assessment = pb.assess(EMPTY, ours(), measures={**WITH_OURS, "ours.women_chair": measure})
        assert dict(assessment.provenance.measures)["ours.women_chair"] == name


def test_a_measure_may_be_replaced_and_the_bundled_ones_stay_as_they_are():
    measures = {**pb.PROGRAMME_MEASURES, "initiative.parts": lambda programme: pb.Reading("inside")}
    replaced = pb.assess(EMPTY, measures=measures).gate
    assert criterion(replaced, "inisiatif").status is pb.Status.MET
    assert criterion(pb.assess(EMPTY).gate, "inisiatif").status is pb.Status.UNKNOWN
    with pytest.raises(TypeError):
        pb.PROGRAMME_MEASURES["initiative.parts"] = None


@pytest.mark.parametrize("value", [float("nan"), float("inf"), (float("nan"), 1.0), (0, float("inf"))])
def test_what_a_measure_finds_beyond_numbers_is_no_number_and_decides_nothing_by_itself(value):
    measures = {**WITH_OURS, "ours.women_chair": lambda programme, **_: pb.Reading(value)}
    assessment = pb.assess(EMPTY, ours(), measures=measures)
    chair = criterion(assessment.gate, "voice").indicators[0]
    assert chair.status.value == ("met" if value == float("inf") else "unknown")
    json.loads(assessment.to_json(), parse_constant=pytest.fail)
    row = next(row for row in assessment.gate.rows() if row["indicator"] == "chair")
    assert row["value"] is None
    assert row["high"] == (1 if isinstance(value, tuple) and value[1] == 1 else None)


# --- what is refused -------------------------------------------------------------------------------------------------


def faults(*arguments: object, **named: object) -> dict[str, str]:
    """What is wrong, by its path."""
    with pytest.raises(pb.InvalidInput) as caught:
        pb.assess(*arguments, **named)
    assert len(set(caught.value.faults)) == len(caught.value.faults)
    return {one.where: one.code for one in caught.value.faults}


def broken(**indicators: dict[str, object]) -> pb.Framework:
    """A framework with these indicators."""
    made = [pb.Indicator(key, key.title(), **said) for key, said in indicators.items()]
    rule = pb.ProfileRule("r", "R", ["indicator"])
    return pb.Framework("f", "F", indicators=made, rules=[rule])


def test_every_fault_of_a_framework_and_a_programme_comes_at_once():
    framework = broken(
        unknown={"measure": "initiative.part"},
        extra={"measure": "initiative.parts", "arguments": {"scale": "own", "phase": "plan"}},
        missing={"measure": "participation.depth"},
        scale={"measure": "participation.depth", "arguments": {"scale": "arnstein-1969.rungs"}},
        elsewhere={"measure": "participation.depth", "arguments": {"scale": "nowhere.rung"}},
        level={"measure": "subject.decides", "arguments": {"scale": "arnstein-1969.rung", "at_least": "partner"}},
        fine={"measure": "participation.depth", "arguments": {"scale": "arnstein-1969.rung"}},
        own={"measure": "participation.depth", "arguments": {"scale": "mine"}},
    )
    made = pb.Programme(
        "p",
        "P",
        stakeholders=[actor("members")],
        participations=[
            part("members", depth="partnership", scale="arnstein-1969.rung"),
            part("members", depth="partner", scale="arnstein-1969.rung"),
            part("members", depth="partnership", scale="arnstein-1969.ladder"),
            part("members", distribution={"partner": 1}, scale="arnstein-1969.rung"),
        ],
        observations=[
            pb.Observation(what="A", value="x", scale="no-such-framework.scale"),
            pb.Observation(what="A", value="fine", scale="pemberdayaan-masyarakat.rights"),
        ],
    )
    assert faults(made, framework) == {
        "$.participations[1].depth": "no_level",
        "$.participations[2].scale": "no_such",
        "$.participations[3].distribution": "no_level",
        "$.observations[0].scale": "no_such",
        "$.observations[1].value": "no_level",
        "$.indicators.unknown.measure": "no_such",
        "$.indicators.extra.with.scale": "argument",
        "$.indicators.extra.with.phase": "argument",
        "$.indicators.missing.with": "argument_missing",
        "$.indicators.scale.with.scale": "no_such",
        "$.indicators.elsewhere.with.scale": "no_such",
        "$.indicators.level.with.at_least": "no_level",
    }


def test_the_faults_are_in_the_order_of_the_file():
    framework = broken(a={"measure": "initiative.parts", "arguments": dict.fromkeys("zyxwvutsrq", 1)})
    assert list(faults(EMPTY, framework)) == [f"$.indicators.a.with.{name}" for name in "zyxwvutsrq"]


def test_the_values_that_measures_refuse_come_at_once():
    framework = broken(
        phases={"measure": "participation.reach", "arguments": {"phases": ["plan", "planing"]}},
        axes={"measure": "justice.axes_seen", "arguments": {"axes": ["gendre"]}},
        sectors={"measure": "collaboration.sectors", "arguments": {"sectors": "goverment"}},
    )
    assert faults(EMPTY, framework) == {
        "$.indicators.phases.with": "not_a_choice",
        "$.indicators.axes.with": "not_a_choice",
        "$.indicators.sectors.with": "not_a_choice",
    }


def test_a_fault_names_the_framework_and_offers_what_is_near():
    with pytest.raises(pb.InvalidInput, match=r"1 fault in f: .*did you mean 'initiative.parts'"):
        pb.assess(EMPTY, broken(a={"measure": "initiative.part"}))


def test_a_measure_that_names_its_arguments_otherwise_is_asked_for_them_too():
    def plain(programme: pb.Programme, level: str, *, other: int = 1) -> pb.Reading:
        return pb.Reading(level)

    def anything(programme: pb.Programme, **said: object) -> pb.Reading:
        return pb.Reading(len(said))

    measures = {"ours.plain": plain, "ours.anything": anything}
    assert faults(EMPTY, broken(a={"measure": "ours.plain"}), measures=measures) == {
        "$.indicators.a.with": "argument_missing"
    }
    fine = broken(
        a={"measure": "ours.plain", "arguments": {"level": "x"}},
        b={"measure": "ours.anything", "arguments": {"one": 1, "two": 2}},
    )
    assert set(dict(pb.assess(EMPTY, fine, measures=measures).provenance.measures)) == set(measures)


ONLY_SCORES = b"""
format = 1
key = "only-scores"
label = "Only scores"
indicators.a = { label = "A", weight = 1 }
[rules.index]
kind = "index"
label = "Index"
[rules.count]
kind = "count"
label = "Count"
weights = { a = 1 }
cutoff = 0.5
"""


@pytest.mark.parametrize(("rule", "kind"), [("index", "index"), ("count", "count")])
def test_a_rule_that_scores_a_table_is_refused_by_its_name(rule, kind):
    with pytest.raises(pb.InvalidInput, match=f"rule '{rule}' of 'only-scores' is a {kind} rule") as caught:
        pb.assess(EMPTY, pb.read_framework(ONLY_SCORES), rule=rule)
    assert [one.code for one in caught.value.faults] == ["wrong_verb"]


def test_a_ladder_by_survey_is_refused_by_its_name_and_left_out_by_default():
    with pytest.raises(pb.InvalidInput, match="rule 'survey_sums' of 'arnstein-1969' is a survey rule"):
        pb.assess(EMPTY, "arnstein-1969", rule="survey_sums")
    assert pb.assess(EMPTY, "arnstein-1969").provenance.rule == ("judgement",)


def test_a_framework_that_cannot_judge_a_programme_says_so():
    with pytest.raises(pb.InvalidInput, match="'only-scores' has no rule to assess a programme with"):
        pb.assess(EMPTY, pb.read_framework(ONLY_SCORES))


def test_unknown_rules_and_frameworks_are_refused():
    with pytest.raises(pb.InvalidInput, match=r"no rule 'gates' \(did you mean 'gate'"):
        pb.assess(EMPTY, rule="gates")
    with pytest.raises(pb.InvalidInput, match="did you mean 'arnstein-1969'"):
        pb.assess(EMPTY, "arnstein-1968")


def test_a_mean_over_a_ladder_is_refused_without_a_claim_of_its_source():
    """What is unlawful on a scale never becomes a rule, so that no programme can be judged by it."""
    scale = pb.Scale("s", "S", "ordinal", levels=[pb.Level("a", "A")])
    for unlawful in (
        pb.ProfileRule("r", "R", ["criterion"], scale="s", summarise="mean"),
        pb.LadderRule("r", "R", scale="s", summarise="mean"),
        pb.LadderRule("r", "R", scale="s", basis="survey_sums"),
    ):
        with pytest.raises(pb.InvalidInput) as caught:
            pb.Framework("f", "F", criteria=[pb.Criterion("c", "C")], scales=[scale], rules=[unlawful])
        assert [one.code for one in caught.value.faults] == ["unlawful"]


# --- one rule --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rule", "shown"), [("gate", {"gate"}), ("profile", {"profile"}), (None, {"gate", "profile"})])
def test_one_rule_may_be_chosen(rule, shown):
    chosen = pb.assess(pb.example("lkms_kartini"), rule=rule)
    assert {name for name in ("gate", "profile", "ladder") if getattr(chosen, name) is not None} == shown
    assert chosen.provenance.rule == ((rule,) if rule else ("gate", "profile"))
    whole = assessed("lkms_kartini")
    for name in shown:
        assert getattr(chosen, name) == getattr(whole, name)
    assert (json.loads(chosen.to_json())["verdict"] is None) is ("gate" not in shown)


def test_the_ladder_of_a_framework_is_the_matrix_on_its_scale():
    kartini = pb.assess(pb.example("lkms_kartini"), "arnstein-1969")
    assert {one.scale for one in kartini.ladder.cells} == {"arnstein-1969.rung"}
    assert set(kartini.ladder.cells) < set(kartini.matrix.cells)


# --- where it comes from ---------------------------------------------------------------------------------------------

DIGEST = """
import sys
import pemberdayaan as pb
for name in pb.examples():
    print(name, pb.assess(pb.example(name)).provenance.digest)
"""


def test_the_digest_is_the_same_in_every_process():
    printed = set()
    for seed in "12":
        done = subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        printed.add(done.stdout)
    (lines,) = printed
    assert dict(line.split() for line in lines.splitlines()) == {
        name: assessed(name).provenance.digest for name in pb.examples()
    }


def digest(of: pb.Programme) -> str:
    """The digest of what was assessed."""
    return pb.assess(of, "iap2-spectrum").provenance.digest


def test_the_digest_changes_with_every_record():
    whole = pb.example("contoh_lengkap")
    collections = ("contributions", "ties", "benefits", "observations", "remarks", "participations")
    seen = {digest(whole)}
    for name in collections:
        held = getattr(whole, name)
        for i in (0, len(held) // 2, len(held) - 1):
            seen.add(digest(attrs.evolve(whole, **{name: held[:i] + held[i + 1 :]})))
    assert len(seen) == 1 + 3 * len(collections)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"people": 1_000_001}, {"people": 1_000_002}),
        ({"people": pb.Quantity(about=1_000_001)}, {"people": pb.Quantity(about=1_000_002)}),
        ({"people": pb.Quantity(at_least=5)}, {"people": pb.Quantity(at_most=5)}),
        ({"people": 5}, {"people": pb.Quantity(about=5)}),
        ({"takes_part": True}, {"takes_part": False}),
        ({"note": {"id": "a"}}, {"note": {"en": "a"}}),
        ({"basis": "derived"}, {"basis": "stated"}),
        ({"period": "2019"}, {"period": "2019-01/2019-12"}),
    ],
)
def test_the_digest_changes_with_every_number_and_word(one, other):
    first, second = (digest(programme(actor("a"), participations=[part("a", **said)])) for said in (one, other))
    assert first != second


def test_provenance_names_every_measure_and_the_function_behind_it():
    provenance = assessed("lkms_kartini").provenance
    assert (provenance.framework, provenance.programme) == (ARTICLE.key, "lkms_kartini")
    named = dict(provenance.measures)
    assert set(named) == {one.measure for one in ARTICLE.indicators}
    assert named["subject.decides"] == "pemberdayaan.measures.subject.decides"
    assert named["rights.profile"] == "pemberdayaan.measures.observed.rights"
    assert set(named) == set(pb.PROGRAMME_MEASURES)
    assert len(provenance.digest) == 16
    assert int(provenance.digest, 16) >= 0


# --- rows, frames, JSON, HTML ----------------------------------------------------------------------------------------

COLUMNS = ["section", "element", "about", "value", "low", "high", "unit", "how", "n", "references"]
# every framework with the programme that fills every slot, and every programme with those that read most of it
FULL, WIDE = "contoh_lengkap", ("pemberdayaan-masyarakat", "arnstein-1969", "laverack-2001", "mitchell-1997")
EVERY = [pair for pair in product(pb.examples(), JUDGING) if pair[0] == FULL or pair[1] in WIDE]


@pytest.mark.parametrize(("name", "framework"), EVERY)
def test_rows_are_plain_and_have_the_same_columns(name, framework):
    for each, one in parts_of(assessed(name, framework)).items():
        rows = one.rows()
        assert len({tuple(row) for row in rows}) <= 1, each
        values = [value for row in rows for value in row.values()]
        assert {type(value) for value in values} <= {str, int, float, bool, type(None)}, each
        assert all(value == value and abs(value) != float("inf") for value in values if type(value) is float), each


def test_the_long_table_says_of_what_and_about_whom():
    rows = assessed("contoh_lengkap").rows()
    assert all(list(row) == COLUMNS for row in rows)
    found = {(row["section"], row["element"], row["about"]): row for row in rows}
    assert found["gate", "subjek", "members"]["value"] == "met"
    assert found["gate", "subject_decides", "inside"]["unit"] == "planning stages"
    assert found["matrix", "highest", "warga @ identifikasi"]["unit"] == "arnstein-1969.rung"
    assert found["profile", "partisipasi", "heeded"]["value"] == 0.8
    assert found["profile", "ham", "component.ham_kesehatan 2023"]["how"] == "rated"
    assert found["contributions", "money", "2021 given inside"]["value"] == 20_000_000
    assert found["collaboration", "actors", None]["value"] == 14
    assert found["coverage", "principle.ham", "element"]["n"] == found["coverage", "principle.ham", "element"]["value"]


@pytest.mark.parametrize("name", pb.examples())
def test_rows_hold_keys_and_no_labels(name):
    assessment = assessed(name)
    made = assessment.programme
    rows = [*assessment.gate.rows(), *assessment.matrix.rows(), *assessment.contributions.rows()]
    words = {value for row in rows for value in row.values() if isinstance(value, str)}
    named = [*made.stakeholders, *made.stages, *made.activities, *ARTICLE.elements]
    assert words.isdisjoint(
        {one.label[language] for one in named for language in ("id", "en")} - {one.key for one in named}
    )


def column(rows: list[dict[str, object]], name: str) -> list[object]:
    """A column as every library holds it: of one kind, or of texts."""
    values = [row[name] for row in rows]
    kinds = {type(value) for value in values} - {type(None)}
    mixed = len(kinds) > 1 and not kinds <= {int, float}
    return [value if value is None or not mixed else str(value) for value in values]


def read_back(frame: object, library: str) -> dict[str, list[object]]:
    """The columns of a frame, without its own ways to say that a cell is empty."""
    held = {"pandas": lambda: frame.to_dict("list"), "polars": lambda: frame.to_dict(as_series=False)}
    columns = held.get(library, lambda: frame.to_pydict())()
    return {name: [None if value != value else value for value in values] for name, values in columns.items()}


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
@pytest.mark.parametrize("name", pb.examples())
def test_frames_of_every_library_hold_the_rows(name, library):
    pytest.importorskip(library)
    for each, one in parts_of(assessed(name)).items():
        frame = one.to_frame(library)
        assert type(frame).__module__.split(".")[0] == library
        rows = one.rows()
        expected = {key: column(rows, key) for key in (rows[0] if rows else ())}
        assert read_back(frame, library) == expected, each


def test_without_a_name_the_first_library_that_is_installed_is_taken(monkeypatch):
    gate = assessed("lkms_kartini").gate
    for there, first in (
        (("polars", "pyarrow"), "polars"),
        (("pyarrow",), "pyarrow"),
        (("pandas", "polars"), "pandas"),
    ):
        pytest.importorskip(first)
        monkeypatch.setattr(results, "find_spec", lambda name, there=there: name in there or None)
        assert type(gate.to_frame()).__module__.split(".")[0] == first


@pytest.mark.parametrize(("library", "said"), [(None, "no data frame library is"), ("polars", "polars is")])
def test_without_any_library_it_says_what_to_install(monkeypatch, library, said):
    monkeypatch.setattr(results, "find_spec", lambda name: None)
    with pytest.raises(pb.MissingLibraryError, match=f"{said} not installed; pip install"):
        assessed("lkms_kartini").gate.to_frame(library)


@pytest.mark.parametrize(("name", "framework"), EVERY)
def test_json_has_a_version_and_every_part(name, framework):
    assessment = assessed(name, framework)
    held = json.loads(assessment.to_json(), parse_constant=pytest.fail)
    assert held["format"] == 1
    assert held["kind"] == "assessment"
    assert held["programme"] == name
    assert held["synthetic"] is (name in ("contoh_lengkap", "lokakarya_laverack"))
    assert held["provenance"]["framework"] == framework
    assert set(PARTS) < set(held)
    for each in PARTS:
        one = getattr(assessment, each)
        assert held[each] == (None if one is None else one.rows()), each
    assert held["verdict"] == (assessment.gate.verdict.value if assessment.gate else None)


@pytest.mark.parametrize("name", PARTS)
def test_each_part_has_json_of_its_own(name):
    one = getattr(assessed("lkms_kartini"), name) or assessed("lkms_kartini", "arnstein-1969").ladder
    assert json.loads(one.to_json(), parse_constant=pytest.fail) == {
        "format": 1,
        "kind": "matrix" if name == "ladder" else name,
        "rows": one.rows(),
    }


def test_open_ends_are_null_in_json_and_rows():
    made = programme(
        actor("a"),
        actor("b", "private"),
        contributions=[
            pb.Contribution("a", "money", amount=pb.Quantity(at_least=5)),
            pb.Contribution("b", "money", amount=1e308),
            pb.Contribution("b", "money", amount=1e308),
            pb.Contribution("b", "labour", amount=10**300),
        ],
        observations=[
            pb.Observation("principle.partisipasi", value=pb.Quantity(at_least=5)),
            pb.Observation("indicator.voice_survey", value=pb.Quantity(at_least=5)),
        ],
    )
    assessment = pb.assess(made)
    json.loads(assessment.to_json(), parse_constant=pytest.fail)
    rows = [row for row in assessment.profile.rows() if row["low"] == 5]
    assert len(rows) == 3  # as rated, as computed and as its part
    assert {row["high"] for row in rows} == {None}
    for library, largest in product(("pandas", "polars", "pyarrow"), (2**63 - 1, 2**63, 10**300)):
        made = programme(actor("a"), contributions=[pb.Contribution("a", "money", amount=largest)])
        frame = pb.assess(made).contributions.to_frame(library)
        assert read_back(frame, library)["inside"] == [largest if largest < 2**63 else float(largest)]


MARKUP = "<script>alert('x')</script> & \"<b>"


def test_markup_is_escaped_wherever_it_stands():
    made = pb.Programme(
        "p",
        {"en": MARKUP},
        stakeholders=[pb.Stakeholder("a", MARKUP, "community")],
        references=[pb.Reference("r", MARKUP)],
        stages=[pb.ProgrammeStage("plan", MARKUP, "plan")],
        participations=[part("a", "plan", people=4, source=f"r, {MARKUP}", rater=MARKUP, note=MARKUP)],
        contributions=[pb.Contribution("a", "money", unit=MARKUP, amount=1, source=f"r, {MARKUP}")],
        observations=[pb.Observation("principle.partisipasi", what=MARKUP, value=MARKUP, rater=MARKUP, unit=MARKUP)],
        remarks=[pb.Remark("gap", MARKUP)],
    )
    assessment = pb.assess(made)
    told = ""
    for one in parts_of(assessment).values():
        page = one._repr_html_()
        assert "<script" not in page
        assert "<b>" not in page
        told += page
    assert told.count("&lt;script&gt;") > 5


def test_a_long_result_shows_a_hundred_rows_and_says_how_many_more():
    praga = assessed("praga_polnoc")
    page = praga._repr_html_()
    assert page.count("<tr>") == 101
    assert f"... {len(praga.rows()) - 100} more rows" in page
    assert "<table>" not in pb.assess(EMPTY).matrix._repr_html_()
    hundred = attrs.evolve(praga.matrix, cells=(praga.matrix.cells * 100)[:100])
    assert "more rows" not in hundred._repr_html_()


# --- values ----------------------------------------------------------------------------------------------------------


def test_results_are_frozen():
    assessment = assessed("lkms_kartini")
    for one in parts_of(assessment).values():
        name = attrs.fields(type(one))[0].name
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(one, name, None)
        for field in attrs.fields(type(one)):
            assert not isinstance(getattr(one, field.name), (list, dict, set)), field.name


def test_rows_are_the_callers_own():
    gate = assessed("lkms_kartini").gate
    gate.rows().clear()
    gate.rows()[0]["status"] = "met"
    assert gate.rows()[0]["status"] == "unmet"


@pytest.mark.parametrize("name", pb.examples())
def test_the_same_programme_is_assessed_the_same_twice_and_stays_as_it_was(name):
    made = pb.example(name)
    first, second = pb.assess(made), pb.assess(made)
    assert first == second
    assert first.to_json() == second.to_json()
    assert first.programme == made == pb.example(name)
    assert {one.address for one in first.scales} >= {one.address for one in made.scales}


def test_many_threads_come_to_the_same():
    work = [(name, framework) for name, framework in EVERY] * 2
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda pair: pb.assess(pb.example(pair[0]), pair[1]).to_json(), work))
    assert found == [assessed(*pair).to_json() for pair in work]


def test_a_conflict_is_shown_and_not_raised():
    made = programme(
        actor("members"),
        stages=stages("plan"),
        participations=[part("members", "plan", decides="jointly"), part("members", "plan", decides="no")],
        observations=[pb.Observation("indicator.redress", value=value) for value in ("used", "none")],
    )
    assessment = pb.assess(made)
    subject = criterion(assessment.gate, "subjek")
    assert subject.status is pb.Status.UNKNOWN
    assert records(subject.contested) == ["participations[0]", "participations[1]"]
    (cell,) = assessment.matrix.cells
    assert (cell.present, cell.decides) == (True, "jointly")
    assert len(cell.contested) == 2
    asked = {one.element: one.why for one in assessment.questions.questions}
    assert asked["indicator.subject_decides"] == asked["indicator.redress"] == "contested"


# --- coverage and questions ------------------------------------------------------------------------------------------


def test_coverage_counts_evidence_and_what_rests_on_the_files_source_alone():
    made = programme(
        actor("members", source="b"),
        actor("firm", "private"),
        references=[pb.Reference("a", "A"), pb.Reference("b", "B")],
        source="a",
        stages=stages("plan"),
        participations=[part("members", "plan", decides="jointly"), part("members", "plan", source="b", people=4)],
    )
    coverage = pb.assess(made).coverage
    found = {one.address: (one.known, one.of, one.records) for one in coverage.elements}
    assert found["criterion.inisiatif"] == (0, 2, 0)
    assert found["criterion.ikut_serta"] == (1, 1, 2)
    assert found["criterion.subjek"] == (2, 2, 1)
    assert dict(coverage.records)["stakeholders"] == 2
    # the firm, the stage, the first participation and the ladder
    assert coverage.default_source == 4
    assert pb.assess(attrs.evolve(made, source=())).coverage.default_source == 0


def test_questions_come_in_the_order_in_which_they_matter():
    asked = [one.element for one in assessed("pnpm_paseban").questions.questions]
    assert asked[:2] == ["indicator.initiative_activities", "indicator.subject_decides"]
    assert len(set(asked)) == len(asked)


def test_a_dispute_is_asked_about_first_only_where_it_bears_on_the_criterion():
    """Present in planning by one record and absent by another: taking part is met all the same, through the widows."""
    phases = ("plan", "implement", "evaluate")
    made = programme(
        actor("farmers"),
        actor("widows"),
        stages=stages(*phases),
        references=[pb.Reference("r", "R"), pb.Reference("s", "S")],
        participations=[part("widows", phase, takes_part=True) for phase in phases],
    )
    quiet = pb.assess(made).questions.questions
    assert "indicator.participation_phases" not in {one.element for one in quiet}
    remark = pb.Remark("conflict", "Who", claims={"r": "X", "s": "Y"}, about="widows", stage="plan")
    asked = pb.assess(attrs.evolve(made, remarks=[remark])).questions.questions
    found = {one.element: (i, one.why) for i, one in enumerate(asked)}
    assert found["indicator.participation_phases"][1] == "contested"
    # In the order of the criteria, and before the profile.
    assert found["indicator.initiative_activities"][0] < found["indicator.participation_phases"][0]
    assert found["indicator.participation_phases"][0] < found["indicator.heeded"][0]


def test_a_question_goes_to_those_of_the_sectors_in_the_order_of_the_sectors():
    made = programme(actor("firm", "private"), actor("officers", "community_organisation"), actor("members"))
    questions = {one.element: one for one in pb.assess(made).questions.questions}
    assert questions["indicator.subject_decides"].whom == ("members", "officers")
    assert questions["indicator.exchange"].whom == ("officers", "firm")
    empty = {one.element: one for one in pb.assess(EMPTY).questions.questions}
    assert empty["indicator.subject_decides"].whom == ()
    assert empty["indicator.subject_decides"].sectors == ("community", "community_organisation")


def test_what_is_known_and_undisputed_is_not_asked():
    assert assessed("contoh_lengkap").questions.questions == ()


# --- the gate's own words --------------------------------------------------------------------------------------------


def test_through_its_officers_only():
    made = programme(
        actor("members"),
        actor("officers", "community_organisation"),
        initiative=pb.Initiative(idea="officers", decision="officers"),
        stages=stages("plan", "implement", "evaluate"),
        participations=[part("officers", phase, decides="jointly") for phase in ("plan", "implement", "evaluate")],
    )
    gate = pb.assess(made).gate
    assert gate.judged == "members"
    assert {one.criterion: one.status.value for one in gate.inside} == dict.fromkeys(
        ("inisiatif", "ikut_serta", "subjek"), "met"
    )
    assert {one.criterion: one.status.value for one in gate.criteria} == {
        "inisiatif": "unknown",  # the officers decided to start; who decided on activities is not said
        "ikut_serta": "unknown",
        "subjek": "unknown",
    }
    assert all(gate.officers_only(key) for key in ("inisiatif", "ikut_serta", "subjek"))
    assert repr(gate).count("through its officers only") == 3
    rows = gate.rows()
    assert [row["who"] for row in rows] == ["members"] * 8 + ["inside"] * 8
    only = pb.assess(attrs.evolve(made, stakeholders=made.stakeholders[1:])).gate
    assert (only.judged, only.verdict.value) == ("inside", "met")
    assert [row["who"] for row in only.rows()] == ["inside"] * 8


def test_reach_decides_nothing():
    assert "participation_reach" not in {
        each.indicator for one in assessed("praga_polnoc").gate.criteria for each in one.indicators
    }


# --- anything at all -------------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(strategies.programmes(), st.sampled_from(JUDGING))
def test_any_programme_is_assessed(made, framework):
    try:
        assessment = pb.assess(made, framework)
    except pb.InvalidInput:
        reject()  # a scale that no framework has
    json.loads(assessment.to_json(), parse_constant=pytest.fail)
    for one in parts_of(assessment).values():
        rows = one.rows()
        assert len({tuple(row) for row in rows}) <= 1
        assert {type(value) for row in rows for value in row.values()} <= {str, int, float, bool, type(None)}
        assert repr(one)
        assert "<p>" in one._repr_html_() or "<table>" in one._repr_html_()


@pytest.mark.parametrize("named", ["criterion.inisiatif", "indicator.initiative_parts"])
def test_a_conflict_that_names_an_element_marks_its_indicator_contested(named):
    start = pb.Initiative(idea="warga", decision="warga", setup="warga")
    conflict = pb.Remark("conflict", "Who began it", claims={"a": "the residents", "b": "the office"}, element=named)
    references = [pb.Reference("a", "A"), pb.Reference("b", "B")]
    warga = [pb.Stakeholder("warga", "Warga", "community")]
    quiet = pb.Programme("p", "P", stakeholders=warga, references=references, initiative=start)
    loud = attrs.evolve(quiet, remarks=[conflict])
    before, after = (pb.assess(one).gate.criteria[0] for one in (quiet, loud))
    assert (before.status, after.status) == (pb.Status.MET, pb.Status.MET)
    assert not before.contested
    assert [trace.record for trace in after.contested] == ["remarks[0]"]
