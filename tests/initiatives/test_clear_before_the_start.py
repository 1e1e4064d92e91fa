"""The start check: said by several people, seen by everybody; it advises and never stops anybody (N9)."""

import pytest
from sqlalchemy import func, select

from tests import cast
from tests.client import HTMX
from tests.front_door.test_one_transaction import all_at_once
from workspace.access import Role
from workspace.activity.models import BoardPulse, Event
from workspace.borging.models import AspectCode, AspectState, BorgingAspect
from workspace.db import db
from workspace.initiatives.models import (
    Clarity,
    Participation,
    Stage,
    StartAnswer,
    StartedAnyway,
    StartQuestion,
    Support,
    Visibility,
)

WHY = "De zaal is nu vrij"


def here(initiative):
    return f"/initiatieven/{initiative.id}/startcheck"


def say(client, initiative, **answers):
    """Say how clear each of these is, with words and who could say more."""
    fields = {}
    for question, (clarity, *more) in answers.items():
        names = ("words", "who_could_say")
        fields |= {f"{question}-clarity": clarity}
        fields |= {f"{question}-{name}": text for name, text in zip(names, more, strict=False)}
    return client.post(f"{here(initiative)}/vragen", data=fields)


def make_all_clear(initiative, by):
    for question in StartQuestion:
        cast.save(
            StartAnswer(
                initiative_id=initiative.id,
                question=question,
                clarity=Clarity.CLEAR,
                answered_by_id=by.id,
                role=Role.RESIDENT,
            )
        )


def begin(client, initiative, to="running", headers=None, **fields):
    address = f"/initiatieven/{initiative.id}/fase"
    return client.post(address, data={"stage": to, **fields}, headers=headers)


def starts():
    return db.session.scalars(select(StartedAnyway).order_by(StartedAnyway.id)).all()


def test_several_people_say_what_is_clear_and_everybody_sees_who_said_it(client, initiative, rachida, paul):
    answer = say(client.sign_in(rachida), initiative, goals=("clear", "Dertig eters"), roles=("unclear",))
    assert answer.status_code == 303
    say(client.sign_in(paul), initiative, roles=("partly", "De kok weet het", "Mevrouw Smit"))
    page = client.sign_out().get(here(initiative)).text
    assert "Duidelijk: 1 van de 6 vragen." in page
    for words in ("Dertig eters", "De kok weet het", "Dit kan zeggen: Mevrouw Smit", "Paul", "Rachida"):
        assert words in page
    assert "Deels duidelijk" in page
    assert "1 eerder antwoord" in page


def test_the_page_of_the_initiative_says_how_far_it_is(client, initiative, rachida):
    address = f"/initiatieven/{initiative.id}-soep-op-dinsdag"
    assert "0 van de 6 vragen vooraf" in client.get(address).text
    say(client.sign_in(rachida), initiative, goals=("clear",), support=("partly",))
    assert "1 van de 6 vragen vooraf" in client.sign_out().get(address).text
    make_all_clear(initiative, rachida)
    db.session.execute(BoardPulse.__table__.update().values(public_version=99, partner_version=99))
    db.session.commit()
    assert "alle vragen vooraf zijn duidelijk" in client.get(address).text


def test_what_has_begun_is_not_asked_to_look_back(client, initiative, karin):
    begin(client.sign_in(karin), initiative, anyway=WHY)
    page = client.get(f"/initiatieven/{initiative.id}-soep-op-dinsdag").text
    assert "vragen vooraf" not in page
    assert "Maak samen de startcheck af" not in page


@pytest.mark.parametrize("who", ["rachida", "paul", "rik", "olaf", "prisca", "karin", "tess", "marja"])
def test_who_takes_part_may_say_what_is_clear(client, request, initiative, who):
    person = request.getfixturevalue(who)
    assert client.sign_in(person).get(f"{here(initiative)}/vragen").status_code == 200
    assert say(client, initiative, support=("clear",)).status_code == 303
    [answer] = db.session.scalars(select(StartAnswer))
    assert answer.answered_by_id == person.id


@pytest.mark.parametrize("who", ["nico", "coby", "ada", "otto"])
def test_others_read_along(client, request, initiative, who):
    client.sign_in(request.getfixturevalue(who))
    assert say(client, initiative, support=("clear",)).status_code == 403
    assert client.get(f"{here(initiative)}/vragen").status_code == 403
    page = client.get(here(initiative))
    assert page.status_code == 200
    assert "Zeg wat u weet" not in page.text


def test_a_resident_who_joined_may_and_one_who_left_may_not(client, initiative, nico):
    place = cast.save(Participation(initiative_id=initiative.id, user_id=nico.id))
    assert say(client.sign_in(nico), initiative, support=("clear",)).status_code == 303
    db.session.delete(db.session.merge(place))
    db.session.commit()
    assert say(client, initiative, support=("clear",)).status_code == 403


def test_what_is_out_of_sight_stays_so(client, board, paul, nico):
    hidden = cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    assert client.sign_in(nico).get(here(hidden)).status_code == 404
    assert say(client, hidden, support=("clear",)).status_code == 404
    assert say(client.sign_in(paul), hidden, support=("clear",)).status_code == 303
    assert not any(db.session.scalars(select(Event.is_public)))


def test_what_ended_is_only_read(client, initiative, karin):
    cast.reloaded(initiative).stage = Stage.STOPPED
    db.session.commit()
    assert client.sign_in(karin).get(here(initiative)).status_code == 200
    assert say(client, initiative, support=("clear",)).status_code == 403


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Kies bij minstens één vraag"),
        ({"goals": ("", "Dertig eters")}, "Kies hoe duidelijk dit is."),
        ({"goals": ("helder",)}, "Kies een antwoord uit de lijst."),
        ({"goals": ("clear", "a" * 501)}, "Maak de tekst korter"),
        ({"goals": ("partly", "", "a" * 201)}, "Maak de tekst korter"),
    ],
)
def test_mistakes_are_told_and_nothing_is_lost(client, initiative, rachida, answers, said):
    page = say(client.sign_in(rachida), initiative, **answers, **{"roles": ("", "")})
    assert page.status_code == 422
    assert said in page.text
    assert all(words[1] in page.text for words in answers.values() if len(words) > 1)
    assert not db.session.scalar(select(func.count(StartAnswer.id)))


def test_sent_twice_it_is_said_once(client, initiative, rachida):
    data = {"goals-clarity": "clear", "once": "een-sleutel"}
    address = f"{here(initiative)}/vragen"
    first, second = (client.sign_in(rachida).post(address, data=data) for _ in range(2))
    assert first.location == second.location
    assert db.session.scalar(select(func.count(StartAnswer.id))) == 1


def test_what_the_initiative_says_stands_beside_each_question_as_help(
    client, initiative, rachida, nico, welfare
):
    it = cast.reloaded(initiative)
    it.frameworks, it.frameworks_free, it.frameworks_decider = "Twintig stoelen", "Het menu", "De kok"
    it.asked, it.promised, it.support_count = "Eén avond koken", "Een warme maaltijd", 1
    it.organisation_id = welfare.id
    db.session.commit()
    cast.save(Support(initiative_id=initiative.id, user_id=nico.id))
    state = {"code": AspectCode.MONEY, "state": AspectState.TALKING}
    cast.save(BorgingAspect(initiative_id=initiative.id, **state))
    pages = [client.get(here(initiative)).text]
    pages.append(client.sign_in(rachida).get(f"{here(initiative)}/vragen").text)
    for page in pages:
        for words in (
            "1 persoon steunt dit.", "Ligt vast: Twintig stoelen", "Vrij: Het menu", "Beslist: De kok",
            "Gevraagd: Eén avond koken", "Beloofd: Een warme maaltijd", "Coördinator: Rachida",
            "Organisatie: Welzijn Linde", "Geld: in gesprek",
        ):  # fmt: skip
            assert words in page
    assert "Duidelijk: 0 van de 6" in pages[0], "Help is no answer"


def test_a_card_that_begins_shows_what_is_not_clear_and_asks_one_sentence(client, initiative, karin, rachida):
    say(client.sign_in(rachida), initiative, goals=("clear",), roles=("unclear", "", "De wijkagent"))
    page = begin(client.sign_in(karin), initiative, terug="/bord", word="Komt u ook?")
    assert page.status_code == 422
    for words in ("Nog niet alles is duidelijk", "De wijkagent", 'value="/bord"', "Komt u ook?"):
        assert words in page.text
    assert "Er klopt iets nog niet" not in page.text, "Nobody made a mistake"
    assert "<strong>Doelen</strong>" not in page.text
    assert cast.reloaded(initiative).stage == Stage.IDEA
    asked = begin(client, initiative, anyway="  ")
    assert "Schrijf in één zin waarom u toch begint." in asked.text
    answer = begin(client, initiative, terug="/bord", anyway=WHY)
    assert (answer.status_code, answer.location) == (303, "/bord")
    [start] = starts()
    assert (start.reason, start.role, start.made_by_id) == (WHY, Role.THEME_LEAD, karin.id)
    assert start.open_questions == ["support", "frameworks", "roles", "expectations", "borging"]


def test_who_goes_on_anyway_is_in_the_history_and_on_the_page_of_the_check(client, initiative, karin):
    begin(client.sign_in(karin), initiative, anyway=WHY)
    for address in ("geschiedenis", "startcheck"):
        page = client.sign_out().get(f"/initiatieven/{initiative.id}/{address}").text
        assert WHY in page
        assert "Karin" in page


def test_the_page_to_move_shows_the_advice_before_one_chooses(client, initiative, karin, rachida):
    address = f"/initiatieven/{initiative.id}/fase?stage=running"
    assert "Waarom begint u toch?" in client.sign_in(karin).get(address).text
    make_all_clear(initiative, rachida)
    page = client.get(address).text
    assert "Nog niet alles is duidelijk" not in page
    assert "Waarom begint u toch?" not in page


def test_when_all_is_clear_nothing_is_asked(client, initiative, karin, rachida):
    make_all_clear(initiative, rachida)
    assert begin(client.sign_in(karin), initiative).status_code == 303
    assert starts() == []
    assert cast.reloaded(initiative).stage == Stage.RUNNING


def test_the_last_word_counts(client, initiative, karin, rachida):
    make_all_clear(initiative, rachida)
    say(client.sign_in(rachida), initiative, goals=("unclear",))
    begin(client.sign_in(karin), initiative, anyway=WHY)
    [start] = starts()
    assert start.open_questions == ["goals"]


@pytest.mark.parametrize("to", ["exploring", "idea"])
def test_before_the_start_nothing_is_asked(client, initiative, karin, to):
    assert begin(client.sign_in(karin), initiative, to).status_code == 303
    assert starts() == []


def test_skipping_the_start_is_starting_and_going_on_is_not(client, initiative, karin):
    client.sign_in(karin)
    assert begin(client, initiative, "anchoring").status_code == 422
    assert begin(client, initiative, "anchoring", anyway=WHY).status_code == 303
    assert begin(client, initiative, "running").status_code == 303
    assert len(starts()) == 1


def test_a_resident_is_never_asked(client, board, elsewhere_area):
    """Somebody may commit a group that owns it without taking part in the programme: a resident here."""
    group = cast.make_organisation("Buurtgroep")
    resident = cast.make_user("Bep")
    cast.make_member(resident, group, represents=True)
    ours = cast.make_initiative("Van de buurt", board, organisation_id=group.id)
    client.sign_in(resident)
    assert "Waarom begint u toch?" not in client.get(f"/initiatieven/{ours.id}/fase").text
    assert begin(client, ours).status_code == 303
    assert starts() == []


def test_who_may_not_move_it_is_asked_nothing(client, initiative, nico):
    assert begin(client.sign_in(nico), initiative, anyway=WHY).status_code == 403
    assert starts() == []


def test_two_tabs_begin_once(client, initiative, karin):
    client.sign_in(karin)
    for tab in ("een", "twee"):
        assert begin(client, initiative, anyway=WHY, once=tab).status_code == 303
    assert len(starts()) == 1


def test_two_people_begin_at_the_same_moment_once(app, initiative, karin):
    answers = all_at_once(app, karin, lambda client, number: begin(client, initiative, anyway=f"{number}"))
    assert {answer.status_code for answer in answers} == {303}
    assert len(starts()) == 1


def test_htmx_is_led_to_the_page_that_asks(client, initiative, karin):
    answer = begin(client.sign_in(karin), initiative, headers=HTMX, terug="/bord")
    assert answer.headers["HX-Redirect"].endswith("/fase?stage=running&terug=%2Fbord")
    page = client.get(answer.headers["HX-Redirect"]).text
    assert "Waarom begint u toch?" in page
    assert 'value="/bord"' in page


def test_the_check_takes_as_many_queries_for_many_answers(client, queries, initiative, rachida, karin):
    client.sign_in(karin).get(here(initiative))
    queries.clear()
    client.get(here(initiative))
    few = len(queries)
    for _ in range(3):
        make_all_clear(initiative, rachida)
    client.get(here(initiative))
    queries.clear()
    client.get(here(initiative))
    assert len(queries) == few <= 8
