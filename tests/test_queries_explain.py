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
        "on some readings of its dates it shares a day with that time, on others not",
        "what the sources say of its time reaches from 5 to 7 March 1902",
        "harbour-chronicle, paragraph 3, dates it 5 March 1902 (1902-03-05)",
        "red-courier, paragraph 2, dates it 7 March 1902 (1902-03-07)",
        "these dates exclude each other, so together they say only between 5 and 7 March 1902",
        "harbour-chronicle, paragraph 3, asserts it in its own voice",
        "red-courier, paragraph 2, asserts it in its own voice",
    ]
    chronicle = ("harbour-chronicle/riders-took-ostrel", "harbour-chronicle/guards-fled")
    courier = ("red-courier/ostrel-fell", "red-courier/guards-ran")
    assert [reason.claims for reason in found.reasons] == [(), (), chronicle, courier, (), chronicle, courier]
    assert str(found).startswith('"Fall of Ostrel" on 6 March 1902: possible\n  on some readings of its dates')


def test_without_days_an_explanation_says_what_is_known(world: Dataset) -> None:
    found = aw.explain("salt-war", dataset=world)
    assert (found.days, found.answer) == (None, None)
    assert str(found).splitlines() == [
        '"Salt War"',
        "  what the sources say of its time reaches from 1 January 1901 to 31 December 1904",
        "  harbour-chronicle, paragraph 2, dates it from 1901 to 1904 (1901/1904)",
        "  harbour-chronicle, paragraph 2, asserts it in its own voice",
    ]


def test_days_are_named_as_far_as_they_have_bounds(world: Dataset) -> None:
    assert aw.explain("salt-war", "1903", dataset=world).days == "from 1 January 1903 on"
    assert aw.explain("salt-war", None, "1903", dataset=world).days == "until 31 December 1903"


@pytest.mark.parametrize(
    ("record", "answer", "why"),
    [
        ("salt-war", "certain", "on every reading of its dates it shares a day with that time"),
        ("fall-of-ostrel", "no", "its dates rule it out"),
        ("guild-buys-ships", "silent", "nothing rules it out, but no source puts it then"),
        (
            "voss-meets-reed",
            "possible",
            "on every reading of its dates it shares a day with that time, but no source asserts it in its own voice",
        ),
        (
            "crown-supports-guild",
            "possible",
            "on some readings of its dates it shares a day with that time, on others not",
        ),
    ],
)
def test_each_answer_has_its_reason(world: Dataset, record: str, answer: str, why: str) -> None:
    found = aw.explain(record, "1903-06", "1903-06", dataset=world)
    assert found.answer is Certainty(answer)
    assert found.reasons[0].text == why


@pytest.mark.parametrize(
    ("record", "days", "answer", "why"),
    [
        ("march", ("1901", "1901"), "certain", "on every reading of its dates it lies within that time"),
        (
            "spring",
            ("1901-03", "1901-06"),
            "certain",
            "on every reading of its dates that the order of events allows, it lies within that time",
        ),
        ("spring", ("1901-03", "1901-04"), "possible", "on some readings of its dates it lies within that time"),
        ("spring", ("1901-01", "1901-02"), "no", "its dates allow it, but the order of events rules it out"),
        ("spring", ("1902", "1902"), "no", "its dates rule it out"),
        ("undated", ("1901-01", "1901-02"), "no", "the order of events rules it out"),
        ("undated", ("1901-03", "1901-06"), "certain", "on every reading of what bounds it, it lies within that time"),
        ("undated", ("1901-03", "1901-04"), "possible", "on some readings of what bounds it, it lies within that time"),
    ],
)
def test_a_reason_tells_dates_from_order(record: str, days: tuple[str, str], answer: str, why: str) -> None:
    between = [("after", "march"), ("before", "june")]
    dataset = timed(
        {"march": "1901-03", "june": "1901-06", "spring": "1901", "undated": None},
        order={"spring": between, "undated": between},
    )
    found = aw.explain(record, *days, relation="within", dataset=dataset)
    assert found.answer is Certainty(answer)
    assert found.reasons[0].text == (f"{why}, on others not" if answer == "possible" else why)


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
    assert found.reasons[0].text == (
        "on every reading of its dates it shares a day with that time, but its date is marked as uncertain"
    )


def test_what_nobody_asserts_is_said_with_its_claims(world: Dataset) -> None:
    rejected, reserved = aw.explain("crown-supports-guild", dataset=world).reasons[-2:]
    assert rejected.text == (
        "almanac-1905 does not assert it, but speaks of it in a view that it rejects (paragraph 1)"
    )
    assert rejected.claims == ("almanac-1905/crown-did-not-pay",)
    assert reserved.text == "harbour-chronicle does not assert it, but says it with reserve (paragraph 4)"
    assert reserved.claims == ("harbour-chronicle/crown-paid-guild",)
    assert texts(aw.explain("crown-allied-with-guild", dataset=world))[-1] == (
        "almanac-1905 does not assert it, but judges it to be so (paragraph 1)"
    )


@pytest.mark.parametrize(
    ("modality", "said_by", "text"),
    [
        ("asserted", "west", "gazette does not assert it in its own voice, but has it from West (paragraph 1)"),
        ("hedged", "west", "gazette does not assert it in its own voice, but has it from West (paragraph 1)"),
        ("predicted", None, "gazette does not assert it, but has it as predicted (paragraph 1)"),
        ("planned", None, "gazette does not assert it, but has it as planned (paragraph 1)"),
    ],
)
def test_what_is_hearsay_is_said_with_whose_it_is(modality: str, said_by: str | None, text: str) -> None:
    dataset = timed({"heard": "1901", "hinted": "1901"}, {"west": None})
    claim = attrs.evolve(
        dataset.claims["gazette/heard"],
        modality=aw.Modality(modality),
        attributed_to=None if said_by is None else aw.ActorId(said_by),
    )
    hint = attrs.evolve(dataset.claims["gazette/hinted"], modality=aw.Modality.HEDGED)
    heard = attrs.evolve(dataset.events["heard"], evidence=(hint.id, claim.id))
    found = aw.explain("heard", dataset=Dataset.of(replacing(dataset, claim, hint, heard)))
    assert aw.Reason(text=text, claims=(claim.id,)) in found.reasons
    hedge = "gazette does not assert it, but says it with reserve (paragraph 1)"
    assert aw.Reason(text=hedge, claims=(hint.id,)) in found.reasons
    assert not any("asserts" in reason for reason in texts(found))


def test_claims_that_are_said_alike_share_a_reason(world: Dataset) -> None:
    hedged = [
        attrs.evolve(claim, modality=aw.Modality.HEDGED, passage=attrs.evolve(claim.passage, paragraph=number))
        for number, claim in enumerate(aw.evidence_for("fall-of-ostrel", dataset=world), 5)
    ]
    found = aw.explain("fall-of-ostrel", dataset=Dataset.of(replacing(world, *hedged)))
    assert [(reason.text, reason.claims) for reason in found.reasons[-2:]] == [
        (
            "harbour-chronicle does not assert it, but says it with reserve (paragraphs 5 and 6)",
            ("harbour-chronicle/riders-took-ostrel", "harbour-chronicle/guards-fled"),
        ),
        (
            "red-courier does not assert it, but says it with reserve (paragraphs 7 and 8)",
            ("red-courier/ostrel-fell", "red-courier/guards-ran"),
        ),
    ]


def test_a_name_with_quotation_marks_has_single_ones_within() -> None:
    dataset = timed({"talks": "1901"})
    talks = attrs.evolve(dataset.events["talks"], name='The "long" talks')
    assert aw.explain("talks", dataset=Dataset.of(replacing(dataset, talks))).name == "\"The 'long' talks\""


def test_an_open_end_is_explained_by_the_horizon_of_the_source(world: Dataset) -> None:
    found = aw.explain("kingdom-supports-league", "1903-06-15", "1903-06-15", dataset=world)
    assert found.name == "Northern Kingdom to Red League (support)"
    assert "red-courier gives no end of it; the dates of what it describes go no further than 30 June 1903" in texts(
        found
    )
    assert aw.explain("voss-leads-league", dataset=world).name == "Mira Voss to Red League (leadership)"
    assert aw.explain("kingdom-allied-with-league", dataset=world).name == (
        "Northern Kingdom and Red League (alliance)"
    )


def test_what_has_no_reach_or_no_bounds_is_said() -> None:
    dataset = timed({"undated": None, "since": "1901/..", "until": "../1901"})
    assert texts(aw.explain("undated", dataset=dataset))[0] == (
        "no source dates it, and the order of events does not bound it on both sides"
    )
    reaches = "what the sources say of its time reaches"
    assert texts(aw.explain("since", dataset=dataset))[0] == f"{reaches} from 1 January 1901 on"
    assert texts(aw.explain("until", dataset=dataset))[0] == f"{reaches} until 31 December 1901"


@pytest.mark.parametrize(
    ("when", "lies"),
    [("1901-03-05", "on 5 March 1901"), ("1901-03", "in March 1901"), ("1901", "in 1901")],
)
def test_a_whole_period_is_where_it_lies(when: str, lies: str) -> None:
    dataset = timed({"dated": when, "undated": None}, order={"undated": [("during", "dated")]})
    assert texts(aw.explain("dated", dataset=dataset))[0] == f"what the sources say of its time lies {lies}"
    assert texts(aw.explain("undated", dataset=dataset))[0] == f"what the order of events says of its time lies {lies}"


def test_a_reach_may_be_open_on_both_sides(world: Dataset) -> None:
    dates = tuple(
        (aw.SourceId(source), aw.TimeSpan(when))
        for source, when in (("harbour-chronicle", "../1902"), ("red-courier", "1902/.."))
    )
    dataset = Dataset.of(replacing(world, attrs.evolve(world.events["fall-of-ostrel"], dates=dates, ends=())))
    assert texts(aw.explain("fall-of-ostrel", dataset=dataset))[0] == (
        "what the sources say of its time reaches over all time"
    )


def test_limits_by_order_are_explained_by_their_chain() -> None:
    dataset = timed(
        {"first": "1901-03", "between": None, "middle": None, "last": "1901-06", "long": None, "early": "[..1901]"},
        order={
            "middle": [("after", "first")],
            "between": [("after", "middle"), ("before", "last"), ("until", "gazette")],
            "long": [("throughout", "first")],
        },
    )
    reading = "(the curator's reading)"
    where = "(gazette, paragraph 1)"
    explanation = aw.explain("between", "1901-04", "1901-04", dataset=dataset)
    assert texts(explanation) == [
        "on some readings of what bounds it, it shares a day with that time, on others not",
        "what the order of events says of its time reaches from 1 March to 30 June 1901",
        f'it did not begin before 1 March 1901: it began no earlier than the end of "Middle" {reading}, '
        f'and "Middle" began no earlier than the end of "First" {reading}, and "First" ended in March 1901 {where}',
        f'it ended no later than 30 June 1901: it ended no later than the beginning of "Last" {reading}, '
        f'and "Last" began in June 1901 {where}',
        f"that it ended no later than the end of the publication of gazette {reading} adds nothing",
        "gazette, paragraph 1, asserts it in its own voice",
    ]
    assert [reason.claims for reason in explanation.reasons[2:]] == [
        ("gazette/first",),
        ("gazette/last",),
        (),
        ("gazette/between",),
    ]
    first = f'it lasted through all of "First" {reading}, and "First"'
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
        ("during", 'it lay within "First"'),
        ("throughout", 'it lasted through all of "First"'),
        ("opened_by", 'it began within "First"'),
        ("closed_by", 'it ended within "First"'),
    ],
)
def test_each_word_of_order_is_said_in_words(word: str, line: str) -> None:
    dataset = timed({"first": "1901-03", "it": None}, order={"it": [(word, "first")]})
    found = texts(aw.explain("it", dataset=dataset))
    assert any(f": {line} (the curator's reading), and" in text for text in found)
    dataset = timed({"first": None, "it": "1901"}, order={"it": [(word, "first")]})
    found = texts(aw.explain("it", dataset=dataset))
    assert f"that {line} (the curator's reading) adds nothing" in found


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
        text='that it began no earlier than the end of "First" (gazette, paragraph 1) adds nothing',
        claims=(aw.ClaimId("gazette/it"),),
    )


def test_a_limit_may_be_the_date_of_a_relationship() -> None:
    dataset = timed({"it": None}, {"west": "1901"}, {"west": [("opened_by", "it")]})
    assert texts(aw.explain("it", dataset=dataset))[1:3] == [
        "it began no later than 31 December 1901: Hill and West (alliance) began within it (the curator's reading), "
        "and Hill and West (alliance) began in 1901 (gazette, paragraph 1)",
        "it did not end before 1 January 1901: Hill and West (alliance) began within it (the curator's reading), "
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
        "(the curator's reading), and the publication of gazette was in 1910"
    )


def test_order_that_contradicts_dates_is_listed_as_left_out() -> None:
    dataset = timed({"last": "1901-06", "wrong": "1901-01", "other": "1901"}, order={"wrong": [("after", "last")]})
    line = 'that it began no earlier than the end of "Last" (the curator\'s reading) is left out, '
    assert texts(aw.explain("wrong", dataset=dataset))[2] == f"{line}because dates contradict it"
    assert not any("left out" in text for text in texts(aw.explain("last", dataset=dataset)))
    assert not any("left out" in text for text in texts(aw.explain("other", dataset=dataset)))


def test_order_that_contradicts_nothing_is_kept_beside_order_that_does() -> None:
    dataset = timed(
        {"first": "1901-03", "between": None, "last": "1901-06", "wrong": "1901-01"},
        order={"between": [("after", "first"), ("before", "last")], "wrong": [("after", "last")]},
    )
    found = texts(aw.explain("between", dataset=dataset))
    assert not any("left out" in text or "adds nothing" in text for text in found)


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
                "it did not begin before 1 January 1901: East did not exist earlier, having begun with "
                f'"Founding" {where}, and "Founding" began in 1901 {where}'
            ),
            claims=claims["founding"],
        ),
        aw.Reason(
            text=(
                "it ended no later than 31 December 1904: East did not exist later, having ended with "
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
            f"it did not begin before 1 January 1901: East, of which {whole}, did not exist earlier, having begun with "
            f'"Founding" {where}, and "Founding" began in 1901 {where}',
            f"it ended no later than 31 December 1904: East, of which {whole}, did not exist later, having ended with "
            f'"Fall" {where}, and "Fall" ended in 1904 {where}',
        ]


def test_the_limit_of_a_life_is_traced_to_the_date_that_it_comes_from() -> None:
    dataset = timed({"founding": None, "war": "1901"}, {"east": None}, order={"founding": [("after", "war")]})
    begins = ((aw.ActorId("east"), ()),)
    founding = attrs.evolve(dataset.events["founding"], begins=begins, inferred=("after", "begins"))
    dataset = Dataset.of(replacing(dataset, founding))
    reason = aw.explain("east", dataset=dataset).reasons[1]
    assert reason.text == (
        'it did not begin before 1 January 1901: East did not exist earlier, having begun with "Founding", and '
        '"Founding" began no earlier than the end of "War" (the curator\'s reading), and "War" ended in 1901 '
        "(gazette, paragraph 1)"
    )
    assert reason.claims


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
    claim, *_ = claims
    passages = [attrs.evolve(claim.passage, paragraph=number) for number in (9, 4, 11, 4, 5)]
    more = [
        attrs.evolve(claim, id=aw.ClaimId(f"{claim.source}/more-{number}"), passage=passage)
        for number, passage in enumerate(passages)
    ]
    event = world.events["fall-of-ostrel"]
    for count, said in ((4, "paragraphs 4, 9 and 11"), (5, "paragraphs 4, 5, 9 and others")):
        evidence = tuple(each.id for each in more[:count])
        told = attrs.evolve(event, dates=event.dates[:1], ends=(), evidence=evidence)
        dataset = Dataset.of(replacing(world, *more, told))
        assert texts(aw.explain("fall-of-ostrel", dataset=dataset))[-1] == (
            f"harbour-chronicle, {said}, asserts it in its own voice"
        )


def test_a_view_is_explained_by_its_sources(world: Dataset) -> None:
    found = aw.explain("Fall of Ostrel", "1902-03-05", "1902-03-05", according_to="red-courier", dataset=world)
    assert found.answer is Certainty.NO
    assert not any("harbour-chronicle" in text for text in texts(found))
    with pytest.raises(aw.UnknownRecordError):
        aw.explain("salt-war", according_to="red-courier", dataset=world)


def test_a_date_without_a_dated_claim_names_the_paragraphs_of_all_and_that_it_is_inferred(world: Dataset) -> None:
    text = "red-courier, paragraph 3, dates it May 1903 (1903-05), in part by the curator's reading"
    assert text in texts(aw.explain("kingdom-allied-with-league", dataset=world))


def test_what_the_curator_read_into_a_relationship_is_said() -> None:
    dataset = timed(ties={"east": "1901"})
    asserted = "gazette, paragraph 1, asserts it in its own voice"
    for inferred, reading in (
        ((), ""),
        (("when",), ""),
        (("kind",), ", its kind in part by the curator's reading"),
        (("kind", "object"), ", its kind and object in part by the curator's reading"),
    ):
        tie = attrs.evolve(dataset.relationships["east"], inferred=inferred)
        assert texts(aw.explain("east", dataset=Dataset.of(replacing(dataset, tie))))[-1] == asserted + reading


def test_an_inferred_date_that_limits_another_record_is_said_to_be_inferred() -> None:
    dataset = timed({"first": "1901-03", "second": None}, order={"second": [("after", "first")]})
    reading = ", in part by the curator's reading"
    (limit,) = (text for text in texts(aw.explain("second", dataset=dataset)) if "did not begin before" in text)
    assert reading not in limit
    inferred = attrs.evolve(dataset.events["first"], inferred=("when",))
    changed = Dataset.of(replacing(dataset, inferred))
    assert limit + reading in texts(aw.explain("second", dataset=changed))


def test_bad_input_is_an_error(world: Dataset) -> None:
    with pytest.raises(aw.UnknownRecordError, match="no event or relationship is named 'day-of-ostrel'"):
        aw.explain("day-of-ostrel", dataset=world)
    with pytest.raises(ValueError, match="is after the end"):
        aw.explain("salt-war", "1903", "1902", dataset=world)
    with pytest.raises(ValueError, match="relation is 'near'"):
        aw.explain("salt-war", "1903", relation="near", dataset=world)  # type: ignore[arg-type]
