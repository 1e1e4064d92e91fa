"""Emptying the columns that the register says are emptied, in every row of somebody (AVG, article 17).

What is about the person alone, such as a function or the note with a goodbye: a table of tomorrow as well.
"""

from sqlalchemy import update

from workspace.access import Actor, require
from workspace.accounts.models import User
from workspace.db import Base, change_rows, db
from workspace.privacy.models import Contributions
from workspace.privacy.policy.erasure import may_anonymise
from workspace.privacy.queries.reach import empty_value
from workspace.privacy.register import COLUMNS, REGISTER
from workspace.privacy.register.vocabulary import DataKind, Erasing, Finds

WRITTEN = {DataKind.LINK, DataKind.WORDS}  # of words see anonymise_contributions


def empty_columns_of(user: User, contributions: Contributions, *, by: Actor) -> None:
    """Empty what is about this person alone and nobody else needs, wherever the row stays."""
    require(may_anonymise(by, user))
    db.session.flush()
    for one in COLUMNS:
        link = REGISTER[one.table].links.get(one.link)
        is_own = link is not None and link.is_theirs and link.finds is Finds.ACCOUNT
        if one.table == User.__tablename__:
            continue  # whoever calls sets these
        if getattr(one.treatment, contributions) is Erasing.BLANKED and is_own and one.kind not in WRITTEN:
            table = Base.metadata.tables[one.table]
            raised = {"version": table.c.version + 1} if "version" in table.columns else {}
            empty = {one.name: empty_value(table.c[one.name]), **raised}
            theirs = update(table).where(table.c[one.link] == user.id).values(empty)
            change_rows(theirs)
