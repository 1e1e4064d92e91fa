"""The address of the handover file."""

from flask import Blueprint

bp = Blueprint("dossiers", __name__, url_prefix="/initiatieven/<int:initiative_id>")
