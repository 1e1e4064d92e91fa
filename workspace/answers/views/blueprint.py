"""The addresses of questions."""

from flask import Blueprint

bp = Blueprint("answers", __name__)
