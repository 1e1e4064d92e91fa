"""Everything that a route can be about, everybody in the table of rights, and each route's address in it."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PIL import Image
from werkzeug.routing import Rule

from tests import cast
from tests.house.learning import FIELDS_LEARNING, add_learning, thing_learning
from tests.house.leavers import add_leaving, handed_on
from tests.house.together import FIELDS_TOGETHER, add_together, thing_together
from tests.house.trust import FIELDS_TRUST, SECRET, add_trust, mailed_to, thing_trust
from tests.what_falls.making import make_analysis
from workspace.accounts.models import hash_of
from workspace.areas.models import AreaKind
from workspace.borging.models import (
    AspectCode,
    AspectState,
    BorgingAspect,
    Evidence,
    EvidenceKind,
    Handover,
    HandoverStep,
)
from workspace.db import now
from workspace.files import Received
from workspace.files import keep as keep_file
from workspace.independence.models import SoloTrial
from workspace.initiatives.models import Picture, Update, Visibility
from workspace.invitations.models import Invitation, InvitedAs
from workspace.organisations.models import OrganisationKind as Kind
from workspace.pictures import encode, keep
from workspace.programmes.models import FundingStream, PartnerRequest, Phase, YearMeans
from workspace.scans.models import Scan, ScanAnswer, ScanStep
from workspace.text import slugify, to_html
from workspace.times import today

LATER = timedelta(days=30)


def build_world(files: Path) -> SimpleNamespace:
    """Make it all, and return it by name."""
    world = SimpleNamespace()
    _places_and_organisations(world)
    _people(world)
    _talk(world)
    add_leaving(world)
    _paperwork(world)
    _pictures(world, files)
    _evidence(world, files)
    add_together(world)
    add_learning(world)
    add_trust(world)
    return world


def _places_and_organisations(w: SimpleNamespace) -> None:
    w.province = cast.make_area("Noordland", AreaKind.PROVINCE, code="PV90")
    w.area = cast.make_area("Linde", AreaKind.MUNICIPALITY, w.province, code="GM9001")
    w.core = cast.make_area("Beek", AreaKind.CORE, w.area)
    w.elsewhere = cast.make_area("Wilg", AreaKind.MUNICIPALITY, cast.make_area("Zuid", AreaKind.PROVINCE))
    w.programme = cast.make_programme("Samen in Linde", w.area, shares_with_province=True)
    w.board = cast.make_board("Eenzaamheid", w.programme)
    w.welfare = cast.make_organisation("Welzijn Linde")
    w.municipality = cast.make_organisation("Gemeente Linde", Kind.MUNICIPALITY, area_id=w.area.id)
    w.provincial = cast.make_organisation("Provincie Noordland", Kind.PROVINCE, area_id=w.province.id)
    w.council = cast.make_organisation("Adviesraad Linde", Kind.COUNCIL)
    w.partner = cast.make_partner(w.programme, cast.make_organisation("Bibliotheek"))
    for organisation in (w.welfare, w.municipality, w.council):
        cast.make_partner(w.programme, organisation)


def _people(w: SimpleNamespace) -> None:
    residents, insiders = ("Nico", "Rachida", "Otto"), ("Paul", "Rik", "Olaf", "Prisca", "Coby")
    for name in (*residents, *insiders, "Karin", "Tess", "Marja"):
        setattr(w, name.lower(), cast.make_user(name))
    w.ada = cast.make_user("Ada", is_admin=True)
    w.membership = cast.make_member(w.paul, w.welfare)
    cast.make_member(w.rik, w.welfare, represents=True)
    cast.make_member(w.olaf, w.municipality)
    cast.make_member(w.prisca, w.provincial)
    cast.make_member(w.coby, w.council)
    cast.make_board_member(w.karin, w.board, lead=True)
    w.working = cast.make_board_member(cast.make_user("Lid"), w.board)
    w.team_member = cast.make_team_member(w.tess, w.programme)
    cast.make_team_member(w.marja, w.programme, manager=True)
    w.other_programme = cast.make_programme("Samen in Wilg", w.elsewhere)
    cast.make_team_member(w.otto, w.other_programme, manager=True)


def _talk(w: SimpleNamespace) -> None:
    own = {"by": w.rachida, "organisation_id": w.welfare.id}
    w.initiative = cast.make_initiative("Soep op dinsdag", w.board, comment_count=1, **own)
    w.partners_only = cast.make_initiative("Onder ons", w.board, visibility=Visibility.PARTNERS, by=w.paul)
    w.draft = cast.make_initiative("Nog niet af", w.board, w.rachida, visibility=Visibility.DRAFT)
    w.handed_over = cast.make_initiative(
        "In goede handen", w.board, w.rachida, carried_by_id=w.welfare.id, carried_from=today()
    )
    w.handover = cast.save(
        Handover(
            initiative_id=w.initiative.id,
            to_organisation_id=w.welfare.id,
            from_day=today(),
            tasks="De soep koken",
        )
    )
    cast.save(HandoverStep(handover_id=w.handover.id, state="offered", by_id=w.karin.id))
    _scan(w)
    w.trial = cast.save(
        SoloTrial(
            initiative_id=w.initiative.id,
            starts_on=today(),
            ends_on=today() + LATER,
            proposed_by_id=w.karin.id,
        )
    )
    w.comment = cast.make_comment(w.initiative, w.nico)
    w.hidden_comment = cast.make_comment(w.initiative, w.nico, removed_at=now(), removed_as="theme_lead")
    w.aspect = cast.save(
        BorgingAspect(
            initiative_id=w.initiative.id,
            code=AspectCode.OWNER,
            state=AspectState.AGREED,
            organisation_id=w.welfare.id,
            valid_until=today(),
        )
    )


def _scan(w: SimpleNamespace) -> None:
    """A scan that was closed with a low answer and its step, and one that is open."""
    opened = {"initiative_id": w.initiative.id, "opened_by_id": w.karin.id}
    w.scan = cast.save(Scan(closed_at=now(), **opened))
    low = {"scan_id": w.scan.id, "question": AspectCode.OWNER}
    for person in (w.paul, w.rik, w.karin):
        cast.save(ScanAnswer(user_id=person.id, value=1, role="partner", **low))
    w.step = cast.save(
        ScanStep(step="Bel de directeur", organisation_id=w.welfare.id, set_by_id=w.karin.id, **low)
    )
    cast.save(Scan(**opened))


def _paperwork(w: SimpleNamespace) -> None:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    w.phase = cast.save(Phase(programme_id=w.programme.id, name="Fase 1", starts_on=first, ends_on=last))
    cast.save(YearMeans(programme_id=w.programme.id, year=2026, money_cents=100, fte_hundredths=50))
    w.invitation = cast.save(
        Invitation(
            token_hash=hash_of(SECRET),
            email=w.nico.email,
            invited_as=InvitedAs.MEMBER,
            organisation_id=w.welfare.id,
            invited_by_id=w.rik.id,
            expires_at=now() + LATER,
        )
    )
    w.analysis = make_analysis(w.programme, by=w.karin, about=w.marja)
    asked = {"programme_id": w.programme.id, "asked_by_id": w.marja.id}
    w.request = cast.save(PartnerRequest(organisation_id=w.welfare.id, **asked))


def _pictures(w: SimpleNamespace, files: Path) -> None:
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(drawn, "PNG")
    drawn.seek(0)
    encoded = encode(drawn)
    update = cast.save(
        Update(
            initiative_id=w.initiative.id,
            author_id=w.rachida.id,
            role="resident",
            body="Nieuws",
            body_html=to_html("Nieuws"),
        )
    )
    w.picture = cast.save(
        Picture(
            update_id=update.id, file_name=keep(encoded, files / "pictures"), alt="Soep", width=8, height=8
        )
    )


def _evidence(w: SimpleNamespace, files: Path) -> None:
    letter = Received(b"%PDF-1.7 een brief", "brief.pdf", "pdf")
    w.evidence = cast.save(
        Evidence(
            aspect_id=w.aspect.id,
            text="Brief van het bestuur",
            kind=EvidenceKind.FILE,
            file_name=keep_file(letter, files / "evidence"),
            file_title=letter.title,
            file_size=len(letter.content),
        )
    )
    w.stream = cast.save(FundingStream(programme_id=w.programme.id, name="Subsidie sociaal domein"))


ABOUT_THE_DRAFT = {"initiatives.publish", "initiatives.posted"}


# What is sent along where an act needs more than its address.
FIELDS = {
    "initiatives.post": lambda w: {"board": w.board.id},
    "programmes.add_partner": lambda w: {"organisation": w.welfare.id},
    **FIELDS_TOGETHER,
    **FIELDS_LEARNING,
    **FIELDS_TRUST,
}
QUESTIONS = {"overview.column": "?na=1fffffffffffff-7fffffff"}


def fields_of(endpoint: str, w: SimpleNamespace) -> dict[str, Any]:
    """Return what a form at this route holds at the least: the thing it is about."""
    return FIELDS[endpoint](w) if endpoint in FIELDS else {}


def address_of(rule: Rule, w: SimpleNamespace) -> str:
    """Return the address of this route in the world."""
    values = {name: _value(name, rule, w) for name in rule.arguments}
    built = rule.build(values, append_unknown=False)
    assert built is not None, f"No address for {rule}"
    return f"{built[1]}{QUESTIONS.get(rule.endpoint, '')}"


def _value(name: str, rule: Rule, w: SimpleNamespace) -> Any:
    match name:
        case "slug":
            place = rule.rule.split("/")[1]
            return {
                "programmas": w.programme.slug,
                "organisaties": w.welfare.slug,
                "initiatieven": slugify(w.initiative.title),
            }[place]
        case "board_slug":
            return w.board.slug
        case "initiative_id":
            return _initiative(rule.endpoint, w).id
        case "comment_id":
            hidden = rule.endpoint in {"comments.restoring", "comments.restore"}
            return (w.hidden_comment if hidden else w.comment).id
        case "member_id":
            return (w.working if rule.endpoint.startswith("boards.") else w.team_member).id
        case "token":
            return mailed_to(rule.endpoint) or SECRET
        case "area_id":
            return (w.province if rule.endpoint.startswith("dashboards.") else w.area).id
        case _:
            return (
                thing_together(name, rule.endpoint, w)
                or thing_learning(name, rule.endpoint, w)
                or thing_trust(name, rule.endpoint, w)
                or handed_on(name, rule.endpoint, w)
                or _other_value(name, w)
            )


def _initiative(endpoint: str, w: SimpleNamespace) -> Any:
    if endpoint in ABOUT_THE_DRAFT:
        return w.draft
    return w.handed_over if endpoint == "borging.team_rights" else w.initiative


def _other_value(name: str, w: SimpleNamespace) -> Any:
    return {
        "analysis_id": w.analysis.id,
        "evidence_id": w.evidence.id,
        "core_id": w.core.id,
        "handover_id": w.handover.id,
        "invitation_id": w.invitation.id,
        "membership_id": w.membership.id,
        "name": w.picture.file_name,
        "partner_id": w.partner.id,
        "phase_id": w.phase.id,
        "scan_id": w.scan.id,
        "step_id": w.step.id,
        "request_id": w.request.id,
        "stream_id": w.stream.id,
        "stage": "idea",
        "trial_id": w.trial.id,
        "word": AspectCode.OWNER.word,
        "year": 2026,
    }[name]
