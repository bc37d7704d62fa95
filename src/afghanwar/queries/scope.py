"""Scope: the dataset that a query asks, the view that answers, and the records that its arguments mean."""

from collections.abc import Iterable, Mapping, Set
from enum import Enum
from functools import reduce
from operator import and_
from typing import TypeAlias, TypeVar

from afghanwar.dataset.dataset import Dataset
from afghanwar.dataset.names import Named
from afghanwar.dataset.shelf import Shelf
from afghanwar.errors import AmbiguousNameError, UnknownRecordError, quoted
from afghanwar.places import Place
from afghanwar.queries.window import check_one_of
from afghanwar.seeds.load import load
from afghanwar.sources import Source

M = TypeVar("M", bound=Enum)
N = TypeVar("N", bound=Named)

Sources: TypeAlias = Source | str | Iterable[Source | str]
"""One source or several."""


def scope(dataset: Dataset | None, according_to: Sources | None) -> tuple[Dataset, Dataset]:
    """Return the dataset in which names are found, and the view that answers."""
    whole = load() if dataset is None else dataset
    if according_to is None:
        return whole, whole
    return whole, whole.according_to(*_several(according_to))


def sources(given: Sources, whole: Dataset) -> tuple[Source, ...]:
    """Find one source or several, each once, in the order given.

    Raises:
        UnknownRecordError: The dataset has no such source.
        AmbiguousNameError: More than one has that title.
    """
    return tuple(dict.fromkeys(whole.sources.find(source) for source in _several(given)))


def _several(given: Sources) -> tuple[Source | str, ...]:
    return (given,) if isinstance(given, str | Source) else tuple(given)


def in_all(conditions: Iterable[Set[int]]) -> Set[int] | None:
    """Return the positions that meet every condition; ``None`` for all positions where there is no condition."""
    # Going from the smallest set keeps the work in proportion to the answer.
    ordered = sorted(conditions, key=len)
    return reduce(and_, ordered) if ordered else None


def members(kind: type[M], given: "M | str | Iterable[M | str]") -> Set[M]:
    """Return members of an enumeration, given as members or their values, one or several.

    Raises:
        ValueError: A value is not one of that enumeration.
    """
    values = {str(member.value): member for member in kind}
    found = set()
    for value in (given,) if isinstance(given, str) or not isinstance(given, Iterable) else given:
        if isinstance(value, kind):
            found.add(value)
        else:
            check_one_of(kind.__name__, str(value), tuple(values))
            found.add(values[str(value)])
    return found


def place_ids(place: Place | str, dataset: Dataset) -> Set[str]:
    """Return the ids of a place and of all that lies within it, through however many steps."""
    return reached(dataset.places.find(place).id, dataset.indexes.inside)


def meant(ref: Named | str, *shelves: Shelf[N], one: bool = False) -> tuple[N, ...]:
    """Find the records of several kinds that are meant by a record, or by an id or a name that they share.

    A name that one kind has exactly is not looked for in other kinds without its article, plural, title or style.

    Args:
        ref: A record, an id, a name, or a Wikidata item or ISO code.
        *shelves: Where to look.
        one: Whether no more than one may be meant.

    Raises:
        UnknownRecordError: None has that id or name.
        AmbiguousNameError: More than one of a kind has that name, or more than one at all where one may be meant.
        TypeError: It is neither a text nor a record of one of these kinds.
    """
    kinds = " or ".join(shelf.kind for shelf in shelves)
    if not isinstance(getattr(ref, "id", ref), str):
        raise TypeError(f"expected an id, a name or a record of kind {kinds}, not {quoted(ref)}")
    if isinstance(ref, str):
        found = _called(ref, shelves, loosely=False) or _called(ref, shelves, loosely=True)
    else:
        found = [shelf[ref.id] for shelf in shelves if ref.id in shelf and type(shelf[ref.id]) is type(ref)]
    if not found:
        text = ref if isinstance(ref, str) else ref.id
        raise UnknownRecordError(kinds, text, [id for shelf in shelves for id in shelf.nearest(text)])
    if one and len(found) > 1:
        raise AmbiguousNameError(kinds, str(ref), [record.id for record in found])
    return tuple(found)


def _called(text: str, shelves: Iterable[Shelf[N]], *, loosely: bool) -> list[N]:
    """The records that a text finds, at most one on each shelf."""
    found: list[N] = []
    for shelf in shelves:
        candidates = shelf.candidates(text, loosely=loosely)
        if len(candidates) > 1:
            raise AmbiguousNameError(shelf.kind, text, [record.id for record in candidates])
        found.extend(candidates)
    return found


def reached(top: str, below: Mapping[str, tuple[str, ...]]) -> Set[str]:
    """Return an id and all that are below it, through however many steps."""
    found = {top}
    waiting = [top]
    while waiting:
        new = [id for id in below.get(waiting.pop(), ()) if id not in found]
        found.update(new)
        waiting.extend(new)
    return found
