"""Queries: the questions that a dataset answers.

All of them take ``dataset``, the bundled one by default, and almost all ``according_to``, one source or several whose
view answers; they return tuples in a documented order. A record may be given as itself, by its id, or by
any of its names, found in the whole dataset. A date may be a ``datetime.date``, a
:class:`~afghanwar.timespan.TimeSpan` or a text; a question looks at whole days, from the first that ``start``
allows to the last that ``end`` allows, and ignores the argument's own ``~`` and ``?``.

``match`` says how sure an answer has to be. ``"certain"`` keeps what must be so by the dates *and*, of events and
relationships, what at least one source asserts in its own voice. ``"possible"``, the default, adds what may be so,
given what the sources say. ``"silent"`` adds what nothing rules out although no source speaks of those days, undated
records included. Where no date is asked, all are included.
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
