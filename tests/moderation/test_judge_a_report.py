"""Judging what was reported: one by one or several alike, and two who moderate at once."""

import pytest

from tests import cast
from workspace.db import db, now
from workspace.initiatives.models import Case
from workspace.moderation.models import Report, Warned

PROGRAMME = "/programmas/samen-in-linde/meldingen"
BOARD = "/programmas/samen-in-linde/eenzaamheid/meldingen"


def test_who_moderates_sees_that_an_author_was_warned_before(
    client, report, decide, initiative, comment, nico, paul, karin
):
    decide(karin, report(paul, "reactie", comment.id).id, "warned", "rude")
    again = cast.make_comment(initiative, nico, "Weer een raar plan.")
    report(paul, "reactie", again.id)
    page = client.sign_in(karin).get(BOARD).text
    assert "1 keer aangesproken of verborgen" in page


def test_who_hides_or_warns_gives_a_reason(client, report, decide, comment, paul, karin):
    case = report(paul, "reactie", comment.id)
    for verdict in ("hidden", "warned", ""):
        assert decide(karin, case.id, verdict) == 422
    assert decide(karin, case.id, "restored") == 422
    assert cast.reloaded(comment).removed_at is None


def test_the_second_of_two_moderators_reads_what_was_decided(client, report, comment, paul, karin, tess):
    case = report(paul, "reactie", comment.id)
    page = client.sign_in(tess).get(f"/meldingen/{case.id}").text
    stamp = page.split('name="stamp" value="')[1].split('"')[0]
    sent = {"verdict": "nothing", "reason": "", "words": "", "stamp": stamp}
    assert client.sign_in(karin).post(f"/meldingen/{case.id}", data=sent).status_code == 303
    answer = client.sign_in(tess).post(
        f"/meldingen/{case.id}", data=sent | {"verdict": "hidden", "reason": "rude"}
    )
    assert answer.status_code == 409
    assert "Iemand anders was eerder." in answer.text
    assert "Niets aan de hand" in answer.text
    assert "Karin" in answer.text
    assert cast.reloaded(comment).removed_at is None


def test_words_that_changed_meanwhile_are_read_again(client, report, comment, nico, paul, karin):
    case = report(paul, "reactie", comment.id)
    page = client.sign_in(karin).get(f"/meldingen/{case.id}").text
    stamp = page.split('name="stamp" value="')[1].split('"')[0]
    changed = cast.reloaded(comment)
    changed.body = "Wat een mooi plan."
    db.session.commit()
    sent = {"verdict": "hidden", "reason": "rude", "words": "", "stamp": stamp}
    answer = client.post(f"/meldingen/{case.id}", data=sent)
    assert answer.status_code == 409
    assert cast.reloaded(comment).removed_at is None


def test_several_are_judged_alike_and_what_changed_is_told_apart(
    client, report, initiative, nico, rachida, paul, karin
):
    said = [cast.make_comment(initiative, nico, f"Koop nu {number}.") for number in range(3)]
    for each in said:
        report(paul, "reactie", each.id, reason="advertising")
    page = client.sign_in(karin).get(BOARD).text
    ticks = [part.split('"')[0] for part in page.split('name="case" value="')[1:]]
    assert len(ticks) == 3
    changed = cast.reloaded(said[1])
    changed.body = "Iets anders."
    db.session.commit()
    sent = {"verdict": "hidden", "reason": "advertising", "words": "Geen reclame.", "case": ticks}
    answer = client.post(BOARD, data=sent, follow_redirects=True)
    assert "2 meldingen zijn afgehandeld." in answer.text
    assert "intussen iets veranderd: Soep op dinsdag" in answer.text
    assert [cast.reloaded(each).removed_at is not None for each in said] == [True, False, True]
    assert [case.waits_since is None for case in db.session.query(Case).order_by(Case.id)] == [
        True,
        False,
        True,
    ]
    assert db.session.query(Warned).count() == 2


@pytest.mark.parametrize("ticks", [[], ["x"], ["1"], [":"], ["99999999999:0"]])
def test_nothing_ticked_is_refused_in_words(client, report, comment, paul, karin, ticks):
    report(paul, "reactie", comment.id)
    answer = client.sign_in(karin).post(BOARD, data={"verdict": "nothing", "case": ticks})
    assert answer.status_code in {303, 422}
    assert db.session.query(Report).one().handled_at is None


def test_the_queue_goes_on_page_by_page_longest_waiting_first(client, report, initiative, nico, paul, karin):
    said = [cast.make_comment(initiative, nico, f"Nummer {number}!") for number in range(23)]
    for each in said:
        cast.save(
            Case(
                about=f"reactie-{each.id}", initiative_id=initiative.id, comment_id=each.id, waits_since=now()
            )
        )
    page = client.sign_in(karin).get(BOARD).text
    assert "Nummer 0!" in page
    assert "Nummer 19!" in page
    assert "Nummer 20!" not in page
    following = page.split("?na=")[1].split('"')[0]
    page = client.get(f"{BOARD}?na={following}").text
    assert "Nummer 19!" not in page
    assert "Nummer 20!" in page
    assert "Nummer 22!" in page
    for odd in ("x", "-", "1-", "zz-1", "fffffffffffffffffff-1"):
        assert client.get(f"{BOARD}?na={odd}").status_code == 200


def test_a_page_of_the_queue_takes_few_queries(client, report, queries, initiative, nico, paul, karin):
    for number in range(2):
        report(paul, "reactie", cast.make_comment(initiative, nico, f"Nummer {number}!").id)
    client.sign_in(karin).get(BOARD)
    queries.clear()
    client.get(BOARD)
    few = len(queries)
    for number in range(8):
        report(paul, "reactie", cast.make_comment(initiative, nico, f"Nummer {number}!").id)
    client.sign_in(karin).get(BOARD)
    queries.clear()
    client.get(BOARD)
    assert len(queries) == few <= 8


def test_where_it_waits_stands_at_mijn_werkplek_on_the_board_and_on_the_programme(
    client, report, comment, paul, karin, ada
):
    for who in (karin, ada):
        report(paul, "reactie", comment.id)
        client.sign_in(who)
        assert "1 melding wacht" in client.get("/mijn").text
        assert f'href="{PROGRAMME}"' in client.get("/programmas/samen-in-linde").text
        assert f'href="{BOARD}"' in client.get("/programmas/samen-in-linde/eenzaamheid").text
    client.sign_in(paul)
    assert "melding wacht" not in client.get("/mijn").text
    assert PROGRAMME not in client.get("/programmas/samen-in-linde").text
    assert BOARD not in client.get("/programmas/samen-in-linde/eenzaamheid").text
