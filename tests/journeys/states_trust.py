"""The states of the pages of access, personal data and running it: role, name, address, what is done."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page


def press(*buttons: str) -> Callable[[Page], None]:
    """Return a step that presses the button with these words, and then the next."""

    def step(page: Page) -> None:
        for button in buttons:
            with page.expect_navigation():
                page.get_by_role("button", name=button).click()

    return step


OF_TRUST: list[tuple[Any, ...]] = [
    ("administrator", "what administrators look after", "/beheer"),
    ("administrator", "the audit trail", "/beheer/controlespoor"),
    ("administrator", "looking for an account", "/beheer/accounts"),
    ("administrator", "an account", "/beheer/accounts/1"),
    ("resident", "what one agreed to", "/account/toestemmingen"),
    ("resident", "confirm that it is you", "/bevestigen?verder=/account/e-mailadres"),
    ("resident", "what is kept about oneself", "/account/gegevens"),
    ("resident", "ask to be forgotten", "/account/weg"),
    ("resident", "devices", "/account/apparaten"),
    ("administrator", "periods of keeping", "/beheer/bewaartermijnen"),
    ("resident", "safe signing in", "/account/veiligheid"),
    ("resident", "adding an app", "/account/veiligheid/app"),
    ("resident", "the code of an app", "/account/veiligheid/app", press("Ik heb een app")),
]
