"""The annex with activities per theme: a table for each (N28)."""

from collections.abc import Iterator

from workspace.documents import Block, Table
from workspace.initiatives.models import Stage
from workspace.reporting.queries.facts import InitiativeFact, PeriodFacts, Theme
from workspace.reporting.words.dutch import called, day, ended, in_period, one_line, paragraphs
from workspace.reporting.words.section import DrawnSection
from workspace.reporting.words.themes import counted, happened, of_theme, people

NONE = "–"


def draw(facts: PeriodFacts) -> Iterator[DrawnSection]:
    """Yield a section for each theme."""
    if not facts.themes:
        yield DrawnSection("activities", None, "Activiteiten", f"{in_period(facts)} waren er geen thema's.")
    for theme in facts.themes:
        yield _section(facts, theme)


def _section(facts: PeriodFacts, theme: Theme) -> DrawnSection:
    # What ended before the period is no activity of it.
    ones = [one for one in of_theme(facts, theme.id) if one.goes_on or one.ended_on]
    said, results = counted(facts, theme.id)
    words = paragraphs(happened(facts, ones), people(facts, theme.id), said)
    tables: tuple[Block, ...] = (_table(theme, ones),) if ones else ()
    return DrawnSection("activities", theme.id, one_line(theme.title), words, (*tables, *results))


def _table(theme: Theme, ones: list[InitiativeFact]) -> Table:
    rows = tuple(
        (
            one_line(one.title),
            called(one.stage_after) if one.stage_after else NONE,
            _what(one),
            one_line(one.carried_by or one.organisation) or "Inwoners",
            called(one.level_after) if one.level_after and one.goes_on else NONE,
        )
        for one in ones
    )
    head = ("Initiatief", "Fase", "Wat er gebeurde", "Wie het draagt", "Borging")
    return Table(f"Activiteiten: {one_line(theme.title)}", head, rows)


def _what(one: InitiativeFact) -> str:
    parts = []
    if one.is_new:
        parts.append("nieuw")
    if one.started_on:
        parts.append(f"in uitvoering vanaf {day(one.started_on)}")
    if one.anchored_on:
        parts.append(f"geborgd op {day(one.anchored_on)}")
    if one.ended_on:
        how = "bewust gestopt" if one.stage_after == Stage.STOPPED else "afgerond"
        parts.append(f"{how} op {day(one.ended_on)}")
    said = ", ".join(parts) or "ging door"
    return f"{said.capitalize()}.{f' {ended(one.outcome)}' if one.outcome.strip() else ''}"
