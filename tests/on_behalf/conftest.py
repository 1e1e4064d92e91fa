"""What the tests of entering for somebody else share."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from workspace.boards.models import Board
from workspace.initiatives.models import Initiative

ON_BOARD = "/programmas/samen-in-linde/eenzaamheid/namens"
IDEA = {
    "person": "0",
    "name": "Wil",
    "title": "Een bankje bij de kerk",
    "summary": "Dan kun je even zitten op weg naar de winkel.",
    "received": "at_home",
    "consent_on": "2020-01-31",
    "consent": "y",
}
COMMENT = {**IDEA, "kind": "comment", "body": "Ik neem appels mee."}
SUPPORT = {**IDEA, "kind": "support", "body": ""}
CODE = re.compile(r'class="code">(\w{4} \w{4})<')


@pytest.fixture
def under(initiative: Initiative) -> str:
    return f"/initiatieven/{initiative.id}/namens"


@pytest.fixture
def enter(client: Any, board: Board, under: str) -> Callable[..., str]:
    """Let a worker enter something; return the address of the paper for that person."""

    def enter(worker: Any, kind: str = "idea", **changes: str) -> str:
        fields = {"idea": IDEA, "comment": COMMENT, "support": SUPPORT}[kind] | changes
        answer = client.sign_in(worker).post(ON_BOARD if kind == "idea" else under, data=fields)
        assert answer.status_code == 303, answer.text
        return str(answer.location)

    return enter


@pytest.fixture
def code_of(client: Any, enter: Callable[..., str]) -> Callable[..., str]:
    """Let a worker enter something for somebody new; return the code on their paper."""

    def code_of(worker: Any, kind: str = "idea", **changes: str) -> str:
        paper = client.get(enter(worker, kind, **changes)).text
        found = CODE.search(paper)
        assert found, paper
        return found.group(1)

    return code_of
