"""The page about privacy and the record of processing: made from the register, complete and readable."""

import csv
from dataclasses import replace
from io import StringIO

import pytest

from workspace.privacy.register.purposes import PURPOSES
from workspace.spreadsheets import MARK

pytestmark = pytest.mark.once
CSV = "/beheer/verwerkingsregister.csv"


@pytest.fixture
def filled_in(app):
    """An installation that says who answers for it."""
    before = app.extensions["settings"]
    app.extensions["settings"] = replace(
        before,
        organisation_name="Gemeente Linde",
        privacy_contact="privacy@linde.example.nl",
        retention_account_months=18,
        retention_programme_days=90,
    )
    yield
    app.extensions["settings"] = before


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix(MARK)), delimiter=";"))


def test_everybody_reads_for_what_and_on_which_ground_data_are_kept(client):
    page = client.get("/privacy").text
    for purpose in PURPOSES:
        assert str(purpose.title) in page
        assert str(purpose.why) in page
    assert "artikel 6, lid 1, onder e" in page
    assert "Autoriteit Persoonsgegevens" in page


def test_it_says_plainly_that_nobody_was_filled_in(client):
    page = client.get("/privacy").text
    assert "nog niet ingevuld welke organisatie verantwoordelijk is" in page
    assert "nog geen adres ingevuld" in page


def test_who_answers_and_how_long_come_from_the_settings(client, filled_in):
    page = client.get("/privacy").text
    assert "Gemeente Linde is verantwoordelijk" in page
    assert 'href="mailto:privacy@linde.example.nl"' in page
    assert "18 maanden" in page
    assert "90 dagen na het einde van dat programma" in page


def test_who_signs_up_can_read_it_first(client):
    assert 'href="/privacy"' in client.get("/aanmelden").text.partition("<main")[2].partition("</main>")[0]


def test_the_administrator_takes_the_record_along(client, ada, filled_in):
    answer = client.sign_in(ada).get(CSV)
    rows = rows_of(answer.text)
    assert answer.status_code == 200
    assert len(rows) == len(PURPOSES)
    assert all(cell for row in rows for cell in row.values())
    assert {row["Verantwoordelijke"] for row in rows} == {"Gemeente Linde"}
    assert all(row["Doorgifte buiten de EU"].startswith("Geen") for row in rows)


def test_others_do_not(client, marja):
    assert client.sign_in(marja).get(CSV).status_code == 403


def test_the_command_writes_the_same_record(app, client, ada, filled_in, tmp_path):
    file = tmp_path / "register.csv"
    result = app.test_cli_runner().invoke(args=["privacy-record", str(file)])
    assert result.exit_code == 0, result.output
    assert rows_of(file.read_text(encoding="utf-8")) == rows_of(client.sign_in(ada).get(CSV).text)


def test_the_command_says_what_is_not_set_and_where_it_cannot_write(app, tmp_path):
    run = app.test_cli_runner().invoke
    told = run(args=["privacy-record", str(tmp_path / "a.csv")]).output
    assert "ORGANISATION_NAME is not set" in told
    failed = run(args=["privacy-record", str(tmp_path / "none" / "a.csv")])
    assert failed.exit_code == 1
    assert "cannot be written" in failed.output
