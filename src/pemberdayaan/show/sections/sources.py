"""The sources, the framework and its own sources, and where the page comes from."""

from __future__ import annotations

from ...model.evidence import Reference
from ...model.relations import Relation, RelationKind
from ...model.text import Text
from .. import plots
from ..figures import figure
from ..markup import Markup, joined, listing, paragraph, table, tag
from ..names import Names, capital, lower
from .pieces import section

__all__ = ["framework", "provenance", "sources"]


def sources(names: Names) -> Markup:
    """Every reference of the programme with what it says of itself; addresses are text and no links."""
    items = [
        tag("li", *_reference(names, one), id=f"source-{names.reference_number(one.key)}")
        for one in names.programme.references
    ]
    body = tag("ol", *items, class_="sources") if items else paragraph(capital(names.say("no_source")) + ".")
    return section(names, "sources", body)


def _reference(names: Names, one: Reference) -> list[Markup]:
    said = [names.say("read", how=names.text(one.read)) + "."] if one.read else []
    said += [names.text(text) for text in (one.note, one.terms) if text]
    addresses = ([f"doi:{one.doi}"] if one.doi else []) + list(one.urls)
    return [
        tag("div", names.reference(one)),
        tag("div", " ".join(said), class_="quiet") if said else Markup(""),
        listing([tag("span", address, class_="url") for address in addresses], class_="urls"),
    ]


def framework(names: Names) -> Markup:
    """What the programme was held against, and how its elements are related."""
    held = names.framework
    name = f"{names.text(held.label)} ({held.key}, {names.say('version', version=held.version)})"
    facts = [
        paragraph(tag("strong", name)),
        paragraph(names.text(held.definition)),
        paragraph(f"{names.say('checked')}: {names.word('checked', held.checked.value)}."),
        paragraph(f"{names.say('terms')}: {lower(names.text(held.terms))}" if held.terms else ""),
    ]
    used = [one for one in held.rules if one.key in names.assessment.provenance.rule]
    rules = [": ".join(filter(None, (names.text(one.label), names.text(one.definition)))) for one in used]
    cites = [joined(_reference(names, one)) for one in held.references]
    return section(
        names,
        "about_framework",
        *facts,
        tag("h3", names.say("rules_used")) if rules else "",
        listing(rules),
        *_relations(names),
        tag("h3", names.say("framework_sources")) if cites else "",
        listing(cites, class_="sources"),
    )


def _relations(names: Names) -> list[Markup]:
    held, language, below = names.framework, names.language.value, names.say("table_beside")
    if not held.relations:
        return []
    title = names.say("relations")
    picture = figure(
        lambda axes: plots.framework(held, ax=axes, language=language),
        "relations",
        f"{title}. {below}",
        f"{names.say('relations_alternative', n=names.number(len(held.relations)))} {below}",
    )
    rows = [*_mutual(names), *(_relation(names, one) for one in held.relations if not one.kind.mutual)]
    head = [names.say(key) for key in ("element", "relation", "towards_element", "reason", "basis")]
    return [picture, table(head, rows, title)]


def _relation(names: Names, one: Relation) -> list[str]:
    return [
        capital(names.element(one.source)),
        names.word("relation", one.kind.value),
        names.element(one.target),
        names.text(one.why),
        names.say("stated" if one.stated else "implied"),
    ]


def _mutual(names: Names) -> list[list[str]]:
    """The relations that hold both ways; those that are said in one go stand in one row."""
    groups: dict[tuple[RelationKind, Text | None, bool], list[str]] = {}
    for one in names.framework.relations:
        if one.kind.mutual:
            groups.setdefault((one.kind, one.label, one.stated), []).extend((one.source, one.target))
    return [
        [
            capital(names.listed([names.element(address) for address in dict.fromkeys(addresses)])),
            names.word("relation", kind.value),
            names.say("each_other"),
            names.text(label),
            names.say("stated" if stated else "implied"),
        ]
        for (kind, label, stated), addresses in groups.items()
    ]


def provenance(names: Names) -> Markup:
    """Where the page comes from."""
    found = names.assessment.provenance
    rows = [
        [names.say("framework"), f"{found.framework} {found.framework_version}"],
        [names.say("rules_used"), ", ".join(found.rule)],
        [names.say("digest"), str(found.digest)],
        [names.say("library"), f"pemberdayaan {found.library}"],
        [names.say("measures"), ", ".join(name for name, _ in found.measures)],
    ]
    return section(
        names, "provenance", table([names.say("what"), names.say("value")], rows, names.say("provenance"), titled=True)
    )
