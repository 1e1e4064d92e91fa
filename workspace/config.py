"""Typed settings, read once from the environment and checked before anything starts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from limits import parse

from workspace.access import OBLIGED
from workspace.scanning import scanner_at

INSTANCE = Path("instance")
DEFAULT_SECRET = "only-for-development"  # noqa: S105 - refused in production, see `_mistakes`
ONE_OR_MORE = (
    "session_days",
    "session_idle_days",
    "session_staff_hours",
    "session_staff_idle_hours",
    "session_admin_hours",
    "session_admin_idle_minutes",
    "link_minutes",
    "audit_months",
    "retention_account_months",
    "retention_programme_days",
)
LONGEST_WHILE = 24 * 3600  # seconds of any limit: so a count of a clock that was ahead shows (counts.py)
LOG_LEVELS = ("debug", "info", "warning", "error")
ENVIRONMENTS = ("development", "production", "test")


class BadSettings(Exception):
    """The environment holds mistakes; the message names each of them on a line of its own."""


@dataclass(frozen=True)
class Settings:
    """What an installation can set. Each field is an environment variable of the same name in capitals."""

    environment: str = "development"
    secret_key: str = DEFAULT_SECRET
    secret_key_before: str = ""  # while it is being replaced: what it was, still believed
    database_url: str = f"sqlite:///{INSTANCE.absolute() / 'samenbord.sqlite'}"
    files_dir: Path = field(default_factory=lambda: INSTANCE.absolute() / "files")
    files_store: str = "folder"
    s3_endpoint: str = ""
    s3_bucket: str = ""
    s3_region: str = "eu-west-1"
    s3_access_key: str = ""
    s3_secret_key: str = ""
    site_name: str = "Samenbord"
    site_url: str = "http://127.0.0.1:8000"
    debug: bool = False
    demo: bool = False
    clock_behind_days: int = 0  # of a demonstration: it tells of years that have passed
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 4
    trusted_proxies: int = 0
    log_level: str = "info"
    metrics_host: str = "127.0.0.1"
    metrics_port: int = 0
    backups_dir: Path | None = None
    theme_file: Path | None = None
    mail_server: str = ""
    mail_port: int = 25
    mail_username: str = ""
    mail_password: str = ""
    mail_tls: bool = False
    mail_from: str = "samenbord@localhost"
    limit_sign_in: str = "10 per 5 minutes"
    limit_mail: str = "5 per day"
    limit_sign_up: str = "20 per hour"
    limit_invitations: str = "60 per day"
    limit_codes: str = "10 per 15 minutes"
    limit_posts: str = "60 per hour"
    limit_posts_of_address: str = "1200 per hour"  # a whole evening in one hall
    virus_scanner: str = ""  # clamd://host:port or unix:/path
    security_contact: str = "https://github.com/samenbord/samenbord/security/advisories/new"
    organisation_name: str = ""  # who answers for the personal data, on the page about privacy
    privacy_contact: str = ""  # how to reach them about it: an address of mail or of a page
    accessibility_status: str = ""  # A to D, as in the organisation's statement in the national register
    accessibility_statement: str = ""  # where that statement is
    accessibility_contact: str = ""  # where people tell what they cannot use: mail, or a page
    accessibility_signed: str = ""  # who signed, and when
    retention_account_months: int = 24  # that nobody used an account, until they are warned
    retention_programme_days: int = 365  # after the end of a programme, until names go
    limit_second_step: str = "5 per 5 minutes"
    limit_second_step_daily: str = "50 per day"
    limit_key_questions: str = "300 per hour"
    require_second_step: str | None = None  # None: administrators in production, nobody elsewhere
    oidc_name: str = ""  # the organisation, as people call it
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_private_key_file: Path | None = None  # instead of a secret
    oidc_scopes: str = "openid profile email"
    oidc_acr: str = ""  # the least level of certainty that is believed
    oidc_trusts_second_step: bool = False
    session_days: int = 30
    session_idle_days: int = 14
    session_staff_hours: int = 168  # municipality, province and programme team
    session_staff_idle_hours: int = 12
    session_admin_hours: int = 12
    session_admin_idle_minutes: int = 30
    link_minutes: int = 60
    audit_months: int = 12

    @property
    def secure_cookies(self) -> bool:
        """Tell whether cookies travel over https only: they do unless the site itself is plain http."""
        return urlsplit(self.site_url).scheme == "https"

    @property
    def second_step_for(self) -> frozenset[str]:
        """The groups of people (`access.OBLIGED`) that may do nothing until they have a second step."""
        in_production = self.environment == "production"
        groups = self.require_second_step
        if groups is None:
            groups = "administrators" if in_production else ""
        return frozenset(group.strip() for group in groups.split(",") if group.strip())

    @property
    def has_mail(self) -> bool:
        """Tell whether mail leaves this machine; without a server it stays in the outbox."""
        return bool(self.mail_server)


def _number(text: str) -> int:
    return int(text)


def _yes_or_no(text: str) -> bool:
    answers = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
    return answers[text.lower()]


READERS: dict[Any, tuple[Callable[[str], Any], str]] = {
    str: (str, "text"),
    int: (_number, "a whole number"),
    bool: (_yes_or_no, "yes or no"),
    str | None: (str, "text"),
    Path: (Path, "a path"),
    Path | None: (Path, "a path"),
}


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings in this environment; raise BadSettings naming every mistake at once."""
    values: dict[str, Any] = {}
    mistakes: list[str] = []
    for item in fields(Settings):
        name = item.name.upper()
        if name not in environment:
            continue
        read, kind = READERS[item.type]
        try:
            values[item.name] = read(environment[name])
        except (KeyError, ValueError):
            mistakes.append(f"{name} must be {kind}, not {environment[name]!r}.")
    settings = Settings(**values)
    mistakes += _mistakes(settings)
    if mistakes:
        raise BadSettings("\n".join(mistakes))
    return settings


def _mistakes(settings: Settings) -> list[str]:
    found = []
    if settings.environment not in ENVIRONMENTS:
        found.append(f"ENVIRONMENT must be one of {', '.join(ENVIRONMENTS)}, not {settings.environment!r}.")
    if urlsplit(settings.database_url).scheme.split("+")[0] not in {"sqlite", "postgresql"}:
        found.append("DATABASE_URL must begin with sqlite:/// or postgresql://.")
    if urlsplit(settings.site_url).scheme not in {"http", "https"} or not urlsplit(settings.site_url).netloc:
        found.append("SITE_URL must be a full address, such as https://samen.example.nl.")
    if not 1 <= settings.port <= 65535:
        found.append(f"PORT must lie between 1 and 65535, not {settings.port}.")
    if not 0 <= settings.metrics_port <= 65535 or settings.metrics_port == settings.port:
        found.append("METRICS_PORT must be a port of its own, or 0 for no metrics.")
    if settings.log_level.lower() not in LOG_LEVELS:
        found.append(f"LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}, not {settings.log_level!r}.")
    if settings.clock_behind_days < 0 or (settings.clock_behind_days and not settings.demo):
        found.append("CLOCK_BEHIND_DAYS must be 0, or more in a demonstration (DEMO=yes).")
    if settings.threads < 1:
        found.append("THREADS must be 1 or more.")
    if unknown := sorted(settings.second_step_for - {*OBLIGED}):
        found.append(f"REQUIRE_SECOND_STEP takes {', '.join(OBLIGED)}, not {', '.join(unknown)}.")
    found += _mail_mistakes(settings) + _limit_mistakes(settings) + _safety_mistakes(settings)
    found += _outside_mistakes(settings)
    found += _store_mistakes(settings)
    return found + (_production_mistakes(settings) if settings.environment == "production" else [])


def _mail_mistakes(settings: Settings) -> list[str]:
    found = []
    if not 1 <= settings.mail_port <= 65535:
        found.append(f"MAIL_PORT must lie between 1 and 65535, not {settings.mail_port}.")
    if "@" not in parseaddr(settings.mail_from)[1]:
        found.append(
            "MAIL_FROM must be an address, such as samen@example.nl, perhaps with a name before it"
            f" (Samenbord <samen@example.nl>), not {settings.mail_from!r}."
        )
    return found


def _safety_mistakes(settings: Settings) -> list[str]:
    found = []
    try:
        scanner_at(settings.virus_scanner)
    except ValueError:
        found.append(
            "VIRUS_SCANNER must be like clamd://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl,"
            f" not {settings.virus_scanner!r}."
        )
    if not re.fullmatch(r"(https://|mailto:|tel:)[\x21-\x7e]+", settings.security_contact):
        found.append(
            "SECURITY_CONTACT must be like mailto:security@example.nl or https://…,"
            f" not {settings.security_contact!r}."
        )
    if settings.accessibility_status not in {"", "A", "B", "C", "D"}:
        found.append(f"ACCESSIBILITY_STATUS must be A, B, C or D, not {settings.accessibility_status!r}.")
    if settings.accessibility_status in {"A", "B"} and not settings.accessibility_statement:
        found.append(
            "ACCESSIBILITY_STATEMENT must be the address of the statement with the research for A or B."
        )
    return found


def _store_mistakes(settings: Settings) -> list[str]:
    if settings.files_store == "folder":
        return []
    if settings.files_store != "s3":
        return [f"FILES_STORE must be folder or s3, not {settings.files_store!r}."]
    found = [
        f"{name.upper()} must be set, as FILES_STORE is s3."
        for name in ("s3_bucket", "s3_access_key", "s3_secret_key")
        if not getattr(settings, name)
    ]
    if settings.s3_endpoint and urlsplit(settings.s3_endpoint).scheme not in {"http", "https"}:
        found.append("S3_ENDPOINT must be a full address, such as https://store.example.nl.")
    return found


def _limit_mistakes(settings: Settings) -> list[str]:
    found = []
    for item in fields(Settings):
        if item.name.startswith("limit_"):
            text = getattr(settings, item.name)
            try:
                is_short = parse(text).get_expiry() <= LONGEST_WHILE
            except ValueError:
                is_short = False
            if not is_short:
                found.append(
                    f"{item.name.upper()} must be like '10 per 5 minutes', of a day at most, not {text!r}."
                )
    for name in ONE_OR_MORE:
        if getattr(settings, name) < 1:
            found.append(f"{name.upper()} must be 1 or more.")
    return found


def _outside_mistakes(settings: Settings) -> list[str]:
    if not settings.oidc_issuer:
        return []
    found = [
        f"{name.upper()} must be set, as OIDC_ISSUER is."
        for name in ("oidc_name", "oidc_client_id")
        if not getattr(settings, name)
    ]
    if bool(settings.oidc_client_secret) == bool(settings.oidc_private_key_file):
        found.append("Set OIDC_CLIENT_SECRET or OIDC_PRIVATE_KEY_FILE, and not both.")
    plain = "http" if settings.environment != "production" else "https"
    if urlsplit(settings.oidc_issuer).scheme not in {"https", plain}:
        found.append("OIDC_ISSUER must begin with https://.")
    if "openid" not in settings.oidc_scopes.split():
        found.append("OIDC_SCOPES must hold openid.")
    return found


def _production_mistakes(settings: Settings) -> list[str]:
    found = []
    if settings.secret_key == DEFAULT_SECRET or len(settings.secret_key) < 32:
        found.append("SECRET_KEY must be a secret of your own of at least 32 characters in production.")
    if settings.debug:
        found.append("DEBUG must be off in production.")
    if settings.demo:
        found.append("DEMO must be off in production: its passwords are printed for everybody.")
    if not settings.secure_cookies:
        found.append(
            "SITE_URL must begin with https:// in production, so that cookies travel over https only."
        )
    return found
