"""Intake: your own table as claims and events, next to those of the documents."""

from afghanwar.intake.columns import ActorColumns, Column, DateColumns, NumberColumns, PlaceColumns
from afghanwar.intake.events import from_rows

__all__ = ["ActorColumns", "Column", "DateColumns", "NumberColumns", "PlaceColumns", "from_rows"]
