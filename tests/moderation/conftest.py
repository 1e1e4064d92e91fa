"""Things to report, and short ways to do so."""

from collections.abc import Callable

import pytest

from tests import cast
from workspace.accounts.models import User
from workspace.comments.models import Comment
from workspace.db import db
from workspace.initiatives.models import Case, Initiative, Update
from workspace.text import to_html


@pytest.fixture
def comment(initiative: Initiative, nico: User) -> Comment:
    initiative.comment_count = 1
    return cast.make_comment(initiative, nico, "Wat een raar plan.")


@pytest.fixture
def news(initiative: Initiative, rachida: User) -> Update:
    body = "De soep was lekker."
    return cast.save(
        Update(
            initiative_id=initiative.id,
            author_id=rachida.id,
            role="resident",
            body=body,
            body_html=to_html(body),
        )
    )


@pytest.fixture
def report(client) -> Callable[..., Case]:
    """Report something as somebody, and return the case."""

    def send(who: User, kind: str, number: int, reason: str = "rude", words: str = "") -> Case:
        answer = client.sign_in(who).post(f"/melden/{kind}/{number}", data={"reason": reason, "words": words})
        assert answer.status_code == 303, answer.text
        case = db.session.query(Case).filter_by(about=f"{kind}-{number}").one()
        db.session.commit()  # so that it can be asked for its number after the next request
        return case

    return send


@pytest.fixture
def decide(client) -> Callable[..., int]:
    """Judge a case as somebody, from its page, and return the status."""

    def send(who: User, case_id: int, verdict: str, reason: str = "", words: str = "") -> int:
        page = client.sign_in(who).get(f"/meldingen/{case_id}").text
        stamp = page.split('name="stamp" value="')[1].split('"')[0]
        sent = {"verdict": verdict, "reason": reason, "words": words, "stamp": stamp}
        return client.post(f"/meldingen/{case_id}", data=sent).status_code

    return send
