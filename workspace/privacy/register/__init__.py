"""The personal data there are: every column of every table, and why it may be there (AVG, articles 5, 30).

Start at `vocabulary`, then read a table in `accounts`. `purposes` and `periods` hold what is said once.
"""

from workspace.privacy.register import (
    accounts,
    carrying,
    initiatives,
    learning,
    moderation,
    organisations,
    reporting,
    talking,
    together,
    trail,
)
from workspace.privacy.register.vocabulary import Column, Table

MODULES = (
    accounts,
    trail,
    organisations,
    initiatives,
    talking,
    moderation,
    together,
    carrying,
    learning,
    reporting,
)

REGISTER: dict[str, Table] = {}
for module in MODULES:
    for each in module.TABLES:
        if each.name in REGISTER:
            raise ValueError(f"{each.name} stands in the register twice.")
        REGISTER[each.name] = each

COLUMNS: tuple[Column, ...] = tuple(
    column for classified in REGISTER.values() for column in classified.columns.values()
)

__all__ = ["COLUMNS", "REGISTER", "Column", "Table"]
