"""The team keeps the facts and phases of a programme; its manager also the means and the team."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import cast
from workspace.db import db
from workspace.programmes.forms import read_cents, read_hundredths, show_cents, show_hundredths
from workspace.programmes.models import Openness, Phase, TeamMember, YearMeans
from workspace.times import today

HOME = "/programmas/samen-in-linde"
TEAM_PAGES = ["beheer", "gegevens", "openbaarheid", "fasen/nieuw", "partners"]
MANAGER_PAGES = ["middelen/nieuw", "team", "uitnodigingen/nieuw"]
OTHERS = ["nico", "paul", "rik", "olaf", "prisca", "coby", "karin", "ada", "otto"]
PHASE = {"name": "Verbinden", "motto": "", "starts_on": "2026-01-01", "ends_on": "2026-12-31"}
MEANS = {"year": "2027", "money": "58.400", "fte": "0,5"}


def rows(kind):
    """Return all rows of this kind."""
    found = list(db.session.scalars(select(kind).order_by(kind.id)))
    db.session.commit()  # or the next request forgets what everybody is called
    return found


def typed(area, **changes):
    """Return the fields of the programme as a browser sends them."""
    return {
        "name": "Samen in Linde",
        "summary": "Samen.",
        "motto": "",
        "area": str(area.id),
        "starts_on": "2019-01-01",
        "ends_on": "2099-12-31",
        "response_days": "10",
        "version": "1",
        **changes,
    }


@pytest.mark.parametrize("page", TEAM_PAGES + MANAGER_PAGES)
def test_each_page_opens_for_whom_it_is(client, programme, tess, marja, page):
    assert client.sign_in(marja).get(f"{HOME}/{page}").status_code == 200
    allowed = 200 if page in TEAM_PAGES else 403
    assert client.sign_in(tess).get(f"{HOME}/{page}").status_code == allowed


@pytest.mark.parametrize("who", OTHERS)
def test_and_for_nobody_else(client, request, programme, board, who):
    client.sign_in(request.getfixturevalue(who))
    for page in TEAM_PAGES + MANAGER_PAGES:
        assert client.get(f"{HOME}/{page}").status_code == 403
        assert client.post(f"{HOME}/{page}", data={**PHASE, **MEANS}).status_code in {403, 405}
    assert rows(Phase) == rows(YearMeans) == []


@pytest.mark.parametrize("page", TEAM_PAGES + MANAGER_PAGES)
def test_a_programme_out_of_sight_is_not_found(client, programme, otto, page):
    programme.openness = Openness.PARTNERS
    db.session.commit()
    assert client.sign_in(otto).get(f"{HOME}/{page}").status_code == 404


def test_the_team_changes_the_facts_and_the_address_stays(client, tess, programme, municipality_area):
    client.sign_in(tess)
    assert client.post(f"{HOME}/gegevens", data=typed(municipality_area, name="Anders")).status_code == 303
    assert "Anders" in client.get(HOME).text


def test_two_people_at_once_lose_nothing(client, tess, marja, programme, municipality_area):
    client.sign_in(tess).post(f"{HOME}/gegevens", data=typed(municipality_area, motto="Van Tess"))
    answer = client.sign_in(marja).post(
        f"{HOME}/gegevens", data=typed(municipality_area, motto="Van Marja", shares_with_province="y")
    )
    assert answer.status_code == 409 and "Van Tess" in answer.text and "Van Marja" in answer.text
    assert cast.reloaded(programme).motto == "Van Tess"


def test_phases_come_change_and_go(client, tess, programme):
    client.sign_in(tess)
    client.get(HOME)
    assert client.post(f"{HOME}/fasen/nieuw", data=PHASE).status_code == 303
    assert "Verbinden" in client.get(HOME).text
    (phase,) = rows(Phase)
    assert client.get(f"{HOME}/fasen/{phase.id}").status_code == 200
    client.post(f"{HOME}/fasen/{phase.id}", data={**PHASE, "name": "Borgen"})
    assert "Borgen" in client.get(HOME).text
    for _ in range(2):
        gone = client.post(f"{HOME}/fasen/{phase.id}/verwijdering").status_code
    assert gone == 404 and rows(Phase) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "Vul een naam in."),
        ({"ends_on": "2025-12-31"}, "Kies een laatste dag die na de eerste dag komt."),
        ({"starts_on": "2018-12-31"}, "Kies dagen binnen het programma: van 1 januari 2019"),
        ({"ends_on": "2100-01-01"}, "Kies dagen binnen het programma"),
    ],
)
def test_bad_phases_are_explained(client, tess, programme, changes, message):
    answer = client.sign_in(tess).post(f"{HOME}/fasen/nieuw", data={**PHASE, **changes})
    assert answer.status_code == 422 and message in answer.text
    assert rows(Phase) == []


def test_the_phase_of_another_programme_is_not_found_here(client, marja, programme, otto):
    client.sign_in(marja).post(f"{HOME}/fasen/nieuw", data=PHASE)
    (phase,) = rows(Phase)
    client.sign_in(otto)
    assert client.get(f"/programmas/samen-in-wilg/fasen/{phase.id}").status_code == 404
    assert client.post(f"/programmas/samen-in-wilg/fasen/{phase.id}/verwijdering").status_code == 404
    assert len(rows(Phase)) == 1


def test_means_are_kept_in_cents_and_hundredths(client, marja, programme):
    client.sign_in(marja).post(f"{HOME}/middelen/nieuw", data=MEANS)
    (means,) = rows(YearMeans)
    assert (means.year, means.money_cents, means.fte_hundredths) == (2027, 58_400_00, 50)
    assert "58.400" in client.get(f"{HOME}/middelen/2027").text
    client.post(f"{HOME}/middelen/2027", data={"money": "1.234,5", "fte": "1"})
    changed = cast.reloaded(means)
    assert (changed.money_cents, changed.fte_hundredths) == (1_234_50, 100)
    assert client.get(f"{HOME}/middelen/2028").status_code == 404
    assert client.post(f"{HOME}/middelen/2027/verwijdering").status_code == 303
    assert rows(YearMeans) == []


def test_the_means_of_a_year_are_filled_in_once(client, marja, programme):
    client.sign_in(marja).post(f"{HOME}/middelen/nieuw", data=MEANS)
    answer = client.post(f"{HOME}/middelen/nieuw", data=MEANS)
    assert answer.status_code == 422 and "Dit jaar is al ingevuld." in answer.text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"year": "1900"}, "Vul een jaar in tussen 2000 en 2100."),
        ({"year": "volgend jaar"}, "Vul een jaar in, zoals 2027."),
        ({"year": "20\x00 jaar"}, "Vul een jaar in, zoals 2027."),
        ({"money": "veel"}, "Vul een bedrag in, zoals 58.400 of 58400,00."),
        ({"money": "-5"}, "Vul een bedrag in, zoals 58.400 of 58400,00."),
        ({"money": "99999999999"}, "hoogstens 20 miljoen euro"),
        ({"fte": "half"}, "Vul een getal in, zoals 1 of 0,5."),
        ({"fte": ""}, "Vul een getal in. Is er niemand? Vul dan 0 in."),
    ],
)
def test_bad_means_are_explained_and_kept(client, marja, programme, changes, message):
    answer = client.sign_in(marja).post(f"{HOME}/middelen/nieuw", data={**MEANS, **changes})
    assert answer.status_code == 422 and message in answer.text
    assert "Fout:" in answer.text and rows(YearMeans) == []


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("58.400", 5_840_000),
        ("58400,00", 5_840_000),
        ("€ 1.234,5", 123_450),
        ("0", 0),
        ("58.40", None),
        ("1.23.456", None),
        ("١٢", None),
        ("", None),
    ],
)
def test_amounts_are_read_as_people_here_write_them(text, cents):
    assert read_cents(text) == cents
    if cents is not None:
        assert read_cents(show_cents(cents)) == cents


@pytest.mark.parametrize(("text", "hundredths"), [("0,5", 50), ("1", 100), ("0.25", 25), ("½", None)])
def test_jobs_are_read_in_hundredths(text, hundredths):
    assert read_hundredths(text) == hundredths
    if hundredths is not None:
        assert read_hundredths(show_hundredths(hundredths)) == hundredths


def test_somebody_leaves_the_team_and_their_rights_go(client, marja, tess, programme):
    member = next(row for row in rows(TeamMember) if row.user_id == tess.id)
    yesterday = today() - timedelta(days=1)
    client.sign_in(marja)
    assert client.get(f"{HOME}/team/{member.id}").status_code == 200
    answer = client.post(f"{HOME}/team/{member.id}", data={"last_day": str(yesterday)})
    assert answer.location == f"{HOME}/team"
    assert client.sign_in(tess).get(f"{HOME}/beheer").status_code == 403


def test_a_programme_keeps_at_least_one_manager(client, marja, programme):
    (member,) = rows(TeamMember)
    client.sign_in(marja)
    answer = client.post(f"{HOME}/team/{member.id}", data={"last_day": str(today())})
    assert answer.status_code == 422 and "altijd een manager" in answer.text
    second = cast.make_user("Mo")
    cast.make_team_member(second, programme, manager=True)
    yesterday = today() - timedelta(days=1)
    answer = client.post(f"{HOME}/team/{member.id}", data={"last_day": str(yesterday)})
    assert answer.location == HOME


def test_the_team_of_another_programme_is_not_found_here(client, marja, otto, programme):
    member = next(row for row in rows(TeamMember) if row.user_id == otto.id)
    client.sign_in(marja)
    assert client.get(f"{HOME}/team/{member.id}").status_code == 404


@pytest.mark.parametrize("answer", ["", "geheim"])
def test_openness_is_one_of_two(client, tess, programme, answer):
    assert client.sign_in(tess).post(f"{HOME}/openbaarheid", data={"openness": answer}).status_code == 422


def test_closing_a_programme_hides_it_from_others(client, tess, nico, programme):
    client.sign_in(tess).post(f"{HOME}/openbaarheid", data={"openness": "partners"})
    assert client.sign_in(nico).get(HOME).status_code == 404
