"""How long people wait for an organisation: public, over a year, and honest about few answers."""

from datetime import timedelta

import pytest

from tests import cast
from workspace.answers.queries import waiting_times
from workspace.clocks.models import due_after
from workspace.comments.models import Comment
from workspace.db import db, now
from workspace.initiatives.models import Visibility
from workspace.times import day_of, today

TOWN = "/organisaties/gemeente-linde"


@pytest.fixture
def answered(ask, nico, municipality):
    """Let the municipality have answered questions after so many working days."""

    def answered(*days: int, at=None, **facts) -> None:
        for number in days:
            ask(nico, municipality, answered_at=at or now(), waited_days=number, **facts)

    return answered


def test_the_median_is_public_with_what_it_is_based_on(client, answered, municipality):
    answered(1, 2, 4, 9, 30)
    page = client.get(TOWN).text
    assert "De helft van de antwoorden kwam binnen 4 werkdagen." in page
    assert "5 antwoorden in het laatste jaar" in page
    assert "De helft van 5 antwoorden kwam binnen 4 werkdagen" in client.get("/organisaties").text


def test_a_median_between_two_days_ends_in_a_half(client, answered):
    answered(1, 2, 4, 5, 9, 30)
    assert "binnen 4½ werkdagen" in client.get(TOWN).text


def test_of_fewer_than_five_answers_nothing_is_said(client, answered):
    answered(1, 2, 3, 4)
    assert "4 vragen beantwoord in het laatste jaar: te weinig om te zeggen" in client.get(TOWN).text
    assert "te weinig om iets te zeggen" in client.get("/organisaties").text
    answered(5)
    assert "binnen 3 werkdagen" in client.get(TOWN).text


def test_what_was_answered_longer_ago_does_not_count(client, answered, municipality):
    answered(1, 1, 1, 1, 1)
    answered(50, 50, 50, 50, 50, 50, at=now() - timedelta(days=366))
    assert waiting_times([municipality.id])[municipality.id].median == 1


def test_what_waits_longer_than_the_median_is_said_beside_it(client, answered, ask, nico, municipality):
    answered(0, 0, 1, 1, 2)
    ask(nico, municipality)
    ask(nico, municipality, asked_at=now() - timedelta(days=30))
    page = client.get(TOWN).text
    assert "Nu wachten 2 vragen op antwoord." in page
    assert "1 wacht al langer dan dat." in page


def test_only_what_everybody_sees_counts(client, answered, ask, board, nico, paul, municipality):
    answered(1, 1, 1, 1)
    hidden = cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    answered(2, audience="partners")
    answered(3, under=hidden)
    answered(4, comment={"removed_at": now(), "removed_as": "theme_lead"})
    ask(paul, municipality, audience="partners")
    ask(paul, municipality, under=hidden)
    ask(paul, municipality, withdrawn_at=now())
    found = waiting_times([municipality.id])[municipality.id]
    assert (found.answers, found.median, found.waiting, found.longer) == (4, None, 0, 0)
    client.sign_in(paul)
    assert "4 vragen beantwoord" in client.get(TOWN).text


def test_the_first_day_of_the_clock_counts_and_not_the_promise_made_later(
    client, ask, nico, olaf, municipality
):
    for _ in range(5):
        asked_at = now() - timedelta(days=21)
        question = ask(nico, municipality, asked_at=asked_at, due_on=due_after(today(), 40))
        client.sign_in(olaf).post(f"/vragen/{question.id}/antwoord", data={"antwoord-body": "Ja."})
    waited = waiting_times([municipality.id])[municipality.id].median
    assert waited is not None
    assert 12 <= waited <= 15
    assert day_of(db.session.query(Comment).filter_by(is_official=True).first().created_at) == today()
