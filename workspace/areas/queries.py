"""Places: which lie in which. Everybody may know them."""

from typing import NamedTuple

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased

from workspace.access import Actor
from workspace.areas.models import Area, AreaKind
from workspace.boards.models import Board
from workspace.db import db
from workspace.initiatives.models import Initiative, InitiativeArea
from workspace.programmes.models import Programme


class AreaRow(NamedTuple):
    """A place as lists show it, with the place it lies in."""

    id: int
    name: str
    kind: AreaKind
    parent: str | None


def visible_areas(actor: Actor) -> Select[Area]:
    """Return every place: a map holds no secrets."""
    return select(Area)


def get_area(area_id: int, seen_by: Actor, *kinds: AreaKind, to_change: bool = False) -> Area:
    """Return one place of one of these kinds; raise NoResultFound. `to_change` makes a second editor wait."""
    found = visible_areas(seen_by).where(Area.id == area_id, Area.kind.in_(kinds))
    return db.session.scalars(found.with_for_update() if to_change else found).one()


def areas_below(area_id: int) -> list[int]:
    """Return the ids of a place and of all places in it."""
    tree = select(Area.id).where(Area.id == area_id).cte("tree", recursive=True)
    tree = tree.union_all(select(Area.id).join(tree, Area.parent_id == tree.c.id))
    return list(db.session.scalars(select(tree.c.id)))


def list_cores(area_id: int) -> list[AreaRow]:
    """Return the cores in a municipality, or in all municipalities of a province, by name."""
    parent = aliased(Area)
    rows = (
        select(Area.id, Area.name, Area.kind, parent.name)
        .join(parent, parent.id == Area.parent_id)
        .where(Area.kind == AreaKind.CORE, Area.id.in_(areas_below(area_id)))
        .order_by(parent.name, Area.name)
    )
    return [AreaRow(*row) for row in db.session.execute(rows)]


def list_areas(*kinds: AreaKind, besides: int | None = None) -> list[AreaRow]:
    """Return all places of these kinds, in this order of kinds and by name, and the one place `besides`."""
    parent = aliased(Area)
    rows = (
        select(Area.id, Area.name, Area.kind, parent.name)
        .outerjoin(parent, parent.id == Area.parent_id)
        .where(or_(Area.kind.in_(kinds), Area.id == besides))
        .order_by(Area.name)
    )
    found = [AreaRow(*row) for row in db.session.execute(rows)]
    return sorted(found, key=lambda area: (*kinds, *AreaKind).index(area.kind))


def programmes_over(area: Area) -> frozenset[int]:
    """Return the programmes of this municipality and of the province it lies in."""
    places = [area.id, area.parent_id] if area.parent_id else [area.id]
    return frozenset(db.session.scalars(select(Programme.id).where(Programme.area_id.in_(places))))


def list_municipalities_of(actor: Actor) -> list[AreaRow]:
    """Return the municipalities of the programmes in whose team this person is."""
    parent = aliased(Area)
    places = select(Programme.area_id).where(Programme.id.in_(actor.team_of))
    rows = (
        select(Area.id, Area.name, Area.kind, parent.name)
        .outerjoin(parent, parent.id == Area.parent_id)
        .where(Area.kind == AreaKind.MUNICIPALITY, Area.id.in_(places) | Area.parent_id.in_(places))
        .order_by(Area.name)
    )
    return [AreaRow(*row) for row in db.session.execute(rows)]


def is_name_taken(municipality: Area, name: str, *, besides: int | None = None) -> bool:
    """Tell whether another core of this municipality carries this name."""
    same = select(Area.id).where(Area.parent_id == municipality.id, Area.name == name)
    return db.session.scalar(same if besides is None else same.where(Area.id != besides)) is not None


def programmes_using(core: Area) -> frozenset[int]:
    """Return the programmes that have initiatives in this core."""
    used = (
        select(Board.programme_id)
        .join(Initiative, Initiative.board_id == Board.id)
        .join(InitiativeArea, InitiativeArea.initiative_id == Initiative.id)
        .where(InitiativeArea.area_id == core.id)
    )
    return frozenset(db.session.scalars(used.distinct()))


def cores_used_by_others(municipality: Area, programmes: frozenset[int]) -> frozenset[int]:
    """Return the cores of a municipality in which programmes other than these have initiatives."""
    used = (
        select(InitiativeArea.area_id)
        .join(Area, Area.id == InitiativeArea.area_id)
        .join(Initiative, Initiative.id == InitiativeArea.initiative_id)
        .join(Board, Board.id == Initiative.board_id)
        .where(Area.parent_id == municipality.id, Board.programme_id.not_in(programmes))
    )
    return frozenset(db.session.scalars(used.distinct()))


def get_core(core_id: int, municipality: Area, seen_by: Actor) -> Area:
    """Return one core of this municipality; raise NoResultFound when it lies elsewhere."""
    cores = visible_areas(seen_by).where(Area.kind == AreaKind.CORE, Area.parent_id == municipality.id)
    return db.session.scalars(cores.where(Area.id == core_id)).one()
