"""Who may change places. Provinces and municipalities come from an official list, cores from people."""

from workspace.access import Actor


def may_manage_cores(actor: Actor, programmes: frozenset[int]) -> bool:
    """Tell whether this person is in the team of one of the programmes over this municipality."""
    return bool(actor.team_of & programmes)


def may_rename_core(actor: Actor, programmes: frozenset[int], used_by: frozenset[int]) -> bool:
    """Tell whether a core of this municipality may get another name: not while others' initiatives carry it.

    `used_by` are the programmes with initiatives in this core.
    """
    return may_manage_cores(actor, programmes) and used_by <= actor.team_of
