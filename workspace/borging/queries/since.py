"""What changed in the picture of borging between two days, as facts that a page puts into words."""

from datetime import date
from typing import NamedTuple

from workspace.borging.models import AspectCode, AspectState
from workspace.borging.queries.picture import AspectRow, Picture


class Difference(NamedTuple):
    """How one aspect differs from an earlier day."""

    code: AspectCode
    before: AspectState
    after: AspectState
    was_stale: bool
    is_stale: bool
    organisation_before: str | None
    organisation: str | None
    added: int  # pieces of evidence that are there now and were not
    withdrawn: int  # pieces that were there and are no more
    next_step: str  # what is to be done now, when it was something else
    next_step_on: date | None

    @property
    def has_new_owner(self) -> bool:
        """Another organisation answers for it than on the earlier day."""
        return self.organisation is not None and self.organisation != self.organisation_before


def differences(before: Picture, after: Picture) -> list[Difference]:
    """Return what is different in the later of two pictures of an initiative, aspect by aspect."""
    pairs = zip(before.aspects, after.aspects, strict=True)
    return [_difference(then, now) for then, now in pairs if _shown(then) != _shown(now)]


def _shown(row: AspectRow) -> tuple[object, ...]:
    shows = tuple(each.id for each in row.evidence)
    return row.state, row.is_stale, row.organisation, row.next_step, row.next_step_on, shows


def _difference(then: AspectRow, now: AspectRow) -> Difference:
    had, has = {each.id for each in then.evidence}, {each.id for each in now.evidence}
    is_new_step = (then.next_step, then.next_step_on) != (now.next_step, now.next_step_on)
    return Difference(
        code=now.code,
        before=then.state,
        after=now.state,
        was_stale=then.is_stale,
        is_stale=now.is_stale,
        organisation_before=then.organisation,
        organisation=now.organisation,
        added=len(has - had),
        withdrawn=len(had - has),
        next_step=now.next_step if is_new_step else "",
        next_step_on=now.next_step_on if is_new_step else None,
    )
