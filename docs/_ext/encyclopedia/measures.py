"""Measures: what is counted, with the numbers of the sources side by side."""

import afghanwar as aw
from encyclopedia.disagreements import NUMBERS, theme
from encyclopedia.rst import ABOVE, box, bullets, heading, link, links, page_text, text
from encyclopedia.wording import number, when


def page(dataset: aw.Dataset) -> str:
    """Make the page of all measures."""
    lines = ["Numbers as the sources give them, with their “over” and “about”, grouped by what is counted."]
    for measure in sorted(dataset.measures, key=lambda measure: measure.name.casefold()):
        numbers = (_number(*pair) for pair in aw.quantities_of(measure, dataset=dataset))
        lines += heading(measure.name[:1].upper() + measure.name[1:])
        described = f"{text(measure.description)} Counted in {text(measure.unit)}."
        disputes = [
            each for each in aw.disagreements_about(measure, dataset=dataset) if theme(each, dataset) == NUMBERS
        ]
        differ = [f"Different answers: {links('disagreement', [each.id for each in disputes])}"] if disputes else []
        lines += box("measure", [described, *bullets(numbers), "", *differ], f"measure-{measure.id}")
    description = "Every number in the sources, as each of them gives it, side by side."
    return page_text("Numbers", ABOVE, description, lines, listed=True)


def _number(claim: aw.Claim, quantity: aw.Quantity) -> str:
    place = link("claim", claim.id, f"{claim.locator.unit} {claim.locator.place}")
    words = f"“{text(quantity.wording)}”, {number(quantity)}"
    return f"{words}, {when(claim.when)}: {link('source', claim.source)}, {place}"
