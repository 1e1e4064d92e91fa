"""Who is here, and asking permission. The rules themselves live in each feature's policy.py."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

# Groups of people who may be obliged to sign in in two steps (setting REQUIRE_SECOND_STEP).
OBLIGED = ("administrators", "managers", "officials")


class NotAllowed(Exception):
    """The actor may see this, but may not do that."""


def require(allowed: bool) -> None:
    """Raise NotAllowed unless the policy said yes."""
    if not allowed:
        raise NotAllowed


class Role(StrEnum):
    """The hat somebody wears towards one programme; kept with what they write (domain/roles.md)."""

    RESIDENT = "resident"
    PARTNER = "partner"
    REPRESENTATIVE = "representative"
    MUNICIPALITY = "municipality"
    PROVINCE = "province"
    COUNCIL = "council"
    THEME_LEAD = "theme_lead"
    TEAM = "team"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


NOBODY: frozenset[int] = frozenset()
STRANGER = 0  # the number of no person


@dataclass(frozen=True, eq=False)
class Actor:
    """The person at the keyboard, with the facts that their rights follow from (domain/roles.md).

    Read afresh for each request, so that a role that began or ended counts at once. A visitor is an
    Actor without an id. The sets hold ids of organisations, programmes and boards.
    """

    id: int | None = None
    name: str = ""
    email: str = ""
    is_admin: bool = False
    session_key: str = ""
    member_of: frozenset[int] = NOBODY  # organisations
    represents: frozenset[int] = NOBODY  # organisations this person may commit
    partner_in: frozenset[int] = NOBODY  # programmes, through an organisation that takes part
    municipality_in: frozenset[int] = NOBODY
    province_in: frozenset[int] = NOBODY
    council_in: frozenset[int] = NOBODY
    team_of: frozenset[int] = NOBODY  # programmes, managers included
    manages: frozenset[int] = NOBODY  # programmes
    leads: frozenset[int] = NOBODY  # boards
    leads_in: frozenset[int] = NOBODY  # programmes of those boards
    works_on: frozenset[int] = NOBODY  # boards on whose working group this person is, theme leads included
    organisation_in: Mapping[int, int] = field(default_factory=dict)  # programme -> organisation
    # Of this session: when it began, when they were last here (to within minutes), and when they last showed
    # that it is them, and that they have something that nobody else has.
    session_id: int = 0
    began_at: datetime | None = None
    seen_at: datetime | None = None
    proved_at: datetime | None = None
    second_step_at: datetime | None = None

    # What Flask-Login asks of whoever is signed in.
    @property
    def is_authenticated(self) -> bool:
        return self.id is not None

    @property
    def is_active(self) -> bool:
        return self.is_authenticated

    @property
    def is_anonymous(self) -> bool:
        return not self.is_authenticated

    def get_id(self) -> str:
        return self.session_key

    def awaits_second_step(self, obliged: Collection[str]) -> bool:
        """Tell whether this person belongs to one of these groups, and did not show something they have.

        Officials are the people of a municipality or a province that takes part.
        """
        groups = {
            "administrators": self.is_admin,
            "managers": bool(self.manages),
            "officials": bool(self.municipality_in or self.province_in),
        }
        return self.second_step_at is None and any(groups[group] for group in obliged)

    @property
    def insider_in(self) -> frozenset[int]:
        """Programmes whose partner-only things this person sees."""
        return self.talks_among_partners_in | self.council_in

    @property
    def talks_among_partners_in(self) -> frozenset[int]:
        """Programmes in which this person speaks among partners: all insiders but the council, who read."""
        return self.partner_in | self.municipality_in | self.province_in | self.team_of | self.leads_in

    def takes_part_in(self, programme_id: int) -> bool:
        """Tell whether this person posts, supports and joins here, as everybody with an account does.

        The council advises and an administrator keeps the installation: unless they have another role too.
        """
        stands_aside = self.is_admin or programme_id in self.council_in
        return self.is_authenticated and (not stands_aside or programme_id in self.talks_among_partners_in)

    def hat(self, programme_id: int, board_id: int | None = None) -> tuple[Role, int | None]:
        """Return the role, and the organisation if any, in which this person acts in a programme now."""
        organisation_id = self.organisation_in.get(programme_id)
        roles = (
            (Role.MANAGER, programme_id in self.manages),
            (Role.TEAM, programme_id in self.team_of),
            (Role.THEME_LEAD, board_id in self.leads),
            (Role.MUNICIPALITY, programme_id in self.municipality_in),
            (Role.PROVINCE, programme_id in self.province_in),
            (Role.COUNCIL, programme_id in self.council_in),
            (Role.REPRESENTATIVE, organisation_id in self.represents),
            (Role.PARTNER, programme_id in self.partner_in),
        )
        return next((role for role, holds in roles if holds), Role.RESIDENT), organisation_id

    def facts_on(self, programme_id: int, board_id: int) -> tuple[Hashable, ...]:
        """Return all that this person's rights on a board follow from, except who they are."""
        in_programme = (
            self.partner_in, self.municipality_in, self.province_in, self.council_in,
            self.team_of, self.manages, self.leads_in,
        )  # fmt: skip
        return (
            self.is_authenticated,
            self.is_admin,
            self.member_of,
            self.represents,
            self.organisation_in.get(programme_id),
            *(programme_id in programmes for programmes in in_programme),
            *(board_id in boards for boards in (self.leads, self.works_on)),
        )

    def as_stranger(self) -> "Actor":
        """Return somebody else who may do as much here, except with what is this person's own."""
        return replace(self, id=STRANGER, name="", email="", session_key="") if self.id else self

    def signed_in_id(self) -> int:
        """Return the person's id; raise NotAllowed for a visitor."""
        if self.id is None:
            raise NotAllowed
        return self.id


VISITOR = Actor()
# Whoever has the command line of this machine, and the clock of its server.
OPERATOR = Actor(is_admin=True)
