"""Asking to be forgotten, seven days to think, and what the hour's work does then (AVG, article 17)."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests import cast
from tests.accounts.test_confirm_that_it_is_you import came_in
from tests.mail.servers import Takes, mail_server
from workspace.accounts.models import User
from workspace.audit.models import AuditEntry
from workspace.db import db, now
from workspace.initiatives.models import Participation
from workspace.mail import cli
from workspace.mail.models import OutgoingMail
from workspace.on_behalf.models import OnBehalf
from workspace.privacy.cli.erasing import forget_people
from workspace.privacy.models import Contributions, ErasureRequest
from workspace.privacy.queries.erasure import hold_due, list_due

ASK = "/account/weg"
BACK = "/account/weg/terug"


def requests() -> list[ErasureRequest]:
    return list(db.session.scalars(select(ErasureRequest).execution_options(populate_existing=True)))


def let_a_week_pass() -> None:
    db.session.execute(update(ErasureRequest).values(due_at=now() - timedelta(minutes=1)))
    db.session.commit()


@pytest.mark.parametrize("name", ["nico", "olaf", "marja", "karin", "ada"])
def test_everybody_may_ask(request, client, name):
    user = request.getfixturevalue(name)
    client.sign_in(user)
    assert client.get(ASK).status_code == 200
    assert client.post(ASK, data={"contributions": "stay"}).location == ASK
    (asked,) = requests()
    assert (asked.user_id, asked.contributions) == (user.id, Contributions.STAY)
    assert timedelta(days=6, hours=23) < asked.due_at - now() <= timedelta(days=7)


def test_one_hears_of_it_with_the_way_back(client, nico):
    client.sign_in(nico)
    client.post(ASK, data={"contributions": "go"})
    letter = db.session.scalars(select(OutgoingMail)).one()
    assert letter.recipient == "nico@example.nl"
    assert ASK in letter.text and "Niet weghalen" in letter.text
    for page in (ASK, "/account", "/mijn"):
        assert "Niet weghalen" in client.get(page).text


def test_a_choice_is_asked_for(client, nico):
    client.sign_in(nico)
    answer = client.post(ASK, data={})
    assert answer.status_code == 422 and "Kies wat er gebeurt" in answer.text
    assert requests() == []


def test_asked_twice_it_keeps_its_day_and_takes_the_last_choice(client, nico):
    client.sign_in(nico)
    client.post(ASK, data={"contributions": "stay"})
    before = requests()[0].due_at
    client.post(ASK, data={"contributions": "go"})
    (asked,) = requests()
    assert (asked.due_at, asked.contributions) == (before, Contributions.GO)
    assert len(db.session.scalars(select(OutgoingMail)).all()) == 1


def test_it_is_taken_back_with_one_button(client, nico):
    client.sign_in(nico)
    client.post(ASK, data={"contributions": "go"})
    assert client.post(BACK).location == "/account"
    assert requests()[0].withdrawn_at is not None
    let_a_week_pass()
    forget_people()
    assert cast.reloaded(nico).name == "Nico"
    assert "Niet weghalen" not in client.get("/account").text
    client.post(ASK, data={"contributions": "go"})
    assert len(requests()) == 2


def test_who_left_the_screen_open_confirms_first(client, nico):
    came_in(client, nico)
    assert "/bevestigen" in client.get(ASK).location


def test_nothing_happens_before_its_day(client, nico):
    client.sign_in(nico)
    client.post(ASK, data={"contributions": "go"})
    forget_people()
    assert cast.reloaded(nico).name == "Nico"


def test_when_the_week_is_over_it_is_done_once(client, nico):
    client.sign_in(nico)
    client.post(ASK, data={"contributions": "stay"})
    let_a_week_pass()
    forget_people()
    gone = cast.reloaded(nico)
    assert gone.anonymised_at is not None and requests()[0].done_at is not None
    address = gone.email
    forget_people()
    assert cast.reloaded(nico).email == address
    assert client.get("/account").location.startswith("/inloggen")


def test_the_last_letter_leaves_no_address_behind(app, client, nico):
    client.sign_in(nico)
    client.post(ASK, data={"contributions": "stay"})
    let_a_week_pass()
    forget_people()
    (letter,) = db.session.scalars(select(OutgoingMail)).all()
    assert (letter.recipient, letter.subject) == ("nico@example.nl", "Uw gegevens zijn weggehaald")
    assert "Nico" not in letter.text
    with mail_server(app, post := Takes()) as settings:
        assert cli.deliver_pending(settings) == 1
    assert len(post.messages) == 1
    assert db.session.scalars(select(OutgoingMail)).all() == []


def test_what_fails_half_way_leaves_everything_and_is_tried_again(client, nico, initiative, monkeypatch):
    cast.save(Participation(initiative_id=initiative.id, user_id=nico.id))
    client.sign_in(nico)
    client.post(ASK, data={"contributions": "go"})
    let_a_week_pass()
    with monkeypatch.context() as broken:
        broken.setattr(User, "is_confirmed", property(lambda _: 1 / 0))
        forget_people()
    assert cast.reloaded(nico).name == "Nico"
    assert len(db.session.scalars(select(Participation)).all()) == 1
    forget_people()
    assert cast.reloaded(nico).anonymised_at is not None


def test_the_trail_tells_it_in_numbers(client, nico):
    client.sign_in(nico)
    client.post(ASK, data={"contributions": "go"})
    let_a_week_pass()
    forget_people()
    lines = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    told = [
        (line.verb, line.subject_id, line.details)
        for line in lines
        if "eras" in line.verb or "anonym" in line.verb
    ]
    assert told == [
        ("erasure_asked", nico.id, {"contributions": "go"}),
        ("account_anonymised", nico.id, {"contributions": "go"}),
    ]


def test_a_worker_asks_it_for_somebody_on_paper(client, paul, rik, initiative):
    person = cast.make_user("Truus", email="x@op-papier.invalid", entered_by_id=paul.id, confirmed_at=None)
    said = cast.make_comment(initiative, person, "Ik wil een bankje.")
    cast.save(
        OnBehalf(
            person_id=person.id, initiative_id=initiative.id, comment_id=said.id, kind="comment",
            received="desk", consent_on=now().date(), entered_by_id=paul.id,
        )
    )  # fmt: skip
    address = f"/namens/{person.id}/weg"
    client.sign_in(rik)
    assert client.get(address).status_code == 404
    client.sign_in(paul)
    assert "Truus" in client.get(address).text
    client.post(address, data={"contributions": "go"})
    assert db.session.scalars(select(OutgoingMail)).all() == []
    let_a_week_pass()
    forget_people()
    assert (cast.reloaded(person).name, cast.reloaded(said).body) == ("Oud-deelnemer", "")
    assert db.session.scalars(select(OutgoingMail)).all() == []


def test_the_page_says_what_goes_and_what_stays(client, rachida, initiative, nico, board):
    other = cast.make_initiative("Samen wandelen", board, rachida)
    cast.save(Participation(initiative_id=other.id, user_id=nico.id))
    client.sign_in(rachida)
    page = client.get(ASK).text
    going, staying = page.index("gaan dan helemaal weg"), page.index("want anderen deden mee")
    assert going < page.index("Soep op dinsdag", going) < staying < page.index("Samen wandelen", staying)


def test_who_is_asked_to_go_by_two_processes_goes_once(client, nico):
    """The second finds it done: it takes no other name, and writes no second letter."""
    client.sign_in(nico)
    client.post(ASK, data={"contributions": "stay"})
    let_a_week_pass()
    (number,) = list_due()
    forget_people()
    assert hold_due(number) is None and list_due() == []
    assert len(db.session.scalars(select(OutgoingMail)).all()) == 1


def test_the_address_is_free_for_a_new_account(client, nico):
    client.sign_in(nico)
    client.post(ASK, data={"contributions": "stay"})
    let_a_week_pass()
    forget_people()
    assert cast.make_user("Nico", email="nico@example.nl").id != nico.id
