"""Who makes learning histories, and who publishes them. Pure (domain/roles.md: "write reports")."""

from workspace.access import Actor


def may_make_history(actor: Actor, programme_id: int) -> bool:
    """Tell whether this person makes and arranges histories: theme leads of the programme, and its team."""
    return programme_id in actor.leads_in or programme_id in actor.team_of


def may_publish_history(actor: Actor, programme_id: int) -> bool:
    """Tell whether this person shows a history to others, or takes it out of their sight: the team."""
    return programme_id in actor.team_of


def may_take_over_question(actor: Actor, programme_id: int) -> bool:
    """Tell whether this person chooses the questions with which a phase begins: who makes histories."""
    return may_make_history(actor, programme_id)
