"""Strategies of hypothesis that draw whole datasets, small, valid, and as unusual as the rules allow.

No example is filtered out: each record is drawn from values that the rules allow, given the records before it.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from random import Random
from typing import Any, TypeAlias, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

import afghanwar as aw
from afghanwar.claims import assertion_strength, mentions
from afghanwar.dataset.shelf import Shelves
from afghanwar.events import Dates, Lives
from afghanwar.kinds import AnyRecord, has_field
from support.datasets import records_of
from support.time_spans import VALID_TIME_SPANS

T = TypeVar("T")
R = TypeVar("R", aw.Source, aw.Claim, aw.Event, aw.Relationship)

SPANS = [aw.TimeSpan(example.text) for example in VALID_TIME_SPANS]
# Only a few, so that records of different kinds often share an id.
SLUGS = ["kabul", "us", "us-2", "7", "pakistan", "northern-alliance", "z"]
# One name in many spellings and scripts, and names that are ids of other records.
NAMES = ["Kabul", "KĀBUL", "ｋａｂｕｌ", "کابل", "喀布尔", "U.S.", "US 2", "Jamiʿat", "Straße 7", "strasse-7", "— Z —"]
# Names that contain another name.
NAMES += ["Kabul Airport", "The Governor of Kabul", "Kabul and its surroundings", "New Kabul City Council"]
# Characters that JSON and TOML have to escape, and some that they must not.
TRAPS = ['"x', "\\u0041 \\", "x'''", "# = [x]\n[y]", "a\r\n\tb", "\x7f\x00x\x1b", "\u2028\N{NO-BREAK SPACE}x\ufeff"]
TRAPS += ["💥x"]
TEXTS = NAMES + TRAPS
KINDS = [kind for kind in aw.EventKind if kind is not aw.EventKind.BATTLE]
WORDS = list(aw.OrderWord)
MIRRORED = [aw.RelationshipKind.HOSTILITY, aw.RelationshipKind.RIVALRY]

texts = st.text(st.characters(codec="utf-8"), max_size=9)
decimals = st.builds(lambda n, places: n / 10**places, st.integers(-9, 10**9), st.integers(1, 9))
# A number has up to 15 digits.
bounds = st.tuples(*[st.integers(-(10**15) + 1, 10**15 - 1) | st.integers(0, 9) | decimals] * 2).map(sorted)
NUMBERS = [st.integers(0, max(0, size - 1)) for size in range(len(SPANS) + 20)]
degrees = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@cache
def near(when: aw.TimeSpan) -> frozenset[aw.TimeSpan]:
    """The time-spans that may overlap another one."""
    return frozenset(span for span in SPANS if span.overlaps(when) is not aw.Certainty.NO)


@attrs.frozen
class Dice:
    """Draws items by their index, which is many times faster than a strategy of lists.

    Samples, and values that no rule depends on, come from ``chance``, which is faster still.
    """

    draw: DrawFn
    chance: Random

    def one(self, items: Sequence[T]) -> T:
        return items[self.draw(NUMBERS[len(items)])]

    def maybe(self, items: Sequence[T]) -> T | None:
        return self.one((None, *items))

    def few(self, items: Sequence[T], least: int = 0, most: int = 3) -> tuple[T, ...]:
        """Some of the items, none twice, in any order."""
        size = self.one(range(min(least, len(items)), min(most, len(items)) + 1))
        return tuple(self.chance.sample(items, size))

    def text(self) -> str:
        return self.chance.choice(TEXTS)

    def name(self) -> str:
        return self.chance.choice(NAMES)

    def note(self) -> str | None:
        return self.chance.choice([None, *TEXTS])

    def aliases(self) -> tuple[str, ...]:
        return tuple(self.chance.sample(NAMES, self.chance.randrange(4)))

    def coordinates(self) -> aw.Coordinates | None:
        drawn = self.draw(degrees)
        if drawn is None:
            return None
        return aw.Coordinates(
            latitude=drawn[0],
            longitude=drawn[1],
            precision=self.chance.choice(list(aw.CoordinatePrecision)),
            source=self.text(),
        )

    def identifiers(self, id: str) -> aw.Identifiers:
        # No two records of a kind share one.
        wikidata = f"Q{self.chance.randrange(1, 10**15)}"
        return aw.Identifiers(
            wikidata=self.chance.choice([None, wikidata]),
            ucdp=self.chance.choice([None, self.chance.randrange(1, 10**15)]),
            iso3=self.chance.choice([None, f"{'ABCDEFG'[SLUGS.index(id)]}QZ"]),
        )

    def event_identifiers(self) -> aw.EventIdentifiers:
        ucdp, gtd = (self.chance.choice([None, self.chance.randrange(1, 10**15)]) for _ in range(2))
        acled = f"AFG{self.chance.randrange(1, 10**15)}"
        return aw.EventIdentifiers(ucdp=ucdp, acled=self.chance.choice([None, acled]), gtd=gtd)

    def inferring(self, record: R, loose: Sequence[str] = ()) -> R:
        """Mark fields of the record as inferred: the loose ones, and some others, as far as they have a value."""
        fields: list[str] = ["when" if name == "dates" else name for name in attrs.fields_dict(type(record))]
        names = dict.fromkeys((*loose, *self.chance.sample(fields, 3)))
        return attrs.evolve(record, inferred=tuple(name for name in names if has_field(record, name)))


def source(dice: Dice, id: aw.SourceId) -> aw.Source:
    asides = tuple(
        aw.Aside(start=start, end=start + 2, reason=dice.text()) for start in dice.chance.sample(range(9), 2)
    )
    return dice.inferring(
        aw.Source(
            id=id,
            title=f"x{dice.draw(texts)}",
            authors=dice.aliases(),
            publisher=dice.note(),
            published=dice.chance.choice([None, *SPANS]),
            kind=dice.chance.choice(list(aw.SourceKind)),
            url=dice.note(),
            stance=dice.text(),
            licence=dice.note(),
            document=aw.Document(file=dice.text(), sha256="0af9" * 16, characters=10, asides=asides),
            note=dice.note(),
        )
    )


def actor(dice: Dice, id: aw.ActorId, wholes: Sequence[aw.ActorId]) -> aw.Actor:
    return aw.Actor(
        id=id,
        name=dice.name(),
        kind=dice.chance.choice(list(aw.ActorKind)),
        aliases=dice.aliases(),
        description=dice.text(),
        part_of=dice.few(wholes),
        identifiers=dice.identifiers(id),
    )


def place(dice: Dice, id: aw.PlaceId, wholes: Sequence[aw.PlaceId]) -> aw.Place:
    return aw.Place(
        id=id,
        name=dice.name(),
        kind=dice.chance.choice(list(aw.PlaceKind)),
        aliases=dice.aliases(),
        # Often within the last one, which makes long chains.
        within=dice.one([None, *wholes, *wholes[-1:], *wholes[-1:]]),
        coordinates=dice.coordinates(),
        identifiers=dice.identifiers(id),
        note=dice.note(),
    )


def measure(dice: Dice, id: aw.MeasureId) -> aw.Measure:
    return aw.Measure(id=id, name=dice.name(), unit=dice.one(["people", "US$"]), description=dice.text())


def quantity(dice: Dice, measure: aw.MeasureId) -> aw.Quantity:
    low, high = (dice.maybe([bound]) for bound in dice.draw(bounds))
    # A source's own estimate may be outside the bounds.
    best = dice.chance.choice([None, None, 3, 0.5])
    approximate = dice.chance.random() < 0.5
    return aw.Quantity(measure=measure, low=low, high=high, best=best, approximate=approximate, wording=dice.text())


def claim(
    dice: Dice,
    id: aw.ClaimId,
    source: aw.Source,
    actors: Sequence[aw.ActorId],
    places: Sequence[aw.PlaceId],
    measures: Sequence[aw.MeasureId],
) -> aw.Claim:
    # Only a few offsets, so that two claims often have the same passage.
    start, end = dice.one([(0, 2), (0, 3), (1, 3)])
    passage = aw.Passage(start=start, end=end, paragraph=1, begins=dice.text(), ends=dice.text())
    row = aw.Row(column=dice.text(), key=dice.text())
    in_table = source.kind is aw.SourceKind.DATASET
    return dice.inferring(
        aw.Claim(
            id=id,
            source=source.id,
            says=dice.text(),
            passage=None if in_table else passage,
            row=row if in_table else None,
            modality=dice.one(list(aw.Modality)),
            attributed_to=dice.one([None, *[None] * len(actors), *actors]),
            when=dice.one([*[None] * 9, *SPANS]),
            actors=dice.few(actors),
            places=dice.few(places),
            quantities=tuple(quantity(dice, measure) for measure in dice.few([*measures, *measures], most=2)),
            wording=dice.note(),
            note=dice.note(),
        )
    )


def proofs(dice: Dice, claims: Sequence[aw.Claim]) -> tuple[aw.Claim, ...]:
    """Some of the claims, at least one of which can be evidence that an event took place."""
    sure = dice.one([claim for claim in claims if assertion_strength([claim]) is not aw.Certainty.NO])
    found = [claim for claim in dice.few(claims, most=5) if claim is not sure]
    found.insert(dice.one(range(len(found) + 1)), sure)
    return tuple(found)


def dates(dice: Dice, evidence: Sequence[aw.Claim], loose: Sequence[str]) -> Dates:
    """Dates by some of the sources, near those of their claims, or any dates where ``when`` is inferred."""
    found = []
    for source in dice.few(sorted({claim.source for claim in evidence}), most=4):
        told = {claim.when for claim in evidence if claim.source == source and claim.when is not None}
        fitting = [span for span in SPANS if "when" in loose or any(span in near(when) for when in told)]
        if fitting:
            found.append((source, dice.one(fitting)))
    return tuple(found)


def proof(dice: Dice, evidence: Sequence[aw.ClaimId], inferred: bool) -> tuple[aw.ClaimId, ...]:
    """Some of the evidence of a record, for one of its lines; perhaps none where the word of the line is inferred."""
    return dice.few(evidence, least=0 if inferred else 1)


def order(
    dice: Dice,
    evidence: Sequence[aw.ClaimId],
    others: Sequence[str],
    words: Sequence[aw.OrderWord],
    loose: Sequence[str],
) -> tuple[aw.Order, ...]:
    """Order lines to some of the others, by word, in the order in which seeds are read."""
    chosen = dice.few([(word, other) for word in words for other in others], most=3)
    return tuple(
        aw.Order(word=word, other=aw.EventId(other), evidence=proof(dice, evidence, word.value in loose))
        for word, other in sorted(chosen, key=lambda line: WORDS.index(line[0]))
    )


def lives(dice: Dice, evidence: Sequence[aw.ClaimId], actors: Sequence[aw.ActorId], inferred: bool) -> Lives:
    """Actors whose life begins, or ends."""
    return tuple((actor, proof(dice, evidence, inferred)) for actor in dice.few(actors, most=2))


def event(
    dice: Dice,
    id: aw.EventId,
    wholes: Sequence[aw.EventId],
    others: Sequence[str],
    words: Sequence[aw.OrderWord],
    world: Shelves,
) -> aw.Event:
    """An event, perhaps a part of one of the wholes, with order lines of some words to the others."""
    fields = ["when", "places", "participants", "sides", "begins", "ends", *(word.value for word in WORDS)]
    evidence, loose = proofs(dice, list(world.claims)), dice.few(fields, most=6)
    actors, places = mentions(evidence)
    there = [place.id for place in world.places if "places" in loose or place.id in places]
    ids = tuple(claim.id for claim in evidence)
    living = dice.few([actor.id for actor in world.actors])
    common: dict[str, Any] = {
        "id": id,
        "name": dice.name(),
        "order": order(dice, ids, others, words, loose),
        "begins": lives(dice, ids, living[1:], "begins" in loose),
        "ends": lives(dice, ids, living[:1], "ends" in loose),
        "dates": dates(dice, evidence, loose),
        "places": dice.few(there),
        "part_of": dice.maybe(wholes),
        "evidence": ids,
        "identifiers": dice.event_identifiers(),
        "note": dice.note(),
    }
    field = dice.one(["participants", "sides"])
    who = [actor.id for actor in world.actors if field in loose or actor.id in actors]
    if field == "participants":
        # An actor may take part twice.
        roles = tuple(aw.Participation(actor=actor, role=dice.text()) for actor in dice.few([*who, *who], most=4))
        return dice.inferring(aw.Event(kind=dice.chance.choice(KINDS), participants=roles, **common), loose)
    sides = tuple(
        aw.Side(name=name, actors=dice.few(who, least=1), commanders=dice.few(who))
        for name in dice.few(NAMES if who else [], least=1)
    )
    outcome = dice.few(common["evidence"])
    victor = dice.maybe([side.name for side in sides] if outcome else [])
    return dice.inferring(aw.Battle(sides=sides, outcome=outcome, victor=victor, **common), loose)


def relationship(dice: Dice, id: aw.RelationshipId, others: Sequence[str], world: Shelves) -> aw.Relationship:
    """A relationship with order lines to some of the others."""
    fields = ["when", "subject", "object", *(word.value for word in WORDS)]
    evidence, loose = proofs(dice, list(world.claims)), dice.few(fields, most=5)
    named, everyone = sorted(mentions(evidence)[0]), [actor.id for actor in world.actors]
    # Where the evidence names no actor, both ends are inferred.
    loose = loose if named else (*loose, "subject", "object")
    subject, object = (dice.one(everyone if field in loose else named) for field in ("subject", "object"))
    kind = dice.one(MIRRORED if subject == object else list(aw.RelationshipKind))
    forms = dice.few(list(aw.SupportForm), least=1) if kind is aw.RelationshipKind.SUPPORT else ()
    when, why = dates(dice, evidence, loose), tuple(claim.id for claim in evidence)
    lines = order(dice, why, others, WORDS, loose)
    tie = aw.Relationship(
        id=id, kind=kind, subject=subject, object=object, dates=when, order=lines, forms=forms, evidence=why
    )
    return dice.inferring(attrs.evolve(tie, note=dice.note()), loose)


def disagreement(dice: Dice, id: aw.DisagreementId, claims: Sequence[aw.ClaimId]) -> aw.Disagreement:
    answers = dice.few([*NAMES, *NAMES], least=2)
    positions = tuple(aw.Position(answer=answer, claims=dice.few(claims, least=1)) for answer in answers)
    kind = dice.chance.choice(list(aw.DisagreementKind))
    return aw.Disagreement(id=id, question=dice.text(), kind=kind, positions=positions, note=dice.note())


@st.composite
def datasets(draw: DrawFn) -> aw.Dataset:
    """A dataset of two to four sources that satisfies every rule."""
    dice = Dice(draw, Random(draw(st.integers(0, 2**16))))
    authors = [aw.SourceId(id) for id in dice.few(SLUGS, least=2, most=4)]
    who = [aw.ActorId(id) for id in dice.few(SLUGS, least=1, most=5)]
    where = [aw.PlaceId(id) for id in dice.few(SLUGS, least=1, most=5)]
    what = [aw.MeasureId(id) for id in dice.few(SLUGS, most=2)]
    sources = [source(dice, id) for id in authors]
    told = [
        claim(dice, aw.ClaimId(f"{each.id}/{slug}"), each, who, where, what)
        for each in sources
        for slug in dice.few(SLUGS, least=1)
    ]
    records: list[AnyRecord] = [*sources, *told]
    records += [actor(dice, id, who[:n]) for n, id in enumerate(who)]
    records += [place(dice, id, where[:n]) for n, id in enumerate(where)]
    records += [measure(dice, id) for id in what]
    world = Shelves.of(records)
    if assertion_strength(told) is not aw.Certainty.NO:
        ids = [aw.EventId(id) for id in dice.few(SLUGS, least=1, most=5)]
        # No order line may name an id that an event and a source share; and none leads to a later event, or both
        # forwards and backwards, so that there are no rings.
        names, shared = [str(id) for id in ids], {str(id) for id in authors} & {str(id) for id in ids}
        apart = [str(id) for id in authors if id not in shared]
        avoided = dice.one([aw.OrderWord.AFTER, aw.OrderWord.BEFORE])
        words = [word for word in WORDS if word is not avoided]
        records += [
            event(dice, id, ids[:n], [*apart, *(each for each in names[:n] if each not in shared)], words, world)
            for n, id in enumerate(ids)
        ]
        others = [*apart, *(id for id in names if id not in shared)]
        records += [relationship(dice, aw.RelationshipId(id), others, world) for id in dice.few(SLUGS, least=1, most=7)]
    claims = [claim.id for claim in told]
    records += [disagreement(dice, aw.DisagreementId(id), claims) for id in dice.few(SLUGS, most=2)]
    return aw.Dataset.of(records)


World: TypeAlias = tuple[aw.Dataset, Random]
"""A dataset, and a random generator to choose what to do with it."""


# Hypothesis makes most examples by changing a part of another one, so a seed drawn beside the dataset would rarely
# change. It is derived from the dataset instead.
worlds = datasets().map(lambda dataset: (dataset, Random(str(records_of(dataset)))))


def some(dice: Random, items: Iterable[T], least: int = 0) -> list[T]:
    """Some of the items, in any order."""
    rest = list(items)
    return dice.sample(rest, dice.randint(least, len(rest)))
