"""Plan and budget per theme for the next calendar year (N29)."""

from collections import Counter
from collections.abc import Iterator

from workspace.borging.models import Level
from workspace.documents import Block, Table
from workspace.initiatives.models import Stage
from workspace.reporting.queries.facts import InitiativeFact, PeriodFacts, Theme
from workspace.reporting.words import budget, money, told
from workspace.reporting.words.dutch import (
    bullets,
    called,
    day,
    initiatives,
    listing,
    one_line,
    paragraphs,
    sentences,
)
from workspace.reporting.words.section import DrawnSection
from workspace.reporting.words.themes import goes_on, of_theme

CLAIMED = (Level.AGREED, Level.ANCHORED)
NOTHING = "Er lopen nu geen initiatieven."


def draw(facts: PeriodFacts) -> Iterator[DrawnSection]:
    """Yield the sections of a plan: first in short, then theme by theme, then the budget."""
    yield DrawnSection("summary", None, "In het kort", _summary(facts))
    for theme in facts.themes:
        yield _theme(facts, theme)
        yield budget.lines_of(facts.budget, theme)
    yield budget.whole(facts.budget)
    said, figures = money.means(facts)
    yield DrawnSection("money", None, "Middelen", paragraphs(said, money.streams(facts)), figures)
    yield DrawnSection("questions", None, "Vragen waarmee wij beginnen", told.questions(facts))


def _summary(facts: PeriodFacts) -> str:
    going = [one for one in facts.initiatives if one.goes_on]
    return paragraphs(
        sentences(
            f"Dit is het plan van {one_line(facts.programme)}, per thema, met een begroting.",
            f"De stand is die van {day(facts.after)}.",
        ),
        f"Nu {'loopt' if len(going) == 1 else 'lopen'} {initiatives(len(going))}." if going else NOTHING,
        goes_on(facts.initiatives),
    )


def _theme(facts: PeriodFacts, theme: Theme) -> DrawnSection:
    going = [one for one in of_theme(facts, theme.id) if one.goes_on]
    ambition = f"De ambitie van dit thema: {one_line(theme.ambition)}" if theme.ambition.strip() else ""
    words = paragraphs(ambition, _what_goes_on(going), _asked(going), money.costs(facts, theme.id))
    return DrawnSection("plan", theme.id, one_line(theme.title), words, _stages(going))


def _what_goes_on(going: list[InitiativeFact]) -> str:
    if not going:
        return NOTHING
    carried = [one for one in going if one.level_after not in CLAIMED]
    settled = [one for one in going if one.level_after in CLAIMED]
    lines = [
        f"{initiatives(len(rows))} {what}: {listing([one.title for one in rows])}."
        for rows, what in (
            (settled, "met afspraken over wie het draagt"),
            (carried, "waarover die afspraken er nog niet zijn"),
        )
        if rows
    ]
    return paragraphs("Dit loopt nu:", bullets(lines))


def _asked(going: list[InitiativeFact]) -> str:
    """Return what is asked of partners: what has still to be agreed, and confirmed again."""
    unsettled = sum(one.level_after not in CLAIMED for one in going)
    stale = sum(one.stale > 0 for one in going)
    asked = [
        f"Afspreken wie {initiatives(unsettled)} draagt, wie het werk doet en wie betaalt."
        if unsettled
        else "",
        f"Afspraken bij {initiatives(stale)} opnieuw bevestigen." if stale else "",
    ]
    told_of = [line for line in asked if line]
    return paragraphs("Dit vraagt het van partners:", bullets(told_of)) if told_of else ""


def _stages(going: list[InitiativeFact]) -> tuple[Block, ...]:
    counts = Counter(one.stage_after for one in going)
    rows = tuple((called(stage), str(counts[stage])) for stage in Stage if counts[stage])
    return (Table("Wat nu loopt", ("Fase", "Initiatieven"), rows),) if rows else ()
