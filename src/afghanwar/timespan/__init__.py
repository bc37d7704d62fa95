"""Uncertain time: time-spans in a subset of EDTF, the four answers about them, and an index of spans."""

from afghanwar.timespan.strict import StrictText
from afghanwar.timespan.timespan import TimeLike, TimeSpan, reconcile
from afghanwar.timespan.worlds import Certainty

__all__ = ["Certainty", "StrictText", "TimeLike", "TimeSpan", "reconcile"]
