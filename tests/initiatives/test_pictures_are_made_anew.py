"""Pictures are looked at before they are opened, and made anew without what they carried."""

from io import BytesIO

import pytest
from PIL import Image

from workspace.pictures import MAX_BYTES, NotAPicture, Refusal, encode

RED = (200, 0, 0)
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(40)


def photo(kind="JPEG", size=(80, 40), **options):
    out = BytesIO()
    Image.new("RGB", size, RED).save(out, kind, **options)
    return BytesIO(out.getvalue())


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


def test_where_it_was_taken_does_not_come_along_and_it_stands_upright():
    """A photograph of a phone: held upright, with the place, the time and a small picture of itself."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x0132] = "2026:05:03 18:00:00"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (51.0, 41.0, 30.0)
    place[3], place[4] = "E", (5.0, 38.0, 12.0)
    taken = Image.new("RGB", (80, 40), RED)
    taken.paste((0, 0, 200), (0, 0, 40, 40))  # blue on the left, so on top when upright
    out = BytesIO()
    taken.save(out, "JPEG", exif=exif, quality=95)
    assert Image.open(BytesIO(out.getvalue())).getexif().get_ifd(0x8825)

    made = encode(BytesIO(out.getvalue()))
    anew = Image.open(BytesIO(made.content))
    assert (made.width, made.height) == anew.size == (40, 80)
    assert not anew.getexif()
    assert not anew.info.keys() & {"exif", "xmp", "icc_profile", "comment"}
    assert b"2026:05:03" not in made.content
    top, below = (anew.convert("RGB").getpixel((20, y)) for y in (10, 70))
    assert top[2] > 150 > top[0]
    assert below[0] > 150 > below[2]


def bomb():
    out = BytesIO()
    Image.new("1", (40_000, 2_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Refusal.EMPTY),
        (b"\xff\xd8\xff" + bytes(MAX_BYTES + 1), Refusal.TOO_LARGE),
        (bomb(), Refusal.TOO_MANY_PIXELS),
        (HEIC, Refusal.OF_A_PHONE),
        (HEIC.replace(b"heic", b"avif"), Refusal.OF_A_PHONE),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", Refusal.NO_PICTURE),
        (b"<!doctype html><script>alert(1)</script>", Refusal.NO_PICTURE),
        (b"%PDF-1.7", Refusal.NO_PICTURE),
        (b"\xff\xd8\xff\xe0 <script>alert(1)</script>", Refusal.BROKEN),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), Refusal.BROKEN),
        (photo().getvalue()[:200], Refusal.BROKEN),
    ],
)
def test_what_is_no_picture_is_refused_with_the_reason(content, why):
    with pytest.raises(NotAPicture) as refused:
        encode(BytesIO(content))
    assert refused.value.why == why


def test_a_page_behind_a_picture_does_not_come_along():
    """A file can be a picture and a page at once; what we keep is drawn anew."""
    made = encode(BytesIO(photo("GIF").getvalue() + b"<script>alert(1)</script>"))
    assert b"<script>" not in made.content
    assert Image.open(BytesIO(made.content)).format == "WEBP"
