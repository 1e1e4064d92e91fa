"""The address book of this feature's pages."""

from flask import Blueprint

bp = Blueprint("invitations", __name__)
