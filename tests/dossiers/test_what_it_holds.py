"""The handover file holds every fact in every format, and in each of them the same."""

import json
from io import BytesIO

from pypdf import PdfReader

from tests import cast
from tests.dossiers.conftest import FACTS, LATER, join
from tests.front_door.test_documents import squeezed, structure
from workspace.initiatives.models import Stage
from workspace.times import today

FORMATS = ("page", "pdf", "docx", "zip")


def without_escapes(text: str) -> str:
    return squeezed(text.replace("\\", ""))


def test_every_fact_is_in_every_format(client, full, files, karin):
    found = {name: without_escapes(text) for name, text in files_of(client, files, karin).items()}
    missing = [(name, fact) for fact in FACTS for name in FORMATS if squeezed(fact) not in found[name]]
    assert missing == []


def files_of(client, files, reader):
    client.sign_in(reader)
    return files.all()


def test_what_was_taken_back_is_left_out(client, full, files, karin):
    for name, text in files_of(client, files, karin).items():
        assert "Weer ingetrokken" not in text, name


def test_it_counts_the_money_that_is_granted_and_what_is_lacking(client, full, files, karin):
    client.sign_in(karin)
    page = files.page()
    for amount in ("4.000", "2.500", "1.500"):
        assert amount in page


def test_a_claim_past_its_day_is_a_task(client, full, files, karin):
    client.sign_in(karin)
    page = files.page()
    assert "Afgesproken, opnieuw bevestigen" in page
    assert "Opnieuw bevestigen of dit nog klopt" in page


def test_the_page_shows_the_same_blocks_as_the_files(client, full, files, karin):
    client.sign_in(karin)
    page = squeezed(files.page())
    for line in files.archive().read("dossier.md").decode().splitlines():
        if line.startswith("## "):
            assert squeezed(line[3:].replace("\\", "")) in page


def test_it_tells_from_which_day_an_organisation_takes_it_over(client, full, files, karin, municipality):
    full.initiative.carried_by_id, full.initiative.carried_from = municipality.id, LATER
    cast.save(full.initiative)
    client.sign_in(karin)
    page = files.page()
    assert "Welzijn Linde<br>Vanaf" in page and "Gemeente Linde" in page
    full.initiative.carried_from = today()
    cast.save(full.initiative)
    assert "Gemeente Linde, sinds" in files.page()


def test_what_was_stopped_on_purpose_tells_why_and_what_was_learned(client, full, files, karin):
    ended = full.initiative
    ended.stage, ended.ended_on = Stage.STOPPED, today()
    ended.outcome, ended.end_reason, ended.lesson = (
        "Twee winters soep",
        "De school sluit",
        "Zoek eerst een zaal",
    )
    cast.save(ended)
    client.sign_in(karin)
    for name, text in files.all().items():
        for words in ("Gestopt op", "Twee winters soep", "De school sluit", "Zoek eerst een zaal"):
            assert words in text, f"{name}: {words}"


def test_its_pdf_can_be_read_by_a_screen_reader(client, full, files, karin):
    client.sign_in(karin)
    pdf = PdfReader(BytesIO(client.get(f"{files.address}.pdf").data))
    tags = structure(pdf)
    assert tags.count("/H1") == 1 and tags.count("/H2") == 12
    assert {"/H3", "/Table", "/Caption", "/TH", "/TD", "/L"} <= set(tags)
    assert "/Figure" not in tags
    assert pdf.metadata is not None and pdf.metadata.title == "Soep op dinsdag"
    assert pdf.trailer["/Root"]["/Lang"] == "nl"


def test_files_are_named_after_the_initiative_and_the_day(client, full, files, karin):
    client.sign_in(karin)
    for ending in ("pdf", "docx", "zip"):
        answer = client.get(f"{files.address}.{ending}")
        disposition = answer.headers["Content-Disposition"]
        assert disposition.startswith('attachment; filename="overdrachtsdossier-soep-op-dinsdag-20')
        assert disposition.endswith(f'.{ending}"')
        assert answer.headers["Cache-Control"] == "no-store"


def test_whatever_its_title_the_name_of_the_file_is_plain(client, full, files, karin):
    full.initiative.title = 'Soep"; rm -rf /\n‮..\\'
    cast.save(full.initiative)
    client.sign_in(karin)
    name = client.get(f"{files.address}.pdf").headers["Content-Disposition"]
    assert "soep-rm-rf" in name and "\\" not in name and "/" not in name


def test_hours_are_told_only_when_they_are_of_five_people(client, full, files, karin):
    for number in range(4):
        join(full.initiative, cast.make_user(f"Gever {number}"), hours_a_month=3)
    client.sign_in(karin)
    assert json.loads(files.archive().read("gegevens.json"))["numbers"]["hours_a_month"] is None
    join(full.initiative, cast.make_user("Gever 5"), hours_a_month=3)
    assert json.loads(files.archive().read("gegevens.json"))["numbers"] == {
        "joined": 5,
        "supporters": 0,
        "hours_a_month": 15,
    }


def test_it_takes_as_many_queries_whatever_it_holds(client, full, files, karin, queries):
    client.sign_in(karin)
    files.page()
    before = len(queries)
    files.page()
    first = len(queries) - before
    for number in range(6):
        user = cast.make_user(f"Erbij {number}")
        join(full.initiative, user, hours_a_month=2)
        cast.make_comment(full.initiative, user)
    before = len(queries)
    files.page()
    assert len(queries) - before == first <= 27


def test_it_reads_in_english_too(client, full, files, karin):
    client.sign_in(karin)
    client.get("/?taal=en")
    assert "Soep op dinsdag" in files.pdf()
