"""Atom feeds of what is public, for whoever reads news elsewhere (RFC 4287)."""

from urllib.parse import urlsplit

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from workspace.following.queries.feeds import (
    Feed,
    feed_of_board,
    feed_of_initiative,
    feed_of_programme,
)
from workspace.following.views.blueprint import bp
from workspace.languages import in_language
from workspace.sentences import told
from workspace.web import public, settings

WHY = "what is public is for everybody, also in a feed; nothing else is in it"
MIME = "application/atom+xml"
FIVE_MINUTES = 300  # seconds for which a reader need not ask again


@bp.get("/programmas/<slug>/atom.xml")
@public(WHY)
def programme_feed(slug: str) -> ResponseReturnValue:
    return _answer(feed_of_programme(slug))


@bp.get("/programmas/<slug>/<board_slug>/atom.xml")
@public(WHY)
def board_feed(slug: str, board_slug: str) -> ResponseReturnValue:
    return _answer(feed_of_board(slug, board_slug))


@bp.get("/initiatieven/<int:initiative_id>/atom.xml")
@public(WHY)
def initiative_feed(initiative_id: int) -> ResponseReturnValue:
    return _answer(feed_of_initiative(initiative_id))


def _answer(feed: Feed) -> ResponseReturnValue:
    """Answer with the feed, or that the reader has it already. It reads the same for everybody: in Dutch."""
    site = settings().site_url.rstrip("/")
    with in_language("nl"):
        xml = render_template(
            "following/feed.xml",
            feed=feed,
            site=site,
            here=f"{site}{request.path}",
            tag=f"tag:{urlsplit(site).hostname},2026",  # the year is part of the name, and never changes
            told=told,
        )
    answer = Response(xml, content_type=f"{MIME}; charset=utf-8")
    answer.headers["Cache-Control"] = f"public, max-age={FIVE_MINUTES}"
    answer.add_etag()
    return answer.make_conditional(request)
