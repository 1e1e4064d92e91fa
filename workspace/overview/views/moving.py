"""The "Verplaats naar…" of each card: for those who may move it, put into cards that are the same for all."""

import secrets
from collections.abc import Sequence
from typing import NamedTuple

from flask import render_template
from flask_wtf.csrf import generate_csrf
from markupsafe import escape

from workspace.access import Actor
from workspace.frame import OF_THIS_REQUEST, Cut, cut, hole
from workspace.initiatives import policy
from workspace.initiatives.models import Stage
from workspace.labels import named
from workspace.overview.queries.cards import CardRow
from workspace.overview.views.fragments import fragments
from workspace.web import locale

TAG, END = hole("tag"), hole("end")  # in the tag of each card, and at its end


class Cards(NamedTuple):
    """HTML with the cards of these rows, and two holes in each."""

    html: Cut
    rows: Sequence[CardRow] = ()


def for_visitors(cards: Cards) -> Cards:
    """Return the same filled in for this address and for people who may move nothing."""
    return Cards(Cut((cards.html.filled({**OF_THIS_REQUEST, "tag": str, "end": str}),), ()))


def with_moves(cards: Cards, actor: Actor, back: str) -> bytes:
    """Return the HTML with, on each card that this person may move, the moves they may make."""
    if not cards.html.kinds:
        return cards.html.texts[0]
    tags, ends = _holes(cards.rows, actor, back) if actor.is_authenticated else ({}, {})
    tag_of, end_of = (iter([found.get(n, "") for n in range(len(cards.rows))]) for found in (tags, ends))
    return cards.html.filled({**OF_THIS_REQUEST, "tag": lambda: next(tag_of), "end": lambda: next(end_of)})


def _holes(rows: Sequence[CardRow], actor: Actor, back: str) -> tuple[dict[int, str], dict[int, str]]:
    """Return what goes into the tag and at the end of the cards that this person may move, by place."""
    tags, ends = {}, {}
    pieces: dict[tuple[tuple[Stage, ...], bool], tuple[str, str]] = {}
    token, once, back = generate_csrf(), secrets.token_urlsafe(12), str(escape(back))
    for place, row in enumerate(rows):
        stages, may_end = policy.allowed_moves(actor, row), policy.may_end(actor, row)
        if stages or may_end:
            if (stages, may_end) not in pieces:
                pieces[stages, may_end] = _pieces(stages, may_end)
            tag, form = pieces[stages, may_end]
            tags[place] = tag % {"id": row.id}
            ends[place] = form % {"id": row.id, "token": token, "once": once, "back": back}
    return tags, ends


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
