"""A resident asks, the official answers late, and the clock shows it to everybody."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

from playwright.sync_api import expect

from tests.journeys.conftest import OpenPage
from tests.journeys.people import a_title, look_at_board, post_idea
from tests.journeys.site import Site

DAYS = 21  # whatever holidays there are: more than ten working days


def let_days_pass(site: Site) -> None:
    """Move the newest question so many days into the past, as if the site had stood there all that time."""
    path = site.environment["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=10)) as database, database:
        number, asked_at, due_on = database.execute(
            "SELECT id, asked_at, due_on FROM response_clock ORDER BY id DESC LIMIT 1"
        ).fetchone()
        asked = datetime.fromisoformat(asked_at) - timedelta(days=DAYS)
        due = datetime.fromisoformat(due_on) - timedelta(days=DAYS)
        database.execute(
            "UPDATE response_clock SET asked_at = ?, due_on = ?, first_due_on = ? WHERE id = ?",
            (asked.strftime("%Y-%m-%d %H:%M:%S.%f"), due.date().isoformat(), due.date().isoformat(), number),
        )
        database.execute(
            "UPDATE board_pulse SET public_version = public_version + 1,"
            " partner_version = partner_version + 1"
        )


def test_a_resident_asks_and_the_official_answers_late(open_page: OpenPage, site: Site) -> None:
    resident, official, visitor = (open_page(390) for _ in range(3))
    site.sign_in(resident, "resident")
    site.sign_in(official, "municipality")
    title = a_title("Bankje bij de bus")
    address = post_idea(resident, title)

    # An idea of a resident is a question by itself; this resident asks one thing more.
    resident.goto(address)
    expect(resident.locator("main")).to_contain_text("wacht nog geen werkdag op gemeente Landerd")
    resident.get_by_label("Uw reactie").fill("Mag het bankje op het gras?")
    resident.get_by_label("Dit is een vraag aan").select_option(label="Gemeente Landerd")
    resident.get_by_role("button", name="Reactie plaatsen").click()
    asked = resident.locator("#reacties .comment", has_text="Mag het bankje op het gras?")
    expect(asked).to_contain_text("wacht nog geen werkdag op gemeente Landerd")

    let_days_pass(site)
    expect(look_at_board(visitor, title)).to_contain_text("te laat: wacht")
    visitor.goto(address)
    expect(visitor.locator("#reacties")).to_contain_text("te laat: wacht")

    # The official finds it on their own page, takes it up in one tap and answers.
    official.goto("/mijn")
    late = official.locator("main li", has_text="te laat: wacht").filter(has_text=title)
    late.get_by_role("link", name=title).click()
    official.get_by_role("button", name="Ik pak dit op").click()
    expect(official.locator("main")).to_contain_text("Esther de Groot")
    official.get_by_label("Antwoord van uw organisatie").fill("Ja, als er ruimte blijft om te maaien.")
    official.get_by_role("button", name="Antwoord plaatsen").click()
    expect(official.get_by_text("Het antwoord is geplaatst.")).to_be_visible()

    resident.goto(address)
    answered = resident.locator("#reacties .comment", has_text="Mag het bankje op het gras?").first
    expect(answered).to_contain_text("beantwoord door gemeente Landerd, te laat")
    expect(answered.locator(".comment--official")).to_contain_text("Ja, als er ruimte blijft om te maaien.")
