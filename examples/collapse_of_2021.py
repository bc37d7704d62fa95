"""The collapse of 2021, day by day: what certainly happened in that summer, and who tells of it."""

import afghanwar as aw

for event in aw.events_between("2021-06-21", "2021-08-31", match="certain", relation="within"):
    when = event.when.humanize() if event.when else ""
    sources = sorted({claim.source for claim in aw.evidence_for(event)})
    print(f"{when:>28}  {event.name} ({', '.join(sources)})")
