"""A programme shows in which phase it is, before, during and after."""

from datetime import date

import pytest
import time_machine

from workspace.db import db
from workspace.programmes.models import Phase

ADDRESS = "/programmas/samen-in-linde"


@pytest.fixture
def phases(programme):
    for name, year in (("Beginnen", 2025), ("Verder gaan", 2026)):
        first, last = date(year, 1, 1), date(year, 12, 31)
        db.session.add(Phase(programme_id=programme.id, name=name, starts_on=first, ends_on=last))
    db.session.commit()


@pytest.mark.parametrize(
    ("day", "done", "now", "said"),
    [
        ("2024-06-01", 0, 0, ""),
        ("2025-06-01", 0, 1, "Nu: Beginnen, tot 31 december 2025."),
        ("2026-06-01", 1, 1, "Nu: Verder gaan, tot 31 december 2026."),
        ("2027-06-01", 2, 0, "Het programma liep tot en met 31 december 2026."),
    ],
)
def test_the_phases_that_are_over_are_done(client, phases, day, done, now, said):
    with time_machine.travel(f"{day} 12:00"):
        page = client.get(ADDRESS).text
    assert page.count('class="is-done"') == done
    assert page.count('aria-current="step"') == now
    assert said in page
