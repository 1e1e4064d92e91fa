"""What a file says: the document of a history."""

from workspace.documents import Document
from workspace.histories.queries import WholeHistory
from workspace.histories.words import history_document


def document_of(whole: WholeHistory) -> Document:
    """Return what was read as a document, in the language of the moment."""
    return history_document(whole)
