"""The addresses of the talk under an initiative."""

from flask import Blueprint

bp = Blueprint("comments", __name__, url_prefix="/initiatieven/<int:initiative_id>/reacties")
