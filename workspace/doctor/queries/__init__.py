"""What can be wrong with an installation, and its figures."""

from workspace.doctor.queries.figures import read_figures
from workspace.doctor.queries.findings import examine, examine_tables
from workspace.doctor.queries.strays import list_strays

__all__ = ["examine", "examine_tables", "list_strays", "read_figures"]
