"""Adding the country, its provinces and its municipalities."""

from collections.abc import Sequence

from sqlalchemy import select

from workspace.access import Actor, require
from workspace.areas.models import Area, AreaKind
from workspace.db import db
from workspace.imports import policy
from workspace.imports.queries.areas import Municipality

COUNTRY = ("NL", "Nederland")


def import_areas(municipalities: Sequence[Municipality], *, by: Actor) -> int:
    """Add the places that are not there yet, rename those whose name changed; return how many did either.

    A code says which place it is. Places that are not in the list stay: something may have happened there.
    """
    require(policy.may_import(by))
    places = {area.code: area for area in db.session.scalars(select(Area).where(Area.code.is_not(None)))}
    changed = 0

    def place(kind: AreaKind, code: str, name: str, parent: Area | None) -> Area:
        nonlocal changed
        area = places.get(code)
        parent_id = parent.id if parent else None
        if area is None:
            area = Area(kind=kind, code=code, name=name, parent_id=parent_id)
            db.session.add(area)
        elif (area.name, area.parent_id) != (name, parent_id):
            area.name, area.parent_id = name, parent_id
        else:
            return area
        places[code] = area
        changed += 1
        if kind is not AreaKind.MUNICIPALITY:
            db.session.flush()  # the places below need this id
        return area

    country = place(AreaKind.COUNTRY, *COUNTRY, None)
    for item in municipalities:
        province = place(AreaKind.PROVINCE, item.province_code, item.province, country)
        place(AreaKind.MUNICIPALITY, item.code, item.name, province)
    return changed
