"""What a handover file holds, as one reader may know it."""

from workspace.dossiers.queries.facts import organisations_asked, read_dossier
from workspace.dossiers.queries.files import list_files
from workspace.dossiers.queries.talk import list_remarks

__all__ = ["list_files", "list_remarks", "organisations_asked", "read_dossier"]
