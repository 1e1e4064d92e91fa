"""What a file says: the document of a history or of a report."""

from workspace.documents import Document
from workspace.histories.queries import WholeHistory
from workspace.histories.words import history_document
from workspace.reporting.queries.whole import WholeReport
from workspace.reporting.words.document import report_document


def document_of(whole: WholeHistory | WholeReport) -> Document:
    """Return what was read as a document, in the language of the moment."""
    return report_document(whole) if isinstance(whole, WholeReport) else history_document(whole)
