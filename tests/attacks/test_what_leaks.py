"""What somebody else may keep, guess or be told: kept pages, secrets in addresses, calls to elsewhere."""

import ast
import re
import socket
import threading

import pytest

from tests.attacks.forms import forms_on
from tests.house.test_house_rules import PACKAGE
from tests.house.test_odd_input import rules
from tests.house.world import address_of
from tests.rounds import has_turn

pytestmark = [pytest.mark.once, pytest.mark.slow]
KEYS = re.compile(r'name="(?:csrf_token|once)" value="([^"]+)"|name="csrf-token" content="([^"]+)"')
SECRETS = {"token", "key", "feed_key", "code", "name"}
CALLERS = {
    "requests",
    "urllib.request",
    "http.client",
    "httpx",
    "aiohttp",
    "smtplib",
    "boto3",
    "ftplib",
    "authlib",
}
# Who calls another machine, each at an address that only the settings name.
MAY_CALL = {
    "buckets.py": "the store of the settings",
    "doctor": "the mail server of the settings",
    "mail": "the mail server of the settings",
    "outside.py": "the directory of an organisation that the settings name (OpenID Connect)",
}


def keys_on(answer):
    return {key for pair in KEYS.findall(answer.text) for key in pair if key}


def test_no_page_kept_for_one_reaches_another(app, quick, world, tries):
    """Pages are drawn once for many people: the keys of one person stand on no page of another."""
    for place, rule in enumerate(rules(app, "GET")):
        if not has_turn(place, 0, of=2, few=1):
            continue
        address, seen = address_of(rule, world), set()
        for person in ("marja", "nico", "visitor", "marja"):
            answer = quick.as_person(world, person).get(address)
            assert "Cookie" in answer.headers["Vary"] and "HX-Request" in answer.headers["Vary"], rule
            if "public" in answer.headers["Cache-Control"]:
                assert "Set-Cookie" not in answer.headers and not keys_on(answer), rule
            else:
                assert re.search("no-store|private", answer.headers["Cache-Control"]), rule
            if answer.mimetype == "text/html":
                keys = keys_on(answer)
                assert not keys & seen, f"{address} gives {person} a key of somebody else"
                seen |= keys
                names = re.findall(r'class="site-header__name[^>]*>([^<]+)<', answer.text)
                assert all(name.strip().lower() == person for name in names), (address, names)
            tries.add()


def test_a_secret_that_is_nearly_right_is_as_wrong_as_any(app, quick, world, tries):
    """To the letter the same answer for a secret with one letter changed, cut short, or made up."""
    for rule in rules(app, "GET"):
        if not SECRETS & set(rule.arguments):
            continue
        address = address_of(rule, world).split("?")[0]
        part = max(re.split(r"[/.]", address), key=len)
        answers = set()
        for wrong in (
            part[:-1] + ("x" if part[-1] != "x" else "y"),
            part[:-3],
            part + "A",
            part.swapcase(),
            "x" * 43,
        ):
            path = address.replace(part, wrong)
            answer = quick.as_person(world, "visitor").get(path)
            text = re.sub(r'name="csrf_token" value="[^"]+"', "", answer.text).replace(path, "")
            assert answer.status_code < 500, path
            answers.add((answer.status_code, text if answer.status_code != 302 else ""))
            tries.add()
        assert len(answers) == 1, (rule, [(status, len(text)) for status, text in answers])


def test_only_these_call_other_machines():
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name == caller or name.startswith(f"{caller}.") for name in names for caller in CALLERS):
                found.add(path.relative_to(PACKAGE).parts[0])
    assert found == set(MAY_CALL), (
        "Nothing here fetches an address that somebody typed. Say who calls what, and why."
    )


def test_an_address_that_somebody_types_is_never_fetched(app, quick, world, tries):
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        ended = threading.Event()

        def listen():
            while not ended.is_set():
                try:
                    calls.append(listener.accept()[0].recv(200))
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        typed = f"http://127.0.0.1:{listener.getsockname()[1]}/kwaad.png"
        for place, rule in enumerate(rules(app, "GET")):
            address = address_of(rule, world)
            if not has_turn(place, 1, of=6, few=1):
                continue
            page = quick.as_person(world, "marja").get(address)
            forms = forms_on(page.text, address) if page.mimetype == "text/html" else ()
            for form in (form for form in forms if form.method == "post" and form.action != "/uitloggen"):
                texts = {
                    field.name: f"{typed} ![x]({typed})" for field in form.texts() if field.kind != "date"
                }
                assert quick.post(form.action, data=form.as_it_stands | texts).status_code < 500
                tries.add(len(texts))
        ended.set()
        thread.join()
    assert calls == []
