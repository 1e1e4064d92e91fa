"""The front door."""

from flask import render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from workspace.overview.queries.latest import list_latest, public_pulse
from workspace.overview.queries.programmes import list_programmes
from workspace.overview.views.blueprint import bp
from workspace.overview.views.fragments import fragments
from workspace.times import today
from workspace.web import current_actor, locale, public


@bp.get("/")
@public("The front door: public programmes and initiatives only.")
def home() -> ResponseReturnValue:
    key = ("home", *public_pulse(), locale(), today())
    return render_template(
        "overview/home.html",
        programmes=list_programmes(current_actor),
        latest=fragments().get(key, _latest),
    )


def _latest() -> Markup:
    html = render_template("overview/_latest.html", latest=list_latest())
    return Markup(html)  # noqa: S704 - rendered by a template
