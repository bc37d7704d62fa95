"""Records: a read-only shelf of records of one kind, and how a name finds its record."""

import difflib
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from types import MappingProxyType
from typing import Generic, Protocol

import attrs
from typing_extensions import TypeVar

from afghanwar.errors import AmbiguousNameError, DatasetError, Problem, UnknownRecordError, quoted


class Record(Protocol):
    """**Protocol:** what every record on a shelf has."""

    @property
    def id(self) -> str:
        """Its id, unique on its shelf."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every text by which a query finds it, the id among them."""


R = TypeVar("R", bound=Record, covariant=True)
"""The kind of record that a shelf holds; a shelf of battles is one of events."""


def name_key(text: str) -> str:
    """Reduce a name to what counts in a comparison: its letters and digits, without case and accents.

    >>> name_key("Jamiʿat-e Islami") == name_key("JAMI'AT E ISLAMI") == "jamiateislami"
    True

    Args:
        text: A name, an alias or an id, in any spelling.

    Returns:
        The key; ``""`` where the text has no letter or digit. The modifier letters ʿ and ʼ are no letters.
    """
    # One by one: in a whole text, a million accents in a row would be sorted one past the other.
    return "".join(map(_letters, text))


@lru_cache(maxsize=4096)
def _letters(character: str) -> str:
    """What counts of one character; a ligature has several letters."""
    # Some letters, such as the mathematical capitals, have a case only once they are decomposed.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(c for c in folded if c.isalnum() and unicodedata.category(c) != "Lm")


@attrs.frozen(eq=False, repr=False)
class Records(Generic[R]):
    """A read-only shelf of the records of one kind, in the order of their ids.

    ``len(shelf)``, ``for record in shelf``, ``id in shelf`` and ``shelf[id]`` do what they say. A shelf is
    filled when it is first touched, so that a program pays for what it asks, and never changes after. It
    cannot be pickled; let each process load its own.

    Args:
        kind: What it holds, for messages: ``"actor"``.
        records: The records; a generator is run when the shelf is first touched.

    Raises:
        DatasetError: When first touched, if two records bear one id.
    """

    kind: str
    _records: Iterable[R] | BaseException
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False)
    _filled: Mapping[str, R] | None = attrs.field(default=None, init=False)
    _named: Mapping[str, tuple[R, ...]] | None = attrs.field(default=None, init=False)

    def __len__(self) -> int:
        return len(self._by_id())

    def __iter__(self) -> Iterator[R]:
        return iter(self._by_id().values())

    def __contains__(self, id: object) -> bool:
        return id in self._by_id()

    def __getitem__(self, id: str) -> R:
        """Get a record by its id; names are for :meth:`find`.

        Raises:
            UnknownRecordError: No record has that id.
        """
        records = self._by_id()
        try:
            return records[id]
        except (KeyError, TypeError):
            # A number of thousands of digits has no str().
            ref = id if isinstance(id, str) else quoted(id)
            raise UnknownRecordError(self.kind, ref, self._nearest(ref)) from None

    def find(self, ref: "str | Record") -> R:
        """Find the one record that is meant by a record, an id, or a name.

        Args:
            ref: A record of this shelf, its id, its name or an alias; only letters and digits count,
                without case and accents.

        Returns:
            The record.

        Raises:
            UnknownRecordError: None has that id or name; the nearest are named.
            AmbiguousNameError: More than one has; the candidates are named.
            TypeError: It is neither a text nor a record of this kind.
        """
        if not isinstance(ref, str):
            return self._same_as(ref)
        if ref in self._by_id():
            return self._by_id()[ref]
        key = name_key(ref)
        found = self._by_name().get(key, ()) if key else ()
        if not found:
            raise UnknownRecordError(self.kind, ref, self._nearest(ref))
        if len(found) > 1:
            raise AmbiguousNameError(self.kind, ref, [record.id for record in found])
        return found[0]

    def named(self, text: str) -> tuple[R, ...]:
        """Look a name up, and get every candidate, the likeliest first.

        Where :meth:`find` insists on one record, this is for looking around.

        Args:
            text: A name or a part of one, in any spelling.

        Returns:
            The records that bear the name; then those that bear it as a part of a longer one; then those
            with a similar name, the nearest first. By id within the first two; empty where nothing is near.
        """
        key = name_key(text)
        if not key:
            return ()
        names = self._by_name()
        ranked = dict.fromkeys(record.id for record in names.get(key, ()))
        for part in (
            sorted(record.id for name, records in names.items() if key in name for record in records),
            self._nearest(text),
        ):
            ranked.update(dict.fromkeys(part))
        return tuple(self[id] for id in ranked)

    def _same_as(self, ref: Record) -> R:
        """The record of this shelf that has the id of another; a view's record stands for the whole one."""
        id = getattr(ref, "id", None)
        if isinstance(id, str) and (id not in self or type(self[id]) is type(ref)):
            return self[id]
        raise TypeError(f"an id, a name or a record of kind {self.kind!r} is wanted, not {quoted(ref)}")

    def _nearest(self, text: str) -> tuple[str, ...]:
        """The ids of up to three records with a similar name, the nearest first."""
        key = name_key(text[:200])
        names = self._by_name()
        close = difflib.get_close_matches(key, names, n=3, cutoff=0.7)
        # "Bagram" is near to "Bagram Airfield", though few of its letters are there.
        close += [name for name in names if len(key) > 3 and key in name]
        return tuple(dict.fromkeys(record.id for name in close for record in names[name]))[:3]

    def _by_id(self) -> Mapping[str, R]:
        if self._filled is None:
            with self._lock:
                if self._filled is None:
                    object.__setattr__(self, "_filled", self._fill())
        assert self._filled is not None
        return self._filled

    def _fill(self) -> Mapping[str, R]:
        if isinstance(self._records, BaseException):
            raise self._records
        try:
            ordered = sorted(self._records, key=attrgetter("id"))
            twice = sorted({one.id for one, other in pairwise(ordered) if one.id == other.id})
            if twice:
                raise DatasetError([twice_told(self.kind, id) for id in twice])
        except BaseException as error:
            # A generator runs once; whoever comes after it failed shall not find an empty shelf.
            object.__setattr__(self, "_records", error)
            raise
        object.__setattr__(self, "_records", ())
        return MappingProxyType({record.id: record for record in ordered})

    def _by_name(self) -> Mapping[str, tuple[R, ...]]:
        if self._named is None:
            named: dict[str, dict[str, R]] = {}
            for record in self:
                for name in record.names:
                    named.setdefault(name_key(name), {})[record.id] = record
            found = {key: tuple(records.values()) for key, records in sorted(named.items())}
            object.__setattr__(self, "_named", MappingProxyType(found))
        assert self._named is not None
        return self._named

    def __repr__(self) -> str:
        return f"<{len(self)} records of kind {self.kind!r}>"


def twice_told(kind: str, id: str) -> Problem:
    """Tell that two records of a kind bear one id."""
    return Problem(file="", record=id, field="", message=f"more than one {kind} has this id; ids are unique")
