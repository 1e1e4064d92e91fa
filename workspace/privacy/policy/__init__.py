"""Who may do what with personal data. Pure (AVG, articles 15 to 17)."""
