import copy
import pickle
from pathlib import Path

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

MISSING = Problem(file="actors/states.toml", record="iran", field="kind", message="is missing")
UNKNOWN = Problem(file="", record="iran", field="part_of", message="no actor has the id 'axis'")

ERRORS: list[AfghanwarError] = [
    TimeSpanError("'x' is no time-span"),
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
def test_every_error_is_caught_by_the_base_and_by_its_builtin_kin(
    error: type[Exception], builtin: type[Exception]
) -> None:
    assert issubclass(error, AfghanwarError)
    assert issubclass(error, builtin)


def test_the_base_is_neither_kind_of_builtin_error_and_is_raised_nowhere() -> None:
    assert not issubclass(AfghanwarError, ValueError | LookupError)
    modules = list(Path(afghanwar.__file__).parent.glob("*.py"))
    assert len(modules) > 10
    assert [module.name for module in modules if "raise AfghanwarError" in module.read_text("utf-8")] == []


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_survive_pickling_and_copying(error: AfghanwarError) -> None:
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(twin) is type(error)
        assert str(twin) == str(error)
        assert vars(twin) == vars(error)


def test_an_unknown_record_names_what_was_asked_for_and_what_is_near() -> None:
    error = UnknownRecordError("actor", "talban", ["taliban", "taloqan"])
    assert (error.kind, error.ref, error.nearest) == ("actor", "talban", ("taliban", "taloqan"))
    assert str(error) == "no actor is named 'talban'; did you mean 'taliban' or 'taloqan'?"


def test_an_unknown_record_with_nothing_near_says_where_to_look() -> None:
    error = UnknownRecordError("place", "Atlantis")
    assert error.nearest == ()
    assert str(error).startswith("no place is named 'Atlantis'; ")
    assert "did you mean" not in str(error)
    assert "iterate over the shelf" in str(error)


def test_an_ambiguous_name_lists_its_bearers_by_id() -> None:
    error = AmbiguousNameError("actor", "Ghani", ["ashraf-ghani", "ghani-khan"])
    assert (error.kind, error.name, error.candidates) == ("actor", "Ghani", ("ashraf-ghani", "ghani-khan"))
    assert str(error) == "'Ghani' names more than one actor; ask by id, one of 'ashraf-ghani', 'ghani-khan'"


def test_the_lists_of_an_error_do_not_change_with_the_lists_it_was_made_of() -> None:
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


def test_a_seed_error_says_every_fault_on_a_line_of_its_own() -> None:
    assert str(SeedError([MISSING, UNKNOWN])).splitlines() == [
        "2 faults in the seeds:",
        "  actors/states.toml: iran: kind: is missing",
        "  iran: part_of: no actor has the id 'axis'",
    ]


def test_a_dataset_error_counts_a_single_fault_in_the_singular() -> None:
    error = DatasetError([UNKNOWN])
    assert error.problems == (UNKNOWN,)
    assert str(error).startswith("1 fault in the dataset:\n")


@pytest.mark.parametrize(
    ("file", "record", "field", "said"),
    [
        ("a.toml", "iran", "kind", "a.toml: iran: kind: is wrong"),
        ("a.toml", "iran", "", "a.toml: iran: is wrong"),
        ("a.toml", "", "", "a.toml: is wrong"),
        ("", "iran", "kind", "iran: kind: is wrong"),
        ("", "", "", "is wrong"),
    ],
)
def test_a_problem_says_only_the_places_that_it_knows(file: str, record: str, field: str, said: str) -> None:
    assert str(Problem(file=file, record=record, field=field, message="is wrong")) == said


def test_equal_problems_are_one_in_a_set_and_a_problem_cannot_be_changed() -> None:
    assert {MISSING, Problem(file="actors/states.toml", record="iran", field="kind", message="is missing")} == {MISSING}
    with pytest.raises(AttributeError):
        MISSING.field = "name"  # type: ignore[misc]


def test_the_parts_of_a_problem_are_named_so_that_none_is_taken_for_another() -> None:
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


def test_a_number_too_long_for_python_to_write_is_still_quoted() -> None:
    assert quoted(10**5000) == "a value of type int"


def test_messages_stay_short_however_long_the_name_was() -> None:
    assert len(str(UnknownRecordError("actor", "x" * 1_000_000))) < 300
    assert len(str(AmbiguousNameError("actor", "x" * 1_000_000, ["a", "b"]))) < 300
