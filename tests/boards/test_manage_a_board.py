"""A board is set up by the team and managed by its kartrekker and the team."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import cast
from workspace.activity.models import BoardPulse
from workspace.boards.models import Board, BoardMember, BoardPartner
from workspace.db import db
from workspace.programmes.models import Openness
from workspace.times import today

PROGRAMME = "/programmas/samen-in-linde"
NEW = f"{PROGRAMME}/themaborden/nieuw"
HOME = f"{PROGRAMME}/eenzaamheid"
FIELDS = {"title": "Eenzaamheid", "consultation": "early", "openness": "public", "version": "1"}
PAGES = ["beheer", "gegevens", "partners", "kartrekker", "werkgroep/nieuw", "uitnodigingen/nieuw"]
MANAGERS = ["karin", "tess", "marja"]
OTHERS = ["nico", "rachida", "paul", "rik", "olaf", "prisca", "coby", "ada", "otto"]


def stored(kind, **facts):
    """Return the rows of this kind with these facts."""
    rows = list(db.session.scalars(select(kind).filter_by(**facts)))
    db.session.commit()  # or the next request forgets what everybody is called
    return rows


def pulse(board):
    """Return what watchers compare: the version for everybody, and the one for partners."""
    columns = select(BoardPulse.public_version, BoardPulse.partner_version)
    versions = tuple(db.session.execute(columns.where(BoardPulse.board_id == board.id)).one())
    db.session.commit()
    return versions


@pytest.mark.parametrize("who", MANAGERS)
@pytest.mark.parametrize("page", PAGES)
def test_those_who_manage_the_board_reach_its_pages(client, request, board, who, page):
    assert client.sign_in(request.getfixturevalue(who)).get(f"{HOME}/{page}").status_code == 200


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_does(client, request, board, who):
    client.sign_in(request.getfixturevalue(who))
    for page in PAGES:
        assert client.get(f"{HOME}/{page}").status_code == 403
        assert client.post(f"{HOME}/{page}", data=FIELDS).status_code in {403, 405}
    assert stored(Board, id=board.id)[0].version == 1


def test_a_board_out_of_sight_is_not_found(client, programme, board, otto, paul):
    board.openness = Openness.PARTNERS
    db.session.commit()
    assert client.sign_in(otto).get(f"{HOME}/beheer").status_code == 404
    assert client.post(f"{HOME}/gegevens", data=FIELDS).status_code == 404
    assert client.sign_in(paul).get(f"{HOME}/beheer").status_code == 403


@pytest.mark.parametrize("who", ["karin", "paul", "ada", "otto", "nico"])
def test_only_the_team_adds_a_board(client, request, board, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, data=FIELDS).status_code == 403
    assert len(stored(Board)) == 1


def test_the_team_adds_a_board_at_an_address_that_stays(client, tess, programme):
    client.sign_in(tess)
    made = client.post(NEW, data={**FIELDS, "title": "Beheer", "target_groups": ["youth", "older"]})
    assert made.location == f"{PROGRAMME}/beheer-2/beheer"
    board = stored(Board, slug="beheer-2")[0]
    assert board.target_groups == ["youth", "older"]
    client.post(f"{PROGRAMME}/beheer-2/gegevens", data={**FIELDS, "title": "Anders"})
    board = cast.reloaded(board)
    assert (board.title, board.slug) == ("Anders", "beheer-2")
    assert "Anders" in client.get(f"{PROGRAMME}/beheer-2").text


def test_two_boards_of_one_title_get_addresses_of_their_own(client, tess, programme, board):
    client.sign_in(tess)
    assert client.post(NEW, data=FIELDS).location == f"{PROGRAMME}/eenzaamheid-2/beheer"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "Vul een titel in."),
        ({"title": "x" * 101}, "hoogstens 100 tekens"),
        ({"target_groups": ["apen"]}, "Kies groepen uit de lijst."),
        ({"target_groups": ["", "apen"]}, "Kies groepen uit de lijst."),
        ({"consultation": ""}, "Kies een stap uit de lijst."),
        ({"openness": "geheim"}, "Kies wie dit bord ziet."),
        ({"how_to_join": "x" * 2001}, "hoogstens 2000 tekens"),
    ],
)
def test_bad_input_is_explained_and_kept(client, tess, board, changes, message):
    client.sign_in(tess)
    for address in (NEW, f"{HOME}/gegevens"):
        answer = client.post(address, data={**FIELDS, "ambition": "Niemand alleen.", **changes})
        assert answer.status_code == 422
        assert message.replace("Kies wie dit bord ziet.", "Kies") in answer.text
        assert "Niemand alleen." in answer.text


def test_a_change_of_the_head_reaches_those_who_watch(client, karin, nico, board):
    before = pulse(board)
    client.sign_in(nico).get(HOME)
    client.sign_in(karin).post(f"{HOME}/gegevens", data={**FIELDS, "ambition": "Niemand alleen."})
    assert pulse(board) == (before[0] + 1, before[1] + 1)
    assert "Niemand alleen." in client.sign_in(nico).get(HOME).text


def test_a_change_of_a_hidden_board_shows_to_partners_only(client, karin, board):
    board.openness = Openness.PARTNERS
    db.session.commit()
    before = pulse(board)
    client.sign_in(karin).post(f"{HOME}/gegevens", data={**FIELDS, "openness": "partners", "version": "2"})
    assert pulse(board) == (before[0], before[1] + 1)


def test_two_people_at_once_lose_nothing(client, karin, tess, board):
    client.sign_in(karin).post(f"{HOME}/gegevens", data={**FIELDS, "ambition": "Van Karin."})
    data = {**FIELDS, "ambition": "Van Tess.", "target_groups": ["youth"]}
    answer = client.sign_in(tess).post(f"{HOME}/gegevens", data=data)
    assert answer.status_code == 409
    assert "Van Karin." in answer.text and "Van Tess." in answer.text and "Jeugd" in answer.text
    assert cast.reloaded(board).ambition == "Van Karin."


def test_partners_of_a_board_come_from_the_programme(client, karin, board, welfare, municipality):
    elsewhere = cast.make_organisation("Elders")
    client.sign_in(karin)
    answer = client.post(f"{HOME}/partners", data={"organisations": [str(welfare.id)]})
    assert answer.status_code == 303
    assert [row.organisation_id for row in stored(BoardPartner)] == [welfare.id]
    assert client.post(f"{HOME}/partners", data={"organisations": [str(elsewhere.id)]}).status_code == 422
    assert client.post(f"{HOME}/partners", data={"organisations": ["", "x"]}).status_code == 422
    client.post(f"{HOME}/partners", data={"organisations": [str(welfare.id), str(municipality.id)]})
    assert len(stored(BoardPartner)) == 2
    client.post(f"{HOME}/partners", data={"which": "BoardPartnersForm"})
    assert stored(BoardPartner) == []


def test_a_colleague_of_a_partner_joins_the_working_group_once(client, karin, board, paul):
    client.sign_in(karin)
    for _ in range(2):
        client.post(f"{HOME}/werkgroep/nieuw", data={"person": str(paul.id)})
    assert len(stored(BoardMember, user_id=paul.id)) == 1
    assert "Paul" in client.get(f"{HOME}/beheer").text


@pytest.mark.parametrize("path", ["werkgroep/nieuw", "kartrekker"])
@pytest.mark.parametrize("person", ["", "x", "-1", "999999", "nico"])
def test_somebody_who_is_no_candidate_is_refused(client, karin, board, nico, path, person):
    number = str(nico.id) if person == "nico" else person
    answer = client.sign_in(karin).post(f"{HOME}/{path}", data={"person": number})
    assert answer.status_code == 422 and "Kies iemand uit de lijst." in answer.text
    assert len(stored(BoardMember)) == 1


def test_a_new_kartrekker_ends_the_term_of_the_one_before(client, tess, karin, board, paul):
    client.sign_in(tess).post(f"{HOME}/kartrekker", data={"person": str(paul.id)})
    before = stored(BoardMember, user_id=karin.id)[0]
    assert cast.reloaded(before).ends_on == today() - timedelta(days=1)
    now = stored(BoardMember, user_id=paul.id)[0]
    assert (now.is_lead, now.starts_on, now.ends_on) == (True, today(), None)
    page = client.get(f"{HOME}/beheer").text
    assert "Eerdere kartrekkers" in page and "Karin" in page
    assert client.sign_in(karin).get(f"{HOME}/beheer").status_code == 403
    assert client.sign_in(paul).get(f"{HOME}/beheer").status_code == 200


def test_a_member_who_becomes_kartrekker_is_on_the_list_once(client, tess, board, paul):
    cast.make_board_member(paul, board)
    client.sign_in(tess)
    for _ in range(2):
        client.post(f"{HOME}/kartrekker", data={"person": str(paul.id)})
    assert sorted((row.is_lead, row.ends_on is None) for row in stored(BoardMember)) == [
        (False, False),
        (True, True),
    ]


def test_a_kartrekker_hands_over_their_own_board(client, karin, board, paul):
    answer = client.sign_in(karin).post(f"{HOME}/kartrekker", data={"person": str(paul.id)})
    assert answer.location == HOME


def test_somebody_leaves_the_working_group(client, karin, board, paul):
    member = cast.make_board_member(paul, board)
    client.sign_in(karin)
    address = f"{HOME}/werkgroep/{member.id}"
    assert client.get(address).status_code == 200
    assert client.post(address, data={"last_day": "2001-01-01"}).status_code == 422
    yesterday = today() - timedelta(days=1)
    assert client.post(address, data={"last_day": str(yesterday)}).status_code == 303
    assert stored(BoardMember, id=member.id)[0].ends_on == yesterday
    assert client.get(address).status_code == 404


def test_the_member_of_another_board_is_not_found_here(client, karin, board, otto, programme):
    other = cast.make_board("Opvoeding", programme)
    member = cast.make_board_member(otto, other)
    client.sign_in(karin)
    assert client.get(f"{HOME}/werkgroep/{member.id}").status_code == 404
    assert client.get(f"{PROGRAMME}/opvoeding/beheer").status_code == 403


def test_no_address_is_shown_of_anybody(client, karin, board, paul):
    cast.make_board_member(paul, board)
    client.sign_in(karin)
    for page in PAGES:
        assert "@example.nl" not in client.get(f"{HOME}/{page}").text
