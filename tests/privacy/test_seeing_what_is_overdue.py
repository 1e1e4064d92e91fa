"""The administrator sees in counts what was kept too long, and when that was last looked after."""

from dataclasses import replace

from sqlalchemy import update

from tests import cast
from tests.client import StrictClient
from tests.privacy.moments import START, after
from workspace.access import OPERATOR
from workspace.db import db, now
from workspace.mail.models import OutgoingMail
from workspace.privacy.actions import retention_rows as rows
from workspace.privacy.cli.periods import carry_out

PAGE = "/beheer/bewaartermijnen"
WAIT = "Accounts die niemand gebruikt"


def row(page: str, name: str) -> list[str]:
    """Return the numbers in the row with this name."""
    after_name = page.partition(f">{name}</th>")[2].partition("</tr>")[0]
    return [cell.partition("</td>")[0] for cell in after_name.split('<td class="number">')[1:]]


def test_counts_of_what_is_overdue_and_what_goes_soon(client, ada, settings):
    with after():
        cast.make_user("Wim Verweg", last_seen_on=START.date())
        cast.save(OutgoingMail(message_id="1", recipient="wim@example.nl", subject="Dag", text=""))
    with after(days=10):
        page = client.sign_in(ada).get(PAGE).text
        assert row(page, WAIT) == ["0", "0"]
        assert row(page, "Verstuurde mail") == ["0", "1"]
    with after(days=740):
        page = client.sign_in(ada).get(PAGE).text
        assert row(page, WAIT) == ["1", "0"]
        assert row(page, "Verstuurde mail") == ["1", "0"]
        carry_out(settings)
        page = client.sign_in(ada).get(PAGE).text
        assert row(page, WAIT) == ["0", "1"]
        assert "Mensen gewaarschuwd dat hun account weggaat: 1" in page
        assert "Verweg" not in page


def test_names_in_a_programme_that_is_over_are_counted(client, ada, settings, programme, initiative):
    programme.ends_on = START.date()
    cast.save(programme)
    with after(days=350):
        assert row(
            client.sign_in(ada).get(PAGE).text, "Programma&#39;s die voorbij zijn, met namen erin"
        ) == [
            "0",
            "1",
        ]
    with after(days=400):
        assert row(
            client.sign_in(ada).get(PAGE).text, "Programma&#39;s die voorbij zijn, met namen erin"
        ) == ["1", "0"]
        carry_out(settings)
        assert row(
            client.sign_in(ada).get(PAGE).text, "Programma&#39;s die voorbij zijn, met namen erin"
        ) == ["0", "0"]


def test_it_says_when_nobody_looks_after_it(client, ada, app, settings):
    with after():
        assert "liep nog nooit" in client.sign_in(ada).get(PAGE).text
        carry_out(replace(settings, files_store="s3", s3_bucket="b", s3_endpoint="http://127.0.0.1:1"))
        page = client.sign_in(ada).get(PAGE).text
        assert "liep nog nooit" not in page
        assert "De laatste keer lukte dit niet: Bestanden die bij niets horen" in page
    with after(hours=5):
        assert "hoort elk uur te lopen" in client.sign_in(ada).get(PAGE).text
        assert now() > START


def test_without_mail_it_says_that_nobody_is_warned(client, ada):
    assert "geen mailserver ingesteld" in client.sign_in(ada).get(PAGE).text


FRONT, ALERT = "/beheer", "al weg moeten zijn"


def alerts(client: StrictClient) -> int:
    return client.get(FRONT).text.count(ALERT)


def test_the_administrator_is_told_once_on_their_front_page_when_it_does_not_go(client, ada, settings):
    with after():
        cast.make_user("Wim Verweg", last_seen_on=START.date())
    with after(days=740):
        assert alerts(client.sign_in(ada)) == 1, "The work was never done"
        carry_out(settings)  # who is to be warned is warned, and has time to come back
        assert alerts(client) == 0
    with after(days=771):
        assert alerts(client.sign_in(ada)) == 1, "The work was not done for a month"
        carry_out(replace(settings, files_store="s3", s3_bucket="b", s3_endpoint="http://127.0.0.1:1"))
        assert alerts(client) == 0  # it failed for files, and of all the rest nothing is too late
        cast.save(OutgoingMail(message_id="1", recipient="wim@example.nl", subject="Dag", text=""))
        db.session.execute(update(OutgoingMail).values(written_at=START))
        db.session.commit()
        assert alerts(client) == 1, "It fails, and something is too late"
        carry_out(settings)
        assert alerts(client) == 0  # it goes within the hour


def test_nobody_else_is_told_and_no_mail_says_so(client, ada, marja, settings):
    with after():
        cast.make_user("Wim Verweg", last_seen_on=START.date())
    with after(days=740):
        for address in ("/", "/mijn", "/account"):
            assert ALERT not in client.sign_in(marja).get(address).text
        assert client.get(FRONT).status_code == 403
        assert ALERT in client.sign_in(ada).get(FRONT).text
        assert db.session.query(OutgoingMail).count() == 0


def test_without_mail_an_account_that_nobody_can_be_warned_of_is_told(app, client, ada, settings):
    silent = app.extensions["settings"] = replace(settings, mail_server="")
    with after():
        cast.make_user("Wim Verweg", last_seen_on=START.date())
    with after(days=740):
        carry_out(silent)
        assert alerts(client.sign_in(ada)) == 1


def test_a_clock_that_was_a_year_ahead_does_not_keep_it_silent(client, ada, settings):
    with after():
        cast.make_user("Wim Verweg", last_seen_on=START.date())
    with after(days=1100):
        rows.note_run(began_at=now(), done={}, failed=[], by=OPERATOR)
        db.session.commit()
    with after(days=740):
        assert alerts(client.sign_in(ada)) == 1
        assert "hoort elk uur te lopen" in client.get(PAGE).text


def test_in_a_demonstration_nobody_is_told(app, client, ada, settings):
    with after():
        cast.make_user("Wim Verweg", last_seen_on=START.date())
    with after(days=740):
        app.extensions["settings"] = replace(settings, demo=True)
        assert alerts(client.sign_in(ada)) == 0
        assert "Dit is een demonstratie." in client.get(PAGE).text


def test_only_for_the_administrator(client, marja):
    assert client.get(PAGE).status_code == 303
    assert client.sign_in(marja).get(PAGE).status_code == 403
