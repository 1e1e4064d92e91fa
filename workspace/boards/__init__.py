"""Theme boards, their working groups, and who sees what."""
