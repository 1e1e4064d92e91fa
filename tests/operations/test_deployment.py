"""What stands in deploy/ works as it is shipped, as far as this machine can try it."""

import os
import re
import shutil
import subprocess
import time
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from workspace.config import Settings, read_settings

pytestmark = [pytest.mark.slow, pytest.mark.once]
DEPLOY = Path(__file__).parents[2] / "deploy"
OUR_NAMES = {item.name.upper() for item in fields(Settings)}
# Of the shell, Python and compose, not of Samenbord.
OTHERS = {"PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
OF_BACKUPS = {"BACKUP_KEY", "BACKUP_DAYS"}
OF_COMPOSE = {"SITE_HOST", "POSTGRES_PASSWORD"}
SITE = "samen.example.nl"


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not on this machine")


def names_in_env(name: str) -> set[str]:
    lines = (DEPLOY / name).read_text().splitlines()
    return {found[1] for line in lines if (found := re.match(r"(?:# )?([A-Z][A-Z0-9_]+)=", line))}


def composition() -> dict:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def test_the_files_name_only_settings_that_exist():
    compose = composition()
    named = {name for service in compose["services"].values() for name in service.get("environment", {})}
    containers = re.findall(
        r"\b([A-Z][A-Z0-9_]+)=",
        "".join(
            line for line in (DEPLOY / "Containerfile").read_text().splitlines(True) if line.startswith("ENV")
        ),
    )
    of_pip = {name for name in containers if name.startswith("PIP_")}
    of_postgres = {name for name in named if name.startswith("POSTGRES_")}
    assert names_in_env("samenbord.env") - OUR_NAMES == set()
    assert names_in_env("compose.env") - OUR_NAMES - OF_BACKUPS - OF_COMPOSE == set()
    assert (named | set(containers)) - OUR_NAMES - OF_BACKUPS - OTHERS - of_pip - of_postgres == set()


def test_the_settings_as_shipped_are_taken_once_the_secret_is_filled_in():
    lines = (DEPLOY / "samenbord.env").read_text().splitlines()
    told = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    assert read_settings(told | {"SECRET_KEY": "x" * 48}).environment == "production"


def test_compose_asks_for_what_it_needs_and_nothing_else():
    compose, asked = composition(), set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text()))
    assert asked == names_in_env("compose.env")
    for name, service in compose["services"].items():
        assert set(service.get("depends_on", ())) <= set(compose["services"]), name
        volumes = {volume.split(":")[0] for volume in service.get("volumes", ())}
        assert volumes <= set(compose["volumes"]), name
        assert set(service["networks"]) <= set(compose["networks"]), name
        assert {config["source"] for config in service.get("configs", ())} <= set(compose["configs"]), name
    assert [name for name, service in compose["services"].items() if service.get("ports")] == ["proxy"]
    assert compose["networks"]["inside"] == {"internal": True}


def test_compose_settings_are_taken():
    filled = dict.fromkeys(names_in_env("compose.env"), "x" * 40) | {"SITE_HOST": SITE}
    filled |= {"MAIL_PORT": "587", "MAIL_TLS": "yes", "MAIL_FROM": "samen@example.nl"}
    for service in ("one", "two", "backup", "prepare"):
        told = {
            name: re.sub(r"\$\{(\w+)[^}]*\}", lambda found: filled[found[1]], value)
            for name, value in composition()["services"][service]["environment"].items()
        }
        assert read_settings(told).files_store == "s3"


def test_the_container_runs_as_nobody_and_takes_pinned_packages():
    text = (DEPLOY / "Containerfile").read_text()
    assert "USER 10001" in text and "--require-hashes" in text and "HEALTHCHECK" in text
    copied = re.findall(r"^COPY (?!--)(.+) \S+$", text, re.MULTILINE)
    for name in " ".join(copied).split():
        assert (DEPLOY.parent / name).exists(), name


def test_a_backup_by_the_timer_keeps_a_month(tmp_path):
    """With a `python` that only writes the file, as the command does."""
    (tmp_path / "python").write_text('#!/bin/sh\nfor last; do :; done\n[ "$4" ] && touch "$4"\n')
    (tmp_path / "python").chmod(0o755)
    backups = tmp_path / "backups"
    backups.mkdir()
    for name, days in (("samenbord-old.zip", 40), ("samenbord-new.zip", 3), ("of-others.zip", 90)):
        (backups / name).touch()
        moment = time.time() - days * 24 * 3600
        os.utime(backups / name, (moment, moment))
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "BACKUPS_DIR": str(backups)}
    subprocess.run(["sh", str(DEPLOY / "backup.sh")], env=environment, check=True)
    left = {path.name for path in backups.iterdir()}
    assert {"samenbord-new.zip", "of-others.zip"} < left and "samenbord-old.zip" not in left
    assert len(left) == 3


@needs("systemd-analyze")
def test_the_units_are_right_and_give_away_little(tmp_path):
    for path in DEPLOY.glob("*.service"):
        text = re.sub(r"ExecStart=\S+", "ExecStart=/bin/sh", path.read_text())
        (tmp_path / path.name).write_text(text)
        scored = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(tmp_path / path.name)],
            capture_output=True,
            text=True,
            timeout=30,
        )
        assert scored.returncode == 0, scored.stdout[-400:] + scored.stderr
    for path in DEPLOY.glob("*.timer"):
        shutil.copy(path, tmp_path)
    units = [str(path) for path in tmp_path.iterdir()]
    checked = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, text=True, timeout=30
    )
    ours = [line for line in checked.stderr.splitlines() if "samenbord" in line]
    assert checked.returncode == 0 and not ours, checked.stderr
