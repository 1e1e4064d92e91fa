"""The addresses of the dashboards."""

from flask import Blueprint

bp = Blueprint("dashboards", __name__)
