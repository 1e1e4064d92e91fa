"""The trail of what matters to rights: its lines, their chain, and which verbs leave one."""

from workspace.audit.models import guard
from workspace.audit.models.chain import BEFORE_ALL, hash_of_line
from workspace.audit.models.guard import AppendOnly
from workspace.audit.models.rules import AUDITED, AuditKind, is_audited
from workspace.audit.models.tables import AuditEntry, AuditStart

__all__ = [
    "AUDITED",
    "BEFORE_ALL",
    "AppendOnly",
    "AuditEntry",
    "AuditKind",
    "AuditStart",
    "guard",
    "hash_of_line",
    "is_audited",
]
