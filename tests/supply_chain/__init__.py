"""What comes from others: known weaknesses in it, and the list of it all (SBOM)."""
