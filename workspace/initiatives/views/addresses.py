"""Where an initiative is found: a number that stays, and words for people."""

from flask import url_for

from workspace.text import slugify


def address_of(initiative_id: int, title: str) -> str:
    """Return the address of the page of an initiative."""
    return url_for("initiatives.show", initiative_id=initiative_id, slug=slugify(title))
