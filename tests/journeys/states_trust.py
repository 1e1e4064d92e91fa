"""The states of the pages of access, personal data and running it: role, name, address, what is done."""

from typing import Any

OF_TRUST: list[tuple[Any, ...]] = [
    ("resident", "what one agreed to", "/account/toestemmingen"),
    ("resident", "confirm that it is you", "/bevestigen?verder=/account/e-mailadres"),
    ("resident", "ask to be forgotten", "/account/weg"),
    ("resident", "devices", "/account/apparaten"),
    ("administrator", "periods of keeping", "/beheer/bewaartermijnen"),
]
