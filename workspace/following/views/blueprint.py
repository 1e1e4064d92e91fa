"""The address book of this feature's pages."""

from flask import Blueprint

bp = Blueprint("following", __name__)
