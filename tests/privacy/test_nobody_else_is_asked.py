"""No third-party requests and no cookies but the session: held here for what is sent as a file.

Every page and fragment that any test asks for is checked by the client itself (tests/client.py), and every
request of every page in a browser by tests/journeys/conftest.py; here it is shown that these would notice.
"""

import re

import html5lib
import pytest
from werkzeug.test import TestResponse

from tests.client import check_cookies, fetched_from_elsewhere
from tests.house.test_house_rules import ROOT, tell

pytestmark = pytest.mark.once
SENT = [
    path
    for folder in ("templates", "static")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".html", ".css", ".js", ".svg"} and "email" not in path.parts
]
ELSEWHERE = r"(?:https?:)?//(?!www\.w3\.org/)[\w{]"
# What fetches by itself. A link with <a href> is a choice of the reader.
FETCHES = {
    ".html": rf"<(?!a\b)[a-z][^>]*\s(?:src|srcset|poster|data|action|href|hx-\w+)\s*=\s*[\"']\s*{ELSEWHERE}",
    ".css": rf"(?:url\(\s*[\"']?|@import\s+[\"']?)\s*{ELSEWHERE}",
    ".js": rf"[\"'`]\s*{ELSEWHERE}|new Function|eval\(|sendBeacon",
    ".svg": rf"(?:href|src)\s*=\s*[\"']\s*{ELSEWHERE}|url\(\s*{ELSEWHERE}|@import",
}
VENDORED = {"static/vendor"}  # looked at by what they do in a browser, and by the Content-Security-Policy


def places(text: str, pattern: str) -> list[str]:
    return [found[0][:80] for found in re.finditer(pattern, text, re.IGNORECASE)]


def test_nothing_that_we_send_fetches_from_elsewhere():
    found = [
        f"{path.relative_to(ROOT)}: {place}"
        for path in SENT
        if str(path.relative_to(ROOT)).rpartition("/")[0] not in VENDORED
        for place in places(path.read_text(encoding="utf-8"), FETCHES[path.suffix])
    ]
    tell(found, "keep it in static/, and take it from there.")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (".html", '<img class="a" src="https://cdn.example/a.png">'),
        (".html", '<link rel="stylesheet" href="//fonts.example/a.css">'),
        (".html", '<div hx-get="https://elsewhere.example/a"></div>'),
        (".css", "@font-face { src: url(https://fonts.example/a.woff2) }"),
        (".css", '@import "//fonts.example/a.css";'),
        (".js", 'fetch("https://count.example/hit")'),
        (".svg", '<image href="https://cdn.example/a.png"/>'),
    ],
)
def test_each_way_to_fetch_is_known(kind, text):
    assert places(text, FETCHES[kind])


def test_a_link_to_elsewhere_is_a_choice_of_the_reader():
    assert not places('<a class="b" href="https://www.example.nl/">', FETCHES[".html"])


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="https://cdn.example/a.png" alt="">',
        '<img srcset="/a.png 1x, https://cdn.example/a.png 2x" alt="">',
        '<form action="//elsewhere.example/"></form>',
        '<link rel="stylesheet" href="https://fonts.example/a.css">',
        '<div hx-get="https://elsewhere.example/"></div>',
    ],
)
def test_the_client_sees_a_third_party_on_any_page(markup):
    (element,) = [
        e
        for e in html5lib.parseFragment(markup, namespaceHTMLElements=False).iter()
        if isinstance(e.tag, str) and e.attrib
    ]
    assert fetched_from_elsewhere(element)


def test_the_client_sees_any_other_cookie():
    def run(environ, start):
        start("200 OK", [("Set-Cookie", "samenbord=x; Path=/"), ("Set-Cookie", "_ga=1; Path=/")])
        return [b""]

    from werkzeug.test import Client

    answer: TestResponse = Client(run).get("/")
    with pytest.raises(AssertionError, match="_ga"):
        check_cookies(answer, "samenbord")


def test_a_visitor_who_only_reads_gets_no_cookie_at_all(client, board, initiative):
    for address in ("/", "/privacy", "/programmas", f"/initiatieven/{initiative.id}"):
        answer = client.get(address)
        assert "Set-Cookie" not in answer.headers, address
