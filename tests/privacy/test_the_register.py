"""The register of personal data: derived from the tables, so that no new column slips through."""

import pytest
from sqlalchemy import Column as DatabaseColumn

from workspace import features
from workspace.db import Base
from workspace.privacy.register import COLUMNS, REGISTER
from workspace.privacy.register.periods import TERMS
from workspace.privacy.register.purposes import PURPOSES
from workspace.privacy.register.vocabulary import DataKind, Erasing, Finds

pytestmark = pytest.mark.once
WHERE = "say in workspace/privacy/register/ what it is: whose, or plain."


@pytest.fixture(scope="module", autouse=True)
def tables():
    """Have every table of every feature in the metadata."""
    features.modules("models")
    return Base.metadata.tables


def columns_of(tables) -> dict[str, DatabaseColumn]:
    return {f"{name}.{column.name}": column for name, table in tables.items() for column in table.columns}


def registered() -> set[str]:
    return {
        f"{table.name}.{column}" for table in REGISTER.values() for column in (*table.plain, *table.columns)
    }


def test_every_table_and_every_column_is_classified(tables):
    missing = sorted(set(tables) - set(REGISTER))
    assert not missing, f"{', '.join(missing)}: {WHERE}"
    missing = sorted(set(columns_of(tables)) - registered())
    assert not missing, f"{', '.join(missing)}: {WHERE}"


def test_what_is_classified_exists(tables):
    gone = sorted(registered() - set(columns_of(tables)))
    assert not gone, f"no longer in the database, so take it out of the register: {', '.join(gone)}"


def test_every_foreign_key_to_a_person_is_a_link(tables):
    slipped = [
        name
        for name, column in columns_of(tables).items()
        if any(key.target_fullname == "user.id" for key in column.foreign_keys)
        and column.name not in REGISTER[column.table.name].links
    ]
    assert not slipped, f"points at a person, so it is `theirs` or `did`: {', '.join(slipped)}"


def test_a_link_points_as_it_says(tables):
    wrong = []
    for classified in REGISTER.values():
        for link in classified.links.values():
            keys = tables[classified.name].columns[link.column].foreign_keys
            to_person = any(key.target_fullname == "user.id" for key in keys)
            to_parent = bool(keys) and not to_person
            itself = (classified.name, link.column) == ("user", "id")
            if (link.finds is Finds.ACCOUNT) != (to_person or itself) or (
                (link.finds is Finds.PARENT) != to_parent
            ):
                wrong.append(f"{classified.name}.{link.column}")
    assert not wrong, f"a foreign key to user is ACCOUNT, another one PARENT, anything else none: {wrong}"


def test_every_personal_column_has_all_facts():
    """Purpose, ground, who sees it, how long, and what erasing does: none left open."""
    for column in COLUMNS:
        where = f"{column.table}.{column.name}"
        assert column.purpose in PURPOSES, where
        assert column.purpose.title and column.purpose.why and column.purpose.ground and column.purpose.people
        assert column.purpose.data
        assert column.kept in TERMS, where
        assert column.seen and column.kind, where
        assert column.treatment.stay and column.treatment.go and column.treatment.end, where


def test_what_a_link_tells_of_is_a_personal_column():
    for classified in REGISTER.values():
        for link in classified.links.values():
            assert link.tells <= classified.columns.keys(), f"{classified.name}.{link.column}"


def test_a_link_is_cut_only_where_it_may_be_empty(tables):
    wrong = [
        f"{column.table}.{column.name}"
        for column in COLUMNS
        if Erasing.NOBODY in (column.treatment.stay, column.treatment.go, column.treatment.end)
        and not tables[column.table].columns[column.name].nullable
    ]
    assert not wrong, f"cannot be empty, so it stays or the row goes: {', '.join(wrong)}"


def test_names_addresses_and_secrets_never_outlive_the_account():
    """Whatever somebody chooses about what they wrote, these go with the account."""
    outlive = [
        f"{column.table}.{column.name}"
        for column in COLUMNS
        if column.kind in {DataKind.CONTACT, DataKind.SECRET, DataKind.PRIVATE}
        # With the key in their mail whoever was quoted takes the words back, account or none.
        and (column.table, column.name) != ("quote_consent", "key_hash")
        and Erasing.STAYS in (column.treatment.stay, column.treatment.go)
    ]
    assert not outlive


def test_no_secret_is_given_out():
    assert not [f"{c.table}.{c.name}" for c in COLUMNS if c.kind is DataKind.SECRET and c.in_download]


def test_no_purpose_and_no_period_stands_idle():
    assert {column.purpose.code for column in COLUMNS} == {purpose.code for purpose in PURPOSES}
    assert {column.kept.code for column in COLUMNS} == {term.code for term in TERMS}
