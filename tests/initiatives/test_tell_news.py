"""News with pictures: made anew, described, and seen by whoever sees the initiative."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from tests import cast
from tests.client import HTMX
from workspace.activity.models import Event
from workspace.db import db
from workspace.initiatives.models import Picture, Update, Visibility
from workspace.results.models import Result
from workspace.times import today

RED = (200, 0, 0)
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(40)


def photo(kind="JPEG", size=(80, 40), **options):
    out = BytesIO()
    Image.new("RGB", size, RED).save(out, kind, **options)
    return BytesIO(out.getvalue())


def tell(client, initiative, **fields):
    return client.post(
        f"/initiatieven/{initiative.id}/nieuws/nieuw", data={"body": "Het loopt **storm**."} | fields
    )


def two_pictures():
    return {
        "picture_1": (photo(), "soep.jpg"), "alt_1": "Een pan soep",
        "picture_3": (photo("PNG"), "../../evil.html"), "alt_3": "De gasten",
    }  # fmt: skip


def test_several_pictures_at_once(client, rachida, nico, initiative, app):
    answer = tell(client.sign_in(rachida), initiative, **two_pictures())
    assert answer.status_code == 303
    page = client.sign_in(nico).get(answer.location).text
    for words in ("<strong>storm</strong>", 'alt="Een pan soep"', 'alt="De gasten"', "plaatste nieuws"):
        assert words in page
    names = db.session.scalars(select(Picture.file_name)).all()
    assert len(names) == 2
    for name in names:
        answer = client.get(f"/beelden/{name}")
        assert (answer.status_code, answer.mimetype) == (200, "image/webp")
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert Image.open(BytesIO(answer.data)).format == "WEBP"
        again = client.get(f"/beelden/{name}", headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304


def test_news_without_pictures(client, rachida, initiative):
    assert tell(client.sign_in(rachida), initiative).status_code == 303
    assert [(e.verb, e.is_public) for e in db.session.scalars(select(Event))] == [("initiative_news", True)]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (lambda: {"body": ""}, "Vertel wat het nieuws is."),
        (lambda: {"picture_1": (photo(), "a.jpg")}, "Beschrijf wat op foto 1 te zien is."),
        (lambda: {"alt_2": "De gasten"}, "Kies opnieuw foto 2."),
        (
            lambda: {"picture_1": (BytesIO(b"<svg onload=alert(1)>"), "a.jpg"), "alt_1": "x"},
            "JPEG, PNG of WebP",
        ),
        (lambda: {"picture_6": (BytesIO(b""), "a.jpg"), "alt_6": "x"}, "Foto 6 (a.jpg) is leeg."),
        (
            lambda: {"picture_1": (BytesIO(photo().getvalue()[:200]), "a.jpg"), "alt_1": "x"},
            "Foto 1 (a.jpg) is beschadigd.",
        ),
        (
            lambda: {"picture_2": (BytesIO(b"<html>" * 9), "../fotos/a.png"), "alt_2": "x"},
            "Foto 2 (a.png) is geen foto.",
        ),
        (
            lambda: {"picture_1": (BytesIO(HEIC), "IMG_1.HEIC"), "alt_1": "x"},
            "Foto 1 (IMG_1.HEIC) heeft de vorm HEIC, die wij niet kunnen lezen.",
        ),
        (lambda: {"amount": "-2", "unit": "gasten"}, "Vul een getal in dat niet onder nul is."),
        (lambda: {"amount": "24"}, "Vul in wat u telde, bijvoorbeeld bezoekers."),
        (lambda: {"unit": "gasten"}, "Vul een getal in, bijvoorbeeld 24 of 1.250,5."),
        (lambda: {"amount": "2", "unit": "uur", "on_day": "2099-01-01"}, "Deze dag moet nog komen."),
    ],
)
def test_mistakes_are_told(client, rachida, initiative, fields, said):
    page = tell(client.sign_in(rachida), initiative, **fields())
    assert page.status_code == 422
    assert said in page.text
    assert db.session.scalars(select(Update)).all() == []


def test_who_may_tell(client, initiative, nico, paul, coby, karin, rachida):
    for other in (nico, paul, coby):
        assert tell(client.sign_in(other), initiative).status_code == 403
        assert client.get(f"/initiatieven/{initiative.id}/nieuws/nieuw").status_code == 403
    for carrier in (karin, rachida):
        assert client.sign_in(carrier).get(f"/initiatieven/{initiative.id}/nieuws/nieuw").status_code == 200
        assert tell(client, initiative).status_code == 303
    assert client.post("/initiatieven/999/nieuws/nieuw", data={}).status_code == 404
    assert "/inloggen" in tell(client.sign_out(), initiative).location


def test_a_second_click_tells_once(client, rachida, initiative):
    client.sign_in(rachida)
    for _ in range(2):
        assert tell(client, initiative, once="key", **two_pictures()).status_code == 303
    assert len(db.session.scalars(select(Update)).all()) == 1
    again = client.post(
        f"/initiatieven/{initiative.id}/nieuws/nieuw", data={"body": "x", "once": "key"}, headers=HTMX
    )
    assert "HX-Redirect" in again.headers


def test_pictures_follow_the_rights_of_their_initiative(client, board, paul, nico, karin):
    hidden = cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    tell(client.sign_in(paul), hidden, **two_pictures())
    name = db.session.scalars(select(Picture.file_name)).first()
    assert client.sign_in(karin).get(f"/beelden/{name}").status_code == 200
    assert client.sign_in(nico).get(f"/beelden/{name}").status_code == 404
    assert client.sign_out().get(f"/beelden/{name}").status_code == 404
    assert client.get("/beelden/..%2f..%2fetc%2fpasswd").status_code == 404


def test_older_news_is_a_page_further(client, rachida, initiative):
    client.sign_in(rachida)
    for number in range(7):
        tell(client, initiative, body=f"Nieuws nummer {number}")
    page = client.get(f"/initiatieven/{initiative.id}-soep-op-dinsdag").text
    assert "Nieuws nummer 6" in page
    assert "Nieuws nummer 1" not in page
    older = page.split(f'href="/initiatieven/{initiative.id}/nieuws?voor=')[1].split('"')[0]
    assert "Nieuws nummer 1" in client.get(f"/initiatieven/{initiative.id}/nieuws?voor={older}").text
    assert client.get(f"/initiatieven/{initiative.id}/nieuws?voor=x").status_code == 200


def test_six_pictures_with_what_came_of_it(client, rachida, initiative):
    six = {}
    for number in range(1, 7):
        six |= {f"picture_{number}": (photo(), f"{number}.jpg"), f"alt_{number}": f"Gast {number}"}
    counted = {"amount": "24", "unit": "gasten", "what": "Soepavond", "on_day": ""}
    answer = tell(client.sign_in(rachida), initiative, **six, **counted)
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert all(f'alt="Gast {number}"' in page for number in range(1, 7))
    assert "<strong>24</strong> gasten · Soepavond" in page
    result = db.session.scalars(select(Result)).one()
    assert (result.amount_hundredths, result.on_day) == (2400, today())
    assert result.update_id == db.session.scalars(select(Update.id)).one()
    assert [event.verb for event in db.session.scalars(select(Event))] == ["initiative_news"]


def test_what_was_typed_stays_when_one_picture_is_refused(client, rachida, initiative):
    refused = {"picture_2": (BytesIO(b"<svg/>"), "tekening.svg"), "alt_2": "Een tekening", "amount": "7"}
    page = tell(client.sign_in(rachida), initiative, **(two_pictures() | refused))
    assert page.status_code == 422
    assert "Foto 2 (tekening.svg) is geen foto." in page.text
    assert page.text.count("is geen foto") == 2  # in the summary, and at the picture
    for words in ("Het loopt **storm**.", 'value="Een tekening"', 'value="De gasten"', 'value="7"'):
        assert words in page.text
    assert "Kies uw foto’s opnieuw" in page.text
    assert db.session.scalars(select(Picture)).all() == []


def test_a_browser_that_keeps_its_pictures_is_not_told_to_choose_again(client, rachida, initiative):
    client.sign_in(rachida)
    fields = {"body": "", **two_pictures()}
    page = client.post(f"/initiatieven/{initiative.id}/nieuws/nieuw", data=fields, headers=HTMX)
    assert page.status_code == 422
    assert "Kies uw foto’s opnieuw" not in page.text
    assert 'hx-preserve="true"' in page.text
    done = client.post(
        f"/initiatieven/{initiative.id}/nieuws/nieuw", data={"body": "Ja.", **two_pictures()}, headers=HTMX
    )
    assert "#nieuws-" in done.headers["HX-Redirect"]


def test_the_name_of_a_file_is_only_text(client, rachida, initiative):
    name = '"><img src=x onerror=alert(1)>.jpg'
    page = tell(client.sign_in(rachida), initiative, picture_1=(BytesIO(b"x"), name), alt_1="x")
    assert page.status_code == 422
    assert "<img src=x" not in page.text
