"""What somebody said and agreed to show: their words without their name, or gone altogether (AVG, N25)."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import joinedload

from workspace.access import OPERATOR, Actor, require
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.db import change_rows, db, when_committed
from workspace.histories.models import LearningHistory
from workspace.initiatives.models import Initiative
from workspace.learning.actions.withdrawing import drop_picture, empty_testimonies, withdraw_quote
from workspace.learning.models import LearningMoment, QuoteConsent, shown_as
from workspace.privacy.policy.erasure import may_anonymise
from workspace.privacy.queries.names import Scrub, names_in_drafts_out
from workspace.renditions.actions import empty_renditions
from workspace.renditions.models import FOLDER, Rendition
from workspace.reporting.actions.clearing import clear_taken_back
from workspace.reporting.models import ProgrammeReport, ReportSection, ReportState
from workspace.reporting.queries.sayings import hold_draft
from workspace.stores import Folder

PLACE = (
    joinedload(LearningMoment.programme),
    joinedload(LearningMoment.board).joinedload(Board.programme),
    joinedload(LearningMoment.initiative).joinedload(Initiative.board).joinedload(Board.programme),
)


def withdraw_quotes(user: User, *, files: Folder, by: Actor) -> list[int]:
    """Take back every quote of this person, as they might themselves; return the numbers of the moments.

    It goes out of sight everywhere; the words stay in the row until drafts that hold them were cleared.
    """
    require(may_anonymise(by, user))
    consents = _consents(user)
    for consent in consents:
        withdraw_quote(consent, folder=files.folder("moments"), key_hash=consent.key_hash, by=user.as_actor())
    db.session.flush()
    return [consent.moment_id for consent in consents]


def empty_moments(user: User, quoted: Sequence[int], *, by: Actor) -> None:
    """Wipe the words of moments that went out of sight: their own, and these quotes of them."""
    require(may_anonymise(by, user))
    theirs = or_(LearningMoment.author_id == user.id, LearningMoment.id.in_(quoted))
    gone = {"what": "", "said_by": "", "said_as": "", "version": LearningMoment.version + 1}
    wiped = update(LearningMoment).where(theirs, LearningMoment.withdrawn_at.is_not(None)).values(gone)
    change_rows(wiped)


def hide_quotes(user: User, *, files: Folder, called: str, by: Actor) -> None:
    """Let what they said stand under another name, without a picture; adopted reports lose what has it."""
    require(may_anonymise(by, user))
    consents = {consent.moment_id: consent for consent in _consents(user)}
    theirs = select(LearningMoment).where(_said_by(user, list(consents)))
    for moment in db.session.scalars(theirs.options(*PLACE).with_for_update(of=LearningMoment)).all():
        _hide(moment, consents.get(moment.id), files.folder("moments"), called)
    db.session.flush()


def clear_drafts(user: User, programmes: Sequence[int], *, files: Folder, called: str, by: Actor) -> None:
    """Let drafts of reports, and files made of reports and histories, of these programmes lose the name."""
    require(may_anonymise(by, user))
    quoted = [consent.moment_id for consent in _consents(user)]
    said = select(LearningMoment.said_by).where(_said_by(user, quoted), LearningMoment.said_by != "")
    names = {user.name, *db.session.scalars(said)}
    rename = names_in_drafts_out(names, called, user_id=user.id)
    drafts = select(ProgrammeReport.id).where(
        ProgrammeReport.programme_id.in_(programmes), ProgrammeReport.state != ReportState.ADOPTED
    )
    for number in db.session.scalars(drafts.order_by(ProgrammeReport.id)).all():
        report = hold_draft(number)
        if report is not None:
            clear_taken_back(report, by=OPERATOR)
            _rename(report, rename)
    of_report = select(ProgrammeReport.id).where(ProgrammeReport.programme_id.in_(programmes))
    of_history = select(LearningHistory.id).where(LearningHistory.programme_id.in_(programmes))
    made = select(Rendition.id, Rendition.file_name).where(
        or_(Rendition.report_id.in_(of_report), Rendition.history_id.in_(of_history)),
        Rendition.file_name.is_not(None),
    )
    outdated = {row.id: row.file_name for row in db.session.execute(made)}
    empty_renditions(outdated, by=OPERATOR)
    for name in outdated.values():
        when_committed(partial(files.folder(FOLDER).drop, str(name)))


def _consents(user: User) -> Sequence[QuoteConsent]:
    place = [joinedload(QuoteConsent.moment).options(each) for each in PLACE]
    asked = or_(QuoteConsent.user_id == user.id, QuoteConsent.email.ilike(user.email))
    query = select(QuoteConsent).where(asked).options(*place).order_by(QuoteConsent.moment_id)
    return db.session.scalars(query.with_for_update(of=QuoteConsent)).all()


def _hide(moment: LearningMoment, consent: QuoteConsent | None, folder: Folder, called: str) -> None:
    name = moment.said_by
    drop_picture(moment, folder=folder)
    if name:
        empty_testimonies(moment, name=name)
        moment.said_by = called
    if consent is not None:
        consent.email, consent.wish = "", ""
        consent.shown_as = shown_as(moment) if consent.shown_as else ""


def _said_by(user: User, quoted: list[int]) -> ColumnElement[bool]:
    own = and_(LearningMoment.author_id == user.id, LearningMoment.said_by == user.name)
    return or_(LearningMoment.id.in_(quoted), own)


def _rename(report: ProgrammeReport, rename: Scrub) -> None:
    """Let the draft call this person otherwise, where a name of theirs stands."""
    for section in db.session.scalars(select(ReportSection).where(ReportSection.report_id == report.id)):
        for column in ("drawn", "figures", "edited", "edited_from"):
            text = getattr(section, column)
            if text and (renamed := rename(text)) != text:
                setattr(section, column, renamed)
    db.session.flush()
