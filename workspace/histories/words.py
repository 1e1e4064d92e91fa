"""A learning history as a document: the blocks from which the PDF, the DOCX and the ODT are made."""

from collections.abc import Iterator

from flask_babel import get_locale
from flask_babel import gettext as _

from workspace.documents import Beside, Block, Document, Facts, Heading, Note, Paragraph, Picture, Quote
from workspace.histories.queries.rows import Chapter, Passage, Told, WholeHistory
from workspace.labels import label
from workspace.learning.models import MomentKind
from workspace.learning.queries.reflections import ReflectionRow
from workspace.times import now, show_day


def history_document(whole: WholeHistory) -> Document:
    """Return a whole history as a document in the language of the moment."""
    return Document(
        whole.title,
        _("Leergeschiedenis van %(phase)s, %(programme)s", phase=whole.phase, programme=whole.programme),
        _language(),
        whole.programme,
        now(),
        tuple(_blocks(whole)),
    )


def _blocks(whole: WholeHistory) -> Iterator[Block]:
    if whole.published_at is None:
        yield Note(_("Dit is een concept. Alleen wie eraan schrijft, kan het lezen."))
    if whole.introduction:
        yield Paragraph(whole.introduction)
    for chapter in whole.chapters:
        yield Heading(chapter.title)
        for passage in chapter.passages:
            yield from _passage(chapter, passage)
    if whole.threads:
        yield Heading(_("Rode draden"))
        yield Paragraph(_("Een rode draad is een patroon dat op meer plekken terugkomt."))
        yield Facts(tuple((thread.title, thread.sentence) for thread in whole.threads))
    if whole.questions:
        yield Heading(_("Vragen voor de volgende fase"))
        for number, question in enumerate(whole.questions, 1):
            yield Paragraph(f"{number}. {question.text}")


def _passage(chapter: Chapter, passage: Passage) -> Iterator[Block]:
    story = tuple(_moment(passage.moment)) if passage.moment else (Paragraph(chapter.story),)
    margin = tuple(_margin(passage))
    if margin:
        yield Beside(story, margin)
    else:
        yield from story


def _moment(moment: Told) -> Iterator[Block]:
    if moment.kind == MomentKind.QUOTE:
        yield Quote(moment.what, moment.shown_as, moment.id)
    else:
        yield Heading(f"{label(moment.kind)}, {show_day(moment.happened_on, _language())}", 2)
        yield Paragraph(moment.what)
        if moment.shown_as:
            yield Paragraph(_("Verteld door %(who)s", who=moment.shown_as))
    if moment.picture:
        yield Picture(moment.picture.file_name, moment.picture.alt, moment=moment.id)


def _margin(passage: Passage) -> Iterator[Block]:
    if passage.moment:
        yield from (Quote(said.body, reflected_by(said)) for said in passage.moment.reflections)
    for question in passage.questions:
        yield Paragraph(_("Vraag voor later: %(what)s", what=question.what))
    if passage.moment:
        for thread in passage.moment.threads:
            yield Paragraph(_("Rode draad: %(title)s", title=thread.title))


def reflected_by(said: ReflectionRow) -> str:
    """Return who reflected, in which role and for which organisation, in one line."""
    return ", ".join(part for part in (said.author, label(said.role), said.organisation) if part)


def _language() -> str:
    return str(get_locale() or "nl")
