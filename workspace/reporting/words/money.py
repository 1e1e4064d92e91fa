"""What can be said of money and hours: of the programme, of its initiatives, and of a plan."""

from datetime import date

from workspace.documents import Block, Table
from workspace.reporting.queries.facts import PeriodFacts, Stream
from workspace.reporting.words.dutch import (
    amount,
    bullets,
    day,
    euros,
    initiatives,
    number,
    one_line,
    paragraphs,
    sentences,
)


def means(facts: PeriodFacts) -> tuple[str, tuple[Block, ...]]:
    """Return what the programme has, year by year (N21)."""
    if not facts.money.years:
        return "Van het programma zijn geen middelen per jaar vastgelegd.", ()
    rows = tuple(
        (str(year.year), euros(year.money_cents), f"{amount(year.fte_hundredths)} fte")
        for year in facts.money.years
    )
    table = Table("Middelen van het programma per jaar", ("Jaar", "Geld", "Inzet"), rows)
    current = [facts.money.in_year(year) for year in range(facts.starts_on.year, facts.ends_on.year + 1)]
    said = [
        f"Voor {year.year} is er {euros(year.money_cents)} en {amount(year.fte_hundredths)} fte."
        for year in current
        if year
    ]
    return sentences(*said, "Hoeveel ervan is uitgegeven, is hier niet bekend."), (table,)


def costs(facts: PeriodFacts, board_id: int | None = None) -> str:
    """Return what initiatives that go on cost a year and what was promised for them, as known today."""
    rows = [row for row in facts.money.costs if board_id in {None, row.board_id}]
    yearly, known = sum(row.yearly for row in rows), sum(row.known for row in rows)
    promised = sum(row.promised for row in rows)
    cost = (
        f"Van {initiatives(known)} is bekend wat het per jaar kost: samen {euros(yearly)}."
        if known
        else "Van geen enkel lopend initiatief is bekend wat het per jaar kost."
    )
    granted = (
        f"Voor lopende initiatieven is {euros(promised)} per jaar toegezegd."
        if promised
        else "Er is geen bedrag per jaar toegezegd."
    )
    return sentences(cost, granted)


def streams(facts: PeriodFacts) -> str:
    """Return which sources of money end in the period or in the year after it (N31)."""
    last = date(facts.ends_on.year + 1, 12, 31)
    ending = [row for row in facts.money.streams if row.ends_on and facts.starts_on <= row.ends_on <= last]
    if not ending:
        return ""
    told = [
        f"{_named(row)}: tot en met {day(row.ends_on)}"
        for row in sorted(ending, key=lambda row: (row.ends_on or last, row.name))
        if row.ends_on
    ]
    return paragraphs("Geld dat eindigt:", bullets(told))


def _named(row: Stream) -> str:
    return f"{one_line(row.name)} ({one_line(row.funder)})" if row.funder else one_line(row.name)


def hours(facts: PeriodFacts) -> str:
    """Return the hours a month that were promised and given, or nothing when that is not for everybody."""
    if facts.put_in is None:
        return ""
    promised = sum(row.promised for row in facts.put_in)
    given = sum(row.given for row in facts.put_in)
    people = sum(row.by_people for row in facts.put_in)
    if not promised + given + people:
        return "Er zijn geen uren toegezegd."
    return sentences(
        f"Organisaties zegden samen {number(promised, 'uur', 'uur')} per maand toe"
        f" en gaven er naar eigen zeggen {given}.",
        f"Deelnemers zegden samen {people} uur per maand toe." if people else "",
    )
