"""The application as a WSGI callable, for any production server."""

from workspace import create_app, later

app = create_app()
later.load_for_visitors()
