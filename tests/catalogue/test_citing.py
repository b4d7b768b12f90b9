"""The sources of a framework for a bibliography."""

import pytest

import pemberdayaan as pb


def cited(style, **known):
    source = pb.Reference("one", **({"title": "On saying & doing"} | known))
    return pb.cite(pb.Framework("f", "F", source="one, p. 3", references=[source]), style)


@pytest.mark.parametrize(
    ("known", "apa"),
    [
        ({}, "On saying & doing. (n.d.)."),
        ({"year": 2001}, "On saying & doing. (2001)."),
        ({"author": "Budi", "year": 2001}, "Budi. (2001). On saying & doing."),
        ({"author": "Sari, A.", "year": 2001}, "Sari, A. (2001). On saying & doing."),
        ({"author": "Sari, A.; Budi, C.", "year": 2001}, "Sari, A., & Budi, C. (2001). On saying & doing."),
        (
            {"author": "A, B.; C, D.; E, F.", "journal": "World", "volume": "8(3)", "pages": "213-235"},
            "A, B., C, D., & E, F. (n.d.). On saying & doing. World, 8(3), 213–235.",
        ),
        (
            {"title": "Who decides?", "publisher": "A press", "urls": ["https://example.org/a_b"]},
            "Who decides? (n.d.). A press. https://example.org/a_b",
        ),
        ({"doi": "10.1/a_b", "urls": ["https://example.org"]}, "On saying & doing. (n.d.). https://doi.org/10.1/a_b"),
    ],
)
def test_apa(known, apa):
    assert cited("apa", **known) == apa


@pytest.mark.parametrize(
    ("known", "lines"),
    [
        ({}, ["@misc{one,", r"  title = {On saying \& doing}", "}"]),
        ({"publisher": "A press"}, ["@book{one,", r"  title = {On saying \& doing},", "  publisher = {A press}", "}"]),
        (
            {
                "title": "T",
                "author": "A, B.; C, D.",
                "year": 1980,
                "journal": "Wo",
                "volume": "8(3)",
                "pages": "1-2",
            },
            [
                "@article{one,",
                "  author = {A, B. and C, D.},",
                "  title = {T},",
                "  year = {1980},",
                "  journal = {Wo},",
                "  volume = {8},",
                "  number = {3},",
                "  pages = {1--2}",
                "}",
            ],
        ),
        ({"title": "T", "volume": "26", "journal": "J", "doi": "10.1/a_b"}, None),
        ({"title": "T", "urls": ["https://example.org/a_b"]}, None),
        ({"title": "T", "journal": "J", "volume": "(3"}, None),
    ],
)
def test_bibtex(known, lines):
    found = cited("bibtex", **known)
    if lines is not None:
        assert found.splitlines() == lines
    if "doi" in known:
        assert "  doi = {10.1/a_b}" in found
        assert "  volume = {26}" in found
        assert "number" not in found
    if "urls" in known:
        assert "  url = {https://example.org/a_b}" in found
    if known.get("volume") == "(3":
        assert "  volume = {(3}" in found


def test_several_sources_each_once_and_none():
    sources = [pb.Reference("a", "A"), pb.Reference("b", "B"), pb.Reference("unused", "C")]
    both = pb.Framework("f", "F", source=["b, p. 1", "a", "b, p. 2"], references=sources)
    assert pb.cite(both, "apa") == "B. (n.d.).\n\nA. (n.d.)."
    assert pb.cite(pb.Framework("f", "F")) == ""


def test_editors_are_no_authors():
    one, two = {"author": "Sari, A. (ed.)", "year": 2001}, {"author": "Sari, A.; Budi, C. (eds.)", "year": 2001}
    assert cited("apa", **one) == "Sari, A. (Ed.). (2001). On saying & doing."
    assert cited("apa", **two) == "Sari, A., & Budi, C. (Eds.). (2001). On saying & doing."
    assert cited("bibtex", **two).splitlines()[1] == "  editor = {Sari, A. and Budi, C.},"
    for key in ("narayan-2002", "empowerment-evaluation-2005"):
        assert "editor = " in pb.cite(key)


@pytest.mark.parametrize("style", ["bibtex", "apa"])
@pytest.mark.parametrize("key", pb.frameworks())
def test_every_framework_is_cited(key, style):
    assert all(
        pb.framework(key).reference[c.partition(",")[0]].title in pb.cite(key, "apa") for c in pb.framework(key).source
    )
    assert pb.cite(key, style)


def test_a_style_that_there_is_not():
    with pytest.raises(pb.InvalidInput, match="'harvard' is not a citation style; choose from bibtex, apa"):
        pb.cite("arnstein-1969", "harvard")
