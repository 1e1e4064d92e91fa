"""Two people at the same moment: one outcome, nothing half, and both see it."""

from tests import cast
from tests.borging.test_hand_over_at_once import together
from workspace.activity.models import Event
from workspace.db import db, now
from workspace.initiatives.models import Case
from workspace.moderation.models import Report, Warned

ROUNDS = 8
BOARD = "/programmas/samen-in-linde/eenzaamheid/meldingen"


def begin_anew(*tables) -> None:
    for table in (*tables, Event):
        db.session.query(table).delete()
    db.session.commit()


def stamp_of(page: str) -> str:
    return page.split('name="stamp" value="')[1].split('"')[0]


def test_of_two_who_report_at_once_both_count_and_one_is_news(app, comment, paul, rik):
    address = f"/melden/reactie/{comment.id}"
    for _ in range(ROUNDS):
        begin_anew(Report, Case)
        sent = ((paul, address, {"reason": "rude"}), (rik, address, {"reason": "untrue"}))
        assert together(app, *sent) == [303, 303]
        assert db.session.query(Case).count() == 1
        assert db.session.query(Report).count() == 2
        verbs = sorted(event.verb for event in db.session.query(Event))
        assert verbs == ["report_made", "report_repeated"]


def test_of_one_person_in_two_tabs_one_report_stays(app, comment, paul):
    address = f"/melden/reactie/{comment.id}"
    for _ in range(ROUNDS):
        begin_anew(Report, Case)
        assert together(app, *[(paul, address, {"reason": "rude"})] * 2) == [303, 303]
        assert db.session.query(Report).count() == 1


def test_of_two_who_judge_at_once_one_decides_and_the_other_reads_it(
    app, client, report, comment, paul, karin, tess
):
    for _ in range(ROUNDS):
        begin_anew(Warned, Report, Case)
        case_id = report(paul, "reactie", comment.id).id
        stamp = (
            client.sign_in(karin)
            .get(f"/meldingen/{case_id}")
            .text.split('name="stamp" value="')[1]
            .split('"')[0]
        )
        sent = {"verdict": "warned", "reason": "rude", "stamp": stamp}
        address = f"/meldingen/{case_id}"
        assert sorted(together(app, (karin, address, sent), (tess, address, sent))) == [303, 409]
        assert db.session.query(Warned).count() == 1


def test_two_who_judge_several_in_another_order_never_block_each_other(
    app, client, initiative, nico, karin, tess
):
    for number in range(ROUNDS):
        begin_anew(Warned, Report, Case)
        said = [cast.make_comment(initiative, nico, f"Koop nu {number}.") for _ in range(3)]
        for each in said:
            cast.save(
                Case(
                    about=f"reactie-{each.id}",
                    initiative_id=each.initiative_id,
                    comment_id=each.id,
                    waits_since=now(),
                )
            )
        page = client.sign_in(karin).get(BOARD).text
        ticks = [part.split('"')[0] for part in page.split('name="case" value="')[1:]]
        sent = {"verdict": "warned", "reason": "advertising"}
        acts = ((karin, BOARD, sent | {"case": ticks}), (tess, BOARD, sent | {"case": ticks[::-1]}))
        assert together(app, *acts) == [303, 303]
        assert db.session.query(Warned).count() == 3


def test_judging_what_its_author_changes_has_one_outcome(app, client, report, comment, nico, paul, karin):
    case_id = report(paul, "reactie", comment.id).id
    stamp = (
        client.sign_in(karin).get(f"/meldingen/{case_id}").text.split('name="stamp" value="')[1].split('"')[0]
    )
    change = f"/initiatieven/{comment.initiative_id}/reacties/{comment.id}/wijziging"
    judged, changed = together(
        app,
        (karin, f"/meldingen/{case_id}", {"verdict": "hidden", "reason": "rude", "stamp": stamp}),
        (nico, change, {"body": "Wat een mooi plan.", "version": "1"}),
    )
    left = cast.reloaded(comment)
    assert (judged, changed, left.removed_at is not None) in {
        (303, 409, True),
        (303, 403, True),
        (409, 303, False),
    }


def test_one_who_judges_and_one_who_hides_it_on_its_page_never_block_each_other(
    app, client, report, initiative, nico, paul, karin, tess
):
    for number in range(ROUNDS):
        begin_anew(Warned, Report, Case)
        said = cast.make_comment(initiative, nico, f"Koop nu {number}.")
        by_hand = f"/initiatieven/{said.initiative_id}/reacties/{said.id}/verwijdering"
        case_id = report(paul, "reactie", said.id).id
        stamp = stamp_of(client.sign_in(karin).get(f"/meldingen/{case_id}").text)
        judged = {"verdict": "hidden", "reason": "rude", "stamp": stamp}
        answers = together(
            app, (karin, f"/meldingen/{case_id}", judged), (tess, by_hand, {"reason": "Reclame."})
        )
        assert answers in ([303, 303], [409, 303])
        assert db.session.query(Warned).count() == 1
    assert cast.reloaded(initiative).comment_count == -ROUNDS  # once each; they were never counted in


def test_one_who_judges_and_one_who_reports_it_never_block_each_other(
    app, client, report, comment, paul, rik, karin
):
    for _ in range(ROUNDS):
        begin_anew(Warned, Report, Case)
        case_id = report(paul, "reactie", comment.id).id
        stamp = stamp_of(client.sign_in(karin).get(f"/meldingen/{case_id}").text)
        judged = {"verdict": "warned", "reason": "rude", "stamp": stamp}
        again = (rik, f"/melden/reactie/{comment.id}", {"reason": "untrue"})
        assert together(app, (karin, f"/meldingen/{case_id}", judged), again) == [303, 303]
