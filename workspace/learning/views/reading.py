"""Moments to read: one, those of a programme, and a picture."""

from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from workspace.forms import ButtonForm
from workspace.labels import named
from workspace.learning.models import MomentKind
from workspace.learning.policy import may_catch_moment, may_edit_moment, may_see_all
from workspace.learning.policy.sharing import may_see_shared
from workspace.learning.queries import get_moment, read_moment
from workspace.learning.queries.lists import (
    AT_ONCE,
    After,
    Wanted,
    list_board_choices,
    list_moments,
    list_waiting,
)
from workspace.learning.queries.places import Place
from workspace.learning.queries.rows import get_picture_name
from workspace.learning.views.around import read_around
from workspace.learning.views.blueprint import bp
from workspace.learning.views.pictures import folder
from workspace.programmes.queries.programmes import get_programme
from workspace.sending import send_kept
from workspace.text import clean
from workspace.threads.policy import may_arrange_threads
from workspace.threads.queries import list_threads_of_moment
from workspace.web import actor_here, public

WHY = "everybody reads what was learned in public; visible_moments holds back the others"
LONGEST_SEARCH = 100  # characters


@bp.get("/leermomenten/<int:moment_id>")
@public(WHY)
def show(moment_id: int) -> ResponseReturnValue:
    """Show one moment."""
    actor = actor_here()
    moment = get_moment(moment_id, actor)
    sees_all = may_see_all(actor, moment)
    may_arrange = moment.is_shown and may_arrange_threads(actor, moment.programme_id)
    return render_template(
        "learning/show.html",
        moment=read_moment(moment_id, actor),
        sees_all=sees_all,
        hidden_name=moment.said_by if sees_all and moment.is_role_only else "",
        may_edit=may_edit_moment(actor, moment),
        may_report=moment.is_shown and moment.author_id != actor.id,
        insider=moment.programme_id in actor.insider_in,
        moment_threads=list_threads_of_moment(moment, actor),
        may_arrange_threads=may_arrange,
        bare=ButtonForm(formdata=None),
        around=read_around(moment),
    )


@bp.get("/programmas/<slug>/leermomenten")
@public(WHY)
def index(slug: str) -> ResponseReturnValue:
    """Show the moments of a programme, as far as somebody looks for them."""
    actor = actor_here()
    programme = get_programme(slug, seen_by=actor)
    boards = list_board_choices(programme, actor)
    is_insider = programme.id in actor.insider_in
    wanted = _wanted(frozenset(board.id for board in boards), is_insider=is_insider)
    after = After.of(request.args.get("na", ""))
    rows = list_moments(programme, wanted, actor, after=after)
    shown = rows[:AT_ONCE]
    last = After(shown[-1].happened_on, shown[-1].id) if len(rows) > AT_ONCE else None
    return render_template(
        "learning/index.html",
        programme=programme,
        boards=boards,
        kinds=named(MomentKind),
        wanted=wanted,
        moments=shown,
        waiting=[] if after or any(wanted) else list_waiting(programme, actor),
        is_start=after is None,
        more=url_for("learning.index", slug=slug, **_asked(wanted), na=str(last)) if last else None,
        may_catch=actor.is_anonymous or may_catch_moment(actor, Place(programme)),
        sees_shared=may_see_shared(actor),
    )


@bp.get("/leermomenten/beelden/<name>")
@public("pictures are seen by whoever sees their moment")
def picture(name: str) -> ResponseReturnValue:
    """Give the picture of a moment."""
    file_name = get_picture_name(name, actor_here())
    return send_kept(folder(), file_name, "image/webp")


def _wanted(boards: frozenset[int], *, is_insider: bool) -> Wanted:
    """Return what an address asks for; what makes no sense is left out."""
    asked = request.args
    kind = next((each for each in MomentKind if each.value == asked.get("soort")), None)
    board_id, initiative_id = _number(asked.get("bord", "")), _number(asked.get("initiatief", ""))
    return Wanted(
        kind=kind,
        board_id=board_id if board_id in boards else None,
        initiative_id=initiative_id,
        meeting_id=_number(asked.get("bijeenkomst", "")) if is_insider else None,
        starts_on=_day(asked.get("van", "")),
        ends_on=_day(asked.get("tot", "")),
        text=clean(asked.get("zoek", ""))[:LONGEST_SEARCH],
    )


def _asked(wanted: Wanted) -> dict[str, Any]:
    """Return the parts of the address that asks for this."""
    parts = {
        "soort": wanted.kind.value if wanted.kind else None,
        "bord": wanted.board_id,
        "initiatief": wanted.initiative_id,
        "bijeenkomst": wanted.meeting_id,
        "van": wanted.starts_on.isoformat() if wanted.starts_on else None,
        "tot": wanted.ends_on.isoformat() if wanted.ends_on else None,
        "zoek": wanted.text or None,
    }
    return {name: value for name, value in parts.items() if value is not None}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
