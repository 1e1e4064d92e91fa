"""The address book of this feature's pages."""

from flask import Blueprint

bp = Blueprint("reporting", __name__)
