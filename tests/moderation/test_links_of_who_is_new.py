"""Links of somebody who is new here work only after a look."""

from datetime import timedelta

import pytest

from tests import cast
from workspace.comments.models import Comment
from workspace.db import db, now
from workspace.initiatives.models import Case, LookedAt, Update
from workspace.initiatives.policy import is_new_here

SPAM = "Kijk op https://voorbeeld.example/koop en [hier](https://ander.example/x)."
BOARD = "/programmas/samen-in-linde/eenzaamheid/meldingen"


def say(client, initiative, who, body=SPAM) -> Comment:
    client.sign_in(who).post(f"/initiatieven/{initiative.id}/reacties", data={"body": body})
    comment = db.session.query(Comment).order_by(Comment.id.desc()).first()
    db.session.commit()  # so that it can be asked for its number after the next request
    return comment


@pytest.mark.parametrize(
    ("days", "looked_at", "is_new"), [(0, 0, True), (13, 2, True), (14, 0, False), (1, 3, False)]
)
def test_new_is_two_weeks_or_three_looks(days, looked_at, is_new):
    at = now()
    assert is_new_here(at - timedelta(days=days), looked_at, at=at) is is_new


def test_a_link_of_who_is_new_is_words_until_somebody_looked(client, decide, initiative, nico, karin):
    comment = say(client, initiative, nico)
    assert comment.links_wait
    page = f"/initiatieven/{initiative.id}-soep-op-dinsdag"
    seen = client.sign_out().get(page).text
    assert "https://voorbeeld.example/koop" in seen
    assert '<a href="https://voorbeeld.example' not in seen
    assert "werken zodra iemand ze heeft bekeken" in seen
    queue = client.sign_in(karin).get(BOARD).text
    assert "<code>https://voorbeeld.example/koop</code>" in queue
    assert "<code>https://ander.example/x</code>" in queue
    assert '<a href="https://voorbeeld.example' not in queue
    case = db.session.query(Case).one()
    assert decide(karin, case.id, "links_shown") == 303
    seen = client.sign_out().get(page).text
    assert '<a href="https://voorbeeld.example/koop"' in seen
    assert "werken zodra iemand ze heeft bekeken" not in seen
    assert db.session.query(LookedAt).one().user_id == nico.id
    assert "Er wacht niets." in client.sign_in(karin).get(BOARD).text


def test_words_without_links_are_shown_at_once(client, initiative, nico):
    assert not say(client, initiative, nico, "Ik doe mee.").links_wait
    assert db.session.query(Case).count() == 0


@pytest.mark.parametrize("who", ["paul", "olaf", "karin", "tess", "coby"])
def test_who_takes_part_through_a_role_is_known(client, request, initiative, who):
    assert not say(client, initiative, request.getfixturevalue(who)).links_wait


def test_who_is_here_longer_is_known(client, initiative, nico):
    cast.reloaded(nico).created_at = now() - timedelta(days=15)
    db.session.commit()
    assert not say(client, initiative, nico).links_wait


def test_after_three_looks_links_work_at_once(client, decide, initiative, nico, karin):
    for _ in range(3):
        comment = say(client, initiative, nico)
        case = db.session.query(Case).filter_by(comment_id=comment.id).one()
        decide(karin, case.id, "links_shown")
    assert not say(client, initiative, nico).links_wait


def test_a_link_added_later_waits_and_the_old_one_does_not_wait_again(
    client, decide, initiative, nico, karin
):
    number = say(client, initiative, nico, "Ik doe mee.").id
    address = f"/initiatieven/{initiative.id}/reacties/{number}/wijziging"

    def change(body: str) -> Comment:
        version = db.session.get(Comment, number).version
        assert client.sign_in(nico).post(address, data={"body": body, "version": version}).status_code == 303
        return db.session.get(Comment, number)

    assert change(SPAM).links_wait
    decide(karin, db.session.query(Case).one().id, "links_shown")
    assert not change(f"{SPAM} Echt waar.").links_wait
    assert change(f"{SPAM} https://derde.example/").links_wait


def test_links_in_news_wait_too(client, decide, initiative, rachida, karin):
    client.sign_in(rachida).post(f"/initiatieven/{initiative.id}/nieuws/nieuw", data={"body": SPAM})
    update = db.session.query(Update).one()
    assert update.links_wait
    page = f"/initiatieven/{initiative.id}-soep-op-dinsdag"
    assert '<a href="https://voorbeeld.example' not in client.sign_out().get(page).text
    assert decide(karin, db.session.query(Case).one().id, "links_shown") == 303
    assert '<a href="https://voorbeeld.example' in client.sign_out().get(page).text


def test_account_age_is_read_only_when_something_is_posted(client, queries, initiative, nico):
    page = f"/initiatieven/{initiative.id}-soep-op-dinsdag"
    client.sign_in(nico).get(page)
    queries.clear()
    client.get(page)
    assert not [query for query in queries if "looked_at" in query]
