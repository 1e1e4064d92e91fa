"""How long a report of a large programme takes: reading facts, drawing sections, writing a PDF."""

import random
import statistics
from collections.abc import Iterator
from datetime import date, timedelta
from time import perf_counter
from typing import NamedTuple

from flask import Flask
from sqlalchemy import select

from bench.steering import MANAGER, START, THEMES, Rows, Steering
from workspace.db import db, now, read_only
from workspace.documents import Block, Document, Heading, Paragraph
from workspace.documents_pdf import as_pdf
from workspace.learning.models import MomentKind
from workspace.programmes.models import Openness, Programme
from workspace.reporting.models import ReportKind
from workspace.reporting.queries.facts import read_facts
from workspace.reporting.words.drawing import DrawnSection, draw_sections
from workspace.times import today

MOMENTS = 400  # in the year, in the programme with the reports
EACH = 3  # results, and people who join, of each initiative
PEOPLE = 500  # of the town
SAID = "Wij dachten dat de zaal vrij was. Dat was niet zo, en toen kwam iedereen bij Mieke in de keuken. "
KINDS = (ReportKind.PROGRESS, ReportKind.ACTIVITIES)  # the fullest one, and the longest tables
MOMENT_KINDS = [kind.value for kind in MomentKind]
AT_MOST = 10.0  # seconds at the median, with its PDF


def rows_of(size: Steering) -> Iterator[Rows]:
    """Yield what happened in the large programme this year, table by table."""
    pick = random.Random(1810)
    numbers = range(size.initiatives)

    def in_the_year() -> date:
        return date(today().year, 1, 1) + timedelta(days=pick.randrange(today().timetuple().tm_yday))

    yield (
        "result",
        (
            {
                "initiative_id": START + n, "what": f"Bezoekers {n % 20}", "amount_hundredths": 100 * n,
                "unit": "mensen", "on_day": in_the_year(), "entered_by_id": MANAGER, "role": "manager",
            }
            for n in numbers for _ in range(EACH)
        ),
    )  # fmt: skip
    yield (
        "participation",
        (
            {"initiative_id": START + n, "user_id": 1 + (n + 7 * step) % PEOPLE, "hours_a_month": 4}
            for n in numbers
            for step in range(EACH)
        ),
    )
    yield (
        "learning_moment",
        (
            {
                "programme_id": START, "board_id": START + n % len(THEMES), "kind": pick.choice(MOMENT_KINDS),
                "what": SAID * 3, "happened_on": in_the_year(), "openness": "public", "author_id": MANAGER,
                "role": "manager", "published_at": now(), "said_as": "vrijwilliger",
            }
            for n in range(MOMENTS)
        ),
    )  # fmt: skip
    yield (
        "event",
        (
            {
                "happened_at": now() - timedelta(days=pick.randrange(300)), "verb": "initiative_moved",
                "actor_id": MANAGER, "role": "manager", "programme_id": START, "initiative_id": START + n,
                "board_id": START + n % len(THEMES),
                "details": {"from_stage": "idea", "to_stage": "running"},
            }
            for n in numbers
        ),
    )  # fmt: skip


class Made(NamedTuple):
    """Seconds that one report took."""

    read: float
    draw: float
    pdf: float

    @property
    def whole(self) -> float:
        return sum(self)


def time_reports(app: Flask, rounds: int) -> dict[str, list[Made]]:
    """Return how long each report of the year of the large programme took, round by round."""
    with app.app_context(), read_only():
        return {kind.value: [_make(kind) for _ in range(rounds)] for kind in KINDS}


def _make(kind: ReportKind) -> Made:
    db.session.remove()  # as a request begins
    began = perf_counter()
    programme = db.session.scalars(select(Programme).where(Programme.id == START)).one()
    year = today().year
    facts = read_facts(programme, date(year, 1, 1), date(year, 12, 31), openness=Openness.PARTNERS)
    was_read = perf_counter()
    sections = draw_sections(facts, kind)
    was_drawn = perf_counter()
    blocks = tuple(block for section in sections for block in _blocks(section))
    as_pdf(Document(programme.name, kind.value, "nl", programme.name, now(), blocks))
    return Made(was_read - began, was_drawn - was_read, perf_counter() - was_drawn)


def _blocks(section: DrawnSection) -> tuple[Block, ...]:
    return (Heading(section.title), Paragraph(section.words), *section.figures)


def print_reports(found: dict[str, list[Made]], initiatives: int) -> None:
    """Print the median of each part of each report."""
    print(f"\nReports of a year, of a programme of {initiatives} initiatives, in seconds\n")
    print("| report | facts | sections | PDF | together | at most |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, made in found.items():
        parts = [statistics.median(one[place] for one in made) for place in range(3)]
        whole = statistics.median(one.whole for one in made)
        missed = " (missed)" if whole > AT_MOST else ""
        cells = " | ".join(f"{part:.2f}" for part in parts)
        print(f"| {name} | {cells} | {whole:.2f}{missed} | {AT_MOST:.0f} |")
