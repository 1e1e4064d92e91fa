"""The "Verplaats naar…" of each card: for those who may move it, put into cards that are the same for all."""

import secrets
from collections.abc import Sequence
from typing import NamedTuple

from flask import render_template
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from workspace.access import Actor
from workspace.initiatives import policy
from workspace.initiatives.models import Stage
from workspace.labels import named
from workspace.overview.queries.cards import CardRow
from workspace.overview.views.fragments import fragments
from workspace.web import locale

# Where something of one person goes into a piece that is the same for all. Nobody who writes can know it.
SLOT = secrets.token_hex(12)
PLACE_OF = {name: f"{SLOT}-{name}-" for name in ("id", "token", "once", "back")}


class Slotted(NamedTuple):
    """Cards as HTML with two places in each: in the tag of the card, and at its end."""

    pieces: Sequence[str]
    rows: Sequence[CardRow]
    plain: Markup  # as it is for whoever may move nothing


def cut(html: str, rows: Sequence[CardRow]) -> Slotted:
    """Return rendered cards, cut at the places of whatever belongs to one person."""
    pieces = html.split(SLOT)
    return Slotted(pieces, rows, Markup("".join(pieces)))  # noqa: S704 - rendered by a template


def with_moves(cards: Slotted, actor: Actor, back: str) -> Markup:
    """Return the cards with, on each that this person may move, the moves they may make."""
    if not actor.is_authenticated:
        return cards.plain
    moves = [(index, *_moves(actor, row)) for index, row in enumerate(cards.rows)]
    moves = [(index, stages, may_end) for index, stages, may_end in moves if stages or may_end]
    if not moves:
        return cards.plain
    token, once = generate_csrf(), secrets.token_urlsafe(12)
    html = list(cards.pieces)
    for index, stages, may_end in moves:
        tag, form = _piece(stages, may_end)
        number = str(cards.rows[index].id)
        html[2 * index] += tag.replace(PLACE_OF["id"], number)
        html[2 * index + 1] += form.replace(PLACE_OF["id"], number)
    whole = "".join(html).replace(PLACE_OF["token"], token).replace(PLACE_OF["once"], once)
    return Markup(whole.replace(PLACE_OF["back"], str(Markup.escape(back))))  # noqa: S704 - rendered by a template


def _moves(actor: Actor, row: CardRow) -> tuple[tuple[Stage, ...], bool]:
    return policy.allowed_moves(actor, row), policy.may_end(actor, row)


def _piece(stages: tuple[Stage, ...], may_end: bool) -> tuple[str, str]:
    def draw() -> tuple[str, str]:
        html = render_template(
            "overview/_move.html",
            stages=named(stages),
            drop=[*stages, *((Stage.COMPLETED, Stage.STOPPED) if may_end else ())],
            may_end=may_end,
            place=PLACE_OF,
            slot=SLOT + "|",
        )
        tag, form = html.split(SLOT + "|")
        return f" {tag.strip()}", form

    return fragments().get(("move", stages, may_end, locale()), draw)
