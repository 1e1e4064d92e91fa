"""Letters that go out by mail: composed in the language of the reader, with full addresses of this site."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, render_template

from workspace.config import Settings
from workspace.languages import in_language


@dataclass(frozen=True)
class Letter:
    """The subject and the text of a message, and perhaps the same with marks."""

    subject: str
    text: str
    html: str = ""


def compose(template: str, *, locale: str, with_marks: bool = False, **facts: Any) -> Letter:
    """Return `templates/email/<template>.txt` filled in: its first paragraph is the subject.

    With marks it is filled in as `<template>.html` too, which may use the `subject`.
    """
    with in_language(locale):
        subject, _, text = render_template(f"email/{template}.txt", **facts).strip().partition("\n\n")
        subject = " ".join(subject.split())
        html = render_template(f"email/{template}.html", subject=subject, **facts) if with_marks else ""
    return Letter(subject, text.strip() + "\n", html)


def full_address(endpoint: str, **values: Any) -> str:
    """Return the whole address of a page, from SITE_URL: never from what a browser calls the host."""
    settings: Settings = current_app.extensions["settings"]
    site = urlsplit(settings.site_url)
    adapter = current_app.url_map.bind(site.netloc, site.path or "/", url_scheme=site.scheme)
    return adapter.build(endpoint, values, force_external=True)
