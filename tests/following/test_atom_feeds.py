"""Atom feeds hold what is public, and nothing else; readers ask again cheaply."""

from xml.etree import ElementTree

import pytest
from sqlalchemy import update

from tests import cast
from workspace.boards.models import Board
from workspace.db import db, now
from workspace.initiatives.models import Initiative, Visibility
from workspace.programmes.models import Openness, Programme

ATOM = "{http://www.w3.org/2005/Atom}"
PROGRAMME, BOARD = "/programmas/samen-in-linde", "/programmas/samen-in-linde/eenzaamheid"


def feed(client, address: str) -> ElementTree.Element:
    """Return the feed at this address, read strictly."""
    answer = client.get(f"{address}/atom.xml")
    assert answer.status_code == 200
    assert answer.mimetype == "application/atom+xml"
    return ElementTree.fromstring(answer.data)


def titles(root: ElementTree.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


@pytest.fixture
def places(initiative) -> list[str]:
    return [PROGRAMME, BOARD, f"/initiatieven/{initiative.id}"]


def test_a_feed_is_valid_and_leads_back(client, initiative, happened, places, rachida):
    happened("initiative_news", rachida)
    for place in places:
        root = feed(client, place)
        assert root.tag == f"{ATOM}feed"
        for part in (root, *root.iter(f"{ATOM}entry")):
            assert part.findtext(f"{ATOM}id").startswith("tag:")
            assert part.findtext(f"{ATOM}title")
            assert "T" in part.findtext(f"{ATOM}updated")
        assert root.find(f"{ATOM}author/{ATOM}name") is not None
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        assert links["self"].endswith(f"{place}/atom.xml")
        assert links["self"].startswith("http")
        assert len(titles(root)) == 1
        page = client.get(links["alternate"].split("/", 3)[3].join(["/", ""]))
        assert f'href="{place}/atom.xml"' in page.text


def test_numbers_are_unique_and_stay(client, happened, rachida):
    happened("initiative_moved", rachida, times=3, details={"to_stage": "running"})

    def ids() -> list[str]:
        return [entry.findtext(f"{ATOM}id") for entry in feed(client, BOARD).iter(f"{ATOM}entry")]

    before = ids()
    assert len(set(before)) == 3
    happened("initiative_news", rachida)
    assert ids()[1:] == before


def test_what_is_not_public_is_in_no_feed(client, initiative, happened, places, paul, rachida):
    happened("initiative_moved", rachida, is_public=False)
    comment = cast.make_comment(initiative, paul, audience="partners")
    happened("partner_comment_posted", paul, is_public=False, subject_id=comment.id)
    happened("initiative_supported", paul)
    happened("initiative_joined", paul)
    for place in places:
        for person in (None, paul):
            client.sign_in(person) if person else client.sign_out()
            assert titles(feed(client, place)) == []


def test_what_was_hidden_since_is_gone(client, initiative, board, happened, places, nico, rachida):
    comment = cast.make_comment(initiative, nico)
    happened("comment_posted", nico, subject_id=comment.id)
    happened("initiative_news", rachida)
    assert len(titles(feed(client, places[2]))) == 2
    cast.reloaded(comment).removed_at = now()
    db.session.commit()
    assert len(titles(feed(client, places[2]))) == 1
    cast.reloaded(initiative).visibility = Visibility.PARTNERS
    db.session.commit()
    assert titles(feed(client, BOARD)) == titles(feed(client, PROGRAMME)) == []
    assert client.get(f"{places[2]}/atom.xml").status_code == 404


@pytest.mark.parametrize("closed", [Programme, Board, Initiative])
def test_what_partners_only_see_has_no_feed_for_anybody(client, places, paul, closed):
    how = {"visibility": Visibility.DRAFT} if closed is Initiative else {"openness": Openness.PARTNERS}
    db.session.execute(update(closed).values(**how))
    db.session.commit()
    gone = places[{Programme: 0, Board: 1, Initiative: 2}[closed] :]
    for person in (None, paul):
        client.sign_in(person) if person else client.sign_out()
        assert {client.get(f"{place}/atom.xml").status_code for place in gone} == {404}
    if closed is not Initiative:
        assert "atom+xml" not in client.get(gone[0]).text


def test_people_are_named_where_the_page_names_them(client, initiative, happened, places, nico, karin):
    comment = cast.make_comment(initiative, nico)
    happened("comment_posted", nico, subject_id=comment.id)
    happened("aspect_changed", karin, role="theme_lead", details={"aspect": "money"})
    newest, oldest = titles(feed(client, places[2]))
    assert newest == "Kartrekker wijzigde de borging: geld"
    assert oldest == "Nico reageerde"


def test_text_of_people_stays_text(client, initiative, happened, rachida):
    cast.reloaded(initiative).title = 'Soep & "brood" <b>gratis</b>'
    db.session.commit()
    happened("initiative_news", rachida)
    assert titles(feed(client, BOARD)) == ['Soep & "brood" <b>gratis</b>: Rachida plaatste nieuws']


def test_a_reader_that_has_it_already_gets_nothing(client, happened, places, rachida):
    happened("initiative_news", rachida)
    for place in places:
        tag = client.get(f"{place}/atom.xml").headers["ETag"]
        again = client.get(f"{place}/atom.xml", headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
    happened("initiative_ended", rachida, details={"to_stage": "completed"})
    assert client.get(f"{place}/atom.xml", headers={"If-None-Match": tag}).status_code == 200


def test_it_is_short_and_cheap(client, happened, places, rachida, queries):
    happened("initiative_news", rachida, times=60)
    for place in places:
        queries.clear()
        assert len(titles(feed(client, place))) == 40
        assert len(queries) <= 3


def test_it_is_dutch_for_everybody(client, happened, places, rachida):
    happened("initiative_news", rachida)
    client.get("/?taal=en")
    assert titles(feed(client, places[2])) == ["Rachida plaatste nieuws"]
