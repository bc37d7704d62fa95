"""A view of any dataset has what its sources say, no fault, and nothing of other sources."""

import random
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import attrs
from hypothesis import given
from support.datasets import records_of, same_records, unchecked
from support.scans import Thing, things_of
from support.strategies import SPANS, TEXTS, World, datasets, some, worlds

import afghanwar as aw
from afghanwar import Dataset
from afghanwar.dataset.integrity import faults
from afghanwar.dataset.shelf import Shelves
from afghanwar.kinds import AnyRecord, has_field

NOT_SO = (aw.Modality.PREDICTED, aw.Modality.PLANNED, aw.Modality.REJECTED)


def choices(dataset: Dataset) -> Iterator[tuple[aw.Source, ...]]:
    """Every way to choose among the sources."""
    for size in range(len(dataset.sources)):
        yield from combinations(dataset.sources, size + 1)


@given(datasets())
def test_a_view_has_no_fault_and_does_not_depend_on_how_its_sources_are_asked(dataset: Dataset) -> None:
    again = Dataset.of(records_of(dataset))
    for chosen in choices(dataset):
        view = dataset.according_to(*chosen)
        assert faults(Shelves.of(view)) == []
        assert tuple(view.sources) == chosen
        assert view.according_to(*chosen) is view
        assert same_records(again.according_to(*[source.id for source in (*chosen[::-1], *chosen)]), view)


@given(worlds)
def test_a_view_of_a_view_is_the_view_of_the_dataset(world: World) -> None:
    dataset, dice = world
    inner = some(dice, dataset.sources, least=1)
    outer = dataset.according_to(*inner, *some(dice, dataset.sources))
    assert same_records(outer.according_to(*inner), dataset.according_to(*inner))
    # A dataset from which the other sources, their claims and what rests on them alone are gone knows no less.
    assert same_records(Dataset.of(records_of(outer)).according_to(*inner), dataset.according_to(*inner))


def told_by(claims: Iterable[aw.Claim]) -> set[str]:
    """The actors, speakers among them, and places that some claims name, as texts that tell them apart."""
    found = set()
    for claim in claims:
        found |= {f"actor {id}" for id in (*claim.actors, claim.attributed_to)} | {f"place {id}" for id in claim.places}
    return found


def order_of(record: aw.Event | aw.Relationship) -> list[tuple[str, str, tuple[str, ...]]]:
    """The order lines of a record, each with its word, the other, and its claims."""
    return [(line.word.value, line.other, line.evidence) for line in record.order]


def lives_of(record: aw.Event) -> list[tuple[str, str, tuple[str, ...]]]:
    """The actors whose life an event begins or ends, each with its claims."""
    return [(word, *life) for word in ("begins", "ends") for life in getattr(record, word)]


def manned(things: Iterable[Thing]) -> list[Thing]:
    """All but the commanders of sides without actors, which go."""
    known = list(things)
    sides = {side for _, side, role in known if role == "actor"}
    return [(id, side, role) for id, side, role in known if not side or side in sides]


@given(datasets())
def test_a_view_keeps_what_its_sources_or_no_sources_name_and_nothing_else(dataset: Dataset) -> None:
    for chosen in choices(dataset):
        view, ids = dataset.according_to(*chosen), {source.id for source in chosen}
        for shelf, seen in ((dataset.events, view.events), (dataset.relationships, view.relationships)):
            for whole in shelf:
                evidence = [dataset.claims[id] for id in whole.evidence]
                theirs = [claim for claim in evidence if claim.source in ids]
                others = told_by(evidence) - told_by(theirs)
                left = manned(thing for thing in things_of(whole) if thing[0] not in others)
                so = any(claim.modality not in NOT_SO for claim in theirs)
                assert (whole.id in seen) == (so and (isinstance(whole, aw.Event) or len(left) == 2))
                if whole.id not in seen:
                    continue
                record = seen[whole.id]
                assert things_of(record) == left
                assert record.evidence == tuple(claim.id for claim in theirs)
                assert record.dates == tuple((source, span) for source, span in whole.dates if source in ids)
                assert order_of(record) == [
                    (word, other, kept)
                    for word, other, claims in order_of(whole)
                    if other in ids or other in view.events
                    for kept in [tuple(id for id in claims if id in record.evidence)]
                    if kept or not claims
                ]
                if isinstance(whole, aw.Event) and isinstance(record, aw.Event):
                    assert lives_of(record) == [
                        (word, actor, kept)
                        for word, actor, claims in lives_of(whole)
                        for kept in [tuple(id for id in claims if id in record.evidence)]
                        if kept or not claims
                    ]
                assert record.inferred == tuple(name for name in whole.inferred if has_field(record, name))
                if isinstance(whole, aw.Battle) and isinstance(record, aw.Battle) and whole.outcome:
                    assert record.outcome == tuple(id for id in whole.outcome if id in record.evidence)
                    known = record.outcome and whole.victor in [side for _, side, _ in left]
                    assert record.victor == (whole.victor if known else None)


@given(datasets())
def test_a_view_keeps_the_disagreements_in_which_its_sources_have_two_answers(dataset: Dataset) -> None:
    for chosen in choices(dataset):
        ids, left = {source.id for source in chosen}, {}
        for asked in dataset.disagreements:
            theirs = [tuple(id for id in each.claims if dataset.claims[id].source in ids) for each in asked.positions]
            answers = [(each.answer, kept) for each, kept in zip(asked.positions, theirs, strict=True) if kept]
            if len(answers) > 1:
                left[asked.id] = answers
        seen = dataset.according_to(*chosen).disagreements
        assert {asked.id: [(each.answer, each.claims) for each in asked.positions] for asked in seen} == left


def retold(dice: random.Random, dataset: Dataset, sources: set[aw.SourceId], **changes: Any) -> Dataset:
    """The dataset in which some sources say and date everything otherwise; it may well have faults then."""

    def reordered(line: aw.Order) -> aw.Order:
        """The line, which has another word where only these sources say so."""
        theirs = line.evidence and all(id.partition("/")[0] in sources for id in line.evidence)
        return attrs.evolve(line, word=dice.choice(list(aw.OrderWord))) if theirs else line

    def otherwise(record: AnyRecord) -> AnyRecord:
        note = dice.choice(TEXTS)
        if isinstance(record, aw.Source) and record.id in sources:
            return attrs.evolve(record, title=note, published=None, stance=note)
        if isinstance(record, aw.Claim) and record.source in sources:
            modality, when = dice.choice(list(aw.Modality)), dice.choice([None, *SPANS])
            new = {name: change(dice) for name, change in changes.items()}
            return attrs.evolve(record, says=note, modality=modality, when=when, quantities=(), wording=note, **new)
        if isinstance(record, aw.Event | aw.Relationship):
            mine = [line for line in record.dates if line[0] not in sources]
            theirs = {aw.SourceId(id.partition("/")[0]) for id in record.evidence} & sources
            for source in some(dice, sorted(theirs)):
                mine.insert(dice.randint(0, len(mine)), (source, dice.choice(SPANS)))
            return attrs.evolve(record, dates=tuple(mine), order=tuple(map(reordered, record.order)))
        return record

    return unchecked(map(otherwise, records_of(dataset)))


@given(worlds)
def test_what_other_sources_say_and_when_changes_nothing_in_a_view(world: World) -> None:
    dataset, dice = world
    chosen = {source.id for source in some(dice, dataset.sources, least=1)}
    other = retold(dice, dataset, {source.id for source in dataset.sources} - chosen)
    assert same_records(other.according_to(*chosen), dataset.according_to(*chosen))


def own(view: Dataset) -> list[object]:
    """What a view has because its claims name it, and not because the curator inferred it."""
    found: list[object] = []
    for record in (*view.events, *view.relationships):
        mine = told_by(view.claims[id] for id in record.evidence)
        things = manned(thing for thing in things_of(record) if thing[0] in mine)
        whole = record.part_of if isinstance(record, aw.Event) else None
        # An event of which no actor is named is in the view, and a tie is not.
        if isinstance(record, aw.Event) or len(things) == 2:
            found.append((record.id, record.dates, record.evidence, whole, things))
    return found


@given(worlds)
def test_the_actors_of_other_sources_change_nothing_that_a_view_has_from_its_own(world: World) -> None:
    dataset, dice = world
    # Something may change: what no source names any more is an inference of the curator, and is kept.
    chosen = {source.id for source in some(dice, dataset.sources, least=1)}
    who, where = [actor.id for actor in dataset.actors], [place.id for place in dataset.places]
    other = retold(
        dice,
        dataset,
        {source.id for source in dataset.sources} - chosen,
        actors=lambda dice: tuple(some(dice, who)),
        places=lambda dice: tuple(some(dice, where)),
        attributed_to=lambda dice: dice.choice([None, *who]),
    )
    assert own(other.according_to(*chosen)) == own(dataset.according_to(*chosen))


@given(worlds)
def test_a_view_of_more_sources_has_no_less(world: World) -> None:
    dataset, dice = world
    few = some(dice, dataset.sources, least=1)
    small, large = dataset.according_to(*few), dataset.according_to(*few, *some(dice, dataset.sources))
    for one, other in zip(small.shelves, large.shelves, strict=True):
        assert {record.id for record in one} <= {record.id for record in other}
    told: Iterable[aw.Event | aw.Relationship] = (*small.events, *small.relationships)
    for record in told:
        more = large.events[record.id] if isinstance(record, aw.Event) else large.relationships[record.id]
        assert set(things_of(record)) <= set(things_of(more))
        assert set(record.evidence) <= set(more.evidence)
        assert set(record.dates) <= set(more.dates)
        assert set(record.inferred) <= set(more.inferred)
        known = {(word, other): claims for word, other, claims in order_of(more)}
        assert all(set(claims) <= set(known[word, other]) for word, other, claims in order_of(record))
        if isinstance(record, aw.Event) and isinstance(more, aw.Event):
            assert record.part_of in (None, more.part_of)
        if isinstance(record, aw.Battle) and isinstance(more, aw.Battle):
            assert set(record.outcome) <= set(more.outcome)
            assert record.victor in (None, more.victor)
    for asked in small.disagreements:
        answers = {(each.answer, id) for each in large.disagreements[asked.id].positions for id in each.claims}
        assert {(each.answer, id) for each in asked.positions for id in each.claims} <= answers
