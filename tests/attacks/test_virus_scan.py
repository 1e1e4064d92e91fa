"""With a virus scanner, every upload is looked at before it is kept; what was not found clean is not kept."""

import socket
import threading
from io import BytesIO

import pytest
from PIL import Image

from tests.attacks.scanner import EICAR, listening
from tests.house.world import build_world
from workspace import scanning
from workspace.config import BadSettings, read_settings
from workspace.db import db
from workspace.scanning import Infected, NotScanned, scanner_at

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def photo(more: bytes = b"") -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, "JPEG")
    return out.getvalue() + more


def evidence(w, content):
    fields = {
        "eigenaar-state": "agreed",
        "eigenaar-kind": "file",
        "eigenaar-version": "1",
        "eigenaar-why": "x",
    }
    fields |= {"eigenaar-organisation": w.welfare.id, "eigenaar-valid_until": "2027-06-01"}
    sent = {"eigenaar-file": (BytesIO(PDF + content), "brief.pdf")}
    return f"/initiatieven/{w.initiative.id}/borging/eigenaar", fields | sent


def picture_as_evidence(w, content):
    address, fields = evidence(w, b"")
    return address, fields | {"eigenaar-file": (BytesIO(photo(content)), "brief.jpg")}


def news(w, content):
    fields = {"body": "Er is nieuws", "alt_1": "Soep", "picture_1": (BytesIO(photo(content)), "soep.jpg")}
    return f"/initiatieven/{w.initiative.id}/nieuws/nieuw", fields


def moment(w, content):
    fields = {"picture": (BytesIO(photo(content)), "foto.jpg"), "alt": "Een deur", "is_agreed": "y"}
    return f"/initiatieven/{w.initiative.id}/leermoment", fields | {"kind": "obstacle", "what": "Dat het kan"}


WAYS = {"evidence": evidence, "picture as evidence": picture_as_evidence, "news": news, "moment": moment}


@pytest.fixture
def world(app):
    return build_world(app.extensions["settings"].files_dir)


@pytest.fixture
def scanner(app, world):
    with listening() as scanner:
        app.extensions["virus_scanner"] = scanner_at(scanner.setting)
        yield scanner
    app.extensions["virus_scanner"] = None


def kept(app):
    folder = app.extensions["settings"].files_dir
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_what_is_infected_is_refused_and_nothing_is_kept(app, client, scanner, world, way, headers, tries):
    before = kept(app)
    address, fields = WAYS[way](world, EICAR)
    answer = client.sign_in(world.marja).post(address, data=fields, headers=headers)
    assert answer.status_code == 422 and "virus" in answer.text
    assert len(scanner.seen) == 1 and EICAR in scanner.seen[0]
    assert kept(app) == before
    tries.add()


@pytest.mark.parametrize("way", WAYS)
def test_what_is_clean_is_kept(app, client, scanner, world, way):
    before = kept(app)
    address, fields = WAYS[way](world, b"")
    answer = client.sign_in(world.marja).post(address, data=fields)
    assert answer.status_code == 303, answer.text
    assert len(scanner.seen) == 1 and len(kept(app) - before) == 1


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("says", [b"INSTREAM size limit exceeded. ERROR\0", b"\0", b"stream: OK or not\0"])
def test_an_answer_that_is_no_yes_is_a_no(app, client, scanner, world, way, says, tries):
    scanner.says = says
    before = kept(app)
    address, fields = WAYS[way](world, b"")
    answer = client.sign_in(world.marja).post(address, data=fields)
    assert answer.status_code == 422 and "nakijken" in answer.text
    assert kept(app) == before
    tries.add()


@pytest.mark.parametrize("way", WAYS)
def test_without_the_scanner_nothing_is_kept(app, client, world, way, tries):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # and does not listen
        app.extensions["virus_scanner"] = scanner_at(f"clamd://127.0.0.1:{nobody.getsockname()[1]}")
        before = kept(app)
        address, fields = WAYS[way](world, b"")
        answer = client.sign_in(world.marja).post(address, data=fields)
        app.extensions["virus_scanner"] = None
    assert answer.status_code == 422 and "nakijken" in answer.text
    assert kept(app) == before
    tries.add()


def test_others_write_while_the_scanner_takes_its_time(app, scanner, world):
    scanner.waits.clear()
    address, fields = news(world, b"")
    rachida, nico, comments = world.rachida, world.nico, f"/initiatieven/{world.initiative.id}/reacties"
    slow, quick = app.test_client().sign_in(rachida), app.test_client().sign_in(nico)
    told = []

    def send():
        with app.app_context():
            told.append(slow.post(address, data=fields).status_code)

    db.session.remove()
    sending = threading.Thread(target=send)
    sending.start()
    while not scanner.seen:
        sending.join(0.01)
    assert quick.post(comments, data={"body": "Ik kan schrijven"}).status_code == 303
    assert told == []
    scanner.waits.set()
    sending.join(20)
    assert told == [303]


@pytest.mark.once
def test_a_scanner_listens_at_a_path_too(tmp_path):
    with listening(tmp_path / "clamd.ctl") as scanner:
        reached = scanner_at(scanner.setting)
        assert reached.is_there()
        reached.look_at(b"x" * 3_000_000)
        with pytest.raises(Infected):
            reached.look_at(b"x" * 200_000 + EICAR)
    assert not reached.is_there()
    with pytest.raises(NotScanned):
        reached.look_at(b"x")


@pytest.mark.once
def test_a_scanner_that_stays_silent_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(scanning, "SECONDS", 0.2)
    with listening() as scanner:
        scanner.waits.clear()
        with pytest.raises(NotScanned):
            scanner_at(scanner.setting).look_at(b"x")


@pytest.mark.once
@pytest.mark.parametrize(
    "address", ["127.0.0.1:3310", "clamd://", "unix:clamd.ctl", "http://x", "clamd://x:y"]
)
def test_an_address_that_is_none_is_refused_at_the_start(address):
    with pytest.raises(BadSettings, match="VIRUS_SCANNER"):
        read_settings({"VIRUS_SCANNER": address})
