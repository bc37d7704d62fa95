"""Wording: plain English for what the records say with an enumeration, a time-span or a number."""

import datetime
from enum import Enum

import afghanwar as aw
from afghanwar.timespan import FUTURE, PAST
from encyclopedia.rst import text

LABELS = {
    aw.Modality.ASSERTED: "stated as fact",
    aw.Modality.HEDGED: "stated with reserve",
    aw.Modality.JUDGED: "judgement",
    aw.Modality.PREDICTED: "prediction",
    aw.Modality.PLANNED: "plan",
    aw.Modality.REJECTED: "view rejected",
}
"""What to call a modality."""

_TIES = {
    aw.RelationshipKind.ALLIANCE: ("alliance with", "alliance with"),
    aw.RelationshipKind.SUPPORT: ("support of", "support by"),
    aw.RelationshipKind.COOPERATION: ("cooperation with", "cooperation with"),
    aw.RelationshipKind.AGREEMENT: ("agreement with", "agreement with"),
    aw.RelationshipKind.CONTACT: ("contact with", "contact with"),
    aw.RelationshipKind.MEMBERSHIP: ("member or follower of", "joined or followed by"),
    aw.RelationshipKind.LEADERSHIP: ("leader of", "led by"),
    aw.RelationshipKind.HOSTILITY: ("hostilities with", "hostilities with"),
    aw.RelationshipKind.RIVALRY: ("rivalry with", "rivalry with"),
}
"""What the subject is to the object, and the object to the subject."""


def in_words(member: Enum) -> str:
    """Name a kind: ``armed group``."""
    return str(member.value).replace("-", " ")


def when(span: aw.TimeSpan | None, *, strong: bool = False) -> str:
    """Tell a time in words and in EDTF."""
    words = "undated" if span is None else text(span.humanize())
    told = f"**{words}**" if strong else words
    return told if span is None else f"{told} ``{span.edtf}``"


def first_known(record: aw.Event | aw.Relationship) -> tuple[datetime.date, datetime.date, str]:
    """Give the order in which people read: by the first day that is told, the undated last.

    The library's own order begins with what has no earliest day; for a reader, what happened "by 11 August"
    stands in August.
    """
    span = record.when
    if span is None:
        return (FUTURE, FUTURE, record.id)
    days = (span.earliest_start, span.latest_start, span.earliest_end, span.latest_end)
    return (next(day for day in days if PAST < day < FUTURE), span.latest_end, record.id)


def tie_title(tie: aw.Relationship, dataset: aw.Dataset) -> str:
    """Say a relationship in a phrase, without its time."""
    return f"{dataset.actors[tie.subject].name}, {_TIES[tie.kind][0]} {dataset.actors[tie.object].name}"


def tie_from(tie: aw.Relationship, actor: aw.Actor) -> str:
    """Say what one end of a relationship is to the other."""
    return _TIES[tie.kind][0 if tie.subject == actor.id else 1]


def number(quantity: aw.Quantity) -> str:
    """Tell the bounds of a number: ``at least 1,000``."""
    about = "about " if quantity.approximate else ""
    low, high = (None if bound is None else f"{bound:,}" for bound in (quantity.low, quantity.high))
    if low == high:
        return "no number" if low is None else f"{about}{low}"
    if high is None:
        return f"at least {about}{low}"
    return f"at most {about}{high}" if low is None else f"{about}{low} to {high}"


def elsewhere(identifiers: aw.Identifiers) -> str:
    """Tell what other datasets call it."""
    item = identifiers.wikidata
    rows = [f"`Wikidata {item} <https://www.wikidata.org/wiki/{item}>`__"] if item else []
    numbers = {
        "UCDP actor": identifiers.ucdp,
        "Gleditsch-Ward": identifiers.gw,
        "Correlates of War": identifiers.cow,
        "ISO 3166": identifiers.iso3,
    }
    return ", ".join(rows + [f"{name} {number}" for name, number in numbers.items() if number is not None])
