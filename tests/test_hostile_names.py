"""Hostile names: each finds the record of that name, or gives an error that quotes it."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hostile import (
    ODD_CHARACTERS,
    assert_reported_briefly,
    mutated,
)

from afghanwar import (
    AmbiguousNameError,
    Dataset,
    Shelf,
    UnknownRecordError,
    load,
)
from afghanwar.dataset.names import name_key
from afghanwar.errors import quoted

LOOKED_UP: list[Shelf[Any]] = [load().places, load().actors, load().sources]
NAMES = sorted({name for shelf in LOOKED_UP for record in shelf for name in record.names})
NAME_PIECES = (
    st.text(max_size=4) | ODD_CHARACTERS | st.sampled_from(["ß", "ﬁ", "ʿ", "İ", "\ufdfa", "a\u0301\u0323", "-"])
)


@given(
    st.sampled_from(LOOKED_UP), mutated(st.sampled_from(NAMES), NAME_PIECES) | st.text(ODD_CHARACTERS | st.characters())
)
def test_any_name_finds_the_record_of_that_name_or_gives_an_error_that_quotes_it(shelf: Shelf[Any], name: str) -> None:
    bearers = [record.id for record in shelf if name_key(name) and name_key(name) in map(name_key, record.names)]
    assert [record.id for record in shelf.search(name)][: len(bearers)] == bearers
    try:
        found = shelf.find(name)
    except (UnknownRecordError, AmbiguousNameError) as error:
        assert_reported_briefly(str(error), quoted(name))
        assert_error_is_correct(error, shelf, name, bearers)
    else:
        assert name == found.id or bearers == [found.id] or (not bearers and shelf.search(name)[0] is found)


def assert_error_is_correct(
    error: UnknownRecordError | AmbiguousNameError, shelf: Shelf[Any], name: str, bearers: list[str]
) -> None:
    if isinstance(error, UnknownRecordError):
        assert (error.kind, error.ref, bearers) == (shelf.kind, name, [])
        assert all(near in shelf for near in error.nearest)
    else:
        assert (error.kind, error.ref, list(error.candidates)) == (shelf.kind, name, bearers)
        assert len(bearers) > 1


@given(st.text(ODD_CHARACTERS | st.characters(), max_size=12))
def test_the_key_of_a_name_equals_that_of_the_decomposed_name(text: str) -> None:
    # The key is computed by character, because normalizing many accents in a row takes quadratic time.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = [c for c in folded if c.isalnum() and unicodedata.category(c) != "Lm" and c not in "ءʔʕꜢꜣꜤꜥ"]
    same = str.maketrans("ىیکةہە", "ييكههه")
    assert name_key(text) == "".join(str(unicodedata.decimal(c, c)) for c in letters).translate(same)


def test_a_key_that_python_cannot_write_is_a_type_error(world: Dataset) -> None:
    with pytest.raises(TypeError, match="an id or a slice, not a value of type int; "):
        world.actors[16**5000]  # type: ignore[call-overload]
    with pytest.raises(TypeError, match=r"not a value of type int\Z"):
        world.actors.find(16**5000)  # type: ignore[arg-type]
