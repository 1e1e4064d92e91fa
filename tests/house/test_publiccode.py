"""`publiccode.yml` follows the standard by which catalogues of public software read it (version 0.7)."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MANDATORY = {
    "publiccodeYmlVersion",
    "name",
    "url",
    "organisation",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
}
OPTIONAL = {
    "categories",
    "intendedAudience",
    "dependsOn",
    "supports",
    "roadmap",
    "softwareVersion",
    "releaseDate",
}
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
KINDS = {
    "standalone/web",
    "standalone/desktop",
    "standalone/mobile",
    "standalone/backend",
    "library",
    "addon",
}
CATEGORIES = """
accounting agile-project-management applicant-tracking application-development appointment-scheduling
backup billing-and-invoicing blog budgeting business-intelligence business-process-management cad
call-center-management cloud-management collaboration communications compliance-management
contact-management content-management crm customer-service-and-support data-analytics data-collection
data-visualization design design-system digital-asset-management digital-citizenship document-management
donor-management e-commerce e-signature educational-content email-management email-marketing
employee-management enterprise-project-management enterprise-social-networking erp event-management
facility-management feedback-and-reviews-management financial-reporting fleet-management fundraising
gamification geographic-information-systems grant-management graphic-design help-desk hr ide
identity-management instant-messaging integrated-library-system inventory-management it-asset-management
it-development it-management it-security it-service-management knowledge-management
learning-management-system marketing mind-mapping mobile-marketing mobile-payment network-management
office online-booking online-community payment-gateway payroll predictive-analysis procurement
productivity-suite project-collaboration project-management property-management real-estate-management
regulations-and-directives remote-support resource-management sales-management seo service-desk
social-media-management survey talent-management task-management taxes-management test-management
time-management time-tracking translation video-conferencing video-editing visitor-management voip
warehouse-management web-collaboration web-conferencing website-builder whistleblowing
workflow-management other
"""
SCOPES = """
agriculture culture defence education emergency-services employment energy environment
finance-and-economic-development foreign-affairs government healthcare infrastructures justice
local-authorities manufacturing research science-and-technology security society sport tourism
transportation welfare
"""
ALIASES = {"gdpr", "eidas", "nis2", "cra"}

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    return read


def test_it_holds_what_is_mandatory_and_nothing_unknown(told):
    assert MANDATORY - set(told) == set()
    assert set(told) - MANDATORY - OPTIONAL == set()
    assert told["publiccodeYmlVersion"] == "0.7"
    assert told["organisation"]["uri"].startswith("https://")
    assert told["legal"]["license"] == "EUPL-1.2"


def test_its_choices_are_those_of_the_standard(told):
    assert told["developmentStatus"] in STATUSES
    assert told["softwareType"] in KINDS
    assert set(told["categories"]) - set(CATEGORIES.split()) == set()
    assert set(told["intendedAudience"]["scope"]) - set(SCOPES.split()) == set()
    assert all(re.fullmatch("[A-Z]{2}", country) for country in told["intendedAudience"]["countries"])
    for supported in told["supports"]:
        kind, _, name = supported["id"].partition(":")
        assert (kind == "alias" and name in ALIASES) or kind == "https", supported


def test_each_language_says_it_in_the_length_that_catalogues_show(told):
    assert set(told["description"]) == {"nl", "en"} == set(told["localisation"]["availableLanguages"])
    for language, words in told["description"].items():
        assert len(words["shortDescription"]) <= 150, language
        assert 150 <= len(words["longDescription"]) <= 10_000, language
        assert words["features"], language


def test_somebody_maintains_it(told):
    maintained = told["maintenance"]
    assert maintained["type"] in {"internal", "contract", "community", "none"}
    assert all(contact["name"] for contact in maintained["contacts"])


def test_the_version_of_python_is_the_one_that_is_needed(told):
    python = next(each for each in told["dependsOn"]["open"] if each["name"] == "Python")
    assert f'requires-python = ">={python["versionMin"]}"' in (ROOT / "pyproject.toml").read_text()


def test_the_checklist_of_the_standard_counts_itself():
    text = (ROOT / "docs" / "standard-for-public-code.md").read_text()
    met = [line.split("|")[2].strip() for line in text.splitlines() if "(MUST)" in line]
    said = re.search(r"Of its (\d+) lines with a MUST, (\d+) are met,\s+(\d+) partly and (\d+) not", text)
    assert said is not None
    counted = (len(met), met.count("yes"), met.count("partly"), met.count("no"))
    assert counted == tuple(int(number) for number in said.groups())
    for link in re.findall(r"\]\((?!https)([^)#]+)\)", text):
        assert (ROOT / "docs" / link).exists(), link
