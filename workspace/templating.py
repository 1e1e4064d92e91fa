"""What every template can use."""

from typing import Any

from flask import Flask
from jinja2 import StrictUndefined

from workspace.config import Settings
from workspace.frame import Frame
from workspace.labels import label
from workspace.languages import translate, translate_number
from workspace.static_files import StaticFiles
from workspace.text import slugify
from workspace.times import show_day, show_moment
from workspace.web import current_actor, locale


def prepare_templates(app: Flask, settings: Settings, static: StaticFiles) -> None:
    """Make templates strict and give them the site, the language, the person and the days."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.install_gettext_callables(translate, translate_number, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(
        frame=Frame().part,
        site_name=settings.site_name,
        is_demo=settings.demo,
        theme_class="theme",
        static_url=static.url,
        current_actor=current_actor,
    )
    environment.filters.update(
        slug=slugify,
        label=label,
        day=lambda day: show_day(day, locale()),
        moment=lambda moment: show_moment(moment, locale()),
    )

    @app.context_processor
    def language() -> dict[str, Any]:
        return {"locale": locale()}
