"""Several years and two programmes on paper: the page, the picture, and what the command line prints."""

import json
import re
from functools import cache

import attrs
import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt
from measures.builders import RUNG, actor, part, programme, stages
from show.test_report import Seen

import pemberdayaan as pb
from pemberdayaan.__main__ import main
from pemberdayaan.show import plots
from pemberdayaan.show.plots.sheet import INSIDE, own_axes
from pemberdayaan.show.words import summary_of_years

BAD = '<b>well</b> & "quote"'
NO_EFFECT = {"id": "perubahan, bukan bukti dampak program", "en": "a change, not evidence of effect"}


@cache
def village(*years):
    return pb.assess(pb.example("contoh_lengkap"), years=years or (2020, 2021, 2022, 2023))


@cache
def page(what, language="en"):
    made = {
        "village": village,
        "warsaw": lambda: pb.assess(pb.example("praga_polnoc"), years=range(2017, 2027)),
        "one year": lambda: village(2022),
        "two": lambda: pb.compare(*(pb.assess(pb.example(name)) for name in ("contoh_lengkap", "praga_polnoc"))),
        "ladder": lambda: pb.assess(pb.example("contoh_lengkap"), "arnstein-1969", years=[2021, 2023]),
    }
    return pb.report(made[what](), language=language)


def of_years(*levels, **said):
    """One file for each year, with a level that members reached in it; None for a year without them."""
    files = [
        programme(
            actor("members"),
            stages=stages("plan"),
            activities=[pb.Activity("talk", "Talk", stage="plan", led_by="members", date=year)],
            participations=[] if level is None else [part("members", "plan", depth=level, scale=RUNG, period=year)],
            **said,
        )
        for year, level in enumerate(levels, 2021)
    ]
    return pb.assess([attrs.evolve(one, period=year) for year, one in enumerate(files, 2021)])


# --- the page --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "language"),
    [(what, language) for what in ("village", "two") for language in ("id", "en")]
    + [("warsaw", "en"), ("ladder", "id"), ("one year", "id")],
)
def test_the_page_stands_alone(what, language):
    seen = Seen(page(what, language))
    assert seen.open == []
    assert len(seen.ids) == len(set(seen.ids))
    assert not {"script", "link", "img", "iframe"} & set(seen.tags)
    assert [one for one in seen.addresses if one.startswith("#") and one[1:] not in seen.ids] == []
    assert not re.search(r"\{[a-z_]+\}", seen.text)
    assert "None" not in seen.words


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_verdict_of_each_year_comes_first_and_what_a_change_is_not(language):
    text = Seen(page("village", language)).text
    verdict = {"id": "Memenuhi kriteria (2021, 2022, dan 2023).", "en": "Criteria met (2021, 2022 and 2023)."}[language]
    title = {"id": "Yang berubah", "en": "What changed"}[language]
    assert 0 < text.index(verdict) < text.index(NO_EFFECT[language]) < text.index(title)
    assert {"id": "tidak dinilai: 2020.", "en": "not assessed: 2020."}[language] in text
    assert "24 " in text


def test_what_changed_has_its_years_in_one_row():
    text = Seen(page("village")).text
    assert "Share from inside: Money, given 20% 50% 80% +60 percentage points" in text
    assert "From outside: Money, given Rp80,000,000 Rp40,000,000 Rp10,000,000 −Rp70,000,000" in text
    assert "Change of the gap between rich and poor: as measured that year 0.38 No evidence 0.31 −0.07" in text
    text = Seen(page("village", "id")).text
    assert "Bagian dari dalam: Uang, diberikan 20 % 50 % 80 % +60 poin persen" in text


def test_what_cannot_be_compared_has_its_reason():
    text = Seen(page("village")).text
    start = text.index("Why What it concerns")
    for reason in ("Other groups or phases are recorded", "The records have no date", "No evidence in the first year"):
        assert text.index(reason) > start


def test_many_years_stand_below_each_other():
    text = Seen(page("warsaw")).text
    assert "Cannot tell (2017 to 2026)." in text
    assert "2024 inside 1 unvalued; outside no evidence inside no evidence; outside PLN 2,637,105" in text
    assert "From outside: Money, pooled PLN 743,000 PLN 1,209,340 +PLN 466,340" in text


def test_one_year_has_nothing_to_compare():
    text = Seen(page("one year")).text
    assert "Criteria met (2022)." in text
    assert "effect" not in text
    assert "What changed" not in text


def test_levels_move_in_words():
    text = Seen(pb.report(of_years("consultation", "partnership", "control"), language="en")).text
    assert "Members, Plan (Rung) Consultation (4) Partnership (6) Citizen control (8) ↑ higher" in text
    down = of_years("control", "partnership")
    assert "→ Partnership (6) (↓ lower)" in summary_of_years(down, "en").replace("\n    ", " ")


def test_a_break_that_touches_everything_is_told():
    series = of_years("consultation", "control", remarks=[pb.Remark("break", "Another form", period=2022)])
    text = Seen(pb.report(series, language="en")).text
    assert "A break lies between the first and the last year" in text
    assert "What changed" not in text


@pytest.mark.parametrize("language", ["id", "en"])
def test_two_programmes_stand_side_by_side(language):
    seen = Seen(page("two", language))
    village_, warsaw = (pb.example(name).label[language] for name in ("contoh_lengkap", "praga_polnoc"))
    assert {"id": f"{warsaw}: Belum dapat disimpulkan", "en": f"{warsaw}: Cannot tell"}[language] in seen.text
    assert {
        "id": f"Kedalaman partisipasi: penggalian masalah Pendelegasian kekuasaan (7) Kemitraan (6) {village_}",
        "en": f"Depth of participation: identifying Delegated power (7) Partnership (6) {village_}",
    }[language] in seen.text
    assert {"id": "belum tentu lebih baik", "en": "Higher is not better"}[language] in seen.text
    assert {"only_0", "only_1", "side_by_side", "side_other"} <= set(seen.ids)


def test_what_a_file_says_is_escaped():
    files = [attrs.evolve(programme(actor("members"), ties=[pb.Tie("members", "members")]), key=key) for key in "pq"]
    made = [pb.assess(attrs.evolve(one, label=BAD)) for one in files]
    assert "<b>well" not in pb.report(pb.compare(*made))
    assert "<b>well" not in pb.report(pb.assess([attrs.evolve(files[0], label=BAD, period=2021)]))


def test_the_page_is_written(tmp_path):
    path = tmp_path / "years.html"
    assert path.write_text("") == 0
    assert pb.report(village(), path, language="en") == path.read_text(encoding="utf-8") == page("village")


# --- the picture -----------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def said(axes):
    return [one.get_text() for one in axes.texts]


def joined_lines(axes):
    return [one for one in axes.lines if one.get_color() == INSIDE and one.get_linestyle() == "-"]


def dots(axes):
    return [one for one in axes.lines if one.get_marker() == "o"]


def crosses(axes):
    return [one for one in axes.lines if one.get_marker() == "x"]


@pytest.mark.parametrize(
    ("levels", "points", "lines", "open_"),
    [
        (("consultation", "partnership", "control"), 3, 2, 0),
        (("consultation", None, "control"), 2, 0, 1),
        (("consultation", "partnership", None), 2, 1, 1),
    ],
)
def test_points_are_joined_and_a_gap_stays_a_gap(levels, points, lines, open_):
    axes = plots.rounds(of_years(*levels))
    assert "Kedalaman partisipasi" not in said(plots.rounds(of_years(*(None for _ in levels))))
    panel = _panel(axes, "Kedalaman partisipasi")
    assert (len(panel["dots"]), len(panel["lines"]), len(panel["crosses"])) == (points, lines, open_)


def _panel(axes, title):
    """What stands in the panel under a title: between its place and the next panel's."""
    from pemberdayaan.show.plots.rounds import TALL, WIDE

    place = next(one for one in axes.texts if one.get_text() == title)
    x, y = place.get_position()
    left, top = WIDE * int(x / WIDE), 0.08 + TALL * int((y - 0.08) / TALL)

    def within(one):
        xs, ys = one.get_xdata(), one.get_ydata()
        return left <= min(xs) and max(xs) <= left + WIDE and top <= min(ys) and max(ys) <= top + TALL

    return {
        "dots": [one for one in dots(axes) if within(one)],
        "lines": [one for one in joined_lines(axes) if within(one) and one.get_marker() in ("None", None, "")],
        "crosses": [one for one in crosses(axes) if within(one)],
        "cuts": [one for one in axes.lines if within(one) and one.get_linestyle() == "--"],
    }


def test_points_of_records_without_a_date_are_not_joined():
    axes = plots.rounds(village())
    assert len(_panel(axes, "Kegiatan yang dipimpin dari dalam")["lines"]) == 2
    panel = _panel(axes, "Kedalaman partisipasi")
    assert (len(panel["dots"]), panel["lines"]) == (3, [])


def test_what_is_higher_stands_higher():
    panel = _panel(plots.rounds(of_years("control", "consultation", "control")), "Kedalaman partisipasi")
    heights = [one.get_ydata()[0] for one in panel["dots"]]
    # The sheet counts downwards.
    assert heights[0] == heights[2] < heights[1]


def test_a_break_is_an_upright_line():
    cut = pb.Remark("break", "Another form.", period=2022)
    axes = plots.rounds(of_years("consultation", "control", remarks=[cut]), language="en")
    panel = _panel(axes, "Depth of participation")
    assert (len(panel["cuts"]), len(panel["lines"])) == (1, 0)
    (line,) = panel["cuts"]
    assert line.get_xdata()[0] == line.get_xdata()[1]
    assert "Upright line: Another form (2022)" in said(axes)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_text_is_in_the_language_and_on_the_sheet(language):
    axes = own_axes()
    assert plots.rounds(village(), ax=axes, language=language) is axes
    words = said(axes)
    assert {"id": "Terpenuhi", "en": "Met"}[language] in words
    assert {"id": "80 %", "en": "80%"}[language] in words
    figure = axes.get_figure()
    figure.canvas.draw()
    edges = figure.bbox
    for one in axes.texts:
        box = one.get_window_extent()
        assert box.x0 >= -1, one.get_text()
        assert box.x1 <= edges.x1 + 1, one.get_text()
        assert box.y0 >= -1, one.get_text()
        assert box.y1 <= edges.y1 + 1, one.get_text()


def test_texts_do_not_cover_each_other():
    axes = own_axes()
    plots.rounds(village(), ax=axes)
    axes.get_figure().canvas.draw()
    boxes = [(one.get_text(), one.get_window_extent()) for one in axes.texts]
    covered = [
        (a, b)
        for i, (a, one) in enumerate(boxes)
        for b, other in boxes[i + 1 :]
        if one.shrunk(0.98, 0.8).overlaps(other.shrunk(0.98, 0.8))
    ]
    assert covered == []


def test_nothing_to_draw_says_so():
    empty = attrs.evolve(programme(actor("members"), ties=[pb.Tie("members", "members", period=2021)]), period=2021)
    (words,) = said(plots.rounds(pb.assess([empty], "laverack-2001"), language="en"))
    assert words == "There is nothing recorded to draw."


def test_no_style_is_changed_and_another_thing_is_refused():
    before = dict(mpl.rcParams)
    plots.rounds(village())
    assert dict(mpl.rcParams) == before
    with pytest.raises(pb.InvalidInput) as caught:
        plots.rounds(village().assessments[0])
    assert [one.code for one in caught.value.faults] == ["wrong_type"]


# --- the command line ------------------------------------------------------------------------------------------------


def test_the_command_line_takes_years(capsys, tmp_path):
    path = tmp_path / "years.html"
    words = ["assess", "--example", "contoh_lengkap", "--years", "2021, 2023", "--language", "en"]
    assert main([*words, "--report", str(path)]) == 0
    printed = capsys.readouterr().out
    assert "Share from inside: Money, given: 20% → 80% (+60 percentage points)" in printed
    assert NO_EFFECT["en"] in " ".join(printed.split())
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["years"] == ["2021", "2023"]
    assert main([*words[:3], "--years", "soon"]) == 2
    assert "soon" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_summary_is_in_the_language_and_no_line_is_long(language):
    told = summary_of_years(village(), language)
    assert max(map(len, told.splitlines())) <= 100
    assert NO_EFFECT[language] in " ".join(told.split())
    assert "2020" in told
