"""Who may change places. Provinces and municipalities come from an official list, cores from people."""

from workspace.access import Actor


def may_manage_cores(actor: Actor, programmes: frozenset[int]) -> bool:
    """Tell whether this person is in the team of one of the programmes over this municipality."""
    return bool(actor.team_of & programmes)
