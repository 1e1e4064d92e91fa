"""Pages are kept ready, and yet show every change at once."""

import pytest

from tests import cast
from workspace.access import Actor
from workspace.activity.actions import record
from workspace.boards.models import BoardPartner
from workspace.db import db
from workspace.initiatives.models import InitiativeArea

ADDRESS = "/programmas/samen-in-linde/eenzaamheid"


@pytest.fixture
def seen(client, initiative, board, welfare, core_area, karin):
    """A board with names of all kinds, seen before."""
    initiative.organisation_id = welfare.id
    db.session.add(InitiativeArea(initiative_id=initiative.id, area_id=core_area.id))
    db.session.add(BoardPartner(board_id=board.id, organisation_id=welfare.id))
    db.session.commit()
    return client.get(ADDRESS).text


@pytest.mark.parametrize(
    ("who", "verb", "field"),
    [
        ("rachida", "changed_name", "name"),
        ("karin", "changed_name", "name"),
        ("welfare", "organisation.edited", "name"),
        ("core_area", "area.renamed", "name"),
    ],
)
def test_a_new_name_is_on_the_board_at_once(client, seen, request, who, verb, field):
    thing = cast.reloaded(request.getfixturevalue(who))
    assert getattr(thing, field) in seen
    setattr(thing, field, "Een nieuwe naam")
    record(verb, by=Actor(), subject_id=thing.id)
    db.session.commit()
    assert "Een nieuwe naam" in client.get(ADDRESS).text


def test_a_programme_that_changes_its_name_has_it_on_its_boards(client, seen, programme):
    cast.reloaded(programme).name = "Anders in Linde"
    db.session.commit()
    for path in (ADDRESS, "/programmas/samen-in-linde", "/programmas", "/"):
        assert "Anders in Linde" in client.get(path).text


@pytest.mark.parametrize("path", [ADDRESS, "/programmas/samen-in-linde"])
def test_an_organisation_that_joins_a_programme_is_there_at_once(client, seen, programme, path):
    client.get(path)
    library = cast.make_organisation("Bibliotheek")
    cast.make_partner(programme, library)
    record("partner.began", by=Actor(), programme_id=programme.id, organisation=library.id)
    db.session.commit()
    assert "Bibliotheek" in client.get(path).text


def test_a_language_of_ones_own_is_not_kept_for_others(client, seen):
    assert 'lang="en"' in client.get(f"{ADDRESS}?taal=en").text
    assert client.get(ADDRESS).text.count('<html lang="en"') == 1
    with client.session_transaction() as session:
        session.clear()
    assert client.get(ADDRESS).text == seen


def test_names_and_tokens_are_of_the_reader(client, seen, karin, tess):
    first, second = (client.sign_in(user).get(ADDRESS).text for user in (karin, tess))
    assert ">Karin</span>" in first
    assert ">Tess</span>" in second
    assert ">Karin</span>" not in second
