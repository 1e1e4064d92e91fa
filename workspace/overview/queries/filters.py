"""Which initiatives of a board somebody asked to see."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Text, cast, exists, or_, select

from workspace.boards.models import TargetGroup
from workspace.borging.models import Level, Outlook
from workspace.initiatives.models import Initiative, InitiativeArea, InitiativePartner, Stage, Visibility
from workspace.initiatives.queries.search import matching
from workspace.times import today


@dataclass(frozen=True)
class Filters:
    """What is asked for; nothing at first."""

    stage: Stage | None = None
    level: Level | None = None
    organisation_id: int | None = None
    area_id: int | None = None
    target_group: TargetGroup | None = None
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return self == NO_FILTERS

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The columns that remain."""
        return (self.stage,) if self.stage else tuple(Stage)


NO_FILTERS = Filters()


@dataclass(frozen=True)
class Sight:
    """Whose initiatives of one board these are: what everybody sees, or what partners see as well.

    Only for somebody who may see the board itself. Drafts stand on no board.
    """

    board_id: int
    programme_id: int
    is_insider: bool

    @property
    def visibilities(self) -> tuple[Visibility, ...]:
        return (Visibility.PUBLIC, Visibility.PARTNERS) if self.is_insider else (Visibility.PUBLIC,)


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """Return what an initiative must be like, its stage and who sees it left aside."""
    found: list[ColumnElement[bool]] = []
    if filters.level:
        found.append(_has_level(filters.level))
    if filters.organisation_id:
        found.append(_of_organisation(filters.organisation_id))
    if filters.area_id:
        found.append(
            exists().where(
                InitiativeArea.initiative_id == Initiative.id, InitiativeArea.area_id == filters.area_id
            )
        )
    if filters.target_group:
        found.append(cast(Initiative.target_groups, Text).contains(f'"{filters.target_group.value}"'))
    if filters.text:
        found.append(matching(filters.text))
    return found


def _has_level(level: Level) -> ColumnElement[bool]:
    now_holds = exists().where(
        Outlook.initiative_id == Initiative.id, Outlook.from_day <= today(), Outlook.until_day > today()
    )
    if level == Level.NOT_STARTED:  # also when nothing was written down yet
        return ~now_holds.where(Outlook.level != level)
    return now_holds.where(Outlook.level == level)


def _of_organisation(organisation_id: int) -> ColumnElement[bool]:
    takes_part = select(InitiativePartner.initiative_id).where(
        InitiativePartner.initiative_id == Initiative.id, InitiativePartner.organisation_id == organisation_id
    )
    return or_(Initiative.owner_id == organisation_id, takes_part.exists())
