"""Reading the facts of a handover file, in a fixed number of queries."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from workspace.access import VISITOR, Actor
from workspace.borging.models import Handover, HandoverStep
from workspace.borging.queries import picture_of
from workspace.borging.queries.picture import Picture
from workspace.db import db
from workspace.dossiers.queries.borging import in_order, list_aspects, list_evidence, list_steps
from workspace.dossiers.queries.contacts import list_contacts, list_websites
from workspace.dossiers.queries.rows import (
    Answered,
    Dossier,
    Goal,
    Granted,
    Independent,
    Numbers,
    Offer,
    Partner,
    Scanned,
    Scored,
    Trial,
    What,
)
from workspace.dossiers.queries.story import list_happenings, list_news
from workspace.dossiers.queries.together import list_decisions, list_questions, list_tasks
from workspace.independence.policy import may_see_independence
from workspace.independence.queries import independence_of, list_trials
from workspace.initiatives.models import Initiative, Participation
from workspace.initiatives.queries.page import Surroundings, read_surroundings
from workspace.scans.queries import list_results
from workspace.times import day_of, now, today

FEWEST = 5  # hours of fewer people together would tell how many somebody gave


def organisations_asked(offers: Sequence[Handover]) -> frozenset[int]:
    """Return the organisations that are asked to take it over, or that said yes."""
    return frozenset(offer.to_organisation_id for offer in offers if offer.state.may_come_true)


def read_dossier(initiative: Initiative, offers: Sequence[Handover], *, seen_by: Actor) -> Dossier:
    """Return what this reader's handover file holds, of an initiative that they were shown.

    Whether they may have it at all is for `may_have_dossier`; `offers` are its handovers.
    """
    day = today()
    picture = picture_of(initiative.id, on=day)
    around = read_surroundings(initiative, seen_by=VISITOR)
    aspects = list_aspects(picture)
    news = list_news(initiative.id)
    return Dossier(
        made_on=day,
        made_at=now(),
        what=_what(initiative, picture, around),
        goals=tuple(Goal(goal.text, goal.indicator) for goal in around.goals),
        partners=tuple(Partner(partner.name, partner.part) for partner in around.partners),
        numbers=_numbers(initiative),
        aspects=aspects,
        evidence=list_evidence(initiative.id),
        carried_itself_by=picture.carried_by,
        steps=in_order([*list_steps(initiative.id, aspects), *list_tasks(initiative.id)]),
        offers=tuple(_offer(offer) for offer in offers),
        contacts=list_contacts(initiative, picture, offers),
        granted=Granted(*picture.granted) if picture.granted else None,
        scan=_scan(initiative.id),
        independence=_independence(initiative, seen_by),
        trials=_trials(initiative, seen_by),
        news=news,
        questions=list_questions(initiative.id, seen_by=seen_by),
        decisions=list_decisions(initiative, seen_by=seen_by),
        history=list_happenings(initiative, offers, news, seen_by=seen_by),
        websites=list_websites(initiative, picture, offers),
    )


def _what(initiative: Initiative, picture: Picture, around: Surroundings) -> What:
    programme = initiative.board.programme
    owner = initiative.carried_by if initiative.is_handed_over else initiative.organisation
    found: dict[str, Any] = {
        "number": initiative.id,
        "target_groups": tuple(initiative.target_groups),
        "areas": tuple(around.areas),
        "level": picture.level,
        "board": initiative.board.title,
        "programme": programme.name,
        "programme_ends_on": programme.ends_on,
        "created_on": day_of(initiative.created_at),
        "created_by": initiative.created_by.name if initiative.created_by else None,
        "coordinator": initiative.coordinator.name if initiative.coordinator else None,
        "owner": owner.name if owner else None,
        "carried_by": initiative.carried_by.name if initiative.carried_by else None,
    }
    plain = {name: getattr(initiative, name) for name in What._fields if name not in found}
    return What(**plain, **found)


def _numbers(initiative: Initiative) -> Numbers:
    """Return how many people there are. Those who joined were told that others see only that."""
    told = Participation.hours_a_month
    query = select(func.count(), func.count(told), func.sum(told))
    joined, gave, hours = db.session.execute(query.where(Participation.initiative_id == initiative.id)).one()
    return Numbers(joined, initiative.supporters, int(hours or 0) if gave >= FEWEST else None)


def _offer(offer: Handover) -> Offer:
    return Offer(
        offer.to_organisation.name,
        offer.state,
        offer.from_day,
        offer.tasks,
        offer.contacts,
        offer.documents,
        offer.open_points,
        offer.conditions,
        tuple(_answered(step) for step in offer.steps),
    )


def _answered(step: HandoverStep) -> Answered:
    organisation = step.organisation.name if step.organisation else None
    return Answered(step.state, step.by.name, organisation, step.reason, step.made_at)


def _independence(initiative: Initiative, seen_by: Actor) -> Independent | None:
    if not may_see_independence(seen_by, initiative):
        return None
    found = independence_of([initiative.id], on=today())[initiative.id]
    return Independent(found.by_others, found.total, found.share)


def _trials(initiative: Initiative, seen_by: Actor) -> tuple[Trial, ...]:
    if not may_see_independence(seen_by, initiative):
        return ()
    shown = list_trials(initiative, seen_by=seen_by, on=today())
    return tuple(
        Trial(
            each.trial.starts_on,
            each.trial.ends_on,
            each.outcome,
            each.during.by_others,
            each.during.by_team,
            each.trial.stop_reason,
        )
        for each in shown
    )


def _scan(initiative_id: int) -> Scanned | None:
    """Return the last scan that is closed and of which enough people answered to show it."""
    for result in list_results(initiative_id):
        if result.closed_on is not None and result.is_shown:
            scored = (
                Scored(each.code, each.spread.median, each.spread.lowest, each.spread.highest)
                for each in result.questions
                if each.spread
            )
            return Scanned(result.closed_on, result.people, tuple(scored))
    return None
