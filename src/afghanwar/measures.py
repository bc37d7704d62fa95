"""Measures: what a quantity counts, so that the numbers of two sources can be compared."""

from typing import NewType

import attrs

from afghanwar.summaries import summary

MeasureId = NewType("MeasureId", str)
"""The id of a measure."""


@attrs.frozen(kw_only=True)
class Measure:
    """What a quantity counts.

    Attributes:
        id: A lower-case slug, such as ``"districts-of-afghanistan"``.
        name: What is counted, in a few words: ``"districts in Afghanistan"``.
        unit: The unit, as a plain plural: ``"districts"``, ``"people"``, ``"US dollars"``.
        description: What is counted and what is not, in one sentence.
    """

    id: MeasureId
    name: str
    unit: str
    description: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every string by which a query finds it."""
        return (self.id, self.name)

    def __repr__(self) -> str:
        return summary(self, self.name, None, self.unit)
