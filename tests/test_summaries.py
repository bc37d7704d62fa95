"""Summaries: every record in one line, with its name, its time and its kind."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.datasets import passage_of

import afghanwar as aw
from afghanwar.summaries import WIDTH, summary

SPANS = [None, "undated", *(event.when for event in aw.load().events if event.when is not None)]


@pytest.mark.parametrize("shelf", aw.load().shelves, ids=lambda shelf: shelf.kind)
def test_a_record_is_shown_in_one_line(shelf: aw.Shelf[aw.Event]) -> None:
    for record in shelf:
        shown = repr(record)
        assert shown.isprintable()
        assert len(shown) <= WIDTH
        assert shown.startswith(f"<{type(record).__name__}: ")


def test_a_summary_has_the_name_the_time_and_the_kind() -> None:
    dataset = aw.load()
    shown = {
        repr(dataset.events["evacuation-of-bagram"]): "<Event: Evacuation of Bagram Airbase, 2 July 2021, withdrawal>",
        repr(
            dataset.battles["battle-of-tora-bora"]
        ): "<Battle: Battle of Tora Bora, from 6 to 17 December 2001, battle>",
        repr(dataset.actors["taliban"]): "<Actor: Taliban, armed-group>",
        repr(dataset.places["bagram-airfield"]): "<Place: Bagram Airfield, base>",
        repr(dataset.sources["stein-2021"]): "<Source: Stein 2021, between 14 and 18 July 2021, news-article>",
        repr(dataset.sources["historica-war"]): "<Source: Historica Wiki, Afghanistan War, undated, encyclopedia>",
    }
    assert list(shown) == list(shown.values())


def test_what_has_no_date_is_undated() -> None:
    event = attrs.evolve(aw.load().events["evacuation-of-bagram"], dates=())
    assert repr(event) == "<Event: Evacuation of Bagram Airbase, undated, withdrawal>"


def test_a_relationship_has_a_direction_if_its_kind_has_one() -> None:
    for tie in aw.load().relationships:
        between = "to" if tie.kind.directed else "and"
        assert repr(tie).startswith(f"<Relationship: {tie.subject} {between} "[:40].rstrip())


def test_a_claim_is_its_sentence_and_its_place() -> None:
    for claim in aw.load().claims:
        assert str(claim) == f"{claim.says} ({claim.source}, paragraph {passage_of(claim).paragraph})"


@given(st.text(), st.sampled_from(SPANS), st.lists(st.sampled_from(["capture", "armed-group"]), max_size=2))
def test_any_name_fits(name: str, when: aw.TimeSpan | str | None, facts: list[str]) -> None:
    shown = summary(aw.load(), name, when, *facts)
    assert len(shown) <= WIDTH
    assert shown.isprintable()
    assert shown.endswith("".join(f", {fact}" for fact in facts) + ">")


def test_of_a_long_name_and_a_long_time_the_first_words_are_shown() -> None:
    when = aw.TimeSpan("[2001-12-06..2014-12-28]/[2021-07..]")
    assert summary(aw.load(), "Taliban insurgency " * 9, when, "campaign") == (
        "<Dataset: Taliban insurgency Taliban insurgency…, from some time between 6 December…, campaign>"
    )
    assert len(summary(aw.load(), "a" * 200, None)) == WIDTH
