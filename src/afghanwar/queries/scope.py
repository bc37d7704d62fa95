"""Scope: the dataset and the view that a query uses, and the records that its arguments mean."""

from collections.abc import Iterable, Mapping, Set
from enum import Enum
from functools import reduce
from itertools import zip_longest
from operator import and_
from typing import TypeAlias, TypeVar

from afghanwar.dataset.dataset import Dataset, require_dataset
from afghanwar.dataset.names import Named
from afghanwar.dataset.shelf import Shelf
from afghanwar.errors import AmbiguousNameError, UnknownRecordError, either, quoted
from afghanwar.places import Place
from afghanwar.seeds.load import load
from afghanwar.sources import Source

M = TypeVar("M", bound=Enum)
N = TypeVar("N", bound=Named)

Sources: TypeAlias = Source | str | Iterable[Source | str]
"""One source or several."""


def scope(dataset: Dataset | None, according_to: Sources | None) -> tuple[Dataset, Dataset]:
    """Return the dataset in which names are looked up, and the view of the given sources."""
    whole = load() if dataset is None else require_dataset(dataset)
    if according_to is None:
        return whole, whole
    return whole, whole.according_to(*_several(according_to))


def sources(given: Sources, whole: Dataset) -> tuple[Source, ...]:
    """Find one source or several, without duplicates, in the order given.

    Raises:
        UnknownRecordError: The dataset has no such source.
        AmbiguousNameError: More than one has that title.
    """
    return tuple(dict.fromkeys(whole.sources.find(source) for source in _several(given)))


def _several(given: Sources) -> tuple[Source | str, ...]:
    return (given,) if isinstance(given, str | Source) else tuple(given)


def intersection(conditions: Iterable[Set[int]]) -> Set[int] | None:
    """Return the positions that meet every condition; ``None`` means all positions, if there is no condition."""
    # Starting with the smallest set keeps the work proportional to the answer.
    ordered = sorted(conditions, key=len)
    return reduce(and_, ordered) if ordered else None


def members(kind: type[M], given: "M | str | Iterable[M | str]") -> Set[M]:
    """Return members of an enumeration, given as one or several members or values.

    Raises:
        ValueError: The enumeration has no such value.
    """
    values = {str(member.value): member for member in kind}
    found = set()
    for value in (given,) if isinstance(given, str) or not isinstance(given, Iterable) else given:
        if isinstance(value, kind):
            found.add(value)
        else:
            if str(value) not in values:
                known = ", ".join(map(quoted, values))
                raise ValueError(f"{quoted(str(value))} is not a member of {kind.__name__}; use one of {known}")
            found.add(values[str(value)])
    return found


def place_ids(place: Place | str, dataset: Dataset) -> Set[str]:
    """Return the ids of a place and of all places within it, at any depth."""
    return with_descendants(dataset.places.find(place).id, dataset.indexes.inside)


def resolve(ref: Named | str, *shelves: Shelf[N], one: bool = False) -> tuple[N, ...]:
    """Resolve a reference to records, at most one of each kind.

    If the name matches exactly in one kind, it is not matched loosely (without its article, plural, title or style) in
    the others.

    Args:
        ref: A record, an id, a name, or a Wikidata item or ISO code.
        *shelves: The shelves to search, one per kind.
        one: Whether only one record may match.

    Raises:
        UnknownRecordError: No record matches.
        AmbiguousNameError: More than one record of a kind matches, or more than one in all if ``one`` is set.
        TypeError: The reference is neither a string nor a record.
    """
    kinds = either(shelf.kind for shelf in shelves)
    if not isinstance(getattr(ref, "id", ref), str):
        raise TypeError(f"expected an id, a name or a record of kind {kinds}, not {quoted(ref)}")
    if isinstance(ref, str):
        found = _called(ref, shelves, loosely=False) or _called(ref, shelves, loosely=True)
    else:
        found = [shelf[ref.id] for shelf in shelves if ref.id in shelf and type(shelf[ref.id]) is type(ref)]
    if not found:
        text = ref if isinstance(ref, str) else ref.id
        # The most similar record of each kind first.
        ranked = zip_longest(*(shelf.nearest(text) for shelf in shelves))
        raise UnknownRecordError(kinds, text, [id for rank in ranked for id in rank if id is not None][:3])
    if one and len(found) > 1:
        raise AmbiguousNameError(kinds, str(ref), [record.id for record in found])
    return tuple(found)


def _called(text: str, shelves: Iterable[Shelf[N]], *, loosely: bool) -> list[N]:
    """Find the records that a text names, at most one on each shelf."""
    found: list[N] = []
    for shelf in shelves:
        candidates = shelf.candidates(text, loosely=loosely)
        if len(candidates) > 1:
            raise AmbiguousNameError(shelf.kind, text, [record.id for record in candidates])
        found.extend(candidates)
    return found


def with_descendants(top: str, below: Mapping[str, tuple[str, ...]]) -> Set[str]:
    """Return an id and all ids below it, at any depth."""
    found = {top}
    waiting = [top]
    while waiting:
        new = [id for id in below.get(waiting.pop(), ()) if id not in found]
        found.update(new)
        waiting.extend(new)
    return found
