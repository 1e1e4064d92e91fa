"""Posting: write first, sign in after; see what looks like it; place it or keep it as a draft."""

from urllib.parse import unquote

import pytest
from sqlalchemy import func, select

from tests import cast
from tests.client import HTMX
from workspace.activity.models import Event
from workspace.db import db
from workspace.initiatives.models import Initiative, InitiativeArea, Visibility
from workspace.programmes.models import Openness

NEW = "/initiatieven/nieuw"


def idea(board, **fields):
    return {"board": board.id, "title": "Samen wandelen", "summary": "Elke week een ommetje.", **fields}


def posted():
    return db.session.scalars(select(Initiative)).all()


def test_a_resident_posts_with_five_fields(client, nico, board, core_area):
    fields = idea(board, for_whom="Ouderen", place="Het bos", helpers="De wandelclub", areas=[core_area.id])
    answer = client.sign_in(nico).post(NEW, data=fields)
    assert answer.status_code == 303
    [it] = posted()
    assert (it.title, it.for_whom, it.place, it.helpers) == (
        "Samen wandelen", "Ouderen", "Het bos", "De wandelclub",
    )  # fmt: skip
    assert it.created_by_id == it.coordinator_id == nico.id
    assert it.visibility == Visibility.PUBLIC
    assert db.session.scalars(select(InitiativeArea.area_id)).all() == [core_area.id]
    assert [(e.verb, e.is_public, e.board_id) for e in db.session.scalars(select(Event))] == [
        ("initiative_posted", True, board.id)
    ]


def test_after_posting_it_says_what_happens_now(client, nico, board):
    page = client.sign_in(nico).post(NEW, data=idea(board), follow_redirects=True)
    assert "Wat gebeurt er nu?" in page.text
    assert "Samen wandelen" in page.text


def test_a_visitor_may_type_first(client, board):
    page = client.get(f"{NEW}?bord={board.id}")
    assert page.status_code == 200
    assert "Daarna logt u in" in page.text


def test_what_a_visitor_typed_is_there_after_signing_in(client, nico, board, core_area):
    page = client.get(f"{NEW}?bord={board.id}")
    which = page.text.split('name="which" value="')[1].split('"')[0]
    answer = client.post(NEW, data=idea(board, which=which, areas=[core_area.id]))
    assert answer.status_code == 303
    assert "/inloggen" in answer.location or "verder" in answer.location
    assert posted() == []
    token = unquote(answer.location).split("bewaard=")[1]
    page = client.sign_in(nico).get(f"{NEW}?bewaard={token}")
    assert 'value="Samen wandelen"' in page.text
    assert "Elke week een ommetje." in page.text
    assert f'value="{board.id}"' in page.text


def test_the_cores_of_the_municipality_are_offered(client, board, core_area, elsewhere_area):
    cast.make_area("Ver weg", parent=elsewhere_area)
    page = client.get(f"{NEW}?bord={board.id}").text
    assert "Beek" in page
    assert "Ver weg" not in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "Vul een titel in."),
        ({"title": "  \x00 "}, "Vul een titel in."),
        ({"title": "a" * 121}, "Maak de tekst korter: hoogstens 120 tekens."),
        ({"summary": ""}, "Vertel in een paar zinnen wat u wilt doen."),
        ({"summary": "a" * 5001}, "Maak de tekst korter"),
        ({"visibility": "draft"}, "Kies wie dit mag zien."),
        ({"visibility": "partners"}, "Kies wie dit mag zien."),
        ({"areas": ["999"]}, "Kies plaatsen uit de lijst."),
        ({"board": ""}, "Kies een thema."),
        ({"board": "x"}, "Kies een thema."),
    ],
)
def test_mistakes_are_told_and_the_text_is_kept(client, nico, board, fields, said):
    page = client.sign_in(nico).post(NEW, data=idea(board, place="Het bos") | fields)
    assert page.status_code == 422
    assert said in page.text
    assert 'value="Het bos"' in page.text
    assert "<title>Fout:" in page.text
    assert posted() == []


def test_who_may_post(client, request, board, rachida, paul, olaf, prisca, karin, tess, marja, otto, coby):
    for number, person in enumerate((rachida, paul, olaf, prisca, karin, tess, marja, otto)):
        assert client.sign_in(person).post(NEW, data=idea(board)).status_code == 303
        assert len(posted()) == number + 1
    assert client.sign_in(coby).post(NEW, data=idea(board)).status_code == 403


def test_a_board_out_of_sight_does_not_exist(client, nico, paul, board):
    board.openness = Openness.PARTNERS
    db.session.commit()
    assert client.get(f"{NEW}?bord={board.id}").status_code == 404
    assert client.sign_in(nico).post(NEW, data=idea(board)).status_code == 404
    assert "Eenzaamheid" not in client.get(NEW).text
    assert client.sign_in(paul).post(NEW, data=idea(board)).status_code == 303
    assert client.sign_in(paul).post(NEW, data=idea(board) | {"board": 999}).status_code == 404


def test_a_partner_posts_for_their_organisation_and_may_keep_it_among_partners(client, paul, welfare, board):
    client.sign_in(paul).post(NEW, data=idea(board, visibility="partners"))
    [it] = posted()
    assert (it.visibility, it.organisation_id) == (Visibility.PARTNERS, welfare.id)
    assert not db.session.scalars(select(Event)).one().is_public


def test_a_second_click_posts_once(client, nico, board):
    first = client.sign_in(nico).post(NEW, data=idea(board, once="key"))
    second = client.post(NEW, data=idea(board, once="key"))
    assert first.location == second.location
    assert len(posted()) == 1


def test_a_draft_is_seen_by_its_maker_alone_until_it_is_placed(client, nico, karin, board):
    client.sign_in(nico).post(NEW, data=idea(board, as_draft="1"))
    number = posted()[0].id
    address = f"/initiatieven/{number}-samen-wandelen"
    assert "Dit is een concept" in client.get(address).text
    assert client.sign_in(karin).get(address).status_code == 404
    assert db.session.scalars(select(Event.board_id)).all() == [None]
    assert client.sign_in(nico).post(f"/initiatieven/{number}/plaatsing", data={}).status_code == 303
    assert client.sign_in(karin).get(address).status_code == 200
    again = client.sign_in(nico).post(f"/initiatieven/{number}/plaatsing", data={})
    assert again.status_code == 303
    assert db.session.scalar(select(func.count()).where(Event.verb == "initiative_posted")) == 1


def test_only_its_makers_place_a_draft(client, nico, karin, board):
    it = cast.make_initiative("Geheim", board, nico, visibility=Visibility.DRAFT)
    assert client.sign_in(karin).post(f"/initiatieven/{it.id}/plaatsing", data={}).status_code == 404
    cast.reloaded(it).visibility = Visibility.PUBLIC
    db.session.commit()
    assert client.sign_in(cast.make_user("Zoe")).post(f"/initiatieven/{it.id}/plaatsing").status_code == 403


SIMILAR = "/initiatieven/vergelijkbaar"


def test_what_looks_like_it_is_shown_while_typing(client, board, initiative):
    query = {"board": board.id, "title": "Soep koken", "summary": "Warme soep op dinsdag voor buren"}
    fragment = client.get(SIMILAR, query_string=query, headers=HTMX)
    assert fragment.text.lstrip().startswith('<div id="similar"')
    assert "Soep op dinsdag" in fragment.text
    nothing = client.get(SIMILAR, query_string=query | {"title": "Raket", "summary": "Maan"}, headers=HTMX)
    assert "Soep op dinsdag" not in nothing.text


def test_without_javascript_the_form_comes_back_with_what_looks_like_it(client, nico, board, initiative):
    fields = idea(board, title="Soep op woensdag", summary="Dinsdag was bezet", once="one")
    page = client.post(SIMILAR, data=fields)
    assert page.status_code == 200
    assert "Soep op dinsdag" in page.text
    assert 'value="Soep op woensdag"' in page.text
    assert 'name="once" value="one"' not in page.text


def test_what_looks_like_it_leaks_nothing_among_partners(client, board, rachida, paul):
    cast.make_initiative("Geheime soep", board, rachida, visibility=Visibility.PARTNERS)
    cast.make_initiative("Concept soep", board, rachida, visibility=Visibility.DRAFT)
    query = {"board": board.id, "title": "soep", "summary": ""}
    assert "soep</a>" not in client.get(SIMILAR, query_string=query, headers=HTMX).text
    for_partners = client.sign_in(paul).get(SIMILAR, query_string=query, headers=HTMX).text
    assert "Geheime soep" in for_partners
    assert "Concept soep" not in for_partners


def test_nobody_posts_on_a_board_that_they_did_not_choose(client, nico, board, programme):
    other = cast.make_board("Mantelzorg", programme)
    page = client.sign_in(nico).get(NEW).text
    assert "Kies een thema" in page
    answer = client.post(NEW, data=idea(board) | {"board": ""})
    assert answer.status_code == 422
    assert "Kies een thema." in answer.text
    assert "Elke week een ommetje." in answer.text
    assert other.title in answer.text
    assert posted() == []


@pytest.mark.parametrize("forged", [["", "x"], ["", "999999"], ["x"]])
def test_places_that_are_not_offered_are_refused(client, nico, board, core_area, forged):
    answer = client.sign_in(nico).post(NEW, data=idea(board, areas=forged))
    assert answer.status_code == 422
    assert posted() == []
