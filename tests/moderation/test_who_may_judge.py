"""Who sees the queue and may decide, and when those who moderate are told."""

import pytest

from tests import cast
from workspace.access import Role
from workspace.activity.models import Event
from workspace.db import db
from workspace.initiatives.models import ReportReason
from workspace.initiatives.policy import may_act_on
from workspace.moderation.policy import is_new_to_moderators

PROGRAMME = "/programmas/samen-in-linde/meldingen"
BOARD = "/programmas/samen-in-linde/eenzaamheid/meldingen"


@pytest.mark.parametrize("who", ["karin", "tess", "marja", "ada"])
@pytest.mark.parametrize("address", [PROGRAMME, BOARD])
def test_who_moderates_sees_what_waits(client, request, report, comment, paul, rik, who, address):
    report(paul, "reactie", comment.id, words="Onaardig.")
    report(rik, "reactie", comment.id, reason="untrue")
    page = client.sign_in(request.getfixturevalue(who)).get(address).text
    assert "Wat een raar plan." in page
    assert "Grof of bedreigend (1)" in page
    assert "Klopt niet (1)" in page
    assert "Onaardig." in page
    assert page.count("Reactie bij Soep op dinsdag") == 1
    assert "Paul" not in page  # nobody reads who reported it
    assert "Rik" not in page


@pytest.mark.parametrize("who", ["nico", "rachida", "paul", "rik", "olaf", "prisca", "coby", "otto"])
def test_others_do_not(client, request, report, comment, paul, karin, who):
    case_id = report(paul, "reactie", comment.id).id
    client.sign_in(request.getfixturevalue(who))
    for address in (PROGRAMME, BOARD):
        assert client.get(address).status_code == 403
        assert client.post(address, data={"verdict": "nothing", "case": f"{case_id}:x"}).status_code == 403
    assert client.get(f"/meldingen/{case_id}").status_code == 404
    assert client.post(f"/meldingen/{case_id}", data={"verdict": "nothing"}).status_code == 404


def test_a_theme_lead_sees_their_own_board_alone(client, report, programme, nico, paul, karin):
    other = cast.make_board("Mantelzorg", programme)
    elsewhere = cast.make_comment(cast.make_initiative("Ergens anders", other, nico), nico, "Ver weg.")
    case = report(paul, "reactie", elsewhere.id)
    client.sign_in(karin)
    assert "Ver weg." not in client.get(PROGRAMME).text
    assert client.get("/programmas/samen-in-linde/mantelzorg/meldingen").status_code == 403
    assert client.get(f"/meldingen/{case.id}").status_code == 404


def test_an_administrator_reads_nothing_that_is_for_partners(
    client, report, initiative, board, paul, rik, ada
):
    talk = cast.make_comment(initiative, paul, "Onder ons gezegd.", audience="partners", role="partner")
    private = cast.make_initiative("Besloten plan", board, paul, visibility="partners")
    cases = [report(rik, "reactie", talk.id).id, report(rik, "initiatief", private.id).id]
    page = client.sign_in(ada).get(PROGRAMME).text
    assert "Onder ons gezegd." not in page
    assert "Besloten plan" not in page
    assert "Er wacht niets." in page
    for case_id in cases:
        assert client.get(f"/meldingen/{case_id}").status_code == 404


def test_partner_talk_is_judged_by_insiders_who_moderate(report, decide, initiative, paul, rik, karin):
    talk = cast.make_comment(initiative, paul, "Onder ons gezegd.", audience="partners", role="partner")
    case = report(rik, "reactie", talk.id)
    assert decide(karin, case.id, "hidden", "rude") == 303
    assert cast.reloaded(talk).removed_as == Role.THEME_LEAD


@pytest.mark.parametrize(
    ("moderator", "author", "may"),
    [
        (Role.THEME_LEAD, Role.RESIDENT, True),
        (Role.THEME_LEAD, Role.MUNICIPALITY, True),
        (Role.THEME_LEAD, Role.THEME_LEAD, True),
        (Role.THEME_LEAD, Role.TEAM, False),
        (Role.THEME_LEAD, Role.MANAGER, False),
        (Role.TEAM, Role.THEME_LEAD, True),
        (Role.TEAM, Role.TEAM, True),
        (Role.TEAM, Role.MANAGER, False),
        (Role.MANAGER, Role.MANAGER, True),
        (Role.ADMINISTRATOR, Role.RESIDENT, True),
        (Role.ADMINISTRATOR, Role.PARTNER, False),
        (Role.ADMINISTRATOR, Role.COUNCIL, False),
        (Role.ADMINISTRATOR, Role.THEME_LEAD, False),
        (None, Role.RESIDENT, False),
    ],
)
def test_nobody_acts_on_somebody_with_more_rights(moderator, author, may):
    assert may_act_on(moderator, author) is may
    assert may_act_on(moderator, Role.RESIDENT, author) is may  # as they wrote, or as they are now


def test_a_theme_lead_leaves_the_words_of_the_manager_alone(
    client, report, initiative, marja, paul, karin, tess
):
    words = cast.make_comment(initiative, marja, "Zo doen we het.", role="manager")
    case = report(paul, "reactie", words.id)
    for who in (karin, tess):
        page = client.sign_in(who).get(f"/meldingen/{case.id}").text
        assert 'name="verdict"' not in page
        assert "Niemand anders in dit programma kan dit nu beoordelen." in page
        stamp = f"0-0-{_digest('Zo doen we het.')}"
        sent = {"verdict": "hidden", "reason": "rude", "stamp": stamp}
        assert client.post(f"/meldingen/{case.id}", data=sent).status_code == 403
        assert client.post(BOARD, data=sent | {"case": f"{case.id}:{stamp}"}).status_code == 303
        removal = f"/initiatieven/{initiative.id}/reacties/{words.id}/verwijdering"
        assert client.post(removal, data={"reason": "Onaardig"}).status_code == 403
    assert cast.reloaded(words).removed_at is None


def test_who_became_manager_since_is_left_alone_too(client, initiative, marja, karin):
    words = cast.make_comment(initiative, marja, "Als inwoner gezegd.", role="resident")
    removal = f"/initiatieven/{initiative.id}/reacties/{words.id}/verwijdering"
    assert client.sign_in(karin).get(removal).status_code == 403
    assert client.post(removal, data={"reason": "Onaardig"}).status_code == 403


def test_nobody_judges_their_own_words_and_reads_who_can(
    client, report, initiative, karin, tess, marja, paul
):
    words = cast.make_comment(initiative, karin, "Van mij.", role="theme_lead")
    case = report(paul, "reactie", words.id)
    page = client.sign_in(karin).get(f"/meldingen/{case.id}").text
    assert "U kunt dit niet beoordelen. Dit kan wel: Marja, Tess." in page
    assert 'name="verdict"' not in page


@pytest.mark.parametrize(
    ("is_waiting", "was_judged", "before", "text_changed", "is_new"),
    [
        (False, False, [], True, True),  # the first
        (True, False, [], True, False),  # one more of what waits
        (True, True, ["untrue"], True, False),
        (False, True, ["rude"], False, False),  # the same again
        (False, True, ["rude"], True, True),  # its author changed it
        (False, True, ["untrue"], False, True),  # another reason
    ],
)
def test_moderators_are_told_of_the_first_report_and_of_what_is_new(
    is_waiting, was_judged, before, text_changed, is_new
):
    assert (
        is_new_to_moderators(
            ReportReason.RUDE,
            is_waiting=is_waiting,
            was_judged=was_judged,
            judged_reasons=before,
            text_changed=text_changed,
        )
        is is_new
    )


def test_the_same_again_after_a_verdict_waits_without_a_new_notice(report, decide, comment, paul, rik, karin):
    case = report(paul, "reactie", comment.id)
    decide(karin, case.id, "nothing")
    assert report(paul, "reactie", comment.id).waits_since is not None
    verbs = [event.verb for event in db.session.query(Event).order_by(Event.id)]
    assert verbs == ["report_made", "report_handled", "report_repeated"]
    decide(karin, case.id, "nothing")
    report(rik, "reactie", comment.id, reason="privacy")
    assert db.session.query(Event).order_by(Event.id.desc()).first().verb == "report_made"


def _digest(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()[:12]
