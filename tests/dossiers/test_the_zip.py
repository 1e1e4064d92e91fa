"""The ZIP holds everything in open formats, under names that no program takes for anything else."""

import csv
import json
from dataclasses import fields
from io import StringIO
from pathlib import Path, PurePosixPath

import pytest

from tests import cast
from tests.dossiers.conftest import give_picture
from workspace.borging.models import BorgingAspect, Evidence
from workspace.dossiers.queries.rows import Dossier
from workspace.dossiers.views import archive
from workspace.dossiers.words import read_me


@pytest.fixture
def folder(app) -> Path:
    """The folder of files, with nothing in it from before."""
    files: Path = app.extensions["settings"].files_dir
    (files / "evidence").mkdir(parents=True, exist_ok=True)
    return files


def give_file(initiative, folder, *, name="geheim1.pdf", title="Convenant 2020.pdf", content=b"%PDF-1.7 ok"):
    """Give the owner aspect a file as evidence; without content the file is missing."""
    if content is not None:
        (folder / "evidence" / name).write_bytes(content)
    else:
        (folder / "evidence" / name).unlink(missing_ok=True)
    select = cast.db.select(BorgingAspect.id).where(
        BorgingAspect.initiative_id == initiative.id, BorgingAspect.code == "owner"
    )
    return cast.save(
        Evidence(
            aspect_id=cast.db.session.scalar(select), text="Zie bestand", kind="file", file_name=name,
            file_title=title, file_size=len(content or b""),
        )
    )  # fmt: skip


def test_it_holds_the_document_the_facts_the_tables_and_the_files(client, full, files, folder, karin):
    evidence = give_file(full.initiative, folder)
    picture = give_picture(full.initiative, folder)
    client.sign_in(karin)
    zip_file = files.archive()
    assert set(zip_file.namelist()) == {
        *("dossier.pdf", "dossier.docx", "dossier.md", "gegevens.json", "LEESMIJ.txt"),
        *(f"tabellen/{n}.csv" for n in ("onderdelen", "bewijs", "partners", "geschiedenis", "reacties")),
        *(f"tabellen/{n}.csv" for n in ("taken", "vragen", "besluiten")),
        f"bewijs/{evidence.id}-convenant-2020.pdf",
        f"fotos/{picture.id}.webp",
    }
    assert zip_file.testzip() is None
    assert zip_file.read(f"bewijs/{evidence.id}-convenant-2020.pdf") == b"%PDF-1.7 ok"
    read_me = zip_file.read("LEESMIJ.txt").decode()
    assert f"fotos/{picture.id}.webp: Een pan soep" in read_me
    assert "Foto: Een pan soep" in files.page()


def test_the_facts_are_json_of_which_every_name_is_explained(client, full, files, karin):
    client.sign_in(karin)
    facts = json.loads(files.archive().read("gegevens.json"))
    assert set(facts) == {field.name for field in fields(Dossier)} | {"remarks"}
    assert facts["what"]["title"] == "Soep op dinsdag"
    assert facts["what"]["yearly_cost_cents"] == 400_000
    assert facts["granted"] == {"cents": 250_000, "until": facts["evidence"][1]["runs_until"]}
    assert {step["source"] for step in facts["steps"]} == {"aspect", "scan", "stale"}
    explained = files.archive().read("LEESMIJ.txt").decode()
    for name, value in facts.items():
        assert f"- {name}: " in explained
        inside = value[0] if isinstance(value, list) and value else value
        for key in inside if isinstance(inside, dict) else ():
            assert key in explained, f"{name}.{key}"


def test_what_the_names_of_the_facts_mean_is_told_of_each_and_of_no_other(app):
    with app.test_request_context():
        assert set(read_me.meanings()) == {field.name for field in fields(Dossier)} | {"remarks"}


def test_the_tables_open_in_a_spreadsheet_and_run_nothing(client, full, files, karin, welfare):
    welfare.name = "=HYPERLINK(1)"
    cast.save(welfare)
    client.sign_in(karin)
    zip_file = files.archive()
    rows = list(
        csv.reader(StringIO(zip_file.read("tabellen/partners.csv").decode("utf-8-sig")), delimiter=";")
    )
    assert rows == [["Organisatie", "Aandeel"], ["'=HYPERLINK(1)", "Leent de keuken"]]
    aspects = list(
        csv.reader(StringIO(zip_file.read("tabellen/onderdelen.csv").decode("utf-8-sig")), delimiter=";")
    )
    assert len(aspects) == 9
    evidence = zip_file.read("tabellen/bewijs.csv").decode()
    assert "2500,00" in evidence and "Potje Preventie" in evidence


@pytest.mark.parametrize(
    "title",
    [
        "../../etc/passwd",
        "C:\\Windows\\x.exe",
        "con.pdf",
        "‮fdp.exe",
        "a\nb.pdf",
        "",
        "x" * 200,
        "/",
        "éé ñ.pdf",
    ],
)
def test_names_of_files_are_safe_whatever_people_called_them(client, full, files, folder, karin, title):
    give_file(full.initiative, folder, title=title)
    give_file(full.initiative, folder, title=title, name="geheim2.pdf")
    client.sign_in(karin)
    zip_file = files.archive()
    names = zip_file.namelist()
    assert len(names) == len(set(names)) == 15
    for name in names:
        path = PurePosixPath(name)
        assert not path.is_absolute() and ".." not in path.parts and len(path.parts) <= 2
        assert name.isascii() and name.isprintable() and "\\" not in name and len(name) < 100
    assert all(line.strip() != "" or not line for line in zip_file.read("LEESMIJ.txt").decode().split("\r\n"))


def test_a_file_that_is_missing_is_named_and_breaks_nothing(client, full, files, folder, karin):
    evidence = give_file(full.initiative, folder, name="weg.pdf", content=None)
    client.sign_in(karin)
    zip_file = files.archive()
    assert not [name for name in zip_file.namelist() if name.startswith("bewijs/")]
    told = zip_file.read("LEESMIJ.txt").decode()
    assert "Deze bestanden zitten er niet bij" in told
    assert f"bewijs/{evidence.id}-convenant-2020.pdf: Convenant 2020.pdf" in told


def test_a_stored_name_never_leads_out_of_its_folder(client, full, files, folder, karin):
    (folder / "buiten.txt").write_text("geheim")
    give_file(full.initiative, folder, name="x.txt")
    evidence = cast.db.session.scalars(cast.db.select(Evidence).where(Evidence.file_name == "x.txt")).one()
    evidence.file_name = "../buiten.txt"
    cast.save(evidence)
    client.sign_in(karin)
    zip_file = files.archive()
    assert not any(zip_file.read(name) == b"geheim" for name in zip_file.namelist())


def test_what_does_not_fit_is_named(client, full, files, folder, karin, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST", 1000)
    give_file(full.initiative, folder, name="groot.pdf", title="Groot.pdf", content=b"x" * 1001)
    give_file(full.initiative, folder, name="klein.pdf", title="Klein.pdf", content=b"x" * 900)
    client.sign_in(karin)
    zip_file = files.archive()
    assert [name.split("-", 1)[1] for name in zip_file.namelist() if name.startswith("bewijs/")] == [
        "klein.pdf"
    ]
    assert "Groot.pdf" in zip_file.read("LEESMIJ.txt").decode()


def test_evidence_that_was_taken_back_leaves_its_file_out(client, full, files, folder, karin):
    from workspace.db import now

    evidence = give_file(full.initiative, folder)
    evidence.withdrawn_at = now()
    cast.save(evidence)
    client.sign_in(karin)
    assert not [name for name in files.archive().namelist() if name.startswith("bewijs/")]
