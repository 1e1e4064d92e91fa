"""Accounts that nobody uses and programmes long over lose names: in time, once, told without a name."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests import cast
from tests.privacy.moments import START, after
from workspace.accounts.models import (
    AccountLink,
    LinkPurpose,
    User,
)
from workspace.audit.models import AuditEntry
from workspace.db import db, now
from workspace.initiatives.models import Participation, Support
from workspace.mail.models import OutgoingMail
from workspace.privacy.cli.periods import carry_out, keep_periods
from workspace.privacy.models import InactivityWarning, RetentionRun
from workspace.privacy.queries.due import people_left
from workspace.programmes.models import Programme


def lines() -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


@pytest.fixture
def away(app) -> User:
    """Somebody who was here last on 2 March."""
    with after():
        return cast.make_user("Wim Verweg", last_seen_on=START.date())


def test_who_was_away_long_is_warned_once_by_mail(settings, away):
    with after(days=740):
        done, failed = carry_out(settings)
        assert (done["warned"], failed) == (1, [])
        assert carry_out(settings)[0]["warned"] == 0
    mail = db.session.scalars(select(OutgoingMail)).one()
    assert mail.recipient == away.email
    assert "uiterlijk op 10 april 2028" in mail.text
    assert "/inloggen" in mail.text


def test_who_was_away_shorter_is_not(settings, away):
    with after(days=725):
        assert carry_out(settings)[0]["warned"] == 0


def test_coming_back_withdraws_the_warning(settings, away):
    with after(days=740):
        carry_out(settings)
    with after(days=750):
        cast.reloaded(away).last_seen_on = date(2028, 3, 21)
        db.session.commit()
        done, _failed = carry_out(settings)
        assert done["withdrawn"] == 1
    with after(days=790):
        assert carry_out(settings)[0]["anonymised"] == 0
    assert cast.reloaded(away).name == "Wim Verweg"


def test_who_does_not_come_back_loses_the_name_and_their_words_stay(settings, away, initiative):
    comment = cast.make_comment(initiative, away, "Ik help mee.")
    with after(days=740):
        carry_out(settings)
    with after(days=769):
        assert carry_out(settings)[0]["anonymised"] == 0
    with after(days=771):
        assert carry_out(settings)[0]["anonymised"] == 1
        assert carry_out(settings)[0]["anonymised"] == 0
    user = cast.reloaded(away)
    assert user.anonymised_at is not None
    assert "Wim" not in user.name
    assert cast.reloaded(comment).body == "Ik help mee."
    assert db.session.scalars(select(InactivityWarning)).all() == []


def test_an_administrator_and_a_place_without_mail_lose_nobody(app, settings, away, ada):
    ada.last_seen_on = START.date()
    db.session.commit()
    silent = replace(settings, mail_server="")
    with after(days=900):
        assert carry_out(silent)[0]["warned"] == 0
        carry_out(settings)
    assert db.session.scalars(select(InactivityWarning.user_id)).all() == [away.id]


def test_who_never_confirmed_is_gone_after_a_week(settings):
    with after():
        user = cast.make_user("Ali", confirmed_at=None)
        cast.save(
            AccountLink(
                token_hash="a" * 64,
                purpose=LinkPurpose.CONFIRM,
                user_id=user.id,
                expires_at=now() + timedelta(hours=1),
            )
        )
    with after(days=6):
        assert carry_out(settings)[0]["sign_ups"] == 0
    with after(days=8):
        assert carry_out(settings)[0]["sign_ups"] == 1
    assert db.session.scalars(select(User).where(User.id == user.id)).all() == []


def test_who_asked_for_a_link_again_just_now_stays(settings):
    with after():
        user = cast.make_user("Ali", confirmed_at=None)
    with after(days=8):
        cast.save(
            AccountLink(
                token_hash="a" * 64,
                purpose=LinkPurpose.CONFIRM,
                user_id=user.id,
                expires_at=now() + timedelta(hours=1),
            )
        )
        assert carry_out(settings)[0]["sign_ups"] == 0


@pytest.fixture
def over(programme) -> Programme:
    """A programme that ended on 2 March."""
    programme.ends_on = START.date()
    db.session.commit()
    return programme


def test_long_after_its_end_nobody_in_a_programme_has_a_name(
    settings, over, initiative, rachida, nico, client
):
    said = cast.make_comment(initiative, nico, "Dat klopt.")
    also = cast.make_comment(initiative, nico, "Nog iets.")
    cast.save(Support(initiative_id=initiative.id, user_id=nico.id))
    cast.save(
        Participation(
            initiative_id=initiative.id,
            user_id=rachida.id,
            skills="koken",
            note="bel 0612345678",
            shares_email=True,
        )
    )
    with after(days=300):
        carry_out(settings)
        assert cast.reloaded(said).author_id == nico.id
    with after(days=367):
        done, failed = carry_out(settings)
        assert (done["programmes"], failed) == (2, [])
        assert carry_out(settings)[0]["programmes"] == 0
        assert people_left(over.id) == set()
    assert cast.reloaded(said).author_id == cast.reloaded(also).author_id != nico.id
    assert cast.reloaded(nico).name == "Nico"  # who keeps the account, and what they do elsewhere
    joined = db.session.scalars(select(Participation)).one()
    assert (joined.skills, joined.note, joined.shares_email, joined.hours_a_month) == ("", "", False, None)
    assert joined.user_id not in {rachida.id, nico.id}
    page = client.get(f"/initiatieven/{initiative.id}", follow_redirects=True).text
    assert "Nico" not in page
    assert "Dat klopt." in page


def test_another_programme_keeps_its_people(settings, over, initiative, nico, otto):
    elsewhere = db.session.scalars(select(Programme).where(Programme.id != over.id)).one()
    board = cast.make_board("Groen", elsewhere)
    comment = cast.make_comment(cast.make_initiative("Tuin", board, nico), nico)
    with after(days=400):
        carry_out(settings)
    assert cast.reloaded(comment).author_id == nico.id


def test_the_trail_tells_of_it_without_names(settings, away, over, initiative, rachida):
    with after(days=740):
        carry_out(settings)
    with after(days=771):
        carry_out(settings)
    verbs = {line.verb for line in lines()}
    assert {"inactivity.warned", "inactivity.anonymised", "programme.names_removed"} <= verbs
    told = json.dumps([line.details for line in lines()])
    assert not [name for name in ("Wim", "Rachida", "Verweg", "@") if name in told]


def test_when_it_was_done_is_kept_with_what_failed(settings, away):
    store_away = replace(
        settings,
        files_store="s3",
        s3_bucket="linde",
        s3_endpoint="http://127.0.0.1:1",
        s3_access_key="a",
        s3_secret_key="b",
    )
    with after(days=740):
        _done, failed = carry_out(store_away)
    run = db.session.scalars(select(RetentionRun)).one()
    assert failed == run.failed == ["files"]
    assert run.done["warned"] == 1


def test_a_clock_that_runs_ahead_for_a_while_erases_nothing(settings, over, initiative, rachida):
    with after(days=1):
        keep_periods()
    with after(days=740):  # by mistake
        for _hour in range(2):
            keep_periods()
    assert cast.reloaded(initiative).created_by_id == rachida.id
    with after(days=741, minutes=1):
        keep_periods()
    assert cast.reloaded(initiative).created_by_id != rachida.id


def test_a_demonstration_stays_whole(app, settings, away, over, initiative, rachida):
    app.extensions["settings"] = replace(settings, demo=True)
    with after(days=740):
        keep_periods()
    assert db.session.scalars(select(RetentionRun)).all() == []
    assert cast.reloaded(initiative).created_by_id == rachida.id


def test_the_command_says_what_it_did(app, settings, away):
    with after(days=740):
        told = app.test_cli_runner().invoke(args=["retention"])
    assert told.exit_code == 0, told.output
    assert "warned: 1" in told.output
