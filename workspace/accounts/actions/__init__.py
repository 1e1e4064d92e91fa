"""What people do with their account."""

from workspace.accounts.actions.people import AddressTaken, create_user
from workspace.accounts.actions.sessions import start_session

__all__ = ["AddressTaken", "create_user", "start_session"]
