"""The council paper: the parts that such a paper has, with what the facts can say of each (N28)."""

from collections.abc import Iterator

from workspace.learning.models import MomentKind
from workspace.reporting.queries.facts import Moment, PeriodFacts
from workspace.reporting.words import money, told
from workspace.reporting.words.dutch import (
    bullets,
    day,
    euros,
    in_period,
    listing,
    number,
    one_line,
    paragraphs,
    sentences,
)
from workspace.reporting.words.progress import next_steps, summary
from workspace.reporting.words.section import DrawnSection
from workspace.reporting.words.themes import counted, goes_on, handed_over, people, stages_table

EACH = 3  # moments of a kind in a paper


def draw(facts: PeriodFacts) -> Iterator[DrawnSection]:
    """Yield the sections of a council paper, in the order in which councils read them."""
    yield DrawnSection("advice", None, "Advies", _advice(facts))
    yield DrawnSection("introduction", None, "Inleiding", _introduction(facts))
    yield DrawnSection("effect", None, "Beoogd effect", _effect(facts))
    successes = _of_kind(facts, MomentKind.SUCCESS)
    figures = (
        *stages_table(facts, facts.initiatives),
        *counted(facts)[1],
        *told.moment_blocks(successes, (MomentKind.SUCCESS,)),
    )
    yield DrawnSection("arguments", None, "Argumenten", _arguments(facts), figures)
    obstacles = _of_kind(facts, MomentKind.OBSTACLE)
    quotes = told.moment_blocks(obstacles, (MomentKind.OBSTACLE,))
    yield DrawnSection("caveats", None, "Kanttekeningen", _caveats(facts), quotes)
    said, figures = money.means(facts)
    yield DrawnSection(
        "money", None, "Financiën", paragraphs(said, money.costs(facts), money.streams(facts)), figures
    )
    yield DrawnSection("communication", None, "Communicatie", _communication())
    yield DrawnSection("execution", None, "Uitvoering", _execution(facts))
    yield DrawnSection("annexes", None, "Bijlagen", _annexes(facts))


def _advice(facts: PeriodFacts) -> str:
    """Return what is asked: to take note, and what there is to decide; not what to decide."""
    points = [f"Kennis te nemen van wat het programma {one_line(facts.programme)} deed en leerde."]
    year = facts.ends_on.year + 1
    means = facts.money.in_year(year)
    if facts.programme_ends_on > facts.ends_on:
        budget = f"; daarvoor is {euros(means.money_cents)} gepland" if means else ""
        points.append(f"Te besluiten of het programma in {year} verdergaat{budget}.")
    return "\n\n".join(f"{place}. {point}" for place, point in enumerate(points, start=1))


def _introduction(facts: PeriodFacts) -> str:
    partners = f"Dit zijn {listing(facts.partners, at_most=40)}." if facts.partners else ""
    return paragraphs(one_line(facts.summary), summary(facts), partners)


def _effect(facts: PeriodFacts) -> str:
    ambitions = [
        f"{one_line(theme.title)}: {one_line(theme.ambition)}"
        + (f" Gehaald als: {one_line(theme.threshold)}" if theme.threshold.strip() else "")
        for theme in facts.themes
        if theme.ambition.strip()
    ]
    if not ambitions:
        return "De thema's hebben nog geen ambitie opgeschreven."
    return paragraphs("Per thema is dit de ambitie:", bullets(ambitions))


def _arguments(facts: PeriodFacts) -> str:
    said, _figures = counted(facts)
    return paragraphs(
        "1.1 Wie er meedoen, en wat het opleverde",
        sentences(people(facts), said),
        "1.2 Wat steeds terugkomt",
        told.threads(facts),
        "1.3 Wat doorgaat zonder het programma",
        goes_on(facts.initiatives) or "Er liepen geen initiatieven.",
        handed_over(facts),
    )


def _caveats(facts: PeriodFacts) -> str:
    obstacles = [row for row in facts.moments if row.kind == MomentKind.OBSTACLE]
    if obstacles:
        hindered = f"Vastgelegd: {number(len(obstacles), 'hobbel', 'hobbels')}, iets dat tegenzat."
        if len(obstacles) > EACH:
            hindered += f" Hieronder staan de laatste {EACH}."
    else:
        hindered = "Er zijn in deze periode geen hobbels vastgelegd."
    said, _figures = told.answers(facts)
    return paragraphs(
        "1.1 Wat tegenzat",
        hindered,
        "1.2 Hoe lang mensen op antwoord wachten",
        said,
        "1.3 Wat de adviesraad zei",
        told.advice(facts),
    )


def _communication() -> str:
    return sentences(
        "Initiatieven, nieuws en antwoorden die openbaar zijn, leest iedereen bij het programma.",
        "Welke andere kanalen worden gebruikt, is hier niet vastgelegd.",
    )


def _execution(facts: PeriodFacts) -> str:
    themes = listing([theme.title for theme in facts.themes])
    now = next((row for row in facts.phases if row.starts_on <= facts.ends_on <= row.ends_on), None)
    motto = f" ({one_line(now.motto)})" if now and now.motto else ""
    return paragraphs(
        sentences(
            f"De uitvoering ligt bij de werkgroepen van de thema's: {themes}." if themes else "",
            f"{in_period(facts)} was dit de fase: {one_line(now.name)}{motto}, tot en met {day(now.ends_on)}."
            if now
            else "",
        ),
        next_steps(facts),
        told.questions(facts),
    )


def _annexes(facts: PeriodFacts) -> str:
    files = [f"Activiteiten per thema, {in_period(facts)[0].lower()}{in_period(facts)[1:]}"]
    phases = dict.fromkeys(row.phase for row in facts.questions)
    files += [f"Leergeschiedenis van {one_line(phase)}" for phase in phases]
    return bullets(files)


def _of_kind(facts: PeriodFacts, kind: MomentKind) -> list[Moment]:
    return [row for row in facts.moments if row.kind == kind][-EACH:]
