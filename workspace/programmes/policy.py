"""Who may start and manage programmes: "manage programme, phases, means, partners" in the table of rights."""

from workspace.access import Actor


def may_start_programme(actor: Actor, governments: frozenset[int]) -> bool:
    """Tell whether this person manages a programme, or may commit one of these governments."""
    return bool(actor.manages or actor.represents & governments)


def may_manage_programme(actor: Actor, programme_id: int) -> bool:
    """Tell whether this person is in the team: the programme itself, its phases and partners."""
    return programme_id in actor.team_of


def may_see_streams(actor: Actor, programme_id: int) -> bool:
    """Tell whether this person sees where the money comes from, and what rests on it: all insiders."""
    return programme_id in actor.insider_in


def may_manage_means_and_team(actor: Actor, programme_id: int) -> bool:
    """Tell whether this person manages the programme: its money, its staff and its team."""
    return programme_id in actor.manages


def may_end_place(actor: Actor, programme_id: int, *, user_id: int) -> bool:
    """Tell whether this person manages the team, or gives up their own place: that asks nobody's leave."""
    return actor.id == user_id or may_manage_means_and_team(actor, programme_id)
