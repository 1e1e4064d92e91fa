"""What every test stands on: a real database, a strict client, and a cast."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

import pytest
from flask import Flask, before_render_template, template_rendered
from flask_migrate import upgrade
from sqlalchemy import event

from tests import cast
from tests.attacks.tries import summary, tries
from tests.client import StrictClient, forget_the_last_request
from tests.snapshots import Snapshot
from workspace import create_app
from workspace.accounts.models import User
from workspace.areas.models import Area, AreaKind
from workspace.boards.models import Board
from workspace.config import Settings
from workspace.db import db, may_write
from workspace.initiatives.models import Initiative
from workspace.organisations.models import Organisation, OrganisationKind
from workspace.programmes.models import Programme
from workspace.server import rest_the_collector

# Nobody of the cast comes in the log; somebody with a password, and limits.
pytest_plugins = ["tests.logs", "tests.ways_in"]

__all__ = ["tries"]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many attacks were tried."""
    reports = [report for kind in terminalreporter.stats.values() for report in kind]
    for line in summary(reports):
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The database of this run: SQLite, or with TEST_DATABASE=postgresql a server started for it."""
    if os.environ.get("TEST_DATABASE") == "postgresql":
        from tests.postgres import fresh_database

        with fresh_database() as url:
            yield url
    else:
        folder = Path("/dev/shm") if Path("/dev/shm").is_dir() else tmp_path_factory.getbasetemp()
        path = folder / f"samenbord-test-{os.getpid()}.sqlite"
        yield f"sqlite:///{path}"
        for leftover in folder.glob(path.name + "*"):
            leftover.unlink()


@pytest.fixture(scope="session")
def whole_app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application on a migrated database, made once."""
    files = tmp_path_factory.mktemp("files")
    app = create_app(Settings(environment="test", database_url=database_url, files_dir=files))
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = StrictClient
    with app.app_context():
        upgrade()
    rest_the_collector()  # as a server does
    return app


@pytest.fixture(scope="session")
def snapshots() -> dict[str, Snapshot]:
    """Filled databases that some test of this run made, by name."""
    return {}


@pytest.fixture
def app(whole_app: Flask) -> Iterator[Flask]:
    """The application with an empty database."""
    with whole_app.app_context():
        may_write()
        yield whole_app
        forget_the_last_request()
        cast.empty_database()
        # Numbers of boards come again in the next test; in real life they never do.
        whole_app.extensions.pop("fragments", None)
        whole_app.extensions["watch"].forget()


@pytest.fixture
def queries(app: Flask) -> Iterator[list[str]]:
    """Every SQL statement sent, in order, without the beginnings of transactions."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture(autouse=True)
def templates_stay_silent(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail when rendering a template reaches the database."""
    if "app" not in request.fixturenames:
        yield
        return
    app, queries = request.getfixturevalue("app"), request.getfixturevalue("queries")
    marks: list[int] = []

    def before(sender: Any, **_: Any) -> None:
        if current_thread() is main_thread():  # a race has other threads, which query while one renders
            marks.append(len(queries))

    def after(sender: Any, template: Any, **_: Any) -> None:
        if current_thread() is main_thread():
            assert len(queries) == marks.pop(), f"{template.name} reached the database: {queries[-1]}"

    with before_render_template.connected_to(before, app), template_rendered.connected_to(after, app):
        yield


@pytest.fixture
def client(app: Flask) -> StrictClient:
    client = app.test_client()
    assert isinstance(client, StrictClient)
    return client


# Places: a municipality with two cores in a province, and a municipality elsewhere.


@pytest.fixture
def province_area(app: Flask) -> Area:
    return cast.make_area("Noordland", AreaKind.PROVINCE, code="PV90")


@pytest.fixture
def municipality_area(province_area: Area) -> Area:
    return cast.make_area("Linde", AreaKind.MUNICIPALITY, province_area, code="GM9001")


@pytest.fixture
def core_area(municipality_area: Area) -> Area:
    return cast.make_area("Beek", AreaKind.CORE, municipality_area)


@pytest.fixture
def elsewhere_area(app: Flask) -> Area:
    south = cast.make_area("Zuidland", AreaKind.PROVINCE, code="PV91")
    return cast.make_area("Wilg", AreaKind.MUNICIPALITY, south, code="GM9002")


# The programme, its board and an initiative of a resident.


@pytest.fixture
def programme(municipality_area: Area) -> Programme:
    return cast.make_programme("Samen in Linde", municipality_area, shares_with_province=True)


@pytest.fixture
def board(programme: Programme) -> Board:
    return cast.make_board("Eenzaamheid", programme)


@pytest.fixture
def initiative(board: Board, rachida: User) -> Initiative:
    return cast.make_initiative("Soep op dinsdag", board, rachida)


@pytest.fixture
def welfare(programme: Programme) -> Organisation:
    organisation = cast.make_organisation("Welzijn Linde")
    cast.make_partner(programme, organisation)
    return organisation


@pytest.fixture
def municipality(programme: Programme, municipality_area: Area) -> Organisation:
    organisation = cast.make_organisation(
        "Gemeente Linde", OrganisationKind.MUNICIPALITY, area_id=municipality_area.id
    )
    cast.make_partner(programme, organisation)
    return organisation


# The people. Each stands in a different relation to the programme.


@pytest.fixture
def rachida(app: Flask) -> User:
    """A resident, who made the initiative."""
    return cast.make_user("Rachida")


@pytest.fixture
def nico(app: Flask) -> User:
    """A neighbour: a resident with no other role."""
    return cast.make_user("Nico")


@pytest.fixture
def paul(welfare: Organisation) -> User:
    """A partner: works at the welfare organisation."""
    user = cast.make_user("Paul")
    cast.make_member(user, welfare)
    return user


@pytest.fixture
def petra(welfare: Organisation) -> User:
    """A colleague of Paul's."""
    user = cast.make_user("Petra")
    cast.make_member(user, welfare)
    return user


@pytest.fixture
def rik(welfare: Organisation) -> User:
    """The representative of the welfare organisation."""
    user = cast.make_user("Rik")
    cast.make_member(user, welfare, represents=True)
    return user


@pytest.fixture
def olaf(municipality: Organisation) -> User:
    """An official of the municipality."""
    user = cast.make_user("Olaf")
    cast.make_member(user, municipality)
    return user


@pytest.fixture
def prisca(programme: Programme, province_area: Area) -> User:
    """An official of the province, with which the programme shares."""
    organisation = cast.make_organisation(
        "Provincie Noordland", OrganisationKind.PROVINCE, area_id=province_area.id
    )
    user = cast.make_user("Prisca")
    cast.make_member(user, organisation)
    return user


@pytest.fixture
def coby(programme: Programme) -> User:
    """A member of the advisory council of the programme."""
    council = cast.make_organisation("Adviesraad Linde", OrganisationKind.COUNCIL)
    cast.make_partner(programme, council)
    user = cast.make_user("Coby")
    cast.make_member(user, council)
    return user


@pytest.fixture
def karin(board: Board) -> User:
    """The kartrekker of the board."""
    user = cast.make_user("Karin")
    cast.make_board_member(user, board, lead=True)
    return user


@pytest.fixture
def tess(programme: Programme) -> User:
    """A member of the programme team."""
    user = cast.make_user("Tess")
    cast.make_team_member(user, programme)
    return user


@pytest.fixture
def marja(programme: Programme) -> User:
    """The programme manager."""
    user = cast.make_user("Marja")
    cast.make_team_member(user, programme, manager=True)
    return user


@pytest.fixture
def ada(app: Flask) -> User:
    """The administrator of the installation."""
    return cast.make_user("Ada", is_admin=True)


@pytest.fixture
def otto(elsewhere_area: Area) -> User:
    """Manager of a programme in another municipality: everything there, a resident here."""
    user = cast.make_user("Otto")
    cast.make_team_member(user, cast.make_programme("Samen in Wilg", elsewhere_area), manager=True)
    return user
