"""Who may do what with reports and plans, pure (domain/roles.md)."""
