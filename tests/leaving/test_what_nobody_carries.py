"""What has nobody any more in a programme, derived from the facts of today."""

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import reloaded
from tests.leaving.conftest import YESTERDAY, announced, last_transfer
from workspace.boards.models import BoardMember
from workspace.db import db
from workspace.leaving.models import Departure
from workspace.leaving.queries.things import list_unowned
from workspace.organisations.models import Membership
from workspace.programmes.models import Partner
from workspace.times import today

ADDRESS = "/programmas/samen-in-linde/zonder-trekker"


def unowned(programme) -> set[tuple[str, str]]:
    """Return kind and title of what nobody carries."""
    db.session.rollback()
    return {(thing.kind.value, thing.title) for thing in list_unowned(programme.id)}


def end(table, user, day=YESTERDAY):
    db.session.query(table).filter_by(user_id=user.id).update({"ends_on": day})
    db.session.commit()


def test_what_has_somebody_is_not_listed(client, load, programme, rik):
    db.session.query(Partner).filter_by(organisation_id=load.library.id).delete()
    db.session.commit()
    assert unowned(programme) == set()


def test_a_board_counts_from_the_day_after_the_last(load, programme):
    end(BoardMember, load.karin, today())
    assert ("board", "Eenzaamheid") not in unowned(programme)
    end(BoardMember, load.karin)
    assert {("board", "Eenzaamheid"), ("offer", "Soep op dinsdag")} <= unowned(programme)


def test_who_left_the_organisation_carries_nothing_of_it_any_more(load, programme):
    end(Membership, load.karin)
    end(BoardMember, load.karin)
    assert unowned(programme) == {
        ("board", "Eenzaamheid"),
        ("initiative", "Wandelgroep"),
        ("aspect", "Soep op dinsdag"),
        ("step", "Soep op dinsdag"),
        ("offer", "Soep op dinsdag"),
        ("representation", "Welzijn Linde"),
        ("representation", "Bibliotheek Linde"),  # nobody ever spoke for it
        ("task", "Soep op dinsdag"),
        ("question", "Soep op dinsdag"),
        ("meeting", "Overleg"),
    }


def test_a_resident_coordinates_without_any_role(load, programme, initiative):
    assert ("initiative", "Soep op dinsdag") not in unowned(programme)


def test_a_resident_who_announced_to_leave_counts_after_the_last_day(client, load, programme, rachida):
    departure = announced(client, rachida, day=today())
    assert ("initiative", "Soep op dinsdag") not in unowned(programme)
    reloaded(departure).last_day = YESTERDAY
    db.session.commit()
    assert ("initiative", "Soep op dinsdag") in unowned(programme)
    db.session.query(Departure).update({"withdrawn_at": reloaded(departure).announced_at})
    db.session.commit()
    assert ("initiative", "Soep op dinsdag") not in unowned(programme)


def test_who_comes_back_counts_again(client, load, programme, rachida, welfare):
    departure = announced(client, rachida, day=today())
    reloaded(departure).last_day = YESTERDAY
    db.session.commit()
    cast.make_member(rachida, welfare, starts_on=today())
    assert ("initiative", "Soep op dinsdag") not in unowned(programme)


def test_who_leaves_another_programme_goes_on_here(client, load, programme, otto):
    elsewhere = cast.make_programme("Samen verder", programme.area)
    cast.make_team_member(load.karin, elsewhere)
    departure = announced(client, load.karin, scope=f"p{elsewhere.id}", day=today())
    reloaded(departure).last_day = YESTERDAY
    db.session.commit()
    assert ("board", "Eenzaamheid") not in unowned(programme)


def test_what_ended_or_is_a_draft_needs_nobody(load, programme):
    cast.make_initiative("Klaar", load.board, stage="completed")
    cast.make_initiative("Niet af", load.board, visibility="draft")
    cast.make_initiative("Van niemand", load.board)
    assert ("initiative", "Van niemand") in unowned(programme)
    assert not {("initiative", "Klaar"), ("initiative", "Niet af")} & unowned(programme)


def test_the_longest_waiting_stands_first(client, load, programme, marja, paul, welfare):
    end(Membership, load.karin, YESTERDAY)
    end(BoardMember, load.karin, YESTERDAY)
    end(Membership, paul, YESTERDAY - timedelta(days=30))
    cast.make_initiative("Eerder", load.board, paul, organisation_id=welfare.id)
    page = client.sign_in(marja).get(ADDRESS).text
    assert page.index("Eerder") < page.index("Wandelgroep")


@pytest.mark.parametrize("person", ["paul", "rik", "olaf", "prisca", "coby", "karin", "tess", "marja"])
def test_insiders_see_the_page(client, request, load, person):
    client.sign_in(request.getfixturevalue(person))
    assert client.get(ADDRESS).status_code == 200
    assert ADDRESS in client.get("/programmas/samen-in-linde").text


@pytest.mark.parametrize("person", ["nico", "otto", "ada"])
def test_others_do_not(client, request, load, person):
    client.sign_in(request.getfixturevalue(person))
    assert client.get(ADDRESS).status_code == 403
    assert ADDRESS not in client.get("/programmas/samen-in-linde").text


def test_somebody_is_found_without_a_departure(client, load, programme, marja, petra):
    end(BoardMember, load.karin)
    client.sign_in(marja)
    assert "Zoek iemand" in client.get(ADDRESS).text
    prefix = f"board-{load.board.id}-"
    place = f"{ADDRESS}/board/{load.board.id}"
    assert client.post(place, data={f"{prefix}to": ""}).status_code == 422
    assert client.post(place, data={f"{prefix}to": f"p{petra.id}"}).status_code == 303
    assert "Gevraagd aan Petra" in client.get(ADDRESS).text
    client.sign_in(petra)
    assert client.post(f"/mijn/overnemen/{last_transfer().id}/ja").status_code == 303
    assert ("board", "Eenzaamheid") not in unowned(programme)
    client.sign_in(marja)
    assert client.post(place, data={f"{prefix}to": f"p{petra.id}"}).status_code == 409


def test_a_board_that_never_had_anybody_is_taken_too(client, load, programme, marja, petra):
    fresh = cast.make_board("Mantelzorg", programme)
    client.sign_in(marja)
    data = {f"board-{fresh.id}-to": f"p{petra.id}"}
    assert client.post(f"{ADDRESS}/board/{fresh.id}", data=data).status_code == 303
    client.sign_in(petra)
    assert client.post(f"/mijn/overnemen/{last_transfer().id}/ja").status_code == 303
    assert ("board", "Mantelzorg") not in unowned(programme)


def test_a_programme_without_a_manager_says_so(client, load, tess):
    assert "Dit programma heeft nu geen programmamanager." in client.sign_in(tess).get(ADDRESS).text


def test_the_page_asks_as_many_questions_for_many_things(client, load, marja, queries):
    client.sign_in(marja)
    counts = []
    for number in range(2):
        for more in range(5):
            cast.make_initiative(f"Van niemand {number} {more}", load.board)
        queries.clear()
        assert client.get(ADDRESS).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20
