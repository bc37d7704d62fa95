"""What a wheel carries: it is built only from seeds without a fault, and damage to it is reported."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from afghanwar import DatasetError, SeedError, load
from afghanwar.command import main
from hatch_build import SeedsHook

EditSeed = Callable[[str, str, str], None]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("events/events.toml", 'kind = "war"', 'kind = "kaputt"', "events/events.toml: event salt-war: kind: 'kaputt'"),
        ("places/places.toml", "latitude = 10", "latitude = 100", "place ostrel: coordinates.latitude: 100"),
        (
            "battles/battles.toml",
            '"salt-war"',
            '"war"',
            "battles/battles.toml: event siege-of-greymoor: part_of: no event",
        ),
        ("events/events.toml", 'kind = "war"', "kind = “war”", "events/events.toml: is not TOML: "),
    ],
)
def test_nothing_is_built_from_seeds_with_a_fault(
    seeds_folder: Path, edit_seed: EditSeed, file: str, old: str, new: str, told: str
) -> None:
    edit_seed(file, old, new)
    root = seeds_folder.parent
    hook: Any = SeedsHook(str(root), {}, None, None, str(root), "wheel")  # type: ignore[arg-type]
    build_data: dict[str, Any] = {"force_include": {}}
    with pytest.raises((SeedError, DatasetError)) as caught:
        hook.initialize("standard", build_data)
    assert told in str(caught.value)
    assert build_data == {"force_include": {}}


DAMAGE: dict[str, Callable[[str], str]] = {
    "empty": lambda text: "",
    "truncated": lambda text: text[:-2],
    "not JSON": lambda text: "broken",
    "another type": lambda text: "3",
    "numbers": lambda text: "[3]",
    "lists": lambda text: "[[]]",
    "a field is missing": lambda text: json.dumps([dict([*row.items()][1:]) for row in json.loads(text)]),
    "a field is unknown": lambda text: text.replace('{"id":', '{"x":1,"id":'),
    "an unknown kind": lambda text: json.dumps(
        [row | {"kind": "kaputt", "modality": "kaputt"} for row in json.loads(text)]
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("kind", ["claim", "actor", "event", "battle", "disagreement"])
def test_a_damaged_file_of_a_wheel_is_reported(
    installed: Path, capsys: pytest.CaptureFixture[str], kind: str, damage: str
) -> None:
    file = installed / f"_seeds/{kind}s.json"
    file.write_text(DAMAGE[damage](file.read_text("utf-8")), "utf-8")
    shelf = load().events if kind == "battle" else getattr(load(), f"{kind}s")
    for _ in range(2):
        with pytest.raises(SeedError) as caught:
            len(shelf)
        (problem,) = caught.value.problems
        assert problem.file == f"{kind}s.json"
        assert problem.message.startswith("is damaged in the package (")
        assert problem.message.endswith("); install afghanwar again")
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"1 fault in the data:\n  {kind}s.json: is damaged in the package (")


@pytest.mark.parametrize(
    "content", ["", "3", "[]", '{"a": []}', '{"a": [[1], null, 0, 0]}', '{"a": [[0,0,0,0], 1, 1, 1]}']
)
def test_damaged_times_are_reported(installed: Path, content: str) -> None:
    (installed / "_seeds/times-event.json").write_text(content)
    event = next(iter(load().events))
    with pytest.raises(SeedError, match=r"times-event\.json: is damaged in the package"):
        load().chronology.times(event)


def test_a_file_that_a_wheel_lacks_is_reported(installed: Path) -> None:
    (installed / "_seeds/actors.json").unlink()
    with pytest.raises(SeedError, match=r"actors\.json: is missing from the package; install afghanwar again"):
        list(load().actors)
    (installed / "_seeds/times-event.json").unlink()
    with pytest.raises(SeedError, match=r"times-event\.json: is missing from the package"):
        load().chronology.times(next(iter(load().events)))
