"""What a report for everybody does not tell, and a check that finds every change behind our back."""

from datetime import date

import pytest

from tests import cast
from tests.reporting.making import (
    SOUP,
    make_moment,
    make_report,
    make_section,
    quote_of,
    send,
    take_back,
)
from workspace.db import db
from workspace.histories.models import ClosingQuestion, LearningHistory
from workspace.initiatives.models import Visibility
from workspace.learning.models import MomentKind
from workspace.learning.models import Testimony as Said
from workspace.programmes.models import Openness, Phase, Programme
from workspace.reporting.models import NothingToTell, ProgrammeReport
from workspace.reporting.queries.facts import read_facts
from workspace.times import today


def nothing(report, board, reason, **facts):
    facts = {"is_about_obstacles": False, "said_by_id": report.made_by_id} | facts
    return cast.save(NothingToTell(report_id=report.id, board_id=board.id, reason=reason, **facts))


@pytest.fixture
def hidden(programme, paul):
    """A theme among partners."""
    board = cast.make_board("Schulden", programme)
    board.openness = Openness.PARTNERS
    return cast.save(board)


@pytest.fixture
def public(board, told, tess):
    return make_report(board, tess, openness=Openness.PUBLIC)


def behind_our_back(thing, thing_id, **values):
    table = thing.__table__
    db.session.execute(table.update().where(table.c.id == thing_id).values(**values))
    db.session.commit()


def test_a_theme_among_partners_is_not_named_to_everybody(client, public, board, hidden, marja):
    for about in (False, True):
        nothing(public, hidden, "Wij begonnen pas.", is_about_obstacles=about)
    make_section(public, board)
    assert send(client.sign_in(marja), public, openness="public").status_code == 303
    page = client.sign_out().get(f"/verslagen/{public.id}")
    assert page.status_code == 200
    frozen = client.get(f"/verslagen/{public.id}/vastgesteld.json").text
    for words in ("Schulden", "Wij begonnen pas."):
        assert words not in page.text + frozen


def test_why_there_is_nothing_is_looked_through_as_well(client, public, programme, board, paul, marja):
    cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    empty = cast.make_board("Dementie", programme)
    for about in (False, True):
        nothing(public, empty, "Alles zat in Onder ons.", is_about_obstacles=about)
    page = send(client.sign_in(marja), public, openness="public")
    assert page.status_code == 422
    assert "Het initiatief “Onder ons”" in page.text


def test_a_title_is_looked_through_as_well(client, public, board, paul, marja):
    cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    public.title = "Hoe Onder ons ging"
    cast.save(public)
    assert send(client.sign_in(marja), public, openness="public").status_code == 422


def test_what_the_writers_took_out_is_not_in_the_file_either(client, public, board, paul, marja):
    cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    words = "Wij deden Onder ons."
    make_section(public, board, drawn=words, edited="Wij deden veel.", edited_from=words)
    page = send(client.sign_in(marja), public, openness="public")
    assert page.status_code == 422
    assert "Het initiatief “Onder ons”" in page.text


def test_words_of_a_place_that_went_among_partners_stay_there(client, public, board, paul, tess, marja):
    place = cast.make_initiative("Onder ons", board, paul)
    said = make_moment(board, tess, MomentKind.OBSTACLE, "De wethouder wilde niet.", initiative_id=place.id)
    make_section(public, board, quote_of(said))
    place.visibility = Visibility.PARTNERS
    cast.save(place)
    page = send(client.sign_in(marja), public, openness="public")
    assert page.status_code == 422
    assert "De wethouder wilde niet." in page.text


def test_words_in_a_reason_are_taken_out_as_everywhere(client, report, programme, quote, marja, tess):
    empty = cast.make_board("Dementie", programme)
    for about in (False, True):
        nothing(report, empty, f"Want: {SOUP} Zo is het.", is_about_obstacles=about)
    client.sign_in(marja)
    assert send(client, report).status_code == 303
    frozen = cast.reloaded(report).frozen
    assert SOUP not in frozen
    assert f"Want: {SOUP} Zo is het." in client.get(f"/verslagen/{report.id}").text
    take_back(quote)
    page = client.get(f"/verslagen/{report.id}").text
    assert SOUP not in page
    assert "Zo is het." in page
    version = client.sign_in(tess).post(f"/verslagen/{report.id}/nieuwe-versie").location
    assert SOUP not in client.get(version).text


def test_a_question_that_was_a_moment_is_told_as_the_moment_is(board, programme, tess):
    phase = cast.save(
        Phase(
            programme_id=programme.id, name="Fase 1", starts_on=date(2019, 1, 1), ends_on=date(2019, 12, 31)
        )
    )
    history = cast.save(
        LearningHistory(
            programme_id=programme.id,
            phase_id=phase.id,
            title="2019",
            made_by_id=tess.id,
        )
    )
    asked = make_moment(board, tess, MomentKind.QUESTION, "Wie betaalt?", openness=Openness.PARTNERS)
    history.published_at = asked.published_at
    cast.save(history)
    cast.save(ClosingQuestion(history_id=history.id, text="Wie betaalt dan?", moment_id=asked.id))

    def questions(openness):
        db.session.expunge_all()
        found = db.session.get_one(Programme, programme.id)
        facts = read_facts(found, date(2019, 1, 1), date(2019, 12, 31), openness=openness)
        return [question.text for question in facts.questions]

    assert questions(Openness.PUBLIC) == []
    assert questions(Openness.PARTNERS) == ["Wie betaalt dan?"]
    take_back(asked)
    assert questions(Openness.PARTNERS) == []


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Mooier dan het was"},
        {"starts_on": today().replace(year=2001)},
        {"number": 2},
        {"openness": "public"},
        {"adopted_at": None},
        {"frozen": "geen json"},
        {"frozen": '{"sections": [{"testimony": []}]}'},
        {"frozen_hash": None},
    ],
)
def test_every_change_of_what_was_adopted_is_found(app, client, adopted, paul, values):
    assert app.test_cli_runner().invoke(args=["report-check"]).exit_code == 0
    behind_our_back(ProgrammeReport, adopted.id, **values)
    result = app.test_cli_runner().invoke(args=["report-check"])
    assert result.exit_code == 1
    assert f"{adopted.id} " in result.output
    assert "CHANGED" in result.output
    page = client.sign_in(paul).get(f"/verslagen/{adopted.id}/controle")
    assert page.status_code == 200
    assert "Dit verslag is veranderd" in page.text


def test_words_that_somebody_took_out_of_the_table_are_missed(app, client, adopted, paul):
    db.session.execute(Said.__table__.delete())
    db.session.commit()
    assert app.test_cli_runner().invoke(args=["report-check"]).exit_code == 1
    assert "Dit verslag is veranderd" in client.sign_in(paul).get(f"/verslagen/{adopted.id}/controle").text


def test_what_was_taken_back_by_who_said_it_is_not_missed(app, adopted, quote):
    take_back(quote)
    assert app.test_cli_runner().invoke(args=["report-check"]).exit_code == 0
