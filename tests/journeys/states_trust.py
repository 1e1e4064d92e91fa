"""The states of the pages of access, personal data and running it: role, name, address, what is done."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.site import BOARD
from tests.journeys.steps import enter_and_look_again, open_all, send_empty


def press(*buttons: str) -> Callable[[Page], None]:
    """Return a step that presses the button with these words, and then the next."""

    def step(page: Page) -> None:
        for button in buttons:
            with page.expect_navigation():
                page.get_by_role("button", name=button).click()

    return step


def begin_app_and_send_empty(page: Page) -> None:
    press("Ik heb een app")(page)
    send_empty(page)


def look_for_everybody(page: Page) -> None:
    page.get_by_label("Naam of e-mailadres").fill("an")
    press("Opzoeken")(page)


def tell_a_phone_number(page: Page) -> None:
    """Post something with a phone number in it: it is asked whether that is meant."""
    page.goto(page.get_by_role("link", name="Initiatief plaatsen").get_attribute("href") or "")
    page.get_by_label("Titel").fill("Samen eten, bel 06 12 34 56 78")
    page.locator("textarea[name=summary]").fill("Mijn BSN is 111222333.")
    page.get_by_role("button", name="Initiatief plaatsen").click()
    expect(page.get_by_label("Toch plaatsen")).to_have_count(1)


def ask_to_be_forgotten(page: Page) -> None:
    """Ask it, and look at all that waits for a week."""
    page.locator("main label", has_text="Ook weghalen").click()
    press("Weghalen over zeven dagen")(page)
    open_all(page)


def send_without_a_token(page: Page) -> None:
    """Send a form that is not of this visit."""
    page.evaluate("document.querySelector('main [name=csrf_token]').value = 'oud'")
    press("Account maken")(page)


def send_too_much(page: Page) -> None:
    """Send more fields than a form may have."""
    page.evaluate(
        """() => {
          const field = document.querySelector("main [name=csrf_token]");
          for (let number = 0; number <= 3000; number += 1) field.after(field.cloneNode());
        }"""
    )
    press("Account maken")(page)


def fetch_too_often(page: Page) -> None:
    """Take one's data along more often than can be in a day."""
    page.evaluate(
        """async () => {
          const form = document.querySelector("form[action$=ophalen]"), body = new FormData();
          body.append("csrf_token", form.elements.csrf_token.value);
          for (let time = 0; time < 5; time += 1) await fetch(form.action, { method: "POST", body });
        }"""
    )
    press("Mijn gegevens ophalen")(page)


def forget_who_was_entered(page: Page) -> None:
    """Ask, for somebody whom one entered, that all of it goes, and look at what waits."""
    enter_and_look_again(page)
    page.get_by_role("link", name="Alles van deze persoon weghalen").click()
    press("Weghalen over zeven dagen")(page)
    page.locator("main label", has_text="Ook weghalen").click()
    press("Weghalen over zeven dagen")(page)
    open_all(page)


def choose_nothing_for_who_was_entered(page: Page) -> None:
    enter_and_look_again(page)
    page.get_by_role("link", name="Alles van deze persoon weghalen").click()
    press("Weghalen over zeven dagen")(page)


OF_TRUST: list[tuple[Any, ...]] = [
    ("administrator", "what administrators look after", "/beheer"),
    ("administrator", "the audit trail", "/beheer/controlespoor"),
    ("administrator", "the audit trail, of nothing", "/beheer/controlespoor?soort=handover&van=2099-01-01"),
    ("administrator", "looking for an account, with mistakes", "/beheer/accounts", send_empty),
    ("administrator", "accounts that were found", "/beheer/accounts", look_for_everybody),
    ("administrator", "an account", "/beheer/accounts/1"),
    ("resident", "what one agreed to", "/account/toestemmingen"),
    ("resident", "confirm that it is you, with mistakes", "/bevestigen?verder=/account", send_empty),
    ("resident", "what is kept about oneself", "/account/gegevens"),
    ("council", "what is kept about oneself, asked too often", "/account/gegevens", fetch_too_often),
    ("resident", "ask to be forgotten, with mistakes", "/account/weg", send_empty),
    ("council", "asked to be forgotten", "/account/weg", ask_to_be_forgotten),
    (
        "representative",
        "forgetting somebody who was entered, with mistakes",
        f"{BOARD}/namens",
        choose_nothing_for_who_was_entered,
    ),
    ("representative", "somebody who was entered goes", f"{BOARD}/namens", forget_who_was_entered),
    ("resident", "devices", "/account/apparaten"),
    ("administrator", "periods of keeping", "/beheer/bewaartermijnen"),
    ("resident", "safe signing in", "/account/veiligheid"),
    ("resident", "adding an app", "/account/veiligheid/app"),
    ("resident", "the code of an app, with mistakes", "/account/veiligheid/app", begin_app_and_send_empty),
    ("resident", "a passkey where none can be", "/account/veiligheid/toegangssleutels/nieuw"),
    ("resident", "no organisation to sign in through", "/account/organisatie"),
    ("resident", "a phone number in public", BOARD, tell_a_phone_number),
    ("visitor", "a form of before", "/aanmelden", send_without_a_token),
    ("visitor", "too much at once", "/aanmelden", send_too_much),
    ("visitor", "a way that is none", "/uitloggen"),
]
