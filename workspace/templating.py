"""What every template can use."""

from typing import Any

from flask import Flask, current_app
from jinja2 import StrictUndefined, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from workspace.charts import can_be_drawn, svg_of, title_of
from workspace.config import Settings
from workspace.frame import Frame
from workspace.labels import label
from workspace.languages import translate, translate_number
from workspace.money import in_euros, in_numbers
from workspace.qr import qr_code
from workspace.static_files import StaticFiles
from workspace.text import slugify
from workspace.times import show_day, show_moment, show_since, show_time
from workspace.web import current_actor, locale


class SharedImports(Template):
    """A template whose macros are made once: all templates here have the same globals."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # Jinja compares all globals at each import, for templates that are given others.
        return super()._get_default_module()


def prepare_templates(app: Flask, settings: Settings, static: StaticFiles) -> None:
    """Make templates strict and give them the site, the language, the person and the days."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.template_class = SharedImports
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.install_gettext_callables(translate, translate_number, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(
        frame=Frame().part,
        site_name=settings.site_name,
        is_demo=settings.demo,
        theme_class="theme",
        static_url=static.url,
        current_actor=current_actor,
        qr_code=qr_code,
        office_name=lambda: current_app.extensions["settings"].oidc_name,  # through which people may sign in
    )
    environment.filters.update(
        slug=slugify,
        bars=svg_of,
        can_be_drawn=can_be_drawn,
        chart_title=title_of,
        label=label,
        euros=in_euros,
        amount=in_numbers,
        day=lambda day: show_day(day, locale()),
        clock=lambda moment: show_time(moment, locale()),
        moment=lambda moment: show_moment(moment, locale()),
        since=lambda moment: show_since(moment, locale()),
    )

    @app.context_processor
    def language() -> dict[str, Any]:
        return {"locale": locale()}
