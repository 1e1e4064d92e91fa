"""Who makes and arranges red threads. Pure: an actor, a programme, yes or no.

The table of rights is silent about threads: they are made by who steers a part of the programme, and looking
for patterns across boards is not of one board alone.
"""

from workspace.access import Actor


def may_arrange_threads(actor: Actor, programme_id: int) -> bool:
    """Tell whether this person leads a board of this programme, or is in its team."""
    return programme_id in actor.leads_in | actor.team_of | actor.manages
