"""When the last day of a claim has passed, whoever answers for it is asked by mail, once."""

import logging
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from tests import cast
from workspace import hourly
from workspace.borging.cli import ask_again
from workspace.borging.models import AspectCode, AspectState, BorgingAspect
from workspace.db import db, now
from workspace.digests.actions import choose_mail
from workspace.mail import cli as mail_cli
from workspace.mail.models import OutgoingMail
from workspace.times import today

YESTERDAY = timedelta(days=1)


def claim(
    initiative: Any, organisation: Any, code: AspectCode = AspectCode.MONEY, **facts: Any
) -> BorgingAspect:
    facts.setdefault("valid_until", today() - YESTERDAY)
    facts.setdefault("state", AspectState.AGREED)
    return cast.save(
        BorgingAspect(initiative_id=initiative.id, code=code, organisation_id=organisation.id, **facts)
    )


def letters() -> list[tuple[str, str, str]]:
    rows = db.session.query(OutgoingMail).order_by(OutgoingMail.id)
    return [(row.recipient, row.subject, row.text) for row in rows]


def test_the_representative_is_asked_with_the_way_to_the_answer(app, initiative, welfare, rik):
    claim(initiative, welfare)
    ask_again()
    [(recipient, subject, text)] = letters()
    assert (recipient, subject) == (rik.email, "Klopt deze afspraak nog?")
    assert f"- {initiative.title}: Geld ({welfare.name})" in text
    assert f"/initiatieven/{initiative.id}/borging/geld" in text


def test_who_stopped_all_mail_is_not_written_to(app, initiative, welfare, rik):
    choose_mail(weekdays=(), at_once=False, by=rik.as_actor())
    claim(initiative, welfare)
    ask_again()
    assert letters() == []


def test_who_is_named_is_asked_instead_and_several_claims_make_one_letter(
    app, initiative, welfare, paul, rik
):
    for code in (AspectCode.MONEY, AspectCode.PEOPLE):
        claim(initiative, welfare, code, person_id=paul.id)
    ask_again()
    [(recipient, subject, text)] = letters()
    assert (recipient, subject) == (paul.email, "Kloppen deze 2 afspraken nog?")
    assert text.count(initiative.title) == 2


def test_who_left_is_not_asked_but_who_stands_for_the_organisation_is(app, initiative, welfare, nico, rik):
    claim(initiative, welfare, person_id=nico.id)
    ask_again()
    assert [recipient for recipient, _, _ in letters()] == [rik.email]


def test_the_owner_after_a_handover_is_told_as_well(app, board, welfare, rik, rachida):
    library = cast.make_organisation("Bibliotheek")
    librarian = cast.make_user("Lies", locale="en")
    cast.make_member(librarian, library, represents=True)
    handed_over = cast.make_initiative(
        "In goede handen", board, rachida, carried_by_id=library.id, carried_from=date(2020, 1, 1)
    )
    claim(handed_over, welfare)
    ask_again()
    assert {recipient for recipient, _, _ in letters()} == {rik.email, librarian.email}


def test_asking_is_done_once_until_it_was_confirmed_and_passed_again(app, initiative, welfare, rik):
    aspect = claim(initiative, welfare)
    ask_again()
    ask_again()
    assert len(letters()) == 1
    found = cast.reloaded(aspect)
    assert found.version == 1  # nobody's edit fails because a letter went out
    found.valid_until = today() + timedelta(days=30)
    db.session.commit()
    with time_machine.travel(now() + timedelta(days=30)):
        ask_again()
        assert len(letters()) == 1
    with time_machine.travel(now() + timedelta(days=31)):
        ask_again()
        assert len(letters()) == 2


@pytest.mark.parametrize(
    "facts",
    [
        {"valid_until": date(2099, 1, 1)},
        {"state": AspectState.TALKING},
    ],
)
def test_what_holds_or_is_no_claim_asks_nothing(app, initiative, welfare, rik, facts):
    claim(initiative, welfare, **facts)
    ask_again()
    assert letters() == []


def test_what_ended_or_is_a_draft_asks_nothing(app, board, welfare, rik, rachida):
    for facts in ({"stage": "stopped"}, {"visibility": "draft"}):
        claim(cast.make_initiative("Klaar", board, rachida, **facts), welfare)
    ask_again()
    assert letters() == []


def test_nothing_of_a_hidden_initiative_goes_to_an_organisation_that_left(app, board, programme, rachida):
    gone = cast.make_organisation("Vertrokken")
    cast.make_member(cast.make_user("Vera"), gone, represents=True)
    hidden = cast.make_initiative("Onder ons", board, rachida, visibility="partners")
    claim(hidden, gone)
    ask_again()
    assert letters() == []
    cast.make_partner(programme, gone)
    ask_again()
    assert len(letters()) == 1


def test_the_house_does_the_rest_when_one_thing_goes_wrong(
    app, initiative, welfare, rik, caplog, monkeypatch
):
    def fails() -> None:
        raise OSError("no such disk")

    monkeypatch.setattr(mail_cli, "hourly_for_good", (fails,))
    cast.let_clock_hold()
    claim(initiative, welfare)
    with caplog.at_level(logging.ERROR):
        hourly.do_it(app)
    assert "fails waits an hour: OSError" in caplog.text
    assert "no such disk" not in caplog.text
    assert len(letters()) == 1


def test_nothing_of_a_hidden_initiative_goes_to_an_owner_that_left(app, board, welfare, rik, rachida):
    gone = cast.make_organisation("Vertrokken")
    cast.make_member(cast.make_user("Vera"), gone, represents=True)
    facts = {"visibility": "partners", "organisation_id": gone.id}
    claim(cast.make_initiative("Onder ons", board, rachida, **facts), welfare)
    ask_again()
    assert [recipient for recipient, _, _ in letters()] == [rik.email]
