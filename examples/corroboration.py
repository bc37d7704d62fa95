"""How many publishers stand behind an event: two pages of one wiki are not two witnesses."""

from collections import Counter

import afghanwar as aw

dataset = aw.load()


def publishers(event: aw.Event) -> set[str]:
    """Who publishes the sources that tell of it; a source without a known publisher stands for itself."""
    sources = {dataset.sources[claim.source] for claim in aw.evidence_for(event)}
    return {source.publisher or source.id for source in sources}


events = aw.events_between()
for count, number in sorted(Counter(len(publishers(event)) for event in events).items()):
    print(f"{number} events are told by {count} publisher{'s' * (count > 1)}")

print("\nTold by three or more:")
for event in events:
    if len(publishers(event)) >= 3:
        print(f"  {event.name}: {', '.join(sorted(publishers(event)))}")
