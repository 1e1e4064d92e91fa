"""The progress report to the funder: per theme what happened, with obstacles beside successes (N27)."""

from collections.abc import Iterator

from workspace.documents import Table
from workspace.reporting.queries.facts import PeriodFacts, Theme
from workspace.reporting.words import money, told
from workspace.reporting.words.dutch import (
    bullets,
    day,
    in_period,
    initiatives,
    listing,
    number,
    one_line,
    paragraphs,
    sentences,
)
from workspace.reporting.words.section import DrawnSection
from workspace.reporting.words.themes import (
    borging_chart,
    counted,
    goes_on,
    handed_over,
    happened,
    of_theme,
    people,
    stages_table,
)


def draw(facts: PeriodFacts) -> Iterator[DrawnSection]:
    """Yield the sections of a progress report."""
    yield DrawnSection("summary", None, "In het kort", summary(facts), stages_table(facts, facts.initiatives))
    for theme in facts.themes:
        yield _theme(facts, theme)
        yield _lessons(facts, theme)
    if loose := told.moments_of(facts, None):
        words = told.moments_counted(loose)
        yield DrawnSection("lessons", None, "Over het hele programma", words, told.moment_blocks(loose))
    yield DrawnSection("people", None, "Wie er meedoen", _people(facts), _people_table(facts))
    yield DrawnSection(
        "borging",
        None,
        "Gaat het door zonder het programma?",
        paragraphs(goes_on(facts.initiatives), handed_over(facts)) or "Er liepen geen initiatieven.",
        borging_chart(facts, facts.initiatives),
    )
    said, figures = money.means(facts)
    words = paragraphs(said, money.costs(facts), money.hours(facts), money.streams(facts))
    yield DrawnSection("money", None, "Geld en uren", words, figures)
    said, figures = told.answers(facts)
    yield DrawnSection("answers", None, "Antwoord op tijd", said, figures)
    yield DrawnSection("advice", None, "Advies van de adviesraad", told.advice(facts))
    yield DrawnSection("threads", None, "Rode draden", told.threads(facts))
    yield DrawnSection("questions", None, "Vragen voor de volgende fase", told.questions(facts))
    yield DrawnSection("next", None, "Hoe het verder gaat", next_steps(facts))


def summary(facts: PeriodFacts) -> str:
    """Return the main lines: what it is, what happened, and whether it goes on."""
    themes = listing([theme.title for theme in facts.themes])
    about = f"{one_line(facts.programme)} is een programma in {facts.area}."
    return paragraphs(
        sentences(
            about,
            f"Het werkt aan {number(len(facts.themes), 'thema', 'thema’s')}: {themes}." if themes else "",
            f"Er doen {number(len(facts.partners), 'organisatie', 'organisaties')} mee."
            if facts.partners
            else "",
        ),
        _not_over(facts),
        _started(facts),
        goes_on(facts.initiatives),
    )


def _started(facts: PeriodFacts) -> str:
    """Return in one sentence or two how many began, started and ended."""
    ones = facts.initiatives
    if not ones:
        return f"{in_period(facts)} waren er geen initiatieven."
    new, started = sum(one.is_new for one in ones), sum(one.started_on is not None for one in ones)
    ended = sum(one.ended_on is not None for one in ones)
    return sentences(
        f"{in_period(facts)} {'kwam' if new == 1 else 'kwamen'} er {initiatives(new)} bij"
        f" en {'ging' if started == 1 else 'gingen'} er {started} in uitvoering.",
        f"{ended} {'is' if ended == 1 else 'zijn'} afgerond of bewust gestopt." if ended else "",
        f"Op {day(facts.after)} liepen er {sum(one.goes_on for one in ones)}.",
    )


def _not_over(facts: PeriodFacts) -> str:
    if facts.after >= facts.ends_on:
        return ""
    return f"De periode is nog niet voorbij. Dit is de stand van {day(facts.after)}."


def _theme(facts: PeriodFacts, theme: Theme) -> DrawnSection:
    ones = of_theme(facts, theme.id)
    said, results = counted(facts, theme.id)
    ambition = f"De ambitie van dit thema: {one_line(theme.ambition)}" if theme.ambition.strip() else ""
    words = paragraphs(
        ambition,
        happened(facts, ones),
        sentences(said, people(facts, theme.id)),
        goes_on(ones),
        handed_over(facts, theme.id),
    )
    figures = (*stages_table(facts, ones), *results, *borging_chart(facts, ones))
    return DrawnSection("theme", theme.id, one_line(theme.title), words, figures)


def _lessons(facts: PeriodFacts, theme: Theme) -> DrawnSection:
    rows = told.moments_of(facts, theme.id)
    title = f"{one_line(theme.title)}: wat lukte en wat tegenzat"
    return DrawnSection("lessons", theme.id, title, told.moments_counted(rows), told.moment_blocks(rows))


def _people(facts: PeriodFacts) -> str:
    names = listing(facts.partners, at_most=40)
    partners = f"Deze organisaties doen mee: {names}." if facts.partners else "Er doen geen organisaties mee."
    return paragraphs(people(facts), partners, "Wie weer stopte met meedoen, telt niet mee.")


def _people_table(facts: PeriodFacts) -> tuple[Table, ...]:
    crowds = {row.board_id: row for row in facts.crowds}
    rows = tuple(
        (theme.title, *(str(crowds[theme.id][place]) for place in (1, 3, 2)))
        for theme in facts.themes
        if theme.id in crowds
    )
    head = ("Thema", "Ging meedoen", "Doet mee", "Steunde het")
    return (
        (Table("Mensen per thema; wie bij meer thema’s meedoet, telt bij elk", head, rows),) if rows else ()
    )


def next_steps(facts: PeriodFacts) -> str:
    """Return what is known of what comes: the next phase, and what waits for somebody."""
    following = next((phase for phase in facts.phases if phase.starts_on > facts.ends_on), None)
    phase = (
        f"Op {day(following.starts_on)} begint {one_line(following.name)}"
        + (f" ({one_line(following.motto)})." if following.motto else ".")
        if following
        else "Er is nog geen volgende fase vastgelegd."
    )
    stale = sum(one.stale > 0 for one in facts.initiatives if one.goes_on)
    waits = [
        f"{number(facts.offers_waiting, 'aanbod', 'aanbiedingen')} om over te dragen"
        f" {'wacht' if facts.offers_waiting == 1 else 'wachten'} op een antwoord."
        if facts.offers_waiting
        else "",
        f"Bij {initiatives(stale)} moet een afspraak opnieuw worden bevestigd." if stale else "",
    ]
    end = f"Het programma loopt tot en met {day(facts.programme_ends_on)}."
    return paragraphs(sentences(phase, end), bullets([one for one in waits if one]))
