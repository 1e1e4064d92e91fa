"""Typed settings, read once from the environment and checked before anything starts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workspace.settings_checks import mistakes_in

INSTANCE = Path("instance")
DEFAULT_SECRET = "only-for-development"  # noqa: S105 - refused in production, see `has_known_secret`


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
    def has_known_secret(self) -> bool:
        """Tell whether nobody chose a secret, so that everybody knows it."""
        return self.secret_key == DEFAULT_SECRET

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
    mistakes += mistakes_in(settings)
    if mistakes:
        raise BadSettings("\n".join(mistakes))
    return settings
