"""Names: how a name finds its record, and which names are like another."""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Protocol

import attrs


class Named(Protocol):
    """**Protocol:** what every record has."""

    @property
    def id(self) -> str:
        """Its id, unique within its kind."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every text by which a query finds it, including the id."""


def name_key(text: str) -> str:
    """Reduce a name to what counts in a comparison: its letters and digits, without case and accents.

    >>> name_key("Jamiʿat-e Islami") == name_key("JAMI'AT E ISLAMI") == "jamiateislami"
    True

    Args:
        text: A name, an alias or an id, in any spelling.

    Returns:
        The key; ``""`` where the text has no letter or digit. The modifier letters ʿ and ʼ do not count.
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    # Character by character: in a whole text, a million accents in a row would be sorted one past the other.
    return "".join(map(_letters, text))


@lru_cache(maxsize=4096)
def _letters(character: str) -> str:
    """What counts of one character; a ligature has several letters."""
    # Some letters, such as the mathematical capitals, have a case only once they are decomposed.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(c for c in folded if c.isalnum() and unicodedata.category(c) != "Lm")


@attrs.frozen(eq=False, repr=False, slots=False)
class Names:
    """The names of some records; everything here answers with ids.

    Attributes:
        records: The records, in the order of their ids.
    """

    records: Iterable[Named]

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for record in self.records:
            for name in record.names:
                found.setdefault(name_key(name), {})[record.id] = None
        return {key: tuple(ids) for key, ids in sorted(found.items())}

    def exactly(self, text: str) -> tuple[str, ...]:
        """Return the ids of all records that have a name, in any spelling of it."""
        key = name_key(text)
        return self._by_key.get(key, ()) if key else ()

    def like(self, text: str) -> tuple[str, ...]:
        """Return the ids of all records with a name of which this one is a part, by id, and then of similar ones.

        Args:
            text: A name or a part of one.

        Returns:
            The ids, each once.
        """
        key = name_key(text)
        if not key:
            return ()
        parts = sorted(id for name, ids in self._by_key.items() if key in name for id in ids)
        return tuple(dict.fromkeys((*self.exactly(text), *parts, *self.nearest(text))))

    def nearest(self, text: str) -> tuple[str, ...]:
        """Return the ids of up to three records with a similar name, the nearest first.

        It looks at all names, briefly, and closely at fifty of them, so that an error about one of 100,000 names
        does not take seconds.
        """
        key = name_key(text[:200])
        pairs = {key[at : at + 2] for at in range(len(key) - 1)} or {key}

        def shared(name: str) -> float:
            return sum(pair in name for pair in pairs) / (len(pairs) + abs(len(name) - len(key)))

        near = sorted(self._by_key, key=shared, reverse=True)[:50]
        close = difflib.get_close_matches(key, near, n=3, cutoff=0.7)
        # "Bagram" is near to "Bagram Airfield", though few of its letters are there.
        close += [name for name in self._by_key if len(key) > 3 and key in name]
        return tuple(dict.fromkeys(id for name in close for id in self._by_key[name]))[:3]
