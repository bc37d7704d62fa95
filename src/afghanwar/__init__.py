"""The war in Afghanistan, 2001-2021, in five documents: claims with passages, uncertain dates and disagreements."""

from afghanwar.actors import Actor, ActorId, ActorKind
from afghanwar.battles import Battle, Side
from afghanwar.cards import show
from afghanwar.citations import cite
from afghanwar.claims import Claim, ClaimId, Modality, Quantity
from afghanwar.dataset import Dataset, Shelf
from afghanwar.disagreements import Disagreement, DisagreementId, DisagreementKind, Position
from afghanwar.errors import (
    AfghanwarError,
    AmbiguousNameError,
    DatasetError,
    DocumentError,
    ExportError,
    Problem,
    SeedError,
    TimeSpanError,
    UnknownRecordError,
)
from afghanwar.events import Event, EventId, EventIdentifiers, EventKind, Order, OrderWord, Participation
from afghanwar.intake import from_rows
from afghanwar.measures import Measure, MeasureId
from afghanwar.places import CoordinatePrecision, Coordinates, Identifiers, Place, PlaceId, PlaceKind
from afghanwar.queries import (
    Comparison,
    Explanation,
    Reason,
    actors_allied_with,
    claims,
    claims_about,
    claims_attributed_to,
    claims_by_source,
    compare,
    disagreements_about,
    events_between,
    evidence_for,
    explain,
    quantities_of,
    relationships_of,
    told_by,
)
from afghanwar.relationships import ALLIED, Relationship, RelationshipId, RelationshipKind, SupportForm
from afghanwar.rows import to_rows
from afghanwar.seeds import from_dict, load, read, to_dict
from afghanwar.sources import Aside, Document, Passage, Row, Source, SourceId, SourceKind
from afghanwar.timespan import Certainty, TimeLike, TimeSpan

__all__ = [
    "ALLIED",
    "Actor",
    "ActorId",
    "ActorKind",
    "AfghanwarError",
    "AmbiguousNameError",
    "Aside",
    "Battle",
    "Certainty",
    "Claim",
    "ClaimId",
    "Comparison",
    "CoordinatePrecision",
    "Coordinates",
    "Dataset",
    "DatasetError",
    "Disagreement",
    "DisagreementId",
    "DisagreementKind",
    "Document",
    "DocumentError",
    "Event",
    "EventId",
    "EventIdentifiers",
    "EventKind",
    "Explanation",
    "ExportError",
    "Identifiers",
    "Measure",
    "MeasureId",
    "Modality",
    "Order",
    "OrderWord",
    "Participation",
    "Passage",
    "Place",
    "PlaceId",
    "PlaceKind",
    "Position",
    "Problem",
    "Quantity",
    "Reason",
    "Relationship",
    "RelationshipId",
    "RelationshipKind",
    "Row",
    "SeedError",
    "Shelf",
    "Side",
    "Source",
    "SourceId",
    "SourceKind",
    "SupportForm",
    "TimeLike",
    "TimeSpan",
    "TimeSpanError",
    "UnknownRecordError",
    "actors_allied_with",
    "cite",
    "claims",
    "claims_about",
    "claims_attributed_to",
    "claims_by_source",
    "compare",
    "disagreements_about",
    "events_between",
    "evidence_for",
    "explain",
    "from_dict",
    "from_rows",
    "load",
    "quantities_of",
    "read",
    "relationships_of",
    "show",
    "to_dict",
    "to_rows",
    "told_by",
]


def __dir__() -> list[str]:
    """List the public names, so that completion offers the queries and not their modules."""
    return __all__
