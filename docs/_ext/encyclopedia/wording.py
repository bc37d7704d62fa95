"""Wording: plain English for enumerations, time-spans and numbers."""

from collections.abc import Callable
from datetime import date
from enum import Enum

import attrs

import afghanwar as aw
from afghanwar.timespan.bounds import FUTURE
from encyclopedia.rst import text

LABELS = {
    aw.Modality.ASSERTED: "stated",
    aw.Modality.HEDGED: "stated with reservations",
    aw.Modality.JUDGED: "judgement",
    aw.Modality.PREDICTED: "prediction",
    aw.Modality.PLANNED: "plan",
    aw.Modality.REJECTED: "view rejected",
}
"""The label of a modality."""

_ELSEWHERE: dict[type, dict[str, str]] = {
    aw.Identifiers: {"ucdp": "UCDP actor", "gw": "Gleditsch-Ward", "cow": "Correlates of War", "iso3": "ISO 3166"},
    aw.EventIdentifiers: {"ucdp": "UCDP GED", "acled": "ACLED", "gtd": "Global Terrorism Database"},
}
"""The names of the identifiers of other datasets, by field."""


def in_words(member: Enum) -> str:
    """Return a kind in words: ``armed group``."""
    return str(member.value).replace("-", " ")


_FIELDS = {
    "attributed_to": "speaker",
    "kind": "kind",
    "object": "the second actor",
    "part_of": "what it is part of",
    "participants": "who took part",
    "places": "place",
    "published": "date of publication",
    "quantities": "number",
    "subject": "the first actor",
    "when": "time",
    **dict.fromkeys((word.value for word in aw.OrderWord), "order in time"),
}
"""The plain names of the fields that a curator may infer."""

_PERIODS = ((2000, "Before 2001"), (2002, "2001 and 2002"), (2014, "2003 to 2014"), (2020, "2015 to 2020"))
"""The periods of the war, each with its last year; later years form one more."""


def inferred(names: tuple[str, ...]) -> str:
    """Name inferred fields in words, each once."""
    return text(", ".join(dict.fromkeys(_FIELDS.get(name, name) for name in names)))


def plain(span: aw.TimeSpan | None) -> str:
    """Return a time in words, without markup."""
    return "undated" if span is None else span.humanize()


def when(span: aw.TimeSpan | None, *, strong: bool = False) -> str:
    """Return a time in words, as reStructuredText."""
    words = text(plain(span))
    return f"**{words}**" if strong else words


def exactly(span: aw.TimeSpan | None) -> str:
    """Return a time in words and in EDTF."""
    return when(span) if span is None else f"{when(span)} ``{span.text}``"


def period(told: tuple[date, date] | None) -> str:
    """Return the period in which something began, by the first day that the sources speak of."""
    if told is None:
        return "Undated"
    return next((title for last, title in _PERIODS if told[0].year <= last), "2021")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 claim``, ``1,096 claims``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def label(id: str, dataset: aw.Dataset) -> str:
    """Return the short name of a source: ``Giustozzi 2021``."""
    return dataset.sources[id].label


def in_time(dataset: aw.Dataset) -> Callable[[aw.Event | aw.Relationship], tuple[date, date, str]]:
    """Return the key by which lists are sorted: the first day that the sources speak of, then the last, then the id.

    Records without such a day come last. This is the order of the library's own answers.
    """

    def key(record: aw.Event | aw.Relationship) -> tuple[date, date, str]:
        first, last = dataset.chronology.times(record).reach or (FUTURE, FUTURE)
        return (first, last, record.id)

    return key


def tie_title(tie: aw.Relationship, dataset: aw.Dataset) -> str:
    """Return a relationship as a phrase, without its time."""
    return f"{dataset.actors[tie.subject].name}, {tie.phrase(tie.subject)} {dataset.actors[tie.object].name}"


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
