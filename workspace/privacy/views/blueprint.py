"""The blueprint of all pages about personal data."""

from flask import Blueprint

bp = Blueprint("privacy", __name__)
