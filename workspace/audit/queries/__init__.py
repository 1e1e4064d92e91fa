"""Reading the trail."""

from workspace.audit.queries.chain import last_line

__all__ = ["last_line"]
