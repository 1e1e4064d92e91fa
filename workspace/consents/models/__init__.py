"""Yes and no, said by whom, for what and how."""

from workspace.consents.models import guard
from workspace.consents.models.tables import ConsentEntry, ConsentFor, ConsentHow

__all__ = ["ConsentEntry", "ConsentFor", "ConsentHow", "guard"]
