"""What the page of an initiative needs: the thing, what stands around it, and what this person may do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import render_template

from workspace.access import Actor
from workspace.addresses import address_of_initiative
from workspace.advice.policy import may_give_advice
from workspace.advice.queries import find_line_of_initiative
from workspace.answers.queries import find_of_initiative
from workspace.boards.models import TargetGroup
from workspace.borging.forms import ConfirmForm
from workspace.borging.queries import picture_for
from workspace.comments.forms import CommentForm
from workspace.comments.queries import thread_of
from workspace.following.forms import follow_button
from workspace.following.models import FollowedKind
from workspace.following.queries.choices import follows
from workspace.forms import ButtonForm
from workspace.frame import with_holes
from workspace.independence.queries import find_running_trial
from workspace.initiatives import policy
from workspace.initiatives.forms.moving import StageForm
from workspace.initiatives.forms.posting import PublishForm
from workspace.initiatives.models import Initiative, Update, Visibility
from workspace.initiatives.queries.history import A_FEW, Chapter, list_history
from workspace.initiatives.queries.page import (
    UPDATES_AT_ONCE,
    list_participants,
    list_updates,
    read_surroundings,
)
from workspace.initiatives.views.steps import steps_of
from workspace.initiatives.views.wording import changes_of, sentence_of
from workspace.initiatives.words import money
from workspace.labels import label
from workspace.learning.policy import may_catch_moment
from workspace.learning.queries.lists import count_moments_of
from workspace.learning.queries.places import LearnedHere, at_initiative
from workspace.letters import full_address
from workspace.meetings.queries import find_decisions
from workspace.meetings.queries.agenda import Decision
from workspace.moderation.forms import ReadForm
from workspace.moderation.queries.reports import Word
from workspace.on_behalf.policy import may_enter_anything
from workspace.results.forms import ReactionForm
from workspace.results.models import ReactionKind
from workspace.results.policy import may_react
from workspace.results.queries import AroundNews, read_around_news
from workspace.tasks.policy import may_add_task, may_see_tasks
from workspace.tasks.queries import list_few_tasks_of
from workspace.tasks.queries.lists import TaskRow
from workspace.times import today
from workspace.web import actor_here

# Of whoever looks: supports it, has a place in it, and reacted to its news.
Marks = tuple[bool, bool, tuple[tuple[int, ReactionKind], ...], bool]


@dataclass(frozen=True)
class SupportParts:
    """The button of support: how many support it, and what this person can do."""

    count: int
    supports: bool
    may_support: bool
    form: ButtonForm


@dataclass(frozen=True)
class Rights:
    """What this person may do here; a visitor may try, and signs in on the way."""

    edit: bool
    end: bool
    join: bool
    publish: bool
    tell: bool
    see_participants: bool
    see_inputs: bool
    moderate: bool
    enter_for_others: bool


def support_parts(initiative: Initiative, *, supports: bool, count: int) -> SupportParts:
    """Return what the button of support shows to this person."""
    may_do = may_try(initiative, actor_here(), policy.may_support)
    return SupportParts(count, supports, may_do, with_holes(ButtonForm(formdata=None)))


@dataclass(frozen=True)
class NewsPage:
    """What stands around pieces of news, and the taps at them."""

    around: AroundNews
    may_react: bool
    form: ReactionForm
    kinds: tuple[ReactionKind, ...] = tuple(ReactionKind)


def news_parts(
    initiative: Initiative,
    updates: Sequence[Update],
    actor: Actor,
    mine: Mapping[int, ReactionKind] | None = None,
) -> NewsPage:
    """Return what is shown around news, to this reader or to one who stands for many."""
    around = read_around_news(initiative, [update.id for update in updates], seen_by=actor, mine=mine)
    may_do = may_react(actor, initiative) or (
        actor.is_anonymous and initiative.visibility != Visibility.DRAFT
    )
    return NewsPage(around, may_do, with_holes(ReactionForm(formdata=None)))


def render_page(
    initiative: Initiative,
    *,
    publishing: PublishForm | None = None,
    reader: Actor | None = None,
    marks: Marks | None = None,
    words: Sequence[Word] = (),
) -> str:
    """Return the page of an initiative that was loaded through this person's eyes.

    Or for another reader with the same facts: whether they support it, have a place in it, how they
    reacted to its news, and whether they follow it. `words` are what moderators said to this person
    about what stands here.
    """
    actor = actor_here() if reader is None else reader
    around = read_surroundings(initiative, seen_by=actor)
    supports, joined, reacted, hears = marks or (
        around.supports,
        around.place is not None,
        (),
        follows(actor, FollowedKind.INITIATIVE, initiative.id),
    )
    updates = list_updates(initiative)
    told = news_parts(initiative, updates[:UPDATES_AT_ONCE], actor, dict(reacted))
    history = list_history(initiative, seen_by=actor, at_most=A_FEW)
    rights = _rights(initiative, actor)
    picture = picture_for(initiative, seen_by=actor, on=today())
    thread = thread_of(initiative, seen_by=actor)
    return render_template(
        "initiatives/show.html",
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        full_address=full_address("initiatives.by_number", initiative_id=initiative.id),
        around=around,
        question=find_of_initiative(initiative),
        rights=rights,
        is_mine=policy.is_own(actor, initiative),
        reader_id=actor.id,
        words=words,
        read_form=ReadForm(formdata=None),
        joined=joined,
        tasks=_tasks(initiative, actor),
        today=today(),
        advice=find_line_of_initiative(initiative.id),
        may_advise=may_give_advice(actor, initiative),
        may_add_task=may_add_task(actor, initiative),
        follow=follow_button(f"/initiatieven/{initiative.id}", follows=hears),
        support=support_parts(initiative, supports=supports, count=initiative.supporters),
        move_form=_move_form(initiative, actor),
        updates=updates[:UPDATES_AT_ONCE],
        told=told,
        totals=told.around.totals,
        has_more_updates=len(updates) > UPDATES_AT_ONCE,
        chapters=history[:A_FEW],
        has_more_history=len(history) > A_FEW,
        picture=picture,
        running_trial=find_running_trial(initiative, seen_by=actor, on=today()),
        confirm_form=with_holes(ConfirmForm(formdata=None)),
        thread=thread,
        learned=_learned(initiative, actor),
        comment_form=with_holes(CommentForm.under(thread, empty=True)),
        participants=list_participants(initiative, seen_by=actor),
        steps=steps_of(initiative, around, picture, has_news=bool(updates)) if rights.edit else (),
        life=policy.LIFE,
        publish_form=(publishing or publish_form(initiative)) if rights.publish else None,
        target_groups=[label(TargetGroup(code)) for code in initiative.target_groups],
        yearly_cost=money(initiative.yearly_cost_cents),
        cost=money(initiative.cost_cents),
        decisions=decisions_of(history, seen_by=actor),
        sees_meetings=initiative.programme_id in actor.insider_in,
        sentence_of=sentence_of,
        changes_of=changes_of,
    )


def _learned(initiative: Initiative, actor: Actor) -> LearnedHere | None:
    """Return how many learning moments it has, and where one is caught; a draft has none."""
    if initiative.visibility == Visibility.DRAFT:
        return None
    slug = initiative.board.programme.slug
    may_catch = actor.is_anonymous or may_catch_moment(actor, at_initiative(initiative))
    return LearnedHere(
        count_moments_of(initiative, actor),
        f"/programmas/{slug}/leermomenten?initiatief={initiative.id}",
        f"/initiatieven/{initiative.id}/leermoment" if may_catch else None,
    )


def _tasks(initiative: Initiative, actor: Actor) -> tuple[list[TaskRow], int] | None:
    """Return the first open tasks for who sees them by a role; who joined is shown the way to them.

    A page may be kept, and what is not public does not make the page of who only joined new.
    """
    sees = may_see_tasks(actor, initiative, has_joined=False)
    return list_few_tasks_of(initiative.id, seen_by=actor) if sees else None


def decisions_of(chapters: Sequence[Chapter], *, seen_by: Actor) -> dict[int, Decision]:
    """Return what meetings decided in these chapters, by point of their agenda."""
    points = [chapter.details["item"] for chapter in chapters if chapter.verb == "meeting_decided"]
    return find_decisions(points, seen_by=seen_by)


def publish_form(initiative: Initiative) -> PublishForm:
    """Return the form that makes an initiative of a draft, with the choice this person has."""
    actor, chosen = actor_here(), (Visibility.PUBLIC, Visibility.PARTNERS)
    programme_id = initiative.programme_id
    return PublishForm(
        visibilities=[each for each in chosen if policy.may_show_to(actor, programme_id, each)]
    )


def _move_form(initiative: Initiative, actor: Actor) -> StageForm | None:
    moves = policy.allowed_moves(actor, initiative)
    following = policy.next_stage(initiative, moves)
    return with_holes(StageForm(stages=moves, formdata=None, data={"stage": following})) if moves else None


def _rights(initiative: Initiative, actor: Actor) -> Rights:
    may_edit = policy.may_edit(actor, initiative)
    return Rights(
        edit=may_edit,
        end=policy.may_end(actor, initiative),
        join=may_try(initiative, actor, policy.may_join),
        publish=may_edit and initiative.visibility == Visibility.DRAFT and initiative.hidden_at is None,
        tell=policy.may_post_update(actor, initiative),
        see_participants=policy.may_see_participants(actor, initiative),
        see_inputs=policy.may_see_inputs(actor, initiative),
        moderate=policy.moderates_as(actor, initiative) is not None,
        enter_for_others=may_enter_anything(actor, initiative),
    )


def may_try(initiative: Initiative, actor: Actor, may: Callable[[Actor, Initiative], bool]) -> bool:
    """Tell whether this person may do this, or is a visitor who may after signing in."""
    is_open = not initiative.stage.is_end and initiative.visibility != Visibility.DRAFT
    return may(actor, initiative) or (is_open and actor.is_anonymous)
