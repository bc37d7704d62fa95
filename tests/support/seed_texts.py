"""Short seeds of every kind, to add to a folder, and the faults that reading it reports."""

from collections.abc import Callable
from pathlib import Path

import pytest

from afghanwar import (
    Dataset,
    DatasetError,
    SeedError,
    read,
)

EditSeed = Callable[[str, str, str], None]
Fault = tuple[str, str, str, str]

ACTOR = 'name = "X"\nkind = "person"\ndescription = "D."\n'
PLACE = 'name = "X"\nkind = "city"\n'
AT = PLACE + 'coordinates = {{ latitude = {}, longitude = {}, precision = "point", source = "X" }}'
EVENT = 'name = "X"\nkind = "other"\nevidence = ["almanac-1905/guild-bought-ships"]\n'
BATTLE = 'name = "X"\nevidence = ["almanac-1905/guild-bought-ships"]\n'
TIE = 'subject = "crown"\nobject = "harbour-guild"\nevidence = ["almanac-1905/crown-and-guild-friends"]\n'
ASKED = (
    'question = "Q?"\nkind = "scope"\npositions = [{ answer = "yes", claims = [] }, { answer = "no", claims = 3 }]\n'
)
ANSWERED = """question = "Q?"
positions = [
    { answer = "yes", claims = ["almanac-1905/guild-bought-ships"] },
    { answer = "no", claims = ["almanac-1905/siege-in-spring"] },
]
"""
SOURCE = f"""
title = "T"
kind = "analysis"
stance = "S"
document = {{ file = "x.txt", sha256 = "{"a" * 64}", characters = 9 }}
"""
CLAIM = f"""{SOURCE}
[claims.c]
says = "S."
modality = "asserted"
passage = {{ start = 0, end = 5, paragraph = 1, begins = "a", ends = "b" }}
"""
COUNTED = f"{CLAIM}quantities = [{{ measure = 'ships', wording = 'w', "


def faults_in(folder: Path, *, onto: Dataset | None = None) -> list[Fault]:
    """The faults that reading some seeds reports."""
    with pytest.raises((SeedError, DatasetError)) as caught:
        read(folder, onto=onto)
    assert isinstance(caught.value, SeedError | DatasetError)
    return [(each.file, each.record, each.field, each.message) for each in caught.value.problems]


def add(folder: Path, file: str, content: str | bytes) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def the_fault(folder: Path, file: str, content: str | bytes) -> Fault:
    """The only fault of valid seeds to which a file is added."""
    add(folder, file, content)
    found = faults_in(folder)
    assert len(found) == 1, found
    return found[0]


BOUGHT = "almanac-1905/guild-bought-ships"
