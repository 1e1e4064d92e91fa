"""Text that leaves the pages: into tables, calendars, feeds, mail, headers, names of files and the log."""

import csv
import email
import logging
import re
from contextlib import suppress
from email import policy
from io import StringIO
from xml.etree.ElementTree import fromstring

import pytest

from tests.attacks.test_stored_and_reflected_script import plant
from tests.attacks.tries import corpus
from tests.house.test_odd_input import rules
from tests.house.world import address_of
from workspace.accounts.forms import NameForm
from workspace.config import Settings
from workspace.db import db
from workspace.files import title_of
from workspace.mail.models import OutgoingMail
from workspace.spreadsheets import csv_text
from workspace.text import clean, email_address

pytestmark = pytest.mark.once
FORMULAS = corpus("formulas")
RUN = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
SPLITS = (
    "\r\nX-Kwaad: 1",
    "\nX-Kwaad: 1",
    "\r\n\r\n<script>kwaad</script>",
    "%0d%0aX-Kwaad:%201",
    "\u560d\u560aX-Kwaad:1",
)
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def cells(text):
    rows = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    return [cell for row in rows for cell in row]


def runs(cell):
    return cell.strip(" \u00a0").startswith(RUN) and not NUMBER.fullmatch(cell)


def test_no_cell_begins_to_run(tries):
    for formula in FORMULAS:
        for text in (formula, clean(formula)):
            table = csv_text([text, "b"], [[text, text], ["x", text]])
            assert not [cell for cell in cells(table) if runs(cell)], formula
            assert len(cells(table)) == 6
            tries.add(4)


@pytest.mark.slow
def test_no_table_of_any_page_runs(app, quick, world, tries):
    """Every address that gives a table, over texts that all begin to run."""
    typed = [text for each in FORMULAS if (text := clean(each)).startswith(RUN)]
    tries.add(plant(typed)[1])
    found = 0
    for rule in rules(app, "GET"):
        for person in ("marja", "prisca"):
            answer = quick.as_person(world, person).get(address_of(rule, world))
            assert answer.status_code < 500
            if answer.mimetype == "text/csv":
                found += 1
                assert not [cell for cell in cells(answer.text) if runs(cell)], rule
            if answer.mimetype.endswith("xml"):
                fromstring(answer.data)
            if answer.mimetype == "text/calendar":
                names = {
                    re.split("[;:]", line)[0] for line in answer.text.splitlines() if not line.startswith(" ")
                }
                assert all(re.fullmatch(r"[A-Z-]+", name) for name in names if name), names
            tries.add()
    assert found >= 4


@pytest.mark.slow
def test_no_header_is_split(app, quick, world, tries):
    """Line breaks in texts, questions and names of files make no header of their own."""
    plant([clean(f"Soep{split}") for split in SPLITS])
    for place, rule in enumerate(rules(app, "GET")):
        split = SPLITS[place % len(SPLITS)]
        asked = dict.fromkeys(("verder", "terug", "taal", "q", "zoek", "als", "weergave"), f"a{split}")
        answer = quick.as_person(world, "marja").get(
            address_of(rule, world).split("?")[0], query_string=asked
        )
        assert "X-Kwaad" not in answer.headers, rule
        for name, value in answer.headers:
            assert "\r" not in value and "\n" not in value, (rule, name)
        tries.add(len(asked))


@pytest.mark.parametrize("split", SPLITS)
def test_no_name_of_a_file_splits_a_header_or_leaves_its_folder(app, split, tries):
    for name in (
        f"brief{split}.pdf",
        f"../../etc/{split}passwd",
        f'a"; filename="b{split}.html',
        "..\\..\\boot.ini",
    ):
        title = title_of(name, "pdf")
        assert title.endswith(".pdf") and not re.search(r'[\r\n"/\\<>:|?*]', title)
        tries.add()


def test_mail_has_the_headers_that_we_gave_it(app, quick, world, tries):
    """A name with line breaks, in every letter that carries one: no header more, and one receiver."""
    for split in SPLITS:
        quick.post("/aanmelden", data={"email": f"iemand{tries.number}@example.nl", "name": f"Iemand{split}"})
        quick.post("/inloggen/link", data={"email": f"nico@example.nl{split}"})
        quick.post("/wachtwoord-vergeten", data={"email": f"nico@example.nl\r\nBcc: kwaad@example.nl{split}"})
        tries.add(3)
    letters = list(db.session.query(OutgoingMail))
    assert len(letters) >= len(SPLITS)
    for letter in letters:
        assert not re.search(r"[\r\n]", letter.subject + letter.recipient)
        assert "kwaad@" not in letter.recipient
        message = email.message_from_string(
            f"Subject: {letter.subject}\n\n{letter.text}", policy=policy.default
        )
        assert message.keys() == ["Subject"]


def test_nobody_writes_lines_in_the_log(app, quick, world, caplog, tries):
    caplog.set_level(logging.DEBUG)
    bad = "x\r\n2026-01-01 ERROR kwaad\x1b[2J\x1b]0;kwaad\x07"
    quick.as_person(world, "marja")
    for rule in rules(app, "GET"):
        quick.get(
            address_of(rule, world).partition("?")[0],
            query_string={"q": bad, "taal": bad},
            headers={"X-Kwaad": "x\x1b[31m"},
        )
        quick.post(address_of(rule, world), data={"email": bad, "name": bad, "body": bad})
        tries.add(2)
    quick.get("/%0d%0akwaad%1b[2J")
    for record in caplog.records:
        if record.name.startswith(("workspace", "samenbord")):
            assert "\x1b" not in record.getMessage() and "\n2026-01-01 ERROR kwaad" not in record.getMessage()


@pytest.mark.parametrize("line", [line.replace("\t", "|") for line in corpus("unicode")], ids=ascii)
def test_a_name_that_looks_like_another_is_that_name(app, line, tries):
    name, other = line.split("|")
    with app.test_request_context("/", method="POST", data={"name": other}):
        form = NameForm()
        assert form.name.data == clean(name)
    tries.add()


def test_letters_do_not_pile_up_over_the_lines_around_them(tries):
    for mark in "\u0301\u0489\u20dd\u1ab0":
        assert len(clean("z" + mark * 500)) <= 6
        tries.add()
    assert clean("ệ ç̌ ไม่ที่") == "ệ ç̌ ไม่ที่"


@pytest.mark.parametrize(
    "typed",
    [
        "NICO@example.nl",
        " nico@example.nl ",
        "nico@EXAMPLE.NL",
        "nico@example.nl\u200b",
        "nico@\uff45xample.nl",
        "ni\u2060co@example.nl",
    ],
    ids=ascii,
)
def test_one_address_is_one_person(typed, tries):
    assert email_address(typed) == "nico@example.nl"
    tries.add()


@pytest.mark.parametrize(
    "typed",
    [
        "nico@ex\u0430mple.nl",
        "n\u0456co@example.nl",
        "nico@example.nl\x00.kwaad.example",
        "nico@example.nl,kwaad@example.nl",
        "nico@example.nl\nkwaad@example.nl",
        "<nico@example.nl>",
        '"nico@example.nl"@kwaad.example',
        "nico@[127.0.0.1]",
    ],
    ids=ascii,
)
def test_an_address_that_only_looks_like_one_is_another_or_none(typed, tries):
    with suppress(ValueError):
        assert email_address(typed) != "nico@example.nl"
    tries.add()


def test_settings_are_not_shown_in_an_answer(app, quick, world, tries):
    settings: Settings = app.extensions["settings"]
    for rule in rules(app, "GET"):
        answer = quick.as_person(world, "ada").get(address_of(rule, world))
        for secret in (settings.secret_key, settings.database_url, str(settings.files_dir)):
            assert secret.encode() not in answer.data, rule
        tries.add()
