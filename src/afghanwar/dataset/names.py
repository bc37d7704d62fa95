"""Names: how a record is found by its name, and which names are similar."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property, lru_cache
from typing import Protocol, TypeVar

import attrs

from afghanwar.actors import ActorKind
from afghanwar.events import EventIdentifiers
from afghanwar.places import Identifiers

K = TypeVar("K")


class Named(Protocol):
    """**Protocol:** what every record has."""

    @property
    def id(self) -> str:
        """Its id, unique within its kind."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every string by which a query finds it, including the id."""


# The forms of one letter in Arabic, Persian and Urdu.
_NO_IDENTIFIERS = (Identifiers(), EventIdentifiers())
_SAME_LETTER = {"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ە": "ه"}
# Signs for ʿayn and hamza that Unicode counts as letters; modifier letters, such as ʿ, have another category.
_SIGNS = frozenset("ءʔʕꜢꜣꜤꜥ")
_JOINING = frozenset("'’‘`´.")
_POSSESSIVE = re.compile(r"['’‘ʼ`´]s(?!\w)", re.IGNORECASE)

_LONGEST = 200
"""Longer texts are compared by their letters and digits only, and only their beginning finds similar names."""

_TITLES: Mapping[str, str] = {
    **dict.fromkeys(["mr", "mrs", "ms", "sir", "dr", "doctor", "prof", "professor", "former", "ex", "late"], ""),
    **{
        form: line.split()[0]
        for line in (
            *(
                "president pres",
                "vice",
                "prime",
                "minister",
                "senator sen",
                "secretary",
                "commander",
                "king",
                "marshal",
            ),
            *("ambassador amb", "governor gov", "representative rep"),
            *("general gen", "lieutenant lt", "major maj", "brigadier brig", "colonel col", "captain capt"),
            *("admiral adm", "emir amir", "ustad ustaz", "haji hajji", "mullah mulla", "sheikh sheik shaikh shaykh"),
            "mawlawi mawlavi maulawi maulvi mawlana maulana",
        )
        for form in line.split()
    },
}
"""Titles of persons, and the form in which they are compared; a polite one, which is empty, matches every other."""

_STYLE = re.compile(
    r"((?:islamic |peoples? |democratic |federal |arab )*republic|(?:hashemite )?kingdom|sultanate|state)"
    r" of (?:the )?(.+)"
)
SMALL_WORDS = frozenset(["the", "a", "an", "of", "in", "and", "for"])
"""Words that are ignored beside others when words are compared."""


def name_key(text: str) -> str:
    """Reduce a name to what is compared: its letters and digits, without case and accents.

    >>> name_key("Jamiʿat-e Islami") == name_key("JAMI'AT E ISLAMI") == "jamiateislami"
    True
    >>> name_key("كابل") == name_key("کابل")
    True

    Args:
        text: A name, an alias or an id, in any spelling.

    Returns:
        The key; ``""`` if the text has no letter or digit. The signs for ʿayn and hamza are left out, the Arabic
        and Persian forms of yeh, kaf and heh are the same, and digits are those of ASCII.
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    # Character by character, because it takes quadratic time to normalise a text with a million accents in a row.
    return "".join(map(_letters, text))


def is_blank(text: str) -> bool:
    """Return whether a text has no letter or digit, and so cannot match a name.

    >>> is_blank("ʿ—")
    True
    """
    return not any(map(_letters, text))


@lru_cache(maxsize=4096)
def _letters(character: str) -> str:
    """The letters that are compared for one character; a ligature has several."""
    # Some letters, such as the mathematical capitals, have a case only once they are decomposed.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(_folded(c) for c in folded if c.isalnum() and unicodedata.category(c) != "Lm" and c not in _SIGNS)


def _folded(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    return _SAME_LETTER.get(letter, letter) if digit is None else str(digit)


@lru_cache(maxsize=4096)
def _word_part(character: str) -> str:
    """The letters that are compared for one character in a word; a space if a word ends at it."""
    joins = character in _JOINING or character in _SIGNS or unicodedata.category(character) in {"Lm", "Mn", "Mc", "Cf"}
    return _letters(character) or ("" if joins else " ")


def words(text: str) -> list[str]:
    """Return the words of a name, each reduced as by :func:`name_key`, without the possessive ending.

    >>> words("the U.S.'s Jamiʿat-e Islami")
    ['the', 'us', 'jamiat', 'e', 'islami']
    """
    text = _POSSESSIVE.sub("", text)
    # Most names are ASCII, and this is ten times as fast.
    return (text.translate(_ascii_parts()) if text.isascii() else "".join(map(_word_part, text))).split()


@lru_cache(maxsize=1)
def _ascii_parts() -> Mapping[int, str]:
    return {code: _word_part(chr(code)) for code in range(128)}


def _core(text: str, person: bool) -> tuple[str, str]:
    """A name without article, possessive, and titles or official style; and those titles or that style."""
    rest = words(text)
    start = 1 if rest[:1] == ["the"] and len(rest) > 1 else 0
    if match := None if person else _STYLE.match(" ".join(rest[start:])):
        return "".join(match[2].split()), match[1].replace("peoples", "people")
    at = start
    while person and at < len(rest) - 1 and rest[at] in _TITLES:
        at += 1
    # An office, such as "Vice President" or "Secretary of Defense", is not a title before a name.
    if rest[at : at + 1] == ["of"] or (at == len(rest) - 1 and rest[at] in _TITLES):
        at = start
    return "".join(rest[at:]), " ".join(_TITLES[title] for title in rest[start:at] if _TITLES[title])


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _stems(text: str) -> Set[str]:
    """The distinctive words of a name, in the singular."""
    found = frozenset(map(_singular, words(text)))
    return found - SMALL_WORDS or found


def identifiers_of(record: object) -> Iterator[tuple[str, str | int]]:
    """Yield the identifiers of a record in other datasets, each with the name of its field."""
    identifiers = getattr(record, "identifiers", None)
    # Most records have none, so this is much faster.
    if identifiers is not None and identifiers not in _NO_IDENTIFIERS:
        for field in attrs.fields(type(identifiers)):
            value = getattr(identifiers, field.name)
            if value is not None:
                yield field.name, value


@attrs.frozen(eq=False, repr=False, slots=False)
class Names:
    """The names of some records; every method returns ids.

    Each index is built on first use.

    Attributes:
        records: The records, in the order of their ids.
    """

    records: Iterable[Named]

    @cached_property
    def _by_text(self) -> Mapping[str, tuple[str, ...]]:
        """By a name as written, and by the identifiers that cannot be confused with a name."""
        pairs = [(name, record.id) for record in self.records for name in record.names if not is_blank(name)]
        for record in self.records:
            codes = dict(identifiers_of(record))
            pairs += [(str(codes[field]), record.id) for field in ("wikidata", "iso3") if field in codes]
        return _grouped(pairs)

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[str, ...]]:
        pairs = ((name_key(name), record.id) for record in self.records for name in record.names)
        return {key: ids for key, ids in sorted(_grouped(pairs).items()) if key}

    @cached_property
    def _by_core(self) -> Mapping[tuple[bool, str], Mapping[str, Set[str]]]:
        """By whether a name is a person's, and its core: the records, and the titles or styles before the core."""
        found: dict[tuple[bool, str], dict[str, set[str]]] = {}
        for record in self.records:
            person = getattr(record, "kind", None) is ActorKind.PERSON
            for name in record.names:
                core, style = _core(name, person)
                found.setdefault((person, core), {}).setdefault(record.id, set()).add(style)
        return found

    @cached_property
    def _by_identifier(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        pairs = ((field, str(value), record.id) for record in self.records for field, value in identifiers_of(record))
        return _grouped(((field, value), id) for field, value, id in pairs)

    @cached_property
    def _by_stems(self) -> Mapping[Set[str], tuple[str, ...]]:
        return _grouped((_stems(name), record.id) for record in self.records for name in record.names)

    @cached_property
    def _by_word(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped((word, id) for stems, ids in self._by_stems.items() for word in stems for id in ids)

    def match_exactly(self, text: str) -> tuple[str, ...]:
        """Return the ids of the records with exactly this name, Wikidata item or ISO code, else in any spelling."""
        return self._by_text.get(text) or self._by_key.get(name_key(text)) or self._by_text.get(text.upper(), ())

    def match_loosely(self, text: str) -> tuple[str, ...]:
        """Return the ids of the records with a name that differs only in its article, ending, title or style.

        That is a leading article, a possessive ending, an English plural, a title, or an official style, such as
        "Republic of"; only persons have titles. A title or a style that differs from one that the record has is not
        ignored: the Republic of China is not the People's Republic of China.

        Args:
            text: A name.

        Returns:
            The ids, sorted; empty for a text of more than 200 characters.
        """
        if len(text) > _LONGEST or is_blank(text):
            return ()
        asked = [(person, *_core(text, person)) for person in (False, True)]
        for number in (str, _singular):
            found = [
                id
                for person, core, style in asked
                for id, styles in self._by_core.get((person, number(core)), {}).items()
                if not style or styles <= {"", style}
            ]
            if found:
                return tuple(sorted(found))
        return ()

    def by_identifier(self, field: str, value: str) -> tuple[str, ...]:
        """Return the ids of the records with an identifier, in upper or lower case."""
        return self._by_identifier.get((field, value.upper()), ())

    def search(self, text: str) -> tuple[str, ...]:
        """Return the ids of all records that a text may mean, the most likely first.

        Args:
            text: A name or a part of one.

        Returns:
            The ids, each once: first of the records with that name, exactly and then loosely; then of those with a name
            that has all the words of the text; with a very similar name; with a name whose words are all in the text;
            with a name in which a word begins with the text; and with a similar name or, if there are none at all, a
            similar word. Within each group the fewest other words come first, or the most similar, then the lower id.
        """
        found = (*self.match_exactly(text), *self.match_loosely(text), *self._near(text[:_LONGEST]))
        return tuple(dict.fromkeys(found))

    def nearest(self, text: str) -> tuple[str, ...]:
        """Return the ids of up to three records that a text may mean, the most likely first."""
        return self.search(text)[:3]

    def _near(self, text: str) -> list[str]:
        """The records with the same whole words or a similar name."""
        wanted = _stems(text)
        if not wanted:
            return []
        whole = [
            (len(stems ^ wanted), stems >= wanted, ids)
            for stems, ids in self._by_stems.items()
            if stems and (stems >= wanted or stems <= wanted)
        ]
        longer, shorter = (
            sorted((more, id) for more, has, ids in whole if has is every for id in ids) for every in (True, False)
        )
        key = name_key(text)
        # "US Amry" is more likely the US Army than the US.
        very, rather = (
            [id for name in _similar(key, self._by_key, cutoff) for id in self._by_key[name]] for cutoff in (0.8, 0.7)
        )
        begun = sorted((len(word), word) for word in self._by_word if len(key) > 3 and word.startswith(key))
        parts = [id for _, word in begun for id in self._by_word[word]]
        found = [*(id for _, id in longer), *very, *(id for _, id in shorter), *parts, *rather]
        # Last, words within names, which must be more similar than whole names: "ghani" is similar to "afghan".
        return found or [id for word in _similar(key, self._by_word, 0.8) for id in self._by_word[word]]


def _grouped(pairs: Iterable[tuple[K, str]]) -> dict[K, tuple[str, ...]]:
    found: dict[K, dict[str, None]] = {}
    for key, id in pairs:
        found.setdefault(key, {})[id] = None
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


def _similar(key: str, names: Iterable[str], cutoff: float) -> list[str]:
    """Up to three names that are similar to a key, the most similar first.

    All names are compared roughly and 25 of them closely, so that an error about one of 100,000 names does not take
    seconds.
    """
    step = len(key) // 32 + 1
    pairs = {key[at : at + 2] for at in range(0, len(key) - 1, step)} or {key}

    def shared(name: str) -> float:
        return sum(pair in name for pair in pairs) / (len(pairs) + abs(len(name) - len(key)))

    # Two texts of very different lengths have too few letters in common.
    alike = [name for name in names if 2 * min(len(name), len(key)) >= cutoff * (len(name) + len(key))]
    near = sorted(alike, key=lambda name: (-shared(name), name))[:25]
    return difflib.get_close_matches(key, near, n=3, cutoff=cutoff)
