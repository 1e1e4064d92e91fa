"""How many attacks were tried: each test says how many, and the end of a run prints the sum by class."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

CORPORA = Path(__file__).parent / "corpora"
COUNTED = "tries"


class Tries:
    """Counts the tries of one test."""

    def __init__(self) -> None:
        self.number = 0

    def add(self, number: int = 1) -> None:
        self.number += number


@pytest.fixture
def tries(request: pytest.FixtureRequest) -> Any:
    """What counts the tries of this test."""
    counted = Tries()
    yield counted
    request.node.user_properties.append((COUNTED, counted.number))


def corpus(name: str) -> list[str]:
    """Return the payloads of a corpus: a line each, `\\x00`-like escapes read, lines with # left out."""
    lines = (CORPORA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [read(line) for line in lines if line and not line.startswith("# ")]


def read(line: str) -> str:
    """Return a line of a corpus with its escapes read; surrogates may stand alone there."""
    return line.encode("latin-1", "backslashreplace").decode("unicode_escape") if "\\" in line else line


def summary(reports: Any) -> list[str]:
    """Return the lines that say how many tries a run made, by class of attack; none when it made none."""
    made: Counter[str] = Counter()
    for report in reports:
        if getattr(report, "when", "") == "teardown":
            number = sum(value for name, value in report.user_properties if name == COUNTED)
            made[Path(report.location[0]).stem.removeprefix("test_").replace("_", " ")] += number
    made = Counter({name: number for name, number in made.items() if number})
    if not made:
        return []
    return [
        f"attacks: {made.total():,} tries",
        *(f"  {name}: {number:,}" for name, number in made.most_common()),
    ]
