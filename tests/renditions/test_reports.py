"""A report as a file: a draft for who writes it, an adopted one as it was frozen."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from tests import cast
from tests.pdf_ua import problems_of
from tests.reporting.conftest import adopted, quote, report, told  # noqa: F401 - fixtures
from tests.reporting.making import SOUP
from workspace.db import db
from workspace.learning.actions.withdrawing import empty_testimonies
from workspace.renditions.cli import make_all

pytestmark = pytest.mark.usefixtures("told")


def take(client, thing, kind="pdf"):
    here = client.post(f"/verslagen/{thing.id}/bestanden", data={"format": kind}).location
    assert make_all() == 1
    answer = client.get(f"{here}/bestand")
    assert answer.status_code == 200
    return answer.data


def words_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_a_report_is_taken_along_in_every_form(client, adopted, paul):  # noqa: F811
    client.sign_in(paul)
    content = take(client, adopted)
    assert problems_of(content) == []
    assert SOUP in words_of(content) and adopted.frozen_hash[:20] in words_of(content).replace(" ", "")
    assert SOUP.encode() in ZipFile(BytesIO(take(client, adopted, "odt"))).read("content.xml")
    assert take(client, adopted, "docx")
    figures = ZipFile(BytesIO(take(client, adopted, "csv")))
    assert figures.namelist() and all(name.endswith(".csv") for name in figures.namelist())


def test_the_page_of_a_report_offers_it(client, adopted, paul):  # noqa: F811
    page = client.sign_in(paul).get(f"/verslagen/{adopted.id}").text
    assert f'action="/verslagen/{adopted.id}/bestanden"' in page and "OpenDocument" in page


def test_a_draft_is_taken_along_by_who_writes_it_only(client, report, tess, paul):  # noqa: F811
    assert SOUP in words_of(take(client.sign_in(tess), report))
    assert client.sign_in(paul).post(f"/verslagen/{report.id}/bestanden").status_code == 404


def test_what_was_taken_back_is_black_in_every_later_file(client, adopted, quote, paul, tess):  # noqa: F811
    before = words_of(take(client.sign_in(paul), adopted))
    empty_testimonies(cast.reloaded(quote))
    db.session.commit()
    after = words_of(take(client, adopted))
    assert SOUP in before and SOUP not in after
    assert "[citaat ingetrokken]" in after and "iets ingetrokken op verzoek" in after
