"""One tap at news: once a person, taken back by tapping again, counted without names."""

import pytest

from tests import cast
from tests.client import HTMX
from tests.front_door.test_one_transaction import all_at_once
from workspace.access import Role
from workspace.activity.models import BoardPulse, Event
from workspace.db import db, now
from workspace.initiatives.models import Stage, Update, Visibility
from workspace.results.models import Reaction, ReactionKind


def make_news(initiative, user, body="Het was druk."):
    return cast.save(
        Update(initiative_id=initiative.id, author_id=user.id, role="resident", body=body, body_html=body)
    )


@pytest.fixture
def news(initiative, rachida):
    return make_news(initiative, rachida)


def tap(client, news, kind="thanks", **options):
    number = news if isinstance(news, int) else news.id
    return client.post(f"/nieuws/{number}/reactie", data={"kind": kind}, **options)


def reactions():
    db.session.expire_all()
    return [(row.user_id, row.kind) for row in db.session.query(Reaction).order_by(Reaction.user_id)]


def page_of(client, initiative):
    return client.get(f"/initiatieven/{initiative.id}-soep-op-dinsdag").text


def row_of(page, news):
    return page.split(f'id="reacties-op-nieuws-{news.id}"')[1].split("</div>")[0]


def test_a_tap_counts_and_names_nobody(client, initiative, news, nico, paul):
    answer = tap(client.sign_in(nico), news)
    assert answer.status_code == 303
    assert answer.location.endswith(f"soep-op-dinsdag#nieuws-{news.id}")
    tap(client.sign_in(paul), news, "lovely")
    row = row_of(page_of(client.sign_out(), initiative), news)
    assert 'Bedankt <span class="count">1</span>' in row
    assert 'Mooi <span class="count">1</span>' in row
    assert "Ik help mee</button>" in row
    assert "Nico" not in row
    assert "Paul" not in row


def test_each_has_one_reaction_and_sees_which(client, initiative, news, nico, petra):
    client.sign_in(nico)
    tap(client, news)
    tap(client, news, "i_help")
    assert reactions() == [(nico.id, ReactionKind.I_HELP)]
    mine = row_of(page_of(client, initiative), news)
    assert 'value="terug"\n                aria-pressed="true"><svg' in mine
    assert "Vertel hoe u wilt helpen" in mine
    theirs = row_of(page_of(client.sign_in(petra), initiative), news)
    assert "terug" not in theirs
    assert 'Ik help mee <span class="count">1</span>' in theirs
    assert "Vertel hoe u wilt helpen" not in theirs


def test_tapping_again_takes_it_back(client, initiative, news, nico):
    client.sign_in(nico)
    tap(client, news)
    assert tap(client, news, "terug").status_code == 303
    assert tap(client, news, "terug").status_code == 303  # twice is once
    assert reactions() == []
    assert [event.verb for event in db.session.query(Event).order_by(Event.id)] == [
        "news_reaction",
        "news_reaction_withdrawn",
    ]
    assert "count" not in row_of(page_of(client, initiative), news)


def test_htmx_gets_its_own_row_alone(client, news, nico):
    answer = tap(client.sign_in(nico), news, headers=HTMX)
    assert answer.text.lstrip().startswith(f'<div id="reacties-op-nieuws-{news.id}"')
    assert 'aria-pressed="true"' in answer.text
    assert "announce" in answer.headers["HX-Trigger"]


def test_a_visitor_sees_the_buttons_and_signs_in_first(client, initiative, news):
    assert "Bedankt</button>" in row_of(page_of(client, initiative), news)
    assert "/inloggen" in tap(client, news).location
    assert reactions() == []


@pytest.mark.parametrize("who", ["coby", "ada"])
def test_who_stands_aside_sees_the_counts(client, request, initiative, news, nico, who):
    tap(client.sign_in(nico), news)
    client.sign_in(request.getfixturevalue(who))
    assert tap(client, news).status_code == 403
    row = row_of(page_of(client, initiative), news)
    assert "Bedankt: 1" in row
    assert "<button" not in row


def test_out_of_sight_there_is_nothing_to_react_to(client, board, paul, nico):
    hidden = cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    news = make_news(hidden, paul)
    assert tap(client.sign_in(nico), news).status_code == 404
    assert client.post("/nieuws/999999/reactie", data={"kind": "thanks"}).status_code == 404
    tap(client.sign_in(paul), news)
    assert [event.is_public for event in db.session.query(Event)] == [False]


@pytest.mark.parametrize("kind", ["", "boe", "thanks' OR 1=1"])
def test_other_reactions_are_refused(client, news, nico, kind):
    assert tap(client.sign_in(nico), news, kind).status_code in {400, 422}
    assert reactions() == []


def test_thanks_may_come_after_the_end(client, initiative, news, nico):
    initiative.stage = Stage.COMPLETED
    db.session.commit()
    assert tap(client.sign_in(nico), news, "i_help").status_code == 303
    assert "Vertel hoe u wilt helpen" not in page_of(client, initiative)


def test_a_tap_leaves_the_order_of_the_board_alone(client, initiative, news, nico):
    before = cast.reloaded(initiative).active_at
    version = db.session.query(BoardPulse.public_version).scalar()
    tap(client.sign_in(nico), news)
    assert cast.reloaded(initiative).active_at == before
    assert db.session.query(BoardPulse.public_version).scalar() == version + 1


def test_six_taps_at_once_are_one(app, news, nico):
    number, who = news.id, nico.id
    answers = all_at_once(app, nico, lambda client, _: tap(client, number))
    assert {answer.status_code for answer in answers} == {303}
    assert reactions() == [(who, ReactionKind.THANKS)]
    assert db.session.query(Event).count() == 1
    nico = cast.reloaded(nico)
    answers = all_at_once(app, nico, lambda client, _: tap(client, number, "terug"))
    assert {answer.status_code for answer in answers} == {303}
    assert reactions() == []
    assert db.session.query(Event).count() == 2


def test_each_news_on_the_page_has_a_key_of_its_own(client, initiative, news, rachida):
    """Also on the page of who made it, which is drawn for her alone."""
    other = make_news(initiative, rachida, "Ook nieuws.")
    page = page_of(client.sign_in(rachida), initiative)
    keys = {row_of(page, each).split('name="once" value="')[1].split('"')[0] for each in (news, other)}
    assert len(keys) == 2


def test_older_news_is_answered_where_it_stands(client, initiative, news, nico, rachida):
    for number in range(6):
        make_news(initiative, rachida, f"Nieuws {number}")
    answer = tap(client.sign_in(nico), news)
    assert answer.location == f"/initiatieven/{initiative.id}/nieuws?voor={news.id + 1}#nieuws-{news.id}"
    assert 'value="terug"' in row_of(client.get(answer.location.split("#")[0]).text, news)


def test_a_page_kept_for_many_shows_each_their_own(client, queries, initiative, news, nico, petra):
    for person in (nico, petra):
        page_of(client.sign_in(person), initiative)
    tap(client.sign_in(nico), news)
    for person, pressed in ((nico, 1), (petra, 0), (nico, 1)):
        row = row_of(page_of(client.sign_in(person), initiative), news)
        assert row.count('aria-pressed="true"') == pressed
        assert 'Bedankt <span class="count">1</span>' in row
    queries.clear()
    page_of(client, initiative)
    assert len(queries) == 2  # who is here, and the head of the page


def test_news_that_was_hidden_takes_no_reaction(client, initiative, news, nico):
    tap(client.sign_in(nico), news)
    hidden = cast.reloaded(news)
    hidden.hidden_at, hidden.hidden_as = now(), Role.THEME_LEAD
    db.session.commit()
    assert tap(client, news, "lovely").status_code == 404
    assert "reacties-op-nieuws" not in page_of(client, initiative)
