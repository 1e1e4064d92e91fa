"""A whole report as a document: what its page shows, and what its files are made of."""

from collections.abc import Iterable, Iterator
from datetime import date

from flask_babel import get_locale
from flask_babel import gettext as _

from workspace.documents import (
    Block,
    Bullets,
    Chart,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from workspace.labels import label
from workspace.reporting.models import ReportState
from workspace.reporting.models.texts import GONE, flat, mapped
from workspace.reporting.queries.whole import WholeReport, WholeSection
from workspace.times import day_of, show_day


def report_document(whole: WholeReport) -> Document:
    """Return a report as a document, in the language of the moment; its sections are in Dutch as written."""
    return Document(
        title=whole.title,
        subtitle=label(whole.kind),
        language="nl",
        author=whole.programme,
        made_at=whole.adopted_at or whole.drawn_at,
        blocks=tuple(_blocks(whole)),
    )


def _blocks(whole: WholeReport) -> Iterator[Block]:
    if note := withdrawn_note(whole):
        yield Note(note)
    rows = report_facts(whole)
    if whole.before:
        rows.append((_("Komt na"), _("versie %(number)s", number=whole.before.number)))
    yield Facts(tuple(rows))
    for section in whole.sections:
        yield Heading(section.title)
        yield from section_blocks(section)
    if whole.reasons:
        yield Heading(_("Waar niets over te vertellen was"))
        yield Bullets(tuple(reason_lines(whole)))
    if whole.frozen_hash:
        yield Note(
            _(
                "Dit verslag is vastgesteld en verandert niet meer. U kunt dat controleren met deze"
                " vingerafdruk (SHA-256): %(hash)s",
                hash=whole.frozen_hash,
            )
        )


def report_facts(whole: WholeReport) -> list[tuple[str, str]]:
    """Return of which programme and period a report is, in which version, and how it stands."""
    return [
        (_("Programma"), whole.programme),
        (_("Periode"), period_in_words(whole.starts_on, whole.ends_on)),
        (_("Versie"), str(whole.number)),
        (_("Stand"), state_in_words(whole)),
    ]


def state_in_words(whole: WholeReport) -> str:
    """Return how a report stands, with the day that goes with it."""
    if whole.state == ReportState.ADOPTED and whole.adopted_at:
        when = _day(day_of(whole.adopted_at))
        if whole.adopted_by:
            return str(_("Vastgesteld op %(day)s door %(who)s", day=when, who=whole.adopted_by))
        return str(_("Vastgesteld op %(day)s", day=when))
    if whole.state == ReportState.OUT and whole.react_by:
        return str(_("Concept, ligt voor reactie tot en met %(day)s", day=_day(whole.react_by)))
    return str(_("Concept van %(day)s", day=_day(day_of(whole.drawn_at))))


def withdrawn_note(whole: WholeReport) -> str:
    """Return that something was taken back from an adopted report, or hidden, and when; or nothing."""
    notes = []
    if whole.withdrawn_at is not None:
        day = _day(day_of(whole.withdrawn_at))
        notes.append(_("In dit verslag is op %(day)s iets ingetrokken op verzoek van wie het zei.", day=day))
    if whole.hidden_at is not None:
        day = _day(day_of(whole.hidden_at))
        notes.append(_("In dit verslag is op %(day)s iets verborgen na een melding.", day=day))
    return " ".join(map(str, notes))


def _reasons(whole: WholeReport) -> list[tuple[str, bool, str]]:
    return [(theme, about, reason.replace(GONE, gone_text())) for theme, about, reason in whole.reasons]


def reason_lines(whole: WholeReport) -> list[str]:
    """Return per theme why there is no success or no obstacle in the report (N27)."""
    return [
        _("%(theme)s, geen hobbels, want: %(reason)s", theme=theme, reason=reason)
        if is_about_obstacles
        else _("%(theme)s, geen successen, want: %(reason)s", theme=theme, reason=reason)
        for theme, is_about_obstacles, reason in _reasons(whole)
    ]


def section_blocks(section: WholeSection) -> tuple[Block, ...]:
    """Return what stands under the title of a section: its words, and the figures under them."""
    return (*word_blocks(section.words), *(_shown(block) for block in section.blocks))


def word_blocks(words: str) -> tuple[Block, ...]:
    """Return words as people type them: an empty line begins a paragraph, lines with "- " make a list."""
    blocks: list[Block] = []
    for part in shown_text(words).split("\n\n"):
        lines = [line for line in part.split("\n") if line.strip()]
        blocks += _grouped(lines)
    return tuple(blocks)


def _grouped(lines: Iterable[str]) -> list[Block]:
    found: list[tuple[bool, list[str]]] = []
    for line in lines:
        is_item = line.lstrip().startswith("- ")
        if not found or found[-1][0] != is_item:
            found.append((is_item, []))
        found[-1][1].append(line.lstrip()[2:] if is_item else line)
    return [Bullets(tuple(group)) if is_item else Paragraph("\n".join(group)) for is_item, group in found]


def _shown(block: Block) -> Block:
    if isinstance(block, Picture) and (GONE in block.alt or not block.file_name):
        return Picture("", "", is_withdrawn=True)
    if isinstance(block, Quote) and GONE in block.text:
        return Quote(gone_text(), "", is_withdrawn=True)
    return mapped(block, shown_text)


def gone_text() -> str:
    """Return what stands where a quote was taken back."""
    return str(_("[citaat ingetrokken]"))


def shown_text(text: str) -> str:
    """Return a text with words in the place of what was taken back."""
    return text.replace(GONE, gone_text())


def tables_of(whole: WholeReport) -> list[Table]:
    """Return the tables of a report in order, those of its charts too: their place is their number."""
    blocks = (_shown(block) for section in whole.sections for block in flat(section.blocks))
    found = (block.table if isinstance(block, Chart) else block for block in blocks)
    return [block for block in found if isinstance(block, Table)]


def period_in_words(starts_on: date, ends_on: date) -> str:
    """Return a period: a year as its number, anything else as its first and last day."""
    year = starts_on.year
    if (starts_on, ends_on) == (date(year, 1, 1), date(year, 12, 31)):
        return str(year)
    return str(_("%(first)s tot en met %(last)s", first=_day(starts_on), last=_day(ends_on)))


def _day(day: date) -> str:
    return show_day(day, str(get_locale() or "nl"))
