"""The words of claims: inflection, spelling, rank, and texts that look like expressions of SQLite."""

import gc
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.answers import claim_of
from support.datasets import changed, records_of, replacing, unchecked

import afghanwar as aw
from afghanwar import Dataset
from afghanwar.dataset.names import words
from afghanwar.dataset.texts import Texts


def texts(*says: str) -> Texts:
    """The words of claims with some sentences, in this order."""
    return Texts(tuple(attrs.evolve(claim_of(f"c-{at}", None), says=text) for at, text in enumerate(says)))


def slugs(text: str, dataset: Dataset) -> list[str]:
    return [claim.id.partition("/")[2] for claim in aw.claims(text=text, dataset=dataset)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("harvest", "They harvested opium."),
        ("harvesting", "The harvests failed."),
        ("ally", "They were allies."),
        ("TALIBAN", "The Taliban's men came."),
        ("Taliban's", "The Taliban came."),
        ("U.S.", "US troops left."),
        ("al Qaeda", "Al-Qaʿida and al-Qaeda"),
        ("qa'ida", "Al-Qaʿida"),
        ("Jamiat", "The Jamīʿat took part."),
        ("کابل", "In كابل there was peace."),
        ("strasse", "Straße 7"),
        ("ＫＡＢＵＬ", "Kabul fell."),
        ("𞤀𞤁", "It is written 𞤀𞤁 there."),
        ("7", "On ٧ March."),
        ("opium harvest", "The harvest of the opium."),
        ("the opium", "Opium was sold."),
    ],
)
def test_a_word_is_found_in_any_inflection_and_spelling(text: str, says: str) -> None:
    assert list(texts("Nothing of it.", says).ranked(text)) == [1]


@pytest.mark.parametrize(
    ("text", "says"),
    [("pium", "Opium was sold."), ("opi", "Opium was sold."), ("Taleban", "The Taliban."), ("fought", "They fight.")],
)
def test_parts_of_words_other_transcriptions_and_irregular_forms_are_not_found(text: str, says: str) -> None:
    assert list(texts(says).ranked(text)) == []


def test_all_words_have_to_be_found() -> None:
    found = texts("Opium was sold.", "The harvest was good.", "The opium harvest.")
    assert list(found.ranked("harvest opium")) == [2]
    assert list(found.ranked("harvest opium wheat")) == []


def test_the_best_match_comes_first() -> None:
    found = texts(
        "The alliance in the northern parts.",
        "The Northern Alliance won, and that was much later than planned.",
        "An alliance, northern.",
        "The Northern Alliance won.",
    )
    assert found.ranked("Northern Alliance") == {3: 0, 1: 1, 2: 2, 0: 3}


def test_the_quotation_counts_like_the_sentence_and_the_note_less(world: Dataset) -> None:
    claim, other = world.claims["red-courier/ostrel-fell"], world.claims["red-courier/reed-commanded"]
    quoted = changed(claim, says="A very long sentence of some kind or another.", wording="the ancient salt road")
    noted = changed(other, says="Short.", note="The ancient salt road is meant.")
    dataset = Dataset.of(replacing(world, quoted, noted))
    assert slugs("salt roads", dataset) == ["ostrel-fell", "reed-commanded"]
    # Some words may be in one and some in the other.
    assert slugs("roads sentence", dataset) == ["ostrel-fell"]
    assert slugs("short road", dataset) == ["reed-commanded"]


def test_small_words_count_only_where_there_are_no_others() -> None:
    found = texts("Of the fall.", "A fall.", "For nothing.")
    assert list(found.ranked("the fall of")) == [1, 0]
    assert list(found.ranked("of the")) == [0]
    assert list(found.ranked("for and")) == []


@pytest.mark.parametrize("text", ["", " ", "*", '"', "'", "-", "()", "\0", "\ud800", "…", "́", "^"])
def test_a_text_without_a_word_finds_nothing(world: Dataset, text: str) -> None:
    assert aw.claims(text=text, dataset=world) == ()


@pytest.mark.parametrize(
    "text",
    [
        *("Ostrel AND fell", "Ostrel NOT fell", "says:Ostrel", "{says} : Ostrel", "Ost*", "NEAR(Ostrel fell)"),
        *(
            '"Ostrel fell',
            "^Ostrel",
            "Ostrel OR",
            "Ostrel + fell",
            "'); drop table text; --",
            "Ostrel\0fell",
            "AND",
            "NOT",
            "OR",
            "NEAR",
        ),
    ],
)
def test_a_text_is_treated_as_data_and_not_as_an_expression(world: Dataset, text: str) -> None:
    small = {"the", "a", "an", "of", "in", "and", "for"}
    wanted = set(words(text)) - small or set(words(text))
    expected = {claim.id for claim in world.claims if wanted <= set(words(claim.says))}
    assert {claim.id for claim in aw.claims(text=text, dataset=world)} == expected


@given(
    st.text()
    | st.text("aA\"'*()^:+-{} \0\ud800éʿ𞤀")
    | st.lists(st.sampled_from(["AND", "fell", '"', "*"])).map(" ".join)
)
def test_any_text_finds_claims_or_nothing(text: str) -> None:
    found = texts("Ostrel fell.", "AND a", "é ʿ 𞤀 *")
    assert set(found.ranked(text)) <= {0, 1, 2}
    assert bool(found.ranked(text)) <= bool(words(text))


def test_many_and_long_words_are_looked_for() -> None:
    vocabulary = [f"w{number}" for number in range(1000)]
    found = texts(" ".join(vocabulary), " ".join(vocabulary[:500]), "x" * 100_000)
    assert list(found.ranked(" ".join(vocabulary))) == [0]
    assert list(found.ranked(" ".join(vocabulary[:500]))) == [1, 0]
    assert list(found.ranked(" ".join([*vocabulary, "x"]))) == []
    assert list(found.ranked("w1 " * 100_000)) == [1, 0]
    assert list(found.ranked(" ".join(f"y{number}" for number in range(100_000)))) == []
    assert list(found.ranked("x" * 100_000)) == [2]
    assert list(found.ranked("x" * 99)) == []


@pytest.mark.parametrize("text", [1, b"opium", ["opium"], aw.TimeSpan("2001")])
def test_a_text_of_another_type_is_an_error(world: Dataset, text: object) -> None:
    with pytest.raises(TypeError, match="text must be a string, not"):
        aw.claims(text=text, dataset=world)  # type: ignore[arg-type]


def test_words_are_combined_with_every_other_filter(world: Dataset) -> None:
    ranked = aw.claims(text="Ostrel", dataset=world)
    for how in (
        {"about": "Ostrel"},
        {"attributed_to": "Voss"},
        {"start": "1902", "end": "1902"},
        {"according_to": "red-courier"},
        {"modality": "asserted"},
        {"said": False},
        {"start": "1902", "end": "1902", "match": "silent", "including": "parts", "about": ["Ostrel", "Red League"]},
    ):
        both = aw.claims(text="Ostrel", dataset=world, **how)
        others = set(aw.claims(dataset=world, **how))
        assert both == tuple(claim for claim in ranked if claim in others)


def test_claims_with_a_speaker_and_those_in_the_own_voice_of_a_source(world: Dataset) -> None:
    said, own = (aw.claims(said=said, dataset=world) for said in (True, False))
    assert (said, own) == (aw.claims(said=1, dataset=world), aw.claims(said=0, dataset=world))  # type: ignore[arg-type]
    assert all(claim.attributed_to is not None for claim in said)
    assert all(claim.attributed_to is None for claim in own)
    assert {*said, *own} == set(aw.claims(dataset=world))
    assert said
    assert own
    with pytest.raises(ValueError, match="said is 'yes'; use one of True, False, None"):
        aw.claims(said="yes", dataset=world)  # type: ignore[arg-type]


def test_a_view_and_a_pickled_dataset_find_the_same(world: Dataset) -> None:
    expected = aw.claims(text="Ostrel", according_to="red-courier", dataset=world)
    assert expected
    assert aw.claims(text="Ostrel", dataset=world.according_to("red-courier")) == expected
    again = pickle.loads(pickle.dumps(world))
    assert aw.claims(text="Ostrel", according_to="red-courier", dataset=again) == expected


def test_many_threads_search_at_once(world: Dataset) -> None:
    fresh = unchecked(records_of(world))
    start = threading.Barrier(16)

    def search(text: str) -> tuple[aw.Claim, ...]:
        start.wait(timeout=60)
        return aw.claims(text=text, dataset=fresh)

    asked = ["Ostrel", "Guild", "Voss", "the Crown"] * 4
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(search, asked)) == [aw.claims(text=text, dataset=world) for text in asked]


def test_the_index_is_closed_with_its_dataset(world: Dataset) -> None:
    # An open database would be a warning, and warnings are errors.
    fresh = unchecked(records_of(world))
    assert aw.claims(text="Ostrel", dataset=fresh)
    del fresh
    gc.collect()


def test_sqlite_is_imported_only_to_search() -> None:
    program = "import sys, afghanwar as aw; aw.claims(about='Taliban'); print('sqlite3' in sys.modules); "
    program += "aw.claims(text='opium'); print('sqlite3' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert out.split() == ["False", "True"]
