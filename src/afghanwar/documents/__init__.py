"""Check passages and rows against the documents, and compute how much of a document the claims cover.

The documents are not part of the dataset. If you have saved them, you can verify that every passage is where its claim
says, and that no sentence was left out.
"""

from afghanwar.documents.coverage import Coverage, coverage
from afghanwar.documents.passages import LONGEST_COPY, locate, verify_passages
from afghanwar.documents.read import document_of, read_document
from afghanwar.documents.rows import key_of, table_of, verify_rows
from afghanwar.documents.sentences import Span, paragraphs, sentences, words

__all__ = [
    "LONGEST_COPY",
    "Coverage",
    "Span",
    "coverage",
    "document_of",
    "key_of",
    "locate",
    "paragraphs",
    "read_document",
    "sentences",
    "table_of",
    "verify_passages",
    "verify_rows",
    "words",
]
