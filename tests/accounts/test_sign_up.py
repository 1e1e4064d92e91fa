"""Signing up: name and address, a link in the mail, and in."""

from tests.accounts.letters import last_letter, link_in
from tests.client import StrictClient


def test_a_newcomer_signs_up_and_confirms(client: StrictClient):
    answer = client.post("/aanmelden", data={"name": "Nel", "email": "nel@example.nl"})
    assert answer.status_code == 303
    assert "nel@example.nl" in client.get(answer.location).text
    link = link_in(last_letter("nel@example.nl"))
    assert "Account openen" in client.get(link).text
    answer = client.post(link)
    assert (answer.status_code, answer.location) == (303, "/")
    page = client.get("/account").text
    assert "Nel" in page and "nel@example.nl" in page
