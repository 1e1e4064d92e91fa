"""Two installations on one store: the second removes nothing, says so, and can be told to take it over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.object_store import free_port
from workspace.config import Settings
from workspace.doctor.cli import remove_strays, say_whose_files
from workspace.doctor.queries import examine
from workspace.privacy.cli.periods import _strays
from workspace.stores import MARKER, NotOurs, StoreAway, files_of, place_of
from workspace.whose import Installation, _ours, read_owner, require_ours

NAME = "0123456789abcdef.webp"


@pytest.fixture(autouse=True)
def _asked_anew():
    _ours.clear()
    yield
    _ours.clear()


@pytest.fixture(params=["folder", "store"])
def mine(request, app, tmp_path) -> Settings:
    """An installation whose files lie in a place of either kind, that nobody used before."""
    if request.param == "store":
        return request.getfixturevalue("in_store")
    return replace(app.extensions["settings"], files_dir=tmp_path / "files")


@pytest.fixture
def copy(mine) -> Settings:
    """A copy of it to try things on, at another address, that was left with the same place for files."""
    return replace(mine, site_url="https://proef.example.nl")


@pytest.fixture
def running(app):
    """Run the application with these settings."""
    before = app.extensions["settings"]

    def run(settings: Settings) -> None:
        app.extensions["settings"] = settings

    yield run
    app.extensions["settings"] = before


def whose(settings: Settings):
    (found,) = (each for each in examine(settings) if each.what == "Whose files")
    return found


def test_who_starts_first_writes_down_that_it_is_theirs_and_no_file_of_people(app, mine, running):
    assert "nobody's yet" in whose(mine).told
    assert read_owner(place_of(mine)) is None, "looking writes nothing"
    running(mine)
    say_whose_files(app)
    assert read_owner(place_of(mine)) == Installation.of(mine)
    assert list(files_of(mine).walk()) == []
    assert whose(mine).is_well


def test_a_copy_removes_no_file_and_says_so(app, mine, copy, running, monkeypatch, caplog):
    require_ours(mine)
    moments = files_of(mine).folder("moments")
    moments.write(NAME, b"picture")
    monkeypatch.setattr("workspace.doctor.queries.strays.A_DAY", -60)
    running(copy)
    say_whose_files(app)
    assert "none is removed" in caplog.text
    assert "files take-over" in caplog.text
    remove_strays()
    files_of(copy).folder("moments").drop(NAME)
    with pytest.raises(NotOurs):
        files_of(copy).folder("moments").remove(NAME)
    assert moments.read(NAME) == b"picture"
    assert not whose(copy).is_well
    assert mine.site_url in whose(copy).told
    assert "files take-over" in whose(copy).todo
    assert whose(mine).is_well
    running(mine)
    remove_strays()
    assert moments.size(NAME) is None


def test_a_copy_at_the_same_address_with_another_database_is_another(mine):
    require_ours(mine)
    other = replace(mine, database_url="postgresql+psycopg://samen:geheim@elders:5432/kopie")
    with pytest.raises(NotOurs, match="another database"):
        files_of(other).remove(NAME)
    again = replace(other, database_url="postgresql+psycopg://ander:wachtwoord@elders:5432/kopie")
    assert Installation.of(other) == Installation.of(again), "a new password is no other installation"
    assert "geheim" not in place_of(mine).read(MARKER).decode()


def test_one_command_takes_it_over_and_the_other_stops_removing(app, mine, copy, running):
    require_ours(mine)
    running(copy)
    runner = app.test_cli_runner()
    for _ in range(2):
        answer = runner.invoke(args=["files", "take-over"])
        assert answer.exit_code == 0, answer.output
        assert copy.site_url in answer.output
    files_of(copy).folder("moments").write(NAME, b"picture")
    files_of(copy).folder("moments").remove(NAME)
    _ours.clear()
    with pytest.raises(NotOurs):
        files_of(mine).folder("moments").remove(NAME)


def test_what_cannot_be_read_is_nobodys_we_know(mine):
    place_of(mine).write(MARKER, b"{half")
    with pytest.raises(NotOurs):
        files_of(mine).remove(NAME)
    assert not whose(mine).is_well


def test_while_the_store_is_away_nothing_is_removed_and_the_server_starts(app, in_store, running, caplog):
    away = replace(in_store, s3_endpoint=f"http://127.0.0.1:{free_port()}")
    running(away)
    say_whose_files(app)
    assert "is not known yet" in caplog.text
    with pytest.raises(StoreAway):
        files_of(away).remove(NAME)
    files_of(away).drop(NAME)
    assert not whose(away).is_well


def test_what_is_kept_too_long_goes_only_from_our_own_place(app, mine, copy, running, monkeypatch):
    require_ours(mine)
    moments = files_of(mine).folder("moments")
    moments.write(NAME, b"picture")
    monkeypatch.setattr("workspace.privacy.actions.retention_rows.A_DAY", timedelta(minutes=-1))
    _strays(copy, "moments")
    assert moments.size(NAME) is not None
    _strays(mine, "moments")
    assert moments.size(NAME) is None


def test_a_backup_is_put_back_in_a_place_of_its_own_only(app, mine, copy, running, tmp_path):
    require_ours(mine)
    running(mine)
    archive = tmp_path / "backup.zip"
    runner = app.test_cli_runner()
    answer = runner.invoke(args=["backup", str(archive)])
    assert answer.exit_code == 0, answer.output
    running(copy)
    answer = runner.invoke(args=["restore", str(archive)])
    assert answer.exit_code != 0
    assert "of its own" in answer.output
    assert read_owner(place_of(mine)) == Installation.of(mine)
