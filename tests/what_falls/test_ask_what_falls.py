"""Asking what falls: the figures, who may, what stays hidden, and how many queries it takes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import cast
from tests.what_falls.conftest import say, say_all
from workspace.activity.models import Event
from workspace.borging.models import AspectCode, BorgingAspect, Handover
from workspace.clocks.models import ResponseClock
from workspace.db import db, now
from workspace.initiatives.models import InitiativePartner, Visibility
from workspace.tasks.models import Task
from workspace.times import today


def heads(page) -> list[str]:
    """Return the initiatives on a page, in order."""
    text = page.text
    return [
        name for name in sorted(("Soep", "Wandelen", "Praten", "Stil"), key=text.find) if f">{name}<" in text
    ]


def test_without_the_manager_the_figures_are_what_one_counts_by_hand(client, small, marja):
    page = client.sign_in(marja).get(f"{small.base}?persoon={marja.id}")
    # Soep: people from agreed to talking, so from agreed to building. Praten: its only talk is gone.
    assert "Zonder Marja zakken 2 van de 4 initiatieven." in page.text
    assert "1 valt terug naar ‘Nog niet begonnen’." in page.text
    assert "1 initiatief heeft niemand meer die het trekt." in page.text
    assert "1 themabord heeft geen kartrekker meer." in page.text
    assert heads(page) == ["Praten", "Soep"]
    assert "van ‘Afgesproken’ naar ‘In gesprek’: Marja staat hiervoor en valt weg." in page.text
    assert "Aan 2 initiatieven verandert niets." in page.text
    assert "<strong>niemand</strong> (nu Marja)" in page.text


def test_without_the_money_of_a_stream(client, small, marja):
    page = client.sign_in(marja).get(f"{small.base}?geldstroom={small.stream.id}")
    assert "Zonder het geld van Startgeld zakt 1 van de 4 initiatieven." in page.text
    assert "Al het toegezegde geld komt van Startgeld en dat stopt." in page.text


def test_money_that_was_taken_back_or_ran_out_counts_no_longer(client, small, marja, grant):
    money = db.session.scalars(
        select(BorgingAspect).where(
            BorgingAspect.initiative_id == small.walk.id, BorgingAspect.code == "money"
        )
    ).one()
    grant(money, None, 1000, withdrawn_at=now())
    grant(money, None, 1000, runs_until=today() - timedelta(days=1))
    asked = f"{small.base}?geldstroom={small.stream.id}"
    assert "zakt 1 van de 4" in client.sign_in(marja).get(asked).text
    grant(money, None, 1000)
    assert "zakt geen enkel initiatief" in client.get(asked).text


def test_without_an_organisation(client, small, marja):
    page = client.sign_in(marja).get(f"{small.base}?organisatie={small.welfare.id}")
    assert "Zonder Welzijn Linde zakken 2 van de 4 initiatieven." in page.text
    assert "2 vallen terug naar ‘Nog niet begonnen’." in page.text
    assert heads(page)[:2] == ["Wandelen", "Soep"]
    # Rik works there and nowhere else, so he goes along.
    assert "Rik trekt dit initiatief. Daarna trekt niemand het meer." in page.text


def test_what_ends_and_what_begins_by_a_day(client, small, marja):
    end = today() + timedelta(days=10)
    walk = small.walk
    cast.save(
        Handover(
            initiative_id=walk.id,
            to_organisation_id=small.welfare.id,
            from_day=end + timedelta(days=1),
            tasks="Alles",
            state="accepted",
        )
    )
    for code in AspectCode:
        db.session.execute(
            BorgingAspect.__table__.update()
            .where(BorgingAspect.initiative_id == walk.id, BorgingAspect.code == code)
            .values(state="anchored", valid_until=end + timedelta(days=400))
        )
    small.stream.ends_on = None
    db.session.merge(small.stream)
    db.session.commit()
    page = client.sign_in(marja).get(f"{small.base}?op={end.isoformat()}")
    assert "zakt geen enkel initiatief" in page.text
    assert "1 initiatief gaat juist vooruit" in page.text
    last = today() + timedelta(days=300)  # the last day of the claims of the others
    page = client.get(f"{small.base}?op={last.isoformat()}")
    assert "zakken 2 van de 4 initiatieven" in page.text
    assert "en is dan niet opnieuw bevestigd." in page.text
    # Soep is pulled by Marja, who stays; Stil by Olaf. Only their claims pass.
    assert "Bij 2 daarvan komt dat alleen doordat afspraken verlopen" in page.text
    assert "<strong>Eigenaar, Mensen en Geld</strong> van ‘Afgesproken’ naar ‘In gesprek’" in page.text


def test_the_start_offers_the_questions_people_have(client, small, marja, rik, karin):
    page = client.sign_in(marja).get(small.base).text
    assert f'href="{small.base}?persoon={marja.id}">Wat valt er als ik wegga?' in page
    assert f'href="{small.base}?team=ja">' in page
    assert f'href="{small.base}?geldstroom={small.stream.id}">Startgeld' in page
    assert "Wat valt er na 31 december 2099" in page
    mine = client.sign_in(rik).get(small.base).text
    assert f"?organisatie={small.welfare.id}" in mine and "Wat valt er als Welzijn Linde stopt?" in mine
    assert "Wat valt er als ik wegga?" in client.sign_in(karin).get(small.base).text


def test_only_who_carries_something_can_be_picked(client, small, marja, tess, nico):
    page = client.sign_in(marja).get(f"{small.base}?persoon={nico.id}&persoon={tess.id}")
    assert "Nico" not in page.text
    assert "1 naam uit deze vraag draagt hier niets meer" in page.text
    assert "Zonder Tess zakt geen enkel initiatief." in page.text


def test_a_kartrekker_and_a_representative_see_the_same_figures(client, small, marja, rik, karin):
    asked = f"{small.base}?persoon={marja.id}&toon=alles"
    answers = []
    for person in (marja, rik, karin):
        page = client.sign_in(person).get(asked).text
        answers.append(page[page.index('id="antwoord"') : page.index("</div>", page.index('id="antwoord"'))])
    assert len(set(answers)) == 1


def test_who_may_offer_finds_the_way_to_hand_over(client, small, marja, rik, karin):
    asked = f"{small.base}?persoon={marja.id}"
    way = f'href="/initiatieven/{small.soup.id}/borging/overdracht"'
    assert way in client.sign_in(marja).get(asked).text
    assert way in client.sign_in(karin).get(asked).text
    assert way not in client.sign_in(rik).get(asked).text


@pytest.mark.parametrize("where", ["", "/tabel.csv"])
def test_who_may_not_ask(client, small, where, paul, coby, nico, ada, otto, programme):
    address = f"{small.base}{where}?team=ja"
    for person in (paul, coby, nico, ada, otto):
        assert client.sign_in(person).get(address).status_code == 403
    programme.openness = "partners"
    db.session.merge(programme)
    db.session.commit()
    assert client.sign_in(nico).get(address).status_code == 404
    assert client.sign_out().get(address).location.startswith("/inloggen?")


def test_drafts_count_for_nobody(client, small, marja, tess):
    draft = cast.make_initiative("Geheim", small.board, tess, visibility=Visibility.DRAFT)
    hidden = cast.make_organisation("Verborgen BV")
    say(draft, AspectCode.LEARNING, "talking", organisation_id=hidden.id, person_id=marja.id)
    for person in (marja, tess):
        page = client.sign_in(person).get(f"{small.base}?persoon={marja.id}&organisatie={hidden.id}").text
        assert "zakken 2 van de 4 initiatieven" in page
        assert "Geheim" not in page and "Verborgen BV" not in page


def test_who_did_most_of_the_work_is_a_warning_and_no_fall(client, small, marja, rik):
    for number in range(14):
        of = {"programme_id": small.programme.id, "initiative_id": small.still.id}
        who = marja if number < 9 else rik
        cast.save(Event(verb="comment_posted", actor_id=who.id, **of))
    page = client.sign_in(marja).get(f"{small.base}?persoon={marja.id}")
    assert "Marja deed 9 van de 14 dingen die hier de laatste 90 dagen gebeurden." in page.text
    assert heads(page) == ["Praten", "Soep", "Stil"]
    assert "zakken 2 van de 4 initiatieven" in page.text
    assert "dingen die hier" not in client.get(f"{small.base}?persoon={rik.id}").text


def test_organisations_that_come_loose_are_named(client, small, marja):
    page = client.sign_in(marja).get(f"{small.base}?team=ja").text
    assert "raakt elke verbinding kwijt" in page
    assert "Nu al alleen via het programmateam verbonden: " in page
    cast.save(InitiativePartner(initiative_id=small.still.id, organisation_id=small.library.id))
    cast.save(InitiativePartner(initiative_id=small.still.id, organisation_id=small.welfare.id))
    page = client.get(f"{small.base}?team=ja").text
    assert "Geen organisatie verliest haar laatste verbinding" in page


def test_a_day_that_is_none_is_told(client, small, marja):
    page = client.sign_in(marja).get(f"{small.base}?op=31-31-2021")
    assert page.status_code == 422
    assert "Vul een datum in, zoals 1-12-2026." in page.text
    assert client.get(f"{small.base}?op=31-12-2021").status_code == 200


def test_a_long_answer_comes_in_pages_and_whole(client, small, marja):
    for number in range(60):
        cast.make_initiative(f"Nummer {number}", small.board, marja)
    asked = f"{small.base}?persoon={marja.id}"
    first = client.sign_in(marja).get(asked).text
    assert first.count("lines__title") == 50
    assert "Bladzijde 1 van 2" in first and "61 initiatieven hebben niemand meer" in first
    second = client.get(f"{asked}&pagina=2").text
    assert second.count("lines__title") == 12
    assert client.get(f"{asked}&pagina=99").text.count("lines__title") == 12
    assert client.get(f"{asked}&toon=alles").text.count("lines__title") == 62


def test_the_table_to_save_has_every_initiative(client, small, marja):
    answer = client.sign_in(marja).get(f"{small.base}/tabel.csv?persoon={marja.id}")
    assert answer.mimetype == "text/csv"
    lines = answer.text.lstrip("\ufeff").splitlines()
    assert lines[0].startswith("Thema;Initiatief;Niveau nu;Niveau dan")
    assert len(lines) == 1 + 4
    soup = next(line for line in lines if ";Soep;" in line)
    assert soup.startswith(
        "Eenzaamheid;Soep;Afgesproken;In opbouw;ja;Mensen;Afgesproken;In gesprek;Marja staat hiervoor"
    )
    assert client.get(f"{small.base}/tabel.csv").status_code == 200


def test_tasks_and_questions_that_would_be_left_are_a_warning_and_no_fall(client, small, marja, rik):
    here = {"board_id": small.still.board_id, "initiative_id": small.still.id}
    for number in range(3):
        done_at = now() if number == 2 else None
        cast.save(Task(title="Bellen", person_id=marja.id, made_by_id=marja.id, done_at=done_at, **here))
    clock = {"organisation_id": cast.make_organisation("Gemeente").id, "owner_id": marja.id}
    cast.save(ResponseClock(first_due_on=today(), due_on=today(), **clock, **here))
    page = client.sign_in(marja).get(f"{small.base}?persoon={marja.id}").text
    assert "Van Marja blijft liggen: 2 taken en 1 vraag." in page
    assert "zakken 2 van de 4 initiatieven" in page
    assert "2 taken en 1 vraag" in client.get(f"{small.base}/tabel.csv?persoon={marja.id}").text
    assert "blijft liggen" not in client.get(f"{small.base}?persoon={rik.id}").text


def test_asking_changes_nothing(client, small, marja, queries):
    client.sign_in(marja).get(f"{small.base}?persoon={marja.id}")
    assert not [query for query in queries if query.startswith(("INSERT INTO event", "UPDATE"))]


def test_a_large_programme_takes_no_more_queries(client, small, marja, queries):
    asked = f"{small.base}?persoon={marja.id}&team=ja&organisatie={small.library.id}&op=2030-01-01"
    client.sign_in(marja).get(asked)

    def count() -> int:
        queries.clear()
        assert client.get(asked).status_code == 200
        return len(queries)

    few = count()
    for number in range(196):
        one = cast.make_initiative(f"Nummer {number}", small.board, marja)
        if number % 20 == 0:
            say_all(one, small.welfare)
    assert count() == few <= 15


def test_the_programme_leads_there(client, small, marja, paul, nico):
    address = f"/programmas/{small.programme.slug}"
    link = f'href="{small.base}"'
    assert link in client.sign_in(marja).get(address).text
    for person in (paul, nico):
        assert link not in client.sign_in(person).get(address).text
