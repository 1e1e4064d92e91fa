"""What people of a released version do after the upgrade."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import html5lib
from flask import Flask
from sqlalchemy import bindparam, select, text

from tests.client import StrictClient
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.comments.models import Comment
from workspace.db import UtcDateTime, db
from workspace.initiatives.models import Initiative, Visibility
from workspace.programmes.models import Programme

PASSWORD = "samen-in-landerd"
MANAGER = "marieke.van.dongen@example.nl"
LEAD = "fatima.el.amrani@example.nl"
PROGRAMME = "samen-landerd-samen-beter"
BOARD = "eenzaamheid"
WORD = "Zonnebloemenveld"  # nobody wrote of that before


def sign_in_before(address: str, at: datetime) -> str:
    """Let the version of before remember that this person is signed in; return the key in the cookie."""
    key = "a-key-of-before"
    statement = text(
        "INSERT INTO user_session (user_id, key_hash, created_at, ends_at)"
        ' SELECT id, :key_hash, :at, :ends_at FROM "user" WHERE email = :address'
    ).bindparams(bindparam("at", type_=UtcDateTime()), bindparam("ends_at", type_=UtcDateTime()))
    told = {"key_hash": sha256(key.encode()).hexdigest(), "at": at, "ends_at": at + timedelta(days=30)}
    with db.engine.begin() as connection:
        connection.execute(statement, told | {"address": address})
    return key


def last_moment() -> datetime:
    """Return when something happened last."""
    with db.engine.connect() as connection:
        found = connection.execute(
            text("SELECT max(happened_at) AS at FROM event").columns(at=UtcDateTime())
        ).scalar_one()
    assert isinstance(found, datetime)
    return found.astimezone(UTC)


def stay_signed_in(app: Flask, key: str) -> None:
    """Somebody who was signed in before the upgrade goes on where they were."""
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = key
    assert client.get("/account").status_code == 200


def sign_in(app: Flask, address: str) -> StrictClient:
    """Somebody comes in with the password of before."""
    client = app.test_client()
    assert isinstance(client, StrictClient)
    assert client.post("/inloggen", data={"email": address, "password": PASSWORD}).status_code == 303
    return client


def read_pages(client: StrictClient) -> int:
    """Open what people open; return how many pages that were."""
    board = f"/programmas/{PROGRAMME}/{BOARD}"
    pages = ["/", f"/programmas/{PROGRAMME}", board, f"/programmas/{PROGRAMME}/wat-valt-er", "/account"]
    number, title = _initiative()
    pages += [f"/initiatieven/{number}{page}" for page in ("/reacties", "/geschiedenis", "/bewerken")]
    for page in pages:
        answer = client.get(page, follow_redirects=True)
        assert answer.status_code == 200, f"{page}: {answer.status_code}"
    word = title.split()[0]
    found = client.get(f"{board}?zoek={word}", follow_redirects=True)
    assert title in found.text, f"{word} finds nothing of before."
    return len(pages) + 1


def write_something(client: StrictClient) -> None:
    """Change an initiative and say something; both are there, and what was changed is found."""
    number, title = _initiative()
    address = f"/initiatieven/{number}"
    fields = _form(client.get(f"{address}/bewerken").text)
    said = client.post(f"{address}/bewerken", data=fields | {"summary": f"Bij het {WORD}."})
    assert said.status_code == 303, said.text
    found = client.get(f"/programmas/{PROGRAMME}/{BOARD}?zoek={WORD.lower()}")
    assert title in found.text
    assert client.post(f"{address}/reacties", data={"body": "Na de nieuwe versie."}).status_code == 303
    newest = db.session.scalars(select(Comment).order_by(Comment.id.desc()).limit(1)).one()
    assert newest.body == "Na de nieuwe versie."


def be_administrator(app: Flask) -> None:
    """The administrator reads the trail."""
    address = db.session.scalar(select(User.email).where(User.is_admin, User.email.is_not(None)).limit(1))
    assert address
    assert sign_in(app, address).get("/beheer/controlespoor").status_code == 200


def _initiative() -> tuple[int, str]:
    """Return the number and the title of an initiative that everybody may read."""
    of = select(Initiative.id, Initiative.title).join(Board, Board.id == Initiative.board_id)
    of = of.join(Programme, Programme.id == Board.programme_id)
    of = of.where(
        Board.slug == BOARD, Programme.slug == PROGRAMME, Initiative.visibility == Visibility.PUBLIC
    )
    number, title = db.session.execute(of.order_by(Initiative.id).limit(1)).one()
    return number, title


def _form(page: str) -> dict[str, str | list[str]]:
    """Return what the form with a title would send as it stands."""
    document = html5lib.parse(page, namespaceHTMLElements=False)
    (form,) = (form for form in document.iter("form") if form.find(".//*[@name='title']") is not None)
    sent: dict[str, str | list[str]] = {}
    for field in form.iter():
        name = field.get("name")
        if not name or field.tag not in {"input", "textarea", "select"}:
            continue
        if field.tag == "select":
            chosen = [
                option.get("value", "") for option in field.iter("option") if "selected" in option.attrib
            ]
            sent[name] = chosen or [next(field.iter("option")).get("value", "")]
        elif field.get("type") in {"checkbox", "radio"}:
            if "checked" in field.attrib:
                sent.setdefault(name, [])
                sent[name] = [*sent[name], field.get("value", "on")]
        elif field.get("type") not in {"submit", "file"}:
            sent[name] = field.get("value", "") if field.tag == "input" else (field.text or "")
    return sent
