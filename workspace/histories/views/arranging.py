"""Putting chapters and moments in order: by drag, or by buttons that work without JavaScript."""

import json
from typing import Any, NamedTuple

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.histories.actions import arranging as actions
from workspace.histories.actions.layout import Gone
from workspace.histories.forms import MoveForm, Thing
from workspace.histories.models import LearningHistory
from workspace.histories.queries.arranging import list_chapter_cards, list_themes, list_tray
from workspace.histories.views.blueprint import bp, made
from workspace.labels import named
from workspace.learning.models import MomentKind
from workspace.web import actor_here, wants_fragment

AT_ONCE = 30  # moments in the tray
MOST = 300
STEPS = {"up": False, "down": True}


@bp.get("/leergeschiedenissen/<int:history_id>/indelen")
def arrange(history_id: int) -> ResponseReturnValue:
    """Show the chapters with their moments, and the moments not placed yet."""
    history = made(history_id)
    if wants_fragment():
        return _fragment(history)
    return render_template("histories/arrange.html", history=history, **_parts(history))


@bp.post("/leergeschiedenissen/<int:history_id>/indelen")
def move(history_id: int) -> ResponseReturnValue:
    """Move one moment or chapter."""
    history = made(history_id)
    form = MoveForm()
    thing = form.what()
    if not form.validate_on_submit() or thing is None:
        abort(400)
    try:
        said = _move(history, thing, form)
    except Gone:
        said = _("Dit staat er niet meer. Iemand anders was u voor.")
    if not wants_fragment():
        flash(said, "info")
        return redirect(f"{_asked().address(history)}#{thing.kind}{thing.number}", 303)
    name = f"{thing.kind}{thing.number}"
    focus = f"#{form.do.data}-{name}" if form.do.data in STEPS else f"#{name}"
    return _fragment(history), 200, {"HX-Trigger": json.dumps({"announce": said, "focus-on": focus})}


def _move(history: LearningHistory, thing: Thing, form: MoveForm) -> str:
    """Do what was asked, and return in words what was done."""
    return _move_moment(history, thing, form) if thing.kind == "m" else _move_chapter(history, thing, form)


def _move_moment(history: LearningHistory, thing: Thing, form: MoveForm) -> str:
    actor, where = actor_here(), form.where()
    if form.do.data in STEPS:
        moved = actions.step_moment(history, thing.number, down=STEPS[form.do.data], by=actor)
        return str(_("Het leermoment is verplaatst.")) if moved else _edge()
    if form.do.data == "out" or form.stage.data == "tray":
        actions.take_out_moment(history, thing.number, by=actor)
        return str(_("Het leermoment staat niet meer in een hoofdstuk."))
    if where is None or where.kind == "q":
        abort(400)
    if where.kind == "m":
        actions.place_before(history, thing.number, other_id=where.number, by=actor)
    else:
        actions.place_moment(history, thing.number, chapter_id=where.number, by=actor)
    return str(_("Het leermoment staat nu in dat hoofdstuk."))


def _move_chapter(history: LearningHistory, thing: Thing, form: MoveForm) -> str:
    actor, where = actor_here(), form.where()
    if thing.kind != "h":
        abort(400)
    if form.do.data in STEPS:
        moved = actions.step_chapter(history, thing.number, down=STEPS[form.do.data], by=actor)
        return str(_("Het hoofdstuk is verplaatst.")) if moved else _edge()
    if where is None or where.kind == "q":
        abort(400)
    elif where.kind == "m":
        actions.put_chapter_by(history, thing.number, moment_id=where.number, by=actor)
    else:
        actions.put_chapter(history, thing.number, at=where.number, by=actor)
    return str(_("Het hoofdstuk is verplaatst."))


def _edge() -> str:
    return str(_("Dit staat al aan de rand. Er is niets veranderd."))


class Asked(NamedTuple):
    """What the address says of the tray: which kind, which board, and how many at once."""

    kind: MomentKind | None
    board_id: int | None
    shown: int

    def address(self, history: LearningHistory, *, shown: int | None = None) -> str:
        """Return the address of this tray, perhaps with more in it."""
        asked: dict[str, Any] = {"soort": self.kind, "bord": self.board_id, "toon": shown or self.shown}
        if asked["toon"] == AT_ONCE:
            del asked["toon"]
        return url_for("histories.arrange", history_id=history.id, **asked)


def _asked() -> Asked:
    kinds = {kind.value: kind for kind in MomentKind}
    board = request.args.get("bord", type=int) or 0
    shown = request.args.get("toon", type=int) or AT_ONCE
    return Asked(
        kinds.get(request.args.get("soort", "")),
        board if 0 < board < 2**31 else None,
        max(AT_ONCE, min(shown, MOST)),
    )


def _parts(history: LearningHistory) -> dict[str, Any]:
    """Return what the arrangement is drawn from."""
    actor, asked = actor_here(), _asked()
    chapters = list_chapter_cards(history, actor)
    tray = list_tray(history, actor, kind=asked.kind, board_id=asked.board_id, at_most=asked.shown)
    moments = [card.id for chapter in chapters for card in chapter.cards]
    spots = [f"h{chapter.id}" for chapter in chapters] + [f"m{number}" for number in moments]
    has_more = len(tray) > asked.shown and asked.shown < MOST
    return {
        "chapters": chapters,
        "tray": tray[: asked.shown],
        "more": asked.address(history, shown=asked.shown + AT_ONCE) if has_more else None,
        "spots": " ".join(spots),
        "kinds": list(named(MomentKind)),
        "boards": list_themes(history.programme_id, actor),
        "asked": asked,
        "here": url_for("histories.arrange", history_id=history.id),
        "address": asked.address(history),
        "form": MoveForm(formdata=None),
    }


def _fragment(history: LearningHistory) -> str:
    return render_template("histories/_arrangement.html", history=history, **_parts(history))
