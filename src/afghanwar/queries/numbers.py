"""Numbers: the quantities that the sources give."""

from afghanwar.claims import Claim, Quantity
from afghanwar.dataset.dataset import Dataset
from afghanwar.measures import Measure
from afghanwar.queries.scope import Sources, scope
from afghanwar.queries.window import check_one_of


def quantities_of(
    measure: Measure | str | None = None,
    *,
    unit: str | None = None,
    at_least: float | None = None,
    at_most: float | None = None,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[tuple[Claim, Quantity], ...]:
    """Find the numbers that the sources give, for comparison.

    >>> import afghanwar as aw
    >>> [(quantity.wording, quantity.low) for _, quantity in aw.quantities_of("people-tora-bora-could-shelter")]
    [('more than 1,000', 1000)]

    Args:
        measure: Only quantities of this measure; ``None`` for all.
        unit: Only quantities whose measure has this unit, such as ``"people"``.
        at_least: Only quantities whose words mean this number or more: "over 1,000" for 1,000.
        at_most: Only quantities whose words mean this number or less.
        according_to: The source or sources to ask; all by default.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        Pairs of a claim and one of its quantities, by measure, then by source and passage.

    Raises:
        UnknownRecordError: No measure or source has that id or name.
        AmbiguousNameError: More than one has.
        ValueError: No measure has that unit, or ``according_to`` names no source.
    """
    whole, view = scope(dataset, according_to)
    measures = [each.id for each in whole.measures] if measure is None else [whole.measures.find(measure).id]
    if unit is not None:
        check_one_of("unit", unit, tuple(sorted({each.unit for each in whole.measures})))
        measures = [id for id in measures if whole.measures[id].unit == unit]
    index = view.indexes.claims
    return tuple(
        (index.records[at], quantity)
        for id in measures
        for at in sorted(index.where("measure", [id]))
        for quantity in index.records[at].quantities
        if quantity.measure == id
        and (at_least is None or (quantity.low is not None and quantity.low >= at_least))
        and (at_most is None or (quantity.high is not None and quantity.high <= at_most))
    )
