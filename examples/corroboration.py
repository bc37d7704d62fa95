"""How many publishers report an event: two pages of one wiki are not two witnesses."""

from collections import Counter

import afghanwar as aw


def publishers(event: aw.Event) -> set[str]:
    """Return the publishers of the sources that report it; a source without a publisher counts as one itself."""
    return {source.publisher or source.id for source in aw.told_by(event)}


events = aw.events_between()
for count, number in sorted(Counter(len(publishers(event)) for event in events).items()):
    print(f"{number} events are reported by {count} publisher{'s' * (count > 1)}")

print("\nReported by three or more:")
for event in events:
    if len(publishers(event)) >= 3:
        print(f"  {event.name}: {', '.join(sorted(publishers(event)))}")
