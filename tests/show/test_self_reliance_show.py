"""Self-reliance on paper: the picture, and the sentences of the report."""

import re
from functools import cache

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from show.room import nothing_covers_anything

import pemberdayaan as pb
from pemberdayaan.measures.self_reliance import self_reliance
from pemberdayaan.show import plots
from pemberdayaan.show.names import Names
from pemberdayaan.show.plots.sheet import INSIDE, OUTSIDE, own_axes
from pemberdayaan.show.sections.reliance import over_the_years

LANGUAGES = ("id", "en")
PEOPLE = [pb.Stakeholder("residents", "Residents", "community"), pb.Stakeholder("office", "Office", "government")]
LONG = "goods_whose_name_goes_on_and_on_until_it_fills_the_panel"
CUT = pb.Remark("break", "Everything goes through the village account", period=2018, about="office")


@pytest.fixture(autouse=True)
def closed():
    """Figures that a picture opened through pyplot do not pile up."""
    yield
    plt.close("all")


def gifts(kind, unit, first, pairs, **said):
    return [
        pb.Contribution(who, kind, amount=amount, unit=unit, period=first + i, **said)
        for i, pair in enumerate(pairs)
        for who, amount in zip(("residents", "office"), pair, strict=True)
        if amount is not None
    ]


def made(*contributions, remarks=()):
    given = [one for some in contributions for one in some]
    return pb.Programme("p", "P", stakeholders=PEOPLE, contributions=given, remarks=remarks, currency="IDR")


@cache
def crowded():
    """Fourteen years with a break and an inexact one, a promise, something unvalued, and a long name."""
    money = [(10_000_000 + 5_000_000 * i, 100_000_000 - 5_000_000 * i) for i in range(14)]
    money[5] = (money[5][0], pb.Quantity(low=70_000_000, high=80_000_000))
    labour = gifts("labour", "HOK", 2019, [(300, 100), (300, 50), (300, 100)])
    labour += [pb.Contribution("office", "labour", unit="HOK", period=2020)]
    promised = gifts("labour", "HOK", 2021, [(None, 200), (50, None)], status="promised")
    long = gifts(LONG, "pieces of pipe of half an inch each", 2010, [(3, 1), (3, 1)])
    return self_reliance(made(gifts("money", None, 2010, money), labour, promised, long, remarks=[CUT]))


def texts(axes):
    return [one.get_text() for one in axes.texts]


def bars(axes, color):
    """Left edge, top and height of the filled bars of one colour, without the sample of the legend."""
    found = [one for one in axes.patches if isinstance(one, Rectangle) and to_hex(one.get_facecolor()) == color]
    return [(one.get_x(), one.get_y(), one.get_height()) for one in found][1:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_covers_another(language):
    for result in (crowded(), self_reliance(pb.example("contoh_lengkap"))):
        nothing_covers_anything(plots.self_reliance(result, language=language))


def test_the_bars_are_as_high_as_the_amounts_and_stand_on_each_other():
    axes = plots.self_reliance(self_reliance(pb.example("contoh_lengkap")), language="en")
    inside, outside = bars(axes, INSIDE), bars(axes, OUTSIDE)
    assert [height / inside[0][2] for *_, height in inside] == pytest.approx([1, 2, 2])
    assert [height / inside[0][2] for *_, height in outside] == pytest.approx([4, 2, 0.5])
    for low, high in zip(inside, outside, strict=True):
        assert low[0] == high[0]
        assert high[1] + high[2] == pytest.approx(low[1])
    for words in ("20%", "50%", "80%", "Rp100,000,000", "2021", "2022", "2023", "promised"):
        assert words in texts(axes)
    hatched = [one for one in axes.patches if one.get_hatch()]
    assert len(hatched) == 2  # the sample and the promise of 2023
    assert "75%" not in texts(axes)  # labour has one year only


def test_one_kind_may_be_chosen_and_one_that_there_is_not_is_refused():
    found = self_reliance(pb.example("contoh_lengkap"))
    assert {"75%", "2021"} <= set(texts(plots.self_reliance(found, kind="labour", language="en")))
    with pytest.raises(pb.InvalidInput, match="there is no kind 'gold'"):
        plots.self_reliance(found, kind="gold")


def test_breaks_bounds_and_what_has_no_share_are_told():
    axes = plots.self_reliance(crowded(), language="en")
    said = " ".join(texts(axes))
    assert "Dashed line, Money, from 2018 on: Everything goes through the village account" in said
    assert "given by its bounds: Money" in said
    assert "–: no share" in said
    dashed = [one for one in axes.lines if one.get_linestyle() == "--"]
    assert len(dashed) == 1
    lefts = [x for x, *_ in bars(axes, INSIDE)][:14]  # of the first panel
    at = dashed[0].get_xdata()[0]
    assert [x < at for x in lefts] == [True] * 8 + [False] * 6


def test_years_stand_as_far_apart_as_in_time():
    apart = [*gifts("money", None, 2010, [(1, 1)]), *gifts("money", None, 2012, [(1, 1), (1, 1)])]
    left = [x for x, *_ in bars(plots.self_reliance(self_reliance(made(apart))), INSIDE)]
    assert left[1] - left[0] == pytest.approx(2 * (left[2] - left[1]))


def test_of_nothing_there_is_a_sentence():
    for programme in (pb.Programme("p", "P"), made([pb.Contribution("residents", "labour", period=2020)])):
        assert texts(plots.self_reliance(self_reliance(programme), language="en")) == [
            "No contribution has a year and an amount."
        ]


def test_the_same_is_drawn_every_time_and_settings_stay():
    before = dict(mpl.rcParams)
    given = Figure(figsize=(3, 2)).add_subplot()
    assert plots.self_reliance(crowded(), ax=given) is given
    assert dict(mpl.rcParams) == before
    one, other = (plots.self_reliance(crowded(), ax=own_axes()) for _ in range(2))
    assert texts(one) == texts(other)


# --- the report ------------------------------------------------------------------------------------------------------


def words_of(page):
    return " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page, flags=re.DOTALL).split())


def told(programme, language):
    return words_of(over_the_years(Names(pb.assess(programme), language)))


def test_the_report_has_it_under_the_contributions():
    page = pb.report(pb.assess(pb.example("contoh_lengkap")))
    section = re.search(r'<h2 id="contributions">.*?</section>', page, re.DOTALL)[0]
    assert told(pb.example("contoh_lengkap"), "id") in words_of(section)


def test_outside_aid_falls_in_the_report_of_the_complete_example():
    complete = pb.example("contoh_lengkap")
    indonesian, english = (told(complete, language) for language in LANGUAGES)
    for words in (
        "Uang dari luar turun dari 80 % (2021) menjadi 20 % (2023) dari yang diberikan, dengan 50 % (2022)",
        "jumlahnya turun Rp35.000.000 setahun (selang 95 %: -Rp71.700.000 sampai Rp1.680.000).",
        "dari dalam atau bersama menurut tahun: 89,5 % (2021), 100 % (2022), dan 100 % (2023).",
    ):
        assert words in indonesian
    assert "Money from outside fell from 80% (2021) to 20% (2023) of what was given, with 50% (2022)" in english
    assert "Labour (person-days) from outside" not in english  # one year only


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([(8, 2), (2, 8)], "Money from outside rose from 20% (2010) to 80% (2011) of what was given."),
        ([(1, 1), (2, 2)], "Money from outside stayed at 50% of what was given (2010 and 2011)."),
        ([(1, 1), (1, pb.Quantity(low=1, high=3))], "by year: 50% (2010) and 50% to 75% (2011)."),
        ([(1, 1), (1, 1), (1, 1)], "through 3 years the amount does not change"),
        ([(1, 1), (1, 2), (1, 3)], "through 3 years the amount rises by Rp1 a year"),
    ],
)
def test_the_words_are_neutral_and_say_what_moved(pairs, words):
    assert words in told(made(gifts("money", None, 2010, pairs)), "en")


def test_nothing_is_said_across_a_break():
    said = told(made(gifts("money", None, 2016, [(1, 9), (2, 8), (8, 2), (9, 1)]), remarks=[CUT]), "en")
    assert "Money from outside fell from 90% (2016) to 80% (2017)" in said
    assert "Money from outside fell from 20% (2018) to 10% (2019)" in said
    assert "the series breaks in 2018, and is not compared across it" in said
    assert "to 10% (2019)" not in said.partition("fell from 20%")[0]


@pytest.mark.parametrize("pairs", [[(1, 1)], [(1, None), (2, None)], []])
def test_of_a_single_year_nothing_is_said(pairs):
    assert "Year by year" not in told(made(gifts("money", None, 2010, pairs)), "en")
