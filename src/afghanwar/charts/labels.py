"""Labels: where names are written on a map, so that none covers another."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Final, TypeAlias

import attrs

Box: TypeAlias = tuple[float, float, float, float]
"""The left, top, right and bottom edge of a rectangle, in pixels; y grows downwards."""

SIZE: Final = 11
"""The size of the letters in pixels."""

# Slightly more than the average width of a letter in a sans-serif font, as a share of its size.
_LETTER: Final = 0.56
_GAP: Final = 2.0
# The positions to try, in order: the point of a label next to its spot, as fractions of its width and height.
_SIDES: Final = ((0.0, 0.5), (1.0, 0.5), (0.5, 1.0), (0.5, 0.0), (0.0, 1.0), (0.0, 0.0), (1.0, 1.0), (1.0, 0.0))
# Extra distances to try, from a point and from the middle of an area; and the largest that is used to avoid a line.
_STEPS: Final = (0.0, 5.0)
_WIDE_STEPS: Final = (0.0, 6.0, 12.0, 20.0, 30.0)
_DETOUR: Final = 6.0
# The largest share of the map's width for the name of an area or a border.
_SHARE: Final = 0.4


@attrs.frozen(kw_only=True)
class Spot:
    """A spot that gets a label.

    Attributes:
        x: The middle, in pixels from the left.
        y: The middle, in pixels from the top.
        radius: The distance from the middle that labels keep; 0 if a label may cover the spot.
        text: The label.
    """

    x: float
    y: float
    radius: float
    text: str


def place_labels(spots: Sequence[Spot], width: float, height: float, avoid: Sequence[Box] = ()) -> list[Box | None]:
    """Place each label near its spot, so that it covers no other label and no spot.

    >>> place_labels([Spot(x=50, y=50, radius=4, text="Kabul")], 200, 100)
    [(56.0, 44.0, 86.8, 56.0)]

    Args:
        spots: The spots that get labels, the most important first.
        width: The width of the map in pixels.
        height: Its height.
        avoid: Boxes, such as those of lines, that labels cover only if there is no other place.

    Returns:
        A box for each spot, in their order; ``None`` if no place near it is free.
    """
    taken = [_around(spot) for spot in spots if spot.radius]
    found: list[Box | None] = []
    for spot in spots:
        free = [
            (step, box)
            for step, box in _candidates(spot, width)
            if _fits(box, width, height) and not any(_overlap(box, other) for other in taken)
        ]
        near = (box for step, box in free if step <= _DETOUR)
        clear = (box for box in near if not any(_overlap(box, other) for other in avoid))
        box = next(clear, free[0][1] if free else None)
        found.append(box)
        if box is not None:
            taken.append(box)
    return found


def _candidates(spot: Spot, width: float) -> Iterator[tuple[float, Box]]:
    wide, high = _LETTER * SIZE * len(spot.text), SIZE + 1.0
    if not spot.radius:
        if wide > _SHARE * width:
            return
        yield 0.0, (spot.x - wide / 2, spot.y - high / 2, spot.x + wide / 2, spot.y + high / 2)
    for step in _STEPS if spot.radius else _WIDE_STEPS:
        away = spot.radius + _GAP + step
        for across, along in _SIDES:
            # The label is moved away from the spot, to the side on which it is written.
            left = spot.x - across * wide + away * (1 - 2 * across)
            top = spot.y - along * high + away * (1 - 2 * along)
            yield step, (left, top, left + wide, top + high)


def _around(spot: Spot) -> Box:
    return (spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius)


def _fits(box: Box, width: float, height: float) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def wrap_text(text: str, width: float, size: int = SIZE) -> list[str]:
    """Break a text of some size into lines that fit a width, both in pixels.

    >>> wrap_text("not on the map: Doha, Mosul", 120)
    ['not on the map:', 'Doha, Mosul']
    """
    return wrap(text, int(width / (_LETTER * size)), break_on_hyphens=False)
