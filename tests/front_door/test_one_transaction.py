"""A request is one transaction: a form counts once, and two people at once both hear the truth."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests import cast
from tests.client import key_of
from workspace.comments.models import Comment
from workspace.db import WroteWhileReading, db, read_only

AT_ONCE = 6


def comments() -> int:
    return db.session.scalar(select(func.count(Comment.id)))


def all_at_once(app: Flask, user, send) -> list[TestResponse]:
    """Let several browsers of one person send at the same moment, each in a thread of its own."""
    key, start = key_of(user), Barrier(AT_ONCE)

    def one(number: int) -> TestResponse:
        client = FlaskClient(app, app.response_class)
        with client.session_transaction() as session:
            session["_user_id"] = key
        start.wait()
        return send(client, number)

    db.session.rollback()  # let go of what this test read, as the others would wait for it
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_a_second_click_gives_the_first_answer_and_posts_nothing(client, initiative, nico):
    words = {"body": "Ik neem brood mee.", "once": "een-sleutel"}
    address = f"/initiatieven/{initiative.id}/reacties"
    first = client.sign_in(nico).post(address, data=words)
    second = client.post(address, data=words)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert comments() == 1


def test_a_second_click_from_htmx_shows_the_page_as_it_is(client, initiative, nico):
    words = {"body": "Ik neem brood mee.", "once": "een-sleutel"}
    address = f"/initiatieven/{initiative.id}/reacties"
    client.sign_in(nico).post(address, data=words, headers={"HX-Request": "true"})
    again = client.post(address, data=words, headers={"HX-Request": "true"})
    assert {"HX-Refresh", "HX-Redirect"} & set(again.headers.keys())
    assert comments() == 1


def test_a_refused_form_may_be_sent_again(client, initiative, nico):
    address = f"/initiatieven/{initiative.id}/reacties"
    assert client.sign_in(nico).post(address, data={"body": "", "once": "k"}).status_code == 422
    assert client.post(address, data={"body": "Nu wel.", "once": "k"}).status_code == 303
    assert comments() == 1


def test_two_people_may_happen_to_have_the_same_key(client, initiative, nico, rachida):
    address = f"/initiatieven/{initiative.id}/reacties"
    for user in (nico, rachida):
        client.sign_out().sign_in(user).post(address, data={"body": "Hoi.", "once": "k"})
    assert comments() == 2


def test_six_clicks_at_the_same_moment_post_once(app, initiative, nico):
    address, words = f"/initiatieven/{initiative.id}/reacties", {"body": "Hoi.", "once": "k"}
    answers = all_at_once(app, nico, lambda client, _: client.post(address, data=words))
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert comments() == 1


def test_six_comments_at_the_same_moment_are_all_kept_and_counted(app, initiative, nico):
    address = f"/initiatieven/{initiative.id}/reacties"
    answers = all_at_once(
        app, nico, lambda client, number: client.post(address, data={"body": f"Nummer {number}"})
    )
    assert {answer.status_code for answer in answers} == {303}
    assert comments() == AT_ONCE
    assert cast.reloaded(initiative).comment_count == AT_ONCE


def test_six_changes_of_one_comment_have_one_winner(app, initiative, nico):
    comment = cast.make_comment(initiative, nico)
    address = f"/initiatieven/{initiative.id}/reacties/{comment.id}/wijziging"
    answers = all_at_once(
        app,
        nico,
        lambda client, number: client.post(address, data={"body": f"Versie {number}", "version": "1"}),
    )
    assert sorted(answer.status_code for answer in answers) == [303, *[409] * (AT_ONCE - 1)]
    assert cast.reloaded(comment).version == 2


def test_a_page_that_shows_something_cannot_change_anything(app, nico):
    with read_only():
        nico.name = "Iemand anders"
        db.session.add(nico)
        with pytest.raises(WroteWhileReading):
            db.session.flush()
    db.session.rollback()
    assert cast.reloaded(nico).name == "Nico"


@pytest.mark.parametrize("key", ["\x00", "k\ud800", "k" * 5000, "'; --"])
def test_a_forged_key_does_no_harm(client, initiative, nico, key):
    address = f"/initiatieven/{initiative.id}/reacties"
    answer = client.sign_in(nico).post(address, data={"body": "Hoi.", "once": key.encode("utf-8", "replace")})
    assert answer.status_code == 303
    assert comments() == 1
