"""Whoever reads in English sees no Dutch of ours, wherever they look."""

import re
from html import unescape

import pytest

from tests.house.test_house_rules import tell
from tests.house.test_translations import translations
from tests.house.world import address_of, build_world

READERS = ["visitor", "nico", "rik", "karin", "marja", "ada"]
SAID_BY_PEOPLE = {"Nieuws", "Bibliotheek"}  # in the world of the tests
NO_PAGES = {"static", "overview.health"}
# A text such as "%(number)s van %(total)s" fits whatever people write: it has no word to know it by.
PLACE, TELLING = re.compile(r"%\(\w+\)\w"), re.compile(r"\w{4}|^\w+$")
SEEN_OR_HEARD = re.compile(r'>([^<>]+)<|\b(?:aria-label|title|alt|data-label|data-text-[a-z-]+)="([^"]+)"')


def our_dutch() -> re.Pattern[str]:
    """Return a pattern for each whole text of ours that reads otherwise in English."""
    texts: set[str] = set()
    for message in translations().values():
        dutch = message.id if isinstance(message.id, tuple | list) else (message.id,)
        english = message.string if isinstance(message.string, tuple | list) else (message.string,)
        texts |= {text for text in dutch if text not in english}
    told = {text for text in texts - SAID_BY_PEOPLE if TELLING.search(PLACE.sub("", text))}
    parts = (re.sub(r"%\\\(\w+\\\)\w", ".+", re.escape(text)) for text in told)
    return re.compile("|".join(sorted(parts)))


def shown(page: str) -> set[str]:
    """Return each piece of text and each label of a page."""
    pieces = (" ".join(unescape(text or label).split()) for text, label in SEEN_OR_HEARD.findall(page))
    return {piece for piece in pieces if piece}


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("reader", READERS)
def test_pages_read_in_english_show_no_dutch_of_ours(app, client, reader):
    world, dutch, found = build_world(app.extensions["settings"].files_dir), our_dutch(), []
    if reader != "visitor":
        client.sign_in(getattr(world, reader))
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in NO_PAGES:
            continue
        address = address_of(rule, world)
        mark = "&" if "?" in address else "?"
        client.get(f"{address}{mark}taal=nl")  # whatever is kept of it in Dutch
        answer = client.get(f"{address}{mark}taal=en")
        if answer.mimetype == "text/html":
            found += [f"{address}: {text}" for text in shown(answer.text) if dutch.fullmatch(text)]
    tell(found, "mark this text with _(), and keep nothing drawn without its language.")
