"""Places: where each is, what lies within it, and what the sources say about it."""

import afghanwar as aw
from encyclopedia.disagreements import section as disagreements
from encyclopedia.events import by_period
from encyclopedia.evidence import what_sources_say
from encyclopedia.rst import fields, heading, links, page_text, text, trail
from encyclopedia.wording import elsewhere, in_words


def page(place: aw.Place, beside: tuple[str, str], dataset: aw.Dataset) -> str:
    """Make the page of a place."""
    inside = [other.id for other in dataset.places if other.within == place.id]
    facts = [
        ("Also", ", ".join(map(text, place.aliases))),
        ("Within", links("place", [place.within] if place.within else [])),
        ("Contains", links("place", inside)),
        ("Coordinates", _coordinates(place)),
        ("Identifiers", elsewhere(place.identifiers)),
        ("Note", text(place.note or "")),
    ]
    lines = fields(facts)
    events = aw.events_between(place=place, dataset=dataset)
    if events:
        lines += [*heading("Events here, or at a place within"), *by_period(events, dataset)]
    lines += disagreements(aw.disagreements_about(place, dataset=dataset))
    # The places within have their own pages.
    claims = [claim for claim in aw.claims_about(place, dataset=dataset) if place.id in claim.places]
    lines += what_sources_say(claims, dataset)
    above = trail("dataset/places/index", "Places", in_words(place.kind), beside)
    described = f"{place.name}, {in_words(place.kind)}: what happened there, and according to which source."
    return page_text(place.name, above, described, lines, (place.name, *place.aliases))


def _coordinates(place: aw.Place) -> str:
    if place.coordinates is None:
        return ""
    latitude, longitude = place.coordinates.latitude, place.coordinates.longitude
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    what = in_words(place.coordinates.precision)
    return text(f"{abs(latitude):.4f}° {north}, {abs(longitude):.4f}° {east} ({what}; {place.coordinates.source})")
