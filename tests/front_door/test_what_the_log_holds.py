"""The log of the server is read by others than the people it is about."""

import pytest

from workspace.connections import engine_options


@pytest.mark.parametrize(
    "address",
    [
        "/agenda/geheim-van-paul.ics",
        "/uitschrijven/geheim-van-paul",
        "/code/geheim-van-paul",
        "/wachtwoord-vergeten/geheim-van-paul",
        "/inloggen/link/geheim-van-paul",
        "/geheim-van-paul",
    ],
)
def test_no_secret_of_an_address_comes_in_the_log(app, caplog, address):
    try:
        raise RuntimeError("Iets ging mis.")
    except RuntimeError as error:
        with app.test_request_context(address):
            app.log_exception((RuntimeError, error, error.__traceback__))
    assert "Iets ging mis." in caplog.text
    assert "geheim-van-paul" not in caplog.text


def test_the_log_says_which_page_went_wrong(app, caplog):
    with app.test_request_context("/initiatieven/12/taken"):
        app.log_exception((None, None, None))
    assert "/initiatieven/<int:initiative_id>/taken {'initiative_id': 12} [GET]" in caplog.text


@pytest.mark.parametrize("url", ["sqlite:///x", "postgresql://x"])
def test_what_people_typed_is_not_in_errors_of_the_database(url):
    assert engine_options(url)["hide_parameters"] is True
