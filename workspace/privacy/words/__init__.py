"""What the register says, put together for readers: the page about privacy and the record of processing."""

from workspace.privacy.words.processing import Processing, csv_head, csv_rows, list_processing, list_terms

__all__ = ["Processing", "csv_head", "csv_rows", "list_processing", "list_terms"]
