"""Accounts of a programme, all drawn from one set of facts (N27-N30)."""
