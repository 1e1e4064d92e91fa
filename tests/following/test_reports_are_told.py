"""Who hears of a report, of what was decided, and of a word to an author; never who reported it."""

from datetime import timedelta

from tests import cast
from workspace.boards.models import BoardMember
from workspace.boards.queries.actors import get_actors
from workspace.db import db
from workspace.following.models import Notice
from workspace.following.queries.notices import list_unseen_notices
from workspace.initiatives.models import Case
from workspace.sentences import told as in_words
from workspace.times import today


def report(client, who, comment, reason="rude"):
    assert (
        client.sign_in(who).post(f"/melden/reactie/{comment.id}", data={"reason": reason}).status_code == 303
    )


def decide(client, who, verdict):
    case_id = db.session.query(Case).one().id
    page = client.sign_in(who).get(f"/meldingen/{case_id}").text
    stamp = page.split('name="stamp" value="')[1].split('"')[0]
    sent = {"verdict": verdict, "reason": "rude", "stamp": stamp}
    assert client.post(f"/meldingen/{case_id}", data=sent).status_code == 303
    return case_id


def people(told) -> set[str]:
    return {name for name, _, _ in told}


def test_the_first_report_is_told_to_who_moderates_and_the_next_is_not(
    client, initiative, spread, nico, paul, rik, karin, tess, marja, ada
):
    comment = cast.make_comment(initiative, nico, "Wat een raar plan.")
    report(client, paul, comment)
    assert people(spread()) == {"Karin", "Tess", "Marja"}
    before = db.session.query(Notice).count()
    report(client, rik, comment)
    spread()
    assert db.session.query(Notice).count() == before


def test_whose_words_were_reported_is_not_told(client, initiative, spread, paul, karin, tess):
    report(client, paul, cast.make_comment(initiative, karin, "Van mij.", role="theme_lead"))
    assert people(spread()) == {"Tess"}


def test_who_reported_hears_that_it_was_judged_and_the_author_that_there_is_a_word(
    client, initiative, spread, nico, paul, rik, otto, karin
):
    comment = cast.make_comment(initiative, nico, "Wat een raar plan.")
    for who in (paul, otto):
        report(client, who, comment)
    spread()
    db.session.query(Notice).delete()
    db.session.commit()
    decide(client, karin, "hidden")
    assert people(spread()) == {"Paul", "Otto", "Nico"}
    for who, words, address in (
        (otto, "Wat u meldde, is bekeken", f"/melden/reactie/{comment.id}"),
        (nico, "Er is een bericht voor u over wat u schreef", "/mijn"),
    ):
        (notice,) = list_unseen_notices(cast.reloaded(who).as_actor())
        assert (in_words(notice), notice.address, notice.at_once) == (words, address, True)


def test_who_moderates_reads_that_somebody_reported_and_goes_to_it(
    client, initiative, spread, nico, paul, karin
):
    report(client, paul, cast.make_comment(initiative, nico, "Wat een raar plan."))
    spread()
    (notice,) = db.session.query(Notice).all()
    page = client.sign_in(karin).get("/mijn").text
    assert "1 melding wacht" in page
    assert "Paul" not in page
    case_id = db.session.query(Case).one().id
    assert client.get(f"/meldingen/{case_id}").status_code == 200
    assert notice.at_once


def test_who_moderates_no_more_is_not_told_of_reports_any_more(
    client, board, initiative, spread, nico, paul, karin
):
    cast.make_board_member(paul, board, lead=True)
    report(client, karin, cast.make_comment(initiative, nico, "Wat een raar plan."))
    spread()
    assert [each.verb for each in list_unseen_notices(get_actors([paul.id])[paul.id])] == ["report_made"]
    role = db.session.query(BoardMember).filter_by(user_id=paul.id).one()
    role.ends_on = role.starts_on = today() - timedelta(days=1)
    db.session.commit()
    assert list_unseen_notices(get_actors([paul.id])[paul.id]) == []
