"""An explanation names the lines of order and the lives that limit a record, and those that were left out."""

import attrs
import pytest
from support.answers import timed
from support.datasets import replacing
from support.explanations import texts

import afghanwar as aw
from afghanwar import Dataset


def test_limits_by_order_are_explained_by_their_chain() -> None:
    dataset = timed(
        {"first": "1901-03", "between": None, "middle": None, "last": "1901-06", "long": None, "early": "[..1901]"},
        order={
            "middle": [("after", "first")],
            "between": [("after", "middle"), ("before", "last"), ("until", "gazette")],
            "long": [("throughout", "first")],
        },
    )
    inferred = "(inferred by the curator)"
    where = "(gazette, paragraph 1)"
    explanation = aw.explain("between", "1901-04", "1901-04", dataset=dataset)
    assert texts(explanation) == [
        "some times within its limits overlap that time, others do not",
        "the order of events allows the time from 1 March to 30 June 1901",
        f'it did not begin before 1 March 1901: it began no earlier than the end of "Middle" {inferred}, '
        f'and "Middle" began no earlier than the end of "First" {inferred}, and "First" ended in March 1901 {where}',
        f'it ended no later than 30 June 1901: it ended no later than the beginning of "Last" {inferred}, '
        f'and "Last" began in June 1901 {where}',
        f"it ended no later than the end of the publication of gazette {inferred}; this does not limit it further",
        "gazette, paragraph 1, asserts it in its own voice",
    ]
    assert [reason.claims for reason in explanation.reasons[2:]] == [
        ("gazette/first",),
        ("gazette/last",),
        (),
        ("gazette/between",),
    ]
    first = f'it lasted throughout "First" {inferred}, and "First"'
    found = texts(aw.explain("long", dataset=dataset))
    assert found[1:3] == [
        f"it began no later than 31 March 1901: {first} began in March 1901 {where}",
        f"it did not end before 1 March 1901: {first} ended in March 1901 {where}",
    ]


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("after", 'it began no earlier than the end of "First"'),
        ("since", 'it began no earlier than the beginning of "First"'),
        ("before", 'it ended no later than the beginning of "First"'),
        ("until", 'it ended no later than the end of "First"'),
        ("during", 'it was within "First"'),
        ("throughout", 'it lasted throughout "First"'),
        ("opened_by", 'it began during "First"'),
        ("closed_by", 'it ended during "First"'),
    ],
)
def test_each_order_word_is_explained_in_english(word: str, line: str) -> None:
    dataset = timed({"first": "1901-03", "it": None}, order={"it": [(word, "first")]})
    found = texts(aw.explain("it", dataset=dataset))
    assert any(f": {line} (inferred by the curator), and" in text for text in found)
    dataset = timed({"first": None, "it": "1901"}, order={"it": [(word, "first")]})
    found = texts(aw.explain("it", dataset=dataset))
    assert f"{line} (inferred by the curator); this does not limit it further" in found


def test_a_line_of_order_leads_to_its_claims_and_to_those_of_the_date() -> None:
    dataset = timed({"first": "1901-03", "it": None, "idle": "1902"})
    line = aw.Order(word=aw.OrderWord.AFTER, other=aw.EventId("first"), evidence=(aw.ClaimId("gazette/it"),))
    changed = [
        attrs.evolve(dataset.events[id], order=(line,), inferred=(), evidence=evidence)
        for id, evidence in (("it", line.evidence), ("idle", (aw.ClaimId("gazette/idle"), *line.evidence)))
    ]
    dataset = Dataset.of(replacing(dataset, *changed))
    assert aw.explain("it", dataset=dataset).reasons[1] == aw.Reason(
        text='it did not begin before 1 March 1901: it began no earlier than the end of "First" '
        '(gazette, paragraph 1), and "First" ended in March 1901 (gazette, paragraph 1)',
        claims=(aw.ClaimId("gazette/it"), aw.ClaimId("gazette/first")),
    )
    assert aw.explain("idle", dataset=dataset).reasons[2] == aw.Reason(
        text='it began no earlier than the end of "First" (gazette, paragraph 1); this does not limit it further',
        claims=(aw.ClaimId("gazette/it"),),
    )


def test_a_limit_may_be_the_date_of_a_relationship() -> None:
    dataset = timed({"it": None}, {"west": "1901"}, {"west": [("opened_by", "it")]})
    assert texts(aw.explain("it", dataset=dataset))[1:3] == [
        "it began no later than 31 December 1901: Hill and West (alliance) began during it (inferred by the curator), "
        "and Hill and West (alliance) began in 1901 (gazette, paragraph 1)",
        "it did not end before 1 January 1901: Hill and West (alliance) began during it (inferred by the curator), "
        "and Hill and West (alliance) began in 1901 (gazette, paragraph 1)",
    ]


def test_a_limit_may_be_a_date_that_is_open_or_a_day_of_publication() -> None:
    dataset = timed(
        {"by": "[..1901]", "from": "[1902..]", "x": None, "y": None, "z": None},
        order={"x": [("before", "by")], "y": [("after", "from")], "z": [("until", "gazette")]},
    )
    where = "(gazette, paragraph 1)"
    assert texts(aw.explain("x", dataset=dataset))[1].endswith(f'and "By" began no later than 31 December 1901 {where}')
    assert texts(aw.explain("y", dataset=dataset))[1].endswith(
        f'and "From" ended no earlier than 1 January 1902 {where}'
    )
    published = aw.explain("z", dataset=dataset).reasons[1]
    assert published == aw.Reason(
        text="it ended no later than 31 December 1910: it ended no later than the end of the publication of gazette "
        "(inferred by the curator), and the publication of gazette was in 1910"
    )


def test_order_that_contradicts_dates_is_listed_as_left_out() -> None:
    dataset = timed({"last": "1901-06", "wrong": "1901-01", "other": "1901"}, order={"wrong": [("after", "last")]})
    assert texts(aw.explain("wrong", dataset=dataset))[2] == (
        'it began no earlier than the end of "Last" (inferred by the curator); '
        "this is left out, because dates contradict it"
    )
    assert not any("left out" in text for text in texts(aw.explain("last", dataset=dataset)))
    assert not any("left out" in text for text in texts(aw.explain("other", dataset=dataset)))


def test_order_that_contradicts_nothing_is_kept_beside_order_that_does() -> None:
    dataset = timed(
        {"first": "1901-03", "between": None, "last": "1901-06", "wrong": "1901-01"},
        order={"between": [("after", "first"), ("before", "last")], "wrong": [("after", "last")]},
    )
    found = texts(aw.explain("between", dataset=dataset))
    assert not any("left out" in text or "further" in text for text in found)


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
    assert found.reasons[2:4] == (
        aw.Reason(
            text=(
                "it did not begin before 1 January 1901: East began with "
                f'"Founding" {where}, and "Founding" began in 1901 {where}'
            ),
            claims=claims["founding"],
        ),
        aw.Reason(
            text=(
                "it ended no later than 31 December 1904: East ended with "
                f'"Fall" {where}, and "Fall" ended in 1904 {where}'
            ),
            claims=claims["fall"],
        ),
    )
    assert len(found.reasons) == 5
    for other in ("west", "fall"):
        assert not any("East" in text or "North" in text for text in texts(aw.explain(other, dataset=dataset)))
    # A part does not outlast the whole.
    within = {name: attrs.evolve(dataset.actors[name], part_of=(east,)) for name in ("west", "north")}
    tie = attrs.evolve(dataset.relationships["west"], subject=aw.ActorId("north"), inferred=("subject",))
    founding = attrs.evolve(founding, begins=founding.begins[1:])
    for parts, whole in ((["west"], "West is a part"), (["west", "north"], "North and West are parts")):
        changed = Dataset.of(replacing(dataset, founding, tie, *(within[part] for part in parts)))
        assert texts(aw.explain("west", dataset=changed))[1:3] == [
            f"it did not begin before 1 January 1901: East, of which {whole}, began with "
            f'"Founding" {where}, and "Founding" began in 1901 {where}',
            f"it ended no later than 31 December 1904: East, of which {whole}, ended with "
            f'"Fall" {where}, and "Fall" ended in 1904 {where}',
        ]


def test_the_limit_of_a_life_is_traced_to_the_date_that_it_comes_from() -> None:
    dataset = timed({"founding": None, "war": "1901"}, {"east": None}, order={"founding": [("after", "war")]})
    begins = ((aw.ActorId("east"), ()),)
    founding = attrs.evolve(dataset.events["founding"], begins=begins, inferred=("after", "begins"))
    dataset = Dataset.of(replacing(dataset, founding))
    reason = aw.explain("east", dataset=dataset).reasons[1]
    assert reason.text == (
        'it did not begin before 1 January 1901: East began with "Founding", and '
        '"Founding" began no earlier than the end of "War" (inferred by the curator), and "War" ended in 1901 '
        "(gazette, paragraph 1)"
    )
    assert reason.claims


def test_an_inferred_date_that_limits_another_record_is_said_to_be_inferred() -> None:
    dataset = timed({"first": "1901-03", "second": None}, order={"second": [("after", "first")]})
    mark = ", partly inferred by the curator"
    (limit,) = (text for text in texts(aw.explain("second", dataset=dataset)) if "did not begin before" in text)
    assert mark not in limit
    inferred = attrs.evolve(dataset.events["first"], inferred=("when",))
    changed = Dataset.of(replacing(dataset, inferred))
    assert limit + mark in texts(aw.explain("second", dataset=changed))
