"""Questions that the page on the Battle of Tora Bora answers; the answers are read from its text."""

from functools import partial

from support.datasets import passage_of

import afghanwar as aw

SOURCE = "historica-tora-bora"
between = partial(aw.events_between, according_to=SOURCE)


def test_when_was_the_battle() -> None:
    assert [battle.name for battle in between("2001-12-06", "2001-12-17", relation="within", of=aw.Battle)] == [
        "Battle of Tora Bora"
    ]
    assert between("2001-12-18", "2002-02-28", of=aw.Battle) == ()


def test_what_certainly_happened_on_the_day_before_it() -> None:
    certain = between("2001-12-05", "2001-12-05", match="certain", place="Tora Bora")
    assert [event.kind.value for event in certain] == ["deployment", "capture"]


def test_who_was_allied_with_the_northern_alliance() -> None:
    allies = aw.actors_allied_with("Northern Alliance", on="2001-12", match="certain", according_to=SOURCE)
    assert {"United States", "United Kingdom", "Germany"} <= {ally.name for ally in allies}
    assert "Taliban" not in {ally.name for ally in allies}


def test_how_many_could_the_caves_shelter() -> None:
    ((claim, quantity),) = aw.quantities_of("people-tora-bora-could-shelter")
    assert (quantity.low, quantity.high, quantity.wording) == (1000, None, "more than 1,000")
    assert passage_of(claim).paragraph == 4


def test_who_believed_that_bin_laden_was_there() -> None:
    believers = {
        claim.attributed_to for claim in aw.claims_about("Bin Laden", according_to=SOURCE) if "believed" in claim.says
    }
    assert believers == {"united-states", "coalition-allies-of-the-united-states"}


def test_what_did_bin_laden_promise() -> None:
    (promise,) = aw.claims_attributed_to("Osama bin Laden", modality="planned", according_to=SOURCE)
    assert "terms of surrender" in promise.says


def test_the_page_names_no_victor() -> None:
    battle = aw.load().battles["battle-of-tora-bora"]
    assert battle.victor is None
    assert any("escape" in aw.load().claims[claim].says for claim in battle.outcome)
