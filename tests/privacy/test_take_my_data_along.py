"""Everybody takes along all that is kept about them, and nothing of anybody else (AVG, article 15)."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import html5lib
import pytest
from sqlalchemy import select

from tests import cast
from tests.accounts.test_confirm_that_it_is_you import came_in
from tests.client import StrictClient
from tests.independence.test_count_who_does_the_work import NO_WORK
from tests.privacy.planting import ADDRESS, MARKS, NAME, plant, planted_columns
from workspace.audit.models import AuditEntry
from workspace.db import db
from workspace.independence.models.rules import WORK
from workspace.initiatives.models import Participation, Visibility
from workspace.limits import limiter, one_at_a_time
from workspace.privacy.queries.own_data import FOLDERS, given, tables_of_people
from workspace.privacy.register import REGISTER
from workspace.privacy.words.own_columns import COLUMNS
from workspace.privacy.words.own_deeds import own_deed
from workspace.privacy.words.own_titles import TABLES

PAGE = "/account/gegevens"
FETCH = "/account/gegevens/ophalen"


def fetch(client: StrictClient) -> ZipFile:
    answer = client.post(FETCH)
    assert answer.status_code == 200 and answer.mimetype == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    return ZipFile(BytesIO(answer.data))


def test_every_personal_column_comes_back(client, app):
    """Planted and looked for by the register: what is classified tomorrow is given tomorrow."""
    person = plant()
    folder = Path(app.extensions["settings"].files_dir)
    for table, name in FOLDERS.items():
        (folder / name).mkdir(exist_ok=True)
        (folder / name / f"{table}.webp").write_bytes(b"beeld")
    packed = fetch(client.sign_in(person))
    data = json.loads(packed.read("gegevens.json"))["data"]
    promised = {
        f"{table.name}.{column.name}" for table in tables_of_people() for column in given(table)
    } & planted_columns()
    came = {
        f"{table}.{name}"
        for table, rows in data.items()
        for row in rows
        for name, value in row.items()
        if any(mark in str(value) for mark in MARKS)
    }
    missed = promised - came
    assert not missed, f"kept and not given: {', '.join(sorted(missed))}"
    assert len(promised) > 60
    page = packed.read("gegevens.html").decode()
    assert page.count(NAME) > len(promised) / 2 and ADDRESS in page
    for table in FOLDERS:
        assert packed.read(f"bestanden/{table}/{table}.webp") == b"beeld"
        (folder / FOLDERS[table] / f"{table}.webp").unlink()


def test_no_secret_comes_along(client, app):
    person = plant()
    text = fetch(client.sign_in(person)).read("gegevens.json").decode()
    for table in REGISTER.values():
        for column in table.columns.values():
            if column.kind == "secret":
                assert f'"{column.name}"' not in text, f"{table.name}.{column.name}"


def test_nothing_of_others_comes_along(client, initiative, rachida, nico, paul):
    cast.save(Participation(initiative_id=initiative.id, user_id=nico.id, note="Bel Nico", skills="koken"))
    cast.make_comment(initiative, nico, "Woorden van Nico")
    cast.make_comment(initiative, paul, "Onder partners", audience="partners", role="partner")
    cast.make_comment(initiative, rachida, "Mijn eigen woorden")
    text = fetch(client.sign_in(rachida)).read("gegevens.json").decode()
    assert "Mijn eigen woorden" in text and "rachida@example.nl" in text
    for word in ("Nico", "nico@example.nl", "koken", "Paul", "Onder partners"):
        assert word not in text


def test_the_page_in_it_reads_well_and_holds_no_script(client, initiative, rachida):
    cast.make_comment(initiative, rachida, "<script>alert(1)</script> & <b>vet</b>")
    page = fetch(client.sign_in(rachida)).read("gegevens.html").decode()
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<script" not in page and "&lt;script&gt;" in page
    assert '<html lang="nl">' in page and "<h1>Mijn gegevens bij Samenbord</h1>" in page
    assert "<h2>Reacties van u</h2>" in page


def test_the_page_says_what_somebody_did_in_words_with_names_for_numbers(client, initiative, nico):
    client.sign_in(nico).post(f"/initiatieven/{initiative.id}/steun")
    page = fetch(client).read("gegevens.html").decode()
    assert f"U gaf steun: {initiative.title}</p>" in page
    assert f"<dt>Initiatief</dt><dd>{initiative.title}</dd>" in page
    for code in ("initiative_supported", "U staat hier als", "Nummer van het initiatief", ">nl<"):
        assert code not in page


def test_what_somebody_may_not_see_any_more_has_no_name_there(client, initiative, nico):
    cast.save(Participation(initiative_id=initiative.id, user_id=nico.id, note="Bel mij"))
    initiative.visibility = Visibility.DRAFT
    db.session.commit()
    page = fetch(client.sign_in(nico)).read("gegevens.html").decode()
    assert initiative.title not in page
    assert f"<dt>Nummer van het initiatief</dt><dd>{initiative.id}</dd>" in page


@pytest.mark.once
def test_every_deed_on_an_initiative_has_words_for_whoever_did_it():
    missed = {verb for verb in WORK | NO_WORK if own_deed(verb) == verb}
    assert not missed, f"say in words/own_deeds.py what it is: {missed}"


def test_moments_are_in_utc_and_keys_are_explained(client, initiative, rachida):
    cast.make_comment(initiative, rachida, "Ik")
    told = json.loads(fetch(client.sign_in(rachida)).read("gegevens.json"))
    (row,) = told["data"]["comment"]
    assert row["created_at"].endswith("Z") and row["as"] == ["author_id"]
    assert told["form"] == 1 and told["keys"]["comment"]["body"] == "Tekst"


def test_it_is_noted_and_asks_who_it_is(client, nico):
    fetch(client.sign_in(nico))
    (line,) = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "own_data.fetched"))
    assert (line.actor_id, line.subject_id, line.details) == (nico.id, nico.id, {})
    came_in(client, nico)
    assert "/bevestigen" in client.post(FETCH).location


@pytest.fixture
def limits(app) -> Iterator[None]:
    limiter.enabled = True
    limiter.reset()
    yield
    limiter.reset()
    limiter.enabled = False


def test_five_times_a_day_and_no_more(client, nico, rachida, limits):
    client.sign_in(nico)
    assert [client.post(FETCH).status_code for _ in range(6)] == [200] * 5 + [429]
    assert client.sign_in(rachida).post(FETCH).status_code == 200  # each their own five


def test_not_twice_at_once(client, nico, rachida, limits):
    with one_at_a_time(f"own data {nico.id}"):
        assert client.sign_in(nico).post(FETCH).status_code == 429
        assert client.sign_in(rachida).post(FETCH).status_code == 200
    assert [client.sign_in(nico).post(FETCH).status_code for _ in range(6)] == [200] * 5 + [429]


def test_visitors_sign_in_first(client):
    assert client.get(PAGE).location.startswith("/inloggen")
    assert client.post(FETCH).location.startswith("/inloggen")


def test_the_page_shows_what_there_is_and_where_to_mend_it(client, initiative, nico, queries):
    cast.make_comment(initiative, nico, "Ik")
    cast.save(Participation(initiative_id=initiative.id, user_id=nico.id, note="Bel mij", shares_email=True))
    client.sign_in(nico)
    queries.clear()
    page = client.get(PAGE).text
    assert len(queries) <= 4
    for words in ("Reacties van u: 1", "Bel mij", "Naam wijzigen", "E-mailadres wijzigen", "/account/weg"):
        assert words in page


@pytest.mark.once
def test_everything_that_is_given_has_a_title():
    untitled = [table.name for table in tables_of_people() if table.name not in TABLES]
    columns = {column.name for table in tables_of_people() for column in given(table)}
    columns |= {link.column for table in tables_of_people() for link in table.theirs}
    assert not untitled
    missed = columns - COLUMNS.keys() - {"recipient"}
    assert not missed, f"say in words/own_columns.py what it is called: {missed}"
