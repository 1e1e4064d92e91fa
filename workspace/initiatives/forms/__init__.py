"""What people fill in about initiatives."""
