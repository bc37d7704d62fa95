"""Places: where things happened, and which place lies within which."""

from enum import Enum
from typing import NewType

import attrs

from afghanwar.summaries import summary

PlaceId = NewType("PlaceId", str)
"""The id of a place."""


class PlaceKind(Enum):
    """What kind of place it is."""

    COUNTRY = "country"
    REGION = "region"
    """A part of the world, of a country or across borders, without a defined boundary."""
    PROVINCE = "province"
    DISTRICT = "district"
    CITY = "city"
    SETTLEMENT = "settlement"
    """A town or village."""
    MOUNTAIN = "mountain"
    """A mountain, a range, or a cave in it."""
    VALLEY = "valley"
    PASS = "pass"
    BASE = "base"
    """A military base or airfield."""
    OTHER = "other"


class CoordinatePrecision(Enum):
    """What the coordinates of a place represent; only the first two are points on a map."""

    POINT = "point"
    """A point in the place itself, such as the one that a gazetteer gives for a town."""
    NEAR = "near"
    """A point in the place or near it, up to about 25 km away."""
    MIDDLE_OF_AREA = "middle-of-area"
    """The centroid of the outline of a country or province: where to write its name, not where anything happened."""
    MIDDLE_OF_BORDER = "middle-of-border"
    """The middle of the line of a border, along which the place extends; not where anything happened."""

    @property
    def is_point(self) -> bool:
        """Whether the coordinates are a point on a map."""
        return self in (CoordinatePrecision.POINT, CoordinatePrecision.NEAR)


@attrs.frozen(kw_only=True)
class Coordinates:
    """Where a place is, how precisely, and according to which gazetteer.

    Attributes:
        latitude: Degrees north of the equator, from -90 to 90; WGS 84.
        longitude: Degrees east of Greenwich, from -180 to 180.
        precision: What the coordinates represent. The middle of an area or of a border is not a point on a map.
        source: The gazetteer and its record, such as ``"Natural Earth 1:10m populated places: Kondoz"``.
    """

    latitude: float
    longitude: float
    precision: CoordinatePrecision
    source: str


@attrs.frozen(kw_only=True)
class Identifiers:
    """The verified identifiers of a place or an actor in other datasets.

    Attributes:
        wikidata: The `Wikidata <https://www.wikidata.org/>`_ item, such as ``"Q889"``.
        ucdp: The actor's number in the `UCDP actor list <https://ucdp.uu.se/>`_, version 22.1; for a state, that of
            its government. Successive governments of a state share its ``ucdp``, ``gw`` and ``cow``.
        gw: The state's number in the Gleditsch-Ward list of independent states.
        cow: The state's number in the Correlates of War list of states.
        iso3: The ISO 3166-1 alpha-3 code of a country.
    """

    wikidata: str | None = None
    ucdp: int | None = None
    gw: int | None = None
    cow: int | None = None
    iso3: str | None = None


@attrs.frozen(kw_only=True)
class Place:
    """A place that a source names or clearly refers to.

    Attributes:
        id: A lower-case slug, such as ``"tora-bora"``.
        name: Its common English name.
        kind: What kind of place it is.
        aliases: Its other names and spellings.
        within: The smallest other place of the dataset that it lies in; a query for that place includes it.
        coordinates: Where it is; ``None`` if no gazetteer gives it, and for a region without a boundary.
        identifiers: Its identifiers in other datasets.
        note: The curator's remark.
    """

    id: PlaceId
    name: str
    kind: PlaceKind
    aliases: tuple[str, ...] = ()
    within: PlaceId | None = None
    coordinates: Coordinates | None = None
    identifiers: Identifiers = attrs.field(factory=Identifiers)
    note: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every string by which a query finds it."""
        return (self.id, self.name, *self.aliases)

    def __repr__(self) -> str:
        return summary(self, self.name, None, self.kind.value)
