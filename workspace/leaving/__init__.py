"""Leaving well: what somebody carries, and who takes it over (N22)."""
