"""Whether settings make sense, before anything starts."""

import re
from dataclasses import fields
from email.utils import parseaddr
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from limits import parse

from workspace.access import OBLIGED
from workspace.scanning import scanner_at

if TYPE_CHECKING:  # config.py has these checks done
    from workspace.config import Settings

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


def mistakes_in(settings: "Settings") -> list[str]:
    """Return what is wrong with these settings, each as a sentence for whoever set them."""
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


def _mail_mistakes(settings: "Settings") -> list[str]:
    found = []
    if not 1 <= settings.mail_port <= 65535:
        found.append(f"MAIL_PORT must lie between 1 and 65535, not {settings.mail_port}.")
    if "@" not in parseaddr(settings.mail_from)[1]:
        found.append(
            "MAIL_FROM must be an address, such as samen@example.nl, perhaps with a name before it"
            f" (Samenbord <samen@example.nl>), not {settings.mail_from!r}."
        )
    return found


def _safety_mistakes(settings: "Settings") -> list[str]:
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


def _store_mistakes(settings: "Settings") -> list[str]:
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


def _limit_mistakes(settings: "Settings") -> list[str]:
    found = []
    for item in fields(settings):
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


def _outside_mistakes(settings: "Settings") -> list[str]:
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


def _production_mistakes(settings: "Settings") -> list[str]:
    found = []
    if settings.has_known_secret or len(settings.secret_key) < 32:
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
