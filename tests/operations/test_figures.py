"""What Prometheus reads, and what the server says of itself when it starts."""

import urllib.request
from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client import generate_latest

from tests import cast
from tests.object_store import free_port
from workspace.config import BadSettings, Settings, read_settings
from workspace.db import db, now
from workspace.doctor.cli import start_metrics
from workspace.doctor.queries import examine, read_figures
from workspace.mail.models import ATTEMPTS_AT_MOST, OutgoingMail
from workspace.metrics import Read, registry
from workspace.privacy.models import RetentionRun
from workspace.server import introduce, release, unsafe
from workspace.workers import ended_turn


@pytest.fixture
def settings(app) -> Settings:
    return app.extensions["settings"]


def figures(settings) -> dict[str, dict[str, float]]:
    return {name: values for name, _, values in read_figures(settings)}


def counted(name: str, **labels: str) -> float:
    return registry.get_sample_value(f"samenbord_{name}", labels) or 0.0


def make_mail(number: int, **facts) -> OutgoingMail:
    about = {"recipient": "x@example.org", "subject": "Hallo", "text": "Dag", "message_id": f"m{number}"}
    return cast.save(OutgoingMail(**about | facts))


def test_requests_are_counted_by_rule_and_never_by_address(client, initiative):
    about = {"rule": "/initiatieven/<int:initiative_id>-<name>", "method": "GET"}
    before = counted("requests_total", status="4xx", rule="other", method="GET")
    client.get("/zomaar/rachida@example.nl")
    client.get("/zomaar/iets-anders")
    assert counted("requests_total", status="4xx", rule="other", method="GET") == before + 2
    client.get(f"/initiatieven/{initiative.id}", follow_redirects=True)
    told = generate_latest(registry).decode()
    assert "rachida" not in told and "zomaar" not in told and "/initiatieven/<" in told, about
    rules = {line.split('rule="')[1].split('"')[0] for line in told.splitlines() if 'rule="' in line}
    assert all("<" in rule or not any(sign.isdigit() for sign in rule) for rule in rules)


def test_an_unknown_method_is_no_label_of_its_own(client):
    client.open("/", method="VERZONNEN")
    assert "VERZONNEN" not in generate_latest(registry).decode()


def test_refused_sign_ins_are_counted(client, nico):
    before = counted("sign_in_failures_total")
    client.post("/inloggen", data={"email": nico.email, "password": "verkeerd-verkeerd"})
    assert counted("sign_in_failures_total") == before + 1


def test_mail_that_waits_or_was_given_up_is_told(settings):
    make_mail(1, written_at=now() - timedelta(hours=2))
    make_mail(2)
    make_mail(3, sent_at=now())
    make_mail(4, attempts=ATTEMPTS_AT_MOST)
    told = figures(settings)
    assert (told["mail_waiting"], told["mail_failed"]) == ({"": 2.0}, {"": 1.0})
    assert 7190 < told["mail_oldest_seconds"][""] < 7300


def test_workers_connections_and_the_trail_are_told(settings):
    ended_turn("a worker of the tests")
    told = figures(settings)
    assert told["worker_last_turn_seconds"]["a worker of the tests"] > 0
    assert "in use" in told["database_connections"] or told["database_connections"] == {}
    assert told["audit_head"][""] >= 0 and told["database_up"] == {"": 1.0}
    assert set(told["files_asked"]) == {"waiting", "making", "ready", "failed"}


def test_a_database_that_is_away_leaves_the_rest(settings, monkeypatch):
    from sqlalchemy.exc import OperationalError

    def away(*_, **__):
        raise OperationalError("", {}, OSError())

    with monkeypatch.context() as here:
        here.setattr(db.session, "execute", away)
        told = figures(settings)
    assert told["database_up"] == {"": 0.0} and "mail_waiting" not in told and "workers_stopped" in told


def test_the_age_of_the_newest_backup_is_told_and_looked_at(settings, tmp_path):
    dated = replace(settings, backups_dir=tmp_path)
    assert "backup_age_seconds" not in figures(dated)
    backups = {each.what: each for each in examine(dated)}["Backups"]
    assert not backups.is_well and "none" in backups.told
    (tmp_path / "vandaag.zip").write_bytes(b"x")
    assert figures(dated)["backup_age_seconds"][""] < 60
    assert {each.what: each for each in examine(dated)}["Backups"].is_well


def test_they_are_read_at_a_port_of_their_own_and_nowhere_else(app, client, settings):
    port = free_port()
    app.extensions["settings"] = replace(settings, metrics_port=port)
    readers = set(registry._collector_to_names)
    try:
        start_metrics(app)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
            told = answer.read().decode()
        assert "samenbord_mail_waiting 0.0" in told and "samenbord_request_seconds_bucket" in told
    finally:
        app.extensions["settings"] = settings
        for reader in set(registry._collector_to_names) - readers:
            assert isinstance(reader, Read)
            registry.unregister(reader)
    assert client.get("/metrics").status_code == 404


def test_without_a_port_nothing_listens(app):
    readers = set(registry._collector_to_names)
    start_metrics(app)
    assert set(registry._collector_to_names) == readers


def test_the_start_says_what_it_runs_on_and_no_secret(caplog):
    caplog.set_level("INFO", "workspace.server")
    settings = Settings(database_url="postgresql://samen:geheim@db/samen", mail_server="mail.example.org")
    introduce(settings)
    assert f"Samenbord {release()}" in caplog.text and "Database: postgresql" in caplog.text
    assert "mail.example.org:25" in caplog.text and "geheim" not in caplog.text
    assert "Not safe: SECRET_KEY is the one that everybody knows" in caplog.text


def test_what_is_safe_gets_no_warning():
    safe = Settings(
        environment="production",
        secret_key="x" * 40,
        site_url="https://samen.example.nl",
        mail_server="mail.example.org",
        trusted_proxies=1,
    )
    assert unsafe(safe) == []


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("METRICS_PORT", "8000", "METRICS_PORT must be a port of its own"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL must be one of"),
        ("FILES_STORE", "cloud", "FILES_STORE must be folder or s3"),
        ("FILES_STORE", "s3", "S3_BUCKET must be set"),
    ],
)
def test_each_mistake_is_one_line(setting, value, told):
    with pytest.raises(BadSettings) as mistakes:
        read_settings({setting: value})
    assert told in str(mistakes.value)


def test_the_doctor_tells_whether_periods_are_kept(settings):
    def periods():
        return {each.what: each for each in examine(settings)}["Periods"]

    assert periods().is_well and "has not looked yet" in periods().told
    about = {"done": {}}
    cast.save(RetentionRun(ended_at=now() - timedelta(hours=9), failed=[], **about))
    assert not periods().is_well and "/beheer/bewaartermijnen" in periods().todo
    cast.save(RetentionRun(ended_at=now(), failed=["accounts"], **about))
    assert not periods().is_well and "accounts" in periods().told
    cast.save(RetentionRun(ended_at=now(), failed=[], **about))
    assert periods().is_well


def test_the_doctor_asks_for_two_steps_where_people_work(settings):
    def two_steps(**changed):
        return {each.what: each for each in examine(replace(settings, **changed))}["Two steps"]

    assert two_steps().is_well
    live = two_steps(environment="production", require_second_step="managers,administrators")
    assert live.is_well and live.told == "required for administrators, managers"
    assert not two_steps(environment="production", require_second_step="").is_well
