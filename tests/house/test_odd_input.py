"""Whatever is sent to whatever address: a page or a message, never a broken program."""

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.house.world import address_of, build_world
from tests.rounds import has_turn

# Every name that some page reads from its address.
QUESTIONS = (
    *(
        "als",
        "bewaard",
        "bord",
        "borging",
        "dag",
        "doelgroep",
        "fase",
        "kern",
        "na",
        "na_nr",
        "op",
        "organisatie",
    ),
    *(
        "geldstroom",
        "pagina",
        "persoon",
        "programma",
        "q",
        "soort",
        "sorteer",
        "stage",
        "taal",
        "team",
        "terug",
        "toon",
        "tot",
        "verder",
        "voor",
        "weergave",
        "zoek",
    ),
)
ODD = (
    "",
    "\x00",
    "%ff%fe",
    "%ed%a0%80",
    "-1",
    "99999999999999999999",
    "’; DROP TABLE user; --",
    '" OR NEAR(a b) *',
    "../../etc/passwd",
    "//example.com",
    "2026-02-31",
    "ffffffffffffffffffff-ffffffffffffffff",
    "é" * 2000,
)
BODIES = {
    "nothing at all": {"data": b""},
    "JSON": {"data": b'{"body": "x"}', "content_type": "application/json"},
    "bytes that are no text": {"data": {"body": b"\xff\xfe\x00", "title": b"\xc3\x28", "once": b"\xff"}},
    "a form cut short": {
        "data": b'--x\r\nContent-Disposition: form-data; name="body"\r\n\r\nhalf',
        "content_type": "multipart/form-data; boundary=x",
    },
    "multipart without a boundary": {"data": b"x", "content_type": "multipart/form-data"},
    "many fields": {"data": {f"field-{number}": "x" for number in range(2000)}},
    "rows that go on": {"data": {f"goals-{number}-text": "x" for number in (0, 1, 9, 10**6, -1)}},
    "numbers that are none": {
        "data": dict.fromkeys(("board", "version", "person", "organisation", "areas", "year", "stage"), "x")
    },
    "numbers too large": {
        "data": dict.fromkeys(("board", "version", "person", "organisation", "areas", "year"), "9" * 30)
    },
    "a long text": {"data": dict.fromkeys(("body", "title", "summary", "email", "name"), "a" * 400000)},
    "a file that is none": {
        "data": {f"{word}-file": "no file" for word in ("eigenaar", "geld")}
        | {"eigenaar-kind": "file", "eigenaar-state": "agreed"}
    },
    "dates that are none": {
        "data": dict.fromkeys(("starts_on", "ends_on", "valid_until", "last_day", "day"), "0000-00-00")
    },
}


def rules(app: Flask, method: str) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]


@pytest.mark.slow
@pytest.mark.parametrize("odd", ODD)
def test_odd_questions_get_an_answer(app, client, odd):
    world = build_world(app.extensions["settings"].files_dir)
    client.sign_in(world.marja)
    for place, rule in enumerate(rules(app, "GET")):
        if not has_turn(ODD.index(odd), place, of=len(ODD), few=3):
            continue
        address = address_of(rule, world).split("?")[0]
        question = (
            "&".join(f"{name}={odd}" for name in QUESTIONS) if "%" in odd else dict.fromkeys(QUESTIONS, odd)
        )
        answer = client.get(address, query_string=question)
        assert answer.status_code < 500, f"{address} answers {answer.status_code}"


@pytest.mark.slow
@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("person", ["visitor", "marja"])
def test_odd_bodies_get_an_answer(app, client, person, kind):
    world = build_world(app.extensions["settings"].files_dir)
    for place, rule in enumerate(rules(app, "POST")):
        if not has_turn([*BODIES].index(kind), place, of=len(BODIES), few=3):
            continue
        if person != "visitor":
            client.sign_in(getattr(world, person))
        answer = client.post(address_of(rule, world), **BODIES[kind])
        assert answer.status_code < 500, f"{rule} answers {answer.status_code}"
