"""Catching a moment on the spot: from an initiative, a board, a programme or a meeting."""

from collections.abc import Callable

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.boards.queries.boards import get_board
from workspace.initiatives.queries import get_initiative
from workspace.learning.actions import catch_moment, catch_quote
from workspace.learning.forms.moments import MomentForm, Picked
from workspace.learning.models import MomentKind
from workspace.learning.policy import may_catch_moment
from workspace.learning.queries.places import Place, at_board, at_initiative, at_meeting
from workspace.learning.views.asking import send_quote_letter
from workspace.learning.views.blueprint import bp
from workspace.learning.views.pictures import A_PHOTOGRAPH, LONG_TEXT, brought_in, shown
from workspace.limits import count_one, posting, takes
from workspace.meetings.policy import may_see_meeting
from workspace.meetings.queries.sight import get_meeting
from workspace.programmes.models import Openness
from workspace.programmes.queries.programmes import get_programme
from workspace.times import today
from workspace.web import (
    actor_here,
    begin_writing,
    go_to,
    prepares,
    public,
    send_once,
    settings,
    wants_fragment,
)

WRITES_FIRST = "people write first and sign in after"
SLOW = "a picture is made anew, while nobody waits for this"


@bp.get("/initiatieven/<int:initiative_id>/leermoment")
@public(WRITES_FIRST)
def catch_at_initiative(initiative_id: int) -> ResponseReturnValue:
    """Show the form, at an initiative."""
    return _show(_initiative(initiative_id))


@bp.post("/initiatieven/<int:initiative_id>/leermoment")
@posting
@takes(A_PHOTOGRAPH, text=LONG_TEXT)
@prepares(SLOW)
def post_at_initiative(initiative_id: int) -> ResponseReturnValue:
    """Catch a moment at an initiative."""
    return _catch(lambda: _initiative(initiative_id))


@bp.get("/programmas/<slug>/<board_slug>/leermoment")
@public(WRITES_FIRST)
def catch_at_board(slug: str, board_slug: str) -> ResponseReturnValue:
    """Show the form, on a board."""
    return _show(_board(slug, board_slug))


@bp.post("/programmas/<slug>/<board_slug>/leermoment")
@posting
@takes(A_PHOTOGRAPH, text=LONG_TEXT)
@prepares(SLOW)
def post_at_board(slug: str, board_slug: str) -> ResponseReturnValue:
    """Catch a moment on a board."""
    return _catch(lambda: _board(slug, board_slug))


@bp.get("/programmas/<slug>/leermoment")
@public(WRITES_FIRST)
def catch_at_programme(slug: str) -> ResponseReturnValue:
    """Show the form, in a programme."""
    return _show(_programme(slug))


@bp.post("/programmas/<slug>/leermoment")
@posting
@takes(A_PHOTOGRAPH, text=LONG_TEXT)
@prepares(SLOW)
def post_at_programme(slug: str) -> ResponseReturnValue:
    """Catch a moment in a programme."""
    return _catch(lambda: _programme(slug))


@bp.get("/bijeenkomsten/<int:meeting_id>/leermoment")
def catch_at_meeting(meeting_id: int) -> ResponseReturnValue:
    """Show the form, at a meeting."""
    return _show(_meeting(meeting_id))


@bp.post("/bijeenkomsten/<int:meeting_id>/leermoment")
@posting
@takes(A_PHOTOGRAPH, text=LONG_TEXT)
@prepares(SLOW)
def post_at_meeting(meeting_id: int) -> ResponseReturnValue:
    """Catch a moment at a meeting."""
    return _catch(lambda: _meeting(meeting_id))


def _initiative(initiative_id: int) -> Place:
    return at_initiative(get_initiative(initiative_id, seen_by=actor_here()))


def _board(slug: str, board_slug: str) -> Place:
    return at_board(get_board(slug, board_slug, seen_by=actor_here()))


def _programme(slug: str) -> Place:
    return Place(get_programme(slug, seen_by=actor_here()))


def _meeting(meeting_id: int) -> Place:
    meeting = get_meeting(meeting_id, seen_by=actor_here())
    require(may_see_meeting(actor_here(), meeting))
    return at_meeting(meeting)


def _show(place: Place) -> str:
    require(actor_here().is_anonymous or may_catch_moment(actor_here(), place))
    form = _form(place)
    form.suggest(request.args.get("soort", ""), request.args.get("dag", ""))
    return _page(place, form)


def _catch(find: Callable[[], Place]) -> ResponseReturnValue:
    """Read what was sent, the picture too, and then catch it; the place is looked up anew for that."""
    place = find()
    require(may_catch_moment(actor_here(), place))
    form = _form(place)
    picked = form.read()
    if form.errors:
        return _page(place, form), 422
    picked = brought_in(picked)
    begin_writing()
    if (answered := send_once()) is not None:
        return answered
    if form.told().kind == MomentKind.QUOTE:
        return _catch_quote(find(), form, picked)
    moment = catch_moment(find(), form.told(), shown=shown(picked), by=actor_here())
    flash(_("Dank u. Het leermoment is vastgelegd."))
    return go_to(url_for("learning.show", moment_id=moment.id))


def _catch_quote(place: Place, form: MomentForm, picked: Picked | None) -> ResponseReturnValue:
    """Catch what somebody said, and ask that person; without an address that is the next step."""
    actor, email = actor_here(), form.quoted_email.data
    if email and not form.is_mine.data:
        count_one(settings().limit_invitations, "invitations", key=str(actor.id))
    moment, letter = catch_quote(
        place, form.told(), shown=shown(picked), is_mine=form.is_mine.data, email=email, by=actor
    )
    if letter is not None:
        send_quote_letter(moment, letter)
        flash(_("Dank u. De brief is onderweg. Tot er een ja komt, ziet niemand anders dit citaat."))
    elif moment.published_at is None:
        flash(_("Dank u. Het citaat is bewaard. Nog één stap: wie zei dit?"))
        return go_to(url_for("learning.quote_asking", moment_id=moment.id))
    else:
        flash(_("Dank u. Het leermoment is vastgelegd."))
    return go_to(url_for("learning.show", moment_id=moment.id))


def _form(place: Place) -> MomentForm:
    """Return the form; what is said at a meeting is among partners unless somebody chooses otherwise."""
    among_partners = place.programme_id in actor_here().talks_among_partners_in
    form = MomentForm.fitting(kinds=MomentKind, among_partners=among_partners)
    if place.meeting is not None and "openness" in form and not form.openness.raw_data:
        form.openness.data = Openness.PARTNERS.value
    if form.happened_on.data is None and not form.happened_on.errors:
        form.happened_on.data = today()
    return form


def _page(place: Place, form: MomentForm) -> str:
    title, address = _where(place)
    return render_template(
        "learning/catch.html",
        place=place,
        form=form,
        title=title,
        address=address,
        picture_is_lost=form.has_file and not wants_fragment(),
    )


def _where(place: Place) -> tuple[str, str]:
    """Return the name and the address of the place."""
    if place.initiative is not None:
        return place.initiative.title, address_of_initiative(place.initiative.id, place.initiative.title)
    if place.meeting is not None:
        return place.meeting.title, url_for("meetings.show", meeting_id=place.meeting.id)
    slug = place.programme.slug
    if place.board is not None:
        return place.board.title, url_for("overview.board", slug=slug, board_slug=place.board.slug)
    return place.programme.name, url_for("overview.programme", slug=slug)
