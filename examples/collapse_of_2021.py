"""The collapse of 2021: what certainly happened in that summer, and which sources say so."""

import afghanwar as aw

for event in aw.events_between("2021-06-21", "2021-08-31", match="certain", relation="within"):
    when = event.when.humanize() if event.when else "undated"
    sources = ", ".join(source.id for source in aw.told_by(event))
    print(f"{when:>40}  {event.name} ({sources})")
