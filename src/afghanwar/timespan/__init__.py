"""Time with its uncertainty: time-spans, written in a subset of EDTF with one extension, the four answers, an index."""

from afghanwar.timespan.strict import StrictText
from afghanwar.timespan.timespan import TimeLike, TimeSpan, reconcile
from afghanwar.timespan.worlds import Certainty

__all__ = ["Certainty", "StrictText", "TimeLike", "TimeSpan", "reconcile"]
