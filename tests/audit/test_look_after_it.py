"""What administrators look after: the trail, accounts, and what asks for attention. Nobody else sees it."""

import csv
import io
import re
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from tests import cast
from workspace.access import OPERATOR, NotAllowed
from workspace.accounts.actions.administering import LastAdministrator, block_account, end_administrator
from workspace.accounts.models import User, UserSession
from workspace.audit.actions import note
from workspace.audit.models import AUDITED, AuditEntry
from workspace.audit.words import DEEDS_NOTED
from workspace.db import db, now
from workspace.passwords import hash_password

TRAIL = "/beheer/controlespoor"


@pytest.fixture
def ada(app):
    return cast.make_user("Ada", is_admin=True)


def verbs() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)))


@pytest.mark.parametrize(
    "address", ["/beheer", TRAIL, f"{TRAIL}.csv", "/beheer/accounts", "/beheer/accounts/{nico}"]
)
def test_only_administrators_see_it(client, ada, marja, nico, address):
    address = address.replace("{nico}", str(nico.id))
    for person in (marja, nico):
        assert client.sign_in(person).get(address).status_code == 403
    assert "/inloggen" in client.sign_out().get(address).location
    assert client.sign_in(ada).get(address).status_code == 200


def test_the_front_page_says_how_it_stands(client, ada, nico):
    note("made_account", by=OPERATOR, subject_id=nico.id)
    db.session.commit()
    text = client.sign_in(ada).get("/beheer").text
    assert "1 regel over rechten" in text
    assert db.session.query(AuditEntry).one().hash[:32] in text
    assert "Er is maar één beheerder." in text


def test_the_trail_says_what_was_done_and_names_nothing_it_is_about(
    client, ada, marja, programme, initiative
):
    for verb in ("aspect_changed", "partner.ended"):
        note(verb, by=marja.as_actor(), programme_id=programme.id, initiative_id=initiative.id)
    note("backup.made", by=OPERATOR)
    db.session.commit()
    text = client.sign_in(ada).get(TRAIL).text
    assert "wijzigde een aspect van borging" in text
    assert f"initiatief {initiative.id}" in text
    assert initiative.title not in text
    assert "Marja" in text
    assert "De server, of een opdracht daar" in text
    only = client.get(f"{TRAIL}?soort=borging&persoon={marja.id}&programma={programme.id}").text
    assert "wijzigde een aspect van borging" in only
    assert "beëindigde dat een organisatie meedoet" not in only
    assert "Er zijn geen regels die hierbij passen." in client.get(f"{TRAIL}?tot=2001-01-01").text
    assert (
        "wijzigde een aspect" in client.get(f"{TRAIL}?soort=x&persoon=-1&van=gisteren&voor=9999999999").text
    )


def test_many_lines_come_in_pages(client, ada):
    for number in range(120):
        note("changed_name", by=OPERATOR, subject_id=number)
    db.session.commit()
    client.sign_in(ada)
    seen, address = [], TRAIL
    while address:
        text = client.get(address).text
        seen += [int(number) for number in re.findall(r'<th scope="row">(\d+)</th>', text)]
        found = re.search(r'href="([^"]+)">Oudere regels', text)
        address = found.group(1).replace("&amp;", "&") if found else ""
    assert seen == list(range(120, 0, -1))


def test_the_trail_is_taken_along_and_that_is_noted(client, ada, nico):
    note("made_account", by=OPERATOR, subject_id=nico.id, is_admin=False)
    db.session.commit()
    answer = client.sign_in(ada).get(f"{TRAIL}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert [(row["wat"], row["bijzonderheden"]) for row in rows] == [("made_account", "is_admin=False")]
    assert "Ada" not in answer.text
    assert verbs() == ["made_account", "audit_exported"]


def test_an_account_is_found_by_name_or_address_and_stays_out_of_the_address(client, ada, nico, rachida):
    client.sign_in(ada)
    for words in ("nic", "NICO@example"):
        found = client.post("/beheer/accounts", data={"words": words})
        assert (found.status_code, f"/beheer/accounts/{nico.id}" in found.text) == (200, True)
        assert "Rachida" not in found.text
    assert "Niemand gevonden" in client.post("/beheer/accounts", data={"words": "%"}).text
    assert client.post("/beheer/accounts", data={"words": " "}).status_code == 422
    assert "nico@example.nl" in client.get(f"/beheer/accounts/{nico.id}").text
    assert verbs()[-1] == "account.looked_at"
    assert client.get("/beheer/accounts/99999").status_code == 404


def test_who_is_blocked_is_out_at_once_and_cannot_come_in(app, client, ada, nico):
    nico_here = app.test_client()
    nico_here.sign_in(nico)
    address = f"/beheer/accounts/{nico.id}/blokkade"
    client.sign_in(ada)
    assert [client.post(address).status_code for _ in range(2)] == [303, 303]
    assert db.session.query(UserSession).filter_by(user_id=nico.id).count() == 0
    db.session.rollback()
    assert "/inloggen" in nico_here.get("/account").location
    nico_here.sign_in(nico)  # also when a session were left somehow
    assert "/inloggen" in nico_here.get("/account").location
    assert verbs() == ["account.blocked"]
    assert client.post(f"{address}/opheffing").status_code == 303
    nico_here.sign_in(nico)
    assert nico_here.get("/account").status_code == 200
    assert verbs() == ["account.blocked", "account.unblocked"]


def test_who_is_blocked_reads_why_when_they_show_who_they_are(client):
    wim = cast.make_user("Wim", password_hash=hash_password(cast.PASSWORD), blocked_at=now())
    answer = client.post("/inloggen", data={"email": wim.email, "password": cast.PASSWORD})
    assert answer.status_code == 403
    assert "Uw account is geblokkeerd" in answer.text
    wrong = client.post("/inloggen", data={"email": wim.email, "password": "een-ander-wachtwoord"})
    assert wrong.status_code == 422
    assert client.get("/account").status_code == 303


def test_somebody_else_is_signed_out_everywhere(client, ada, nico):
    cast.save(UserSession(user_id=nico.id, key_hash="c" * 64, ends_at=nico.created_at))
    assert client.sign_in(ada).post(f"/beheer/accounts/{nico.id}/uitloggen").status_code == 303
    assert db.session.query(UserSession).filter_by(user_id=nico.id).count() == 0
    db.session.rollback()
    assert verbs() == ["account.signed_out"]


def test_an_administrator_is_named_and_ended_but_never_the_last(client, ada, nico):
    client.sign_in(ada).post(f"/beheer/accounts/{nico.id}/beheerder")
    assert cast.reloaded(nico).is_admin
    db.session.rollback()
    assert client.post(f"/beheer/accounts/{ada.id}/beheerder/einde").location == "/"
    assert client.get("/beheer").status_code == 403
    answer = client.sign_in(nico).post(f"/beheer/accounts/{nico.id}/beheerder/einde", follow_redirects=True)
    assert "Dit is de laatste beheerder." in answer.text
    assert cast.reloaded(nico).is_admin
    assert verbs()[:2] == ["made_administrator", "administrator.ended"]


def test_two_who_end_each_other_at_once_leave_one(app, ada):
    ben = cast.make_user("Ben", is_admin=True)
    start, answers = Barrier(2), []

    def end(mine, other):
        here = app.test_client()
        with app.app_context():
            here.sign_in(mine)
            start.wait()
            answers.append(here.post(f"/beheer/accounts/{other.id}/beheerder/einde").status_code)

    both = [Thread(target=end, args=pair) for pair in ((ada, ben), (ben, ada))]
    for each in both:
        each.start()
    for each in both:
        each.join()
    left = db.session.query(User).filter(User.is_admin).count()
    db.session.rollback()
    assert left == 1
    assert 303 in answers
    assert max(answers) < 500


def test_nobody_blocks_themselves_or_the_last(ada, nico):
    with pytest.raises(NotAllowed):
        block_account(ada, by=ada.as_actor())
    former = cast.make_user("Former").as_actor()
    with pytest.raises(NotAllowed):
        end_administrator(ada, by=former)
    with pytest.raises(LastAdministrator):
        end_administrator(db.session.get_one(User, ada.id), by=ada.as_actor())


@pytest.mark.once
def test_every_line_has_words():
    assert DEEDS_NOTED.keys() == AUDITED.keys()
