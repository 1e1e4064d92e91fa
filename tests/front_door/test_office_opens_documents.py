"""LibreOffice opens the Word and OpenDocument files that we make, and shows what stands in them, in order."""

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.papers import EVERY_BLOCK, come_in_order, folder_of_pictures
from tests.setup_office import MISSING, office_path
from workspace.documents_docx import as_docx
from workspace.documents_odt import as_odt

TEXT = "txt:Text (encoded):UTF8"
LONGEST = 240  # seconds; the first start makes a profile


def convert(folder: Path, kind: str, *files: Path) -> None:
    """Let LibreOffice write these files as another kind, with a profile of its own."""
    command = [
        str(office_path()),
        f"-env:UserInstallation=file://{folder}/profile",
        *("--headless", "--norestore", "--convert-to", kind, "--outdir", str(folder)),
        *map(str, files),
    ]
    subprocess.run(command, check=True, timeout=LONGEST, capture_output=True, cwd=folder)


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.skipif(office_path() is None, reason=MISSING)
def test_libreoffice_shows_every_word_in_order(app, tmp_path):
    pictures = folder_of_pictures(tmp_path)
    files = tmp_path / "word.docx", tmp_path / "open.odt"
    for file, write in zip(files, (as_docx, as_odt), strict=True):
        file.write_bytes(write(EVERY_BLOCK, pictures=pictures))
    convert(tmp_path, TEXT, *files)
    convert(tmp_path, "pdf", *files)
    for file in files:
        come_in_order(file.with_suffix(".txt").read_text("utf-8-sig"))
        pdf = PdfReader(BytesIO(file.with_suffix(".pdf").read_bytes()))
        come_in_order(" ".join(page.extract_text() for page in pdf.pages))
        assert pdf.metadata.title == EVERY_BLOCK.title
        assert sum(len(page.images) for page in pdf.pages) >= 2  # the picture and the chart
