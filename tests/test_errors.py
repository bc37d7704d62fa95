"""Every error has a message that quotes the value and says what to do, and survives pickling."""

import copy
import pickle
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import afghanwar
from afghanwar.errors import (
    AfghanwarError,
    AmbiguousNameError,
    DatasetError,
    DocumentError,
    Problem,
    SeedError,
    TimeSpanError,
    UnknownRecordError,
    quoted,
)

MISSING = Problem(file="actors/states.toml", kind="actor", record="iran", field="kind", message="is missing")
UNKNOWN = Problem(kind="actor", record="iran", field="part_of", message="no actor has the id 'axis'")

ERRORS: list[AfghanwarError] = [
    TimeSpanError("'x' is not a time-span"),
    UnknownRecordError("actor", "talban", ["taliban"]),
    AmbiguousNameError("actor", "Ghani", ["ashraf-ghani", "ghani-khan"]),
    SeedError([MISSING, UNKNOWN]),
    DatasetError([UNKNOWN]),
    DocumentError("no document 'x.txt'"),
]


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (TimeSpanError, ValueError),
        (UnknownRecordError, LookupError),
        (AmbiguousNameError, LookupError),
        (SeedError, ValueError),
        (DatasetError, ValueError),
        (DocumentError, ValueError),
    ],
)
def test_every_error_is_caught_by_the_base_and_by_a_builtin_error(
    error: type[Exception], builtin: type[Exception]
) -> None:
    assert issubclass(error, AfghanwarError)
    assert issubclass(error, builtin)


def test_the_base_class_is_not_a_builtin_error_and_is_never_raised() -> None:
    assert not issubclass(AfghanwarError, ValueError | LookupError)
    modules = list(Path(afghanwar.__file__).parent.rglob("*.py"))
    assert len(modules) > 30
    assert [module.name for module in modules if "raise AfghanwarError" in module.read_text("utf-8")] == []


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_survive_pickling_and_copying(error: AfghanwarError) -> None:
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(twin) is type(error)
        assert str(twin) == str(error)
        assert vars(twin) == vars(error)


def test_an_unknown_record_error_has_the_request_and_the_nearest_ids() -> None:
    error = UnknownRecordError("actor", "talban", ["taliban", "taloqan", "talibs"])
    assert (error.kind, error.ref, error.nearest) == ("actor", "talban", ("taliban", "taloqan", "talibs"))
    assert str(error) == "no actor is named 'talban'; did you mean 'taliban', 'taloqan' or 'talibs'?"


def test_an_unknown_record_error_without_near_ids_says_where_to_look() -> None:
    error = UnknownRecordError("place", "Atlantis")
    assert error.nearest == ()
    assert str(error).startswith("no place is named 'Atlantis'; ")
    assert "did you mean" not in str(error)
    assert "check the spelling" in str(error)


def test_an_ambiguous_name_error_lists_the_ids() -> None:
    error = AmbiguousNameError("actor", "Ghani", ["ashraf-ghani", "ghani-khan"])
    assert (error.kind, error.ref, error.candidates) == ("actor", "Ghani", ("ashraf-ghani", "ghani-khan"))
    assert str(error) == "'Ghani' names more than one actor; use an id, one of 'ashraf-ghani', 'ghani-khan'"


def test_the_lists_of_an_error_do_not_change_with_those_that_it_was_given() -> None:
    ids, problems = ["taliban"], [MISSING]
    unknown, ambiguous, seeds = (
        UnknownRecordError("actor", "x", ids),
        AmbiguousNameError("actor", "x", ids),
        SeedError(problems),
    )
    ids.append("iran")
    problems.append(UNKNOWN)
    assert unknown.nearest == ambiguous.candidates == ("taliban",)
    assert seeds.problems == (MISSING,)


def test_a_seed_error_prints_every_fault_on_a_separate_line() -> None:
    assert str(SeedError([MISSING, UNKNOWN])).splitlines() == [
        "2 faults in the data:",
        "  actors/states.toml: actor iran: kind: is missing",
        "  actor iran: part_of: no actor has the id 'axis'",
    ]


def test_a_dataset_error_counts_a_single_fault_in_the_singular() -> None:
    error = DatasetError([UNKNOWN])
    assert error.problems == (UNKNOWN,)
    assert str(error).startswith("1 fault in the dataset:\n")


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ({"file": "a.toml", "kind": "actor", "record": "iran", "field": "name"}, "a.toml: actor iran: name: is wrong"),
        ({"file": "a.toml", "kind": "actor", "record": "iran"}, "a.toml: actor iran: is wrong"),
        ({"file": "a.toml"}, "a.toml: is wrong"),
        ({"file": "a.toml", "field": "name"}, "a.toml: name: is wrong"),
        ({"kind": "actor", "record": "iran", "field": "name"}, "actor iran: name: is wrong"),
        ({"record": "iran"}, "iran: is wrong"),
        ({"kind": "actor"}, "actor: is wrong"),
        ({}, "is wrong"),
    ],
)
def test_a_problem_is_printed_with_the_places_that_are_known(known: dict[str, str], text: str) -> None:
    problem = Problem(**known, message="is wrong")
    assert str(problem) == text
    assert [problem.file, problem.kind, problem.record, problem.field] == [
        known.get(name, "") for name in ("file", "kind", "record", "field")
    ]


def test_the_message_of_a_problem_is_needed() -> None:
    with pytest.raises(TypeError):
        Problem(file="a.toml")  # type: ignore[call-arg]


def test_equal_problems_are_one_in_a_set_and_a_problem_cannot_be_changed() -> None:
    same = Problem(file="actors/states.toml", kind="actor", record="iran", field="kind", message="is missing")
    assert {MISSING, same} == {MISSING}
    assert attrs.evolve(MISSING, kind="place") != MISSING
    with pytest.raises(AttributeError):
        MISSING.field = "name"  # type: ignore[misc]


def test_the_parts_of_a_problem_are_given_by_name() -> None:
    with pytest.raises(TypeError):
        Problem("iran", "kind", "actors/states.toml", "is missing")  # type: ignore[call-arg]


@given(st.text(max_size=78).filter(lambda text: len(repr(text)) <= 80))
@example("x" * 78)
def test_a_short_text_is_quoted_in_full(text: str) -> None:
    assert quoted(text) == repr(text)


@pytest.mark.parametrize(
    "value",
    ["x" * 1_000_000, "\0" * 1_000_000, b"x" * 1_000_000, ["x" * 1000] * 1000, {1: "x" * 10_000}, Path("x" * 5000)],
    ids=["text", "escaped text", "bytes", "list", "dict", "object"],
)
def test_a_long_value_is_quoted_shortly(value: object) -> None:
    assert "..." in quoted(value)
    assert len(quoted(value)) < 600


def test_a_number_that_is_too_long_for_python_to_write_is_quoted() -> None:
    assert quoted(10**5000) == "a value of type int"


def test_messages_about_long_names_are_short() -> None:
    assert len(str(UnknownRecordError("actor", "x" * 1_000_000))) < 300
    assert len(str(AmbiguousNameError("actor", "x" * 1_000_000, ["a", "b"]))) < 300
