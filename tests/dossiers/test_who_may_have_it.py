"""Who may have a handover file: insiders, makers, its owner, and who is asked to take it over."""

import pytest

from tests import cast
from tests.dossiers.conftest import HERE
from workspace.borging.models import Handover, HandoverState
from workspace.initiatives.models import Visibility

ENDINGS = ("", ".pdf", ".docx", ".zip")


def answers(client, initiative) -> set[int]:
    return {client.get(HERE.format(initiative.id) + ending).status_code for ending in ENDINGS}


@pytest.mark.parametrize(
    "reader", ["rachida", "paul", "rik", "olaf", "prisca", "coby", "karin", "tess", "marja"]
)
def test_insiders_and_makers_may(client, full, reader, request):
    client.sign_in(request.getfixturevalue(reader))
    assert answers(client, full.initiative) == {200}


@pytest.mark.parametrize("reader", ["nico", "ada", "otto"])
def test_others_who_see_the_initiative_may_not(client, full, reader, request):
    client.sign_in(request.getfixturevalue(reader))
    assert answers(client, full.initiative) == {403}
    page = client.get(f"/initiatieven/{full.initiative.id}", follow_redirects=True).text
    assert "Overdrachtsdossier" not in page


def test_a_visitor_signs_in_first(client, full):
    assert answers(client, full.initiative) == {303}


def test_a_draft_of_somebody_else_does_not_exist(client, board, rachida, karin):
    draft = cast.make_initiative("Nog niet af", board, rachida, visibility=Visibility.DRAFT)
    client.sign_in(karin)
    assert answers(client, draft) == {404}
    client.sign_in(rachida)
    assert answers(client, draft) == {200}


@pytest.mark.parametrize(
    ("state", "may"),
    [
        ("offered", True),
        ("changes_asked", True),
        ("accepted", True),
        ("declined", False),
        ("withdrawn", False),
    ],
)
def test_who_is_asked_may_while_it_can_come_true(client, full, state, may):
    outside = cast.make_organisation("Bibliotheek Buiten")
    asked = cast.make_user("Bea Buiten")
    cast.make_member(asked, outside, represents=True)
    offer = cast.db.session.scalars(cast.db.select(Handover)).one()
    offer.to_organisation_id, offer.state = outside.id, HandoverState(state)
    cast.save(offer)
    client.sign_in(asked)
    assert answers(client, full.initiative) == ({200} if may else {403})
    page = client.get(f"/initiatieven/{full.initiative.id}", follow_redirects=True).text
    assert ("/overdrachtsdossier" in page) is may


def test_the_pages_of_borging_and_handover_lead_to_it(client, full, karin):
    client.sign_in(karin)
    for address in ("/borging", "/borging/overdracht"):
        assert "/overdrachtsdossier" in client.get(f"/initiatieven/{full.initiative.id}{address}").text


def test_one_person_makes_a_number_of_files_and_then_waits(app, client, full, karin, marja, monkeypatch):
    from workspace.dossiers.views import pages
    from workspace.limits import limiter

    monkeypatch.setattr(pages, "MADE_AT_MOST", "2 per minute")
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    address = HERE.format(full.initiative.id)
    client.sign_in(karin)
    assert [client.get(f"{address}.docx").status_code for _ in range(3)] == [200, 200, 429]
    assert client.get(address).status_code == 200
    client.sign_in(marja)
    assert client.get(f"{address}.docx").status_code == 200
    limiter.reset()


def test_it_is_only_read(client, full, karin):
    client.sign_in(karin)
    for ending in ENDINGS:
        assert client.post(HERE.format(full.initiative.id) + ending).status_code == 405
