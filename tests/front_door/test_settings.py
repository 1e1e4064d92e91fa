"""An installation is told plainly what is wrong with its settings, all at once, before anything starts."""

import pytest

from workspace.config import BadSettings, Settings, read_settings

PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "x" * 40,
    "SITE_URL": "https://samen.example.nl",
}


def mistakes_in(environment: dict[str, str]) -> list[str]:
    with pytest.raises(BadSettings) as refusal:
        read_settings(environment)
    return str(refusal.value).splitlines()


def test_an_empty_environment_is_a_good_start():
    settings = read_settings({})
    assert settings == Settings()
    assert settings.database_url.startswith("sqlite:///")
    assert not settings.has_mail


def test_values_get_their_types():
    settings = read_settings({"PORT": "9000", "DEMO": "yes", "MAIL_SERVER": "mail.example.nl"})
    assert (settings.port, settings.demo, settings.has_mail) == (9000, True, True)


def test_every_mistake_is_named_at_once():
    found = mistakes_in({"PORT": "many", "DEBUG": "maybe", "ENVIRONMENT": "moon", "SITE_URL": "samen.nl"})
    assert [line.split()[0] for line in found] == ["DEBUG", "PORT", "ENVIRONMENT", "SITE_URL"]


@pytest.mark.parametrize("url", ["mysql://localhost/samen", "samenbord.sqlite", ""])
def test_only_sqlite_and_postgresql_are_databases(url):
    assert mistakes_in({"DATABASE_URL": url})[0].startswith("DATABASE_URL must begin with")


def test_production_starts_with_a_secret_and_https():
    assert read_settings(PRODUCTION).secure_cookies


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"SECRET_KEY": "only-for-development"}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"DEBUG": "true"}, "DEBUG"),
        ({"DEMO": "true"}, "DEMO"),
        ({"SITE_URL": "http://samen.example.nl"}, "SITE_URL"),
    ],
)
def test_production_refuses_to_start_unsafe(changed, named):
    assert [line.split()[0] for line in mistakes_in(PRODUCTION | changed)] == [named]


def test_production_without_a_secret_does_not_start():
    without = {name: value for name, value in PRODUCTION.items() if name != "SECRET_KEY"}
    assert mistakes_in(without)[0].startswith("SECRET_KEY")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LIMIT_SIGN_IN", "10 per 5 minuts"),
        ("LIMIT_MAIL", ""),
        ("LIMIT_SIGN_UP", "often"),
        ("MAIL_PORT", "70000"),
        ("MAIL_FROM", "Samenbord"),
        ("SESSION_DAYS", "0"),
        ("LINK_MINUTES", "-5"),
    ],
)
def test_limits_and_mail_are_checked_before_anybody_needs_them(name, value):
    assert [line.split()[0] for line in mistakes_in({name: value})] == [name]


def test_a_sender_may_have_a_name():
    settings = read_settings({"MAIL_FROM": "Samen in Linde <samen@example.nl>", "LIMIT_MAIL": "5/day"})
    assert settings.mail_from.startswith("Samen in Linde")
