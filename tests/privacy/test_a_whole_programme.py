"""A programme with everything in it, long after its end: no name is left, and every page still opens."""

import threading

import pytest
from sqlalchemy import select

from tests.house.world import build_world
from tests.privacy.moments import START, after
from workspace.access import OPERATOR
from workspace.accounts.models import User
from workspace.db import Base, db
from workspace.privacy.actions.retention_programmes import replace_person
from workspace.privacy.cli.periods import carry_out
from workspace.privacy.queries.due import LINKS, people_left
from workspace.privacy.queries.reach import of_programme


@pytest.fixture
def world(app, settings):
    """Everything that a route can be about, in a programme that ended on 2 March."""
    built = build_world(settings.files_dir)
    built.programme.ends_on = START.date()
    db.session.commit()
    return built


def named_in(programme_id: int) -> list[str]:
    """Return every column of the programme that points at somebody with a name, found row by row."""
    named = set(db.session.scalars(select(User.id).where(User.anonymised_at.is_(None))))
    return [
        f"{name}.{link}"
        for name, link in LINKS
        for (whom,) in db.session.execute(
            select(Base.metadata.tables[name].c[link]).where(of_programme(name, programme_id))
        )
        if whom in named
    ]


def test_nobody_has_a_name_and_the_pages_open(client, settings, world):
    number, slug = world.programme.id, world.programme.slug
    assert len(set(named_in(number))) > 30
    with after(days=400):
        done, failed = carry_out(settings)
        assert failed == []
        assert done["programmes"] > 10
        assert named_in(number) == []
        assert people_left(number) == set()
        again, _failed = carry_out(settings)
        assert not [name for name, count in again.items() if count]
        for address in (
            f"/programmas/{slug}",
            f"/initiatieven/{world.initiative.id}",
            f"/programmas/{slug}/leren",
        ):
            page = client.get(address, follow_redirects=True)
            assert page.status_code in {200, 404}, address
            assert "Rachida" not in page.text
            assert "Karin" not in page.text


def test_it_goes_on_where_it_was_cut_off(settings, world):
    """Killed after any piece: the next time does the rest, and everybody has one stand-in."""
    with after(days=400):
        whole = len(people_left(world.programme.id))
        first = min(people_left(world.programme.id))
        assert replace_person(world.programme.id, first, by=OPERATOR)
        db.session.commit()
        assert replace_person(world.programme.id, max(people_left(world.programme.id)), by=OPERATOR)
        db.session.rollback()  # cut off before it was committed
        assert carry_out(settings)[0]["programmes"] == whole - 1
        assert named_in(world.programme.id) == []


def test_two_at_once_do_it_once(app, settings, world):
    number = world.programme.id
    with after(days=400):
        people = len(people_left(number))
        db.session.rollback()
        found: list[tuple[dict[str, int], list[str]]] = []

        def run() -> None:
            with app.app_context():
                found.append(carry_out(settings))

        threads = [threading.Thread(target=run) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        assert [failed for _done, failed in found] == [[], []]
        assert sum(done["programmes"] for done, _failed in found) == people
        assert named_in(number) == []
