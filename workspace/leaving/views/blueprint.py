"""The address book of this feature's pages, and writing to whoever is asked."""

from flask import Blueprint, abort
from flask_babel import gettext as _

from workspace.digests.queries.choices import who_want_none
from workspace.leaving.actions import MovedOn, NotATaker, ask_to_take_over
from workspace.leaving.forms import AskForm
from workspace.leaving.models import Carried
from workspace.leaving.queries.things import Thing
from workspace.leaving.queries.transfers import find_address
from workspace.letters import compose, full_address
from workspace.mail.actions import enqueue_mail
from workspace.web import current_actor

bp = Blueprint("leaving", __name__)


def kind_of(word: str) -> Carried:
    """Return the kind that a word in an address stands for; 404 when there is none."""
    if word not in list(Carried):
        abort(404)
    return Carried(word)


def prefix_of(thing: Thing) -> str:
    """Return what tells the form of this thing from the others on its page."""
    return f"{thing.kind.value}-{thing.subject_id}-"


def ask(thing: Thing, form: AskForm, *, departure_id: int | None = None) -> bool:
    """Ask whom the form names, and write to them; return False, with the words at the field, when unfit."""
    receiver = form.receiver()
    if receiver is None:
        return False
    try:
        ask_to_take_over(thing, **receiver, note=form.note.data, departure_id=departure_id, by=current_actor)
    except NotATaker:
        form.to.errors = [_("Deze keuze past hier niet meer. Kies iemand anders.")]
        return False
    if "user_id" in receiver:
        write_to(receiver["user_id"], [thing])
    return True


def ask_for_all(things: list[Thing], form: AskForm, *, departure_id: int) -> tuple[int, int] | None:
    """Ask whom the form names for all that fits; return how many were asked and how many do not fit."""
    receiver = form.receiver()
    if receiver is None:
        return None
    asked: list[Thing] = []
    for thing in things:
        try:
            ask_to_take_over(
                thing, **receiver, note=form.note.data, departure_id=departure_id, by=current_actor
            )
        except (NotATaker, MovedOn):
            continue
        asked.append(thing)
    if asked and "user_id" in receiver:
        write_to(receiver["user_id"], asked)
    return len(asked), len(things) - len(asked)


def write_to(user_id: int, things: list[Thing]) -> None:
    """Write to whoever is asked, unless they want no mail: what it is about, and where to answer."""
    if who_want_none([user_id]):
        return
    address, language = find_address(user_id)
    letter = compose(
        "transfer",
        locale=language,
        who=current_actor.name,
        titles=[thing.title for thing in things],
        link=full_address("leaving.asked"),
    )
    enqueue_mail(address, subject=letter.subject, text=letter.text, locale=language, by=current_actor)
