"""The queue of those who moderate: who sees it, what they do, and who hears of it."""

import pytest

from tests import cast
from workspace.access import Role
from workspace.activity.models import Event
from workspace.db import db, now
from workspace.initiatives.models import Case, ReportReason
from workspace.initiatives.policy import may_act_on
from workspace.moderation.models import Report, Warned
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


def test_hiding_a_comment_tells_all_the_reason_and_its_author_the_words(
    client, report, decide, initiative, comment, nico, paul, karin
):
    case = report(paul, "reactie", comment.id)
    assert decide(karin, case.id, "hidden", "rude", "Zeg het vriendelijker.") == 303
    page = f"/initiatieven/{initiative.id}-soep-op-dinsdag"
    for who in (None, paul):
        seen = (client.sign_in(who) if who else client.sign_out()).get(page).text
        assert "Reactie verwijderd door kartrekker: Grof of bedreigend." in seen
        assert "Wat een raar plan." not in seen
        assert "Zeg het vriendelijker." not in seen
    client.sign_in(nico)
    for address in (page, f"/initiatieven/{initiative.id}/reacties", "/mijn"):
        seen = client.get(address).text
        assert "Zeg het vriendelijker." in seen
        assert "Paul" not in seen
    told = db.session.query(Event).filter_by(verb="author_told").one()
    assert (told.subject_id, told.details) == (db.session.query(Warned).one().id, {"verdict": "hidden"})
    assert db.session.query(Report).one().verdict == "hidden"


def test_a_warning_is_seen_by_its_author_until_read(
    client, report, decide, initiative, comment, nico, paul, karin
):
    case = report(paul, "reactie", comment.id)
    assert decide(karin, case.id, "warned", "rude", "Graag zonder schelden.") == 303
    page = f"/initiatieven/{initiative.id}-soep-op-dinsdag"
    assert "Wat een raar plan." in client.sign_out().get(page).text
    word_id = db.session.query(Warned).one().id
    assert client.sign_in(paul).post(f"/mijn/berichten/{word_id}/gelezen").status_code == 404
    client.sign_in(nico)
    for address in (page, "/mijn"):
        assert "Graag zonder schelden." in client.get(address).text
    for _ in range(2):
        assert client.post(f"/mijn/berichten/{word_id}/gelezen").location == "/mijn"
    for address in (page, "/mijn"):
        assert "Graag zonder schelden." not in client.get(address).text


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


def test_hidden_news_leaves_a_trace_and_no_pictures(
    client, report, decide, initiative, news, rachida, paul, karin
):
    case = report(paul, "nieuws", news.id)
    assert decide(karin, case.id, "hidden", "advertising", "Dit is reclame.") == 303
    page = f"/initiatieven/{initiative.id}-soep-op-dinsdag"
    for address in (page, f"/initiatieven/{initiative.id}/nieuws"):
        seen = client.sign_in(paul).get(address).text
        assert "De soep was lekker." not in seen
        assert "Nieuws verborgen door kartrekker: Reclame." in seen
        assert "Dit is reclame." not in seen
        assert "Dit is reclame." in client.sign_in(rachida).get(address).text
    assert decide(karin, case.id, "restored") == 303
    assert "De soep was lekker." in client.sign_out().get(page).text


def test_a_hidden_initiative_is_out_of_sight_but_for_its_makers_and_who_moderates(
    client, report, decide, initiative, board, rachida, nico, paul, olaf, karin, ada
):
    case = report(paul, "initiatief", initiative.id)
    page = f"/initiatieven/{initiative.id}-soep-op-dinsdag"
    lists = (
        "/",
        "/programmas/samen-in-linde",
        "/programmas/samen-in-linde/eenzaamheid",
        "/programmas/samen-in-linde/eenzaamheid?zoek=soep",
        "/programmas/samen-in-linde/eenzaamheid?weergave=lijst",
        "/programmas/samen-in-linde/eenzaamheid?weergave=tabel",
    )
    shown = [address for address in lists if "Soep op dinsdag" in client.sign_out().get(address).text]
    assert len(shown) > 3
    assert decide(karin, case.id, "hidden", "privacy", "Er staat een naam in.") == 303
    for who in (None, nico, paul, olaf):
        client.sign_in(who) if who else client.sign_out()
        for address in lists:
            assert "Soep op dinsdag" not in client.get(address).text, f"{who} at {address}"
        for address in (
            page,
            f"/initiatieven/{initiative.id}/reacties",
            f"/melden/initiatief/{initiative.id}",
        ):
            assert client.get(address).status_code == 404
    for who in (rachida, karin, ada):
        seen = client.sign_in(who).get(page).text
        assert "Dit initiatief is verborgen" in seen
        assert "Er staat een naam in." in seen
        assert "Paul" not in seen
    assert client.sign_in(rachida).post(
        f"/initiatieven/{initiative.id}/plaatsing", data={"visibility": "public"}
    ).status_code in {403, 404, 405}
    assert cast.reloaded(initiative).hidden_at is not None
    assert decide(karin, case.id, "restored") == 303
    client.sign_out()
    assert [address for address in lists if "Soep op dinsdag" in client.get(address).text] == shown
    assert client.get(page).status_code == 200


def test_an_initiative_for_partners_comes_back_for_partners(report, decide, board, paul, rik, karin):
    private = cast.make_initiative("Besloten plan", board, paul, visibility="partners")
    case = report(rik, "initiatief", private.id)
    decide(karin, case.id, "hidden", "untrue")
    assert decide(karin, case.id, "restored") == 303
    assert cast.reloaded(private).visibility == "partners"


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


def test_removing_by_hand_settles_what_was_reported(client, report, initiative, comment, paul, karin):
    case = report(paul, "reactie", comment.id)
    removal = f"/initiatieven/{initiative.id}/reacties/{comment.id}/verwijdering"
    assert client.sign_in(karin).post(removal, data={"reason": "Niet zo."}).status_code == 303
    assert cast.reloaded(case).waits_since is None
    assert db.session.query(Report).one().verdict == "hidden"
    assert db.session.query(Warned).one().words == "Niet zo."


def test_what_its_author_took_back_waits_no_more(client, report, initiative, comment, nico, paul, karin):
    report(paul, "reactie", comment.id)
    client.sign_in(nico).post(f"/initiatieven/{initiative.id}/reacties/{comment.id}/verwijdering", data={})
    assert "Er wacht niets." in client.sign_in(karin).get(BOARD).text


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


def _digest(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()[:12]
