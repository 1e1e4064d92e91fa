"""Who sees how borging stands: "see the handover dashboard" in the table of rights. Pure."""

from workspace.access import Actor


def may_see_dashboard(actor: Actor, programme_id: int) -> bool:
    """Everybody who takes part in the programme, the council that advises it, and the province."""
    return programme_id in actor.insider_in


def may_see_province(actor: Actor, provincial: frozenset[int]) -> bool:
    """Tell whether this person belongs to one of the organisations that are this province."""
    return bool(actor.member_of & provincial)
