"""The doctor says what is wrong with an installation, and what to do."""

from dataclasses import replace
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from alembic.script import ScriptDirectory
from sqlalchemy import text

from tests.accounts.outside_offices import OddOffice
from tests.attacks.scanner import listening
from tests.mail.servers import free_port
from workspace.activity.models import Event
from workspace.db import db
from workspace.doctor.queries import examine, examine_tables
from workspace.mail.models import OutgoingMail
from workspace.migrating import MIGRATIONS
from workspace.times import now


@pytest.fixture
def settings(app):
    return app.extensions["settings"]


def findings(settings) -> dict:
    return {finding.what: finding for finding in examine(settings)}


class Sink:
    """A mail server that takes everything and keeps nothing."""

    async def handle_DATA(self, server, session, envelope):
        return "250 OK"


@pytest.fixture
def mail_server():
    controller = Controller(Sink(), hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller.port
    controller.stop()


def test_a_good_installation_is_well(settings):
    unwell = {finding.what for finding in examine(settings) if not finding.is_well}
    # The PostgreSQL of the tests does not wait for the disk, which a real one must.
    assert unwell == ({"Safekeeping"} if db.engine.dialect.name == "postgresql" else set())


def test_without_a_mail_server_mail_stays_in_the_outbox(settings):
    assert "stays in the outbox" in findings(settings)["Mail"].told


def test_in_production_mail_must_leave(settings):
    assert not findings(replace(settings, environment="production"))["Mail"].is_well


def test_a_mail_server_that_answers_is_well(settings, mail_server):
    found = findings(replace(settings, mail_server="127.0.0.1", mail_port=mail_server))
    assert found["Mail"].is_well and found["Outbox"].is_well


def test_a_mail_server_that_is_silent_is_named(settings):
    found = findings(replace(settings, mail_server="127.0.0.1", mail_port=1))["Mail"]
    assert not found.is_well and "127.0.0.1:1" in found.told and "MAIL_SERVER" in found.todo


def test_mail_that_waits_for_hours_is_told(settings, mail_server):
    db.session.add(
        OutgoingMail(
            message_id="1",
            recipient="a@example.nl",
            subject="x",
            text="x",
            written_at=now() - timedelta(hours=2),
        )
    )
    db.session.flush()
    found = findings(replace(settings, mail_server="127.0.0.1", mail_port=mail_server))
    assert not found["Outbox"].is_well


def test_a_clock_that_was_set_back_is_told(settings):
    db.session.add(Event(verb="initiative_posted", happened_at=now() + timedelta(days=1)))
    db.session.flush()
    assert not findings(settings)["Clock"].is_well


def test_a_folder_that_cannot_be_written_is_told(settings, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    found = findings(replace(settings, files_dir=blocked))["Files folder"]
    assert not found.is_well and str(blocked) in found.told


def test_behind_https_the_proxy_must_be_known(settings):
    https = replace(settings, site_url="https://samen.example.nl")
    assert not findings(https)["Proxy"].is_well
    assert findings(replace(https, trusted_proxies=1))["Proxy"].is_well
    assert "TRUSTED_PROXIES=0" in findings(https)["Proxy"].told
    assert "all visitors would share one address" in findings(https)["Proxy"].told
    assert "number 2 from the end" in findings(replace(https, trusted_proxies=2))["Proxy"].told
    assert findings(settings)["Proxy"].is_well, "without https on one's own machine none is needed"


def test_a_theme_that_is_missing_is_told(settings, tmp_path):
    assert not findings(replace(settings, theme_file=tmp_path / "weg.css"))["Theme"].is_well


def test_a_virus_scanner_that_is_silent_is_told(settings):
    with listening() as scanner:
        there = replace(settings, virus_scanner=scanner.setting)
        assert findings(there)["Virus scanner"].is_well
    found = findings(there)["Virus scanner"]
    assert not found.is_well and "VIRUS_SCANNER" in found.todo
    assert "Virus scanner" not in findings(settings)


def test_an_organisation_through_which_nobody_can_sign_in_is_told(settings, tmp_path):
    office = OddOffice()
    there = replace(settings, oidc_issuer=office.address, oidc_name="Linde", oidc_client_id="samenbord")
    assert findings(there)["Organisation"].is_well
    without_key = findings(replace(there, oidc_private_key_file=tmp_path / "weg.pem"))["Organisation"]
    office.close()
    away = findings(there)["Organisation"]
    assert not without_key.is_well and "OIDC_PRIVATE_KEY_FILE" in without_key.todo
    assert not away.is_well and office.address in away.told
    assert "Organisation" not in findings(settings)


def test_tables_of_another_version_are_told(settings):
    assert examine_tables().is_well
    db.session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    found = examine_tables()
    assert not found.is_well and "db upgrade" in found.todo
    db.session.rollback()


def test_no_password_is_printed(app, settings):
    printed = app.test_cli_runner().invoke(args=["doctor"])
    assert "✓ Database" in printed.output
    assert settings.secret_key not in printed.output


def test_it_fails_when_something_is_wrong(app):
    run = app.test_cli_runner().invoke
    db.session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    db.session.commit()
    told = run(args=["doctor"])
    db.session.execute(text(f"UPDATE alembic_version SET version_num = '{newest_migration()}'"))
    db.session.commit()
    assert told.exit_code == 1 and "✗ Tables" in told.output and "db upgrade" in told.output


def newest_migration() -> str | None:
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()
