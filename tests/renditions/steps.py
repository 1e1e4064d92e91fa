"""Asking for a file, and reading what came of it."""

from io import BytesIO

from pypdf import PdfReader
from sqlalchemy import select

from workspace.db import db
from workspace.renditions.models import Rendition


def ask(client, history, kind="pdf"):
    answer = client.post(f"/leergeschiedenissen/{history.id}/bestanden", data={"format": kind})
    assert answer.status_code == 303
    return answer.location


def only_one() -> Rendition:
    return db.session.scalars(select(Rendition).execution_options(populate_existing=True)).one()


def words_of_pdf(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
