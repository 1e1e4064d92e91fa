"""Programmes with their phases, means, team and partners."""
