"""The handover file: a page, and the same as PDF, DOCX and ZIP."""

from workspace.dossiers.views import pages
from workspace.dossiers.views.blueprint import bp

__all__ = ["bp", "pages"]
