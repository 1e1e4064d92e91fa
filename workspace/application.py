"""The application, put together from its features."""

from functools import partial
from pathlib import Path

from flask import Flask, request
from flask_login import LoginManager
from flask_wtf import CSRFProtect

from workspace import features, headers, times
from workspace.access import OPERATOR, VISITOR, Actor
from workspace.accounts.actions.presence import note_presence
from workspace.activity.queries import read_pulse
from workspace.boards.queries.actors import get_actor
from workspace.config import INSTANCE, Settings
from workspace.connections import engine_options

# Called `db` here, it would hide the module of that name.
from workspace.db import db as database
from workspace.door import open_door
from workspace.errors import Workspace, register_errors
from workspace.health import Health
from workspace.languages import Languages
from workspace.limits import limit_settings, limiter, set_size
from workspace.live import Watch
from workspace.logs import prepare_logs
from workspace.migrating import Migrations
from workspace.presence import Presence, asks_by_itself, is_over
from workspace.requests import around, note_rules
from workspace.scanning import scanner_at
from workspace.static_files import StaticFiles
from workspace.stores import files_of
from workspace.templating import prepare_templates
from workspace.web import locale, prepare_requests

ROOT = Path(__file__).parent.parent
LARGEST_REQUEST = 13 * 1024 * 1024  # bytes; one photograph or file with what is typed beside it
LARGEST_TEXT = 1024 * 1024  # bytes of a form's text together


def wire(settings: Settings) -> Flask:
    """Return the application, wired."""
    if settings.environment != "test":
        prepare_logs(settings)
    times.set_back(settings.clock_behind_days if settings.demo else 0)
    app = Workspace(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.from_mapping(_flask_settings(settings))
    app.extensions["settings"] = settings
    app.extensions["virus_scanner"] = scanner_at(settings.virus_scanner)

    features.modules("models")
    database.init_app(app)
    app.extensions["migrate"] = Migrations(app, database)
    app.url_value_preprocessor(set_size)
    csrf = CSRFProtect(app)
    Languages(app, locale_selector=locale)
    limiter.init_app(app)
    limiter.enabled = settings.environment != "test"  # a test of a limit turns it on for itself
    _load_people(app, settings)
    prepare_requests(app, open_door)
    note_rules(app)
    register_errors(app)

    theme = {"css/theme.css": settings.theme_file} if settings.theme_file else {}
    static = StaticFiles(ROOT / "static", INSTANCE / "static", theme)
    prepare_templates(app, settings, static)
    for views in features.modules("views"):
        app.register_blueprint(views.bp)
    for view in app.view_functions.values():
        if hasattr(view, "no_csrf_because"):
            csrf.exempt(view)
    for commands in features.modules("cli"):
        for command in commands.commands:
            app.cli.add_command(command)
    _answer_in_front(app, settings, static)
    return app


def _answer_in_front(app: Flask, settings: Settings, static: StaticFiles) -> None:
    def read(board_id: int) -> tuple[int, int]:
        with app.app_context():
            return read_pulse(database.engine, board_id)

    watch = app.extensions["watch"] = Watch(settings.secret_key, read)
    health = Health(app, lambda: files_of(settings))
    answers = health.in_front_of(watch.in_front_of(static.in_front_of(app.wsgi_app)))
    answers = headers.in_front_of(answers, https=settings.secure_cookies)
    app.wsgi_app = around(answers, behind_proxy=settings.trusted_proxies > 0)  # type: ignore[method-assign]


def _flask_settings(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SECRET_KEY_FALLBACKS": [settings.secret_key_before] if settings.secret_key_before else [],
        "DEBUG": settings.debug,
        "TESTING": settings.environment == "test",
        "SQLALCHEMY_DATABASE_URI": settings.database_url.replace("postgresql://", "postgresql+psycopg://"),
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database_url),
        "SESSION_COOKIE_NAME": "__Host-samenbord" if settings.secure_cookies else "samenbord",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": settings.session_days * 24 * 3600,
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "MAX_FORM_MEMORY_SIZE": LARGEST_TEXT,
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: a page left open over lunch still works
        "BABEL_DEFAULT_LOCALE": "nl",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "workspace" / "translations"),
        **limit_settings(settings),
    }


def _load_people(app: Flask, settings: Settings) -> None:
    # A test writes down for itself who was here.
    write = partial(note_presence, by=OPERATOR)
    presence = Presence(app, write, by_itself=settings.environment != "test")

    def whoever_is_here(session_key: str) -> Actor | None:
        actor = get_actor(session_key)
        if actor is None or is_over(actor, settings, times.now()):
            return None
        if not asks_by_itself(request.headers.get("X-Live")):
            presence.note(actor)
        return actor

    app.extensions["presence"] = presence
    login = LoginManager(app)
    login.session_protection = None  # the session is a row of ours, not a guess from the browser's address
    login.anonymous_user = lambda: VISITOR
    login.user_loader(whoever_is_here)
