"""Moments to read through, to change and to take back; two people at once lose nothing."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from tests import cast
from tests.learning.making import make_moment, verbs
from workspace.activity.models import Event
from workspace.db import db
from workspace.learning.models import LearningMoment, MomentPicture
from workspace.programmes.models import Openness
from workspace.times import today

INDEX = "/programmas/samen-in-linde/leermomenten"


def change(client, moment, **fields):
    data = {"kind": "success", "what": "De beheerder kwam terug.", "version": 1} | fields
    return client.post(f"/leermomenten/{moment.id}/wijziging", data=data)


def take_back(client, moment, because="unwanted"):
    return client.post(f"/leermomenten/{moment.id}/intrekking", data={"because": because})


@pytest.fixture
def moment(initiative, nico):
    return make_moment(initiative, nico)


def test_a_list_with_filters(client, initiative, board, programme, nico):
    day = today() - timedelta(days=40)
    make_moment(initiative, nico, "De zaal was dicht.", kind="obstacle", happened_on=day)
    make_moment(board, nico, "Veertig gasten!", kind="success")
    other = cast.make_board("Opgroeien", programme)
    make_moment(other, nico, "De school deed mee.", kind="success", said_as="juf")
    found = {
        "": 3,
        "?soort=success": 2,
        f"?bord={board.id}": 2,
        f"?bord={other.id}&soort=success": 1,
        f"?tot={day}": 1,
        f"?van={today()}": 2,
        "?zoek=zaal": 1,
        "?zoek=soep": 1,  # the initiative
        "?zoek=juf school": 1,
        "?zoek=100%25": 0,
        "?zoek=za%00al": 1,
        f"?initiatief={initiative.id}": 1,
        "?soort=x&bord=999&van=gisteren&na=nu": 3,
    }
    for asked, number in found.items():
        assert client.get(f"{INDEX}{asked}").text.count('id="leermoment-') == number, asked
    assert "Niets gevonden" in client.get(f"{INDEX}?zoek=zwembad").text


def test_older_moments_are_a_page_further(client, board, nico, queries):
    for number in range(45):
        make_moment(board, nico, f"Nummer {number}.", happened_on=today() - timedelta(days=number // 3))
    seen, address = [], INDEX
    while address:
        del queries[:]
        page = client.get(address).text
        assert len(queries) <= 4
        seen += [part.split("</p>")[0] for part in page.split("<p>Nummer ")[1:]]
        more = page.split('class="more"><a class="button button--secondary" href="')
        address = more[1].split('"')[0].replace("&amp;", "&") if len(more) > 1 else None
    assert len(seen) == len(set(seen)) == 45
    assert seen[0] == "2."  # of the last day, the one caught last


def test_an_author_sees_what_waits(client, board, nico, rachida):
    make_moment(board, nico, "Ik kom voor de soep.", kind="quote", published_at=None)
    assert "wachten op een ja" in client.sign_in(nico).get(INDEX).text
    assert "voor de soep" not in client.sign_in(rachida).get(INDEX).text


def test_an_author_and_who_steers_change_it(client, moment, nico, karin, tess, rachida, paul):
    for other in (rachida, paul):
        assert change(client.sign_in(other), moment).status_code == 403
        assert client.get(f"/leermomenten/{moment.id}/wijziging").status_code == 403
        assert take_back(client, moment).status_code == 403
    for version, person in enumerate((nico, karin, tess), start=1):
        form = client.sign_in(person).get(f"/leermomenten/{moment.id}/wijziging").text
        assert 'value="quote"' not in form
        answer = change(client, moment, what=f"Versie {version}", version=version)
        assert answer.status_code == 303
        page = client.get(answer.location).text
        assert f"Versie {version}" in page
        assert "gewijzigd op" in page
    assert verbs() == ["moment_edited"] * 3
    assert "/inloggen" in change(client.sign_out(), moment).location
    assert change(client.sign_in(nico), moment, kind="quote").status_code == 422


def test_two_people_at_once_lose_nothing(client, moment, nico, karin):
    change(client.sign_in(nico), moment, what="Eerst.")
    answer = change(client.sign_in(karin), moment, what="Daarna.", said_as="beheerder")
    assert answer.status_code == 409
    for words in ("Eerst.", "Daarna.", "beheerder"):
        assert words in answer.text
    version = answer.text.split('name="version" value="')[1].split('"')[0]
    assert change(client, moment, what="Daarna.", version=version).status_code == 303
    assert cast.reloaded(moment).what == "Daarna."


def test_other_words_of_a_quote_wait_again(client, board, nico, paul):
    quote = make_moment(board, nico, "Ik kom voor de soep.", kind="quote")
    client.sign_in(nico)
    assert change(client, quote, kind="quote", what=quote.what, happened_on="2020-05-01").status_code == 303
    assert cast.reloaded(quote).is_shown  # the same words, on another day
    assert change(client, quote, kind="quote", what="Ik kom nooit meer.", version=2).status_code == 303
    assert cast.reloaded(quote).published_at is None
    assert client.sign_in(paul).get(f"/leermomenten/{quote.id}").status_code == 404
    assert change(client.sign_in(nico), quote, kind="success", version=3).status_code == 422


def test_a_picture_is_described_anew_replaced_and_removed(client, moment, nico):
    def photo():
        out = BytesIO()
        Image.new("RGB", (40, 20), (0, 0, 200)).save(out, "PNG")
        return BytesIO(out.getvalue()), "deur.png"

    client.sign_in(nico)
    sent = {"picture": photo(), "alt": "Een deur", "is_agreed": "y"}
    assert change(client, moment, **sent).status_code == 303
    first = db.session.scalars(select(MomentPicture.file_name)).one()
    assert change(client, moment, alt="Een open deur", version=2).status_code == 303
    picture = db.session.scalars(select(MomentPicture)).one()
    assert (picture.file_name, picture.alt) == (first, "Een open deur")
    sent = {"picture": photo(), "alt": "Een raam", "is_agreed": "y", "version": 3}
    assert change(client, moment, **sent).status_code == 303
    assert client.get(f"/leermomenten/beelden/{first}").status_code == 404
    assert change(client, moment, drops_picture="y", version=4).status_code == 303
    assert db.session.scalars(select(MomentPicture)).all() == []


def test_taken_back_is_out_of_sight_everywhere(client, moment, nico, karin, rachida):
    client.sign_in(nico)
    assert take_back(client, moment, because="").status_code == 422
    assert "Waarom trekt u" in client.get(f"/leermomenten/{moment.id}/intrekking").text
    for _ in range(2):  # twice does it once
        assert take_back(client, moment).status_code == 303
    assert verbs() == ["moment_withdrawn"]
    assert db.session.scalars(select(Event.details)).one() == {"because": "unwanted"}
    assert "beheerder" not in client.get(INDEX).text
    assert client.sign_in(rachida).get(f"/leermomenten/{moment.id}").status_code == 404
    assert "Ingetrokken" in client.sign_in(karin).get(f"/leermomenten/{moment.id}").text
    assert change(client, moment, version=2).status_code == 403
    assert db.session.get(LearningMoment, moment.id) is not None


def test_only_who_talks_among_partners_changes_who_reads_it(client, moment, nico, karin):
    change(client.sign_in(nico), moment, openness="partners")
    assert cast.reloaded(moment).openness == Openness.PUBLIC
    change(client.sign_in(karin), moment, openness="partners", version=2)
    assert cast.reloaded(moment).openness == Openness.PARTNERS
    change(client.sign_in(nico), moment, version=3)  # has nothing to choose, and changes nothing there
    assert cast.reloaded(moment).openness == Openness.PARTNERS
