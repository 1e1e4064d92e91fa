"""Partners say where they stand between letting go and steering, and whether letting go can work (N11)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import cast
from workspace.activity.models import Event
from workspace.borging.models import AspectCode, AspectState, BorgingAspect
from workspace.db import db, now
from workspace.letting_go.models import POSITIONS, Position, Said, Stance, said_on, spread_of
from workspace.times import today

STEERING = {"stands": "mostly_steering", "wants": "letting_go", "why": "Wij durven het nog niet."}
LETTING_GO = {"stands": "letting_go", "wants": "letting_go", "why": ""}


def address(initiative: Any) -> str:
    return f"/initiatieven/{initiative.id}/loslaten"


def address_of_board(board: Any) -> str:
    return f"/programmas/{board.programme.slug}/{board.slug}/loslaten"


def change(thing: Any, **facts: Any) -> None:
    found = cast.reloaded(thing)
    for name, value in facts.items():
        setattr(found, name, value)
    db.session.commit()


def count() -> int:
    return db.session.query(Stance).count()


def test_each_side_says_where_it_stands_and_all_see_how_far_apart_they_are(client, initiative, paul, marja):
    client.sign_in(paul).post(address(initiative), data=LETTING_GO)
    client.sign_in(marja).post(address(initiative), data=STEERING)
    page = client.get(address(initiative)).text
    assert "Nu: van ‘Vooral sturen’ tot ‘Helemaal loslaten’." in page
    assert "Gewenst: Helemaal loslaten." in page
    assert "Wij durven het nog niet." in page
    assert "Programmateam" in page
    assert "U zei eerder: nu ‘Vooral sturen’, gewenst ‘Helemaal loslaten’." in page


def test_who_speaks_again_for_the_same_organisation_is_counted_once(client, initiative, paul, rik):
    for person, data in ((paul, STEERING), (rik, LETTING_GO)):
        client.sign_in(person).post(address(initiative), data=data)
    page = client.get(address(initiative)).text
    assert "Nu: Helemaal loslaten." in page
    assert count() == 2  # what was said before stays


def test_a_board_has_its_own(client, board, initiative, paul):
    dashboard = address_of_board(board).replace("/loslaten", "/borging")
    assert address_of_board(board) in client.sign_in(paul).get(dashboard).text  # where people find it
    assert client.post(address_of_board(board), data=STEERING).status_code == 303
    assert "Nu: Vooral sturen." in client.get(address_of_board(board)).text
    assert "Nog niemand heeft gezegd" in client.get(address(initiative)).text
    assert db.session.query(Event).filter_by(verb="stance_marked", is_public=True).count() == 0


@pytest.mark.parametrize("who", ["nico", "rachida", "otto", "ada"])
def test_it_is_a_talk_among_partners(client, request, initiative, board, who):
    client.sign_in(request.getfixturevalue(who))
    for place in (address(initiative), address_of_board(board)):
        assert client.get(place).status_code == 403
        assert client.post(place, data=STEERING).status_code == 403
    assert count() == 0


def test_the_council_reads_and_says_nothing(client, initiative, coby):
    page = client.sign_in(coby).get(address(initiative))
    assert page.status_code == 200
    assert "Waar staat u?" not in page.text
    assert client.post(address(initiative), data=STEERING).status_code == 403


def test_of_a_hidden_initiative_there_is_no_page(client, board, otto, rachida):
    hidden = cast.make_initiative("Onder ons", board, rachida, visibility="partners")
    assert client.sign_in(otto).get(address(hidden)).status_code == 404


def test_who_chooses_nothing_keeps_what_was_typed(client, initiative, paul):
    answer = client.sign_in(paul).post(address(initiative), data={"wants": "halfway", "why": "Eerst praten."})
    assert answer.status_code == 422
    assert "Kies waar u nu staat." in answer.text
    assert "Eerst praten." in answer.text
    invented = client.post(address(initiative), data=STEERING | {"stands": "heel_ver"})
    assert invented.status_code == 422
    assert count() == 0


def test_letting_go_waits_for_frameworks_and_for_somebody_who_answers(client, initiative, marja, tess):
    client.sign_in(marja)
    page = client.get(address(initiative)).text
    assert "De kaders zijn niet opgeschreven." in page
    assert "Niemand buiten het programmateam draagt zichtbaar de verantwoordelijkheid." in page

    change(initiative, frameworks="De keuken blijft schoon. De rest is vrij.")
    page = client.get(address(initiative)).text
    assert "De kaders zijn niet opgeschreven." not in page
    assert "Loslaten kan nog niet goed" in page

    organisation = cast.make_organisation("Dorpshuis")
    owner = cast.save(
        BorgingAspect(
            initiative_id=initiative.id,
            code=AspectCode.OWNER,
            state=AspectState.AGREED,
            organisation_id=organisation.id,
            person_id=tess.id,
            valid_until=today(),
        )
    )
    assert "Loslaten kan nog niet goed" in client.get(address(initiative)).text  # the team answers for it

    change(owner, person_id=None)
    page = client.get(address(initiative)).text
    assert "U kunt loslaten" in page
    assert "Dorpshuis draagt zichtbaar de verantwoordelijkheid." in page

    change(owner, valid_until=today() - timedelta(days=1))  # stale: it counts as being talked about
    assert "Loslaten kan nog niet goed" in client.get(address(initiative)).text


def test_a_board_asks_for_frameworks_of_all_that_runs_and_a_kartrekker(client, board, marja, karin):
    running = cast.make_initiative("Soep", board, stage="running")
    cast.make_initiative("Pas een idee", board)
    page = client.sign_in(marja).get(address_of_board(board)).text
    assert "Bij 1 initiatief dat loopt, zijn de kaders niet opgeschreven." in page
    assert "Er is geen kartrekker" not in page
    change(running, frameworks="Vrij, zolang de keuken schoon blijft.")
    assert "Karin draagt zichtbaar de verantwoordelijkheid." in client.get(address_of_board(board)).text


def test_the_spread_of_earlier_quarters_stays_as_it_was(client, initiative, paul):
    sides = {"board_id": initiative.board_id, "initiative_id": initiative.id, "marked_by_id": paul.id}
    long_ago = now() - timedelta(days=200)
    cast.save(Stance(**sides, stands="steering", wants="halfway", marked_at=long_ago))
    before = client.sign_in(paul).get(address(initiative)).text
    assert "Hoe het was" in before
    client.post(address(initiative), data=LETTING_GO)
    after = client.get(address(initiative)).text
    assert before.split("Hoe het was")[1] == after.split("Hoe het was")[1]


said = st.builds(
    Said,
    st.none() | st.integers(1, 4),
    st.just("ONS"),
    st.sampled_from(POSITIONS),
    st.sampled_from(POSITIONS),
    st.just(""),
    st.integers(0, 360).map(lambda days: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=days)),
)


@given(st.lists(said, max_size=12))
def test_every_side_counts_once_and_no_side_twice(words):
    then = said_on(words, date(2021, 1, 2))
    sides = [each.organisation_id for each in then]
    assert sorted(map(str, sides)) == sorted(map(str, {each.organisation_id for each in words}))
    assert spread_of(each.stands for each in then).total == len(then)


@given(st.lists(st.sampled_from(POSITIONS), min_size=1))
def test_the_ends_of_a_spread_are_what_somebody_chose(chosen: list[Position]):
    first, last = spread_of(chosen).ends or (None, None)
    assert first == min(chosen, key=POSITIONS.index)
    assert last == max(chosen, key=POSITIONS.index)
