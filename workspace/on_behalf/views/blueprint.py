"""The addresses of what is entered for somebody else."""

from flask import Blueprint

bp = Blueprint("on_behalf", __name__)
