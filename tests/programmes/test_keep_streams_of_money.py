"""Where the money of a programme comes from, until when, and what rests on it."""

from datetime import date, timedelta

import pytest

from tests import cast
from workspace.activity.models import Event
from workspace.borging.models import AspectCode, BorgingAspect, Evidence, EvidenceKind
from workspace.db import db, now
from workspace.initiatives.models import Initiative
from workspace.programmes.models import FundingStream, Programme
from workspace.times import today

LATER = today() + timedelta(days=100)


@pytest.fixture
def stream(programme) -> FundingStream:
    return cast.save(FundingStream(programme_id=programme.id, name="Subsidie sociaal", funder="Gemeente"))


@pytest.fixture
def address(programme) -> str:
    return f"/programmas/{programme.slug}/geldstromen"


def pays(initiative: Initiative, stream: FundingStream, cents: int, **facts) -> Evidence:
    code = facts.pop("code", AspectCode.MONEY)
    aspect = db.session.query(BorgingAspect).filter_by(initiative_id=initiative.id, code=code).one_or_none()
    aspect = aspect or cast.save(BorgingAspect(initiative_id=initiative.id, code=code))
    return cast.save(
        Evidence(
            aspect_id=aspect.id,
            kind=EvidenceKind.FUNDING,
            text="Geld",
            amount_cents=cents,
            funding_stream_id=stream.id,
            **facts,
        )
    )


def row_of(page: str, name: str) -> str:
    start = page.index(f'<th scope="row">{name}')
    return page[start : page.index("</tr>", start)].replace("\xa0", " ")


def test_the_list_tells_what_rests_on_each(client, board, initiative, address, stream, marja, queries):
    pays(initiative, stream, 1_000_00, runs_until=LATER)
    pays(initiative, stream, 500_00)
    pays(initiative, stream, 1_00, withdrawn_at=now())
    pays(initiative, stream, 2_00, runs_until=today() - timedelta(days=1))
    pays(cast.make_initiative("Gestopt", board, stage="stopped"), stream, 4_00)
    pays(cast.make_initiative("Kladje", board, visibility="draft"), stream, 8_00)
    pays(cast.make_initiative("Tweede", board), stream, 250_00)
    client.sign_in(marja)
    row = row_of(client.get(address).text, "Subsidie sociaal")
    for words in ("Gemeente", "geen einddatum", ">2<", "€ 1.750"):
        assert words in row


def test_the_list_takes_as_many_queries_however_long_it_is(
    client, programme, initiative, address, stream, marja, queries
):
    client.sign_in(marja)
    counts = []
    for number in range(2):
        queries.clear()
        client.get(address)
        counts.append(len(queries))
        for other in range(5):
            one = cast.save(FundingStream(programme_id=programme.id, name=f"Fonds {number} {other}"))
            pays(initiative, one, 100)
    assert counts[0] == counts[1] <= 5


@pytest.mark.parametrize("who", ["paul", "rik", "olaf", "prisca", "coby", "karin"])
def test_insiders_read_and_change_nothing(client, request, address, stream, who):
    client.sign_in(request.getfixturevalue(who))
    page = client.get(address)
    assert page.status_code == 200
    assert "Subsidie sociaal" in page.text
    assert "Veranderen" not in page.text
    for each in (f"{address}/nieuw", f"{address}/{stream.id}"):
        assert client.get(each).status_code == client.post(each, data={"name": "x"}).status_code == 403


@pytest.mark.parametrize("who", ["nico", "rachida", "ada", "otto"])
def test_others_do_not_see_it(client, request, address, stream, who):
    assert client.sign_in(request.getfixturevalue(who)).get(address).status_code == 403
    assert client.post(f"{address}/nieuw", data={"name": "x"}).status_code == 403


def test_of_a_programme_out_of_sight_nothing_is_found(client, programme, address, stream, nico):
    programme.openness = "partners"
    db.session.commit()
    assert client.sign_in(nico).get(address).status_code == 404
    assert client.get(f"{address}/{stream.id}").status_code == 404


@pytest.mark.parametrize("who", ["tess", "marja"])
def test_the_team_adds_one_and_changes_it(client, request, programme, address, who):
    client.sign_in(request.getfixturevalue(who))
    data = {"name": "Fonds Dichtbij", "funder": "Het fonds", "ends_on": "2027-12-31"}
    assert client.post(f"{address}/nieuw", data=data).location == address
    columns = FundingStream.id, FundingStream.programme_id, FundingStream.ends_on
    number, *facts = db.session.query(*columns).one()
    assert facts == [programme.id, date(2027, 12, 31)]
    changed = {"name": "Fonds Verweg", "funder": "", "ends_on": "", "version": "1"}
    assert client.post(f"{address}/{number}", data=changed).location == address
    stream = db.session.query(FundingStream).one()
    assert (stream.name, stream.funder, stream.ends_on) == ("Fonds Verweg", "", None)
    verbs = [event.verb for event in db.session.query(Event).order_by(Event.id)]
    assert verbs == ["funding_stream.added", "funding_stream.edited"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"name": ""}, "Vul een naam in."),
        ({"name": "x" * 101}, "Maak de tekst korter"),
        ({"name": "subsidie SOCIAAL"}, "Er is al een geldstroom met deze naam."),
        ({"name": "Fonds", "ends_on": "ooit"}, "Vul een datum in"),
        ({"name": "Fonds", "funder": "x" * 101}, "Maak de tekst korter"),
    ],
)
def test_mistakes_are_told_and_what_was_typed_stays(client, programme, address, stream, marja, data, message):
    other = cast.save(FundingStream(programme_id=programme.id, name="Ander fonds"))
    client.sign_in(marja)
    for page in (f"{address}/nieuw", f"{address}/{other.id}"):
        answer = client.post(page, data={"version": "1", **data})
        assert answer.status_code == 422
        assert message in answer.text
        assert f'value="{data["name"]}"' in answer.text
    assert db.session.query(FundingStream).count() == 2


def test_two_who_change_one_at_once_see_both_versions(client, address, stream, marja, tess):
    client.sign_in(marja).post(f"{address}/{stream.id}", data={"name": "Eerste", "version": "1"})
    answer = client.sign_in(tess).post(f"{address}/{stream.id}", data={"name": "Tweede", "version": "1"})
    assert answer.status_code == 409
    assert "Eerste" in answer.text
    assert "Tweede" in answer.text
    assert cast.reloaded(stream).name == "Eerste"


def test_a_second_click_adds_one(client, address, marja):
    client.sign_in(marja)
    for _ in range(2):
        assert client.post(f"{address}/nieuw", data={"name": "Fonds", "once": "een"}).status_code == 303
    assert db.session.query(FundingStream).count() == 1


def test_a_stream_of_another_programme_is_not_found(client, elsewhere_area, address, marja):
    other = cast.make_programme("Elders", elsewhere_area)
    stream = cast.save(FundingStream(programme_id=other.id, name="Van hen"))
    client.sign_in(marja)
    assert client.get(f"{address}/{stream.id}").status_code == 404
    assert "Van hen" not in client.get(address).text


def test_the_page_of_an_initiative_follows_its_stream(client, initiative, programme, address, stream, marja):
    pays(initiative, stream, 1_000_00)
    page = f"/initiatieven/{initiative.id}-soep-op-dinsdag"
    assert "toegezegd zonder einddatum" in client.get(page).text
    version = db.session.get(Programme, programme.id).version
    data = {"name": "Nieuwe naam", "ends_on": LATER.isoformat(), "version": "1"}
    client.sign_in(marja).post(f"{address}/{stream.id}", data=data)
    text = client.sign_out().get(page).text
    assert "Nieuwe naam" in text
    assert "toegezegd zonder einddatum" not in text
    assert db.session.get(Programme, programme.id).version == version + 1
