"""Which moments belong on a red thread: chosen from a list, suggested, or from the page of a moment."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from workspace.access import require
from workspace.forms import ButtonForm
from workspace.learning.queries import MomentRow, get_moment
from workspace.text import clean
from workspace.threads.actions import ThreadFull, decline_moment, put_moments_on, take_moment_off
from workspace.threads.models import RedThread
from workspace.threads.policy import may_arrange_threads
from workspace.threads.queries.suggestions import find_by_words
from workspace.threads.queries.threads import ON_A_THREAD, find_moments, held_ids, list_newest
from workspace.threads.views.blueprint import arranged_thread, asked_numbers, bp
from workspace.web import actor_here, go_to

ON_A_PAGE = 30
LAST_PAGE = 999
LONGEST_SEARCH = 200  # characters


@bp.get("/rode-draden/<int:thread_id>/momenten")
def choose(thread_id: int) -> ResponseReturnValue:
    """Show the moments of the programme that are not on a thread yet, to put them on it."""
    thread = arranged_thread(thread_id)
    words, page = clean(request.args.get("zoek", ""))[:LONGEST_SEARCH], _asked_page()
    cards = _found(thread, words, page)
    return render_template(
        "threads/choose.html",
        thread=thread,
        programme=thread.programme,
        cards=cards[:ON_A_PAGE],
        next_page=page + 1 if len(cards) > ON_A_PAGE else None,
        words=words,
        form=ButtonForm(formdata=None),
    )


@bp.post("/rode-draden/<int:thread_id>/momenten")
def put_on(thread_id: int) -> ResponseReturnValue:
    thread = arranged_thread(thread_id)
    asked = asked_numbers(request.form.getlist("moment"))
    if not asked:
        flash(_("U koos nog geen leermoment. Kies er een."), "warning")
        return go_to(url_for("threads.choose", thread_id=thread.id))
    _put_on(thread, asked)
    return go_to(_here(thread))


@bp.post("/rode-draden/<int:thread_id>/momenten/<int:moment_id>/weg")
def take_off(thread_id: int, moment_id: int) -> ResponseReturnValue:
    thread = arranged_thread(thread_id)
    take_moment_off(thread, moment_id, by=actor_here())
    flash(_("Het leermoment staat niet meer op de rode draad “%(title)s”.", title=thread.title))
    return go_to(f"/leermomenten/{moment_id}" if request.form.get("terug") == "moment" else _here(thread))


@bp.post("/rode-draden/<int:thread_id>/momenten/<int:moment_id>/niet")
def decline(thread_id: int, moment_id: int) -> ResponseReturnValue:
    thread = arranged_thread(thread_id)
    decline_moment(thread, moment_id, by=actor_here())
    flash(_("Dit leermoment stellen we hier niet meer voor."))
    return go_to(f"{_here(thread)}#suggesties")


@bp.post("/leermomenten/<int:moment_id>/rode-draden")
def put_from_moment(moment_id: int) -> ResponseReturnValue:
    """Put a moment, from its own page, on a thread of its programme."""
    moment = get_moment(moment_id, seen_by=actor_here())
    require(may_arrange_threads(actor_here(), moment.programme_id))
    chosen = asked_numbers(request.form.getlist("thread"))
    if chosen:
        _put_on(arranged_thread(chosen[0]), [moment.id])
    else:
        flash(_("Kies eerst een rode draad."), "warning")
    return go_to(f"/leermomenten/{moment.id}")


def _put_on(thread: RedThread, asked: list[int]) -> None:
    try:
        added = put_moments_on(thread, asked, by=actor_here())
    except ThreadFull:
        message = _(
            "Op een rode draad passen %(number)d leermomenten. Haal er eerst een af.", number=ON_A_THREAD
        )
        flash(message, "warning")
        return
    done = ngettext(
        "%(num)d leermoment staat nu op de rode draad “%(title)s”.",
        "%(num)d leermomenten staan nu op de rode draad “%(title)s”.",
        added,
        title=thread.title,
    )
    already = _("Dit stond al op de rode draad “%(title)s”.", title=thread.title)
    flash(done if added else already)


def _found(thread: RedThread, words: str, page: int) -> list[MomentRow]:
    """Return a page of moments and one more when there are more: with these words, or the newest."""
    actor, held = actor_here(), held_ids(thread.id)
    if not words:
        return list_newest(thread.programme_id, actor, without=held, page=page, size=ON_A_PAGE)
    numbers = find_by_words(thread.programme_id, words, actor, without=held)
    here = numbers[(page - 1) * ON_A_PAGE : page * ON_A_PAGE + 1]
    rows = find_moments(thread.programme_id, here, actor)
    return [rows[number] for number in here if number in rows]


def _asked_page() -> int:
    text = request.args.get("pagina", "")
    return max(1, min(int(text), LAST_PAGE)) if text.isascii() and text.isdecimal() and len(text) < 10 else 1


def _here(thread: RedThread) -> str:
    return url_for("threads.show", thread_id=thread.id)
