"""A page for each framework that ships, written from its TOML in the language of the build."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import counting_recipe
from framework_words import WORDS
from index_recipe import bound, goalposts, recipe

import pemberdayaan as pb
from pemberdayaan.model.elements import ELEMENTS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


ARTICLE = "pemberdayaan-masyarakat"
# whether an element of the article is measured in part only
MARK = {False: "\N{BLACK CIRCLE}", True: "\N{WHITE CIRCLE}"}


def plain(text: object) -> str:
    """The text with nothing in it that Markdown would act on."""
    return re.sub(r"([\\`*_{}\[\]<>|$#~])", r"\\\1", re.sub(r"\s+", " ", str(text))).strip()


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table without the columns that are empty from top to bottom."""
    every = [[str(cell) for cell in row] for row in rows]
    kept = [i for i in range(len(head)) if any(row[i] for row in every)]
    lines = [head, ["---"] * len(head), *every]
    return "\n".join("| " + " | ".join(line[i] for i in kept) + " |" for line in lines)


def fields(facts: dict[str, str], language: str) -> str:
    """A list of what is said and not empty."""
    return "\n".join(f":{WORDS[name][language]}: {fact}" for name, fact in facts.items() if fact)


class Page:
    """What one framework's page says in one language."""

    def __init__(self, one: pb.Framework, language: str) -> None:
        self.one, self.language = one, language

    def say(self, text: pb.Text | None) -> str:
        return plain(text[self.language]) if text else ""

    def word(self, name: str) -> str:
        return WORDS[name][self.language]

    def words(self, names: Iterable[object]) -> str:
        return ", ".join(WORDS[str(name)][self.language] if str(name) in WORDS else plain(name) for name in names)

    def columns(self, *names: str) -> list[str]:
        return [self.word(name) for name in names]

    def named(self, address: str) -> str:
        return self.say(self.one.labels[address])

    def ours(self, item: Any) -> str:
        return f"*{self.word('ours')}*" if getattr(item, "ours", False) else ""

    def cited(self, citations: Iterable[str]) -> str:
        """Citations by author and year, or title."""
        found = []
        for citation in citations:
            key, _, locator = citation.partition(",")
            source = self.one.reference[key.strip()]
            year = "" if source.year is None else f"{source.year:g}"
            name = " ".join(part for part in ((source.author or source.title).replace(";", ","), year) if part)
            found.append(plain(", ".join(part for part in (name, locator.strip()) if part)))
        return "; ".join(found)

    # --- parts of the page

    def text(self) -> str:
        one = self.one
        facts = {
            "key": f"`{one.key}`",
            "version": plain(one.version),
            "judges": self.words([one.judges]),
            "source": self.cited(one.source),
            "checked": self.word(one.checked),
            "suits": self.say(one.suits),
            "number": self.say(one.number),
            "open": self.word(self.left_open) if one.open else "",
            "terms": self.say(one.terms),
        }
        parts = [f"# {self.say(one.label)}", self.say(one.definition), fields(facts, self.language)]
        parts += [f"## {title}\n\n{body}" for title, body in self.sections() if body]
        return "\n\n".join(part for part in parts if part) + "\n"

    def sections(self) -> Iterator[tuple[str, str]]:
        yield self.word("rules"), "\n\n".join(map(self.rule, self.one.rules))
        yield self.word("relations"), self.relations()
        for name in ELEMENTS:
            if items := getattr(self.one, name):
                yield self.word(name), self.indicators(items) if name == "indicators" else self.elements(items)
        yield self.word("scales"), "\n\n".join(map(self.scale, self.one.scales))
        yield self.word("grids"), "\n\n".join(map(self.grid, self.one.grids))
        yield self.word("article"), self.article()
        yield self.word("matches"), self.matches()
        yield self.word("references"), "\n".join(map(self.reference, self.one.references))

    def rule(self, rule: pb.Rule) -> str:
        facts = {
            "key": f"`{rule.key}`",
            "kind": self.word(type(rule).__name__),
            "decided by": "; ".join(self.criterion(*pair) for pair in getattr(rule, "decide", ())),
            "shown": ", ".join(map(self.shown, getattr(rule, "elements", ()))),
            "scale": self.scale_name(getattr(rule, "scale", None)),
            "steps": "" if getattr(rule, "higher_is_better", True) else self.word("no steps"),
            **(recipe(rule, self.names, self.word) if isinstance(rule, pb.IndexRule) else {}),
            **(counting_recipe.facts(rule, self.word) if isinstance(rule, pb.CountRule) else {}),
            "source": self.cited(rule.source),
            "whose": self.ours(rule),
        }
        parts = [f"### {self.say(rule.label)}", self.say(rule.definition), fields(facts, self.language)]
        if isinstance(rule, pb.IndexRule):
            parts += self.limits(rule)
        if isinstance(rule, pb.CountRule) and rule.weights:
            rows = counting_recipe.weights(rule, self.one, self.named)
            parts.append(table(self.columns("domain", "indicator", "weight"), rows))
        return "\n\n".join(part for part in parts if part)

    @cached_property
    def indexed(self) -> bool:
        """Whether it is a composite index: its indicators are columns of a table, not questions."""
        return any(isinstance(rule, pb.IndexRule) for rule in self.one.rules)

    @cached_property
    def counted(self) -> bool:
        """Whether it is a counting measure: its indicators are columns of a table, too."""
        return any(isinstance(rule, pb.CountRule) for rule in self.one.rules)

    @property
    def left_open(self) -> str:
        """What an open framework leaves to the user."""
        return "open index" if self.indexed else "open count" if self.counted else "open to the user"

    @cached_property
    def names(self) -> dict[str, str]:
        """What the elements are called, by key."""
        return {each.key: self.say(each.label) for each in self.one.elements}

    def limits(self, rule: pb.IndexRule) -> Iterator[str]:
        """Where the indicators of an index are cut off, and where its classes start."""
        if rows := goalposts(rule, self.names, self.word):
            yield table(self.columns("indicator", "low", "high", "scaled"), rows)
        if classes := [[f"`{c.key}`", self.say(c.label), bound(c, self.word)] for c in rule.classes]:
            yield table(self.columns("key", "class", "score"), classes)

    def shown(self, name: str) -> str:
        """An element of a profile, or all of a kind."""
        kinds = {cls.kind: plural for plural, cls in ELEMENTS.items()}
        return self.word(kinds[name]).lower() if name in kinds else self.named(name)

    def criterion(self, key: str, join: pb.Join) -> str:
        deciding = [
            self.say(each.label)
            for each in self.one.indicators
            if each.part_of == f"criterion.{key}" and each.met_when is not None
        ]
        return f"{self.named(f'criterion.{key}')}: {f' {self.word(join)} '.join(deciding)}"

    def elements(self, items: Sequence[pb.Element]) -> str:
        rows = [
            [
                f"`{item.key}`",
                self.say(item.label),
                " ".join(part for part in (self.say(item.definition), self.say(item.note)) if part),
                f"“{plain(item.quote)}”" if item.quote else "",
                self.named(item.part_of) if item.part_of else "",
                self.words(getattr(item, "phases", ()) or getattr(item, "sectors", ())),
            ]
            for item in items
        ]
        last = "sectors" if hasattr(items[0], "sectors") else "phases"
        return table(self.columns("key", "label", "definition", "quote", "part of", last), rows)

    def indicators(self, items: Sequence[pb.Indicator]) -> str:
        asked = not (self.indexed or self.counted)
        return "\n\n".join(map(self.indicator, items)) if asked else self.index_table(items)

    def index_table(self, items: Sequence[pb.Indicator]) -> str:
        """The indicators of an index or a count as rows: there may be many, and no one is asked about them."""
        rows = [
            [
                f"`{one.key}`",
                self.say(one.label),
                " ".join(part for part in (self.say(one.definition), self.say(one.note)) if part),
                self.named(one.part_of) if one.part_of else "",
                self.scale_name(one.scale),
                self.better(one),
                self.able(one),
                plain(", ".join(one.also)),
            ]
            for one in items
        ]
        heads = ("key", "label", "definition", "part of", "scale", "direction", "who can act", "also")
        return table(self.columns(*heads), rows)

    def better(self, one: pb.Indicator) -> str:
        return self.word(f"direction {one.direction}") if one.direction in ("up", "down") else ""

    def able(self, one: pb.Indicator) -> str:
        return ", ".join(self.named(f"actor.{key}") for key in one.actors)

    def indicator(self, one: pb.Indicator) -> str:
        measure = f"{{ref}}`{one.measure} <measure-{one.measure}>`" if one.measure else ""
        facts = {
            "key": f"`{one.key}`",
            "part of": self.named(one.part_of) if one.part_of else "",
            "measure": measure,
            "with": ", ".join(f"`{name} = {plain(_shown(value))}`" for name, value in one.arguments),
            "scale": self.scale_name(one.scale),
            "direction": self.better(one),
            "who can act": self.able(one),
            "met when": self.condition(one.met_when, one.scale),
            "qualifier": self.say(one.qualifier),
            "question": self.say(one.question),
            "whom": self.words(one.whom),
            "limit": self.say(one.limit),
            "source": self.cited(one.source),
            "quote": f"“{plain(one.quote)}”" if one.quote else "",
            "whose": self.ours(one),
        }
        return f"### {self.say(one.label)}\n\n{self.say(one.definition)}\n\n{fields(facts, self.language)}"

    def condition(self, when: pb.Condition | None, scale: str | None) -> str:
        if when is None:
            return ""
        if when.is_:
            known = self.one.scale.get(scale or "")
            return ", ".join(self.say(known.level(key).label) if known and key in known else key for key in when.is_)
        name = next(name for name in ("at_least", "above", "at_most", "below") if getattr(when, name) is not None)
        return f"{self.word(name)} {when.threshold}"

    def scale_name(self, key: str | None) -> str:
        return self.say(self.one.scale[key].label) if key in self.one.scale else ""

    def scale(self, one: pb.Scale) -> str:
        bounded = one.low is not None or one.high is not None
        limits = f"{_limit(one.low)} {self.word('up to')} {_limit(one.high)}" if bounded else ""
        facts = {
            "key": f"`{one.key}`",
            "measurement": self.word(one.measurement),
            "limits": limits,
            "source": self.cited(one.source),
            "whose": self.ours(one),
        }
        rows = [
            [
                "" if level.value is None else f"{level.value:g}",
                f"`{level.key}`",
                self.say(level.label),
                self.say(level.definition),
                self.say(level.band),
                plain(", ".join(level.also)),
            ]
            for level in one.levels
        ]
        levels = table(self.columns("value", "key", "label", "definition", "band", "also"), rows) if rows else ""
        parts = [f"### {self.say(one.label)}", self.say(one.definition), fields(facts, self.language), levels]
        return "\n\n".join(part for part in parts if part)

    def grid(self, one: pb.Grid) -> str:
        axes = " \N{MULTIPLICATION SIGN} ".join(self.say(axis.label) for axis in one.axes)
        rows = [[f"`{c.key}`", self.say(c.label), self.say(c.definition), self.say(c.advice)] for c in one.cells]
        cells = table(self.columns("key", "label", "definition", "advice"), rows) if rows else ""
        return f"### {self.say(one.label)}\n\n{axes}\n\n{cells}"

    def relations(self) -> str:
        rows = [
            [
                self.list_of(sources),
                self.say(one.label) or self.word(one.kind),
                self.list_of(targets) if targets else self.word("each other"),
                self.say(one.why),
                "" if one.stated else f"*{self.word('inferred')}*",
            ]
            for one, sources, targets in self.bundles()
        ]
        if not rows:
            return ""
        picture = self.picture(self.one.key, "picture")
        return f"{picture}\n\n{table(self.columns('from', 'relation', 'to', 'why', 'whose'), rows)}"

    def picture(self, name: str, alternative: str) -> str:
        return f"```{{image}} {name}.{self.language}.svg\n:alt: {self.word(alternative)}\n:width: 100%\n```"

    def bundles(self) -> Iterator[tuple[pb.Relation, list[str], list[str]]]:
        """Each relation with its ends; what holds between every two of several elements comes once, without targets."""
        alike: dict[object, list[pb.Relation]] = {}
        for one in self.one.relations:
            alike.setdefault((one.kind, one.label, one.why, one.stated), []).append(one)
        for group in alike.values():
            ends = list(dict.fromkeys(end for one in group for end in (one.source, one.target)))
            if group[0].kind.mutual and len(group) == len(ends) * (len(ends) - 1) // 2:
                yield group[0], ends, []
            else:
                yield from ((one, [one.source], [one.target]) for one in group)

    def list_of(self, addresses: Iterable[str]) -> str:
        return ", ".join(map(self.named, addresses))

    def article(self) -> str:
        """What of the article it measures, and what it leaves out."""
        if self.one.key == ARTICLE:
            return ""
        article = pb.framework(ARTICLE)
        found = pb.crosswalk(self.one, article)
        missing = [self.say(article.labels[address]) for address in found.unmeasured]
        rows = [
            [
                self.named(one.first),
                self.word(f"match {one.kind}"),
                self.say(article.labels[one.second]),
                self.say(one.note),
            ]
            for one in found.pairs
        ]
        picture = self.picture(f"{self.one.key}.article", "crosswalk picture")
        listed = table(self.columns("label", "match", "element", "note"), rows) if rows else ""
        said = f"{self.word('not measured')}: {', '.join(missing)}." if missing else f"{self.word('all measured')}."
        return "\n\n".join(part for part in (said, picture if rows else "", listed) if part)

    def matches(self) -> str:
        """Its matches with frameworks other than the article."""
        rows = []
        for one in self.one.matches:
            if one.framework == ARTICLE:
                continue
            other = pb.framework(one.framework)
            match = self.word(f"match {one.kind}")
            target, where = self.say(other.labels[one.target]), f"[{self.say(other.label)}]({other.key}.md)"
            rows.append([self.named(one.element), match, target, where, self.say(one.note)])
        return table(self.columns("label", "match", "element", "framework", "note"), rows) if rows else ""

    def reference(self, one: pb.Reference) -> str:
        author = one.author.replace(";", ",") if one.author else ""
        where = ", ".join(part for part in (one.journal, one.volume, one.pages) if part)
        facts = [author, one.year and f"{one.year:g}", one.title, where, one.publisher]
        links = [f"<https://doi.org/{one.doi}>"] if one.doi else []
        links += [f"<{url}>" for url in one.urls]
        read = f"{self.word('read')}: {self.say(one.read)}" if one.read else ""
        parts = [*(plain(fact) for fact in facts if fact), *links, read, self.say(one.note)]
        return "- " + " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _limit(value: float | None) -> str:
    return "…" if value is None else f"{value:g}"


def pictures(one: pb.Framework, language: str) -> Iterator[tuple[str, Any]]:
    """The pictures of a page by the name of their file, each still to be drawn."""
    if one.relations:
        yield one.key, partial(pb.plots.framework, one, language=language)
    if one.key != ARTICLE:
        yield f"{one.key}.article", partial(pb.plots.crosswalk, pb.crosswalk(one, ARTICLE), language=language)


def draw(one: pb.Framework, language: str, folder: Path, text: str) -> None:
    """The pictures that the page shows."""
    from matplotlib import pyplot

    for name, picture in pictures(one, language):
        path = folder / f"{name}.{language}.svg"
        if f"{{image}} {path.name}" in text:
            figure = picture().figure
            figure.savefig(path, format="svg", bbox_inches="tight", metadata={"Date": None})
            pyplot.close(figure)


def contents(language: str) -> str:
    """Which framework when: what each judges and gives, what it suits, the number that may be reported, how checked."""

    def word(name: str) -> str:
        return WORDS[name][language]

    def say(text: pb.Text | None) -> str:
        return plain(text[language]) if text else ""

    article = pb.framework(ARTICLE)
    shown = {"principles": article.principles, "stages": article.stages}
    chosen, covered = [], {name: [] for name in shown}
    for key in pb.frameworks():
        one = pb.framework(key)
        link = f"[{plain(one.label[language])}]({key}.md)"
        kinds = dict.fromkeys(word(f"a {type(rule).__name__}") for rule in one.rules)
        facts = [f"{word('judges')}: {word(one.judges)}", f"{word('gives')}: {', '.join(kinds)}"]
        facts.append(f"{word('checked')}: {word(one.checked)}")
        chosen.append([f"**{link}**<br>{'<br>'.join(facts)}", say(one.suits), say(one.number)])
        if key != ARTICLE:
            found = pb.crosswalk(one, article)
            for name, elements in shown.items():
                marks = ["" if e.address in found.unmeasured else MARK[e.address in found.partly] for e in elements]
                covered[name].append([link, *marks])
    heads = [word(name) for name in ("framework", "suits", "number")]
    toctree = "\n".join(["```{toctree}", ":hidden:", "", *pb.frameworks(), "```"])
    parts = [
        f"# {word('frameworks')}",
        word("intro"),
        f"## {word('which')}",
        word("which intro"),
        table(heads, chosen),
        f"## {word('coverage')}",
        word("coverage intro"),
        *(
            f"### {word(name)}\n\n{table([word('framework'), *(say(e.label) for e in elements)], covered[name])}"
            for name, elements in shown.items()
        ),
        toctree,
    ]
    return "\n\n".join(parts) + "\n"


def write_pages(app: Sphinx, config: Config) -> None:
    """Write the pages and their index; an unchanged page is left alone, so that it is not read again."""
    language = "id" if config.language == "id" else "en"
    folder = Path(app.srcdir) / "frameworks"
    folder.mkdir(exist_ok=True)
    pages = {key: Page(pb.framework(key), language).text() for key in pb.frameworks()} | {"index": contents(language)}
    for old in folder.glob("*.md"):
        if old.stem not in pages:
            old.unlink()
    for name, text in pages.items():
        path = folder / f"{name}.md"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
        if name != "index" and not app.tags.has("translate"):
            draw(pb.framework(name), language, folder, text)


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
