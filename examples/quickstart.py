"""The Battle of Tora Bora, as its source tells it: what happened, who stood with whom, and how sure that is."""

from itertools import groupby

import afghanwar as aw


def in_words(when: aw.TimeSpan | None) -> str:
    """A time in English, as loose as the source has it."""
    return when.humanize() if when else "undated"


page = "historica-tora-bora"
battle = aw.load().events["battle-of-tora-bora"]
print(f"{battle.name}, {in_words(battle.when)}")

claims = [claim for claim in aw.evidence_for(battle, according_to=page) if claim.when]
claims.sort(key=lambda claim: claim.when.sort_key if claim.when else ())
for when, group in groupby(claims, key=lambda claim: claim.when):
    print(f"\n{in_words(when)}")
    for claim in group:
        place = claim.passage
        print(f"  {claim.says}")
        print(f'      {claim.source}, paragraph {place.paragraph}, from "{place.begins}" to "{place.ends}"')

print("\nWho stood with the United States in December 2001?")
certain = aw.actors_allied_with("United States", on="2001-12", match="certain", according_to=page)
for actor in aw.actors_allied_with("United States", on="2001-12", according_to=page):
    print(f"  {'certainly' if actor in certain else 'possibly'}: {actor.name}")

print("\nWhat happened between 6 and 11 December 2001?")
sure = aw.events_between("2001-12-06", "2001-12-11", match="certain", according_to=page)
for event in aw.events_between("2001-12-06", "2001-12-11", according_to=page):
    print(f"  {'certainly' if event in sure else 'possibly'}: {event.name}, {in_words(event.when)}")
