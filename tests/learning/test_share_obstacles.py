"""Obstacles between programmes: nobody learns where it was, unless the municipality agreed (N27)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import cast
from tests.learning.making import make_moment
from workspace.areas.models import AreaKind
from workspace.db import db, now
from workspace.learning.models import ObstacleShare
from workspace.learning.models.naming import names_in, without_names
from workspace.learning.queries.sharing import After
from workspace.organisations.models import OrganisationKind

TEXT = "De sleutel van de zaal lag bij een beheerder die met pensioen ging."
PLACE_NAMES = ("Linde", "Beek", "Gemeente")


@pytest.fixture
def moment(board, core_area, municipality, karin):
    return make_moment(board, karin, "In Linde lag de sleutel bij de beheerder van Beek.")


def stored_share():
    found = db.session.scalar(select(ObstacleShare).execution_options(populate_existing=True))
    db.session.commit()
    return found


def share(client, moment, **fields):
    data = {"text": TEXT, "asks_name": "y", "version": 0} | fields
    return client.post(f"/leermomenten/{moment.id}/delen", data=data)


def answer(client, moment, agreed, **fields):
    data = {"agreed": agreed, "version": stored_share().version} | fields
    return client.post(f"/leermomenten/{moment.id}/gemeentenaam", data=data)


def main_of(page):
    return page.text.split("<main")[1].split("</main>")[0]


def test_others_read_theme_and_text_and_no_place(client, moment, board, karin, otto):
    assert share(client.sign_in(karin), moment).status_code == 303
    page = main_of(client.sign_in(otto).get("/hobbels"))
    assert TEXT in page
    assert "Eenzaamheid" in page
    assert "Een gemeente ·" in page
    for name in (*PLACE_NAMES, "linde", f"/leermomenten/{moment.id}", "Karin"):
        assert name not in page, name


def test_a_board_named_after_the_place_leaks_nothing(client, moment, board, karin, otto):
    board = db.session.merge(board)
    board.title = "Eenzaamheid in Linde"
    db.session.commit()
    share(client.sign_in(karin), moment)
    page = main_of(client.sign_in(otto).get("/hobbels"))
    assert "Eenzaamheid" in page
    assert "Linde" not in page
    board = db.session.merge(board)
    board.title = "Lindse tafels"
    db.session.commit()
    assert "Lindse" not in main_of(client.get("/hobbels"))


@pytest.mark.parametrize(
    "text", ["In LINDE was het dicht.", "De zaal van Beek.", "De Lindese zaal.", "Samen in Linde"]
)
def test_a_text_that_names_the_place_is_sent_back(client, moment, karin, otto, text):
    page = client.sign_in(karin).get(f"/leermomenten/{moment.id}/delen").text
    assert "Noem geen gemeente, dorp, wijk of organisatie." in page
    refused = share(client, moment, text=text)
    assert refused.status_code == 422
    assert "Hier staat waar het was" in refused.text
    assert text in refused.text  # nothing typed is lost
    assert "Nog geen programma deelde een hobbel." in client.sign_in(otto).get("/hobbels").text


def test_the_municipality_says_whether_its_name_stands_there(client, moment, karin, olaf, otto, tess):
    share(client.sign_in(karin), moment)
    assert "Tot er een ja komt" in client.get(f"/leermomenten/{moment.id}/delen").text
    mine = client.sign_in(olaf).get("/mijn").text
    assert "Mag de naam van uw gemeente erbij?" in mine
    assert f"/leermomenten/{moment.id}/gemeentenaam" in mine
    assert answer(client, moment, "").status_code == 422
    assert answer(client, moment, "ja").status_code == 303
    assert "Gemeente Linde" in client.sign_in(otto).get("/hobbels").text
    assert "Gemeente Linde" in client.get("/hobbels?zoek=linde").text
    assert (
        "Gemeente Linde vindt het goed" in client.sign_in(tess).get(f"/leermomenten/{moment.id}/delen").text
    )
    assert "gemeentenaam" not in client.sign_in(olaf).get("/mijn").text
    assert answer(client, moment, "nee").status_code == 303  # a yes can be taken back
    assert "Linde" not in main_of(client.sign_in(otto).get("/hobbels"))


def test_other_words_are_asked_again(client, moment, karin, olaf, otto):
    share(client.sign_in(karin), moment)
    answer(client.sign_in(olaf), moment, "ja")
    share(client.sign_in(karin), moment, text="Iets heel anders.", version=stored_share().version)
    assert "Linde" not in main_of(client.sign_in(otto).get("/hobbels"))
    assert stored_share().name_agreed is None


def test_only_the_municipality_answers(client, moment, karin, paul, rik, tess, marja, otto, nico):
    share(client.sign_in(karin), moment)
    for person in (karin, paul, rik, tess, marja, otto, nico):
        assert client.sign_in(person).get(f"/leermomenten/{moment.id}/gemeentenaam").status_code == 404
        assert answer(client, moment, "ja").status_code == 404
    assert stored_share().name_agreed is None


def test_in_two_tabs_the_first_answer_counts(client, moment, karin, olaf):
    share(client.sign_in(karin), moment)
    opened = stored_share().version
    answer(client.sign_in(olaf), moment, "nee")
    assert answer(client, moment, "ja", version=opened).status_code == 409
    assert stored_share().name_agreed is False


def test_who_shares_and_stops(client, moment, karin, tess, paul, coby, nico):
    for person in (paul, coby, nico):
        assert client.sign_in(person).get(f"/leermomenten/{moment.id}/delen").status_code == 403
        assert share(client, moment).status_code == 403
        assert client.post(f"/leermomenten/{moment.id}/delen/stop").status_code == 403
    share(client.sign_in(tess), moment)
    late = share(client.sign_in(karin), moment, text="Andere woorden.")
    assert late.status_code == 409  # Tess was first
    assert TEXT in late.text
    for _ in range(2):
        assert client.post(f"/leermomenten/{moment.id}/delen/stop").status_code == 303
    assert stored_share() is None


def test_only_obstacles_that_are_shown_are_shared(client, board, moment, karin, otto, municipality):
    success = make_moment(board, karin, kind="success")
    assert share(client.sign_in(karin), success).status_code == 403
    share(client, moment)
    db.session.merge(moment).withdrawn_at = now()
    db.session.commit()
    assert TEXT not in client.sign_in(otto).get("/hobbels").text
    assert share(client.sign_in(karin), moment, version=1).status_code == 403


def test_who_reads_them(client, moment, karin, paul, coby, otto, nico, ada):
    share(client.sign_in(karin), moment)
    for person in (paul, coby, otto):
        assert TEXT in client.sign_in(person).get("/hobbels").text
    for person in (nico, ada):
        assert client.sign_in(person).get("/hobbels").status_code == 403
    assert "/inloggen" in client.sign_out().get("/hobbels").location
    assert f"/leermomenten/{moment.id}" in client.sign_in(paul).get("/hobbels").text  # of one's own programme


def test_the_list_of_moments_shows_the_way_to_who_may_read_them(client, moment, paul, nico):
    here = f"/programmas/{cast.reloaded(moment).programme.slug}/leermomenten"
    assert 'href="/hobbels"' in client.sign_in(paul).get(here).text
    assert 'href="/hobbels"' not in client.sign_in(nico).get(here).text


def test_a_search_tells_no_name_either(client, moment, karin, otto):
    share(client.sign_in(karin), moment)
    client.sign_in(otto)
    assert TEXT in client.get("/hobbels?zoek=sleutel eenzaamheid").text
    for name in ("linde", "beek", "karin", "100%25", "_"):
        assert TEXT not in client.get(f"/hobbels?zoek={name}").text


def test_older_obstacles_are_a_page_further(client, board, karin, otto, queries):
    for number in range(45):
        moment = make_moment(board, karin)
        when = now() - timedelta(minutes=number // 3)
        cast.save(
            ObstacleShare(
                moment_id=moment.id, shared_by_id=karin.id, text=f"Nummer {number}.", shared_at=when
            )
        )
    seen, address = [], "/hobbels"
    client.sign_in(otto)
    while address:
        del queries[:]
        page = client.get(address).text
        assert len(queries) <= 3
        seen += [part.split("</p>")[0] for part in page.split("<p>Nummer ")[1:]]
        more = page.split('class="more"><a class="button button--secondary" href="')
        address = more[1].split('"')[0].replace("&amp;", "&") if len(more) > 1 else None
    assert len(seen) == len(set(seen)) == 45
    for odd in ("x", "99999999999999999999", "2026", str(After(now(), "y" * 90))):
        assert client.get(f"/hobbels?na={odd}").status_code == 200


def test_in_a_province_nobody_is_asked(client, province_area, karin, tess, otto):
    programme = cast.make_programme("Samen in Noordland", province_area)
    cast.make_area("Eik", AreaKind.MUNICIPALITY, province_area)
    cast.make_team_member(tess, programme)
    cast.make_organisation("Provincie", OrganisationKind.PROVINCE, area_id=province_area.id)
    moment = make_moment(programme, tess)
    assert "asks_name" not in client.sign_in(tess).get(f"/leermomenten/{moment.id}/delen").text
    assert share(client, moment, text="In Eik was het dicht.").status_code == 422
    assert share(client, moment).status_code == 303
    assert stored_share().name_asked_at is None
    assert "Een programma van meer gemeenten" in client.sign_in(otto).get("/hobbels").text


def test_names_of_places_are_found_in_every_shape():
    names = ["Landerd", "Bergen op Zoom", "Reek"]
    for text in ("landerd", "LANDERD!", "Landerdse", "Landerd's", "bergen-op  zoom", "te Reek."):
        assert names_in(text, names), text
    for text in ("Nederlanderd", "streek", "Reekalf", "Bergen", ""):
        assert not names_in(text, names), text
    assert without_names("Opvoeding in de gemeente Landerd (Reek)", names) == "Opvoeding"
    assert without_names("Landerd", names) == ""
