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
from workspace.pictures import MAX_BYTES, NotAPicture, encode

RED = (200, 0, 0)


def photo(kind="JPEG", size=(80, 40), **options):
    out = BytesIO()
    Image.new("RGB", size, RED).save(out, kind, **options)
    return BytesIO(out.getvalue())


def tell(client, initiative, **fields):
    return client.post(
        f"/initiatieven/{initiative.id}/nieuws/nieuw", data={"body": "Het loopt **storm**."} | fields
    )


def no_picture(content):
    return {"picture_1": (BytesIO(content), "a.jpg"), "alt_1": "Een pan soep"}


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
        (lambda: {"picture_1": (BytesIO(b""), "a.jpg"), "alt_1": "x"}, "JPEG, PNG of WebP"),
        (
            lambda: {"picture_1": (BytesIO(photo().getvalue()[:200]), "a.jpg"), "alt_1": "x"},
            "JPEG, PNG of WebP",
        ),
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


def test_a_picture_is_made_anew():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "Camera of somebody"
    content = photo(size=(4000, 1000), exif=exif, comment=b"where I live").getvalue()
    assert b"where I live" in content
    made = encode(BytesIO(content))
    assert (made.width, made.height) == (400, 1600)
    assert b"where I live" not in made.content
    assert b"Camera" not in made.content
    anew = Image.open(BytesIO(made.content))
    assert not anew.getexif()


def test_a_transparent_picture_gets_a_white_ground():
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    made = Image.open(BytesIO(encode(BytesIO(out.getvalue())).content)).convert("RGB")
    assert min(made.getpixel((5, 5))) > 250


def test_bombs_and_giants_are_refused():
    bomb = BytesIO()
    Image.new("1", (40_000, 2_000)).save(bomb, "PNG")
    for stream in (BytesIO(bomb.getvalue()), BytesIO(b"\xff\xd8\xff" + bytes(MAX_BYTES + 1))):
        with pytest.raises(NotAPicture):
            encode(stream)
