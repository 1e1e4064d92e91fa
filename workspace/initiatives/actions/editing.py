"""Changing what an initiative says; what it said before is kept."""

from sqlalchemy import delete
from sqlalchemy.orm.attributes import flag_modified

from workspace.access import Actor, require
from workspace.db import db
from workspace.initiatives import policy
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import (
    Goal,
    Initiative,
    InitiativeArea,
    InitiativePartner,
    Revision,
    Visibility,
)
from workspace.initiatives.queries.contents import PLAIN, Contents, contents_of, describe


def edit_initiative(initiative: Initiative, contents: Contents, *, by: Actor) -> list[str]:
    """Let an initiative say this from now on; return the names of the fields that changed.

    The initiative is loaded with all its parts. Who sees a draft is not changed here but by publishing it.
    """
    require(
        policy.may_edit(by, initiative)
        and policy.may_give_to(by, initiative, contents.organisation)
        and _may_change_sight(by, initiative, contents.visibility)
    )
    return save_contents(initiative, contents, by=by)


def save_contents(initiative: Initiative, contents: Contents, *, by: Actor) -> list[str]:
    """Write what an initiative says from now on, and keep what it said; return the fields that changed.

    Called by actions that asked permission.
    """
    before, was_public = contents_of(initiative), initiative.is_public
    changed = contents.differing(before)
    if not changed:
        return []
    was, becomes = describe(before, changed), describe(contents, changed)
    from_version = initiative.version
    db.session.add(
        Revision(
            initiative_id=initiative.id,
            made_by_id=by.signed_in_id(),
            from_version=from_version,
            changes={name: [was[name], becomes[name]] for name in changed},
        )
    )
    _write(initiative, contents, changed)
    is_draft = initiative.visibility == Visibility.DRAFT
    tell(
        "initiative_draft_edited" if is_draft else "initiative_edited",
        initiative,
        by=by,
        subject_id=from_version,
        is_public=was_public and initiative.is_public,
        fields=changed,
    )
    if was_public != initiative.is_public:
        # Whoever watches the board in public sees it come or go; what it said among partners stays there.
        verb = "initiative_shown" if initiative.is_public else "initiative_hidden"
        tell(verb, initiative, by=by, is_public=True)
    return changed


def _may_change_sight(by: Actor, initiative: Initiative, to: Visibility) -> bool:
    if to == initiative.visibility:
        return True
    drafts = Visibility.DRAFT in (to, initiative.visibility)
    return not drafts and policy.may_show_to(by, initiative.programme_id, to)


def _write(initiative: Initiative, contents: Contents, changed: list[str]) -> None:
    for name in PLAIN:
        setattr(initiative, name, getattr(contents, name))
    initiative.target_groups = list(contents.target_groups)
    initiative.coordinator_id = contents.coordinator
    initiative.organisation_id = contents.organisation
    flag_modified(initiative, "title")  # goals and partners count as a new version too
    if "areas" in changed:
        _write_areas(initiative, contents)
    if "goals" in changed:
        initiative.goals = [
            Goal(position=place, text=text, indicator=indicator)
            for place, (text, indicator) in enumerate(contents.goals)
        ]
    if "partners" in changed:
        _write_partners(initiative, contents)


def _write_areas(initiative: Initiative, contents: Contents) -> None:
    db.session.execute(delete(InitiativeArea).where(InitiativeArea.initiative_id == initiative.id))
    db.session.add_all(InitiativeArea(initiative_id=initiative.id, area_id=area) for area in contents.areas)


def _write_partners(initiative: Initiative, contents: Contents) -> None:
    there = {partner.organisation_id: partner for partner in initiative.partners}
    initiative.partners = [
        there.get(number) or InitiativePartner(initiative_id=initiative.id, organisation_id=number)
        for number, _ in contents.partners
    ]
    for partner, (_, part) in zip(initiative.partners, contents.partners, strict=True):
        partner.part = part
