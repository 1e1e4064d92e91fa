"""Who may do what with an initiative. Pure: an actor, a thing, yes or no (domain/roles.md)."""

from datetime import date, datetime, timedelta
from typing import Protocol

from workspace.access import Actor, Role
from workspace.accounts.models import User
from workspace.accounts.policy import may_speak_for
from workspace.boards.models import Board
from workspace.initiatives.models import Stage, Visibility, starts

LIFE: tuple[Stage, ...] = (Stage.IDEA, Stage.EXPLORING, Stage.RUNNING, Stage.ANCHORING, Stage.ANCHORED)
FIRST_STEPS = LIFE[:3]  # as far as partners and representatives move what is their own


NEW_FOR = timedelta(days=14)  # after signing up
TRUSTED_AFTER = 3  # contributions that somebody looked at, with nothing wrong

# How much people may do with what is said in a programme: nobody moderates somebody with more rights.
# An administrator keeps the installation, is no party in the content, and so moderates residents alone.
RANKS = dict.fromkeys(Role, 1) | {
    Role.RESIDENT: 0,
    Role.ADMINISTRATOR: 0,
    Role.THEME_LEAD: 2,
    Role.TEAM: 3,
    Role.MANAGER: 4,
}


class Place(Protocol):
    """Where people write: an Initiative."""

    @property
    def board_id(self) -> int | None: ...
    @property
    def programme_id(self) -> int: ...


class Subject(Protocol):
    """What the rules look at: an Initiative, or a row of a list with these columns."""

    @property
    def board_id(self) -> int: ...
    @property
    def programme_id(self) -> int: ...
    @property
    def stage(self) -> Stage: ...
    @property
    def visibility(self) -> Visibility: ...
    @property
    def created_by_id(self) -> int | None: ...
    @property
    def coordinator_id(self) -> int | None: ...
    @property
    def organisation_id(self) -> int | None: ...
    @property
    def owner_id(self) -> int | None: ...
    @property
    def carried_from(self) -> date | None: ...
    @property
    def is_handed_over(self) -> bool: ...
    @property
    def team_may_edit(self) -> bool: ...


def is_own(actor: Actor, initiative: Subject) -> bool:
    """Tell whether this person made it or coordinates it."""
    return actor.id is not None and actor.id in {initiative.created_by_id, initiative.coordinator_id}


def steers(actor: Actor, board_id: int, programme_id: int) -> bool:
    """Theme lead of this board, programme team or manager: they may the same with all that is on it."""
    return board_id in actor.leads or programme_id in actor.team_of or programme_id in actor.manages


def steers_it(actor: Actor, initiative: Subject) -> bool:
    """Tell whether this person steers this initiative: the team no longer once it was handed over."""
    if hands_off(actor, initiative):
        return initiative.board_id in actor.leads
    return steers(actor, initiative.board_id, initiative.programme_id)


def hands_off(actor: Actor, initiative: Subject) -> bool:
    """Tell whether the handover ended the rights that this member of the programme team had here.

    That they made it no longer counts either; its owner can give the team its rights back.
    """
    is_team = initiative.programme_id in actor.team_of | actor.manages
    return is_team and initiative.is_handed_over and not initiative.team_may_edit


def _takes_part_as_own(actor: Actor, initiative: Subject) -> bool:
    mine = is_own(actor, initiative) and not hands_off(actor, initiative)
    return mine and actor.takes_part_in(initiative.programme_id)


def _represents_it(actor: Actor, initiative: Subject) -> bool:
    return initiative.owner_id in actor.represents


def moderates_as(actor: Actor, place: Place) -> Role | None:
    """Return the role in which this person may hide what others said here, or None."""
    roles = (
        (Role.MANAGER, place.programme_id in actor.manages),
        (Role.TEAM, place.programme_id in actor.team_of),
        (Role.THEME_LEAD, place.board_id in actor.leads),
        (Role.ADMINISTRATOR, actor.is_admin),
    )
    return next((role for role, holds in roles if holds), None)


def may_act_on(moderator: Role | None, *author: Role) -> bool:
    """Tell whether who moderates in this role may judge an author: as they wrote, and as they are now."""
    return moderator is not None and all(RANKS[moderator] >= RANKS[role] for role in author)


def may_undo(moderator: Role | None, hidden_as: Role | None) -> bool:
    """Tell whether who moderates in this role may show again what was hidden in another role."""
    return moderator == Role.ADMINISTRATOR or (hidden_as is not None and may_act_on(moderator, hidden_as))


def may_hide(actor: Actor, place: Place, *author: Role) -> bool:
    """Tell whether this person may hide what somebody who wrote in these roles put here."""
    return may_act_on(moderates_as(actor, place), *author)


def may_show_again(actor: Actor, place: Place, hidden_as: Role | None) -> bool:
    """Tell whether this person may show again what was hidden here in this role."""
    return hidden_as is not None and may_undo(moderates_as(actor, place), hidden_as)


def is_new_here(signed_up: datetime, looked_at: int, *, at: datetime) -> bool:
    """Tell whether somebody who signed up then, and with so many contributions looked at, is still new."""
    return at - signed_up < NEW_FOR and looked_at < TRUSTED_AFTER


def may_post(actor: Actor, board: Board) -> bool:
    return actor.takes_part_in(board.programme_id)


def enters_for_others(actor: Actor, board_id: int, programme_id: int) -> bool:
    """Tell whether this person may enter on this board what somebody said who does not come online (N14)."""
    works_in = actor.partner_in | actor.municipality_in | actor.team_of | actor.manages
    return programme_id in works_in or board_id in actor.leads


def may_post_for(actor: Actor, board: Board, person: User) -> bool:
    """Only what everybody may see is placed for a resident, who could see nothing else themselves."""
    enters = enters_for_others(actor, board.id, board.programme_id) and may_post(actor, board)
    return board.is_public and enters and may_speak_for(actor, person)


def may_show_to(actor: Actor, programme_id: int, visibility: Visibility) -> bool:
    """Tell whether this person may choose who sees an initiative: among partners is for those among them."""
    return visibility != Visibility.PARTNERS or programme_id in actor.talks_among_partners_in


def may_edit(actor: Actor, initiative: Subject) -> bool:
    return (
        _takes_part_as_own(actor, initiative)
        or _represents_it(actor, initiative)
        or steers_it(actor, initiative)
    )


def allowed_moves(actor: Actor, initiative: Subject) -> tuple[Stage, ...]:
    """Return the stages to which this person may move it now; the ends are asked for with may_end."""
    if initiative.visibility == Visibility.DRAFT:
        return ()
    reach: tuple[Stage, ...] = ()
    if steers_it(actor, initiative):
        reach = LIFE
    elif initiative.stage in FIRST_STEPS and _carries(actor, initiative):
        reach = FIRST_STEPS
    return tuple(stage for stage in reach if stage != initiative.stage)


def next_stage(initiative: Subject, moves: tuple[Stage, ...]) -> Stage | None:
    """Return the stage that comes after the one it is in, if it may go there."""
    following = LIFE[LIFE.index(initiative.stage) + 1 :] if initiative.stage in LIFE else ()
    return following[0] if following and following[0] in moves else None


def _carries(actor: Actor, initiative: Subject) -> bool:
    """A partner with an initiative of their own, or a representative with one of their organisation."""
    partner = initiative.programme_id in actor.partner_in and _takes_part_as_own(actor, initiative)
    return partner or _represents_it(actor, initiative)


def may_move(actor: Actor, initiative: Subject, to: Stage) -> bool:
    """Tell whether it may go there; staying where it is counts for those who may move it at all."""
    moves = allowed_moves(actor, initiative)
    return to in moves or (to == initiative.stage and bool(moves))


def may_end(actor: Actor, initiative: Subject) -> bool:
    """Stopping and completing are for its makers too, once; drafts have nothing to end."""
    is_open = not initiative.stage.is_end and initiative.visibility != Visibility.DRAFT
    return is_open and may_edit(actor, initiative)


def explains_a_start(actor: Actor, initiative: Subject, to: Stage) -> bool:
    """Tell whether this person is asked why, when it begins while not all is clear (N9).

    It advises who moves it for an organisation or for the programme; residents are never asked for more.
    """
    role, _ = actor.hat(initiative.programme_id, initiative.board_id)
    return role != Role.RESIDENT and starts(initiative.stage, to)


def may_fill_start_check(actor: Actor, initiative: Subject, *, has_joined: bool) -> bool:
    """Whoever may edit it, speaks among partners of the programme, or joined it, until it ends.

    What is clear is known by several people, so it is as wide as the talk about it; the council advises.
    """
    joined = has_joined and actor.takes_part_in(initiative.programme_id)
    is_insider = initiative.programme_id in actor.talks_among_partners_in
    return not initiative.stage.is_end and (is_insider or joined or may_edit(actor, initiative))


def may_support(actor: Actor, initiative: Subject) -> bool:
    is_open = not initiative.stage.is_end and initiative.visibility != Visibility.DRAFT
    return is_open and actor.takes_part_in(initiative.programme_id)


def may_support_for(actor: Actor, initiative: Subject, person: User) -> bool:
    """Tell whether this worker may count a person they entered among those who want this."""
    enters = enters_for_others(actor, initiative.board_id, initiative.programme_id)
    return enters and may_support(actor, initiative) and may_speak_for(actor, person)


def may_join(actor: Actor, initiative: Subject) -> bool:
    return may_support(actor, initiative)


def may_withdraw(actor: Actor, initiative: Subject) -> bool:
    """Taking back one's own support or place is always possible."""
    return actor.id is not None


def may_withdraw_for(actor: Actor, person: User) -> bool:
    """Tell whether this worker takes back the support of a person they entered, who asks for it."""
    return may_speak_for(actor, person)


def may_see_participants(actor: Actor, initiative: Subject) -> bool:
    """Who joined is seen by the coordinator alone, with what each person chose to share."""
    return actor.id is not None and actor.id == initiative.coordinator_id


def may_post_update(actor: Actor, initiative: Subject) -> bool:
    return initiative.visibility != Visibility.DRAFT and may_edit(actor, initiative)


def may_give_to(actor: Actor, initiative: Subject, organisation_id: int | None) -> bool:
    """Tell whether this person may say that it is of this organisation: their own, or for who steers any.

    Once a handover is agreed, whose it is follows from that.
    """
    if initiative.carried_from is not None:
        return organisation_id == initiative.organisation_id and may_edit(actor, initiative)
    if organisation_id in {None, initiative.organisation_id} or organisation_id in actor.member_of:
        return may_edit(actor, initiative)
    return steers_it(actor, initiative)


def may_take_over(actor: Actor, *, asked_id: int) -> bool:
    """Tell whether this is whom somebody asked who might give it; that person's right was asked for then."""
    return actor.id == asked_id


def may_see_inputs(actor: Actor, initiative: Subject) -> bool:
    """Hours are a talk among partners: for insiders of the programme, its makers and its owner."""
    is_insider = initiative.programme_id in actor.insider_in
    return is_insider or is_own(actor, initiative) or _represents_it(actor, initiative)


def may_set_partners(actor: Actor, initiative: Subject) -> bool:
    """Tell whether this person says which organisations take part, and what is asked of them."""
    return may_edit(actor, initiative)


def may_say_input(actor: Actor, initiative: Subject, organisation_id: int) -> bool:
    """What an organisation promises and gives is said by its own people, who speak among partners."""
    among_partners = initiative.programme_id in actor.talks_among_partners_in
    return organisation_id in actor.member_of and among_partners


def may_say_part(actor: Actor, initiative: Subject, organisation_id: int) -> bool:
    """Its part can also be written down by who edits the initiative."""
    return may_say_input(actor, initiative, organisation_id) or may_set_partners(actor, initiative)


def may_see_board_inputs(actor: Actor, programme_id: int) -> bool:
    """Promised against given is for insiders, the council too."""
    return programme_id in actor.insider_in
