"""The blueprint of all overviews."""

from flask import Blueprint

bp = Blueprint("overview", __name__)
