"""Pages for inviting people to a role, and for their answer."""

from workspace.invitations.views import answering, asking
from workspace.invitations.views.blueprint import bp

__all__ = ["answering", "asking", "bp"]
