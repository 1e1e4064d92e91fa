"""A comment that was hidden by mistake is shown again, as it was written."""

import pytest

from tests import cast
from workspace.activity.models import Event
from workspace.comments.models import Comment
from workspace.db import db
from workspace.initiatives.models import Initiative


def address(comment: Comment, noun: str = "herstel") -> str:
    return f"/initiatieven/{comment.initiative_id}/reacties/{comment.id}/{noun}"


def talk(initiative: Initiative) -> str:
    return f"/initiatieven/{initiative.id}/reacties"


@pytest.fixture
def hidden(client, initiative, nico, karin) -> Comment:
    initiative.comment_count = 1
    comment = cast.make_comment(initiative, nico, "Wat een raar plan.")
    client.sign_in(karin).post(address(comment, "verwijdering"), data={"reason": "Dit is niet aardig."})
    return comment


@pytest.mark.parametrize("who", ["karin", "tess", "marja", "ada"])
def test_who_moderates_reads_it_once_more_and_shows_it_again(client, request, hidden, initiative, who):
    client.sign_in(request.getfixturevalue(who))
    assert address(hidden) in client.get(talk(initiative)).text
    page = client.get(address(hidden)).text
    assert "Dit is niet aardig." in page
    assert "Wat een raar plan." in page
    answer = client.post(address(hidden))
    assert answer.status_code == 303
    seen = client.sign_out().get(talk(initiative)).text
    assert "Wat een raar plan." in seen
    assert "verwijderd" not in seen
    assert cast.reloaded(initiative).comment_count == 1
    assert db.session.query(Event).filter_by(verb="comment_restored").count() == 1


def test_showing_it_twice_counts_once(client, hidden, initiative):
    for _ in range(2):  # still signed in as the kartrekker, who hid it
        assert client.post(address(hidden)).status_code == 303
    assert cast.reloaded(initiative).comment_count == 1


@pytest.mark.parametrize("who", ["nico", "rachida", "paul", "rik", "olaf", "coby", "otto"])
def test_others_neither_read_nor_show_it(client, request, hidden, initiative, who):
    client.sign_in(request.getfixturevalue(who))
    assert address(hidden) not in client.get(talk(initiative)).text
    assert client.get(address(hidden)).status_code == 403
    assert client.post(address(hidden)).status_code == 403
    assert cast.reloaded(hidden).removed_at is not None


def test_what_its_author_took_back_is_gone_for_good(client, initiative, nico, karin):
    comment = cast.make_comment(initiative, nico, "Wat een raar plan.")
    client.sign_in(nico).post(address(comment, "verwijdering"), data={})
    client.sign_in(karin)
    assert address(comment) not in client.get(talk(initiative)).text
    assert client.get(address(comment)).status_code == 403
    assert client.post(address(comment)).status_code == 403
