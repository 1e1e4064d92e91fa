"""Asking who is quoted: by letter, by account, oneself, or on paper for who does not come online."""

from datetime import timedelta

from sqlalchemy import select

from tests.learning.making import make_moment
from tests.learning.quoting import (
    WORDS,
    answer,
    ask,
    consent_of,
    key_in_the_last_letter,
    read,
    told,
    version_of,
)
from workspace.mail.models import OutgoingMail
from workspace.times import today


def test_an_account_answers_without_a_link(client, quote, karin, rachida, nico, paul):
    assert "Rachida, die dit initiatief trekt" in (
        client.sign_in(karin).get(f"/leermomenten/{quote.id}/toestemming").text
    )
    ask(client, quote, way="coordinator")
    assert read(select(OutgoingMail)) is None
    assert "quote_asked" in told()
    page = client.sign_in(rachida).get("/mijn").text
    assert "Een citaat van u" in page
    mine = f"/leermomenten/{quote.id}/citaat"
    for other in (nico, paul, karin):
        assert client.sign_in(other).get(mine).status_code == 404
        assert client.post(mine, data={"reply": "ja", "version": 1}).status_code == 404
        assert client.post(f"{mine}/intrekking").status_code == 404
    assert "/inloggen" in client.sign_out().get(mine).location
    client.sign_in(rachida).post(mine, data={"reply": "ja", "version": version_of(quote)})
    assert WORDS in client.sign_out().get(f"/leermomenten/{quote.id}").text
    assert "Dit zijn uw woorden" in client.sign_in(rachida).get(f"/leermomenten/{quote.id}").text
    assert client.post(f"{mine}/intrekking").status_code == 303
    assert client.sign_out().get(f"/leermomenten/{quote.id}").status_code == 404


def test_a_letter_to_an_account_is_on_its_own_page_too(client, quote, karin, nico):
    ask(client.sign_in(karin), quote, email="NICO@example.nl")
    assert "Een citaat van u" in client.sign_in(nico).get("/mijn").text


def test_who_caught_it_sees_what_waits(client, quote, karin):
    assert "nog niet gevraagd" in client.sign_in(karin).get("/mijn").text
    ask(client, quote)
    assert "wacht op antwoord" in client.get("/mijn").text
    client.sign_out()
    answer(client, key_in_the_last_letter(), "nee", quote)
    assert "wacht op antwoord" not in client.sign_in(karin).get("/mijn").text


def test_one_quotes_oneself_without_a_link(client, quote, karin, tess):
    assert ask(client.sign_in(tess), quote, way="myself").status_code == 422  # Karin caught it
    assert ask(client.sign_in(karin), quote, way="myself").status_code == 303
    assert WORDS in client.sign_out().get(f"/leermomenten/{quote.id}").text
    assert read(select(OutgoingMail)) is None


def test_a_yes_on_paper_is_entered_with_its_day(client, quote, karin):
    client.sign_in(karin)
    missing = ask(client, quote, way="paper", paper_on=str(today()))
    assert (missing.status_code, "Zonder ja van de persoon" in missing.text) == (422, True)
    ahead = str(today() + timedelta(days=1))
    assert ask(client, quote, way="paper", paper_on=ahead, agreed="y").status_code == 422
    assert ask(client, quote, way="paper", paper_on="", agreed="y").status_code == 422
    done = ask(client, quote, way="paper", paper_on=str(today()), agreed="y")
    assert "zei ja op papier" in client.get(done.location).text
    consent = consent_of(quote)
    assert (consent.paper_on, consent.entered_by_id, consent.key_hash) == (today(), karin.id, None)
    assert WORDS in client.sign_out().get(f"/leermomenten/{quote.id}").text


def test_a_resident_enters_no_paper(client, initiative, nico):
    quote = make_moment(initiative, nico, WORDS, kind="quote", published_at=None)
    assert "paper_on" not in client.sign_in(nico).get(f"/leermomenten/{quote.id}/toestemming").text
    assert ask(client, quote, way="paper", paper_on=str(today()), agreed="y").status_code == 422


def test_only_the_author_and_who_steers_ask(client, quote, paul, nico, tess, karin):
    for other in (paul, nico):
        assert client.sign_in(other).get(f"/leermomenten/{quote.id}/toestemming").status_code == 404
        assert ask(client, quote).status_code == 404
    assert client.sign_in(tess).get(f"/leermomenten/{quote.id}/toestemming").status_code == 200


def test_an_address_that_is_none_is_not_written_to(client, quote, karin):
    wrong = ask(client.sign_in(karin), quote, email="mieke")
    assert (wrong.status_code, "Vul een e-mailadres in" in wrong.text) == (422, True)
    assert ask(client, quote, way="duif").status_code == 422
    assert ask(client, quote, version=0).status_code == 409  # the words changed meanwhile
    assert read(select(OutgoingMail)) is None


def test_asking_again_takes_the_power_from_the_first_link(client, quote, key, karin):
    ask(client.sign_in(karin), quote, email="ander@example.nl")
    assert client.sign_out().get(f"/citaat/{key}").status_code == 404
    assert client.get(f"/citaat/{key_in_the_last_letter()}").status_code == 200


def test_what_its_author_took_back_asks_nothing_any_more(client, quote, key, karin):
    client.sign_in(karin).post(f"/leermomenten/{quote.id}/intrekking", data={"because": "unwanted"})
    assert "Teruggenomen" in client.sign_out().get(f"/citaat/{key}").text
    assert answer(client, key, "ja", quote).status_code == 409
