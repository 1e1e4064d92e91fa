"""The benchmark builds its town, starts its servers and prints a table. Its figures are not judged here."""

import json
import sys

import pytest

from tests.house.test_house_rules import ROOT
from tests.logs import run_ours


@pytest.mark.slow
@pytest.mark.once
def test_a_small_run_measures_every_page_without_a_failure(tmp_path):
    figures = tmp_path / "figures.json"
    command = [sys.executable, "-m", "bench", "--quick", "--json", str(figures)]
    done = run_ours(command, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "Left out" not in done.stderr
    assert "| progress |" in done.stdout, "how long a report takes is measured too"
    rounds = json.loads(figures.read_text())
    assert len(rounds) == 16
    assert not [name for name, found in rounds.items() if any(one["failures"] for one in found)]
