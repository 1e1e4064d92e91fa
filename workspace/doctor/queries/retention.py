"""Whether what was kept long enough goes (AVG article 5, paragraph 1e)."""

from workspace.config import Settings
from workspace.doctor.queries.outside import Finding
from workspace.privacy.queries.overdue import find_last_run, list_kept


def examine_retention(settings: Settings) -> Finding:
    """Return whether the hourly work was done, and how much is past its time."""
    last = find_last_run()
    overdue = sum(kept.overdue for kept in list_kept(settings))
    told = f"{overdue} things are past their time"
    if last is None:
        return Finding("Periods", True, f"{told}; the server has not looked yet, and does so each hour")
    told += f"; looked at {last.ended_at:%Y-%m-%d %H:%M} UTC"
    if last.failed:
        told += f", when this failed: {', '.join(sorted(last.failed))}"
    todo = "Let the server run, read in its log what fails, and look at /beheer/bewaartermijnen."
    return Finding("Periods", not last.failed and not last.is_late, told, todo)
