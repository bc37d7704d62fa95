"""Places: where it is, what lies within it, and what the sources say about it."""

import afghanwar as aw
from encyclopedia.disagreements import rows as disagreement_rows
from encyclopedia.events import row
from encyclopedia.evidence import by_source
from encyclopedia.rst import bullets, fields, heading, links, page_text, text
from encyclopedia.wording import elsewhere, in_words


def page(place: aw.Place, dataset: aw.Dataset) -> str:
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
        lines += [*heading("Events here, or at a place within"), *bullets(map(row, events))]
    lines += disagreement_rows(aw.disagreements_about(place, dataset=dataset))
    # The places within have their own pages.
    claims = [claim for claim in aw.claims_about(place, dataset=dataset) if place.id in claim.places]
    if claims:
        lines += [*heading("What the sources say"), *by_source(claims, dataset)]
    above = f":doc:`Places </dataset/places/index>`: {in_words(place.kind)}"
    described = f"{place.name}, {in_words(place.kind)}: what happened there, and according to which source."
    return page_text(place.name, above, described, lines, (place.name, *place.aliases))


def _coordinates(place: aw.Place) -> str:
    if place.coordinates is None:
        return ""
    latitude, longitude = place.coordinates.latitude, place.coordinates.longitude
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    what = in_words(place.coordinates.precision)
    return text(f"{abs(latitude):.4f}° {north}, {abs(longitude):.4f}° {east} ({what}; {place.coordinates.source})")
