"""The administrator sees in counts what was kept too long, and when that was last looked after."""

from dataclasses import replace

from tests import cast
from tests.privacy.moments import START, after
from workspace.db import now
from workspace.mail.models import OutgoingMail
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


def test_only_for_the_administrator(client, marja):
    assert client.get(PAGE).status_code == 303
    assert client.sign_in(marja).get(PAGE).status_code == 403
