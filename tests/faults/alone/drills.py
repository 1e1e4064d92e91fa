"""People who write while what a server needs is away; it comes back without anybody touching the server."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from sqlalchemy import func, select

from tests.faults.drills import Drill
from tests.faults.people import Answer, Person
from workspace.db import db
from workspace.initiatives.models import Initiative

MOST = 300  # reactions
LONGEST = 0.6  # seconds of writing before, between and after
WITHIN = 120  # seconds; on a busy machine
SORRY = "Wij zijn er zo weer"


class Outages(Drill):
    """A server that stays up while what it needs goes away."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.answers: list[float] = []  # seconds until the page that says so
        self._serving = self.server.children()
        self.first = db.session.scalar(select(func.min(Initiative.id)))
        db.session.rollback()

    @contextmanager
    def outage(self, *, refuses: bool = True) -> Iterator[None]:
        """Let everybody write before, during and after what the block lets happen; then check it all.

        When the block ends it is over. `refuses`: some were told to come back later.
        """
        before = len(self.server.told())
        with self.writing() as writers:
            time.sleep(self.pick.uniform(0.2, LONGEST))
            yield
            begin = time.monotonic()
            db.session.remove()
            db.engine.dispose()  # the connections of the tests themselves; the server sees to its own
            self._until_somebody_is_heard(begin + WITHIN)
            self.seconds.append(time.monotonic() - begin)
            time.sleep(self.pick.uniform(0.2, LONGEST))
        sent = self.sent_by(writers)
        assert {each.status for each in sent} <= {302, 303, 503}, {each.status for each in sent}
        sorry = [each for each in sent if each.status == 503]
        assert sorry or not refuses
        assert all(SORRY in each.told and "Traceback" not in each.told for each in sorry)
        assert self.server.children() == self._serving, "The server was started again"
        self.server.wait_for(200, time.monotonic() + WITHIN, "/health/ready")
        assert "Traceback" not in self.server.told()[before:]
        assert " trace=" not in self.server.told()[before:]
        self.check_and_send_again(sent)

    def _until_somebody_is_heard(self, until: float) -> None:
        while time.monotonic() < until:
            answer = self._comments()
            if answer and answer.status == 303:
                return
            time.sleep(0.05)
        raise AssertionError(f"It does not come back:\n{self.server.told()[-3000:]}")

    def writes_until_refused(self) -> None:
        """Let somebody write one long reaction after the other, until told in plain words to come back."""
        for _ in range(MOST):
            answer = self._comments()
            if answer is None or answer.status != 303:
                return is_plain(answer)
        raise AssertionError("Nothing was refused")

    def _comments(self) -> Answer | None:
        fields = {"body": secrets.token_urlsafe(1200), "once": secrets.token_urlsafe(16)}
        return self.somebody.post(f"/initiatieven/{self.first}/reacties", fields)

    @property
    def somebody(self) -> Person:
        return next(iter(self.people.values()))

    def sees_the_plain_page(self) -> None:
        """Let somebody open a page, who must be told in the house's own words to come back."""
        begin = time.monotonic()
        is_plain(self.somebody.get("/mijn"))
        self.answers.append(time.monotonic() - begin)

    def figures(self) -> dict[str, Any]:
        """Return what became of what they sent, and how long they waited."""
        told = {"plain page within": f"{max(self.answers):.1f} s"} if self.answers else {}
        return {
            **super().figures(),
            "lost": 0,
            "half": 0,
            **told,
            "median_seconds_to_recover": f"{median(self.seconds):.1f}",
            "slowest": f"{max(self.seconds):.1f}",
        }


def is_plain(answer: Answer | None) -> None:
    """Raise unless this is the page that says to come back in a moment."""
    assert answer is not None and answer.status == 503, answer
    assert answer.headers["Retry-After"] == "10"
    assert SORRY in answer.text and "<h1>" in answer.text and "Traceback" not in answer.text
