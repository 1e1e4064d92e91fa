"""Pages about personal data: what is kept and why, and for the administrator the record of it."""

from workspace.privacy.views import administration, erasure, own_data, pages
from workspace.privacy.views.blueprint import bp

__all__ = ["administration", "bp", "erasure", "own_data", "pages"]
