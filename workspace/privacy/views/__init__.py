"""Pages about personal data: what is kept and why, and for the administrator the record of it."""

from workspace.privacy.views import pages
from workspace.privacy.views.blueprint import bp

__all__ = ["bp", "pages"]
