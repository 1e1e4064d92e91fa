"""Following a programme, a board, an initiative or an organisation, and all that one follows."""

import json
from typing import NamedTuple

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.addresses import address_of_initiative
from workspace.boards.queries.boards import get_board
from workspace.following.actions import follow, stop_following
from workspace.following.forms import FollowForm, follow_button
from workspace.following.models import FollowedKind
from workspace.following.queries.choices import Followed, follows, list_followed
from workspace.following.views.blueprint import bp
from workspace.initiatives.queries import get_initiative
from workspace.organisations.queries import get_organisation
from workspace.programmes.queries.programmes import get_programme
from workspace.web import current_actor, finishes, wants_fragment

INITIATIVE = "/initiatieven/<int:initiative_id>/volgers"
PROGRAMME = "/programmas/<slug>/volgers"
BOARD = "/programmas/<slug>/<board_slug>/volgers"
ORGANISATION = "/organisaties/<slug>/volgers"


class Thing(NamedTuple):
    """What can be followed: what it is called, its page, and below which address it is followed."""

    kind: FollowedKind
    id: int
    name: str
    page: str
    place: str


def _initiative(initiative_id: int) -> Thing:
    found = get_initiative(initiative_id, seen_by=current_actor)
    page = address_of_initiative(found.id, found.title)
    return Thing(FollowedKind.INITIATIVE, found.id, found.title, page, f"/initiatieven/{found.id}")


def _programme(slug: str) -> Thing:
    found = get_programme(slug, seen_by=current_actor)
    page = f"/programmas/{found.slug}"
    return Thing(FollowedKind.PROGRAMME, found.id, found.name, page, page)


def _board(slug: str, board_slug: str) -> Thing:
    found = get_board(slug, board_slug, seen_by=current_actor)
    page = f"/programmas/{slug}/{found.slug}"
    return Thing(FollowedKind.BOARD, found.id, found.title, page, page)


def _organisation(slug: str) -> Thing:
    found = get_organisation(slug, seen_by=current_actor)
    page = f"/organisaties/{found.slug}"
    return Thing(FollowedKind.ORGANISATION, found.id, found.name, page, page)


def _begin(thing: Thing) -> str:
    """Follow it after signing in, which somebody did for this; return where to go on."""
    follow(thing.kind, thing.id, by=current_actor)
    flash(_("U volgt nu: %(name)s.", name=thing.name))
    return thing.page


@bp.get(INITIATIVE)
def initiative(initiative_id: int) -> ResponseReturnValue:
    return _page(_initiative(initiative_id))


@bp.post(INITIATIVE)
@finishes(lambda initiative_id: _begin(_initiative(initiative_id)))
def follow_initiative(initiative_id: int) -> ResponseReturnValue:
    return _follow(_initiative(initiative_id))


@bp.post(f"{INITIATIVE}/intrekking")
def stop_initiative(initiative_id: int) -> ResponseReturnValue:
    return _stop(_initiative(initiative_id))


@bp.get(PROGRAMME)
def programme(slug: str) -> ResponseReturnValue:
    return _page(_programme(slug))


@bp.post(PROGRAMME)
@finishes(lambda slug: _begin(_programme(slug)))
def follow_programme(slug: str) -> ResponseReturnValue:
    return _follow(_programme(slug))


@bp.post(f"{PROGRAMME}/intrekking")
def stop_programme(slug: str) -> ResponseReturnValue:
    return _stop(_programme(slug))


@bp.get(BOARD)
def board(slug: str, board_slug: str) -> ResponseReturnValue:
    return _page(_board(slug, board_slug))


@bp.post(BOARD)
@finishes(lambda slug, board_slug: _begin(_board(slug, board_slug)))
def follow_board(slug: str, board_slug: str) -> ResponseReturnValue:
    return _follow(_board(slug, board_slug))


@bp.post(f"{BOARD}/intrekking")
def stop_board(slug: str, board_slug: str) -> ResponseReturnValue:
    return _stop(_board(slug, board_slug))


@bp.get(ORGANISATION)
def organisation(slug: str) -> ResponseReturnValue:
    return _page(_organisation(slug))


@bp.post(ORGANISATION)
@finishes(lambda slug: _begin(_organisation(slug)))
def follow_organisation(slug: str) -> ResponseReturnValue:
    return _follow(_organisation(slug))


@bp.post(f"{ORGANISATION}/intrekking")
def stop_organisation(slug: str) -> ResponseReturnValue:
    return _stop(_organisation(slug))


@bp.get("/mijn/volgen")
def mine() -> ResponseReturnValue:
    found = list_followed(current_actor)
    return render_template(
        "following/mine.html",
        groups=[
            (kind, [(row, *_addresses(row)) for row in found if row.kind == kind and row.wants])
            for kind in KINDS
        ],
        stopped=[(row, *_addresses(row)) for row in found if not row.wants],
        form=FollowForm(formdata=None),
    )


KINDS = (FollowedKind.INITIATIVE, FollowedKind.BOARD, FollowedKind.PROGRAMME, FollowedKind.ORGANISATION)


def _addresses(row: Followed) -> tuple[str, str]:
    """Return the page of something, and where it is followed."""
    match row.kind:
        case FollowedKind.INITIATIVE:
            return address_of_initiative(row.id, row.name), f"/initiatieven/{row.id}/volgers"
        case FollowedKind.BOARD:
            page = f"/programmas/{row.programme_slug}/{row.slug}"
        case FollowedKind.PROGRAMME:
            page = f"/programmas/{row.slug}"
        case FollowedKind.ORGANISATION:
            page = f"/organisaties/{row.slug}"
    return page, f"{page}/volgers"


def _page(thing: Thing) -> str:
    """Show the button on a page of its own."""
    button = follow_button(thing.place, follows=follows(current_actor, thing.kind, thing.id))
    return render_template("following/show.html", thing=thing, follow=button)


def _follow(thing: Thing) -> ResponseReturnValue:
    follow(thing.kind, thing.id, by=current_actor)
    return _answer(thing, _("U volgt nu: %(name)s.", name=thing.name), follows=True)


def _stop(thing: Thing) -> ResponseReturnValue:
    stop_following(thing.kind, thing.id, by=current_actor)
    return _answer(thing, _("U volgt niet meer: %(name)s.", name=thing.name), follows=False)


def _answer(thing: Thing, said: str, *, follows: bool) -> ResponseReturnValue:
    if not wants_fragment():
        flash(said)
        return redirect(thing.page, 303)
    fragment = render_template("following/_follow.html", follow=follow_button(thing.place, follows=follows))
    return fragment, 200, {"HX-Trigger": json.dumps({"announce": said})}
