"""An explanation gives the reason for an answer, claim by claim."""

import attrs
import pytest
from support.answers import timed
from support.datasets import passage_of, replacing
from support.explanations import texts

import afghanwar as aw
from afghanwar import Certainty, Dataset


def test_an_explanation_has_the_answer_the_reach_the_dates_and_who_asserts_it(world: Dataset) -> None:
    found = aw.explain("Fall of Ostrel", "1902-03-06", "1902-03-06", dataset=world)
    assert (found.name, found.days, found.answer) == ('"Fall of Ostrel"', "on 6 March 1902", Certainty.POSSIBLE)
    assert texts(found) == [
        "some readings of its dates overlap that time, others do not",
        "the sources cover the time from 5 to 7 March 1902",
        "harbour-chronicle, paragraph 3, dates it: 5 March 1902 (1902-03-05)",
        "red-courier, paragraph 2, dates it: 7 March 1902 (1902-03-07)",
        "these dates contradict each other, and any may be right: between 5 and 7 March 1902",
        "harbour-chronicle, paragraph 3, asserts it in its own voice",
        "red-courier, paragraph 2, asserts it in its own voice",
    ]
    chronicle = ("harbour-chronicle/riders-took-ostrel", "harbour-chronicle/guards-fled")
    courier = ("red-courier/ostrel-fell", "red-courier/guards-ran")
    assert [reason.claims for reason in found.reasons] == [(), (), chronicle, courier, (), chronicle, courier]
    assert str(found).startswith('"Fall of Ostrel" on 6 March 1902: possible\n  some readings of its dates')


def test_without_days_an_explanation_says_what_is_known(world: Dataset) -> None:
    found = aw.explain("salt-war", dataset=world)
    assert (found.days, found.answer) == (None, None)
    assert str(found).splitlines() == [
        '"Salt War"',
        "  the sources cover the time from 1 January 1901 to 31 December 1904",
        "  harbour-chronicle, paragraph 2, dates it: from 1901 to 1904 (1901/1904)",
        "  harbour-chronicle, paragraph 2, asserts it in its own voice",
    ]


def test_days_are_named_as_far_as_they_have_bounds(world: Dataset) -> None:
    assert aw.explain("salt-war", "1903", dataset=world).days == "from 1 January 1903 on"
    assert aw.explain("salt-war", None, "1903", dataset=world).days == "until 31 December 1903"


@pytest.mark.parametrize(
    ("record", "answer", "why"),
    [
        ("salt-war", "certain", "every reading of its dates overlaps that time"),
        ("fall-of-ostrel", "no", "its dates rule it out"),
        ("guild-buys-ships", "silent", "nothing rules it out, but no source dates it to that time"),
        (
            "voss-meets-reed",
            "possible",
            "every reading of its dates overlaps that time, but no source asserts it in its own voice",
        ),
        (
            "crown-supports-guild",
            "possible",
            "some readings of its dates overlap that time, others do not",
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
        ("march", ("1901", "1901"), "certain", "every reading of its dates lies within that time"),
        (
            "spring",
            ("1901-03", "1901-06"),
            "certain",
            "every reading of its dates that fits the order of events lies within that time",
        ),
        ("spring", ("1901-03", "1901-04"), "possible", "some readings of its dates lie within that time"),
        ("spring", ("1901-01", "1901-02"), "no", "its dates allow it, but the order of events rules it out"),
        ("spring", ("1902", "1902"), "no", "its dates rule it out"),
        ("undated", ("1901-01", "1901-02"), "no", "the order of events rules it out"),
        ("undated", ("1901-03", "1901-06"), "certain", "every time within its limits lies within that time"),
        ("undated", ("1901-03", "1901-04"), "possible", "some times within its limits lie within that time"),
    ],
)
def test_a_reason_distinguishes_dates_from_order(record: str, days: tuple[str, str], answer: str, why: str) -> None:
    between = [("after", "march"), ("before", "june")]
    dataset = timed(
        {"march": "1901-03", "june": "1901-06", "spring": "1901", "undated": None},
        order={"spring": between, "undated": between},
    )
    found = aw.explain(record, *days, relation="within", dataset=dataset)
    assert found.answer is Certainty(answer)
    assert found.reasons[0].text == (f"{why}, others do not" if answer == "possible" else why)


def test_an_answer_agrees_with_the_query(world: Dataset) -> None:
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
        "every reading of its dates overlaps that time, but its date is marked as uncertain"
    )


def test_what_nobody_asserts_is_said_with_its_claims(world: Dataset) -> None:
    rejected, reserved = aw.explain("crown-supports-guild", dataset=world).reasons[-2:]
    assert rejected.text == ("almanac-1905 does not assert it, but mentions it in a view that it rejects (paragraph 1)")
    assert rejected.claims == ("almanac-1905/crown-did-not-pay",)
    assert reserved.text == "harbour-chronicle does not assert it, but reports it only in hedged words (paragraph 4)"
    assert reserved.claims == ("harbour-chronicle/crown-paid-guild",)
    assert texts(aw.explain("crown-allied-with-guild", dataset=world))[-1] == (
        "almanac-1905 does not assert it, but gives it as its judgement (paragraph 1)"
    )


@pytest.mark.parametrize(
    ("modality", "said_by", "text"),
    [
        ("asserted", "west", "gazette does not assert it in its own voice, but attributes it to West (paragraph 1)"),
        ("hedged", "west", "gazette does not assert it in its own voice, but attributes it to West (paragraph 1)"),
        ("predicted", None, "gazette does not assert it, but predicts it (paragraph 1)"),
        ("planned", None, "gazette does not assert it, but reports it as planned (paragraph 1)"),
    ],
)
def test_hearsay_is_said_with_its_speaker(modality: str, said_by: str | None, text: str) -> None:
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
    hedge = "gazette does not assert it, but reports it only in hedged words (paragraph 1)"
    assert aw.Reason(text=hedge, claims=(hint.id,)) in found.reasons
    assert not any("asserts" in reason for reason in texts(found))


def test_claims_that_are_said_alike_share_a_reason(world: Dataset) -> None:
    hedged = [
        attrs.evolve(claim, modality=aw.Modality.HEDGED, passage=attrs.evolve(passage_of(claim), paragraph=number))
        for number, claim in enumerate(aw.evidence_for("fall-of-ostrel", dataset=world), 5)
    ]
    found = aw.explain("fall-of-ostrel", dataset=Dataset.of(replacing(world, *hedged)))
    assert [(reason.text, reason.claims) for reason in found.reasons[-2:]] == [
        (
            "harbour-chronicle does not assert it, but reports it only in hedged words (paragraphs 5 and 6)",
            ("harbour-chronicle/riders-took-ostrel", "harbour-chronicle/guards-fled"),
        ),
        (
            "red-courier does not assert it, but reports it only in hedged words (paragraphs 7 and 8)",
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
    assert "red-courier gives no end, and describes nothing after 30 June 1903" in texts(found)
    assert aw.explain("voss-leads-league", dataset=world).name == "Mira Voss to Red League (leadership)"
    assert aw.explain("kingdom-allied-with-league", dataset=world).name == (
        "Northern Kingdom and Red League (alliance)"
    )


def test_what_has_no_reach_or_no_bounds_is_said() -> None:
    dataset = timed({"undated": None, "since": "1901/..", "until": "../1901"})
    assert texts(aw.explain("undated", dataset=dataset))[0] == (
        "no source dates it, and the order of events does not limit it on both sides"
    )
    for name, days in (("since", "from 1 January 1901 on"), ("until", "until 31 December 1901")):
        assert texts(aw.explain(name, dataset=dataset))[0] == f"the sources cover the time {days}"


@pytest.mark.parametrize(
    ("when", "period"),
    [("1901-03-05", "5 March 1901"), ("1901-03", "March 1901"), ("1901", "1901")],
)
def test_a_whole_day_month_or_year_is_named(when: str, period: str) -> None:
    dataset = timed({"dated": when, "undated": None}, order={"undated": [("during", "dated")]})
    assert texts(aw.explain("dated", dataset=dataset))[0] == f"the sources cover {period}"
    assert texts(aw.explain("undated", dataset=dataset))[0] == f"the order of events allows {period}"


def test_a_reach_may_be_open_on_both_sides(world: Dataset) -> None:
    dates = tuple(
        (aw.SourceId(source), aw.TimeSpan(when))
        for source, when in (("harbour-chronicle", "../1902"), ("red-courier", "1902/.."))
    )
    dataset = Dataset.of(replacing(world, attrs.evolve(world.events["fall-of-ostrel"], dates=dates, ends=())))
    assert texts(aw.explain("fall-of-ostrel", dataset=dataset))[0] == "the sources cover any time"


def test_several_paragraphs_are_listed_three_at_most(world: Dataset) -> None:
    claims = [
        attrs.evolve(claim, passage=attrs.evolve(passage_of(claim), paragraph=number))
        for number, claim in enumerate(aw.evidence_for("fall-of-ostrel", dataset=world), 5)
    ]
    dataset = Dataset.of(replacing(world, *claims))
    assert texts(aw.explain("fall-of-ostrel", dataset=dataset))[-2:] == [
        "harbour-chronicle, paragraphs 5 and 6, asserts it in its own voice",
        "red-courier, paragraphs 7 and 8, asserts it in its own voice",
    ]
    claim, *_ = claims
    passages = [attrs.evolve(passage_of(claim), paragraph=number) for number in (9, 4, 11, 4, 5)]
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
    text = "red-courier, paragraph 3, dates it: May 1903 (1903-05), partly inferred by the curator"
    assert text in texts(aw.explain("kingdom-allied-with-league", dataset=world))


def test_what_the_curator_read_into_a_relationship_is_said() -> None:
    dataset = timed(ties={"east": "1901"})
    asserted = "gazette, paragraph 1, asserts it in its own voice"
    for inferred, reading in (
        ((), ""),
        (("when",), ""),
        (("kind",), ", its kind partly inferred by the curator"),
        (("kind", "object"), ", its kind and object partly inferred by the curator"),
    ):
        tie = attrs.evolve(dataset.relationships["east"], inferred=inferred)
        assert texts(aw.explain("east", dataset=Dataset.of(replacing(dataset, tie))))[-1] == asserted + reading


def test_bad_input_is_an_error(world: Dataset) -> None:
    with pytest.raises(aw.UnknownRecordError, match="no event or relationship is named 'day-of-ostrel'"):
        aw.explain("day-of-ostrel", dataset=world)
    with pytest.raises(ValueError, match="is after the end"):
        aw.explain("salt-war", "1903", "1902", dataset=world)
    with pytest.raises(ValueError, match="relation is 'near'"):
        aw.explain("salt-war", "1903", relation="near", dataset=world)  # type: ignore[arg-type]
