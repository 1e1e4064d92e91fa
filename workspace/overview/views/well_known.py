"""Addresses that programs look for on every site: whom to tell of a weakness, where a password is changed."""

from datetime import timedelta

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from workspace.overview.views.blueprint import bp
from workspace.times import elsewhere, now
from workspace.web import public, settings

# RFC 9116 advises less than a year; the day moves along while the site is there.
HOLDS = timedelta(days=180)
PLACE = "/.well-known/security.txt"
# Where a search engine finds nothing, or only what belongs to one person.
NOT_FOR_MACHINES = ("/account", "/agenda/", "/beheer", "/inloggen", "/kijk/", "/mijn", "/uitnodigingen/")
TEXT = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600"}


@bp.get(PLACE)
@public("Whoever finds a weakness reads here whom to tell (RFC 9116).")
def security() -> ResponseReturnValue:
    site = settings()
    until = elsewhere(now() + HOLDS).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {site.security_contact}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {site.site_url.rstrip('/')}{PLACE}",
    )
    return "\n".join(lines) + "\n", TEXT


@bp.get("/security.txt")
@public("Where some programs look for it first.")
def security_at_the_top() -> ResponseReturnValue:
    return redirect(PLACE, 301)


@bp.get("/.well-known/change-password")
@public("A program that keeps passwords asks where one is changed; that page asks to sign in.")
def change_password() -> ResponseReturnValue:
    return redirect(url_for("accounts.change_password"), 302)


@bp.get("/robots.txt")
@public("Search engines ask here first where they are welcome.")
def robots() -> ResponseReturnValue:
    return "\n".join(["User-agent: *", *(f"Disallow: {place}" for place in NOT_FOR_MACHINES)]) + "\n", TEXT
