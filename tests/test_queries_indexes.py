"""Queries of datasets that are too large to look through: the same answers, and no other record is read."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, SupportsIndex, TypeVar

import attrs
import pytest
from support.answers import claim_of, ids, timed
from support.datasets import records_of
from support.scans import scan_allies, scan_claims, scan_events, scan_relationships

import afghanwar as aw
from afghanwar import Dataset
from afghanwar.dataset.chronology import Chronology
from afghanwar.dataset.indexes import Index
from afghanwar.queries.window import Window

T = TypeVar("T")

LEFT_OUT: dict[str, Any] = {
    **dict.fromkeys(["start", "end", "on", "kinds", "modality", "actor", "other", "place", "source", "about"]),
    **dict.fromkeys(["subject", "attributed_to", "speaker", "including"]),
    "match": "possible",
    "relation": "overlaps",
    "of": aw.Event,
    **dict.fromkeys(["text", "said", "told_by"]),
}


def some_span(dice: random.Random) -> str | None:
    """A time-span of any form and length, within some decades."""
    first = date(1890, 1, 1) + timedelta(days=dice.randrange(9000))
    last = first + timedelta(days=int(10 ** dice.uniform(0, 3.5)) - 1)
    forms = ["{0}", "{2}", "{3}", "{0}/{1}", "[{0}..{1}]", "[..{0}]", "[{1}..]", "[..{0}]/[{1}..]", "{2}/", "/{2}"]
    forms += ["{0}?", "{2}~", "[..{1}]/[{0}..]", "{2}/..", "../{3}"]
    form = dice.choice([None, *forms])
    return None if form is None else form.format(first, last, first.strftime("%Y-%m"), first.year)


@pytest.fixture(scope="module")
def many() -> Dataset:
    """A dataset of 900 records with times of every form."""
    dice = random.Random(0)
    return timed(
        {f"event-{number}": some_span(dice) for number in range(300)},
        {f"tie-{number}": some_span(dice) for number in range(300)},
    )


def windows(number: int) -> Iterator[dict[str, Any]]:
    """Windows of every length, each with a way to ask."""
    dice = random.Random(1)
    for _ in range(number):
        first = date(1888, 1, 1) + timedelta(days=dice.randrange(9500))
        last = first + timedelta(days=int(10 ** dice.uniform(0, 3.5)) - 1)
        start, end = dice.choice([(first, last), (first, last), (first, first), (first, None), (None, last)])
        yield {"start": start, "end": end, "match": dice.choice(["certain", "possible", "silent"])}


def test_an_index_finds_what_a_scan_of_all_records_finds(many: Dataset) -> None:
    sizes = []
    for number, window in enumerate(windows(60)):
        how = {**window, "relation": ["overlaps", "within"][number % 2]}
        events = aw.events_between(**how, dataset=many)
        assert events == scan_events(many, many, {**LEFT_OUT, **how}), how
        claims = aw.claims(**window, dataset=many)
        assert claims == scan_claims(many, many, {**LEFT_OUT, **window}), window
        span = aw.TimeSpan(f"{window['start'] or '..'}/{window['end'] or '..'}")
        on = {"on": span, "match": window["match"]}
        ties = aw.relationships_of("hill", **on, dataset=many)
        assert ties == scan_relationships(many, many, {**LEFT_OUT, **on, "actor": "hill"}), on
        allies = aw.actors_allied_with("hill", **on, dataset=many)
        assert allies == scan_allies(many, many, {**LEFT_OUT, **on, "actor": "hill"}), on
        sizes += [len(events), len(claims), len(ties)]
    assert min(sizes) < 10
    assert max(sizes) > 200


# What a query looks at


class Watched(tuple[T, ...]):
    """A tuple that remembers which of its items were looked at."""

    seen: set[int]

    def __getitem__(self, at: SupportsIndex | slice) -> Any:
        if not isinstance(at, slice):
            self.seen.add(at.__index__())
        return super().__getitem__(at)

    def __iter__(self) -> Iterator[T]:
        self.seen.update(range(len(self)))
        return super().__iter__()


def watched(items: tuple[T, ...]) -> Watched[T]:
    found: Watched[T] = Watched(items)
    found.seen = set()
    return found


def watch(dataset: Dataset, name: str) -> tuple[Watched[Any], Watched[Any]]:
    """Watch the records of an index, and their times, once everything is built that a first query builds."""
    index: Index[Any] = getattr(dataset.indexes, name)
    times = watched(index.worlds)
    assert index.told
    assert index.possible
    records = watched(index.records)
    copy = Index(index.records, index.worlds_of, index.ids)
    for field in index.ids:
        copy.where(field, ())
    vars(copy).update(records=records, worlds=times, told=index.told, untold=index.untold, possible=index.possible)
    vars(dataset.indexes)[name] = copy
    return records, times


def remembering(method: Callable[[Any, Any], T], looks: list[object]) -> Callable[[Any, Any], T]:
    """The method, which remembers what it was asked about."""

    def asked(self: Any, argument: Any) -> T:
        looks.append(argument)
        return method(self, argument)

    return asked


def day(number: int) -> str:
    return str(date(1890, 1, 1) + timedelta(days=number))


@pytest.fixture
def long_war() -> Dataset:
    """A dataset of a war and a tie that both last for twenty years, in which something else happens on every day."""
    days = {f"day-{number}": day(number) for number in range(600)}
    told: dict[str, str | None] = {"war": "1885/1905", **days}
    return timed(told, {"friend": "1885/1905", **{f"tie-{number}": day(number) for number in range(600)}})


@pytest.mark.parametrize("match", ["possible", "certain"])
def test_a_window_looks_at_no_record_outside_its_answer(
    long_war: Dataset, match: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    records, times = watch(long_war, "events")
    looks: list[object] = []
    owners: tuple[tuple[Any, str], ...] = ((Chronology, "times"), (Window, "answer"))
    for owner, name in owners:
        monkeypatch.setattr(owner, name, remembering(getattr(owner, name), looks))
    found = aw.events_between(day(400), day(409), match=match, dataset=long_war)  # type: ignore[call-overload]
    assert set(ids(found)) == {"war", *(f"day-{number}" for number in range(400, 410))}
    assert {tuple.__getitem__(records, at) for at in records.seen} == set(found)
    assert times.seen <= records.seen
    assert len(looks) <= 2 * len(found)


def test_a_window_within_which_nothing_happened_looks_at_nothing(long_war: Dataset) -> None:
    records, times = watch(long_war, "events")
    assert aw.events_between("1950", "1951", dataset=long_war) == ()
    assert aw.events_between("1950", "1951", match="silent", dataset=long_war) == ()
    assert records.seen == times.seen == set()


def test_a_question_about_a_tie_looks_at_no_other(long_war: Dataset) -> None:
    records, _ = watch(long_war, "relationships")
    allies = aw.actors_allied_with("hill", on=day(400), dataset=long_war)
    assert ids(allies) == ["friend", "tie-400"]
    assert len(records.seen) == 2
    records.seen.clear()
    assert ids(aw.relationships_of("hill", other="tie-7", dataset=long_war)) == ["tie-7"]
    assert ids(aw.relationships_of("tie-8", on="1895", match="silent", dataset=long_war)) == []
    assert {tuple.__getitem__(records, at).id for at in records.seen} == {"tie-7"}


def test_a_question_about_claims_looks_at_no_other(long_war: Dataset) -> None:
    records, _ = watch(long_war, "claims")
    assert ids(aw.claims_about("tie-7", dataset=long_war)) == ["gazette/tie-7"]
    assert ids(aw.claims(about=["hill", "tie-8"], dataset=long_war)) == ["gazette/tie-8"]
    assert ids(aw.claims(day(9), day(9), about="hill", dataset=long_war)) == ["gazette/friend", "gazette/tie-9"]
    seen = {tuple.__getitem__(records, at).id for at in records.seen}
    assert seen == {"gazette/friend", *(f"gazette/tie-{number}" for number in (7, 8, 9))}


def test_quantities_of_a_measure_look_at_no_other_claim(world: Dataset) -> None:
    copy = Dataset.of(records_of(world))
    records, _ = watch(copy, "claims")
    pairs = aw.quantities_of("guards", dataset=copy)
    assert {tuple.__getitem__(records, at) for at in records.seen} == {claim for claim, _ in pairs}


def test_order_lines_and_silence_do_not_change_what_is_looked_at() -> None:
    # Only what nothing rules out is looked at, and of that everything, since it is the answer.
    dataset = timed({f"day-{number}": day(number) for number in range(500)} | {"undated": None, "by": "[..1905]"})
    records, _ = watch(dataset, "events")
    found = aw.events_between(day(100), day(101), match="silent", dataset=dataset)
    assert ids(found) == ["day-100", "day-101", "by", "undated"]
    assert {tuple.__getitem__(records, at) for at in records.seen} == set(found)


# The indexes


def test_an_index_finds_records_by_any_of_several_ids() -> None:
    dataset = timed({}, {"east": "1901", "west": "1902", "south": None})
    index = dataset.indexes.relationships
    assert ids(index.records) == ["east", "west", "south"]
    assert index.where("actor", ["east"]) == {0}
    assert index.where("actor", ["east", "south", "nobody"]) == {0, 2}
    assert index.where("actor", ["hill"]) == {0, 1, 2}
    assert index.where("actor", ["nobody"]) == index.where("actor", []) == set()
    assert index.where("source", ["gazette"]) == {0, 1, 2}


def test_an_index_is_built_once(many: Dataset) -> None:
    for name in ("claims", "events", "relationships"):
        assert getattr(many.indexes, name) is getattr(many.indexes, name)
    assert many.indexes.events.where("source", ["gazette"]) is many.indexes.events.where("source", ["gazette"])


def test_the_position_of_a_claim_is_that_of_its_passage(many: Dataset) -> None:
    index = many.indexes.claims
    assert all(index.records[at].id == id for id, at in many.indexes.claim_positions.items())
    assert len(many.indexes.claim_positions) == len(many.claims)


def test_claims_of_one_passage_come_by_id() -> None:
    dataset = timed({"b": None, "a": None})
    longer = attrs.evolve(claim_of("0", None), passage=aw.Passage(start=0, end=2, paragraph=1, begins="x", ends="x"))
    source = attrs.evolve(dataset.sources["gazette"], document=aw.Document(file="x", sha256="0" * 64, characters=2))
    records = [each for each in dataset if not isinstance(each, aw.Source)]
    assert ids(aw.claims(dataset=Dataset.of([source, longer, *records]))) == ["gazette/a", "gazette/b", "gazette/0"]
