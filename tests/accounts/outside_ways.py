"""Going to an organisation and coming back, as a browser does."""

import re
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from tests.accounts.outside_offices import SECRET, OddOffice
from tests.client import StrictClient

ASK, BACK, LINK = "/inloggen/organisatie", "/inloggen/organisatie/terug", "/account/organisatie/koppelen"


def of(app: Flask, address: str, **more: Any) -> None:
    """Let this installation know this organisation."""
    app.extensions["settings"] = replace(
        app.extensions["settings"],
        oidc_name="Gemeente Linde",
        oidc_issuer=address,
        oidc_client_id="samenbord",
        oidc_client_secret=SECRET,
        **more,
    )


def come_back(client: StrictClient, answer: dict[str, str], once: str = "") -> TestResponse:
    """Come back from the organisation and press the one button."""
    page = client.get(BACK, query_string=answer)
    if page.status_code != 200:
        return page
    assert "Verder" in page.text
    return client.post(BACK, data={**answer, "once": once})


def way_there(client: StrictClient, address: str = ASK) -> str:
    """Ask to be sent to the organisation; return where that is: by a link on a page when linking."""
    page = client.get(address)
    if page.location:
        return page.location
    (found,) = re.findall(r'href="(http://127[^"]*state=[^"]*)"', page.text)
    return unescape(found)


def asked(client: StrictClient, address: str = ASK) -> dict[str, str]:
    """Ask to be sent to the organisation; return what it is asked."""
    return dict(parse_qsl(urlsplit(way_there(client, address)).query))


def through(client: StrictClient, odd: OddOffice, address: str = ASK, **changed: str) -> TestResponse:
    """Go to the odd organisation and come back with its answer."""
    sent = asked(client, address)
    odd.nonce = sent["nonce"]
    answer = {"code": "code", "state": sent["state"], "iss": odd.address, **changed}
    return come_back(client, {name: value for name, value in answer.items() if value})


def is_signed_in(client: StrictClient) -> bool:
    return client.get("/account").status_code == 200
