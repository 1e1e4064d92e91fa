"""Files lie in a folder or in a store; what people and programs see of them is the same."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from markupsafe import Markup
from PIL import Image
from sqlalchemy import func, select, update

from tests import cast
from tests.object_store import free_port
from workspace.db import db, now
from workspace.doctor.queries import examine, list_strays
from workspace.initiatives.models import Picture, Update
from workspace.stores import Folder, StoreAway, files_of

NEWS = "/initiatieven/{}/nieuws/nieuw"
SOUP = "Er was soep voor iedereen."


@pytest.fixture(params=["folder", "store"])
def files(request, app, tmp_path) -> Folder:
    """Where files lie, of either kind."""
    if request.param == "store":
        return files_of(request.getfixturevalue("in_store"))
    return files_of(replace(app.extensions["settings"], files_dir=tmp_path / "files"))


@pytest.fixture
def app_in_store(app, in_store):
    """The application with its files in the store."""
    before = app.extensions["settings"]
    app.extensions["settings"] = in_store
    yield app
    app.extensions["settings"] = before


@pytest.fixture
def away(app):
    """The application with its files in a store where nobody answers."""
    before = app.extensions["settings"]
    app.extensions["settings"] = replace(
        before,
        files_store="s3",
        s3_endpoint=f"http://127.0.0.1:{free_port()}",
        s3_bucket="weg",
        s3_access_key="sleutel",
        s3_secret_key="geheim",
    )
    yield app
    app.extensions["settings"] = before


def a_photograph() -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (40, 30), "#cc9966").save(out, "JPEG")
    out.seek(0)
    return out


def news() -> dict[str, object]:
    return {"body": SOUP, "picture_1": (a_photograph(), "soep.jpg"), "alt_1": "Een pan soep"}


@pytest.mark.parametrize("name", ["../buiten", "binnen/../../buiten", "/buiten"])
def test_no_name_leads_out_of_its_folder(files, name):
    folder = files.folder("pictures")
    files.write("buiten", b"van een ander")
    for do in (lambda: folder.write(name, b"x"), lambda: folder.open(name), lambda: folder.remove(name)):
        with pytest.raises(FileNotFoundError):
            do()
    assert files.read("buiten") == b"van een ander"


def test_what_is_kept_comes_back_byte_for_byte(files):
    folder = files.folder("pictures")
    content = bytes(range(256)) * 5000
    folder.write("a.webp", content)
    folder.write("b.webp", BytesIO(b"klein"))
    assert folder.read("a.webp") == content
    assert (folder.size("a.webp"), folder.size("b.webp")) == (len(content), 5)
    with folder.open("b.webp") as file:
        assert file.read(2) == b"kl"
        file.seek(0)
        assert file.read() == b"klein"
    assert [kept.name for kept in files.walk()] == ["pictures/a.webp", "pictures/b.webp"]
    assert [(kept.name, kept.size) for kept in folder.walk()] == [("a.webp", len(content)), ("b.webp", 5)]


def test_what_is_not_there_is_plainly_not_there(files):
    assert files.size("pictures/weg.webp") is None
    with pytest.raises(FileNotFoundError):
        files.open("pictures/weg.webp")
    files.remove("pictures/weg.webp")
    assert list(files.folder("pictures").walk()) == []


def test_what_is_removed_is_gone(files):
    files.write("evidence/a.pdf", b"%PDF")
    files.remove("evidence/a.pdf")
    assert files.size("evidence/a.pdf") is None and list(files.walk()) == []


def test_files_are_listed_page_after_page(files, monkeypatch):
    monkeypatch.setattr("workspace.buckets.LISTED_AT_ONCE", 2)
    for number in range(5):
        files.write(f"pictures/{number}.webp", b"x")
    assert [kept.name for kept in files.walk()] == [f"pictures/{number}.webp" for number in range(5)]


def test_a_disk_keeps_no_half_file(app, tmp_path):
    class Breaking(BytesIO):
        def read(self, size=-1):
            raise OSError(28, "No space left on device")

    files = files_of(replace(app.extensions["settings"], files_dir=tmp_path))
    with pytest.raises(OSError):
        files.write("pictures/half.webp", Breaking())
    assert not list(tmp_path.rglob("*.webp"))


def test_a_picture_is_posted_seen_and_asked_again(app_in_store, client, initiative, rachida, nico):
    sent = client.sign_in(rachida).post(
        NEWS.format(initiative.id), data=news(), content_type="multipart/form-data"
    )
    assert sent.status_code == 303, sent.text
    name = db.session.scalar(select(Picture.file_name))
    seen = client.sign_in(nico).get(f"/beelden/{name}")
    assert (seen.status_code, seen.mimetype) == (200, "image/webp")
    assert seen.headers["Cache-Control"] == "private, no-cache"
    assert int(seen.headers["Content-Length"]) == len(seen.data) and seen.data.startswith(b"RIFF")
    again = client.get(f"/beelden/{name}", headers={"If-None-Match": seen.headers["ETag"]})
    assert again.status_code == 304
    assert not Path(app_in_store.extensions["settings"].files_dir, "pictures", name).exists()


def test_what_is_hidden_is_not_given_out_of_the_store_either(app_in_store, client, initiative, rachida):
    client.sign_in(rachida).post(NEWS.format(initiative.id), data=news(), content_type="multipart/form-data")
    name = db.session.scalar(select(Picture.file_name))
    assert client.sign_out().get(f"/beelden/{name}").status_code == 200
    db.session.execute(update(Update).values(hidden_at=now()))
    db.session.commit()
    assert client.get(f"/beelden/{name}").status_code == 404


def test_a_store_that_is_away_saves_nothing_and_says_later(away, client, initiative, rachida):
    sent = client.sign_in(rachida).post(
        NEWS.format(initiative.id), data=news(), content_type="multipart/form-data"
    )
    assert sent.status_code == 503 and sent.headers["Retry-After"]
    assert SOUP in sent.text
    assert db.session.scalar(select(func.count(Update.id))) == 0
    assert db.session.scalar(select(func.count(Picture.id))) == 0


def test_a_picture_in_a_store_that_is_away_is_for_later(away, client, initiative, rachida):
    by = {"author_id": rachida.id, "role": "resident"}
    told = cast.save(Update(initiative_id=initiative.id, body="Soep", body_html=Markup("<p>Soep</p>"), **by))
    cast.save(Picture(update_id=told.id, file_name="x.webp", alt="Soep", width=4, height=3))
    answer = client.sign_in(rachida).get("/beelden/x.webp")
    assert answer.status_code == 503 and answer.headers["Retry-After"]


def test_taking_away_from_a_store_that_is_away_undoes_nothing(away, caplog):
    files_of(away.extensions["settings"]).folder("moments").drop("x.webp")
    assert "stays for now" in caplog.text


def test_a_store_that_is_away_says_so(away):
    with pytest.raises(StoreAway):
        files_of(away.extensions["settings"]).check()


def test_a_store_that_refuses_us_says_so(in_store):
    with pytest.raises(StoreAway):
        files_of(replace(in_store, s3_bucket="niet-van-ons")).check()


def run(app, *words: str):
    return app.test_cli_runner().invoke(args=list(words))


def test_files_move_to_the_store_and_go_on_where_that_was_broken_off(app_in_store, tmp_path):
    settings = app_in_store.extensions["settings"]
    app_in_store.extensions["settings"] = replace(settings, files_dir=tmp_path)
    store = files_of(settings)
    for number in range(3):
        files_of(replace(settings, files_store="folder", files_dir=tmp_path)).write(
            f"pictures/{number}", b"x"
        )
    store.write("pictures/0", b"x")
    store.write("pictures/1", b"")  # broken off
    moved = run(app_in_store, "files", "move")
    assert "2 files copied, 1 were there already" in moved.output
    assert [(kept.name, kept.size) for kept in store.walk()] == [(f"pictures/{n}", 1) for n in range(3)]
    assert "0 files copied, 3 were there already" in run(app_in_store, "files", "move").output


def test_moving_without_a_store_says_what_to_set(app):
    refused = run(app, "files", "move")
    assert refused.exit_code == 1 and "FILES_STORE=s3" in refused.output


def test_a_bucket_is_made_where_there_is_none(app_in_store):
    settings = app_in_store.extensions["settings"]
    app_in_store.extensions["settings"] = replace(settings, s3_bucket=f"{settings.s3_bucket}-anders")
    for _ in range(2):
        made = run(app_in_store, "files", "prepare")
        assert made.exit_code == 0, made.output


def test_a_backup_of_a_store_comes_back_in_a_folder(app_in_store, initiative, tmp_path):
    store = files_of(app_in_store.extensions["settings"])
    store.write("pictures/a.webp", b"RIFF" * 1000)
    made = run(app_in_store, "backup", str(tmp_path / "alles.zip"))
    assert made.exit_code == 0, made.output
    with ZipFile(tmp_path / "alles.zip") as archive:
        assert archive.read("files/pictures/a.webp") == b"RIFF" * 1000


def test_strays_go_after_a_day_and_what_a_row_names_stays(files, initiative, rachida, tmp_path, monkeypatch):
    by = {"author_id": rachida.id, "role": "resident"}
    told = cast.save(Update(initiative_id=initiative.id, body="Soep", body_html=Markup("<p>Soep</p>"), **by))
    cast.save(Picture(update_id=told.id, file_name="named.webp", alt="Soep", width=4, height=3))
    for name in ("pictures/named.webp", "pictures/stray.webp", "evidence/stray.pdf", "elsewhere/x"):
        files.write(name, b"x")
    assert list_strays(files) == {}, "not on the day itself"
    monkeypatch.setattr("workspace.doctor.queries.strays.A_DAY", -60)
    found = {place: names for place, names in list_strays(files).items() if names}
    assert found == {"pictures": ["stray.webp"], "evidence": ["stray.pdf"]}


def test_the_doctor_tries_the_store(app_in_store, away):
    tried = {each.what: each for each in examine(away.extensions["settings"])}["Files store"]
    assert not tried.is_well and "S3_ENDPOINT" in tried.todo


def test_the_doctor_finds_a_store_that_works(app_in_store):
    tried = {each.what: each for each in examine(app_in_store.extensions["settings"])}["Files store"]
    assert tried.is_well and "s3://samenbord-" in tried.told
    assert list(files_of(app_in_store.extensions["settings"]).walk()) == []
