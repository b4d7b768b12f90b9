"""What the cells of a workbook name: records by key or by name, levels of scales, words of lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from ...errors import Fault, InvalidInput, fault
from ...model.text import Language, Text
from .cells import as_slug, items
from .columns import choices, plainly, scale_levels

__all__ = ["Keys", "Names"]

# What the sheets of a column are called where one of them may be meant.
ANY_OF: Mapping[str, tuple[str, ...]] = {
    "about": ("stakeholders", "groups", "activities"),
    "group or stakeholder": ("stakeholders", "groups"),
}
SINGULAR: Mapping[str, str] = {
    "stakeholders": "stakeholder",
    "groups": "group",
    "stages": "stage",
    "activities": "activity",
    "references": "reference",
    "scales": "scale",
}
NOUNS: Mapping[str, str] = {
    "decides": "way to decide",
    "giving": "status",
    "remark": "remark kind",
    "truth": "choice",
}
# Open lists whose own words are keys in a file.
KEYED_WORDS = frozenset({"kind", "counting"})
NEAR = 1000


class Keys:
    """The keys of records, and new ones for records without: the name in plain letters, with a number if need be.

    Examples
    --------
    >>> keys = Keys({"warga_rt_5"})
    >>> keys.new("Warga RT 5", "stakeholder_7"), keys.new("?", "stakeholder_8")
    ('warga_rt_5_2', 'stakeholder_8')
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken: set[str] = set(taken)
        self.numbers: dict[str, int] = {}

    def new(self, name: str, otherwise: str) -> str:
        """A key that no other record has."""
        stem = key = as_slug(name) or otherwise
        while key in self.taken:
            self.numbers[stem] = self.numbers.get(stem, 1) + 1
            key = f"{stem}_{self.numbers[stem]}"
        self.taken.add(key)
        return key


class Names:
    """The records of a workbook by key and by name, and the levels of its scales."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.keys: dict[str, set[str]] = {field: set() for field in SINGULAR}
        self.titles: dict[str, dict[str, dict[str, None]]] = {field: {} for field in SINGULAR}
        self.shown: dict[str, list[str]] = {field: [] for field in SINGULAR}
        self.levels: dict[str, dict[str, str]] = {}
        self.level_titles: dict[str, tuple[str, ...]] = {}

    def add(self, field: str, key: str, titles: Iterable[str]) -> None:
        """A record of a sheet, by its key and the names that it may be called by."""
        self.keys[field].add(key)
        called = [*titles, key]
        self.shown[field].append(called[0])
        for title in {plainly(one) for one in called}:
            self.titles[field].setdefault(title, {})[key] = None

    def add_scale(self, address: str, levels: Iterable[tuple[str, Iterable[str]]]) -> None:
        """A scale of the programme's own: pairs of a level's key and what it is called."""
        found: dict[str, str] = {}
        shown = []
        for key, titles in levels:
            called = [*titles, key]
            shown.append(called[0])
            for title in called:
                found.setdefault(plainly(title), key)
        self.levels[address] = found
        self.level_titles[address] = tuple(shown)

    # --- records ---

    def _homes(self, text: str, of: str) -> list[tuple[str, str]]:
        """The sheet and the key of every record that a text may mean: a key as it is goes before a name."""
        fields = ANY_OF.get(of, (of,))
        exact = [(field, text) for field in fields if text in self.keys[field]]
        return exact or [(field, key) for field in fields for key in self.titles[field].get(plainly(text), ())]

    def record(self, text: str, of: str) -> str:
        """The key of the record that a text names.

        Raises
        ------
        InvalidInput
            If it names none, or more than one.
        """
        if of == "about":
            kind, dot, rest = text.partition(".")
            field = next((field for field in ANY_OF[of] if SINGULAR[field] == kind), None)
            if dot and field is not None:
                return f"{kind}.{self.record(rest, field)}"
        homes = self._homes(text, of)
        if len({key for _, key in homes}) == 1:  # if two sheets have that key, the programme says so
            return homes[0][1]
        if homes:
            raise InvalidInput(fault("ambiguous", given=text, choices=tuple(key for _, key in homes)))
        fields = ANY_OF.get(of, (of,))
        near = [title for field in fields for title in self.shown[field]]
        raise InvalidInput(fault("no_such", noun=SINGULAR[fields[0]], given=text, choices=tuple(near[:NEAR])))

    def records(self, text: str, of: str) -> list[str]:
        """The keys of the records that a text names, with semicolons or line breaks between."""
        parts = [text] if self._homes(text, of) else items(text)
        return _each(parts, lambda part: self.record(part, of))

    def source(self, text: str) -> str:
        """A citation: the source that it begins with, by key or by title, and where in it."""
        parts = text.split(",")
        if parts[0].strip() in self.keys["references"]:
            return text
        for end in range(len(parts), 0, -1):
            keys = tuple(self.titles["references"].get(plainly(",".join(parts[:end])), ()))
            if len(keys) > 1:
                raise InvalidInput(fault("ambiguous", given=text, choices=keys))
            if keys:
                return ", ".join([keys[0], *(part.strip() for part in parts[end:])])
        return self.record(text, "references")

    def sources(self, text: str) -> list[str]:
        """Citations with semicolons or line breaks between."""
        parts = [text] if plainly(text) in self.titles["references"] else items(text)
        return _each(parts, self.source)

    # --- scales and their levels ---

    def scale(self, text: str) -> str:
        """The address of a scale: one of the workbook's own, or ``framework-key.scale`` as it stands."""
        return text if "." in text and not self._homes(text, "scales") else self.record(text, "scales")

    def _levels(self, scale: str | None) -> tuple[Mapping[str, str], tuple[str, ...]]:
        if scale is None:
            return {}, ()
        if scale not in self.levels:
            shipped = scale_levels(scale)
            self.add_scale(scale, ((key, _both(title, self.language)) for key, title in shipped.items()))
        return self.levels[scale], self.level_titles[scale]

    def has_levels(self, scale: str | None) -> bool:
        """Whether the levels of a scale are known here."""
        return bool(self._levels(scale)[0])

    def is_level(self, text: str, scale: str | None) -> bool:
        """Whether a text names a level of a scale."""
        return plainly(text) in self._levels(scale)[0]

    def level(self, text: str, scale: str | None) -> str:
        """The key of a level; a text as it stands where the levels of the scale are not known here.

        Raises
        ------
        InvalidInput
            If the scale has no such level.
        """
        known, shown = self._levels(scale)
        if known and plainly(text) not in known:
            raise InvalidInput(fault("no_level", given=text, scale=scale, choices=shown))
        return known.get(plainly(text), text)

    def depth(self, text: str, scale: str | None) -> list[str]:
        """One or several levels of a scale."""
        parts = [text] if self.is_level(text, scale) else items(text)
        return _each(parts, lambda part: self.level(part, scale))

    # --- lists of words ---

    def choice(self, text: str, of: str) -> str:
        """What a word of a list stands for.

        Raises
        ------
        InvalidInput
            If the list has no such word.
        """
        key = _words(of).get(plainly(text))
        if key is None:
            shown = tuple(title[self.language] for title in choices(of).values())
            raise InvalidInput(fault("not_a_choice", given=text, noun=NOUNS.get(of, of), choices=shown))
        return key

    def chosen(self, text: str, of: str) -> list[str]:
        """One or several words of a list."""
        parts = [text] if plainly(text) in _words(of) else items(text)
        return _each(parts, lambda part: self.choice(part, of))

    def word(self, text: str, of: str) -> str:
        """What a word of an open list stands for; another word is a word of one's own."""
        key = _words(of).get(plainly(text))
        if key is not None:
            return key
        return (as_slug(text) or text) if of in KEYED_WORDS else text

    def words(self, text: str, of: str) -> list[str]:
        """One or several words of an open list."""
        return [self.word(part, of) for part in ([text] if plainly(text) in _words(of) else items(text))]


def _both(title: Text, language: Language) -> tuple[str, str]:
    """Both languages, that of the workbook first."""
    return title[language], title["en" if language == "id" else "id"]


@cache
def _words(of: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key, title in choices(of).items():
        found |= {plainly(word): key for word in (key, title["id"], title["en"])}
    return found


def _each(parts: Iterable[str], read: Callable[[str], str]) -> list[str]:
    found: list[str] = []
    faults: list[Fault] = []
    for part in parts:
        try:
            found.append(read(part))
        except InvalidInput as error:
            faults += error.faults
    if faults:
        raise InvalidInput(faults)
    return found
