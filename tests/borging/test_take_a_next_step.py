"""An aspect has a next step with a day: in the list, the history, earlier pictures, and when it is late."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from tests import cast
from tests.borging.conftest import YESTERDAY
from workspace.borging.models import AspectChange, AspectCode, AspectState, BorgingAspect
from workspace.db import db
from workspace.times import day_of, show_day, today

SOON = today() + timedelta(days=30)
STEP = "Met het bestuur praten"


@pytest.fixture
def address(initiative) -> str:
    return f"/initiatieven/{initiative.id}/borging/geld"


def fields(
    step: str = STEP, on: str = SOON.isoformat(), version: int = 0, state: str = "talking"
) -> dict[str, str]:
    return {
        "geld-state": state,
        "geld-next_step": step,
        "geld-next_step_on": on,
        "geld-version": str(version),
    }


def test_it_stands_in_the_list_and_in_the_history(client, initiative, address, karin):
    assert client.sign_in(karin).post(address, data=fields()).status_code == 303
    words = f"{STEP}, vóór {show_day(SOON, 'nl')}"
    for page in (
        f"/initiatieven/{initiative.id}-soep-op-dinsdag",
        f"/initiatieven/{initiative.id}/borging",
        address,
    ):
        assert words in client.get(page).text
    client.post(address, data=fields("", "", 1))
    page = client.get(address).text
    assert "De volgende stap is klaar of vervallen." in page
    assert page.count(words) == 1
    aspect = db.session.query(BorgingAspect).one()
    assert (aspect.next_step, aspect.next_step_on) == ("", None)


def test_an_earlier_picture_tells_the_step_of_then(client, initiative, address, karin):
    client.sign_in(karin).post(address, data=fields())
    past = datetime.now(UTC) - timedelta(days=10)
    db.session.execute(update(AspectChange).values(changed_at=past))
    db.session.commit()
    client.post(address, data=fields("Geld vragen", SOON.isoformat(), 1))
    page = client.get(f"/initiatieven/{initiative.id}/borging?op={day_of(past)}").text
    before, then = page.split('id="borging"')
    assert "De volgende stap is nu: Geld vragen" in " ".join(before.split())
    assert STEP in then
    assert "Geld vragen" not in then


@pytest.mark.parametrize(
    ("step", "on", "message"),
    [
        ("", SOON.isoformat(), "Schrijf wat de volgende stap is."),
        (STEP, "", "Vul in vóór welke dag dit gebeurt."),
        (STEP, YESTERDAY.isoformat(), "Kies een dag vanaf vandaag"),
        (STEP, "3000-01-01", "Vul een jaar in tussen"),
        (STEP, "morgen", "Vul een datum in"),
        ("x" * 301, SOON.isoformat(), "Maak de tekst korter"),
    ],
)
def test_a_step_has_a_day_that_is_still_to_come(client, address, karin, step, on, message):
    answer = client.sign_in(karin).post(address, data=fields(step, on))
    assert answer.status_code == 422
    assert message in answer.text
    assert db.session.query(BorgingAspect).count() == 0


def test_a_late_step_does_not_stand_in_the_way_of_another_change(client, address, say, karin):
    say(AspectCode.MONEY, AspectState.OPEN, next_step=STEP, next_step_on=YESTERDAY)
    answer = client.sign_in(karin).post(address, data=fields(on=YESTERDAY.isoformat(), version=1))
    assert answer.status_code == 303
    assert db.session.query(BorgingAspect).one().state == "talking"


def test_a_late_step_is_marked_and_asks_whoever_answers_for_it(
    client, board, initiative, say, rik, paul, nico, rachida
):
    say(AspectCode.MONEY, AspectState.AGREED, next_step=STEP, next_step_on=YESTERDAY, person_id=paul.id)
    say(AspectCode.PEOPLE, AspectState.AGREED, next_step="Nog niet", next_step_on=today())
    ended = cast.make_initiative("Voorbij", board, rachida, stage="stopped")
    say(AspectCode.MONEY, AspectState.AGREED, next_step="Te laat", next_step_on=YESTERDAY, of=ended)
    assert "De dag is voorbij" in client.get(f"/initiatieven/{initiative.id}/borging/geld").text
    assert "De dag is voorbij" not in client.get(f"/initiatieven/{initiative.id}/borging/mensen").text
    for person in (rik, paul):
        page = client.sign_in(person).get("/mijn").text
        assert STEP in page
        assert "Nog niet" not in page
        assert "Te laat" not in page
    assert "Volgende stappen" not in client.sign_in(nico).get("/mijn").text


def test_what_is_not_needed_has_no_next_step(client, address, say, karin):
    say(AspectCode.MONEY, AspectState.TALKING, next_step=STEP, next_step_on=SOON)
    data = fields(version=1, state="not_needed") | {"geld-why": "Het kost niets."}
    assert client.sign_in(karin).post(address, data=data).status_code == 303
    assert db.session.query(BorgingAspect).one().next_step == ""
