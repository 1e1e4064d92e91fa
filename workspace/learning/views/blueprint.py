"""The addresses of learning moments."""

from flask import Blueprint

bp = Blueprint("learning", __name__)
