"""Pictures of networks: what they show, that they are the same every time, and that no text covers another."""

import itertools

import attrs
import matplotlib as mpl
import matplotlib.pyplot as plt
import networkx as nx
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle
from show.room import nothing_covers_anything

import pemberdayaan as pb
from pemberdayaan.measures.network import RemovalOrder
from pemberdayaan.show import plots
from pemberdayaan.show.plots.roles import NAMES
from pemberdayaan.show.plots.sheet import INSIDE, OUTSIDE, own_axes
from pemberdayaan.show.vocabulary import VOCABULARY

LANGUAGES = ("id", "en")
LONG = "An actor with a rather long name and an_unbreakable_word_of_many_letters, number"
SECTORS = ("community", "community_organisation", "village_government", "government", "ngo", "private", "donor")


@pytest.fixture(autouse=True)
def closed():
    """Figures that a picture opened through pyplot do not pile up."""
    yield
    plt.close("all")


def texts(axes):
    return [one.get_text() for one in axes.texts]


def said(axes):
    return " ".join(texts(axes))


def at(axes, words):
    """Where a text stands, in inches from the top left."""
    return next(one.get_position() for one in axes.texts if one.get_text() == words)


def arrows(axes):
    return [one for one in axes.patches if isinstance(one, FancyArrowPatch)]


def drawn(axes):
    """What is drawn and where, to compare two pictures."""
    words = [(one.get_text(), one.get_position()) for one in axes.texts]
    lines = [tuple(map(tuple, one.get_xydata().round(6).tolist())) for one in axes.lines]
    return words, lines, [one.get_path().vertices.round(6).tolist() for one in arrows(axes)]


def circle(n, m, sectors=SECTORS, directed=True):
    """A graph by a rule: every actor is tied to those some steps on."""
    graph = (nx.DiGraph if directed else nx.Graph)()
    for i in range(n):
        sector = sectors[i * 5 % len(sectors)]
        graph.add_node(f"s{i}", sector=sector, inside=sector.startswith("community"))
    graph.add_edges_from((f"s{i}", f"s{(i + step * step + 1) % n}") for step in range(m) for i in range(0, n, step + 1))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return graph


def labels(n):
    return {f"s{i}": f"{LONG} {i}" for i in range(n)}


def gifts(*amounts, kind="money", unit="IDR", **more):
    """A ministry gives, residents add, a committee passes it on: (period, from outside, from inside)."""
    people = [
        pb.Stakeholder("ministry", "Ministry", "government"),
        pb.Stakeholder("committee", "Committee", "community_organisation"),
        pb.Stakeholder("residents", "Residents", "community"),
    ]
    given = []
    for period, outside, own in amounts:
        shared = {"kind": kind, "unit": unit, "period": period, **more}
        given.append(pb.Contribution("ministry", to=["committee"], amount=outside, **shared))
        given.append(pb.Contribution("committee", to=["residents"], amount=outside + own, **shared))
    return pb.Programme("p", "P", stakeholders=people, contributions=given)


VILLAGE = nx.DiGraph(
    [
        ("farmers", "committee"),
        ("committee", "farmers"),
        ("committee", "office"),
        ("office", "district"),
        ("trainer", "committee"),
        ("farmers", "trainer"),
    ]
)
nx.set_node_attributes(
    VILLAGE,
    dict(zip(VILLAGE, ("community", "community", "government", "government", "ngo"), strict=True)),
    "sector",
)


def later():
    graph = VILLAGE.copy()
    graph.remove_edge("trainer", "committee")
    graph.remove_edge("farmers", "trainer")
    graph.add_edge("farmers", "office")
    return graph


def pictures():
    """Every picture in its cases, smallest and largest."""
    crowd, many = circle(60, 3), circle(90, 3)
    families, full = nx.florentine_families_graph(), pb.example("contoh_lengkap")
    mixed, removal = pb.network.external_internal, pb.network.removal_curve
    years = [(1990 + i, 10 + i, 5) for i in range(30)]
    kinds = [gifts((2020, 3, 4), (2021, 5, 1), kind=f"a_kind_with_a_rather_long_name_{i}") for i in range(5)]
    every = attrs.evolve(kinds[0], contributions=[gift for one in kinds for gift in one.contributions])
    orders = [removal(crowd, order=order, rng=1) for order in RemovalOrder]
    return {
        "network": lambda **k: plots.network(pb.assess(full), **k),
        "network 60": lambda **k: plots.network(crowd, brokers=pb.network.brokerage(crowd), labels=labels(60), **k),
        "network 90": lambda **k: plots.network(many, **k),
        "network without sectors": lambda **k: plots.network(families, by=None, **k),
        "network of two": lambda **k: plots.network(nx.path_graph(2), by=None, **k),
        "roles": lambda **k: plots.roles(pb.network.brokerage(crowd), labels=labels(60), **k),
        "roles undirected": lambda **k: plots.roles(pb.network.brokerage(circle(20, 3, directed=False)), **k),
        "mixing": lambda **k: plots.mixing(mixed(full, permutations=19, rng=1), **k),
        "mixing undirected": lambda **k: plots.mixing(mixed(circle(40, 3, directed=False)), **k),
        "mixing of many": lambda **k: plots.mixing(mixed(circle(40, 3, [f"{LONG} {i}" for i in range(12)])), **k),
        "removal": lambda **k: plots.removal(orders, labels=labels(60), **k),
        "removal of one": lambda **k: plots.removal(removal(families), **k),
        "dependence": lambda **k: plots.dependence(pb.network.dependence(full), **k),
        "dependence over years": lambda **k: plots.dependence(pb.network.dependence(gifts(*years)), **k),
        "dependence on one day": lambda **k: plots.dependence(
            pb.network.dependence(gifts(("2021", 3, 4), ("2021-01", 5, 1))), **k
        ),
        "dependence of many kinds": lambda **k: plots.dependence(pb.network.dependence(every), **k),
        "stages": lambda **k: plots.stages(VILLAGE, later(), **k),
        "stages of many": lambda **k: plots.stages(circle(40, 4), circle(40, 5), labels=labels(40), **k),
    }


PICTURES = pictures()


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_covers_another(name, language):
    axes = PICTURES[name](ax=own_axes(), language=language)
    assert isinstance(axes, Axes)
    nothing_covers_anything(axes)


@pytest.mark.parametrize("name", PICTURES)
def test_the_same_is_drawn_every_time_on_given_axes_and_settings_stay(name):
    before = dict(mpl.rcParams)
    given = Figure(figsize=(3, 2)).add_subplot()
    assert PICTURES[name](ax=given) is given
    assert dict(mpl.rcParams) == before
    assert drawn(PICTURES[name](ax=own_axes())) == drawn(PICTURES[name](ax=own_axes()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_to_draw_is_said(language):
    none, lone = nx.DiGraph(), nx.Graph()
    none.add_nodes_from("ab", sector="ngo")
    lone.add_edge("a", "b")
    nx.set_node_attributes(lone, "ngo", "sector")
    nobody = {"id": "Belum ada catatan hubungan.", "en": "No tie is recorded."}[language]
    assert nobody in texts(plots.network(none, language=language))
    assert nobody in texts(plots.mixing(pb.network.external_internal(none), language=language))
    assert nobody in texts(plots.stages(none, none, language=language))
    assert len(plots.roles(pb.network.brokerage(lone), language=language).texts) == 1
    assert len(plots.removal([], language=language).texts) == 1
    unvalued = pb.network.dependence(pb.example("pnpm_paseban"))
    assert len(plots.dependence(unvalued, language=language).texts) == 1


# --- the network -----------------------------------------------------------------------------------------------------


def test_an_assessment_brings_its_brokers_and_labels():
    axes = plots.network(pb.assess(pb.example("contoh_lengkap")), language="en")
    shown = texts(axes)
    diamonds = [one for one in axes.lines if one.get_marker() == "D"]
    assert len(diamonds) == 2 + 1  # two brokers inside, and the sample of the legend
    assert "· 14" in said(axes)
    assert "Media" in shown
    assert {"Inside the community", "Outside the community"} <= set(shown)
    assert len(arrows(axes)) == 12  # fourteen ties, of which two pairs are returned


def test_only_the_brokers_of_a_network_that_are_given_are_marked():
    assert not [one for one in plots.network(VILLAGE).lines if one.get_marker() == "D"]
    axes = plots.network(VILLAGE, brokers=pb.network.brokerage(VILLAGE), language="en")
    assert {"committee · 3", "farmers · 1", "office · 1", "trainer", "district"} <= set(texts(axes))


def test_actors_of_a_sector_stand_together_and_ties_within_lie_below():
    axes = plots.network(VILLAGE, language="en")
    heights = {name: at(axes, name)[1] for name in ("farmers", "committee", "office", "district", "trainer")}
    sides = {name: at(axes, name)[0] < 3.7 for name in heights}
    assert sides["farmers"] == sides["committee"]
    assert sides["office"] == sides["district"]
    assert heights["farmers"] != heights["committee"]
    colors = [to_hex(one.get_edgecolor()) for one in arrows(axes)]
    assert colors == sorted(colors, reverse=True)
    assert len(set(colors)) == 2


def test_a_returned_tie_is_one_curve_with_two_heads():
    styles = [type(one.get_arrowstyle()).__name__ for one in arrows(plots.network(VILLAGE))]
    assert sorted(styles) == ["CurveFilledAB", *["CurveFilledB"] * 4]
    undirected = plots.network(nx.florentine_families_graph(), by=None)
    assert {type(one.get_arrowstyle()).__name__ for one in arrows(undirected)} == {"Curve"}


def test_from_61_actors_on_each_sector_is_one_dot_and_the_thicker_the_more():
    small, large = circle(60, 2), circle(61, 2)
    assert "s59" in texts(plots.network(small))
    axes = plots.network(large, language="en")
    assert "s59" not in said(axes)
    held = pb.network.external_internal(large)
    counted = {(row["source"], row["target"]): row["ties"] for row in held.pairs()}
    within = counted["ngo", "ngo"]
    count = sum(data["sector"] == "ngo" for _, data in large.nodes(data=True))
    assert f"NGOs: {count} actors, {within} ties within" in said(axes)
    between = {frozenset(pair) for pair, n in counted.items() if n and pair[0] != pair[1]}
    assert len(arrows(axes)) == len(between)
    widths = sorted(one.get_linewidth() for one in arrows(axes))
    assert widths[0] < widths[-1]
    assert "since there are 61 actors" in said(axes)


def test_a_network_without_direction_is_counted_by_sector_once():
    axes = plots.network(circle(70, 2, directed=False), language="en")
    held = pb.network.external_internal(circle(70, 2, directed=False))
    between = sum(held.mixing[i, j] > 0 for i, j in itertools.combinations(range(len(held.names)), 2))
    assert len(arrows(axes)) == between


def test_an_actor_without_a_tie_is_hollow():
    graph = VILLAGE.copy()
    graph.add_node("radio", sector="media")
    axes = plots.network(graph, language="en")
    assert "no recorded tie" in texts(axes)
    assert "no recorded tie" not in texts(plots.network(VILLAGE, language="en"))


def test_sectors_must_be_known():
    with pytest.raises(pb.InvalidInput, match="sector"):
        plots.network(nx.path_graph(3))


def test_labels_may_be_of_two_languages():
    given = {"office": pb.Text(id="Kantor desa", en="Village office")}
    assert "Kantor desa" in texts(plots.network(VILLAGE, labels=given))
    assert "Village office" in texts(plots.network(VILLAGE, labels=given, language="en"))


# --- roles -----------------------------------------------------------------------------------------------------------


def bars(axes):
    """The bars of the roles, without the sample of the legend."""
    return [one for one in axes.patches if isinstance(one, Rectangle) and one.get_height() == pytest.approx(0.14)]


def test_bars_are_as_long_as_their_counts_and_ticks_stand_at_what_is_expected():
    found = pb.network.brokerage(VILLAGE)
    axes = plots.roles(found, ax=own_axes(), language="en")
    counts = sorted((count for count in found.counts[:, :5].ravel().tolist() if count), reverse=True)
    widths = sorted((one.get_width() for one in bars(axes)), reverse=True)
    assert widths == pytest.approx([widths[0] * count / counts[0] for count in counts])
    ticks = [one for one in axes.lines if to_hex(one.get_color()) == "#c0392b"]
    assert len(ticks) == 3 * 5 + 1
    row = found.actors.index("committee")
    start = {one.get_xdata()[0] for one in axes.lines if to_hex(one.get_color()) == "#9aa6b0"}
    first = min(start)
    room = widths[0] / counts[0]
    assert ticks[0].get_xdata()[0] - first == pytest.approx(room * found.expected[row, 0], abs=1e-9)
    order = [name for name in texts(axes) if name in found.actors]
    assert order == ["committee", "farmers", "office"]
    assert "Brokers: 3" in texts(axes)


def test_of_many_brokers_the_busiest_are_drawn_and_the_others_counted():
    graph = circle(40, 4)
    found = pb.network.brokerage(graph)
    every = int((found.counts[:, -1] > 0).sum())
    assert every > 12
    axes = plots.roles(found, language="en")
    assert f"The 12 busiest of {every} brokers" in texts(axes)


def test_without_direction_two_roles_are_one_and_nothing_is_expected():
    axes = plots.roles(pb.network.brokerage(nx.Graph(VILLAGE)), language="en")
    assert "Without direction representative and gatekeeper are the same." in texts(axes)
    assert "Gatekeeper" not in texts(axes)
    assert "expected by chance" not in texts(axes)


def test_every_role_and_order_has_its_words():
    assert set(VOCABULARY["role"]) == {*NAMES, "total"}
    assert set(VOCABULARY["removal"]) == {one.value for one in RemovalOrder}


# --- sectors, removals -----------------------------------------------------------------------------------------------


def test_the_table_has_the_ties_of_each_two_sectors_the_darker_the_more():
    found = pb.network.external_internal(VILLAGE)
    axes = plots.mixing(found, ax=own_axes(), language="en")
    cells = [one for one in axes.patches if isinstance(one, Rectangle)]
    assert len(cells) == 9
    numbers = [one.get_text() for one in axes.texts if one.get_fontsize() == pytest.approx(8.0)]
    order = [found.names.index(name) for name in ("community", "government", "ngo")]
    assert numbers == [str(int(found.mixing[i, j])) for i in order for j in order]
    shades = {numbers[i]: sum(one.get_facecolor()[:3]) for i, one in enumerate(cells)}
    assert shades["2"] < shades["1"] < shades["0"]
    assert "E-I index 0: −1 if all ties run within sectors" in said(axes)
    assert "labellings" not in said(axes)


def test_the_index_is_said_with_its_test():
    found = pb.network.external_internal(VILLAGE, permutations=19, rng=1)
    shown = said(plots.mixing(found, language="id"))
    assert "Dari 19 pelabelan acak: p =" in shown
    assert "Diharapkan dari besarnya sektor: 0,6" in shown


def test_a_curve_falls_from_all_to_nobody():
    found = pb.network.removal_curve(nx.star_graph(4))
    axes = plots.removal(found, ax=own_axes(), language="en")
    curve = next(one for one in axes.lines if len(one.get_xdata()) == 6)
    ys = curve.get_ydata()
    assert (ys[5] - ys[1]) / (ys[5] - ys[0]) == pytest.approx(0.2)
    assert "After 1 have left, less than half are still connected." in said(axes)
    assert "First to leave (by partners): 0, 1 and 2." in said(axes)


def test_curves_are_told_apart_and_a_given_order_is_named():
    first = [pb.network.removal_curve(VILLAGE, order=order, rng=1) for order in RemovalOrder]
    axes = plots.removal(first, ax=own_axes(), language="en")
    looks = {
        (one.get_color(), str(one._dash_pattern)) for one in axes.lines if len(one.get_xdata()) == len(VILLAGE) + 1
    }
    assert len(looks) == 4
    some = plots.removal(pb.network.removal_curve(VILLAGE, order=["trainer"]), language="en")
    assert "in the order given" in texts(some)
    assert "less than half" not in said(some)


# --- over time -------------------------------------------------------------------------------------------------------


def marks(axes, color):
    return [one for one in axes.lines if one.get_marker() == "o" and to_hex(one.get_color()) == color][2:]


def test_shares_stand_at_their_height_and_periods_as_far_apart_as_they_are():
    found = pb.network.dependence(gifts((2019, 100, 0), (2020, 50, 50), (2023, 25, 75)))
    axes = plots.dependence(found, ax=own_axes(), language="en")
    zero, one = at(axes, "0%")[1], at(axes, "100%")[1]
    through = [line for line in axes.lines if len(line.get_xdata()) == 3 and to_hex(line.get_color()) == OUTSIDE]
    xs, ys = through[0].get_xdata(), through[0].get_ydata()
    shares = [(zero - y) / (zero - one) for y in ys + (zero - ys.max()) * 0]
    whole = [part.through for part in found.of("money")]
    assert [a - shares[-1] for a in shares] == pytest.approx([a - whole[-1] for a in whole], abs=0.02)
    days = [d.toordinal() for d in (pb.Period(str(year)).first for year in (2019, 2020, 2023))]
    assert (xs[1] - xs[0]) / (xs[2] - xs[0]) == pytest.approx((days[1] - days[0]) / (days[2] - days[0]))
    direct = [line for line in axes.lines if len(line.get_xdata()) == 3 and line is not through[0]]
    assert all(a > b for a, b in zip(direct[0].get_ydata(), ys, strict=True))
    assert {"100%", "50%", "0%", "Money (IDR)", "2019", "2023"} <= set(texts(axes))


def test_what_has_no_amount_and_what_is_known_from_below_is_said():
    programme = gifts((2021, pb.Quantity(at_least=3).at_least, 1), unit="HOK", kind="labour")
    more = [
        pb.Contribution("residents", kind="ideas"),
        pb.Contribution("ministry", kind="labour", unit="HOK", amount=pb.Quantity(at_least=2), period=2021),
        pb.Contribution("ministry", kind="labour", unit="HOK", amount=5),
    ]
    programme = attrs.evolve(programme, contributions=[*programme.contributions, *more])
    shown = said(plots.dependence(pb.network.dependence(programme), language="en"))
    assert "Without amounts, and counted nowhere: ideas." in shown
    assert "the lower one is taken: labour" in shown
    assert "undated" in shown


def test_a_network_of_amounts_has_one_panel():
    graph = nx.DiGraph()
    graph.add_edge("ministry", "committee", weight=3.0)
    graph.add_edge("committee", "residents", weight=4.0)
    nx.set_node_attributes(graph, {"ministry": False, "committee": True, "residents": True}, "inside")
    held = pb.Network.from_graph(graph, weight="weight", strongest="high")
    assert "Tie" in texts(plots.dependence(pb.network.dependence(held), language="en"))


def test_both_stages_share_one_layout_and_ties_are_told_apart():
    axes = plots.stages(VILLAGE, later(), ax=own_axes(), language="en")
    assert {"kept: 4", "lost: 2", "new: 1", "Before", "After"} <= set(texts(axes))
    places = {}
    for one in axes.texts:
        if one.get_text() in VILLAGE:
            places.setdefault(one.get_text(), []).append(one.get_position())
    moved = {round(b[0] - a[0], 6) for a, b in places.values()}
    assert len(moved) == 1
    assert all(a[1] == b[1] for a, b in places.values())
    looks = [to_hex(one.get_edgecolor()) for one in arrows(axes)]
    # a returned tie is one curve in each of the two
    assert (looks.count("#8794a0"), looks.count(OUTSIDE), looks.count(INSIDE)) == (6, 2, 1)
    assert "no recorded tie" in texts(axes)  # the trainer, after


def test_undirected_stages_and_actors_of_one_stage_alone():
    axes = plots.stages(nx.Graph([("b", "a")]), nx.Graph([("a", "b"), ("b", "c")]), by=None, language="en")
    assert {"kept: 1", "lost: 0", "new: 1"} <= set(texts(axes))
    assert texts(axes).count("c") == 2


# --- in the report ---------------------------------------------------------------------------------------------------


def section(page):
    return page[page.index('<h2 id="collaboration">') :].split("</section>")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_tells_brokers_and_what_starts_outside(language):
    page = section(pb.report(pb.assess(pb.example("contoh_lengkap")), language=language))
    words = {
        "id": ("Perantara dari dalam masyarakat", "Uang (IDR): 80 % berawal dari luar pada 2021, 20 % pada 2023."),
        "en": ("Brokers inside the community", "Money (IDR): 80% started outside in 2021, 20% in 2023."),
    }[language]
    assert all(one in page for one in words)
    assert "Sebagaimana tercatat" not in page
    assert "As recorded" not in page


def test_brokers_of_a_file_that_is_not_complete_stand_as_recorded():
    page = section(pb.report(pb.assess(pb.example("lkms_kartini")), language="en"))
    assert "As recorded: a tie that is not recorded may add" in page
    assert "Critical actors" not in page


def test_what_starts_outside_is_told_without_a_tie_and_what_cannot_be_traced_says_why():
    page = section(pb.report(pb.assess(gifts((2021, 80, 20))), language="en"))
    assert "No tie is recorded." in page
    assert "<td>44.4%</td><td>88.9%</td><td>Ministry</td><td>88.9%</td>" in page  # (80 + 80)/180
    people = [pb.Stakeholder(key, key.upper(), "community") for key in "ab"]
    ring = [pb.Contribution(a, to=[b], kind="food", amount=1) for a, b in ("ab", "ba")]
    nought = [pb.Contribution("a", to=["b"], kind="goods", amount=0)]
    known = [pb.Contribution("a", to=["b"], kind="time", amount=pb.Quantity(at_least=1))]
    partly = [pb.Contribution("a", to=["b"], kind="time"), pb.Contribution("a", to=["b"], kind="ideas")]
    made = pb.Programme("p", "P", stakeholders=people, contributions=[*ring, *nought, *known, *partly])
    page = section(pb.report(pb.assess(made), language="en"))
    assert "cannot be traced: it is handed round in a circle" in page
    assert "the amounts are 0" in page or "<td>0%</td>" in page
    assert "at least 1" in page
    assert "Without amounts, so that no share can be told: ideas." in page
    assert "Without amounts, and counted nowhere: time." in page


def test_a_network_without_brokers_has_no_table_of_them():
    people = [pb.Stakeholder("a", "A", "community"), pb.Stakeholder("b", "B", "ngo")]
    page = section(
        pb.report(pb.assess(pb.Programme("p", "P", stakeholders=people, ties=[pb.Tie("a", "b")])), language="en")
    )
    assert "A broker stands" not in page
    assert "Every tie" in page


def test_nothing_valued_is_said_in_a_sentence():
    page = section(pb.report(pb.assess(pb.example("pnpm_paseban")), language="en"))
    assert "Without amounts, so that no share can be told: labour." in page
    assert "Largest funder" not in page
