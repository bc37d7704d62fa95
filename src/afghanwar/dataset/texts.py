"""Texts: full-text search of the claims, in any inflection and spelling."""

import sqlite3
import weakref
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from threading import Lock

import attrs

from afghanwar.claims import Claim
from afghanwar.dataset.names import SMALL_WORDS, words

_SENTENCE = "{says wording} : "
"""Restricts an expression to the sentence of a claim and its quotation, without the note."""

_MOST = 64
"""How many words are searched for at once; SQLite refuses expressions of more than 256 parts."""


@attrs.frozen(eq=False, repr=False, slots=False)
class Texts:
    """An index of the words of some claims, built on first use; its methods return positions of claims.

    It is a full-text index of SQLite (FTS5) in memory, which reduces English words to their stems. It receives only
    letters and digits, without case and accents, so that no text is parsed as an expression of SQLite's query language.

    Attributes:
        claims: The claims, in the order in which queries return them.
    """

    claims: tuple[Claim, ...]

    def ranked(self, text: str) -> Mapping[int, int]:
        """Return the positions of the claims that have all the words of a text, each with its rank.

        Args:
            text: Words in any order, inflection and spelling. The small words "the", "a", "an", "of", "in", "and" and
                "for" are ignored unless there are no others.

        Returns:
            The positions in the order of their ranks, from 0: first the claims in whose sentence or quotation the words
            follow each other as in the text, then those that have all of them there, then those that have some of
            them only in the note; within each group the shorter sentence first, then the earlier position. Empty if
            the text has no word.
        """
        asked = list(dict.fromkeys(words(text)))
        wanted = [word for word in asked if word not in SMALL_WORDS] or asked
        if not wanted:
            return {}
        anywhere = self._with_all(wanted, "")
        # A search that cannot change the order is skipped.
        inside = self._with_all(wanted, _SENTENCE) if len(anywhere) > 1 else ()
        phrase = self._find(f'{_SENTENCE}"{" ".join(words(text))}"') if len(inside) > 1 and len(asked) > 1 else ()
        ranked: dict[int, None] = {}
        for tier in (phrase, inside, anywhere):
            ranked |= dict.fromkeys(sorted(tier, key=self._places.__getitem__))
        return {at: rank for rank, at in enumerate(ranked)}

    @cached_property
    def _places(self) -> Sequence[int]:
        """The place of each claim when the claims are sorted by length of sentence, then by position."""
        ordered = sorted(range(len(self.claims)), key=lambda at: len(self.claims[at].says))
        return sorted(range(len(ordered)), key=ordered.__getitem__)

    def _with_all(self, wanted: Sequence[str], where: str) -> Collection[int]:
        """The positions of the claims that have all of some words."""
        found: Collection[int] = ()
        for start in range(0, len(wanted), _MOST):
            some = " ".join(f'"{word}"' for word in wanted[start : start + _MOST])
            here = self._find(f"{where}({some})")
            found = here if start == 0 else set(found).intersection(here)
            if not found:
                break
        return found

    @cached_property
    def _find(self) -> Callable[[str], list[int]]:
        """Return the positions that an expression of FTS5 finds."""
        base = sqlite3.connect(":memory:", check_same_thread=False)
        weakref.finalize(self, base.close)
        # The tokenizer "ascii" splits only at ASCII characters that are not letters or digits: here, at spaces.
        base.execute("create virtual table text using fts5(says, wording, note, content='', tokenize='porter ascii')")
        base.executemany(
            "insert into text (rowid, says, wording, note) values (?, ?, ?, ?)",
            (
                (at, *(" ".join(words(part or "")) for part in (claim.says, claim.wording, claim.note)))
                for at, claim in enumerate(self.claims)
            ),
        )
        # One list per word instead of several makes a search for a common word and a rare one four times as fast.
        base.execute("insert into text (text) values ('optimize')")
        base.commit()
        lock = Lock()

        def find(expression: str) -> list[int]:
            with lock:
                rows = base.execute("select rowid from text where text match ?", (expression,))
                return [at for (at,) in rows]

        return find
