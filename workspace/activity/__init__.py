"""What happened, by whom: audit trail and outbox in one."""
