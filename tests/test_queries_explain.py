"""Why an answer is what it is, claim by claim."""

import attrs
import pytest
from support.answers import timed
from support.datasets import replacing

import afghanwar as aw
from afghanwar import Certainty, Dataset


def texts(explanation: aw.Explanation) -> list[str]:
    return [reason.text for reason in explanation.reasons]


def test_an_explanation_has_the_answer_the_reach_the_dates_and_who_asserts_it(world: Dataset) -> None:
    found = aw.explain("Fall of Ostrel", "1902-03-06", "1902-03-06", dataset=world)
    assert (found.name, found.days, found.answer) == ('"Fall of Ostrel"', "on 6 March 1902", Certainty.POSSIBLE)
    assert texts(found) == [
        "some of the days that the sources speak of lie then, and nothing makes it certain",
        "the sources speak of it from 5 to 7 March 1902",
        "harbour-chronicle, paragraph 3, dates it 5 March 1902 (1902-03-05)",
        "red-courier, paragraph 2, dates it 7 March 1902 (1902-03-07)",
        "these dates exclude each other, so together they say only between 5 and 7 March 1902",
        "harbour-chronicle, paragraph 3, asserts it in its own voice",
        "red-courier, paragraph 2, asserts it in its own voice",
    ]
    assert found.reasons[2].claims == ("harbour-chronicle/riders-took-ostrel", "harbour-chronicle/guards-fled")
    assert str(found).startswith('"Fall of Ostrel" on 6 March 1902: possible\n  some of the days')


def test_without_days_an_explanation_says_what_is_known(world: Dataset) -> None:
    found = aw.explain("salt-war", dataset=world)
    assert (found.days, found.answer) == (None, None)
    assert str(found).splitlines() == [
        '"Salt War"',
        "  the sources speak of it from 1 January 1901 to 31 December 1904",
        "  harbour-chronicle, paragraph 2, dates it from 1901 to 1904 (1901/1904)",
        "  harbour-chronicle, paragraph 2, asserts it in its own voice",
    ]


def test_days_are_named_as_far_as_they_have_bounds(world: Dataset) -> None:
    assert aw.explain("salt-war", "1903", dataset=world).days == "from 1 January 1903 on"
    assert aw.explain("salt-war", None, "1903", dataset=world).days == "until 31 December 1903"


@pytest.mark.parametrize(
    ("record", "answer", "why"),
    [
        ("salt-war", "certain", "whichever of the days that its dates allow is right, it was so then"),
        ("fall-of-ostrel", "no", "its dates, or the order of events, rule it out"),
        ("guild-buys-ships", "silent", "nothing rules it out, but no source speaks of it then"),
        ("voss-meets-reed", "possible", "its dates would make it certain, but no source asserts it in its own voice"),
    ],
)
def test_each_answer_has_its_reason(world: Dataset, record: str, answer: str, why: str) -> None:
    found = aw.explain(record, "1903-06", "1903-06", dataset=world)
    assert found.answer is Certainty(answer)
    assert found.reasons[0].text == why


def test_an_answer_is_that_of_the_query(world: Dataset) -> None:
    for event in world.events:
        for relation in ("overlaps", "within"):
            how = {"relation": relation, "dataset": world}
            answer = aw.explain(event, "1902", "1903", **how).answer  # type: ignore[arg-type]
            for match in ("certain", "possible", "silent"):
                there = event in aw.events_between("1902", "1903", match=match, **how)  # type: ignore[call-overload]
                assert answer is not None
                assert there == (answer >= Certainty(match))


def test_a_date_marked_as_uncertain_is_the_reason() -> None:
    found = aw.explain("perhaps", "1901", "1901", dataset=timed({"perhaps": "1901?"}))
    assert found.answer is Certainty.POSSIBLE
    assert found.reasons[0].text == "its dates would make it certain, but they are marked as uncertain"


def test_what_nobody_asserts_is_said_with_its_claims(world: Dataset) -> None:
    last = aw.explain("crown-supports-guild", dataset=world).reasons[-1]
    assert last.text == (
        "no source asserts it in its own voice (almanac-1905, paragraph 1; harbour-chronicle, paragraph 4)"
    )
    assert last.claims == ("almanac-1905/crown-did-not-pay", "harbour-chronicle/crown-paid-guild")


def test_an_open_end_is_explained_by_the_horizon_of_the_source(world: Dataset) -> None:
    found = aw.explain("kingdom-supports-league", "1903-06-15", "1903-06-15", dataset=world)
    assert found.name == '"Support of Northern Kingdom for Red League"'
    assert "red-courier gives no end of it; the last day that it describes at all is 30 June 1903" in texts(found)
    assert aw.explain("voss-leads-league", dataset=world).name == '"Leadership of Mira Voss over Red League"'
    assert aw.explain("kingdom-allied-with-league", dataset=world).name == (
        '"Alliance of Northern Kingdom and Red League"'
    )


def test_what_has_no_reach_or_no_bounds_is_said() -> None:
    dataset = timed({"undated": None, "since": "1901/..", "until": "../1901"})
    assert texts(aw.explain("undated", dataset=dataset))[0] == (
        "no source says when it was, and no order of events bounds it on both sides"
    )
    assert texts(aw.explain("since", dataset=dataset))[0] == "the sources speak of it from 1 January 1901 on"
    assert texts(aw.explain("until", dataset=dataset))[0] == "the sources speak of it until 31 December 1901"


def test_limits_by_order_are_explained_by_their_chain() -> None:
    dataset = timed(
        {"first": "1901-03", "between": None, "middle": None, "last": "1901-06", "long": None, "early": "[..1901]"},
        order={
            "middle": [("after", "first")],
            "between": [("after", "middle"), ("before", "last"), ("until", "gazette")],
            "long": [("throughout", "first")],
        },
    )
    found = texts(aw.explain("between", "1901-04", "1901-04", dataset=dataset))
    assert found[1:4] == [
        "the sources speak of it from 1 March to 30 June 1901",
        'it did not begin before 1 March 1901: it began when "Middle" was over, or later (the curator\'s reading), '
        'and "Middle" began when "First" was over, or later (the curator\'s reading), '
        'and "First" ended in March 1901',
        'it ended no later than 30 June 1901: it was over when "Last" began, or earlier (the curator\'s reading), '
        'and "Last" began in June 1901',
    ]
    found = texts(aw.explain("long", dataset=dataset))
    assert any(text.startswith("it began no later than 31 March 1901: ") for text in found)
    assert any(text.startswith("it did not end before 1 March 1901: ") for text in found)


def test_a_limit_may_be_a_date_that_is_open_or_a_day_of_publication() -> None:
    dataset = timed(
        {"by": "[..1901]", "from": "[1902..]", "x": None, "y": None, "z": None},
        order={"x": [("before", "by")], "y": [("after", "from")], "z": [("until", "gazette")]},
    )
    assert texts(aw.explain("x", dataset=dataset))[1].endswith('and "By" began no later than 31 December 1901')
    assert texts(aw.explain("y", dataset=dataset))[1].endswith('and "From" ended no earlier than 1 January 1902')
    assert texts(aw.explain("z", dataset=dataset))[1].endswith("and the publication of gazette was in 1910")


def test_order_that_contradicts_dates_is_listed_with_both_its_records() -> None:
    dataset = timed({"last": "1901-06", "wrong": "1901-01", "other": "1901"}, order={"wrong": [("after", "last")]})
    line = "left out, because dates contradict it: {} began when {} was over, or later (the curator's reading)"
    assert line.format("it", '"Last"') in texts(aw.explain("wrong", dataset=dataset))
    assert line.format('"Wrong"', "it") in texts(aw.explain("last", dataset=dataset))
    assert not any("left out" in text for text in texts(aw.explain("other", dataset=dataset)))


def test_order_that_contradicts_nothing_is_kept_beside_order_that_does() -> None:
    dataset = timed(
        {"first": "1901-03", "between": None, "last": "1901-06", "wrong": "1901-01"},
        order={"between": [("after", "first"), ("before", "last")], "wrong": [("after", "last")]},
    )
    assert not any("left out" in text for text in texts(aw.explain("between", dataset=dataset)))


def test_the_lives_of_its_actors_are_explained() -> None:
    dataset = timed({"founding": "1901", "fall": "1904"}, {"east": "[..1908]/[1902..]", "west": None, "north": None})
    claims = {name: (aw.ClaimId(f"gazette/{name}"),) for name in ("founding", "fall")}
    east = aw.ActorId("east")
    founding = attrs.evolve(
        dataset.events["founding"], begins=((aw.ActorId("north"), claims["founding"]), (east, claims["founding"]))
    )
    fall = attrs.evolve(dataset.events["fall"], ends=((east, claims["fall"]),))
    dataset = Dataset.of(replacing(dataset, founding, fall))
    found = aw.explain("east", dataset=dataset)
    where = "(gazette, paragraph 1)"
    assert f'it did not begin before East: its life begins with "Founding" {where}' in texts(found)
    assert f'it was over when East was over, or earlier: its life ends with "Fall" {where}' in texts(found)
    assert claims["founding"] in [reason.claims for reason in found.reasons]
    assert not any("life" in text for text in texts(aw.explain("west", dataset=dataset)))
    assert not any("life" in text for text in texts(aw.explain("fall", dataset=dataset)))


def test_several_paragraphs_are_listed_three_at_most(world: Dataset) -> None:
    claims = [
        attrs.evolve(claim, passage=attrs.evolve(claim.passage, paragraph=number))
        for number, claim in enumerate(aw.evidence_for("fall-of-ostrel", dataset=world), 5)
    ]
    dataset = Dataset.of(replacing(world, *claims))
    assert texts(aw.explain("fall-of-ostrel", dataset=dataset))[-2:] == [
        "harbour-chronicle, paragraphs 5 and 6, asserts it in its own voice",
        "red-courier, paragraphs 7 and 8, asserts it in its own voice",
    ]


def test_a_view_is_explained_by_its_sources(world: Dataset) -> None:
    found = aw.explain("Fall of Ostrel", "1902-03-05", "1902-03-05", according_to="red-courier", dataset=world)
    assert found.answer is Certainty.NO
    assert not any("harbour-chronicle" in text for text in texts(found))
    with pytest.raises(aw.UnknownRecordError):
        aw.explain("salt-war", according_to="red-courier", dataset=world)


def test_a_date_without_a_dated_claim_names_no_paragraph(world: Dataset) -> None:
    assert "red-courier dates it May 1903 (1903-05)" in texts(aw.explain("kingdom-allied-with-league", dataset=world))


def test_bad_input_is_an_error(world: Dataset) -> None:
    with pytest.raises(aw.UnknownRecordError, match="no event or relationship is named 'day-of-ostrel'"):
        aw.explain("day-of-ostrel", dataset=world)
    with pytest.raises(ValueError, match="is after the end"):
        aw.explain("salt-war", "1903", "1902", dataset=world)
    with pytest.raises(ValueError, match="relation is 'near'"):
        aw.explain("salt-war", "1903", relation="near", dataset=world)  # type: ignore[arg-type]
