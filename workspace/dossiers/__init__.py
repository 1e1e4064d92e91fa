"""Reader: the handover file of an initiative as PDF, DOCX and ZIP."""
