"""Which organisations take part, and what each of them puts in (N15)."""

from dataclasses import dataclass, replace
from typing import Any

from workspace.access import Actor, require
from workspace.initiatives import policy
from workspace.initiatives.actions.editing import save_contents
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative, InitiativePartner
from workspace.initiatives.queries.contents import Contents, contents_of
from workspace.times import today


@dataclass(frozen=True)
class Input:
    """What an organisation says of itself; hours are a month, and None is not said."""

    needs: str = ""
    hours_promised: int | None = None
    hours_given: int | None = None


def add_partner(initiative: Initiative, organisation_id: int, *, part: str, by: Actor) -> bool:
    """Let an organisation take part; return whether it did not yet. One that did keeps its part.

    The initiative is loaded to edit, and the organisation is one of those to choose from.
    """
    require(policy.may_set_partners(by, initiative))
    contents = contents_of(initiative)
    if organisation_id in dict(contents.partners):
        return False
    save_contents(initiative, _with(contents, organisation_id, part), by=by)
    return True


def remove_partner(initiative: Initiative, organisation_id: int, *, by: Actor) -> bool:
    """Let an organisation take part no longer, with all it promised; return whether it did."""
    require(policy.may_set_partners(by, initiative))
    contents = contents_of(initiative)
    rest = tuple(pair for pair in contents.partners if pair[0] != organisation_id)
    return bool(save_contents(initiative, replace(contents, partners=rest), by=by))


def say_part(initiative: Initiative, partner: InitiativePartner, *, part: str, by: Actor) -> bool:
    """Write down what an organisation does; return whether that changed."""
    require(policy.may_say_part(by, initiative, partner.organisation_id))
    contents = _with(contents_of(initiative), partner.organisation_id, part)
    return bool(save_contents(initiative, contents, by=by))


def say_input(
    initiative: Initiative, partner: InitiativePartner, said: Input, *, part: str, by: Actor
) -> bool:
    """Say for one's organisation what it does, needs, promises and gives; return whether that is news.

    That it gives the same hours today is news too, once a day.
    """
    require(policy.may_say_input(by, initiative, partner.organisation_id))
    changed_part = say_part(initiative, partner, part=part, by=by)
    said_on = None if said.hours_given is None else today()
    after: dict[str, Any] = {
        "needs": said.needs,
        "hours_promised": said.hours_promised,
        "hours_given": said.hours_given,
        "given_said_on": said_on,
    }
    changed = [name for name, value in after.items() if getattr(partner, name) != value]
    if not changed:
        return changed_part
    for name in changed:
        setattr(partner, name, after[name])
    # What it needs is on the page of the initiative; hours are among partners.
    tell(
        "input_said",
        initiative,
        by=by,
        subject_id=partner.organisation_id,
        is_public=initiative.is_public and "needs" in changed,
        fields=changed,
        promised=said.hours_promised,
        given=said.hours_given,
    )
    return True


def _with(contents: Contents, organisation_id: int, part: str) -> Contents:
    parts = {**dict(contents.partners), organisation_id: part}
    return replace(contents, partners=tuple(sorted(parts.items())))
