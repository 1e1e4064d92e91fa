"""Who may do what with a moment, pure (domain/roles.md)."""
