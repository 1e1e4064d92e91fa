"""Pages of text that every public service has, and the question whether it is well."""

from typing import NamedTuple

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.overview.queries.health import database_answers
from workspace.overview.views.blueprint import bp
from workspace.web import public, settings


class Status(NamedTuple):
    """How far a website follows the law, by the letter that the Dutch model has for it."""

    letter: str
    words: str = ""
    meaning: str = ""


def _status(letter: str) -> Status:
    """Return the words of the model (toegankelijkheidsverklaring.nl); nothing for no letter."""
    match letter:
        case "A":
            return Status(
                "A", _("voldoet volledig"), _("Uit onderzoek blijkt dat aan alle eisen is voldaan.")
            )
        case "B":
            told = _("Uit onderzoek blijkt wat nog niet voldoet. Per punt staat vast wat eraan gebeurt.")
            return Status("B", _("voldoet gedeeltelijk"), told)
        case "C":
            told = _(
                "Er is nog geen volledig onderzoek gedaan. Wel zijn maatregelen genomen; ze staan hieronder."
            )
            return Status("C", _("eerste maatregelen genomen"), told)
        case "D":
            return Status(
                "D", _("voldoet niet"), _("Er is nog niet genoeg gedaan om aan de eisen te voldoen.")
            )
        case _:
            return Status("")


class Contact(NamedTuple):
    """Where to tell what does not work: an address of a page or of mail."""

    address: str
    words: str


def _contact(text: str) -> Contact | None:
    if not text:
        return None
    return Contact(text, _("Naar het formulier")) if "://" in text else Contact(f"mailto:{text}", text)


@bp.get("/toegankelijkheid")
@public("Everybody may read how accessible this is.")
def accessibility() -> ResponseReturnValue:
    here = settings()
    return render_template(
        "overview/accessibility.html",
        organisation=here.organisation_name or here.site_name,
        address=here.site_url,
        status=_status(here.accessibility_status),
        statement=here.accessibility_statement,
        signed=here.accessibility_signed,
        contact=_contact(here.accessibility_contact),
    )


@bp.get("/gezond")
@public("For whatever watches over the server; says nothing but yes or no.")
def health() -> ResponseReturnValue:
    return ("goed\n", 200, {"Content-Type": "text/plain"}) if database_answers() else ("fout\n", 503)
