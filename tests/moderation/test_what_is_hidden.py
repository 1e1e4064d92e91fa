"""What is hidden: who still sees it, and what its author is told."""

from tests import cast
from workspace.activity.models import Event
from workspace.db import db
from workspace.following.cli import spread_all
from workspace.following.models import Notice
from workspace.moderation.models import Report, Warned

PROGRAMME = "/programmas/samen-in-linde/meldingen"
BOARD = "/programmas/samen-in-linde/eenzaamheid/meldingen"


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


def test_no_page_of_the_product_shows_a_hidden_initiative_to_others(
    client, report, decide, initiative, paul, karin, app
):
    number = initiative.id
    assert decide(karin, report(paul, "initiatief", number).id, "hidden", "privacy") == 303
    client.sign_in(paul)
    places = {"slug": "samen-in-linde", "board_slug": "eenzaamheid"}
    looked_at = 0
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        if rule.arguments == {"initiative_id"}:
            address = rule.build({"initiative_id": number})[1]
            assert client.get(address).status_code == 404, address
        elif rule.arguments <= places.keys() and rule.rule.split("/")[1] not in {"organisaties", "static"}:
            address = rule.build({name: places[name] for name in rule.arguments})[1]
            answer = client.get(address, headers={"Accept": "*/*"})
            assert "Soep op dinsdag" not in answer.get_data(as_text=True), address
        else:
            continue
        looked_at += 1
    assert looked_at > 60


def test_who_moderates_reaches_the_talk_of_a_hidden_initiative_and_lists_leave_it_out(
    client, report, decide, initiative, comment, paul, karin
):
    assert decide(karin, report(paul, "initiatief", initiative.id).id, "hidden", "privacy") == 303
    client.sign_in(karin)
    for address in ("", f"/{comment.id}"):
        page = client.get(f"/initiatieven/{initiative.id}/reacties{address}")
        assert "Wat een raar plan." in page.text
    board = "/programmas/samen-in-linde/eenzaamheid"
    for address in (board, f"{board}?weergave=lijst", f"{board}/vragen", "/mijn"):
        assert "Soep op dinsdag" not in client.get(address).text
    assert "Soep op dinsdag" in client.get(f"{board}/meldingen?toon=behandeld").text


def test_the_worker_hears_what_is_said_about_words_entered_for_somebody_without_an_account(
    client, report, decide, initiative, nico, paul, karin
):
    wil = cast.make_user("Wil", confirmed_at=None, entered_by_id=nico.id)
    comment = cast.make_comment(initiative, wil, "Wat een raar plan.")
    assert decide(karin, report(paul, "reactie", comment.id).id, "hidden", "rude", "Liever anders.") == 303
    word = db.session.query(Warned).one()
    assert word.user_id == wil.id
    spread_all()
    told = db.session.query(Notice.user_id).join(Event, Event.id == Notice.event_id)
    assert told.filter(Event.verb == "author_told").all() == [(nico.id,)]
    read = f"/mijn/berichten/{word.id}/gelezen"
    assert client.sign_in(paul).post(read).status_code == 404
    seen = client.sign_in(nico).get("/mijn").text
    assert "Liever anders." in seen
    assert "U bracht dit in namens Wil." in seen
    assert client.post(read).location == "/mijn"
    assert "Liever anders." not in client.get("/mijn").text
