"""Every route, as every person, by every method: the answers are those of the one table of rights."""

from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.client import StrictClient
from tests.house import rights
from tests.house.rights import ACTS, PEOPLE
from tests.house.routes import ROUTES, Route
from tests.house.routes_trust import BEFORE_SECOND_STEP, SENSITIVE
from tests.house.world import address_of, build_world, fields_of
from tests.snapshots import Snapshot

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
SHOWN_BY_DEMONSTRATIONS = {"mail.outbox"}
SHOWN_BY_SETTINGS = {"accounts.ask_outside", "accounts.outside_answer"}
DOCUMENT = Path(__file__).parents[2] / "docs" / "rights.md"


def rules(app: Flask) -> list[tuple[Rule, str]]:
    """Return every rule with each method it takes."""
    return [
        (rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods or ())
        if method in METHODS
    ]


def told(answer: TestResponse) -> str:
    """Return what somebody was told: that they may, must sign in first, may not, or that there is nothing."""
    if answer.status_code in {301, 302, 303} and "/inloggen?" in answer.location:
        return "sign in first"
    return {403: "may not", 404: "nothing here"}.get(answer.status_code, "may")


def expected(person: str, route: Route, *, is_public: bool) -> str:
    if person in ACTS[route.act]:
        return "may"
    if person == "visitor" and not is_public:
        return "sign in first"
    return "nothing here" if route.hidden else "may not"


class Stage:
    """The world, put back as soon as somebody changed something in it."""

    def __init__(self, files: Path, world: SimpleNamespace, snapshot: Snapshot) -> None:
        self.files, self.world, self.snapshot = files, world, snapshot

    def answer(self, client: StrictClient, rule: Rule, method: str, person: str) -> TestResponse:
        client.sign_out()
        if person != "visitor":
            client.sign_in(getattr(self.world, person))
        sent = {"data": fields_of(rule.endpoint, self.world)} if method == "POST" else {}
        answer = client.open(address_of(rule, self.world), method=method, **sent)
        if method != "GET" and answer.status_code < 400:
            self.snapshot.put_back(self.files)
        return answer


@pytest.fixture(scope="module")
def stages() -> list[Stage]:
    """The stage that the first test here built, when there is one."""
    return []


@pytest.fixture
def stage(app: Flask, stages: list[Stage], tmp_path_factory: pytest.TempPathFactory) -> Stage:
    if stages:
        stages[0].snapshot.put_back(stages[0].files)
        return stages[0]
    files = app.extensions["settings"].files_dir
    world = build_world(files)
    stages.append(Stage(files, world, Snapshot("world", files, tmp_path_factory.mktemp("world"))))
    return stages[0]


def test_every_route_is_in_the_table_and_nothing_else(app):
    known = {rule.endpoint for rule, _ in rules(app)}
    assert known - set(ROUTES) == set(), "Say in tests/house/routes.py which act these are, and so who may."
    assert set(ROUTES) - known == set(), "These are no routes any more: take them out of the table."


def test_only_acts_that_visitors_may_do_are_public(app):
    public = {
        rule.endpoint
        for rule, _ in rules(app)
        if hasattr(app.view_functions[rule.endpoint], "public_because")
    }
    assert public - SHOWN_BY_DEMONSTRATIONS - SHOWN_BY_SETTINGS == {
        name for name, route in ROUTES.items() if "visitor" in ACTS[route.act]
    }


def test_exactly_these_views_ask_to_confirm_that_it_is_them(app):
    asking = {name for name, view in app.view_functions.items() if hasattr(view, "sensitive_because")}
    assert asking == SENSITIVE, "Say in tests/house/routes_trust.py that this is sensitive, or no longer."


def test_exactly_these_views_are_open_before_a_second_step(app):
    opened = {
        name for name, view in app.view_functions.items() if hasattr(view, "before_second_step_because")
    }
    assert opened == BEFORE_SECOND_STEP


def test_every_act_of_the_table_is_done_somewhere():
    seen_on_pages = {"see what is for partners"}
    assert set(ACTS) - seen_on_pages == {route.act for route in ROUTES.values()}


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("endpoint", ROUTES)
def test_everybody_is_told_what_the_table_says(app, stage, client, endpoint):
    is_public = hasattr(app.view_functions[endpoint], "public_because")
    wrong = []
    for rule, method in rules(app):
        for person in PEOPLE if rule.endpoint == endpoint else ():
            answer = told(stage.answer(client, rule, method, person))
            should = expected(person, ROUTES[endpoint], is_public=is_public)
            if answer != should:
                wrong.append(f"{method}: {person} is told {answer!r}, not {should!r}")
    assert wrong == [], f"{ROUTES[endpoint].act}: {wrong}"


def test_other_methods_are_refused_everywhere(app, stage, client):
    taken: dict[str, set[str]] = defaultdict(set)
    for rule, method in rules(app):
        taken[address_of(rule, stage.world)].add(method)
    client.sign_in(stage.world.marja)
    for address, methods in taken.items():
        for method in set(METHODS) - methods:
            refused = client.open(address, method=method).status_code
            assert refused in {404, 405}, f"{method} {address} answers {refused}"


@pytest.mark.parametrize("person", PEOPLE)
def test_what_is_for_partners_exists_for_insiders_only(stage, client, person):
    if person != "visitor":
        client.sign_in(getattr(stage.world, person))
    sees = person in ACTS["see what is for partners"]
    answer = client.get(f"/initiatieven/{stage.world.partners_only.id}", follow_redirects=True)
    assert answer.status_code == (200 if sees else 404)
    board = client.get(f"/programmas/{stage.world.programme.slug}/{stage.world.board.slug}").text
    assert ("Onder ons" in board) is sees


def test_a_hidden_thing_and_a_missing_one_answer_the_same(stage, client):
    secret = stage.world.partners_only.id
    hidden, missing = (client.get(f"/initiatieven/{number}").text for number in (secret, 10**8))
    assert hidden == missing


def test_the_printed_table_is_this_table():
    assert DOCUMENT.read_text() == rights.as_markdown(), "Run: python -m tests.house.rights > docs/rights.md"
