"""Ask which known weaknesses are in what we depend on: `python -m tests.supply_chain.audit`.

pip-audit calls it well when it could not ask anything. So this reads what it says of each package: a weakness
fails, and what was not reached is said to be not checked. With `--strict` that fails too.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"
SECONDS = 120  # for all packages together
OPTIONS = ("--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")


@dataclass(frozen=True)
class Outcome:
    """What was found of how many packages; `why` says why nothing was."""

    checked: int = 0
    skipped: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = field(default=())
    why: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether every package was asked about."""
        return self.checked > 0 and not self.skipped and not self.why

    def told(self) -> str:
        """Return what came of it, in plain words."""
        if self.weaknesses:
            return "Known weaknesses:\n" + "\n".join(f"  {line}" for line in self.weaknesses)
        if self.is_whole:
            return f"{self.checked} packages checked: no known weaknesses."
        if self.checked:
            number = len(self.skipped)
            return f"{self.checked} packages checked: no known weaknesses. {number} not reached: NOT checked."
        return f"The list of known weaknesses was not reached: NOT checked. {self.why}".rstrip()


def audit(lock: Path, more: Sequence[str] = ()) -> Outcome:
    """Return what pip-audit finds in this lock file; `more` are options of its own."""
    line = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), *OPTIONS, *more]
    try:
        done = subprocess.run(line, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return Outcome(why=f"It took more than {SECONDS} seconds.")
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        said = done.stderr.strip().splitlines()
        return Outcome(why=said[-1] if said else "It said nothing.")
    return Outcome(
        checked=sum("vulns" in each for each in packages),
        skipped=tuple(each["name"] for each in packages if "vulns" not in each),
        weaknesses=tuple(
            f"{each['name']} {each['version']}: {found['id']},"
            f" mended in {', '.join(found['fix_versions']) or 'no version yet'}"
            for each in packages
            for found in each.get("vulns", ())
        ),
    )


def main(words: Sequence[str]) -> int:
    """Print what came of it; return 1 for a weakness, and with --strict for what was not checked."""
    strict = "--strict" in words
    outcome = audit(LOCK, [word for word in words if word != "--strict"])
    print(outcome.told())  # noqa: T201 - printing is what it is for
    return int(bool(outcome.weaknesses) or (strict and not outcome.is_whole))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
