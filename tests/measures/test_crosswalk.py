"""Two frameworks side by side: what matches what, and what the one does not measure."""

import json

import attrs
import pytest
from gold.frameworks import INDICES

import pemberdayaan as pb
from pemberdayaan.measures.crosswalk import compared_elements

ARTICLE = "pemberdayaan-masyarakat"
PRINCIPLES = [f"principle.{key}" for key in ("partisipasi", "kemandirian", "keadilan", "ham", "kolaborasi")]


def small(key, *matches, scale=()):
    """A made-up framework of two domains."""
    domains = [pb.Domain("voice", "Voice"), pb.Domain("purse", "Purse")]
    rule = pb.ProfileRule("profile", "Profile", ["domain"])
    return pb.Framework(key, key.title(), domains=domains, rules=[rule], matches=matches, scales=scale)


def pairs(found):
    return {(one.first, one.second): (one.kind.value, one.via) for one in found.pairs}


@pytest.mark.parametrize(
    ("kind", "back"),
    [("exact", "exact"), ("close", "close"), ("broad", "narrow"), ("narrow", "broad"), ("related", "related")],
)
def test_a_match_is_read_from_either_side(kind, back):
    one = small("one", pb.Match("domain.voice", kind, "two", "domain.purse"))
    two = small("two")
    assert pairs(pb.crosswalk(one, two)) == {("domain.voice", "domain.purse"): (kind, None)}
    assert pairs(pb.crosswalk(two, one)) == {("domain.purse", "domain.voice"): (back, None)}


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [
        (("exact", "exact"), "exact"),
        (("exact", "close"), "related"),
        (("narrow", "narrow"), "related"),
        (("broad", "exact"), "related"),
    ],
)
def test_what_both_match_with_the_article_is_related_and_exact_only_if_both_are(kinds, kind):
    one = small("one", pb.Match("domain.voice", kinds[0], ARTICLE, "principle.partisipasi"))
    two = small("two", pb.Match("domain.purse", kinds[1], ARTICLE, "principle.partisipasi"))
    found = pb.crosswalk(one, two)
    assert pairs(found) == {("domain.voice", "domain.purse"): (kind, "principle.partisipasi")}
    assert found.unmeasured == ("domain.voice",)


def test_a_match_of_its_own_goes_before_one_by_the_article():
    by_article = pb.Match("domain.voice", "exact", ARTICLE, "principle.partisipasi")
    one = small("one", by_article, pb.Match("domain.voice", "broad", "two", "domain.purse"))
    two = small("two", attrs.evolve(by_article, element="domain.purse"))
    assert pairs(pb.crosswalk(one, two)) == {("domain.voice", "domain.purse"): ("broad", None)}


def test_what_is_measured_in_part_and_what_not_at_all():
    one = small(
        "one",
        pb.Match("domain.voice", "narrow", ARTICLE, "principle.kemandirian"),
        pb.Match("domain.voice", "close", ARTICLE, "principle.partisipasi"),
        pb.Match("domain.voice", "related", ARTICLE, "principle.ham"),
    )
    found = pb.crosswalk(one)
    assert found.partly == ("principle.kemandirian",)
    assert [a for a in found.unmeasured if a in PRINCIPLES] == PRINCIPLES[2:]
    assert found.only_first == ("domain.purse",)
    rows = found.rows()
    assert {row["kind"] for row in rows} == {"narrow", "close", "related", "unmeasured", "unmatched"}
    assert [row["second"] for row in rows if row["kind"] == "unmeasured"] == list(found.unmeasured)


def test_a_match_with_the_whole_covers_every_element():
    one = small("one", pb.Match("domain.voice", "broad", "two", "two"))
    assert pb.crosswalk(one, small("two")).unmeasured == ()
    # the other way round, the whole of "two" is only a part of that voice
    assert pb.crosswalk(small("two"), one).partly == ("domain.voice",)


def test_an_extended_framework_keeps_the_matches_of_the_one_it_grew_from():
    base = small("one", pb.Match("one", "close", ARTICLE, "principle.partisipasi"))
    ours = base.extend("ours", [pb.Domain("loom", "The loom")])
    assert pairs(pb.crosswalk(ours)) == {("ours", "principle.partisipasi"): ("close", None)}
    other = small("other", pb.Match("domain.voice", "exact", "one", "domain.voice"))
    assert pairs(pb.crosswalk(ours, other)) == {("domain.voice", "domain.voice"): ("exact", None)}
    whole = small("other", pb.Match("domain.voice", "close", "one", "one"))
    assert pairs(pb.crosswalk(ours, whole)) == {("ours", "domain.voice"): ("close", None)}


@pytest.mark.parametrize("key", pb.frameworks())
def test_every_framework_is_compared_with_every_other(key):
    for other in pb.frameworks():
        found = pb.crosswalk(key, other)
        back = pb.crosswalk(other, key)
        assert {(two, one) for one, two in pairs(back)} == set(pairs(found))
        assert not set(found.unmeasured) & {one.second for one in found.pairs if one.kind.value != "related"}
        assert all(one.first in found.first.labels and one.second in found.second.labels for one in found.pairs)


@pytest.mark.parametrize("key", [key for key in pb.frameworks() if key != ARTICLE])
def test_matches_with_the_article_are_marked_as_ours(key):
    found = pb.crosswalk(key)
    # these place actors, or measure conditions, and no principle: that is their answer
    without = {"mendelow-1991", "mitchell-1997", "global-mpi-2018", *INDICES} - {"idm-2016"}
    assert bool(found.pairs) is (key not in without)
    assert all(one.ours and one.note is not None for one in found.pairs)
    assert found.provenance.framework == key


def test_hardly_any_framework_measures_human_rights_in_full():
    full = [
        key
        for key in pb.frameworks()
        if key != ARTICLE and "principle.ham" not in pb.crosswalk(key).unmeasured + pb.crosswalk(key).partly
    ]
    assert len(full) <= 5


def test_an_unknown_framework_is_named():
    with pytest.raises(pb.InvalidInput, match="laverak"):
        pb.crosswalk("laverak-2001")


def test_a_result_says_how_far_its_framework_was_checked():
    assert "checked only in part against its source" in repr(pb.crosswalk("laverack-2001"))
    memory = attrs.evolve(small("one"), checked="memory")
    assert "not checked against its source" in repr(pb.crosswalk(memory))
    assert "checked" not in repr(pb.crosswalk(attrs.evolve(memory, checked="full")))


@pytest.mark.parametrize("key", ["laverack-2001", "mitchell-1997", "arnstein-1969"])
def test_every_result_says_how_far_the_framework_behind_it_was_checked(key):
    said = f"{key}: checked only in part against its source"
    assessment = pb.assess(pb.example("lokakarya_laverack"), key)
    parts = [assessment.profile, assessment.ratings, assessment.placements, assessment.ladder]
    for one in (assessment, *(part for part in parts if part is not None)):
        assert repr(one).count(said) == 1
        assert said in one._repr_html_()
    assert json.loads(assessment.to_json())["provenance"]["checked"] == "partly"
    assert "baru sebagian dicocokkan" in pb.report(assessment)


def test_a_survey_on_a_ladder_says_so_too():
    found = pb.questionnaire.ladder_of_sum(181, respondents=54)
    assert "arnstein-1969: checked only in part against its source" in repr(found)


def test_the_article_was_read_in_full_and_says_nothing():
    assessment = pb.assess(pb.example("lkms_kartini"))
    assert "checked" not in repr(assessment)
    assert "against its source" not in assessment.gate._repr_html_()


@pytest.mark.parametrize("key", [ARTICLE, "kabeer-1999", "mitchell-1997"])
def test_a_framework_measures_all_of_itself_and_so_does_what_grew_from_it(key):
    held = pb.framework(key)
    addresses = compared_elements(held)
    ours = held.extend("ours", [pb.Indicator("price", "Sets her own price", part_of=addresses[0])])
    for one, other in ((held, held), (ours, held), (held, ours)):
        found = pb.crosswalk(one, other)
        assert (found.unmeasured, found.partly, found.only_first) == ((), (), ())
        same = [pair for pair in found.pairs if pair.kind is pb.MatchKind.EXACT and pair.first == pair.second]
        assert sorted(pair.first for pair in same if not pair.ours) == sorted(addresses)
