"""Each period that the register promises is carried out by the hour's work, and files of nobody go."""

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module

import pytest
import time_machine
from sqlalchemy import select

from tests import cast
from tests.privacy.moments import START, after
from workspace import hourly
from workspace.access import OPERATOR
from workspace.accounts.models import (
    AccountLink,
    KeptForm,
    LinkPurpose,
    PasskeyChallenge,
    SignInUnderWay,
    UserSession,
    Way,
)
from workspace.activity.models import Event
from workspace.audit.actions import note
from workspace.audit.models import AuditEntry
from workspace.db import Base, db, now
from workspace.following.models import Notice, Why
from workspace.invitations.models import Invitation, InvitedAs
from workspace.leaving.models import Carried, Departure, Transfer, TransferState
from workspace.mail.models import OutgoingMail
from workspace.organisations.models import Membership
from workspace.privacy.cli.periods import carry_out
from workspace.privacy.models import Contributions, ErasureRequest
from workspace.privacy.register import COLUMNS, REGISTER
from workspace.privacy.register.periods import ACCOUNT, PROGRAMME, TERMS
from workspace.renditions.models import Rendition, RenditionFormat
from workspace.reporting.models import ProgrammeReport, ReportKind


def lines() -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def _link(user, board):
    return AccountLink(token_hash="b" * 64, purpose=LinkPurpose.RESET, user_id=user.id, expires_at=now())


def _rendition(user, board):
    period = {"starts_on": START.date(), "ends_on": START.date()}
    report = ProgrammeReport(
        programme_id=board.programme_id,
        kind=ReportKind.PROGRESS,
        made_by_id=user.id,
        title="Verslag",
        **period,
    )
    return Rendition(
        user_id=user.id, report_id=cast.save(report).id, format=RenditionFormat.PDF, language="nl"
    )


def _event(user, board):
    return cast.save(Event(verb="initiative_supported", actor_id=user.id, board_id=board.id, is_public=True))


PLANTED: dict[str, Callable[..., Base]] = {
    "account_link": _link,
    "sign_in_under_way": lambda user, board: SignInUnderWay(
        token_hash="c" * 64, user_id=user.id, way=Way.PASSWORD, expires_at=now()
    ),
    "passkey_challenge": lambda user, board: PasskeyChallenge(
        token_hash="d" * 64, challenge=b"x", user_id=user.id, expires_at=now()
    ),
    "user_session": lambda user, board: UserSession(key_hash="e" * 64, user_id=user.id, ends_at=now()),
    "kept_form": lambda user, board: KeptForm(token_hash="f" * 64, path="/", fields={"text": ["hallo"]}),
    "outgoing_mail": lambda user, board: OutgoingMail(
        message_id="1", recipient=user.email, subject="Hallo", text="Dag", sent_at=now()
    ),
    "notice": lambda user, board: Notice(user_id=user.id, event_id=_event(user, board).id, why=Why.OWN),
    "rendition": _rendition,
    "invitation": lambda user, board: Invitation(
        token_hash="9" * 64,
        email="els@example.nl",
        invited_as=InvitedAs.WORKING_GROUP,
        board_id=board.id,
        invited_by_id=user.id,
        expires_at=now() + timedelta(days=14),
    ),
    "membership": lambda user, board: Membership(
        organisation_id=cast.make_organisation("Zorg Linde").id,
        user_id=user.id,
        starts_on=START.date(),
        ends_on=START.date(),
    ),
    "departure": lambda user, board: Departure(
        user_id=user.id, last_day=START.date(), announced_by_id=user.id
    ),
    "transfer": lambda user, board: Transfer(
        kind=Carried.TASK,
        subject_id=1,
        to_user_id=user.id,
        state=TransferState.ACCEPTED,
        asked_by_id=user.id,
        answered_at=now(),
    ),
    "erasure_request": lambda user, board: ErasureRequest(
        user_id=user.id, contributions=Contributions.STAY, due_at=now(), done_at=now()
    ),
}
SHORT = sorted(
    {column.table for column in COLUMNS if column.kept not in (ACCOUNT, PROGRAMME)}
    - {"audit_entry", "mailed_notice"}
)


@pytest.mark.parametrize("table", SHORT)
def test_what_the_register_promises_to_remove_is_removed(app, settings, nico, board, table):
    """A row that is planted past its time goes with the hour's work, once the clock held for a day."""
    with after():
        assert table in PLANTED, f"plant a row of {table} here, past its time"
        cast.save(PLANTED[table](nico, board))
        cast.reloaded(nico).last_seen_on = date(2027, 6, 1)
        db.session.commit()
    rows = Base.metadata.tables[table]
    with after(days=400):
        assert len(db.session.execute(select(rows)).all()) == 1
        db.session.rollback()
        hourly.do_it(app)
    with after(days=401):
        hourly.do_it(app)
        assert db.session.execute(select(rows)).all() == []


def test_old_lines_of_the_trail_are_removed(app, settings):
    with after():
        note("made_account", by=OPERATOR, subject_id=1)
        db.session.commit()
    with after(days=370):
        cast.let_clock_hold()
        hourly.do_it(app)
        assert [line.verb for line in lines() if line.verb == "made_account"] == []


@pytest.mark.once
def test_each_period_names_what_carries_it_out():
    for term in TERMS:
        assert import_module(term.carrier), term.code


def test_files_that_no_row_names_go_after_a_day(app, settings, initiative, nico):
    folder = settings.files_dir / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    stray = folder / "nobodys.webp"
    stray.write_bytes(b"x")
    assert carry_out(settings)[0]["files"] == 0
    assert stray.exists()
    with time_machine.travel(now() + timedelta(days=2)):
        assert carry_out(settings)[0]["files"] == 1
    assert not stray.exists()


@pytest.mark.once
def test_the_register_knows_every_table_here():
    assert set(PLANTED) <= set(REGISTER)
