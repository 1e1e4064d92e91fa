"""The features, oldest first. A feature may lean on the ones above it in this list."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

FEATURES = (
    "accounts",
    "mail",
    "audit",
    "activity",
    "consents",
    "areas",
    "organisations",
    "programmes",
    "boards",
    "invitations",
    "clocks",
    "initiatives",
    "comments",
    "answers",
    "results",
    "on_behalf",
    "advice",
    "tasks",
    "meetings",
    "borging",
    "scans",
    "independence",
    "letting_go",
    "leaving",
    "what_falls",
    "learning",
    "moderation",
    "following",
    "digests",
    "threads",
    "histories",
    "reporting",
    "renditions",
    "privacy",
)
# Readers may read everything and are read by none.
READERS = ("overview", "dashboards", "dossiers", "demo", "imports", "doctor", "backups", "themes")


def modules(kind: str) -> list[ModuleType]:
    """Import and return every feature's module of this kind, e.g. all `views`."""
    names = (f"workspace.{feature}.{kind}" for feature in FEATURES + READERS)
    return [import_module(name) for name in names if find_spec(name)]
