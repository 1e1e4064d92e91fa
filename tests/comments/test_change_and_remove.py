"""Changing one's own words, taking them back, and hiding those of others."""

import pytest

from tests import cast
from workspace.activity.models import Event
from workspace.comments.models import Comment
from workspace.db import db
from workspace.initiatives.models import Initiative


def address(comment: Comment, noun: str) -> str:
    return f"/initiatieven/{comment.initiative_id}/reacties/{comment.id}/{noun}"


def talk(initiative: Initiative) -> str:
    return f"/initiatieven/{initiative.id}/reacties"


@pytest.fixture
def comment(initiative, nico) -> Comment:
    initiative.comment_count = 1
    return cast.make_comment(initiative, nico, "Wat een raar plan.")


def test_the_author_changes_words_and_everybody_sees_that(client, comment, nico):
    page = client.sign_in(nico).get(address(comment, "wijziging"))
    assert "Wat een raar plan." in page.text
    answer = client.post(address(comment, "wijziging"), data={"body": "Wat een mooi plan.", "version": "1"})
    assert answer.status_code == 303
    page = client.sign_out().get(answer.location).text
    assert "Wat een mooi plan." in page
    assert "bewerkt op" in page
    assert cast.reloaded(comment).version == 2


def test_saving_the_same_words_leaves_no_mark(client, comment, nico):
    data = {"body": "Wat een raar plan.", "version": "1"}
    client.sign_in(nico).post(address(comment, "wijziging"), data=data)
    assert cast.reloaded(comment).edited_at is None


def test_changing_into_nothing_is_refused(client, comment, nico):
    answer = client.sign_in(nico).post(address(comment, "wijziging"), data={"body": " ", "version": "1"})
    assert answer.status_code == 422
    assert "Schrijf eerst uw reactie." in answer.text


@pytest.mark.parametrize("version", ["1", "", "x"])
def test_a_change_over_a_newer_one_shows_both_and_loses_neither(client, comment, nico, version):
    client.sign_in(nico).post(
        address(comment, "wijziging"), data={"body": "Van de telefoon.", "version": "1"}
    )
    answer = client.post(address(comment, "wijziging"), data={"body": "Van de laptop.", "version": version})
    assert answer.status_code == 409
    assert "Van de telefoon." in answer.text
    assert "Van de laptop." in answer.text
    assert cast.reloaded(comment).body == "Van de telefoon."


@pytest.mark.parametrize("who", ["rachida", "karin", "marja", "ada"])
def test_nobody_changes_the_words_of_somebody_else(client, request, comment, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(address(comment, "wijziging")).status_code == 403
    data = {"body": "Ik zeg niets.", "version": "1"}
    assert client.post(address(comment, "wijziging"), data=data).status_code == 403


def test_the_author_takes_words_back_and_they_are_gone(client, comment, initiative, nico):
    assert "voorgoed" in client.sign_in(nico).get(address(comment, "verwijdering")).text
    answer = client.post(address(comment, "verwijdering"), data={"reason": ""})
    assert answer.status_code == 303
    page = client.get(talk(initiative)).text
    assert "De schrijver heeft deze reactie weggehaald." in page
    assert "raar plan" not in page
    gone = cast.reloaded(comment)
    assert (gone.body, gone.body_html, gone.removed_as) == ("", "", None)
    assert cast.reloaded(initiative).comment_count == 0


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("karin", "kartrekker"),
        ("tess", "programmateam"),
        ("marja", "programmamanager"),
        ("ada", "beheerder"),
    ],
)
def test_who_moderates_hides_with_a_reason(client, request, comment, initiative, who, role):
    client.sign_in(request.getfixturevalue(who))
    data = {"reason": "Dit is niet aardig."}
    assert client.post(address(comment, "verwijdering"), data=data).status_code == 303
    page = client.sign_out().get(talk(initiative)).text
    assert f"Reactie verwijderd door {role}: Dit is niet aardig." in page
    assert "raar plan" not in page
    assert "Nico" not in page
    assert db.session.query(Event).filter_by(verb="comment_removed").count() == 1


def test_hiding_without_a_reason_is_refused(client, comment, karin):
    answer = client.sign_in(karin).post(address(comment, "verwijdering"), data={"reason": "  "})
    assert answer.status_code == 422
    assert "Schrijf waarom u deze reactie weghaalt." in answer.text
    assert cast.reloaded(comment).removed_at is None


@pytest.mark.parametrize("who", ["rachida", "paul", "rik", "olaf", "prisca", "coby", "otto"])
def test_others_hide_nothing(client, request, comment, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(address(comment, "verwijdering")).status_code == 403
    assert client.post(address(comment, "verwijdering"), data={"reason": "Nee"}).status_code == 403
    assert cast.reloaded(comment).removed_at is None


def test_a_kartrekker_of_another_board_hides_nothing_here(client, comment, programme, nico, paul):
    cast.make_board_member(paul, cast.make_board("Jeugd", programme), lead=True)
    assert client.sign_in(paul).get(address(comment, "verwijdering")).status_code == 403


def test_removing_twice_counts_once(client, comment, initiative, nico, karin):
    for person in (nico, karin):
        answer = client.sign_in(person).post(address(comment, "verwijdering"), data={"reason": "Weg"})
        assert answer.status_code == 303
    assert cast.reloaded(initiative).comment_count == 0
    assert cast.reloaded(comment).removed_as is None


def test_a_removed_comment_is_neither_changed_nor_answered_from_the_page(client, comment, initiative, nico):
    client.sign_in(nico).post(address(comment, "verwijdering"), data={})
    assert client.get(address(comment, "wijziging")).status_code == 403
    assert address(comment, "antwoorden") not in client.get(talk(initiative)).text


def test_answers_stay_when_what_they_answer_goes(client, comment, initiative, nico, rachida):
    client.sign_in(rachida).post(address(comment, "antwoorden"), data={"body": "Kom eens kijken."})
    client.sign_in(nico).post(address(comment, "verwijdering"), data={})
    page = client.get(talk(initiative)).text
    assert "Kom eens kijken." in page
    assert "raar plan" not in page
    assert cast.reloaded(initiative).comment_count == 1
