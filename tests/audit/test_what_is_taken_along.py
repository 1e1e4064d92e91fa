"""Whoever takes along what not everybody sees leaves one line each time, without a word of what it is."""

import json

import pytest
from sqlalchemy import select

from tests import cast
from tests.renditions.conftest import SAID, SECRET, folder, history  # noqa: F401 - fixtures
from tests.renditions.steps import ask
from tests.reporting.conftest import adopted, quote, report, told  # noqa: F401 - fixtures
from tests.reporting.making import COUNTED, adopt, make_report, make_section
from workspace.audit.models import AuditEntry
from workspace.db import db
from workspace.histories.models import LearningHistory
from workspace.initiatives.models import Visibility
from workspace.programmes.models import Openness
from workspace.renditions.cli import make_all
from workspace.renditions.models import Rendition
from workspace.reporting.models import ReportState
from workspace.results.models import Result
from workspace.times import today

EXPORTS = ("table_exported", "dossier_taken_along", "file_fetched", "audit_exported", "record_exported")


def lines() -> list[AuditEntry]:
    db.session.rollback()
    query = select(AuditEntry).where(AuditEntry.verb.in_(EXPORTS)).order_by(AuditEntry.id)
    return list(db.session.scalars(query))


def told_in_lines() -> str:
    return json.dumps([line.details for line in lines()])


@pytest.fixture
def draft(board, tess):
    report = make_report(board, tess)  # noqa: F811
    make_section(report, board, COUNTED)
    return report


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.OUT])
def test_figures_of_a_report_that_not_everybody_sees(client, draft, tess, programme, state):
    draft = cast.reloaded(draft)
    draft.state, draft.react_by = state, today()
    db.session.commit()
    assert client.sign_in(tess).get(f"/verslagen/{draft.id}/cijfers/1.csv").status_code == 200
    (line,) = lines()
    assert (line.verb, line.actor_id, line.programme_id) == ("table_exported", tess.id, programme.id)
    assert line.details == {"kind": "report"}


def test_also_of_a_report_that_was_adopted_for_partners(client, adopted, paul, nico):  # noqa: F811
    address = f"/verslagen/{adopted.id}/cijfers/1.csv"
    assert adopted.openness == Openness.PARTNERS
    assert client.sign_in(nico).get(address).status_code == 404
    assert lines() == []
    assert client.sign_in(paul).get(address).status_code == 200
    assert [(line.verb, line.actor_id) for line in lines()] == [("table_exported", paul.id)]


def test_figures_that_everybody_sees_leave_no_line(client, report, marja, nico, programme):  # noqa: F811
    report.openness = Openness.PUBLIC
    cast.save(report)
    asked = adopt(report, openness="public")
    assert client.sign_in(marja).open(method="POST", **asked).status_code == 303
    address = f"/verslagen/{report.id}/cijfers/1.csv"
    assert client.sign_in(nico).get(address).status_code == 200
    assert client.sign_out().get(address).status_code == 200
    assert lines() == []
    programme = cast.reloaded(programme)
    programme.openness = Openness.PARTNERS
    db.session.commit()
    assert client.get(address).status_code == 404
    assert client.sign_in(marja).get(address).status_code == 200
    assert len(lines()) == 1


def test_results_of_an_initiative_that_not_everybody_sees(client, board, initiative, paul, nico):
    hidden = cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    facts = {
        "amount_hundredths": 2400,
        "unit": "gasten van Rachida",
        "what": "",
        "on_day": today(),
        "role": "partner",
    }
    cast.save(Result(initiative_id=hidden.id, entered_by_id=paul.id, **facts))
    client.sign_in(paul)
    assert "gasten van Rachida" in client.get(f"/initiatieven/{hidden.id}/resultaten.csv").text
    assert client.get(f"/initiatieven/{initiative.id}/resultaten.csv").status_code == 200  # public
    assert client.sign_in(nico).get(f"/initiatieven/{hidden.id}/resultaten.csv").status_code == 404
    (line,) = lines()
    assert (line.verb, line.actor_id, line.initiative_id) == ("table_exported", paul.id, hidden.id)
    assert line.details == {"kind": "results"}


def test_coverage_with_what_only_partners_see(client, initiative, nico, paul, programme):
    address = f"/programmas/{programme.slug}/dekking/dekking.csv"
    assert client.sign_in(nico).get(address).status_code == 200
    assert lines() == []
    assert client.sign_in(paul).get(address).status_code == 200
    assert [(line.programme_id, line.details) for line in lines()] == [(programme.id, {"kind": "coverage"})]


@pytest.fixture
def file(client, paul, history, folder):  # noqa: F811
    """A file that Paul asked for, ready to be fetched; its page."""
    here = ask(client.sign_in(paul), history)
    make_all()
    return here


def test_a_file_that_is_fetched_leaves_one_line_each_time(client, paul, file):
    fetched = client.post(f"{file}/ophalen")
    assert lines() == []  # the button only leads to it
    size = len(client.get(fetched.location).data)
    (line,) = lines()
    number = int(file.rpartition("/")[2])
    assert (line.verb, line.actor_id, line.subject_id) == ("file_fetched", paul.id, number)
    assert line.details == {"kind": "pdf"}
    part = client.get(f"{file}/bestand", headers={"Range": f"bytes={size // 2}-"})
    assert (part.status_code, len(part.data)) == (200, size)  # whole: nobody takes it along in parts
    assert len(lines()) == 2


def test_lines_say_nothing_of_what_is_in_the_file(client, file, history):  # noqa: F811
    client.get(f"{file}/bestand")
    title = db.session.scalars(select(LearningHistory.title)).one()
    assert not [word for word in (SAID, SECRET, title, "hoe-2019") if word in told_in_lines()]


def test_what_is_not_handed_out_leaves_no_line(client, file, nico, paul, history, folder):  # noqa: F811
    assert client.head(f"{file}/bestand").status_code == 200
    assert client.sign_in(nico).get(f"{file}/bestand").status_code == 404
    assert "/inloggen" in client.sign_out().get(f"{file}/bestand").location
    client.sign_in(paul)
    ask(client, history, "odt")
    waiting = db.session.scalars(select(Rendition.id).order_by(Rendition.id.desc())).first()
    assert client.get(f"/bestanden/{waiting}/bestand").status_code == 303
    for path in folder.iterdir():
        path.unlink()
    assert client.get(f"{file}/bestand").status_code == 303
    assert lines() == []


ASKED_FOR = (
    ("ada", "/beheer/controlespoor.csv"),
    ("ada", "/beheer/verwerkingsregister.csv"),
    ("marja", "/programmas/samen-in-linde/wat-valt-er/tabel.csv"),
    ("marja", "/programmas/samen-in-linde/borging/kwartalen.csv"),
    ("marja", "/programmas/samen-in-linde/dekking/dekking.csv"),
    ("marja", "/initiatieven/{initiative}/overdrachtsdossier.zip"),
    ("prisca", "/gebieden/{province}/borging/themas.csv"),
)


@pytest.mark.parametrize(("who", "address"), ASKED_FOR)
def test_one_line_for_the_file_and_none_for_its_head(
    client, request, initiative, province_area, who, address
):
    address = address.format(initiative=initiative.id, province=province_area.id)
    client.sign_in(request.getfixturevalue(who))
    assert client.head(address).status_code == 200
    assert lines() == []
    assert client.get(address).status_code == 200
    assert len(lines()) == 1
    assert client.sign_in(request.getfixturevalue("otto")).get(address).status_code in {200, 403, 404}
    assert len(lines()) == 1
