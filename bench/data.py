"""A large town in the database: programmes, boards, initiatives, comments, people. Always the same."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Table, insert, text

from bench import reports
from bench.steering import Steering, rows_of
from workspace.db import Base, db, may_write, now
from workspace.features import modules
from workspace.initiatives.models import Stage
from workspace.text import to_html
from workspace.times import today

PROGRAMMES, BOARDS, PEOPLE, ORGANISATIONS, CORES = 4, 20, 500, 40, 12
COMMENTS_EACH = 5
BUSY = {1: 100, 2: 50}  # initiatives with a long talk: number -> comments
LEAD = 1  # the person who is signed in: leads every board
KEY = "the-session-of-the-benchmark"
LONG_AGO, FAR_AWAY = date(2019, 1, 1), date(2099, 12, 31)
AT_ONCE = 5000  # rows in one statement
STAGES = [stage.value for stage in Stage]
# How initiatives are spread over the stages, and over what one sees of their borging.
WEIGHTS = (30, 20, 25, 10, 5, 6, 4)
OUTLOOKS = (
    ("not_started", "oooooooo"),
    ("building", "tAogonoo"),
    ("agreed", "aaattttt"),
    ("anchored", "gggggggg"),
)
WORDS = [
    *("samen", "wandelen", "soep", "buurt", "tuin", "muziek", "koken", "jongeren", "ouderen", "mantelzorg"),
    *("sport", "school", "lezen", "fietsen", "dorp", "eenzaamheid", "ontmoeten", "taal", "groen", "spelen"),
    *("computer", "vervoer", "markt", "theater", "klussen", "repareren", "verhalen", "zorg"),
]


@dataclass(frozen=True)
class Size:
    """How much of it."""

    initiatives: int = 10_000
    steering: Steering = field(default_factory=Steering)

    @property
    def comments(self) -> int:
        return self.initiatives * COMMENTS_EACH


def build(app: Flask, size: Size) -> None:
    """Make the tables and fill them."""
    with app.app_context():
        may_write()
        upgrade()
        modules("models")
        pick = random.Random(2026)
        for table, rows in (
            *_places(),
            *_people(),
            *_boards(),
            *_initiatives(pick, size),
            *_talk(pick, size),
            *rows_of(size.steering),
            *reports.rows_of(size.steering),
        ):
            _insert(Base.metadata.tables[table], rows)
        _count_on()
        db.session.commit()
        _tidy()


def _insert(table: Table, rows: Iterable[dict[str, Any]]) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            db.session.execute(insert(table), batch)
            batch.clear()
    if batch:
        db.session.execute(insert(table), batch)


def _places() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    towns = [{"id": 1, "kind": "municipality", "name": "Linde", "parent_id": None}]
    cores = [{"id": 2 + n, "kind": "core", "name": f"Kern {n}", "parent_id": 1} for n in range(CORES)]
    yield "area", towns + cores
    yield (
        "organisation",
        [
            {"id": n, "slug": f"organisatie-{n}", "name": f"Organisatie {n}", "kind": "welfare"}
            for n in range(1, ORGANISATIONS + 1)
        ],
    )


def _people() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    yield (
        "user",
        [
            {"id": n, "email": f"mens{n}@example.nl", "name": f"Mens {n}", "confirmed_at": now()}
            for n in range(1, PEOPLE + 1)
        ],
    )
    ends_at = datetime.combine(FAR_AWAY, time(), UTC)
    yield (
        "user_session",
        [{"user_id": LEAD, "key_hash": sha256(KEY.encode()).hexdigest(), "ends_at": ends_at}],
    )
    yield (
        "membership",
        [
            {"organisation_id": 1 + n % ORGANISATIONS, "user_id": n, "starts_on": LONG_AGO}
            for n in range(1, PEOPLE + 1, 4)
        ],
    )


def _boards() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    dates = {"starts_on": LONG_AGO, "ends_on": FAR_AWAY}
    yield (
        "programme",
        [
            {
                "id": n,
                "slug": f"programma-{n}",
                "name": f"Programma {n}",
                "area_id": 1,
                "openness": "public",
                **dates,
            }
            for n in range(1, PROGRAMMES + 1)
        ],
    )
    yield (
        "partner",
        [
            {"programme_id": 1 + n % PROGRAMMES, "organisation_id": n, "starts_on": LONG_AGO}
            for n in range(1, ORGANISATIONS + 1)
        ],
    )
    yield (
        "board",
        [
            {
                "id": n,
                "programme_id": 1 + n % PROGRAMMES,
                "slug": f"thema-{n}",
                "title": f"Thema {n}",
                "ambition": "Iedereen doet mee en niemand is alleen, in elke kern.",
                "how_to_join": "Kom langs op dinsdag.",
            }
            for n in range(1, BOARDS + 1)
        ],
    )
    yield "board_pulse", [{"board_id": n} for n in range(1, BOARDS + 1)]
    yield (
        "board_member",
        [
            {"board_id": board, "user_id": user, "is_lead": user == LEAD, "starts_on": LONG_AGO}
            for board in range(1, BOARDS + 1)
            for user in (LEAD, 1 + board, 30 + board)
        ],
    )
    yield (
        "board_partner",
        [
            {"board_id": board, "organisation_id": 1 + (board + n) % ORGANISATIONS}
            for board in range(1, BOARDS + 1)
            for n in range(5)
        ],
    )


def _initiatives(pick: random.Random, size: Size) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    yield "initiative", (_initiative(pick, n) for n in range(1, size.initiatives + 1))
    yield (
        "initiative_area",
        ({"initiative_id": n, "area_id": 2 + n % CORES} for n in range(1, size.initiatives + 1)),
    )
    yield (
        "outlook",
        (
            {"initiative_id": n, "from_day": LONG_AGO, "until_day": FAR_AWAY, "level": level, "marks": marks}
            for n in range(1, size.initiatives + 1)
            for level, marks in [OUTLOOKS[n % 4]]
        ),
    )


def _initiative(pick: random.Random, number: int) -> dict[str, Any]:
    stage = "idea" if number in BUSY else pick.choices(STAGES, WEIGHTS)[0]
    active_at = now() - timedelta(minutes=pick.randrange(400_000))
    words = [pick.choice(WORDS) for _ in range(40)]
    hidden = number not in BUSY and pick.random() < 0.1
    return {
        "id": number,
        "board_id": 1 + number % BOARDS,
        "title": f"{' '.join(words[:4]).capitalize()} {number}",
        "summary": f"Wij willen {' '.join(words)}.",
        "why": f"Omdat {' '.join(reversed(words))}.",
        "stage": stage,
        "visibility": "partners" if hidden else "public",
        "ended_on": today() if stage in {"completed", "stopped"} else None,
        "created_by_id": 1 + number % PEOPLE,
        "created_as": "resident",
        "coordinator_id": 1 + number % PEOPLE if number % 3 else None,
        "organisation_id": 1 + number % ORGANISATIONS if number % 2 else None,
        "joined_count": number % 30,
        "active_at": active_at,
        "partner_active_at": active_at,
    }


def _talk(pick: random.Random, size: Size) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    yield "comment", (_comment(pick, n, _under(n, size)) for n in range(1, size.comments + 1))


def _under(number: int, size: Size) -> int:
    """Return under which initiative this comment stands: first the long talks, then evenly."""
    for initiative, long in BUSY.items():
        if number <= long:
            return initiative
        number -= long
    return 3 + number % (size.initiatives - len(BUSY))


def _comment(pick: random.Random, number: int, initiative: int) -> dict[str, Any]:
    words = pick.choices(WORDS, k=17)
    body = f"Ik vind **{words[0]}** en {words[1]} belangrijk. {' '.join(words[2:])}."
    return {
        "id": number,
        "initiative_id": initiative,
        "author_id": 1 + number % PEOPLE,
        "role": "resident",
        "audience": "partners" if number % 10 == 0 else "public",
        "body": body,
        "body_html": to_html(body),
        "created_at": now() - timedelta(minutes=number % 300_000),
    }


def _count_on() -> None:
    """Set the counters of comments, and the next numbers in PostgreSQL."""
    for column, audience in (("comment_count", "public"), ("partner_comment_count", "partners")):
        count = (
            "SELECT count(*) FROM comment c WHERE c.initiative_id = initiative.id AND c.audience = :audience"
        )
        db.session.execute(text(f"UPDATE initiative SET {column} = ({count})"), {"audience": audience})
    if db.engine.dialect.name == "postgresql":
        for table in Base.metadata.tables.values():
            if "id" in table.columns and table.columns["id"].autoincrement:
                name = f"pg_get_serial_sequence('\"{table.name}\"', 'id')"
                db.session.execute(
                    text(
                        f'SELECT setval({name}, (SELECT coalesce(max(id), 0) + 1 FROM "{table.name}"), false)'
                    )
                )


def _tidy() -> None:
    """Let the database know what it holds, as it does by itself in time."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE" if db.engine.dialect.name == "postgresql" else "ANALYZE")
