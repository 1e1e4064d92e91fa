"""What falls if somebody or something goes away."""

from workspace.what_falls.views import pages
from workspace.what_falls.views.blueprint import bp

__all__ = ["bp", "pages"]
