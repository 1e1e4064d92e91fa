"""What people do during the soak, for locust: `bench.soak` starts it and says who they are."""

import itertools
import json
import os
import random
import re
import secrets
from pathlib import Path
from typing import Any

from locust import HttpUser, between, task

WHO = json.loads(Path(os.environ["SOAK_PEOPLE"]).read_text()) if "SOAK_PEOPLE" in os.environ else {}
NEXT = itertools.count()
WORDS = ("samen", "wandelen", "soep", "buurt", "tuin", "muziek", "koken", "lezen", "vervoer", "markt")
STAGES = ("idea", "exploring", "running", "anchoring")


class Inhabitant(HttpUser):
    """Somebody signed in, of one role or another: reads most of the time, writes now and then."""

    wait_time = between(2, 8)

    def on_start(self) -> None:
        self.me: dict[str, str] = WHO["people"][next(NEXT) % len(WHO["people"])]
        self.cookie = {"Cookie": f"samenbord={self.me['cookie']}"}
        self.own: str = ""  # the address of an initiative of one's own

    def _read(self, path: str, name: str) -> None:
        self.client.get(path, name=name, headers=self.cookie)

    def _send(self, path: str, name: str, files: Any = None, **fields: str) -> str:
        """Send a form and return where it leads to."""
        data = {"csrf_token": self.me["token"], "once": secrets.token_urlsafe(16), **fields}
        answer = self.client.post(
            path, data, name=name, files=files, headers=self.cookie, allow_redirects=False
        )
        return str(answer.headers.get("Location", ""))

    def _any(self) -> str:
        return f"/initiatieven/{random.randint(1, WHO['initiatives'])}"

    @task(10)
    def board(self) -> None:
        self._read(random.choice(WHO["boards"]), "board")

    @task(4)
    def board_filtered(self) -> None:
        self._read(f"{random.choice(WHO['boards'])}?fase={random.choice(STAGES)}", "board, filtered")

    @task(5)
    def search(self) -> None:
        self._read(f"{random.choice(WHO['boards'])}?zoek={random.choice(WORDS)}", "board, search")

    @task(12)
    def initiative(self) -> None:
        self._read(self._any(), "initiative")

    @task(4)
    def mine(self) -> None:
        self._read("/mijn", "my workplace")

    @task(2)
    def home(self) -> None:
        self.client.get("/", name="home, visitor")

    @task(20)
    def watch(self) -> None:
        self.client.get(random.choice(WHO["watched"]), name="watch a board")

    @task(4)
    def comment(self) -> None:
        body = f"Ik doe mee op dinsdag, en neem {random.randint(2, 40)} stoelen mee."
        self._send(f"{self._any()}/reacties", "post a comment", body=body)

    @task(3)
    def support(self) -> None:
        self._send(f"{self._any()}/steun", "support")

    @task(2)
    def post(self) -> None:
        place = self._send(
            "/initiatieven/nieuw",
            "post an initiative",
            board=str(random.choice(WHO["board_ids"])),
            title=f"Samen {random.choice(WORDS)} {secrets.token_hex(4)}",
            summary="Wij doen dit elke week voor wie alleen is.",
            visibility="public",
        )
        if found := re.search(r"/initiatieven/\d+", place):
            self.own = found[0]

    @task(2)
    def news(self) -> None:
        if self.own:
            photo = {"picture_1": ("soep.jpg", Path(WHO["photo"]).read_bytes(), "image/jpeg")}
            self._send(
                f"{self.own}/nieuws/nieuw",
                "news with a picture",
                photo,
                body="Het was gezellig.",
                alt_1="Soep",
            )

    @task(1)
    def sign_in(self) -> None:
        self.client.cookies.clear()
        page = self.client.get("/inloggen", name="sign-in page").text
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        fields = {"email": self.me["email"], "password": WHO["password"], "once": secrets.token_urlsafe(16)}
        token = {"csrf_token": found[1]} if found else {}
        self.client.post("/inloggen", fields | token, name="sign in", allow_redirects=False)
        self.client.cookies.clear()
