"""The clock is a year ahead for an hour, or a day back: nothing goes, nobody is shut out, nobody stays in."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, update

from tests import cast
from tests.accounts.devices import add_app, code_at
from tests.accounts.letters import last_letter, link_in
from tests.client import StrictClient
from tests.mail.servers import Takes, mail_server
from workspace import hourly
from workspace.access import OPERATOR, VISITOR
from workspace.accounts.models import AccountLink, KeptForm, LinkPurpose, User, UserSession
from workspace.activity.models import Event, Submission
from workspace.audit.actions import note
from workspace.audit.models import AuditEntry
from workspace.audit.queries.chain import check_trail
from workspace.config import Settings
from workspace.db import Base, db, now
from workspace.digests.models import MailChoice
from workspace.digests.queries.due import list_due
from workspace.following.models import Notice, Why
from workspace.initiatives.models import Initiative
from workspace.limits import limiter
from workspace.mail import cli as mail_cli
from workspace.mail.actions import enqueue_mail
from workspace.mail.models import OutgoingMail
from workspace.privacy.models import Contributions, ErasureRequest
from workspace.renditions.actions import claim_rendition
from workspace.renditions.models import Rendition, RenditionFormat
from workspace.renditions.queries import list_due as list_due_files
from workspace.reporting.models import ProgrammeReport, ReportKind

A_YEAR, A_DAY = timedelta(days=366), timedelta(days=1)
WAY_IN = {"email": "wim@example.nl", "password": cast.PASSWORD}
WRONG = {"email": "wim@example.nl", "password": "dit is het niet, nee"}


def ahead() -> time_machine.travel:
    """Return a while in which the clock says that it is a year later."""
    return time_machine.travel(now() + A_YEAR)


def back() -> time_machine.travel:
    """Return a while in which the clock says that it is a day earlier."""
    return time_machine.travel(now() - A_DAY)


@pytest.fixture
def settled(app: Flask, wim: User, initiative: Initiative) -> list[type[Base]]:
    """An installation that was well yesterday, with one of everything that goes some day."""
    cast.let_clock_hold()
    soon = now() + timedelta(days=6)
    cast.save(AccountLink(token_hash="a", purpose=LinkPurpose.RESET, user_id=wim.id, expires_at=soon))
    cast.save(UserSession(key_hash="b", user_id=wim.id, ends_at=now() + timedelta(days=30)))
    cast.save(KeptForm(token_hash="c", path="/", fields={}))
    cast.save(Submission(key="0:d"))
    cast.save(ErasureRequest(user_id=wim.id, contributions=Contributions.GO, due_at=soon))
    cast.save(_notice(wim, initiative))
    enqueue_mail("nel@example.nl", subject="e", text="e", locale="nl", by=VISITOR)
    note("signed_in", by=OPERATOR, subject_id=wim.id)
    db.session.commit()
    return [AccountLink, UserSession, KeptForm, Submission, ErasureRequest, Notice, OutgoingMail, AuditEntry]


def _notice(user: User, initiative: Initiative) -> Notice:
    facts = {"actor_id": initiative.created_by_id, "board_id": initiative.board_id, "is_public": True}
    event = cast.save(Event(verb="initiative_supported", initiative_id=initiative.id, **facts))
    return Notice(user_id=user.id, event_id=event.id, why=Why.OWN)


def counted(kinds: list[type[Base]]) -> list[int]:
    found = [db.session.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds]
    db.session.rollback()
    return found


def test_a_year_ahead_for_an_hour_removes_and_erases_nothing(app, wim, settled):
    before = counted(settled)
    with ahead():
        for _hour in range(2):
            hourly.do_it(app)
    assert counted(settled) == before
    assert cast.reloaded(wim).anonymised_at is None
    assert check_trail().fault is None
    db.session.rollback()
    hourly.do_it(app)  # and it goes on at once when the clock is right again
    assert counted(settled) == before
    with time_machine.travel(now() + timedelta(days=8)):
        cast.let_clock_hold()
        hourly.do_it(app)
    assert cast.reloaded(wim).anonymised_at is not None


def test_a_day_back_removes_nothing_and_the_trail_still_holds(app, settled):
    before = counted(settled)
    with back():
        hourly.do_it(app)
        note("signed_in", by=OPERATOR, subject_id=1)
        db.session.commit()
    assert counted(settled) == [*before[:-1], before[-1] + 1]
    assert check_trail().fault is None


def test_what_the_clock_did_wrong_is_kept_while_it_was_wrong_for_long(app, settled):
    """A clock that stays ahead is believed after a day: nobody can tell it from one that is right."""
    with time_machine.travel(now() + A_YEAR, tick=False) as clock:
        hourly.do_it(app)
        assert counted([KeptForm]) == [1]
        clock.shift(A_DAY + timedelta(minutes=1))
        hourly.do_it(app)
        assert counted([KeptForm]) == [0]


def test_codes_of_an_app_work_on_when_the_clock_is_right_again(client: StrictClient, wim: User):
    secret = add_app(client, wim)
    client.post("/uitloggen")
    with ahead():
        client.post("/inloggen", data=WAY_IN)
        assert client.post("/inloggen/tweede-stap", data={"code": code_at(secret)}).status_code == 303
        client.post("/uitloggen")
    client.post("/inloggen", data=WAY_IN)
    code = {"code": code_at(secret)}
    assert client.post("/inloggen/tweede-stap", data=code).status_code == 303
    client.post("/uitloggen")
    client.post("/inloggen", data=WAY_IN)
    assert client.post("/inloggen/tweede-stap", data=code).status_code == 422  # never twice


def test_who_was_signed_in_still_is_and_who_came_in_meanwhile_is_not(app: Flask, wim: User):
    cast.let_clock_hold()
    before, meanwhile, visits = app.test_client(), app.test_client(), app.test_client()
    before.post("/inloggen", data=WAY_IN)
    visits.post("/inloggen", data=WAY_IN)
    with ahead():
        hourly.do_it(app)
        assert visits.get("/account").status_code == 303  # that long nobody stays
        meanwhile.post("/inloggen", data=WAY_IN)
        assert meanwhile.get("/account").status_code == 200
    hourly.do_it(app)
    assert before.get("/account").status_code == 200
    assert meanwhile.get("/account").status_code == 303


def test_a_day_back_people_come_in_and_stay_in_when_it_is_over(app: Flask, wim: User):
    """Cookies of tomorrow are not believed (itsdangerous), so that they sign in once more."""
    browser, other = app.test_client(), app.test_client()
    other.post("/inloggen", data=WAY_IN)
    with back():
        hourly.do_it(app)
        browser.post("/inloggen", data=WAY_IN)
        assert browser.get("/account").status_code == 200
    assert browser.get("/account").status_code == other.get("/account").status_code == 200


def test_the_day_somebody_was_here_is_set_right(app: Flask, client: StrictClient, wim: User):
    with ahead():
        client.post("/inloggen", data=WAY_IN)
    client.post("/inloggen", data=WAY_IN)
    assert cast.reloaded(wim).last_seen_on <= now().date() + A_DAY


def test_a_link_of_that_hour_opens_nothing_afterwards(client: StrictClient, wim: User):
    with ahead():
        client.post("/inloggen/link", data={"email": wim.email})
        link = link_in(last_letter(wim.email))
    client.post(link)
    assert client.get("/account").status_code == 303
    client.post("/inloggen/link", data={"email": wim.email})
    with back():
        client.post(link_in(last_letter(wim.email)))
        assert client.get("/account").status_code == 200


def test_a_limit_of_that_hour_keeps_nobody_out_afterwards(client: StrictClient, wim: User, limits):
    for jump in (ahead, back):
        with jump():
            answers = [client.post("/inloggen", data=WRONG).status_code for _ in range(11)]
            assert answers[-1] == 429
        assert client.post("/inloggen", data=WRONG).status_code == 422, jump.__name__
        limiter.reset()


def test_a_limit_still_holds_when_the_clock_goes_back(client: StrictClient, wim: User, limits):
    for _ in range(11):
        client.post("/inloggen", data=WRONG)
    with back():
        answers = [client.post("/inloggen", data=WRONG).status_code for _ in range(11)]
    assert answers.count(422) <= 10 and answers[-1] == 429


def test_mail_that_waits_is_not_given_up_and_mail_of_that_hour_goes_out(app: Flask):
    enqueue_mail("nel@example.nl", subject="vóór", text="e", locale="nl", by=VISITOR)
    db.session.commit()
    takes = Takes()
    with mail_server(app, takes) as settings:
        with ahead():
            enqueue_mail("nel@example.nl", subject="tijdens", text="e", locale="nl", by=VISITOR)
            db.session.commit()
            db.session.execute(update(OutgoingMail).values(attempts=1))
            db.session.commit()
            _server_is_away(settings)
            hourly.do_it(app)
        assert mail_cli.deliver_pending(settings) == 2
    assert sorted(each["Subject"] for each in takes.messages) == ["tijdens", "vóór"]


def _server_is_away(settings: Settings) -> None:
    assert mail_cli.deliver_pending(replace(settings, mail_port=1)) == 0


def test_the_digest_comes_again_and_tells_of_that_hour(app: Flask, wim: User, initiative: Initiative):
    cast.save(MailChoice(user_id=wim.id, days=127, at_once=False, unsubscribe_key="k"))
    with ahead():
        cast.save(_notice(wim, initiative))
        db.session.execute(update(MailChoice).values(digested_at=now()))
        db.session.commit()
    assert [(each.user_id, each.for_digest) for each in list_due(now(), at_most=9)] == [(wim.id, True)]


def test_a_file_that_was_begun_in_that_hour_is_made(app: Flask, wim: User, board):
    day = now().date()
    report = cast.save(
        ProgrammeReport(
            programme_id=board.programme_id,
            kind=ReportKind.PROGRESS,
            made_by_id=wim.id,
            title="Verslag",
            starts_on=day,
            ends_on=day,
        )
    )
    file = cast.save(
        Rendition(user_id=wim.id, report_id=report.id, format=RenditionFormat.PDF, language="nl")
    )
    with ahead():
        assert claim_rendition(file.id, by=OPERATOR)
        db.session.commit()
        assert list_due_files() == []
    assert list_due_files() == [file.id]
    assert claim_rendition(file.id, by=OPERATOR)
