"""Mijn werkplek: what asks something of me, and what changed since I said that I saw it."""

from datetime import timedelta

import pytest

from tests import cast
from tests.following.conftest import follow
from workspace.db import db, now
from workspace.following.models import Notice
from workspace.initiatives.models import Visibility

CHANGED = "Wat veranderde in wat u volgt"


def changes(client) -> str:
    """Return the part of the page that says what changed."""
    return client.get("/mijn").text.split(CHANGED)[1].split("Mijn initiatieven")[0]


@pytest.fixture
def news(initiative, board, happened, spread, rachida, nico, paul):
    """Something of each sort happened to what Nico follows."""
    follow(nico, initiative)
    follow(nico, board)
    for _ in range(3):
        comment = cast.make_comment(initiative, paul)
        happened("comment_posted", paul, subject_id=comment.id)
    happened("initiative_news", rachida)
    happened("theme_lead.named", rachida, initiative_id=None, subject_id=paul.id)
    spread()


def test_nothing_is_said_kindly(client, nico):
    text = client.sign_in(nico).get("/mijn").text
    assert "Er wacht nu niets op u." in text
    assert "Niets nieuws sinds u hier was." in text


def test_what_changed_is_grouped_with_one_line_per_thing(client, initiative, news, nico):
    text = changes(client.sign_in(nico))
    assert text.count("Soep op dinsdag</a>") == 1
    assert "3 nieuwe reacties, de laatste van Paul" in text
    assert "Rachida plaatste nieuws" in text
    assert "Rachida wees een nieuwe kartrekker aan" in text
    assert text.index("Eenzaamheid") < text.index("Soep op dinsdag")
    assert f"/initiatieven/{initiative.id}-soep-op-dinsdag#nieuws" in text


def test_looking_marks_nothing_and_the_button_marks_it_all(client, news, nico, paul):
    client.sign_in(nico).get("/mijn")
    assert "Paul" in changes(client)
    newest = max(notice.id for notice in db.session.query(Notice).filter_by(user_id=nico.id))
    answer = client.post("/mijn/nieuws/gelezen", data={"until": newest})
    assert answer.location == "/mijn#veranderd"
    assert "Niets nieuws sinds u hier was." in changes(client)
    assert "3 nieuwe reacties" in client.get("/mijn/nieuws").text


def test_one_group_is_marked_by_itself(client, initiative, board, news, nico):
    client.sign_in(nico)
    until = {"until": 10**8}
    client.post("/mijn/nieuws/gelezen", data={**until, "about": f"initiative-{initiative.id}"})
    assert "Soep" not in changes(client)
    assert "Eenzaamheid" in changes(client)
    client.post("/mijn/nieuws/gelezen", data={**until, "about": f"board-{board.id}"})
    assert "Niets nieuws" in changes(client)


@pytest.mark.parametrize(
    "data",
    [{}, {"until": "x"}, {"until": "9" * 30}, {"until": "99999", "about": "initiative-x"},
     {"until": "99999", "about": "' OR 1=1"}, {"until": "99999", "about": "board-" + "9" * 40}],
)  # fmt: skip
def test_odd_input_marks_nothing(client, news, nico, data):
    assert client.sign_in(nico).post("/mijn/nieuws/gelezen", data=data).status_code == 303
    assert "Soep" in changes(client)


def test_what_came_after_the_page_was_drawn_stays(client, happened, spread, news, nico, rachida):
    newest = max(notice.id for notice in db.session.query(Notice).filter_by(user_id=nico.id))
    happened("initiative_ended", rachida, details={"to_stage": "completed"})
    spread()
    client.sign_in(nico).post("/mijn/nieuws/gelezen", data={"until": newest})
    assert "Rachida sloot het af: Afgerond" in changes(client)


def test_nobody_marks_what_another_was_told(client, news, nico, rachida):
    client.sign_in(rachida).post("/mijn/nieuws/gelezen", data={"until": 10**8})
    assert "Soep" in changes(client.sign_in(nico))


def test_who_supports_or_joins_is_not_named(client, happened, spread, rachida, nico):
    happened("initiative_supported", nico, times=2)
    happened("initiative_joined", nico)
    spread()
    text = changes(client.sign_in(rachida))
    assert "2 mensen steunen dit initiatief ook" in text
    assert "Iemand doet mee" in text
    assert "Nico" not in text


def test_what_is_addressed_stands_out_on_a_line_of_its_own(
    client, initiative, happened, spread, rachida, nico, paul
):
    parent = cast.make_comment(initiative, nico)
    for author in (paul, rachida):
        reply = cast.make_comment(initiative, author, parent_id=parent.id)
        happened("comment_posted", author, subject_id=reply.id)
    spread()
    text = changes(client.sign_in(nico))
    assert text.count("aan u gericht") == 2


def test_much_news_is_limited_with_more_behind_it(
    client, initiative, happened, spread, nico, rachida, queries
):
    follow(nico, initiative)
    happened("initiative_news", rachida, times=130)
    spread()
    client.sign_in(nico)
    assert "60+" in changes(client)
    text = client.get("/mijn/nieuws").text
    assert text.count("plaatste nieuws") == 60
    older = text.split("/mijn/nieuws?voor=")[1].split('"')[0]
    queries.clear()
    assert client.get(f"/mijn/nieuws?voor={older}").text.count("plaatste nieuws") == 60
    assert len(queries) <= 2
    assert client.get("/mijn/nieuws?voor=x").status_code == 200


def test_what_waits_is_counted(client, board, nico):
    for number in range(3):
        cast.make_initiative(f"Concept {number}", board, nico, visibility=Visibility.DRAFT)
    text = client.sign_in(nico).get("/mijn").text
    assert 'Vraagt iets van u <span class="count">3</span>' in " ".join(text.split())


def test_a_page_of_somebody_with_everything_takes_few_queries(
    client, initiative, news, board, programme, welfare, rik, queries
):
    cast.make_board_member(rik, board, lead=True)
    cast.make_team_member(rik, programme, manager=True)
    cast.make_initiative("Nog niet af", board, rik, visibility=Visibility.DRAFT)
    follow(rik, initiative)
    client.sign_in(rik).get("/mijn")
    queries.clear()
    assert client.get("/mijn").status_code == 200
    assert len(queries) <= 29  # one or two for each part of the product that may ask something, or wait


def test_visitors_sign_in_first(client):
    for path in ("/mijn", "/mijn/nieuws", "/mijn/volgen"):
        assert client.get(path).location.startswith("/inloggen")


def test_old_news_is_not_held_against_anybody(client, initiative, happened, spread, nico, rachida):
    follow(nico, initiative).chosen_at = now() - timedelta(days=9)
    db.session.commit()
    happened("initiative_news", rachida, happened_at=now() - timedelta(days=5))
    spread()
    assert "Niets nieuws" in changes(client.sign_in(nico))
