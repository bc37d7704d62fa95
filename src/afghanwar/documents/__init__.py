"""Check passages against the documents, and compute how much of a document the claims cover.

The documents are not part of the dataset. Anyone who has saved them can verify here that every passage is where its
claim says, and that no sentence was left out.
"""

from afghanwar.documents.coverage import Coverage, coverage
from afghanwar.documents.passages import LONGEST_COPY, locate, verify_passages
from afghanwar.documents.read import read_document
from afghanwar.documents.sentences import Span, paragraphs, sentences, words

__all__ = [
    "LONGEST_COPY",
    "Coverage",
    "Span",
    "coverage",
    "locate",
    "paragraphs",
    "read_document",
    "sentences",
    "verify_passages",
    "words",
]
