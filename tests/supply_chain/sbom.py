"""Write the list of all that Samenbord is made of (CycloneDX): `python -m tests.supply_chain.sbom FILE`.

Names, versions and hashes are those of the lock file, licences those that each package states where it is
installed; code of others in static/vendor is in it too.
"""

import hashlib
import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"
VENDOR = ROOT / "static" / "vendor"
VENDORED = re.compile(
    r"\| `(?P<file>[^`]+)` \| npm `(?P<name>[^`]+)` (?P<version>[\d.]+)[^|]*\| (?P<licence>[^|]+) \|"
)
PINNED = re.compile(r"(?P<name>[a-z0-9._-]+)(\[[^]]*\])?==(?P<version>[^\s;]+)")
LONGEST_NAME = 60  # characters; longer is the text of a licence, not its name


def make(lock: Path = LOCK) -> dict[str, Any]:
    """Return the list as CycloneDX JSON."""
    line = ["-m", "cyclonedx_py", "requirements", "--pyproject", "pyproject.toml", "--output-reproducible"]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", *line, str(lock)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    bom: dict[str, Any] = json.loads(done.stdout)
    hashes = hashes_in(lock)
    for component in bom["components"]:
        component.pop("description", None)  # a line of the lock file, which the rest says better
        for place in component.get("externalReferences", ()):  # the tool overlooks some of a long list
            place["hashes"] = [
                {"alg": "SHA-256", "content": each}
                for each in hashes[component["name"], component["version"]]
            ]
        if licences := _licences_of(component["name"]):
            component["licenses"] = licences
    ours, others = bom["metadata"]["component"], [*bom["components"], *_vendored()]
    bom["components"] = others
    refs = [component["bom-ref"] for component in others]
    bom["dependencies"] = [{"ref": ours["bom-ref"], "dependsOn": refs}, *({"ref": ref} for ref in refs)]
    return bom


def hashes_in(lock: Path) -> dict[tuple[str, str], list[str]]:
    """Return by name and version of each package the hashes of the files that may be installed."""
    blocks = re.split(r"\n(?=[a-z])", lock.read_text())
    return {
        (found["name"], found["version"]): re.findall(r"sha256:([0-9a-f]{64})", block)
        for block in blocks
        if (found := PINNED.match(block))
    }


def _licences_of(name: str) -> list[dict[str, Any]]:
    """Return what a package says of its licence; nothing for one that this machine does not need."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return []
    if expression := said.get("License-Expression"):
        return [{"expression": expression}]
    named = [
        kind.rpartition(" :: ")[2]
        for kind in said.get_all("Classifier") or ()
        if kind.startswith("License ::")
    ]
    text = (said.get("License") or _licence_file(name)).strip()
    if not named and text:
        named = [text.splitlines()[0][:LONGEST_NAME]]
    return [{"license": {"name": each}} for each in named]


def _licence_file(name: str) -> str:
    """Return the licence that came along with a package, when that is all it says."""
    return distribution(name).read_text("licenses/LICENSE") or ""


def _vendored() -> list[dict[str, Any]]:
    """Return the code and drawings of others that came along as files."""
    return [
        {
            "type": "library",
            "bom-ref": f"vendor-{found['name']}",
            "name": found["name"],
            "version": found["version"],
            "purl": f"pkg:npm/{found['name'].replace('@', '%40')}@{found['version']}",
            "hashes": [
                {"alg": "SHA-256", "content": hash_of(path)} for path in _files(VENDOR / found["file"])
            ],
            "licenses": [{"license": {"name": found["licence"].split(",")[0].strip()}}],
        }
        for found in VENDORED.finditer((VENDOR / "README.md").read_text())
    ]


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("*.woff2")) if path.is_dir() else [path]


def hash_of(path: Path) -> str:
    """Return what a file holds as SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main(target: Path) -> None:
    """Write it to this file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(make(), indent=2) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
