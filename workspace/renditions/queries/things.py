"""What a file is made of: the report or the history, when this person may still see it."""

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.exc import NoResultFound

from workspace.access import Actor
from workspace.db import db
from workspace.histories.models import LearningHistory
from workspace.histories.queries import get_history
from workspace.initiatives.models import Case, Verdict
from workspace.learning.models import LearningMoment, QuoteConsent, Reflection, Testimony
from workspace.renditions.models import Rendition, RenditionState
from workspace.reporting.models import ProgrammeReport
from workspace.reporting.queries.reports import get_report

AT_MOST = 1000  # files looked at in one hour
MOVED = (Verdict.HIDDEN, Verdict.RESTORED)  # what moderators do that a file must follow
Thing = LearningHistory | ProgrammeReport


def get_thing(rendition: Rendition, actor: Actor) -> Thing:
    """Return what a file is made of; raise NoResultFound when it is out of this person's sight.

    So it is, too, when the file was made with the eyes of an insider and this person is none any more.
    """
    thing: Thing
    if rendition.report_id is not None:
        thing = get_report(rendition.report_id, actor)
    else:
        thing = get_history(rendition.history_id or 0, actor)
    if rendition.is_for_insiders and thing.programme_id not in actor.insider_in:
        raise NoResultFound
    return thing


def find_thing(rendition: Rendition, actor: Actor) -> Thing | None:
    """Return what a file is made of, or None when it is out of this person's sight."""
    try:
        return get_thing(rendition, actor)
    except NoResultFound:
        return None


def is_out_of_date(rendition: Rendition) -> bool:
    """Tell whether somebody in this programme took words back since the file was made (AVG, N25)."""
    return db.session.execute(_outdated().where(Rendition.id == rendition.id)).first() is not None


def list_outdated() -> dict[int, str]:
    """Return files by number, with their names on the disk, from which words were taken back since."""
    query = _outdated().where(Rendition.file_name.is_not(None)).limit(AT_MOST)
    return {row.id: row.file_name for row in db.session.execute(query)}


def _outdated() -> Select[int, str | None]:
    moment, since = LearningMoment, func.coalesce(Rendition.began_at, Rendition.asked_at)
    programme = func.coalesce(ProgrammeReport.programme_id, LearningHistory.programme_id)
    return (
        select(Rendition.id, Rendition.file_name)
        .outerjoin(ProgrammeReport, ProgrammeReport.id == Rendition.report_id)
        .outerjoin(LearningHistory, LearningHistory.id == Rendition.history_id)
        .join(moment, moment.programme_id == programme)
        .outerjoin(QuoteConsent, QuoteConsent.moment_id == moment.id)
        .outerjoin(Reflection, Reflection.moment_id == moment.id)
        .outerjoin(Testimony, Testimony.moment_id == moment.id)
        .outerjoin(Case, and_(Case.moment_id == moment.id, Case.verdict.in_(MOVED)))
        .where(
            Rendition.state == RenditionState.READY,
            moment.caught_at < since,  # a later one cannot stand in the file
            or_(
                moment.withdrawn_at >= since,
                moment.edited_at >= since,
                QuoteConsent.withdrawn_at >= since,
                # refused, or worded otherwise, or asked anew: it is out of sight without being taken back
                and_(
                    moment.published_at.is_(None),
                    or_(QuoteConsent.answered_at >= since, QuoteConsent.asked_at >= since),
                ),
                Reflection.withdrawn_at >= since,
                Reflection.edited_at >= since,
                Testimony.withdrawn_at >= since,
                Case.handled_at >= since,
            ),
        )
        .distinct()
    )
