"""What an initiative says, as one value: to fill a form with, to compare, and to keep."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workspace.access import Actor
from workspace.areas.models import Area
from workspace.db import db
from workspace.initiatives.models import (
    Initiative,
    InitiativePartner,
    Kind,
    ParticipationLevel,
    Revision,
    Scale,
    Visibility,
)
from workspace.initiatives.queries.sight import HEAD, visible_initiatives
from workspace.organisations.models import Organisation

# What the form for editing shows besides the head.
ALL = (
    *HEAD,
    selectinload(Initiative.areas),
    selectinload(Initiative.goals),
    selectinload(Initiative.partners).joinedload(InitiativePartner.organisation),
)
# What stands in the row of the initiative itself.
PLAIN = (
    "title", "summary", "why", "for_whom", "place", "helpers", "policy_field", "yearly_cost_cents", "kind",
    "pilot_ends_on", "scale", "scale_reason", "participation", "asked", "promised", "visibility",
)  # fmt: skip


@dataclass(frozen=True)
class Contents:
    """All that people edit of an initiative."""

    title: str
    summary: str
    why: str
    for_whom: str
    target_groups: tuple[str, ...]
    place: str
    areas: tuple[int, ...]
    helpers: str
    policy_field: str
    yearly_cost_cents: int | None
    kind: Kind
    pilot_ends_on: date | None
    scale: Scale
    scale_reason: str
    participation: ParticipationLevel | None
    asked: str
    promised: str
    goals: tuple[tuple[str, str], ...]
    partners: tuple[tuple[int, str], ...]
    coordinator: int | None
    organisation: int | None
    visibility: Visibility

    def differing(self, other: "Contents") -> list[str]:
        """Return the names of the fields in which two texts differ."""
        mine, theirs = asdict(self), asdict(other)
        return [name for name in mine if mine[name] != theirs[name]]


def get_initiative_to_edit(initiative_id: int, *, seen_by: Actor) -> Initiative:
    """Return one initiative with all that its form shows, held until this request ends; NoResultFound."""
    query = visible_initiatives(seen_by).where(Initiative.id == initiative_id).options(*ALL)
    held = query.with_for_update(of=Initiative).execution_options(populate_existing=True)
    return db.session.scalars(held).one()


def contents_of(initiative: Initiative) -> Contents:
    """Return what an initiative says now."""
    plain: dict[str, Any] = {name: getattr(initiative, name) for name in PLAIN}
    return Contents(
        **plain,
        target_groups=tuple(initiative.target_groups),
        areas=tuple(sorted(area.id for area in initiative.areas)),
        goals=tuple((goal.text, goal.indicator) for goal in initiative.goals),
        partners=tuple(sorted((partner.organisation_id, partner.part) for partner in initiative.partners)),
        coordinator=initiative.coordinator_id,
        organisation=initiative.organisation_id,
    )


def describe(contents: Contents, names: list[str]) -> dict[str, Any]:
    """Return what these fields say in a form that can be kept: names for places and organisations."""
    said: dict[str, Any] = {name: value for name, value in asdict(contents).items() if name in names}
    if "areas" in said:
        said["areas"] = sorted(_names(Area, contents.areas).values())
    if "partners" in said:
        organisations = _names(Organisation, [number for number, _ in contents.partners])
        said["partners"] = sorted(
            [organisations.get(number, "?"), part] for number, part in contents.partners
        )
    if "organisation" in said and contents.organisation is not None:
        said["organisation"] = _names(Organisation, [contents.organisation]).get(contents.organisation)
    if said.get("pilot_ends_on"):
        said["pilot_ends_on"] = said["pilot_ends_on"].isoformat()
    return {name: _as_lists(value) for name, value in said.items()}


def _as_lists(value: Any) -> Any:
    return [_as_lists(each) for each in value] if isinstance(value, tuple) else value


def _names(kind: type[Area] | type[Organisation], ids: Any) -> Mapping[int, str]:
    found = db.session.execute(select(kind.id, kind.name).where(kind.id.in_(ids)))
    return {row.id: row.name for row in found}


def pilot_began_on(initiative: Initiative) -> date | None:
    """Return the day on which it became a pilot, or None when it is none."""
    if initiative.kind != Kind.PILOT:
        return None
    revisions = select(Revision.made_at, Revision.changes).where(Revision.initiative_id == initiative.id)
    began = [made_at for made_at, changes in db.session.execute(revisions) if _made_pilot(changes)]
    return max(began, default=initiative.created_at).date()


def _made_pilot(changes: Mapping[str, Any]) -> bool:
    return bool(changes.get("kind", [None, None])[1] == Kind.PILOT)
