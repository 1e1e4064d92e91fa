"""The eight aspects as people see them: today, on an earlier day, and with what follows."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from tests import cast
from tests.borging.conftest import YESTERDAY
from workspace.borging.models import (
    AspectChange,
    AspectCode,
    AspectState,
    CarryConfirmation,
    Evidence,
    Level,
    Outlook,
)
from workspace.borging.models.rules import year_before
from workspace.borging.queries import picture_of
from workspace.db import db
from workspace.programmes.models import FundingStream
from workspace.times import day_of, today


@pytest.fixture
def address(initiative) -> str:
    return f"/initiatieven/{initiative.id}/borging"


def everything_anchored(say) -> None:
    for code in AspectCode:
        say(code, AspectState.ANCHORED)


def test_every_initiative_has_eight_aspects_from_its_first_day(client, initiative, address):
    picture = picture_of(initiative.id, on=today())
    assert [row.code for row in picture.aspects] == list(AspectCode)
    assert {row.state for row in picture.aspects} == {AspectState.OPEN}
    assert picture.level == Level.NOT_STARTED
    page = client.get(address).text
    assert page.count("Nog open") == 8
    assert "Nog niet begonnen" in page
    assert "Borging betekent" in page


def test_the_picture_takes_two_queries_however_much_was_said(initiative, say, queries):
    def count() -> int:
        queries.clear()
        picture_of(initiative.id, on=today())
        return len(queries)

    empty = count()
    everything_anchored(say)
    for aspect in picture_of(initiative.id, on=today()).aspects:
        assert len(aspect.evidence) == 1
    assert empty == count() == 2


def test_the_page_says_who_answers_until_when_and_what_shows_it(client, address, say, rik):
    say(AspectCode.OWNER, AspectState.AGREED, person_id=rik.id)
    say(AspectCode.MONEY, AspectState.NOT_NEEDED)
    page = client.get(address).text
    for words in ("Welzijn Linde, Rik", "Geldt tot en met", "Brief van het bestuur", "Kost niets."):
        assert words in page


def test_only_who_may_change_it_is_offered_to(client, address, karin, nico):
    assert "Wijzigen" not in client.get(address).text
    assert "Wijzigen" not in client.sign_in(nico).get(address).text
    assert client.sign_in(karin).get(address).text.count("hx-get=") == 8


def test_the_picture_stands_as_it_stood_on_an_earlier_day(client, address, say, karin):
    aspect = say(AspectCode.MONEY, AspectState.TALKING)
    long_ago = datetime(2026, 1, 10, 12, tzinfo=UTC)
    db.session.execute(update(AspectChange).values(changed_at=long_ago))
    cast.save(
        AspectChange(
            aspect_id=aspect.id,
            from_state="talking",
            to_state="not_needed",
            reason="Kost niets meer.",
            changed_at=long_ago + timedelta(days=20),
        )
    )
    client.sign_in(karin)
    pages = [client.get(f"{address}?op=2026-{day}").text for day in ("01-09", "01-10", "02-10")]
    before, then, later = (page.split('id="borging"')[1] for page in pages)
    assert "Zo stond het op 9 januari 2026." in pages[0]
    assert "In gesprek" not in before
    assert "In gesprek" in then
    assert "Wijzigen" not in then
    assert "Kost niets meer." in later


def test_evidence_of_later_is_not_in_an_earlier_picture(initiative, say):
    say(AspectCode.MONEY, AspectState.AGREED)
    past = datetime(2026, 1, 10, 12, tzinfo=UTC)
    db.session.execute(update(AspectChange).values(changed_at=past))
    db.session.execute(update(Evidence).values(added_at=past + timedelta(days=2)))
    db.session.commit()
    assert picture_of(initiative.id, on=past.date())[AspectCode.MONEY].evidence == ()
    later = picture_of(initiative.id, on=past.date() + timedelta(days=2))
    assert len(later[AspectCode.MONEY].evidence) == 1


@pytest.mark.parametrize("day", ["gisteren", "2026-02-30", "9999-12-31", ""])
def test_a_strange_day_shows_today(client, address, day):
    page = client.get(f"{address}?op={day}")
    assert page.status_code == 200
    assert "Zo stond het" not in page.text


def test_the_first_day_there_is_shows_nothing_said(client, address, say):
    say(AspectCode.MONEY, AspectState.AGREED)
    page = client.get(f"{address}?op=0001-01-01").text
    assert page.split('id="borging"')[1].count("Nog open") == 8
    assert "Van Nog open naar Afgesproken." in page


def test_a_representative_confirms_once_that_they_carry_it(client, initiative, address, say, rik, welfare):
    everything_anchored(say)
    initiative.organisation_id = welfare.id
    db.session.commit()
    assert "Wij zetten dit zelf voort" in client.sign_in(rik).get(address).text
    for _ in range(2):
        assert client.post(f"{address}/voortzetting").status_code == 303
    page = client.get(address).text
    assert "Welzijn Linde heeft bevestigd dat zij dit zelf voortzet." in page
    assert "Wij zetten dit zelf voort" not in page
    assert db.session.query(CarryConfirmation).one().confirmed_by_id == rik.id
    first, then = db.session.query(Outlook).order_by(Outlook.from_day)
    assert (first.from_day, first.level, then.level) == (today(), Level.ANCHORED, Level.AGREED)


@pytest.mark.parametrize("who", ["rachida", "nico", "paul", "olaf", "coby", "karin", "tess", "marja", "ada"])
def test_nobody_confirms_for_an_organisation_they_do_not_represent(
    client, request, initiative, address, welfare, who
):
    initiative.organisation_id = welfare.id
    db.session.commit()
    client.sign_in(request.getfixturevalue(who))
    assert "Wij zetten dit zelf voort" not in client.get(address).text
    assert client.post(f"{address}/voortzetting").status_code == 403
    assert db.session.query(CarryConfirmation).count() == 0


def test_a_representative_of_another_organisation_confirms_nothing(client, initiative, address, rik):
    assert client.sign_in(rik).post(f"{address}/voortzetting").status_code == 403


def test_what_is_out_of_sight_has_no_picture(client, initiative, address, nico):
    initiative.visibility = "partners"
    db.session.commit()
    assert client.get(address).status_code == 404
    assert client.sign_in(nico).get(address).status_code == 404


def test_levels_are_derived_anew_as_they_were(app, initiative, say, rik, welfare):
    say(AspectCode.MONEY, AspectState.AGREED, YESTERDAY)
    past = today() - timedelta(days=40)
    moment = datetime(past.year, past.month, past.day, 12, tzinfo=UTC)
    db.session.execute(update(AspectChange).values(changed_at=moment))
    cast.save(
        Outlook(
            initiative_id=initiative.id, from_day=past, until_day=today(), level="anchored", marks="g" * 8
        )
    )
    result = app.test_cli_runner().invoke(args=["borging-recount"])
    assert "1 initiatives" in result.output
    rows = db.session.query(Outlook).order_by(Outlook.from_day).all()
    assert [(r.from_day, r.marks) for r in rows] == [(past, "ooaooooo"), (today(), "ooAooooo")]
    assert rows[0].until_day == today()


def test_there_is_a_way_to_earlier_days_and_what_changed_since_in_words(
    client, initiative, address, say, karin, municipality
):
    past = datetime.now(UTC) - timedelta(days=500)
    initiative.created_at = past
    aspect = say(AspectCode.MONEY, AspectState.TALKING)
    db.session.execute(update(AspectChange).values(changed_at=past + timedelta(days=1)))
    cast.save(Evidence(aspect_id=aspect.id, text="Brief"))
    change = {"organisation_id": municipality.id, "valid_until": YESTERDAY}
    for name, value in {"state": AspectState.AGREED, **change}.items():
        setattr(aspect, name, value)
    cast.save(AspectChange(aspect_id=aspect.id, from_state="talking", to_state="agreed", **change))
    page = client.get(address).text
    first = day_of(past)
    assert f'href="{address}?op={first}"' in page
    assert f'href="{address}?op={year_before(today())}"' in page
    assert "Wat er sinds die dag veranderde" not in page
    then = client.get(f"{address}?op={year_before(today())}").text
    for words in (
        "Van In gesprek naar Afgesproken.",
        "De afspraak is verlopen en moet opnieuw bevestigd worden.",
        "Gemeente Linde staat ervoor in.",
        "1 bewijs erbij.",
    ):
        assert words in then
    assert "Van Nog niet begonnen naar In opbouw." in client.get(f"{address}?op={first}").text


def test_where_nothing_changed_the_page_says_so(client, address, say):
    say(AspectCode.MONEY, AspectState.TALKING)
    db.session.execute(update(AspectChange).values(changed_at=datetime.now(UTC) - timedelta(days=9)))
    db.session.commit()
    assert "Sinds die dag is er niets veranderd." in client.get(f"{address}?op={YESTERDAY}").text


def test_a_stream_that_is_changed_later_leaves_the_picture_of_an_earlier_day_alone(
    client, initiative, programme, address, say
):
    past = datetime.now(UTC) - timedelta(days=10)
    stream = cast.save(FundingStream(programme_id=programme.id, name="Fonds"))
    aspect = say(AspectCode.MONEY, AspectState.TALKING)
    money = {"kind": "funding", "amount_cents": 100_00, "funding_stream_id": stream.id}
    cast.save(Evidence(aspect_id=aspect.id, text="Brief van het fonds", added_at=past, **money))
    db.session.execute(update(AspectChange).values(changed_at=past))
    before = picture_of(initiative.id, on=day_of(past))
    stream.ends_on = YESTERDAY
    db.session.commit()
    assert picture_of(initiative.id, on=day_of(past)) == before
    assert before.granted == (100_00, None)
    assert picture_of(initiative.id, on=today()).granted is None
    page = client.get(f"{address}?op={day_of(past)}").text.replace("\xa0", " ")
    assert "€ 100 toegezegd" in page
    assert "zonder einddatum" not in page
    assert "Brief van het fonds. € 100 per jaar uit Fonds." in " ".join(page.split())
