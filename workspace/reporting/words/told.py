"""What was said: learning moments, red threads, questions, answers and advice."""

from collections import Counter
from collections.abc import Mapping, Sequence

from workspace.documents import Block, Heading, Picture, Quote, Table
from workspace.learning.models import MomentKind
from workspace.reporting.queries.facts import Answered, Moment, PeriodFacts, Thread
from workspace.reporting.words.dutch import (
    NAMES_AT_MOST,
    bullets,
    called,
    day,
    ended,
    listing,
    number,
    one_line,
    paragraphs,
    sentences,
)

HEADINGS = {
    MomentKind.SUCCESS: "Wat lukte",
    MomentKind.OBSTACLE: "Wat tegenzat",
    MomentKind.TURNING_POINT: "Keerpunten",
    MomentKind.QUOTE: "Wat mensen zeiden",
    MomentKind.QUESTION: "Vragen voor later",
}
WORDS = {
    MomentKind.SUCCESS: ("succes", "successen"),
    MomentKind.OBSTACLE: ("hobbel", "hobbels"),
    MomentKind.TURNING_POINT: ("keerpunt", "keerpunten"),
    MomentKind.QUOTE: ("citaat", "citaten"),
    MomentKind.QUESTION: ("vraag voor later", "vragen voor later"),
}


def moments_of(facts: PeriodFacts, board_id: int | None) -> list[Moment]:
    """Return the moments of a theme, or those of no theme."""
    return [row for row in facts.moments if row.board_id == board_id]


def moments_counted(rows: Sequence[Moment]) -> str:
    """Return how many moments of each kind there are; always of successes and obstacles (N27)."""
    counts = Counter(row.kind for row in rows)
    both = (MomentKind.SUCCESS, MomentKind.OBSTACLE)
    there = [number(counts[kind], *WORDS[kind]) for kind in HEADINGS if counts[kind]]
    none = [f"geen {WORDS[kind][0]}" for kind in both if not counts[kind]]
    verb = "zijn" if len(rows) > 1 else "is"
    why = "Een hobbel is iets dat tegenzat. Daar kunnen anderen van leren." if counts[both[1]] else ""
    return sentences(f"Er {verb} in deze periode {listing([*there, *none])} vastgelegd.", why)


def moment_blocks(rows: Sequence[Moment], kinds: Sequence[MomentKind] = tuple(HEADINGS)) -> tuple[Block, ...]:
    """Return moments as quotes and pictures under a heading for each kind."""
    blocks: list[Block] = []
    for kind in kinds:
        of_kind = [row for row in rows if row.kind == kind]
        if of_kind:
            blocks.append(Heading(HEADINGS[kind], 2))
        for row in of_kind:
            blocks.append(Quote(row.what, row.shown_as, row.id))
            if row.picture:
                blocks.append(Picture(row.picture, row.alt, moment=row.id))
    return tuple(blocks)


def threads(facts: PeriodFacts) -> str:
    """Return the red threads, each with how much it rests on (N26)."""
    titles = {theme.id: theme.title for theme in facts.themes}
    told = [_thread(row, titles) for row in facts.threads]
    if not told:
        return "In deze periode zijn er nog geen rode draden gelegd tussen leermomenten."
    return paragraphs("Door de leermomenten van deze periode lopen rode draden:", bullets(told))


def _thread(row: Thread, titles: Mapping[int, str]) -> str:
    seen = f"Te zien in {number(len(row.moments), 'moment', 'momenten')}"
    at = [titles[board] for board in row.boards if board in titles]
    return f"{ended(row.title)} {ended(row.sentence)} {seen}{f', bij {listing(at)}' if at else ''}."


def questions(facts: PeriodFacts) -> str:
    """Return the questions for the next phase, as far as a learning history ended with them (N25)."""
    if not facts.questions:
        return "Er zijn nog geen vragen voor de volgende fase vastgesteld in een leergeschiedenis."
    return paragraphs(
        "Met deze vragen eindigt de leergeschiedenis:", bullets([row.text for row in facts.questions])
    )


def answers(facts: PeriodFacts) -> tuple[str, tuple[Block, ...]]:
    """Return how quickly questions were answered (N13): sentences, and a table per theme."""
    whole = next((row for row in facts.answered if row.board_id is None), None)
    if whole is None:
        return "In deze periode waren er geen vragen die op een antwoord wachtten.", ()
    titles = {theme.id: theme.title for theme in facts.themes}
    rows = {row.board_id: row for row in facts.answered if row.board_id in titles}
    table = Table(
        "Antwoorden per thema",
        ("Thema", "Op tijd", "Te laat", "Helft beantwoord binnen", "Wacht nog"),
        tuple(_cells(titles[number], rows[number]) for number in titles if number in rows),
    )
    return _answers(whole, facts), (table,)


def _answers(row: Answered, facts: PeriodFacts) -> str:
    given = "Er is in deze periode geen vraag beantwoord."
    if row.answers:
        given = f"{number(row.answers, 'vraag is', 'vragen zijn')} beantwoord:"
        given += f" {row.in_time} op tijd en {row.late} te laat."
    half = "" if row.median is None else f"De helft was beantwoord binnen {_days(row.median)}."
    wait = number(row.waiting, "vraag", "vragen")
    waits = f"Op {day(facts.after)} {'wachtte' if row.waiting == 1 else 'wachtten'} nog {wait}"
    late = f", waarvan {row.overdue} al te lang" if row.overdue else ""
    return sentences(given, half, f"{waits}{late}." if row.waiting else "Er wacht geen vraag meer.")


def _cells(title: str, row: Answered) -> tuple[str, ...]:
    median = "te weinig om te zeggen" if row.median is None else _days(row.median)
    waiting = f"{row.waiting} ({row.overdue} te lang)" if row.overdue else str(row.waiting)
    return (title, str(row.in_time), str(row.late), median, waiting)


def _days(days: float) -> str:
    shown = f"{days:g}".replace(".", ",")
    return f"{shown} {'werkdag' if days == 1 else 'werkdagen'}"


def advice(facts: PeriodFacts) -> str:
    """Return which advice was given, and what was done with it (N30)."""
    if not facts.advice:
        return "In deze periode is er geen advies van een adviesraad vastgelegd."
    titles = {theme.id: theme.title for theme in facts.themes}
    told = []
    for row in facts.advice[:NAMES_AT_MOST]:
        about = one_line(row.about or titles.get(row.board_id, ""))
        done = (
            "Het programma heeft nog niet gezegd wat ermee is gedaan."
            if row.followed is None
            else f"{ended(called(row.followed))} {ended(row.response)}"
        )
        told.append(
            f"{one_line(row.organisation)} over {about}, {day(row.given_on)}: {ended(row.body)} {done}"
        )
    if more := len(facts.advice) - len(told):
        told.append(f"En nog {number(more, 'advies', 'adviezen')}.")
    whole = number(len(facts.advice), "advies is", "adviezen zijn")
    return paragraphs(f"{whole} gegeven:", bullets(told))
