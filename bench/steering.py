"""What a programme manager and a province look at: a large programme near its end, and a hundred that share.

All ids come after those of the town, and nobody who is measured there takes part here.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from workspace.borging.models import AspectCode
from workspace.db import now
from workspace.times import today

MANAGER_KEY = "the-session-of-the-manager"
START = 1_000_000  # the first id of every kind here, so that the town keeps its own
MANAGER, PROVINCE, PROVINCIAL = START, START, START
AFTER = date(9999, 12, 31)
THEMES = ("Eenzaamheid", "Mantelzorg", "Opvoeding", "Gezond leven", "Wonen")
OWNERS = 40
EACH = 100  # initiatives of each programme that shares
LEVELS = ("not_started", "building", "agreed", "anchored")
MARKS = {"not_started": "oooooooo", "building": "otaoooto", "agreed": "aaattatt", "anchored": "gggggggg"}
STALE = {"building": "otAoooto", "agreed": "aAattatt", "anchored": "ggGggggg"}
VERBS = ("aspect_changed", "aspect_confirmed", "comment_posted", "initiative_edited", "support_given")

Rows = tuple[str, Iterable[dict[str, Any]]]


@dataclass(frozen=True)
class Steering:
    """How much of it: initiatives of the large programme, its events, and programmes that share."""

    initiatives: int = 2000
    events: int = 200_000
    sharing: int = 100


def rows_of(size: Steering) -> Iterator[Rows]:
    """Yield everything, table by table."""
    pick = random.Random(1921)
    yield from _places(size)
    yield from _programmes(size)
    yield "initiative", (_initiative(pick, n, board) for n, board in _numbered(size))
    yield "outlook", (period for n, _ in _numbered(size) for period in _outlook(pick, n))
    yield from _borging(pick, size)
    yield "event", (_event(pick, size) for _ in range(size.events))


def _places(size: Steering) -> Iterator[Rows]:
    towns = [
        {"id": START + 1 + n, "kind": "municipality", "name": f"Gemeente {n}", "parent_id": PROVINCE}
        for n in range(size.sharing + 1)
    ]
    yield "area", [{"id": PROVINCE, "kind": "province", "name": "Lindeland", "parent_id": None}, *towns]
    owners = [
        {
            "id": START + 1 + n,
            "slug": f"drager-{n}",
            "name": f"Drager {n}",
            "kind": "welfare",
            "area_id": None,
        }
        for n in range(OWNERS)
    ]
    province = {
        "id": PROVINCIAL, "slug": "lindeland", "name": "Provincie Lindeland", "kind": "province",
        "area_id": PROVINCE,
    }  # fmt: skip
    yield "organisation", [province, *owners]
    manager = {"id": MANAGER, "email": "manager@example.nl", "name": "Manager", "confirmed_at": now()}
    yield "user", [manager]
    ends_at = datetime.combine(date(2099, 12, 31), time(), UTC)
    key_hash = sha256(MANAGER_KEY.encode()).hexdigest()
    yield "user_session", [{"user_id": MANAGER, "key_hash": key_hash, "ends_at": ends_at}]
    since = {"user_id": MANAGER, "starts_on": date(2019, 1, 1)}
    yield "membership", [{"organisation_id": PROVINCIAL, **since}]


def _programmes(size: Steering) -> Iterator[Rows]:
    year = today().year
    yield (
        "programme",
        [
            {
                "id": START + n,
                "slug": f"afbouw-{n}",
                "name": f"Afbouw {n}",
                "area_id": START + 1 + n,
                "openness": "public",
                "shares_with_province": True,
                "starts_on": date(year - 2, 1, 1),
                "ends_on": date(year + 1, 12, 31),
            }
            for n in range(size.sharing + 1)
        ],
    )
    means = ((-2, 584, 100), (-1, 484, 75), (0, 484, 50), (1, 192, 0))
    yield (
        "year_means",
        [
            {"programme_id": START, "year": year + n, "money_cents": euros * 100_00, "fte_hundredths": fte}
            for n, euros, fte in means
        ],
    )
    yield (
        "team_member",
        [{"programme_id": START, "user_id": MANAGER, "is_manager": True, "starts_on": date(2019, 1, 1)}],
    )
    yield (
        "partner",
        [
            {"programme_id": START, "organisation_id": START + 1 + n, "starts_on": date(2019, 1, 1)}
            for n in range(OWNERS)
        ],
    )
    boards = [(n, place) for n in range(size.sharing + 1) for place in range(len(THEMES))]
    yield (
        "board",
        [
            {
                "id": START + n * len(THEMES) + place,
                "programme_id": START + n,
                "slug": f"thema-{place}",
                "title": THEMES[place],
                "position": place,
                "policy_field": f"Taak {place}",
                "target_groups": ["youth", "older"],
            }
            for n, place in boards
        ],
    )
    yield "board_pulse", [{"board_id": START + n * len(THEMES) + place} for n, place in boards]


def _numbered(size: Steering) -> Iterator[tuple[int, int]]:
    """Yield the number and the board of each initiative: first those of the large programme."""
    for n in range(size.initiatives):
        yield START + n, START + n % len(THEMES)
    each = EACH if size.sharing > 10 else 5
    for n in range(size.sharing * each):
        programme, place = 1 + n // each, n % len(THEMES)
        yield START + size.initiatives + n, START + programme * len(THEMES) + place


def _initiative(pick: random.Random, number: int, board: int) -> dict[str, Any]:
    began = now() - timedelta(days=pick.randrange(20, 1000))
    has_ended = pick.random() < 0.08
    return {
        "id": number,
        "board_id": board,
        "title": f"Initiatief {number}",
        "summary": "Wij doen iets samen.",
        "stage": pick.choice(("completed", "stopped")) if has_ended else "running",
        "ended_on": today() - timedelta(days=pick.randrange(300)) if has_ended else None,
        "visibility": "partners" if pick.random() < 0.1 else "public",
        "coordinator_id": MANAGER if pick.random() < 0.1 else None,
        "organisation_id": START + 1 + number % OWNERS,
        "carried_by_id": None,
        "carried_from": None,
        "target_groups": [pick.choice(("youth", "adults", "older", "everybody"))],
        "created_at": began,
        "active_at": began,
        "partner_active_at": began,
    }


def _outlook(pick: random.Random, number: int) -> Iterator[dict[str, Any]]:
    """Yield a rise of the level, and the fall that follows when nobody confirms."""
    day = today() - timedelta(days=pick.randrange(100, 900))
    rise = LEVELS[: 1 + pick.randrange(4)]
    for level in rise:
        until = day + timedelta(days=pick.randrange(40, 200))
        yield _period(number, day, until, level, MARKS[level])
        day = until
    last = rise[-1]
    if last == "not_started":
        yield _period(number, day, AFTER, last, MARKS[last])
        return
    stale_from = day + timedelta(days=pick.randrange(30, 700))
    yield _period(number, day, stale_from, last, MARKS[last])
    yield _period(number, stale_from, AFTER, "building", STALE[last])


def _period(number: int, first: date, until: date, level: str, marks: str) -> dict[str, Any]:
    return {"initiative_id": number, "from_day": first, "until_day": until, "level": level, "marks": marks}


def _borging(pick: random.Random, size: Steering) -> Iterator[Rows]:
    yield (
        "borging_aspect",
        (
            _aspect(pick, n, place, code)
            for n in range(size.initiatives)
            for place, code in enumerate(AspectCode)
        ),
    )
    yield (
        "funding_stream",
        [
            {"id": START + n, "programme_id": START, "name": f"Geldstroom {n}", "ends_on": ends}
            for n, ends in enumerate((None, today(), date(today().year + 1, 6, 1)))
        ],
    )
    money = list(AspectCode).index(AspectCode.MONEY)
    yield (
        "evidence",
        (
            {
                "aspect_id": START + n * len(AspectCode) + money,
                "text": "Toegezegd",
                "kind": "funding",
                "funding_stream_id": START + n % 3,
            }
            for n in range(size.initiatives)
        ),
    )
    offered = range(0, size.initiatives, 20)
    yield (
        "handover",
        [
            {
                "id": START + n,
                "initiative_id": START + n,
                "to_organisation_id": START + 1 + n % OWNERS,
                "from_day": today(),
                "tasks": "Alles",
                "state": "offered" if n % 40 else "changes_asked",
            }
            for n in offered
        ],
    )
    yield "handover_step", [{"handover_id": START + n, "state": "offered", "by_id": MANAGER} for n in offered]


def _aspect(pick: random.Random, number: int, place: int, code: AspectCode) -> dict[str, Any]:
    state = pick.choice(("open", "talking", "agreed", "anchored"))
    claims = state in {"agreed", "anchored"}
    return {
        "id": START + number * len(AspectCode) + place,
        "initiative_id": START + number,
        "code": code.value,
        "state": state,
        "organisation_id": START + 1 + pick.randrange(OWNERS) if claims else None,
        "person_id": MANAGER if claims and pick.random() < 0.2 else None,
        "valid_until": today() + timedelta(days=pick.randrange(-60, 600)) if claims else None,
        "next_step": "Bel de wethouder" if pick.random() < 0.1 else "",
        "next_step_on": today() + timedelta(days=pick.randrange(-10, 60)),
    }


def _event(pick: random.Random, size: Steering) -> dict[str, Any]:
    number = pick.randrange(size.initiatives)
    role = pick.choice(("team", "manager", "partner", "theme_lead", "resident"))
    return {
        "happened_at": now() - timedelta(minutes=pick.randrange(1_000_000)),
        "verb": pick.choice(VERBS),
        "actor_id": MANAGER,
        "role": role,
        "programme_id": START,
        "board_id": START + number % len(THEMES),
        "initiative_id": START + number,
        "details": {},
    }
