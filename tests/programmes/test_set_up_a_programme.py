"""A manager sets up a programme with boards, partners and a kartrekker, without an administrator."""

import pytest
from sqlalchemy import select

from tests import cast
from workspace.activity.models import BoardPulse
from workspace.boards.models import BoardMember
from workspace.db import db
from workspace.programmes.models import Partner, PartnerRequest, Programme, TeamMember

NEW = {
    "name": "Samen Sterk",
    "summary": "Buren helpen elkaar.",
    "motto": "samen",
    "starts_on": "2026-01-01",
    "ends_on": "31-12-2029",
    "response_days": "10",
}


def start(client, place, **changes):
    """Send the form of a new programme."""
    return client.post("/programmas/nieuw", data={**NEW, "area": str(place.id), **changes})


def test_a_manager_sets_up_everything_in_the_browser(client, marja, rik, welfare, municipality_area):
    client.sign_in(marja)
    assert client.get("/programmas/nieuw").status_code == 200
    made = start(client, municipality_area)
    assert (made.status_code, made.location) == (303, "/programmas/samen-sterk/beheer")
    page = client.get(made.location)
    assert "Nog doen" in page.text and page.status_code == 200

    board = client.post(
        "/programmas/samen-sterk/themaborden/nieuw",
        data={"title": "Mantelzorg", "consultation": "early", "openness": "public"},
    )
    assert board.location == "/programmas/samen-sterk/mantelzorg/beheer"
    assert client.get(board.location).status_code == 200
    assert db.session.scalar(select(BoardPulse.public_version)) is not None

    found = client.get("/programmas/samen-sterk/partners?q=welz")
    assert "Welzijn Linde vragen" in found.text
    client.post("/programmas/samen-sterk/partners", data={"organisation": str(welfare.id)})
    assert client.get("/programmas/samen-sterk/partners").status_code == 200
    question = db.session.scalar(select(PartnerRequest.id))
    db.session.commit()  # or the next request forgets what everybody is called
    client.sign_in(rik).post(f"/organisaties/welzijn-linde/deelname/{question}", data={"answer": "ja"})
    client.sign_in(marja)

    client.post("/programmas/samen-sterk/mantelzorg/kartrekker", data={"person": str(rik.id)})
    lead = db.session.scalars(select(BoardMember).where(BoardMember.is_lead)).one()
    assert lead.user_id == rik.id
    client.post("/programmas/samen-sterk/fasen/nieuw", data={**NEW, "name": "Beginnen"})
    client.post(
        "/programmas/samen-sterk/middelen/nieuw", data={"year": "2026", "money": "58.400", "fte": "0,5"}
    )
    page = client.get("/programmas/samen-sterk/beheer").text
    assert "€ 58.400" in page and "0,5 fte" in page and "Beginnen" in page
    client.post("/programmas/samen-sterk/openbaarheid", data={"openness": "public"})
    assert client.sign_out().get("/programmas/samen-sterk").status_code == 200


def test_until_it_is_opened_only_partners_see_it(client, marja, nico, otto, municipality_area):
    start(client.sign_in(marja), municipality_area)
    for somebody in (nico, otto):
        assert client.sign_in(somebody).get("/programmas/samen-sterk").status_code == 404
        assert client.get("/programmas/samen-sterk/beheer").status_code == 404


def test_a_representative_of_a_municipality_starts_one_and_the_municipality_takes_part(
    client, municipality, municipality_area
):
    ria = cast.make_user("Ria")
    cast.make_member(ria, municipality, represents=True)
    assert start(client.sign_in(ria), municipality_area).status_code == 303
    programme = db.session.scalars(select(Programme).where(Programme.slug == "samen-sterk")).one()
    partners = select(Partner.organisation_id).where(Partner.programme_id == programme.id)
    assert list(db.session.scalars(partners)) == [municipality.id]
    assert db.session.scalars(select(TeamMember).where(TeamMember.user_id == ria.id)).one().is_manager


@pytest.mark.parametrize("who", ["nico", "paul", "rik", "olaf", "coby", "karin", "tess", "ada"])
def test_others_start_no_programme(client, request, municipality_area, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get("/programmas/nieuw").status_code == 403
    assert start(client, municipality_area).status_code == 403
    assert not db.session.scalar(select(Programme.id).where(Programme.slug == "samen-sterk"))


def test_a_visitor_signs_in_first_and_the_text_is_kept(client, municipality_area):
    answer = start(client, municipality_area)
    assert answer.location.startswith("/inloggen?verder=/programmas/nieuw")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": " "}, "Vul een naam in."),
        ({"name": "x" * 101}, "Maak de tekst korter: hoogstens 100 tekens."),
        ({"ends_on": "2025-12-31"}, "Kies een laatste dag die na de eerste dag komt."),
        ({"starts_on": "ooit"}, "Vul een datum in, zoals 1-12-2026."),
        ({"starts_on": "0026-01-01"}, "Vul een jaar in tussen 1900 en 2200."),
        ({"area": "999999"}, "Kies een gemeente of provincie uit de lijst."),
        ({"area": "x"}, "Kies een gemeente of provincie uit de lijst."),
    ],
)
def test_bad_input_is_explained_and_kept(client, marja, municipality_area, changes, message):
    answer = start(client.sign_in(marja), municipality_area, **changes)
    assert answer.status_code == 422
    assert message in answer.text and "Buren helpen elkaar." in answer.text


def test_a_core_is_no_area_for_a_programme(client, marja, core_area):
    assert start(client.sign_in(marja), core_area).status_code == 422


def test_a_missing_field_is_a_mistake_and_no_accident(client, marja):
    answer = client.sign_in(marja).post("/programmas/nieuw", data={})
    assert answer.status_code == 422


def test_sent_twice_it_is_made_once(client, marja, municipality_area):
    client.sign_in(marja)
    for _ in range(2):
        assert start(client, municipality_area, once="k" * 22).location == "/programmas/samen-sterk/beheer"
    assert len(list(db.session.scalars(select(Programme).where(Programme.name == "Samen Sterk")))) == 1


def test_names_that_are_alike_get_addresses_of_their_own(client, marja, municipality_area):
    client.sign_in(marja)
    addresses = [start(client, municipality_area, name=name).location for name in ("Nieuw", "Zo", "Zo")]
    assert addresses == ["/programmas/nieuw-2/beheer", "/programmas/zo/beheer", "/programmas/zo-2/beheer"]


def test_the_list_of_programmes_shows_the_way_to_those_who_may(client, marja, rik, nico, municipality):
    ria = cast.make_user("Ria")
    cast.make_member(ria, municipality, represents=True)
    shown = [
        "/programmas/nieuw" in client.sign_in(who).get("/programmas").text for who in (marja, ria, rik, nico)
    ]
    assert shown == [True, True, False, False]
    assert "/programmas/nieuw" not in client.sign_out().get("/programmas").text


PAGES = [
    "/organisaties",
    "/organisaties/welzijn-linde",
    "/programmas/samen-in-linde/beheer",
    "/programmas/samen-in-linde/partners?q=club",
    "/programmas/samen-in-linde/team",
    "/programmas/samen-in-linde/eenzaamheid/beheer",
    "/programmas/samen-in-linde/eenzaamheid/kartrekker",
]


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_costs_does_not_depend_on_how_much_there_is(
    client, queries, marja, board, programme, welfare, municipality_area, page
):
    counts = []
    for size in (3, 6):
        for number in range(size):
            club = cast.make_organisation(f"Club {size} {number}")
            cast.make_partner(programme, club)
            cast.make_organisation(f"Losse club {size} {number}")
            user = cast.make_user(f"Lid {size} {number}")
            cast.make_member(user, club)
            cast.make_member(user, welfare, represents=True)
            cast.make_team_member(user, programme)
            cast.make_board_member(user, board)
            cast.make_board(f"Bord {size} {number}", programme)
        client.sign_in(marja)
        queries.clear()
        assert client.get(page).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
