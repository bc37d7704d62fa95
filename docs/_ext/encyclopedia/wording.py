"""Wording: plain English for what the records say with an enumeration, a time-span or a number."""

from collections.abc import Callable
from datetime import date
from enum import Enum

import attrs

import afghanwar as aw
from afghanwar.timespan.bounds import FUTURE
from encyclopedia.rst import text

LABELS = {
    aw.Modality.ASSERTED: "stated as fact",
    aw.Modality.HEDGED: "stated with reservation",
    aw.Modality.JUDGED: "judgement",
    aw.Modality.PREDICTED: "prediction",
    aw.Modality.PLANNED: "plan",
    aw.Modality.REJECTED: "view rejected",
}
"""The label of a modality."""

_TIES = {
    aw.RelationshipKind.ALLIANCE: ("alliance with", "alliance with"),
    aw.RelationshipKind.SUPPORT: ("supporter of", "supported by"),
    aw.RelationshipKind.COOPERATION: ("cooperation with", "cooperation with"),
    aw.RelationshipKind.AGREEMENT: ("agreement with", "agreement with"),
    aw.RelationshipKind.CONTACT: ("contact with", "contact with"),
    aw.RelationshipKind.MEMBERSHIP: ("member or follower of", "joined or followed by"),
    aw.RelationshipKind.LEADERSHIP: ("leader of", "led by"),
    aw.RelationshipKind.HOSTILITY: ("fighting against", "fighting against"),
    aw.RelationshipKind.RIVALRY: ("rivalry with", "rivalry with"),
}
"""What the subject is to the object, and what the object is to the subject."""


_ELSEWHERE: dict[type, dict[str, str]] = {
    aw.Identifiers: {"ucdp": "UCDP actor", "gw": "Gleditsch-Ward", "cow": "Correlates of War", "iso3": "ISO 3166"},
    aw.EventIdentifiers: {"ucdp": "UCDP GED", "acled": "ACLED", "gtd": "Global Terrorism Database"},
}
"""What the identifiers of other datasets are called, by their fields."""


def in_words(member: Enum) -> str:
    """Return a kind in words: ``armed group``."""
    return str(member.value).replace("-", " ")


def when(span: aw.TimeSpan | None, *, strong: bool = False) -> str:
    """Return a time in words and in EDTF."""
    words = "undated" if span is None else text(span.humanize())
    shown = f"**{words}**" if strong else words
    return shown if span is None else f"{shown} ``{span.text}``"


def in_time(dataset: aw.Dataset) -> Callable[[aw.Event | aw.Relationship], tuple[date, date, str]]:
    """Return the key by which lists are sorted: the first day that the sources speak of, then the last, then the id.

    What has no such day comes last. This is the order of the library's own answers.
    """

    def key(record: aw.Event | aw.Relationship) -> tuple[date, date, str]:
        first, last = dataset.chronology.times(record).reach or (FUTURE, FUTURE)
        return (first, last, record.id)

    return key


def tie_title(tie: aw.Relationship, dataset: aw.Dataset) -> str:
    """Return a relationship as a phrase, without its time."""
    return f"{dataset.actors[tie.subject].name}, {_TIES[tie.kind][0]} {dataset.actors[tie.object].name}"


def tie_from(tie: aw.Relationship, actor: aw.Actor) -> str:
    """Return what one end of a relationship is to the other."""
    return _TIES[tie.kind][0 if tie.subject == actor.id else 1]


def number(quantity: aw.Quantity) -> str:
    """Return the bounds of a number in words, after a source's own estimate: ``at least 1,000``."""
    if quantity.best is not None:
        rest = number(attrs.evolve(quantity, best=None))
        return f"{quantity.best:,} by its own estimate" + ("" if rest == "no number" else f", {rest}")
    about = "about " if quantity.approximate else ""
    low, high = (None if bound is None else f"{bound:,}" for bound in (quantity.low, quantity.high))
    if low == high:
        return "no number" if low is None else f"{about}{low}"
    if high is None:
        return f"at least {about}{low}"
    return f"at most {about}{high}" if low is None else f"{about}{low} to {high}"


def elsewhere(identifiers: aw.Identifiers | aw.EventIdentifiers) -> str:
    """List the identifiers of other datasets."""
    item = identifiers.wikidata
    rows = [f"`Wikidata {item} <https://www.wikidata.org/wiki/{item}>`__"] if item else []
    for field, name in _ELSEWHERE[type(identifiers)].items():
        if (identifier := getattr(identifiers, field)) is not None:
            rows.append(f"{name} {identifier}")
    return ", ".join(rows)
