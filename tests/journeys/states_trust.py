"""The states of the pages of access, personal data and running it: role, name, address, what is done."""

from typing import Any

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
]
