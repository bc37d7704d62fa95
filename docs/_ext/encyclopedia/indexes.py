"""Indexes: everything by kind, by time and by name."""

from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import groupby

import afghanwar as aw
from afghanwar.dataset.names import name_key
from encyclopedia.disagreements import LABELS, MEANINGS, THEMES, theme
from encyclopedia.events import row
from encyclopedia.evidence import labels
from encyclopedia.rst import ABOVE, bullets, fold, heading, link, page_text, text
from encyclopedia.wording import in_time, in_words

_UNFOLDED = 3
"""The largest number of disagreements of one kind and theme that are shown at once; contradictions always are."""


def in_order(dataset: aw.Dataset) -> dict[str, list[str]]:
    """Return the ids of the records that have pages, kind by kind, in the order of their indexes."""
    themes = {each.id: THEMES.index(theme(each, dataset)) for each in dataset.disagreements}
    kinds = [*aw.ActorKind, *aw.PlaceKind, *aw.DisagreementKind]

    def by_name(record: aw.Actor | aw.Place) -> tuple[int, str, str]:
        return (kinds.index(record.kind), name_key(record.name), record.id)

    def by_theme(record: aw.Disagreement) -> tuple[int, int, str]:
        return (themes[record.id], kinds.index(record.kind), record.question)

    return {
        "source": [each.id for each in dataset.sources],
        "actor": [each.id for each in sorted(dataset.actors, key=by_name)],
        "event": [each.id for each in sorted(dataset.events, key=in_time(dataset))],
        "place": [each.id for each in sorted(dataset.places, key=by_name)],
        "disagreement": [each.id for each in sorted(dataset.disagreements, key=by_theme)],
    }


def beside(dataset: aw.Dataset) -> dict[tuple[str, str], tuple[str, str]]:
    """Return links to what comes before and after each record in its index, by kind and id."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for kind, ids in in_order(dataset).items():
        shown = ["", *(link(kind, id) for id in ids), ""]
        found |= {(kind, id): (shown[at], shown[at + 2]) for at, id in enumerate(ids)}
    return found


def pages(dataset: aw.Dataset) -> Iterator[tuple[str, str]]:
    """Make every index.

    Args:
        dataset: The records.

    Yields:
        The name of a page and its text.
    """
    yield "sources/index", _sources(dataset)
    yield "events/index", _events(dataset)
    yield (
        "actors/index",
        _by_kind("actor", aw.ActorKind, dataset.actors, "Actors", "Who acts or speaks in the sources."),
    )
    yield "places/index", _by_kind("place", aw.PlaceKind, dataset.places, "Places", "Where it happened.")
    yield "disagreements/index", _disagreements(dataset)
    yield "names", _names(dataset)


def _sources(dataset: aw.Dataset) -> str:
    lines = ["Every claim comes from one of these works. Each has its own stance."]
    lines += bullets(
        f"{link('source', each.id)}: “{text(each.title)}”, {in_words(each.kind)}. {text(each.stance)}"
        for each in dataset.sources
    )
    lines += [
        ".. toctree::",
        "   :hidden:",
        "",
        *(f"   {source.label} <{source.id}>" for source in dataset.sources),
        "",
    ]
    return page_text(
        "Sources", ABOVE, "The works that the dataset is drawn from, and their stances.", lines, listed=True
    )


def _events(dataset: aw.Dataset) -> str:
    lines = ["Each event is listed at the first day that the sources speak of, which may be before it certainly began."]
    for year, group in groupby(sorted(dataset.events, key=in_time(dataset)), key=lambda event: _year(event, dataset)):
        lines += [*heading(year), *bullets(row(event, dataset) for event in group)]
    return page_text(
        "Events in time", ABOVE, "What happened, in the order of time, with its uncertainty.", lines, listed=True
    )


def _year(event: aw.Event, dataset: aw.Dataset) -> str:
    told = dataset.chronology.times(event).reach
    return "Undated" if told is None else str(told[0].year)


def _by_kind(role: str, kinds: type[Enum], records: Iterable[aw.Actor | aw.Place], title: str, description: str) -> str:
    lines = [description]
    by_name = sorted(records, key=lambda record: (name_key(record.name), record.id))
    for kind in kinds:
        ids = [record.id for record in by_name if record.kind is kind]
        if ids:
            lines += [*heading(in_words(kind).capitalize()), *bullets(link(role, id) for id in ids)]
    return page_text(title, ABOVE, description, lines, listed=True)


def _disagreements(dataset: aw.Dataset) -> str:
    lines = [
        "Questions with different answers, in several sources or in one. They are side by side, and none is preferred."
    ]
    found = [dataset.disagreements[id] for id in in_order(dataset)["disagreement"]]
    subjects = sorted(
        ((len(aw.disagreements_about(actor, dataset=dataset)), actor.id) for actor in dataset.actors), reverse=True
    )
    most = ", ".join(f"{link('actor', id)} ({number})" for number, id in subjects[:8])
    lines += ["", f"The pages of actors, places and events list the questions about them. Most are about {most}.", ""]
    for title, of_theme in groupby(found, key=lambda each: theme(each, dataset)):
        lines += heading(title)
        for kind, group in groupby(of_theme, key=lambda each: each.kind):
            rows: list[str] = []
            questions = list(group)
            for each in questions:
                answers = (
                    f"{text(position.answer)} ({text(labels(position.claims, dataset))})" for position in each.positions
                )
                rows += [f"* {link('disagreement', each.id)}", *(f"  {line}" for line in bullets(answers))]
            summary = f"{LABELS[kind].capitalize()} ({len(questions)}): {MEANINGS[kind].lower()}"
            unfolded = kind is aw.DisagreementKind.CONTRADICTION or len(questions) <= _UNFOLDED
            lines += fold(summary, ["", *rows, ""], unfolded=unfolded)
    described = "What the sources answer differently, side by side, by theme."
    return page_text("Disagreements", ABOVE, described, lines, listed=True)


def _names(dataset: aw.Dataset) -> str:
    rows = [(event.name, f"{link('event', event.id)}, event") for event in dataset.events]
    records: list[tuple[str, aw.Actor | aw.Place]] = [("actor", each) for each in dataset.actors]
    records += [("place", each) for each in dataset.places]
    for role, record in records:
        rows.append((record.name, f"{link(role, record.id)}, {in_words(record.kind)}"))
        rows += [(alias, f"{text(alias)}: {link(role, record.id)}") for alias in record.aliases]
    rows.sort(key=lambda row: (name_key(row[0]), row))
    lines = ["Every name and spelling of actors, places and events."]
    for letter, group in groupby(rows, key=lambda row: _letter(row[0])):
        lines += [*heading(letter), *bullets(shown for _, shown in group)]
    return page_text("Names from A to Z", ABOVE, "Every name and spelling, and what it refers to.", lines, listed=True)


def _letter(name: str) -> str:
    first = name_key(name)[:1].upper()
    return "0 to 9" if first.isdigit() else first
