"""Queries: the questions that a dataset answers.

All of them take ``dataset``, the bundled one by default, and almost all take ``according_to``, the source or sources to
ask. They return tuples in a documented order. A record may be given as itself, by its id, or by any of its names; names
are looked up in the whole dataset. A date may be a ``datetime.date``, a :class:`~afghanwar.timespan.TimeSpan` or a
string. A query uses whole days, from the first that ``start`` allows to the last that ``end`` allows, and ignores the
argument's own ``~`` and ``?``.

``match`` says how certain an answer has to be. ``"certain"`` returns what must be true given the dates *and*, for
events and relationships, is asserted by at least one source in its own voice. ``"possible"``, the default, adds what
may be true, given what the sources say. ``"silent"`` adds what nothing rules out although no source mentions those
days, undated records included. Without dates, records of any time are included, and undated ones.
"""

from afghanwar.queries.claims import claims, claims_about, claims_attributed_to, claims_by_source, evidence_for, told_by
from afghanwar.queries.compare import Comparison, compare
from afghanwar.queries.disagreements import disagreements_about
from afghanwar.queries.events import events_between
from afghanwar.queries.explain import Explanation, Reason, explain
from afghanwar.queries.numbers import quantities_of
from afghanwar.queries.relationships import actors_allied_with, relationships_of

__all__ = [
    "Comparison",
    "Explanation",
    "Reason",
    "actors_allied_with",
    "claims",
    "claims_about",
    "claims_attributed_to",
    "claims_by_source",
    "compare",
    "disagreements_about",
    "events_between",
    "evidence_for",
    "explain",
    "quantities_of",
    "relationships_of",
    "told_by",
]
