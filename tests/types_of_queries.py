"""What the type checker makes of the queries; it is read by mypy, and never run.

A line with ``type: ignore`` is a wrong call that the checker must refuse: where it did not, the comment
would be unused, which is an error too.
"""

import datetime
from typing import assert_type

import afghanwar as aw


def answers() -> None:
    assert_type(aw.load(), aw.Dataset)
    assert_type(aw.events_between(), tuple[aw.Event, ...])
    assert_type(aw.events_between("2021", datetime.date(2021, 8, 15), match="certain"), tuple[aw.Event, ...])
    assert_type(aw.events_between(of=aw.Event), tuple[aw.Event, ...])
    assert_type(aw.events_between(of=aw.Battle, kinds=["battle", aw.EventKind.BATTLE]), tuple[aw.Battle, ...])
    assert_type(aw.actors_allied_with("Taliban", on=aw.TimeSpan("2021-07")), tuple[aw.Actor, ...])
    assert_type(aw.actors_allied_with("Taliban", on=datetime.date(2021, 7, 1), match="silent"), tuple[aw.Actor, ...])
    assert_type(aw.relationships_of(), tuple[aw.Relationship, ...])
    assert_type(aw.relationships_of("Taliban", including="parts"), tuple[aw.Relationship, ...])
    assert_type(aw.claims("2021", about=["Taliban", aw.load().places["kabul"]]), tuple[aw.Claim, ...])
    assert_type(aw.claims(text="opium harvest", said=True), tuple[aw.Claim, ...])
    assert_type(aw.events_between(told_by=["stein-2021", aw.load().sources["historica-war"]]), tuple[aw.Event, ...])
    assert_type(aw.compare("stein-2021", "historica-war", about="Kabul"), aw.Comparison)
    assert_type(
        aw.compare(about=aw.load().measures["districts-of-afghanistan"]).disagreements, tuple[aw.Disagreement, ...]
    )
    assert_type(aw.cite(aw.load().claims["historica-war/bagram-evacuated"], style="markdown"), str)
    assert_type(aw.claims_by_source("giustozzi-2021", modality="judged"), tuple[aw.Claim, ...])
    assert_type(aw.claims_about(aw.load().places["kabul"]), tuple[aw.Claim, ...])
    assert_type(aw.claims_attributed_to(aw.load().actors["taliban"]), tuple[aw.Claim, ...])
    assert_type(aw.evidence_for("battle-of-tora-bora"), tuple[aw.Claim, ...])
    assert_type(aw.told_by("battle-of-tora-bora"), tuple[aw.Source, ...])
    assert_type(aw.explain("battle-of-tora-bora", "2001-12"), aw.Explanation)
    assert_type(aw.disagreements_about(), tuple[aw.Disagreement, ...])
    assert_type(aw.disagreements_about(kinds=[aw.DisagreementKind.SCOPE, "wording"]), tuple[aw.Disagreement, ...])
    assert_type(aw.quantities_of(), tuple[tuple[aw.Claim, aw.Quantity], ...])
    assert_type(aw.load().events["afghanistan-war"], aw.Event)
    assert_type(aw.load().battles["battle-of-tora-bora"].sides, tuple[aw.Side, ...])
    assert_type(aw.load().actors.search("Ghani"), tuple[aw.Actor, ...])
    assert_type(aw.load().according_to("stein-2021"), aw.Dataset)
    assert_type(aw.TimeSpan("2021").overlaps(aw.TimeSpan("2021")), aw.Certainty)


def refused() -> None:
    aw.events_between(2021)  # type: ignore[call-overload]
    aw.events_between("2021", match="sure")  # type: ignore[call-overload]
    aw.events_between("2021", relation="near")  # type: ignore[call-overload]
    aw.events_between(of=aw.Actor)  # type: ignore[type-var]
    aw.events_between("2021", "2022", "certain")  # type: ignore[call-overload]
    aw.events_between("2021", undated=True)  # type: ignore[call-overload]
    aw.events_between("2021", including="kin")  # type: ignore[call-overload]
    aw.actors_allied_with("Taliban", parts=True)  # type: ignore[call-arg]
    aw.claims(match="sure")  # type: ignore[arg-type]
    aw.claims(colour="red")  # type: ignore[call-arg]
    aw.claims(text=["opium"])  # type: ignore[arg-type]
    aw.claims(said="yes")  # type: ignore[arg-type]
    aw.compare(about=3)  # type: ignore[arg-type]
    aw.cite(aw.load().actors["taliban"])  # type: ignore[arg-type]
    aw.cite("battle-of-tora-bora", style="html")  # type: ignore[arg-type]
    aw.claims_by_source("stein-2021", according_to="stein-2021")  # type: ignore[call-arg]
    aw.claims_about("Taliban", about="Kabul")  # type: ignore[call-arg]
    aw.claims_about("Taliban", match="sure")  # type: ignore[arg-type]
    aw.actors_allied_with("Taliban", "2021")  # type: ignore[call-arg]
    aw.actors_allied_with("Taliban", match="sure")  # type: ignore[arg-type]
    aw.actors_allied_with(aw.load().places["kabul"])  # type: ignore[arg-type]
    aw.claims_by_source()  # type: ignore[call-arg]
    aw.claims_about(aw.load().events["afghanistan-war"])  # type: ignore[arg-type]
    aw.quantities_of(unit=3)  # type: ignore[arg-type]
    aw.load().events["afghanistan-war"].name = "other"  # type: ignore[misc]
    aw.TimeSpan(2021)  # type: ignore[arg-type]
