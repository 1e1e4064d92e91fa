"""A watcher is told that something changed, in front of everything else, and of nothing hidden."""

import time

import pytest

from tests.client import HTMX
from workspace.access import Actor
from workspace.activity.actions import record
from workspace.db import db
from workspace.live import RENEW_AFTER, Watch

ADDRESS = "/programmas/samen-in-linde/eenzaamheid"


def watched(page):
    """Return where this page asks for news, and the version it shows."""
    part = page.text.split('id="kijk"')[1]
    return part.split('data-live-url="')[1].split('"')[0], part.split('data-version="')[1].split('"')[0]


def something_happens(client, programme, board, *, is_public):
    record("test", by=Actor(), programme_id=programme.id, board_id=board.id, is_public=is_public)
    db.session.commit()
    client.application.extensions["watch"].forget()


def test_nothing_new_is_no_content_and_costs_one_look(client, board, queries):
    address, version = watched(client.get(ADDRESS))
    queries.clear()
    answer = client.get(address + version)
    assert (answer.status_code, answer.data) == (204, b"")
    assert len(queries) == 1
    assert client.get(address + version).status_code == 204
    assert len(queries) == 1, "A second watcher within a moment costs nothing"
    assert "Set-Cookie" not in answer.headers


def test_news_is_a_number_and_the_page_behind_it_has_that_number(client, programme, board):
    address, version = watched(client.get(ADDRESS))
    something_happens(client, programme, board, is_public=True)
    answer = client.get(address + version)
    assert answer.json == {"version": int(version) + 1}
    part = client.get(ADDRESS, headers={**HTMX, "X-Live": "1"})
    assert watched(part)[1] == str(answer.json["version"])


def test_a_visitor_is_not_told_that_something_hidden_happened(client, programme, board, paul):
    address, version = watched(client.get(ADDRESS))
    insider, its_version = watched(client.sign_in(paul).get(ADDRESS))
    something_happens(client, programme, board, is_public=False)
    assert client.get(address + version).status_code == 204
    assert client.get(insider + its_version).status_code == 200


@pytest.mark.parametrize("change", [("iedereen", "partners"), (".", "0."), ("?", "0?"), ("kijk/", "kijk/x")])
def test_an_address_that_was_made_up_is_not_found(client, board, change):
    address, version = watched(client.get(ADDRESS))
    assert client.get(address.replace(*change, 1) + version).status_code == 404


@pytest.mark.parametrize("path", ["/kijk/", "/kijk/x", "/kijk/1.partners.9999999999.", "/kijk/....é"])
def test_nonsense_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_watcher_comes_back_for_its_rights_after_a_while(board, monkeypatch):
    watch = Watch("secret", lambda board_id: (7, 9))
    address = watch.url(board.id, "partners")
    said = []

    def ask():
        said.clear()
        path, _, query = address.partition("?")
        environ = {"PATH_INFO": path, "QUERY_STRING": query + "9", "REQUEST_METHOD": "GET"}
        answer = watch.in_front_of(lambda *_: [b"application"])
        return b"".join(answer(environ, lambda status, headers: said.append(status))), *said

    assert ask() == (b"", "204 No Content")
    later = time.time() + 3 * RENEW_AFTER
    monkeypatch.setattr("workspace.live.time.time", lambda: later)
    assert ask() == (b'{"version": 0}', "200 OK")
