"""The letter on main lines to the council: one or two pages (N28)."""

from collections.abc import Iterator

from workspace.learning.models import MomentKind
from workspace.reporting.queries.facts import PeriodFacts
from workspace.reporting.words import money, told
from workspace.reporting.words.dutch import bullets, day, initiatives, one_line, paragraphs, sentences
from workspace.reporting.words.progress import next_steps, summary
from workspace.reporting.words.section import DrawnSection
from workspace.reporting.words.themes import counted, of_theme, people

EACH = 2  # successes, and obstacles, in a letter


def draw(facts: PeriodFacts) -> Iterator[DrawnSection]:
    """Yield the sections of a letter on main lines."""
    opening = sentences(
        f"Met deze brief leest u op hoofdlijnen hoe het gaat met het programma {one_line(facts.programme)}.",
        "Wat lukte staat erin, en ook wat tegenzat.",
    )
    yield DrawnSection("opening", None, "Waarom deze brief", opening)
    yield DrawnSection("summary", None, "Wat er gebeurde", paragraphs(summary(facts), _per_theme(facts)))
    said, figures = counted(facts)
    yield DrawnSection("people", None, "Wie er meedoen", sentences(people(facts), said), figures)
    yield _moments(facts)
    said, _figures = told.answers(facts)
    yield DrawnSection("answers", None, "Antwoord op tijd", said)
    said, figures = money.means(facts)
    yield DrawnSection("money", None, "Geld", said, figures)
    yield DrawnSection("next", None, "Hoe het verder gaat", next_steps(facts))


def _per_theme(facts: PeriodFacts) -> str:
    """Return a line for each theme."""
    lines = []
    for theme in facts.themes:
        ones = of_theme(facts, theme.id)
        going, new = sum(one.goes_on for one in ones), sum(one.is_new for one in ones)
        ran = f"op {day(facts.after)} {'liep' if going == 1 else 'liepen'} er {going}"
        said = f"{initiatives(new)} erbij; {ran}." if ones else "geen initiatieven."
        lines.append(f"{one_line(theme.title)}: {said}")
    return bullets(lines)


def _moments(facts: PeriodFacts) -> DrawnSection:
    kinds = (MomentKind.SUCCESS, MomentKind.OBSTACLE)
    rows = [row for kind in kinds for row in [one for one in facts.moments if one.kind == kind][-EACH:]]
    of_kind = [one for one in facts.moments if one.kind in kinds]
    less = "Hieronder staan de laatste; de voortgangsrapportage heeft ze allemaal."
    words = sentences(told.moments_counted(of_kind), less if len(of_kind) > len(rows) else "")
    return DrawnSection("lessons", None, "Wat lukte en wat tegenzat", words, told.moment_blocks(rows, kinds))
