"""Pages of text that every public service has, and the question whether it is well."""

from flask import render_template
from flask.typing import ResponseReturnValue

from workspace.overview.queries.health import database_answers
from workspace.overview.views.blueprint import bp
from workspace.web import public


@bp.get("/toegankelijkheid")
@public("Everybody may read how accessible this is.")
def accessibility() -> ResponseReturnValue:
    return render_template("overview/accessibility.html")


@bp.get("/gezond")
@public("For whatever watches over the server; says nothing but yes or no.")
def health() -> ResponseReturnValue:
    return ("goed\n", 200, {"Content-Type": "text/plain"}) if database_answers() else ("fout\n", 503)
