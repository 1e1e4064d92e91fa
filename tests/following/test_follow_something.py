"""A button on each page follows what it is about, in one tap; stopping is as easy."""

import pytest

from tests import cast
from tests.client import HTMX
from tests.following.conftest import follow
from tests.front_door.test_one_transaction import AT_ONCE, all_at_once
from workspace.boards.queries.actors import get_actors
from workspace.db import db
from workspace.following.models import Follow, FollowedKind
from workspace.following.queries.choices import follows
from workspace.initiatives.models import Participation, Support, Visibility
from workspace.programmes.models import Openness

PLACES = {
    "initiative": "/initiatieven/{0.id}",
    "board": "/programmas/samen-in-linde/eenzaamheid",
    "programme": "/programmas/samen-in-linde",
    "welfare": "/organisaties/welzijn-linde",
}
FOLLOW, STOP = "Volgen</button>", "U volgt dit. Stoppen"


@pytest.fixture(params=PLACES)
def thing(request, board):
    return request.getfixturevalue(request.param)


@pytest.fixture
def place(request, thing) -> str:
    return PLACES[request.node.callspec.params["thing"]].format(thing)


def page(client, place: str) -> str:
    """Return the page itself, where an address with a number alone leads on."""
    return client.get(place, follow_redirects=True).text


def choices() -> list[tuple[int, bool]]:
    return [(row.user_id, row.wants) for row in db.session.query(Follow)]


def test_one_tap_follows_and_another_stops(client, thing, place, nico):
    client.sign_in(nico)
    assert FOLLOW in page(client, place)
    for _ in range(2):
        assert client.post(f"{place}/volgers").status_code == 303
    assert choices() == [(nico.id, True)]
    assert STOP in page(client, place)
    for _ in range(2):
        assert client.post(f"{place}/volgers/intrekking").status_code == 303
    assert choices() == [(nico.id, False)]
    assert FOLLOW in page(client, place)


def test_htmx_gets_the_button_back(client, thing, place, nico):
    client.sign_in(nico)
    answer = client.post(f"{place}/volgers", headers=HTMX)
    assert answer.text.strip().startswith('<div id="volgen"')
    assert STOP in answer.text
    assert "announce" in answer.headers["HX-Trigger"]
    assert FOLLOW in client.post(f"{place}/volgers/intrekking", headers=HTMX).text


def test_a_visitor_signs_in_and_it_is_done(client, thing, place, nico):
    cast.reloaded(nico).password_hash = hashed()
    db.session.commit()
    assert f'href="{place}/volgers"' in page(client, place)
    asked = client.get(f"{place}/volgers")
    assert asked.status_code == 303
    answer = client.post(asked.location, data={"email": nico.email, "password": cast.PASSWORD})
    assert answer.status_code == 303
    assert choices() == [(nico.id, True)]
    assert "U volgt nu: " in page(client, answer.location)


def hashed() -> str:
    from workspace.passwords import hash_password

    return hash_password(cast.PASSWORD)


def test_signing_in_does_nothing_else(client, initiative, nico):
    cast.reloaded(nico).password_hash = hashed()
    db.session.commit()
    sent = {"email": nico.email, "password": cast.PASSWORD}
    for path in (f"/initiatieven/{initiative.id}/steun", f"/initiatieven/{initiative.id}/volgers/intrekking"):
        answer = client.sign_out().post(f"/inloggen?verder={path}", data=sent)
        assert answer.location == path
    assert choices() == []
    assert cast.reloaded(initiative).support_count == 0
    gone = "/initiatieven/999999/volgers"
    assert client.sign_out().post(f"/inloggen?verder={gone}", data=sent).location == gone


def test_many_taps_at_once_are_one(app, client, initiative, nico):
    client.sign_in(nico)
    address = f"/initiatieven/{initiative.id}/volgers"
    answers = all_at_once(app, nico, lambda client, _: client.post(address))
    assert [answer.status_code for answer in answers] == [303] * AT_ONCE
    assert choices() == [(nico.id, True)]


def test_what_is_out_of_sight_cannot_be_followed(client, initiative, board, programme, nico, paul):
    cast.reloaded(initiative).visibility = Visibility.PARTNERS
    cast.reloaded(programme).openness = Openness.PARTNERS
    db.session.commit()
    for person, status in ((nico, 404), (paul, 303)):
        client.sign_in(person)
        for name in ("initiative", "board", "programme"):
            assert client.post(PLACES[name].format(initiative) + "/volgers").status_code == status
    assert {user for user, _ in choices()} == {paul.id}


@pytest.mark.parametrize("does", ["joins", "supports", "comments", "made"])
def test_whoever_does_something_follows_already_and_can_stop(client, initiative, nico, rachida, does):
    person = rachida if does == "made" else nico
    match does:
        case "joins":
            cast.save(Participation(initiative_id=initiative.id, user_id=nico.id))
        case "supports":
            cast.save(Support(initiative_id=initiative.id, user_id=nico.id))
        case "comments":
            cast.make_comment(initiative, nico)
    client.sign_in(person)
    assert STOP in page(client, f"/initiatieven/{initiative.id}")
    client.post(f"/initiatieven/{initiative.id}/volgers/intrekking")
    assert FOLLOW in page(client, f"/initiatieven/{initiative.id}")
    me = get_actors([person.id])[person.id]
    assert not follows(me, FollowedKind.INITIATIVE, initiative.id)


def test_the_pages_kept_for_many_show_each_their_own_button(client, initiative, nico, paul):
    place = f"/initiatieven/{initiative.id}"
    client.sign_in(nico).post(f"{place}/volgers")
    assert STOP in page(client.sign_in(nico), place)
    assert FOLLOW in page(client.sign_in(paul), place)
    assert STOP in page(client.sign_in(nico), place)
    assert "intrekking" not in page(client.sign_out(), place).split('id="volgen"')[1][:400]


def test_all_that_one_follows_and_why_on_one_page(
    client, initiative, board, programme, welfare, karin, nico, queries
):
    for thing in (programme, welfare):
        follow(karin, thing)
    cast.save(Support(initiative_id=initiative.id, user_id=karin.id))
    other = cast.make_initiative("Wandelclub", board)
    follow(karin, other, wants=False)
    client.sign_in(karin)
    queries.clear()
    text = client.get("/mijn/volgen").text
    assert len(queries) <= 5
    for words in ("Soep op dinsdag", "Eenzaamheid", "Samen in Linde", "Welzijn Linde"):
        assert words in text.split("Gestopt")[0]
    assert "omdat u dit initiatief steunt" in text
    assert "omdat u in de werkgroep zit" in text
    assert "Wandelclub" in text.split("Gestopt")[1]
    assert "Soep" not in client.sign_in(nico).get("/mijn/volgen").text


def test_what_one_does_not_see_any_more_is_not_on_the_page(client, initiative, nico):
    follow(nico, initiative)
    cast.reloaded(initiative).visibility = Visibility.PARTNERS
    db.session.commit()
    assert "Soep" not in client.sign_in(nico).get("/mijn/volgen").text
