"""The table of kinds: it has a row for every class of record, and a reference for every field that names records."""

import pkgutil
import typing
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import attrs
import pytest

import afghanwar as aw
from afghanwar.kinds import FOLDERS, KINDS, SHELVES, AnyRecord, Kind, Reference, has_field, kind_of

KIND_OF_ID = {
    aw.SourceId: "source",
    aw.ClaimId: "claim",
    aw.ActorId: "actor",
    aw.PlaceId: "place",
    aw.MeasureId: "measure",
    aw.EventId: "event",
    aw.RelationshipId: "relationship",
    aw.DisagreementId: "disagreement",
}
"""The kind of record that each type of id names."""

ROWS = [pytest.param(row, id=row.record.__name__) for row in KINDS]
FIELDS = [
    pytest.param(row, field, id=f"{row.record.__name__}.{field}")
    for row in KINDS
    for field in typing.get_type_hints(row.record)
    if field != "id"
]
REFERENCES = [
    pytest.param(row, reference, id=f"{row.record.__name__}.{reference.field}")
    for row in KINDS
    for reference in row.references
]


def classes() -> Iterator[type[Any]]:
    """Every class of the library that has attributes."""
    for module in pkgutil.walk_packages(aw.__path__, "afghanwar."):
        if "__" not in module.name:
            found = vars(import_module(module.name)).values()
            yield from (each for each in found if isinstance(each, type) and attrs.has(each))


def hints_of(kind: type[Any]) -> dict[str, Any]:
    """The annotations of a class; that of an order line says which ids it takes, for which cattrs has no annotation."""
    hints = typing.get_type_hints(kind)
    return hints | {"other": aw.EventId | aw.SourceId} if kind is aw.Order else hints


def kinds_named_in(hint: Any) -> set[str]:
    """The kinds of record whose ids an annotation mentions, also within the classes that it mentions."""
    if hint in KIND_OF_ID:
        return {KIND_OF_ID[hint]}
    found = {kind for part in typing.get_args(hint) for kind in kinds_named_in(part)}
    if isinstance(hint, type) and attrs.has(hint):
        found |= {kind for part in hints_of(hint).values() for kind in kinds_named_in(part)}
    return found


def records_of(row: Kind) -> list[AnyRecord]:
    """The records of the bundled dataset that have a row."""
    shelf = getattr(aw.load(), row.shelf)
    return [record for record in shelf if type(record) is row.record]


def test_every_class_with_an_id_and_names_has_a_row() -> None:
    records = {each for each in classes() if "id" in attrs.fields_dict(each) and hasattr(each, "names")}
    assert records == {row.record for row in KINDS}
    assert len(KINDS) == len(records)
    # A battle is an event.
    assert {*typing.get_args(AnyRecord), aw.Battle} == records


def test_every_type_of_id_belongs_to_a_kind() -> None:
    ids = {
        value
        for module in pkgutil.walk_packages(aw.__path__, "afghanwar.")
        if "__" not in module.name
        for value in vars(import_module(module.name)).values()
        if isinstance(value, typing.NewType)
    }
    assert ids == set(KIND_OF_ID)
    assert set(KIND_OF_ID.values()) == {row.name for row in KINDS} == set(SHELVES)


@pytest.mark.parametrize("row", ROWS)
def test_a_row_belongs_to_its_class_its_shelf_and_its_folder(row: Kind) -> None:
    records = records_of(row)
    assert records
    assert {kind_of(record) for record in records} == {row}
    assert SHELVES[row.name] == row.shelf
    assert row.folder in FOLDERS
    assert getattr(aw.load(), row.shelf).kind == row.name
    assert kinds_named_in(typing.get_type_hints(row.record)["id"]) == {row.name}


def test_a_battle_is_an_event_with_sides() -> None:
    (event,) = (row for row in KINDS if row.record is aw.Event)
    (battle,) = (row for row in KINDS if row.record is aw.Battle)
    assert (battle.name, battle.shelf) == (event.name, event.shelf)
    fields = [reference.field for reference in battle.references]
    # Its participants are those of its sides.
    inherited = [reference.field for reference in event.references if reference.field != "participants"]
    assert fields[: len(inherited)] == inherited
    assert {field.partition(".")[0] for field in fields[len(inherited) :]} == {"sides", "outcome"}


@pytest.mark.parametrize(("row", "field"), FIELDS)
def test_every_field_that_holds_ids_has_a_reference(row: Kind, field: str) -> None:
    named = kinds_named_in(typing.get_type_hints(row.record)[field])
    covered = {
        kind for reference in row.references if reference.field.partition(".")[0] == field for kind in reference.kinds
    }
    if row.record is aw.Battle and field == "participants":
        named = set()  # They are computed from the sides.
    assert covered == named


@pytest.mark.parametrize(("row", "reference"), REFERENCES)
def test_a_reference_leads_to_records_and_is_used(row: Kind, reference: Reference) -> None:
    dataset = aw.load()
    used = 0
    for record in records_of(row):
        for id in reference.ids(record):
            assert any(id in getattr(dataset, SHELVES[kind]) for kind in reference.kinds), (record.id, id)
            used += 1
    # No battle begins or ends an actor; all the other fields are used.
    assert used or (row.record is aw.Battle and reference.field.partition(".")[0] in ("begins", "ends"))


@pytest.mark.parametrize(("row", "reference"), REFERENCES)
def test_a_reference_returns_every_id_in_its_field(row: Kind, reference: Reference) -> None:
    root, _, inner = reference.field.partition(".")
    ids = {kind for kind, name in KIND_OF_ID.items() if name in reference.kinds}

    def ids_in(value: Any, hint: Any) -> Iterator[str]:
        """The ids of those kinds in a value, by the annotations of what holds it."""
        if hint in ids:
            yield value
        elif isinstance(value, tuple):
            hints = typing.get_args(hint)
            every = hints[:1] * len(value) if hints[1:] == (...,) else hints
            for each, part in zip(value, every, strict=True):
                yield from ids_in(each, part)
        elif attrs.has(type(value)):
            for name, part in hints_of(type(value)).items():
                if inner in ("", name):
                    yield from ids_in(getattr(value, name), part)
        elif value is not None:
            for part in typing.get_args(hint):
                yield from ids_in(value, part)

    hint = typing.get_type_hints(row.record)[root]
    for record in records_of(row):
        # An order line names an event or a source; one id is then found under both.
        assert list(dict.fromkeys(reference.ids(record))) == list(dict.fromkeys(ids_in(getattr(record, root), hint)))


@pytest.mark.parametrize("value", ["kabul", None, 7, aw.Event, aw.TimeSpan("2001"), []], ids=repr)
def test_only_a_record_has_a_kind(value: object) -> None:
    with pytest.raises(TypeError, match="expected a record, not "):
        kind_of(value)


def test_the_folders_of_seeds_are_listed_once_each() -> None:
    assert list(FOLDERS) == list(dict.fromkeys(row.folder for row in KINDS))
    assert len(set(FOLDERS)) == len(FOLDERS) == 8


def test_a_field_can_be_inferred_if_it_has_a_value() -> None:
    claim = aw.ClaimId("early/x")
    order = (aw.Order(word=aw.OrderWord.AFTER, other=aw.EventId("siege")),)
    common: dict[str, Any] = {"id": aw.EventId("it"), "name": "It", "kind": aw.EventKind.OTHER, "evidence": (claim,)}
    bare = aw.Event(**common)
    full = aw.Event(
        **common,
        dates=((aw.SourceId("early"), aw.TimeSpan("2001")),),
        order=order,
        begins=((aw.ActorId("whole"), ()),),
        places=(aw.PlaceId("kabul"),),
        inferred=("when",),
        note="It is made up.",
    )
    assert [name for name in ("when", "after", "begins", "places") if has_field(bare, name)] == []
    assert [name for name in ("when", "after", "begins", "places", "evidence") if has_field(full, name)] == [
        "when",
        "after",
        "begins",
        "places",
        "evidence",
    ]
    # Another word, a field that cannot be inferred, and no field at all.
    for name in ("before", "ends", "id", "dates", "order", "inferred", "note", "names", ""):
        assert not has_field(full, name), name
    actor = aw.Actor(id=aw.ActorId("a"), name="A", kind=aw.ActorKind.GROUP, description="It is made up.")
    assert has_field(actor, "description")
    assert not has_field(actor, "after")
