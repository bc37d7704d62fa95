"""Count the answers of the bundled dataset to questions about time.

    python benchmarks/answers.py

It prints the tables of the documentation: how many events a week has, who was allied with the Taliban in which year,
and how many records have bounds from their dates alone, and from the dates with the order of events.
"""

import statistics
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import afghanwar as aw

Dated = aw.Event | aw.Relationship


def weeks() -> Iterator[tuple[date, date]]:
    """The first week of each quarter of the war."""
    for year in range(2001, 2022):
        for month in (1, 4, 7, 10):
            yield date(year, month, 1), date(year, month, 7)


def events_of_a_week() -> None:
    print("| match | median | least | most |\n|---|---:|---:|---:|")
    for match in ("certain", "possible", "silent"):
        counts = [len(aw.events_between(*week, match=match)) for week in weeks()]  # type: ignore[arg-type]
        print(f"| {match} | {statistics.median(counts):g} | {min(counts)} | {max(counts)} |")


def allies_of_the_taliban() -> None:
    print("| on 1 July | certain | possible | silent: how many more |\n|---|---|---|---:|")
    for year in (1900, *range(1990, 2022)):
        day = date(year, 7, 1)
        silent = aw.actors_allied_with("Taliban", on=day, match="silent")
        possible = aw.actors_allied_with("Taliban", on=day)
        certain = aw.actors_allied_with("Taliban", on=day, match="certain")
        only_possible = [actor for actor in possible if actor not in certain]
        print(f"| {year} | {names(certain)} | {names(only_possible)} | {len(silent) - len(possible)} |")


def names(actors: Iterable[aw.Actor]) -> str:
    return ", ".join(actor.name for actor in actors)


def bounds() -> None:
    dataset = aw.load()
    columns = ("records", "undated", "without a reach", "no first day: by dates, with order", "no last day, likewise")
    print(f"| | {' | '.join(columns)} |")
    print("|---|---:|---:|---:|---:|---:|")
    kinds: tuple[tuple[str, Sequence[Dated]], ...] = (
        ("events", tuple(dataset.events)),
        ("relationships", tuple(dataset.relationships)),
    )
    for name, records in kinds:
        times = [dataset.chronology.times(record) for record in records]
        whens = [record.when for record in records]
        first = sum(when is None or when.bounds.earliest_start == date.min for when in whens)
        last = sum(when is None or when.bounds.latest_end == date.max for when in whens)
        first_ordered = sum(each.worlds.possible.earliest_start == date.min for each in times)
        last_ordered = sum(each.worlds.possible.latest_end == date.max for each in times)
        undated = sum(when is None for when in whens)
        silent = sum(each.reach is None for each in times)
        cells = (len(records), undated, silent, f"{first}, {first_ordered}", f"{last}, {last_ordered}")
        print(f"| {name} | {' | '.join(map(str, cells))} |")
    lines = sum(len(record.order) for _, records in kinds for record in records)
    lives = sum(len(event.begins) + len(event.ends) for event in dataset.events)
    print(f"\n{lines} order lines, {lives} lives begun or ended, {len(dataset.chronology.conflicts)} conflicts")


if __name__ == "__main__":
    for measure in (events_of_a_week, allies_of_the_taliban, bounds):
        print(f"\n{measure.__name__.replace('_', ' ')}\n")
        measure()
