"""What the story has so far: places, organisations, people, programmes, and what happened."""

from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from workspace.access import Actor, Role
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.areas.models import Area, AreaKind
from workspace.boards.models import Board, BoardMember
from workspace.db import db
from workspace.demo.actions.moments import Moments
from workspace.demo.queries import ORIGIN, Texts, email_of
from workspace.on_behalf.actions.entering import NOWHERE
from workspace.organisations.models import Membership, Organisation, OrganisationKind
from workspace.programmes.models import (
    FundingStream,
    Openness,
    Partner,
    Phase,
    Programme,
    TeamMember,
    YearMeans,
)
from workspace.stores import Folder, as_folder
from workspace.text import slugify

KIND_ROLES = {
    OrganisationKind.MUNICIPALITY: "municipality_in",
    OrganisationKind.PROVINCE: "province_in",
    OrganisationKind.COUNCIL: "council_in",
}
LONG_AGO = 900  # days
HOME = "provincie-noord-brabant"  # where people live whose text does not say so


class Story(Moments):
    """Turns texts into rows and remembers them by the short names that the texts use.

    Moments in the texts are days before today, so that a demonstration is never old. The hours are drawn
    from a fixed series: two machines show the same story.
    """

    def __init__(self, days_back: int = 0, folder: Folder | Path | None = None) -> None:
        self.days_back = days_back
        self.folder = as_folder(folder) if folder is not None else None
        super().__init__()
        self.areas: dict[str, Area] = {}
        self.organisations: dict[str, Organisation] = {}
        self.people: dict[str, User] = {}
        self.texts_of: dict[str, Texts] = {}  # of people
        self.provinces: dict[int, str] = {}  # of programmes
        self.members: dict[str, list[tuple[str, bool]]] = {}
        self.streams: dict[tuple[int, str], FundingStream] = {}  # by programme and name
        self.events: list[Event] = []
        # What people carry, by kind and name: the initiative it is part of, and its own id.
        self.subjects: dict[tuple[str, ...], tuple[int | None, int]] = {}
        self._facts: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._organisation_in: dict[str, dict[int, int]] = defaultdict(dict)

    def add_places(self, texts: Texts) -> None:
        """Add the areas that the programmes lie in. Areas that were imported before are used as they are."""
        for kind, name, code, parent in texts["area"]:
            parent_id = self.areas[parent].id if parent else None
            found = select(Area).where(Area.code == code)
            if not code:
                found = select(Area).where(Area.parent_id == parent_id, Area.name == name)
            area = db.session.scalar(found)
            if area is None:
                area = Area(kind=AreaKind(kind), name=name, code=code or None, parent_id=parent_id)
                db.session.add(area)
                db.session.flush()  # the places below need this id
            self.areas[name] = area

    def add_people(self, texts: Texts, password_hash: str) -> None:
        """Add organisations and the people in them; everybody has the same password."""
        for facts in texts["organisation"]:
            area = self.areas[facts.pop("area")]
            slug = slugify(facts["name"])
            self.organisations[slug] = Organisation(
                slug=slug, area_id=area.id, created_at=self.moment(1400), **facts
            )
        for person in texts["person"]:
            self.texts_of[person["key"]] = person
            if "on_paper" in person:
                continue
            began = self.moment(int(person.get("since", LONG_AGO)))
            self.people[person["key"]] = User(
                name=person["name"],
                email=email_of(person["name"]),
                password_hash=password_hash,
                is_admin=person.get("admin", False),
                created_at=began,
                confirmed_at=began,
            )
        db.session.add_all([*self.organisations.values(), *self.people.values()])
        db.session.flush()  # memberships need the ids
        for person in texts["person"]:
            if "on_paper" in person:
                self._add_on_paper(person)
            self._add_memberships(person)

    def _add_on_paper(self, person: Texts) -> None:
        """Add somebody without an account, whom a worker entered (docs/decisions/0017)."""
        worker, days = person["on_paper"]
        user = User(
            name=person["name"],
            email=f"{person['key']}@{NOWHERE}",
            entered_by_id=self.people[worker].id,
            created_at=self.clock(days),
        )
        db.session.add(user)
        db.session.flush()  # what was entered needs the id
        self.people[person["key"]] = user

    def _add_memberships(self, person: Texts) -> None:
        user = self.people[person["key"]]
        represents = person.get("represents", False)
        for slug in person.get("of", []):
            organisation = self.organisations[slug]
            self.members.setdefault(slug, []).append((person["key"], represents))
            db.session.add(
                Membership(
                    organisation_id=organisation.id,
                    user_id=user.id,
                    represents=represents,
                    function=person.get("function", ""),
                    starts_on=self.day(int(person.get("since", LONG_AGO))),
                )
            )
            self._facts[person["key"]]["member_of"].add(organisation.id)
            if represents:
                self._facts[person["key"]]["represents"].add(organisation.id)

    def add_programme(self, texts: Texts) -> Programme:
        """Add a programme with its phases, yearly means, partners and team."""
        programme = Programme(
            slug=texts["slug"],
            name=texts["name"],
            summary=texts["summary"],
            motto=texts["motto"],
            area_id=self.areas[texts["area"]].id,
            starts_on=texts["starts_on"],
            ends_on=texts["ends_on"],
            openness=Openness(texts.get("openness", "public")),
            shares_with_province=texts.get("shares_with_province", False),
            imported_from=f"{ORIGIN}{texts['slug']}:{self.days_back}",
            created_at=self.moment(1300),
        )
        db.session.add(programme)
        db.session.flush()  # everything below needs this id
        self.provinces[programme.id] = texts["province"]
        db.session.add_all(Phase(programme_id=programme.id, **phase) for phase in texts["phase"])
        db.session.add_all(
            YearMeans(
                programme_id=programme.id,
                year=means["year"],
                money_cents=means["euro"] * 100,
                fte_hundredths=round(means["fte"] * 100),
            )
            for means in texts.get("means", [])
        )
        for stream in texts.get("stream", []):
            self._add_stream(programme, **stream)
        for slug in texts["partners"] + texts["advisers"]:
            self._add_partner(programme, slug)
        if programme.shares_with_province:
            self._let_the_province_in(programme, texts["province"])
        for kind, is_manager in (("team", False), ("manager", True)):
            for key in texts[kind]:
                self._add_to_team(programme, key, is_manager=is_manager)
        return programme

    def _add_stream(
        self, programme: Programme, name: str, funder: str = "", ends_on: date | None = None
    ) -> None:
        stream = FundingStream(programme_id=programme.id, name=name, funder=funder, ends_on=ends_on)
        db.session.add(stream)
        db.session.flush()  # evidence needs its id
        self.streams[programme.id, name] = stream

    def _add_partner(self, programme: Programme, slug: str) -> None:
        organisation = self.organisations[slug]
        db.session.add(
            Partner(programme_id=programme.id, organisation_id=organisation.id, starts_on=programme.starts_on)
        )
        for key, _ in self.members.get(slug, []):
            kind = KIND_ROLES.get(OrganisationKind(organisation.kind), "partner_in")
            self._facts[key][kind].add(programme.id)
            self._organisation_in[key][programme.id] = organisation.id

    def _let_the_province_in(self, programme: Programme, slug: str) -> None:
        for key, _ in self.members.get(slug, []):
            self._facts[key]["province_in"].add(programme.id)
            self._organisation_in[key].setdefault(programme.id, self.organisations[slug].id)

    def _add_to_team(self, programme: Programme, key: str, *, is_manager: bool) -> None:
        db.session.add(
            TeamMember(
                programme_id=programme.id,
                user_id=self.people[key].id,
                is_manager=is_manager,
                starts_on=programme.starts_on,
            )
        )
        self._facts[key]["team_of"].add(programme.id)
        if is_manager:
            self._facts[key]["manages"].add(programme.id)

    def add_to_board(self, board: Board, key: str, *, is_lead: bool) -> None:
        """Put somebody on the working group of a board, perhaps as its kartrekker.

        Who leaves stays in it until `leaving.DepartureWriter` says when.
        """
        db.session.add(
            BoardMember(
                board_id=board.id, user_id=self.people[key].id, is_lead=is_lead, starts_on=self.day(880)
            )
        )
        if is_lead:
            self._facts[key]["leads"].add(board.id)
            self._facts[key]["leads_in"].add(board.programme_id)

    def hat(self, key: str, board: Board) -> tuple[Role, int | None]:
        """Return the role and the organisation in which this person acts on a board."""
        return self._actor(key).hat(board.programme_id, board.id)

    def _actor(self, key: str) -> Actor:
        facts: Any = {name: frozenset(ids) for name, ids in self._facts[key].items()}
        return Actor(id=self.people[key].id, organisation_in=self._organisation_in[key], **facts)

    def tell(
        self,
        verb: str,
        who: str,
        at: datetime,
        programme: Programme,
        *,
        board: Board | None = None,
        initiative_id: int | None = None,
        subject_id: int | None = None,
        **details: Any,
    ) -> None:
        """Add an event of a programme, or of one of its boards, that is for insiders."""
        role, organisation_id = self._actor(who).hat(programme.id, board.id if board else None)
        self.events.append(
            Event(
                verb=verb,
                happened_at=at,
                actor_id=self.people[who].id,
                role=role,
                organisation_id=organisation_id,
                programme_id=programme.id,
                board_id=board.id if board else None,
                initiative_id=initiative_id,
                subject_id=subject_id,
                is_public=False,
                details=details,
            )
        )

    def neighbours(self, programme_id: int) -> dict[str, int]:
        """Return who may support things here, by name, with the days since they have an account."""
        return {
            key: int(texts.get("since", LONG_AGO))
            for key, texts in self.texts_of.items()
            if texts.get("home", HOME) == self.provinces[programme_id]
            and programme_id not in self._facts[key]["council_in"]
            and not texts.get("admin")
            and "on_paper" not in texts
        }

    def representative(self, slug: str) -> str:
        """Return who may commit this organisation, by short name."""
        return next(key for key, represents in self.members[slug] if represents)

    def events_in_order(self) -> list[Event]:
        """Return everything that happened, oldest first, as it would have been written down."""
        return sorted(self.events, key=lambda event: event.happened_at)
