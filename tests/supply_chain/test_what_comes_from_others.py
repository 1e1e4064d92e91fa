"""What comes from others is pinned, listed, and held against what is known of it."""

import json
import re
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.supply_chain import audit as auditing
from tests.supply_chain.audit import Outcome, audit
from tests.supply_chain.sbom import LOCK, VENDOR, hash_of, hashes_in, make

pytestmark = [pytest.mark.once, pytest.mark.slow]
ROOT = Path(__file__).parents[2]
PLANTED = "jinja2==2.4.1 --hash=sha256:" + "0" * 64 + "\n" + "flask==3.1.0 --hash=sha256:" + "1" * 64 + "\n"
KNOWN = {
    "id": "PYSEC-2019-217",
    "modified": "2021-01-01T00:00:00Z",
    "summary": "Sandbox escape",
    "details": "Planted by a test.",
    "affected": [
        {
            "package": {"name": "jinja2", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.10.1"}]}],
        }
    ],
}


class Advisories(BaseHTTPRequestHandler):
    """A list of known weaknesses, with one in it."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        body = json.dumps({"vulns": [KNOWN]} if asked["package"]["name"] == "jinja2" else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def advisories():
    with ThreadingHTTPServer(("127.0.0.1", 0), Advisories) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield ["-s", "osv", "--osv-url", f"http://127.0.0.1:{server.server_port}/v1/query"]
        finally:
            server.shutdown()


def locked(folder, text):
    path = folder / "some.lock"
    path.write_text(text)
    return path


def test_a_known_weakness_is_found_and_fails(tmp_path, monkeypatch, capsys):
    with advisories() as there:
        monkeypatch.setattr(auditing, "LOCK", locked(tmp_path, PLANTED))
        assert auditing.main(there) == 1
    told = capsys.readouterr().out
    assert "jinja2 2.4.1: PYSEC-2019-217, mended in 2.10.1" in told and "flask" not in told


def test_without_any_it_says_how_many_were_checked(tmp_path):
    with advisories() as there:
        outcome = audit(locked(tmp_path, PLANTED.splitlines()[1] + "\n"), there)
    assert outcome.told() == "1 packages checked: no known weaknesses."


def test_what_was_not_reached_is_not_said_to_be_well(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(auditing, "LOCK", locked(tmp_path, PLANTED))
    nowhere = ["-s", "osv", "--osv-url", "http://127.0.0.1:9/v1/query", "--timeout", "2"]
    assert auditing.main(nowhere) == 0
    assert auditing.main([*nowhere, "--strict"]) == 1
    told = capsys.readouterr().out
    assert told.count("NOT checked") == 2 and "no known weaknesses" not in told


def test_what_was_reached_in_part_is_said():
    told = Outcome(checked=2, skipped=("flask",)).told()
    assert told == "2 packages checked: no known weaknesses. 1 not reached: NOT checked."


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_everything_is_pinned_with_its_hashes(lock):
    blocks = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())
    packages = [block for block in blocks if not block.startswith("#")]
    assert len(packages) > 50
    for block in packages:
        assert re.match(r"[a-z0-9._-]+(\[[a-z0-9,_-]+\])?==\S+", block), block.splitlines()[0]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block.splitlines()[0]


def test_no_file_names_a_place_to_fetch_packages_from():
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    ways = re.compile(
        r"--(extra-)?index-url[ =]\S|--find-links[ =]\S|--trusted-host|PIP_INDEX_URL=", re.IGNORECASE
    )
    found = []
    for name in listing.splitlines():
        path = ROOT / name
        if (
            path.is_file()
            and path != Path(__file__)
            and path.suffix in {"", ".lock", ".toml", ".md", ".py", ".yml"}
        ):
            found += [name for line in path.read_text(errors="replace").splitlines() if ways.search(line)]
    assert found == []


def test_the_list_of_all_it_is_made_of_is_whole():
    bom = make()
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bom))
    assert wrong is None, wrong
    assert (bom["bomFormat"], bom["metadata"]["component"]["name"]) == ("CycloneDX", "samenbord")
    listed = [each for each in bom["components"] if each["purl"].startswith("pkg:pypi/")]
    told = {
        (each["name"], each["version"]): [
            h["content"] for place in each["externalReferences"] for h in place["hashes"]
        ]
        for each in listed
    }
    assert told == hashes_in(LOCK) and len(told) > 50
    unknown = {each["name"] for each in listed if not each.get("licenses")}
    assert unknown <= needed_elsewhere(), f"No licence is known of {unknown}"
    vendored = [each for each in bom["components"] if each["purl"].startswith("pkg:npm/")]
    hashed = {h["content"] for each in vendored for h in each["hashes"]}
    assert {hash_of(path) for path in VENDOR.glob("*.js")} < hashed
    assert all(each["licenses"] for each in vendored)


def needed_elsewhere():
    """Return what only other kinds of machine need."""
    return set(re.findall(r"^([a-z0-9._-]+)==\S+ ;", LOCK.read_text(), re.MULTILINE))
