"""Known and unknown addresses get the same answers, after the same work."""

import re
from statistics import median
from time import perf_counter

import pytest

from tests.accounts.letters import letters
from tests.cast import PASSWORD, make_user
from tests.client import StrictClient
from workspace.accounts.models import User
from workspace.passwords import hash_password, matches

SECRETS = re.compile(r'name="(?:csrf_token|once)"[^>]*value="[^"]*"')


def told(client: StrictClient, page: str, email: str, **fields: str) -> tuple[int, str | None, str]:
    """Return all that somebody can see of the answer, the address they typed left out."""
    answer = client.sign_out().post(page, data={"email": email, "name": "Iemand", **fields})
    text = answer.text + (client.get(answer.location).text if answer.location else "")
    return answer.status_code, answer.location, SECRETS.sub("", text).replace(email, "…")


@pytest.mark.parametrize("page", ["/aanmelden", "/inloggen", "/inloggen/link", "/wachtwoord-vergeten"])
def test_the_answer_is_the_same_to_the_letter(client: StrictClient, wim: User, page: str):
    make_user("Half", confirmed_at=None)
    fields = {"password": "niet het goede wachtwoord"} if page == "/inloggen" else {}
    answers = {
        told(client, page, email, **fields)
        for email in ("wim@example.nl", "half@example.nl", "niemand@example.nl")
    }
    assert len(answers) == 1


@pytest.mark.parametrize("page", ["/aanmelden", "/inloggen/link", "/wachtwoord-vergeten"])
def test_everybody_gets_one_letter(client: StrictClient, wim: User, page: str):
    for email in ("wim@example.nl", "niemand@example.nl"):
        client.post(page, data={"email": email, "name": "Iemand"})
        assert len(letters(email)) == 1


def test_an_unknown_address_costs_a_comparison_too():
    """Time itself: without the comparison an unknown address would answer some hundred times as fast."""
    stored = hash_password(PASSWORD)

    def took(hashed: str | None) -> float:
        times = []
        for _ in range(7):
            start = perf_counter()
            assert not matches(hashed, "niet het goede wachtwoord")
            times.append(perf_counter() - start)
        return median(times)

    assert 0.3 < took(None) / took(stored) < 3
