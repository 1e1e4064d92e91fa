"""Catching a moment on the spot: short, with a picture if there is one, and nothing typed is ever lost."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import unquote

import pytest
from PIL import Image
from sqlalchemy import select

from tests import cast
from tests.client import HTMX
from tests.learning.making import make_moment, verbs
from workspace.activity.models import Event
from workspace.db import db, now
from workspace.initiatives.models import Visibility
from workspace.learning.models import LearningMoment, MomentPicture
from workspace.meetings.models import Meeting
from workspace.programmes.models import Openness
from workspace.times import today

BOARD = "/programmas/samen-in-linde/eenzaamheid"
WORDS = "De sleutel lag bij de beheerder, en die was op vakantie."
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(40)


def at(initiative):
    return f"/initiatieven/{initiative.id}/leermoment"


def catch(client, address, **fields):
    return client.post(address, data={"kind": "obstacle", "what": WORDS} | fields)


def moments():
    return list(db.session.scalars(select(LearningMoment).order_by(LearningMoment.id)))


def photo(kind="JPEG", size=(80, 40), **options):
    out = BytesIO()
    Image.new("RGB", size, (200, 0, 0)).save(out, kind, **options)
    return BytesIO(out.getvalue())


def with_place():
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x8825] = {1: "N", 2: (51.0, 41.0, 0.0), 3: "E", 4: (5.0, 40.0, 0.0)}
    exif[0x0110] = "Telefoon van Riet"
    return photo(exif=exif)


def pictured(picture=None, **fields):
    return {"picture": (picture or photo(), "foto.jpg"), "alt": "Een dichte deur", "is_agreed": "y"} | fields


@pytest.fixture
def meeting(board, karin):
    times = {"starts_at": now() - timedelta(hours=2), "ends_at": now() - timedelta(hours=1)}
    return cast.save(
        Meeting(
            programme_id=board.programme_id,
            board_id=board.id,
            title="Werkgroep mei",
            made_by_id=karin.id,
            **times,
        )
    )


def test_two_things_are_enough(client, initiative, nico):
    form = client.sign_in(nico).get(at(initiative)).text
    assert form.count('type="radio"') == 5  # who may read it is asked of those who talk among partners
    answer = catch(client, at(initiative))
    assert answer.status_code == 303
    page = client.get(answer.location).text
    for words in ("Hobbel op", WORDS, "Soep op dinsdag", "Nico (inwoner)", "vastgelegd"):
        assert words in page
    [moment] = moments()
    assert (moment.happened_on, moment.openness, moment.is_shown) == (today(), Openness.PUBLIC, True)
    assert (moment.initiative_id, moment.board_id) == (initiative.id, initiative.board_id)
    assert verbs() == ["moment_caught"]
    history = client.sign_out().get(f"/initiatieven/{initiative.id}/geschiedenis").text
    assert "legde een leermoment vast" in history


def test_from_a_board_a_programme_and_a_meeting(client, board, programme, meeting, karin):
    client.sign_in(karin)
    for address, where in (
        (f"{BOARD}/leermoment", (board.id, None)),
        ("/programmas/samen-in-linde/leermoment", (None, None)),
        (f"/bijeenkomsten/{meeting.id}/leermoment", (board.id, meeting.id)),
    ):
        assert client.get(address).status_code == 200
        assert catch(client, address, openness="public").status_code == 303
        moment = moments()[-1]
        assert (moment.board_id, moment.meeting_id) == where
    assert moments()[-1].role == "theme_lead"
    page = client.get(f"/leermomenten/{moments()[-1].id}").text
    assert f"/bijeenkomsten/{meeting.id}" in page
    assert "/bijeenkomsten/" not in client.sign_out().get(f"/leermomenten/{moments()[-1].id}").text


def test_what_is_said_at_a_meeting_is_among_partners_unless_somebody_chooses(client, meeting, karin):
    form = client.sign_in(karin).get(f"/bijeenkomsten/{meeting.id}/leermoment").text
    assert 'value="partners" checked' in form
    assert 'value="public" checked' in client.get(f"{BOARD}/leermoment").text


def test_a_visitor_writes_first_and_signs_in_after(client, initiative, nico):
    assert client.get(at(initiative)).status_code == 200
    answer = catch(client, at(initiative), which="MomentForm")
    assert "/inloggen" in answer.location
    assert moments() == []
    after = answer.location.split("verder=")[1]
    back = client.sign_in(nico).get(unquote(after))
    assert WORDS in back.text
    assert 'value="obstacle" checked' in back.text


def test_who_may_catch_one(client, initiative, board, nico, coby, ada, paul, meeting):
    for person in (nico, coby, paul):
        assert catch(client.sign_in(person), at(initiative)).status_code == 303
    assert catch(client.sign_in(ada), at(initiative)).status_code == 403
    assert client.get(at(initiative)).status_code == 403
    assert catch(client.sign_in(nico), f"/bijeenkomsten/{meeting.id}/leermoment").status_code == 403
    assert catch(client, "/initiatieven/999/leermoment").status_code == 404
    hidden = cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    assert catch(client, at(hidden)).status_code == 404
    draft = cast.make_initiative("Later", board, nico, visibility=Visibility.DRAFT)
    assert catch(client, at(draft)).status_code == 403


def test_only_who_talks_among_partners_keeps_it_there(client, initiative, nico, coby, paul):
    for person in (nico, coby):
        catch(client.sign_in(person), at(initiative), openness="partners")
        assert moments()[-1].openness == Openness.PUBLIC  # they have nothing to choose
    catch(client.sign_in(paul), at(initiative), openness="partners")
    moment = moments()[-1]
    assert moment.openness == Openness.PARTNERS
    assert verbs()[-1] == "partner_moment_caught"
    assert db.session.scalars(select(Event.is_public).order_by(Event.id.desc())).first() is False
    assert client.sign_in(nico).get(f"/leermomenten/{moment.id}").status_code == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": ""}, "Kies wat het is."),
        ({"kind": "gossip"}, "Kies wat het is."),
        ({"what": " "}, "Vertel wat er gebeurde, of wat iemand zei."),
        ({"happened_on": "2999-01-01"}, "Vul een jaar in"),
        ({"happened_on": "2199-01-01"}, "Deze dag moet nog komen."),
        ({"happened_on": "gisteren"}, "Vul een datum in, zoals 1-12-2026."),
        ({"is_role_only": "y", "said_by": "Riet"}, "Vul in welke rol wij tonen"),
        ({"kind": "quote", "quoted_email": "riet"}, "Vul een e-mailadres in"),
        ({"alt": "Een deur"}, "Kies de foto opnieuw."),
        ({"said_by": "x" * 101}, "hoogstens 100 tekens"),
    ],
)
def test_mistakes_are_told(client, initiative, nico, fields, said):
    page = catch(client.sign_in(nico), at(initiative), **fields)
    assert page.status_code == 422
    assert said in page.text
    assert moments() == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (lambda: pictured(alt=""), "Beschrijf wat op de foto te zien is."),
        (lambda: pictured(is_agreed=""), "Vraag eerst of wie herkenbaar op de foto staat"),
        (lambda: pictured(BytesIO(b"<svg onload=alert(1)>")), "Dit bestand is geen foto."),
        (lambda: pictured(BytesIO(b"GIF89a" + b"<script>" * 9)), "Deze foto is beschadigd."),
        (lambda: pictured(BytesIO(photo().getvalue()[:200])), "Deze foto is beschadigd."),
        (lambda: pictured(BytesIO(HEIC)), "HEIC"),
        (lambda: pictured(BytesIO(b"")), "Deze foto is leeg."),
        (lambda: pictured(photo("PNG", (9000, 9000))), "te veel beeldpunten"),
    ],
)
def test_a_picture_that_is_none_or_that_nobody_agreed_to(client, initiative, nico, fields, said):
    page = catch(client.sign_in(nico), at(initiative), **fields())
    assert page.status_code == 422
    assert said in page.text
    assert WORDS in page.text
    assert "Kies uw foto opnieuw" in page.text
    assert moments() == []


def test_where_a_picture_was_taken_does_not_come_along(client, initiative, nico):
    sent = with_place()
    assert Image.open(sent).getexif().get_ifd(0x8825)
    sent.seek(0)
    answer = catch(client.sign_in(nico), at(initiative), **pictured(sent))
    page = client.sign_out().get(answer.location).text
    assert 'alt="Een dichte deur"' in page
    name = db.session.scalars(select(MomentPicture.file_name)).one()
    given = client.get(f"/leermomenten/beelden/{name}")
    assert (given.status_code, given.mimetype) == (200, "image/webp")
    assert given.headers["Cache-Control"] == "private, no-cache"
    kept = Image.open(BytesIO(given.data))
    assert kept.format == "WEBP"
    assert not kept.getexif()
    assert b"Telefoon" not in given.data


def test_a_picture_follows_the_rights_of_its_moment(client, initiative, paul, karin, nico, tess):
    catch(client.sign_in(paul), at(initiative), **pictured(openness="partners"))
    [moment] = moments()
    picture = f"/leermomenten/beelden/{db.session.scalars(select(MomentPicture.file_name)).one()}"
    assert client.sign_in(karin).get(picture).status_code == 200
    assert client.sign_in(nico).get(picture).status_code == 404
    assert client.sign_out().get(picture).status_code == 404
    assert client.get("/leermomenten/beelden/..%2f..%2fetc%2fpasswd").status_code == 404
    client.sign_in(paul).post(f"/leermomenten/{moment.id}/intrekking", data={"because": "unwanted"})
    for person in (paul, tess):
        assert client.sign_in(person).get(picture).status_code == 404


def test_a_megabyte_of_text_is_told_and_kept(client, initiative, nico):
    typed = "Zo ging het. " * 120_000  # more than a megabyte
    page = catch(client.sign_in(nico), at(initiative), what=typed, **pictured())
    assert page.status_code == 422
    assert "Maak de tekst korter: hoogstens 3000 tekens." in page.text
    assert typed.strip() in page.text
    assert moments() == []


def test_a_second_click_catches_one(client, initiative, nico):
    client.sign_in(nico)
    for _ in range(2):
        assert catch(client, at(initiative), once="key", **pictured()).status_code == 303
    assert len(moments()) == 1
    again = client.post(at(initiative), data={"once": "key", "kind": "success", "what": "x"}, headers=HTMX)
    assert "HX-Redirect" in again.headers


def test_mistakes_come_back_in_place(client, initiative, nico):
    page = client.sign_in(nico).post(at(initiative), data={"what": WORDS}, headers=HTMX)
    assert page.status_code == 422
    assert WORDS in page.text


def test_a_name_behind_a_role_is_shown_to_who_caught_it_and_who_steers(client, initiative, nico, paul, tess):
    said = {"said_by": "Riet Jansen", "said_as": "vrijwilliger in Beek", "is_role_only": "y"}
    answer = catch(client.sign_in(nico), at(initiative), **said)
    for person in (nico, tess):
        assert "Riet Jansen" in client.sign_in(person).get(answer.location).text
    page = client.sign_in(paul).get(answer.location).text
    assert "vrijwilliger in Beek" in page
    for name in ("Riet Jansen", "Nico"):
        assert name not in page
    # Whoever caught it may be who says it: the history does not name them either.
    history = client.sign_out().get(f"/initiatieven/{initiative.id}/geschiedenis").text
    assert "legde een leermoment vast" in history
    assert "Nico" not in history
    assert "Riet" not in client.get("/programmas/samen-in-linde/leermomenten?zoek=vrijwilliger").text
    assert "vrijwilliger in Beek" not in client.get("/programmas/samen-in-linde/leermomenten?zoek=Riet").text


def test_what_people_type_is_text(client, initiative, nico):
    answer = catch(client.sign_in(nico), at(initiative), what="<script>alert(1)</script>", said_by="<b>")
    for page in (client.get(answer.location), client.get("/programmas/samen-in-linde/leermomenten")):
        assert "&lt;script&gt;" in page.text
        assert "<script>alert" not in page.text


def test_moments_of_a_hidden_initiative_are_gone_from_every_page(client, initiative, nico, tess):
    moment = make_moment(initiative, nico, WORDS)
    index = "/programmas/samen-in-linde/leermomenten"
    assert WORDS in client.get(index).text
    cast.reloaded(initiative).visibility = Visibility.DRAFT
    db.session.commit()
    for person in (None, tess):
        reader = client.sign_in(person) if person else client.sign_out()
        assert WORDS not in reader.get(index).text
        assert reader.get(f"/leermomenten/{moment.id}").status_code == 404
