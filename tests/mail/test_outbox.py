"""The outbox of a demonstration shows the mail that it does not send."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.client import StrictClient
from workspace.access import VISITOR
from workspace.accounts.models import User
from workspace.db import db
from workspace.mail.actions import enqueue_mail

Change = Callable[..., None]


@pytest.fixture
def set_up(app: Flask) -> Iterator[Change]:
    """Change settings for one test."""
    before = app.extensions["settings"]

    def change(**values: object) -> None:
        app.extensions["settings"] = replace(before, **values)

    yield change
    app.extensions["settings"] = before


def write(number: int = 1, text: str = "Klik: http://127.0.0.1:8000/inloggen/link/abc\n") -> None:
    enqueue_mail(f"nel{number}@example.nl", subject=f"Bericht {number}", text=text, locale="nl", by=VISITOR)
    db.session.commit()


def test_a_demonstration_shows_it_with_links_to_click(client: StrictClient, set_up: Change):
    set_up(demo=True)
    write()
    page = client.get("/postvak")
    assert page.status_code == 200
    assert "Bericht 1" in page.text and "nel1@example.nl" in page.text
    assert 'href="http://127.0.0.1:8000/inloggen/link/abc"' in page.text


def test_an_empty_outbox_says_so(client: StrictClient, set_up: Change):
    set_up(demo=True)
    assert "Er zijn nog geen berichten" in client.get("/postvak").text


@pytest.mark.parametrize(
    "values", [{}, {"demo": False}, {"demo": True, "mail_server": "mail.example.nl"}, {"mail_server": "x"}]
)
def test_anywhere_else_it_does_not_exist(
    client: StrictClient, set_up: Change, ada: User, values: dict[str, object]
):
    set_up(**values)
    write()
    assert client.get("/postvak").status_code == 404
    assert client.sign_in(ada).get("/postvak").status_code == 404


def test_what_people_wrote_stays_text(client: StrictClient, set_up: Change):
    set_up(demo=True)
    write(text='<script>alert(1)</script> http://x.example/"onmouseover="alert(1) javascript:alert(1)')
    page = client.get("/postvak").text
    assert "<script>alert" not in page and '"onmouseover=' not in page and 'href="javascript:' not in page


def test_it_shows_the_newest_fifty_and_asks_the_database_once(
    client: StrictClient, set_up: Change, queries: list[str]
):
    set_up(demo=True)
    for number in range(60):
        write(number)
    queries.clear()
    page = client.get("/postvak").text
    assert page.count('class="mail"') == 50
    assert "Bericht 59" in page and "Bericht 9<" not in page
    assert len([statement for statement in queries if "outgoing_mail" in statement]) == 1


def test_the_page_after_asking_leads_to_it(client: StrictClient, set_up: Change):
    set_up(demo=True)
    answer = client.post("/inloggen/link", data={"email": "nel@example.nl"})
    assert 'href="/postvak"' in client.get(answer.location).text
    set_up(demo=False)
    assert "/postvak" not in client.get(answer.location).text


def test_it_only_reads(client: StrictClient, set_up: Change):
    set_up(demo=True)
    assert client.post("/postvak").status_code == 405
