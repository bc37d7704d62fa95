"""What happened between two dates, who was allied with whom on a day, and what a source says."""

import afghanwar as aw


def in_words(when: aw.TimeSpan | None) -> str:
    """Return a time in English, as precise as the source."""
    return when.humanize() if when else "undated"


page = "historica-tora-bora"

print("What happened from 5 to 7 December 2001, according to the page on Tora Bora?")
certain = aw.events_between("2001-12-05", "2001-12-07", match="certain", according_to=page)
possible = aw.events_between("2001-12-05", "2001-12-07", according_to=page)
for event in certain:
    print(f"  certain: {event.name}, {in_words(event.when)}")
others = [event for event in possible if event not in certain]
for event in others[-3:]:
    print(f"  possible: {event.name}, {in_words(event.when)}")
print(f"  and {len(others) - 3} more that are possible")

print("\nWho was allied with the Taliban on 1 July 2005, and according to whom?")
certain_allies = aw.actors_allied_with("Taliban", on="2005-07-01", match="certain")
for actor in aw.actors_allied_with("Taliban", on="2005-07-01"):
    ties = aw.relationships_of("Taliban", other=actor, on="2005-07-01", kinds=aw.ALLIED)
    kinds = ", ".join(sorted({tie.kind.value for tie in ties}))
    sources = ", ".join(sorted({source.id for tie in ties for source in aw.told_by(tie)}))
    print(f"  {'certain' if actor in certain_allies else 'possible'}: {actor.name}, {kinds} ({sources})")

print("\nWhat does that page say about Osama bin Laden, and where?")
for claim in aw.claims_by_source(page, about="Osama bin Laden")[:5]:
    print(f"  {claim.modality.value}: {claim.says}")
    if claim.passage:
        print(f'    paragraph {claim.passage.paragraph}, from "{claim.passage.begins}"')
