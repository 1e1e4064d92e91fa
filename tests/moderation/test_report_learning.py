"""Reporting a learning moment, what people make of one, or an obstacle that programmes share."""

import pytest
from sqlalchemy import select

from tests import cast
from tests.borging.test_hand_over_at_once import together
from tests.learning.making import actor_of, make_moment, verbs
from workspace.db import db, now
from workspace.following.cli import spread_all
from workspace.following.queries.notices import list_unseen_notices
from workspace.initiatives.models import Case
from workspace.learning.models import ConsentAnswer, LearningMoment, ObstacleShare, QuoteConsent, Reflection
from workspace.moderation.models import Report, Warned
from workspace.text import to_html

WORDS = "De beheerder is een dief."
BOARD = "/programmas/samen-in-linde/eenzaamheid/meldingen"
PROGRAMME = "/programmas/samen-in-linde/meldingen"
LIST = "/programmas/samen-in-linde/leermomenten"


@pytest.fixture
def moment(initiative, nico) -> LearningMoment:
    return make_moment(initiative, nico, WORDS, said_by="Wil", said_as="buur")


@pytest.fixture
def reflection(moment, rik) -> Reflection:
    said = {"body": "Dat is gelogen.", "body_html": to_html("Dat is gelogen."), "openness": "public"}
    return cast.save(Reflection(moment_id=moment.id, author_id=rik.id, role="partner", **said))


@pytest.fixture
def share(board, karin) -> ObstacleShare:
    moment = make_moment(board, karin, "In Linde ging het mis.", role="theme_lead")
    facts = {"text": "De beheerder deugde niet.", "theme": "Eenzaamheid"}
    return cast.save(ObstacleShare(moment_id=moment.id, shared_by_id=karin.id, **facts))


def told(who) -> list[tuple[str, str]]:
    """Return what somebody was told until now, and where they go from there."""
    spread_all()
    found = [(each.verb, each.address) for each in list_unseen_notices(actor_of(who))]
    db.session.commit()
    return found


def test_a_moment_is_reported_once_by_each_and_its_reporter_is_thanked(client, moment, paul, nico):
    address = f"/melden/leermoment/{moment.id}"
    for who in (None, paul):
        page = (client.sign_in(who) if who else client).get(f"/leermomenten/{moment.id}").text
        assert f'href="{address}"' in page
    assert WORDS in client.get(address).text
    for _ in range(2):
        assert client.post(address, data={"reason": "privacy", "words": "Dit kan niet."}).location == address
    assert "Dank u wel. Uw melding is binnen." in client.get(address).text
    assert db.session.query(Report).count() == 1
    assert verbs() == ["report_made"]
    db.session.commit()
    assert client.post(address, data={}).status_code == 422
    assert client.sign_in(nico).get(address).status_code == 403
    assert client.post(address, data={"reason": "rude"}).status_code == 403
    assert f'href="{address}"' not in client.get(f"/leermomenten/{moment.id}").text


def test_who_does_not_see_it_finds_nothing_to_report(client, initiative, moment, nico, rachida, paul):
    within = make_moment(initiative, nico, openness="partners")
    waits = make_moment(initiative, nico, kind="quote", published_at=None)
    gone = make_moment(initiative, nico, withdrawn_at=now())
    for each in (within, waits, gone):
        client.sign_in(rachida)
        assert client.get(f"/melden/leermoment/{each.id}").status_code == 404
        assert client.post(f"/melden/leermoment/{each.id}", data={"reason": "rude"}).status_code == 404
    assert client.sign_in(paul).get(f"/melden/leermoment/{within.id}").status_code == 200
    assert client.get("/melden/leermoment/999999").status_code == 404
    assert client.get("/melden/reflectie/999999").status_code == 404
    assert client.get("/melden/hobbel/bestaatniet").status_code == 404


def test_it_waits_in_the_one_queue_of_its_board_and_programme(
    client, report, moment, comment, programme, paul, karin, tess, rachida
):
    case_id = report(paul, "leermoment", moment.id, "privacy", "Dit is een naam.").id
    report(paul, "reactie", comment.id)
    of_programme = make_moment(programme, paul, "Van het hele programma.")
    report(rachida, "leermoment", of_programme.id)
    page = client.sign_in(karin).get(BOARD).text
    assert WORDS in page
    assert "Dit is een naam." in page
    assert "Wat een raar plan." in page
    assert "Van het hele programma." not in page
    page = client.sign_in(tess).get(PROGRAMME).text
    assert WORDS in page
    assert "Van het hele programma." in page
    assert "3 meldingen wachten" in client.get("/mijn").text
    assert client.sign_in(paul).get(f"/meldingen/{case_id}").status_code == 404
    assert client.get(BOARD).status_code == 403


def test_one_of_the_whole_programme_is_judged_by_its_team(
    client, report, decide, programme, paul, rachida, tess
):
    moment = make_moment(programme, paul, "Van het hele programma.", role="partner")
    case = report(rachida, "leermoment", moment.id)
    assert decide(tess, case.id, "warned", "rude", "Graag anders.") == 303
    assert "Graag anders." in client.sign_in(paul).get("/mijn").text
    assert cast.reloaded(moment).published_at is not None


def test_what_is_hidden_is_out_of_every_list_and_comes_back(
    client, report, decide, moment, reflection, nico, paul, karin, rachida
):
    case = report(paul, "leermoment", moment.id)
    assert decide(karin, case.id, "hidden", "privacy", "Noem niemand zo.") == 303
    page = f"/leermomenten/{moment.id}"
    for who in (None, paul, rachida):
        (client.sign_in(who) if who else client.sign_out()).get(LIST)
        assert client.get(page).status_code == 404
        assert WORDS not in client.get(LIST).text
        assert client.get(f"/leermomenten/{moment.id}/reflecties").status_code == 404
        assert client.get(f"/melden/reflectie/{reflection.id}").status_code in {200, 403}
    for who in (nico, karin):
        assert "verborgen na een melding" in client.sign_in(who).get(page).text
        assert "wacht op een ja" not in client.get(page).text
    assert "Noem niemand zo." in client.sign_in(nico).get("/mijn").text
    assert "Paul" not in client.get("/mijn").text
    page_of_report = client.sign_in(paul).get(f"/melden/leermoment/{moment.id}").text
    assert "Dit is al weggehaald." in page_of_report
    assert WORDS not in page_of_report
    assert decide(karin, case.id, "restored") == 303
    assert WORDS in client.sign_out().get(LIST).text
    assert WORDS in client.get(page).text
    assert verbs().count("moment_hidden") == verbs().count("moment_shown") == 1
    assert [word.verdict for word in db.session.scalars(select(Warned).order_by(Warned.id))] == [
        "hidden",
        "restored",
    ]


def test_who_reported_is_told_and_reads_what_was_decided(client, report, decide, moment, nico, paul, karin):
    case_id = report(paul, "leermoment", moment.id).id
    assert told(karin) == [("report_made", f"/meldingen/{case_id}")]
    decide(karin, case_id, "hidden", "privacy")
    assert told(paul) == [("report_handled", f"/melden/leermoment/{moment.id}")]
    assert told(nico) == [("author_told", "/mijn")]
    assert "Besloten op" in client.sign_in(paul).get(f"/melden/leermoment/{moment.id}").text


def test_a_reflection_is_hidden_alone(client, report, decide, moment, reflection, rik, paul, karin, tess):
    page = f"/leermomenten/{moment.id}"
    assert f"/melden/reflectie/{reflection.id}" in client.sign_in(paul).get(page).text
    case = report(paul, "reflectie", reflection.id)
    assert decide(karin, case.id, "hidden", "rude", "Dat kan anders.") == 303
    seen = client.sign_out().get(page).text
    assert WORDS in seen
    assert "Dat is gelogen." not in seen
    assert client.sign_in(rik).get(f"/reflecties/{reflection.id}/wijziging").status_code == 404
    assert "Dat kan anders." in client.get("/mijn").text
    assert decide(tess, case.id, "restored") == 303
    assert "Dat is gelogen." in client.sign_out().get(page).text


def test_a_shared_obstacle_is_reported_elsewhere_and_nobody_learns_where_it_was(
    client, report, decide, share, board, programme, otto, karin, tess, rachida
):
    address = f"/melden/hobbel/{share.handle}"
    assert f'href="{address}"' in client.sign_in(otto).get("/hobbels").text
    assert client.sign_in(rachida).get(address).status_code == 403
    assert client.sign_in(karin).get(address).status_code == 403
    page = client.sign_in(otto).get(address).text
    assert "De beheerder deugde niet." in page
    for place in (programme.name, board.slug, f"/leermomenten/{share.moment_id}", "In Linde"):
        assert place not in page.split("<main")[1]
    assert client.post(address, data={"reason": "rude"}).location == address
    case = db.session.scalars(select(Case)).one()
    db.session.commit()
    assert decide(tess, case.id, "hidden", "rude", "Te hard gezegd.") == 303
    assert "De beheerder deugde niet." not in client.sign_in(otto).get("/hobbels").text
    assert told(otto) == [("report_handled", address)]
    news = client.get("/mijn/nieuws").text.split("<main")[1]
    assert "Wat u meldde, is bekeken" in news
    assert programme.name not in news
    assert "Dit is al weggehaald." in client.get(address).text
    page = client.sign_in(karin).get(f"/leermomenten/{share.moment_id}/delen").text
    assert "Verborgen na een melding" in page
    assert client.post(f"/leermomenten/{share.moment_id}/delen/stop").status_code == 403
    assert decide(tess, case.id, "restored") == 303
    assert "De beheerder deugde niet." in client.sign_in(otto).get("/hobbels").text


def test_of_what_is_told_by_role_only_the_queue_names_nobody(client, report, initiative, nico, paul, karin):
    moment = make_moment(initiative, nico, WORDS, said_by="Wil", said_as="buur", is_role_only=True)
    case = report(paul, "leermoment", moment.id)
    for address in (BOARD, f"/meldingen/{case.id}"):
        page = client.sign_in(karin).get(address).text.split("<main")[1]
        assert WORDS in page
        assert "Nico" not in page
        assert "Wil," not in page


def test_a_quote_comes_back_only_as_far_as_who_is_quoted_agrees(
    report, decide, initiative, nico, paul, karin
):
    moment = make_moment(initiative, nico, WORDS, kind="quote", said_as="buur")
    consent = QuoteConsent(moment_id=moment.id, shown_text=WORDS, shown_as="buur")
    consent.answer, consent.answered_at = ConsentAnswer.YES, now()
    cast.save(consent)
    case = report(paul, "leermoment", moment.id)
    decide(karin, case.id, "hidden", "rude")
    consent = db.session.get_one(QuoteConsent, moment.id)
    consent.answer = ConsentAnswer.NO
    db.session.commit()
    assert decide(karin, case.id, "restored") == 303
    assert cast.reloaded(moment).published_at is None
    assert cast.reloaded(moment).hidden_at is None


def test_nobody_judges_who_has_more_rights_and_an_administrator_only_what_all_see(
    client, report, decide, initiative, marja, paul, karin, ada, nico
):
    of_manager = make_moment(initiative, marja, role="manager")
    case = report(paul, "leermoment", of_manager.id)
    assert (
        "Niemand anders in dit programma kan dit nu beoordelen."
        in client.sign_in(karin).get(f"/meldingen/{case.id}").text
    )
    sent = {"verdict": "hidden", "reason": "rude", "stamp": "0-0-0"}
    assert client.post(f"/meldingen/{case.id}", data=sent).status_code in {403, 409}
    within = make_moment(initiative, nico, openness="partners")
    case = report(paul, "leermoment", within.id)
    assert client.sign_in(ada).get(f"/meldingen/{case.id}").status_code == 404
    assert client.sign_in(karin).get(f"/meldingen/{case.id}").status_code == 200


def test_of_two_who_judge_a_moment_at_once_one_decides(app, client, report, moment, paul, karin, tess):
    case_id = report(paul, "leermoment", moment.id).id
    page = client.sign_in(karin).get(f"/meldingen/{case_id}").text
    stamp = page.split('name="stamp" value="')[1].split('"')[0]
    sent = {"verdict": "hidden", "reason": "rude", "stamp": stamp}
    address = f"/meldingen/{case_id}"
    assert sorted(together(app, (karin, address, sent), (tess, address, sent))) == [303, 409]
    assert db.session.query(Warned).count() == 1


def test_of_two_who_report_a_moment_at_once_both_count_and_one_is_news(app, moment, paul, rik):
    address = f"/melden/leermoment/{moment.id}"
    sent = ((paul, address, {"reason": "rude"}), (rik, address, {"reason": "untrue"}))
    assert together(app, *sent) == [303, 303]
    assert db.session.query(Report).count() == 2
    assert sorted(verbs()) == ["report_made", "report_repeated"]


def test_what_was_changed_since_it_was_read_is_read_again_first(client, report, moment, nico, paul, karin):
    case_id = report(paul, "leermoment", moment.id).id
    page = client.sign_in(karin).get(f"/meldingen/{case_id}").text
    stamp = page.split('name="stamp" value="')[1].split('"')[0]
    moment = db.session.get_one(LearningMoment, moment.id)
    moment.what = "De beheerder vergat de sleutel."
    db.session.commit()
    answer = client.post(
        f"/meldingen/{case_id}", data={"verdict": "hidden", "reason": "rude", "stamp": stamp}
    )
    assert answer.status_code == 409
    assert "De beheerder vergat de sleutel." in answer.text


def test_several_are_judged_alike_whatever_they_stand_with(client, report, moment, comment, paul, karin):
    report(paul, "leermoment", moment.id)
    report(paul, "reactie", comment.id)
    page = client.sign_in(karin).get(BOARD).text
    ticks = [part.split('"')[0] for part in page.split('name="case" value="')[1:]]
    sent = {"verdict": "hidden", "reason": "rude", "case": ticks}
    assert client.post(BOARD, data=sent).status_code == 303
    assert cast.reloaded(moment).hidden_at is not None
    assert cast.reloaded(comment).removed_at is not None
