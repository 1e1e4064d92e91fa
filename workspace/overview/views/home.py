"""The front door."""

from flask import render_template, request, session
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from workspace.frame import OF_THIS_REQUEST, Cut, cut, left_open
from workspace.kept import fragments
from workspace.overview.queries.latest import list_latest, public_pulse
from workspace.overview.queries.programmes import list_programmes
from workspace.overview.views.blueprint import bp
from workspace.times import today
from workspace.web import current_actor, locale, public


@bp.get("/")
@public("The front door: public programmes and initiatives only.")
def home() -> ResponseReturnValue:
    pulse = public_pulse()
    if current_actor.insider_in or request.args or "_flashes" in session:
        return _page(pulse).filled(OF_THIS_REQUEST)
    key = ("page of home", *pulse, current_actor.is_authenticated, locale(), today())
    return fragments().get(key, lambda: _page(pulse)).filled(OF_THIS_REQUEST)


def _page(pulse: tuple[int, ...]) -> Cut:
    with left_open():
        html = render_template(
            "overview/home.html",
            programmes=list_programmes(current_actor),
            latest=fragments().get(("latest", *pulse, locale(), today()), _latest),
        )
    return cut(html)


def _latest() -> Markup:
    html = render_template("overview/_latest.html", latest=list_latest())
    return Markup(html)  # noqa: S704 - rendered by a template
