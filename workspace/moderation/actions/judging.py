"""Judging what was reported, or waits with links: one outcome, told to its author and to who reported it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select, update

from workspace.access import VISITOR, Actor, Role, require
from workspace.activity.actions import record
from workspace.comments.actions import remove_comment, restore_comment, show_links
from workspace.db import change_rows, db, now
from workspace.initiatives.actions import (
    hide_initiative,
    hide_update,
    note_look,
    open_case_about,
    show_initiative,
    show_links_in_news,
    show_update,
)
from workspace.initiatives.models import Case, ReportReason, ThingKind, Verdict
from workspace.initiatives.policy import moderates_as
from workspace.learning.actions.hiding import hide_learned, show_learned
from workspace.moderation import policy
from workspace.moderation.models import Report, Warned
from workspace.moderation.queries.cases import CaseRow
from workspace.moderation.queries.learned import Learned, Reported
from workspace.moderation.queries.things import Thing

TOLD = (Verdict.HIDDEN, Verdict.WARNED, Verdict.RESTORED)  # to the author


class MovedOn(Exception):
    """Somebody judged it, or its author changed it, since it was read."""


class Judgement(NamedTuple):
    """What is done, why, and a word to the author."""

    verdict: Verdict
    reason: ReportReason | None = None
    words: str = ""


def judge(row: CaseRow, judgement: Judgement, *, stamp: str, by: Actor) -> None:
    """Do what was decided about a case that is held; raise MovedOn when it is not as it was read."""
    require(policy.may_judge(by, row.thing.place, row.thing.makers, row.roles))
    if stamp != row.stamp or judgement.verdict not in row.verdicts:
        raise MovedOn
    _carry_out(row.thing, judgement, row.roles, by)
    if judgement.verdict in {Verdict.NOTHING, Verdict.LINKS_SHOWN} and not row.thing.is_hidden:
        note_look(row.thing.author_id)
    _close(row.case, row.thing, judgement, by)


def judge_many(
    rows: Sequence[CaseRow], judgement: Judgement, *, stamps: Mapping[int, str], by: Actor
) -> list[CaseRow]:
    """Judge cases alike, all in this transaction; return those left alone, as they changed meanwhile."""
    require(all(policy.may_moderate(by, row.thing.place) for row in rows))
    left = []
    for row in rows:
        is_mine = policy.may_judge(by, row.thing.place, row.thing.makers, row.roles)
        if is_mine and stamps.get(row.case.id) == row.stamp and judgement.verdict in row.verdicts:
            judge(row, judgement, stamp=row.stamp, by=by)
        else:
            left.append(row)
    return left


def settle_by_hand(thing: Reported, verdict: Verdict, *, words: str = "", by: Actor) -> None:
    """Close what was reported about a thing that was just hidden or shown again on its own page."""
    require(policy.may_moderate(by, thing.place))
    _close(open_case_about(thing.about, **thing.subject), thing, Judgement(verdict, None, words), by)


def mark_read(word: Warned, *, by: Actor) -> None:
    """Say that one has read a word to oneself."""
    require(policy.may_read_word(by, word.author))
    word.read_at = word.read_at or now()


def _carry_out(thing: Reported, judgement: Judgement, author: tuple[Role, ...], by: Actor) -> None:
    match judgement.verdict:
        case Verdict.HIDDEN:
            _hide(thing, judgement, author, by)
        case Verdict.RESTORED:
            _restore(thing, by)
        case Verdict.LINKS_SHOWN if not isinstance(thing, Learned):
            _show_links(thing, author, by)


def _show_links(thing: Thing, author: tuple[Role, ...], by: Actor) -> None:
    if thing.comment is not None:
        show_links(thing.comment, initiative=thing.initiative, author=author, by=by)
    elif thing.update is not None:
        show_links_in_news(thing.update, initiative=thing.initiative, author=author, by=by)


def _hide(thing: Reported, judgement: Judgement, author: tuple[Role, ...], by: Actor) -> None:
    because = judgement.reason or ReportReason.OTHER
    if isinstance(thing, Learned):
        hide_learned(
            thing.said,
            moment=thing.moment,
            because=because,
            words=judgement.words,
            author=author,
            by=by,
        )
    elif thing.comment is not None:
        remove_comment(
            thing.comment,
            initiative=thing.initiative,
            because=because,
            words=judgement.words,
            author=author,
            by=by,
        )
    elif thing.update is not None:
        hide_update(
            thing.update,
            initiative=thing.initiative,
            because=because,
            words=judgement.words,
            author=author,
            by=by,
        )
    else:
        hide_initiative(thing.initiative, because=because, words=judgement.words, author=author, by=by)


def _restore(thing: Reported, by: Actor) -> None:
    if isinstance(thing, Learned):
        show_learned(thing.said, moment=thing.moment, by=by)
    elif thing.comment is not None:
        restore_comment(thing.comment, initiative=thing.initiative, by=by)
    elif thing.update is not None:
        show_update(thing.update, initiative=thing.initiative, by=by)
    else:
        show_initiative(thing.initiative, by=by)


def _close(case: Case, thing: Reported, judgement: Judgement, by: Actor) -> None:
    moment, is_open = now(), (Report.case_id == case.id, Report.handled_at.is_(None))
    reasons = set(db.session.scalars(select(Report.reason).where(*is_open)))
    handled = update(Report).where(*is_open).values(handled_at=moment, verdict=judgement.verdict)
    change_rows(handled)
    case.verdict, case.handled_at, case.waits_since = judgement.verdict, moment, None
    case.handled_by_id, case.handled_as = by.signed_in_id(), moderates_as(by, thing.place)
    case.rounds += 1
    case.judged_text = thing.digest
    case.judged_reasons = sorted({*case.judged_reasons, *(reason.value for reason in reasons)})
    if reasons:
        _tell_reporters(case, thing, judgement, by)
    if judgement.verdict in TOLD and thing.author_id is not None:
        _tell_author(thing, judgement, by)


def _tell_reporters(case: Case, thing: Reported, judgement: Judgement, by: Actor) -> None:
    """Tell of what was judged; a hidden initiative is not named to who sees it no more.

    Of a shared obstacle neither its programme nor who judged it is named: that would tell where it was.
    """
    is_placeless = thing.kind == ThingKind.OBSTACLE
    record(
        "report_handled",
        by=VISITOR if is_placeless else by,
        programme_id=None if is_placeless else thing.place.programme_id,
        board_id=None if is_placeless else thing.event_board_id,
        initiative_id=thing.event_initiative_id,
        subject_id=case.id,
        verdict=judgement.verdict.value,
        kind=thing.kind.value,
        number=thing.reference,
    )


def _tell_author(thing: Reported, judgement: Judgement, by: Actor) -> None:
    author_id, role = thing.author_id, moderates_as(by, thing.place)
    if author_id is None or role is None:
        return
    word = Warned(
        user_id=author_id,
        board_id=thing.place.board_id,
        programme_id=thing.place.programme_id,
        **_about(thing),
        verdict=judgement.verdict,
        reason=judgement.reason,
        words=judgement.words,
        warned_by_id=by.signed_in_id(),
        warned_as=role,
    )
    db.session.add(word)
    db.session.flush()  # the event needs its id
    _record("author_told", word.id, thing, judgement, by)


def _about(thing: Reported) -> dict[str, int | None]:
    if isinstance(thing, Learned):
        return {"moment_id": thing.moment.id}
    return thing.subject


def _record(verb: str, subject_id: int, thing: Reported, judgement: Judgement, by: Actor) -> None:
    record(
        verb,
        by=by,
        programme_id=thing.place.programme_id,
        board_id=thing.event_board_id,
        initiative_id=thing.initiative.id if thing.initiative else None,
        subject_id=subject_id,
        verdict=judgement.verdict.value,
    )
