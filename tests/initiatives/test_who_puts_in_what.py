"""Each partner says its part, what it promises, gives and needs; a board shows it kindly (N15)."""

from datetime import timedelta

import pytest

from tests import cast
from tests.front_door.test_one_transaction import AT_ONCE, all_at_once
from tests.initiatives.test_edit_an_initiative import save
from workspace.activity.models import Event
from workspace.db import db
from workspace.initiatives.models import InitiativePartner, Revision, Visibility
from workspace.organisations.models import Membership
from workspace.times import show_day, today

SAID = {
    "part": "Een ruimte op dinsdag",
    "hours_promised": "8",
    "hours_given": "4",
    "needs": "Iemand die kookt",
    "version": "1",
}


def page_of(initiative):
    return f"/initiatieven/{initiative.id}/inzet"


def form_of(initiative, organisation):
    return f"{page_of(initiative)}/{organisation.id}"


def board_page(board):
    return f"/programmas/samen-in-linde/{board.slug}/inzet"


@pytest.fixture
def place(initiative, welfare):
    """The welfare organisation takes part in the initiative of Rachida."""
    return cast.save(InitiativePartner(initiative_id=initiative.id, organisation_id=welfare.id, part="Koken"))


def stored():
    db.session.expire_all()
    return db.session.query(InitiativePartner).one()


def verbs():
    return [event.verb for event in db.session.query(Event).order_by(Event.id)]


@pytest.mark.parametrize("who", ["paul", "rik"])
def test_people_of_an_organisation_say_what_it_puts_in(client, request, initiative, welfare, place, who):
    client.sign_in(request.getfixturevalue(who))
    assert "Uw organisatie" in client.get(page_of(initiative)).text
    answer = client.post(form_of(initiative, welfare), data=SAID)
    assert (answer.status_code, answer.location) == (303, page_of(initiative))
    page = client.get(page_of(initiative)).text
    assert "4 van 8 uur per maand." in page
    assert f"Gezegd op {show_day(today(), 'nl')}." in page
    assert "Een ruimte op dinsdag" in page
    now = stored()
    assert (now.hours_promised, now.hours_given, now.given_said_on) == (8, 4, today())
    assert verbs() == ["initiative_edited", "input_said"]


def test_what_is_needed_is_for_everybody_and_hours_are_for_partners(
    client, initiative, welfare, place, paul, nico, rachida
):
    client.sign_in(paul).post(form_of(initiative, welfare), data=SAID)
    address = f"/initiatieven/{initiative.id}-soep-op-dinsdag"
    for page in (client.sign_out().get(address).text, client.sign_in(nico).get(address).text):
        assert "Heeft nodig: Iemand die kookt" in page
        assert "van 8 uur" not in page
        assert "/inzet" not in page
    assert client.get(page_of(initiative)).status_code == 403
    assert "/inloggen" in client.sign_out().get(page_of(initiative)).location
    assert "4 van 8 uur per maand." in client.sign_in(rachida).get(page_of(initiative)).text  # she made it
    assert page_of(initiative) in client.get(address).text


def test_only_hours_that_change_are_no_news_in_public(client, initiative, welfare, place, paul):
    client.sign_in(paul).post(form_of(initiative, welfare), data=SAID | {"needs": "", "part": "Koken"})
    event = db.session.query(Event).one()
    assert (event.verb, event.is_public, event.subject_id) == ("input_said", False, welfare.id)


def test_saying_the_same_again_today_is_no_event(client, initiative, welfare, place, paul):
    client.sign_in(paul).post(form_of(initiative, welfare), data=SAID)
    before = verbs()
    assert (
        client.post(form_of(initiative, welfare), data=SAID | {"version": stored().version}).status_code
        == 303
    )
    assert verbs() == before


def test_what_is_not_known_yet_may_be_left_open(client, initiative, welfare, place, paul):
    client.sign_in(paul).post(form_of(initiative, welfare), data=SAID)
    open_again = SAID | {"hours_promised": "", "hours_given": "", "version": stored().version}
    client.post(form_of(initiative, welfare), data=open_again)
    now = stored()
    assert (now.hours_promised, now.hours_given, now.given_said_on) == (None, None, None)
    assert "Over uren is nog niets gezegd." in client.get(page_of(initiative)).text


@pytest.mark.parametrize(
    ("promised", "given", "words"),
    [
        (None, None, "Over uren is nog niets gezegd."),
        (0, None, "Geen vaste uren."),
        (8, None, "8 uur per maand beloofd. Hoeveel het nu is, is nog niet gezegd."),
        (None, 4, "Nu 4 uur per maand."),
        (8, 0, "0 van 8 uur per maand."),
        (4, 8, "8 van 4 uur per maand."),
        (12, None, "12 uur per maand beloofd."),  # brought in from elsewhere, in no list of ours
    ],
)
def test_hours_are_said_in_kind_words(client, initiative, place, paul, board, promised, given, words):
    place.hours_promised, place.hours_given = promised, given
    db.session.commit()
    for page in (page_of(initiative), board_page(board)):
        shown = client.sign_in(paul).get(page).text
        assert words in shown
        assert "%" not in shown.split("<main")[1].split("</main")[0]


def test_hours_in_no_list_stay_a_choice(client, initiative, welfare, place, paul):
    place.hours_promised = 12
    db.session.commit()
    same = SAID | {"hours_promised": "12", "version": stored().version}
    assert client.sign_in(paul).post(form_of(initiative, welfare), data=same).status_code == 303
    assert stored().hours_promised == 12


@pytest.mark.parametrize("hours", ["5", "-2", "veel", "4.5", "99999999999999999999"])
def test_other_hours_are_refused_and_what_was_typed_is_kept(client, initiative, welfare, place, paul, hours):
    wrong = SAID | {"hours_promised": hours}
    page = client.sign_in(paul).post(form_of(initiative, welfare), data=wrong)
    assert page.status_code == 422
    assert "Kies een aantal uren uit de lijst." in page.text
    assert 'value="Iemand die kookt"' in page.text
    assert stored().hours_promised is None


def test_too_long_a_text_is_refused(client, initiative, welfare, place, paul):
    page = client.sign_in(paul).post(form_of(initiative, welfare), data=SAID | {"needs": "x" * 301})
    assert page.status_code == 422
    assert "Maak de tekst korter" in page.text


@pytest.mark.parametrize("who", ["rachida", "karin", "tess", "marja"])
def test_who_edits_the_initiative_writes_down_the_part_alone(
    client, request, initiative, welfare, place, who
):
    client.sign_in(request.getfixturevalue(who))
    form = client.get(form_of(initiative, welfare)).text
    assert "Wat doet deze organisatie?" in form
    assert "Hoeveel uur" not in form
    assert client.post(form_of(initiative, welfare), data=SAID).status_code == 303
    now = stored()
    assert now.part == "Een ruimte op dinsdag"
    assert (now.needs, now.hours_promised, now.hours_given) == ("", None, None)
    assert db.session.query(Revision).count() == 1


@pytest.mark.parametrize("who", ["nico", "olaf", "prisca", "coby", "ada", "otto"])
def test_others_say_nothing_for_an_organisation(client, request, initiative, welfare, place, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(form_of(initiative, welfare)).status_code == 403
    assert client.post(form_of(initiative, welfare), data=SAID).status_code == 403
    assert client.post(f"{form_of(initiative, welfare)}/einde").status_code == 403
    assert client.post(page_of(initiative), data={"organisation": welfare.id}).status_code == 403
    assert stored().part == "Koken"


def test_a_council_reads_along_also_when_it_takes_part_itself(client, initiative, coby, paul):
    council = db.session.query(Membership).filter_by(user_id=coby.id).one().organisation_id
    cast.save(InitiativePartner(initiative_id=initiative.id, organisation_id=council))
    assert client.sign_in(coby).get(page_of(initiative)).status_code == 200
    assert client.post(f"{page_of(initiative)}/{council}", data=SAID).status_code == 403


def test_an_organisation_that_does_not_take_part_has_no_form(
    client, initiative, welfare, municipality, paul, olaf
):
    assert client.sign_in(paul).get(form_of(initiative, welfare)).status_code == 404
    assert client.sign_in(olaf).post(form_of(initiative, municipality), data=SAID).status_code == 404


def test_of_what_is_out_of_sight_there_is_no_page(client, board, welfare, rachida, paul, nico):
    draft = cast.make_initiative("Nog niet af", board, rachida, visibility=Visibility.DRAFT)
    hidden = cast.make_initiative("Onder ons", board, rachida, visibility=Visibility.PARTNERS)
    assert client.sign_in(paul).get(page_of(draft)).status_code == 404
    assert client.sign_in(nico).get(page_of(hidden)).status_code == 404
    assert client.post(form_of(hidden, welfare), data=SAID).status_code == 404


def test_who_edits_it_says_who_takes_part(client, initiative, welfare, municipality, rachida):
    client.sign_in(rachida)
    for organisation in (welfare, municipality):
        answer = client.post(page_of(initiative), data={"organisation": organisation.id, "part": "Zaal"})
        assert answer.status_code == 303
    page = client.get(page_of(initiative)).text
    assert "Alle organisaties van het programma doen mee." in page
    again = client.post(page_of(initiative), data={"organisation": welfare.id, "part": "Anders"})
    assert again.status_code == 303
    assert "deed al mee" in client.get(page_of(initiative)).text
    assert {partner.part for partner in db.session.query(InitiativePartner)} == {"Zaal"}

    assert client.post(f"{form_of(initiative, welfare)}/einde").status_code == 303
    assert client.post(f"{form_of(initiative, welfare)}/einde").status_code == 303  # twice is once
    assert stored().organisation_id == municipality.id
    assert verbs() == ["initiative_edited"] * 3
    assert "Welzijn Linde" in client.get(f"/initiatieven/{initiative.id}/geschiedenis").text


@pytest.mark.parametrize("chosen", ["", "999", "x"])
def test_an_organisation_is_chosen_from_the_list(client, initiative, welfare, rachida, chosen):
    page = client.sign_in(rachida).post(
        page_of(initiative), data={"organisation": chosen, "part": "Een zaal"}
    )
    assert page.status_code == 422
    assert "Kies een organisatie uit de lijst." in page.text
    assert 'value="Een zaal"' in page.text


def test_a_colleague_who_was_first_is_not_overwritten(client, initiative, welfare, place, paul, petra):
    assert client.sign_in(petra).post(form_of(initiative, welfare), data=SAID).status_code == 303
    mine = SAID | {"hours_promised": "16", "needs": "Pannen"}
    late = client.sign_in(paul).post(form_of(initiative, welfare), data=mine)
    assert late.status_code == 409
    for words in ("8 uur", "16 uur", "Pannen", "Iemand die kookt"):
        assert words in late.text
    assert stored().hours_promised == 8
    version = late.text.split('name="version" value="')[1].split('"')[0]
    assert client.post(form_of(initiative, welfare), data=mine | {"version": version}).status_code == 303
    assert (stored().hours_promised, stored().needs) == (16, "Pannen")


def test_the_large_form_of_who_edits_does_not_undo_a_part(client, initiative, welfare, place, paul, rachida):
    """Both write the part: whoever opened the large form before is told."""
    client.sign_in(paul).post(form_of(initiative, welfare), data=SAID)
    row = {"partners-0-organisation": welfare.id, "partners-0-part": "Alleen de afwas"}
    late = save(client.sign_in(rachida), initiative, **row)
    assert late.status_code == 409
    assert stored().part == "Een ruimte op dinsdag"
    assert stored().hours_promised == 8


def test_two_at_once_one_is_first_and_the_others_see_both(app, initiative, welfare, place, paul):
    answers = all_at_once(
        app,
        paul,
        lambda client, number: client.post(
            form_of(initiative, welfare), data=SAID | {"needs": f"Pan {number}"}
        ),
    )
    assert sorted(answer.status_code for answer in answers) == [303] + [409] * (AT_ONCE - 1)
    assert verbs() == ["initiative_edited", "input_said"]


def test_a_second_click_says_it_once(client, initiative, welfare, place, paul):
    client.sign_in(paul)
    for _ in range(2):
        answer = client.post(form_of(initiative, welfare), data=SAID | {"once": "k"})
        assert answer.location == page_of(initiative)
    assert verbs().count("input_said") == 1


def test_the_page_costs_the_same_however_many_take_part(client, queries, initiative, place, paul):
    def cost():
        queries.clear()
        assert client.get(page_of(initiative)).status_code == 200
        return len(queries)

    client.sign_in(paul)
    few = cost()
    for number in range(8):
        organisation = cast.make_organisation(f"Partner {number}")
        cast.save(InitiativePartner(initiative_id=initiative.id, organisation_id=organisation.id))
    assert cost() == few <= 4


def test_who_represents_an_organisation_is_asked_whether_a_promise_holds(
    client, initiative, welfare, place, paul, rik
):
    assert "Klopt het aantal uren nog?" not in client.sign_in(rik).get("/mijn").text
    client.post(form_of(initiative, welfare), data=SAID | {"hours_given": ""})
    page = client.get("/mijn").text
    assert "Klopt het aantal uren nog?" in page
    assert "nog niet gezegd hoeveel het nu is" in page
    assert form_of(initiative, welfare) in page
    assert "Klopt het aantal uren nog?" not in client.sign_in(paul).get("/mijn").text  # one person is enough

    client.sign_in(rik).post(form_of(initiative, welfare), data=SAID | {"version": stored().version})
    assert "Klopt het aantal uren nog?" not in client.get("/mijn").text
    stored().given_said_on = today() - timedelta(days=93)
    db.session.commit()
    assert "laatst gezegd op" in client.get("/mijn").text
