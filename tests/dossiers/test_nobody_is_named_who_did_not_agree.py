"""Whoever joined was told that only the coordinator sees who they are: they are in no file of anybody."""

import pytest

from tests import cast
from tests.dossiers.conftest import join
from workspace.comments.models import Audience

SECRETS = ("Geheime Gerda", "gerda@example.nl", "Kan goed luisteren", "Bel na zessen")
READERS = ("rachida", "karin", "marja", "tess", "paul", "rik", "olaf", "prisca", "coby")


@pytest.fixture
def gerda(full):
    """Somebody who joined, and let the coordinator have her address."""
    user = cast.make_user("Geheime Gerda", email="gerda@example.nl")
    join(
        full.initiative,
        user,
        hours_a_month=7,
        skills="Kan goed luisteren",
        note="Bel na zessen",
        shares_email=True,
    )
    return user


@pytest.mark.parametrize("reader", READERS)
def test_no_file_of_anybody_names_who_joined(client, full, files, gerda, reader, request):
    client.sign_in(request.getfixturevalue(reader))
    for name, text in files.all().items():
        for secret in SECRETS:
            assert secret not in text, f"{name} of {reader} tells {secret}"
        assert "1 deelnemer" in text.replace("\xa0", " ")


def test_no_file_holds_anybodys_address(client, full, files, karin):
    client.sign_in(karin)
    for name, text in files.all().items():
        assert "@example.nl" not in text, name


def test_who_made_it_and_is_no_insider_reads_no_talk_among_partners(client, full, files, rachida, paul, nico):
    cast.make_comment(full.initiative, nico, "Voor iedereen gezegd")
    cast.make_comment(full.initiative, paul, "Onder ons gezegd", role="partner", audience=Audience.PARTNERS)
    client.sign_in(rachida)
    for name, text in files.all().items():
        assert "Onder ons gezegd" not in text, name
    assert "Voor iedereen gezegd" in files.in_archive()
    client.sign_in(paul)
    assert "Onder ons gezegd" in files.in_archive()


def test_what_was_hidden_or_removed_is_in_no_file(client, full, files, karin, nico):
    from workspace.db import now

    cast.make_comment(full.initiative, nico, "Weg ermee", removed_at=now())
    client.sign_in(karin)
    assert "Weg ermee" not in files.in_archive()


def test_an_insider_learns_what_happened_among_partners_and_a_representative_who_is_asked_does_not(
    client, full, files, programme, board, karin
):
    from workspace.activity.models import Event
    from workspace.borging.models import Handover

    cast.save(
        Event(
            verb="initiative_moved", actor_id=karin.id, role="theme_lead", initiative_id=full.initiative.id,
            board_id=board.id, programme_id=programme.id, is_public=False, details={"to_stage": "anchoring"},
        )
    )  # fmt: skip
    outside = cast.make_organisation("Bibliotheek Buiten")
    asked = cast.make_user("Bea Buiten")
    cast.make_member(asked, outside, represents=True)
    offer = cast.db.session.scalars(cast.db.select(Handover)).one()
    offer.to_organisation_id = outside.id
    cast.save(offer)
    client.sign_in(asked)
    text = files.in_archive()
    assert "Naar de fase Verkenning" in text and "Naar de fase Borging" not in text
    assert "Zelfstandigheid" not in files.page()
    client.sign_in(karin)
    assert "Naar de fase Borging" in files.in_archive()
