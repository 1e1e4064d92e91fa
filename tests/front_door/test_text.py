"""What people type is cleaned once, and can do no harm on a page."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.text import ALLOWED_TAGS, clean, slugify, to_html

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[klik](javascript:alert(1))",
    "[klik](JaVaScRiPt:alert(1))",
    "[klik](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](https://example.nl/a.png)",
    "<div hx-post='/initiatieven/1/fase' hx-trigger='load'>x</div>",
    "<a data-hx-delete='/alles' href='https://example.nl'>x</a>",
    "<svg><use href='data:x'/></svg>",
    "**vet** <style>*{display:none}</style>",
    'https://example.nl/?a="onmouseover=alert(1)',
    "<form action=/x><input name=y></form>",
    "[x](https://example.nl 'title\" onclick=\"x')",
    "<p id=main class=btn>x</p>",
    "`code` <iframe srcdoc='<script>1</script>'>",
]


def assert_harmless(html: str) -> None:
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        assert element.tag in ALLOWED_TAGS, html
        assert set(element.attrib) <= {"href", "rel"}, html
        assert element.attrib.get("href", "https:").split(":")[0] in {"http", "https", "mailto"}, html


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_comes_out_harmless(payload):
    assert_harmless(to_html(payload))


@given(st.text(max_size=400))
def test_whatever_is_typed_comes_out_harmless(text):
    assert_harmless(to_html(clean(text)))


def test_markdown_that_people_use_works():
    html = to_html("**Soep** op *dinsdag*\n\n- brood\n- soep\n\nKijk op www.example.nl")
    assert "<strong>Soep</strong>" in html
    assert html.count("<li>") == 2
    assert 'href="http://www.example.nl"' in html
    assert "nofollow" in html


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Soep \r\nop dinsdag ", "Soep \nop dinsdag"),
        ("nul\x00teken", "nulteken"),
        ("half \ud800 paar", "half  paar"),
        ("omge\u202ekeerd", "omgekeerd"),
        ("Cafe\u0301", "Café"),
        ("tab\tblijft", "tab\tblijft"),
        ("👩‍👩‍👧 gezin", "👩‍👩‍👧 gezin"),
    ],
)
def test_text_is_cleaned_once(typed, kept):
    assert clean(typed) == kept


@given(st.text())
def test_clean_text_stays_as_it_is_and_fits_every_database(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert "\x00" not in cleaned
    cleaned.encode()


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Zomer in Reek!", "zomer-in-reek"),
        ("Café 't Hoekje", "cafe-t-hoekje"),
        ("日本", "naamloos"),
        ("--", "naamloos"),
    ],
)
def test_titles_make_readable_addresses(title, slug):
    assert slugify(title) == slug


@given(st.text())
def test_a_slug_is_always_fit_for_an_address(text):
    slug = slugify(text)
    assert 0 < len(slug) <= 80
    assert slug == slug.strip("-")
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_no_sign_stays_that_xml_may_not_hold():
    """A feed or a document with such a sign in it is read by no program at all."""
    assert clean("Soep\ufffe op\uffff dinsdag\x0b") == "Soep op dinsdag"
