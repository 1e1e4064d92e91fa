"""Reader: the handover file of an initiative as a page, PDF, DOCX and ZIP."""
