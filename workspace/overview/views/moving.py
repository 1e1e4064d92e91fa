"""The "Verplaats naar…" of each card: for those who may move it, put into cards that are the same for all."""

import secrets
from collections.abc import Callable, Sequence
from typing import NamedTuple

from flask import render_template
from flask_wtf.csrf import generate_csrf
from markupsafe import escape

from workspace.access import Actor
from workspace.frame import OF_THIS_REQUEST, Cut, cut, hole
from workspace.initiatives import policy
from workspace.initiatives.models import Stage
from workspace.kept import fragments
from workspace.labels import named
from workspace.overview.queries.cards import CardRow
from workspace.web import locale

TAG, END = hole("tag"), hole("end")  # in the tag of each card, and at its end


class Cards(NamedTuple):
    """HTML with the cards of these rows, and two holes in each."""

    html: Cut
    rows: Sequence[CardRow] = ()


def for_visitors(cards: Cards) -> Cards:
    """Return the same filled in for this address and for people who may move nothing."""
    return Cards(Cut((cards.html.filled({**OF_THIS_REQUEST, "tag": str, "end": str}),), ()))


def for_those_who_steer(cards: Cards, actor: Actor, back: str) -> Cards:
    """Return the same with the moves of somebody who steers this board, as all who do have them."""
    open_still = {kind: _left_open(kind) for kind in (*OF_THIS_REQUEST, "once")}
    values = open_still | _moves(cards.rows, actor, back, token=hole("token"), once=hole("once"))
    return Cards(cut(cards.html.filled(values).decode()))


def _left_open(kind: str) -> Callable[[], str]:
    return lambda: hole(kind)


def with_moves(cards: Cards, actor: Actor, back: str) -> bytes:
    """Return the HTML with, on each card that this person may move, the moves they may make."""
    once = secrets.token_urlsafe(12)
    values = {**OF_THIS_REQUEST, "once": lambda: once}
    if "token" in cards.html.kinds:
        token = str(generate_csrf())
        values["token"] = lambda: token
    if cards.rows and actor.is_authenticated:
        values |= _moves(cards.rows, actor, back, token=str(generate_csrf()), once=once)
    elif cards.rows:
        values |= {"tag": str, "end": str}
    return cards.html.filled(values)


def _moves(
    rows: Sequence[CardRow], actor: Actor, back: str, *, token: str, once: str
) -> dict[str, Callable[[], str]]:
    """Return what goes into the tag and at the end of each card in turn, perhaps nothing."""
    tags, ends = [], []
    pieces: dict[tuple[tuple[Stage, ...], bool], tuple[str, str]] = {((), False): ("", "")}
    shared = {"token": token, "once": once, "back": str(escape(back))}
    for row in rows:
        moves = policy.allowed_moves(actor, row), policy.may_end(actor, row)
        if moves not in pieces:
            pieces[moves] = _pieces(*moves)
        tag, form = pieces[moves]
        tags.append(tag and tag % {"id": row.id})
        ends.append(form and form % {**shared, "id": row.id})
    return {"tag": iter(tags).__next__, "end": iter(ends).__next__}


def _pieces(stages: tuple[Stage, ...], may_end: bool) -> tuple[str, str]:
    def draw() -> tuple[str, str]:
        html = render_template(
            "overview/_move.html",
            stages=named(stages),
            drop=[*stages, *((Stage.COMPLETED, Stage.STOPPED) if may_end else ())],
            may_end=may_end,
            place={name: hole(name) for name in ("id", "token", "once", "back")},
            end=END,
        )
        tag, form = (_as_format(part) for part in html.split(END))
        return f" {tag.strip()}", form

    return fragments().get(("move", stages, may_end, locale()), draw)


def _as_format(html: str) -> str:
    """Return HTML with holes as text to be filled in with %."""
    found = cut(html.replace("%", "%%"))
    return "".join(
        text.decode() + (f"%({kind})s" if kind else "")
        for text, kind in zip(found.texts, [*found.kinds, ""], strict=True)
    )
