"""Several people who write at once, and who remember what they were told had been kept."""

import random
import re
import secrets
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from PIL import Image

from tests.faults.people import Files, Person
from workspace.times import today

ASPECTS = ("eigenaar", "mensen", "geld", "besluit", "kennis", "partners", "inwoners")
RESIDENTS = ("Rachida", "Nico")  # who say nothing of borging
OF_ALL = ("initiative", "comment", "comment", "task", "support", "news")
OF_OFFICIALS = ("borging", "borging", "borging")
BREATH = 0.1  # seconds that somebody waits who was told to come back later
WITH_A_FILE = 0.5  # of the changes of an aspect


@dataclass
class Sent:
    """A form that was sent once: what it does, by whom, and what was heard of it."""

    what: str
    mark: str  # stands in the row that it makes, and in no other
    path: str
    fields: Mapping[str, str]
    user_id: int
    files: Files = field(default_factory=dict)
    number: int = 0  # of the initiative it is about
    word: str = ""  # of the aspect it is about
    status: int | None = None  # None: nothing was heard
    told: str = ""  # by the page, when it was one of something that went wrong

    @property
    def is_acknowledged(self) -> bool:
        return self.status is not None and self.status < 400

    def by(self, person: Person) -> int | None:
        """Send it, by this person, and return the number of the initiative that it made, if any."""
        answer = person.post(self.path, self.fields, self.files)
        self.status = answer.status if answer else None
        self.told = answer.text if answer and answer.status >= 500 else ""
        found = re.search(r"/initiatieven/(\d+)/geplaatst", answer.location) if answer else None
        return int(found[1]) if found else None


def picture(colour: tuple[int, int, int]) -> bytes:
    """Return a photograph as a browser sends it."""
    out = BytesIO()
    Image.new("RGB", (320, 240), colour).save(out, "JPEG")
    return out.getvalue()


class Writer(threading.Thread):
    """Somebody who writes one thing after another until there is no answer."""

    def __init__(self, person: Person, board_id: int, shared: list[int], pick: random.Random) -> None:
        super().__init__(daemon=True)
        self.person, self.board_id, self.pick = person, board_id, pick
        self.kinds = OF_ALL if person.name in RESIDENTS else OF_ALL + OF_OFFICIALS
        self.shared = shared  # numbers of initiatives that anybody posted
        self.own: list[int] = []
        self.done: set[tuple[str, int]] = set()
        self.sent: list[Sent] = []
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.is_set():
            sent = self._next()
            self.sent.append(sent)
            number = sent.by(self.person)
            if number is not None:
                self.own.append(number)
                self.shared.append(number)
            if sent.status is None:
                return
            if sent.status >= 500:
                time.sleep(BREATH)

    def _next(self) -> Sent:
        what, number, word = self.pick.choice(self.kinds) if self.own else "initiative", 0, ""
        if what in {"task", "borging", "news"}:
            number = self.pick.choice(self.own)
        elif what != "initiative":
            number = self.pick.choice(self.shared)
        if what in {"support", "borging"} and not (word := self._fresh(what, number)):
            what = "comment"
        mark = f"{what} {secrets.token_hex(8)}"
        path, fields, files = FORMS[what](self, mark, number, word)
        once = {"once": secrets.token_urlsafe(16)}
        return Sent(what, mark, path, {**fields, **once}, self.person.id, files, number, word)

    def _fresh(self, what: str, number: int) -> str:
        """Return what this person did not do yet with this initiative, or nothing."""
        choices = ASPECTS if what == "borging" else ("support",)
        left = [word for word in choices if (word, number) not in self.done]
        word = self.pick.choice(left) if left else ""
        self.done.add((word, number))
        return word


Form = tuple[str, dict[str, str], Files]


def _initiative(writer: Writer, mark: str, number: int, word: str) -> Form:
    summary = "Wij koken elke week soep voor wie alleen is."
    fields = {"board": str(writer.board_id), "title": mark, "summary": summary, "visibility": "public"}
    return "/initiatieven/nieuw", fields, {}


def _comment(writer: Writer, mark: str, number: int, word: str) -> Form:
    return f"/initiatieven/{number}/reacties", {"body": mark}, {}


def _task(writer: Writer, mark: str, number: int, word: str) -> Form:
    return f"/initiatieven/{number}/taken", {"title": mark}, {}


def _support(writer: Writer, mark: str, number: int, word: str) -> Form:
    return f"/initiatieven/{number}/steun", {}, {}


def _borging(writer: Writer, mark: str, number: int, word: str) -> Form:
    by = (today() + timedelta(days=30)).isoformat()
    said = {"state": "talking", "next_step": mark, "next_step_on": by, "version": "0", "kind": "text"}
    address, files = f"/initiatieven/{number}/borging/{word}", {}
    if writer.pick.random() < WITH_A_FILE:
        said |= {"kind": "file", "evidence": mark}
        files = {f"{word}-file": _file(writer)}
    return address, {f"{word}-{name}": value for name, value in said.items()}, files


def _news(writer: Writer, mark: str, number: int, word: str) -> Form:
    fields = {"body": mark, "alt_1": "Soep"}
    return f"/initiatieven/{number}/nieuws/nieuw", fields, {"picture_1": _file(writer)}


def _file(writer: Writer) -> tuple[str, bytes, str]:
    colour = (writer.pick.randrange(256), writer.pick.randrange(256), writer.pick.randrange(256))
    return "soep.jpg", picture(colour), "image/jpeg"


FORMS = {
    "initiative": _initiative,
    "comment": _comment,
    "task": _task,
    "support": _support,
    "borging": _borging,
    "news": _news,
}


@contextmanager
def writing(
    people: Sequence[Person], board_id: int, shared: list[int], pick: random.Random
) -> Iterator[list[Writer]]:
    """Let these people write until the block ends."""
    writers = [Writer(person, board_id, shared, random.Random(pick.random())) for person in people]
    for writer in writers:
        writer.start()
    try:
        yield writers
    finally:
        for writer in writers:
            writer.stopped.set()
        for writer in writers:
            writer.join(180)
            assert not writer.is_alive(), "Somebody waits for ever"
