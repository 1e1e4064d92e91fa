"""security.txt, the page to change a password, robots.txt: where programs look for them on every site."""

from datetime import datetime, timedelta

import pytest

from workspace.config import BadSettings, read_settings
from workspace.db import now

pytestmark = pytest.mark.once


def test_security_txt_says_whom_to_tell_until_when(client):
    answer = client.get("/.well-known/security.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields["Contact"].startswith("https://") and fields["Preferred-Languages"] == "nl, en"
    assert fields["Canonical"] == "http://127.0.0.1:8000/.well-known/security.txt"
    left = datetime.fromisoformat(fields["Expires"]) - now()
    assert timedelta(days=170) < left < timedelta(days=365)  # RFC 9116, 2.5.5


def test_it_is_found_at_the_top_too(client):
    answer = client.get("/security.txt")
    assert (answer.status_code, answer.location) == (301, "/.well-known/security.txt")


@pytest.mark.parametrize(
    "contact", ["mailto:veilig@example.nl", "https://example.nl/meld", "tel:+31-40-1234567"]
)
def test_an_installation_says_whom_it_wants_told(contact):
    assert read_settings({"SECURITY_CONTACT": contact}).security_contact == contact


@pytest.mark.parametrize(
    "contact", ["", "veilig@example.nl", "http://example.nl", "mailto:a@b.nl\nExpires: 1999"]
)
def test_a_contact_that_is_none_is_refused_at_the_start(contact):
    with pytest.raises(BadSettings, match="SECURITY_CONTACT"):
        read_settings({"SECURITY_CONTACT": contact})


def test_a_password_manager_finds_where_to_change_a_password(client, nico):
    answer = client.sign_in(nico).get("/.well-known/change-password")
    assert (answer.status_code, answer.location) == (302, "/account/wachtwoord")


def test_search_engines_are_kept_from_what_belongs_to_one_person(client):
    lines = client.get("/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *" and {"Disallow: /account", "Disallow: /mijn"} <= set(lines)
