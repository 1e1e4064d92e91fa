"""The outbox: what would have been sent, shown where a demonstration runs without a mail server."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from workspace.mail.queries import list_newest_mail
from workspace.web import public, settings

bp = Blueprint("mail", __name__)


@bp.get("/postvak")
@public("in a demonstration everybody needs the links in their mail; anywhere else this page does not exist")
def outbox() -> ResponseReturnValue:
    if not settings().demo or settings().has_mail:
        abort(404)
    mails = list_newest_mail()
    return render_template("mail/outbox.html", mails=mails)
