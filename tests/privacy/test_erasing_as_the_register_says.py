"""What the register says of erasing is what erasing does: each column that may not outlive the account."""

import pytest
from sqlalchemy import ColumnElement, Enum, String, func, select, update

from tests.house.world import build_world
from workspace.access import OPERATOR
from workspace.accounts.models import User
from workspace.db import Base, db
from workspace.privacy.actions import anonymise
from workspace.privacy.models import Contributions
from workspace.privacy.register import COLUMNS, REGISTER
from workspace.privacy.register.vocabulary import Erasing, Finds
from workspace.stores import files_of

GOES = {Erasing.ROW_REMOVED, Erasing.NOBODY}


def pointing_at(user: User, table: str, link: str) -> ColumnElement[bool]:
    column = Base.metadata.tables[table].c[link]
    return func.lower(column) == user.email.lower() if _is_address(table, link) else column == user.id


def _is_address(table: str, link: str) -> bool:
    return REGISTER[table].links[link].finds is Finds.ADDRESS


def count(table: str, which: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Base.metadata.tables[table]).where(which)) or 0


def fill(conditions: dict[tuple[str, str], ColumnElement[bool]], choice: Contributions) -> None:
    """Write something in every text that is to be emptied, in the rows of this person."""
    for column in COLUMNS:
        place = Base.metadata.tables[column.table].c[column.name]
        is_text = isinstance(place.type, String) and not isinstance(place.type, Enum) and not place.unique
        if (
            getattr(column.treatment, choice) is Erasing.BLANKED
            and is_text
            and (column.table, column.link) in conditions
        ):
            which = conditions[column.table, column.link]
            db.session.execute(update(place.table).where(which).values({column.name: "iets"}))
    db.session.commit()


def wiped(value: object) -> bool:
    """Tell whether a value says nothing."""
    return not value


@pytest.mark.parametrize(
    ("choice", "person"),
    [
        (Contributions.STAY, "paul"),
        (Contributions.STAY, "karin"),
        (Contributions.GO, "rachida"),
        (Contributions.GO, "tess"),
    ],
)
def test_what_may_not_outlive_the_account_does_not(app, choice, person):
    """Rows that go are gone, links that are cut are cut, and what is emptied is empty."""
    world = build_world(app.extensions["settings"].files_dir)
    user = getattr(world, person)
    links = [
        (name, link)
        for name, table in REGISTER.items()
        for link in table.theirs
        if link.finds in {Finds.ACCOUNT, Finds.ADDRESS}
    ]
    conditions = {(name, link.column): pointing_at(user, name, link.column) for name, link in links}
    fill(conditions, choice)
    anonymise(
        db.session.get(User, user.id),
        choice,
        files=files_of(app.extensions["settings"]),
        by=OPERATOR,
    )
    db.session.commit()
    left = [
        f"{name}.{link.column}"
        for name, link in links
        if getattr(link.treatment, choice) in GOES and count(name, conditions[name, link.column])
    ]
    full = [
        f"{column.table}.{column.name}"
        for column in COLUMNS
        if getattr(column.treatment, choice) is Erasing.BLANKED and (column.table, column.link) in conditions
        for (value,) in db.session.execute(
            select(Base.metadata.tables[column.table].c[column.name]).where(
                conditions[column.table, column.link]
            )
        )
        if not wiped(value)
    ]
    assert left == full == []
