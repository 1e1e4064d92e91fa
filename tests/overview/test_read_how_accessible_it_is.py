"""Anybody reads how accessible this website is, as the organisation behind it declares it."""

from dataclasses import replace

import pytest

from workspace.config import BadSettings, read_settings

PAGE = "/toegankelijkheid"


@pytest.fixture
def declared(app):
    """Let the organisation declare something, for this test."""
    before = app.extensions["settings"]

    def declare(**said):
        app.extensions["settings"] = replace(before, **said)

    yield declare
    app.extensions["settings"] = before


def test_nothing_is_claimed_that_nobody_declared(client):
    page = client.get(PAGE).text
    assert "Nog niet vastgesteld" in page
    assert "voldoet volledig" not in page and "Gezien en akkoord" not in page


def test_it_says_the_status_in_the_words_of_the_dutch_model(client, declared):
    declared(
        organisation_name="Gemeente Linde",
        accessibility_status="C",
        accessibility_signed="gemeentesecretaris, 1 oktober 2026",
        accessibility_contact="toegankelijk@linde.example.nl",
    )
    page = client.get(PAGE).text
    assert "C: eerste maatregelen genomen" in page
    assert "Gezien en akkoord: gemeentesecretaris, 1 oktober 2026." in page
    assert 'href="mailto:toegankelijk@linde.example.nl"' in page
    assert "Gemeente Linde vindt dat iedereen" in page


def test_it_leads_to_the_whole_statement_and_a_form(client, declared):
    statement, form = (
        "https://www.toegankelijkheidsverklaring.nl/register/1",
        "https://linde.example.nl/melden",
    )
    declared(accessibility_status="B", accessibility_statement=statement, accessibility_contact=form)
    page = client.get(PAGE).text
    assert f'href="{statement}"' in page and f'href="{form}"' in page
    assert "B: voldoet gedeeltelijk" in page


def test_a_status_that_needs_research_needs_its_statement():
    with pytest.raises(BadSettings, match="ACCESSIBILITY_STATEMENT"):
        read_settings({"ACCESSIBILITY_STATUS": "A"})
    with pytest.raises(BadSettings, match="ACCESSIBILITY_STATUS must be"):
        read_settings({"ACCESSIBILITY_STATUS": "Z"})
    assert read_settings({"ACCESSIBILITY_STATUS": "D"}).accessibility_status == "D"
