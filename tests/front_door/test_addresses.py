"""Nobody is sent to another site by an address that was tampered with."""

import pytest

from workspace.web import same_site_path


@pytest.mark.parametrize(
    "target",
    [
        "https://example.com",
        "//example.com",
        "///example.com",
        "/\\example.com",
        "/\\/example.com",
        "\\\\example.com",
        "javascript:alert(1)",
        "http:/example.com",
        "mijn",
        "",
        None,
        "/ok\\..\\weg",
        "/\t/example.com",
        "/\n/example.com",
    ],
)
def test_an_address_elsewhere_leads_home(target):
    assert same_site_path(target) == "/"


@pytest.mark.parametrize("target", ["/", "/mijn", "/initiatieven/1-soep?bewaard=x#reacties"])
def test_an_address_of_ours_is_kept(target):
    assert same_site_path(target) == target
