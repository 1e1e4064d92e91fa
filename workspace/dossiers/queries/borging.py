"""The eight aspects, what shows them, and what is still to be done."""

from pathlib import PurePath

from sqlalchemy import select

from workspace.accounts.models import User
from workspace.borging.models import AspectState, BorgingAspect, Evidence
from workspace.borging.queries.picture import Picture
from workspace.db import db
from workspace.dossiers.queries.rows import Aspect, Proof, Step
from workspace.organisations.models import Organisation
from workspace.programmes.models import FundingStream
from workspace.scans.models import Scan, ScanStep
from workspace.text import slugify
from workspace.times import day_of

AT_MOST = 500


def list_aspects(picture: Picture) -> tuple[Aspect, ...]:
    """Return the eight aspects as this picture shows them."""
    return tuple(Aspect(*(getattr(row, name) for name in Aspect._fields)) for row in picture.aspects)


def list_evidence(initiative_id: int) -> tuple[Proof, ...]:
    """Return what shows the claims now, by aspect; what was taken back is left out."""
    query = (
        select(BorgingAspect.code, Evidence, FundingStream.name, FundingStream.funder, FundingStream.ends_on)
        .join(Evidence, Evidence.aspect_id == BorgingAspect.id)
        .outerjoin(FundingStream, FundingStream.id == Evidence.funding_stream_id)
        .where(BorgingAspect.initiative_id == initiative_id, Evidence.withdrawn_at.is_(None))
        .order_by(Evidence.id)
        .limit(AT_MOST)
    )
    return tuple(
        Proof(
            code,
            each.kind,
            each.text,
            each.link,
            each.said_by,
            each.said_on,
            each.runs_until,
            each.amount_cents,
            stream,
            funder or None,
            ends_on,
            each.file_title,
            name_in_zip(each) if each.file_name else "",
            day_of(each.added_at),
        )
        for code, each, stream, funder, ends_on in db.session.execute(query)
    )


def name_in_zip(evidence: Evidence) -> str:
    """Return a name for its file that no program takes for a path or a command, and no other file has."""
    title = PurePath(evidence.file_title or evidence.file_name)
    ending = slugify(PurePath(evidence.file_name).suffix)[:8]
    return f"bewijs/{evidence.id}-{slugify(title.stem)[:60]}.{ending}"


def in_order(steps: list[Step]) -> tuple[Step, ...]:
    """Return what is to be done with the soonest first, and last what has no day."""
    return tuple(sorted(steps, key=lambda step: (step.due_on is None, step.due_on or 0)))


def list_steps(initiative_id: int, aspects: tuple[Aspect, ...]) -> list[Step]:
    """Return what borging still asks: claims to confirm again, next steps, steps after a scan."""
    steps = [
        Step("stale", row.code, "", row.organisation, row.person, row.valid_until)
        for row in aspects
        if row.is_stale
    ]
    steps += (
        Step("aspect", row.code, row.next_step, row.organisation, row.person, row.next_step_on)
        for row in aspects
        if row.next_step and row.state != AspectState.NOT_NEEDED
    )
    query = (
        select(ScanStep.question, ScanStep.step, Organisation.name, User.name, ScanStep.due_on)
        .join(Scan, Scan.id == ScanStep.scan_id)
        .outerjoin(Organisation, Organisation.id == ScanStep.organisation_id)
        .outerjoin(User, User.id == ScanStep.person_id)
        .where(Scan.initiative_id == initiative_id, ScanStep.done_at.is_(None))
        .order_by(ScanStep.id)
        .limit(AT_MOST)
    )
    steps += (Step("scan", *row) for row in db.session.execute(query))
    return steps
