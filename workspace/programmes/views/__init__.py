"""Pages on which a programme is set up and kept."""

from workspace.programmes.views import means, partners, phases, programmes, streams, team
from workspace.programmes.views.blueprint import bp

__all__ = ["bp", "means", "partners", "phases", "programmes", "streams", "team"]
