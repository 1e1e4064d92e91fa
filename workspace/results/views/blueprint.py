"""The addresses of results and reactions."""

from flask import Blueprint

bp = Blueprint("results", __name__)
