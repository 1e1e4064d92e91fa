"""What can be said of the initiatives of a theme, or of the whole programme: sentences and figures."""

from collections import Counter
from collections.abc import Sequence

from workspace.borging.models import Level
from workspace.documents import Block, Chart, Table
from workspace.initiatives.models import Stage
from workspace.reporting.queries.facts import Counted, InitiativeFact, PeriodFacts
from workspace.reporting.words.dutch import (
    NAMES_AT_MOST,
    amount,
    bullets,
    called,
    day,
    ended,
    in_period,
    initiatives,
    listing,
    number,
    one_line,
    paragraphs,
    sentences,
)
from workspace.times import today

Ones = Sequence[InitiativeFact]


def of_theme(facts: PeriodFacts, board_id: int) -> list[InitiativeFact]:
    """Return the initiatives of a theme."""
    return [one for one in facts.initiatives if one.board_id == board_id]


def happened(facts: PeriodFacts, ones: Ones) -> str:
    """Return what happened with these initiatives in the period."""
    if not ones:
        return f"{in_period(facts)} stonden hier geen initiatieven."
    new = [one for one in ones if one.is_new]
    started = [one for one in ones if one.started_on]
    going = [one for one in ones if one.goes_on]
    return paragraphs(
        sentences(
            f"{in_period(facts)} {_came(len(new))}",
            _named(started, "ging in uitvoering", "gingen in uitvoering"),
            _named([one for one in ones if one.anchored_on], "is geborgd", "zijn geborgd"),
            f"Op {day(facts.after)} {_ran(len(going))}",
        ),
        _ends(ones, Stage.COMPLETED, "is afgerond", "zijn afgerond"),
        _ends(ones, Stage.STOPPED, "is bewust gestopt", "zijn bewust gestopt"),
    )


def _came(count: int) -> str:
    if count == 0:
        return "kwam er geen nieuw initiatief bij."
    return f"{'kwam' if count == 1 else 'kwamen'} er {initiatives(count)} bij."


def _ran(count: int) -> str:
    return f"{'liep' if count == 1 else 'liepen'} er {initiatives(count)}." if count else "liep er geen."


def _named(ones: Ones, one: str, several: str) -> str:
    if not ones:
        return ""
    does = one if len(ones) == 1 else several
    return f"{initiatives(len(ones))} {does}: {listing([row.title for row in ones])}."


def _ends(ones: Ones, stage: Stage, one: str, several: str) -> str:
    """Return what ended in a stage, each with what came of it, why, and what was learned."""
    ends = [row for row in ones if row.ended_on and row.stage_after == stage]
    if not ends:
        return ""
    told = [_end(row) for row in ends[:NAMES_AT_MOST]]
    if more := len(ends) - len(told):
        told.append(f"en nog {initiatives(more)}.")
    return f"{initiatives(len(ends))} {one if len(ends) == 1 else several}:\n{bullets(told)}"


def _end(row: InitiativeFact) -> str:
    said = sentences(
        ended(row.end_reason),
        f"Wat het opleverde: {ended(row.outcome)}" if one_line(row.outcome) else "",
        f"Wat wij ervan leerden: {ended(row.lesson)}" if one_line(row.lesson) else "",
    )
    return f"{one_line(row.title)}: {said or 'waarom, is niet opgeschreven.'}"


def goes_on(ones: Ones) -> str:
    """Return of how many initiatives it is known that they go on without the programme (N17)."""
    going = [one for one in ones if one.goes_on]
    if not going:
        return ""
    levels = Counter(one.level_after for one in going)
    anchored, agreed = levels[Level.ANCHORED], levels[Level.AGREED]
    open_ones = len(going) - anchored - agreed
    said = [
        f"Van de {initiatives(len(going))} die liepen:" if len(going) > 1 else "Van het initiatief dat liep:"
    ]
    parts = []
    if anchored:
        does = "gaat" if anchored == 1 else "gaan"
        parts.append(f"{anchored} {does} door zonder het programma (geborgd)")
    if agreed:
        parts.append(f"voor {agreed} is afgesproken wie het draagt, wie het werk doet en wie betaalt")
    if open_ones:
        which = "het" if open_ones == 1 else "ze"
        goes = "doorgaat" if open_ones == 1 else "doorgaan"
        parts.append(f"van {open_ones} weten wij nog niet of {which} {goes} zonder het programma")
    stale = sum(one.stale > 0 for one in going)
    again = f"Bij {initiatives(stale)} moet een afspraak opnieuw worden bevestigd." if stale else ""
    return sentences(*said, f"{'; '.join(parts)}.", again)


def handed_over(facts: PeriodFacts, board_id: int | None = None) -> str:
    """Return which organisations said yes to carrying something on."""
    rows = [row for row in facts.handed_over if board_id in {None, row.board_id}]
    told = [
        f"{one_line(row.organisation)} bevestigde dat zij {one_line(row.title)} zelf draagt."
        if row.is_own
        else f"{one_line(row.organisation)} neemt {one_line(row.title)} over vanaf {day(row.from_day)}."
        for row in rows[:NAMES_AT_MOST]
    ]
    if more := len(rows) - len(told):
        told.append(f"En nog {number(more, 'overdracht', 'overdrachten')}.")
    return f"Afgesproken in deze periode:\n{bullets(told)}" if told else ""


def together(rows: Sequence[Counted]) -> list[Counted]:
    """Return results of several themes summed per thing and unit."""
    found: dict[tuple[str, str], Counted] = {}
    for row in rows:
        key = (row.what.casefold(), row.unit.casefold())
        old = found.get(key, row._replace(amount_hundredths=0, times=0))
        found[key] = old._replace(
            amount_hundredths=old.amount_hundredths + row.amount_hundredths, times=old.times + row.times
        )
    return sorted(found.values(), key=lambda row: (row.what.casefold(), row.unit.casefold()))


def counted(facts: PeriodFacts, board_id: int | None = None) -> tuple[str, tuple[Block, ...]]:
    """Return the results in numbers: a sentence and a table."""
    rows = together([row for row in facts.counted if board_id in {None, row.board_id}])
    if not rows:
        return "Er zijn in deze periode geen resultaten geteld.", ()
    cells = tuple((_thing(row), amount(row.amount_hundredths), one_line(row.unit)) for row in rows)
    table = Table("Resultaten in getallen", ("Wat", "Aantal", "Eenheid"), cells)
    times = sum(row.times for row in rows)
    return f"Er is {number(times, 'keer', 'keer')} iets geteld; de tabel geeft de totalen.", (table,)


def _thing(row: Counted) -> str:
    return one_line(row.what) or one_line(row.unit).capitalize()


def stages_table(facts: PeriodFacts, ones: Ones) -> tuple[Block, ...]:
    """Return how many initiatives were in each stage before and after the period, and are now."""
    if not ones:
        return ()
    before = Counter(one.stage_before for one in ones)
    after = Counter(one.stage_after for one in ones)
    current = Counter(one.stage_now for one in ones)
    rows = tuple(
        (called(stage), str(before[stage]), str(after[stage]), str(current[stage]))
        for stage in Stage
        if before[stage] or after[stage] or current[stage]
    )
    head = ("Fase", day(facts.before), day(facts.after), f"Nu, {day(today())}")
    return (Table("Initiatieven per fase", head, rows),) if rows else ()


def borging_chart(facts: PeriodFacts, ones: Ones) -> tuple[Block, ...]:
    """Return how many initiatives that went on had which level of borging, then and now."""
    before = Counter(one.level_before for one in ones if one.stage_before and not one.stage_before.is_end)
    after = Counter(one.level_after for one in ones if one.goes_on)
    if not before.total() + after.total():
        return ()
    series = tuple(
        (day(when), tuple(counts[level] for level in Level))
        for when, counts in ((facts.before, before), (facts.after, after))
    )
    labels = tuple(called(level) for level in Level)
    return (Chart("Borging toen en nu", labels, series, "initiatieven"),)


def people(facts: PeriodFacts, board_id: int | None = None) -> str:
    """Return how many people joined and support it; in counts, never by name."""
    crowd = next((row for row in facts.crowds if row.board_id == board_id), None)
    if crowd is None or not any(crowd[1:]):
        return "Er deed in deze periode nog niemand mee."
    joined = number(crowd.joined, "persoon ging meedoen", "mensen gingen meedoen")
    support = number(crowd.supported, "persoon liet weten", "mensen lieten weten")
    return sentences(
        f"{joined} in deze periode; {support} een initiatief te steunen.",
        f"Op {day(facts.after)} {'deed' if crowd.taking_part == 1 else 'deden'} in totaal"
        f" {number(crowd.taking_part, 'persoon', 'mensen')} mee.",
    )
