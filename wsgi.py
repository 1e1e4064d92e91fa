"""The application as a WSGI callable, for any production server."""

from workspace import create_app

app = create_app()
