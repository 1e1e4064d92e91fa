"""What can be said of the lines of a plan: per theme, and against the means of the year (N21, N29)."""

from collections.abc import Iterator

from workspace.documents import Block, Table
from workspace.languages import in_language
from workspace.reporting.queries.facts import Budget, Theme
from workspace.reporting.words.dutch import euros, one_line, sentences
from workspace.reporting.words.section import DrawnSection


def draw_budget(budget: Budget) -> list[DrawnSection]:
    """Return the sections of a plan that change when its lines do; in Dutch, as all of it."""
    with in_language("nl"):
        return [*(lines_of(budget, theme) for theme in budget.themes), whole(budget)]


def lines_of(budget: Budget, theme: Theme) -> DrawnSection:
    """Return the lines on one theme, with their sum."""
    title = f"{one_line(theme.title)}: begroting"
    rows = [row for row in budget.lines if row.board_id == theme.id]
    if not rows:
        words = "Voor dit thema staan nog geen bedragen in de begroting."
        return DrawnSection("lines", theme.id, title, words)
    total = euros(budget.of(theme.id))
    cells = (*((one_line(row.what), euros(row.cents)) for row in rows), ("Samen", total))
    words = f"In de begroting staat voor dit thema {total}."
    return DrawnSection("lines", theme.id, title, words, (Table(title, ("Wat", "Bedrag"), cells),))


def whole(budget: Budget) -> DrawnSection:
    """Return the sum of each theme and of all, against what the programme has."""
    cells = (
        *((one_line(theme.title), euros(budget.of(theme.id))) for theme in budget.themes),
        ("Samen", euros(budget.total)),
    )
    tables: tuple[Block, ...] = (Table("Begroting per thema", ("Thema", "Bedrag"), cells),)
    return DrawnSection("budget", None, "Begroting", sentences(*_balance(budget)), tables)


def _balance(budget: Budget) -> Iterator[str]:
    first, last = budget.first_year, budget.last_year
    when = str(first) if first == last else f"{first} tot en met {last}"
    yield f"Samen vragen de thema's {euros(budget.total)}."
    if budget.means is None:
        yield f"Wat het programma in {when} heeft, is nog niet vastgelegd."
        return
    yield f"In {when} heeft het programma {euros(budget.means)}."
    over = budget.total - budget.means
    if over > 0:
        yield f"Dat is {euros(over)} minder dan de thema's vragen."
    elif over < 0:
        yield f"Er is dan nog {euros(-over)} over."
    else:
        yield "Dat is precies wat de thema's vragen."
