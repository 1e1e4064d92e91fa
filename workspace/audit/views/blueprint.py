"""The blueprint of what administrators look after."""

from flask import Blueprint

bp = Blueprint("audit", __name__)
