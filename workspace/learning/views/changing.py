"""Changing a moment, and taking it back."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.errors import conflict_page
from workspace.learning.actions import edit_moment, withdraw_moment
from workspace.learning.forms.moments import ChangeForm, WithdrawForm
from workspace.learning.models import LearningMoment, MomentKind, MomentPicture
from workspace.learning.policy import may_edit_moment, may_withdraw_moment
from workspace.learning.queries import get_moment
from workspace.learning.queries.rows import find_picture
from workspace.learning.views.blueprint import bp
from workspace.learning.views.pictures import A_PHOTOGRAPH, LONG_TEXT, brought_in, folder, shown
from workspace.limits import posting, takes
from workspace.web import actor_here, begin_writing, go_to, prepares, send_once

ONE = "/leermomenten/<int:moment_id>"
NO_QUOTES = tuple(kind for kind in MomentKind if kind != MomentKind.QUOTE)


@bp.get(f"{ONE}/wijziging")
def edit(moment_id: int) -> ResponseReturnValue:
    """Show the form that changes a moment."""
    moment, picture = _find(moment_id)
    return _page(moment, picture, _form(moment, picture, is_stored=True))


@bp.post(f"{ONE}/wijziging")
@posting
@takes(A_PHOTOGRAPH, text=LONG_TEXT)
@prepares("a picture is made anew, while nobody waits for this")
def save(moment_id: int) -> ResponseReturnValue:
    """Change a moment."""
    moment, picture = _find(moment_id)
    form = _form(moment, picture)
    picked = form.read(has_picture=picture is not None)
    if form.errors:
        return _page(moment, picture, form), 422
    picked = brought_in(picked)
    begin_writing()
    if (answered := send_once()) is not None:
        return answered
    moment, picture = _find(moment_id, to_change=True)
    if form.is_stale(moment.version):
        del form.picture  # a browser sends no file again by itself
        return conflict_page(form, _form(moment, picture, is_stored=True))
    edit_moment(
        moment,
        form.told(openness=moment.openness),
        folder=folder(),
        shown=shown(picked),
        alt=form.alt.data,
        drops_picture="drops_picture" in form and form.drops_picture.data,
        by=actor_here(),
    )
    flash(_("Het leermoment is opgeslagen."))
    if moment.published_at is None:  # other words: whoever is quoted is asked again
        return go_to(url_for("learning.quote_asking", moment_id=moment.id))
    return go_to(_page_of(moment))


@bp.get(f"{ONE}/intrekking")
def withdrawal(moment_id: int) -> ResponseReturnValue:
    """Ask why a moment is taken back."""
    moment, _picture = _find(moment_id)
    return _withdrawal_page(moment, WithdrawForm())


@bp.post(f"{ONE}/intrekking")
def withdraw(moment_id: int) -> ResponseReturnValue:
    """Take a moment back."""
    moment = get_moment(moment_id, actor_here(), to_change=True)
    if moment.withdrawn_at is not None:  # somebody was first: it is gone already
        return go_to(_page_of(moment))
    require(may_withdraw_moment(actor_here(), moment))
    form = WithdrawForm()
    if not form.validate_on_submit():
        return _withdrawal_page(moment, form), 422
    withdraw_moment(moment, form.reason(), folder=folder(), by=actor_here())
    flash(_("Het leermoment is ingetrokken. Niemand ziet het meer."))
    return go_to(url_for("learning.index", slug=moment.programme.slug))


def _find(moment_id: int, *, to_change: bool = False) -> tuple[LearningMoment, MomentPicture | None]:
    moment = get_moment(moment_id, actor_here(), to_change=to_change)
    require(may_edit_moment(actor_here(), moment))
    return moment, find_picture(moment.id)


def _form(moment: LearningMoment, picture: MomentPicture | None, *, is_stored: bool = False) -> ChangeForm:
    """Return the form as it was sent, or as the moment is stored now."""
    is_quote = moment.kind == MomentKind.QUOTE
    stored = {"formdata": None, "data": ChangeForm.data_of(moment, picture)} if is_stored else {}
    among_partners = moment.programme_id in actor_here().talks_among_partners_in
    kinds = (MomentKind.QUOTE,) if is_quote else NO_QUOTES
    form = ChangeForm.fitting(kinds=kinds, among_partners=among_partners, **stored)
    del form.is_mine, form.quoted_email  # that is asked on a page of its own
    if picture is None:
        del form.drops_picture
    return form


def _page(moment: LearningMoment, picture: MomentPicture | None, form: ChangeForm) -> str:
    return render_template(
        "learning/edit.html",
        moment=moment,
        picture=picture,
        form=form,
        picture_is_lost=form.has_file,
    )


def _withdrawal_page(moment: LearningMoment, form: WithdrawForm) -> str:
    return render_template("learning/withdraw.html", moment=moment, form=form)


def _page_of(moment: LearningMoment) -> str:
    return url_for("learning.show", moment_id=moment.id)
